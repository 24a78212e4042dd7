"""A study's figures drawn from the graph: data structure, integrated model and coverage."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Literal, get_args

from cocreation.errors import UnknownNameError
from cocreation.figures import svg
from cocreation.figures.conversion import convert
from cocreation.figures.coverage import Coverage, Field, draw_coverage
from cocreation.figures.data_structure import draw_data_structure
from cocreation.figures.drawing import Drawing, Manner, Thing
from cocreation.figures.integrated_model import Column, Condition, Model, draw_model
from cocreation.model import Language, QuerySpec, Text
from cocreation.namespaces import VCC
from cocreation.services.labelling import Named
from cocreation.services.matrix import COVERAGE, read_matrix, shade
from cocreation.services.records import Asking, Record, text
from cocreation.services.studies import titles_of_parts
from cocreation.store.base import Store

Name = Literal["data-structure", "model", "coverage"]
Spoken = Literal["zh", "en", "both"]
Form = Literal["svg", "png", "pdf"]
Link = Callable[[str], str]
# Where the evidence of a case for a concept is, both given by their IRIs.
LinkToEvidence = Callable[[str, str], str]

_CONSTRUCTS, _CLAIMS = "constructs/count-evidence-by-level", "model/connect-constructs"
# What a figure is called that is none of the study's own.
_TITLES: dict[Name, Text] = {
    "data-structure": Text(en="The data structure of the cases", zh="案例数据结构"),
    "model": Text(en="The integrated model", zh="整合模型"),
    "coverage": Text(
        en="Evidence of the cases for the first-order concepts", zh="各案例对一阶构念的证据覆盖情况"
    ),
}
# The questions that a figure is drawn from.
QUERIES: dict[Name, tuple[str, ...]] = {
    "data-structure": (_CONSTRUCTS,),
    "model": (_CONSTRUCTS, _CLAIMS),
    "coverage": (COVERAGE,),
}
_DRIVER = VCC + "DriverProposition"
_SPOKEN: dict[Spoken, tuple[Language, ...]] = {
    "zh": ("zh",),
    "en": ("en",),
    "both": ("zh", "en"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure as it is asked for: `part` is a slug of `Figures.parts`, empty for the whole."""

    name: Name
    spoken: Spoken = "en"
    part: str = ""
    counts: bool = True

    @property
    def manner(self) -> Manner:
        """How it is drawn."""
        return Manner(_SPOKEN[self.spoken], self.counts)


