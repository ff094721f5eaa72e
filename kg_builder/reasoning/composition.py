"""What a description-logic reasoner needs of the graph: classes of treatments and regimens, components, drugs' targets.

Results, quotes and places say nothing about what a regimen is; leaving them out keeps reasoning in seconds.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

import pyoxigraph as ox

from kg_builder.iris import curie

__all__ = ["COMPONENT", "REGIMEN", "composition", "regimens", "unnamed_components"]

COMPONENT, REGIMEN = curie("txo:hasComponent"), curie("txo:Regimen")
_TYPE, _CLASS, _CLASS_COMPONENT = curie("rdf:type"), curie("owl:Class"), curie("txo:hasComponentClass")
_RESTRICTION, _ON, _SOME = curie("owl:Restriction"), curie("owl:onProperty"), curie("owl:someValuesFrom")
_DECLARATIONS = frozenset({_CLASS, _RESTRICTION})
_TRAITS = frozenset(map(curie, ("txo:hasModality", "txo:hasTarget", "txo:inhibits")))
_OF_ROLES = frozenset(map(curie, ("rdf:type", "rdfs:domain", "rdfs:range", "rdfs:subPropertyOf")))
_LOGIC = frozenset(
    map(
        curie,
        (
            "owl:disjointWith",
            "owl:equivalentClass",
            "owl:hasValue",
            "owl:intersectionOf",
            "owl:onProperty",
            "owl:someValuesFrom",
            "rdf:first",
            "rdf:rest",
            "rdfs:subClassOf",
        ),
    )
)


def composition(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The logic of treatments and regimens, the regimens' components with their types and traits, sorted.

    A class as a component stands for some member of it, and is said so: `regimen a [ hasComponent some Class ]`.

    >>> from kg_builder.ontology import ontology_triples
    >>> 500 < len(composition(ontology_triples())) < 5_000
    True
    """
    everything = set(triples)
    logic = {t for t in everything if t.predicate in _LOGIC or (t.predicate == _TYPE and t.object in _DECLARATIONS)}
    classes = {t.subject for t in logic if t.object == _CLASS}
    roles = {t for t in everything if t.subject in (COMPONENT, *_TRAITS) and t.predicate in _OF_ROLES}
    links = {t for t in everything if t.predicate in (COMPONENT, _CLASS_COMPONENT)}
    unnamed = unnamed_components(everything, classes)
    named = {t for t in links if t not in unnamed}
    values = {t.object for t in logic if t.predicate == curie("owl:hasValue")}
    holders = {t.subject for t in links} | {t.object for t in named} | values
    members = regimens(everything) | {node for node in holders if isinstance(node, ox.NamedNode)}
    traits = {t for t in everything if t.predicate in _TRAITS and t.subject in members}
    members |= {t.object for t in traits if isinstance(t.object, ox.NamedNode)}
    types = {t for t in everything if t.predicate == _TYPE and t.subject in members and t.object in classes}
    declared = {ox.Triple(member, _TYPE, curie("owl:NamedIndividual")) for member in members}
    said = {part for parts in unnamed.values() for part in parts}
    return sorted(logic | roles | named | traits | types | declared | said, key=str)


def unnamed_components(triples: Iterable[ox.Triple], classes: Container[object]) -> dict[ox.Triple, list[ox.Triple]]:
    """The components that are classes, each with what it means in logic: that the regimen has some member of it."""
    links = (t for t in triples if t.predicate in (COMPONENT, _CLASS_COMPONENT) and t.object in classes)
    return {link: list(_some(link)) for link in links}


def regimens(triples: Iterable[ox.Triple]) -> set[ox.NamedNode]:
    """What is stated to be a regimen."""
    kinds = (REGIMEN, curie("txo:NamedRegimen"))
    found = (t.subject for t in triples if t.predicate == _TYPE and t.object in kinds)
    return {node for node in found if isinstance(node, ox.NamedNode)}


def _some(link: ox.Triple) -> Iterator[ox.Triple]:
    """That a regimen has some component of a class."""
    node = ox.BlankNode("some" + "".join(c for c in f"{link.subject}{link.object}" if c.isalnum() and c.isascii()))
    yield ox.Triple(link.subject, _TYPE, node)
    yield ox.Triple(node, _TYPE, _RESTRICTION)
    yield ox.Triple(node, _ON, COMPONENT)
    yield ox.Triple(node, _SOME, link.object)
