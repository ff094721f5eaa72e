"""All checks on one graph, from the store or from files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg_builder.errors import StoreError
from kg_builder.iris import KG, TXO, curie
from kg_builder.ontology import ontology_triples
from kg_builder.validation.consistency import check_consistency
from kg_builder.validation.finding import Finding
from kg_builder.validation.mapped import check_mappings
from kg_builder.validation.profile import check_profile
from kg_builder.validation.quality import check_quality
from kg_builder.validation.shapes import check_shapes

__all__ = ["CHECKS", "read_graph", "validate"]

_ONTOLOGY = ox.Triple(ox.NamedNode(TXO[:-1]), curie("rdf:type"), curie("owl:Ontology"))


def _of_terms(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """What is said of the ontology and its terms; nothing of the data, which no ontology tool needs to look at."""
    return [t for t in triples if not (isinstance(t.subject, ox.NamedNode) and t.subject.value.startswith(KG))]


CHECKS: Mapping[str, Callable[[Sequence[ox.Triple]], Iterable[Finding]]] = {
    "consistency": check_consistency,
    "profile": lambda triples: check_profile(_of_terms(triples)),
    "quality": lambda triples: check_quality(_of_terms(triples)),
    "shape": check_shapes,
}


def validate(triples: Iterable[ox.Triple]) -> list[Finding]:
    """Everything that is wrong with a graph and with the mappings that ship, the worst first.

    A graph without the ontology is checked together with the one that ships.

    Raises:
        VocabularyError: a check of `ontology/` cannot be used, or the mappings cannot be read.
    """
    found = list(dict.fromkeys(triples))
    everything = found if _ONTOLOGY in found else [*found, *ontology_triples()]
    findings = {finding for check in CHECKS.values() for finding in check(everything)}
    return sorted(findings.union(check_mappings()), key=lambda finding: finding.order)


def read_graph(file: Path) -> list[ox.Triple]:
    """The triples of a graph file, whatever its named graphs: Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD.

    Raises:
        StoreError: the file cannot be read, or is not RDF of the kind that its ending says.
    """
    form = ox.RdfFormat.from_extension(file.suffix.removeprefix("."))
    if form is None:
        raise StoreError(f"{file}: not a graph by its ending; there are .ttl, .trig, .nt, .nq, .rdf and .jsonld")
    try:
        return [quad.triple for quad in ox.parse(path=file, format=form)]
    except OSError as fault:
        raise StoreError(f"{file}: cannot be read: {fault.strerror or fault}") from fault
    except (SyntaxError, ValueError) as fault:
        line = f":{fault.lineno}:{fault.offset}" if isinstance(fault, SyntaxError) else ""
        raise StoreError(f"{file}{line}: not {form.name}: {fault}") from fault
