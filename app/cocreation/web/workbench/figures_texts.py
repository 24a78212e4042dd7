"""The words of the pages with the figures and the tables, each in English and in Chinese."""

from cocreation.model import Text

FIGURES_TEXTS: dict[str, Text] = {
    "figures_menu": Text(en="Figures", zh="图表"),
    "figures": Text(en="Figures drawn from the graph", zh="由图谱绘制的图"),
    "figures_lead": Text(
        en="A study's figures, laid out afresh from what the graph says, for a paper, a thesis "
        "or a slide. Every box leads to the page of what it stands for.",
        zh="按图谱中的数据重新绘制研究中的图，可用于论文或幻灯片；点击图中的框即可查看所指的内容。",
    ),
    "figure": Text(en="Figure", zh="图"),
    "figure_whole": Text(en="{} (whole)", zh="{}（全图）"),
    "figure_language": Text(en="Language of the figure", zh="图中文字"),
    "figure_zh": Text(en="Chinese", zh="中文"),
    "figure_en": Text(en="English", zh="英文"),
    "figure_both": Text(en="Chinese and English", zh="中英文对照"),
    "figure_counts": Text(en="Evidence counts", zh="证据条数"),
    "figure_with": Text(en="shown", zh="标注"),
    "figure_without": Text(en="not shown", zh="不标注"),
    "figure_draw": Text(en="Draw", zh="绘制"),
    "figure_data_structure": Text(en="Data structure", zh="数据结构"),
    "figure_model": Text(en="Integrated model", zh="整合模型"),
    "figure_coverage": Text(en="Coverage of the cases", zh="案例覆盖情况"),
    "figure_none_of_it": Text(
        en="This study has nothing that this figure could be drawn of: the integrated model is of "
        "stages, what drives them and what strengthens that. Its own propositions are listed on "
        "the page of propositions, its constructs in the data structure.",
        zh="该研究中没有可绘制此图的内容：整合模型所绘的是各阶段、推动阶段的能力及增强这一作用的条件。"
        "该研究自己的命题见命题页，其构念见数据结构图。",
    ),
    "figure_list": Text(en="The figure as a list", zh="以列表查看此图"),
    "figure_items": Text(en="evidence items: {}", zh="证据 {} 条"),
    "figure_none": Text(en="no evidence reported", zh="证据未报告"),
    "figure_against": Text(en="against it: {}", zh="反对的证据 {} 条"),
    "table_none": Text(
        en="The report of this study has no such table in the graph.",
        zh="图谱中没有该研究的此表。",
    ),
    "table_marked": Text(
        en="Where rows are at odds with the paper elsewhere", zh="与论文其他部分不一致之处"
    ),
    "figure_questions": Text(en="The questions behind this figure", zh="此图背后的问题"),
    "figure_formats": Text(
        en="SVG and PDF can be enlarged without loss; PDF has its letters within it; PNG has 300 "
        "dots an inch.",
        zh="SVG 与 PDF 可无损放大，PDF 已内嵌字体；PNG 为每英寸 300 点。",
    ),
    "tables": Text(en="A study's tables, rebuilt from the graph", zh="由图谱重建的研究各表"),
    "table_1": Text(en="Table 1", zh="表1"),
    "table_2": Text(en="Table 2", zh="表2"),
    "table_3": Text(en="Table 3", zh="表3"),
    "table_4": Text(en="Table 4", zh="表4"),
    "table_coverage": Text(en="Coverage", zh="覆盖情况"),
}
