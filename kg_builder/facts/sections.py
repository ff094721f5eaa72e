"""The rows of a table by the labels that stand over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg_builder.facts.printed import printed
from kg_builder.facts.rows import Column, Row
from kg_builder.facts.sheet import Sheet
from kg_builder.held import once

__all__ = ["of_siblings", "section_of", "sections"]


def section_of(sheet: Sheet, row: Row) -> Sequence[Row]:
    """The rows that have the same labels over their own as a row has, itself among them, in the table's order."""
    return sections(sheet).get(row.path[:-1], ())


@once
def sections(sheet: Sheet) -> Mapping[tuple[str, ...], Sequence[Row]]:
    """The rows by the labels that stand over their own, in the table's order."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in sheet.rows:
        found.setdefault(row.path[:-1], []).append(row)
    return found


def of_siblings(sheet: Sheet, row: Row, column: Column) -> int | None:
    """The number of patients that all shares beside a row's are of, in its section and a column: "1/239" above a bare "0"."""
    others = (r.entries.get(column.index) for r in section_of(sheet, row) if r is not row)
    totals = {read.total for e in others if e is not None and (read := printed(e.text)) is not None and read.total}
    return totals.pop() if len(totals) == 1 else None
