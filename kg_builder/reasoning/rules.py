"""Rules that need the whole of what is known: SPARQL that concludes types and relations, one file of `ontology/rules/` each.

The first line of a rule's head comment says what it concludes and when; it is the reason given for its conclusions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg_builder.errors import VocabularyError
from kg_builder.iris import curie
from kg_builder.resources import rule_files

__all__ = ["Rule", "apply", "read_rules"]

_READ = frozenset(
    map(
        curie,
        (
            "rdf:type",
            "rdfs:range",
            "rdfs:subClassOf",
            "rdfs:subPropertyOf",
            "skos:closeMatch",
            "txo:arm",
            "txo:comparator",
            "txo:fromLine",
            "txo:fromRegimen",
            "txo:hasComponent",
            "txo:hasComponentClass",
            "txo:line",
            "txo:regimen",
            "txo:toLine",
            "txo:toRegimen",
        ),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its name, the sentence that says what it does, and its query."""

    name: str
    title: str
    query: str


def read_rules(files: Iterable[Path] | None = None) -> list[Rule]:
    """The rules of these files (by default those that ship).

    >>> [rule.name for rule in read_rules()][:4]
    ['adds-to', 'chemotherapy-free', 'compared-with', 'component-count']

    Raises:
        VocabularyError: a file does not begin with a comment that says what the rule does.
    """
    return [_read(file) for file in (rule_files() if files is None else files)]


def _read(file: Path) -> Rule:
    text = file.read_text("utf-8")
    head = text.partition("\n")[0]
    if not head.startswith("# "):
        raise VocabularyError(f"{file}:1: begin a rule with a comment that says what it concludes and when")
    return Rule(name=file.stem, title=head.removeprefix("# "), query=text)


def apply(rules: Iterable[Rule], triples: Iterable[ox.Triple]) -> Iterator[tuple[Rule, ox.Triple]]:
    """What the rules conclude from these triples, rule by rule, sorted.

    Raises:
        VocabularyError: a rule is not a CONSTRUCT query.
    """
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples if t.predicate in _READ)
    for rule in rules:
        try:
            answer = store.query(rule.query)
        except SyntaxError as fault:
            raise VocabularyError(f"rule {rule.name}: not SPARQL: {fault}") from fault
        if not isinstance(answer, ox.QueryTriples):
            raise VocabularyError(f"rule {rule.name}: write a CONSTRUCT query")
        yield from ((rule, triple) for triple in sorted(set(answer), key=str))
