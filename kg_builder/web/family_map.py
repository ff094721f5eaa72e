"""The map of a regimen's family: descent runs down, time runs to the right; each regimen leads to its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from textwrap import fill
from typing import TYPE_CHECKING, Any

import dash_cytoscape
from dash import html

from kg_builder import lineage
from kg_builder.web.parts import wild

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from kg_builder.web.shelf import Shelf

__all__ = ["elements", "family_map", "places"]

_ROW = 5  # regimens side by side
_SIDE = 5  # regimens on a side
_STEP_X, _STEP_Y = 168, 92
_ASIDE = 1.75  # columns between the regimen and what came before or next
_STYLE: Sequence[Mapping[str, Any]] = (
    {
        "selector": "node",
        "style": {
            "label": "data(label)",
            "text-wrap": "wrap",
            "text-valign": "center",
            "shape": "round-rectangle",
            "width": 156,
            "height": 68,
            "font-size": 17,
            "background-color": "#e6eef5",
            "border-width": 1,
            "border-color": "#5b7f9f",
            "color": "#10222f",
        },
    },
    {"selector": ".self", "style": {"background-color": "#0b5c8a", "color": "#ffffff", "font-weight": "bold"}},
    {
        "selector": "edge",
        "style": {
            "curve-style": "bezier",
            "control-point-step-size": 26,
            "target-arrow-shape": "triangle",
            "width": 2,
            "line-color": "#5b7f9f",
            "target-arrow-color": "#5b7f9f",
        },
    },
    {"selector": ".variant_of", "style": {"line-style": "dashed"}},
    {
        "selector": ".followed_by",
        "style": {"line-color": "#b25d00", "target-arrow-color": "#b25d00", "width": "data(width)"},
    },
)
_LEGEND = (
    ("adds", "adds a component"),
    ("variant_of", "names a member of the class"),
    ("followed_by", "patients had next"),
)


def family_map(shelf: Shelf, key: str) -> Component | None:
    """The map; nothing where a regimen stands alone."""
    shown = elements(shelf, key)
    if len(shown) < 2:
        return None
    width, height = _size(shown)
    graph = dash_cytoscape.Cytoscape(
        id="family",
        elements=shown,
        layout={"name": "preset", "fit": True, "padding": 12},
        stylesheet=list(_STYLE),
        style={"width": "100%", "aspectRatio": f"{width} / {height}", "maxHeight": f"{height}px"},
        maxZoom=1.1,
        userZoomingEnabled=False,
        autoungrabify=True,
        responsive=True,
    )
    legend = [html.Li(words, className=name) for name, words in _LEGEND]
    words = "Descent runs down, time to the right. Choose a regimen to open its page; below, all relatives are linked."
    return html.Figure(
        [
            html.Div(graph, className="map", role="img", **wild({"aria-label": f"Lineage of {shelf.label(key)}"})),
            html.Figcaption([html.Ul(legend, className="legend"), words]),
        ]
    )


def elements(shelf: Shelf, key: str) -> list[dict[str, Any]]:
    """Nodes with their places and the edges to the regimen, as Cytoscape takes them."""
    graph = shelf.lineage
    nodes: list[dict[str, Any]] = [
        {
            "data": {"id": k, "label": fill(str(graph.nodes[k]["label"]), 16, break_long_words=False)},
            "position": {"x": x * _STEP_X, "y": y * _STEP_Y},
            "classes": "self" if k == key else "",
        }
        for k, (x, y) in places(graph, key).items()
    ]
    return [*nodes, *_edges(graph, key, {n["data"]["id"] for n in nodes})]


def _edges(graph: lineage.Lineage, key: str, shown: Set[str]) -> list[dict[str, Any]]:
    """The edges between the regimen and its relatives; between these there are none, to keep the map legible."""
    found = {}
    touching = [*graph.in_edges(key, data=True), *graph.out_edges(key, data=True)]
    for first, second, data in touching:
        kind = data["type"]
        ends = (second, first) if kind == "variant_of" else (first, second)  # from the general to the special
        if kind in ("adds", "variant_of", "followed_by") and first != second and first in shown and second in shown:
            width = 2 + min(6, (data.get("n") or 0) // 10)
            found[*ends, kind] = {"data": {"source": ends[0], "target": ends[1], "width": width}, "classes": kind}
    return [found[name] for name in sorted(found)]


def places(graph: lineage.Lineage, key: str) -> dict[str, tuple[float, float]]:
    """Column and row of each regimen: parents above, children below, what came before left, what came next right.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("a", "a+b", "adds"), ("a+b", "a+b+c", "adds")])
    >>> nx.set_node_attributes(graph, (), "studies")
    >>> nx.set_edge_attributes(graph, "adds", "type")
    >>> places(graph, "a+b")
    {'a+b': (0.0, 0.0), 'a': (0.0, -1.0), 'a+b+c': (0.0, 1.0)}
    """
    nexts = _first(graph, key, [t.regimen for t in lineage.tried_after(graph, key)], _SIDE)
    befores = _first(graph, key, [t.regimen for t in lineage.tried_before(graph, key) if t.regimen not in nexts], _SIDE)
    seen = {*nexts, *befores}
    row = _ROW if max(len(nexts), len(befores)) < _SIDE - 1 else _ROW - 2  # high sides stand before the ends of a row
    above = _first(graph, key, [k for k in lineage.parents(graph, key) if k not in seen], row)
    below = _first(graph, key, [k for k in lineage.children(graph, key) if k not in {*seen, *above}], row)
    middle = max(1, len(nexts), len(befores))
    edge = (middle - 1) / 2 + 1.0
    found = {key: (0.0, 0.0)}
    found |= {k: (x, -edge) for k, x in _spread(above)}
    found |= {k: (x, edge) for k, x in _spread(below)}
    found |= {k: (-_ASIDE, y) for k, y in _spread(befores)}
    return found | {k: (_ASIDE, y) for k, y in _spread(nexts)}


def _first(graph: lineage.Lineage, key: str, keys: Sequence[str], most: int) -> list[str]:
    """The relatives with most studies."""
    others = [k for k in dict.fromkeys(keys) if k != key]
    return sorted(others, key=lambda k: (-len(graph.nodes[k]["studies"]), k))[:most]


def _spread(keys: Sequence[str]) -> list[tuple[str, float]]:
    """Places side by side, the middle at 0."""
    return [(key, number - (len(keys) - 1) / 2) for number, key in enumerate(keys)]


def _size(shown: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    """Width and height that the nodes need."""
    across = [e["position"]["x"] for e in shown if "position" in e]
    down = [e["position"]["y"] for e in shown if "position" in e]
    return int(max(across) - min(across) + _STEP_X + 24), int(max(down) - min(down) + _STEP_Y + 24)
