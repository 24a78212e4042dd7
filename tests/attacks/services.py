"""Texts in which a SERVICE hides, and texts that only look as if there were one.

The engine has no tokens: a keyword may follow a literal without a space and be followed by its
argument without one, a string that is never closed is read otherwise, and names and IRIs may hold
what begins a string or a comment elsewhere.
"""

from collections.abc import Iterator

PROLOGUE = (
    "PREFIX ex: <urn:x> PREFIX : <urn:y> PREFIX SERVICE: <urn:z> PREFIX trueSERVICE: <urn:t> "
)
_REST = "{ ?a ?b ?c }"

# Objects of a triple, and what follows them: the engine reads the object, then SERVICE.
_AFTER = {
    "a point": ("<urn:o>", " . SERVICE"),
    "nothing": ("<urn:o>", " SERVICE"),
    "true": ("true", "SERVICE"),
    "false": ("false", "SERVICE"),
    "a number": ("1", "SERVICE"),
    "a number and a point": ("1", ".SERVICE"),
    "a decimal number": ("1.0", "SERVICE"),
    "a double": ("1e0", "SERVICE"),
    "a negative number": ("-1", "SERVICE"),
    "a language": ("'a'@en", ".SERVICE"),
    "a language and its direction": ("'a'@en--ltr", ".SERVICE"),
    "a string": ("'a'", "SERVICE"),
    "a long string": ("'''a'''", "SERVICE"),
    "a long string with quotes": ("'''a'b''c'''", "SERVICE"),
    "a long string with double quotes": ('"""a"b""c\\""""', "SERVICE"),
    "an escaped quote": ("'a\\''", "SERVICE"),
    "an escaped backslash": ("'a\\\\'", "SERVICE"),
    "an escaped letter": ("'a\\u0027'", "SERVICE"),
    "a number sign in a string": ("'#'", "SERVICE"),
    "a datatype": ("'a'^^ex:a", " SERVICE"),
    "a datatype that is only a prefix": ("'a'^^ex:", ".SERVICE"),
    "only a prefix": ("ex:", ".SERVICE"),
    "only a colon": (":", ".SERVICE"),
    "a name with a point": ("ex:a.b", ".SERVICE"),
    "a name with points": ("ex:a..b", ".SERVICE"),
    "a name with a point and an escape": ("ex:a.\\'", ".SERVICE"),
    "a name with a point and a percentage": ("ex:a.%41", ".SERVICE"),
    "a name with a point and a hyphen": ("ex:a.-", ".SERVICE"),
    "a name with a point and a letter of China": ("ex:a.\u3001", ".SERVICE"),
    "a prefix of that name": ("SERVICE:", ".SERVICE"),
    "an escaped apostrophe": ("ex:\\'", " SERVICE"),
    "an escaped number sign": ("ex:\\#", " . SERVICE"),
    "an escape after a letter of China": ("ex:a\u3001\\'", " . SERVICE"),
    "an escape after a middle dot": ("ex:a\u00b7\\'", " . SERVICE"),
    "an escape after an accent": ("ex:e\u0301\\#", " . SERVICE"),
    "an escape after a superscript": ("ex:\u2070\\'", " . SERVICE"),
    "an escape after two points": ("ex:a..\u3001\\'", " SERVICE"),
    "an escape after a hyphen": ("ex:a-\\'", " SERVICE"),
    "an escape after a percentage": ("ex:%41\\'", " SERVICE"),
    "a datatype with an escape": ("'a'^^ex:a\u3001\\'", " SERVICE"),
    "an IRI with a number sign": ("<http://e/#>", "SERVICE"),
    "an IRI with an apostrophe": ("<http://e/'>", "SERVICE"),
    "an escaped IRI with an apostrophe": ("<http://e/'\\u0041>", " . SERVICE"),
    "an escaped IRI with a number sign": ("<http://e/#\\u0041>", " . SERVICE"),
    "an escaped IRI with brackets": ("<http://e/(((\\u0041>", "SERVICE"),
    "a quoted triple": ("<<( <urn:a> <urn:b> true )>>", "SERVICE"),
}
# What follows SERVICE; `{address}` is a full IRI, and ex: is a prefix.
_ENDPOINTS = {
    "plain": " <{address}> ",
    "silent": " SILENT <{address}> ",
    "close": "<{address}>",
    "silent and close": "SILENT<{address}>",
}
# Whole queries. `{call}` is an IRI in its brackets.
_WHOLE = {
    "plain": "ASK {{ SERVICE {call} {{ ?a ?b ?c }} }}",
    "small letters": "ask {{ service silent {call} {{ ?a ?b ?c }} }}",
    "letters of both kinds": "ASK {{ sErViCe SiLeNt {call} {{ ?a ?b ?c }} }}",
    "no spaces": "ASK{{SERVICE{call}{{?a ?b ?c}}}}",
    "a comment between": "ASK {{ SERVICE # SILENT\n#\r{call}#\n{{ ?a ?b ?c }} }}",
    "a prefix": "PREFIX ex: {call} ASK {{ SERVICE ex: {{ ?a ?b ?c }} }}",
    "a prefix without a space": "PREFIX ex: {call} ASK {{ SERVICEex: {{ ?a ?b ?c }} }}",
    "silent, a prefix": "PREFIX ex: {call} ASK {{ SERVICESILENTex: {{ ?a ?b ?c }} }}",
    "an empty prefix": "PREFIX : {call} ASK {{ SERVICE:{{ ?a ?b ?c }} }}",
    "a base": "BASE {call} ASK {{ SERVICE <x> {{ ?a ?b ?c }} }}",
    "an escaped address": "ASK {{ SERVICE <{escaped}> {{ ?a ?b ?c }} }}",
    "a variable": "ASK {{ VALUES ?u {{ {call} }} SERVICE ?u {{ ?a ?b ?c }} }}",
    "a variable without a space": "ASK {{ VALUES ?u {{ {call} }} SERVICE?u{{ ?a ?b ?c }} }}",
    "a bound variable": "ASK {{ BIND(IRI(CONCAT('ht', 'tp:', STRAFTER(STR({call}), ':'))) AS ?u) "
    "SERVICE SILENT ?u {{ ?a ?b ?c }} }}",
    "in an optional": "ASK {{ OPTIONAL {{ SERVICE {call} {{ ?a ?b ?c }} }} }}",
    "in a union": "ASK {{ {{ FILTER(false) }} UNION {{ SERVICE {call} {{ ?a ?b ?c }} }} }}",
    "in a subquery": "ASK {{ {{ SELECT * {{ SERVICE {call} {{ ?a ?b ?c }} }} }} }}",
    "in an EXISTS": "ASK {{ FILTER EXISTS {{ SERVICE {call} {{ ?a ?b ?c }} }} }}",
    "in a graph": "ASK {{ GRAPH ?g {{ ?s ?p ?o SERVICE {call} {{ ?a ?b ?c }} }} }}",
    "in a MINUS": "ASK {{ VALUES ?a {{ 1 }} MINUS {{ SERVICE {call} {{ ?a ?b ?c }} }} }}",
    "to construct": "CONSTRUCT {{ ?a ?b ?c }} WHERE {{ SERVICE {call} {{ ?a ?b ?c }} }}",
    "to describe": "DESCRIBE ?a WHERE {{ SERVICE {call} {{ ?a ?b ?c }} }}",
    "a long string never closed": "ASK {{ VALUES ?x {{ '''a' }} SERVICE {call} {{ ?a ?b ?c }} }}",
    "the same with double quotes": 'ASK {{ VALUES ?x {{ """a" }} SERVICE {call} {{ ?a ?b ?c }} }}',
    "less than": "ASK {{ BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b#>'''\n) "
    "SERVICE {call} {{ ?x ?y ?z }} #'''\n}}",
    "less than, greater than": "ASK {{ BIND(1 AS ?a) FILTER(?a<2||'>#'>'' ) "
    "SERVICE {call} {{ ?x ?y ?z }} }}",
    "a comment that ends early": "ASK {{ # a comment \rSERVICE {call} {{ ?a ?b ?c }} }}",
    "after a label of many letters": "ASK {{ OPTIONAL {{ ?s ?p _:%s.b }} "
    "SERVICE {call} {{ ?a ?b ?c }} }}" % ("a" * 60),
    "after all that is no SERVICE": "PREFIX SERVICE: <urn:SERVICE> # SERVICE\n"
    "ASK {{ OPTIONAL {{ ?SERVICE SERVICE:SERVICE 'SERVICE'@SERVICE }} "
    "SERVICE {call} {{ ?a ?b ?c }} }}",
}

