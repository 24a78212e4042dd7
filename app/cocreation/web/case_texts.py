"""The words of the pages on what became of a case, each in English and in Chinese."""

from cocreation.model import Text

CASE_TEXTS: dict[str, Text] = {
    "submitted": Text(en="submitted", zh="提交"),
    "revised": Text(en="revised", zh="修订"),
    "withdrawn": Text(en="withdrawn", zh="撤回"),
    "restored": Text(en="restored", zh="恢复"),
    "history": Text(en="History of a case", zh="案例的修订历史"),
    "history_of": Text(en="What became of {}", zh="案例 {} 的修订历史"),
    "history_withdrawn": Text(
        en="This case was withdrawn: no query sees it any more. What was done stays on record.",
        zh="此案例已撤回，查询不再看到其内容；所做的各项操作仍有记录。",
    ),
    "history_link": Text(en="Who submitted this, and when", zh="由谁、何时提交"),
    "to_case": Text(en="What the graph says of this case", zh="图谱中关于此案例的内容"),
    "to_history": Text(en="The case's history", zh="该案例的修订历史"),
    "to_history_and_deeds": Text(
        en="Read its revisions or bring it back, with a token", zh="凭令牌查看或恢复各次修订"
    ),
    "gone": Text(en="Withdrawn", zh="已撤回"),
    "number": Text(en="No.", zh="序号"),
    "deed": Text(en="What was done", zh="操作"),
    "when": Text(en="When (UTC)", zh="时间（UTC）"),
    "by_whom": Text(en="By whom", zh="操作者"),
    "from_file": Text(en="From which file", zh="来源文件"),
    "from_revision": Text(en="revision {}", zh="第 {} 次修订"),
    "revision_of": Text(en="Revision of", zh="所修订的版本"),
    "content": Text(en="What it said", zh="内容"),
    "closed": Text(en="withdrawn; with a token", zh="已撤回；可凭令牌查看"),
    "revision": Text(en="Revision", zh="修订"),
    "revision_title": Text(en="Revision {} of {}", zh="案例 {1} 的第 {0} 次修订"),
    "change_case": Text(en="Change this case", zh="更改此案例"),
    "change_hint": Text(
        en="For whoever submitted it, and for editors. The token is sent once and kept nowhere.",
        zh="仅限提交者和编辑。令牌只随本次请求发送，不会保存。",
    ),
    "token": Text(en="Your token", zh="您的令牌"),
    "restore_or_look": Text(en="An earlier revision", zh="查看或恢复某次修订"),
    "restore": Text(en="Bring it back as a new revision", zh="恢复为新的修订"),
    "look": Text(en="Show what it said", zh="查看其内容"),
    "withdraw": Text(en="Withdraw the case", zh="撤回此案例"),
    "withdraw_hint": Text(
        en="No query sees a withdrawn case, and its revisions are closed to others; it can be "
        "brought back.",
        zh="撤回后，查询不再看到此案例，他人也不能查看其各次修订；之后仍可恢复。",
    ),
}
