"""Treatment sequences as flows from line to line, as wide as patients were many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg_builder.errors import QueryError
from kg_builder.evidence import Sequence as Step
from kg_builder.pictures.picture import Material, Picture, Settings, first_of
from kg_builder.pictures.style import DARK, GREY, canvas, colours_of, finished, fit, height_of, sources_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["PICTURE", "sequence"]

_BAR, _LABEL, _BETWEEN = 0.2, 2.1, 2.2  # inches: a bar, its label, the flow
_TALL = 5.2  # inches of the tallest column of bars
_SPACE = 0.32
_SIZE = 9.0

_Node = tuple[int, str]  # line, regimen
_Flows = dict[tuple[_Node, _Node], int]


@dataclass(slots=True)
class _Bar:
    """A regimen in a line: its place and how much of its sides is used."""

    x: float
    y: float
    height: float
    n: int
    left: float = field(default=0.0)
    right: float = field(default=0.0)


def sequence(material: Material, settings: Settings) -> Figure:
    """What the patients of one study got from line to line.

    Raises:
        QueryError: no study tells lines and numbers, or not the one that is set.
    """
    found = [
        r for r in material.records if isinstance(r, Step) and r.n and r.from_ and r.to and r.from_line and r.to_line
    ]
    found = [r for r in found if (r.from_line or 0) < (r.to_line or 0)]
    counts = Counter(material.source(r) for r in found)
    studies = [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    study = first_of(studies, settings.get("study"), "study")
    flows = _flows(material, [r for r in found if material.source(r) == study])
    if not flows:
        raise QueryError(f"nothing to draw: the sequences of {study} lead nowhere")
    columns = _columns(flows)
    bars, height = _bars(flows, columns)
    note = "Patients that are counted both by class and by drug are drawn once, by what leads on."
    width = 0.4 + len(columns) * (_BAR + _LABEL) + (len(columns) - 1) * (_BETWEEN - 0.6) + 0.6
    figure, axes = canvas(width, height, f"Treatment sequences ({study})", sources_line([study]), note)
    _draw(axes, flows, bars, columns)
    return finished(figure)


def _flows(material: Material, records: Sequence[Step]) -> _Flows:
    """Patients between regimens; where a total and its parts are both told, only one of them."""
    groups: dict[_Node, dict[_Node, int]] = defaultdict(dict)
    onward = {(r.from_line or 0, material.regimen(r.from_)) for r in records}
    for r in records:
        start, end = (r.from_line or 0, material.regimen(r.from_)), (r.to_line or 0, material.regimen(r.to))
        if not (len(r.to) == 1 and material.lexicon.is_general(r.to[0]) and len(records) > 1):
            groups[start][end] = max(groups[start].get(end, 0), r.n or 0)
    flows: _Flows = {}
    for start, ends in groups.items():
        leading = {e: n for e, n in ends.items() if e in onward}
        rest = {e: n for e, n in ends.items() if e not in onward}
        is_detail = bool(leading) and sum(rest.values()) <= sum(leading.values())
        flows |= {(start, e): n for e, n in (leading if is_detail else ends).items()}
    return flows


def _columns(flows: _Flows) -> dict[int, list[_Node]]:
    """The regimens by line, in the order of what they come from, the largest first."""
    sizes = _sizes(flows)
    columns: dict[int, list[_Node]] = defaultdict(list)
    for node in sizes:
        columns[node[0]].append(node)
    order: dict[_Node, float] = {}
    for line in sorted(columns):
        origins = {node: [order[a] for a, b in flows if b == node and a in order] for node in columns[line]}
        means = {node: sum(found) / len(found) if found else 0.0 for node, found in origins.items()}
        columns[line].sort(key=lambda n, means=means: (means[n], -sizes[n], n))  # type: ignore[misc]
        order |= {node: float(i) for i, node in enumerate(columns[line])}
    return dict(sorted(columns.items()))


def _sizes(flows: _Flows) -> dict[_Node, int]:
    into: Counter[_Node] = Counter()
    out: Counter[_Node] = Counter()
    for (start, end), n in flows.items():
        out[start] += n
        into[end] += n
    return {node: max(into[node], out[node]) for node in sorted({*into, *out})}


def _bars(flows: _Flows, columns: Mapping[int, list[_Node]]) -> tuple[dict[_Node, _Bar], float]:
    sizes = _sizes(flows)
    scale = _TALL / max(sum(sizes[n] for n in column) for column in columns.values())
    spaces = {
        line: [max(_SPACE, 2.3 * height_of(_SIZE) - sizes[n] * scale) for n in column]
        for line, column in columns.items()
    }
    talls = {line: sum(sizes[n] * scale for n in column) + sum(spaces[line]) for line, column in columns.items()}
    height = max(talls.values()) + 0.6
    bars = {}
    for number, (line, column) in enumerate(columns.items()):
        y = 0.5 + (height - 0.6 - talls[line]) / 2
        for node, space in zip(column, spaces[line], strict=True):
            high = sizes[node] * scale
            x = 0.4 + number * (_BAR + _LABEL + _BETWEEN - 0.6)
            bars[node] = _Bar(x=x, y=y + space / 2, height=high, n=sizes[node])
            y += high + space
    return bars, height


def _draw(axes: Axes, flows: _Flows, bars: dict[_Node, _Bar], columns: Mapping[int, list[_Node]]) -> None:
    from matplotlib.patches import Rectangle

    colours = colours_of(node[1] for column in columns.values() for node in column)
    for line, column in columns.items():
        axes.text(bars[column[0]].x, 0.2, f"line {line}", size=11, weight="bold", color="#555555", va="center")
    order = {node: i for column in columns.values() for i, node in enumerate(column)}
    for (start, end), n in sorted(flows.items(), key=lambda f: (order[f[0][0]], order[f[0][1]])):
        _flow(axes, bars[start], bars[end], n, colours[end[1]] if colours[end[1]] != GREY else "#B0B0B0")
    for node, bar in bars.items():
        axes.add_patch(Rectangle((bar.x, bar.y), _BAR, bar.height, fc=colours[node[1]], lw=0, zorder=3))
        words = [*fit(node[1], _LABEL - 0.15, _SIZE), f"n = {bar.n}"]
        axes.text(bar.x + _BAR + 0.08, bar.y + bar.height / 2, "\n".join(words), size=_SIZE, color=DARK, va="center",
                  zorder=4, linespacing=1.1, bbox={"fc": "white", "ec": "none", "pad": 0.8, "alpha": 0.75})  # fmt: skip


def _flow(axes: Axes, start: _Bar, end: _Bar, n: int, colour: str) -> None:
    """A band from the next free part of one bar's right side to that of the other's left side."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    thick, thin = start.height * n / start.n, end.height * n / end.n
    x, to = start.x + _BAR, end.x
    a, b = start.y + start.right, end.y + end.left
    middle = (x + to) / 2
    points = [
        (x, a),
        (middle, a),
        (middle, b),
        (to, b),
        (to, b + thin),
        (middle, b + thin),
        (middle, a + thick),
        (x, a + thick),
        (x, a),
    ]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(points, codes), fc=colour, alpha=0.4, lw=0, zorder=1))
    start.right += thick
    end.left += thin


PICTURE = Picture(
    name="sequence",
    shows="what the patients of a study got from line to line, as flows",
    settings={"study": "the study (the one with most steps)"},
    draw=sequence,
)
