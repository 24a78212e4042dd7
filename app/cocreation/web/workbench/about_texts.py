"""The words of the page about the graph, each in English and in Chinese."""

from cocreation.model import Text

ABOUT_TEXTS: dict[str, Text] = {
    "about": Text(en="About", zh="关于"),
    "about_title": Text(en="About this graph", zh="关于本图谱"),
    "about_study": Text(en="The study and how to cite it", zh="所依据的研究与引用方式"),
    "about_cite": Text(
        en="Cite the study for its findings. Where the graph itself helped you, name cocreation "
        "and the date on which you asked it.",
        zh="引用研究结论时请引用该论文；如果使用了本图谱，请注明 cocreation 及访问日期。",
    ),
    "about_made": Text(en="How it was made", zh="图谱如何形成"),
    "about_made_1": Text(
        en="Every evidence item is told in words of our own, points at its place in the paper and "
        "says whose coding it is.",
        zh="每条证据均以我们的文字概述，指明其在论文中的位置，并注明由谁编码。",
    ),
    "about_made_2": Text(
        en="The graph is checked against SHACL shapes by two engines that have to agree, and what "
        "follows from the ontology's axioms is added in graphs of its own, apart from what was "
        "stated.",
        zh="图谱经两个引擎依 SHACL 形状校验，二者结果须一致；"
        "由本体公理推得的内容另存于专门的图中，与原有陈述分开。",
    ),
    "about_made_3": Text(
        en="Where the paper disagrees with itself, both values stand in the graph with a note; "
        "nothing was corrected in silence.",
        zh="论文自相矛盾之处，两种说法均保留在图谱中并附说明，没有悄悄更正。",
    ),
    "about_not": Text(en="What it does not claim", zh="本图谱不主张什么"),
    "about_not_1": Text(
        en="Silence is not a no: what is missing is not reported in the paper.",
        zh="未报告不等于没有：图谱中没有的，只是论文没有报告。",
    ),
    "about_not_2": Text(
        en="Numbers of items tell how much of the paper speaks of something, not how strong or how "
        "frequent it is in the world.",
        zh="证据条数只说明论文谈及多少，并不代表现实中的强度或频率。",
    ),
    "about_not_3": Text(
        en="The cases illustrate propositions; they do not test them statistically.",
        zh="案例用于例证命题，并不构成统计检验。",
    ),
    "about_not_4": Text(
        en="The interviews themselves are not here, only what the paper tells of them.",
        zh="图谱不含访谈原始资料，只有论文中对它们的叙述。",
    ),
    "about_licence": Text(en="Licence and downloads", zh="许可与下载"),
    "about_whole": Text(en="The whole graph:", zh="整个图谱："),
    "about_terms": Text(en="The vocabularies:", zh="词汇表："),
    "about_general": Text(en="multi-case studies", zh="多案例研究通用词汇"),
    "about_model": Text(en="partnerships on cloud platforms", zh="云平台合作领域词汇"),
    "about_use": Text(en="With your own data", zh="与您自己的数据"),
    "about_reconcile": Text(
        en="Find which organizations, constructs or sources your own lists name",
        zh="找出您的名单中的组织、构念或资料对应图谱中的哪些内容",
    ),
    "about_audit": Text(en="Where the paper disagrees with itself", zh="论文自相矛盾之处"),
}
