"""Numbers in tables of adverse events that count no patients: means, medians, counts of cycles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kg_builder.facts.sheet import Sheet, Value
from kg_builder.facts.summaries import Summary, summary_of
from kg_builder.held import once

__all__ = ["is_summary"]

_REMEMBERED = 64  # what stands over the columns of a few tables

_OF_CYCLES = re.compile(
    r"(?:%|\bn\b|\bno\.|percent\w*)[)\]]?\sof\s(?:\w+\s)?(?:cycles|courses|infusions|injections)\b"
    r"|\bper\s(?:treatment\s)?(?:cycle|course|infusion)\b",
    re.IGNORECASE,
)


def is_summary(sheet: Sheet, value: Value) -> bool:
    """Whether the words about a cell call its numbers means, medians or counts of cycles, which count no patients."""
    if not _may_sum_up(sheet):
        return False
    said = summary_of(value.row.path[::-1]).or_else(_said_over(sheet)[value.column.index])
    if said.centre or said.spread == "sd":
        return True
    if not _may_count_cycles(sheet):
        return False
    labels = (*value.row.path, *value.column.path)
    return any(map(_of_cycles, labels)) or (
        _of_cycles(sheet.caption) and not any("patient" in label.lower() for label in labels)
    )


_SUMMING = re.compile(
    r"median|mean|average|sd|standard|\u00b1|cycle|course|infusion|injection"
)  # one is in each such label


@once
def _may_sum_up(sheet: Sheet) -> bool:
    return _SUMMING.search(sheet.words) is not None


_CYCLES = re.compile(r"cycle|course|infusion|injection")  # one is in each label of counts of such


@once
def _may_count_cycles(sheet: Sheet) -> bool:
    return _CYCLES.search(sheet.words) is not None


@once
def _said_over(sheet: Sheet) -> Mapping[int, Summary]:
    """What head, caption and notes say of the numbers of each column."""
    notes = () if "%" in sheet.notes else (sheet.notes,)
    return {c.index: summary_of((*c.path[::-1], sheet.caption, *notes)) for c in sheet.groups}


@lru_cache(maxsize=_REMEMBERED)
def _of_cycles(text: str) -> bool:
    return _OF_CYCLES.search(text) is not None
