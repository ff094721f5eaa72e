"""Walks along descent: what a regimen grew out of, what grew out of it, and the way from one to another.

A regimen descends from those that have fewer of its components (`adds`) and from those that name a class where it names a
member (`variant_of`). Every function takes the graph and keys of its nodes.

    >>> from kg_builder.evidence import Outcome, Place
    >>> from kg_builder.lexicon import Lexicon
    >>> from kg_builder.lineage.weaving import weave
    >>> sets = ["a"], ["b"], ["a", "b"], ["a", "b", "c"]
    >>> graph = weave([Outcome(doc="x", span=Place(start=0, end=1), rule="r", regimen=tuple(parts), endpoint="OS",
    ...                        statistic="median") for parts in sets], Lexicon(()))
    >>> sorted(ancestors(graph, "a+b+c"))
    ['a', 'a+b', 'b']
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg_builder.lineage.weaving import Lineage

__all__ = [
    "COMPOSITION",
    "Step",
    "ancestors",
    "children",
    "common_ancestors",
    "descendants",
    "edges_between",
    "generations",
    "parents",
    "path",
]

COMPOSITION = ("adds", "drops", "variant_of", "substitutes")


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a way, and whether it is walked against its direction."""

    first: str
    second: str
    type: str
    backwards: bool
    data: Mapping[str, Any]


def parents(graph: Lineage, regimen: str) -> list[str]:
    """The regimens it directly descends from.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("a", "a+b", "adds"), ("b", "a+b", "adds")])
    >>> parents(graph, "a+b")
    ['a', 'b']
    """
    smaller = [p for p, _, key in graph.in_edges(regimen, keys=True) if key == "adds"]
    return smaller + [s for _, s, key in graph.out_edges(regimen, keys=True) if key == "variant_of"]


def children(graph: Lineage, regimen: str) -> list[str]:
    """The regimens that directly descend from it.

    >>> import networkx as nx
    >>> children(nx.MultiDiGraph([("a", "a+b", "adds"), ("x", "a", "variant_of")]), "a")
    ['a+b', 'x']
    """
    larger = [s for _, s, key in graph.out_edges(regimen, keys=True) if key == "adds"]
    return larger + [p for p, _, key in graph.in_edges(regimen, keys=True) if key == "variant_of"]


def ancestors(graph: Lineage, regimen: str) -> dict[str, int]:
    """All regimens it descends from, and over how many steps at least; the nearest first.

    >>> import networkx as nx
    >>> ancestors(nx.MultiDiGraph([("a", "a+b", "adds"), ("a+b", "a+b+c", "adds")]), "a+b+c")
    {'a+b': 1, 'a': 2}

    See Also:
        descendants, generations
    """
    return _reached(regimen, lambda node: parents(graph, node))


def descendants(graph: Lineage, regimen: str) -> dict[str, int]:
    """All regimens that descend from it, and over how many steps at least; the nearest first.

    >>> import networkx as nx
    >>> descendants(nx.MultiDiGraph([("a", "a+b", "adds"), ("a+b", "a+b+c", "adds")]), "a")
    {'a+b': 1, 'a+b+c': 2}
    """
    return _reached(regimen, lambda node: children(graph, node))


def _reached(start: str, neighbours: Callable[[str], list[str]]) -> dict[str, int]:
    found = {start: 0}
    front = [start]
    while front:
        fresh = sorted({n for node in front for n in neighbours(node)} - found.keys())
        found |= dict.fromkeys(fresh, found[front[0]] + 1)
        front = fresh
    del found[start]
    return found


