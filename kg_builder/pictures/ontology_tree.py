"""The tree of treatment classes, with their members in the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg_builder.errors import QueryError
from kg_builder.lexicon import Category, Lexicon
from kg_builder.lineage import Lineage
from kg_builder.pictures.picture import Material, Picture, Settings, chosen_number
from kg_builder.pictures.style import COLOURS, DARK, GREY, canvas, finished, fit, height_of, sources_line, width_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["PICTURE", "ontology_tree"]

_INDENT, _SIZE = 0.42, 10.0
_NAMES = 7.2  # inches for members


def ontology_tree(material: Material, settings: Settings) -> Figure:
    """The classes of the treatments in the graph (or, with `all=yes`, of the whole vocabulary) as a tree.

    Raises:
        QueryError: a class is not known, or there is nothing to draw.
    """
    lexicon = material.lexicon
    used = _used(material.lineage)
    keys = {t.key for t in lexicon.of(Category.TREATMENT_CLASS, Category.DRUG, Category.PROCEDURE)}
    members = sorted(keys if settings.get("all") == "yes" else keys & used)
    tree = _tree(lexicon, members)
    if root := settings.get("root"):
        roots = [material.key(root, Category.TREATMENT_CLASS)]
    else:
        roots = sorted({p for p in tree if p not in {c for cs in tree.values() for c in cs}} - {""})
    rows = [row for root in roots for row in _walk(lexicon, tree, root, 0, set())][
        : chosen_number(settings, "most", 60) or 60
    ]
    if not rows or not members:
        raise QueryError("nothing to draw: no treatment of the graph belongs to such a class")
    deepest = max(depth for depth, _, _ in rows)
    left = 0.4 + deepest * _INDENT + max(width_of(_label(lexicon, key), _SIZE) for _, key, _ in rows) + 0.4
    wrapped = [fit(", ".join(names), _NAMES, 8.5, 12) if names else [""] for _, _, names in rows]
    heights = [max(0.3, len(lines) * height_of(8.5) + 0.08) for lines in wrapped]
    papers = sorted({paper for _, data in material.lineage.nodes(data=True) for paper in data["papers"]})
    note = "A term that belongs to several classes stands under each; classes without members here are left out."
    figure, axes = canvas(left + _NAMES + 0.3, sum(heights) + 0.2, "Classes of treatment", sources_line(papers), note)
    _draw(axes, lexicon, rows, wrapped, heights, left)
    return finished(figure)


def _used(graph: Lineage) -> set[str]:
    return {part for node in graph for part in graph.nodes[node]["components"]}


def _tree(lexicon: Lexicon, members: Sequence[str]) -> dict[str, list[str]]:
    """Classes and what stands directly below them, as far as it leads to members."""
    below: dict[str, set[str]] = defaultdict(set)
    front = list(members)
    done: set[str] = set()
    while front:
        key = front.pop()
        if key in done:
            continue
        done.add(key)
        for parent in _direct(lexicon, key):
            below[parent].add(key)
            front.append(parent)
        if lexicon.get(Category.TREATMENT_CLASS, key):
            below.setdefault(key, set())
    return {key: sorted(found) for key, found in below.items()}


def _direct(lexicon: Lexicon, key: str) -> list[str]:
    """The classes directly above a term: those that none of its other classes belongs to."""
    kinds = (Category.DRUG, Category.PROCEDURE, Category.TREATMENT_CLASS)
    term = next((t for kind in kinds if (t := lexicon.get(kind, key))), None)
    parents = term.parents if term else ()
    return [p for p in parents if not any(q != p and lexicon.is_a(q, p) for q in parents)]


def _walk(
    lexicon: Lexicon, tree: Mapping[str, Sequence[str]], key: str, depth: int, above: set[str]
) -> list[tuple[int, str, list[str]]]:
    """Rows of the tree: depth, class, and the members that are no classes."""
    below = [c for c in tree.get(key, ()) if c not in above]
    classes = [c for c in below if lexicon.get(Category.TREATMENT_CLASS, c)]
    names = [_label(lexicon, c) for c in below if c not in classes]
    rows = [(depth, key, names)]
    for child in classes:
        rows += _walk(lexicon, tree, child, depth + 1, above | {key})
    return rows


def _label(lexicon: Lexicon, key: str) -> str:
    kinds = (Category.TREATMENT_CLASS, Category.DRUG, Category.PROCEDURE)
    return next((t.label for kind in kinds if (t := lexicon.get(kind, key))), key)


def _draw(
    axes: Axes, lexicon: Lexicon, rows: Sequence[tuple[int, str, list[str]]], wrapped: Sequence[list[str]],
    heights: Sequence[float], left: float,
) -> None:  # fmt: skip
    y = 0.1
    last: dict[int, float] = {}
    for (depth, key, _), lines, high in zip(rows, wrapped, heights, strict=True):
        x, middle = 0.4 + depth * _INDENT, y + high / 2
        if depth:
            stem = x - _INDENT + 0.08
            axes.plot([stem, stem, x - 0.1], [last[depth - 1], middle, middle], color=GREY, lw=1)
        axes.plot([x], [middle], "o", ms=5, color=COLOURS[depth % len(COLOURS)])
        axes.text(x + 0.12, middle, _label(lexicon, key), size=_SIZE, color=DARK, va="center",
                  weight="bold" if depth == 0 else "normal")  # fmt: skip
        axes.text(left, middle, "\n".join(lines), size=8.5, color="#444444", va="center", linespacing=1.2)
        last[depth] = middle + 0.06
        y += high


PICTURE = Picture(
    name="ontology",
    shows="the tree of treatment classes, with their members in the graph",
    settings={"root": "only below this class", "all": "yes: the whole vocabulary", "most": "classes at most (60)"},
    draw=ontology_tree,
)
