"""A map of regimens: in columns by number of components, coloured by class, joined by how they descend."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING, Any

from kg_builder.errors import QueryError
from kg_builder.lineage import Lineage, ancestors, descendants, find_regimen
from kg_builder.pictures.picture import Material, Picture, Settings, chosen_number
from kg_builder.pictures.style import (
    DARK,
    GREY,
    canvas,
    colours_of,
    finished,
    fit,
    height_of,
    legible_on,
    sources_line,
    width_of,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["PICTURE", "lineage_map"]

_SIZE = 9.0
_BOX, _GAP, _SPACE = 2.0, 1.25, 0.2  # inches: width of a box, between columns, between boxes
_PAD = 0.09
_NO_LINE = 99  # where regimens stand that no record gives a line
_SWEEPS = 12  # of putting boxes beside what they are joined to
_DASHES: Mapping[str, Any] = {"adds": "-", "variant_of": (0, (4, 2)), "substitutes": (0, (1, 2)), "followed_by": "-"}
_TOLD: Mapping[str, str] = {
    "adds": "adds a component",
    "variant_of": "names a member of the class",
    "substitutes": "substitutes within a class",
    "followed_by": "followed by, in patients (width: how many)",
    "compared_with": "compared in a study",
}
_SHADES: Mapping[str, str] = {"followed_by": "#D55E00", "compared_with": "#009E73"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """A regimen's place: its left edge and its middle, in inches."""

    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    colour: str

    @property
    def right(self) -> float:
        return self.x + _BOX


def lineage_map(material: Material, settings: Settings) -> Figure:
    """The family of a regimen (or, when none is set, the regimens with most studies) as a map.

    Raises:
        QueryError: a regimen or a kind of edge is not known.
    """
    types = tuple(t.strip().replace(" ", "_") for t in settings.get("edges", "adds,variant_of,followed_by").split(","))
    unknown = [t for t in types if t not in _TOLD]
    if unknown:
        raise QueryError(f"edges: {unknown[0]!r} is not known; there are {', '.join(_TOLD)}")
    graph, title = _chosen(material, settings, types)
    by_line = settings.get("layers", "components") == "line"
    columns = _columns(graph, _line if by_line else _size)
    boxes, legend, size = _place(material, graph, columns, types)
    note = "A colour stands for the classes of a regimen's components; in brackets, studies."
    sources = [paper for _, data in graph.nodes(data=True) for paper in data["papers"]]
    keys = _legend_height(legend, types, size[0])
    figure, axes = canvas(size[0], size[1] + 0.45 + keys, title, sources_line(sources), note)
    _heads(axes, boxes, columns, "line" if by_line else "component")
    _edges(axes, graph, boxes, types)
    _boxes(axes, boxes)
    _legend(axes, legend, types, size[0], size[1] + 0.5)
    return finished(figure)


def _chosen(material: Material, settings: Settings, types: Sequence[str]) -> tuple[Lineage, str]:
    """The regimens to draw: a family with those before and after it, or all; the ones with most studies."""
    graph, most = material.lineage, chosen_number(settings, "most", 40) or 40
    if not graph:
        raise QueryError("nothing to draw: the graph has no regimens")
    if name := settings.get("regimen"):
        start = find_regimen(graph, name, material.lexicon)
        out = ((other, key) for _, other, key in graph.out_edges(start, keys=True))
        back = ((other, key) for other, _, key in graph.in_edges(start, keys=True))
        joined = {other for other, key in (*out, *back) if _type(key) in types}
        family = {start: 0, **ancestors(graph, start), **descendants(graph, start)}
        chosen = sorted({*family, *joined}, key=lambda n: (family.get(n, 1), -len(graph.nodes[n]["studies"]), n))
        title = f"Lineage of {graph.nodes[start]['label']}"
    else:
        chosen = sorted(graph, key=lambda n: (-len(graph.nodes[n]["studies"]), n))
        title = "Lineage of the regimens with most studies" if len(graph) > most else "Lineage of the regimens"
    return graph.subgraph(chosen[:most]), title


def _type(key: str) -> str:
    return key.partition(" ")[0]


def _size(graph: Lineage, node: str) -> int:
    return len(graph.nodes[node]["components"])


def _line(graph: Lineage, node: str) -> int:
    return min(graph.nodes[node]["lines"], default=_NO_LINE)


# Where boxes stand


