"""Every page in both languages: nothing complains, nothing is missing, and all can use it."""

import re
import shutil
from urllib.parse import quote

import pytest

from browser.conftest import NARROW, WIDE
from browser.test_validate import overflow
from cocreation.store import tokens
from cocreation.web import language as web_language
from live.server import serving

KEPT, WITHDRAWN = "mine/kept", "mine/withdrawn"
# The addresses of each page by the name that links have for it, without the language.
PAGES = {
    "home": [""],
    "about": ["about"],
    "catalog": ["catalog"],
    "case": ["cases/song-2025/jd-cloud-deyi-dairy", f"cases/{KEPT}", f"cases/{WITHDRAWN}"],
    "cases": ["cases", "cases?provider=tencent-cloud"],
    "construct": [
        "constructs/song-2025/knowledge-integration",
        "constructs/song-2025/group-dynamics",
        "constructs/song-2025/bridging",
        "constructs/song-2025/create-new-knowledge",
    ],
    "constructs": ["constructs", "constructs?by=stage"],
    "proposition": ["propositions/song-2025/knowledge-development-drives-aggregation"],
    "propositions": ["propositions"],
    "evidence": ["evidence", "evidence?case=jd-cloud-dada&construct=group-norms"],
    "evidence_item": ["evidence/song-2025/t4-r2"],
    "sources": ["sources"],
    "source": ["sources/song-2025/J11", "sources/song-2025/J_DY1"],
    "organizations": ["organizations"],
    "organization": ["organizations/alibaba-cloud", "organizations/dada"],
    "links": ["links", "links?set=wikidata"],
    "references": ["references"],
    "reference": ["references/song-2025/13"],
    "reconcile": ["reconcile"],
    "figures": ["figures?lang=both", "figures?figure=model", "figures?figure=coverage"],
    "matrix": ["matrix", "matrix?by=provider", "matrix?by=theme&turned=1"],
    "tables": ["tables/1", "tables/2", "tables/3", "tables/4", "tables/coverage"],
    "new": ["new"],
    "questions": ["queries"],
    "question": [
        "queries/sources/rank-cited-sources",
        "queries/constructs/count-source-kinds",
        "queries/tables/cover-constructs-by-cases",
        "queries/model/follow-stages",
        "queries/cases/list-cases",
        "queries/dataset/export-annotations",
    ],
    "compare": ["compare"],
    "compared_studies": ["compare/studies"],
    "comparison": ["compare/song-2025/jd-cloud-dada"],
    "search": ["search", f"search?q={quote('信任')}", "search?q=grup+trst"],
    "sparql": ["sparql", f"sparql?query={quote('SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3')}"],
    "terms": ["shapes"],
    "explorer": ["explorer", "explorer?node=concept/song-2025/group-trust"],
    "thing": [
        "id/study/song-2025",
        "id/part/song-2025/table-2",
        "ontology/model",
        "graph/data/song-2025/cases/jd-cloud-dada",
        "id/case/song-2025/jd-cloud-dade",
    ],
    "validate": ["validate"],
    "history": [f"cases/{KEPT}/history", f"cases/{WITHDRAWN}/history"],
    "revision": [f"cases/{KEPT}/revisions/1"],
}
# Where a name is not in the language of the page: both were asked for, or authors are named so.
OTHERWISE = ("figures?lang=both", "references/song-2025/13")
# Files, not pages.
FILES = {"figure_file"}
ADDRESSES = [path for paths in PAGES.values() for path in paths]
CASE = """\
@base <https://w3id.org/cocreation/id/> .
@prefix cst: <https://w3id.org/cocreation/case-study#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix vcc: <https://w3id.org/cocreation/model#> .
<case/{name}> a vcc:Partnership ;
  rdfs:label "{label}"@zh , "JD Cloud – Dada, again"@en ;
  cst:ofStudy <study/mine> ;
  cst:acknowledgesGap vcc:CaseEvidenceGap , vcc:ProviderSourceGap , vcc:UserSourceGap ;
  vcc:hasProvider <organization/jd-cloud> ; vcc:hasUser <organization/dada> .
<study/mine> a cst:Study ; rdfs:label "我的研究"@zh , "My study"@en ;
  cst:appliesModelOf <study/song-2025> .
"""
# What a reader of Chinese meets in Latin letters: names of formats, of this program.
LATIN = re.compile(
    "cocreation|SPARQL|CSV|TSV|JSON|XML|RDF|SVG|PNG|PDF|LaTeX|Markdown|Turtle|TriG|Triples|Quads|"
    "SHACL|OWL|IRI|DOI|doi|Ctrl|Enter|Tab|Esc|MiB|KBDCs|Jaccard|Apache|Web|Annotation|xlsx|ttl|"
    "jsonld|rdf|json|xml|csv|tsv|turtle|ntriples|rdfxml|latex|markdown|text|Excel|org|https?|"
    "localhost|HTML|SHA|UTC|DCAT|VoID|GET|POST|CORS|JSONP|OpenRefine|STW|GeoNames|ISO|ORKG|SEPIO"
    # Who holds the token here; products and protocols that the cases speak of.
    "|ann|API|IaaS|PaaS|BGP|TCE|DKN|SSO|MaxCompute"
)
# The texts that are the page's own and in its language: not marked as in another, not code.
OWN_TEXT = """
() => {
  const own = document.documentElement;
  const skipped = 'script, style, code, pre, kbd, cite, textarea, .address, .cm-editor, desc, ' +
    '[translate=no], a[href*="/reference"], a[href*="=reference"], a[href^="https://doi.org"], ' +
    '.portrait td, .term dd';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const spoken = parent.closest('[lang]')?.getAttribute('lang');
    if (!parent.closest(skipped) && spoken === own.lang) found.push(walker.currentNode.data);
  }
  for (const one of document.querySelectorAll('[aria-label], [placeholder], [title]'))
    if (one.closest('[lang]').getAttribute('lang') === own.lang && !one.closest(skipped))
      for (const name of ['aria-label', 'placeholder', 'title'])
        found.push(one.getAttribute(name) ?? '');
  return found;
}
"""
# How much came over the wire: the page with all that it loads.
COMPRESSED_BYTES = """
() => performance.getEntries().reduce((sum, one) => sum + (one.encodedBodySize ?? 0), 0)
"""
# What stands where a label is missing or a template has slipped.
SLIPS = re.compile(r"\{\{|\}\}|\{%|\bNone\b|\bundefined\b|\bNaN\b|(?<!<)https://w3id|\{\}|&amp;")
# Codes of sources and places in the report, e-mail-like names of graphs, versions.
CODES = re.compile(
    r"<[^>]+>|(?<![A-Za-z])[A-Z][A-Za-z]*_[A-Za-z]+\d*|\b[\w.-]+/[\w./-]+|#\w+|\b\w+:\w+|\.\w+"
)


