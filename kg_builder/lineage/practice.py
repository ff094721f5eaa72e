"""What was done with regimens: what patients had before and after, where it ended, and parts of the graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg_builder.lineage.walks import parents

if TYPE_CHECKING:
    from kg_builder.lineage.weaving import Lineage, Source

__all__ = [
    "Tried",
    "compared",
    "dead_ends",
    "most_connected",
    "part",
    "roots",
    "tried_after",
    "tried_before",
    "tried_between",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A regimen that patients had before or after another: in which studies, how many, why."""

    regimen: str
    studies: tuple[str, ...]
    n: int
    lines: tuple[tuple[int | None, int | None], ...]
    reasons: tuple[str, ...]
    evidence: tuple[Source, ...]


def tried_after(graph: Lineage, regimen: str) -> list[Tried]:
    """What patients had next, with counts over independent studies: most studies first, then most patients.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("a", "b", key="followed_by 1>2", type="followed_by", n=7, studies=("x",), evidence=(),
    ...                    reasons=("progression",), from_line=1, to_line=2)
    >>> [(t.regimen, t.n, t.lines) for t in tried_after(graph, "a")]
    [('b', 7, ((1, 2),))]

    See Also:
        tried_before, tried_between
    """
    return _ranked(_tried(other, keys.values()) for other, keys in graph.succ[regimen].items())


def tried_before(graph: Lineage, regimen: str) -> list[Tried]:
    """What patients had had before, as `tried_after` gives what they had next.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("a", "b", key="followed_by", type="followed_by", n=7, studies=("x",), evidence=(),
    ...                    reasons=(), from_line=None, to_line=None)
    >>> [t.regimen for t in tried_before(graph, "b")]
    ['a']
    """
    return _ranked(_tried(other, keys.values()) for other, keys in graph.pred[regimen].items())


def tried_between(graph: Lineage, after: str, before: str) -> list[tuple[Tried, Tried]]:
    """What was tried after one regimen and before another: the step to it, and the step from it.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> for u, v in (("a", "b"), ("b", "c")):
    ...     _ = graph.add_edge(u, v, key="followed_by", type="followed_by", n=7, studies=("x",), evidence=(),
    ...                        reasons=(), from_line=None, to_line=None)
    >>> [step.regimen for step, _ in tried_between(graph, "a", "c")]
    ['b']
    """
    onward = {t.regimen: t for t in tried_before(graph, before)}
    return [(t, onward[t.regimen]) for t in tried_after(graph, after) if t.regimen in onward]


def _tried(regimen: str, edges: Iterable[dict[str, Any]]) -> Tried | None:
    """The edges of one kind between two regimens, over all lines."""
    steps = [edge for edge in edges if edge["type"] == "followed_by"]
    if not steps:
        return None
    sources = {s.record: s for step in steps for s in step["evidence"]}
    largest: dict[str, int] = {}
    for source in sources.values():
        largest[source.study] = max(largest.get(source.study, 0), source.n or 0)
    return Tried(
        regimen=regimen,
        studies=tuple(sorted({study for step in steps for study in step["studies"]})),
        n=sum(largest.values()) if sources else sum(step["n"] for step in steps),
        lines=tuple((step["from_line"], step["to_line"]) for step in steps),
        reasons=tuple(sorted({reason for step in steps for reason in step["reasons"]})),
        evidence=tuple(sources[record] for record in sorted(sources)),
    )


def _ranked(tried: Iterable[Tried | None]) -> list[Tried]:
    return sorted((t for t in tried if t), key=lambda t: (-len(t.studies), -t.n, t.regimen))


def compared(graph: Lineage, regimen: str) -> list[tuple[str, dict[str, Any]]]:
    """The regimens that a study set beside it, most studies first, with the edge's data.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("a", "b", key="compared_with", type="compared_with", studies=("x",))
    >>> [other for other, _ in compared(graph, "b")]
    ['a']
    """
    both = (graph.succ[regimen], graph.pred[regimen])
    found = [(n, keys["compared_with"]) for side in both for n, keys in side.items() if "compared_with" in keys]
    return sorted(found, key=lambda item: (-len(item[1]["studies"]), item[0]))


def dead_ends(graph: Lineage) -> list[str]:
    """Regimens that patients had after another, and after which no study reports a further one; largest first.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("a", "b", key="followed_by", type="followed_by", n=7)
    >>> dead_ends(graph)
    ['b']
    """
    arrived: dict[str, int] = {}
    left = set()
    for first, second, data in graph.edges(data=True):
        if data["type"] == "followed_by" and first != second:
            arrived[second] = arrived.get(second, 0) + (data["n"] or 0)
            left.add(first)
    return sorted(arrived.keys() - left, key=lambda node: (-arrived[node], node))


def most_connected(graph: Lineage, top: int = 10) -> list[tuple[str, int]]:
    """The regimens with most neighbours, over edges of all types.

    >>> import networkx as nx
    >>> most_connected(nx.MultiDiGraph([("a", "b", "adds"), ("b", "a", "drops"), ("a", "c", "adds")]), top=1)
    [('a', 2)]
    """
    near = ((node, {*graph.successors(node), *graph.predecessors(node)} - {node}) for node in graph)
    counts = {node: len(others) for node, others in near}
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:top]


def part(
    graph: Lineage, *, of_class: str | None = None, line: int | None = None, body: str | None = None,
    year: int | None = None,
) -> Lineage:  # fmt: skip
    """The regimens with a component of a class, used in a line, recommended by a body, studied in a year (all that is set).

    A view of the graph: it costs nothing, and cannot be changed.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("a", classes=("tki",), lines=(1,), bodies=("NCCN",), years=(2020,))
    >>> graph.add_node("b", classes=(), lines=(2,), bodies=(), years=())
    >>> list(part(graph, of_class="tki", line=1)), list(part(graph, body="ESMO"))
    (['a'], [])
    """
    wanted = [("classes", of_class), ("lines", line), ("bodies", body), ("years", year)]
    asked = [(name, value) for name, value in wanted if value is not None]
    kept = [node for node, data in graph.nodes(data=True) if all(value in data[name] for name, value in asked)]
    return graph.subgraph(kept)


def roots(graph: Lineage) -> list[str]:
    """The regimens that descend from none.

    >>> import networkx as nx
    >>> roots(nx.MultiDiGraph([("a", "a+b", "adds")]))
    ['a']
    """
    return sorted(node for node in graph if not parents(graph, node))
