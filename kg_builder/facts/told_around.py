"""What the ratios of a table compare where notes or caption say so: "HR comparing A versus B", "treatment effects"."""

from __future__ import annotations

import re
from functools import lru_cache

from kg_builder.facts.sheet import Sheet

__all__ = ["between_groups", "told_around"]

_REMEMBERED = 32  # texts of a few tables

_TOLD = re.compile(
    r"""\b(?:HRs?|ORs?|RRs?|(?:hazard|odds|risk)\sratios?)\s(?:(?:is|are|was|were)\s)?(?:calculated\s|given\s|shown\s)?(?:comparing|for|of)\s(?:the\s)?
        (?P<one>"[^"]{2,60}"|[^".;:,()]{2,60}?)\s(?:vs\.?|versus|compared\s(?:with|to)|relative\sto|over)\s(?:the\s)?
        (?:"(?P<quoted>[^"]{2,60})"(?P<factor>(?:\s[\w-]+){1,4})?|(?P<other>[^".;:,()]{2,60}))(?=[".;:,()]|$)""",
    re.VERBOSE | re.IGNORECASE,
)
_OF_TREATMENT = re.compile(r"\btreatment[\s-](?:effects?|by)\b|\beffects?\sof\s(?:the\s)?treatment\b", re.IGNORECASE)
_NOUNS = frozenset({"group", "groups", "patients", "or", "and", "with", "cohort", "vs"})
_QUOTES = str.maketrans("\u201c\u201d", '""')


@lru_cache(maxsize=_REMEMBERED)
def _in_notes(notes: str) -> re.Match[str] | None:
    return _TOLD.search(notes.translate(_QUOTES)) if "ratio" in notes or "HR" in notes or "OR " in notes else None


@lru_cache(maxsize=_REMEMBERED)
def _of_treatment(caption: str) -> bool:
    return _OF_TREATMENT.search(caption) is not None


@lru_cache(maxsize=_REMEMBERED)
def _of_parts(caption: str) -> bool:
    return re.search(r"\bsub-?group\sanalys[ie]s\b", caption, re.IGNORECASE) is not None


def between_groups(sheet: Sheet) -> str | None:
    """What tells the two groups of a table apart: their treatment, or what is said of both, else their names."""
    if len(sheet.arms) != 2:
        return None
    one, other = sheet.arms
    if sheet.paper.find_treatments(one) or sheet.paper.find_treatments(other):
        return "treatment"
    shared = [word for word in one.split() if word.lower() in other.lower().split() and word.lower() not in _NOUNS]
    return " ".join(shared) or f"{one} vs {other}"


def told_around(sheet: Sheet) -> tuple[str, str | None] | None:
    """The factor and the contrast of all ratios of a table, where its notes or its caption tell them."""
    told = _in_notes(sheet.notes)
    if told is None:
        parts = len(sheet.paper.roster.arms) == 2 and _of_parts(sheet.caption)
        return ("treatment", None) if parts or _of_treatment(sheet.caption) else None
    one, other = told["one"].strip('" '), (told["quoted"] or told["other"]).strip()
    if sheet.paper.find_treatments(f"{one} ; {other}") or sheet.paper.roster.named(one):
        return "treatment", f"{one} vs {other}"
    return (told["factor"] or f"{one} vs {other}").strip(), f"{one} vs {other}"
