"""Lineage in words: a regimen's family and fate, and the way from one regimen to another."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg_builder.lineage.practice import (
    Tried,
    compared,
    dead_ends,
    most_connected,
    tried_after,
    tried_before,
    tried_between,
)
from kg_builder.lineage.walks import (
    COMPOSITION,
    ancestors,
    children,
    common_ancestors,
    descendants,
    edges_between,
    generations,
    parents,
    path,
)
from kg_builder.lineage.weaving import TYPES

if TYPE_CHECKING:
    from kg_builder.lineage.walks import Step
    from kg_builder.lineage.weaving import Lineage, Source

__all__ = ["counted", "tell", "tell_all", "tell_way"]

_WIDTH = 100
_DEEP = 4  # generations of descendants that are drawn
_MANY = 12  # items of a list that are shown
_TELLING, _LONG = 30, 160  # characters of a quote that says something, and of one that is too long
_COMPOSED = ("adds", "variant_of")


def tell(graph: Lineage, regimen: str) -> str:
    """A regimen: what it is, what it descends from, what grew out of it, what patients had before and after it.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("a", label="A", components=("a",), class_names=(), lines=(1,), studies=("x",), papers=("x",),
    ...                bodies=(), years=(), patients=30, doses=())
    >>> print(tell(graph, "a"))
    A
    =
    1 study · 30 patients · line 1
    """
    sections = [
        ("Grew out of", _roots_of(graph, regimen)),
        ("Grew into", _tree(graph, regimen)),
        ("In its place, of the same class", _swaps(graph, regimen)),
        ("Patients had before", _tried(graph, tried_before(graph, regimen))),
        ("Patients had next", _tried(graph, tried_after(graph, regimen))),
        ("Compared with", _compared(graph, regimen)),
    ]
    lines = list(_head(graph, regimen))
    for title, content in sections:
        body = list(content)
        if body:
            lines += ["", title, *body]
    return "\n".join(lines)


def tell_all(graph: Lineage) -> str:
    """The whole graph in short: how many regimens and edges, generations, most connected regimens, dead ends.

    >>> import networkx as nx
    >>> print(tell_all(nx.MultiDiGraph()))
    No regimens.
    """
    if not graph:
        return "No regimens."
    kinds = Counter(data["type"] for *_, data in graph.edges(data=True) if data["type"] != "drops")
    sizes = [len(generation) for generation in generations(graph)]
    lines = [
        f"{counted(len(graph), 'regimen', 'regimens')} in {counted(len(sizes), 'generation', 'generations')}"
        f" ({', '.join(map(str, sizes))})",
        ", ".join(f"{kinds[kind]:,} {kind.replace('_', ' ')}" for kind in TYPES if kinds[kind]),
        "",
        "Most connected",
        *(f"  {_label(graph, node)}  · {count} neighbours" for node, count in most_connected(graph)),
    ]
    ends = dead_ends(graph)
    if ends:
        lines += ["", "Dead ends: patients had these after another treatment; no study tells what came next"]
        lines += _wrapped(f"  {_listed([_label(graph, node) for node in ends], _MANY)}")
    return "\n".join(lines)


def tell_way(graph: Lineage, start: str, goal: str) -> str:
    """The way from one regimen to another as a story; over composition if there is one, else over what studies did."""
    first, last = _label(graph, start), _label(graph, goal)
    title = f"From {first} to {last}"
    lines = [title, "=" * len(title)]
    if start == goal:
        return "\n".join([*lines, "They are one and the same regimen."])
    steps = path(graph, start, goal) or path(graph, start, goal, (*COMPOSITION, "followed_by", "compared_with"))
    if not steps:
        lines.append("No way leads from one to the other: they share no component, no class and no study.")
    for number, step in enumerate(steps, 1):
        lines += [f"{number}. {_told(graph, step)}", *_shown(step.data["evidence"], step.second, graph)]
    shared = [_label(graph, node) for node in common_ancestors(graph, start, goal) if node not in (start, goal)]
    if shared:
        lines += ["", f"Both descend from {_listed(shared)}."]
    lines += _happened(graph, start, goal)
    return "\n".join(lines)


def _happened(graph: Lineage, start: str, goal: str) -> Iterator[str]:
    """What patients and studies did with the two."""
    first, last = _label(graph, start), _label(graph, goal)
    for one, other, key in ((start, goal, f"{first}, then {last}"), (goal, start, f"{last}, then {first}")):
        for tried in tried_after(graph, one):
            if tried.regimen == other:
                yield from ("", f"Patients had {key}: {_figures(tried)}", *_shown(tried.evidence))
    for other, data in compared(graph, start):
        if other == goal:
            yield from ("", f"They were compared: {_listed(data['studies'])}", *_shown(data["evidence"]))
    between = tried_between(graph, start, goal)
    if between:
        yield from ("", f"Tried after {first} and before {last}:")
        yield from (f"  {_label(graph, to.regimen)}: {_figures(to)}; then {_figures(on)}" for to, on in between)


# The parts of a regimen's page


def _head(graph: Lineage, regimen: str) -> Iterator[str]:
    data = graph.nodes[regimen]
    yield data["label"]
    yield "=" * len(data["label"])
    facts = [counted(len(data["studies"]), "study", "studies"), _patients(data["patients"]), _lines(data["lines"])]
    yield " · ".join(fact for fact in facts if fact)
    lists = [("Classes", data["class_names"]), ("Recommended by", data["bodies"]), ("Given as", data["doses"])]
    for title, items in lists:
        if items:
            yield from _wrapped(f"{title}: {_listed(items, _MANY)}")


def _roots_of(graph: Lineage, regimen: str) -> Iterator[str]:
    """The parents, and how many stand above them."""
    direct = parents(graph, regimen)
    for parent in direct:
        step = next(edges_between(graph, parent, regimen, _COMPOSED), None)
        how = step and (f"+ {step.data['change']}" if step.type == "adds" else step.data["change"])
        yield f"  {_label(graph, parent)}  ({how}){_weight(graph, parent)}"
    above = [node for node in ancestors(graph, regimen) if node not in direct]
    if above:
        yield from _wrapped(f"  and above these: {_listed([_label(graph, n) for n in above], _MANY)}")


def _tree(graph: Lineage, regimen: str) -> Iterator[str]:
    """The descendants as a tree; one with several parents hangs from the one that is farthest down."""
    depths = _longest(graph, regimen)
    if len(depths) > 1:
        yield from _branches(graph, regimen, "  ", depths, set())
    deeper = sum(1 for depth in depths.values() if depth > _DEEP)
    if deeper:
        yield f"  … and {deeper} more, of generations further on"


def _longest(graph: Lineage, regimen: str) -> dict[str, int]:
    """A regimen and its descendants, and over how many steps they descend at most."""
    below = {regimen, *descendants(graph, regimen)}
    depths: dict[str, int] = {}
    for generation in generations(graph.subgraph(below)):
        for node in generation:
            depths[node] = max((depths[p] + 1 for p in parents(graph, node) if p in depths), default=0)
    return depths


def _branches(graph: Lineage, node: str, indent: str, depths: Mapping[str, int], shown: set[str]) -> Iterator[str]:
    depth = depths[node] + 1
    here = [c for c in children(graph, node) if depths[c] == depth and c not in shown]
    here.sort(key=lambda c: (-len(graph.nodes[c]["studies"]), c))
    shown.update(here)
    for number, child in enumerate(here):
        last = number == len(here) - 1
        yield f"{indent}{'└─' if last else '├─'} {_step_down(graph, node, child)}{_weight(graph, child)}"
        if depth < _DEEP:
            yield from _branches(graph, child, indent + ("   " if last else "│  "), depths, shown)


def _step_down(graph: Lineage, parent: str, child: str) -> str:
    step = next(edges_between(graph, parent, child, _COMPOSED))
    if step.type == "adds":
        return f"+ {step.data['change']}"
    new, _, old = step.data["change"].partition(" → ")
    return f"{new} as its {old}"


def _swaps(graph: Lineage, regimen: str) -> Iterator[str]:
    groups: dict[tuple[str, str], list[str]] = {}
    for other in sorted((graph.succ[regimen].keys() | graph.pred[regimen].keys()) - {regimen}):
        for step in edges_between(graph, regimen, other, ("substitutes",)):
            old, _, new = step.data["change"].partition(" → ")
            old, new = (new, old) if step.backwards else (old, new)
            groups.setdefault((step.data["within"], old), []).append(new)
    for (within, old), items in sorted(groups.items()):
        mark = "" if old == _label(graph, regimen) else f" for {old}"
        yield from _wrapped(f"  {within}{mark}: {_listed(items, _MANY)}")


def _tried(graph: Lineage, tried: Sequence[Tried]) -> Iterator[str]:
    for item in tried[:_MANY]:
        yield f"  {_label(graph, item.regimen)}: {_figures(item)}"
        yield from _shown(item.evidence)
    if len(tried) > _MANY:
        yield f"  … and {len(tried) - _MANY} more"


def _compared(graph: Lineage, regimen: str) -> Iterator[str]:
    found = compared(graph, regimen)
    for other, data in found[:_MANY]:
        yield f"  {_label(graph, other)}  ({_listed(data['studies'], 4)})"
    if len(found) > _MANY:
        yield f"  … and {len(found) - _MANY} more"


# Words


def _told(graph: Lineage, step: Step) -> str:
    """A step of a way, as a sentence."""
    first, second = _label(graph, step.first), _label(graph, step.second)
    data, weight = step.data, _weight(graph, step.second)
    left, _, right = data.get("change", "").partition(" → ")
    if step.type in ("adds", "drops"):
        added = (step.type == "adds") != step.backwards
        return f"{'Add' if added else 'Drop'} {data['change']}: {second}{weight}"
    if step.type == "variant_of":
        words = f"Take {left} as the {right}" if step.backwards else f"Take any {right}, not only {left}"
        return f"{words}: {second}{weight}"
    if step.type == "substitutes":
        old, new = (right, left) if step.backwards else (left, right)
        return f"Take {new} in place of {old}, both {data['within']}: {second}{weight}"
    if step.type == "followed_by":
        return f"{'Before' if step.backwards else 'After'} {first}, patients had {second}{_steps(data)}"
    return f"{first} was compared with {second} ({_listed(data['studies'], 4)})"


def _steps(data: Mapping[str, Any]) -> str:
    return f" ({', '.join(filter(None, (_patients(data['n']), _listed(data['studies'], 4))))})"


def _figures(tried: Tried) -> str:
    """How often, in which lines and why.

    >>> _figures(Tried(regimen="a", studies=("x",), n=5, lines=((1, 2),), reasons=("toxicity",), evidence=()))
    '1 study, 5 patients, line 1 → 2, for toxicity'
    """
    lines = sorted({f"line {a or '?'} → {b or '?'}" for a, b in tried.lines if a or b})
    why = f"for {_listed(tried.reasons)}" if tried.reasons else ""
    return ", ".join(filter(None, (counted(len(tried.studies), "study", "studies"), _patients(tried.n), *lines, why)))


def _shown(sources: Sequence[Source], regimen: str = "", graph: Lineage | None = None) -> list[str]:
    """The best evidence: its quote and place; of a regimen, that it exists."""
    names: list[str] = []
    if graph is not None:
        sources = graph.nodes[regimen].get("sources") or sources
        names = [name.casefold() for name in _label(graph, regimen).split(" + ")]
    if not sources:
        return []
    best = min(sources, key=lambda s: (-_named(s.quote, names), _brevity(s.quote), -(s.n or 0), s.record))
    quote = f"“{textwrap.shorten(best.quote, 110, placeholder=' …')}”  " if best.quote else ""
    place = best.place if best.quote else f"{best.place}, characters {best.characters[0]}-{best.characters[1]}"
    study = "" if best.study == best.doc else f", of {best.study.removesuffix(f' in {best.doc}')}"
    return [f"      {quote}{best.doc}, {place}{study}"]


def _named(quote: str | None, names: Iterable[str]) -> int:
    """How many of the names a quote has."""
    words = (quote or "").casefold()
    return sum(name in words for name in names)


def _brevity(quote: str | None) -> int:
    """How far a quote is from one that can be read at a glance and says something.

    >>> sorted(["23.9 months", "lenvatinib plus an antibody was tolerated well", "x" * 500], key=_brevity)[0]
    'lenvatinib plus an antibody was tolerated well'
    """
    length = len(quote or "")
    return 0 if _TELLING <= length <= _LONG else 1 if length > _LONG else 2 if length else 3


def _weight(graph: Lineage, regimen: str) -> str:
    data = graph.nodes[regimen]
    facts = [counted(len(data["studies"]), "study", "studies") if data["studies"] else "", _patients(data["patients"])]
    words = ", ".join(filter(None, facts))
    return f"  · {words}" if words else ""


def _patients(n: int) -> str:
    return counted(n, "patient", "patients") if n else ""


def _lines(lines: Iterable[int]) -> str:
    listed = ", ".join(map(str, lines))
    return f"line {listed}" if listed else ""


def _label(graph: Lineage, regimen: str) -> str:
    return str(graph.nodes[regimen]["label"])


def _listed(items: Iterable[str], most: int = 100) -> str:
    """Items with commas, the last ones only counted if there are too many.

    >>> _listed(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    shown = list(items)
    more = len(shown) - most
    return ", ".join(shown[:most]) + (f" and {more} more" if more > 0 else "")


def _wrapped(line: str) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.wrap(line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def counted(n: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> counted(1, "study", "studies"), counted(1200, "study", "studies")
    ('1 study', '1,200 studies')
    """
    return f"{n:,} {one if n == 1 else many}"
