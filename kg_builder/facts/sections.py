"""The rows of a table by the labels that stand over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg_builder.facts.rows import Row
from kg_builder.facts.sheet import Sheet
from kg_builder.held import once

__all__ = ["section_of"]


def section_of(sheet: Sheet, row: Row) -> Sequence[Row]:
    """The rows that have the same labels over their own as a row has, itself among them, in the table's order."""
    return _sections(sheet).get(row.path[:-1], ())


@once
def _sections(sheet: Sheet) -> Mapping[tuple[str, ...], Sequence[Row]]:
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in sheet.rows:
        found.setdefault(row.path[:-1], []).append(row)
    return found
