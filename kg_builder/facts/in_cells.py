"""Cells that are lists: "Bone (7)", "nausea (13); fever (3)", "1 each: rash; cough", "8 male, 6 female", "None: 3 (38%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg_builder.facts.printed import Printed, printed
from kg_builder.facts.sheet import Column, Row, Sheet, Value

__all__ = ["Item", "cell_lists", "items_of", "levels_in_cells"]


@dataclass(frozen=True, slots=True)
class Item:
    """One name in a cell, with how many patients it has."""

    name: str
    count: int
    percent: Decimal | None = None


_SHARE = r"(?P<percent>\d+(?:\.\d+)?)\s?%?"
_NAME_FIRST = re.compile(
    rf"(?P<name>[^();:]*[^();:\s,])\s?\(\s?(?:n\s?=\s?)?(?P<count>\d+)(?:[;,]\s?{_SHARE})?\s?\)[\s,;/]*"
)
_NAME_ALONE = re.compile(
    rf"""(?P<name>[^:;()]*[^:;()\d\s,]|[^:;()]*[=<>\u2264\u2265]\s?\d+)\s?
         (?::\s?(?P<count>\d+)(?:\s?\(\s?{_SHARE}\s?\))?|,\s?(?P<zero>0)(?:\s\(0\s?%?\))?$|,\s?(?P<number>\d+)\s?\(\s?(?P<share>\d+(?:\.\d+)?)\s?%?\s?\)|(?<=[^\W\d_])\s(?P<many>\d+)\s\((?P<part>\d+(?:\.\d+)?)\s?%\))[\s,/]*""",
    re.VERBOSE,
)
_COUNT_FIRST = re.compile(r"(?P<count>\d+)\s(?P<name>[A-Za-z][a-z-]{2,})(?:\s?[:;,/]\s?|\sand\s|$)")
_EACH = re.compile(r"(?P<each>\d+)\s[Ee]ach:\s?")
_MOST = re.compile(r"(?:\d+\s)?most\s(?:common|frequent)(?:\s\w+)?:\s?", re.IGNORECASE)
_SUMMED = re.compile(
    r"(?:.*\b(?:medians?|means?|averages?|ranges?|IQR|SD|minimum|maximum|CI|years?|months?|days?|weeks?)|n|[pP]\b.*|total)",
    re.IGNORECASE,
)


_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def items_of(text: str) -> list[Item]:
    """What a cell lists, with the number of each; nothing of any other cell.

    >>> [(i.name, i.count) for i in items_of("Rash (3); cough (2)")], [i.count for i in items_of("0 (4) 1 (10)")]
    ([('Rash', 3), ('cough', 2)], [4, 10])
    >>> [(i.name, i.count) for i in items_of("Rash (3); 1 each: cough; fever, pain")]
    [('Rash', 3), ('cough', 1), ('fever', 1), ('pain', 1)]
    >>> [(i.name, i.count) for i in items_of("8 male: 6 female")], items_of("Slight, 5 (63)")[0].count, items_of("Median (7)")
    ([('male', 8), ('female', 6)], 5, [])
    """
    text = text[lead.end() :] if (lead := _MOST.match(text)) else text
    found = list(_parts(text)) or _whole(_COUNT_FIRST, text, least=2)
    names = {i.name for i in found if _LETTER_OR_DIGIT.search(i.name) and not _SUMMED.fullmatch(i.name)}
    return found if len(names) == len(found) else []


def _whole(form: re.Pattern[str], text: str, least: int = 1) -> list[Item]:
    """The items of a text that is nothing but such items."""
    found, at = [], 0
    while match := form.match(text, at):
        found.append(_item(match))
        at = match.end()
    return found if at == len(text) and len(found) >= least else []


_SEMICOLON = re.compile(r"\s?;\s?")
_COMMA = re.compile(r"\s?,\s?")


def _parts(text: str) -> Iterator[Item]:
    """The items between semicolons; none where one of them is no item."""
    each, found = None, []
    for part in _SEMICOLON.split(text):
        if match := _EACH.match(part):
            each = int(match["each"])
        rest = part[match.end() :] if match else part
        if one := _whole(_NAME_ALONE, rest) or _whole(_NAME_FIRST, rest):
            found += one
        elif each is not None and rest:
            found += [Item(name, each) for name in _COMMA.split(rest)]
        else:
            return
    yield from found


def _item(match: re.Match[str]) -> Item:
    told = match.groupdict()
    count, percent = (
        next((v for k in keys if (v := told.get(k))), None) for keys in (_COUNTS, ("percent", "share", "part"))
    )
    return Item(match["name"].strip(), int(count or 0), Decimal(percent) if percent else None)


_COUNTS = ("count", "number", "many", "zero")


def cell_lists(sheet: Sheet, row: Row, columns: Sequence[Column]) -> Iterator[tuple[Value, list[Item]]]:
    """The cells of a row that list what patients have, in columns of patients; none whose counts are beyond their number."""
    for column in columns:
        entry = row.entries.get(column.index)
        if entry is None or len(entry.text) < _LEAST or (printed(entry.text) is not None and ";" not in entry.text):
            continue
        items = items_of(entry.text)
        if items and not any(column.n is not None and item.count > column.n for item in items):
            place = sheet.place(row, column, entry)
            yield Value(row=row, column=column, read=_NO_NUMBER, text=entry.text, place=place), items


_LEAST = len("A (1)")
_NO_NUMBER = Printed()
_DELIVERED = re.compile(r"\b(?:cycles?|courses?|doses?|fractions?)\b", re.IGNORECASE)


def levels_in_cells(
    sheet: Sheet, row: Row, columns: Sequence[Column]
) -> Iterator[tuple[Value, str, dict[str, object]]]:
    """The levels of a characteristic that the cells themselves name, with their numbers: "0 (4) 1 (10)", "8 male, 6 female"."""
    for value, items in cell_lists(sheet, row, columns):
        for item in items if _are_levels(value, items) else ():
            numbers: dict[str, object] = {"count": item.count, "percent": item.percent}
            yield value, item.name, numbers


_LETTER_OR_LIMIT = re.compile(r"[^\W\d_]|[<>\u2264\u2265%]")


def _are_levels(value: Value, items: Sequence[Item]) -> bool:
    """Whether what a cell lists are levels of a characteristic; bare numbers are, where they add up to the group's patients."""
    if any(_DELIVERED.search(text) for text in (value.row.label, *(i.name for i in items))):
        return False
    named = all(_LETTER_OR_LIMIT.search(item.name) for item in items)
    return named or (len(items) > 1 and value.column.n == sum(item.count for item in items))
