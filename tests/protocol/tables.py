"""What clients ask for and what they are to get, as tables."""

ROWS = "SELECT ?x WHERE { VALUES ?x { 1 2 } } ORDER BY ?x"
YES = "ASK {}"
GRAPH = "CONSTRUCT { <http://e/a> <http://e/p> 1 } WHERE {}"
ABOUT = "DESCRIBE <http://example.org/a>"

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
TURTLE = "text/turtle"
N_TRIPLES = "application/n-triples"
RDF_XML = "application/rdf+xml"
JSON_LD = "application/ld+json"
HTML = "text/html"
NONE = None

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"

# (query, Accept, what comes; NONE: there is nothing acceptable)
NEGOTIATION = [
    (ROWS, None, JSON),
    (ROWS, "*/*", JSON),
    (ROWS, JSON, JSON),
    (ROWS, XML, XML),
    (ROWS, CSV, CSV),
    (ROWS, TSV, TSV),
    (ROWS, "application/json", JSON),
    (ROWS, "application/xml", XML),
    (ROWS, "text/csv;q=0.5, text/tab-separated-values;q=0.6", TSV),
    (ROWS, "text/csv;q=0.5,text/tab-separated-values;q=0.4,*/*;q=0.1", CSV),
    (ROWS, "*/*;q=0.1, text/csv;q=0.5", CSV),
    (ROWS, "application/*;q=0.9, text/csv;q=0.5", JSON),
    (ROWS, "application/*;q=0.2, text/csv;q=0.5", CSV),
    (ROWS, "text/*", CSV),
    (ROWS, "text/*;q=0.3, application/sparql-results+xml;q=0.4", XML),
    (ROWS, f"{JSON};q=0, */*", XML),
    (ROWS, f"{JSON};q=0.001, {XML};q=0.002", XML),
    (ROWS, f"{JSON};q=0", NONE),
    (ROWS, "*/*;q=0", NONE),
    (ROWS, f"text/turtle, {RDF_XML}", NONE),
    (ROWS, f"text/turtle, {XML};q=0.1", XML),
    (ROWS, "image/png", NONE),
    (ROWS, "image/png, */*;q=0.1", JSON),
    (ROWS, "text/csv; charset=utf-8", CSV),
    (ROWS, "TEXT/CSV", CSV),
    (ROWS, f"{JSON},application/json,text/javascript,application/javascript", JSON),
    (ROWS, f"{XML}, {RDF_XML}", XML),
    (ROWS, BROWSER, HTML),
    (ROWS, "text/csv, text/html;q=0.9", CSV),
    (ROWS, "text/html;q=0.1, text/csv", CSV),
    (YES, None, JSON),
    (YES, XML, XML),
    (YES, "text/turtle", NONE),
    (GRAPH, None, TURTLE),
    (GRAPH, "*/*", TURTLE),
    (GRAPH, TURTLE, TURTLE),
    (GRAPH, N_TRIPLES, N_TRIPLES),
    (GRAPH, RDF_XML, RDF_XML),
    (GRAPH, JSON_LD, JSON_LD),
    (GRAPH, "application/json", JSON_LD),
    (GRAPH, "application/xml", RDF_XML),
    (GRAPH, f"{RDF_XML};q=0.8, {TURTLE};q=0.9", TURTLE),
    (GRAPH, f"{RDF_XML};q=0.9, {TURTLE};q=0.8", RDF_XML),
    (GRAPH, "application/n-quads, application/trig;q=0.95, application/n-triples;q=0.8", N_TRIPLES),
    (GRAPH, "text/turtle; charset=utf-8", TURTLE),
    (GRAPH, CSV, NONE),
    (GRAPH, f"{JSON}, {TURTLE};q=0.2", TURTLE),
    (GRAPH, BROWSER, HTML),
    (ABOUT, JSON_LD, JSON_LD),
    (ABOUT, XML, NONE),
]

