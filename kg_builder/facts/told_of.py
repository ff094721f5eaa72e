"""Whom a sentence tells of that names no group, after others of one arm each; and values of what is told behind them."""

from __future__ import annotations

import re

from kg_builder.facts.alignment import Aligned
from kg_builder.facts.holders import Holder, holders
from kg_builder.lexicon import Category
from kg_builder.study import Statement

__all__ = ["of_next", "told_of"]

_NEAR = 24  # characters before a name that still begins its sentence


def told_of(statement: Statement) -> Holder | None:
    """The arm that began the last sentence with a group: "Arm A had ... The median was ... Arm B had ... The median was ..."."""
    if len(statement.paper.roster.arms) < 2 or statement.groups:
        return None
    every = statement.paper.statements_of(statement.block)
    begun = {s.number: s.groups[0].arm for s in every if s.groups and s.groups[0].start <= _NEAR}
    if len({arm.name for arm in begun.values() if not arm.whole}) < 2:
        return None
    before = [s for s in every[: statement.number] if holders(s)][-1:]
    named = holders(before[0]) if before else ()
    first = named[0] if len({h.name for h in named}) == 1 and named[0].start <= _NEAR else None
    return first if first and first.arm and not first.arm.whole and not first.subgroup else None


_HAD = re.compile(
    r"[)\]]?\s(?:patients\s|others\s)?(?:had|achieved|showed|experienced|exhibited|attained)\s(?:an?\s|the\s)?"
)


_LED = re.compile(
    r"(?:\b(?:events?|toxicit\w+|complications?)|AEs?)\s(?:that\s)?(?:led|leading|resulted|resulting)\s(?:to|in)\s$"
)


def of_next(statement: Statement, aligned: Aligned) -> bool:
    """Whether a value is of what patients "had" right behind it, not of the outcome before it; or of events that led to death."""
    if aligned.endpoint.key == "death" and _LED.search(statement.text, 0, aligned.endpoint.start):
        return True
    behind = (
        _HAD.match(statement.text, aligned.quantity.end) if aligned.endpoint.end <= aligned.quantity.start else None
    )
    if behind is None:
        return False
    named = (m.of(Category.ENDPOINT, Category.RESPONSE) for m in statement.mentions if m.start == behind.end())
    return any(term is not None and term.key != aligned.endpoint.key for term in named)
