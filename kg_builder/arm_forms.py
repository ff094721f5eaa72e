"""How texts print the names of arms, and where such a name is that of a group."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg_builder import letters

__all__ = ["form_of", "names_group", "words_of"]

_NOUN = re.compile(
    r"^(?:\s|-)(?:\w+\s){0,2}?(?:groups?|arms?|cohorts?|patients|recipients|subgroups?|populations?|therapy|treatment|regimens?|combination|alone|monotherapy|subjects|participants)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:^|[,;:(]|\b(?:in|for|with|to|of|receiving|received|than|versus|vs?\.?|against|over|by|on|after|following|and|or|between|both|given|the|either|favou?r(?:ed|ing|s))(?![a-z]))\s?(?:the\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)


_DOSE_NAME = re.compile(  # that of a group which only its dose, or the length of its course, tells apart
    r"""(?P<amount>\d+(?:\.\d+)?)(?:[\s-]?(?:(?P<course>day|week|month|year|cycle|fraction)
        |(?P<unit>[mcµμ]?g(?:/(?:kg|m2|m²))?|c?Gy|[IM]U|[MG]Bq|mCi))|-?)""",
    re.IGNORECASE | re.VERBOSE,
)
_AND = r"(?:,?\s(?:and|or|versus|vs\.?)\s(?:the\s)?\d[\d.]*(?:[\s-][\w/²]+)?)?"
_OF_DOSE = re.compile(rf"{_AND}[\s-](?:dose[\s-])?(?:group|arm|cohort|level)s?\b")
_WITH_DOSE = re.compile(
    r"\b(?:with|in|for|than|versus|vs\.?|between|receiving|received)\s(?:the\s)?(?:\d[\d.]*(?:\s[\w/²]+)?\s(?:and|or|versus|vs\.?)\s(?:the\s)?)?$"
)


def names_group(text: str, start: int, end: int) -> bool:
    """Whether an arm's name at a place of a text is there that of a group, by what stands behind it or before."""
    if dosed := _DOSE_NAME.fullmatch(text, start, end):
        behind = _OF_DOSE.match(text, end) is not None
        return behind if dosed["course"] else behind or _WITH_DOSE.search(text, max(0, start - 24), start) is not None
    told = _NOUN.match(text[end:]) or _BEFORE.search(text[max(0, start - 24) : start])
    return told is not None or letters.within(text[start:end]) is not None


_WORDS = re.compile(r"\d+\.\d+|[A-Za-z0-9]+|[<>≤≥]")
_JOINTS = ("plus", "and", "with", "followed", "by", "then")


def words_of(name: str) -> list[str]:
    """The words by which a text calls an arm of this name."""
    words = [w for w in _WORDS.findall(name) if w.lower() not in _JOINTS]
    if words and words[-1].lower() in ("group", "arm", "cohort", "patients", "regimen", "regimens"):
        words = words[:-1] or words
    return words


_LED = ("vs", r"vs\.", "versus", "than", "with", "in", "for", "receiving")


def form_of(name: str, beside: Iterable[str] = ()) -> str:
    """How a text prints a name; a mere letter only where a word leads to it, beside another name, or before a noun."""
    if len(name) == 1:
        led = [*_LED, *(f"{re.escape(other)}\\sand" for other in beside if other != name)]
        before = "|".join(rf"(?<=\b{words}\s)" for words in led)
        letter = re.escape(name)
        return rf"(?-i:(?:{before}){letter}|{letter}(?=[\s-](?:group|arm|cohort|patients|versus|vs)\b))"
    if dose := _DOSE_NAME.fullmatch(name):
        unit = rf"[\s-]?{re.escape(dose['course'] or dose['unit'] or '')}"
        return rf"{re.escape(dose['amount'])}(?:{unit}|-?(?=,?\s(?:and|or|versus|vs\.?)\s\d[\d.]*{unit}\b))"
    return (
        r"(?:[\s/+&,-]|plus|and|with|combined|followed\sby|then)*".join(re.escape(w) for w in words_of(name)) or r"(?!)"
    )
