"""The command line: it reads the words typed, calls one service, prints and exits."""

from cocreation.cli.program import Program
from cocreation.model import Text

# A command's module is imported when it is used, so that help and small commands start at once.
main = Program(
    "cocreation",
    {
        "build": Text(
            en="Load, check and reason over the files, and write the store.",
            zh="读取、检查、推理并写入存储。",
        ),
        "serve": Text(
            en="Serve the graph at an address of this machine.", zh="在本机地址上提供图谱服务。"
        ),
        "query": Text(
            en="Ask a question of the library, or one of your own.",
            zh="运行问题库中的问题或自己的查询。",
        ),
        "queries": Text(en="List the library's questions.", zh="列出问题库。"),
        "validate": Text(en="Check new or changed cases.", zh="检查新的或改动的案例。"),
        "submit": Text(
            en="Keep a case beside the published ones.", zh="把案例保存到已发表案例之旁。"
        ),
        "withdraw": Text(en="Take a submitted case back.", zh="撤回已提交的案例。"),
        "history": Text(
            en="Tell what became of the submitted cases.", zh="显示所提交案例的历史记录。"
        ),
        "restore": Text(en="Bring a revision of a case back.", zh="恢复案例的某次修订。"),
        "token": Text(
            en="Make, list and revoke the tokens to submit with.",
            zh="创建、列出和吊销提交所用的令牌。",
        ),
        "template": Text(
            en="Get a workbook or a Turtle file to fill in.",
            zh="取得可填写的工作簿或 Turtle 文件。",
        ),
        "compare": Text(en="Hold a case against the model.", zh="将案例与模型对照。"),
        "figure": Text(en="Draw the paper's figures from the graph.", zh="由图谱绘制论文中的图。"),
        "table": Text(
            en="Print the paper's tables, rebuilt from the graph.", zh="打印由图谱重建的论文各表。"
        ),
        "audit": Text(
            en="Tell where the study disagrees with itself.", zh="指出研究自相矛盾之处。"
        ),
        "reason": Text(
            en="Tell whether everything can be true together.", zh="判断全部陈述能否同时成立。"
        ),
        "fair": Text(
            en="Tell how FAIR the dataset is, indicator by indicator.",
            zh="按指标逐项判断数据集的 FAIR 程度。",
        ),
        "study": Text(en="Lay out the files of another study.", zh="生成另一项研究的文件。"),
        "link": Text(
            en="Map things to other datasets, and audit the mappings.",
            zh="与其他数据集建立并审核映射。",
        ),
        "release": Text(
            en="Describe a release with its digests, and check what was released.",
            zh="写出带摘要的发布清单，并核对已发布的内容。",
        ),
        "export": Text(en="Write out the whole graph, or one case.", zh="导出整个图谱或单个案例。"),
    },
)

__all__ = ["main"]
