"""Where the web server is put together."""

from flask import Flask, Response, request

from cocreation.services import querying
from cocreation.services.stores import open_store
from cocreation.settings import Settings
from cocreation.store.base import Store
from cocreation.web import endpoint, errors, language, library, pages, things
from cocreation.web.context import EXTENSION, Context

# Nothing from elsewhere and nothing inline: a page is what the server sent.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
LARGEST_REQUEST_BYTES = 2**20 + 2**16


def create_app(settings: Settings, store: Store | None = None) -> Flask:
    """Make the server over the store that `settings` names, or over `store`.

    The store has to be built; a query that runs past `settings.query_seconds` is stopped.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST_BYTES
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has it
    app.extensions[EXTENSION] = Context(
        store=store or open_store(settings, seconds=settings.query_seconds),
        queries=querying.library(settings.project),
        base_url=settings.base_url,
    )
    for blueprint in (pages.blueprint, library.blueprint, endpoint.blueprint, things.blueprint):
        app.register_blueprint(blueprint)
        app.register_blueprint(
            blueprint, url_prefix="/<any(en, zh):language>", name=f"{blueprint.name}_in_language"
        )
    language.install(app)
    errors.install(app)
    app.after_request(_add_headers)
    return app


def _add_headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    if request.endpoint != "static":
        # One address answers in several languages and formats, and any page may read the data.
        response.vary.update(["Accept", "Accept-Language"])
        response.access_control_allow_origin = "*"
    return response
