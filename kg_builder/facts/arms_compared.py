"""Which groups a ratio in a sentence compares, and of whose patients; two that are named, or with a treatment and without."""

from __future__ import annotations

import re

from kg_builder.facts.fronted import fronted
from kg_builder.facts.holders import Holder, holders
from kg_builder.mentions import Mention
from kg_builder.study import Statement

__all__ = [
    "added",
    "associated_with_one",
    "compared_first",
    "does_better",
    "gains_one",
    "named_behind",
    "part_before",
    "parts_compared",
    "population_of",
    "treated_before",
    "treatments_compared",
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


_BEHIND_NAME = re.compile(r"\s(?:when|as)$")
_BEFORE_NAME = re.compile(r"^(?:(?:an?|the|among|in)\s)+", re.IGNORECASE)


def parts_compared(statement: Statement, start: int, end: int) -> tuple[str, str] | None:
    """The factor and the contrast of "patients with X than in those with Y", where these are the only groups before a ratio."""
    every = holders(statement)
    named = [*every] if len(every) == 2 else [h for h in every if start <= h.start and h.end <= end]
    if len(named) != 2 or not all(h.subgroup for h in named) or named[0].compared:
        return None
    if not named[1].compared and named[1].name != f"without {named[0].name}":
        return None
    one, other = (_BEHIND_NAME.sub("", _BEFORE_NAME.sub("", h.name)) for h in named)
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
_NEXT_OF_LIST = re.compile(r"[)\]]?[,;]?\s(?:and|or)\s(?:the\s)?")  # behind the ratio of another
_KIND_OF = re.compile(
    r"(?:(?<=^)|(?<=[,;:]\s)|(?<=\band\s))(?!(?:only|both|also|with|the|of|no)\s)(?:[a-z]{2,}(?<!ing)|[A-Z]+\d[\w/]*)\s$"
)


def treated_before(statement: Statement, before: str, offset: int) -> str | None:
    """The treatment right before a ratio's bracket, as a factor: "sorafenib treatment (", "the addition of sorafenib ("."""
    named = [t for t in statement.treatments if offset <= t.start and t.end <= offset + len(before)]
    behind = _TREATED.fullmatch(before, named[-1].end - offset) if named else None
    begin = named[-1].start - offset if named else 0
    if behind is None or (_ANOTHER.search(before, 0, begin) and not _NEXT_OF_LIST.fullmatch(before, 0, begin)):
        return None
    ahead = _WITH_TREATMENT.search(before, 0, begin) or _KIND_OF.search(before, 0, begin)
    return before[ahead.start() if ahead else begin : behind.end()].strip(" ([")


_IS_ASSOCIATED = re.compile(
    r"(?:\s(?:group|arm|therapy|treatment|regimen))?\s(?:was|were|is|are)\s(?:\w+\s)?associated\swith\s", re.IGNORECASE
)


def associated_with_one(statement: Statement, before: str) -> bool:
    """Whether it is a treatment that was associated with the result: "A was associated with a longer OS than B"."""
    ends = [h.end for h in holders(statement) if h.regimen and h.known and not h.subgroup]
    return "associated" in before and any(_IS_ASSOCIATED.match(statement.text, end) for end in ends)


def treatments_compared(statement: Statement, at: int) -> tuple[Holder, Holder] | None:
    """The one treatment that a cited study's sentence sets against one other; `at`: where its ratio begins."""
    treated = {h.name: h for h in holders(statement) if h.regimen and h.known}
    subjects, others = [h for h in treated.values() if not h.compared], [h for h in treated.values() if h.compared]
    if not others and len(subjects) == 2 and _each_valued(statement, subjects[0], subjects[1], at):
        return subjects[0], subjects[1]
    return (subjects[0], others[0]) if len(subjects) == len(others) == 1 else None


def _each_valued(statement: Statement, one: Holder, other: Holder, at: int) -> bool:
    """Whether a ratio at `at` closes on two groups with a value each: "5 months with A and 3 months with B (HR"."""
    between = any(q.dimension and one.end <= q.start < other.start for q in statement.quantities)
    return between and one.end < other.start and statement.text[other.end : at] == " ("


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


def part_before(statement: Statement) -> int:
    """Where the words end that name a part of the patients before the arms: "OS of patients with X was 8 months with A …"."""
    named = holders(statement)
    treated = {h.regimen or h.name for h in named if h.arm or h.regimen}
    alone = [h.subgroup for h in named if h.subgroup] == [named[0].subgroup] if named else False
    return named[0].end if alone and len(treated) == 2 else 0


def added(statement: Statement) -> tuple[str, str] | None:
    """The factor and the contrast of "adding X did not prolong OS" in a study of more arms than two: X or no X."""
    gained = [
        statement.text[t.start : t.end]
        for t in statement.treatments
        if _GAIN.search(statement.text, max(0, t.start - 40), t.start)
    ]
    several = len(statement.paper.roster.arms) > 2
    return (f"treatment ({gained[0]})", f"with vs without {gained[0]}") if len(gained) == 1 and several else None


_BETTER = re.compile(
    r"\b(?:longer|shorter|better|worse|improve[sd]?|prolong(?:s|ed)|superior|inferior|favou?r(?:s|ed|ing)|reduce[sd]|extend(?:s|ed))\b",
    re.IGNORECASE,
)
_SOME = re.compile(r"\b(?:non-?)?responders\b|\b(?:patients|those)\s(?:with|who|whose)\b", re.IGNORECASE)


def does_better(statement: Statement, before: str) -> bool:
    """Whether the words before a ratio say how all patients of one arm did: "OS was longer with A (HR 0.7)".

    Args:
        statement: a sentence.
        before: what stands before the ratio.
    """
    some = any(h.subgroup for h in holders(statement)) or _SOME.search(statement.text)
    return not some and _BETTER.search(before) is not None
