"""Why something has a class, in words: from the reasons that the reasoner kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg_builder.iris import curie
from kg_builder.reasoning.axioms import Edge, Is
from kg_builder.reasoning.el import Conclusions

__all__ = ["Words", "grounds"]

_READ_AS_WORDS = ("MET", "RET", "ROS", "HED", "HAI", "MEN")  # a MET inhibitor, not an M-E-T inhibitor
_LABEL, _DEFINITION = curie("rdfs:label"), curie("skos:definition")


@dataclass(frozen=True, slots=True)
class Words:
    """What things are called, and how classes are defined."""

    labels: Mapping[str, str]
    definitions: Mapping[str, str]

    @classmethod
    def of(cls, triples: Iterable[ox.Triple]) -> Words:
        """The English labels and definitions among these triples."""
        labels, definitions = {}, {}
        for triple in triples:
            value = triple.object
            subject = triple.subject
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal) and value.language in (None, "en"):
                if triple.predicate == _LABEL:
                    labels[subject.value] = value.value
                elif triple.predicate == _DEFINITION:
                    definitions[subject.value] = value.value
        return cls(labels, definitions)

    def name(self, iri: str) -> str:
        """The label of a thing; without one, the end of its IRI.

        >>> Words({}, {}).name("https://w3id.org/txo#Drug")
        'Drug'
        """
        return self.labels.get(iri) or iri.rpartition("#")[2].rpartition("/")[2]

    def a(self, iri: str) -> str:
        """A class with its article.

        >>> Words({"urn:t": "TKI-containing regimen", "urn:i": "ICI", "urn:a": "ablation"}, {}).a("urn:i")
        'an ICI'
        """
        name = self.name(iri)
        spelt = len(name) > 1 and name[:2].isupper() and name[:3] not in _READ_AS_WORDS
        return f"{'an' if name[0] in ('AEFHILMNORSX' if spelt else 'aeiouAEIOU') else 'a'} {name}"


def grounds(conclusions: Conclusions, words: Words, individual: str, kind: str) -> list[str]:
    """Why an individual is of a kind: a sentence for each component that counts, the components in their order."""
    sentences = (_sentence(words, path, chain) for path, chain in _walk(conclusions, Is(individual, kind), set()))
    return sorted(set(sentences))


def _walk(conclusions: Conclusions, fact: Is, seen: set[Is]) -> Iterator[tuple[tuple[Edge, ...], tuple[str, ...]]]:
    """The relations that a conclusion rests on, each with what its end is, from asserted to needed."""
    if fact in seen:
        return
    seen.add(fact)
    reasons = conclusions.why.get(fact, ())
    edges = [reason for reason in reasons if isinstance(reason, Edge)]
    for reason in reasons:
        if isinstance(reason, Edge) or not edges:
            continue
        yield _path(conclusions, edges[0]), _chain(conclusions, reason)
    if not edges:
        for reason in reasons:
            if isinstance(reason, Is):
                yield from _walk(conclusions, reason, seen)


def _path(conclusions: Conclusions, edge: Edge) -> tuple[Edge, ...]:
    """The asserted relations that make up one."""
    reasons = [reason for reason in conclusions.why.get(edge, ()) if isinstance(reason, Edge)]
    return tuple(step for reason in reasons for step in _path(conclusions, reason)) or (edge,)


def _chain(conclusions: Conclusions, fact: Is) -> tuple[str, ...]:
    """The kinds from the one that is asserted to the one that is needed."""
    kinds = [fact.kind]
    while reasons := conclusions.why.get(fact, ()):
        if len(reasons) > 1 or not isinstance(reasons[0], Is) or reasons[0].kind == fact.name:
            break
        fact = reasons[0]
        kinds.append(fact.kind)
    return tuple(reversed(kinds))


def _sentence(words: Words, path: tuple[Edge, ...], chain: tuple[str, ...]) -> str:
    """One ground in words."""
    end = path[-1].other
    via = "".join(f" in {words.name(step.other)}" for step in reversed(path[:-1]))
    named = [kind for kind in chain if not kind.startswith(("∃", "(")) and kind != end]
    if not named:
        return f"{words.name(end)} is a component{via}"
    if words.name(end).startswith(f"{words.name(named[0])},"):  # an agent that is not named, called after its class
        return ", hence ".join([f"{words.a(named[0])} is a component{via}", *map(words.a, named[1:])])
    return f"{words.name(end)}{via} is {', hence '.join(words.a(kind) for kind in named)}"