def _columns(graph: Lineage, layer: Callable[[Lineage, str], int]) -> dict[int, list[str]]:
    """The regimens by layer, each beside what it is joined to."""
    columns: dict[int, list[str]] = defaultdict(list)
    for node in sorted(graph):
        columns[layer(graph, node)].append(node)
    near = {n: {*graph.successors(n), *graph.predecessors(n)} - {n} for n in graph}
    places = {n: i / max(len(column), 1) for column in columns.values() for i, n in enumerate(column)}
    for _ in range(_SWEEPS):
        for column in columns.values():
            wished = {n: sum(places[o] for o in near[n]) / len(near[n]) if near[n] else places[n] for n in column}
            column.sort(key=lambda n: (wished[n], n))
            places |= {n: (i + 0.5) / len(column) for i, n in enumerate(column)}
    return dict(sorted(columns.items()))


def _place(
    material: Material, graph: Lineage, columns: Mapping[int, list[str]], types: Sequence[str]
) -> tuple[dict[str, _Box], Mapping[str, str], tuple[float, float]]:
    """The boxes, the colours' meaning, and the size of the whole."""
    kinds = {n: _kind(material, graph.nodes[n]["components"]) for n in graph}
    common = [kind for kind, _ in sorted(Counter(kinds.values()).items(), key=lambda item: (-item[1], item[0]))]
    colours = colours_of(common)
    texts = {n: _lines(graph, n) for n in graph}
    heights = {n: len(lines) * height_of(_SIZE) + 2 * _PAD for n, lines in texts.items()}
    most = max(sum(heights[n] + _SPACE for n in column) for column in columns.values())
    boxes = {}
    for number, column in enumerate(columns.values()):
        spare = (most - sum(heights[n] + _SPACE for n in column)) / len(column)
        y = 0.5
        for node in column:
            y += (spare + _SPACE) / 2
            boxes[node] = _Box(x=0.35 + number * (_BOX + _GAP), y=y + heights[node] / 2, height=heights[node],
                               lines=texts[node], colour=colours[kinds[node]])  # fmt: skip
            y += heights[node] + (spare + _SPACE) / 2
    width = max(7.5, 0.7 + len(columns) * (_BOX + _GAP) - _GAP * (0 if _has_loops(graph, columns, types) else 1))
    named = {kind: colour for kind, colour in colours.items() if colour != GREY}
    return boxes, named | ({"other classes": GREY} if len(named) < len(colours) else {}), (width, most + 0.5)


def _has_loops(graph: Lineage, columns: Mapping[int, list[str]], types: Sequence[str]) -> bool:
    """Whether edges join regimens of the last column."""
    last = set(list(columns.values())[-1])
    return any(u in last and v in last and _type(k) in types for u, v, k in graph.edges(keys=True))


def _kind(material: Material, components: Sequence[str]) -> str:
    return " + ".join(sorted({material.modality(c) for c in components}))


def _lines(graph: Lineage, node: str) -> tuple[str, ...]:
    data = graph.nodes[node]
    label = data["label"] + (f" ({len(data['studies'])})" if data["studies"] else "")
    return tuple(fit(label, _BOX - 2 * _PAD, _SIZE, 3))


# How they are drawn


def _heads(axes: Axes, boxes: Mapping[str, _Box], columns: Mapping[int, list[str]], noun: str) -> None:
    for layer, column in columns.items():
        words = (
            f"{noun} {layer if layer < _NO_LINE else 'not stated'}"
            if noun == "line"
            else f"{layer} {noun}{'s' if layer > 1 else ''}"
        )
        axes.text(boxes[column[0]].x + _BOX / 2, 0.2, words, size=10, weight="bold", color="#555555", ha="center")


def _edges(axes: Axes, graph: Lineage, boxes: Mapping[str, _Box], types: Sequence[str]) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    for first, second, data in graph.edges(data=True):
        kind = data["type"]
        if kind not in types or first == second:
            continue
        start, end = (boxes[second], boxes[first]) if kind == "variant_of" else (boxes[first], boxes[second])
        colour = _SHADES.get(kind, "#555555")
        path = Path(*_route(start, end, boxes.values()))
        style = "-|>,head_length=4,head_width=2" if kind in ("adds", "variant_of", "followed_by") else "-"
        axes.add_patch(
            FancyArrowPatch(
                path=path,
                arrowstyle=style,
                linestyle=_DASHES.get(kind, "-"),
                lw=_weight(data),
                color=colour,
                fc=colour,
                alpha=0.8,
                zorder=1,
                shrinkA=0,
                shrinkB=0,
            )
        )


def _weight(data: Mapping[str, Any]) -> float:
    return min(1.0 + sqrt(data["n"] or 0) / 2, 6) if data["type"] == "followed_by" else 0.9


