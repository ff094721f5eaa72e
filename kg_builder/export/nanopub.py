"""Nanopublications: one per statement of evidence, in TriG, one after the other.

Each has the four graphs of a nanopublication: the head, the assertion (the statement with the arm, study and regimen it
speaks of), its provenance (the places that print it, with their quotes, and the rule that read it, with its confidence)
and the publication info. They have no time stamp and are not signed: signing gives them their trusty URI, and is up to who
publishes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg_builder.export.exporter import Exporter, sorted_quads
from kg_builder.graph import SHARED_GRAPH
from kg_builder.iris import KG, PREFIXES, curie, iri

__all__ = ["NANOPUB"]

_LICENCE = ox.NamedNode("https://creativecommons.org/licenses/by/4.0/")
_PREFIXES = {**PREFIXES, "npx": "http://purl.org/nanopub/x/"}
_NANOPUB_TYPE = ox.NamedNode(_PREFIXES["npx"] + "hasNanopubType")
_DERIVED = curie("prov:wasDerivedFrom")
_RULE = curie("txo:byRule")
_PAPER, _ID, _TYPE = curie("txo:paper"), curie("dcterms:identifier"), curie("rdf:type")

Node = ox.NamedNode
About = Mapping[Node, Sequence[ox.Triple]]


def _export(quads: Iterable[ox.Quad]) -> bytes:
    parts: dict[str, dict[Node, list[ox.Triple]]] = {"assertion": {}, "provenance": {}, "info": {}}
    for quad in sorted_quads(quads):
        part = _part(quad.graph_name)
        if part and isinstance(quad.subject, Node):
            parts[part].setdefault(quad.subject, []).append(quad.triple)
    found = [
        quad
        for node, triples in parts["assertion"].items()
        if {_PAPER, _ID} <= {t.predicate for t in triples}
        for quad in _nanopublication(node, parts)
    ]
    return ox.serialize(sorted_quads(found), format=ox.RdfFormat.TRIG, prefixes=_PREFIXES) or b""


def _part(graph: object) -> str | None:
    """Which part of a paper's evidence a graph holds; what papers share belongs to the assertions."""
    if graph == SHARED_GRAPH:
        return "assertion"
    name = graph.value.removeprefix(f"{KG}graph/") if isinstance(graph, Node) else ""
    part = name.rpartition("/")[2]
    return part if "/" in name and part in ("assertion", "provenance", "info") else None


def _nanopublication(node: Node, parts: Mapping[str, About]) -> Iterator[ox.Quad]:
    """The four graphs of one statement."""
    this = iri("nanopub", node.value.removeprefix(KG))
    head, assertion, provenance, info = (
        Node(f"{this.value}#{part}") for part in ("head", "assertion", "provenance", "pubinfo")
    )
    yield ox.Quad(this, _TYPE, curie("np:Nanopublication"), head)
    yield ox.Quad(this, curie("np:hasAssertion"), assertion, head)
    yield ox.Quad(this, curie("np:hasProvenance"), provenance, head)
    yield ox.Quad(this, curie("np:hasPublicationInfo"), info, head)
    for triple in _reach(node, parts["assertion"]):
        yield ox.Quad(triple.subject, triple.predicate, triple.object, assertion)
    for triple in _sources(node, parts):
        subject = assertion if triple.subject == node else triple.subject
        yield ox.Quad(subject, triple.predicate, triple.object, provenance)
    yield from _publication(this, node, parts, info)


def _reach(start: Node, about: About) -> Iterator[ox.Triple]:
    """What is said of a node and, in turn, of what it leads to; papers are described elsewhere."""
    seen, front = {start}, [start]
    while front:
        for triple in about.get(front.pop(), ()):
            yield triple
            value = triple.object
            if isinstance(value, Node) and value not in seen and not value.value.startswith(f"{KG}paper/"):
                seen.add(value)
                front.append(value)


def _sources(node: Node, parts: Mapping[str, About]) -> Iterator[ox.Triple]:
    """Where a statement comes from, down to the quotes, the paper and the rule with its confidence."""
    for triple in _reach(node, parts["provenance"]):
        yield triple
        if triple.predicate == _RULE and isinstance(triple.object, Node):
            yield from parts["assertion"].get(triple.object, ())
    for triple in parts["assertion"][node]:
        if triple.predicate == _PAPER and isinstance(triple.object, Node):
            yield from parts["info"].get(triple.object, ())
            yield ox.Triple(node, _DERIVED, triple.object)


def _publication(this: Node, node: Node, parts: Mapping[str, About], info: Node) -> Iterator[ox.Quad]:
    """Who made the nanopublication, of what kind it is, and on what terms it may be used."""
    yield ox.Quad(this, curie("dcterms:license"), _LICENCE, info)
    for triple in parts["assertion"][node]:
        if triple.predicate == _TYPE:
            yield ox.Quad(this, _NANOPUB_TYPE, triple.object, info)
        elif triple.predicate == curie("rdfs:label"):
            yield ox.Quad(this, triple.predicate, triple.object, info)
    for maker, triples in parts["info"].items():
        if maker.value.startswith(f"{KG}software/"):
            yield ox.Quad(this, curie("dcterms:creator"), maker, info)
            yield ox.Quad(this, curie("prov:wasAttributedTo"), maker, info)
            yield from (ox.Quad(t.subject, t.predicate, t.object, info) for t in triples)


NANOPUB = Exporter(
    name="nanopub", ending=".nanopub.trig", media_type="application/trig", graphs=True, rdf=None, export=_export
)
