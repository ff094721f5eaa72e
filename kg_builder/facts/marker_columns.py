"""Tables of what a marker measured in each part of the patients: "Sex > Female | 30 | median CEA 12 (5-40)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from kg_builder.evidence import Baseline
from kg_builder.facts.labels import bare, unsized
from kg_builder.facts.printed import Printed, printed
from kg_builder.facts.sheet import Column, Row, Sheet
from kg_builder.facts.summaries import Summary, summary_of
from kg_builder.lexicon import Category

__all__ = ["by_trait", "without_markers"]

_SAYS_HOW = re.compile(
    r"\b(?:medians?|means?|averages?|range|IQR|SD|levels?|values?|concentrations?)\b|\u00b1|[(\[][^()\[\]]*[)\]]|,.*$|\bof\b",
    re.IGNORECASE,
)


def by_trait(sheet: Sheet) -> Iterator[Baseline]:
    """The medians and means of markers, where each row is a level of a trait and a column names the marker."""
    markers = _markers(sheet)
    for row in sheet.rows if markers else ():
        for index, (marker, said) in markers.items() if len(row.path) > 1 else ():
            column = next(c for c in sheet.columns if c.index == index)
            entry = row.entries.get(index)
            fields = _summed(read, said) if entry and (read := printed(entry.text)) else {}
            if entry and fields:
                yield Baseline(
                    doc=sheet.paper.document.id, span=sheet.place(row, column, entry), rule="table-baseline",
                    arm=sheet.population.title(), n=_counted(sheet, row), characteristic=marker,
                    level=f"{unsized(row.parents[-1])}: {row.label}", unit=_unit(sheet, column), p=sheet.p(row, column),
                    **fields,  # type: ignore[arg-type]
                )  # fmt: skip


def without_markers(sheet: Sheet) -> Sheet:
    """The sheet without the columns that sum up a marker."""
    markers = _markers(sheet)
    return replace(sheet, columns=tuple(c for c in sheet.columns if c.index not in markers)) if markers else sheet


def _markers(sheet: Sheet) -> Mapping[int, tuple[str, Summary]]:
    """The columns that sum up a marker, with its name and how; none of a table whose rows are no levels."""
    levels = [r for r in sheet.rows if len(r.path) > 1]
    if 2 * len(levels) < len(sheet.rows) or not levels:
        return {}
    found = {}
    for column in sheet.columns:
        said = summary_of(reversed(column.path)) if column.statistic not in ("p", "n", "count") else Summary()
        marker = _marker(sheet, column) if said.centre else None
        if marker:
            found[column.index] = (marker, said)
    return found


def _marker(sheet: Sheet, column: Column) -> str | None:
    """The marker that the words over a column begin with, besides those that say how it is summed up."""
    if column.arm is not None and not column.arm.whole:
        return None
    for label in reversed(column.path):
        name = " ".join(_SAYS_HOW.sub(" ", label).split()).strip(" -:;")
        for mention in sheet.paper.finder.find(name) if name else ():
            if mention.start == 0 and mention.of(Category.BIOMARKER):
                rest = re.search(r"\bpercentiles?\b", label, re.IGNORECASE)
                return f"{name} {rest.group()}" if rest and rest.group() not in name else name
    return None


def _summed(read: Printed, said: Summary) -> dict[str, object]:
    if read.lead is None or read.percent or read.total is not None or read.sign:
        return {}
    fields: dict[str, object] = {said.centre: read.lead}
    if read.sd is not None:
        return {"mean": read.lead, "sd": read.sd} if said.centre == "mean" else {}
    if read.interval is not None:
        low, high = read.interval
        ordered = low is not None and high is not None and low <= read.lead <= high
        return fields | {said.spread: read.interval} if ordered and said.spread in ("range", "iqr") else {}
    if read.inner is not None:
        return fields | {"sd": read.inner} if said == Summary("mean", "sd") else {}
    return fields


def _counted(sheet: Sheet, row: Row) -> int | None:
    """How many patients the row says that it is about."""
    counts = (row.entries.get(c.index) for c in sheet.columns if c.statistic in ("n", "count"))
    return next((int(e.text) for e in counts if e is not None and e.text.isdecimal()), None)


_PRINTED_UNIT = re.compile(r"[(\[,]\s?([^()\[\],]+)")


def _unit(sheet: Sheet, column: Column) -> str | None:
    for label in reversed(column.path):
        for match in _PRINTED_UNIT.finditer(bare(label)):
            term, end = sheet.paper.units.match(match[1], 0)
            if term is not None and end == len(match[1].rstrip()) and term.key != "percent":
                return term.key
    return None
