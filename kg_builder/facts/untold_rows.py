"""Rows of a table of outcomes that tell of none: of patients of whom it is not known, of reasons, of the row above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.facts.labels import bare
from kg_builder.facts.outcome_names import is_response
from kg_builder.facts.result_rows import names_reason
from kg_builder.facts.rows import Column, Row
from kg_builder.facts.sections import section_of
from kg_builder.facts.sheet import Sheet
from kg_builder.facts.statistic_rows import only_further

__all__ = ["tells_none"]

_UNKNOWN = re.compile(
    r"^(?:unknown|missing|unavailable|(?:un|in|(?:could\s)?not?(?:\sbe)?[-\s]?)(?:evalua|assess|estim)\w+|not\s(?:available|"
    r"done|known|applicable|determined|reported|examined)|indeterminate|N[AEDK]|UK|(?P<other>other))\b",
    re.IGNORECASE,
)
_RATIO = re.compile(  # of values above it, with what it sets against each other: "Hazard ratio (A vs B)"
    r"(?:(?:un)?(?:adjusted|stratified)\s)?(?:(?:hazards?|odds|risk)\sratios?\b|relative\srisk\b|HR\s?[,:(\[][^()\[\]]*\s(?:vs\.?|versus)\s)",
    re.IGNORECASE,
)
_PLACES = re.compile(r"(?:[\w-]+\s){0,2}?(?:sites?|locations?|patterns?|places?|types?)\b", re.IGNORECASE)


def tells_none(sheet: Sheet, row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row reports no outcome: the unknown, reasons, a ratio, or another statistic of the row above."""
    if not row.path or any(map(names_reason, row.parents)) or only_further(sheet, row) or _RATIO.match(row.label):
        return True
    unknown = _UNKNOWN.match(row.label)
    return unknown is not None and not _is_level(sheet, row, columns, other=unknown["other"] is not None)


def _is_level(sheet: Sheet, row: Row, columns: Sequence[Column], *, other: bool) -> bool:
    """Whether the unknown, or all others, are one part of the patients beside more, or one place beside others."""
    if not row.parents or any(is_response(sheet, r.label) for r in section_of(sheet, row)):
        return False
    if other and _PLACES.match(bare(row.parents[-1])):
        return True
    return any(c.heading.endpoint and c.index in row.entries for c in columns)
