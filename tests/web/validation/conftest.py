"""A client that sends cases to `/validate`, as programs and as browsers do."""

import io
from html.parser import HTMLParser

import pytest

CASE = """\
@prefix cst: <https://w3id.org/cocreation/case-study#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix vcc: <https://w3id.org/cocreation/model#> .
@base <https://w3id.org/cocreation/id/> .

<case/mine/one>
  a vcc:Partnership ;
  rdfs:label "My case"@en , "我的案例"@zh ;
  vcc:hasProvider <organization/jd-cloud> ;
  vcc:hasUser <organization/deyi-dairy> , <organization/dada> ;
.
"""
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


@pytest.fixture
def post(client):
    """Post a body as a program does."""

    def send(body=CASE, kind="text/turtle", accept=None, query=""):
        headers = {"Accept": accept} if accept else {}
        data = body.encode() if isinstance(body, str) else body
        address = "/validate" + query
        return client.post(address, data=data, content_type=kind, headers=headers)

    return send


@pytest.fixture
def fill(client):
    """Fill in the form as a browser does."""

    def send(language="en", file=None, name="", **fields):
        data = {"name": "" if file is not None else name, "syntax": "", **fields}
        if file is not None:
            data["file"] = (io.BytesIO(file), name or "case.ttl")
        return client.post(
            f"/{language}/validate",
            data=data,
            content_type="multipart/form-data",
            headers={"Accept": BROWSER},
        )

    return send


class Page(HTMLParser):
    """The ids of a page, the targets of its links within it, and its lines of text."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.fields = [], [], {}
        self._area = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and given.get("href", "").startswith("#"):
            self.links.append(given["href"][1:])
        if tag == "textarea":
            self._area = given["name"]
            self.fields[self._area] = ""
        if tag == "input":
            self.fields[given["name"]] = given.get("value")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = None

    def handle_data(self, data):
        if self._area:
            self.fields[self._area] += data