class Figures:
    """What the figures of a study show, each read once; `study` is its IRI.

    `link` gives the address of what an IRI names, `evidence` that of a field of the coverage, empty
    where there is none.
    """

    def __init__(
        self,
        store: Store,
        queries: Sequence[QuerySpec],
        study: str,
        link: Link,
        evidence: LinkToEvidence = lambda _case, _concept: "",
    ) -> None:
        self._study, self._link, self._evidence = study, link, evidence
        self._asking = Asking(store, queries)

    @cached_property
    def _constructs(self) -> tuple[Thing, ...]:
        return self._read_constructs(self._asking.records(_CONSTRUCTS, study=self._study))

    @cached_property
    def _claims(self) -> Sequence[Record]:
        return self._asking.records(_CLAIMS, study=self._study)

    @cached_property
    def _titles(self) -> Mapping[str, Text]:
        return titles_of_parts(self._asking.store, self._asking.queries, self._study)

    def title(self, name: Name) -> Text:
        """What a figure is called: as in the study's report where it has it."""
        return self._titles.get(name, _TITLES[name])

    def has(self, name: Name) -> bool:
        """Whether the study has what a figure is drawn of.

        The model is drawn only of propositions that say what drives what and what strengthens it.
        """
        if name == "model":
            return any(column.conditions for column in self._columns)
        return bool(self._coverage.cases if name == "coverage" else self._constructs)

    def names(self) -> tuple[Name, ...]:
        """The figures that there are of the study."""
        return tuple(name for name in get_args(Name) if self.has(name))

    def parts(self, name: Name) -> dict[str, Text]:
        """The parts that a figure has, by slug: themes and dimensions, or stages, or none."""
        if name == "coverage":
            return {}
        if name == "model":
            return {slug_of(one.stage): one.stage.label for one in self._columns}
        dimensions = self._constructs
        return {
            slug_of(one): one.label
            for dimension in dimensions
            for one in (dimension, *dimension.below)
        }

    def outline(self, wanted: Wanted) -> tuple[Thing, ...]:
        """What a figure shows as things with those below them; UnknownNameError as `draw`."""
        self._check(wanted)
        if wanted.name == "coverage":
            return _covered(self._coverage)
        if wanted.name == "model":
            return tuple(_told(column) for column in self._model_part(wanted.part).columns)
        return self._structure_part(wanted.part)

    def draw(self, wanted: Wanted) -> Drawing:
        """Draw a figure; UnknownNameError where the study has none, or no part of that name."""
        self._check(wanted)
        title = self.title(wanted.name)
        if wanted.name == "coverage":
            return draw_coverage(self._coverage, title, wanted.manner)
        if wanted.name == "model":
            return draw_model(self._model_part(wanted.part), title, wanted.manner)
        return draw_data_structure(self._structure_part(wanted.part), title, wanted.manner)

    def write(self, wanted: Wanted, form: Form) -> bytes:
        """Draw a figure in a format, SVG in UTF-8; errors as `draw`.

        FontError where PDF or PNG would have Chinese for which no font is installed.
        """
        drawing = self.draw(wanted)
        return svg.write(drawing).encode() if form == "svg" else convert(drawing, form)

    def _read_constructs(self, rows: Sequence[Record]) -> tuple[Thing, ...]:
        below: dict[str, list[Record]] = defaultdict(list)
        for row in rows:
            below[row.get("broader", "")].append(row)

        def things(above: str) -> tuple[Thing, ...]:
            return tuple(
                replace(self._thing(row, "construct", "items"), below=things(row["construct"]))
                for row in below.get(above, ())
            )

        return things("")

    def _thing(self, row: Record, name: str, count: str) -> Thing:
        label = text(row, f"{name}Label")
        return Thing(row[name], label, self._link(row[name]), int(row[count]))

    def _claim(self, row: Record) -> Thing:
        thing = self._thing(row, "proposition", "itemsFor")
        return replace(thing, against=int(row["itemsAgainst"]))

    @cached_property
    def _coverage(self) -> Coverage:
        matrix = read_matrix(self._asking.store, self._asking.queries, self._study)
        sums = [sum(column) for column in zip(*matrix.items, strict=True)]
        concepts = iter(map(self._counted, matrix.columns.things, sums))
        stages = [
            replace(self._counted(stage, 0), below=tuple(islice(concepts, number)))
            for stage, number in matrix.columns.groups
        ]
        cases = matrix.rows.things
        return Coverage(
            tuple(map(self._counted, cases, map(sum, matrix.items))),
            tuple(replace(one, items=sum(few.items for few in one.below)) for one in stages),
            tuple(
                tuple(
                    Field(
                        items,
                        shade(items, matrix.most),
                        self._evidence(case.iri, concept.iri) if items else "",
                    )
                    for concept, items in zip(matrix.columns.things, line, strict=True)
                )
                for case, line in zip(cases, matrix.items, strict=True)
            ),
        )

    def _counted(self, named: Named, items: int) -> Thing:
        return Thing(named.iri, named.label, self._link(named.iri), items)

    @cached_property
    def _columns(self) -> tuple[Column, ...]:
        """The claims of each kind put together, in the order of the stages."""
        themes = {theme.iri: theme for one in self._constructs for theme in one.below}
        known = themes.keys()
        drives = sorted(
            (
                row
                for row in self._claims
                if row["kind"] == _DRIVER and {row.get("antecedent"), row.get("outcome")} <= known
            ),
            key=lambda row: list(themes).index(row["outcome"]),
        )
        return tuple(self._column(row, themes) for row in drives)

    def _model(self) -> Model:
        first = next(one for one in self._columns if one.conditions)
        return Model(
            stages=self._above(first.stage.iri),
            groups=self._above(first.conditions[0].theme.iri),
            capabilities=self._above(first.capability.iri),
            columns=self._columns,
        )

    def _column(self, drive: Record, themes: Mapping[str, Thing]) -> Column:
        onward = [
            self._claim(row)
            for row in self._claims
            if row["kind"] == VCC + "SequenceProposition" and row["antecedent"] == drive["outcome"]
        ]
        return Column(
            stage=themes[drive["outcome"]],
            capability=themes[drive["antecedent"]],
            drive=self._claim(drive),
            conditions=self._conditions(drive["proposition"], themes),
            onward=onward[0] if onward else None,
        )

    def _conditions(self, drive: str, themes: Mapping[str, Thing]) -> tuple[Condition, ...]:
        """What strengthens a drive, in the order of the data structure."""
        claims = {row["moderator"]: row for row in self._claims if row.get("moderated") == drive}
        return tuple(
            Condition(theme, concept, self._claim(claims[concept.iri]))
            for theme in themes.values()
            for concept in theme.below
            if concept.iri in claims
        )

    def _above(self, theme: str) -> Thing:
        return next(one for one in self._constructs if theme in [t.iri for t in one.below])

    def _model_part(self, part: str) -> Model:
        model = self._model()
        if not part:
            return model
        column = next(one for one in model.columns if slug_of(one.stage) == part)
        return replace(model, columns=(replace(column, onward=None),))

    def _structure_part(self, part: str) -> tuple[Thing, ...]:
        if not part:
            return self._constructs
        for one in self._constructs:
            if slug_of(one) == part:
                return (one,)
            themes = tuple(theme for theme in one.below if slug_of(theme) == part)
            if themes:
                return (replace(one, below=themes),)
        return ()

    def _check(self, wanted: Wanted) -> None:
        if not self.has(wanted.name):
            raise UnknownNameError(_no_figure(wanted.name, self.names()))
        parts = list(self.parts(wanted.name))
        if wanted.part and wanted.part not in parts:
            raise UnknownNameError(_no_part(wanted.part, parts), {"nearest": parts})


