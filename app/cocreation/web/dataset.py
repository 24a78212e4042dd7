"""What the dataset is: `/.well-known/void`, `/catalog`, and the files with all of it."""

from base64 import b64encode
from collections.abc import Callable, Iterable
from http import HTTPStatus

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
)

from cocreation.linking import catalog as dcat
from cocreation.linking import void
from cocreation.linking.records import Access, DumpRecord, Service
from cocreation.model import Text, Triple
from cocreation.services.dumping import COMPRESSED, NAMES, Dumps, all_names
from cocreation.services.labelling import Named, labels
from cocreation.services.serialising import as_data
from cocreation.sources import ntriples
from cocreation.store.base import JSON_LD
from cocreation.web import structured_data
from cocreation.web.addresses import ENDINGS
from cocreation.web.caching import REVALIDATED, is_known, kept
from cocreation.web.context import context, server_address
from cocreation.web.language import address, page_language
from cocreation.web.negotiation import as_response, choose_format, content_type, wants_html
from cocreation.web.replies import accepts_gzip

blueprint = Blueprint("dataset", __name__)

_VOID = "/.well-known/void"
_CATALOG = "/catalog"
_GZIP = "application/gzip"
_SERVICES = (
    Service(
        "sparql",
        "/sparql",
        Text(en="SPARQL endpoint", zh="SPARQL 端点"),
        "https://www.w3.org/TR/sparql11-protocol/",
    ),
    Service(
        "graph-store",
        "/rdf-graph-store",
        Text(en="Named graphs, one by one", zh="按命名图逐一读取"),
        "https://www.w3.org/TR/sparql11-http-rdf-update/",
    ),
    Service(
        "reconcile",
        "/reconcile",
        Text(en="Reconciliation service", zh="实体匹配服务"),
        "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/",
    ),
)


@blueprint.get(_VOID)
def described() -> Response:
    """Describe the dataset in VoID, with counts of what it holds now; a person reads the page."""
    if wants_html(request):
        return make_response(redirect(address("catalog"), HTTPStatus.SEE_OTHER))
    return _graph(_void, choose_format(request, "construct"), void.DOCUMENT)


@blueprint.get("/void")
def led() -> Response:
    """Lead from the document's own name to where it is."""
    return make_response(redirect(_VOID, HTTPStatus.SEE_OTHER))


@blueprint.get(f"/void.<any({', '.join(ENDINGS)}):ending>")
def described_as(ending: str) -> Response:
    """Describe the dataset in VoID, in the format of an ending."""
    return _graph(_void, ENDINGS[ending], void.DOCUMENT)


@blueprint.get(_CATALOG)
def catalog() -> Response:
    """Describe the dataset for a catalogue: to a person on a page, to a machine in DCAT."""
    if wants_html(request):
        return kept(lambda: make_response(_page()), f"{page_language()} {server_address()}")
    return _graph(_dcat, choose_format(request, "construct"), dcat.CATALOG)


@blueprint.get(f"{_CATALOG}.<any({', '.join(ENDINGS)}):ending>")
def catalog_as(ending: str) -> Response:
    """Describe the dataset in DCAT, in the format of an ending."""
    return _graph(_dcat, ENDINGS[ending], dcat.CATALOG)


@blueprint.get("/dump.sha256")
def checksums() -> Response:
    """List the digests of the files, as `sha256sum --check` reads them."""
    return kept(_checksums)


@blueprint.get(f"/<any({', '.join(map(repr, all_names()))}):name>")
def dump(name: str) -> Response:
    """Give all of the dataset as a file, which stays the same as long as the data do."""
    try:
        return _dump(name)
    except FileNotFoundError:
        # The files are temporary ones, and some systems take away those that are old.
        context().dumps.forget()
        return _dump(name)


def _dump(name: str) -> Response:
    dumps = context().dumps.now()
    sent = dumps.find(name)
    encoded = name in NAMES and accepts_gzip(request.headers.get("Accept-Encoding", ""))
    if encoded:
        sent = dumps.find(name + COMPRESSED)
    response = _file(dumps, sent, _GZIP if name.endswith(COMPRESSED) else sent.media_type)
    if encoded:
        response.headers["Content-Encoding"] = "gzip"
    digest = b64encode(bytes.fromhex(sent.sha256)).decode()
    response.headers["Repr-Digest"] = f"sha-256=:{digest}:"
    response.headers.set(*REVALIDATED)
    return response


def _file(dumps: Dumps, sent: DumpRecord, kind: str) -> Response:
    """The file, which is not opened where nobody is sent any of it."""
    if is_known(f'"{sent.sha256}"', request.headers.get("If-None-Match", "")):
        response = make_response("", HTTPStatus.NOT_MODIFIED)
    elif request.method == "HEAD":
        response = make_response("")
        response.content_type = content_type(kind)
        response.content_length = sent.size
    else:
        return send_file(dumps.path(sent), content_type(kind), etag=sent.sha256)
    response.set_etag(sent.sha256)
    return response


def _graph(made: Callable[[], Iterable[Triple]], media_type: str, thing: str) -> Response:
    terms = context().terms.now() if media_type == JSON_LD else None
    response = kept(
        lambda: as_response(as_data(ntriples(made()), media_type, terms, thing)),
        f"{media_type} {server_address()}",
    )
    for path in (_VOID, _CATALOG):
        response.headers.add("Link", f'<{path}>; rel="describedby"')
    return response


def _void() -> Iterable[Triple]:
    return void.describe(context().dataset.now(), context().statistics.now(), _access())


def _dcat() -> Iterable[Triple]:
    return dcat.describe(_catalog(), _access())


def _catalog() -> dcat.Catalog:
    return dcat.Catalog(
        context().dataset.now(), context().study_records.now(), context().dumps.now().records
    )


def _access() -> Access:
    served = {rule.rule for rule in current_app.url_map.iter_rules()}
    services = tuple(service for service in _SERVICES if service.path in served)
    return Access(server_address(), services, all_names())


def _checksums() -> Response:
    response = make_response(context().dumps.now().checksums())
    response.content_type = content_type("text/plain")
    return response


def _page() -> str:
    found, counts = _catalog(), context().statistics.now()
    publishers = [term.value for term in found.dataset.values("dcterms:publisher")]
    terms = [*(one.iri for one in counts.classes), *(one.iri for one in counts.properties)]
    links = [one.predicate for one in counts.links]
    called = labels(context().store, (*publishers, *terms, *links))
    return render_template(
        "catalog.html",
        catalog=found,
        counts=counts,
        access=_access(),
        publishers=[_named(iri, called) for iri in publishers],
        classes=[(_named(one.iri, called), one) for one in counts.classes],
        properties=[(_named(one.iri, called), one) for one in counts.properties],
        named_links=[(_named(one.predicate, called), one) for one in counts.links],
        formats={name: _names(name) for name in ("catalog", "void")},
        structured=structured_data.dataset(found.dataset, context().citations.now()),
    )


def _named(iri: str, called: dict[str, Text]) -> Named:
    return Named(iri, called.get(iri, Text("", "")))


def _names(document: str) -> dict[str, str]:
    return {ending: f"/{document}.{ending}" for ending in ENDINGS}
