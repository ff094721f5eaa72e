"""How many patients of an arm a sentence itself tells of, behind the arm's name: "the A arm (n = 44)"."""

from __future__ import annotations

from collections.abc import Mapping

from kg_builder.arms import Arm
from kg_builder.held import once
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["size_here"]

_SIZE = Phrase(r"(?:\s(?:group|arm|cohort|patients))?\s\(n\s?=\s?(?P<n>\d+)\)", "(n")


def size_here(statement: Statement, arm: Arm) -> int | None:
    """The one size that a sentence prints behind the names of an arm, if any."""
    return _sizes(statement).get(arm.name)


@once
def _sizes(statement: Statement) -> Mapping[str, int]:
    if not _SIZE.may_stand_in(statement.text):
        return {}
    printed = [(g.arm.name, m) for g in statement.groups if (m := _SIZE.pattern.match(statement.text, g.end))]
    told: dict[str, set[int]] = {}
    for name, match in printed:
        told.setdefault(name, set()).add(int(match["n"]))
    return {name: sizes.pop() for name, sizes in told.items() if len(sizes) == 1}
