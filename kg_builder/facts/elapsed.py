"""Times since the start of treatment, or since another event: "after 2 months", "nine months later"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kg_builder.facts.numerals import ONES, months_of
from kg_builder.units import Units

__all__ = ["Elapsed", "elapsed"]


class Elapsed(NamedTuple):
    """Characters `start` to `end` print a time that has passed; `months` of it."""

    start: int
    end: int
    months: Decimal


_SPELL = r"(?P<number>\d+(?:\.\d+)?|" + "|".join(reversed(ONES[:18])) + r")[\s-](?P<unit>days?|weeks?|months?|years?)"
_ABOUT = r"(?:(?:approximately|about|around|only|nearly)\s)?"
_ELAPSED = re.compile(
    rf"\b(?:(?:after|at|within)\s{_ABOUT}{_SPELL}\b(?!\s(?:ago|old|history|interval)|-old)"
    rf"|{_SPELL.replace('number', 'count').replace('unit', 'span')}\s(?:after|later|post|following|since|into|thereafter)\b)",
    re.IGNORECASE,
)


def elapsed(text: str, units: Units) -> Iterator[Elapsed]:
    """The times since an event that a cleaned text prints, in order; a duration ("for 2 months") is none.

    Args:
        text: cleaned text.
        units: say how many months a week or a year is.
    """
    for match in _ELAPSED.finditer(text):
        printed = match["number"] or match["count"]
        unit, _ = units.match(match["unit"] or match["span"], 0)
        if (months := months_of(printed, unit)) is not None:
            yield Elapsed(match.start(), match.end(), months)
