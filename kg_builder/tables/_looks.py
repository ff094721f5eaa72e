"""What a cell looks like: a value, words, nothing; and when two heads look the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

__all__ = [
    "has_size",
    "is_bare_value",
    "is_blank",
    "is_test",
    "is_value",
    "key_of",
    "same_shape",
    "shape_of",
    "summed",
    "sums_up",
]

_REMEMBERED = 512  # texts of cells: those of a few papers, which many rules ask for

_SOMETHING = re.compile(r"[^\W_]|%")
_VALUE = re.compile(r"[\s$(\[<>≤≥=~≈±+−–\\-]*(?:geq|leq|sim)?[\s{]*[.·]?\d")
_NO_VALUE = re.compile(
    r"(?:[-–—−_.…/*]+|n\.?\s?[aresd]\.?|n/[ae]|nil|none|not\s(?:reached|reported|available|estimable))$", re.IGNORECASE
)
_BARE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*$")
_WORDY = re.compile(
    r"\d+(?:[.,·]\d+)?\s*(?:%\s*(?:CI|conf)|[-–]?\s?(?:years?|months?|weeks?|days?|mo|yr)\b|(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
_LIMITS = re.compile(r"[\s(\[]*\d\d(?:\.\d+)?\s*%\s*(?:CI|conf)[^\d]*$", re.IGNORECASE)  # names limits, and prints none
_NUMBER = re.compile(r"\d+(?:[.,·]\d+)*")
_LATIN = str.maketrans("рРсСаАеЕоОВНМТКХх", "pPcCaAeEoOBHMTKXx")
_TEST = re.compile(
    r"""[\W_]*(?:p\b|p[-\s]?values?|significance|sig\.|(?:[tFZU]\s?(?:/|or)\s?)?(?:χ|chi)|[tFZU][-\s]values?$
        |(?:test\s)?statistic|log[-\s]?rank)""",
    re.IGNORECASE | re.VERBOSE,
)
_SIZE = re.compile(r"\bn\s*=\s*\d", re.IGNORECASE)
_KEY_LENGTH = 4


@lru_cache(maxsize=_REMEMBERED)
def is_blank(text: str) -> bool:
    """Whether a cell has no letter, no digit and no percent sign.

    >>> is_blank(" • "), is_blank("0"), is_blank("%")
    (True, False, False)
    """
    return not text[:1].isalnum() and _SOMETHING.search(text) is None


@lru_cache(maxsize=_REMEMBERED)
def is_value(text: str) -> bool:
    """Whether a cell begins as a number, or says that there is none.

    >>> [is_value(t) for t in ("12 (57.1)", "<0.001", "NR", "–", "n = 21", "Grade 3", "", "95% CI")]
    [True, True, True, True, False, False, False, False]
    """
    begun = text[:1].isdecimal() or _VALUE.match(text) is not None
    return (begun and not ("%" in text and _LIMITS.match(text))) or _NO_VALUE.match(text.strip()) is not None


def is_bare_value(text: str) -> bool:
    """Whether a cell is numbers and signs only, so that no head could read like this.

    >>> is_bare_value("0.49 (0.26-0.95)"), is_bare_value("95% CI"), is_bare_value("1-year")
    (True, False, False)
    """
    return bool(_BARE.match(text)) and not _WORDY.match(text)


@lru_cache(maxsize=_REMEMBERED)
def key_of(text: str) -> str:
    """The first letters of a head, so that heads which a scanner damaged differently still agree.

    >>> key_of("Univariate an") == key_of("Univariate  Analysis"), key_of("р") == key_of("p")
    (True, True)
    """
    plain = unicodedata.normalize("NFKC", text).translate(_LATIN).casefold()
    return "".join(character for character in plain if not character.isspace())[:_KEY_LENGTH]


def has_size(text: str) -> bool:
    """Whether a text gives the size of a group.

    >>> has_size("Arm A (n = 21)"), has_size("n (%)")
    (True, False)
    """
    return bool(_SIZE.search(text))


def is_test(head: str) -> bool:
    """Whether a column's head announces a test (a p value) rather than a group.

    >>> is_test("p"), is_test("P value a"), is_test("р"), is_test("Placebo")
    (True, True, True, False)
    """
    return bool(_TEST.match(head.translate(_LATIN)))


def shape_of(text: str) -> str:
    """A value with every number as 9.

    >>> shape_of("23.4 [5.6, 36.2]")
    '9 [9, 9]'
    """
    return _NUMBER.sub("9", text).strip()


def same_shape(one: str, other: str) -> bool:
    """Whether two values may be of one kind: bare numbers go with anything, brackets only with the like.

    >>> same_shape("9 (9)", "9"), same_shape("9 (9)", "9 [9, 9]")
    (True, False)
    """
    if one == other:
        return True
    bracketed = [shape for shape in (one, other) if any(mark in shape for mark in "([±")]
    return len(bracketed) < 2 or _skeleton(one) == _skeleton(other)


_SIGNS = re.compile(r"[\s%<>≤≥]")


def _skeleton(shape: str) -> str:
    return _SIGNS.sub("", shape)


_SUMMED = re.compile(
    r"""(?P<name>(?:mean|median|average|range)\b[^\d:=<>\u2264\u2265]*?(?:\([^()\d]*\))?)[\s,:=]+(?P<value>\d[\d.,]*(?:\s?[-\u2013]\s?\d[\d.,]*)?)
        (?:\s(?P<unit>[a-z]+))?(?:\s?(?P<bracket>[(\[][^()\[\]]*\d[^()\[\]]*[)\]]))?""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNTS = re.compile(r"(?:n|no\.?|number|patients?|\W|%|per\s?cent(?:age)?|of|cases|value|total)*", re.IGNORECASE)


def sums_up(label: str) -> bool:
    """Whether a label prints a mean, a median or a range, and nothing behind it.

    >>> sums_up("Median age: 62 years (35-82)"), sums_up("Median 24 months of therapy"), sums_up("Median age, years")
    (True, False, False)
    """
    return _SUMMED.fullmatch(label) is not None


def summed(label: str, heads: Sequence[Sequence[str]]) -> tuple[str, int, int] | None:
    """The name, and the place of the value, of a label that prints both, beside columns of one group's counts and shares.

    >>> summed("Mean 64.15 years", [("N",), ("%",)]), summed("Median age: 62 years (35-82)", [("No. (%)",)])
    (('Mean, years', 5, 10), ('Median age, years', 12, 28))
    >>> summed("Mean 64.15 years", [("X1",), ("X2",)]), summed("Mean dose", [("N",)]), summed("Median OS > 3", [("N",)])
    (None, None, None)
    """
    match = _SUMMED.fullmatch(label)
    if match is None or not heads or not all(_COUNTS.fullmatch(" ".join(head)) for head in heads):
        return None
    unit = f", {match['unit']}" if match["unit"] else ""
    return match["name"].strip() + unit, match.start("value"), match.end("bracket" if match["bracket"] else "value")
