"""Questions that call other endpoints: whom they call, and the command that asks them."""

import shlex
from collections.abc import Iterable, Iterator, Mapping

from cocreation.errors import QueryError
from cocreation.linking.hosts import Hosts, shortest_name
from cocreation.linking.service_text import has_calls, outer_calls
from cocreation.model import QuerySpec, Term
from cocreation.namespaces import compact
from cocreation.store.outline import Outline
from cocreation.store.patterns import iri_of

__all__ = ["command", "has_calls", "is_allowed"]


def is_allowed(spec: QuerySpec, bindings: Mapping[str, Term], hosts: Iterable[str]) -> bool:
    """Tell whether a question calls none but these hosts; ParameterError where one is no host."""
    allowed = Hosts.named(hosts)
    try:
        for address in _called(spec, bindings):
            allowed.check(address)
    except QueryError:
        return False
    return True


def command(spec: QuerySpec, bindings: Mapping[str, Term]) -> str:
    """Write the command that asks a question with these parameters, all its hosts allowed."""
    words = ["cocreation", "query", spec.id]
    defaults = {parameter.name: parameter.default for parameter in spec.parameters}
    for name, term in bindings.items():
        value = compact(term.value).strip("<>") if term.kind == "iri" else term.value
        if defaults.get(name) not in (value, term.value):
            words += ["--param", f"{name}={value}"]
    for host in dict.fromkeys(map(shortest_name, _called(spec, bindings))):
        words += ["--allow-service", host]
    return shlex.join(words)


def _called(spec: QuerySpec, bindings: Mapping[str, Term]) -> Iterator[str]:
    """Give the addresses that a question and its parameters name."""
    for call in outer_calls(spec.text):
        name = call.endpoint.text[1:]
        if call.endpoint.kind != "variable":
            yield iri_of(call.endpoint, Outline(spec.text))
        elif name in bindings:
            yield bindings[name].value
