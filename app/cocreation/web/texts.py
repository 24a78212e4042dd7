"""The words of the pages, each in English and in Chinese."""

from cocreation.model import Text
from cocreation.web.case_texts import CASE_TEXTS
from cocreation.web.checking_texts import CHECKING_TEXTS
from cocreation.web.dataset_texts import DATASET_TEXTS
from cocreation.web.form_texts import FORM_TEXTS
from cocreation.web.reconciliation.reconcile_texts import RECONCILE_TEXTS
from cocreation.web.thing_texts import THING_TEXTS
from cocreation.web.workbench.about_texts import ABOUT_TEXTS
from cocreation.web.workbench.case_texts import READING_TEXTS
from cocreation.web.workbench.construct_texts import CONSTRUCT_TEXTS
from cocreation.web.workbench.editor_texts import EDITOR_TEXTS
from cocreation.web.workbench.evidence_texts import EVIDENCE_TEXTS
from cocreation.web.workbench.explorer_texts import EXPLORER_TEXTS
from cocreation.web.workbench.figures_texts import FIGURES_TEXTS
from cocreation.web.workbench.home_texts import HOME_TEXTS
from cocreation.web.workbench.link_texts import LINK_TEXTS
from cocreation.web.workbench.matrix_texts import MATRIX_TEXTS
from cocreation.web.workbench.search_texts import SEARCH_TEXTS

