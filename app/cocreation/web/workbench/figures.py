"""`/figures`: a study's figures as a page with a form, and each as SVG, PDF and PNG."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar, get_args

from flask import Blueprint, Response, make_response, render_template, request

from cocreation.errors import ParameterError
from cocreation.model import Language, Text
from cocreation.services import querying
from cocreation.services.figures import (
    QUERIES,
    Figures,
    Form,
    Name,
    Spoken,
    Wanted,
)
from cocreation.services.studies import Study, find_study
from cocreation.services.tables import NAMES as TABLES
from cocreation.web.addresses import page_address, short_name
from cocreation.web.caching import kept
from cocreation.web.context import context, server_address
from cocreation.web.language import address, page_language, text
from cocreation.web.workbench.studies import asked_study

blueprint = Blueprint("figures", __name__)

Choice = TypeVar("Choice")

_MEDIA_TYPES: dict[Form, str] = {
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "pdf": "application/pdf",
}
_COUNTS = {"shown": True, "hidden": False}


class _Part(NamedTuple):
    """One choice of the form: a figure, or a part of it."""

    value: str
    label: str


@blueprint.get("/figures")
def show() -> str:
    """Show the figure that the form asks for, with the same as a list, and how to take it along."""
    studies = asked_study()
    figures = Figures(context().store, context().queries, studies.iri, page_address, _evidence)
    name, _, part = request.args.get("figure", "data-structure").partition("/")
    wanted = _wanted(name, part, request.args)
    names = figures.names()
    is_there = wanted.name in names
    return render_template(
        "workbench/figures.html",
        studies=studies,
        wanted=wanted,
        title=figures.title(wanted.name).in_language(page_language()),
        drawn=figures.write(wanted, "svg").decode() if is_there else "",
        outline=figures.outline(wanted) if is_there else (),
        offered={known: _parts(figures, known) for known in names},
        files={form: _file_address(wanted, form, studies.shown) for form in _MEDIA_TYPES},
        behind=[querying.find_query(context().queries, one) for one in QUERIES[wanted.name]],
        spoken=get_args(Spoken),
        tables=TABLES,
    )


@blueprint.get("/figures/<any('data-structure', model, coverage):figure>.<any(svg, png, pdf):form>")
def file(figure: str, form: Form) -> Response:
    """Give a figure in a format; its boxes lead to this server's pages."""
    wanted = _wanted(figure, request.args.get("part", ""), request.args)
    study = request.args.get("study", "")
    return kept(lambda: _file(wanted, form, study), f"{form} {page_language()} {server_address()}")


def _file(wanted: Wanted, form: Form, slug: str) -> Response:
    server = server_address()
    study = find_study(context().studies.now(), slug)
    figures = Figures(
        context().store,
        context().queries,
        study.thing.iri,
        lambda iri: server + page_address(iri),
        lambda case, concept: server + _evidence(case, concept),
    )
    response = make_response(figures.write(wanted, form))
    response.content_type = _MEDIA_TYPES[form]
    name = _file_name(wanted, form)
    response.headers.set("Content-Disposition", "inline", filename=name)
    return response


def _evidence(case: str, concept: str) -> str:
    return address("evidence", case=short_name(case), construct=short_name(concept))


def _wanted(name: str, part: str, given: Mapping[str, str]) -> Wanted:
    """Read what is asked for; ParameterError where it is none of the choices."""
    named: dict[str, Name] = {one: one for one in get_args(Name)}
    spoken: dict[str, Spoken] = {one: one for one in get_args(Spoken)}
    return Wanted(
        name=_chosen("figure", name, named),
        spoken=_chosen("lang", given.get("lang") or page_language(), spoken),
        part=part,
        counts=_chosen("counts", given.get("counts") or "shown", _COUNTS),
    )


def _chosen(parameter: str, value: str, choices: Mapping[str, Choice]) -> Choice:
    if value in choices:
        return choices[value]
    listed = ", ".join(choices)
    raise ParameterError(
        Text(
            en=f"{parameter} cannot be “{value}”; choose one of {listed}.",
            zh=f"参数 {parameter} 不能是“{value}”；可选 {listed}。",
        ),
        {"parameter": parameter, "nearest": list(choices)},
    )


def _parts(figures: Figures, name: Name) -> list[_Part]:
    """The whole figure, then its parts."""
    language: Language = page_language()
    parts = figures.parts(name).items()
    whole = _Part(name, text("figure_whole").format(text(label_of(name))))
    return [whole, *(_Part(f"{name}/{slug}", one.in_language(language)) for slug, one in parts)]


def label_of(name: Name) -> str:
    """The name of the text that a figure is called by."""
    return f"figure_{name.replace('-', '_')}"


def _file_address(wanted: Wanted, form: Form, study: Study | None) -> str:
    return address(
        "figure_file",
        figure=wanted.name,
        form=form,
        lang=wanted.spoken,
        part=wanted.part or None,
        counts=None if wanted.counts else "hidden",
        study=study.slug if study and request.args.get("study") else None,
    )


def _file_name(wanted: Wanted, form: Form) -> str:
    return "-".join(filter(None, (wanted.name, wanted.part, wanted.spoken))) + f".{form}"
