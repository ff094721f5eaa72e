"""Rows and columns that only name a statistic ("95% CI", "P value") and so go on with the row above or the column before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from kg_builder.evidence import Interval
from kg_builder.facts.headings import RATIOS, statistic_of
from kg_builder.facts.printed import printed, with_chance
from kg_builder.facts.reference_level import REFERENCE
from kg_builder.facts.rows import Column, Row
from kg_builder.facts.sheet import Sheet
from kg_builder.lexicon import Category

__all__ = ["confidence_beside", "further", "limits_beside", "only_further", "others_limited", "subject_above"]

_FURTHER = ("ci", "p", "range", "iqr", "sd")


def further(sheet: Sheet, row: Row) -> Mapping[str, Row]:
    """The rows directly below a row that say more of its values, by what they say: its interval, its p value."""
    found: dict[str, Row] = {}
    for below in (r for r in sheet.rows if r.index > row.index):
        said = _said(sheet, below)
        if said not in _FURTHER or said in found or below.path[:-1] not in (row.path[:-1], row.path):
            break
        found[said] = below
    return found


def only_further(sheet: Sheet, row: Row) -> bool:
    """Whether a row says more of others' values and has none of its own."""
    return _said(sheet, row) in (*_FURTHER, *RATIOS, "other")


def confidence_beside(sheet: Sheet, row: Row, column: Column, value: Decimal) -> Interval | None:
    """The confidence limits of a value in the next column, or in the row below; none that do not enclose it."""
    following = sheet.columns[sheet.columns.index(column) + 1 :]
    shares = column.statistic != "percent"  # its percentages may stand between a count and its limits
    after = next((c for c in following if not (shares and c.statistic == "percent" and c.same == column.same)), None)
    below = further(sheet, row).get("ci")
    entry = row.entries.get(after.index) if after is not None and after.statistic == "ci" else None
    entry = entry or (below.entries.get(column.index) if below else None)
    read = printed(f"({entry.text.strip('()[] ')})") if entry else None
    low, high = read.interval if read and read.lead is None and read.interval else (None, None)
    fits = (low is not None or high is not None) and (low is None or low <= value) and (high is None or value <= high)
    return (low, high) if fits else None


_LIMITS = (re.compile(r"\blower\b", re.IGNORECASE), re.compile(r"\bupper\b", re.IGNORECASE))


def limits_beside(row: Row, beside: Sequence[Column]) -> Interval | None:
    """An interval whose limits stand in columns of their own."""
    entries = [
        next((row.entries.get(c.index) for c in beside if side.search(" ".join(c.path))), None) for side in _LIMITS
    ]
    low, high = (printed(e.text) if e else None for e in entries)
    plain = low is not None and high is not None and low.interval is None and high.interval is None
    return (low.lead, high.lead) if plain and low and high and low.lead is not None and high.lead is not None else None


def others_limited(sheet: Sheet, row: Row, column: Column) -> bool:
    """Whether most other cells of a column enclose their ratios, so that a bare number is none: "C-index"."""
    cells = [r.entries.get(column.index) for r in sheet.rows if r.index != row.index]
    reads = [printed(with_chance(e.text)[0]) for e in cells if e and not REFERENCE.match(e.text)]
    limited = [r for r in reads if r and r.interval]
    return len(limited) > 1 and len(limited) > 0.8 * len([r for r in reads if r])


def subject_above(sheet: Sheet, row: Row) -> Row | None:
    """The nearest row above, of the same section, that names more than a statistic."""
    above = [r for r in sheet.rows if r.index < row.index and not _said(sheet, r)]
    return above[-1] if above and above[-1].path[:-1] == row.path[:-1] else None


def _said(sheet: Sheet, row: Row) -> str:
    """The statistic that a row's own label names; "PR" and "SD" name responses."""
    said = statistic_of(row.path[-1]) if row.path else ""
    return said if said and not sheet.paper.finder.named(row.path[-1], Category.ENDPOINT, Category.RESPONSE) else ""
