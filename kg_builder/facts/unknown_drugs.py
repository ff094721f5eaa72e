"""Drugs that the vocabulary does not know, by the stems of international names: whose values are not of what it knows."""

from __future__ import annotations

from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["names_unknown_drug"]

_STEMS = (
    "tinib",
    "rafenib",
    "limab",
    "zumab",
    "ximab",
    "umab",
    "parib",
    "ciclib",
    "taxel",
    "platin",
    "rubicin",
    "sertib",
    "lisib",
)
_NAMED = Phrase(rf"\b(?:with|after|on|under|receiving|of)\s(?P<drug>[a-z]{{3,}}(?:{'|'.join(_STEMS)}))\b", *_STEMS)


def names_unknown_drug(statement: Statement) -> bool:
    """Whether a sentence tells of patients given a drug that is none of those the vocabulary names."""
    known = [(m.start, m.end) for m in statement.mentions]
    return any(not any(start <= m.start("drug") < end for start, end in known) for m in _NAMED.finditer(statement.text))
