"""The words of the search."""

from cocreation.model import Text

SEARCH_TEXTS: dict[str, Text] = {
    "search": Text(en="Search", zh="检索"),
    "search_all": Text(en="Search everything", zh="检索全部内容"),
    "search_hint": Text(
        en="A word or part of one in Chinese or English, or a code such as J_DY1; "
        "several words are all sought.",
        zh="可输入中英文词语或其中一部分，也可输入 J_DY1 这样的资料编码；多个词须同时出现。",
    ),
    "search_found": Text(en="{} found", zh="共 {} 项"),
    "search_none": Text(
        en="Nothing here has all of these words.", zh="没有同时含有这些词语的内容。"
    ),
    "search_shorter": Text(
        en="Try fewer or shorter words, or the other language.",
        zh="可减少或缩短词语，或改用另一种语言。",
    ),
    "search_near": Text(en="What comes nearest", zh="最接近的内容"),
    "search_waiting": Text(
        en="The search is getting ready; load this page again in a few seconds.",
        zh="检索正在准备中；请几秒后重新载入本页。",
    ),
    "search_kinds": Text(en="Kinds", zh="类别"),
    "search_any": Text(en="All kinds", zh="全部类别"),
    "search_pages": Text(en="Pages of results", zh="结果分页"),
    "search_page": Text(en="Page {} of {}", zh="第 {} 页，共 {} 页"),
    "search_before": Text(en="Previous", zh="上一页"),
    "search_after": Text(en="Next", zh="下一页"),
    "found_case": Text(en="Case", zh="案例"),
    "found_organization": Text(en="Organization", zh="组织"),
    "found_construct": Text(en="Construct", zh="构念"),
    "found_proposition": Text(en="Proposition", zh="命题"),
    "found_evidence": Text(en="Evidence item", zh="证据条目"),
    "found_source": Text(en="Source", zh="资料"),
    "found_informant": Text(en="Informant", zh="受访者"),
    "found_solution": Text(en="Resource or solution", zh="资源与解决方案"),
    "found_reference": Text(en="Reference", zh="参考文献"),
    "found_study": Text(en="Study", zh="研究"),
    "found_discrepancy": Text(en="Discrepancy", zh="不一致之处"),
    "found_sector": Text(en="Sector", zh="行业"),
    "found_term": Text(en="Term of the ontology", zh="本体术语"),
    "found_question": Text(en="Question", zh="问题"),
    "found_other": Text(en="Other", zh="其他"),
}
