"""P values that stand in rows of their own: below the values of two arms, or beside the heading over a factor's levels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.evidence import Probability
from kg_builder.facts.head_statistics import statistic_of
from kg_builder.facts.printed import chance, is_blank, printed
from kg_builder.facts.rows import Column, Row
from kg_builder.facts.sheet import Sheet
from kg_builder.facts.statistic_rows import chance_above, further
from kg_builder.held import once

__all__ = ["chance_apart", "chance_below"]

_TWO = 2  # arms, which one p value compares
_RATIO = re.compile(
    r"(?:(?:un)?(?:adjusted|stratified)\s)?(?:HR|hazards?\sratio|OR|odds\sratio|RR|relative\srisk|risk\sratio)\b",
    re.IGNORECASE,
)


def chance_below(sheet: Sheet, row: Row, column: Column) -> Probability | None:
    """The p value of a row below that of an arm's value, at once or below the ratio of the same two arms.

    Args:
        sheet: a table of two arms.
        row: the value's row.
        column: the value's column, whose group has one p value with the other arm's.
    """
    if len(sheet.arms) != _TWO or column.name not in sheet.arms or not _has_chances(sheet):
        return None
    said = further(sheet, row)
    rest = (r for r in sheet.rows if r.index > row.index and r not in said.values())
    behind = next(rest, None) if "p" not in said else None
    ratio = behind if behind is not None and behind.path and _RATIO.match(behind.path[-1]) else None
    test = said.get("p") or (further(sheet, ratio).get("p") if ratio is not None else None)
    if test is None:
        return None
    alike = [c for c in sheet.groups if c.subgroup == column.subgroup and c.name in sheet.arms and c.agrees(column)]
    texts = {e.text for c in alike if (e := test.entries.get(c.index)) and not is_blank(e.text)}
    return chance(texts.pop()) if len(texts) == 1 and len({c.name for c in alike}) == _TWO else None


@once
def _has_chances(sheet: Sheet) -> bool:
    """Whether a row of the table is one of p values."""
    return any(r.path and statistic_of(r.path[-1]) == "p" for r in sheet.rows)


def chance_apart(sheet: Sheet, row: Row, column: Column, beside: Sequence[Column]) -> Probability | None:
    """The p value above a ratio, or that beside the heading over the levels of a factor, of which one alone has a ratio.

    Args:
        sheet: the table.
        row: the ratio's row.
        column: the column of ratios.
        beside: the columns that belong to it.
    """
    test = next((c.index for c in beside if c.statistic == "p"), None) if len(row.path) > 1 else None
    above = chance_above(sheet, row, column)
    return above if above is not None or test is None else _over(sheet, row, column, test)


def _over(sheet: Sheet, row: Row, column: Column, test: int) -> Probability | None:
    """The p value beside a heading over rows of which none has one, and one has a ratio."""
    head = next((r for r in sheet.rows if r.path == row.path[:-1] and (e := r.entries.get(test)) and e.text), None)
    if head is None or not is_blank(head.entries[column.index].text if column.index in head.entries else ""):
        return None
    levels = [r for r in sheet.rows if r.path[:-1] == row.path[:-1]]
    if any((e := r.entries.get(test)) and not is_blank(e.text) for r in levels):
        return None
    leads = [read.lead for r in levels if (e := r.entries.get(column.index)) and (read := printed(e.text))]
    return chance(head.entries[test].text) if len([lead for lead in leads if lead != 1]) == 1 else None
