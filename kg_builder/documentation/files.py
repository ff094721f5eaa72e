"""All files that the ontology gives, and where they belong."""

from __future__ import annotations

from collections.abc import Mapping

from kg_builder.documentation.context import context
from kg_builder.documentation.diagram import diagram
from kg_builder.documentation.page import page
from kg_builder.documentation.report import report
from kg_builder.documentation.terms import Terms
from kg_builder.mappings import load_mappings
from kg_builder.ontology import ontology_triples

__all__ = ["files"]


def files() -> Mapping[str, bytes]:
    """The content of each file by its path in the repository."""
    triples = ontology_triples()
    terms = Terms(triples, load_mappings())
    return {
        "docs/core-classes.svg": diagram(terms).encode(),
        "docs/ontology-report.md": report(terms).encode(),
        "docs/ontology.html": page(terms).encode(),
        "ontology/context.jsonld": context(triples),
    }
