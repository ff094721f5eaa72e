"""Which of the two numbers of "68.0 (34)" are the patients, as the sizes that a table's heads print tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from kg_builder.facts.printed import Printed, printed
from kg_builder.facts.rows import Column, Entry, Row, Value
from kg_builder.facts.sheet import Sheet
from kg_builder.facts.summaries import summary_of
from kg_builder.held import once

__all__ = ["announces_counts", "counted_beside", "counts_first", "is_share", "of_rows", "without_denied"]

_TURNED = re.compile(r"(?P<share>\d+(?:\.\d+)?)\s?%?\s?\(\s?(?P<count>\d+)\s?\)")
_LEAST = 2  # cells that tell it
_ROUNDED = Decimal("0.6")  # how far a share is rounded at most
_FAR = 5  # points of percentage that no rounding explains


def is_share(count: Decimal, percent: Decimal, n: int) -> bool:
    """Whether a number of patients is that percentage of so many, as it is rounded.

    >>> is_share(Decimal(34), Decimal("68.0"), 50), is_share(Decimal(68), Decimal(34), 50)
    (True, False)
    """
    return count == count.to_integral_value() and n > 0 and abs(100 * count / n - percent) <= 1


def counts_first(sheet: Sheet) -> Sheet:
    """The table with "34 (68.0)" for "68.0 (34)" in columns of known size."""
    pairs = {c.index: [*_pairs(sheet, c)] for c in sheet.groups if c.heading.n and not c.statistic}
    known = {c.index: c.heading.n or 0 for c in sheet.groups if len(pairs.get(c.index, ())) >= _LEAST}
    fits = {i: [_fit(pairs[i], n, turned=turned) for turned in (False, True)] for i, n in known.items()}
    turned = {i for i, (as_read, other) in fits.items() if other > as_read and other >= _LEAST}
    turned |= {i for i, (as_read, _) in fits.items() if turned and not as_read}
    if not turned:
        return sheet
    return replace(sheet, rows=tuple([replace(row, entries=_turned(row, turned)) for row in sheet.rows]))


def without_denied(sheet: Sheet) -> Sheet:
    """The table without columns of known size whose pairs of numbers cannot be patients and their share of it."""
    sized = [(c, c.heading.n) for c in sheet.groups if c.heading.n and not c.statistic]
    wrong = {c.index for c, n in sized if _denied([*_pairs(sheet, c)], n)}
    if not wrong:
        return sheet
    return replace(sheet, columns=tuple([_unread(c) if c.index in wrong else c for c in sheet.columns]))


def _unread(column: Column) -> Column:
    return replace(column, heading=replace(column.heading, statistic="other"))


def _denied(pairs: Sequence[Printed], n: int) -> bool:
    """Whether a column's numbers are no patients with their share, in whichever order: "50 (38)" of 52, "25 (2)"."""
    whole = [
        (p.lead, p.inner) for p in pairs if p.lead and p.inner is not None and p.lead == p.lead.to_integral_value()
    ]
    far = sum(min(abs(100 * a / n - b), abs(100 * b / n - a)) > _FAR for a, b in whole)
    return _LEAST <= len(whole) == len(pairs) == far


def _fit(pairs: list[Printed], n: int, *, turned: bool) -> int:
    return sum(
        is_share(*((p.inner, p.lead) if turned else (p.lead, p.inner)), n)
        for p in pairs
        if p.lead and p.inner is not None
    )


def _pairs(sheet: Sheet, column: Column) -> Iterator[Printed]:
    """The cells of a column that print a number and another in a bracket."""
    for row in sheet.rows:
        entry = row.entries.get(column.index)
        read = printed(entry.text) if entry and "(" in entry.text else None
        if read is not None and read.lead and read.inner is not None and not read.words and read.total is None:
            yield read


def _turned(row: Row, columns: set[int]) -> dict[int, Entry]:
    """The cells of a row, those of some columns with their two numbers the other way round."""
    found = dict(row.entries)
    for index in columns & found.keys():
        if match := _TURNED.fullmatch(found[index].text):
            found[index] = replace(found[index], text=f"{match['count']} ({match['share']})")
    return found


def counted_beside(sheet: Sheet, value: Value) -> bool:
    """Whether "36 (69.2)" are patients of a known number, where only the words around say "mean (SD) or n (%)"."""
    lead, inner, n = value.read.lead, value.read.inner, value.column.n
    if lead is None or inner is None or n is None or not announces_counts(sheet):
        return False
    return not summary_of(value.row.path[::-1]).centre and is_share(lead, inner, n)


@once
def of_rows(sheet: Sheet) -> bool:
    """Whether the percentages are shares of the rows, not of the groups over the columns: "30 (60.0) | 20 (40.0)"."""
    divided = 0
    for row in sheet.rows if len(sheet.groups) > 1 else ():
        values = [v for v in sheet.values(row, sheet.groups) if v.percent and v.read.lead]
        if len(values) == len(sheet.groups):
            if not _divided(values):
                return False
            divided += 1
    return divided >= _LEAST


def _divided(values: Sequence[Value]) -> bool:
    """Whether a row's counts are the shares of their own sum that it prints."""
    whole = sum((v.read.lead for v in values if v.read.lead), Decimal(0))
    return all(v.percent is not None and abs(100 * (v.read.lead or 0) / whole - v.percent) <= _ROUNDED for v in values)


@once
def announces_counts(sheet: Sheet) -> bool:
    """Whether the words around a table say that it counts patients."""
    return re.search(r"\bn\s?\(?%|number", sheet.notes + sheet.caption, re.IGNORECASE) is not None
