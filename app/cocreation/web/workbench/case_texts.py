"""The words of the pages of the cases, each in English and in Chinese."""

from cocreation.model import Text

READING_TEXTS: dict[str, Text] = {
    "cases": Text(en="Cases", zh="案例"),
    "behind_list": Text(en="The question behind the list", zh="此列表背后的问题"),
    "behind_values": Text(en="The question behind the choices", zh="筛选项背后的问题"),
    "cases_lead": Text(
        en="Every case in the graph. Choose values to narrow the list down; the address "
        "keeps your choice.",
        zh="图谱中的全部案例。可选取取值缩小范围，所选内容保留在网址中。",
    ),
    "narrow": Text(en="Narrow down", zh="筛选"),
    "apply": Text(en="Apply", zh="应用"),
    "clear": Text(en="Clear all", zh="清除全部"),
    "cases_found": Text(en="{} of {} cases", zh="{1} 个案例中的 {0} 个"),
    "no_cases": Text(
        en="No case has all of this; take one of the choices back.",
        zh="没有案例同时符合这些条件；请取消其中一项。",
    ),
    "no_partnership": Text(
        en="no partnership of a provider and a user", zh="并非服务商与用户的合作案例"
    ),
    "provider": Text(en="Provider", zh="服务商"),
    "user": Text(en="User", zh="用户"),
    "sector": Text(en="Sector", zh="行业"),
    "unit_of": Text(en="a unit of", zh="隶属于"),
    "study": Text(en="Study", zh="研究"),
    "model_of": Text(en="Model applied", zh="所依模型"),
    "not_reported": Text(en="not reported", zh="未报告"),
    "path_of": Text(en="The path through the stages", zh="各阶段的路径"),
    "items_of": Text(en="{} items", zh="{} 条证据"),
    "one_item": Text(en="1 item", zh="1 条证据"),
    "brought": Text(en="What was brought in and made", zh="投入与成果"),
    "evidence": Text(en="Evidence", zh="证据"),
    "evidence_lead": Text(
        en="Every item in our words, by section and table of the paper, with its place, on whose "
        "word it rests and whose coding it is.",
        zh="逐条以我们的文字概述，按论文章节与表格排列，并注明位置、依据谁的说法以及由谁编码。",
    ),
    "speaks_for": Text(en="Speaks for", zh="支持"),
    "coded_by": Text(en="Coded by", zh="编码者"),
    "on_word_of": Text(en="Source", zh="资料"),
    "disagrees": Text(en="At odds with the paper elsewhere", zh="与论文其他部分不一致"),
    "claims_replicated": Text(en="Claims of the model", zh="模型的命题"),
    "against": Text(en="against", zh="反对"),
    "no_claims": Text(
        en="No item of this case speaks for or against a claim; that is not reported, not denied.",
        zh="本案例没有证据支持或反对任何命题；这是未报告，而非否定。",
    ),
    "similar": Text(en="Similar cases", zh="相似案例"),
    "similar_none": Text(
        en="No other case shows a concept that this one shows.",
        zh="没有其他案例体现了本案例所体现的任何一阶构念。",
    ),
    "similar_how": Text(
        en="By the share of first-order concepts that both show among those that either shows "
        "(Jaccard index).",
        zh="按双方共同体现的一阶构念占任一方所体现者的比例（Jaccard 系数）排列。",
    ),
    "share_of": Text(en="{} of {} concepts", zh="{1} 个构念中共有 {0} 个"),
    "hold_against": Text(en="Hold this case against the model", zh="将本案例与模型对照"),
    "all_said": Text(en="All statements about it", zh="关于它的全部陈述"),
    "behind_view": Text(en="The question behind this", zh="背后的问题"),
    "open_editor": Text(en="open its query in the editor", zh="在编辑器中打开其查询"),
    "pager": Text(en="Pages", zh="分页"),
    "page_before": Text(en="Previous page", zh="上一页"),
    "page_after": Text(en="Next page", zh="下一页"),
    "page_of_pages": Text(en="Page {} of {}", zh="第 {} 页，共 {} 页"),
    "cite": Text(en="How to cite", zh="引用方式"),
}
