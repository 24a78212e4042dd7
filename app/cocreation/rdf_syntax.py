"""What every reader of RDF text needs: faults in plain words, and refusals before the engine reads.

The engine stops with the process, not with an error, on quoted triples nested deep.
"""

import re

from cocreation.errors import SourceError
from cocreation.model import Text

# The engine tells the place in its message too, which is told in its own words here.
_PLACE = re.compile(
    r"^Parser error (?:at line \d+ (?:between columns \d+ and \d+|column \d+)"
    r"|between line \d+ column \d+ and line \d+ column \d+): "
)
# What the engine says -> what is wrong and how to mend it; \1 is what the engine names.
_PLAIN_WORDS = (
    (
        r"The prefix (\S*:) has not been declared",
        r"the prefix \1 is not declared; declare it at the top: @prefix \1 <…> .",
        r"前缀 \1 未声明；请在文件开头声明：@prefix \1 <…> .",
    ),
    (
        r"Unknown prefix (\S+?):?$",
        r'the prefix \1: is not declared; declare it on the root element: xmlns:\1="…"',
        r'前缀 \1: 未声明；请在根元素上声明：xmlns:\1="…"',
    ),
    (
        r".*No scheme found in an absolute IRI",
        "a relative IRI stands where only a whole one can; write it whole, with https://",
        "此处须为完整 IRI，却写了相对 IRI；请写完整，含 https://",
    ),
    (
        r".*Invalid IRI code point '(.*)'",
        r"an IRI cannot hold the character '\1'; write it percent-encoded or leave it out",
        r"IRI 中不能有字符“\1”；请用百分号编码或删去",
    ),
    (
        r".*No LoadDocumentCallback has been set.*",
        "it names a remote context, which is never fetched; write the context into the file",
        "引用了远程上下文，本程序从不下载；请把上下文写入文件",
    ),
    (
        r"(?:A dot is expected at the end of statements|Triples should be followed by a dot)",
        "the statement does not end here as it should; end it with a dot, or go on with ; or ,",
        "语句在此处应当结束；请以句点结束，或用 ; 或 , 继续",
    ),
    (
        r"Unexpected end(?: of file)?$",
        "the text ends inside a statement or a string; finish it",
        "文件结束时，语句或字符串尚未写完；请补全",
    ),
    (
        r"Line jumps are not allowed in string literals.*",
        'a text in quotes runs on to the next line; close it, or put """ around it',
        '引号中的文本跨行；请补上右引号，或改用 """',
    ),
    (
        r"(.+) is not a valid RDF object",
        r"a value is missing before \1; write it, or take out the mark before it",
        r"\1 之前缺少值；请补上，或删去它前面的标点",
    ),
    (
        r"(.+) is not a valid predicate",
        r"\1 stands where a property must; write the property, or end the statement before it",
        r"\1 处应为属性；请写出属性，或先结束前一语句",
    ),
    (
        r"(.+) is not a valid subject or graph name",
        r"no statement can begin with \1; look at how the one before it ends",
        r"语句不能以 \1 开头；请检查前一语句如何结束",
    ),
)
# Strings and IRIs are taken in whole, so that a mark inside them is none.
_MARKS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|' + r"'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"|' + r"'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\s\"]*>|\\.|(?P<comment>\#[^\n]*)|(?P<quoted><<)",
    re.DOTALL,
)


def fault(file: str, en: str, zh: str, line: int | None = None, column: int = 0) -> SourceError:
    """An error that says where and what, in one sentence; `en` and `zh` go without a full stop."""
    details: dict[str, object] = {"file": file}
    if line is None:
        return SourceError(
            Text(en=f"{file} cannot be read: {en}.", zh=f"无法读取 {file}：{zh}。"), details
        )
    details |= {"line": line} | ({"column": column} if column else {})
    en_column, zh_column = (f", column {column}", f"第 {column} 列") if column else ("", "")
    return SourceError(
        Text(
            en=f"{file}, line {line}{en_column}: {en}.",
            zh=f"{file} 第 {line} 行{zh_column}：{zh}。",
        ),
        details,
    )


def fault_at(file: str, data: bytes, offset: int, en: str, zh: str) -> SourceError:
    """An error at the byte `offset` of `data`."""
    before = data[:offset].decode("utf-8", errors="replace")
    return fault(file, en, zh, before.count("\n") + 1, offset_in_line(before) + 1)


def offset_in_line(before: str) -> int:
    """How many characters of `before` stand on its last line."""
    return len(before) - before.rfind("\n") - 1


def syntax_fault(error: SyntaxError, file: str) -> SourceError:
    """The engine's error in plain words, with its place where the engine tells one."""
    en, zh = _plain_words(_PLACE.sub("", error.msg))
    return fault(file, en, zh, error.lineno, error.offset or 0)


def _plain_words(reason: str) -> tuple[str, str]:
    for pattern, en, zh in _PLAIN_WORDS:
        if found := re.match(pattern, reason):
            return found.expand(en), found.expand(zh)
    reason = reason.rstrip(". ")
    return (
        f"{reason}; mend the syntax there and try again",
        f"语法有误（{reason}）；请修正后重试",
    )


def refuse_other_encodings(data: bytes, file: str) -> None:
    """SourceError where `data` is not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise fault_at(
            file,
            data,
            error.start,
            "this is not UTF-8; save the file as UTF-8",
            "不是 UTF-8 编码；请将文件另存为 UTF-8",
        ) from None


def refuse_quoted_triples(data: bytes, file: str) -> None:
    """SourceError where text of the Turtle family quotes a triple as RDF 1.2 does."""
    if b"<<" not in data:
        return
    text = data.decode("utf-8")
    for found in _MARKS.finditer(text):
        if found["quoted"]:
            raise fault_at(
                file,
                data,
                len(text[: found.start()].encode()),
                "a triple is quoted with <<; say it of a resource of its own instead",
                "此处用 << 引用了三元组；请改为描述一个单独的资源",
            )


def find_comment(text: str) -> int | None:
    """Where text of the Turtle family has its first comment."""
    comments = (m.start() for m in _MARKS.finditer(text) if m["comment"] is not None)
    return next(comments, None)
