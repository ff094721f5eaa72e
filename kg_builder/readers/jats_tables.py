"""JATS tables: rows of cells with their spans, written one row per line, cells parted by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

import msgspec
from lxml import etree
from msgspec.structs import replace

from kg_builder.document import Cell
from kg_builder.readers.inline import lines_of, name_of, raw
from kg_builder.readers.page import Page

__all__ = ["write_rows"]

_CELLS = frozenset({"td", "th"})
_LARGEST_SPAN = 1000
_INDENT = re.compile(r"[\s\u200b]*")
_WIDE_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_PADDING = re.compile(r"(?:padding-left|text-indent|margin-left)\s*:\s*(\d+)", re.IGNORECASE)


class _Placed(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A cell's words and the grid it covers."""

    words: tuple[str, ...]  # line by line
    row: int
    column: int
    rowspan: int
    colspan: int
    header: bool
    indent: int


def write_rows(table: etree._Element, page: Page) -> tuple[Cell, ...]:
    """Write a `<table>` onto the page and return its cells. A spanned cell's words stand at its first place only."""
    rows = _unpacked(_place(table))
    width = max([row[-1].column + row[-1].colspan for row in rows.values()], default=0)
    cells: list[Cell] = []
    for number in sorted(rows):
        page.append("\n")
        cells.extend(_write_row(rows[number], width, page))
    return tuple(cells)


def _write_row(row: list[_Placed], width: int, page: Page) -> Iterator[Cell]:
    at = 0
    for placed in row:
        before = "\t" * (placed.column - at) if placed.column else "  " * placed.indent
        at = placed.column
        yield Cell(
            span=page.write(" ".join(placed.words), before),
            row=placed.row,
            column=at,
            rowspan=placed.rowspan,
            colspan=placed.colspan,
            header=placed.header,
        )
    page.append("\t" * (width - 1 - at))


def _unpacked(lines: dict[int, list[_Placed]]) -> dict[int, list[_Placed]]:
    """Rows that pack several lines into every cell become as many rows."""
    extra = {row: _packed(line) - 1 for row, line in lines.items()}
    starts = list(accumulate((1 + extra.get(row, 0) for row in range(max(lines, default=-1) + 1)), initial=0))
    rows: dict[int, list[_Placed]] = {}
    for row, line in lines.items():
        if not extra[row]:
            still = starts[row] == row
            rows[starts[row]] = [cell if still and cell.rowspan == 1 else _moved(cell, starts) for cell in line]
            continue
        for cell in _split(line, starts[row], extra[row] + 1):
            rows.setdefault(cell.row, []).append(cell)
    return rows


def _moved(cell: _Placed, starts: list[int]) -> _Placed:
    """A cell where its row now starts, as high as the rows that it spans; nothing spans more than there are."""
    row, end = starts[cell.row], starts[min(cell.row + cell.rowspan, len(starts) - 1)]
    return replace(cell, row=row, rowspan=end - row)


def _packed(line: list[_Placed]) -> int:
    """How many rows a row packs into one: its values print so many lines, and its label as many, or a heading more."""
    count = max([len(cell.words) for cell in line[1:]], default=1)
    if count < 2:
        return 1
    label, values = line[0], [cell for cell in line[1:] if cell.words]
    plain_cells = all(cell.rowspan == cell.colspan == 1 and not cell.header for cell in line)
    if not plain_cells or any(len(cell.words) not in (1, count) for cell in values):
        return 1
    packed = [cell for cell in values if len(cell.words) == count]
    numbers = sum(1 for cell in packed for words in cell.words if words[:1].isdigit() or words[:1] in "<>≤≥–-")
    rows = len(label.words)
    return rows if rows in (count, count + 1) and 2 * numbers > count * len(packed) else 1


def _split(line: list[_Placed], start: int, rows: int) -> Iterator[_Placed]:
    for cell in line:
        first = rows - len(cell.words) if len(cell.words) > 1 else 0
        for offset, words in enumerate(cell.words or ("",)):
            inner = cell.column == 0 and offset > 0 and _is_headed(line, rows)
            yield replace(cell, words=(words,), row=start + first + offset, indent=cell.indent + inner)


def _is_headed(line: list[_Placed], rows: int) -> bool:
    """Whether the first line of a packed label heads the others."""
    return max(len(cell.words) for cell in line[1:]) < rows


def _place(table: etree._Element) -> dict[int, list[_Placed]]:
    """The cells of each row that has any, from left to right."""
    taken: set[tuple[int, int]] = set()  # by cells of the rows above
    lines: dict[int, list[_Placed]] = {}
    for row, line in enumerate(table.iter("{*}tr")):
        column = 0
        placed: list[_Placed] = []
        cells = [cell for cell in line if name_of(cell.tag) in _CELLS]
        heading = _is_head(line, cells)
        for cell in cells:
            while taken and (row, column) in taken:
                column += 1
            rowspan, colspan = _extents(cell)
            if rowspan > 1:
                taken.update((row + r, column + c) for r in range(1, rowspan) for c in range(colspan))
            placed.append(
                _Placed(
                    words=lines_of(cell),
                    row=row,
                    column=column,
                    rowspan=rowspan,
                    colspan=colspan,
                    header=heading,
                    indent=0 if column else _indent(cell),
                )
            )
            column += colspan
        if placed:
            lines[row] = placed
    return lines


def _is_head(line: etree._Element, cells: list[etree._Element]) -> bool:
    parent = line.getparent()
    in_head = parent is not None and name_of(parent.tag) == "thead"
    return in_head or {name_of(cell.tag) for cell in cells} == {"th"}


_ONE = (None, "1")


def _extents(cell: etree._Element) -> tuple[int, int]:
    """How many rows and columns a cell spans."""
    rows, columns = cell.get("rowspan"), cell.get("colspan")
    return 1 if rows in _ONE else _extent(rows), 1 if columns in _ONE else _extent(columns)


def _extent(printed: str) -> int:
    number = printed.strip()
    return min(max(int(number), 1), _LARGEST_SPAN) if number.isdecimal() else 1


def _indent(cell: etree._Element) -> int:
    """How far the first cell of a row is set in: wide spaces before its first word, or a declared padding."""
    text = cell.text or ""
    found = None if text[:1].isalnum() else _INDENT.match(text if text.strip() else raw(cell))
    wide = sum(1 for character in found.group() if character in _WIDE_SPACES) if found else 0
    padding = _PADDING.search(style) if (style := cell.get("style")) else None
    return wide or (1 if padding and int(padding[1]) else 0)
