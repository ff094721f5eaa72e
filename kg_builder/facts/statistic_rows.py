"""Rows that only name a statistic ("95% CI", "P value") and so go on with the row above them."""

from __future__ import annotations

from collections.abc import Mapping

from kg_builder.facts.headings import statistic_of
from kg_builder.facts.rows import Row
from kg_builder.facts.sheet import Sheet

__all__ = ["further", "subject_above"]

_FURTHER = ("ci", "p", "range", "iqr", "sd")


def further(sheet: Sheet, row: Row) -> Mapping[str, Row]:
    """The rows directly below a row that say more of its values, by what they say: its interval, its p value."""
    found: dict[str, Row] = {}
    for below in (r for r in sheet.rows if r.index > row.index):
        said = _said(below)
        if said not in _FURTHER or said in found or below.path[:-1] not in (row.path[:-1], row.path):
            break
        found[said] = below
    return found


def subject_above(sheet: Sheet, row: Row) -> Row | None:
    """The nearest row above, of the same section, that names more than a statistic."""
    above = [r for r in sheet.rows if r.index < row.index and not _said(r)]
    return above[-1] if above and above[-1].path[:-1] == row.path[:-1] else None


def _said(row: Row) -> str:
    return statistic_of(row.path[-1]) if row.path else ""
