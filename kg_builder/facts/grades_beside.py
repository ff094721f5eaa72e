"""Grades that sentences tell of events elsewhere than beside their names: before a value, or in the sentence before."""

from __future__ import annotations

import re

from kg_builder.facts.alignment import Aligned
from kg_builder.facts.grades import grade_of
from kg_builder.study import Statement

__all__ = ["grade_of_value", "grade_told_before"]

_BESIDE_VALUE = re.compile(
    r"\bgrades?\s[\u2265>]?\s?\d(?:\s?[/-]\s?\d|\s(?:or|to)\s\d)?(?:\s(?:in|was|:)|:|,)\s$", re.IGNORECASE
)


def grade_of_value(text: str, aligned: Aligned) -> str | None:
    """The grade right before a value, behind its event: "… and grade 2 in 8 (20%)"."""
    start = max(aligned.endpoint.end, aligned.quantity.start - 24)
    beside = _BESIDE_VALUE.search(text, start, aligned.quantity.start) if start < aligned.quantity.start else None
    return grade_of(beside.group()) if beside else None


_SUCH = re.compile(
    r"(?:The\s)?most\s(?:common|frequent)(?:\sof\sthese|\sones|\sevents)?\s(?:were|was)\b", re.IGNORECASE
)


def grade_told_before(statement: Statement) -> str:
    """The grade of the events of the sentence before, where this one goes on with "The most frequent were"."""
    before = statement.paper.statements_of(statement.block)[: statement.number][-1:]
    return (grade_of(before[0].text) if before and _SUCH.match(statement.text) else None) or "any"
