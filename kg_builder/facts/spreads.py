"""The spread of medians and means of a table of characteristics: in the next column, or in rows: "Minimum", "25 %", "SD"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, pairwise

from kg_builder.facts.labels import bare
from kg_builder.facts.printed import Printed, printed
from kg_builder.facts.rows import Column, Row, Value
from kg_builder.facts.sheet import Sheet
from kg_builder.held import once

__all__ = ["is_point", "spread_beside", "spread_of"]

_REMEMBERED = 256  # labels: those of a few tables
_POINTS = re.compile(
    r"""(?:(?P<low>min(?:imum)?\.?|lowest)|(?P<first>Q1|P25|25\s?%|(?:25th|25\s?%|25)[\s-](?:per)?centile|25th|(?:first|1st|lower)\squartile)
      |(?P<median>median|50th\s(?:per)?centile|P50|50\s?%|Q2)|(?P<third>Q3|P75|75\s?%|(?:75th|75\s?%|75)[\s-](?:per)?centile|75th|(?:third|3rd|upper)\squartile)
      |(?P<high>max(?:imum)?\.?|highest)|(?P<mean>mean|average)|(?P<sd>SD|S\.D\.|st(?:andar)?d\.?\s?dev(?:iation)?\.?)
      |(?P<n>n|no\.?|number(?:\sof\spatients)?))(?:\svalue)?(?:,?\s?\(?(?:years?|yrs?|months?|days?)\)?)?""",
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=_REMEMBERED)
def _point(label: str) -> str:
    """The single statistic that a row's label names: "low", "first", "median", "third", "high", "mean", "sd", "n", or ""."""
    match = _POINTS.fullmatch(bare(label)) if len(label) < 32 else None
    return (match.lastgroup or "") if match else ""


def is_point(sheet: Sheet, row: Row) -> bool:
    """Whether a row prints nothing but a further point of what the median or mean beside it sums up."""
    return row.index in _further(sheet)[0]


_Points = Mapping[str, Row]


@once
def _further(sheet: Sheet) -> tuple[frozenset[int], Mapping[int, _Points]]:
    """The rows of such points, and those of each row of a median or mean."""
    points: set[int] = set()
    centred: dict[int, _Points] = {}
    for (_, told), rows in groupby(sheet.rows, key=lambda r: (r.path[:-1], bool(r.path) and bool(_point(r.path[-1])))):
        named = {_point(r.path[-1]): r for r in rows} if told else {}
        centres = [k for k in ("median", "mean") if k in named]
        spread = named.keys() - {"median", "mean", "n"}
        if len(named) < _FEW or not centres or not spread or not _single(sheet, list(named.values())):
            continue
        points |= {r.index for k, r in named.items() if k not in centres}
        centred[named[centres[0]].index] = {k: r for k, r in named.items() if k != "sd" or centres == ["mean"]}
        if "mean" in centres[1:]:
            centred[named["mean"].index] = {k: named[k] for k in ("mean", "sd", "n") if k in named}
    return frozenset(points), centred


_FEW = 2  # rows that tell of one variable


def _single(sheet: Sheet, rows: Sequence[Row]) -> bool:
    """Whether the rows print single numbers and no shares, in ascending order where they are points of one scale."""
    reads = {(r.index, c.index): read for r in rows for c, _, read, share in sheet.cells(r, sheet.groups) if not share}
    if not reads or not all(_is_number(read) for read in reads.values()):
        return False
    scale = [r for k in ("low", "first", "median", "third", "high") for r in rows if _point(r.path[-1]) == k]
    for column in {index for _, index in reads}:
        leads = [reads[r.index, column].lead for r in scale if (r.index, column) in reads]
        if any(one is None or other is None or one > other for one, other in pairwise(leads)):
            return False
    return True


def _is_number(read: Printed) -> bool:
    alone = read.inner is None and read.interval is None and read.total is None and read.sd is None
    return alone and read.lead is not None and not (read.sign or read.percent)


def spread_beside(sheet: Sheet, column: Column) -> Column | None:
    """The next column, where it prints the spread of the medians or means of this one."""
    if column.statistic not in ("median", "mean"):
        return None
    following = next((c for c in sheet.columns if c.index == column.index + 1), None)
    spread = following is not None and following.statistic in ("iqr", "range", "sd")
    return following if spread and following and following.same == column.same else None


def spread_of(sheet: Sheet, value: Value, numbers: Mapping[str, object]) -> dict[str, object]:
    """The spread in the next column, or in the rows beside."""
    if points := _further(sheet)[1].get(value.row.index):
        return _in_rows(points, value.column)
    column = spread_beside(sheet, value.column) if numbers.keys() & {"median", "mean"} else None
    entry = value.row.entries.get(column.index) if column else None
    read = printed(entry.text) if entry else None
    if column is None or read is None:
        return {}
    if column.statistic != "sd":
        return {column.statistic: read.interval} if read.interval and None not in read.interval else {}
    deviation = "mean" in numbers and re.search(r"\bSD\b|deviation", column.path[-1], re.IGNORECASE)
    return {"sd": read.lead} if deviation and read.lead is not None and read.interval is None else {}


def _in_rows(points: _Points, column: Column) -> dict[str, object]:
    """The fields that the rows of points fill."""
    leads: dict[str, Decimal] = {}
    for point, row in points.items():
        entry = row.entries.get(column.index)
        read = printed(entry.text) if entry else None
        if read is not None and read.lead is not None:
            leads[point] = read.lead
    found: dict[str, object] = {"sd": leads["sd"]} if "sd" in leads else {}
    for name, (low, high) in {"iqr": ("first", "third"), "range": ("low", "high")}.items():
        if low in leads and high in leads:
            found[name] = (leads[low], leads[high])
    return found | ({"n": int(leads["n"])} if "n" in leads else {})
