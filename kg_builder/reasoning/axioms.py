"""The logic in an ontology's triples: what the EL reasoner reads, in normal form.

Every concept gets a name, its own or one made of what it says, so that only four shapes of axiom are left: `A ⊑ B`,
`A1 ⊓ … ⊓ An ⊑ B`, `A ⊑ ∃r.B` and `∃r.A ⊑ B`. An individual is a concept too, of which only itself is a member.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg_builder.iris import PREFIXES

__all__ = ["NOTHING", "THING", "Axioms", "Edge", "Is", "read_axioms"]

_RDF, _RDFS, _OWL = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"]
THING, NOTHING = _OWL + "Thing", _OWL + "Nothing"
_TYPE, _FIRST, _REST = _RDF + "type", _RDF + "first", _RDF + "rest"

Node = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True, slots=True)
class Is:
    """That everything in `name` is also in `kind`."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """That everything in `name` has the relation `role` to something in `other`."""

    name: str
    role: str
    other: str


@dataclass(slots=True)
class Axioms:
    """An ontology in normal form, with what it asserts of individuals."""

    kinds: dict[str, list[str]] = field(default_factory=dict)  # A ⊑ B, by A
    joint: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)  # A1 ⊓ … ⊑ B, by each Ai
    some: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # A ⊑ ∃r.B, by A
    from_some: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # ∃r.A ⊑ B, by A
    super_roles: dict[str, list[str]] = field(default_factory=dict)
    domains: dict[str, list[str]] = field(default_factory=dict)
    ranges: dict[str, list[str]] = field(default_factory=dict)
    chains: set[tuple[str, str, str]] = field(default_factory=set)  # r ∘ s ⊑ t; transitive: r ∘ r ⊑ r
    classes: set[str] = field(default_factory=set)
    individuals: set[str] = field(default_factory=set)
    types: list[Is] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    made: set[str] = field(default_factory=set)  # names that were made for concepts without one


def read_axioms(triples: Iterable[ox.Triple]) -> Axioms:
    """The axioms of OWL 2 EL in these triples; what says nothing in this profile is left out.

    >>> turtle = b'''@prefix : <urn:> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    ... :Cat a owl:Class ; <http://www.w3.org/2000/01/rdf-schema#subClassOf> :Animal . :tom a :Cat .'''
    >>> axioms = read_axioms(quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    >>> axioms.kinds["urn:Cat"], axioms.types
    (['urn:Animal'], [Is(name='urn:tom', kind='urn:Cat')])
    """
    reader = _Reader.of(triples)
    reader.read_roles()
    reader.read_classes()
    reader.read_facts()
    return reader.axioms


@dataclass(frozen=True, slots=True)
class _Reader:
    """The triples by subject and predicate, and the axioms found in them so far."""

    about: Mapping[Node, Mapping[str, list[ox.NamedNode | ox.BlankNode]]]
    roles: frozenset[str]
    axioms: Axioms = field(default_factory=Axioms)

    @classmethod
    def of(cls, triples: Iterable[ox.Triple]) -> _Reader:
        about: dict[Node, dict[str, list[ox.NamedNode | ox.BlankNode]]] = {}
        roles = set()
        for triple in sorted(set(triples), key=str):
            subject, value = triple.subject, triple.object
            if isinstance(subject, Node) and isinstance(value, ox.NamedNode | ox.BlankNode):
                about.setdefault(subject, {}).setdefault(triple.predicate.value, []).append(value)
                if value.value == _OWL + "ObjectProperty":
                    roles.add(subject.value)
        return cls(about, frozenset(roles))

    def links(self, node: Node, predicate: str) -> list[ox.NamedNode | ox.BlankNode]:
        """What a predicate leads to from a node."""
        return self.about.get(node, {}).get(predicate, [])

    def read_roles(self) -> None:
        """Hierarchy, domains, ranges, transitivity and chains of two of the relations."""
        found = self.axioms
        for node in self.about:
            if node.value in self.roles:
                found.super_roles[node.value] = [v.value for v in self.links(node, _RDFS + "subPropertyOf")]
                found.domains[node.value] = [self.name(v) for v in self.links(node, _RDFS + "domain")]
                found.ranges[node.value] = [self.name(v) for v in self.links(node, _RDFS + "range")]
                if any(v.value == _OWL + "TransitiveProperty" for v in self.links(node, _TYPE)):
                    found.chains.add((node.value, node.value, node.value))
                for chain in self.links(node, _OWL + "propertyChainAxiom"):
                    steps = [step.value for step in self.members(chain)]
                    if len(steps) == 2:
                        found.chains.add((steps[0], steps[1], node.value))

    def read_classes(self) -> None:
        """The axioms between classes."""
        for node, said in self.about.items():
            if any(v.value == _OWL + "Class" for v in self.links(node, _TYPE)) and isinstance(node, ox.NamedNode):
                self.axioms.classes.add(node.value)
            for other in said.get(_RDFS + "subClassOf", ()):
                self.subsume(node, other)
            for other in said.get(_OWL + "equivalentClass", ()):
                self.subsume(node, other)
                self.subsume(other, node)
            for other in said.get(_OWL + "disjointWith", ()):
                self.join((self.name(node), self.name(other)), NOTHING)

    def read_facts(self) -> None:
        """What is asserted of individuals."""
        found = self.axioms
        for node, said in self.about.items():
            if not isinstance(node, ox.NamedNode):
                continue
            kinds = [v for v in said.get(_TYPE, ()) if self.is_of_the_domain(v)]
            links = [(p, v) for p, values in said.items() if p in self.roles for v in values]
            if kinds or links:
                found.individuals.add(node.value)
            found.types += [Is(node.value, kind.value) for kind in kinds if isinstance(kind, ox.NamedNode)]
            for kind in kinds:
                if isinstance(kind, ox.BlankNode):
                    self.subsume(node, kind)
            found.edges += [Edge(node.value, role, v.value) for role, v in links if isinstance(v, ox.NamedNode)]
        found.individuals |= {edge.other for edge in found.edges}

    def is_of_the_domain(self, kind: Node) -> bool:
        """Whether a type is a class of the ontology rather than OWL's own."""
        return not kind.value.startswith((_OWL, _RDF, _RDFS)) or kind.value == NOTHING

    def subsume(self, lower: Node, upper: Node) -> None:
        """`lower ⊑ upper`."""
        name = self.name(lower)
        for part in self.conjuncts(upper):
            role, filler = self.restriction(part)
            if role:
                self.axioms.some.setdefault(name, []).append((role, self.name(filler)))
            else:
                self.axioms.kinds.setdefault(name, []).append(self.name(part))

    def conjuncts(self, node: Node) -> Iterator[Node]:
        """The parts of an intersection; what is none is its own only part."""
        lists = self.links(node, _OWL + "intersectionOf")
        if not lists:
            yield node
        for members in lists:
            for member in self.members(members):
                yield from self.conjuncts(member)

    def members(self, head: Node) -> Iterator[Node]:
        """The members of an RDF list."""
        while first := self.links(head, _FIRST):
            yield first[0]
            head = self.links(head, _REST)[0]

    def restriction(self, node: Node) -> tuple[str, Node]:
        """Role and filler of `∃role.filler` or `role value filler`; no role where it is none."""
        role = self.links(node, _OWL + "onProperty")
        filler = self.links(node, _OWL + "someValuesFrom") or self.links(node, _OWL + "hasValue")
        return (role[0].value, filler[0]) if role and filler else ("", node)

    def name(self, node: Node) -> str:
        """The name of a concept; one that has none gets one, and the axioms by which its members are found."""
        if isinstance(node, ox.NamedNode):
            return node.value
        role, filler = self.restriction(node)
        if role:
            inner = self.name(filler)
            made = f"∃{role}.{inner}"
            if made not in self.axioms.made:
                self.axioms.from_some.setdefault(inner, []).append((role, made))
        else:
            parts = tuple(dict.fromkeys(self.name(part) for part in self.conjuncts(node) if part != node))
            made = f"({' ⊓ '.join(sorted(parts))})"
            if made not in self.axioms.made:
                self.join(parts, made)
        self.axioms.made.add(made)
        return made

    def join(self, parts: tuple[str, ...], whole: str) -> None:
        """`part ⊓ … ⊑ whole`."""
        for part in parts:
            self.axioms.joint.setdefault(part, []).append((parts, whole))
