"""What a table's caption tells of outcomes whose rows and heads name none: times of patients, and rates at times."""

from __future__ import annotations

import re

from kg_builder.facts.bare_numbers import in_percent, without_level
from kg_builder.facts.headings import months_of, says_nothing
from kg_builder.facts.outcome_names import OUTCOMES, named_outcomes
from kg_builder.facts.printed import printed
from kg_builder.facts.sheet import Column, Row, Sheet
from kg_builder.facts.summaries import summary_of
from kg_builder.held import once

__all__ = ["of_caption", "prints_time", "unit_of_time"]

_JOINED = re.compile(r"\b(?:overall|event|[\w-]+[-\s](?:free|specific|related))\s?(?:and|or|[,/&])\s?$", re.IGNORECASE)


@once
def of_caption(sheet: Sheet) -> list[str]:
    """The one outcome that the caption names; none of "overall and progression-free survival"."""
    keys, mentions = named_outcomes(sheet, sheet.caption), sheet.paper.finder.find(sheet.caption)
    joined = any(_JOINED.search(sheet.caption[: m.start]) for m in mentions if m.of(*OUTCOMES))
    return keys if len(keys) == 1 and not joined else []


def prints_time(sheet: Sheet, row: Row, column: Column) -> bool:
    """Whether a cell is a median time of patients, by its own words and the caption's, or, for a level, by its head's.

    Or a rate at the time that the row or the head names, and nothing else.
    """
    if column.statistic == "median":
        part = len(row.path) > 1 or ((arm := sheet.paper.roster.named(row.label)) is not None and arm.whole)
        return part and unit_of_time(sheet, column.path) is not None
    entry = row.entries.get(column.index)
    read = printed(entry.text) if entry else None
    if read is not None and _is_median(sheet, row.label):
        return not column.statistic and not column.heading.months
    if column.heading.months or (months_of(row.label) and says_nothing(row.label, sheet.paper.finder)):
        told = column.statistic == "percent" or "%" in without_level(
            " ".join((sheet.caption, row.path[-1], *column.path))
        )
        return read is not None and (in_percent(read) or (told and not read.words))
    median = summary_of((sheet.caption,)).centre == "median"
    return median and read is not None and bool(read.words) and unit_of_time(sheet, (read.words,)) is not None


def _is_median(sheet: Sheet, label: str) -> bool:
    """Whether a label says no more than that its numbers are median times: "Median, months"."""
    told = summary_of((label,)).centre == "median" and says_nothing(label, sheet.paper.finder)
    return told and unit_of_time(sheet, (label,)) is not None


def unit_of_time(sheet: Sheet, texts: tuple[str, ...]) -> str | None:
    """The first unit of time that the texts name."""
    for text in texts:
        for mention in sheet.paper.finder.units(text):
            (unit, *_) = mention.terms
            if unit.features.get("unitDimension", unit.features.get("dimension")) == "time":
                return unit.key
    return None
