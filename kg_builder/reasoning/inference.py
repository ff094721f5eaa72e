"""Infer the classes of regimens and write them down apart from what papers report, each with how it was inferred.

An inferred triple is annotated as OWL does it: an `owl:Axiom` node names the triple, the reasoning that generated it
(`prov:wasGeneratedBy`: the reasoner, or the rule by its name) and the grounds in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

import pyoxigraph as ox

from kg_builder.errors import QueryError, ReasonerError
from kg_builder.iris import KG, TXO, curie, iri
from kg_builder.reasoning.axioms import read_axioms
from kg_builder.reasoning.composition import REGIMEN, composition, regimens
from kg_builder.reasoning.el import Conclusions, conclude
from kg_builder.reasoning.explain import Words, grounds
from kg_builder.reasoning.hermit import classify, java
from kg_builder.reasoning.rules import apply, read_rules
from kg_builder.resources import version

__all__ = ["INFERRED_GRAPH", "Explanation", "Inference", "Inferred", "Reasoner", "compared", "explained", "infer"]

INFERRED_GRAPH = iri("graph", "inferred")
_DEFINITIONS = "definitions"  # the reasoning by defined classes; others are named after their rule
_TYPE, _SUBCLASS = curie("rdf:type"), curie("rdfs:subClassOf")


class Reasoner(StrEnum):
    """Who reasons on the defined classes."""

    PYTHON = "python"
    HERMIT = "hermit"

    @property
    def called(self) -> str:
        """Its name for people."""
        return "HermiT" if self is Reasoner.HERMIT else "the reasoner of kg-builder (OWL 2 EL)"

    @classmethod
    def best(cls) -> Reasoner:
        """HermiT where there is Java to run it, else our own."""
        return cls.HERMIT if java() else cls.PYTHON


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Inferred:
    """An inferred triple: by which reasoning, and why."""

    subject: str
    predicate: str
    kind: str
    by: str
    why: str

    @property
    def fact(self) -> tuple[str, str, str]:
        """The triple itself."""
        return self.subject, self.predicate, self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """What was inferred, and what cannot be."""

    reasoner: Reasoner
    inferred: Sequence[Inferred]
    regimens: int
    unsatisfiable: tuple[str, ...]
    impossible: tuple[str, ...]
    words: Words

    def quads(self) -> list[ox.Quad]:
        """The inferred triples and their annotations, in the named graph of inferences."""
        found = {quad for item in self.inferred for quad in _annotated(item)}
        for name in sorted({item.by for item in self.inferred}):
            found.update(self._reasoning(name))
        return sorted(found, key=str)

    def _reasoning(self, name: str) -> Iterator[ox.Quad]:
        """The description of a reasoning."""
        node, agent = iri("reasoning", name), iri("software", "kg-builder", version())
        label = f"defined classes, by {self.reasoner.called}" if name == _DEFINITIONS else f"the rule {name}"
        for predicate, value in (
            ("rdf:type", curie("txo:Reasoning")),
            ("rdfs:label", ox.Literal(label, language="en")),
            ("dcterms:identifier", ox.Literal(name)),
            ("prov:wasAssociatedWith", agent),
        ):
            yield ox.Quad(node, curie(predicate), value, INFERRED_GRAPH)

    def counts(self) -> dict[str, int]:
        """How many regimens each class has, by its name."""
        kinds = [item.kind for item in self.inferred if item.predicate == _TYPE.value]
        return {self.words.name(kind): kinds.count(kind) for kind in sorted(set(kinds), key=self.words.name)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A regimen's classes in words: what each is by definition, and what makes the regimen one."""

    regimen: str
    classes: Sequence[tuple[str, str, str]]


def explained(triples: Iterable[ox.Triple], regimen: str) -> Explanation:
    """Why a regimen has its classes.

    Raises:
        QueryError: the graph has no such regimen; the message names the nearest.
    """
    everything = set(triples)
    inference = infer(everything)
    words = inference.words
    known = {node.value for node in regimens(everything)}
    if regimen not in known:
        near = get_close_matches(regimen, sorted(known), n=3, cutoff=0.5)
        hint = f"there are: {', '.join(map(words.name, near))}" if near else "build one from papers that report it"
        raise QueryError(f"the graph has no regimen {regimen.rpartition('/')[2]!r}; {hint}")
    own = [item for item in inference.inferred if item.subject == regimen and item.predicate == _TYPE.value]
    said = [(words.a(item.kind), words.definitions.get(item.kind, ""), item.why) for item in own]
    return Explanation(regimen=words.name(regimen), classes=sorted(said))


