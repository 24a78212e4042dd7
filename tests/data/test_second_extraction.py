"""The paper was read twice: the graph agrees with a second coder's record, item by item.

Here the sources, the cases, the evidence and the disagreements; totals and the bibliographic record
in `test_second_record`.
"""

from collections import Counter

import pytest

from second_extraction import RECORD, SETTLED, Graph, as_settled

KINDS = {
    "interview": ("Interview", "访谈"),
    "internal": ("InternalDocument", "内部资料"),
    "report": ("ResearchReport", "研究报告"),
    "news": ("NewsArticle", "新闻报道"),
}


@pytest.fixture(scope="module")
def ask(root):
    return Graph(root).ask


def grouped(rows, key, member):
    """The values of `member` for each value of `key`."""
    groups = {row[key]: set() for row in rows}
    for row in rows:
        if member in row:
            groups[row[key]].add(row[member])
    return groups


def test_sources_are_the_same(ask):
    found = ask("""
        SELECT ?code ?kind ?label ?organization ?side ?case ?minutes ?items ?role ?employer WHERE {
          ?source cst:sourceCode ?code ; a ?kind ; rdfs:label ?label ; cst:fromOrganization ?from .
          ?from rdfs:label ?organization ; a ?side .
          FILTER(LANG(?label) = "zh" && LANG(?organization) = "zh")
          OPTIONAL { ?partnership vcc:hasUser ?from ; rdfs:label ?case FILTER(LANG(?case) = "zh") }
          OPTIONAL { ?source cst:durationMinutes ?minutes }
          OPTIONAL { ?source cst:itemCount ?items }
          OPTIONAL {
            ?source cst:hasInformant ?informant .
            ?informant cst:role ?role ; org:memberOf/rdfs:label ?employer .
            FILTER(LANG(?role) = "zh" && LANG(?employer) = "zh")
          }
        }""")
    for row in found:
        row["kind"] = row["kind"].partition("#")[2]
        row["side"] = row["side"].partition("#")[2]
    by_code = {row["code"]: row for row in found}
    assert len(by_code) == len(found)
    assert by_code == {source["code"]: expected_source(source) for source in RECORD["sources"]}


def expected_source(source):
    kind, word = KINDS[source["kind"]]
    role = source.get("role", "")
    expected = {
        "code": source["code"],
        "kind": kind,
        "label": f"{source['printed_as']}{role}{word}",
        "organization": source["organization"],
        "side": {"user": "CloudUser", "provider": "PlatformCloudProvider"}[source["side"]],
    }
    if source["case"]:
        expected["case"] = source["case"]
    if kind != "Interview":
        return expected | {"items": str(source["items"])}
    return expected | {
        "minutes": str(source["minutes"]),
        "role": role,
        "employer": source["printed_as"],
    }


def test_cases_are_the_same_in_the_same_order(ask):
    assert RECORD["cases"] == ask("""
        SELECT ?case ?provider ?user WHERE {
          ?partnership rdfs:label ?case ; cst:ordinal ?ordinal ;
            vcc:hasProvider/rdfs:label ?provider ; vcc:hasUser/rdfs:label ?user .
          FILTER(LANG(?case) = "zh" && LANG(?provider) = "zh" && LANG(?user) = "zh")
        } ORDER BY ?ordinal""")


def test_rows_of_the_evidence_tables_are_the_same(ask):
    found = ask("""
        SELECT ?part ?ordinal ?dimension ?theme ?concept ?code ?case WHERE {
          ?item a cst:EvidenceItem ; cst:locatedIn ?part ; cst:ordinal ?ordinal ;
            cst:citedCode ?code ; cst:supports ?supported .
          FILTER(CONTAINS(STR(?part), "/table-"))
          ?supported rdfs:label ?concept ; skos:broader ?above .
          ?above rdfs:label ?theme ; skos:broader/rdfs:label ?dimension .
          FILTER(LANG(?concept) = "zh" && LANG(?theme) = "zh" && LANG(?dimension) = "zh")
          OPTIONAL { ?item cst:inCase/rdfs:label ?case FILTER(LANG(?case) = "zh") }
        }""")
    columns = ("dimension", "theme", "concept", "code", "case")
    second = {
        (f"table-{row['table']}", row["row"]): tuple(row[column] for column in columns)
        for row in RECORD["rows"]
    }
    graph = {
        (row["part"].rpartition("/")[2], int(row["ordinal"])): tuple(map(row.get, columns))
        for row in found
    }
    assert len(graph) == len(found)
    assert graph == second


def test_rows_in_no_case_are_about_the_same_organizations(ask):
    found = ask("""
        SELECT ?place ?name WHERE {
          ?item cst:locatedIn ?part ; cst:ordinal ?ordinal ; cst:about/rdfs:label ?name .
          FILTER(CONTAINS(STR(?part), "/table-") && LANG(?name) = "zh")
          BIND(CONCAT(STRAFTER(STR(?part), "table-"), "-", STR(?ordinal)) AS ?place)
        }""")
    second = {f"{row['table']}-{row['row']}": row for row in RECORD["rows"] if not row["case"]}
    assert grouped(found, "place", "name") == {
        place: as_settled(f"row {place} about", set(row["speaks_of"]))
        for place, row in second.items()
    }


