"""The graph for others: one module per format, all named in `EXPORTERS`.

A new format is a module with an `Exporter` and a line in the tuple; the contract tests run over all of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg_builder.export.csv import CSV
from kg_builder.export.exporter import Exporter
from kg_builder.export.fhir import FHIR
from kg_builder.export.jsonld import JSONLD
from kg_builder.export.nanopub import NANOPUB
from kg_builder.export.nquads import NQUADS
from kg_builder.export.ntriples import NTRIPLES
from kg_builder.export.owl import OWL
from kg_builder.export.rdfxml import RDFXML
from kg_builder.export.trig import TRIG
from kg_builder.export.turtle import TURTLE

__all__ = ["EXPORTERS", "FORMATS", "Exporter"]

EXPORTERS: tuple[Exporter, ...] = (TURTLE, TRIG, NQUADS, NTRIPLES, JSONLD, RDFXML, CSV, OWL, NANOPUB, FHIR)
FORMATS: Mapping[str, Exporter] = {e.name: e for e in EXPORTERS}
