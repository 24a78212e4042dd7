"""Where the web server is put together."""

from http import HTTPStatus

from flask import Flask, Response, request

from cocreation.services import querying
from cocreation.services.health import Health
from cocreation.settings import Settings
from cocreation.store.base import Store
from cocreation.store.workers import WorkerPool
from cocreation.web import (
    access_log,
    budget,
    compression,
    endpoint,
    errors,
    graph_store,
    language,
    library,
    pages,
    things,
)
from cocreation.web.context import EXTENSION, Context

# Nothing from elsewhere and nothing inline: a page is what the server sent.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# A query of a megabyte takes up to three times as much in a form.
LARGEST_REQUEST_BYTES = 3 * 2**20 + 2**16
_METHODS = "GET, HEAD, OPTIONS, POST"
_HEADERS = "Accept, Accept-Language, Content-Type, If-None-Match"
_EXPOSED = f"ETag, Retry-After, {endpoint.LIMITS_HEADER}"
_DAY_SECONDS = "86400"


_BLUEPRINTS = (
    pages.blueprint,
    library.blueprint,
    endpoint.blueprint,
    graph_store.blueprint,
    things.blueprint,
)


def create_app(settings: Settings, store: Store | None = None) -> Flask:
    """Make the server over the store that `settings` names, or over `store`.

    The store has to be built; a query that runs past `settings.query_seconds` is stopped. Where
    `settings.client_seconds` is a number above 0, each client may take so much of each minute.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_REQUEST_BYTES
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has it
    store = store or WorkerPool(settings.store, seconds=settings.query_seconds)
    queries = querying.library(settings.project)
    app.extensions[EXTENSION] = Context(
        store=store,
        queries=queries,
        base_url=settings.base_url,
        query_seconds=settings.query_seconds,
        health=Health(store, queries),
    )
    # What is installed last sees a response first: it is logged when it is complete.
    access_log.install(app)
    if settings.client_seconds:
        budget.install(app, settings.client_seconds)
    app.after_request(_add_headers)
    compression.install(app)
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
        app.register_blueprint(
            blueprint, url_prefix="/<any(en, zh):language>", name=f"{blueprint.name}_in_language"
        )
    language.install(app)
    errors.install(app)
    return app


def _add_headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    if request.endpoint != "static":
        # One address answers in several languages and formats, and any page may read the data.
        response.headers["Vary"] = "Accept, Accept-Encoding, Accept-Language"
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "OPTIONS" and response.status_code == HTTPStatus.OK:
        response.status_code = HTTPStatus.NO_CONTENT
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", _METHODS)
        response.headers["Access-Control-Allow-Headers"] = _HEADERS
        response.headers["Access-Control-Max-Age"] = _DAY_SECONDS
    return response
