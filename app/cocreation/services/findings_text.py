"""A check's findings written out: as text, as a page, as JSON, and as a SHACL report in Turtle."""

import json
from dataclasses import asdict
from typing import Literal

from cocreation.model import Finding, Language, Mend, Severity, Term, Text
from cocreation.namespaces import GRAPH, XSD, compact
from cocreation.services.check_facts import facts_in_words
from cocreation.services.check_report import CheckReport, SubjectFindings
from cocreation.sources import ntriples
from cocreation.validation import report_turtle
from cocreation.validation.messages import path_in_words

Format = Literal["text", "html", "json", "turtle"]

SEVERITIES: dict[Severity, Text] = {
    "violation": Text(en="violation", zh="违规"),
    "warning": Text(en="warning", zh="警告"),
    "info": Text(en="info", zh="提示"),
}
_COUNTED: dict[Severity, Text] = {
    "violation": Text(en="violations: {}", zh="违规 {} 处"),
    "warning": Text(en="warnings: {}", zh="警告 {} 处"),
    "info": Text(en="information: {}", zh="提示 {} 处"),
}
_NOTHING = Text(en="Nothing found: all shapes hold.", zh="没有发现问题：符合全部形状。")
_TITLE = Text(en="Report of a check", zh="检查报告")
_CONFORMS = Text(en="No violation", zh="无违规")
_VIOLATES = Text(en="Violations to mend", zh="有违规待改")
_STANDS_FOR = Text(en="Checked in place of {}.", zh="已代替 {} 进行检查。")
_BLANK = Text(en="a node without an IRI", zh="没有 IRI 的节点")
# What the graph of a file is called; a finding on it is about something that is no node.
_FILES = ("file:", "urn:sha256:")
_WHOLE_FILE = Text(en="the file itself", zh="文件本身")
_RULE = Text(en="rule {}", zh="规则 {}")
_MEND = Text(en="proven to mend it [{}]: {}", zh="经验证可行的改法［{}］：{}")


def write_findings(report: CheckReport, form: Format, language: Language = "en") -> str:
    """The report in the form asked for; JSON and Turtle hold both languages."""
    if form == "json":
        return as_json(report)
    if form == "html":
        return as_html(report, language)
    return report_turtle(report.findings) if form == "turtle" else as_text(report, language)


def as_text(report: CheckReport, language: Language) -> str:
    """For a person: a paragraph for each subject, then the counts."""
    paragraphs = [_paragraph(subject, language) for subject in report.subjects]
    return (
        "\n\n".join([*stand_ins(report, language), *paragraphs, summary(report, language)]) + "\n"
    )


def stand_ins(report: CheckReport, language: Language) -> list[str]:
    """A sentence for each graph in whose place a file was checked."""
    sentence = _STANDS_FOR.in_language(language)
    return [sentence.format(name.removeprefix(GRAPH)) for name in report.replaced]


def summary(report: CheckReport, language: Language) -> str:
    """The counts of all severities in one line, or that nothing was found."""
    if not report.subjects:
        return _NOTHING.in_language(language)
    counts = (text.in_language(language).format(report.count(s)) for s, text in _COUNTED.items())
    return ("，" if language == "zh" else ", ").join(counts)


def name_of(node: str, language: Language) -> str:
    """A node as a person reads it; the name of a blank one, or of a file, would tell nothing."""
    if node.startswith("_:"):
        return _BLANK.in_language(language)
    if node.startswith(_FILES):
        return _WHOLE_FILE.in_language(language)
    return compact(node) if ":" in node else node


def _paragraph(subject: SubjectFindings, language: Language) -> str:
    name = name_of(subject.focus, language)
    heading = f"{subject.label.in_language(language)}  {name}" if subject.label else name
    return "\n".join([heading, *(_entry(finding, language) for finding in subject.findings)])


def _entry(finding: Finding, language: Language) -> str:
    place = f"{finding.position}: " if finding.position else ""
    severity = SEVERITIES[finding.severity].in_language(language)
    rule = _RULE.in_language(language).format(compact(finding.shape))
    path = f" · {path_in_words(finding.path)}" if finding.path else ""
    message = finding.message.in_language(language)
    colon = "：" if language == "zh" else ": "
    notes = [*mends_of(finding, language), f"{rule}{path}"]
    return "\n    ".join([f"  {place}{severity}{colon}{message}", *notes])


def mends_of(finding: Finding, language: Language) -> list[str]:
    """A sentence for each change that was proven to clear the finding."""
    sentence = _MEND.in_language(language)
    return [sentence.format(m.name, m.label.in_language(language)) for m in finding.mends]


def as_html(report: CheckReport, language: Language) -> str:
    """For a browser: one page that needs nothing else, with the same content as the text."""
    from jinja2 import Environment, PackageLoader  # noqa: PLC0415 -- only pages need it

    environment = Environment(
        loader=PackageLoader("cocreation.services", "pages"), autoescape=True, trim_blocks=True
    )
    return environment.get_template("findings.html").render(
        report=report,
        language=language,
        stand_ins=stand_ins(report, language),
        summary=summary(report, language),
        severities=SEVERITIES,
        name_of=name_of,
        path_in_words=path_in_words,
        mends_of=mends_of,
        facts=facts_in_words(report.facts, language) if report.facts else [],
        title=_TITLE.in_language(language),
        verdict=(_CONFORMS if report.conforms else _VIOLATES).in_language(language),
    )


def as_json(report: CheckReport) -> str:
    """For a program: `conforms`, `counts`, `replaced`, `facts`, and `findings` with all fields."""
    document = {
        "conforms": report.conforms,
        "counts": {severity: report.count(severity) for severity in SEVERITIES},
        "replaced": list(report.replaced),
        "facts": asdict(report.facts) if report.facts else None,
        "findings": [
            _finding_json(finding, subject.label)
            for subject in report.subjects
            for finding in subject.findings
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _finding_json(finding: Finding, label: Text | None) -> dict[str, object]:
    position = finding.position
    return {
        "focus": finding.focus,
        "label": _text_json(label) if label else None,
        "path": finding.path,
        "value": _term_json(finding.value) if finding.value else None,
        "shape": finding.shape,
        "component": finding.component,
        "severity": finding.severity,
        "message": _text_json(finding.message),
        "suggestion": finding.suggestion,
        "mends": [_mend_json(mend) for mend in finding.mends],
        "position": position
        and {
            "file": position.file,
            "line": position.line or None,
            "column": position.column or None,
            "place": position.place or None,
        },
    }


def _mend_json(mend: Mend) -> dict[str, object]:
    """A change that clears the finding: its name, its words, what it takes out and puts in."""
    return {
        "name": mend.name,
        "label": _text_json(mend.label),
        "remove": ntriples(mend.remove).decode().splitlines(),
        "add": ntriples(mend.add).decode().splitlines(),
    }


def _text_json(text: Text) -> dict[str, str]:
    return {"en": text.en, "zh": text.zh}


def _term_json(term: Term) -> dict[str, str]:
    """A term as the SPARQL results format has it."""
    kind = {"iri": "uri", "blank": "bnode", "literal": "literal"}[term.kind]
    described = {"type": kind, "value": term.value}
    if term.language:
        described["xml:lang"] = term.language
    elif term.datatype and term.datatype != XSD + "string":
        described["datatype"] = term.datatype
    return described
