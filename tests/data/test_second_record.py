"""The paper was read twice: totals and bibliographic record agree with a second coder's."""

from collections import Counter
from unicodedata import normalize

import pytest

from second_extraction import RECORD, Graph, as_settled

KINDS = {
    "interview": "Interview",
    "internal": "InternalDocument",
    "report": "ResearchReport",
    "news": "NewsArticle",
}
MARKS = {"J": "JournalArticle", "M": "Book"}


@pytest.fixture(scope="module")
def ask(root):
    return Graph(root).ask


def plain(text):
    """A text without the differences of width and case that the machine-read paper has."""
    return normalize("NFKC", text).casefold().replace(" ", "")


def test_totals_are_the_same(ask):
    (stated,) = ask("""
        SELECT ?interviews ?minutes ?cases ?transcript_characters WHERE {
          ?study cst:statedInterviewCount ?interviews ; cst:statedInterviewMinutes ?minutes ;
            cst:statedCaseCount ?cases ; cst:statedTranscriptCharacters ?transcript_characters .
        }""")
    totals = RECORD["totals"]
    assert stated == {
        "interviews": str(totals["interviews"]["stated"]),
        "minutes": str(totals["minutes"]["stated"]),
        "cases": str(totals["cases"]["stated"]),
        "transcript_characters": str(totals["transcript_characters"]["stated_more_than"]),
    }
    things = {"FirstOrderConcept": 0, "SecondOrderTheme": 0, "AggregateDimension": 0}
    for row in ask("""
        SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE {
          ?class a owl:Class . ?thing a/rdfs:subClassOf* ?class ; cst:ofStudy ?study .
        } GROUP BY ?class"""):
        things[row["class"].partition("#")[2]] = int(row["count"])
    assert things["FirstOrderConcept"] == totals["first_order"]
    assert things["SecondOrderTheme"] == totals["themes"]
    assert things["AggregateDimension"] == totals["dimensions"]


def test_the_second_coders_sums_are_those_of_the_graph(ask):
    found = ask("""
        SELECT ?kind ?side (COUNT(?source) AS ?sources)
               (SUM(COALESCE(?minutes, ?items)) AS ?amount) WHERE {
          ?source a ?kind ; cst:fromOrganization/rdf:type ?side .
          OPTIONAL { ?source cst:durationMinutes ?minutes }
          OPTIONAL { ?source cst:itemCount ?items }
        } GROUP BY ?kind ?side""")
    sides = {"CloudUser": "user", "PlatformCloudProvider": "provider"}
    words = {name: word for word, name in KINDS.items()}
    sources, amounts = Counter(), Counter()
    for row in found:
        key = (words[row["kind"].partition("#")[2]], sides[row["side"].partition("#")[2]])
        sources[key], amounts[key] = int(row["sources"]), int(row["amount"])
    totals = RECORD["totals"]
    for side in ("user", "provider"):
        assert sources["interview", side] == totals["interviews"][side]
        assert amounts["interview", side] == totals["minutes"][side]
        assert sum(sources[kind, side] for kind in KINDS) == totals[f"sources_{side}"]
        for kind, expected in totals["documents"].items():
            assert amounts[kind, side] == expected[side]


def test_the_same_users_were_interviewed_and_providers_as_long(ask):
    found = ask("""
        SELECT ?side ?name (SUM(?minutes) AS ?sum) WHERE {
          ?source cst:durationMinutes ?minutes ; cst:fromOrganization ?organization .
          ?organization a ?side ; rdfs:label ?name FILTER(LANG(?name) = "zh")
        } GROUP BY ?side ?name""")
    users = {row["name"] for row in found if row["side"].endswith("#CloudUser")}
    assert users == set(RECORD["totals"]["users_with_interview"])
    minutes = {row["name"]: int(row["sum"]) for row in found if row["name"] not in users}
    assert minutes == RECORD["totals"]["minutes"]["by_provider_informants"]


def test_the_same_cases_are_in_no_evidence_table(ask):
    found = ask("""
        SELECT ?case WHERE {
          ?partnership a vcc:Partnership ; rdfs:label ?case FILTER(LANG(?case) = "zh")
          MINUS {
            ?item cst:inCase ?partnership ; cst:locatedIn ?part .
            FILTER(CONTAINS(STR(?part), "/table-"))
          }
        }""")
    absent = {row["case"] for row in found}
    assert absent == set(RECORD["totals"]["cases_absent_from_tables_2_4"])


def test_codes_are_cited_as_often(ask):
    found = ask("""
        SELECT ?code ?part WHERE {
          ?item cst:citedCode ?code ; cst:locatedIn ?part .
        }""")
    totals = RECORD["totals"]
    assert Counter(row["code"] for row in found) == {
        code: as_settled(f"{code} cited", times) for code, times in totals["cited_codes"].items()
    }
    in_tables = sum("/table-" in row["part"] for row in found)
    occurrences = totals["code_occurrences"]
    assert in_tables == occurrences["tables"]
    assert len(found) - in_tables == as_settled("codes in the text", occurrences["running_text"])