# The engine cannot yet call an address in a variable that is bound beside the call.
_NEVER_CALLING = ("a variable", "a variable without a space", "a bound variable")

# Answered, since they hold no SERVICE.
HARMLESS = {
    "a string": "SELECT ('SERVICE <http://127.0.0.1:9/> { ?a ?b ?c }' AS ?x) {}",
    "a long string": 'SELECT ("""\n} SERVICE <http://127.0.0.1:9/> {\n""" AS ?x) {}',
    "a string with escapes": "SELECT ('\\' \\\\\\' SERVICE <urn:x> {}' AS ?x) {}",
    "a comment": "SELECT * { # } SERVICE <http://127.0.0.1:9/> { ?a ?b ?c }\n}",
    "a comment with an escape": "SELECT * { # \\u000ASERVICE <http://127.0.0.1:9/> { ?a ?b ?c }\n}",
    "a comment at the end": "ASK {} # SERVICE <http://127.0.0.1:9/> {}",
    "a comment after a line of another kind": "ASK { # \u2028 SERVICE <http://127.0.0.1:9/> {}\n}",
    "a variable": "SELECT ?SERVICE $service { VALUES (?SERVICE ?service) { (1 2) } }",
    "a prefix": "PREFIX service: <urn:s:> ASK { OPTIONAL { ?s service:SERVICE service: } }",
    "a name with points": "PREFIX ex: <urn:s:> ASK { OPTIONAL { ?s ex:a.SERVICE ex:a-SERVICE } }",
    "an IRI": "ASK { OPTIONAL { ?s <http://e/SERVICE> <SERVICE> } }",
    "an escaped IRI": "ASK { OPTIONAL { ?s <http://e/'SERVICE\\u0041> ?o } }",
    "a label": "ASK { OPTIONAL { _:SERVICE ?p _:a.SERVICE } }",
    "a language": "SELECT ('x'@service AS ?x) {}",
    "a part of a name": "PREFIX vcc: <urn:m#> ASK { OPTIONAL { ?s a vcc:CloudServiceProvider } }",
    "LOAD in a string": "SELECT ('LOAD <http://127.0.0.1:9/>' AS ?x) {}",
    "LOAD as a name": "PREFIX load: <urn:l:> ASK { OPTIONAL { ?load load:LOAD 'LOAD' } } # LOAD",
    "a regular expression": "ASK { VALUES ?x { 'service' } FILTER(REGEX(?x, 'SERVICE', 'i')) }",
}

