"""Numbers that stand alone in a table: counts of patients, or percentages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kg_builder.facts.printed import Printed, printed
from kg_builder.facts.sheet import Column, Row, Sheet, Value

__all__ = ["add_up", "are_fractions", "are_percentages", "in_percent", "says_percent", "without_level"]

_IN_PERCENT = re.compile(r"[(\[]\s?%")
_IN_PATIENTS = re.compile(
    r"\b(?:n(?!\s?=)|no(?:\.|(?=\s?[(\[]\s?%))|numbers?)(?!\w)", re.IGNORECASE
)  # not the size of a group


def are_percentages(sheet: Sheet, column: Column, row: Row, responses: Iterable[Row]) -> bool:
    """Whether the bare numbers of a column are percentages: caption or stub say so, or one has a decimal point.

    Args:
        sheet: the table.
        column: where the number stands.
        row: where it stands; what its own labels say is stronger.
        responses: the rows of the table that are about responses.
    """
    if _IN_PATIENTS.search(" ; ".join((*row.path, *column.path))):
        return False
    said = " ; ".join((sheet.caption, sheet.stub))
    if _IN_PERCENT.search(said) and not _IN_PATIENTS.search(said):
        return True
    plain = (r for r in responses if not any("%" in label or _IN_PATIENTS.search(label) for label in r.path))
    reads = (printed(entry.text) for r in plain if (entry := r.entries.get(column.index)))
    return any(read == Printed(lead=read.lead) and "." in str(read.lead) for read in reads if read is not None)


def in_percent(read: Printed) -> bool:
    """Whether a rate with its limits can be nothing but a percentage: "66.7 (29.1-100)"."""
    low, high = read.interval or (None, None)
    enclosed = low is not None and high is not None and read.lead is not None and 0 <= low <= read.lead <= high <= 100
    return enclosed and read.lead is not None and read.lead > 1 and read.inner is None and not read.words


_FRACTIONS = re.compile(r"\bn\s?/\s?n\b|\b(?:no\.?|number)\s?/\s?total", re.IGNORECASE)


def are_fractions(sheet: Sheet, value: Value) -> bool:
    """Whether "4/8" is four of eight patients, as the words about it say."""
    said = any(map(_FRACTIONS.search, (value.row.label, *value.column.path, sheet.stub, sheet.caption)))
    return said and value.read.lead is not None and value.read.lead <= (value.read.total or 0)


def says_percent(labels: Sequence[str], lead: Decimal, whole: bool) -> bool:
    """Whether the nearest label that tells counts from percentages tells of percentages alone."""
    for label in map(without_level, labels):
        counts = re.search(r"\bn\b(?!\s?=)|\bno\.", label)
        if counts or "%" in label:
            return not counts and not (whole and lead == 0)
    return False


def without_level(label: str) -> str:
    """A label without the level of its confidence limits, which is no share of patients.

    >>> without_level("ORR, % (95% CI)")
    'ORR, % (CI)'
    """
    return re.sub(r"\d\d?\s?%\s?,?\s?(?=CI|confidence)", "", label)


def add_up(sheet: Sheet, row: Row) -> bool:
    """Whether the numbers of a row and of those beside it are whole, and in each group add up to all its patients."""
    levels = [r for r in sheet.rows if row.parents and r.parents == row.parents]
    sums: dict[int, Decimal] = {}
    for value in (v for r in levels for v in sheet.values(r) if v.column.statistic in ("", "count", "n")):
        lead = value.read.lead
        if lead is None or lead != lead.to_integral_value() or value.read != Printed(lead=lead):
            return False
        sums[value.column.index] = sums.get(value.column.index, Decimal(0)) + lead
    sizes = {c.index: c.n for c in sheet.groups if c.index in sums}
    return len(levels) > 1 < len(sums) and all(sizes[i] == total != 100 for i, total in sums.items())
