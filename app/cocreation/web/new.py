"""`/new`: the form for a case, which carries all that it knows in its own fields."""

from collections import Counter
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from flask import Blueprint, Response, make_response, render_template, request

from cocreation.errors import CocreationError, ParameterError
from cocreation.namespaces import CST
from cocreation.services.cases import read_name
from cocreation.services.check_report import CheckReport
from cocreation.services.form.entries import Entry, Filled
from cocreation.services.form.fields import Form
from cocreation.services.form.filling import fill_form
from cocreation.services.form.forms import as_file, refuse_too_many
from cocreation.services.form.kept import write_kept
from cocreation.services.form.reading import Reading, read_form
from cocreation.services.submitting import Kept
from cocreation.sources import ntriples, terms
from cocreation.web import credentials, uploads
from cocreation.web.caching import never_kept
from cocreation.web.context import context, server_address
from cocreation.web.form_page import Page, places_of
from cocreation.web.form_posted import KEPT, PARTS, SEEN, kept_text, read_posted
from cocreation.web.form_told import Told, told_of
from cocreation.web.language import page_language
from cocreation.web.negotiation import XLSX, content_type, download
from cocreation.web.texts import TEXTS

blueprint = Blueprint("form", __name__)

_FIRST = ("case", "study", "coding-team", "evidence")
# What says which study the form is about, and so what fits in its other fields.
_NARROWING = {"case": CST + "ofStudy", "study": CST + "appliesModelOf"}
# What is likely the same in the next entry of a kind.
_ALIKE = ("cst:ofStudy", "cst:inCase", "prov:wasAttributedTo", "cst:fromOrganization")


@dataclass(slots=True)
class _State:
    """The form between a request and its answer."""

    form: Form
    filled: Filled
    kept: str = ""
    seen: str = ""
    reading: Reading | None = None
    told: tuple[Told, ...] = ()
    checked: bool = False
    error: str = ""
    status: int = HTTPStatus.OK
    focus: str = ""
    wanted: Counter[str] = field(default_factory=Counter)
    published: Kept | None = None
    exists: str = ""


@blueprint.get("/new")
def ask() -> Response:
    """Show the form with one of each thing that every case has."""
    form = context().form.now()
    first = [_new(form, segment, ()) for segment in _FIRST if form.section(segment)]
    return _page(_State(form, Filled(tuple(first))))


@blueprint.post("/new")
def act() -> Response:
    """Do what the button says with the form as it was filled in."""
    request.max_form_parts = PARTS
    form = context().form.now()
    state = _State(form, Filled(()))
    try:
        state.kept, state.seen = kept_text(), request.form.get(SEEN, "")
        state.filled = read_posted(form, with_kept=False)
        refuse_too_many(state.filled)
        state.filled = read_posted(form)
        made = _do(state, request.form.get("do", "check"))
        if made is not None:
            return made
    except CocreationError as error:
        state.error = error.message.in_language(page_language())
        state.status = error.status
        if error.code == "conflict":
            _tell_existing(state, str(error.details.get("etag") or ""))
    return _page(state)


def _do(state: _State, wanted: str) -> Response | None:
    """Change the state as a button wants it; the answer, where that is a file."""
    deed, _, what = wanted.partition(":")
    if deed == "add":
        _add(state, what)
    elif deed == "remove":
        _remove(state, what)
    elif deed == "more":
        _more(state, what)
    elif deed == "fill":
        _fill(state)
    elif deed in ("turtle", "xlsx"):
        return _download(state, deed)
    elif deed == "submit":
        _submit(state)
    elif deed == "show":
        state.focus = what
    else:
        _check(state)
    return None


def _new(form: Form, segment: str, others: tuple[Entry, ...]) -> Entry:
    """An empty entry; what is likely as in the one before is so."""
    section = form.section(segment)
    alike = [entry for entry in others if entry.segment == segment]
    values = {}
    if alike:
        before = alike[-1].values
        values = {key: before[key] for key in _ALIKE if key in before}
    number = max((entry.number for entry in alike), default=0) + 1
    single = section.classes[0].iri if section and len(section.classes) == 1 else ""
    return Entry(segment, number, type=single, values=values)


def _add(state: _State, segment: str) -> None:
    if state.form.section(segment):
        entry = _new(state.form, segment, state.filled.entries)
        entries = (*state.filled.entries, entry)
        state.filled = refuse_too_many(replace(state.filled, entries=entries))
        state.focus = entry.key


