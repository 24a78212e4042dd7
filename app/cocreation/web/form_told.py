"""What was found in the form `/new`: one thing to mend or to consider, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from cocreation.model import Finding, Language, Severity
from cocreation.services.check_report import CheckReport
from cocreation.services.findings_text import SEVERITIES, name_of
from cocreation.services.form.fields import Form
from cocreation.services.form.reading import Reading

_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to mend or to consider; `target` is the id of what it is about, if any."""

    message: str
    target: str = ""
    severity: Severity = "violation"
    severity_name: str = ""
    subject: str = ""


def told_of(
    reading: Reading, report: CheckReport | None, form: Form, language: Language
) -> tuple[Told, ...]:
    """What cannot be read and what was found, most serious first."""
    told = [Told(p.message.in_language(language), p.input) for p in reading.problems]
    keys = {iri: key for key, iri in reading.iris.items()}
    for subject in report.subjects if report else ():
        name = subject.label.in_language(language) if subject.label else ""
        for finding in subject.findings:
            target = _target(finding, keys, form)
            shown = "" if target else name or name_of(finding.focus, language)
            told.append(_told(finding, target, shown, language))
    ranks = list(SEVERITIES)
    return tuple(sorted(told, key=lambda one: ranks.index(one.severity)))[:_MOST_SHOWN]


def _told(finding: Finding, target: str, subject: str, language: Language) -> Told:
    return Told(
        message=finding.message.in_language(language),
        target=target,
        severity=finding.severity,
        severity_name=SEVERITIES[finding.severity].in_language(language),
        subject=subject,
    )


def _target(finding: Finding, keys: Mapping[str, str], form: Form) -> str:
    """The id of the field that a finding is about, else of the entry; nothing for other things."""
    key = keys.get(finding.focus, "")
    section = form.section(key.partition(".")[0])
    for field in section.fields if section else ():
        if field.predicate == finding.path:
            return f"{key}.{field.keys[0]}"
    return key
