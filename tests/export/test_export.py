"""The contract of all exporters: the same graph comes back from every format, the same bytes from every order."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from functools import cache

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import IsomorphicGraph, to_isomorphic

from kg_builder.export import EXPORTERS, FORMATS, Exporter
from kg_builder.export.exporter import merged
from kg_builder.graph import ONTOLOGY_GRAPH, instantiate
from kg_builder.iris import PREFIXES
from kg_builder.ontology import ontology_triples
from kg_builder.resources import folder
from tests.queries.test_queries import invented, lexicon

RDF_EXPORTERS = [e for e in EXPORTERS if e.rdf is not None]
RDFLIB_NAMES = {"jsonld": "json-ld", "ntriples": "nt", "rdfxml": "xml"}
AWKWARD = ox.Quad(
    ox.NamedNode("https://w3id.org/txo/kg/paper/%22x%22+(1)"),
    ox.NamedNode(PREFIXES["rdfs"] + "label"),
    ox.Literal('a "quoted"\n\ttab, ≥ 3 % & <b> \\ 中', language="en"),
    ox.NamedNode("https://w3id.org/txo/kg/graph/x/info"),
)


@cache
def quads() -> tuple[ox.Quad, ...]:
    """The graph of the invented papers, with the classes and properties of the ontology but without its vocabulary."""
    core = ontology_triples([folder("ontology") / "txo.ttl"])
    axioms = (ox.Quad(t.subject, t.predicate, t.object, ONTOLOGY_GRAPH) for t in core)
    return (*axioms, *instantiate(invented(), lexicon()))


@cache
def exported(name: str) -> bytes:
    """The invented graph, with one awkward triple, in a format."""
    return FORMATS[name].export([*quads(), AWKWARD])


@cache
def expected() -> IsomorphicGraph:
    """The graph as rdflib has it from the plainest of formats."""
    return to_isomorphic(rdflib.Graph().parse(data=exported("ntriples"), format="nt"))


def canonical(quads: list[ox.Quad], *, graphs: bool) -> set[ox.Quad]:
    """Quads that can be compared, whatever their blank nodes are called."""
    kept = quads if graphs else [ox.Quad(*q.triple) for q in quads]
    dataset = ox.Dataset(kept)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


@pytest.mark.parametrize("exporter", RDF_EXPORTERS, ids=lambda e: e.name)
def test_pyoxigraph_reads_the_same_graph_back(exporter: Exporter) -> None:
    """No triple is lost, added or changed; named graphs stay where the format has them."""
    read = list(ox.parse(exported(exporter.name), format=exporter.rdf))
    assert canonical(read, graphs=exporter.graphs) == canonical([*quads(), AWKWARD], graphs=exporter.graphs)


@pytest.mark.parametrize("exporter", RDF_EXPORTERS, ids=lambda e: e.name)
def test_rdflib_reads_the_same_graph_back(exporter: Exporter) -> None:
    """The library that users import agrees on every triple."""
    read = rdflib.Dataset(default_union=True) if exporter.graphs else rdflib.Graph()
    read.parse(data=exported(exporter.name), format=RDFLIB_NAMES.get(exporter.name, exporter.name))
    merged_graph = rdflib.Graph()
    for triple in read.triples((None, None, None)):
        merged_graph.add(triple)
    assert to_isomorphic(merged_graph) == expected()


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda e: e.name)
def test_the_order_of_quads_does_not_matter(exporter: Exporter) -> None:
    """The same graph gives the same bytes."""
    given = [*quads(), AWKWARD]
    assert exporter.export(reversed(given)) == exported(exporter.name)


def test_another_process_writes_the_same_bytes() -> None:
    """Nothing depends on how a run hashes strings."""
    program = (
        "import hashlib\n"
        "from kg_builder.export import EXPORTERS\n"
        "from tests.export.test_export import quads\n"
        "print([hashlib.sha256(e.export(quads())).hexdigest() for e in EXPORTERS])\n"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_names_and_endings_are_unique() -> None:
    """A format is asked for by name and written with its own ending."""
    assert len(FORMATS) == len({e.ending for e in EXPORTERS}) == len(EXPORTERS)


def test_turtle_is_readable() -> None:
    """Prefixes are bound, and no IRI of ours is spelt out."""
    text = exported("turtle").decode()
    assert "@prefix txo: <https://w3id.org/txo#> ." in text
    assert "regimen:lenvatinib\\+tace a txo:Regimen" in text
    assert text.count("<https://w3id.org/txo#") == 1


def test_jsonld_is_compact() -> None:
    """The context says what the values are, so that they are bare strings; prefixes shorten all names."""
    document = json.loads(exported("jsonld"))
    graphs = {graph["@id"]: graph["@graph"] for graph in document["@graph"]}
    nodes = {node["@id"]: node for node in graphs["graph:alpha-2025/assertion"]}
    assert document["@context"]["txo:value"] == {"@type": "xsd:decimal"}
    assert nodes["outcome:alpha-2025/aaaaaaaaaaaa"]["txo:value"] == "17.3"
    assert nodes["outcome:alpha-2025/aaaaaaaaaaaa"]["txo:regimen"] == "regimen:lenvatinib+tace"


def test_csv_has_a_row_for_every_record() -> None:
    """One row per statement, with its words, numbers and place."""
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(exported("csv").decode()))}
    assert len(rows) == len({r.id or r.identified().id for r in invented()})
    row = rows["alpha-2025:outcome:aaaaaaaaaaaa"]
    shown = {
        name: row[name]
        for name in (
            "kind",
            "paper",
            "arm",
            "endpoint",
            "value",
            "ciLow",
            "ciHigh",
            "p",
            "where",
            "quote",
            "confidence",
        )
    }
    assert shown == {
        "kind": "OutcomeResult",
        "paper": "alpha-2025",
        "arm": "LT",
        "endpoint": "OS",
        "value": "17.3",
        "ciLow": "14.2",
        "ciHigh": "20.4",
        "p": "<0.001",
        "where": "abstract",
        "quote": "median OS of 17.3 months",
        "confidence": "low",
    }


def test_an_empty_graph_is_exported() -> None:
    """Nothing in, a valid empty document out."""
    for exporter in RDF_EXPORTERS:
        assert list(ox.parse(exporter.export([]), format=exporter.rdf)) == []
    assert exported("csv").startswith(b"id,kind,paper")
    assert merged([]) == []
