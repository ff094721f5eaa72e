"""RDF/XML: all triples, for tools that read nothing else."""

from __future__ import annotations

from functools import partial

import pyoxigraph as ox

from kg_builder.export.exporter import Exporter, serialize_triples

__all__ = ["RDFXML"]

RDFXML = Exporter(
    name="rdfxml",
    ending=".rdf",
    media_type="application/rdf+xml",
    graphs=False,
    rdf=ox.RdfFormat.RDF_XML,
    export=partial(serialize_triples, rdf=ox.RdfFormat.RDF_XML),
)
