"""Ratios of parts of the patients, one in the bracket behind each: "A improved OS in stage I (HR 0.7) and stage II (HR 0.8)"."""

from __future__ import annotations

import re

from kg_builder.facts.claims import claims
from kg_builder.facts.holders import holders
from kg_builder.facts.ratio_endpoint import SET_AGAINST
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.study import Statement

__all__ = ["but_in_part", "part_and_factor", "part_in_bracket"]

_TRAITS = (Category.STAGING_LEVEL, Category.BIOMARKER, Category.CHARACTERISTIC)
_OPENED = re.compile(r"(?:\s(?:disease|tumou?rs?|patients|cancers?))?(?:,\s[^,()]{1,40})?\s[(\[]\s?")
_LACKING = re.compile(r"\bwithout\s(?:any\s)?$")
_NOUN = 1  # the space between a name and its verb
_DID = r"\b(?:(?:was|were|is|are)\s(?:\w+\s)?associated\swith|improved|prolonged|reduced|worsened|increased)\b"
_IN = re.compile(rf"(?P<did>{_DID})[^();]{{1,80}}\b(?:in|among|for)\s(?:the\s)?(?:\w+\swith\s)?$")


def part_and_factor(statement: Statement, match: re.Match[str]) -> tuple[str, str | None] | None:
    """The part of the patients that the words before a ratio's bracket name, and what was associated with its result there.

    Args:
        statement: the sentence.
        match: one of its ratios.

    Returns:
        the part and the factor (None, where no treatment or factor begins the sentence); nothing where the words before
        the bracket name the factor itself.
    """
    text = statement.text
    named = [m for m in statement.mentions if m.end <= match.start() and m.of(*_TRAITS)]
    if not named or not _OPENED.fullmatch(text, named[-1].end, match.start()):
        return None
    first = next((found for m in named if _alike(m, named[-1]) and (found := _IN.search(text, 0, m.start))), None)
    if first is None:
        return None
    lacking = _LACKING.search(text, 0, named[-1].start)
    part = f"without {named[-1].text}" if lacking else named[-1].text
    if any(first.start() - _NOUN <= g.end <= first.start() for g in statement.groups if not g.arm.whole):
        return part, "treatment"
    treated = [t for t in statement.treatments if t.end <= first.start() <= t.end + 1]
    told = [c.factor.name for c in claims(statement) if c.factor.end <= first.start() <= c.factor.end + 1]
    factor = text[treated[-1].start : treated[-1].end] if treated else told[0] if told else None
    return part, factor


def _alike(one: Mention, other: Mention) -> bool:
    """Whether two names are of the same kind."""
    kinds = {t.category for t in one.terms}
    return any(t.category in kinds for t in other.terms)


_BUT_IN = re.compile(
    rf"""(?P<denied>\s(?:(?:was|were|is|are|did|had)\sno[tn]?\b|had\sno\b|failed\sto\b))(?:[^;()]|\([^()]*\))*?,?\sbut\s(?:it\s)?(?:remained|was|were|is|did|became|reached)\s
        (?:[\w-]+\s){{0,4}}?(?:significan\w+|prognostic|predictive|so)(?:\s(?:predictor|factor|marker|predictive|prognostic))*
        (?:\s(?:for|of)\s(?!patients|those|women|men)[^;()]{{2,40}}?)?\s(?:in|among|for(?=\s(?:patients|those|women|men)\b))\s(?P<part>(?:[^;()]){{3,80}}?)\s?[(\[]\s?(?:(?P<levels>{SET_AGAINST})[;,:]\s?)?(?:adjusted\s)?$""",
    re.VERBOSE,
)


def but_in_part(statement: Statement, match: re.Match[str]) -> tuple[str, str, str | None] | None:
    """Of "X was not prognostic for OS in A, but remained significant in B (HR" the part B, the factor X, and levels of it.

    Args:
        statement: the sentence.
        match: one of its ratios.
    """
    told = _BUT_IN.search(statement.text, 0, match.start()) if " but " in statement.text[: match.start()] else None
    if told is None:
        return None
    begin, end = told.span("part")
    if any(begin <= m.start < end and m.of(Category.ENDPOINT) for m in statement.mentions):
        return None  # "but for OS"
    factors = {
        " ".join(filter(None, (c.factor.name, c.factor.cutoff)))
        for c in claims(statement)
        if c.factor.end <= told.start() + 1
    }
    whose = [h for h in holders(statement) if begin <= h.start < end]
    named = {h.subgroup or (h.arm.title() if h.arm else h.name) for h in whose}
    if len(factors) != 1 or len(named) > 1:
        return None
    return (*named, _ARTICLE.sub("", told["part"]))[0], factors.pop(), told["levels"]


_ARTICLE = re.compile(r"^(?:the|those|patients)\s(?:with\s|receiving\s)?")


_AMONG = re.compile(r"\b(?:in|among)\s(?:the\s|those\s|patients\s|with\s|having\s|who\shad\s)*$")
_BEFORE_BRACKET = re.compile(r"(?:\s(?:group|subgroup|disease|patients|tumou?rs))?\s[(\[]\s?")


def part_in_bracket(statement: Statement, match: re.Match[str]) -> str | None:
    """The part of the patients right before the bracket of a ratio: "the same was seen in patients with X (HR"."""
    text = statement.text
    beside = [h for h in holders(statement) if h.subgroup and _BEFORE_BRACKET.fullmatch(text, h.end, match.start())]
    if beside:
        return beside[-1].subgroup
    named = [m for m in statement.mentions if m.of(*_TRAITS) and _BEFORE_BRACKET.fullmatch(text, m.end, match.start())]
    return named[-1].text if named and _AMONG.search(text, 0, named[-1].start) else None