TEXTS: dict[str, Text] = {
    "title": Text(en="Multi-case studies as a knowledge graph", zh="多案例研究知识图谱"),
    "title_of_one": Text(en="{}, as a knowledge graph", zh="{}：知识图谱"),
    "lead": Text(
        en="Published multi-case studies, their cases, constructs and evidence made into a graph "
        "that you can ask.",
        zh="本图谱将已发表的多案例研究及其案例、构念与证据变成可以提问的数据。",
    ),
    "lead_evidence": Text(
        en="Every statement names the evidence it rests on, its place in the paper and whose "
        "coding it is; where the paper disagrees with itself, the graph says so.",
        zh="每条陈述都注明其证据、在论文中的位置以及由谁编码；论文自相矛盾之处，图谱如实标注。",
    ),
    "absence": Text(
        en="A paper quotes selectively: what is missing here is not reported, "
        "which does not mean no.",
        zh="论文只选摘部分材料：此处没有的内容是“未报告”，并不等于“没有”。",
    ),
    "all_questions": Text(en="All questions", zh="全部问题"),
    "questions": Text(en="Questions", zh="问题"),
    "home": Text(en="Home", zh="首页"),
    "endpoint": Text(en="SPARQL endpoint", zh="SPARQL 端点"),
    "endpoint_lead": Text(
        en="Any SPARQL 1.1 client can ask this address:",
        zh="任何 SPARQL 1.1 客户端都可查询此地址：",
    ),
    "counts": Text(en="What is in the graph", zh="图谱内容"),
    "source": Text(en="The study", zh="所依据的研究"),
    "licence": Text(en="Licence of the data", zh="数据许可"),
    "licence_of_code": Text(en="Code: Apache-2.0.", zh="代码：Apache-2.0。"),
    "names_planned": Text(
        en="The names under w3id.org are planned and not yet registered.",
        zh="w3id.org 下的名称为规划名称，尚未注册。",
    ),
    "ask": Text(en="Ask", zh="提问"),
    "answer": Text(en="Answer", zh="回答"),
    "federated": Text(
        en="This question asks another server, too; ask it on your own machine:",
        zh="此问题还要查询另一服务器；请在本机提问：",
    ),
    "federated_refused": Text(
        en="This question asks another server, which this one does for nobody unless its operator "
        "allows that; ask it on your own machine:",
        zh="此问题还要查询另一服务器；除非运营者允许，本服务器不代为查询。请在本机提问：",
    ),
    "rows": Text(en="{} rows", zh="共 {} 行"),
    "view_bars": Text(en="The answer as bars", zh="以条形图呈现的答案"),
    "view_matrix": Text(en="The answer as a matrix", zh="以矩阵呈现的答案"),
    "view_graph": Text(en="The answer as a graph", zh="以关系图呈现的答案"),
    "view_nothing": Text(en="none in the answer", zh="答案中没有"),
    "view_too_large": Text(
        en="There is too much of it to draw; the table has all.",
        zh="内容过多，无法绘图；下表列出全部。",
    ),
    "graph_told": Text(
        en="Columns from left to right: {}; a line joins what stands in one row of the table.",
        zh="自左至右各列：{}；同一行中的内容以线相连。",
    ),
    "no_rows": Text(
        en="Nothing is reported that answers this.", zh="没有可以回答此问题的报告内容。"
    ),
    "download": Text(en="Download", zh="下载"),
    "behind": Text(en="The SPARQL behind it", zh="背后的 SPARQL"),
    "edit": Text(en="Edit and run this query", zh="编辑并运行此查询"),
    "task": Text(en="Whose task this serves", zh="适用的任务"),
    "query": Text(en="Query", zh="查询语句"),
    "run": Text(en="Run", zh="运行"),
    "skip": Text(en="Skip to content", zh="跳到正文"),
    "not_found": Text(
        en="There is no page here; start from the home page.", zh="此处没有页面，请从首页开始。"
    ),
    "error": Text(en="That did not work", zh="未能完成"),
    "nearest": Text(en="Did you mean", zh="您是否想找"),
    "too_much": Text(
        en="The answer is too large for a page; download it, or use LIMIT.",
        zh="回答过大，无法在页面中显示；请下载，或使用 LIMIT。",
    ),
    "too_large": Text(
        en="The request is larger than 1 MB; send less.", zh="请求超过 1 MB；请减小后重试。"
    ),
    "upload_too_large": Text(
        en="The request is larger than 5 MB; send less.", zh="请求超过 5 MB；请减小后重试。"
    ),
    "internal": Text(
        en="The server met a fault of its own; the operator finds it in the log.",
        zh="服务器内部出错；运营者可在日志中查看。",
    ),
    "menu": Text(en="Main menu", zh="主菜单"),
    **ABOUT_TEXTS,
    **CASE_TEXTS,
    **CHECKING_TEXTS,
    **DATASET_TEXTS,
    **FIGURES_TEXTS,
    **FORM_TEXTS,
    **HOME_TEXTS,
    **LINK_TEXTS,
    **MATRIX_TEXTS,
    **RECONCILE_TEXTS,
    **THING_TEXTS,
    **SEARCH_TEXTS,
    **READING_TEXTS,
    **CONSTRUCT_TEXTS,
    **EDITOR_TEXTS,
    **EVIDENCE_TEXTS,
    **EXPLORER_TEXTS,
    "compare_menu": Text(en="Compare", zh="对照"),
    "compare": Text(en="Hold a case against the model", zh="将案例与模型对照"),
    "compare_lead": Text(
        en="Stage by stage: what a case shows and on whose word, which propositions it replicates, "
        "where it is silent, what speaks against the model, and which cases it resembles.",
        zh="逐阶段列出案例体现了什么、依据谁的说法，复现了哪些命题，何处未报告，"
        "有何相左的证据，以及与哪些案例相似。",
    ),
    "compare_run": Text(en="Compare", zh="对照"),
    "compare_own": Text(en="A case of your own", zh="自己的案例"),
    "compare_kept": Text(
        en="Nothing that you send is kept. Half a case is fine.",
        zh="您发送的内容不会保留。案例不完整也可以。",
    ),
    "compare_questions": Text(
        en="The questions behind the tables are about cases of the graph; this one is not among "
        "them.",
        zh="各表背后的问题针对图谱中的案例，此案例不在其中。",
    ),
    "compare_run_own": Text(en="Compare this case", zh="对照此案例"),
    "uncompared": Text(en="This cannot be compared", zh="无法对照"),
    "compare_another": Text(en="Compare another case", zh="对照另一案例"),
    "case": Text(en="Case", zh="案例"),
}

TOPICS: dict[str, Text] = {
    "audit": Text(en="Where the paper disagrees with itself", zh="论文的自相矛盾之处"),
    "cases": Text(en="Cases", zh="案例"),
    "constructs": Text(en="Constructs", zh="构念"),
    "dataset": Text(en="The dataset", zh="数据集"),
    "evidence": Text(en="Evidence", zh="证据"),
    "federated": Text(en="Asked together with other datasets", zh="与其他数据集联合提问"),
    "links": Text(en="Links to other datasets", zh="与其他数据集的链接"),
    "literature": Text(en="Literature", zh="文献"),
    "making": Text(en="What was brought together and made", zh="投入与成果"),
    "model": Text(en="The model", zh="模型"),
    "organizations": Text(en="Organizations", zh="组织"),
    "sources": Text(en="Sources", zh="资料"),
    "tables": Text(en="The paper's tables", zh="论文的表"),
}
