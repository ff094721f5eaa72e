"""OWL: the ontology, its mappings and the regimens as one RDF/XML file, for ontology editors and reasoners.

What papers report is left out: it is data, and a reasoner has no business with it. A component that is a class is said as
logic has it (`hasComponent some Class`), so that reasoners elsewhere conclude what ours do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg_builder.export.exporter import Exporter, serialize_triples
from kg_builder.graph import ONTOLOGY_GRAPH, SHARED_GRAPH
from kg_builder.iris import KG, TXO, curie
from kg_builder.mappings import MAPPINGS_GRAPH
from kg_builder.reasoning.composition import COMPONENT, unnamed_components

__all__ = ["OWL"]

_KEPT = (ONTOLOGY_GRAPH, MAPPINGS_GRAPH)
_COMPOSITION = (f"{KG}regimen/", f"{KG}agent/")
_TYPE, _NAMED, _CLASS = curie("rdf:type"), curie("owl:NamedIndividual"), curie("owl:Class")


def _export(quads: Iterable[ox.Quad]) -> bytes:
    kept = list(filter(_is_kept, quads))
    classes = {quad.subject for quad in kept if (quad.predicate, quad.object) == (_TYPE, _CLASS)}
    unnamed = unnamed_components((quad.triple for quad in kept), classes)
    named = (quad for quad in kept if quad.predicate != COMPONENT or quad.triple not in unnamed)
    parts = (part for said in unnamed.values() for part in said)
    some = (ox.Quad(p.subject, p.predicate, p.object, ONTOLOGY_GRAPH) for p in parts)
    return serialize_triples(_declared((*named, *some)), ox.RdfFormat.RDF_XML)


def _is_kept(quad: ox.Quad) -> bool:
    """Whether a quad is of the ontology, or says what a regimen consists of."""
    node = quad.subject
    composes = isinstance(node, ox.NamedNode) and node.value.startswith(_COMPOSITION)
    return quad.graph_name in _KEPT or (quad.graph_name == SHARED_GRAPH and composes)


def _declared(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads, and that each thing of a class of ours is an individual: not every tool concludes it."""
    for quad in quads:
        yield quad
        kind = quad.object
        if quad.predicate == _TYPE and isinstance(kind, ox.NamedNode) and kind.value.startswith(TXO):
            yield ox.Quad(quad.subject, _TYPE, _NAMED, quad.graph_name)


OWL = Exporter(name="owl", ending=".owl", media_type="application/rdf+xml", graphs=False, rdf=None, export=_export)
