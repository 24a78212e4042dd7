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
    "no_item_left": Text(
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
    "see_also": Text(en="See also", zh="另见"),
    "sources_all": Text(en="Sources", zh="资料"),
    "sources_lead": Text(
        en="The inventory of what the study rests on, case by case. A provider's sources serve all "
        "its cases and stand with each.",
        zh="研究所依据的资料清单，按案例列出。服务商的资料服务于其全部案例，在各案例下重复列出。",
    ),
    "totals": Text(en="Stated and computed totals", zh="所述总数与算得总数"),
    "total": Text(en="Total", zh="总数"),
    "stated": Text(en="Stated", zh="文中所述"),
    "computed": Text(en="Computed", zh="由清单算得"),
    "differs": Text(en="differs", zh="不符"),
    "no_totals": Text(en="The study states no totals.", zh="该研究未说明总数。"),
    "inventory": Text(en="The inventory by case", zh="各案例的资料清单"),
    "no_sources": Text(en="The study lists no sources.", zh="该研究未列出资料清单。"),
    "behind_unlike": Text(en="Totals that do not agree", zh="不相符的总数"),
    "behind_uncited": Text(en="Sources that no evidence cites", zh="从未被援引的资料"),
    "source_kind": Text(en="Kind", zh="类型"),
    "source_from": Text(en="From", zh="所属组织"),
    "source_amount": Text(en="Amount", zh="数量"),
    "minutes_of": Text(en="{} minutes", zh="{} 分钟"),
    "documents_of": Text(en="{} documents", zh="{} 份"),
    "source_citing": Text(en="Evidence that cites it", zh="援引它的证据"),
    "source_uncited": Text(en="No evidence cites it.", zh="没有证据援引它。"),
    "source_relying": Text(en="What would stand without it", zh="没有它，什么还站得住"),
    "relying_lead": Text(
        en="Every construct and claim that its evidence bears on. What no other listed source "
        "backs comes first.",
        zh="列出它的证据所支持的每个构念与命题；没有其他清单内资料支撑的排在最前。",
    ),
    "relying_thing": Text(en="Construct or claim", zh="构念或命题"),
    "relying_items": Text(en="Items from it", zh="来自它的证据"),
    "relying_elsewhere": Text(en="From other listed sources", zh="来自其他清单内资料"),
    "relying_unbacked": Text(en="Without a listed source", zh="无清单内资料依据"),
    "relying_verdict": Text(en="Without it", zh="没有它时"),
    "stands": Text(en="stands", zh="站得住"),
    "stands_not": Text(en="no other listed source", zh="无其他清单内资料"),
    "organizations_all": Text(en="Organizations", zh="组织"),
    "organizations_lead": Text(
        en="Everyone who is named: the users, the providers, and those whose units they are.",
        zh="所提及的全部组织：用户、服务商及其所隶属的组织。",
    ),
    "organizations_of_no_side": Text(
        en="Everyone who is named, and those whose units they are.",
        zh="所提及的全部组织及其所隶属的组织。",
    ),
    "organizations_found": Text(en="{} organizations", zh="共 {} 个组织"),
    "organization_one": Text(en="Organization", zh="组织"),
    "role": Text(en="Role", zh="角色"),
    "parent": Text(en="Unit of", zh="隶属于"),
    "units": Text(en="Its units", zh="下属单位"),
    "cases_number": Text(en="Cases", zh="案例数"),
    "role_none": Text(en="no party to a case", zh="并非案例的合作方"),
    "contributed": Text(en="What it contributed", zh="所投入的内容"),
    "contributed_nothing": Text(
        en="That it contributed anything is not reported.", zh="其投入未报告。"
    ),
    "what": Text(en="What", zh="内容"),
    "own_sources": Text(en="Its sources", zh="出自该组织的资料"),
    "own_sources_none": Text(en="The inventory lists none.", zh="资料清单中没有。"),
    "uncited": Text(en="cited by none", zh="未被援引"),
    "references_all": Text(en="References", zh="参考文献"),
    "references_lead": Text(
        en="The literature as the study lists it, with the constructs that build on it.",
        zh="按研究所列顺序给出参考文献，以及定义以其为依据的构念。",
    ),
    "no_references": Text(en="The study lists no references.", zh="该研究未列出参考文献。"),
    "authors": Text(en="Authors", zh="作者"),
    "year": Text(en="Year", zh="年份"),
    "title_of": Text(en="Title", zh="题名"),
    "published_in": Text(en="Published in", zh="出处"),
    "built_on": Text(en="Constructs that build on it", zh="以其为依据的构念"),
    "built_on_none": Text(
        en="No definition of a construct builds on it.", zh="没有构念的定义以其为依据。"
    ),
    "show_study": Text(en="Show", zh="显示"),
}