def generations(graph: Lineage) -> list[list[str]]:
    """All regimens by generation: first those that descend from none, then those whose parents are all above, …

    >>> import networkx as nx
    >>> generations(nx.MultiDiGraph([("a", "a+b", "adds"), ("b", "a+b", "adds"), ("a+b", "a+b+c", "adds")]))
    [['a', 'b'], ['a+b'], ['a+b+c']]
    """
    above = dict.fromkeys(graph, 0)
    below: dict[str, list[str]] = {node: [] for node in graph}
    for first, second, key in graph.edges(keys=True):
        if key in ("adds", "variant_of"):
            parent, child = (first, second) if key == "adds" else (second, first)
            above[child] += 1
            below[parent].append(child)
    front = sorted(node for node, count in above.items() if not count)
    found = []
    while front:
        found.append(front)
        following = []
        for node in front:
            for child in below[node]:
                above[child] -= 1
                if not above[child]:
                    following.append(child)
        front = sorted(following)
    return found


def common_ancestors(graph: Lineage, one: str, other: str) -> list[str]:
    """The nearest regimens that both descend from (or are); none of them descends from another.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("a", "a+b", "adds"), ("a", "a+c", "adds"), ("x", "a", "adds")])
    >>> common_ancestors(graph, "a+b", "a+c")
    ['a']
    """
    mine, theirs = {one: 0} | ancestors(graph, one), {other: 0} | ancestors(graph, other)
    shared = mine.keys() & theirs.keys()
    farther = {above for node in shared for above in parents(graph, node)}
    return sorted(shared - farther, key=lambda node: (mine[node] + theirs[node], node))


def path(graph: Lineage, start: str, goal: str, types: Collection[str] = COMPOSITION) -> list[Step]:
    """The shortest way over edges of these types, walked either way; of several the one with most studies behind it.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("a", "a+b", key="adds", type="adds"), graph.add_edge("b", "a+b", key="adds", type="adds")
    >>> [(step.first, step.second, step.backwards) for step in path(graph, "a", "b")]
    [('a', 'a+b', False), ('a+b', 'b', True)]

    Returns an empty list where there is no way, or nowhere to go.
    """
    sought = frozenset(types)
    there, back = _Search(start), _Search(goal)
    while there.front and back.front and not there.came.keys() & back.came.keys():
        min(there, back, key=lambda search: len(search.front)).widen(graph, sought)
    met = there.came.keys() & back.came.keys()
    if not met:
        return []
    middle = min(met, key=lambda node: (-there.came[node][0] - back.came[node][0], node))
    nodes = [*reversed(there.way(middle)), *back.way(middle)[1:]]
    return [next(edges_between(graph, a, b, types)) for a, b in pairwise(nodes)]


class _Search:
    """What can be reached from a regimen, one step farther each time."""

    def __init__(self, start: str) -> None:
        self.came: dict[str, tuple[int, str | None]] = {start: (0, None)}  # studies on the way, and from where
        self.front = [start]

    def widen(self, graph: Lineage, types: frozenset[str]) -> None:
        """Go one step; remember the best way to each regimen that is new."""
        reached: dict[str, tuple[int, str | None]] = {}
        nodes = graph.nodes
        for node in self.front:
            out = {b for _, b, key in graph.out_edges(node, keys=True) if key.partition(" ")[0] in types}
            back = {a for a, _, key in graph.in_edges(node, keys=True) if key.partition(" ")[0] in types}
            for neighbour in (out | back) - self.came.keys():
                score = self.came[node][0] + len(nodes[neighbour].get("studies", ()))
                if neighbour not in reached or score > reached[neighbour][0]:
                    reached[neighbour] = score, node
        self.came |= reached
        self.front = sorted(reached)

    def way(self, node: str) -> list[str]:
        """From a regimen back to the start."""
        found = [node]
        while (before := self.came[found[-1]][1]) is not None:
            found.append(before)
        return found


def edges_between(graph: Lineage, one: str, other: str, types: Collection[str]) -> Iterator[Step]:
    """The edges between two regimens in either direction, by the order of the types, forwards first."""
    found = [
        Step(one, other, key.partition(" ")[0], bool(backwards), data)
        for backwards, (u, v) in enumerate(((one, other), (other, one)))
        for key, data in (graph.succ[u].get(v) or {}).items()
    ]
    order = {name: number for number, name in enumerate(types)}
    yield from sorted((s for s in found if s.type in order), key=lambda s: (s.backwards, order[s.type]))
