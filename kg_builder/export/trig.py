"""TriG: the named graphs of every paper, readable."""

from __future__ import annotations

from functools import partial

import pyoxigraph as ox

from kg_builder.export.exporter import Exporter, serialize_quads

__all__ = ["TRIG"]

TRIG = Exporter(
    name="trig",
    ending=".trig",
    media_type="application/trig",
    graphs=True,
    rdf=ox.RdfFormat.TRIG,
    export=partial(serialize_quads, rdf=ox.RdfFormat.TRIG),
)
