"""The words of the pages about things, graphs and ontologies."""

from cocreation.model import Text

THING_TEXTS: dict[str, Text] = {
    "described": Text(en="What the graph says of", zh="图谱中关于以下名称的内容："),
    "statements": Text(en="What is said of it", zh="有关陈述"),
    "property": Text(en="Property", zh="属性"),
    "value": Text(en="Value", zh="取值"),
    "mentions": Text(en="Where it is spoken of", zh="何处提到"),
    "mentions_lead": Text(
        en="Things that name it, by the property that does.", zh="以下事物通过所列属性指向它。"
    ),
    "spoken_of_by": Text(en="Things", zh="事物"),
    "all_mentions": Text(en="All {}", zh="全部 {} 项"),
    "unsaid": Text(
        en="Nothing is said of it; others only name it.",
        zh="没有关于它的陈述，只有其他事物提到它。",
    ),
    "terms_class": Text(en="Classes", zh="类"),
    "terms_property": Text(en="Properties", zh="属性"),
    "terms_individual": Text(en="Fixed individuals", zh="固定个体"),
    "uses_class": Text(en="things of this class", zh="此类个体数"),
    "uses_property": Text(en="statements with it", zh="使用它的陈述数"),
    "question_of_uses": Text(en="How often each term is used", zh="各术语的使用次数"),
    "structured_case": Text(
        en="What a published multi-case study reports of {}: evidence items, their coding and "
        "their sources.",
        zh="一项已发表的多案例研究关于{}的证据条目、编码与资料来源。",
    ),
    "about_ontology": Text(en="About this ontology", zh="关于此本体"),
    "question_of_thing": Text(en="The question behind this page", zh="本页背后的问题"),
}
