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
    "question_of_thing": Text(en="The question behind this page", zh="本页背后的问题"),
}
