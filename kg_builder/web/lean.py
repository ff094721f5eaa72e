"""Static parts of a page in one piece: Dash keeps books on every component, which makes long tables slow in the browser.

What nothing in the application listens to is sent as one `div` that holds a tree of plain elements as JSON
(`[tag, attributes, child, …]`); `assets/explorer.js` builds it, as elements and text only, so that nothing in it can run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from kg_builder.web.parts import wild

__all__ = ["lean", "tree"]

_ATTRIBUTES = {
    "className": "class", "colSpan": "colspan", "download": "download", "href": "href", "htmlFor": "for", "id": "id",
    "rel": "rel", "role": "role", "rowSpan": "rowspan", "scope": "scope", "tabIndex": "tabindex", "target": "target",
    "title": "title",
}  # fmt: skip
_STATIC = frozenset(
    (
        "A", "Article", "Blockquote", "Caption", "Dd", "Details", "Div", "Dl", "Dt", "Figcaption", "H1", "H2", "H3", "Li",
        "Nav", "P", "Pre", "Section", "Span", "Strong", "Summary", "Table", "Tbody", "Td", "Th", "Thead", "Tr", "Ul",
    )
)  # fmt: skip
_FEW = 4  # components that are not worth it


def lean(parts: Iterable[Component | str]) -> list[Component | str]:
    """The same content, with its static stretches as one component each.

    >>> rows = [html.Tr([html.Td(n), html.Td("b")]) for n in (1, 2)]
    >>> [kept] = lean([html.Table(html.Tbody(rows))])
    >>> kept.className, tree(html.Td("<b>", className="figure"))
    ('lean', ['td', {'class': 'figure'}, '<b>'])
    """
    found: list[Component | str] = []
    run: list[Component | str] = []
    for part in parts:
        if _is_static(part):
            run.append(part)
            continue
        found += _packed(run)
        run = []
        found.append(_opened(part))
    return [*found, *_packed(run)]


def _packed(run: list[Component | str]) -> list[Component | str]:
    if sum(map(_size, run)) < _FEW:
        return run
    return [
        html.Div(className="lean", **wild({"data-lean": json.dumps([tree(part) for part in run], ensure_ascii=False)}))
    ]


def _opened(part: Component | str) -> Component | str:
    """A component that is not static, with its static children packed."""
    children = getattr(part, "children", None)
    if isinstance(part, Component) and isinstance(children, list):
        part.children = lean(children)
    return part


def _children(part: Component) -> list[Any]:
    children = getattr(part, "children", None)
    return [] if children is None else list(children) if isinstance(children, (list, tuple)) else [children]


def _is_static(part: object) -> bool:
    if not isinstance(part, Component):
        return True
    is_plain = isinstance(part, dcc.Link) or (
        type(part).__name__ in _STATIC and type(part).__module__.startswith("dash.html")
    )
    return is_plain and all(map(_is_static, _children(part)))


def _size(part: object) -> int:
    return 1 + sum(map(_size, _children(part))) if isinstance(part, Component) else 0


def tree(part: Component | str | float) -> list[Any] | str:
    """A static component as a tag, its attributes and its children."""
    if not isinstance(part, Component):
        return str(part)
    tag = "a" if isinstance(part, dcc.Link) else type(part).__name__.lower()
    return [tag, dict(_attributes(part)), *(tree(child) for child in _children(part) if child is not None)]


def _attributes(part: Component) -> Iterator[tuple[str, str]]:
    props: dict[str, Any] = part.to_plotly_json()["props"]  # type: ignore[no-untyped-call]
    for name, value in props.items():
        if value is not None and (name in _ATTRIBUTES or name.startswith(("aria-", "data-"))):
            yield _ATTRIBUTES.get(name, name), str(value)
