"""What a table says, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from kg_builder.document import Span

__all__ = ["Grid", "GridCell"]


class GridCell(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A value and the words above and beside it.

    `row` and `column` are its place in the table as printed (0-based); `row_span` is the printed row it stands in,
    `stub` the row's own label. `record_set` counts the tables that are printed side by side.
    """

    span: Span
    text: str
    row: int
    column: int
    row_path: tuple[str, ...]
    header_path: tuple[str, ...]
    row_span: Span
    stub: Span | None = None
    record_set: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The values of a table in reading order.

    `stub_head` is what stands above the row labels.
    """

    label: str
    caption: str
    notes: tuple[str, ...]
    cells: tuple[GridCell, ...]
    stub_head: str = ""
    flattened: bool = False

    def rows(self) -> Iterator[tuple[GridCell, ...]]:
        """The values of each row, row by row; side-by-side tables give rows of their own."""
        row: list[GridCell] = []
        for cell in self.cells:
            if row and (cell.row, cell.record_set) != (row[0].row, row[0].record_set):
                yield tuple(row)
                row = []
            row.append(cell)
        if row:
            yield tuple(row)

    def columns(self) -> tuple[tuple[str, ...], ...]:
        """The different header paths, left to right.

        >>> Grid(label="table 1", caption="", notes=(), cells=()).columns()
        ()
        """
        heads = {(cell.record_set, cell.column): cell.header_path for cell in self.cells}
        return tuple(dict.fromkeys(heads[place] for place in sorted(heads)))
