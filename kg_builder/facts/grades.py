"""Toxicity grades as papers print them, in the contract's form: any, 1 … 5, 3-4, >=3."""

from __future__ import annotations

import re

__all__ = ["adverse", "grade_of", "graded"]

_GRADE = re.compile(
    r"""(?:\b(?:grades?|gr\.?|G|CTCAE)\s?)?(?P<sign>≥|>=|>|≤|<=|<)?\s?(?P<low>[1-5]|I{1,3}V?|IV|V)\b
        (?:\s?(?:or/and|and/or|or|and|to|-|/|,)\s?(?:grades?\s)?(?P<high>[1-5]|I{1,3}|IV|V)\b)?
        (?P<more>\s?(?:or\s(?:above|higher|more|worse|greater)|\+|and\sabove))?""",
    re.VERBOSE | re.IGNORECASE,
)
_ANY = re.compile(r"\b(?:any|all)[\s-](?:grades?|cause)\b|\ball\sAEs\b|\btotal\b", re.IGNORECASE)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}


def grade_of(text: str) -> str | None:
    """The one grade, or range of grades, that a cleaned text names.

    ">3" is read as ">=3": nobody reports "above 3" of five grades so, and scanners lose the line under the sign.

    >>> [grade_of(t) for t in ("Grade 3/4", "grade ≥ 3", "Any grade", "3 or/and 4 AEs", "Grades III-IV", "G3 or higher", "-")]
    ['3-4', '>=3', 'any', '3-4', '3-4', '>=3', None]
    """
    if _ANY.search(text):
        return "any"
    match = _GRADE.search(text)
    if match is None:
        return None
    low, high = (_ROMAN.get((x or "").upper(), x) for x in (match["low"], match["high"]))
    if match["more"] or match["sign"] in ("≥", ">=", ">"):
        return f">={low}"
    if match["sign"]:
        return f"{match['sign'].replace('≤', '<=')}{low}"
    return f"{low}-{high}" if high and high != low else str(low)


_FAMILY = re.compile(r"^(?:TR|TE|S|ir)?AE")


def adverse(endpoint: str) -> bool:
    """Whether an endpoint's key is one of adverse events, of any grade or cause.

    >>> adverse("AE3-4"), adverse("TRAE"), adverse("ORR")
    (True, True, False)
    """
    return bool(_FAMILY.match(endpoint))


def graded(endpoint: str, words: str) -> str:
    """The key of adverse events with the grade that the words beside them name.

    >>> graded("TRAE", "grade 3-4 TRAEs"), graded("AE", "AEs of any grade"), graded("AE>=3", "")
    ('AE3-4', 'AE', 'AE>=3')
    """
    grade = grade_of(words)
    if grade is None:
        return re.sub(r"^(?:TR|TE)", "", endpoint)
    return "AE" if grade == "any" else f"AE{grade}"
