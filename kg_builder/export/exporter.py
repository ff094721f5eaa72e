"""What all formats share: a name, an ending, and a function from quads to bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg_builder.iris import PREFIXES

__all__ = ["Exporter", "merged", "serialize_quads", "serialize_triples", "sorted_quads"]

_TYPE = PREFIXES["rdf"] + "type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A format: `export` turns quads, in any order, into the same bytes every time.

    `graphs` tells whether the format keeps the named graphs apart; `rdf` is the RDF format in which the whole graph comes
    back, None when it does not.
    """

    name: str
    ending: str
    media_type: str
    graphs: bool
    rdf: ox.RdfFormat | None
    export: Callable[[Iterable[ox.Quad]], bytes]


def merged(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """The triples of all graphs together, each once, sorted by subject, its classes first.

    >>> a, b = ox.NamedNode("urn:a"), ox.NamedNode("urn:b")
    >>> len(merged([ox.Quad(a, a, a, b), ox.Quad(a, a, a, a)]))
    1
    """
    return sorted({q.triple for q in quads}, key=_order)


def sorted_quads(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The quads, each once, sorted by graph, then as triples are."""
    return sorted(set(quads), key=lambda q: (str(q.graph_name), _order(q.triple)))


def _order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    predicate = triple.predicate.value
    return str(triple.subject), predicate != _TYPE, predicate, str(triple.object)


def serialize_triples(quads: Iterable[ox.Quad], rdf: ox.RdfFormat) -> bytes:
    """All graphs as one, in a format for triples."""
    return ox.serialize(merged(quads), format=rdf, prefixes=dict(PREFIXES)) or b""


def serialize_quads(quads: Iterable[ox.Quad], rdf: ox.RdfFormat) -> bytes:
    """The graphs one after the other, in a format for quads."""
    return ox.serialize(sorted_quads(quads), format=rdf, prefixes=dict(PREFIXES)) or b""