# Refused, since they are no query.
UPDATES = {
    "plain": "LOAD {call}",
    "silent": "load silent {call} into graph <urn:g>",
    "after a prologue": "PREFIX ex: {call} # SELECT\nLOAD ex:",
    "after a query": "ASK {{}} ; LOAD {call}",
    "before a query": "LOAD {call} ; ASK {{}}",
    "no space": "LOAD{call}",
    "a base": "BASE {call} LOAD <x>",
    "an insertion": "INSERT DATA {{ <urn:a> <urn:b> 1 }}",
    "an insertion from a service": "INSERT {{ ?a ?b 1 }} WHERE {{ SERVICE {call} {{ ?a ?b 1 }} }}",
    "a deletion": "DELETE WHERE {{ ?s ?p ?o }}",
    "all": "DROP ALL",
    "a comment before": "# ASK {{}}\nCLEAR ALL",
}


def hidden(address: str) -> dict[str, str]:
    """Queries that call the address, by a name that tells how the call hides."""
    whole = {name: _filled(text, address) for name, text in _WHOLE.items()}
    return whole | {name: query for name, _, query in after_objects(address)}


def after_objects(address: str) -> Iterator[tuple[str, str, str]]:
    """Name, object and query of each call after a triple: it is made if the triple is there."""
    for what, (term, keyword) in _AFTER.items():
        for how, endpoint in _ENDPOINTS.items():
            call = keyword + endpoint.format(address=address) + _REST
            yield f"after {what}, {how}", term, f"{PROLOGUE}ASK {{ <urn:s> <urn:p> {term}{call} }}"


def whole(address: str) -> dict[str, str]:
    """Queries that call the address whatever the data are."""
    return {
        name: _filled(text, address) for name, text in _WHOLE.items() if name not in _NEVER_CALLING
    }


def updates(address: str) -> dict[str, str]:
    """Texts that change data or fetch the address, where an engine takes them for an update."""
    return {name: _filled(text, address) for name, text in UPDATES.items()}


def _filled(text: str, address: str) -> str:
    escaped = "".join(f"\\u{ord(letter):04X}" for letter in address)
    return text.format(call=f"<{address}>", escaped=escaped)