def _remove(state: _State, key: str) -> None:
    """Take an entry out; the focus goes to the one before it, or to the button that adds one."""
    entries = state.filled.entries
    place = next((n for n, entry in enumerate(entries) if entry.key == key), None)
    if place is None:
        return
    left = entries[:place] + entries[place + 1 :]
    state.filled = replace(state.filled, entries=left)
    segment = entries[place].segment
    before = [entry.key for entry in left[:place] if entry.segment == segment]
    state.focus = before[-1] if before else f"add-{segment}"


def _more(state: _State, name: str) -> None:
    """Give a field one input more, and that the focus."""
    given = [
        texts
        for entry in state.filled.entries
        for key, texts in entry.values.items()
        if f"{entry.key}.{key}" == name
    ]
    state.wanted[name] += 1
    state.focus = f"{name}.{max(1, *map(len, given), 0)}"


def _fill(state: _State) -> None:
    file = request.files.get("file")
    if not file or not file.filename:
        state.focus = "file"
        raise ParameterError(TEXTS["new_no_file"])
    upload = uploads.read(request)
    inspection = context().inspector.inspect(upload.data, upload.name)
    filled = refuse_too_many(fill_form(terms(inspection.triples), state.form))
    state.filled, state.kept, state.seen = filled, write_kept(filled.kept), ""
    _tell(state, read_form(filled, state.form), inspection.report)


def _check(state: _State) -> Reading:
    reading = read_form(state.filled, state.form)
    inspection = context().inspector.inspect(ntriples(reading.triples), "form.nt")
    _tell(state, reading, inspection.report)
    return reading


def _tell(state: _State, reading: Reading, report: CheckReport) -> None:
    state.checked, state.reading = True, reading
    state.told = told_of(reading, report, state.form, page_language())


def _download(state: _State, kind: str) -> Response:
    reading = read_form(state.filled, state.form)
    if reading.problems:
        # A value that cannot be read is in no file: it would be lost.
        state.checked = True
        state.told = told_of(reading, None, state.form, page_language())
        state.status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(state)
    is_turtle = kind == "turtle"
    response = make_response(as_file(reading, state.form, "turtle" if is_turtle else "xlsx"))
    response.content_type = content_type("text/turtle") if is_turtle else XLSX
    name = f"{_slug(reading)}.{'ttl' if is_turtle else 'xlsx'}"
    return _finished(download(response, name))


def _submit(state: _State) -> None:
    by = credentials.holder(request, context().settings, server_address())
    reading = _check(state)
    if any(one.severity == "violation" for one in state.told):
        state.status = HTTPStatus.UNPROCESSABLE_ENTITY
        return
    data, name = ntriples(reading.triples), f"{_slug(reading)}.nt"
    kept = context().submissions.submit(data, name, by, expected=state.seen)
    # So that the next query sees it.
    context().store.version()
    state.published, state.seen = kept, kept.deed.tag
    _tell(state, reading, kept.report)


def _tell_existing(state: _State, etag: str) -> None:
    """Let the next press of the button be a revision of what is there."""
    state.seen = etag.strip('"')
    iri = _case(read_form(state.filled, state.form))
    if iri:
        state.exists = f"{server_address()}/cases/{read_name(iri)}"


def _case(reading: Reading) -> str:
    return next((iri for key, iri in reading.iris.items() if key.startswith("case.")), "")


def _slug(reading: Reading) -> str:
    slug = _case(reading).rpartition("/")[2]
    return "".join(c for c in slug if c.isascii() and (c.isalnum() or c in "-_"))[:80] or "case"


def _page(state: _State) -> Response:
    language = page_language()
    reading = state.reading or read_form(state.filled, state.form)
    page = Page(state.form, state.filled, state.told, language, state.wanted, reading)
    sections = page.sections()
    violations = [one for one in state.told if one.severity == "violation"]
    kept = state.published
    shown = render_template(
        "new.html",
        sections=sections,
        lists=page.options.lists(),
        narrowing=_NARROWING,
        told=state.told,
        places=places_of(sections) if state.told else {},
        violations=violations,
        checked=state.checked,
        error=state.error,
        kept=state.kept,
        kept_count=len(state.kept.splitlines()),
        kept_name=KEPT,
        seen=state.seen,
        exists=state.exists,
        focus=state.focus,
        published=kept,
        published_at=f"{server_address()}/cases/{kept.case}" if kept else "",
    )
    return _finished(make_response(shown, state.status))


def _finished(response: Response) -> Response:
    # A browser tells where a form comes from only where pages may be named.
    response.headers["Referrer-Policy"] = "same-origin"
    return never_kept(response)
