"""The words of the page `/validate`, each in English and in Chinese."""

from cocreation.model import Text

CHECKING_TEXTS: dict[str, Text] = {
    "check_case": Text(en="Check a case", zh="检查案例"),
    "check_invitation": Text(
        en="Coded a case of your own? See whether it is complete and coherent.",
        zh="自己编码了新案例？看看它是否完整、前后一致。",
    ),
    "check_lead": Text(
        en="Paste a case or choose a file: it is read, put beside the cases that are in the graph, "
        "and checked against the model. You see what is wrong, where, and how to mend it.",
        zh="粘贴案例或选择文件：系统读取后，把它与图谱中已有的案例放在一起，按模型检查，"
        "并指出问题、位置和改正方法。",
    ),
    "check_kept": Text(
        en="Nothing that you send is kept. A part of a case is fine.",
        zh="您发送的内容不会保留。只有案例的一部分也可以检查。",
    ),
    "check_text": Text(en="The case as text", zh="案例文本"),
    "check_text_hint": Text(
        en="Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML.",
        zh="可用 Turtle、TriG、N-Triples、N-Quads、JSON-LD 或 RDF/XML。",
    ),
    "check_syntax": Text(en="Syntax of the text", zh="文本语法"),
    "check_guess": Text(en="by how it begins", zh="按开头判断"),
    "check_file": Text(en="Or a file, up to 5 MB", zh="或选择文件（不超过 5 MB）"),
    "check_file_hint": Text(
        en="A file goes before the text; its ending tells its syntax.",
        zh="若选择了文件，则检查文件；语法由扩展名判断。",
    ),
    "check": Text(en="Check", zh="检查"),
    "check_again": Text(en="Mend and check again", zh="修改后再次检查"),
    "report_as": Text(en="Report to keep or send:", zh="下载报告："),
    "report_html": Text(en="as a page (HTML)", zh="网页（HTML）"),
    "report_json": Text(en="as JSON", zh="JSON"),
    "report_turtle": Text(en="as a SHACL report (Turtle)", zh="SHACL 报告（Turtle）"),
    "findings": Text(en="Findings", zh="检查结果"),
    "finding": Text(en="Finding {}: {}", zh="第 {} 条：{}"),
    "checked_text": Text(en="The text that was checked", zh="所检查的文本"),
    "line": Text(en="line {}", zh="第 {} 行"),
    "line_column": Text(en="line {}, column {}", zh="第 {} 行第 {} 列"),
    "rule": Text(en="rule {}", zh="规则 {}"),
    "left_out": Text(
        en="{} more findings are in the report.", zh="另有 {} 条结果，请见下载的报告。"
    ),
    "text_not_shown": Text(
        en="The text is not shown: it is no text, or too long for a page.",
        zh="未显示文本：文件不是文本，或过长。",
    ),
    "checked_rows": Text(en="The rows that this is about", zh="相关的行"),
    "row": Text(en="{}, row {}", zh="{} 第 {} 行"),
    "mends_wanted": Text(
        en="Also look for mends that are proven, which takes longer",
        zh="同时查找经验证可行的改法（用时较长）",
    ),
    "mends_look": Text(en="Look for proven mends", zh="查找可行的改法"),
    "mends_late": Text(
        en="There was no time to look for mends; `cocreation validate --mends` takes as long as it "
        "needs.",
        zh="未来得及查找改法；可改用 cocreation validate --mends，用时不限。",
    ),
    "compare_sent": Text(en="Hold it against the model", zh="与模型对照"),
    "in_other_language": Text(en="中文", zh="English"),
    "to_form": Text(en="Go to the form", zh="前往表单"),
    "unread": Text(en="This cannot be checked", zh="无法检查"),
    "how_to": Text(en="How to begin", zh="如何开始"),
    "how_to_template": Text(
        en="An empty case to fill in, as a workbook or as commented Turtle:",
        zh="待填写的空白案例（工作簿或带注释的 Turtle）：",
    ),
    "how_to_machine": Text(en="The same check for a program:", zh="供程序使用的同一检查："),
}
