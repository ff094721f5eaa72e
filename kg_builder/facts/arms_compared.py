"""Which groups a ratio in a sentence compares: two that are named, or those with a treatment and without."""

from __future__ import annotations

import re

from kg_builder.facts.holders import holders
from kg_builder.mentions import Mention
from kg_builder.study import Statement

__all__ = ["compared_first", "named_behind", "treated_before", "two_of_several"]


def two_of_several(statement: Statement) -> str | None:
    """Which two of more than two arms a sentence compares."""
    arms = {h.arm.name: h for h in holders(statement) if h.arm is not None and not h.arm.whole}
    ordered = sorted(arms.values(), key=lambda h: (h.compared, h.start))
    return f"{ordered[0].name} vs {ordered[1].name}" if len(arms) == 2 < len(statement.paper.roster.arms) else None


_FOR_ONE = re.compile(r"[)\]]?\s(?:for|with|favou?ring)\s(?:the\s)?")
_AGAINST = re.compile(r"\s(?:versus|vs\.?|(?:as\s)?compared\s(?:with|to)|over|against)\s(?:the\s)?")


def named_behind(statement: Statement, end: int) -> str | None:
    """The two groups of "0.85 (0.72-1.02) for A versus B"."""
    opening = _FOR_ONE.match(statement.text, end)
    whom = [h for h in holders(statement) if opening and h.start >= end and not h.subgroup and h.known][:2]
    if opening is None or len(whom) < 2 or abs(whom[0].start - opening.end()) > 4:
        return None
    against = _AGAINST.match(statement.text, whom[0].end)
    return f"{whom[0].name} vs {whom[1].name}" if against and whom[1].start - against.end() in range(-4, 5) else None


_WITH_TREATMENT = re.compile(r"\b(?:(?:treatment|therapy)\swith|(?:use|addition|receipt)\sof)\s$", re.IGNORECASE)
_TREATED = re.compile(r"(?:\s(?:treatment|therapy|use|administration))?\s[(\[]\s?", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:than|versus|vs\.?|to|over|against|and|or|on|after)\s(?:the\s)?$", re.IGNORECASE)


def treated_before(statement: Statement, before: str, offset: int) -> str | None:
    """The treatment right before a ratio's bracket, as a factor: "sorafenib treatment (", "the addition of sorafenib ("."""
    named = [t for t in statement.treatments if offset <= t.start and t.end <= offset + len(before)]
    behind = _TREATED.fullmatch(before, named[-1].end - offset) if named else None
    if behind is None or _ANOTHER.search(before, 0, named[-1].start - offset):
        return None
    ahead = _WITH_TREATMENT.search(before, 0, named[-1].start - offset)
    return before[ahead.start() if ahead else named[-1].start - offset : behind.end()].rstrip(" ([")


_THAN_THOSE = re.compile(
    r"""\b(?:than|versus|vs\.?|(?:compared|relative)\s(?:with|to))\s(?:in\s|for\s)?
        (?:those|patients|tumou?rs|women|men)\s(?:with|who)\s(?:\w+\s){0,2}$""",
    re.VERBOSE,
)


def compared_first(statement: Statement, factor: Mention | None, offset: int) -> Mention | None:
    """The factor of a ratio, at its first level: "patients with high X ... than those with low X (HR 1.6)" is of high X."""
    if factor is None or not _THAN_THOSE.search(statement.text, offset, factor.start):
        return factor
    return next((m for m in statement.mentions if offset <= m.start < factor.start and m.terms == factor.terms), None)
