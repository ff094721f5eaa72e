"""Ratios of parts of the patients, one in the bracket behind each: "A improved OS in stage I (HR 0.7) and stage II (HR 0.8)"."""

from __future__ import annotations

import re

from kg_builder.facts.claims import claims
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.study import Statement

__all__ = ["part_and_factor"]

_TRAITS = (Category.STAGING_LEVEL, Category.BIOMARKER, Category.CHARACTERISTIC)
_OPENED = re.compile(r"(?:\s(?:disease|tumou?rs?|patients|cancers?))?(?:,\s[^,()]{1,40})?\s[(\[]\s?")
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
    treated = [t for t in statement.treatments if t.end <= first.start() <= t.end + 1]
    told = [c.factor.name for c in claims(statement) if c.factor.end <= first.start() <= c.factor.end + 1]
    factor = text[treated[-1].start : treated[-1].end] if treated else told[0] if told else None
    return named[-1].text, factor


def _alike(one: Mention, other: Mention) -> bool:
    """Whether two names are of the same kind."""
    kinds = {t.category for t in one.terms}
    return any(t.category in kinds for t in other.terms)