@pytest.fixture(scope="module")
def server(built_store):
    """A server with one case that was revised, and one that was withdrawn."""
    store = built_store.with_name("every-page")
    shutil.copytree(built_store, store)
    token = {"Authorization": f"Bearer {tokens.add(store, 'ann')}"}
    with serving(store) as running:
        kept = put(running, KEPT, "重访", token)
        put(running, KEPT, "再次重访", {**token, "If-Match": kept})
        gone = put(running, WITHDRAWN, "撤回", token)
        withdrawn = running.request(
            "DELETE", f"/cases/{WITHDRAWN}", headers={**token, "If-Match": gone}
        )
        assert withdrawn.status in (200, 204), withdrawn.body
        running.wait_for_search()
        yield running


def put(server, name, label, headers):
    """Submit a case; its revision's tag."""
    sent = server.request(
        "PUT",
        f"/cases/{name}",
        headers={**headers, "Content-Type": "text/turtle"},
        body=CASE.format(name=name, label=label).encode(),
    )
    assert sent.status in (200, 201), sent.body
    return sent.headers["ETag"]


def test_no_page_is_forgotten_here():
    assert PAGES.keys() | FILES == web_language._PAGES.keys()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_is_whole_in_its_language_and_all_can_use_it(opened, accessible, language, path):
    for width, scheme in ((WIDE, "light"), (NARROW, "dark")):
        with opened(f"/{language}/{path}", width, color_scheme=scheme) as page:
            page.wait_for_load_state("networkidle")
            page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
            accessible(page)
            assert overflow(page) == 0
    with opened(f"/{language}/{path}") as page:
        page.wait_for_load_state("networkidle")
        heavy = path.partition("?")[0] in ("sparql", "explorer")
        assert 0 < page.evaluate(COMPRESSED_BYTES) <= (350_000 if heavy else 150_000)
        assert page.locator("h1").count() == 1
        assert page.title().removesuffix("· cocreation").strip()
        told = page.evaluate(OWN_TEXT)
        assert [text for text in told if SLIPS.search(text)] == []
        if language == "zh" and path not in OTHERWISE:
            words = {w for text in told for w in re.findall(r"[A-Za-z]{3,}", CODES.sub(" ", text))}
            assert [word for word in sorted(words) if not LATIN.fullmatch(word)] == []


@pytest.mark.parametrize("path", [paths[0] for paths in PAGES.values()])
def test_a_page_reads_without_javascript_and_says_the_same(opened, path):
    told = []
    for javascript in (True, False):
        with opened(f"/zh/{path}", java_script_enabled=javascript) as page:
            told.append(page.locator("h1").inner_text())
            assert page.locator("main").inner_text().strip()
    assert told[0] == told[1]


@pytest.mark.parametrize("path", ["cases/song-2025/jd-cloud-deyi-dairy", "matrix", "figures"])
def test_what_only_serves_on_a_screen_is_not_printed(opened, path):
    with opened(f"/zh/{path}") as page:
        page.emulate_media(media="print")
        for gone in ("header nav", "form", ".languages"):
            assert not any(one.is_visible() for one in page.locator(gone).all())
        assert page.locator("h1").is_visible()
