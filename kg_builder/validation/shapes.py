"""The SHACL shapes of `ontology/shapes.ttl` on a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, SH

from kg_builder.resources import shapes_file
from kg_builder.validation.finding import Finding, Severity, short

__all__ = ["check_shapes"]

_SEVERITIES = {SH.Violation: Severity.ERROR, SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}


def check_shapes(triples: Iterable[ox.Triple], shapes: Path | None = None) -> Iterator[Finding]:
    """What does not have its shape (by default of those that ship); the triples include the ontology's."""
    import pyshacl

    graph = rdflib.Graph()
    content = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    graph.parse(data=content or b"", format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=str(shapes or shapes_file()), inference="none", inplace=True)
    if isinstance(report, rdflib.Graph):
        for result in report.subjects(RDF.type, SH.ValidationResult):
            yield _finding(report, result)


def _finding(report: rdflib.Graph, result: rdflib.term.Node) -> Finding:
    shape = report.value(result, SH.sourceShape)
    value = report.value(result, SH.value)
    focus = report.value(result, SH.focusNode)
    path = report.value(result, SH.resultPath)
    rule = path if isinstance(path, rdflib.URIRef) else shape
    severity = report.value(result, SH.resultSeverity)
    return Finding(
        check="shape",
        rule=short(str(rule)) if isinstance(rule, rdflib.URIRef) else "shape",
        severity=_SEVERITIES[severity] if isinstance(severity, rdflib.URIRef) else Severity.ERROR,
        subject=short(str(focus)),
        message=str(report.value(result, SH.resultMessage)),
        value="" if value is None or value == focus else short(str(value)),
    )
