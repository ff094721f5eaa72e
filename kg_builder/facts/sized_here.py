"""How many patients a sentence itself tells of: "the A arm (n = 44)", "in the 177 patients analysed"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg_builder.arms import Arm
from kg_builder.held import once
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["number_here", "size_here"]

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


_PATIENTS = r"(?:patients|participants|subjects|individuals|women|men|cases)"
_ALL_OF = Phrase(
    rf"""\b(?:in|among|of|for)\s(?:the|these|those|all)\s(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{2,}})\s(?:(?!with\b|who\b)[\w-]+\s){{0,2}}?{_PATIENTS}
        (?=,|\s(?:showed|shows|demonstrated|revealed|identified|confirmed|found|indicated|suggested|analy[sz]ed|evaluated|assessed|studied|tested|included)\b)""",
    *(f"{noun}" for noun in ("patients", "participants", "subjects", "individuals", "women", "men", "cases")),
    flags=re.IGNORECASE | re.VERBOSE,
)


def number_here(statement: Statement, until: int) -> int | None:
    """The one number of all patients whom a sentence says before a place that it is about."""
    if not _ALL_OF.may_stand_in(statement.text):
        return None
    told = {int(m["n"].replace(",", "")) for m in _ALL_OF.finditer(statement.text, 0, until)}
    return told.pop() if len(told) == 1 else None
