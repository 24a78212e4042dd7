"""The redirects that w3id.org is to have lead from every name to what the server answers."""

import re
from collections import defaultdict
from itertools import islice
from urllib.parse import unquote, urlsplit

import pytest

from cocreation.namespaces import BASE

ACCEPTED = {
    "text/html,application/xhtml+xml,*/*;q=0.8": "text/html",
    "text/turtle": "text/turtle",
    "application/ld+json": "application/ld+json",
}
OF_EACH_KIND = 3
RULE = re.compile(r"RewriteRule (?P<pattern>\S+) (?P<target>\S+) \[(?P<flags>\S+)\]")


class Redirects:
    """Reads the rules as Apache's mod_rewrite does in a folder, as far as they use it."""

    def __init__(self, text: str) -> None:
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert lines[:2] == ["Options -MultiViews", "RewriteEngine on"]
        # Whatever else stands there would be no rule that is understood here.
        self.rules = [RULE.fullmatch(line).groupdict() for line in lines[2:]]

    def location(self, path: str) -> tuple[int, str] | None:
        """The status and the address that a path below the folder leads to; None if to nowhere."""
        environment = {}
        for rule in self.rules:
            found = re.search(rule["pattern"], unquote(path))
            flags = dict(flag.partition("=")[::2] for flag in rule["flags"].split(","))
            if found is None:
                continue
            if "E" in flags:
                name, _, value = flags["E"].partition(":")
                environment[name] = value
            if rule["target"] == "-":
                continue
            assert flags.keys() == {"R", "L"}
            target = re.sub(r"\$(\d)", lambda n, f=found: f[int(n[1])] or "", rule["target"])
            return int(flags["R"]), re.sub(
                r"%\{ENV:(\w+)\}", lambda name: environment[name[1]], target
            )
        return None


@pytest.fixture(scope="module")
def redirects(root):
    return Redirects((root / "ontology" / "w3id" / ".htaccess").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def names(app):
    """Every name of ours that anything in the graph or its descriptions has, by its kind."""
    client = app.test_client()
    bodies = [
        client.get(one, buffered=True).text for one in ("/dump.nq", "/void.nt", "/catalog.nt")
    ]
    found = set(re.findall(f"<{BASE}([^>#]*)[^>]*>", "\n".join(bodies)))
    by_kind = defaultdict(list)
    for name in sorted(found):
        by_kind["/".join(name.split("/")[:2])].append(name)
    return by_kind


def followed(client, redirects, name, accept):
    """What comes in the end, from the server whose address stands in the rules."""
    status, location = redirects.location(name)
    assert status == 303
    target = urlsplit(location)
    assert (target.scheme, target.netloc) == ("https", "cocreation.example.org")
    return client.get(target.path, headers={"Accept": accept}, follow_redirects=True)


@pytest.mark.parametrize("accept", ACCEPTED)
def test_names_of_every_kind_lead_to_what_a_client_accepts(client, redirects, names, accept):
    assert {"id/case", "id/evidence", "id/dataset", "graph/data", "ontology/model"} <= names.keys()
    assert {"case-study", "model", "shapes", "catalog", "void"} <= names.keys()
    for one in names.values():
        for name in islice(one, OF_EACH_KIND):
            answer = followed(client, redirects, name, accept)
            assert (answer.status_code, answer.mimetype) == (200, ACCEPTED[accept]), name


def test_every_name_in_the_graph_has_a_rule(redirects, names):
    for name in (name for one in names.values() for name in one):
        assert redirects.location(name) == (303, f"https://cocreation.example.org/{name}")


@pytest.mark.parametrize("ontology", ["case-study", "model"])
def test_a_version_leads_to_the_ontology_of_that_version(client, redirects, names, ontology):
    versions = [name for name in names[f"ontology/{ontology}"] if name.count("/") == 2]
    assert versions
    for version in versions:
        answer = followed(client, redirects, version, "text/turtle")
        assert answer.status_code == 200
        assert f"<{BASE}{version}>" in answer.text or f"<{version}>" in answer.text


@pytest.mark.parametrize(
    "name",
    [
        "",
        "context.jsonld",
        "frames/case.jsonld",
        "dump.trig",
        "dump.nq.gz",
        "dump.sha256",
        "model.ttl",
    ],
)
def test_documents_beside_the_names_are_led_to_as_well(client, redirects, name):
    status, location = redirects.location(name)
    assert status == 303
    assert client.get(urlsplit(location).path, buffered=True).status_code == 200


@pytest.mark.parametrize("name", ["sparql", "cases", "id/", "context.json", "modelling"])
def test_what_is_no_name_of_ours_is_not_led_anywhere(redirects, name):
    assert redirects.location(name) is None
