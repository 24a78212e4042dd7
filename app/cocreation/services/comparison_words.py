"""The words of a comparison, in English and in Chinese."""

from collections.abc import Sequence

from cocreation.model import Language, Text
from cocreation.namespaces import VCC
from cocreation.services.tables import NOT_REPORTED

SIDES = {
    VCC + "PlatformCloudProvider": Text(en="provider's side", zh="服务商一方"),
    VCC + "CloudUser": Text(en="user's side", zh="用户一方"),
}
HEADINGS = {
    "kind": Text(en="Kind", zh="类别"),
    "concept": Text(en="Concept", zh="构念"),
    "proposition": Text(en="Proposition", zh="命题"),
    "claim": Text(en="Construct or proposition", zh="构念或命题"),
    "verdict": Text(en="In this case", zh="本案例"),
    "item": Text(en="Evidence", zh="证据"),
    "tells": Text(en="What it tells", zh="内容"),
    "word": Text(en="On whose word", zh="依据谁的说法"),
    "coder": Text(en="Coded by", zh="编码者"),
    "others": Text(en="Other cases that show it", zh="体现它的其他案例"),
    "items": Text(en="Items", zh="证据数"),
    "listed": Text(en="Of these, citing a listed source", zh="其中援引清单内资料"),
    "side": Text(en="Side", zh="所属方"),
    "source_kind": Text(en="Kind of source", zh="资料类型"),
    "other": Text(en="Case", zh="案例"),
    "shared": Text(en="Shown by both", zh="共同体现"),
    "either": Text(en="Shown by either", zh="任一体现"),
    "percent": Text(en="Share", zh="占比"),
    "difference": Text(en="How it differs", zh="差异"),
    "mark": Text(en="Mark", zh="标注"),
    "note": Text(en="What it explains", zh="说明"),
    "provider": Text(en="Provider", zh="服务商"),
    "user": Text(en="User", zh="用户"),
    "study": Text(en="Study", zh="所属研究"),
    "model": Text(en="Model of", zh="所依模型"),
    "stage": Text(en="Stage", zh="阶段"),
}
WORDS = {
    "title": Text(en="{} against the model", zh="{}与模型的对照"),
    "no_model": Text(
        en="The case names no study whose model is known, so there is nothing to hold it against: "
        "say cst:ofStudy of the case, and cst:appliesModelOf of its study.",
        zh="该案例未指明任何模型已知的研究，无从对照：请用 cst:ofStudy 指明其研究，"
        "并用 cst:appliesModelOf 指明所沿用的模型。",
    ),
    "assumed": Text(
        en="The case does not say whose model it applies; the only one in the graph is taken.",
        zh="该案例未指明沿用谁的模型；此处采用图谱中唯一的模型。",
    ),
    "no_items": Text(en="Evidence: none reported.", zh="证据：未报告。"),
    "material": Text(en="Evidence items: {} ({}).", zh="证据 {} 条（{}）。"),
    "cite_listed": Text(en="{} citing a listed source", zh="援引清单内资料 {} 条"),
    "cite_unlisted": Text(en="{} citing a code in no inventory", zh="编码不在清单中 {} 条"),
    "cite_nothing": Text(en="{} without a code", zh="没有编码 {} 条"),
    "coded": Text(en=" Coded by: {}.", zh="编码者：{}。"),
    "absence": Text(
        en="“Not reported” never means no: a report quotes selectively.",
        zh="“未报告”并不等于“没有”：研究报告只选摘部分材料。",
    ),
    "silent": Text(
        en="Nothing is reported of this stage, which does not mean that it was skipped.",
        zh="本阶段未报告任何内容，并不表示跳过了该阶段。",
    ),
    "no_stage": Text(en="At no one stage", zh="不属于单一阶段"),
    "shown": Text(en="Shown: {}.", zh="已体现：{}。"),
    "of": Text(en="{} {} of {}", zh="{} {} 项（共 {} 项）"),
    "n_of_m": Text(en="{} of {}", zh="{}个（共{}个）"),
    "not_reported": NOT_REPORTED,
    "only_disputed": Text(en="only disputed", zh="仅有质疑"),
    "told": Text(en="no source code given", zh="未标资料编码"),
    "unlisted": Text(en="{}, in no source inventory", zh="{}，不在资料清单中"),
    "propositions_title": Text(en="Propositions", zh="命题"),
    "replicated_count": Text(en="Replicated: {} of {}.", zh="复现 {} 条（共 {} 条）。"),
    "replicated": Text(en="replicated", zh="复现"),
    "contradicted": Text(en="contradicted", zh="反驳"),
    "contested": Text(en="replicated and contradicted", zh="既有复现又有反驳"),
    "against_title": Text(en="What speaks against the model", zh="与模型相左的证据"),
    "nothing_against": Text(
        en="No evidence is reported that disputes a construct or contradicts a proposition.",
        zh="未报告质疑构念或反驳命题的证据。",
    ),
    "outside_title": Text(en="What the model does not have", zh="模型之外的内容"),
    "sides_title": Text(
        en="What rests on one side or one kind of source", zh="只依据一方或一类资料的内容"
    ),
    "sides_note": Text(
        en="Only listed sources count, by the code as printed: of others neither side nor kind is "
        "known.",
        zh="只计清单内资料，并以所印编码为准；其余资料的所属方与类型无从得知。",
    ),
    "sides_none": Text(
        en="Nothing: whatever is shown rests on both sides and on several kinds of sources, "
        "or nothing is shown.",
        zh="没有：所体现的内容均有双方、多类资料依据，或未体现任何内容。",
    ),
    "kinds_title": Text(en="What rests on one kind of source", zh="只依据一类资料的内容"),
    "kinds_note": Text(
        en="Only listed sources count, by the code as printed: of others the kind is not known.",
        zh="只计清单内资料，并以所印编码为准；其余资料的类型无从得知。",
    ),
    "kinds_none": Text(
        en="Nothing: whatever is shown rests on several kinds of sources, or nothing is shown.",
        zh="没有：所体现的内容均有多类资料依据，或未体现任何内容。",
    ),
    "no_listed": Text(en="no listed source", zh="没有清单内资料"),
    "both_sides": Text(en="both sides", zh="双方"),
    "neither_side": Text(en="neither side of this case", zh="非本案例任何一方"),
    "several": Text(en="several", zh="多类"),
    "similar_title": Text(en="Which cases of the model's study it resembles", zh="与哪些案例相似"),
    "nearest": Text(en="Most alike: {} ({} of {}).", zh="最相似：{}（共同 {} 项，任一 {} 项）。"),
    "tied": Text(
        en="Most alike, in a tie: {} ({} of {}).",
        zh="最相似（并列）：{}（共同 {} 项，任一 {} 项）。",
    ),
    "none_alike": Text(
        en="It shares no first-order concept with any of them.",
        zh="与其中任何案例都没有共同的一阶构念。",
    ),
    "nothing_to_compare": Text(
        en="Nothing to compare: the case shows no first-order concept, or no other case does.",
        zh="无从比较：本案例或其他案例未体现任何一阶构念。",
    ),
    "measure": Text(
        en="Measure: the first-order concepts that the evidence of both supports, out of those "
        "that the evidence of either supports (Jaccard index); cases without such evidence are "
        "left out. With so few items a case, one more or less changes the order: only a hint.",
        zh="度量：双方证据共同支持的一阶构念数除以任一方证据所支持的一阶构念数（Jaccard 系数）；"
        "没有此类证据的案例不列。每个案例的证据很少，增减一条即可改变次序，仅供参考。",
    ),
    "apart_title": Text(en="Where it differs from all of them", zh="与其他案例都不同之处"),
    "apart_note": Text(
        en="Compared with the {} other cases that show any first-order concept.",
        zh="与体现了一阶构念的其他 {} 个案例比较。",
    ),
    "nothing_apart": Text(
        en="No concept is shown by it alone, and none by all others but not by it.",
        zh="没有仅由本案例体现的构念，也没有其他案例均体现而本案例未报告的构念。",
    ),
    "alone": Text(en="shown by this case alone", zh="仅本案例体现"),
    "missing": Text(en="shown by all others, not reported here", zh="其他案例均体现，本案例未报告"),
    "marks_title": Text(en="What to read with care", zh="宜谨慎解读的证据"),
    "marks_note": Text(
        en="These items are marked as at odds with the rest of the report.",
        zh="以下证据标注了与报告其他部分不一致。",
    ),
}


def joined(label: Text, value: str, language: Language) -> str:
    """A label and what stands behind it."""
    return f"{label.zh}：{value}" if language == "zh" else f"{label.en}: {value}"


def listed(names: Sequence[str], language: Language) -> str:
    """Several names in one line."""
    return ("；" if language == "zh" else "; ").join(names)
