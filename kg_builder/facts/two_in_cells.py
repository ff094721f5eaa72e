"""Cells that print two numbers side by side: of any grade and of the severe ones ("12 (40)/3 (10)"), or of two arms ("4/8")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from kg_builder.arms import head
from kg_builder.facts.grades import grade_of
from kg_builder.facts.sheet import Column, Entry, Row, Sheet

__all__ = ["apart", "two_grades"]

_GRADES = re.compile(
    r"""\b(?P<one>(?:any|all|total)(?:[-\s]grades?)?|(?:grades?|G)\s?1\s?-\s?2)\s?/\s?
        (?P<other>(?:(?:CTCAE\s)?(?:grades?|G)\s?)?(?:[\u2265>]=?\s?)?(?:grades?\s?)?[2-4](?:\s?[-/]\s?[45])?(?:\s(?:or|and)\s(?:higher|worse|above))?)(?![\w.])""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNT = r"\d+(?:\.\d+)?\s?%?(?:\s?\(\s?<?\s?\d+(?:\.\d+)?\s?%?\s?\))?"
_PAIR = re.compile(rf"(?P<one>{_COUNT})\s?/\s?(?P<other>{_COUNT})")
_FIRST = re.compile(r"\d+(?:\.\d+)?")
_SIZES = re.compile(r"\b[nN]\s?=\s?(?P<one>\d+)\s?/\s?(?P<other>\d+)")
_NONE = re.compile(r"0(?:\s?\(0\s?%?\))?")


class _Two(NamedTuple):
    """The columns that one stands for; `nested`: the second counts some of those that the first counts."""

    one: Column
    other: Column
    nested: bool


def two_grades(text: str) -> tuple[str, str] | None:
    """The two grades that a head or caption sets side by side, the wider first.

    >>> two_grades("All grades / Grade \u22653, n (%)"), two_grades("Grade 1-2/3-4"), two_grades("Grade 3/4")
    (('any', '>=3'), ('1-2', '3-4'), None)
    """
    match = _GRADES.search(text) if "/" in text else None
    pair = (grade_of(match["one"], alone=True), grade_of(match["other"], alone=True)) if match else (None, None)
    return (pair[0], pair[1]) if pair[0] and pair[1] and pair[0] != pair[1] else None


def apart(sheet: Sheet) -> Sheet:
    """The table with such columns as two, where nearly all of their cells are pairs; else as it is."""
    told = two_grades(sheet.caption) or two_grades(sheet.stub)
    meant = {c.index: two for c in sheet.groups if (two := _meant(sheet, c, told)) and _are_pairs(sheet, c, two)}
    return replace(sheet, columns=tuple(_columns(sheet, meant)), rows=tuple(_rows(sheet, meant))) if meant else sheet


def _meant(sheet: Sheet, column: Column, told: tuple[str, str] | None) -> _Two | None:
    """What a column with two numbers in each cell stands for."""
    own = next((g for text in column.path if (g := two_grades(text))), None)
    if grades := own or (told if column.heading.grade is None else None):
        of = [replace(column, heading=replace(column.heading, grade=grade)) for grade in grades]
        return _Two(of[0], of[1], nested=grades[0] == "any")
    arms = next((list(_arms(sheet, column, text)) for text in column.path if "/" in text), [])
    return _Two(arms[0], arms[1], nested=False) if len(arms) == 2 else None


def _arms(sheet: Sheet, column: Column, text: str) -> Iterator[Column]:
    """The column for each of the two arms of the study that a head names: "X1/X2 (n=30/31)"."""
    sizes = _SIZES.search(text)
    names = re.split(r"\s?/\s?", head(text)[0])
    arms = [sheet.paper.roster.named(name) for name in names]
    known = [arm for arm in arms if arm is not None and not arm.whole]
    if len(known) != 2 or len(arms) != 2 or known[0] == known[1]:
        return
    for arm, name, size in zip(known, names, (sizes["one"], sizes["other"]) if sizes else ("", ""), strict=True):
        heading = replace(column.heading, names=(name,), n=int(size) if size else None)
        yield replace(column, arm=arm, name=arm.title(), n=int(size) if size else arm.n, heading=heading)


def _are_pairs(sheet: Sheet, column: Column, two: _Two) -> bool:
    """Whether nearly all cells of a column are pairs, the second of two nested ones never more than the first."""
    texts = [e.text for row in sheet.rows if (e := row.entries.get(column.index)) and _FIRST.search(e.text)]
    pairs = [pair for text in texts if (pair := _PAIR.fullmatch(text))]
    if len(pairs) < 2 or len(pairs) < 0.8 * sum(_NONE.fullmatch(text) is None for text in texts):
        return False
    return not two.nested or all(_number(pair["one"]) >= _number(pair["other"]) for pair in pairs)


def _number(text: str) -> float:
    match = _FIRST.match(text)
    return float(match.group()) if match else 0.0


def _columns(sheet: Sheet, meant: Mapping[int, _Two]) -> Iterator[Column]:
    for place, (column, _) in enumerate(_places(sheet.columns, meant)):
        yield replace(column, index=place)


def _places(columns: Sequence[Column], meant: Mapping[int, _Two]) -> Iterator[tuple[Column, str]]:
    """The columns in their new order, each with which part of the old cell is its own."""
    for column in columns:
        if two := meant.get(column.index):
            yield two.one, "one"
            yield two.other, "other"
        else:
            yield column, ""


def _rows(sheet: Sheet, meant: Mapping[int, _Two]) -> Iterator[Row]:
    places = [(place, column.index, part) for place, (column, part) in enumerate(_places(sheet.columns, meant))]
    for row in sheet.rows:
        cells = {place: _part(row.entries.get(old), part) for place, old, part in places}
        sizes = {place: row.sizes[old] for place, old, _ in places if old in row.sizes}
        yield replace(row, entries={place: cell for place, cell in cells.items() if cell}, sizes=sizes)


def _part(entry: Entry | None, part: str) -> Entry | None:
    """A part of a cell; the whole of one that is no pair goes nowhere, but for a nought, which is both."""
    if entry is None or not part:
        return entry
    pair = _PAIR.fullmatch(entry.text)
    if pair is None:
        return entry if _NONE.fullmatch(entry.text) else None
    return replace(entry, text=pair[part])
