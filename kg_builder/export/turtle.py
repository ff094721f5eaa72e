"""Turtle: the ontology and all data as one self-contained file, prefixes bound, sorted."""

from __future__ import annotations

from functools import partial

import pyoxigraph as ox

from kg_builder.export.exporter import Exporter, serialize_triples

__all__ = ["TURTLE"]

TURTLE = Exporter(
    name="turtle",
    ending=".ttl",
    media_type="text/turtle",
    graphs=False,
    rdf=ox.RdfFormat.TURTLE,
    export=partial(serialize_triples, rdf=ox.RdfFormat.TURTLE),
)
