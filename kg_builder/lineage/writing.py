"""The graph of regimens, or a part of it, for other programs: JSON, GraphML, DOT, Cytoscape.

>>> import networkx as nx
>>> graph = nx.MultiDiGraph()
>>> _ = graph.add_edge("a", "a+b", key="adds", type="adds")
>>> print(FORMATS["dot"](graph).decode(), end="")
digraph lineage {
  rankdir=LR; node [shape=box, style=rounded, fontname="Helvetica"];
  "a" [label="a"];
  "a+b" [label="a+b"];
  "a" -> "a+b" [label="adds"];
}
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from kg_builder.lineage.walks import ancestors, descendants, path

if TYPE_CHECKING:
    from kg_builder.lineage.weaving import Lineage

__all__ = ["FORMATS", "family", "way"]

_STYLES: Mapping[str, str] = {
    "variant_of": "dashed",
    "substitutes": "dotted",
    "followed_by": "bold",
    "compared_with": "dotted",
}


def family(graph: Lineage, regimen: str) -> Lineage:
    """A regimen with its ancestors and descendants, and all that is joined to it directly.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("a", "a+b", "adds"), ("a+b", "a+b+c", "adds"), ("x", "y", "adds")])
    >>> sorted(family(graph, "a"))
    ['a', 'a+b', 'a+b+c']
    """
    near = graph.succ[regimen].keys() | graph.pred[regimen].keys()
    return graph.subgraph({regimen, *near, *ancestors(graph, regimen), *descendants(graph, regimen)})


def way(graph: Lineage, start: str, goal: str) -> Lineage:
    """The regimens on the way from one to another.

    >>> import networkx as nx
    >>> sorted(way(nx.MultiDiGraph([("a", "a+b", "adds"), ("b", "a+b", "adds")]), "a", "b"))
    ['a', 'a+b', 'b']
    """
    return graph.subgraph({start, goal, *(step.second for step in path(graph, start, goal))})


def _json(graph: Lineage) -> bytes:
    """Node-link JSON, as `networkx.node_link_graph(…, edges="edges")` reads it."""
    content = {
        "directed": True,
        "multigraph": True,
        "graph": {},
        "nodes": [{"id": node, **_plain(data)} for node, data in _nodes(graph)],
        "edges": [{"source": u, "target": v, "key": key, **_plain(data)} for u, v, key, data in _edges(graph)],
    }
    return _as_json(content)


def _cytoscape(graph: Lineage) -> bytes:
    """Elements as Cytoscape and Cytoscape.js read them."""
    nodes = [{"data": {"id": node, "name": _label(data, node), **_plain(data)}} for node, data in _nodes(graph)]
    edges = [
        {"data": {"id": f"{u} {key} {v}", "source": u, "target": v, "interaction": key, **_plain(data)}}
        for u, v, key, data in _edges(graph)
    ]
    return _as_json({"data": {"name": "lineage"}, "elements": {"nodes": nodes, "edges": edges}})


def _graphml(graph: Lineage) -> bytes:
    """GraphML; lists become text, evidence the ids of its records."""
    import networkx as nx

    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in _nodes(graph):
        flat.add_node(node, **_flat(data))
    for u, v, key, data in _edges(graph):
        flat.add_edge(u, v, key=key, **_flat(data))
    out = io.BytesIO()
    nx.write_graphml_xml(flat, out, named_key_ids=True)
    return out.getvalue() + b"\n"


def _dot(graph: Lineage) -> bytes:
    """DOT, for Graphviz."""
    lines = ["digraph lineage {", '  rankdir=LR; node [shape=box, style=rounded, fontname="Helvetica"];']
    lines += [f"  {_quoted(node)} [label={_quoted(_label(data, node))}];" for node, data in _nodes(graph)]
    for u, v, key, data in _edges(graph):
        style = _STYLES.get(data["type"])
        direction = ", dir=none" if data["type"] in ("substitutes", "compared_with") else ""
        label = _quoted(" ".join(filter(None, (key.replace("_", " "), data.get("change")))))
        lines.append(f"  {_quoted(u)} -> {_quoted(v)} [label={label}{f', style={style}' if style else ''}{direction}];")
    return ("\n".join([*lines, "}"]) + "\n").encode("utf-8")


FORMATS: Mapping[str, Callable[[Lineage], bytes]] = {
    "json": _json,
    "graphml": _graphml,
    "dot": _dot,
    "cytoscape": _cytoscape,
}


def _nodes(graph: Lineage) -> list[tuple[str, dict[str, Any]]]:
    return [(node, dict(graph.nodes[node])) for node in sorted(graph)]


def _edges(graph: Lineage) -> list[tuple[str, str, str, dict[str, Any]]]:
    return sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON has them; what is absent is left out."""
    return {name: _as_plain(value) for name, value in data.items() if value not in (None, ())}


def _as_plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_as_plain(v) for v in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    return value


def _flat(data: Mapping[str, Any]) -> dict[str, str | int]:
    return {
        name: "; ".join(str(getattr(v, "record", v)) for v in value) if isinstance(value, tuple) else value
        for name, value in data.items()
        if value not in (None, ())
    }


def _as_json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _label(data: Mapping[str, Any], node: str) -> str:
    return str(data.get("label", node))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
