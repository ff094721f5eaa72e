"""N-Quads: the named graphs of every paper, one statement a line."""

from __future__ import annotations

from functools import partial

import pyoxigraph as ox

from kg_builder.export.exporter import Exporter, serialize_quads

__all__ = ["NQUADS"]

NQUADS = Exporter(
    name="nquads",
    ending=".nq",
    media_type="application/n-quads",
    graphs=True,
    rdf=ox.RdfFormat.N_QUADS,
    export=partial(serialize_quads, rdf=ox.RdfFormat.N_QUADS),
)
