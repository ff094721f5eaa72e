"""Levels and their patients in tables: columns like "Positive" and "Negative", labels like "Negative (n = 167; 58%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from msgspec.structs import replace

from kg_builder.evidence import Baseline
from kg_builder.facts.labels import bare
from kg_builder.facts.sheet import Column, Row, Sheet, Value
from kg_builder.lexicon import Category

__all__ = ["marker_levels", "sized_levels", "without_levels"]

_LEVEL = re.compile(
    r"""(?:(?:strong(?:ly)?|weak(?:ly)?|moderate(?:ly)?|high|low)\s)?(?:positive|negative)|high|low|intermediate|medium|strong|moderate|weak
      |(?:ab)?normal|elevated|(?:(?:not|non|un)[-\s]?)?amplified|deleted|gain(?:ed)?|loss|lost|(?:un)?mutated|mutant|wild[-\s]?type|WT
      |(?:un)?methylated|over-?expressed|expressed|present|absent|yes|no|equivocal|0|[1-3]\+|\+{1,3}
      |unknown|missing|not\s(?:known|evaluable|available|assessed|assessable|done|determined|tested)""",
    re.IGNORECASE | re.VERBOSE,
)
_NEARLY = Decimal("2.5")  # by how much rounded shares may miss a hundred


def marker_levels(sheet: Sheet) -> Iterator[Baseline]:
    """How many of all patients have each level of each marker; nothing where the columns are groups of patients."""
    levels = _levels(sheet)
    told = [(row, values) for row in sheet.rows if levels and (values := tuple(sheet.values(row, levels)))]
    if not told or not all(_is_marker(sheet, row) and _is_whole(sheet, values) for row, values in told):
        return
    for row, values in told:
        n = sum(int(v.read.lead or 0) for v in values)
        for value in values:
            yield Baseline(
                doc=sheet.paper.document.id,
                span=value.place,
                rule="table-baseline",
                arm=sheet.paper.roster.whole.title(),
                n=n,
                characteristic=row.path[-1],
                level=_head(value.column),
                count=int(value.read.lead or 0),
                percent=value.percent,
            )


def without_levels(sheet: Sheet) -> Sheet:
    """The table's other columns, which may tell how many were tested."""
    levels = {c.index for c in _levels(sheet)}
    return replace(sheet, columns=tuple(c for c in sheet.columns if c.index not in levels))


def _head(column: Column) -> str:
    return bare(column.path[-1]).strip(" ,") if column.path else ""


def _levels(sheet: Sheet) -> tuple[Column, ...]:
    """The columns headed by levels, two at least; none where another column is a group of patients."""
    found = tuple(c for c in sheet.groups if _LEVEL.fullmatch(_head(c)))
    others = (c for c in sheet.groups if c not in found)
    return found if len(found) > 1 and all(not c.path or (c.arm is not None and c.arm.whole) for c in others) else ()


_STATUS = re.compile(r"\b(?:positive|negative|high|low|mutant|mutated|amplified)\b|[<>=\u2264\u2265+]", re.IGNORECASE)


def _is_marker(sheet: Sheet, row: Row) -> bool:
    """Whether a row is about a marker as such, not about a level of it."""
    named = any(m.of(Category.BIOMARKER) for m in sheet.paper.finder.find(row.label))
    return named and not _STATUS.search(row.label)


def _is_whole(sheet: Sheet, values: tuple[Value, ...]) -> bool:
    """Whether the levels share out all patients: the shares add up to a hundred, or bare counts to the study's size."""
    if any(v.read.lead is None or v.read.lead != v.read.lead.to_integral_value() or v.read.percent for v in values):
        return False
    shares = [v.percent for v in values if v.percent is not None]
    if len(shares) < len([v for v in values if v.read.lead]):
        return not shares and sum(v.read.lead or 0 for v in values) == sheet.paper.roster.whole.n
    return len(values) > 1 and abs(sum(shares, Decimal(0)) - 100) <= _NEARLY


_SIZED = re.compile(
    r"(?P<level>[^()]*[^()\s,;])[\s,;]*\(\s?[nN]\s?=\s?(?P<count>\d{1,4})\s?[,;(]\s?(?P<percent>\d{1,3}(?:\.\d+)?)\s?%\)?\s?\)"
)


def sized_levels(sheet: Sheet) -> Iterator[Baseline]:
    """The levels of a factor that print how many patients have them, beside what a table tells of each; all together are all."""
    for parents, beside in groupby(sheet.rows, key=lambda row: row.parents):
        told = {row.path: match for row in beside if parents and (match := _SIZED.fullmatch(row.path[-1]))}
        total = sum(int(m["count"]) for m in told.values())
        if len(told) < 2 or not all(_is_share(match, total) for match in told.values()):
            continue
        labels = {cell.row: cell.stub for cell in sheet.paper.grid(sheet.block).cells}
        for row in (r for r in sheet.rows if r.path in told):
            match, span = told[row.path], labels[row.index] or sheet.block.span
            yield Baseline(
                doc=sheet.paper.document.id,
                span=sheet.paper.place(span, sheet.block.where, row.title),
                rule="table-baseline",
                arm=sheet.paper.roster.whole.title(),
                n=total,
                characteristic=parents[-1],
                level=match["level"],
                count=int(match["count"]),
                percent=Decimal(match["percent"]),
            )


def _is_share(match: re.Match[str], total: int) -> bool:
    return abs(Decimal(100 * int(match["count"])) / max(1, total) - Decimal(match["percent"])) <= 1
