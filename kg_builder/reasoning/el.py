"""A reasoner for the ontology's profile, OWL 2 EL, in Python: completion rules until nothing new follows.

It does what it does in one order, so the first reason found for a conclusion is the same in every run; `why` keeps it.
The rules are those of the EL literature (subsumption, conjunction, existential, role hierarchy, chains of two roles,
domain, range, disjointness); with individuals in relations as the graph has them they find all types that follow.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg_builder.reasoning.axioms import NOTHING, THING, Axioms, Edge, Is

__all__ = ["Conclusions", "Fact", "conclude"]

Fact = Is | Edge


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What follows from axioms, and from which facts each conclusion was drawn first (none: it is asserted)."""

    axioms: Axioms
    kinds: Mapping[str, Mapping[str, None]]
    why: Mapping[Fact, tuple[Fact, ...]]

    def types(self, individual: str) -> frozenset[str]:
        """The named classes of an individual."""
        return frozenset(self.axioms.classes.intersection(self.kinds.get(individual, ())))

    def supers(self, name: str) -> frozenset[str]:
        """The named classes above a class, without itself."""
        return self.types(name) - {name}

    def unsatisfiable(self) -> list[str]:
        """The classes that cannot have members."""
        return sorted(c for c in self.axioms.classes if NOTHING in self.kinds.get(c, ()))

    def impossible(self) -> list[str]:
        """The individuals that cannot exist as described; a graph without any is consistent."""
        return sorted(i for i in self.axioms.individuals if NOTHING in self.kinds.get(i, ()))


def conclude(axioms: Axioms) -> Conclusions:
    """All that follows from the axioms.

    >>> cat = Axioms(kinds={"Cat": ["Animal"]}, classes={"Cat", "Animal"}, individuals={"tom"}, types=[Is("tom", "Cat")])
    >>> sorted(conclude(cat).types("tom"))
    ['Animal', 'Cat']
    """
    run = _Run(axioms)
    run.start()
    while run.queue:
        fact = run.queue.popleft()
        if isinstance(fact, Is):
            run.follow_kind(fact)
        else:
            run.follow_edge(fact)
    return Conclusions(axioms, run.kinds, run.why)


@dataclass(slots=True)
class _Run:
    """The state of a saturation."""

    axioms: Axioms
    kinds: dict[str, dict[str, None]] = field(default_factory=dict)
    out: dict[str, list[Edge]] = field(default_factory=dict)
    into: dict[str, list[Edge]] = field(default_factory=dict)
    why: dict[Fact, tuple[Fact, ...]] = field(default_factory=dict)
    queue: deque[Fact] = field(default_factory=deque)

    def start(self) -> None:
        """Everything is itself and a thing; what is asserted holds."""
        for name in sorted(self.axioms.classes | self.axioms.individuals):
            self.begin(name)
        facts: list[Fact] = [*self.axioms.types, *self.axioms.edges]
        for fact in facts:
            self.add(fact)

    def begin(self, name: str) -> None:
        """A name of which nothing is known yet."""
        if name not in self.kinds:
            self.kinds[name] = {}
            self.add(Is(name, name))
            self.add(Is(name, THING))

    def add(self, fact: Fact, *reasons: Fact) -> None:
        """A conclusion, unless it is known."""
        if fact in self.why:
            return
        self.why[fact] = reasons
        self.queue.append(fact)
        if isinstance(fact, Is):
            self.kinds[fact.name][fact.kind] = None
        else:
            self.out.setdefault(fact.name, []).append(fact)
            self.into.setdefault(fact.other, []).append(fact)

    def follow_kind(self, fact: Is) -> None:
        """What follows from a new kind of a name."""
        name, kind = fact.name, fact.kind
        for upper in self.axioms.kinds.get(kind, ()):
            self.add(Is(name, upper), fact)
        for parts, whole in self.axioms.joint.get(kind, ()):
            if all(part in self.kinds[name] for part in parts):
                self.add(Is(name, whole), *(Is(name, part) for part in parts))
        for role, filler in self.axioms.some.get(kind, ()):
            self.add(Edge(name, role, self.filler(role, filler)), fact)
        for edge in tuple(self.into.get(name, ())):
            self.find_some(edge, fact)

    def filler(self, role: str, filler: str) -> str:
        """The name that stands for what an existential leads to; narrower where the role has a range."""
        ranges = self.axioms.ranges.get(role, ())
        name = f"{filler}←{role}" if ranges else filler
        self.begin(name)
        for kind in (filler, *ranges):
            self.add(Is(name, kind))
        return name

    def follow_edge(self, edge: Edge) -> None:
        """What follows from a new relation."""
        for upper in self.axioms.super_roles.get(edge.role, ()):
            self.add(Edge(edge.name, upper, edge.other), edge)
        for kind in self.axioms.domains.get(edge.role, ()):
            self.add(Is(edge.name, kind), edge)
        if edge.other in self.axioms.individuals:
            for kind in self.axioms.ranges.get(edge.role, ()):
                self.add(Is(edge.other, kind), edge)
        for kind in tuple(self.kinds[edge.other]):
            self.find_some(edge, Is(edge.other, kind))
        for first, second, whole in self.pairs(edge):
            self.add(Edge(first.name, whole, second.other), first, second)

    def pairs(self, edge: Edge) -> Iterator[tuple[Edge, Edge, str]]:
        """The relations that an edge continues or that continue it, with the role that the two make."""
        for one, other, whole in sorted(self.axioms.chains):
            if edge.role == one:
                yield from [(edge, e, whole) for e in self.out.get(edge.other, ()) if e.role == other]
            if edge.role == other:
                yield from [(e, edge, whole) for e in self.into.get(edge.name, ()) if e.role == one]

    def find_some(self, edge: Edge, fact: Is) -> None:
        """What follows from a relation to something of a kind."""
        if fact.kind == NOTHING:
            self.add(Is(edge.name, NOTHING), edge, fact)
        for role, made in self.axioms.from_some.get(fact.kind, ()):
            if role == edge.role:
                self.add(Is(edge.name, made), edge, fact)
