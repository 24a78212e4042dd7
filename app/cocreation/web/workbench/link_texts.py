"""The words of the page of links, and of what other pages say of them."""

from cocreation.model import Text

LINK_TEXTS: dict[str, Text] = {
    "links_all": Text(en="Links to other datasets", zh="与其他数据集的链接"),
    "links_lead": Text(
        en="What here is what elsewhere: each mapping with how sure it is, why, and who says so. "
        "A near miss is kept, too, as a mapping that does not hold.",
        zh="此处的事物对应外部的什么：每条映射都注明置信度、理由和判定者。易混而不同的也予保留，记为不成立的映射。",
    ),
    "compare_studies": Text(en="Studies beside each other", zh="研究之间的对照"),
    "compare_studies_lead": Text(
        en="Construct by construct: what in another study corresponds, how surely, why, and what "
        "speaks for each. Only what somebody mapped is here; “none mapped” is not a no.",
        zh="逐个构念列出其他研究中与之对应的构念、置信度与理由，以及双方的证据。"
        "此处只有人工判定过的映射；“尚无映射”并不等于没有对应。",
    ),
    "compare_studies_one": Text(
        en="The graph has one study only. This lays out the files of another:",
        zh="图谱中只有一项研究。以下命令可生成另一项研究的文件：",
    ),
    "compare_studies_found": Text(
        en="Joined with another study: {} of {} constructs.",
        zh="{1} 个构念中有 {0} 个与其他研究对应。",
    ),
    "construct_here": Text(en="Construct of this study", zh="本研究的构念"),
    "other_studies": Text(en="In other studies", zh="其他研究中"),
    "other_studies_none": Text(en="none mapped", zh="尚无映射"),
    "links_found": Text(en="{} of {} mappings", zh="{1} 条映射中的 {0} 条"),
    "links_waiting": Text(en="{} wait for a decision", zh="{} 条待审核"),
    "link_set": Text(en="Mapping set", zh="映射集"),
    "link_set_all": Text(en="all", zh="全部"),
    "link_thing": Text(en="Thing", zh="事物"),
    "link_thing_hint": Text(
        en="its name in the graph, such as organization/baidu",
        zh="图谱中的名称，例如 organization/baidu",
    ),
    "link_show": Text(en="Show", zh="显示"),
    "link_how": Text(en="Mapping", zh="映射"),
    "link_other": Text(en="Elsewhere", zh="外部事物"),
    "link_sure": Text(en="Sure", zh="置信度"),
    "link_why": Text(en="Why", zh="理由"),
    "link_who": Text(en="Who and when", zh="判定者与日期"),
    "link_none": Text(en="No mapping of that kind is there.", zh="没有这样的映射。"),
    "link_record": Text(en="its record", zh="映射记录"),
    "links_proposed": Text(en="Proposed, not reviewed", zh="待审核的映射"),
    "links_proposed_lead": Text(
        en="What a tool found likely. It is in no graph until somebody has decided; a decision is "
        "published with your name, the day and the reason.",
        zh="由工具提出，尚未写入任何图。经人决定后，连同决定者、日期和理由一并公开。",
    ),
    "links_proposed_none": Text(
        en="Nothing waits. This proposes mappings:",
        zh="没有待审核的映射。以下命令可提出映射：",
    ),
    "links_proposed_more": Text(
        en="{} more wait; they come up when these are decided.",
        zh="另有 {} 条待审核，处理完以上各条后显示。",
    ),
    "link_decide": Text(en="Decide on a mapping", zh="判定一条映射"),
    "link_decide_lead": Text(
        en="For two things that nobody proposed, too.", zh="无人提出过的映射也可在此判定。"
    ),
    "link_kind": Text(en="How they match", zh="匹配种类"),
    "link_as_proposed": Text(en="as proposed", zh="按所提出的"),
    "link_exact": Text(en="exact: the same thing", zh="精确：同一事物"),
    "link_close": Text(en="close: alike enough for most uses", zh="近似：多数情况下可互换"),
    "link_broad": Text(en="broad: the other is wider", zh="上位：对方范围更广"),
    "link_narrow": Text(en="narrow: the other is narrower", zh="下位：对方范围更窄"),
    "link_related": Text(en="related: they have to do with each other", zh="相关：二者有关联"),
    "link_accept": Text(en="Accept", zh="接受"),
    "link_reject": Text(en="Reject", zh="拒绝"),
    "link_iri": Text(en="Its IRI elsewhere", zh="外部事物的 IRI"),
    "elsewhere": Text(en="In other datasets", zh="在其他数据集中"),
    "elsewhere_none": Text(
        en="No link to another dataset was verified yet.", zh="尚无经核实的外部链接。"
    ),
    "elsewhere_audit": Text(en="All links, to audit", zh="全部链接及其依据"),
}
