"""How many patients a column is about: what a first row prints, and what the counts and percentages of the rows deny."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kg_builder.facts.labels import bare
from kg_builder.facts.printed import Printed, printed
from kg_builder.facts.rows import Column, Entry, Row

__all__ = ["all_patients", "size_denied", "sizes_first"]

_SIZE_ROW = re.compile(
    r"^(?:(?:total\s)?(?:no\.?|number|n)(?:\s(?:of\s)?(?P<some>\w+\s)?(?:patients|subjects|cases|participants))?|"
    r"(?P<part>(?:evaluable|assessable|evaluated)\s)?(?:patients|subjects)(?P<behind>\s(?:evaluable|assessable|evaluated)\b.*)?|n)$",
    re.IGNORECASE,
)
_EVERY = re.compile(r"(?:all|total|overall)(?:\s(?:patients|subjects|cases|participants))?", re.IGNORECASE)


def sizes_first(path: Sequence[str]) -> re.Match[str] | None:
    """Whether the labels of a first row say that it prints the sizes of the groups.

    >>> [bool(sizes_first([x])) for x in ("Number of patients", "No. of patients%", "Patients", "Patients with pain")]
    [True, True, True, False]
    """
    return _SIZE_ROW.match(bare(path[0]).rstrip("% ")) if len(path) == 1 else None


def all_patients(path: Sequence[str], share: tuple[int, Printed] | None) -> bool:
    """Whether a first row prints all patients, which its percentage confirms: "All patients | 66 | 100"."""
    read = share[1] if share else None
    percent = (read.inner if read.lead is None else read.lead) if read else None
    return len(path) == 1 and percent == 100 and bool(_EVERY.fullmatch(bare(path[0])))


def size_denied(column: Column, rows: Iterable[Row], beside: int | None) -> bool:
    """Whether half of a column's counts with percentages are not shares of the size that its head does not print.

    Args:
        column: with the size that the paper tells elsewhere.
        rows: of the table.
        beside: the column of the percentages, where they have one of their own.
    """
    if column.n is None or column.heading.n is not None:
        return False
    shares = [s for r in rows if (e := r.entries.get(column.index)) and (s := _share(e, r.entries.get(beside or -1)))]
    far = sum(abs(100 * count / column.n - percent) > 1 for count, percent in shares) if column.n else len(shares)
    return len(shares) > 1 and 2 * far >= len(shares)


def _share(entry: Entry, beside: Entry | None) -> tuple[Decimal, Decimal] | None:
    """A whole number of patients and its percentage."""
    read = printed(entry.text)
    if read is None or not read.lead or read.total is not None or read.lead != read.lead.to_integral_value():
        return None
    share = printed(beside.text) if beside else None
    percent = read.inner if share is None else share.inner if share.lead is None else share.lead
    return (read.lead, percent) if percent is not None else None