def test_the_same_codes_are_uninventoried_and_uncited(ask):
    cited = {row["code"] for row in ask("SELECT ?code WHERE { ?item cst:citedCode ?code }")}
    listed = {row["code"] for row in ask("SELECT ?code WHERE { ?source cst:sourceCode ?code }")}
    assert sorted(cited - listed) == RECORD["totals"]["cited_not_listed"]
    assert sorted(listed - cited) == RECORD["totals"]["listed_never_cited"]


def test_the_bibliographic_record_is_the_same(ask):
    (found,) = ask("""
        SELECT ?title_zh ?title_en ?journal_zh ?journal_en ?year ?volume ?issue ?pages ?doi
               ?received ?article_number ?clc ?start ?end WHERE {
          ?study cst:reportedIn ?article ; cst:fieldworkStart ?start ; cst:fieldworkEnd ?end .
          ?article dcterms:title ?title_zh , ?title_en ; fabio:hasPublicationYear ?year ;
            prism:publicationName ?journal_zh , ?journal_en ; prism:volume ?volume ;
            prism:issueIdentifier ?issue ; prism:pageRange ?pages ; prism:doi ?doi ;
            dcterms:dateSubmitted ?received ; dcterms:identifier ?article_number ;
            dcterms:subject ?clc .
          FILTER(LANG(?title_zh) = "zh" && LANG(?title_en) = "en" && LANG(?clc) = "zh")
          FILTER(LANG(?journal_zh) = "zh" && LANG(?journal_en) = "en")
        }""")
    fieldwork = (found.pop("start"), found.pop("end"))
    assert fieldwork == tuple(RECORD["publication"]["fieldwork"].values())
    found["clc"] = found["clc"].rpartition(" ")[2]
    second = {
        name: as_settled(f"publication {name}", value)
        for name, value in RECORD["publication"].items()
        if not isinstance(value, list | dict)
    }
    assert {name: plain(value) for name, value in found.items()} == {
        name: plain(str(value)) for name, value in second.items() if value is not None
    }


def test_authors_grants_and_keywords_are_the_same(ask):
    publication = RECORD["publication"]
    places = {place["n"]: (place["zh"], place["en"]) for place in publication["affiliations"]}
    found = ask("""
        SELECT ?ordinal ?zh ?en ?place_zh ?place_en ?note WHERE {
          ?author a cst:Author ; cst:ordinal ?ordinal ; rdfs:label ?zh , ?en ; org:memberOf ?place .
          ?place rdfs:label ?place_zh , ?place_en .
          FILTER(LANG(?zh) = "zh" && LANG(?en) = "en")
          FILTER(LANG(?place_zh) = "zh" && LANG(?place_en) = "en")
          OPTIONAL { ?author skos:note ?note FILTER(LANG(?note) = "en") }
        }""")
    assert {
        (int(row["ordinal"]), row["zh"], row["en"], "note" in row, row["place_zh"], row["place_en"])
        for row in found
    } == {
        (
            number,
            author["zh"],
            author["en"],
            author.get("corresponding", False),
            *places[affiliation],
        )
        for number, author in enumerate(publication["authors"], start=1)
        for affiliation in author["affiliations"]
    }
    grants = ask("""
        SELECT ?fund ?title ?number WHERE {
          ?article frapo:isFundedBy ?grant .
          ?grant rdfs:label ?label ; dcterms:title ?title ; frapo:hasGrantNumber ?number .
          FILTER(LANG(?label) = "zh")
          BIND(STRBEFORE(?label, " ") AS ?fund)
        } ORDER BY ?number""")
    assert grants == sorted(publication["grants"], key=lambda grant: grant["number"])
    keywords = ask("SELECT ?word WHERE { ?article prism:keyword ?word }")
    assert {row["word"] for row in keywords} == {
        *publication["keywords_zh"],
        *publication["keywords_en"],
    }


def test_references_are_the_same(ask):
    found = ask("""
        SELECT ?n ?mark ?published_in ?year ?volume ?issue ?pages ?doi WHERE {
          ?article cito:cites ?reference .
          ?reference cst:ordinal ?n ; a ?mark ; fabio:hasPublicationYear ?year .
          OPTIONAL { ?reference prism:publicationName ?journal }
          OPTIONAL {
            ?reference fabio:hasPlaceOfPublication ?place ; dcterms:publisher ?publisher .
          }
          BIND(COALESCE(?journal, CONCAT(?place, ": ", ?publisher)) AS ?published_in)
          OPTIONAL { ?reference prism:volume ?volume }
          OPTIONAL { ?reference prism:issueIdentifier ?issue }
          OPTIONAL { ?reference prism:pageRange|fabio:hasElectronicArticleIdentifier ?pages }
          OPTIONAL { ?reference prism:doi ?doi }
        }""")
    for row in found:
        row["mark"] = row["mark"].rpartition("/")[2]
    by_number = {row["n"]: row for row in found}
    assert len(by_number) == len(found)
    assert by_number == {
        str(reference["n"]): {
            name: str(value) for name, value in reference.items() if value is not None
        }
        | {"mark": MARKS[reference["mark"]]}
        for reference in RECORD["references"]
    }
