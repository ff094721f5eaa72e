"""Toxicity grades as papers print them, in the contract's form: any, 1 … 5, 3-4, >=3."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

__all__ = [
    "TIMED_TOXICITIES",
    "adverse",
    "grade_before",
    "grade_of",
    "graded",
    "heads_grades",
    "spelt_out",
    "without_grade",
]

_REMEMBERED = 512  # texts of heads and labels: those of a few papers, which many rules ask for

_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
_SPELT = {"ONE": "1", "TWO": "2", "THREE": "3", "FOUR": "4", "FIVE": "5"}
_LEVEL = r"(?:[0-5]|(?:IV|V|I{1,3}|one|two|three|four|five)\b)"
_JOINT = r"\s?(?:-|/|or/and|and/or|or|and|to|,\s?or|,\s?and|&|,|\+)\s?"
_NAMED = rf"""(?:(?:any|all|total|CTCAE?|toxicity|high|low)[-\s])*(?:grades?|gr\.?(?=\s?[\dIV(\u2265>])|G(?=\s?[\d\u2265]))
        | CTC(?:AE)?(?=\s?{_LEVEL}\s?[-/]\s?{_LEVEL}(?![.\d]))"""
_GRADE = re.compile(
    rf"""(?=[atgchl\u2265>=])(?:  # as each begins
        \b(?:any|all|total)[-\s](?:CTCAE\s)?(?:grades?(?!\s(?:[\u2265>]=?\s?)?(?:[2-5]|II|IV|V)\b)|cause)\b(?:\s(?:AEs?|events?|toxicit(?:y|ies)))?\b
      | (?P<open>[\u2265>]=?|=>)\s?(?:CTCAE\s)?(?:grade|gr\.?|G)\s?(?P<from>{_LEVEL})\b
      | \b(?:{_NAMED})\s?\(?
        (?P<above>[\u2265>]=?|=>)?\s?(?P<low>{_LEVEL})(?:{_JOINT}(?:grades?\s?|G)?(?P<high>{_LEVEL}))*(?P<plus>\+|\sor\s(?:higher|more|greater|above|worse)|\sand\s(?:higher|above|worse))?\)?(?![.\d]))""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE_GRADE = re.compile(
    rf"(?:(?:NCI[-\s])?CTC(?:AE)?\s)?(?P<above>[\u2265>]=?)?\s?(?P<low>{_LEVEL})(?:\s?[-/]\s?(?P<high>{_LEVEL}))?(?P<plus>\+)?|"
    rf"(?P<all>any|all|total)",
    re.IGNORECASE,
)


@lru_cache(maxsize=_REMEMBERED)
def grade_of(text: str, *, alone: bool = False) -> str | None:
    """The grade that a text names, as records write it.

    Args:
        text: a head, a row's label or a caption.
        alone: a bare "3-4" is a grade too.

    >>> [grade_of(x) for x in ("Grade 3/4", "Grade \u2265 3", "Any grade", "Grade III or IV", "G3-4 events", "Placebo")]
    ['3-4', '>=3', 'any', '3-4', '3-4', None]
    >>> grade_of("\u2265grade 3"), grade_of("grade 3-5"), grade_of("grades 3 or/and 4")
    ('>=3', '>=3', '3-4')
    >>> [grade_of(x) for x in ("Grade > 2", "Grade 3, 4, or 5", "All-cause grade 3 or worse", "any grade 3 event", "by grade in")]
    ['>=3', '>=3', '>=3', '3', None]
    >>> grade_of("Any grade \u2265 3"), grade_of("Any grade")
    ('>=3', 'any')
    >>> grade_of("3-4", alone=True), grade_of("All", alone=True), grade_of("3-4")
    ('3-4', 'any', None)
    """
    match = _BARE_GRADE.fullmatch(text.strip()) if alone else None
    match = match or _sharpest(text)
    if match is None:
        return None
    found = match.groupdict()
    low = found.get("low") or found.get("from")
    if low is None:
        return "any"
    first, last = _digit(low), _digit(found["high"]) if found.get("high") else None
    if bound := found.get("above") or found.get("open") or found.get("plus"):
        return f">={int(first) + 1}" if bound == ">" else f">={first}"
    if last == "5" and first != "5":
        return "any" if first in "01" else f">={first}"
    return f"{first}-{last}" if last and last != first else first


_ROMAN_BEFORE = re.compile(
    r"(?<![\w-])(?<!stage\s)(?P<low>I{1,3})\s?-\s?(?P<high>I{2,3}|IV|V)\u00b0?\s(?:acute\s|chronic\s)?$"
)


def grade_before(text: str) -> str | None:
    """The grades in Roman numerals that need no word, right before an event.

    >>> grade_before("16.7% had III-IV "), grade_before("II-IV\u00b0 acute "), grade_before("in stage III-IV ")
    ('3-4', '2-4', None)
    """
    match = _ROMAN_BEFORE.search(text)
    return f"{_ROMAN[match['low']]}-{_ROMAN[match['high']]}" if match else None


def _sharpest(text: str) -> re.Match[str] | None:
    """The first grade that a text names; "all-cause" is none where another follows."""
    if not _may_name_grade(text.lower()):
        return None
    found = list(_GRADE.finditer(text))
    return next((m for m in found if not m.group().lower().endswith("cause")), found[0] if found else None)


_NUMBERED = re.compile(r"[0-9>]")


def _may_name_grade(folded: str) -> bool:
    """Whether a text in lower case has a word for grades, or their letter and a number or sign that may stand beside it."""
    if "gr" in folded or "cau" in folded or "ctc" in folded:
        return True
    return "g" in folded and (not folded.isascii() or _NUMBERED.search(folded) is not None)


def _digit(level: str) -> str:
    return (_ROMAN | _SPELT).get(level.upper(), level)


def without_grade(text: str) -> str:
    """What a text says besides a grade.

    >>> without_grade("Grade 3-4 events"), without_grade("3-4"), without_grade("Placebo")
    (' events', '', 'Placebo')
    """
    return "" if _BARE_GRADE.fullmatch(text) else _GRADE.sub("", text)


_HEADS_GRADES = re.compile(r"(?:(?:NCI|CTC(?:AE)?|toxicity|worst|maximum)[-\s,]*)*grades?", re.IGNORECASE)


def heads_grades(text: str) -> bool:
    """Whether a head only says that grades stand below it.

    >>> heads_grades("CTCAE grade"), heads_grades("Grade 3")
    (True, False)
    """
    return bool(_HEADS_GRADES.fullmatch(text))


TIMED_TOXICITIES = frozenset({"acute toxicity", "late toxicity"})  # events in general, by when they show
_FAMILY = ("AE", "TRAE", "TEAE", "SAE", "irAE")


def adverse(endpoint: str) -> bool:
    """Whether an endpoint's key is one of adverse events, of any grade or cause.

    >>> adverse("AE3-4"), adverse("TRAE"), adverse("ORR")
    (True, True, False)
    """
    return endpoint.startswith(_FAMILY)


def spelt_out(event: str, meanings: Mapping[str, str]) -> str:
    """An event that is, or whose last word is, an abbreviation that the paper explains, with what it means.

    >>> spelt_out("severe HFS", {"HFS": "Hand-foot syndrome"}), spelt_out("any AE", {"AE": "adverse event"})
    ('severe hand-foot syndrome (HFS)', 'any AE')
    >>> spelt_out("GI AE", {"GI AE": "gastrointestinal adverse events"})
    'gastrointestinal adverse events (GI AE)'
    """
    head, space, last = event.rpartition(" ")
    if head and (whole := meanings.get(event)):
        return f"{whole} ({event})"
    meant = meanings.get(last) or meanings.get(last.removesuffix("s"))
    if not meant or adverse(last) or meant.casefold() == last.casefold():
        return event
    if head and meant[1:2].islower():
        meant = meant[0].lower() + meant[1:]
    return f"{head}{space}{meant} ({last})"


_BESIDE = re.compile(
    r"""(?<![.\d])(?P<grade>[\u2265>]?\s?[1-5](?:\s?(?:-|/|or/and|and/or|or|and|to)\s?[1-5])?)\s
        (?:(?:treatment|drug|immune|therapy|related|emergent|serious|adverse|events?)[\s(-]+)*(?:(?:TR|TE|S|ir)?AEs?|events?)$""",
    re.VERBOSE,
)


def graded(endpoint: str, words: str) -> str:
    """The key of adverse events with the grade that the words beside them name.

    >>> graded("TRAE", "grade 3-4 TRAEs"), graded("AE", "AEs of any grade"), graded("AE>=3", ""), graded("AE", "3 or 4 AEs")
    ('AE3-4', 'AE', 'AE>=3', 'AE3-4')
    """
    bare = _BESIDE.search(words)
    grade = grade_of(words) or (grade_of(f"grade {bare['grade']}") if bare else None)
    if grade is None:
        return re.sub(r"^(?:TR|TE)", "", endpoint)
    return "AE" if grade == "any" else f"AE{grade}"
