"""Checks of a graph and its ontology: shapes, profile, quality, consistency, mappings.

`validate(quads)` runs them all and gives the findings, the worst first; `failed(findings)` says whether any is an error.
"""

from kg_builder.validation.checks import CHECKS, read_graph, validate
from kg_builder.validation.finding import Finding, Severity, failed

__all__ = ["CHECKS", "Finding", "Severity", "failed", "read_graph", "validate"]
