"""Queries that nest, by the kind of nesting: each function gives one with so many levels."""

from collections.abc import Callable

_Q = "<urn:p>"


def _around(
    before: str, opening: str, inner: str, closing: str, after: str
) -> Callable[[int], str]:
    return lambda levels: before + opening * levels + inner + closing * levels + after


# A level of these is a level of brackets or of signs, one for one.
BRACKETS: dict[str, Callable[[int], str]] = {
    "groups": _around("ASK {", "{", "", "}", "}"),
    "OPTIONAL": _around("ASK {", "OPTIONAL {", "", "}", "}"),
    "EXISTS": _around("ASK {", "FILTER EXISTS {", "", "}", "}"),
    "NOT EXISTS": _around("ASK {", "FILTER NOT EXISTS {", "", "}", "}"),
    "MINUS": _around("ASK {", "MINUS {", "", "}", "}"),
    "GRAPH": _around("ASK {", "GRAPH ?g {", "", "}", "}"),
    "UNION": _around("ASK {", "{} UNION {", "", "}", "}"),
    "subqueries": _around("ASK ", "{ SELECT * ", "{}", "}", ""),
    "parentheses": _around("ASK { FILTER", "(", "1", ")", "}"),
    "negations": _around("ASK { FILTER(", "!", "true", "", ") }"),
    "negations with spaces": _around("ASK { FILTER(", "! \n", "true", "", ") }"),
    "negations with comments": _around("ASK { FILTER(", "!#\n", "true", "", ") }"),
    "negated parentheses": _around("ASK { FILTER(", "!(", "true", ")", ") }"),
    "signs before parentheses": _around("ASK { FILTER(", "-(", "1", ")", ") }"),
    "paths": _around("ASK { ?s ", "(", _Q, ")", " ?o }"),
    "path closures": _around("ASK { ?s ", "(", _Q, ")*", " ?o }"),
    "inverse paths": _around("ASK { ?s ", "^(", _Q, ")", " ?o }"),
    "IF": _around("ASK { FILTER(", "IF(true, ", "1", ", 1)", ") }"),
    "COALESCE": _around("ASK { FILTER(", "COALESCE(", "1", ")", ") }"),
    "functions": _around("ASK { FILTER(", "STR(", "1", ")", ") }"),
    "IN": _around("ASK { FILTER(", "1 IN (", "1", ")", ") }"),
    "aggregates": _around("SELECT (", "SUM(", "1", ")", " AS ?x) {}"),
    "collections": _around("ASK { ?s ?p ", "(", "1", ")", " }"),
    "collections in a template": _around("CONSTRUCT { ?s ?p ", "(", "1", ")", " } {}"),
    "blank nodes": _around("ASK { ?s ?p ", "[ ?p ", "1", "]", " }"),
    "triples as terms": _around("ASK { ?s ?p ", "<<( ?a ?b ", "?c", ")>>", " }"),
    "triples as objects": _around("ASK { ?s ?p ", "<< ?a ?b ", "?c", " >>", " }"),
    "triples as subjects": _around("ASK { ", "<< ", "?a", " ?b ?c >>", " ?b ?c }"),
    "annotations": _around("ASK { ?s ?p ?o ", "{| ?a ?b ?c ", "", "|}", " }"),
    "TRIPLE": _around("ASK { FILTER(ISTRIPLE(", "TRIPLE(?a, ?b, ", "1", ")", ")) }"),
}
# A level hides from who counts brackets naively.
FAKED: dict[str, Callable[[int], str]] = {
    "closed in a comment": _around("ASK ", "{#}\n", "", "}", ""),
    "closed in a string": _around("ASK { FILTER(", "COALESCE(')', ", "1", ")", ") }"),
    "closed in an IRI": _around("ASK ", "{ <urn:a}> <urn:b> <urn:c> ", "", "}", ""),
    "closed in a name": _around("PREFIX : <urn:x> ASK { ?s ?p ", "( :\\) ", "1", ")", " }"),
    "closed in another kind": _around("ASK { ?s ?p ", "( [ ", "", "] )", " }"),
    "after a long string that is not one": _around(
        "ASK { VALUES ?x { '''a' } FILTER(", "COALESCE(", "1", ")", ") }"
    ),
    "after a comparison that looks like an IRI": _around(
        "ASK { FILTER(?a<?b#>'''\n) FILTER(", "COALESCE(", "1", ")", ") }"
    ),
    "after a name with an escaped apostrophe": _around(
        "PREFIX : <urn:x> ASK { ?s ?p :a\u3001\\' . FILTER(", "COALESCE(", "1", ")", ") }"
    ),
    "after an escaped IRI": _around(
        "ASK { ?s ?p <http://e/#\\u0041> . FILTER(", "COALESCE(", "1", ")", ") }"
    ),
    "never closed": _around("ASK ", "{", "", "", ""),
    "only closed": _around("ASK {} ", "", "", "}", ""),
}


