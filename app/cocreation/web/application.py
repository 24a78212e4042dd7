"""Where the web server is put together."""

from functools import partial
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, request

from cocreation.services import querying
from cocreation.services.ahead import make_ahead
from cocreation.services.browsing import read_citations
from cocreation.services.case_sorting import read_sample
from cocreation.services.completing import read_completions
from cocreation.services.dataset_reading import read_dataset, read_study_records
from cocreation.services.dumping import write_dumps
from cocreation.services.evidence import read_evidence
from cocreation.services.form.forms import stored_form
from cocreation.services.health import Health
from cocreation.services.inspection import Inspector, open_inspector
from cocreation.services.json_ld import name_terms
from cocreation.services.linking import Links
from cocreation.services.marking import read_marks
from cocreation.services.page_listing import read_things
from cocreation.services.per_state import PerState
from cocreation.services.reconciling.service import read_reconciliation
from cocreation.services.searching.search import Search
from cocreation.services.statements import stored_statements
from cocreation.services.statistics import read_statistics
from cocreation.services.stores import open_store
from cocreation.services.studies import read_studies
from cocreation.services.submitting import Submissions
from cocreation.settings import Settings
from cocreation.store.base import Store
from cocreation.web import (
    addresses,
    case_pages,
    cases,
    comparisons,
    dataset,
    endpoint,
    errors,
    framing,
    graph_store,
    language,
    library,
    new,
    pages,
    sitemap,
    things,
    validation,
)
from cocreation.web.answering import limits
from cocreation.web.context import EXTENSION, Context, context
from cocreation.web.reconciliation import views as reconciliation
from cocreation.web.replies import ALWAYS, SHARED, gzipped, worth_compressing
from cocreation.web.workbench import (
    compared_studies,
    completions,
    constructs,
    evidence,
    explorer,
    figures,
    links,
    matrix,
    organizations,
    references,
    sample,
    search,
    sources,
    tables,
    words,
)

# A case of five megabytes, and the form around it.
LARGEST_UPLOAD_BYTES = 5 * 2**20 + 2**14
_METHODS = "GET, HEAD, OPTIONS, POST"
_HEADERS = "Accept, Accept-Language, Authorization, Content-Type, If-Match, If-None-Match"
_DAY_SECONDS = "86400"
# What takes more than a second to make of a thousand cases, in the order in which it is asked for.
LONG = (
    "reconciliation",
    "evidence",
    "sample",
    "completions",
    "statistics",
    "things",
    "dumps",
)

_BLUEPRINTS = (
    pages.blueprint,
    sample.blueprint,
    library.blueprint,
    compared_studies.blueprint,
    comparisons.blueprint,
    figures.blueprint,
    matrix.blueprint,
    tables.blueprint,
    endpoint.blueprint,
    graph_store.blueprint,
    dataset.blueprint,
    sitemap.blueprint,
    cases.blueprint,
    case_pages.blueprint,
    validation.blueprint,
    new.blueprint,
    framing.blueprint,
    things.blueprint,
    search.blueprint,
    explorer.blueprint,
    completions.blueprint,
    constructs.blueprint,
    evidence.blueprint,
    sources.blueprint,
    organizations.blueprint,
    references.blueprint,
    links.blueprint,
    reconciliation.blueprint,
)


def create_app(
    settings: Settings,
    store: Store | None = None,
    inspector: Inspector | None = None,
) -> Flask:
    """Make the server over the store that `settings` names, or over `store`.

    The store has to be built; a query that runs past `settings.query_seconds` is stopped.
    `inspector` checks what strangers send.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_UPLOAD_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_UPLOAD_BYTES
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has it
    store = store or open_store(settings)
    inspector = inspector or open_inspector(settings, store)
    app.extensions[EXTENSION] = _context(settings, store, inspector)
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
        app.register_blueprint(
            blueprint, url_prefix="/<any(en, zh):language>", name=f"{blueprint.name}_in_language"
        )
    language.install(app)
    words.install(app)
    addresses.install(app)
    errors.install(app)
    app.after_request(_finish)
    return app


def follow(app: Flask) -> Search:
    """Have ready in the background what takes long to make, of each state of the store.

    That goes on until the search that this gives is closed.
    """
    made: Context = app.extensions[EXTENSION]
    register, *others = (partial(make_ahead, name, getattr(made, name)) for name in LONG)
    # Behind the index and the register nobody needs all that the store says.
    made.search.follow([register, made.statements.forget, *others])
    return made.search


def _context(settings: Settings, store: Store, inspector: Inspector) -> Context:
    """Put together what the views use."""
    queries = querying.library(settings.project)
    statements = PerState(store, lambda: stored_statements(settings))
    folder = settings.store if isinstance(settings.store, Path) else None
    return Context(
        store=store,
        queries=queries,
        base_url=settings.base_url,
        query_seconds=settings.query_seconds,
        health=Health(store, queries),
        settings=settings,
        submissions=Submissions(settings, lambda data, file, _: inspector.inspect(data, file)),
        links=Links(settings),
        inspector=inspector,
        search=Search(store, statements.now, queries),
        statements=statements,
        form=PerState(store, lambda: stored_form(store, folder)),
        completions=PerState(store, lambda: read_completions(store, queries)),
        sample=PerState(store, lambda: read_sample(store, queries)),
        evidence=PerState(store, lambda: read_evidence(store, queries)),
        marks=PerState(store, lambda: read_marks(store, queries)),
        citations=PerState(store, lambda: read_citations(store, queries)),
        studies=PerState(store, lambda: read_studies(store, queries)),
        terms=PerState(store, lambda: name_terms(store)),
        statistics=PerState(store, lambda: read_statistics(store)),
        dataset=PerState(store, lambda: read_dataset(store)),
        study_records=PerState(store, lambda: read_study_records(store)),
        dumps=PerState(store, lambda: write_dumps(settings)),
        things=PerState(store, lambda: read_things(store)),
        reconciliation=PerState(store, lambda: read_reconciliation(store, statements.now())),
    )


def _finish(response: Response) -> Response:
    """Say what every response says, and make the body small where that is worth it."""
    if request.endpoint == "static" and response.status_code == HTTPStatus.OK:
        # A file is sent as it is unless it is read here.
        response.direct_passthrough = False
        response.make_sequence()
        response.vary.add("Accept-Encoding")
        response.set_etag(response.get_etag()[0] or "", weak=True)
    for name, value in ALWAYS if request.endpoint == "static" else ALWAYS + SHARED:
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault(*limits(context().query_seconds))
    if request.method == "OPTIONS" and response.status_code == HTTPStatus.OK:
        response.status_code = HTTPStatus.NO_CONTENT
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", _METHODS)
        response.headers["Access-Control-Allow-Headers"] = _HEADERS
        response.headers["Access-Control-Max-Age"] = _DAY_SECONDS
    if _is_to_be_compressed(response):
        response.set_data(gzipped(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _is_to_be_compressed(response: Response) -> bool:
    """Whether there is a body worth it, which no header tells of as it is."""
    told = any(name in response.headers for name in ("Content-Encoding", "Repr-Digest"))
    if told or response.is_streamed:
        return False
    encoding = request.headers.get("Accept-Encoding", "")
    return worth_compressing(len(response.get_data()), encoding)
