"""Tables of characteristics or events whose rows are the arms, turned so that these stand over the columns."""

from __future__ import annotations

from msgspec.structs import replace

from kg_builder.facts.arm_rows import is_arm
from kg_builder.facts.bands import Headed
from kg_builder.facts.head_statistics import statistic_of
from kg_builder.facts.sheet import Sheet, laid_out
from kg_builder.reading import words_of

__all__ = ["turned"]


def turned(sheet: Sheet) -> Sheet:
    """The sheet with its arms over the columns: turned, where each of its rows is an arm's; as it is, elsewhere."""
    paper, cells = sheet.paper, sheet.paper.grid(sheet.block).cells
    labels = {cell.row: cell.row_path for cell in cells}
    rows = [path for path in labels.values() if not (len(path) == 1 and statistic_of(path[0]) == "p")]
    arms = len(rows) > 1 and all(len(path) == 1 and is_arm(paper, path[0]) for path in rows)
    if not arms or any(is_arm(paper, head) for cell in cells for head in cell.header_path):
        return sheet
    over = [
        replace(cell, row=cell.column, column=cell.row, row_path=cell.header_path, header_path=cell.row_path, stub=None)
        for cell in sorted(cells, key=lambda c: (c.column, c.row))
    ]
    empty = replace(sheet, columns=(), rows=(), stub="")
    return laid_out(
        empty, [Headed(cell, words_of(paper.document, cell.span).strip(), cell.header_path) for cell in over]
    )
