"""What the ratios of a table compare where notes or caption say so: "HR comparing A versus B", "treatment effects"."""

from __future__ import annotations

import re

from kg_builder.facts.sheet import Sheet

__all__ = ["told_around"]

_TOLD = re.compile(
    r"""\b(?:HRs?|ORs?|RRs?|(?:hazard|odds|risk)\sratios?)\s(?:(?:is|are|was|were)\s)?(?:calculated\s|given\s|shown\s)?(?:comparing|for|of)\s(?:the\s)?
        (?P<one>"[^"]{2,60}"|[^".;:,()]{2,60}?)\s(?:vs\.?|versus|compared\s(?:with|to)|relative\sto|over)\s(?:the\s)?
        (?:"(?P<quoted>[^"]{2,60})"(?P<factor>(?:\s[\w-]+){1,4})?|(?P<other>[^".;:,()]{2,60}))(?=[".;:,()]|$)""",
    re.VERBOSE | re.IGNORECASE,
)
_OF_TREATMENT = re.compile(r"\btreatment[\s-](?:effects?|by)\b|\beffects?\sof\s(?:the\s)?treatment\b", re.IGNORECASE)
_QUOTES = str.maketrans("\u201c\u201d", '""')


def told_around(sheet: Sheet) -> tuple[str, str | None] | None:
    """The factor and the contrast of all ratios of a table, where its notes or its caption tell them."""
    told = _TOLD.search(sheet.notes.translate(_QUOTES)) if "ratio" in sheet.notes or "HR" in sheet.notes else None
    if told is None:
        return ("treatment", None) if _OF_TREATMENT.search(sheet.caption) else None
    one, other = told["one"].strip('" '), (told["quoted"] or told["other"]).strip()
    if sheet.paper.find_treatments(f"{one} ; {other}") or sheet.paper.roster.named(one):
        return "treatment", f"{one} vs {other}"
    return (told["factor"] or f"{one} vs {other}").strip(), f"{one} vs {other}"
