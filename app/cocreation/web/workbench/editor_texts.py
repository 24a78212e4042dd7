"""The words of the page `/sparql`, each in English and in Chinese."""

from cocreation.model import Text

EDITOR_TEXTS: dict[str, Text] = {
    "sparql_lead": Text(
        en="Write a query and run it here, or send it to this address from any SPARQL 1.1 client:",
        zh="在此编写并运行查询，也可从任何 SPARQL 1.1 客户端向此地址发送：",
    ),
    "sparql_examples": Text(
        en="Not sure how to begin? Open one of the questions and edit the query behind it.",
        zh="不知如何下手？打开任一问题，在其背后的查询上修改。",
    ),
    "sparql_keys": Text(
        en="Ctrl + Enter runs. Type part of a name, in Chinese or English, to complete it; "
        "Ctrl + Space lists what fits. Tab leaves the editor.",
        zh="Ctrl + 回车运行；输入中文或英文名称的一部分即可补全，Ctrl + 空格列出可用内容；"
        "Tab 离开编辑器。",
    ),
    "sparql_timeout": Text(en="Time allowed", zh="限时"),
    "sparql_seconds": Text(en="{} s", zh="{} 秒"),
    "sparql_summary": Text(en="{} rows in {} ms", zh="共 {} 行，用时 {} 毫秒"),
    "sparql_time": Text(en="Answered in {} ms", zh="用时 {} 毫秒"),
    "sparql_no_rows": Text(en="Nothing in the graph matches.", zh="图谱中没有匹配的内容。"),
    "sparql_first": Text(
        en="Only the first {} of {} rows are shown; a download has them all.",
        zh="此处只显示前 {} 行（共 {} 行）；下载的文件含全部行。",
    ),
    "sparql_limits": Text(
        en="Limits: {} s for a query ({} s at most), {} MiB for an answer, {} rows on this page. "
        "No download is ever cut short.",
        zh="限制：查询 {} 秒（最多 {} 秒），回答 {} MiB，本页显示 {} 行。下载的内容从不截断。",
    ),
    "sparql_iris": Text(en="Show IRIs instead of names", zh="显示 IRI，不显示名称"),
    "sparql_link": Text(en="Link to this query", zh="此查询的链接"),
    "sparql_too_long": Text(
        en="This query is too long for a link; save it as a file.",
        zh="此查询过长，无法放入链接；请另存为文件。",
    ),
    "sparql_yes": Text(en="Yes, the graph has that.", zh="是，图谱中有。"),
    "sparql_no": Text(en="No, the graph does not have that.", zh="否，图谱中没有。"),
    "sparql_share": Text(en="Copy link", zh="复制链接"),
    "sparql_copied": Text(en="The link is copied.", zh="链接已复制。"),
    "sparql_copy_here": Text(en="Copy this link", zh="请复制此链接"),
    "sparql_history": Text(en="History", zh="历史"),
    "sparql_history_note": Text(en="Kept in this browser only.", zh="只保存在此浏览器中。"),
    "sparql_history_none": Text(en="No query has been run yet.", zh="尚未运行过查询。"),
    "sparql_history_clear": Text(en="Clear history", zh="清除历史"),
    "sparql_filter": Text(en="Filter rows", zh="筛选行"),
    "sparql_filtered": Text(en="{} of {} rows", zh="{} / {} 行"),
    "sparql_sort": Text(en="Sort by {}", zh="按 {} 排序"),
    "sparql_of_class": Text(en="{} things have it", zh="{} 项具有此属性"),
    "sparql_no_match": Text(en="No row has that.", zh="没有符合的行。"),
}
