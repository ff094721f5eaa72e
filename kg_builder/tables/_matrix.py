"""The cells of a table as rows and columns of texts, spans resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg_builder.document import Cell, Document, Span, Table
from kg_builder.tables._looks import is_blank

__all__ = ["Matrix", "matrix_of", "span_of"]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Each place by row and column: the cell that covers it, the words that cover it, the words printed at it.

    `indents` says how far rows are set in.
    """

    owners: Sequence[Sequence[Cell | None]]
    covering: Sequence[Sequence[str]]
    at: Sequence[Sequence[str | None]]  # nothing where no cell begins
    indents: Mapping[int, int]
    rows: int
    columns: int

    def owner(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place."""
        return self.owners[row][column] if column < self.columns else None

    def text(self, row: int, column: int) -> str:
        """The words that cover a place."""
        return self.covering[row][column] if column < self.columns else ""

    def printed(self, row: int, column: int) -> str:
        """The words that are printed at a place: a spanned cell speaks at its first place only."""
        return (self.at[row][column] or "") if column < self.columns else ""

    def spread(self, row: int) -> list[str]:
        """The texts of a row, spanned cells repeated."""
        return list(self.covering[row])

    def across(self, row: int, first: int, last: int) -> list[Cell]:
        """The cells with words that begin in a row between two columns (the last excluded)."""
        places = zip(self.owners[row][first:last], self.at[row][first:last], strict=True)
        return [cell for cell, own in places if cell and own is not None and cell.span.start < cell.span.end]


def span_of(cells: Sequence[Cell]) -> Span | None:
    """From the first to the last character of some cells."""
    spans = [cell.span for cell in cells]
    return Span(min([s.start for s in spans]), max([s.end for s in spans])) if spans else None


def matrix_of(document: Document, table: Table) -> Matrix:
    """Lay out a table; columns that hold nothing at the right are cut off."""
    text = document.text
    words = [" ".join(text[c.span.start : c.span.end].split()) for c in table.cells]
    rows = max([cell.row for cell in table.cells], default=-1) + 1
    columns = _columns(table.cells, words)
    owners: list[list[Cell | None]] = [[None] * columns for _ in range(rows)]
    covering = [[""] * columns for _ in range(rows)]
    at: list[list[str | None]] = [[None] * columns for _ in range(rows)]
    for cell, own in zip(table.cells, words, strict=True):
        row, column = cell.row, cell.column
        if column >= columns:
            continue
        at[row][column] = own
        if cell.colspan != 1 or cell.rowspan != 1:
            _cover(owners, covering, cell, own)
        elif owners[row][column] is None:
            owners[row][column] = cell
            covering[row][column] = own
    indents = {cell.row: _indent(text, cell.span.start) for cell in table.cells if cell.column == 0}
    return Matrix(owners, covering, at, indents, rows, columns)


def _cover(owners: Sequence[list[Cell | None]], covering: Sequence[list[str]], cell: Cell, own: str) -> None:
    """Set a cell that spans rows or columns at those of its places that no other cell covers."""
    columns = range(cell.column, min(cell.column + cell.colspan, len(owners[cell.row])))
    for row in range(cell.row, min(cell.row + cell.rowspan, len(owners))):
        for column in columns:
            if owners[row][column] is None:
                owners[row][column] = cell
                covering[row][column] = own


def _columns(cells: Iterable[Cell], words: Sequence[str]) -> int:
    """Where the last column ends that holds something."""
    ends = [cell.column + cell.colspan for cell in cells]
    for last in sorted(set(ends), reverse=True):
        if any(end == last and not is_blank(own) for end, own in zip(ends, words, strict=True)):
            return last
    return 0


def _indent(text: str, start: int) -> int:
    """How many characters of white space stand before the first cell of a line."""
    line = text.rfind("\n", 0, start) + 1
    return start - line if text[line:start].isspace() else 0
