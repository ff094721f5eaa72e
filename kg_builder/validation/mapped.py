"""Whether the mappings that ship may ship: the gate of `kg_builder.mappings`, as findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg_builder.mappings import faults, load_mappings
from kg_builder.ontology import load_lexicon, ontology_triples
from kg_builder.validation.finding import Finding, Severity

__all__ = ["check_mappings"]


def check_mappings(file: Path | None = None) -> Iterator[Finding]:
    """What is wrong with the mappings of a file (by default of those that ship), each with its line.

    Raises:
        VocabularyError: the file cannot be read or a line does not fit.
    """
    for fault in faults(load_mappings(file), ontology_triples(), load_lexicon()):
        where, _, message = fault.partition(": ")
        name, line = where.rsplit(":", 1)
        yield Finding(
            check="mapping",
            rule="gate",
            severity=Severity.ERROR,
            subject=f"{Path(name).name}:{line}",
            message=message,
        )
