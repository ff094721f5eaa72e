"""Whether a graph can be true at all: no class without possible members, nothing in classes that exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg_builder.reasoning.axioms import NOTHING, Edge, Is, read_axioms
from kg_builder.reasoning.el import Conclusions, conclude
from kg_builder.validation.finding import Finding, Severity, short

__all__ = ["check_consistency"]


def check_consistency(triples: Iterable[ox.Triple]) -> Iterator[Finding]:
    """The contradictions in a graph and its ontology, each with what clashes."""
    conclusions = conclude(read_axioms(triples))
    for name in conclusions.unsatisfiable():
        yield _finding("unsatisfiable", name, f"a class can have no members: {_clash(conclusions, name)}")
    for name in conclusions.impossible():
        if name not in conclusions.axioms.classes:
            yield _finding("contradiction", name, f"this cannot be: {_clash(conclusions, name)}")


def _finding(rule: str, subject: str, message: str) -> Finding:
    return Finding(check="consistency", rule=rule, severity=Severity.ERROR, subject=short(subject), message=message)


def _clash(conclusions: Conclusions, name: str) -> str:
    """What excludes what."""
    reasons = conclusions.why.get(Is(name, NOTHING), ())
    edges = [reason for reason in reasons if isinstance(reason, Edge)]
    if edges:
        return f"it is related to {short(edges[0].other)} ({short(edges[0].role)}), which cannot be"
    kinds = [short(reason.kind) for reason in reasons if isinstance(reason, Is)]
    return f"it is {' and '.join(kinds)}, which exclude each other" if len(kinds) > 1 else f"it is {' '.join(kinds)}"
