"""The quality of an ontology, by the questions of `ontology/quality/`: each finds the terms that break one rule.

A question's head comment says in its first line what is wrong with what it finds, then its severity and which published
checks (the ROBOT report, OOPS!, FOOPS!) it follows. It asks for `?term` and, where it helps, `?value`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg_builder.errors import VocabularyError
from kg_builder.resources import quality_files
from kg_builder.validation.finding import Finding, Severity, short

__all__ = ["check_quality"]

_HEAD = re.compile(r"# (?P<message>[^\n]+)\n#\n# severity: (?P<severity>error|warning|info)\n# after: [^\n]+\n")


def check_quality(triples: Iterable[ox.Triple], files: Iterable[Path] | None = None) -> Iterator[Finding]:
    """What is wrong with the terms among these triples, by these questions (by default those that ship).

    Raises:
        VocabularyError: a question cannot be used; its file is named.
    """
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    for file in quality_files() if files is None else files:
        yield from _ask(store, file)


def _ask(store: ox.Store, file: Path) -> Iterator[Finding]:
    text = file.read_text("utf-8")
    head = _HEAD.match(text)
    if head is None:
        raise VocabularyError(f"{file}:1: begin with '# WHAT IS WRONG', '#', '# severity: error', '# after: CHECKS'")
    try:
        rows = store.query(text)
    except SyntaxError as fault:
        raise VocabularyError(f"{file}: not SPARQL: {fault}") from fault
    if not isinstance(rows, ox.QuerySolutions) or rows.variables[0].value != "term":
        raise VocabularyError(f"{file}: SELECT ?term, and ?value where it helps")
    for row in rows:
        term, value = row["term"], row[1] if len(rows.variables) > 1 else None
        yield Finding(
            check="quality",
            rule=file.stem,
            severity=Severity(head["severity"]),
            subject=_shown(term),
            message=head["message"],
            value="" if value is None else _shown(value),
        )


def _shown(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return short(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)