def test_what_stands_in_a_case_speaks_of_its_two_sides():
    sides = {one["case"]: {one["provider"], one["user"]} for one in RECORD["cases"]}
    for row in RECORD["rows"]:
        assert set(row["speaks_of"]) <= sides.get(row["case"], set(row["speaks_of"]))
    for passage in RECORD["passages"]:
        assert set(passage["about"]) == sides.get(passage["case"], set(passage["about"]))


PASSAGES = """
    SELECT ?item ?section ?paragraph ?sentence ?code ?case ?organization ?construct WHERE {
      ?item a cst:EvidenceItem ; cst:locatedIn ?part ;
        cst:ordinal ?paragraph ; cst:sentenceOrdinal ?sentence .
      BIND(STRAFTER(STR(?part), "/section-") AS ?section)
      OPTIONAL { ?item cst:citedCode ?code }
      OPTIONAL { ?item cst:inCase/rdfs:label ?case FILTER(LANG(?case) = "zh") }
      OPTIONAL { ?item cst:about/rdfs:label ?organization FILTER(LANG(?organization) = "zh") }
      OPTIONAL { ?item cst:supports/rdfs:label ?construct FILTER(LANG(?construct) = "zh") }
    }"""


def place_of(row, code):
    return f"{row['section']} P{row['paragraph']} S{row['sentence']}" + (f" {code}" if code else "")


def passages_of_the_second_coder():
    """Each passage that is an item of its own, by place, code and case."""
    for passage in RECORD["passages"]:
        place = place_of(passage, passage["code"])
        if as_settled(f"passage {place}", "an item of its own"):
            yield (place, passage["case"]), passage


def test_passages_of_the_text_are_the_same(ask):
    found = ask(PASSAGES)
    keys = {row["item"]: (place_of(row, row.get("code")), row.get("case")) for row in found}
    about = grouped(found, "item", "organization")
    assert len(set(keys.values())) == len(keys)
    assert {key: about[item] for item, key in keys.items()} == {
        key: set() if passage["case"] else set(passage["about"])
        for key, passage in passages_of_the_second_coder()
    }


def test_what_a_passage_supports_the_second_coder_saw_in_it_too(ask):
    found = ask(PASSAGES)
    supported = grouped(found, "item", "construct")
    seen = {key: set(passage["touches"]) for key, passage in passages_of_the_second_coder()}
    for row in found:
        key = (place_of(row, row.get("code")), row.get("case"))
        assert supported[row["item"]] <= seen[key], row["item"]


def test_the_authors_own_summings_up_are_evidence_in_neither(ask):
    places = {place_of(row, None) for row in ask(PASSAGES)}
    assert not places & {place_of(passage, None) for passage in RECORD["findings_left_out"]}


def test_the_same_users_sectors_are_told(ask):
    found = ask("""
        SELECT DISTINCT ?user ?sector WHERE {
          ?organization a vcc:CloudUser ; rdfs:label ?user FILTER(LANG(?user) = "zh")
          OPTIONAL { ?organization vcc:inSector ?sector }
        }""")
    assert {row["user"]: "sector" in row for row in found} == {
        row["user"]: row["told"] for row in RECORD["sectors"]
    }


def disagreements_of_the_second_coder():
    """Those that a rule can compute, as the graph marks them."""
    listed = {source["code"]: source["organization"] for source in RECORD["sources"]}
    for one in RECORD["disagreements"]:
        for part, ordinal, sentence in one["places"]:
            place = (part, ordinal, sentence)
            if one["kind"] == "total":
                yield "statedTotal", part, None, None, str(one["printed"]), str(one["expected"])
            elif one["kind"] == "code-not-listed":
                expected = as_settled(f"{one['id']} expected", " ".join(one["expected"]))
                yield "uninventoriedCode", *place, one["printed"], expected
            elif one["kind"] == "code-of-other-case":
                yield "codeOfOtherCase", *place, one["printed"], listed[one["printed"]]
    for source in RECORD["sources"]:
        if source["kind"] == "interview" and source["printed_as"] != source["organization"]:
            values = (source["organization"], source["printed_as"])
            yield "informantOfOtherOrganization", "table-1", None, None, *values


def test_computable_disagreements_are_the_same(ask):
    found = ask("""
        SELECT ?kind ?part ?ordinal ?sentence ?stated ?observed WHERE {
          ?mark a cst:Discrepancy ; cst:kind ?kind ; cst:locatedIn ?where ;
            cst:statedValue ?stated ; cst:observedValue ?observed .
          FILTER(?kind != "readByHand")
          BIND(STRAFTER(STR(?where), "/part/song-2025/") AS ?part)
          # The second coder gives the section of the stated totals, not the sentence.
          OPTIONAL { ?mark cst:ordinal ?ordinal FILTER(?kind != "statedTotal") }
          OPTIONAL { ?mark cst:sentenceOrdinal ?sentence FILTER(?kind != "statedTotal") }
        }""")
    marked = [
        (
            row["kind"],
            row["part"],
            *(int(row[name]) if name in row else None for name in ("ordinal", "sentence")),
            row["stated"],
            row["observed"],
        )
        for row in found
    ]
    assert Counter(marked) == Counter(disagreements_of_the_second_coder())


def test_every_settled_difference_has_its_reason_and_differs():
    assert [what for what, one in SETTLED.items() if one.second == one.graph] == []
    assert [what for what, one in SETTLED.items() if not one.reason] == []
