"""Numbers that are printed in words."""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["NUMBER_WORD", "ONES", "WITH_HUNDREDS", "number_of"]

ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = "|".join(ONES[:9])
_BEGINS = rf"(?=[{''.join(sorted({word[0] for word in (*ONES, *_TENS)}))}])"  # most other words are told by their first letter
_WORD = rf"(?:{'|'.join(_TENS)})(?:[-\s](?:{_UNITS}))?|{'|'.join(sorted(ONES, key=len, reverse=True))}"
NUMBER_WORD = rf"(?:{_BEGINS}(?:{_WORD}))"
WITH_HUNDREDS = rf"(?:{_BEGINS}(?:(?:{_UNITS})\shundred(?:(?:\sand)?[-\s]{NUMBER_WORD})?|{_WORD}))"


_BETWEEN = re.compile(r"[-\s]")


def number_of(printed: str) -> Decimal:
    """The number that figures or words say.

    >>> [str(number_of(x)) for x in ("Fifty-six", "eleven", "twenty", "2.5", "One hundred and four")]
    ['56', '11', '20', '2.5', '104']
    """
    if printed[0].isdigit():
        return Decimal(printed)
    total = 0
    for part in _BETWEEN.split(printed.lower()):
        total *= 100 if part == "hundred" else 1
        total += 10 * (_TENS.index(part) + 2) if part in _TENS else ONES.index(part) + 1 if part in ONES else 0
    return Decimal(total)
