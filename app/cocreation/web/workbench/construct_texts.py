"""The words of the pages of constructs and propositions, each in English and in Chinese."""

from cocreation.model import Text

CONSTRUCT_TEXTS: dict[str, Text] = {
    "constructs": Text(en="Constructs", zh="构念"),
    "constructs_lead": Text(
        en="The data structure: aggregate dimensions, second-order themes and first-order "
        "concepts, with the evidence for each. An item counts once at every level above its "
        "concept.",
        zh="数据结构：聚合维度、二阶主题与一阶构念，以及各自的证据。每条证据在其构念以上的各层级均只计一次。",
    ),
    "constructs_by": Text(en="Arrange", zh="排列方式"),
    "by_dimension": Text(en="By dimension", zh="按聚合维度"),
    "by_stage": Text(en="By stage", zh="按阶段"),
    "as_figure": Text(en="The data structure as a figure", zh="数据结构图"),
    "model_figure": Text(en="The model as a figure", zh="模型图"),
    "items_in_cases": Text(en="{}, {}", zh="{}，{}"),
    "one_case": Text(en="1 case", zh="1 个案例"),
    "cases_of": Text(en="{} cases", zh="{} 个案例"),
    "of_no_case": Text(en="no single case", zh="不限于单一案例"),
    "in_structure": Text(en="Place in the data structure", zh="在数据结构中的位置"),
    "above": Text(en="Above", zh="上位"),
    "below": Text(en="Below", zh="下位"),
    "in_model": Text(en="In the model", zh="在模型中"),
    "position_1": Text(en="It drives or leads to something", zh="它推动或引向"),
    "position_2": Text(en="Something drives or leads to it", zh="它由什么推动或引出"),
    "position_3": Text(en="It strengthens an effect", zh="它增强的作用"),
    "position_4": Text(en="What strengthens its effect", zh="增强其作用的因素"),
    "no_roles": Text(
        en="No claim of the model names it itself; see what is above and below it.",
        zh="模型没有直接以它立论的命题；可查看其上位与下位构念。",
    ),
    "triangulation": Text(en="Triangulation", zh="三角验证"),
    "triangulation_lead": Text(
        en="On whose word the evidence rests. An item that cites several sources counts with each; "
        "“not reported” never means no.",
        zh="证据依据谁的说法。一条证据援引多份资料的，分别计入；“未报告”并不等于“没有”。",
    ),
    "whose_side": Text(en="On whose side that is", zh="依据的是哪一方的说法"),
    "of_side": Text(en="Side", zh="所属方"),
    "of_source_kind": Text(en="Kind of source", zh="资料类型"),
    "count_items": Text(en="Items", zh="证据条数"),
    "count_cases": Text(en="Cases", zh="案例数"),
    "beside_others": Text(en="All concepts by kinds of source", zh="全部一阶构念的资料类型"),
    "one_sided": Text(en="Concepts that rest on one side", zh="仅依据一方资料的一阶构念"),
    "across_cases": Text(en="Evidence across the cases", zh="各案例中的证据"),
    "across_lead": Text(
        en="Every item in our words, by case, with its place, on whose word it rests and whose "
        "coding it is.",
        zh="逐条以我们的文字概述，按案例排列，并注明位置、依据谁的说法以及由谁编码。",
    ),
    "not_one_case": Text(en="Of no single case", zh="不限于单一案例"),
    "shows": Text(en="Shows", zh="体现"),
    "speaks_against": Text(en="Speaks against", zh="反对"),
    "no_evidence": Text(
        en="No item speaks for or against it: that is not reported, not denied.",
        zh="没有证据支持或反对它；这是未报告，而非否定。",
    ),
    "literature": Text(en="The literature it builds on", zh="所依据的文献"),
    "no_literature": Text(
        en="The paper cites nothing where it defines this.", zh="论文在界定此构念时没有引用文献。"
    ),
    "for_definition_of": Text(en="defines", zh="用于界定"),
    "propositions": Text(en="Propositions", zh="命题"),
    "propositions_lead": Text(
        en="What the model claims, with the items that speak for and against each claim. Only an "
        "item that bears on a claim itself counts; nothing is concluded from the constructs.",
        zh="模型提出的命题，以及支持与反对各命题的证据。不从构念作任何推断：只计标明与该命题有关的证据。",
    ),
    "proposition": Text(en="Proposition", zh="命题"),
    "items_for": Text(en="For", zh="支持"),
    "items_against": Text(en="Against", zh="反对"),
    "relates": Text(en="What it relates", zh="所涉构念"),
    "end_antecedent": Text(en="From", zh="前因"),
    "end_outcome": Text(en="To", zh="结果"),
    "end_moderator": Text(en="What strengthens", zh="调节因素"),
    "end_moderated": Text(en="The claim it strengthens", zh="所调节的命题"),
    "argued_in": Text(en="Argued in", zh="论证之处"),
    "weight": Text(en="Weight of evidence", zh="证据分量"),
}
