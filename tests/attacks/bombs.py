"""Queries that are short and would take all time or all memory there is."""

from live.store import ONE

_ALL = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
_MORE = f"{_ALL} . ?j ?k ?l"


def _doubled(times: int, expression: str = "CONCAT(?x{n}, ?x{n})") -> str:
    """A string that is made twice as long, again and again."""
    steps = "".join(f"BIND({expression.format(n=n)} AS ?x{n + 1}) " for n in range(times))
    return f"BIND('aaaaaaaaaaaaaaaa' AS ?x0) {steps}"


BOMBS = {
    "a product, counted": f"SELECT (COUNT(*) AS ?n) {{ {_MORE} }}",
    "a product, told apart": f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {_ALL} }}",
    "a product, in order": f"SELECT * {{ {_ALL} }} ORDER BY ?c ?f ?i",
    "a product, in order, the first": f"SELECT * {{ {_ALL} }} ORDER BY ?c ?f ?i LIMIT 1",
    "a product, distinct": f"SELECT DISTINCT * {{ {_ALL} }}",
    "a product, reduced": f"SELECT REDUCED ?a {{ {_MORE} }}",
    "a product, all": f"SELECT * {{ {_ALL} }}",
    "a product, one word": f"SELECT (GROUP_CONCAT(?c) AS ?n) {{ {_ALL} }}",
    "a product, grouped": f"SELECT ?a ?d ?g (COUNT(*) AS ?n) {{ {_ALL} }} GROUP BY ?a ?d ?g",
    "a product, sampled": f"SELECT ?a (SAMPLE(?i) AS ?n) {{ {_MORE} }} GROUP BY ?a",
    "a product, constructed": f"CONSTRUCT {{ ?a ?e ?i }} {{ {_ALL} }}",
    "a product, described": f"DESCRIBE ?a ?d ?g {{ {_ALL} }}",
    "a product, without an answer": f"ASK {{ {_MORE} FILTER(STR(?c) = CONCAT(STR(?l), 'x')) }}",
    "a product, far down": f"SELECT * {{ {_MORE} }} OFFSET 1000000000000000000 LIMIT 1",
    "a product, compared": f"SELECT * {{ {_ALL} FILTER(?a < ?d && ?d > ?g) }} ORDER BY ?a",
    "a product of optionals": "SELECT * { OPTIONAL { ?a ?b ?c } OPTIONAL { ?d ?e ?f } "
    "OPTIONAL { ?g ?h ?i } } ORDER BY ?a",
    "a product with exists": f"ASK {{ {_ALL} FILTER NOT EXISTS {{ ?a ?e ?i . ?x ?y ?z }} "
    "FILTER(?a = <urn:none>) }",
    "a product less a product": f"SELECT * {{ {_ALL} MINUS {{ ?a ?b ?c . ?j ?k ?l }} }}",
    "a product of values": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?x{n} {{ 1 2 3 4 5 6 7 8 9 0 }}" for n in range(12))
    + " }",
    "a product of subqueries": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"{{ SELECT ?x{n} {{ ?x{n} ?p{n} ?o{n} }} }}" for n in range(4))
    + " }",
    "a product of graphs": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } "
    "GRAPH ?i { ?j ?k ?l } }",
    "strings doubled": f"SELECT (STRLEN(?x40) AS ?n) {{ {_doubled(40)} }}",
    "strings doubled, not seen": f"ASK {{ {_doubled(60)} }}",
    "strings doubled, in order": f"SELECT ?x25 {{ ?s ?p ?o {_doubled(25)} }} ORDER BY ?x25",
    "strings doubled, escaped": "SELECT (STRLEN(?x30) AS ?n) { "
    + _doubled(30, "ENCODE_FOR_URI(CONCAT('%%%', ?x{n}, ?x{n}))")
    + " }",
    "strings replaced": "SELECT (STRLEN(?x30) AS ?n) { "
    + _doubled(30, "REPLACE(?x{n}, 'a', 'aa')")
    + " }",
    "strings replaced at every place": "SELECT (STRLEN(?x12) AS ?n) { "
    + _doubled(12, "REPLACE(?x{n}, '', ?x{n})")
    + " }",
    "strings replaced by themselves": "SELECT (STRLEN(?x9) AS ?n) { "
    + _doubled(9, "REPLACE(?x{n}, 'a', ?x{n})")
    + " }",
    "strings replaced by what was found": "SELECT (STRLEN(?x20) AS ?n) { "
    + _doubled(20, "REPLACE(?x{n}, '(a+)', '$1$1$1$1$1$1$1$1')")
    + " }",
    "a closure with free ends": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:none>)* ?b }",
    "a closure with free ends, twice": "SELECT * { ?a (!<urn:x>|^!<urn:x>)+ ?b . "
    "?b (!<urn:x>|^!<urn:x>)* ?c } ORDER BY ?a",
    "closures of closures": "SELECT (COUNT(*) AS ?n) { ?a (((!<urn:x>)*/(!<urn:x>)*)*)* ?b }",
    "a closure of alternatives": "ASK { ?a (!<urn:x>|^!<urn:x>)* ?b . "
    "?b (!<urn:x>|^!<urn:x>)* ?c . ?c <urn:none> ?d }",
    "hashes of everything": "SELECT (MAX(SHA512(CONCAT(STR(?a), STR(?f), STR(?i)))) AS ?n) "
    f"{{ {_ALL} }}",
    "random numbers": f"SELECT (SUM(RAND()) AS ?n) {{ {_ALL} }}",
    "new nodes": f"CONSTRUCT {{ _:x ?b ?f , ?i }} {{ {_ALL} }}",
    "a row of a million": f"SELECT * {{ GRAPH <{ONE}> {{ ?s ?p ?o }} "
    + " ".join(f"VALUES ?x{n} {{ 0 1 2 3 4 5 6 7 8 9 }}" for n in range(6))
    + " }",
}

