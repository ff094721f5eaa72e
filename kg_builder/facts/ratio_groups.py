"""The two groups of patients that a column of ratios compares: those beside it, and which of them is set against which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from decimal import Decimal
from itertools import groupby

from kg_builder.arms import Arm, experimental
from kg_builder.expressions import Expression
from kg_builder.facts.head_statistics import RATIOS
from kg_builder.facts.measures import names_chance
from kg_builder.facts.printed import printed, with_chance
from kg_builder.facts.sheet import Column, Row, Sheet
from kg_builder.held import held_for_each
from kg_builder.lexicon import Category

__all__ = ["at_risk", "between", "contrast_beside", "contrast_of_rows", "of_both", "of_part"]

_Pair = tuple[str, str]
_CLEAR = Decimal("0.15")  # a ratio nearer to one may belie the values beside it
_APART = Decimal("0.05")  # by how much of one another values differ that tell which is the better


def between(sheet: Sheet, column: Column) -> tuple[str | None, str | None]:
    """Factor and contrast of ratios of the two treatments beside their column; no contrast where none shows the direction."""
    pair = _pair(sheet, column.index)
    treated = pair is not None and _given(sheet, pair[0]) is not None and _given(sheet, pair[1]) is not None
    return ("treatment", contrast_beside(sheet, column)) if treated else (None, None)


def contrast_beside(sheet: Sheet, column: Column) -> str | None:
    """Which of the groups beside a column of ratios is against which: as all their values tell, else the tested one first."""
    return _contrast(sheet, column.index)


@held_for_each
def _pair(sheet: Sheet, index: int) -> _Pair | None:
    """The two groups whose columns stand between the ratios before and these, or the only two of the table, in its order."""
    before = max((c.index for c in sheet.columns if c.statistic in RATIOS and c.index < index), default=-1)
    run = (c.name for c in _beside(sheet) if before < c.index < index)
    names = tuple(dict.fromkeys(run)) or tuple(dict.fromkeys(c.name for c in _beside(sheet)))
    return (names[0], names[1]) if len(names) == 2 else None


def _beside(sheet: Sheet) -> Sequence[Column]:
    """The columns of groups that are not all patients."""
    return [c for c in sheet.groups if c.name and c.statistic not in RATIOS and not (c.arm is not None and c.arm.whole)]


def _given(sheet: Sheet, name: str) -> Arm | None:
    """A group with what it is given: an arm, or arms that are pooled."""
    if (arm := sheet.paper.roster.named(_plain(name))) is not None:
        return arm if arm.regimen or arm.control else None
    drugs = [t.key for m in sheet.paper.finder.find(name) if (t := m.of(Category.DRUG))]
    given = drugs or [c for t in sheet.paper.find_treatments(name) for c in t.components]
    return Arm(name=name, regimen=tuple(dict.fromkeys(given))) if given else None


@held_for_each
def _contrast(sheet: Sheet, index: int) -> str | None:
    """The contrast of a column of ratios, "A vs B"."""
    if (pair := _pair(sheet, index)) is None:
        return None if _beside(sheet) else _of_two(sheet.paper.roster.arms)
    return _against(sheet, pair, set(_told(sheet, index, pair)))


def contrast_of_rows(sheet: Sheet, ratios: Iterable[tuple[Decimal, Row]]) -> str | None:
    """The contrast of hazard ratios in rows of a table of two groups, each with the row that has the values of both."""
    if (pair := _pair(sheet, _END)) is None:
        return None
    columns = [c for c in _beside(sheet) if c.statistic in _TIMED]
    values = (
        (ratio, [_lead(sheet, [row], [c for c in columns if c.name == name]) for name in pair]) for ratio, row in ratios
    )
    return _against(sheet, pair, {first for ratio, two in values if (first := _first(ratio, pair, *two))})


_END = 10_000  # behind all columns


def _against(sheet: Sheet, pair: _Pair, told: Set[str]) -> str | None:
    """The group that all ratios tell to be the first, or, where none tells, the one that is tested, against the other."""
    one, other = _given(sheet, pair[0]), _given(sheet, pair[1])
    if not told and one is not None and other is not None and (tested := experimental((one, other))):
        told = {pair[tested is not one]}
    if len(told) != 1:
        return None
    (first,) = told
    return f"{_plain(first)} vs {_plain(next(name for name in pair if name != first))}"


_COUNTED = re.compile(
    r"[\s,]+[(\[]?(?:n|no\.?|numbers?|events?)\s?(?:/|of)\s?(?:N|total(?:\sno\.?)?|patients|no\.?)(?:,?\s?[(\[]%[)\]])?[)\]]?$",
    re.IGNORECASE,
)


def _plain(name: str) -> str:
    """A group's name without what is counted of it: "X1, n/N", "X1 events/patients"."""
    return _COUNTED.sub("", name)


def _of_two(arms: Sequence[Arm]) -> str | None:
    """The tested of a trial's two arms against the other, of ratios beside which no group stands."""
    tested = experimental(arms)
    return f"{tested.name} vs {next(arm.name for arm in arms if arm is not tested)}" if tested is not None else None


