"""Values that a sentence tells of both arms at once: "12 months in both groups", "not reached in either X or Y"."""

from __future__ import annotations

import re

from kg_builder.facts.holders import Holder
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = ["told_of_each"]

_EITHER = r"\s(?:in|for)\s(?:both|either)\s(?:of\sthe\stwo\s)?(?:(?:study|treatment)\s)?(?:groups?|arms?)"
_IN_EACH = re.compile(
    rf"(?:\s?\([^()]*\))?(?:\sof\s(?:the\s)?patients)?(?:{_EITHER}\b|\s(?:in|for)\s(?:both|either)\s(?:the\s)?$)"
)
_EACH_BEFORE = re.compile(rf"{_EITHER}\s\($")
_NO_SECOND = re.compile(r"\)|[;,]\s(?!\d)")
_OR_OTHER = re.compile(r"(?:\s(?:group|arm))?\s(?:and|or)\s(?:the\s)?")
_JOINED = re.compile(r"(?:%|\bmonths?|\byears?|\d)\)?,?\s(?:and|or|vs\.?|versus)\s$")


def told_of_each(statement: Statement, quantity: Quantity) -> tuple[Holder, ...]:
    """The two arms of a study, where a value is told of either; none, where it is not."""
    arms = statement.paper.roster.arms
    each = len(arms) == 2 and statement.study == "this" and _is_of_each(statement, quantity)
    return tuple(map(Holder.of, arms)) if each else ()


def _is_of_each(statement: Statement, quantity: Quantity) -> bool:
    """Whether a value, and no other beside it, is told of both arms."""
    text, end = statement.text, quantity.end
    if "both " not in text and "either " not in text:
        return False
    if text.startswith("(", quantity.start - 1) and _EACH_BEFORE.search(text, 0, quantity.start):
        return _NO_SECOND.match(text, end) is not None
    beside = [g for g in statement.groups if g.start >= end and not g.arm.whole][:2]
    match = _IN_EACH.match(text, end, beside[0].start if beside else len(text))
    if match is None or _JOINED.search(text, 0, quantity.start):
        return False
    if not beside or match.end() < beside[0].start:
        return True
    apart = len({g.arm.name for g in beside}) == 2
    return apart and _OR_OTHER.fullmatch(text, beside[0].end, beside[1].start) is not None
