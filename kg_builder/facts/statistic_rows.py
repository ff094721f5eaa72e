"""Rows and columns that only name a statistic ("95% CI", "P value") and so go on with the row above or the column before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import islice

from kg_builder.evidence import Interval, Probability
from kg_builder.facts.head_statistics import RATIOS, statistic_of
from kg_builder.facts.measures import names_chance
from kg_builder.facts.printed import Printed, chance, printed, with_chance
from kg_builder.facts.reference_level import REFERENCE
from kg_builder.facts.rows import Column, Entry, Row
from kg_builder.facts.sheet import Sheet
from kg_builder.lexicon import Category

__all__ = [
    "across",
    "chance_above",
    "confidence_beside",
    "further",
    "goes_on",
    "limits_below",
    "limits_beside",
    "only_further",
    "others_limited",
    "subject_above",
]

_FURTHER = ("ci", "p", "range", "iqr", "sd")


def further(sheet: Sheet, row: Row) -> Mapping[str, Row]:
    """The rows directly below a row that say more of its values, by what they say: its interval, its p value."""
    found: dict[str, Row] = {}
    for below in (r for r in sheet.rows if r.index > row.index):
        said = "ci" if _is_beneath(row, below) else _said(sheet, below)
        if said not in _FURTHER or said in found or below.path[:-1] not in (row.path[:-1], row.path):
            break
        found[said] = below
    return found


def _is_beneath(row: Row, below: Row) -> bool:
    """Whether a row without a label of its own prints nothing but limits of the values above it."""
    texts = {i: e.text for i, e in below.entries.items() if e.text} if below.path == row.path else {}
    return bool(texts) and all(i in row.entries and t[0] in "([" and _is_limits(printed(t)) for i, t in texts.items())


def _above(sheet: Sheet, row: Row) -> list[Row]:
    """The row right above, if there is one."""
    return list(islice((r for r in reversed(sheet.rows) if r.index < row.index), 1))


def _is_limits(read: Printed | None) -> bool:
    return read is not None and read.lead is None and read.interval is not None


def only_further(sheet: Sheet, row: Row) -> bool:
    """Whether a row says more of others' values and has none of its own."""
    return _said(sheet, row) in (*_FURTHER, *RATIOS, "other") or any(_is_beneath(r, row) for r in _above(sheet, row))


def confidence_beside(sheet: Sheet, row: Row, column: Column, value: Decimal) -> Interval | None:
    """The confidence limits of a value in the next column, or in the row below.

    None that do not enclose it, unless a row of limits encloses the values of at least two other columns: then it is printed so.
    """
    following = sheet.columns[sheet.columns.index(column) + 1 :]
    shares = column.statistic != "percent"  # its percentages may stand between a count and its limits
    after = next((c for c in following if not (shares and c.statistic == "percent" and c.same == column.same)), None)
    below = further(sheet, row).get("ci")
    beside = row.entries.get(after.index) if after is not None and after.statistic == "ci" else None
    told = below is not None and (
        below.path != row.path or _CONFIDENCE.search(" ".join((*row.path, *column.path, sheet.caption)))
    )
    entry = beside or (below.entries.get(column.index) if below and told else None)
    limits = _limits(entry)
    if limits is None or _encloses(limits, value):
        return limits
    of_row = below is not None and told and not beside and below.path != row.path
    return limits if of_row and below is not None and _encloses_others(sheet, row, below, column) else None


def _limits(entry: Entry | None) -> Interval | None:
    """The interval that a cell prints, with or without brackets, and nothing else."""
    read = printed(f"({entry.text.strip('()[] ')})") if entry else None
    told = read is not None and read.lead is None and read.interval not in (None, (None, None))
    return read.interval if read is not None and told else None


def _encloses(limits: Interval, value: Decimal) -> bool:
    low, high = limits
    return (low is None or low <= value) and (high is None or value <= high)


_OTHERS = 2  # columns whose values a row of limits must enclose


def _encloses_others(sheet: Sheet, row: Row, below: Row, column: Column) -> bool:
    """Whether the row below encloses all other values of a row, so that it is what it says to be."""
    others = [v for v in sheet.values(row) if v.column.index != column.index]
    told = [(v.percent or v.read.lead, _limits(below.entries.get(v.column.index))) for v in others]
    return len(told) >= _OTHERS and all(
        x is not None and limits is not None and _encloses(limits, x) for x, limits in told
    )


_CONFIDENCE = re.compile(r"\bCI\b|\bconfidence\b")


def limits_below(sheet: Sheet, row: Row, column: Column, value: Decimal) -> tuple[Interval | None, bool]:
    """The interval that goes on with a ratio in the next row, which has the same label or another of the same factor.

    Returns:
        the interval, if any, and whether that row has another label: then the ratio is of the factor.
    """
    below = next((r for r in sheet.rows if r.index > row.index), None)
    entry = below.entries.get(column.index) if below is not None and below.path[:-1] == row.path[:-1] else None
    read = printed(entry.text) if entry else None
    if below is None or read is None or read.lead is not None or read.interval is None:
        return None, False
    low, high = read.interval
    other = below.path != row.path
    fits = low is not None and high is not None and low <= value <= high
    return (read.interval, other) if fits and (len(row.path) > 1 or not other) else (None, False)


def goes_on(sheet: Sheet, row: Row, column: Column) -> bool:
    """Whether a cell holds the limits of the ratio above it."""
    above = _above(sheet, row)
    reads = [printed(with_chance(e.text)[0]) for r in above if (e := r.entries.get(column.index))]
    return any(
        read and read.lead is not None and limits_below(sheet, r, column, read.lead)[0]
        for r, read in zip(above, reads, strict=False)
    )


def chance_above(sheet: Sheet, row: Row, column: Column) -> Probability | None:
    """The p value above a ratio, in a column whose head names both and the first line of whose label it stands in."""
    above = _above(sheet, row) if names_chance(column.path) else []
    entries = [r.entries.get(column.index) for r in above if r.path == row.path]
    return next((chance(e.text) for e in entries if e), None)


_INTERACTION = re.compile(r"\b(?i:interaction|treatment[-\s]by[-\s]\w+)\b|\b[A-Z]\w*\s?[x\u00d7]\s?[A-Z]\w*\b")  # "TxM"


def across(row: Row, column: Column, *, of_all: bool) -> tuple[str, str | None] | None:
    """Factor and contrast of a ratio of all levels of a factor: what a factor does to the effect of treatment, or its own."""
    factor = row.parents[-1] if row.parents else row.label
    if any(map(_INTERACTION.search, column.path)):
        return f"treatment by {factor} interaction", None
    return (factor, None) if of_all else None


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
