"""Whom a sentence tells of that names no group, in a paragraph that tells of one arm after the other."""

from __future__ import annotations

from kg_builder.facts.holders import Holder, holders
from kg_builder.study import Statement

__all__ = ["told_of"]

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
