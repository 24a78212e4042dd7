"""Mappings read from a file of SSSOM."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date

import yaml

from cocreation import rdf_syntax
from cocreation.errors import SourceError
from cocreation.linking.sssom.columns import (
    BUILT_IN,
    COMMENT_ZH,
    DESCRIPTION_ZH,
    MARK,
    NOT,
    TITLE_ZH,
)
from cocreation.linking.sssom.faults import fault
from cocreation.model import Link, LinkSet, Text
from cocreation.sources import is_iri

_NEEDED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
# Those that a header may give for all rows, among those that are read.
_PROPAGATED = ("mapping_tool", "mapping_date")


def read_links(data: bytes, file: str, name: str) -> LinkSet:
    """Read a file of mappings, of which each names its justification; `name` is its graph's.

    SourceError, with the line, where it is no such file or says something that cannot be.
    """
    rdf_syntax.refuse_other_encodings(data, file)
    lines = data.decode("utf-8-sig").replace("\r\n", "\n").removesuffix("\n").split("\n")
    length = next((n for n, line in enumerate(lines) if not line.startswith(MARK)), len(lines))
    header = _header(lines[:length], file)
    prefixes = {**BUILT_IN, **_curie_map(header, file)}
    return LinkSet(
        name=name,
        title=_text(header, "mapping_set_title", TITLE_ZH),
        links=tuple(_rows(lines, length, header, prefixes, file)),
        prefixes=prefixes,
        description=_text(header, "mapping_set_description", DESCRIPTION_ZH),
        version=str(header.get("mapping_set_version", "")),
        license=_license(header, file),
        creator=_listed(header.get("creator_label")),
    )


def _header(lines: list[str], file: str) -> Mapping[str, object]:
    written = "\n".join(line.removeprefix(MARK) for line in lines)
    try:
        header = yaml.load(written, yaml.BaseLoader)  # noqa: S506 -- strings, lists, maps
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise fault("yaml", file, (mark.line if mark else 0) + 1) from None
    if not isinstance(header, dict):
        raise fault("header", file, 1)
    return header


def _text(header: Mapping[str, object], en: str, zh: str) -> Text:
    """A text of the header; one that is in one language alone stands in both."""
    told = str(header.get(en, ""))
    return Text(en=told, zh=str(header.get(zh, told)))


def _license(header: Mapping[str, object], file: str) -> str:
    given = str(header.get("license", ""))
    if given and not is_iri(given):
        raise fault("license", file, 1, given)
    return given


def _listed(value: object) -> str:
    return ", ".join(map(str, value if isinstance(value, list) else [value or ""]))


def _curie_map(header: Mapping[str, object], file: str) -> Mapping[str, str]:
    declared = header.get("curie_map")
    if not isinstance(declared, dict) or not all(is_iri(str(iri)) for iri in declared.values()):
        raise fault("curie_map", file, 1)
    return {str(name): str(iri) for name, iri in declared.items()}


def _rows(
    lines: list[str],
    length: int,
    header: Mapping[str, object],
    prefixes: Mapping[str, str],
    file: str,
) -> Iterator[Link]:
    """Read the table, whose first line is that after the header."""
    table = csv.reader((f"{line}\n" for line in lines[length:]), delimiter="\t", strict=True)
    try:
        columns = next(table, [])
        for name in _NEEDED:
            if name not in columns:
                raise fault("column", file, length + 1, name)
        above = {name: str(header[name]) for name in _PROPAGATED if name in header}
        seen: set[tuple[str, str, str]] = set()
        for cells in table:
            line = length + table.line_num
            if len(cells) != len(columns):
                raise fault("cells", file, line, str(len(columns)), str(len(cells)))
            row = above | {
                n: " ".join(c.split()) for n, c in zip(columns, cells, strict=True) if c.strip()
            }
            link = _Row(row, prefixes, file, line).link()
            if (said := (link.subject, link.predicate, link.object)) in seen:
                raise fault("twice", file, line)
            seen.add(said)
            yield link
    except csv.Error:
        raise fault("table", file, length + table.line_num) from None


class _Row:
    """One row of a table, by column."""

    def __init__(
        self, row: Mapping[str, str], prefixes: Mapping[str, str], file: str, line: int
    ) -> None:
        self._row = row
        self._prefixes = prefixes
        self._file = file
        self._line = line

    def link(self) -> Link:
        """The mapping of the row; SourceError where it is none."""
        subject, predicate, object_, justification = map(self._name, _NEEDED)
        comment = self._told("comment")
        return Link(
            subject=subject,
            predicate=predicate,
            object=object_,
            negated=self._negated(),
            subject_label=self._told("subject_label"),
            object_label=self._told("object_label"),
            justification=justification,
            confidence=self._confidence(),
            author=self._told("author_label"),
            date=self._day("mapping_date"),
            tool=self._told("mapping_tool"),
            reviewer=self._told("reviewer_label"),
            reviewed=self._day("review_date"),
            comment=Text(en=comment, zh=self._told(COMMENT_ZH) or comment),
            line=self._line,
        )

    def _told(self, column: str) -> str:
        return self._row.get(column, "")

    def _name(self, column: str) -> str:
        """The IRI of a name with its prefix."""
        prefix, _, rest = self._told(column).partition(":")
        iri = self._prefixes.get(prefix, "") + rest
        if not self._told(column):
            raise self._fault("empty", column)
        if prefix not in self._prefixes:
            raise self._fault("prefix", column, self._told(column))
        if not rest or not is_iri(iri):
            raise self._fault("name", column, self._told(column))
        return iri

    def _negated(self) -> bool:
        given = self._told("predicate_modifier")
        if given not in ("", NOT):
            raise self._fault("modifier", given)
        return given == NOT

    def _confidence(self) -> float | None:
        given = self._told("confidence")
        if not given:
            return None
        try:
            number = float(given)
        except ValueError:
            number = -1.0
        if 0 <= number <= 1:
            return number
        raise self._fault("confidence", given)

    def _day(self, column: str) -> str:
        given = self._told(column)
        try:
            day = date.fromisoformat(given).isoformat() if given else ""
        except ValueError:
            raise self._fault("day", column, given) from None
        return day

    def _fault(self, kind: str, *told: str) -> SourceError:
        return fault(kind, self._file, self._line, *told)