def _chain(before: str, link: str, between: str, after: str) -> Callable[[int], str]:
    return lambda links: before + between.join([link] * links) + after


def _numbered(before: str, link: str, after: str) -> Callable[[int], str]:
    return lambda links: before + "".join(link.format(n=n, m=n + 1) for n in range(links)) + after


# Long without a bracket, but an engine may make a deep tree of them.
CHAINS: dict[str, Callable[[int], str]] = {
    "or": _chain("ASK { FILTER(", "?x", "||", ") }"),
    "and": _chain("ASK { FILTER(", "?x", "&&", ") }"),
    "sums": _chain("ASK { FILTER(", "?x", "+", ") }"),
    "products": _chain("ASK { FILTER(", "?x", "*", ") }"),
    "sequences of a path": _chain("ASK { ?s ", _Q, "/", " ?o }"),
    "alternatives of a path": _chain("ASK { ?s ", _Q, "|", " ?o }"),
    "a negated set": _chain("ASK { ?s !(", _Q, "|", ") ?o }"),
    "inverses": _chain("ASK { ?s ", "^", "", f"{_Q} ?o }}"),
    "inverses with comments": _chain("ASK { ?s ", "^#\n", "", f"{_Q} ?o }}"),
    "unions": _chain("ASK {", "{}", "UNION", "}"),
    "optionals": _chain("ASK {", "OPTIONAL { ?s ?p ?o }", "", "}"),
    "filters": _chain("ASK {", "FILTER(?x)", "", "}"),
    "minuses": _chain("ASK {", "MINUS { ?s ?p ?o }", "", "}"),
    "groups": _chain("ASK {", "{}", "", "}"),
    "binds": _numbered("ASK {", "BIND(1 AS ?x{n})", "}"),
    "triple patterns": _numbered("ASK {", "?x{n} ?p ?x{m} . ", "}"),
    "triple patterns apart": _numbered("ASK {", "?a{n} ?b{n} ?c{n} . ", "}"),
    "closures": _numbered("ASK {", f"?x{{n}} {_Q}* ?x{{m}} . ", "}"),
    "values": _chain("ASK { VALUES ?x {", "1", " ", "} }"),
    "blocks of values": _numbered("ASK {", "VALUES ?x{n} {{ 1 2 }} ", "}"),
    "a list": _chain("ASK { FILTER(0 IN (", "1", ",", ")) }"),
    "a concatenation": _chain("SELECT (CONCAT(", "'a'", ",", ") AS ?x) {}"),
    "a collection": _chain("ASK { ?s ?p (", "1", " ", ") }"),
    "prefixes": _numbered("", "PREFIX p{n}: <urn:{n}> ", "ASK {}"),
    "bases": _chain("", "BASE <http://e/>", " ", " ASK {}"),
    "graphs": _numbered("SELECT * ", "FROM <urn:{n}> ", "{ ?s ?p ?o }"),
    "a projection": _numbered("SELECT ", "(1 AS ?x{n}) ", "{}"),
    "an order": _numbered("SELECT * { ?s ?p ?o } ORDER BY ", "?x{n} ", ""),
    "a grouping": _numbered("SELECT (1 AS ?x) { ?s ?p ?o } GROUP BY ", "?x{n} ", ""),
    "conditions on groups": _numbered("SELECT (1 AS ?x) {} HAVING ", "(1) ", ""),
    "a template": _numbered("CONSTRUCT { ", "?s ?p {n} . ", "} { ?s ?p ?o }"),
    "resources to describe": _numbered("DESCRIBE ", "<urn:{n}> ", ""),
}
