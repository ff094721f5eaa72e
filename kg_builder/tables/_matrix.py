"""The cells of a table as rows and columns of texts, spans resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg_builder.document import Cell, Document, Span, Table
from kg_builder.tables._looks import is_blank

__all__ = ["Matrix", "matrix_of"]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`owners` says which cell covers a place; `texts` holds each cell's words, `indents` how far it is set in."""

    owners: Mapping[tuple[int, int], Cell]
    texts: Mapping[tuple[int, int], str]
    indents: Mapping[int, int]
    rows: int
    columns: int

    def text(self, row: int, column: int) -> str:
        """The words that cover a place."""
        cell = self.owners.get((row, column))
        return self.texts[cell.row, cell.column] if cell else ""

    def printed(self, row: int, column: int) -> str:
        """The words that are printed at a place: a spanned cell speaks at its first place only."""
        return self.texts.get((row, column), "")

    def spread(self, row: int) -> list[str]:
        """The texts of a row, spanned cells repeated."""
        return [self.text(row, column) for column in range(self.columns)]

    def line(self, row: int, first: int, last: int) -> Span | None:
        """From the first to the last printed cell of a row between two columns."""
        cells = [cell for cell in self.across(row, first, last) if cell.span.start < cell.span.end]
        return Span(min(c.span.start for c in cells), max(c.span.end for c in cells)) if cells else None

    def across(self, row: int, first: int, last: int) -> Iterator[Cell]:
        """The cells that begin in a row between two columns (the last excluded)."""
        places = ((row, column) for column in range(first, last))
        return (self.owners[place] for place in places if place in self.texts)


def matrix_of(document: Document, table: Table) -> Matrix:
    """Lay out a table; columns that hold nothing at the right are cut off."""
    owners: dict[tuple[int, int], Cell] = {}
    texts: dict[tuple[int, int], str] = {}
    indents: dict[int, int] = {}
    for cell in table.cells:
        texts[cell.row, cell.column] = " ".join(document[cell.span].split())
        if cell.column == 0:
            indents[cell.row] = _indent(document.text, cell.span.start)
    rows = max((cell.row for cell in table.cells), default=-1) + 1
    filled = (c.column + c.colspan for c in table.cells if not is_blank(texts[c.row, c.column]))
    columns = max(filled, default=0)
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.rowspan, rows)):
            for column in range(cell.column, min(cell.column + cell.colspan, columns)):
                owners.setdefault((row, column), cell)
    return Matrix(owners, texts, indents, rows, columns)


def _indent(text: str, start: int) -> int:
    """How many characters of white space stand before the first cell of a line."""
    line = text.rfind("\n", 0, start) + 1
    return start - line if text[line:start].isspace() else 0
