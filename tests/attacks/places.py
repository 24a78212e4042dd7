"""Places where a server might be led: out of its files, to another server, into its own headers."""

from collections.abc import Callable

from attacks.requests import ASK, END, get, post

# Targets that try to leave the server's own files, or to name another server's.
PATHS = [
    "/static/../../../../../../etc/passwd",
    "/static/..%2f..%2f..%2f..%2f..%2fetc/passwd",
    "/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/static/%252e%252e/%252e%252e/etc/passwd",
    "/static/....//....//etc/passwd",
    "/static/..\\..\\..\\etc\\passwd",
    "/static/..%5c..%5c..%5cetc%5cpasswd",
    "/static/..%c0%af..%c0%afetc/passwd",
    "/static//etc/passwd",
    "/static/%2fetc%2fpasswd",
    "/static/file:///etc/passwd",
    "/static/C:/Windows/win.ini",
    "/static/style.css%00.png",
    "/static/./././../static/../pages.py",
    "/../../../../etc/passwd",
    "/etc/passwd",
    "//etc/passwd",
    "///../..//etc/passwd",
    "/zh/../../etc/passwd",
    "/zh/static/../../../etc/passwd",
    "/queries/../../../../../../etc/passwd",
    "/queries/..%2f..%2fpyproject.toml",
    "/queries/cases/%2e%2e%2f%2e%2e%2fREADME.md",
    "/id/../../../../../etc/passwd",
    "/id/%2e%2e/%2e%2e/etc/passwd",
    "/id/organization/<script>alert(1)</script>",
    "/id/organization/%22%3E%20%7D%20INSERT%20DATA",
    "/id/organization/%00",
    "/id/organization/" + "a" * 5000,
    "/graph/file:///etc/passwd",
    "/ontology/../../../etc/passwd",
    "/rdf-graph-store?graph=file:///etc/passwd",
    "/rdf-graph-store?graph=..%2f..%2fetc%2fpasswd",
    "/.git/config",
    "/.env",
    "/server.lock",
    "/current.json",
]
# Names of other servers, in all places where a server might be told to go.
ELSEWHERE: dict[str, Callable[[str], bytes]] = {
    "an absolute target": lambda port: get(f"http://127.0.0.1:{port}/"),
    "an absolute target of the endpoint": lambda port: get(
        f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D"
    ),
    "a target without a scheme": lambda port: get(f"//127.0.0.1:{port}/"),
    "a tunnel": lambda port: get(f"127.0.0.1:{port}", method=b"CONNECT"),
    "another host": lambda port: (
        b"GET /sparql HTTP/1.1\r\nHost: 127.0.0.1:%s\r\n%s" % (str(port).encode(), END)
    ),
    "another host forwarded": lambda port: get(
        "/sparql", f"X-Forwarded-Host: 127.0.0.1:{port}".encode(), b"X-Forwarded-Proto: gopher"
    ),
    "forwarded": lambda port: get("/", f"Forwarded: for=_x;host=127.0.0.1:{port}".encode()),
    "a referrer": lambda port: get("/", f"Referer: http://127.0.0.1:{port}/".encode()),
    "an origin": lambda port: get(ASK, f"Origin: http://127.0.0.1:{port}".encode()),
    "a default graph": lambda port: get(
        f"/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D&default-graph-uri=http://127.0.0.1:{port}/"
    ),
    "a named graph": lambda port: get(
        f"/sparql?query=ASK%7BGRAPH%3Fg%7B%7D%7D&named-graph-uri=http://127.0.0.1:{port}/"
    ),
    "FROM": lambda port: post(f"ASK FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}".encode()),
    "FROM NAMED": lambda port: post(
        f"ASK FROM NAMED <http://127.0.0.1:{port}/> {{ GRAPH ?g {{ ?s ?p ?o }} }}".encode()
    ),
    "GRAPH": lambda port: post(f"ASK {{ GRAPH <http://127.0.0.1:{port}/> {{}} }}".encode()),
    "DESCRIBE": lambda port: post(f"DESCRIBE <http://127.0.0.1:{port}/>".encode()),
    "a graph store": lambda port: get(f"/rdf-graph-store?graph=http://127.0.0.1:{port}/"),
    "the value of a parameter": lambda port: get(
        f"/queries/model/find-what-strengthens?format=csv&capability=http://127.0.0.1:{port}/"
    ),
    "a piece of a query as parameter": lambda port: get(
        "/queries/model/find-what-strengthens?format=csv&capability="
        f"%3E%20%7D%20SERVICE%20%3Chttp://127.0.0.1:{port}/%3E%20%7B"
    ),
    "a callback": lambda port: get(f"/sparql?query=ASK%7B%7D&callback=http://127.0.0.1:{port}/"),
}
# Places into which a line break is put, followed by a header.
BREAKS = [
    "/sparql?query=ASK%7B%7D&format=csv{}",
    "/sparql?query=ASK%7B%7D&timeout=1{}",
    "/sparql?query=ASK%7B%7D&default-graph-uri=http://e/{}",
    "/sparql?query=CONSTRUCT%7B%3Ca:b%3E%3Ca:c%3E%22{}%22%7D%7B%7D",
    "/sparql{}",
    "/zh{}/sparql",
    "/zh/{}",
    "/id/organization/dada{}",
    "/id/organization/dada.{}",
    "/queries/model/{}",
    "/queries/model/find-what-strengthens?capability={}",
    "/rdf-graph-store?graph=http://e/{}",
    "/static/{}",
    "/{}",
]
LINE_BREAKS = ["%0d%0a", "%0a", "%0d", "%E5%98%8A%E5%98%8D", "%C4%8D%C4%8A"]