def _told(sheet: Sheet, index: int, pair: _Pair) -> Iterator[str]:
    """The group that each hazard ratio, if it is far from one, is of: with the longer times or the more survivors below one."""
    ratios = [c for c in sheet.columns if c.index == index and c.statistic == "HR"]
    for _, rows in groupby(sheet.rows, key=lambda row: row.path) if ratios else ():
        lines = list(rows)
        ratio = next((lead for row in lines if (lead := _ratio(row, ratios[0])) is not None), None)
        one, other = (_value(sheet, lines, ratios[0], name) for name in pair)
        if ratio is not None and (first := _first(ratio, pair, one, other)):
            yield first


def _first(ratio: Decimal, pair: _Pair, one: Decimal | None, other: Decimal | None) -> str | None:
    """The group that a hazard ratio is of, by the times or the survivors of both, unless it is near one or they are alike."""
    if abs(ratio - 1) < _CLEAR or not one or not other or abs(one / other - 1) < _APART:
        return None
    return pair[0] if (one > other) is (ratio < 1) else pair[1]


def _ratio(row: Row, column: Column) -> Decimal | None:
    """The ratio of a row; a bare number is a p value where the head speaks of these too."""
    entry = row.entries.get(column.index)
    read = printed(with_chance(entry.text)[0]) if entry is not None else None
    if read is None or read.sign or (read.interval is None and names_chance(column.path)):
        return None
    return read.lead


def _value(sheet: Sheet, lines: Sequence[Row], ratio: Column, name: str) -> Decimal | None:
    """The one median time, or share without an event, of a group beside a ratio."""
    return _lead(sheet, lines, [c for c in _beside(sheet) if c.name == name and _may_time(c, ratio)])


def _lead(sheet: Sheet, lines: Sequence[Row], columns: Sequence[Column]) -> Decimal | None:
    """The one number that lines print in some columns, if words around it say that it is a time or a share of survivors."""
    cells = [(row, column, read) for row in lines for column, _, read, _ in sheet.cells(row, columns)]
    if len(cells) != 1:
        return None
    ((row, column, read),) = cells
    words = " ; ".join((*row.path, *column.path, read.words))
    told = _LASTS.search(words) is not None and _EVENTS.search(words) is None
    return read.lead if told and not read.sign and read.inner is None and read.total is None else None


_LASTS = Expression(
    r"\bmedians?\b|surviv|-free\b|\b(?:os|pfs|dfs|rfs|efs|ffs|ttp)\b|\b(?:months?|mos?|weeks?|years?|yrs?|days?)\b"
)
_EVENTS = Expression(
    r"\bevents?\b|\b(?:deaths?|died|relapsed?|relapses|recurrences?|failures?|incidence)\b|\bn\b(?!\s?=)|\bno\."
)
_TIMED = ("median", "percent", "")
_TIMES = ("OS", "PFS", "DFS", "RFS", "EFS", "FFS", "TTP")


def _may_time(column: Column, ratio: Column) -> bool:
    """Whether a column prints times of the endpoint of a column of ratios, or rates of those who are free of its event."""
    endpoints = {column.heading.endpoint, ratio.heading.endpoint} - {None}
    timed = len(endpoints) < 2 and endpoints <= set(_TIMES)
    return timed and column.statistic in _TIMED and column.subgroup in (ratio.subgroup, ratio.name)


def of_part(sheet: Sheet, column: Column) -> bool:
    """Whether the head over a column of ratios names the part of the patients that the groups beside it are of."""
    return column.arm is None and bool(column.name) and any(c.subgroup == column.name for c in _beside(sheet))


def at_risk(sheet: Sheet, row: Row, column: Column) -> int | None:
    """How many patients a ratio is about that its row tells of: one number beside it, or that of each of the two groups."""
    found = {n for c in sheet.columns if c.statistic in RATIOS and (n := sheet.size(row, c)) is not None and n != c.n}
    if len(found) == 1:
        return found.pop()
    pair = _pair(sheet, column.index) or ()
    sizes = [{n for c in _beside(sheet) if c.name == name and (n := _size(sheet, row, c))} for name in pair]
    if pair and all(len(size) == 1 for size in sizes):
        return sum(n for size in sizes for n in size)
    arm = sheet.paper.roster.named(row.label)
    return of_both(sheet, column) if arm is not None and arm.whole else None


def of_both(sheet: Sheet, column: Column | None = None, part: str | None = None) -> int | None:
    """The patients of both groups beside a column of ratios, or of the only two: all, or those of a part that heads name."""
    pair = _pair(sheet, column.index if column is not None else _END) or ()
    sizes = [{c.n for c in _beside(sheet) if c.name == name and c.subgroup == part} for name in pair]
    told = [n for size in sizes for n in size if n]
    return sum(told) if len(sizes) == len(told) == sum(map(len, sizes)) == _TWO else None


_TWO = 2  # groups that a ratio compares


def _size(sheet: Sheet, row: Row, column: Column) -> int | None:
    """The number of a group's patients in a row: in a column of such numbers, or behind those with the event ("12/40")."""
    entry = row.entries.get(column.index)
    read = printed(entry.text) if entry is not None else None
    return sheet.own_size(row, column) or (read.total if read is not None else None)
