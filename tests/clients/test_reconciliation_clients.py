"""Reconciling with clients of others: Cocoda's SDK, and what OpenRefine sends, by curl."""

import json
import subprocess

import pytest

ID = "https://w3id.org/cocreation/id/"
EXACT = "http://www.w3.org/2004/02/skos/core#exactMatch"
SECONDS = 120


def run(*command):
    done = subprocess.run(
        command, capture_output=True, timeout=SECONDS, check=False, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("zh", {"京东云": "organization/jd-cloud", "群体信任": "concept/song-2025/group-trust"}),
        ("en", {"Deyi Dairy": "organization/deyi-dairy", "Dairy": "sector/dairy"}),
    ],
)
def test_cocoda_maps_names_to_things(server, cocoda, language, names):
    told = run(*cocoda, f"{server.url}/{{language}}/reconcile", language, *names, "Quetzalcoatlus")
    answers = json.loads(told)
    assert answers.pop("Quetzalcoatlus") == []
    exact = {
        name: [one["uri"].removeprefix(ID) for one in found if one["type"] == EXACT]
        for name, found in answers.items()
    }
    assert exact == {name: [thing] for name, thing in names.items()}


def test_curl_goes_the_way_that_openrefine_does(server, curl):
    manifest = json.loads(run(curl, "-sS", f"{server.url}/zh/reconcile"))
    names = ["京东云", "腾讯云", "阿里云", "百度智能云", "得益乳业", "达达", "北大荒", "贝壳"]
    names += ["三一集团", "富士康"]
    batch = {
        f"q{number}": {"query": name, "type": "http://www.w3.org/ns/org#Organization", "limit": 3}
        for number, name in enumerate(names)
    }
    queries = f"queries={json.dumps(batch)}"
    found = json.loads(run(curl, "-sS", f"{server.url}/zh/reconcile", "--data-urlencode", queries))
    best = [found[key]["result"][0] for key in batch]
    assert [(one["name"], one["match"]) for one in best] == [(name, True) for name in names]
    preview = manifest["preview"]["url"].replace("{{id}}", best[4]["id"].replace("/", "%2F"))
    assert "Deyi Dairy" in run(curl, "-sSf", preview)
    propose = manifest["extend"]["propose_properties"]
    address = propose["service_url"] + propose["service_path"]
    proposed = json.loads(run(curl, "-sSG", address, "-d", "type=org:Organization"))
    sector = next(one for one in proposed["properties"] if one["name"] == "所属行业")
    wanted = {"ids": [one["id"] for one in best], "properties": [{"id": sector["id"]}]}
    extend = f"extend={json.dumps(wanted)}"
    data = json.loads(run(curl, "-sS", f"{server.url}/zh/reconcile", "--data-urlencode", extend))
    assert data["rows"][best[4]["id"]][sector["id"]][0]["name"] == "乳业"
    assert data["rows"][best[0]["id"]][sector["id"]] == []