def infer(triples: Iterable[ox.Triple], reasoner: Reasoner = Reasoner.PYTHON) -> Inference:
    """The classes of all regimens, and the order of the regimen classes, that are not stated but follow.

    >>> from kg_builder.ontology import ontology_triples
    >>> infer(ontology_triples()).counts()["chemotherapy-containing regimen"] > 10
    True

    Raises:
        ReasonerError: HermiT is asked for and cannot run.
        VocabularyError: a rule cannot be used.
    """
    everything = set(triples)
    relevant = composition(everything)
    task = _Task(conclude(read_axioms(relevant)), Words.of(everything), regimens(everything))
    kinds, unsatisfiable, impossible = _kinds(task.conclusions, relevant, reasoner)
    facts = [] if impossible else sorted(task.new_facts(kinds))
    stated = everything | {ox.Triple(*map(ox.NamedNode, fact)) for fact in facts}
    return Inference(
        reasoner=reasoner,
        inferred=sorted([*map(task.by_definition, facts), *task.by_rules(stated)]),
        regimens=len(task.regimens),
        unsatisfiable=unsatisfiable,
        impossible=impossible,
        words=task.words,
    )


def compared(triples: Iterable[ox.Triple], reasoner: Reasoner) -> Inference:
    """What one reasoner infers, after HermiT and our own have been found to agree.

    Raises:
        ReasonerError: HermiT cannot run, or the two disagree; the message names what one of them does not find.
    """
    everything = set(triples)
    inference = infer(everything, reasoner)
    if reasoner is Reasoner.HERMIT:
        own = infer(everything)
        difference = sorted({item.fact for item in inference.inferred} ^ {item.fact for item in own.inferred})
        if difference or own.unsatisfiable != inference.unsatisfiable:
            named = difference[0] if difference else (*own.unsatisfiable, *inference.unsatisfiable)
            raise ReasonerError(
                f"HermiT and the reasoner of kg-builder disagree in {len(difference)} conclusions, such as "
                f"{' '.join(named)}; please report this"
            )
    return inference


def _kinds(
    conclusions: Conclusions, relevant: Sequence[ox.Triple], reasoner: Reasoner
) -> tuple[Mapping[str, frozenset[str]], tuple[str, ...], tuple[str, ...]]:
    """The classes of everything, the classes that can have no members, and the individuals that cannot be."""
    names = conclusions.axioms.classes | conclusions.axioms.individuals
    impossible = tuple(conclusions.impossible())
    if reasoner is Reasoner.PYTHON:
        return {name: conclusions.types(name) for name in names}, tuple(conclusions.unsatisfiable()), impossible
    found = classify(relevant)
    return found.kinds, found.unsatisfiable, () if found.consistent else impossible or ("the graph as a whole",)


@dataclass(frozen=True, slots=True)
class _Task:
    """What is reasoned about."""

    conclusions: Conclusions
    words: Words
    regimens: set[ox.NamedNode]

    def new_facts(self, kinds: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str, str]]:
        """The types of regimens, and the classes above regimen classes, that are not stated."""
        axioms = self.conclusions.axioms
        classes = {c for c in axioms.classes if REGIMEN.value in kinds.get(c, ())} - {REGIMEN.value}
        types = {(fact.name, fact.kind) for fact in axioms.types}
        for regimen in self.regimens:
            for kind in kinds.get(regimen.value, frozenset()) & classes:
                if (regimen.value, kind) not in types:
                    yield regimen.value, _TYPE.value, kind
        for name in classes:
            for kind in (kinds[name] & (classes | {REGIMEN.value})) - {name, *axioms.kinds.get(name, ())}:
                yield name, _SUBCLASS.value, kind

    def by_definition(self, fact: tuple[str, str, str]) -> Inferred:
        """A fact that follows from the definitions of classes."""
        subject, predicate, kind = fact
        if predicate == _SUBCLASS.value:
            why = f"what makes {self.words.a(subject)} includes what makes {self.words.a(kind)}"
        else:
            why = "; ".join(grounds(self.conclusions, self.words, subject, kind)) or "by its other classes"
        return Inferred(subject=subject, predicate=predicate, kind=kind, by=_DEFINITIONS, why=why)

    def by_rules(self, triples: Iterable[ox.Triple]) -> Iterator[Inferred]:
        """What the rules conclude."""
        for rule, triple in apply(read_rules(), triples):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
                yield Inferred(
                    subject=triple.subject.value,
                    predicate=triple.predicate.value,
                    kind=triple.object.value,
                    by=rule.name,
                    why=f"by the rule {rule.name}: {rule.title[0].lower()}{rule.title[1:]}",
                )


def _annotated(item: Inferred) -> Iterator[ox.Quad]:
    """An inferred triple and what is known of it."""
    subject, predicate, kind = map(ox.NamedNode, item.fact)
    said = () if item.predicate in (_TYPE.value, _SUBCLASS.value) else (item.predicate.removeprefix(TXO),)
    parts = (part.removeprefix(KG).removeprefix(TXO) for part in (item.subject, *said, item.kind))
    node = iri("inference", *parts)
    yield ox.Quad(subject, predicate, kind, INFERRED_GRAPH)
    for name, value in (
        ("rdf:type", curie("owl:Axiom")),
        ("owl:annotatedSource", subject),
        ("owl:annotatedProperty", predicate),
        ("owl:annotatedTarget", kind),
        ("prov:wasGeneratedBy", iri("reasoning", item.by)),
        ("rdfs:comment", ox.Literal(item.why, language="en")),
    ):
        yield ox.Quad(node, curie(name), value, INFERRED_GRAPH)
