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
        "compare": Text(en="Hold a case against the model.", zh="将案例与模型对照。"),
        "table": Text(
            en="Print the paper's tables, rebuilt from the graph.", zh="打印由图谱重建的论文各表。"
        ),
        "audit": Text(
            en="Tell where the study disagrees with itself.", zh="指出研究自相矛盾之处。"
        ),
        "reason": Text(
            en="Tell whether everything can be true together.", zh="判断全部陈述能否同时成立。"
        ),
        "export": Text(en="Write out the whole graph.", zh="导出整个图谱。"),
    },
)

__all__ = ["main"]
