"""Evidence records as RDF: generic over their fields.

The class of a kind stands in `CLASSES`. A field becomes the property of its name (`at_months` → `txo:atMonths`), unless
`RENAMED` says otherwise: numbers are typed, intervals become two properties, and a field of `LINKS` keeps its words in
`txo:<name>Name` and links to the vocabulary's terms that they name. Components become a regimen, shared by all papers.

Every paper has three named graphs (assertion, provenance, publication info); what papers share (regimens, agents, cited
trials, rules) stands in one of its own, as does the ontology. The default graph is empty, and no node is blank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import chain, groupby
from typing import TypeVar

import pyoxigraph as ox

from kg_builder.evidence import Evidence
from kg_builder.iris import (
    TXO,
    agent_iri,
    arm_iri,
    curie,
    ident,
    iri,
    literal,
    record_iri,
    regimen_iri,
    study_iri,
    trial_name,
    variant_iri,
)
from kg_builder.lexicon import Category, Lexicon
from kg_builder.linking import LINKS, Vocabulary, label_of, short_name
from kg_builder.mappings import MAPPINGS_GRAPH, load_mappings, mapping_triples
from kg_builder.ontology import ontology_triples
from kg_builder.provenance import described_rule, graph_of, publication, sources
from kg_builder.variants import Variant, dose_in_words, variants

__all__ = ["CLASSES", "ONTOLOGY_GRAPH", "RENAMED", "SHARED_GRAPH", "dataset", "instantiate"]

ONTOLOGY_GRAPH = ox.NamedNode(TXO[:-1])
SHARED_GRAPH = iri("graph", "shared")

CLASSES: Mapping[str, str] = {
    "adverse_event": "AdverseEventResult",
    "association": "PrognosticAssociation",
    "baseline": "BaselineFact",
    "class_of": "ClassAssertion",
    "dose": "DoseStatement",
    "effect": "EffectEstimate",
    "model": "ModelPerformance",
    "outcome": "OutcomeResult",
    "recommendation": "Recommendation",
    "sequence": "TreatmentSequence",
    "study": "StudyDescription",
    "timeline": "CaseEvent",
}
RENAMED: Mapping[str, str] = {
    "class": "drugClass",
    "from": "fromRegimen",
    "inputs": "input",
    "model": "analysis",
    "name": "model",
    "to": "toRegimen",
    "treatment": "regimen",
}
_INTERVALS = frozenset({"ci", "iqr", "range"})
_BOUND = re.compile(r"\s*<\s*(0?\.\d+)\s*")  # "<0.001"
_GRADE = re.compile(r"(?P<least>>=|≥)?\s*(?P<low>[1-5])\s*(?:[-–]\s*(?P<high>[1-5]))?")  # "3", "3-4", ">=3"
_CAMEL = re.compile(r"_(\w)")

Node = ox.NamedNode
T = TypeVar("T", bound=Hashable)
Object = ox.NamedNode | ox.Literal


def dataset(records: Iterable[Evidence], lexicon: Lexicon) -> Iterator[ox.Quad]:
    """Everything: the ontology and its mappings in graphs of their own, then the graphs of the records."""
    ontology = (ox.Quad(t.subject, t.predicate, t.object, ONTOLOGY_GRAPH) for t in ontology_triples())
    mappings = mapping_triples(load_mappings())
    links = (ox.Quad(t.subject, t.predicate, t.object, MAPPINGS_GRAPH) for t in mappings)
    return chain(ontology, links, instantiate(records, lexicon))


def instantiate(records: Iterable[Evidence], lexicon: Lexicon) -> Iterator[ox.Quad]:
    """The quads of all records, paper by paper, sorted within each graph; the shared graph comes last.

    The order of the records does not matter.
    """
    shared: set[ox.Quad] = set()
    vocabulary = Vocabulary(lexicon)
    for doc, members in groupby(sorted(records, key=lambda r: r.doc), key=lambda r: r.doc):
        identified = (r if r.id else r.identified() for r in members)
        paper = _Paper(doc, vocabulary, sorted(identified, key=lambda r: (r.id, r.span.start, r.span.end)))
        quads = paper.quads()
        shared.update(q for q in quads if q.graph_name == SHARED_GRAPH)
        yield from _sorted(q for q in quads if q.graph_name != SHARED_GRAPH)
    yield from _sorted(shared)


def _sorted(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    return sorted(quads, key=lambda q: (str(q.graph_name), str(q)))


@dataclass(frozen=True)
class _Paper:
    """The records of one paper on their way into its graphs."""

    doc: str
    vocabulary: Vocabulary
    records: Sequence[Evidence]
    found: set[ox.Quad] = field(default_factory=set)

    def quads(self) -> set[ox.Quad]:
        """All quads of the paper, and those it shares with others."""
        for record in self.records:
            self.state(record)
            self.put(sources(record), self.graph("provenance"))
            self.put(described_rule(record.rule), SHARED_GRAPH)
        for members in self.arms.values():
            self.describe_arm(members)
        for variant in variants(self.records, self.given_to_arm_of, self.key_of):
            self.describe_variant(variant)
        self.put(publication(self.doc), self.graph("info"))
        return self.found

    @property
    def node(self) -> Node:
        """The paper itself."""
        return iri("paper", ident(self.doc))

    def graph(self, part: str) -> Node:
        """One of the paper's graphs."""
        return graph_of(self.doc, part)

    def put(self, facts: Iterable[tuple[Node, str, Object]], graph: Node) -> None:
        """Put triples into a graph."""
        for subject, predicate, value in facts:
            self.say(subject, predicate, value, graph)

    def say(self, subject: Node, predicate: str, value: Object, graph: Node | None = None) -> None:
        """Put a triple into a graph, by default the assertion."""
        self.found.add(ox.Quad(subject, curie(predicate), value, graph or self.graph("assertion")))

    # What a record claims

    def state(self, record: Evidence) -> None:
        """The node of a record: its class, its label and all its facts."""
        node = record_iri(record)
        self.say(node, "rdf:type", curie(f"txo:{CLASSES[record.kind]}"))
        self.say(node, "rdfs:label", ox.Literal(label_of(record), language="en"))
        self.say(node, "dcterms:identifier", ox.Literal(record.id))
        self.say(node, "txo:paper", self.node)
        for name, value in record.facts().items():
            self.fact(record, node, name.rstrip("_"), value)

    def fact(self, record: Evidence, node: Node, name: str, value: object) -> None:
        """One field of a record."""
        name = RENAMED.get(name, _CAMEL.sub(lambda m: m.group(1).upper(), name))
        special: Mapping[str, Callable[[Evidence, Node, object], None]] = {
            "arm": self.arm_of,
            "grade": self.grade,
            "oneOf": self.alternatives,
            "p": self.probability,
            "population": self.population,
            "study": self.study_of,
            "vs": self.comparator,
        }
        if name in special:
            special[name](record, node, value)
        elif name in _INTERVALS and isinstance(value, tuple):
            self.interval(node, name, value)
        elif name in ("regimen", "fromRegimen", "toRegimen") and isinstance(value, tuple):
            self.say(node, f"txo:{name}", self.regimen(value))
        elif name in LINKS:
            for words in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
                self.words(record, node, name, str(words))
        else:
            self.say(node, f"txo:{name}", literal(value))

    def words(self, record: Evidence, node: Node, name: str, words: str) -> None:
        """Words that may name terms: kept as they are, and linked."""
        self.say(node, f"txo:{name}Name", ox.Literal(words))
        if name == "drug":
            self.say(node, "txo:drug", self.agent(words))
            return
        of_system = self.vocabulary.level(getattr(record, "characteristic", ""), words) if name == "level" else None
        for term in (of_system,) if of_system else self.vocabulary.terms(name, words):
            self.say(node, f"txo:{name}", Node(term.iri))

    def interval(self, node: Node, name: str, ends: Sequence[object]) -> None:
        """Both ends of an interval; one that the paper leaves open is said to be so."""
        for side, end in zip(("Low", "High"), ends, strict=True):
            if end is not None:
                self.say(node, f"txo:{name}{side}", literal(end))
            else:
                self.say(node, "txo:openEnd", ox.Literal(f"{name}{side}"))

    def probability(self, _: Evidence, node: Node, value: object) -> None:
        """A p value: as reported, and as a number or a bound if it is one."""
        self.say(node, "txo:p", ox.Literal(str(value)))
        bound = _BOUND.fullmatch(str(value))
        if isinstance(value, float):
            self.say(node, "txo:pValue", literal(Decimal(str(value))))
        elif bound:
            self.say(node, "txo:pBelow", literal(Decimal(bound.group(1))))

    def grade(self, _: Evidence, node: Node, value: object) -> None:
        """A grade: as reported, and its lowest and highest number."""
        self.say(node, "txo:grade", ox.Literal(str(value)))
        match = _GRADE.fullmatch(str(value))
        if match:
            highest = 5 if match["least"] else int(match["high"] or match["low"])
            self.say(node, "txo:minGrade", literal(int(match["low"])))
            self.say(node, "txo:maxGrade", literal(highest))

    def alternatives(self, _: Evidence, node: Node, value: object) -> None:
        """What patients got in the slot of a class."""
        if isinstance(value, Mapping):
            for key in sorted({str(v) for members in value.values() for v in members}):
                self.say(node, "txo:alternative", self.agent(key))

    # What records are about

    def arm_of(self, record: Evidence, node: Node, value: object) -> None:
        """The arm of a record."""
        self.say(node, "txo:arm", arm_iri(self.doc, _study_of(record), str(value)))

    def population(self, record: Evidence, node: Node, value: object) -> None:
        """The group in which an effect was estimated: in words, and as an arm if the paper has one of this name."""
        self.say(node, "txo:population", ox.Literal(str(value)))
        arm = arm_iri(self.doc, _study_of(record), str(value))
        if arm in self.arms:
            self.say(node, "txo:arm", arm)

    def comparator(self, record: Evidence, node: Node, value: object) -> None:
        """What a value is compared with: in words, and as an arm if the paper has one of this name."""
        self.say(node, "txo:comparatorName", ox.Literal(str(value)))
        arm = arm_iri(self.doc, _study_of(record), str(value))
        if arm in self.arms:
            self.say(node, "txo:comparator", arm)

    def study_of(self, record: Evidence, node: Node, value: object) -> None:
        """The study of a record; a description tells the study itself its registry id and size."""
        study = self.study(str(value))
        self.say(node, "txo:study", study)
        registry = getattr(record, "registry", None)
        if registry:
            self.say(study, "txo:registry", ox.Literal(registry))

    def study(self, name: str) -> Node:
        """A study, described."""
        known = self.vocabulary.exactly(trial_name(name) or name, (Category.TRIAL,))
        if known:
            self.say(Node(known.iri), "txo:citedIn", self.node)
            return Node(known.iri)
        node, own = study_iri(self.doc, name), name == "this"
        shared = None if own or not trial_name(name) else SHARED_GRAPH
        label = f"study of {self.doc}" if own else trial_name(name) or f"{name} (in {self.doc})"
        self.say(node, "rdf:type", curie("txo:Study"), shared)
        self.say(node, "rdfs:label", ox.Literal(label, language="en"), shared)
        self.say(node, "txo:reportedIn" if own else "txo:citedIn", self.node)
        return node

    @cached_property
    def arms(self) -> dict[Node, list[Evidence]]:
        """The records that speak of each arm."""
        arms: dict[Node, list[Evidence]] = {}
        for record in self.records:
            name = getattr(record, "arm", None)
            if name:
                arms.setdefault(arm_iri(self.doc, _study_of(record), name), []).append(record)
        return arms

    def describe_arm(self, members: Sequence[Evidence]) -> None:
        """An arm: what most of the records that speak of the whole of it agree on."""
        study, name = _study_of(members[0]), min(str(getattr(m, "arm", "")) for m in members)
        node = arm_iri(self.doc, study, name)
        whole = [m for m in members if not getattr(m, "subgroup", None)]
        self.say(node, "rdf:type", curie("txo:Arm"))
        self.say(node, "rdfs:label", ox.Literal(name, language="en"))
        self.say(node, "txo:study", self.study(study))
        for number in ("n", "line"):
            if agreed := _agreed(getattr(m, number, None) for m in whole):
                self.say(node, f"txo:{number}", literal(agreed))
        if components := _regimen_of(members):
            self.say(node, "txo:regimen", self.regimen(components))
        for member in whole:
            self.alternatives(member, node, getattr(member, "one_of", None))

    def given_to_arm_of(self, record: Evidence) -> tuple[str, ...] | None:
        """What the arm of a record received."""
        return _regimen_of(self.arms[arm_iri(self.doc, _study_of(record), str(getattr(record, "arm", "")))])

    def describe_variant(self, variant: Variant) -> None:
        """A regimen as a study or an arm gave it: of which regimen it is a variant, and what states its doses."""
        node = variant_iri(self.doc, variant.study, variant.components, variant.arm)
        arm = arm_iri(self.doc, variant.study, variant.arm) if variant.arm else None
        doses = "; ".join(sorted({dose_in_words(dose) for dose in variant.doses}))
        label = f"{self.name_of(variant.components)} as given in {self.doc}: {doses}"
        self.say(node, "rdf:type", curie("txo:RegimenVariant"))
        self.say(node, "rdfs:label", ox.Literal(label, language="en"))
        self.say(node, "txo:variantOf", self.regimen(variant.components))
        self.say(node, "txo:givenIn", arm or self.study(variant.study))
        for dose in variant.doses:
            self.say(node, "txo:dosing", record_iri(dose))

    # What papers share

    def key_of(self, component: str) -> str:
        """The vocabulary's key of a component."""
        term = self.vocabulary.treatment(component)
        return term.key if term else component

    def name_of(self, keys: Iterable[str]) -> str:
        """What a regimen is called: by its components in the order of their keys."""
        terms = ((key, self.vocabulary.treatment(key)) for key in sorted(set(keys)))
        return " + ".join(short_name(term) if term else key for key, term in terms)

    def regimen(self, components: Iterable[str]) -> Node:
        """A regimen, described in the shared graph."""
        keys = sorted({self.key_of(component) for component in components})
        node, label = regimen_iri(keys), self.name_of(keys)
        self.say(node, "rdf:type", curie("txo:Regimen"), SHARED_GRAPH)
        self.say(node, "rdfs:label", ox.Literal(label, language="en"), SHARED_GRAPH)
        self.say(node, "skos:notation", ox.Literal("+".join(keys)), SHARED_GRAPH)
        for key in keys:
            self.say(node, "txo:hasComponent", self.agent(key), SHARED_GRAPH)
        return node

    def agent(self, key: str) -> Node:
        """A drug or procedure of the vocabulary; else a node of its own, described in the shared graph."""
        term = self.vocabulary.treatment(key)
        if term and term.category is not Category.TREATMENT_CLASS:
            return Node(term.iri)
        node = agent_iri(term.key if term else key)
        label = f"{term.label}, agent not named" if term else key
        self.say(node, "rdfs:label", ox.Literal(label, language="en"), SHARED_GRAPH)
        for kind in (curie("txo:UnspecifiedAgent"), Node(term.iri)) if term else (curie("txo:Intervention"),):
            self.say(node, "rdf:type", kind, SHARED_GRAPH)
        return node


def _study_of(record: Evidence) -> str:
    return getattr(record, "study", None) or "this"


def _regimen_of(members: Iterable[Evidence]) -> tuple[str, ...] | None:
    """What most of the records that speak of the whole of an arm say that it received."""
    return _agreed(getattr(m, "regimen", None) for m in members if not getattr(m, "subgroup", None))


def _agreed(values: Iterable[T | None]) -> T | None:
    """What most say; None when nobody says anything or two answers tie.

    >>> _agreed([49, 49, None, 45]), _agreed([1, 2])
    (49, None)
    """
    ranked = Counter(v for v in values if v).most_common(2)
    tied = len(ranked) == 2 and ranked[0][1] == ranked[1][1]
    return ranked[0][0] if ranked and not tied else None