# (query, what `format=` says, what comes)
FORMATS = [
    (ROWS, "json", JSON),
    (ROWS, "xml", XML),
    (ROWS, "csv", CSV),
    (ROWS, "tsv", TSV),
    (ROWS, "turtle", NONE),
    (ROWS, "docx", NONE),
    (YES, "xml", XML),
    (GRAPH, "turtle", TURTLE),
    (GRAPH, "ntriples", N_TRIPLES),
    (GRAPH, "rdfxml", RDF_XML),
    (GRAPH, "jsonld", JSON_LD),
    (GRAPH, "csv", NONE),
]

# Media types that Accept names in vain or wrongly: what is not understood counts for nothing.
ODD_ACCEPTS = [
    "",
    ",",
    ";",
    "/",
    "*",
    "a/b/c",
    "text/csv;q=",
    "text/csv;q=high",
    "text/csv;q=-1",
    "text/csv;q=1e9",
    "text/csv;q=nan",
    'text/csv;profile="a,b;q=0"',
    'text/csv;x="',
    "q=1",
    "text/" + "x" * 5000,
    ",".join(f"text/x{n};q=0.{n}" for n in range(500)),
    "\xe9t\xe9/\xff",
]

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
MEGABYTE = 1_000_000
IRI = "http://e/g"

# (name, parameters of a GET, status, code): what is refused before any engine reads it, or by it.
BAD_QUERIES = [
    ("no query but an update", [("update", "CLEAR ALL")], 400, "bad_query"),
    ("two queries", [("query", YES), ("query", YES)], 400, "bad_query"),
    ("the same query twice", [("query", ROWS), ("query", ROWS)], 400, "bad_query"),
    ("a query of spaces", [("query", "  \n")], 400, "bad_query"),
    ("a query and an update", [("query", YES), ("update", "CLEAR ALL")], 400, "bad_query"),
    ("a graph but no query", [("default-graph-uri", IRI)], 400, "bad_query"),
    ("a syntax error", [("query", "ASK {")], 400, "bad_query"),
    ("an update as query", [("query", "CLEAR ALL")], 400, "bad_query"),
    ("an insertion as query", [("query", "INSERT DATA { <a:b> <a:c> 1 }")], 400, "bad_query"),
    ("a load as query", [("query", "LOAD <http://127.0.0.1:9/>")], 400, "bad_query"),
    ("a service", [("query", "ASK { SERVICE <http://127.0.0.1:9/> {} }")], 400, "bad_query"),
    ("101 levels", [("query", "ASK " + "{" * 101 + "}" * 101)], 400, "bad_query"),
    ("a graph that is no IRI", [("query", YES), ("default-graph-uri", "no iri")], 400, "bad_query"),
    ("a relative graph", [("query", YES), ("named-graph-uri", "relative")], 400, "bad_query"),
    ("an empty graph", [("query", YES), ("default-graph-uri", "")], 400, "bad_query"),
]

# (timeout as given, whether it is one)
TIMEOUTS = [
    ("0.001", True),
    ("0.5", True),
    ("1", True),
    ("5", True),
    ("30", True),
    ("30.0", True),
    ("0", False),
    ("0.0", False),
    ("-1", False),
    ("30.001", False),
    ("31", False),
    ("1e9", False),
    ("inf", False),
    ("-inf", False),
    ("nan", False),
    ("", False),
    ("five", False),
    ("5s", False),
    ("5,0", False),
    ("0x5", False),
]

# (media type as told, status)
CONTENT_TYPES = [
    (DIRECT, 200),
    (f"{DIRECT}; charset=utf-8", 200),
    (f"{DIRECT};charset=UTF-8", 200),
    (f'{DIRECT}; charset="utf-8"', 200),
    ("Application/SPARQL-Query", 200),
    (f"{DIRECT}; charset=utf-16", 415),
    (f"{DIRECT}; charset=ISO-8859-1", 415),
    (f"{DIRECT}; charset=nothing-known", 415),
    ("application/sparql-update", 415),
    ("text/plain", 415),
    ("application/json", 415),
    ("multipart/form-data; boundary=x", 415),
    ("application/octet-stream", 415),
    ("nonsense", 415),
    (None, 415),
]
FORM_TYPES = [
    (FORM, 200),
    (f"{FORM}; charset=utf-8", 200),
    (f"{FORM}; charset=latin-1", 415),
]
