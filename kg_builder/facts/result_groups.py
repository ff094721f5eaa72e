"""Groups of patients that are named by what they reached: "pCR (n = 20)" beside "non-pCR (n = 70)"."""

from __future__ import annotations

from msgspec.structs import replace

from kg_builder.arms import head
from kg_builder.facts.sheet import Column, Sheet
from kg_builder.lexicon import Category
from kg_builder.study import Paper

__all__ = ["by_result"]


def by_result(sheet: Sheet) -> Sheet:
    """The sheet with its sized columns as groups, where an endpoint names one of them: "pCR (n = 20)", "non-pCR (n = 70)"."""
    sized = [c for c in sheet.columns if c.heading.n is not None]
    if len(sized) < 2 or (len({c.heading.n for c in sized}) == 1 and all(c.heading.endpoint for c in sized)):
        return sheet
    return replace(sheet, columns=tuple(_by_result(sheet.paper, c) if c in sized else c for c in sheet.columns))


def _by_result(paper: Paper, column: Column) -> Column:
    name = next(name for name, n in map(head, reversed(column.path)) if n is not None)
    named = {t.key for m in paper.finder.find(name) if (t := m.of(Category.ENDPOINT, Category.RESPONSE))}
    if column.heading.endpoint not in named:
        return column
    return replace(column, heading=replace(column.heading, endpoint=None), arm=None, name=name, n=column.heading.n)
