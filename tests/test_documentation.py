"""What is written about the ontology is complete, current and readable alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from kg_builder.documentation.diagram import ARROWS, BOXES
from kg_builder.documentation.files import files
from kg_builder.documentation.page import sections
from kg_builder.documentation.terms import Terms
from kg_builder.export import FORMATS
from kg_builder.graph import dataset
from kg_builder.iris import PREFIXES, TXO, curie
from kg_builder.mappings import MAPPINGS_GRAPH, load_mappings
from kg_builder.ontology import ontology_triples
from kg_builder.reasoning.inference import INFERRED_GRAPH
from kg_builder.resources import folder
from tests.queries.test_queries import invented, lexicon

ROOT = folder("ontology").parent
NAMES = ("docs/core-classes.svg", "docs/ontology-report.md", "docs/ontology.html", "ontology/context.jsonld")


@cache
def terms() -> Terms:
    """The ontology that ships."""
    return Terms(ontology_triples(), load_mappings())


@cache
def written() -> dict[str, bytes]:
    """What the ontology gives."""
    return dict(files())


class _Page(HTMLParser):
    """The anchors, links and addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: Counter[str] = Counter()
        self.links: set[str] = set()
        self.loaded: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.anchors.update([said["id"] or ""] if "id" in said else [])
        if tag == "a":
            self.links.add(said.get("href") or "")
        elif tag in {"img", "link", "script", "iframe"}:
            self.loaded.update(v for k, v in attrs if k in {"src", "href"} and v)


@cache
def page() -> _Page:
    """The page, parsed."""
    parsed = _Page()
    parsed.feed(written()["docs/ontology.html"].decode())
    return parsed


@pytest.mark.parametrize("name", NAMES)
def test_the_file_in_the_repository_is_current(name: str) -> None:
    """Whoever changes the ontology runs `make docs`."""
    if not (ROOT / "docs").is_dir():
        pytest.skip("this installation has no docs folder")
    assert (ROOT / name).read_bytes() == written()[name], f"{name} is out of date; run: make docs"


def test_all_files_are_looked_at() -> None:
    """A new one is compared too."""
    assert sorted(written()) == sorted(NAMES)


# The page


def test_every_term_has_its_place_on_the_page() -> None:
    """The anchor of a term is its local name, so that its IRI leads to it."""
    assert {name for name, count in page().anchors.items() if count > 1} == set()
    assert {t.name for t in terms().all.values()} <= set(page().anchors)


def test_every_word_has_a_section_of_its_kind() -> None:
    """Nothing is left over: examinations, targets and modalities have theirs as drugs and endpoints do."""
    titles = {title: {t.name for t in members} for _, title, members in sections(terms())}
    assert "Other words" not in titles
    assert {"biopsy", "ct", "mri"} <= titles["Examination"]
    assert "target-pd-1" in titles["Molecular target"]


def test_links_within_the_page_lead_somewhere() -> None:
    """No dead anchor."""
    inner = {link[1:] for link in page().links if link.startswith("#")}
    assert inner <= set(page().anchors)


def test_the_page_loads_nothing() -> None:
    """It is readable without a network: no script, style, image or font from elsewhere."""
    text = written()["docs/ontology.html"].decode()
    assert page().loaded == set()
    assert not re.search(r"@import|url\(\s*['\"]?http", text)


def test_the_page_is_made_for_light_and_dark() -> None:
    """The reader's choice counts."""
    assert "prefers-color-scheme: dark" in written()["docs/ontology.html"].decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lenvatinib", ["Lenvima", "E7080", "仑伐替尼", "NCIT:C95124", "RXNORM:1603296", "ATC:L01EX08"]),
        ("TaceTkiIciRegimen", ["defined as", "has component", "tyrosine kinase inhibitor"]),
        ("hasComponent", ["relates a regimen to an intervention"]),
        ("endpoint-os", ["<code>OS</code>", "overall survival"]),
        ("cadonilimab", ["blocks", "PD-1 target", "CTLA-4 target", "bispecific modality"]),
        ("staging-bclc-system", ["meaning from", "NCIT:C115134"]),
    ],
)
def test_a_term_is_shown_with_what_is_known_of_it(name: str, content: list[str]) -> None:
    """Names of every kind, definition, logical definition and mappings."""
    text = written()["docs/ontology.html"].decode()
    article = text[text.index(f'<article id="{name}">') :].partition("</article>")[0]
    assert [words for words in content if words not in article] == []


