"""`/rdf-graph-store`: the SPARQL 1.1 Graph Store Protocol, for reading."""

from flask import Blueprint, Response, request

from cocreation.errors import ParameterError
from cocreation.model import Text
from cocreation.services.describing import read_graph
from cocreation.web.caching import kept
from cocreation.web.context import context
from cocreation.web.endpoint import described
from cocreation.web.negotiation import as_response, choose_format

blueprint = Blueprint("graph_store", __name__)


@blueprint.get("/rdf-graph-store")
def read() -> Response:
    """Give the graph that `?graph=IRI` names, or with `?default` the union of all.

    Asked for nothing, it tells which graphs there are.
    """
    if set(request.args) <= {"format"}:
        return described()
    name = _named()
    media_type = choose_format(request, "construct")
    return kept(lambda: as_response(read_graph(context().store, name, media_type)), media_type)


def _named() -> str | None:
    """The one graph that is asked for, None for the default graph; ParameterError otherwise."""
    named = request.args.getlist("graph")
    default = "default" in request.args
    if len(named) + default != 1:
        raise ParameterError(
            Text(
                en="Ask for one graph: ?graph=IRI, or ?default for all together.",
                zh="请指定一个图：?graph=IRI，或用 ?default 获取全部的并集。",
            )
        )
    return named[0] if named else None
