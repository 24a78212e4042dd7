"""The words of the home page, each in English and in Chinese."""

from cocreation.model import Text

HOME_TEXTS: dict[str, Text] = {
    "way_read": Text(en="Read", zh="阅读"),
    "way_read_lead": Text(
        en="The cases and the model, as a paper shows them.", zh="像读论文一样读案例与模型。"
    ),
    "way_cases": Text(
        en="The cases, by provider, sector, stage, construct and kind of source",
        zh="按服务商、行业、阶段、构念和资料类型浏览案例",
    ),
    "way_plain_cases": Text(
        en="The cases, by construct and kind of source", zh="按构念和资料类型浏览案例"
    ),
    "way_figures": Text(
        en="The figures and tables, drawn from the graph, for a paper or a talk",
        zh="由图谱绘制的图与表，可用于论文或报告",
    ),
    "way_explorer": Text(
        en="From one thing to the next, beginning with the model",
        zh="从模型出发，由一事物漫游到另一事物",
    ),
    "way_ask": Text(en="Ask", zh="提问"),
    "way_ask_lead": Text(
        en="Questions with fields to fill in; no query language needed.",
        zh="填空即可提问，无需掌握查询语言。",
    ),
    "way_sparql": Text(en="Write a query of your own", zh="编写自己的查询"),
    "way_add": Text(en="Add", zh="补充"),
    "way_add_lead": Text(
        en="A case of your own, in a spreadsheet, a form or Turtle.",
        zh="您自己的案例：电子表格、表单或 Turtle 均可。",
    ),
    "way_compare": Text(
        en="See what it says of the model, and which cases it resembles",
        zh="看它对模型说明了什么、与哪些案例相似",
    ),
}