def _covered(coverage: Coverage) -> tuple[Thing, ...]:
    """Each case with the concepts that it has evidence for."""
    return tuple(
        replace(
            case,
            below=tuple(
                replace(concept, items=field.items, link=field.link or concept.link)
                for concept, field in zip(coverage.concepts, fields, strict=True)
                if field.items
            ),
        )
        for case, fields in zip(coverage.cases, coverage.fields, strict=True)
    )


def _no_figure(name: Name, names: Sequence[Name]) -> Text:
    listed = ", ".join(names)
    return Text(
        en=f"There is nothing in this study that the figure “{name}” could be drawn of"
        + (f"; choose one of {listed}." if names else "."),
        zh=f"该研究中没有可绘制图“{name}”的内容" + (f"；可选 {listed}。" if names else "。"),
    )


def _no_part(part: str, parts: Sequence[str]) -> Text:
    if not parts:
        return Text(
            en=f"The figure comes whole only; leave out “{part}”.",
            zh=f"该图只有全图；请去掉“{part}”。",
        )
    listed = ", ".join(parts)
    return Text(
        en=f"The figure has no part “{part}”; choose one of {listed}.",
        zh=f"该图没有名为“{part}”的部分；可选 {listed}。",
    )


def slug_of(thing: Thing) -> str:
    """What a part of a figure is called: the last segment of its IRI."""
    return thing.iri.rpartition("/")[2]


def _told(column: Column) -> Thing:
    """A stage with its activities, and the claims that concern it with what they are about."""
    strengthening = (replace(one.claim, below=(one.condition,)) for one in column.conditions)
    onward = (column.onward,) if column.onward else ()
    drive = replace(column.drive, below=(column.capability,))
    return replace(column.stage, below=(*column.stage.below, drive, *strengthening, *onward))
