"""HTML tables inside Markdown: cells with their spans, at the places where they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.document import Cell, Span

__all__ = ["html_rows"]

_TAG = re.compile(r"<(?P<end>/?)(?P<name>tr|td|th|thead|table)\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_EXTENT = re.compile(r"(?P<name>rowspan|colspan)\s*=\s*[\"']?(?P<count>\d{1,3})", re.IGNORECASE)


def html_rows(text: str, span: Span, first: int) -> Iterator[list[Cell]]:
    """The rows of the HTML table that stands at `span`, numbered from `first`.

    >>> text = "<table><tr><th>Arm</th></tr><tr><td> A </td></tr></table>"
    >>> [(c.span.start, c.row, c.header) for row in html_rows(text, Span(0, len(text)), 0) for c in row]
    [(15, 0, True), (37, 1, False)]
    """
    start, source = span.start, text[span.start : span.end]
    taken: set[tuple[int, int]] = set()
    row, in_head = first, False
    cells: list[Cell] = []
    open_cell: re.Match[str] | None = None
    for tag in _TAG.finditer(source):
        name = tag["name"].lower()
        if open_cell is not None and (name in ("td", "th", "tr", "table")):
            inner = Span(start + open_cell.end(), start + tag.start())
            cells.append(_cell(open_cell, _trimmed(text, inner), row, taken, in_head=in_head))
            open_cell = None
        if name == "thead":
            in_head = not tag["end"]
        elif name in ("td", "th") and not tag["end"]:
            open_cell = tag
        elif name == "tr" and cells:
            yield cells
            row, cells = row + 1, []
    if cells:
        yield cells


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _cell(tag: re.Match[str], span: Span, row: int, taken: set[tuple[int, int]], *, in_head: bool) -> Cell:
    extent = {found["name"].lower(): max(int(found["count"]), 1) for found in _EXTENT.finditer(tag["attributes"])}
    rowspan, colspan = extent.get("rowspan", 1), extent.get("colspan", 1)
    column = 0
    while (row, column) in taken:
        column += 1
    taken.update((row + r, column + c) for r in range(rowspan) for c in range(colspan))
    return Cell(
        span=span,
        row=row,
        column=column,
        rowspan=rowspan,
        colspan=colspan,
        header=in_head or tag["name"].lower() == "th",
    )