def test_codes_that_are_no_links_are_not_linked() -> None:
    """ATC codes are cited only."""
    assert not [link for link in page().links if "whocc" in link or "ucum.org" in link]


# The picture


def test_the_picture_shows_what_the_ontology_has() -> None:
    """Every class and property of ours that is drawn is declared; the picture is well-formed."""
    drawn = {box.name for box in BOXES} | {kind for box in BOXES for kind in box.kinds} | {a.name for a in ARROWS}
    assert {name for name in drawn if name.startswith("txo:") and curie(name).value not in terms().all} == set()
    assert ET.fromstring(written()["docs/core-classes.svg"]).tag.endswith("svg")  # noqa: S314 - our own file


def test_all_kinds_of_statement_are_in_the_picture() -> None:
    """A new kind of fact has to be drawn."""
    drawn = {kind for box in BOXES for kind in box.kinds}
    kinds = {
        t.name for t in terms().of_kind("class") if TXO + "EvidenceStatement" in t.links.get("rdfs:subClassOf", ())
    }
    assert drawn == {f"txo:{name}" for name in kinds}


def test_boxes_do_not_overlap() -> None:
    """The picture can be read."""
    for box in BOXES:
        for other in BOXES:
            apart = any(
                box.at[i] + box.size[i] <= other.at[i] or other.at[i] + other.size[i] <= box.at[i] for i in (0, 1)
            )
            assert apart or box is other, (box.name, other.name)


# The report and the context


def test_the_report_has_figures() -> None:
    """What is counted is counted from the ontology."""
    text = written()["docs/ontology-report.md"].decode()
    assert f"| **all** | **{len(terms().all):,}** |" in text
    assert f"| with a definition | {len(terms().all):,} |" in text


def test_the_context_says_what_values_are() -> None:
    """Links, numbers and words, for every property of the ontology that has a range."""
    context = json.loads(written()["ontology/context.jsonld"])["@context"]
    assert {name: context[name] for name in PREFIXES} == dict(PREFIXES)
    assert context["txo:value"] == {"@type": "xsd:decimal"}
    assert context["txo:regimen"] == {"@type": "@id"}
    assert context["rdfs:label"] == {"@language": "en"}


def test_the_context_expands_to_the_terms() -> None:
    """A document that uses the context by itself means what the ontology says."""
    context = json.loads(written()["ontology/context.jsonld"])["@context"]
    document = {"@context": context, "@id": "outcome:x", "@type": "txo:OutcomeResult", "txo:value": "17.3"}
    triples = {quad.triple for quad in ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)}
    value = ox.Literal("17.3", datatype=curie("xsd:decimal"))
    assert ox.Triple(ox.NamedNode(PREFIXES["outcome"] + "x"), curie("txo:value"), value) in triples


# The guide


def test_the_guide_names_the_graphs_that_there_are() -> None:
    """Every named graph of a dataset is explained, with the paper's name as DOC."""
    guide = (ROOT / "docs" / "linked-data.md").read_text("utf-8")
    papers = "|".join({re.escape(r.doc) for r in invented()})
    graphs = {str(q.graph_name.value) for q in dataset(invented(), lexicon()) if isinstance(q.graph_name, ox.NamedNode)}
    shown = {re.sub(rf"/({papers})/", "/DOC/", g).replace(PREFIXES["graph"], "graph:") for g in graphs}
    shown |= {g.value.replace(PREFIXES["graph"], "graph:") for g in (INFERRED_GRAPH, MAPPINGS_GRAPH)}
    assert [graph for graph in sorted(shown) if f"| `{graph}` |" not in guide] == []


def test_the_guide_names_every_format() -> None:
    """Whoever needs another form finds it there."""
    guide = (ROOT / "docs" / "linked-data.md").read_text("utf-8")
    assert [name for name in FORMATS if f"`{name}`" not in guide and name not in {"turtle", "trig", "rdfxml"}] == []


def test_the_query_of_the_guide_answers() -> None:
    """From a result to the words on the page."""
    guide = (ROOT / "docs" / "linked-data.md").read_text("utf-8")
    query = guide.partition("```sparql\n")[2].partition("```")[0]
    store = ox.Store()
    store.extend(dataset(invented(), lexicon()))
    rows = store.query(query, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    assert "median OS of 17.3 months" in {str(row["quote"].value) for row in rows}
