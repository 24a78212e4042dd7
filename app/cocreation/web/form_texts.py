"""The words of the page `/new`, each in English and in Chinese."""

from cocreation.model import Text

FORM_TEXTS: dict[str, Text] = {
    "new_case": Text(en="A new case", zh="新案例"),
    "new_invitation": Text(
        en="Describe a case in a form, without a spreadsheet: it is checked, and you take it "
        "away as a file, or submit it.",
        zh="不用电子表格，直接在表单中描述案例：系统帮您检查，可下载为文件，也可提交。",
    ),
    "new_lead": Text(
        en="Describe a case field by field. Check it as often as you like, take it away as a file "
        "and come back with it, and submit it when it is ready.",
        zh="逐栏描述案例，随时检查；可下载为文件，下次上传后接着填写；完成后提交。",
    ),
    "new_kept": Text(
        en="Until you submit, nothing is kept on the server: download your work before you leave.",
        zh="提交之前服务器不保存任何内容：离开前请先下载。",
    ),
    "new_fill": Text(en="Begin from a file", zh="用文件填写"),
    "new_file": Text(
        en="A workbook or an RDF file, up to 5 MB", zh="工作簿或 RDF 文件（不超过 5 MB）"
    ),
    "new_file_hint": Text(
        en="It takes the place of what is in the form. What the form has no field "
        "for is kept as it is.",
        zh="文件内容将取代表单中现有的内容；表单没有对应栏目的内容会原样保留。",
    ),
    "new_fill_button": Text(en="Fill the form", zh="填入表单"),
    "new_no_file": Text(en="Choose a file first.", zh="请先选择文件。"),
    "new_id": Text(en="Short id", zh="短名"),
    "new_id_hint": Text(
        en="Lower-case letters, digits and hyphens; empty: made from what you write.",
        zh="小写字母、数字和连字符；留空则自动生成。",
    ),
    "new_type": Text(en="Kind", zh="类型"),
    "new_needed": Text(en="needed", zh="必填"),
    "new_only": Text(en="only for: {}", zh="仅用于：{}"),
    "new_fills_itself": Text(en="empty: from the rest of the form", zh="留空：由表单其他内容得出"),
    "new_choose": Text(en="choose", zh="请选择"),
    "new_typed": Text(en="type a name, or part of it", zh="输入名称或其中几个字"),
    "new_narrow": Text(en="Offer what fits this study", zh="按所选研究更新选项"),
    "new_nothing": Text(en="none", zh="无"),
    "new_here": Text(en="{} (in this form)", zh="{}（本表单）"),
    "new_add": Text(en="Add: {}", zh="添加：{}"),
    "new_more": Text(en="Add another", zh="再添一项"),
    "new_more_of": Text(en="Add another: {}", zh="再添一项：{}"),
    "new_remove": Text(en="Remove", zh="删除"),
    "new_remove_of": Text(en="Remove: {}", zh="删除：{}"),
    "new_in_zh": Text(en="in Chinese", zh="中文"),
    "new_in_en": Text(en="in English", zh="英文"),
    "new_is_kept": Text(
        en="Kept as it is: statements without a field ({})",
        zh="原样保留：没有对应栏目的语句（{} 条）",
    ),
    "new_mend": Text(en="Places to mend: {}", zh="{} 处需要修改"),
    "new_consider": Text(
        en="Nothing has to be mended; to consider: {}", zh="没有必须修改之处；另有 {} 处提示"
    ),
    "new_clean": Text(en="Nothing found: all shapes hold.", zh="没有发现问题：符合全部形状。"),
    "new_failed": Text(en="That did not work", zh="未能完成"),
    "new_take": Text(en="Check it and take it away", zh="检查与下载"),
    "new_turtle": Text(en="Download Turtle", zh="下载 Turtle"),
    "new_xlsx": Text(en="Download workbook", zh="下载工作簿"),
    "new_other_language": Text(en="Go on in Chinese", zh="切换到英文继续填写"),
    "new_submit": Text(en="Submit", zh="提交"),
    "new_publishes": Text(
        en="Submitting publishes the case: it becomes part of the graph for everybody, under the "
        "licence CC BY 4.0, with the name that your token stands for. Earlier revisions "
        "stay readable.",
        zh="提交即公开发布：案例将以 CC BY 4.0 许可进入图谱，人人可见，并署上令牌对应的名称；"
        "此前的修订仍可查阅。",
    ),
    "new_token": Text(en="Token", zh="令牌"),
    "new_token_hint": Text(
        en="Whoever runs the server gives it; it is not kept in the page.",
        zh="由服务器的运营者提供；页面不会保存。",
    ),
    "new_revises": Text(
        en="The case is in the graph already. If you submit again, yours becomes its new revision: "
        "look first at what is there.",
        zh="该案例已在图谱中。再次提交将成为其新的修订：请先查看现有内容。",
    ),
    "new_done": Text(en="Published as revision {}", zh="已发布，修订号 {}"),
    "new_same": Text(en="Nothing has changed: this is revision {}", zh="内容未变：仍为修订 {}"),
    "new_about_study": Text(
        en="A case that you submit belongs to a study of your own: name it here, and say whose "
        "model it applies. A published study takes no further cases.",
        zh="所提交的案例属于您自己的研究：请在此命名，并注明沿用哪项研究的模型。"
        "已发表的研究不再增加案例。",
    ),
    "new_about_coding-team": Text(
        en="Whoever coded the evidence; a name for the team, no personal names.",
        zh="为证据编码的团队：写团队名称，不写个人姓名。",
    ),
    "new_about_organization": Text(
        en="Organizations that are in the graph are in the lists; add only new ones.",
        zh="图谱中已有的组织可直接在列表中选择；这里只添加新的。",
    ),
    "new_about_evidence": Text(
        en="One passage an item: what it says in your own words, where it stands, and which "
        "constructs or propositions it bears on.",
        zh="每段材料一条：用自己的话概述，注明出处，以及它关乎哪些构念或命题。",
    ),
}
