"""Messages of SPARQL-based constraints: their language and values recovered from a report.

Engines fill the variables of each sh:message and drop its language tag, each in its own notation.
Here the template is matched with what an engine said, and filled again from what was matched.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from cocreation.model import Language, Term, Text
from cocreation.namespaces import compact
from cocreation.validation.names import Names, tidy

_VARIABLE = re.compile(r"\{[?$](\w+)\}")
_BLANK = re.compile(r"(?:_:)?(g[0-9a-f]{8}[0-9A-Za-z]+)")  # as `graphs` labels blank nodes
_IRI = re.compile(r"<?((?:https?://|urn:)[^<>\s]*)>?")


def path_in_words(path: str) -> str:
    """A finding's path with its IRIs compact."""
    if "<" not in path:
        return compact(path)
    parts = path.split("<")
    rest = (part.partition(">") for part in parts[1:])
    return parts[0] + "".join(compact(iri) + tail for iri, _, tail in rest)


def recover(
    templates: Sequence[Text], emitted: Sequence[str], known: Mapping[str, Term], names: Names
) -> Text | None:
    """The message in both languages, filled; None where the shape has no message.

    `emitted` is what the engine said, in any order and language; `known` are the variables whose
    values the report itself gives (this, value, path). The first template that could have made
    one of the emitted messages is taken.
    """
    given = {name: names.said(term) for name, term in known.items()}
    for template in templates:
        captured = _captures(template, emitted, known, names)
        if captured is not None:
            return _filled(template, captured | given, known, names)
    return _filled(templates[0], given, known, names) if templates else None


def _filled(
    template: Text, values: Mapping[str, Text], known: Mapping[str, Term], names: Names
) -> Text:
    path = known["path"].value if "path" in known else None
    return fill(names.in_words(template, path), values)


def fill(template: Text, values: Mapping[str, Text]) -> Text:
    """Both languages of `template` with `{?name}` and `{$name}` replaced; `…` where unbound."""

    def filled(text: str, language: Language) -> str:
        return _VARIABLE.sub(
            lambda match: values[match[1]].in_language(language) if match[1] in values else "…",
            text,
        )

    return Text(en=filled(template.en, "en"), zh=tidy(filled(template.zh, "zh")))


def _captures(
    template: Text, emitted: Sequence[str], known: Mapping[str, Term], names: Names
) -> dict[str, Text] | None:
    """The values of the other variables, as they stand in one language and agree with the other."""
    told = {name: _told(term) for name, term in known.items()}
    candidates: list[dict[str, str]] = []
    for text, other in ((template.en, template.zh), (template.zh, template.en)):
        for captured in _matches(text, emitted, told):
            exactly = {name: re.escape(value) for name, value in captured.items()}
            agrees = any(True for _ in _matches(other, emitted, told | exactly))
            candidates.insert(0 if agrees else len(candidates), captured)
    if not candidates:
        return None
    return {name: _value(name, text, names) for name, text in candidates[0].items()}


def _matches(
    text: str, emitted: Sequence[str], told: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    pattern = re.compile(_pattern(text, told), re.DOTALL)
    for message in emitted:
        if match := pattern.fullmatch(message):
            yield match.groupdict()


def _pattern(text: str, told: Mapping[str, str]) -> str:
    """A regular expression for what an engine makes of a template; `told` has known variables'."""
    parts: list[str] = []
    seen: set[str] = set()
    end = 0
    for variable in _VARIABLE.finditer(text):
        name = variable[1]
        anything = f"(?P={name})" if name in seen else f"(?P<{name}>.*?)"
        parts += [re.escape(text[end : variable.start()]), told.get(name, anything)]
        seen.add(name)
        end = variable.end()
    return "".join(parts) + re.escape(text[end:])


def _told(term: Term) -> str:
    """A regular expression for a known term; engines differ in how they write it."""
    text = re.escape(term.value)
    return f"(?:<{text}>|{text}|.*?)"


def _value(name: str, text: str, names: Names) -> Text:
    iri = _IRI.fullmatch(text)
    if iri:
        return names.of(iri[1])
    blank = _BLANK.fullmatch(text)
    said = f"_:{blank[1]}" if blank else text
    if text in {f"?{name}", f"${name}", f"{{?{name}}}", f"{{${name}}}"}:
        said = "…"
    return Text(en=said, zh=said)
