"""What a parameter of each type may be: the graph lists it, and a person names it as they like."""

from collections.abc import Sequence
from dataclasses import dataclass

from cocreation.errors import ParameterError
from cocreation.likeness import nearest_names
from cocreation.model import Parameter, Rows, Term, Text
from cocreation.namespaces import CST, ID, PREFIXES, VCC, XSD, expanded
from cocreation.sources import is_iri
from cocreation.store.base import Store

_CLASSES = {
    "study": CST + "Study",
    "case": CST + "Case",
    "construct": CST + "Construct",
    "concept": CST + "FirstOrderConcept",
    "theme": CST + "SecondOrderTheme",
    "stage": VCC + "Stage",
    "proposition": CST + "Proposition",
    "organization": PREFIXES["org"] + "Organization",
    "provider": VCC + "PlatformCloudProvider",
    "user": VCC + "CloudUser",
    "sector": VCC + "Sector",
    "source": CST + "Source",
    "part": CST + "DocumentPart",
}
_MEMBERS = """
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?class ?thing ?thingLabel_zh ?thingLabel_en ?code
WHERE {
  ?type rdfs:subClassOf* ?class .
  ?thing a ?type .
  OPTIONAL { ?thing rdfs:label ?thingLabel_zh FILTER(LANG(?thingLabel_zh) = "zh") }
  OPTIONAL { ?thing rdfs:label ?thingLabel_en FILTER(LANG(?thingLabel_en) = "en") }
  OPTIONAL { ?thing cst:sourceCode ?code }
  OPTIONAL { ?thing cst:ordinal ?ordinal }
}
ORDER BY ?ordinal ?thing
"""
_REFERENCES = """
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing ?thingLabel_zh ?thingLabel_en
WHERE {
  ?publication cito:cites ?thing .
  OPTIONAL { ?thing rdfs:label ?thingLabel_zh FILTER(LANG(?thingLabel_zh) = "zh") }
  OPTIONAL { ?thing rdfs:label ?thingLabel_en FILTER(LANG(?thingLabel_en) = "en") }
  OPTIONAL { ?thing cst:ordinal ?ordinal }
}
ORDER BY ?ordinal ?thing
"""
_LISTED = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a parameter may take; `slug` is its IRI's last segment, `code` a source's."""

    iri: str
    slug: str
    label: Text
    code: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that a person may call it, the most particular first."""
        path = self.iri.removeprefix(ID)
        within = path.partition("/")[2]
        return (self.iri, path, within, self.slug, self.code, self.label.zh, self.label.en)


def choices(store: Store, kind: str) -> tuple[Choice, ...]:
    """List what a parameter of type `kind` may be; nothing for text, numbers and IRIs."""
    if kind == "reference":
        return _choices(store.select(_REFERENCES))
    if kind not in _CLASSES:
        return ()
    return _choices(store.select(_MEMBERS, {"class": Term("iri", _CLASSES[kind])}))


def resolve(store: Store, parameter: Parameter, value: str) -> Term:
    """Find what `value` names; ParameterError with the nearest names where it names nothing."""
    if parameter.type == "string":
        return Term("literal", value)
    if parameter.type == "integer":
        return _integer(parameter, value)
    if parameter.type == "iri":
        return _iri(parameter, value)
    offered = choices(store, parameter.type)
    wanted = value.casefold()
    for names in zip(*(choice.names for choice in offered), strict=True):
        named = {
            choice.iri
            for choice, name in zip(offered, names, strict=True)
            if name.casefold() == wanted
        }
        if len(named) == 1:
            return Term("iri", named.pop())
        if named:
            raise _ambiguous(parameter, value, sorted(named))
    raise _unknown(parameter, value, _nearest(offered, wanted))


def resolve_default(store: Store, parameter: Parameter) -> Term:
    """What a parameter is where nothing is given: its default, else the first that there is.

    A library's defaults are things of one study, which another project need not have.
    ParameterError where there is neither.
    """
    if parameter.type in ("string", "integer", "iri"):
        return resolve(store, parameter, parameter.default or "")
    offered = choices(store, parameter.type)
    named = (choice for choice in offered if parameter.default in choice.names)
    found = next(named, next(iter(offered), None))
    if found is None:
        raise _unknown(parameter, parameter.default or "", ())
    return Term("iri", found.iri)


def _choices(rows: Rows) -> tuple[Choice, ...]:
    found = {}
    for row in rows.rows:
        cells = {
            name: term.value
            for name, term in zip(rows.variables, row, strict=True)
            if term is not None
        }
        iri = cells["thing"]
        slug = iri.rpartition("/")[2]
        zh = cells.get("thingLabel_zh") or cells.get("thingLabel_en") or slug
        label = Text(en=cells.get("thingLabel_en") or zh, zh=zh)
        found[iri] = Choice(iri, slug, label, cells.get("code", ""))
    return tuple(found.values())


def _integer(parameter: Parameter, value: str) -> Term:
    try:
        return Term("literal", str(int(value)), datatype=XSD + "integer")
    except ValueError:
        raise ParameterError(
            Text(
                en=f"The parameter {parameter.name} needs a whole number, not “{value}”.",
                zh=f"参数 {parameter.name} 需要整数，而不是“{value}”。",
            ),
            {"parameter": parameter.name},
        ) from None


def _iri(parameter: Parameter, value: str) -> Term:
    """Any IRI, whole or as `namespaces.compact` writes it, whether the graph has it or not."""
    iri = expanded(value)
    if is_iri(iri):
        return Term("iri", iri)
    raise ParameterError(
        Text(
            en=f"The parameter {parameter.name} needs an IRI, a name with a known prefix or a "
            f"path such as case/<study>/<case>, not “{value}”.",
            zh=f"参数 {parameter.name} 需要 IRI、带已知前缀的名称，"
            f"或 case/<研究>/<案例> 这样的路径，而不是“{value}”。",
        ),
        {"parameter": parameter.name},
    )


def _nearest(offered: Sequence[Choice], wanted: str) -> list[Choice]:
    """The things with a name most like the one wanted or with it in a name, or else the first."""
    by_name = {name.casefold(): choice for choice in offered for name in choice.names[3:] if name}
    near = nearest_names(wanted, by_name, _LISTED * 2)
    near += [name for name in by_name if wanted in name]
    return list(dict.fromkeys(by_name[name] for name in near or by_name))[:_LISTED]


def _ambiguous(parameter: Parameter, value: str, named: Sequence[str]) -> ParameterError:
    listed = ", ".join(iri.removeprefix(ID) for iri in named)
    return ParameterError(
        Text(
            en=f"{parameter.name}: “{value}” names more than one thing; say which: {listed}.",
            zh=f"{parameter.name}：“{value}”所指不止一个；请指明其一：{listed}。",
        ),
        {"parameter": parameter.name, "nearest": list(named)},
    )


def _unknown(parameter: Parameter, value: str, nearest: Sequence[Choice]) -> ParameterError:
    listed = Text(
        en=", ".join(f"{choice.slug} ({choice.label.en})" for choice in nearest),
        zh="、".join(f"{choice.slug}（{choice.label.zh}）" for choice in nearest),
    )
    kind = parameter.type
    return ParameterError(
        Text(
            en=f"{parameter.name}: no {kind} is called “{value}”"
            + (f"; did you mean {listed.en}?" if nearest else "."),
            zh=f"{parameter.name}：没有名为“{value}”的{parameter.label.zh}"
            + (f"；您是否想找 {listed.zh}？" if nearest else "。"),
        ),
        {"parameter": parameter.name, "nearest": [choice.slug for choice in nearest]},
    )
