"""The words of `/reconcile`, each in English and in Chinese."""

from cocreation.linking import wording
from cocreation.model import Text

RECONCILE_TEXTS: dict[str, Text] = {
    "reconcile": Text(en="Reconcile names with the graph", zh="将名称与图谱核对"),
    "reconcile_name": Text(
        en="cocreation: multi-case studies as a graph", zh="cocreation：多案例研究图谱"
    ),
    "reconcile_lead": Text(
        en="Have you a column of organizations, constructs, cases or source codes? This service "
        "finds which things of the graph they are, in Chinese or in English, and can add what the "
        "graph says of them.",
        zh="如果您有一列组织、构念、案例或资料编码，此服务可找出它们对应图谱中的哪些事物"
        "（中英文均可），并补充图谱中的相关数据。",
    ),
    "reconcile_openrefine": Text(en="In OpenRefine", zh="在 OpenRefine 中"),
    "reconcile_step_1": Text(en="On a column choose:", zh="在要核对的列上依次选择："),
    "reconcile_step_2": Text(
        en="Give it this address; names then come in English:",
        zh="填入此地址，返回的名称为中文：",
    ),
    "reconcile_step_3": Text(
        en="Choose a type from the table below, and other columns as properties if you have any.",
        zh="从下表中选择一个类型；如有其他列，可作为属性一并比对。",
    ),
    "reconcile_step_4": Text(
        en="Look at what was not matched by itself; then add what the graph says by:",
        zh="查看未自动匹配的各项；之后可这样补充图谱中的数据：",
    ),
    "reconcile_types": Text(en="Which types there are", zh="有哪些类型"),
    "reconcile_type": Text(en="Type", zh="类型"),
    "reconcile_things": Text(en="Things", zh="个体数"),
    "reconcile_scores": Text(en="What the scores mean", zh="分数的含义"),
    "reconcile_scores_1": Text(
        en="A score is the chance, in percent, that the name which was sent means the thing, as it "
        "was estimated from labelled pairs of names. Every name of a thing is compared: its labels "
        "in both languages, titles, codes, and the last part of its identifier. The same name, "
        "whatever its case, width, script or legal form, has 90 where nothing else is known, for "
        "two things may be called alike; only an identifier has 100. Properties that are sent too "
        "raise the score where they agree and lower it much where the graph says something else; "
        "what the graph does not report counts neither way.",
        zh="分数是所发名称确指某事物的可能性（百分数），依据人工标注的名称对估计得出。"
        "比对时考虑事物的全部名称：中英文标签、题名、编码和标识符的末段。"
        "若无其他信息，名称相同（不计大小写、全半角、简繁与公司形式）为 90 分，"
        "因为不同事物可能同名；只有标识符相同才是 100 分。"
        "如同时发送属性，与图谱相符则加分，与图谱所述不同则大幅减分；"
        "图谱未报告的属性既不加分也不减分。",
    ),
    "reconcile_scores_2": Text(
        en="A candidate is marked as a match only from {} on and where it is {} ahead of the next: "
        "of two things with one name neither is, unless a type or a property tells them apart. "
        "Without a name, the score is the share of the properties that a thing has.",
        zh="只有分数不低于 {} 且领先下一候选至少 {} 分时才标为匹配：若两个事物同名，"
        "除非类型或属性能区分，否则都不标为匹配。未发送名称时，分数为事物所具有的属性占所查属性的比例。",
    ),
    "reconcile_program": Text(en="For programs", zh="供程序使用"),
    "reconcile_versions": Text(
        en="The service speaks two versions of one protocol, told apart by the path and by the "
        "shape of what is sent:",
        zh="此服务支持同一协议的两个版本，由路径和所发内容的结构区分：",
    ),
    "reconcile_version": Text(
        en="a form with queries or a request for data, by GET or POST, to",
        zh="以表单发送查询或数据请求（GET 或 POST）到",
    ),
    "reconcile_draft": Text(
        en="JSON, by POST to the first two paths, by GET to the others; the manifest is at",
        zh="JSON 格式，下列前两个路径用 POST，其余用 GET；服务清单位于",
    ),
    "reconcile_sample": Text(en="For example:", zh="例如："),
    "reconcile_limits": Text(
        en="Limits: {} queries in a batch, {} candidates for each and {} in all, {} conditions in "
        "a query, {} things and {} properties in a request for data; of a name the first {} "
        "characters are compared. Any web page may ask (CORS); there is no JSONP.",
        zh="限制：每批 {} 个查询，每个查询最多 {} 个候选（每批共 {} 个）、{} 个条件；"
        "每次补充数据最多 {} 项、{} 个属性；"
        "名称只比对前 {} 个字符。任何网页均可访问（CORS）；不提供 JSONP。",
    ),
    "reconcile_setting": Text(en="Language of texts", zh="文本语言"),
    "reconcile_setting_help": Text(
        en="Which texts to give where there are some in both languages.",
        zh="两种语言的文本都有时，返回哪一种。",
    ),
    "reconcile_spoken_page": Text(en="that of the service's address", zh="与服务地址的语言相同"),
    "reconcile_spoken_en": Text(en="English", zh="英文"),
    "reconcile_spoken_zh": Text(en="Chinese", zh="中文"),
    "reconcile_spoken_both": Text(en="both", zh="两种都要"),
    "reconcile_unknown": Text(
        en="The graph has nothing with this identifier.", zh="图谱中没有此标识符所指的内容。"
    ),
    "reconcile_more": Text(en="More about it", zh="查看详情"),
}

# What tells for a candidate or against it: what the matcher looks at, and what else is asked for.
FEATURES: dict[str, Text] = {
    **wording.FEATURES,
    "identifier": Text(en="the identifier itself", zh="标识符相同"),
    "properties agree": Text(en="properties agree", zh="属性相符"),
    "properties disagree": Text(en="properties disagree", zh="属性不符"),
}
