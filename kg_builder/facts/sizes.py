"""How many patients a column is about: what a first row prints, and what the counts and percentages of the rows deny."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kg_builder.facts.denominators import last_place, may_be_of
from kg_builder.facts.labels import bare
from kg_builder.facts.printed import Printed, printed
from kg_builder.facts.rows import Column, Entry, Row

__all__ = ["all_patients", "size_allowed", "sizes_first", "totals_below"]

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


def size_allowed(column: Column, rows: Sequence[Row], totals: Sequence[Row], beside: int | None) -> int | None:
    """How many patients a column is about, as far as its counts with percentages allow, where its head does not print it.

    All of them are shares of one number: of the size that the paper tells elsewhere, or of the only one that fits, where the
    column prints it as a total or its counts of the levels of a trait add up to it. None where half of them deny the size
    that the paper tells, or all fit another.

    Args:
        column: with the size that the paper tells elsewhere.
        rows: of the table.
        totals: those of them that print totals of others.
        beside: the column of the percentages, where they have one of their own.
    """
    if column.heading.n is not None:
        return column.n
    if totals and (total := _total_below(column, rows, totals)) is not None:
        return total
    shares = [
        (row, *share)
        for row in rows
        if (entry := row.entries.get(column.index)) and (share := _share(entry, row.entries.get(beside or -1)))
    ]
    if column.n and all(may_be_of(column.n, count, percent) for _, count, percent in shares):
        return column.n
    only = _only_size([(count, percent) for _, count, percent in shares])
    if only is not None and only != column.n:
        return only if only in _printed_sizes(column, rows, shares) else None
    far = sum(abs(100 * count / column.n - percent) > 1 for _, count, percent in shares) if column.n else len(shares)
    return None if len(shares) > 1 and 2 * far >= len(shares) else column.n


_TOTALS = frozenset(
    {
        "total",
        "total patients",
        "total number of patients",
        "all",
        "all patients",
        "number of patients",
        "no. of patients",
    }
)


def totals_below(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows that print totals of others, below these."""
    return [r for r in rows[1:] if r.label[:1] in "TtAaNn" and r.label.lower() in _TOTALS]


def _total_below(column: Column, rows: Sequence[Row], totals: Sequence[Row]) -> int | None:
    """The total that a row prints below others, to which the counts of the levels of two traits or more add up."""
    below = [r for r in totals if column.index in r.entries]
    texts = [r.entries[column.index].text for r in below]
    told = {int(text) for text in texts if text.isdecimal()}
    if len(told) != 1:
        return None
    added: dict[tuple[str, ...], list[Decimal]] = {}
    for row in rows:
        read = printed(entry.text) if row not in below and (entry := row.entries.get(column.index)) else None
        if read is not None and read.lead is not None:
            added.setdefault(row.path[:-1], []).append(read.lead)
    (total,) = told
    return total if sum(len(counts) > 1 and sum(counts) == total for counts in added.values()) > 1 else None


_FEWEST = 3  # different counts with percentages that together tell of how many they are


def _only_size(shares: Sequence[tuple[Decimal, Decimal]]) -> int | None:
    """The only number of which all counts are their printed shares, rounded or cut off."""
    told = {(count, percent) for count, percent in shares if percent}
    if len(told) < _FEWEST:
        return None
    least = max(int(100 * count / (percent + last_place(percent))) for count, percent in told)
    most = min(int(100 * count / (percent - last_place(percent) / 2)) for count, percent in told)
    fitting = [n for n in range(max(least, 1), most + 1) if all(may_be_of(n, *each) for each in told)]
    return fitting[0] if len(fitting) == 1 else None


def _printed_sizes(column: Column, rows: Iterable[Row], shares: Iterable[tuple[Row, Decimal, Decimal]]) -> set[Decimal]:
    """What a column prints of all patients: a bare total, and the sums of its counts of the levels of each trait."""
    bare_cells = (r.entries[column.index].text for r in rows if column.index in r.entries and _EVERY.fullmatch(r.label))
    added: dict[tuple[str, ...], Decimal] = {}
    for row, count, _ in shares:
        added[row.path[:-1]] = added.get(row.path[:-1], Decimal(0)) + count
    totals = {Decimal(text) for text in bare_cells if text.isdecimal()}
    return totals | set(added.values())


def _share(entry: Entry, beside: Entry | None) -> tuple[Decimal, Decimal] | None:
    """A whole number of patients and its percentage."""
    read = printed(entry.text)
    if read is None or not read.lead or read.total is not None:
        return None
    share = printed(beside.text) if beside else None
    percent = read.inner if share is None else share.inner if share.lead is None else share.lead
    return (read.lead, percent) if percent is not None and read.lead == read.lead.to_integral_value() else None