# The engine's regular expressions are automata: none of these takes long, some are refused.
_LONG = "a" * 50_000
EXPRESSIONS = {
    "nested repetitions": "^(a+)+$",
    "nested repetitions, three deep": "^((a*)*)*$",
    "alternatives that overlap": "^(a|a|aa)+$",
    "a back reference": "(a+)\\\\1+$",
    "a look ahead": "(?=a*b)a*$",
    "counted repetitions": "^(a{1,1000}){1,1000}$",
    "huge counted repetitions": "(((a{1,100}){1,100}){1,100}){1,100}",
    "a count that is no number": "a{99999999999999999999}",
    "classes of everything": "[\\\\p{L}\\\\p{N}]{1,1000}" * 20,
    "deep brackets": "(" * 5000 + "a" + ")" * 5000,
    "never closed": "(" * 10_000,
    "an expression of many letters": "a?" * 5000 + "a" * 5000,
}


def regular(expression: str) -> str:
    """A query that matches a long string with a regular expression."""
    return f"SELECT (REGEX('{_LONG}b', '{expression}') AS ?x) {{}}"


# What is large, far, or no number at all.
VALUES = {
    "a huge offset": "SELECT * { ?s ?p ?o } OFFSET 1000000000000000000",
    "a huger offset": "SELECT * { ?s ?p ?o } OFFSET 99999999999999999999999999",
    "a huge limit": f"SELECT * {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }} LIMIT {10**30}",
    "a negative limit": "SELECT * { ?s ?p ?o } LIMIT -1",
    "a limit of many digits": f"SELECT * {{}} LIMIT {'9' * 900_000}",
    "an integer of many digits": f"SELECT (1{'0' * 900_000} + 1 AS ?x) {{}}",
    "a decimal of many digits": f"SELECT (0.{'1' * 900_000} * 2 AS ?x) {{}}",
    "a double too large": "SELECT (1e999999999 * 10 AS ?x) (-1e-999999999 AS ?y) {}",
    "an exponent of many digits": f"SELECT (1e{'9' * 100_000} AS ?x) {{}}",
    "integers too large": "SELECT (9223372036854775807 + 1 AS ?x) (-9223372036854775808 - 1 AS ?y) "
    "(9223372036854775807 * 9223372036854775807 AS ?z) {}",
    "the smallest integer": "SELECT (ABS(-9223372036854775808) AS ?x) "
    "(-9223372036854775808 / -1 AS ?y) (-(-9223372036854775808) AS ?z) {}",
    "a division by zero": "SELECT (1/0 AS ?x) (1.0/0.0 AS ?y) (0e0/0e0 AS ?z) {}",
    "a date far away": "SELECT (YEAR('999999999999-01-01T00:00:00Z'^^<http://www.w3.org/2001/"
    "XMLSchema#dateTime>) AS ?x) {}",
    "dates beyond all dates": "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT "
    "(xsd:dateTime('9999999999999999999-12-31T24:00:00+14:00') - xsd:dateTime("
    "'-9999999999999999999-01-01T00:00:00-14:00') AS ?x) {}",
    "durations beyond all durations": "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT "
    "(xsd:dateTime('2020-01-01T00:00:00Z') + xsd:duration('P99999999999999999Y') AS ?x) "
    "(xsd:dayTimeDuration('P9223372036854775807D') + xsd:dayTimeDuration('P1D') AS ?y) {}",
    "substrings beyond the end": "SELECT (SUBSTR('a', 9223372036854775807) AS ?x) "
    "(SUBSTR('a', -9223372036854775808, 9223372036854775807) AS ?y) (SUBSTR('a', 1e400) AS ?z) {}",
    "roundings": "SELECT (ROUND(1e308) AS ?x) (CEIL(-1e308) AS ?y) (FLOOR(9223372036854775807.5) "
    "AS ?z) {}",
    "a language of many letters": f"SELECT ('a'@{'a-' * 100_000}a AS ?x) {{}}",
    "an IRI of many letters": f"ASK {{ <urn:{'a' * 900_000}> ?p ?o }}",
    "an IRI made of anything": "SELECT (IRI('\\u0000\\n<>\\\"{}|^`') AS ?x) (IRI('//[')) AS ?y) {}",
    "a variable of many letters": f"SELECT ?{'x' * 900_000} {{}}",
    "a string of many letters": f"SELECT ('{'a' * 900_000}' AS ?x) {{}}",
    "a label of many letters": f"ASK {{ _:{'a' * 900_000} ?p ?o }}",
    "digits of other scripts": "SELECT (\u0663 AS ?x) {} LIMIT \u0661",
    "only spaces": " \t\n" * 300_000,
    "only a comment": "#" * 999_000,
    "only marks": "}])>" * 240_000,
    "only quotes": "'\"" * 490_000,
    "only backslashes": "\\" * 990_000,
    "only less than": "<" * 990_000,
    "only colons": ":" * 990_000,
    "only points": "a." * 490_000,
    "only letters": "a" * 990_000,
    "only accents": "\u0301" * 490_000,
    "only at signs": "@a-" * 330_000,
    "only percentages": ":%41" * 240_000,
}