def _route(start: _Box, end: _Box, boxes: Iterable[_Box]) -> tuple[list[tuple[float, float]], list[int]]:
    """A curve between two boxes, through gaps of the columns between them."""
    from matplotlib.path import Path

    between: dict[float, list[_Box]] = defaultdict(list)
    for box in boxes:
        if min(start.x, end.x) < box.x < max(start.x, end.x):
            between[box.x].append(box)
    points, codes, here = _curve(start, end)[:1], [int(Path.MOVETO)], start
    for x in sorted(between, reverse=start.x > end.x):
        share = (x - start.x) / (end.x - start.x)
        y = _gap(between[x], start.y + share * (end.y - start.y))
        gap = _Box(x=x, y=y, height=0, lines=(), colour="")
        points += [*_curve(here, gap)[1:], (gap.right if start.x < end.x else gap.x, y)]
        codes += [int(Path.CURVE4)] * 3 + [int(Path.LINETO)]
        here = gap
    return [*points, *_curve(here, end)[1:]], [*codes, *[int(Path.CURVE4)] * 3]


def _gap(column: Iterable[_Box], wished: float) -> float:
    """The middle of the gap between a column's boxes that is nearest to a height."""
    ordered = sorted(column, key=lambda b: b.y)
    edges = [(a.y + a.height / 2 + b.y - b.height / 2) / 2 for a, b in pairwise(ordered)]
    first, last = ordered[0], ordered[-1]
    ends = [first.y - first.height / 2 - _SPACE / 2, last.y + last.height / 2 + _SPACE / 2]
    return min([*edges, *ends], key=lambda y: abs(y - wished))


def _curve(start: _Box, end: _Box) -> list[tuple[float, float]]:
    """From the facing side of one box to that of another; within a column around its right side."""
    if start.x == end.x:
        out = start.right + 0.25 + min(abs(end.y - start.y) / 8, _GAP * 0.65)
        return [(start.right, start.y), (out, start.y), (out, end.y), (end.right, end.y)]
    x, to = (start.right, end.x) if start.x < end.x else (start.x, end.right)
    bend = (to - x) / 2
    return [(x, start.y), (x + bend, start.y), (to - bend, end.y), (to, end.y)]


def _boxes(axes: Axes, boxes: Mapping[str, _Box]) -> None:
    from matplotlib.patches import FancyBboxPatch

    for box in boxes.values():
        axes.add_patch(
            FancyBboxPatch((box.x + 0.06, box.y - box.height / 2 + 0.06), _BOX - 0.12, box.height - 0.12,
                           boxstyle="round,pad=0.06,rounding_size=0.08", fc=box.colour, ec="white", lw=1.5, zorder=3)
        )  # fmt: skip
        axes.text(box.x + _BOX / 2, box.y, "\n".join(box.lines), size=_SIZE, color=legible_on(box.colour), ha="center",
                  va="center", zorder=4, linespacing=1.15)  # fmt: skip


def _rows(legend: Mapping[str, str], types: Sequence[str], width: float) -> list[list[tuple[str, str | None]]]:
    """The legend's entries in rows: names of edges (no colour) and of classes."""
    entries = [(_TOLD[t], None, t) for t in types] + [(name, colour, "") for name, colour in legend.items()]
    rows: list[list[tuple[str, str | None]]] = [[]]
    x = 0.35
    for words, colour, kind in entries:
        room = width_of(words, 8.5) + 0.65
        if x + room > width - 0.3 or (rows[-1] and colour and rows[-1][-1][1] is None):
            rows.append([])
            x = 0.35
        rows[-1].append((words if colour else kind, colour))
        x += room
    return rows


def _legend_height(legend: Mapping[str, str], types: Sequence[str], width: float) -> float:
    return 0.27 * len(_rows(legend, types, width))


def _legend(axes: Axes, legend: Mapping[str, str], types: Sequence[str], width: float, top: float) -> None:
    from matplotlib.patches import Rectangle

    for number, row in enumerate(_rows(legend, types, width)):
        x, y = 0.35, top + 0.27 * number
        for name, colour in row:
            words = name if colour else _TOLD[name]
            if colour:
                axes.add_patch(Rectangle((x + 0.1, y - 0.07), 0.2, 0.14, color=colour, lw=0))
            else:
                shade = _SHADES.get(name, "#555555")
                axes.plot([x, x + 0.32], [y, y], linestyle=_DASHES.get(name, "-"), color=shade, lw=1.6)
            axes.text(x + 0.4, y, words, size=8.5, color=DARK, va="center")
            x += width_of(words, 8.5) + 0.65


PICTURE = Picture(
    name="lineage",
    shows="regimens in columns by number of components, and how they descend from one another",
    settings={
        "regimen": "only the family of this regimen",
        "edges": "kinds of edges, with commas (adds,variant_of,followed_by)",
        "layers": "components, or line (components)",
        "most": "regimens at most (40)",
    },
    draw=lineage_map,
)
