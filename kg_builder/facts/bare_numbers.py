"""Numbers that stand alone in a table of responses or rates: counts of patients, or percentages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kg_builder.facts.printed import Printed, printed
from kg_builder.facts.sections import section_of
from kg_builder.facts.sheet import Column, Row, Sheet, Value

__all__ = [
    "add_up",
    "are_fractions",
    "are_percentages",
    "in_percent",
    "labelled_in_percent",
    "says_percent",
    "without_level",
]

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


_LABELLED = re.compile(  # "Male sex, %"
    r"(?:,\s|(?<!\bn\s)(?<!\bn)(?<!\bno\s)(?<!\bno\.\s)(?<!number\s)[(\[]\s?|\s-\s)%\s?[)\]]?$", re.IGNORECASE
)


def labelled_in_percent(sheet: Sheet, row: Row) -> bool:
    """Whether the label of a row says that its bare numbers are percentages, or that of its section, which began with such."""
    labels = [label for label in row.path if "%" in label and _LABELLED.search(label)]
    if not labels or labels[-1] == row.path[-1]:
        return bool(labels)
    since = (r for r in section_of(sheet, row) if r.index <= row.index)
    reads = (read for r in since for _, _, read, _ in sheet.cells(r, sheet.groups))
    return all(read.inner is None and not read.percent for read in reads)


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


_COUNTS = re.compile(r"\bn\b(?!\s?=)|\bno\.")


def says_percent(labels: Sequence[str], lead: Decimal, whole: bool) -> bool:
    """Whether the nearest label that tells counts from percentages tells of percentages alone."""
    for label in map(without_level, labels):
        counts = _COUNTS.search(label)
        if counts or "%" in label:
            return not counts and not (whole and lead == 0)
    return False


_LEVEL = re.compile(r"\d\d?\s?%\s?,?\s?(?=CI|confidence)")


def without_level(label: str) -> str:
    """A label without the level of its confidence limits, which is no share of patients.

    >>> without_level("ORR, % (95% CI)")
    'ORR, % (CI)'
    """
    return _LEVEL.sub("", label) if "%" in label else label


_WHOLE = Decimal(100)  # to which percentages add up


def add_up(sheet: Sheet, row: Row, column: Column) -> bool:
    """Whether the bare numbers of a row's section are counts of patients: they add up to the size of the column.

    Where the column's size is not printed, they add up to what those of another section do, or, with the other groups'
    in the row, to its own number of patients.
    """
    total = _sum(sheet, row.parents, column)
    if column.n is not None or total is None:
        return total is not None and total == column.n
    others = {r.parents for r in sheet.rows} - {row.parents}
    again = total != _WHOLE and any(_sum(sheet, parents, column) == total for parents in others)
    return again or _parted(sheet, row)


def _sum(sheet: Sheet, parents: tuple[str, ...], column: Column) -> Decimal | None:
    """The sum of a column over the levels of a section; none where one of them is no bare whole number."""
    rows = [r for r in sheet.rows if r.parents == parents] if parents else []
    numbers = [_bare(r, column) for r in rows]
    told = [n for n in numbers if n is not None]
    return sum(told, Decimal(0)) if len(told) == len(rows) > 1 else None


def _parted(sheet: Sheet, row: Row) -> bool:
    """Whether the groups' numbers in a row add up to the number of patients that a column of its own prints."""
    all_of = (c for c in sheet.columns if c.statistic in ("n", "count") and not c.name)
    whole = [n for c in all_of if (n := _bare(row, c)) is not None]
    groups = [_bare(row, c) for c in sheet.groups if c.name]
    told = [n for n in groups if n is not None]
    return len(whole) == 1 and len(told) == len(groups) > 1 and sum(told) == whole[0]


def _bare(row: Row, column: Column) -> Decimal | None:
    entry = row.entries.get(column.index)
    return Decimal(entry.text) if entry is not None and entry.text.isdecimal() else None
