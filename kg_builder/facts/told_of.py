"""Whom a sentence tells of that names no group, in a paragraph that tells of one arm after the other."""

from __future__ import annotations

from kg_builder.facts.holders import Holder, holders
from kg_builder.study import Statement

__all__ = ["told_of"]

_FIRST = 8  # characters before a name that still begins its sentence: "In the "


def told_of(statement: Statement) -> Holder | None:
    """The arm that began the last sentence with a group: "Arm A had ... The median was ... Arm B had ... The median was ..."."""
    every = statement.paper.statements_of(statement.block)
    begun = [_begins(other) for other in every]
    if len({h.name for h in begun if h is not None}) < 2:
        return None
    for other, holder in zip(reversed(every[: statement.number]), reversed(begun[: statement.number]), strict=True):
        if holder is not None or holders(other):
            return holder
    return None


def _begins(statement: Statement) -> Holder | None:
    """The arm with which a sentence begins, where it names no other group."""
    if not statement.groups or statement.groups[0].start > _FIRST:
        return None
    named = holders(statement)
    arms = {h.name for h in named}
    first = named[0] if len(arms) == 1 and named[0].start <= _FIRST else None
    return first if first and first.arm and not first.arm.whole and not first.subgroup else None
