"""Which groups a ratio in a sentence compares, and of whose patients; two that are named, or with a treatment and without."""

from __future__ import annotations

import re

from kg_builder.facts.fronted import fronted
from kg_builder.facts.holders import holders
from kg_builder.study import Statement

__all__ = [
    "associated_with_one",
    "gains_one",
    "named_behind",
    "parts_compared",
    "population_of",
    "treated_before",
    "two_of_several",
]


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


_BEFORE_NAME = re.compile(r"^(?:(?:an?|the|among|in)\s)+", re.IGNORECASE)


def parts_compared(statement: Statement, start: int, end: int) -> tuple[str, str] | None:
    """The factor and the contrast of "patients with X than in those with Y", where these are the only groups before a ratio."""
    named = [h for h in holders(statement) if start <= h.start and h.end <= end]
    if len(named) != 2 or not all(h.subgroup for h in named) or named[0].compared:
        return None
    if not named[1].compared and named[1].name != f"without {named[0].name}":
        return None
    one, other = (_BEFORE_NAME.sub("", h.name) for h in named)
    return one, f"{one} vs {other}"


_GAIN = re.compile(
    r"\b(?:addition\sof|adding|(?:treatment\s)?(?:effect|benefit)s?\s(?:of|from|with)(?:\sadding)?)\s(?:the\s|an?\s)?$",
    re.IGNORECASE,
)


def gains_one(statement: Statement) -> bool:
    """Whether a sentence tells what one arm of two has over the other: "adding X to Y did not prolong OS"."""
    arms = {h.arm.name: h for h in holders(statement) if h.arm is not None and not h.arm.whole}
    (arm,) = arms.values() if len(arms) == 1 else (None,)
    two = len(statement.paper.roster.arms) == 2
    return arm is not None and two and _GAIN.search(statement.text, max(0, arm.start - 40), arm.start) is not None


_WITH_TREATMENT = re.compile(r"\b(?:(?:treatment|therapy)\swith|(?:use|addition|receipt)\sof)\s$", re.IGNORECASE)
_TREATED = re.compile(r"(?:\s(?:treatment|therapy|use|administration))?\s[(\[]\s?", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\b(?:than|versus|vs\.?|to|over|against|and|or|on|after)\s(?:(?:with|in|for)\s)?(?:the\s)?$", re.IGNORECASE
)


def treated_before(statement: Statement, before: str, offset: int) -> str | None:
    """The treatment right before a ratio's bracket, as a factor: "sorafenib treatment (", "the addition of sorafenib ("."""
    named = [t for t in statement.treatments if offset <= t.start and t.end <= offset + len(before)]
    behind = _TREATED.fullmatch(before, named[-1].end - offset) if named else None
    if behind is None or _ANOTHER.search(before, 0, named[-1].start - offset):
        return None
    ahead = _WITH_TREATMENT.search(before, 0, named[-1].start - offset)
    return before[ahead.start() if ahead else named[-1].start - offset : behind.end()].rstrip(" ([")


_IS_ASSOCIATED = re.compile(
    r"(?:\s(?:group|arm|therapy|treatment|regimen))?\s(?:was|were|is|are)\s(?:\w+\s)?associated\swith\s", re.IGNORECASE
)


def associated_with_one(statement: Statement, before: str) -> bool:
    """Whether it is a treatment that was associated with the result: "A was associated with a longer OS than B"."""
    ends = [h.end for h in holders(statement) if h.regimen and h.known and not h.subgroup]
    return "associated" in before and any(_IS_ASSOCIATED.match(statement.text, end) for end in ends)


_PART = re.compile(
    r"\b(?:patients|those|participants|tumou?rs)\s(?:whose|with|who)\b|\b(?:sub(?:group|set|type))\b", re.IGNORECASE
)


def population_of(statement: Statement) -> str | None:
    """A subgroup that the sentence names, else the study's patients; `None` where it speaks of parts not understood."""
    if part := fronted(statement):
        return part[2]
    named = list(
        dict.fromkeys(re.split(r":|\sthere$", h.subgroup)[0].strip() for h in holders(statement) if h.subgroup)
    )
    if len(named) == 1 and " " in named[0]:
        return named[0]
    apart = parts_compared(statement, 0, len(statement.text))
    return None if _PART.search(statement.text) and not apart else statement.paper.roster.whole.title()
