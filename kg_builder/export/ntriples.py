"""N-Triples: all triples, one a line."""

from __future__ import annotations

from functools import partial

import pyoxigraph as ox

from kg_builder.export.exporter import Exporter, serialize_triples

__all__ = ["NTRIPLES"]

NTRIPLES = Exporter(
    name="ntriples",
    ending=".nt",
    media_type="application/n-triples",
    graphs=False,
    rdf=ox.RdfFormat.N_TRIPLES,
    export=partial(serialize_triples, rdf=ox.RdfFormat.N_TRIPLES),
)
