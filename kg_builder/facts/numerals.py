"""Numbers that sentences print in figures or in words, and times of them in months."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from kg_builder.expressions import Expression
from kg_builder.lexicon import Term
from kg_builder.values import Quantity

__all__ = ["NUMBER_WORD", "ONES", "counted_before", "counted_in_words", "months_of", "number_of", "printed_count"]

ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORD = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(ONES[:9])}))?|{'|'.join(sorted(ONES, key=len, reverse=True))})"
)


def number_of(printed: str) -> Decimal:
    """The number that figures or words say.

    >>> [str(number_of(x)) for x in ("Fifty-six", "eleven", "twenty", "2.5")]
    ['56', '11', '20', '2.5']
    """
    if printed[0].isdigit():
        return Decimal(printed)
    parts = re.split(r"[-\s]", printed.lower())
    tens = sum(10 * (_TENS.index(p) + 2) for p in parts if p in _TENS)
    return Decimal(tens + sum(ONES.index(p) + 1 for p in parts if p in ONES))


_COUNTED = Expression(
    rf"\b(?<!hundred\s)(?<!hundred\sand\s)(?P<count>{NUMBER_WORD})\s"
    r"(?:(?:of\s(?:the\s)?\d+\s)?(?:[a-z-]+\s)?(?:patients?|cases?|subjects?|participants?|women|men)\s)?[(\[]$"
    r"|[(\[]n\s?=\s?(?P<n>\d+)[,;]\s$",
    re.IGNORECASE,
)


def counted_before(text: str, start: int) -> int | None:
    """The count, in words or in its bracket, that a share in brackets at `start` belongs to.

    >>> text = "It was seen in three patients (6.4%), here (n = 7, 14%), there in two (4.1%) and in six of 20 (30%)."
    >>> [counted_before(text, text.index(share)) for share in ("6.4", "14%", "4.1", "30%")]
    [3, 7, 2, None]
    """
    match = _COUNTED.search(text, max(0, start - 60), start)
    return int(number_of(match["count"] or match["n"])) if match else None


_OUT_OF = re.compile(rf"\b(?P<count>{NUMBER_WORD})\s(?:out\s)?of\s(?:(?:the|these|all)\s)?$", re.IGNORECASE)


def printed_count(text: str, start: int, count: int | None) -> int | None:
    """The count of a share that begins at `start`: its own, unless words before say of how many it is a part.

    >>> text = "It was seen in two of 20 patients (10%) and a total of 40 patients (20%)."
    >>> printed_count(text, text.index("20 "), 20), printed_count(text, text.index("40"), 40)
    (2, 40)
    """
    if count is None:
        return counted_before(text, start)
    match = _OUT_OF.search(text, max(0, start - 40), start)
    return int(number_of(match["count"])) if match else count


_WORD_BEFORE = re.compile(rf"\b(?P<count>{NUMBER_WORD})\s[(\[]$", re.IGNORECASE)


def counted_in_words(text: str, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """The quantities of a text, a share with the number word whose bracket it stands in as one: "nine [23%] of 40"."""
    for quantity in quantities:
        at = quantity.start
        inside = quantity.count is None and at > 3 and text[at - 1] in "([" and text[at - 3].isalpha()
        word = _WORD_BEFORE.search(text, max(0, at - 24), at) if inside and quantity.dimension == "fraction" else None
        if word is None:
            yield quantity
        else:
            end = quantity.end + (text[quantity.end : quantity.end + 1] in (")", "]"))
            yield replace(quantity, start=word.start(), end=end, count=int(number_of(word["count"])))


def months_of(printed: str, unit: Term | None) -> Decimal | None:
    """A printed number of a unit of time in months, to a tenth; `None` where the unit is no time.

    >>> from kg_builder.lexicon import Category
    >>> year = Term(iri="", key="year", label="year", category=Category.UNIT, features={"inMonths": "12"})
    >>> str(months_of("two", year)), months_of("two", None)
    ('24', None)
    """
    months = unit.features.get("inMonths") if unit else None
    if not months:
        return None
    rounded = (number_of(printed) * Decimal(months)).quantize(Decimal("0.1"))
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
