"""The words of the pages of evidence, sources, organizations and references."""

from cocreation.model import Text

EVIDENCE_TEXTS: dict[str, Text] = {
    "evidence_all_lead": Text(
        en="Every item of evidence, in our words. Narrow it down and order it; the address keeps "
        "your choice, and a download holds all that it leaves.",
        zh="全部证据条目，均以我们的文字概述。可筛选、排序；所选内容保留在网址中，下载文件包含筛选后的全部条目。",
    ),
    "evidence_found": Text(en="{} of {} items", zh="{1} 条证据中的 {0} 条"),
    "any_value": Text(en="any", zh="不限"),
    "chosen_now": Text(en="Chosen", zh="已选"),
    "take_back": Text(en="Take back {}: {}", zh="取消{}：{}"),
    "no_evidence": Text(
        en="No item has all of this. Take one of these choices back:",
        zh="没有证据同时符合这些条件。请取消其中一项：",
    ),
    "no_case": Text(en="no single case", zh="不限于单一案例"),
    "at_odds": Text(en="marked", zh="有标注"),
    "order_up": Text(en="order by it", zh="按此排序"),
    "level_dimension": Text(en="Aggregate dimensions", zh="聚合维度"),
    "level_theme": Text(en="Second-order themes", zh="二阶主题"),
    "level_concept": Text(en="First-order concepts", zh="一阶构念"),
    "level_stage": Text(en="Stages", zh="阶段"),
    "level_": Text(en="Other constructs", zh="其他构念"),
    "item_place": Text(en="Place in the paper", zh="论文中的位置"),
    "item_code": Text(en="Code as printed", zh="所印资料编码"),
    "no_code": Text(en="told without a code", zh="未附资料编码"),
    "item_about": Text(en="Tells of", zh="所述组织"),
    "item_side": Text(en="Side", zh="所属方"),
    "item_informant": Text(en="Informant", zh="受访者"),
    "unlisted_source": Text(
        en="The inventory of sources does not list it.", zh="资料清单中没有相应的资料。"
    ),
    "no_side": Text(en="from no party to the case", zh="并非出自该案例的合作方"),
    "item_bears": Text(en="What it bears on", zh="所关乎的内容"),
    "item_rests": Text(en="What else rests on it", zh="以它为依据的其他内容"),
    "bears_supports": Text(en="Supports the constructs", zh="支持构念"),
    "bears_corroborates": Text(en="Speaks for the propositions", zh="支持命题"),
    "bears_disputes": Text(en="Disputes the constructs", zh="质疑构念"),
    "bears_contradicts": Text(en="Speaks against the propositions", zh="反对命题"),
    "bears_nothing": Text(
        en="It bears on no construct and no proposition.", zh="它不关乎任何构念或命题。"
    ),
    "back_to_evidence": Text(en="All evidence of this case", zh="本案例的全部证据"),
}
