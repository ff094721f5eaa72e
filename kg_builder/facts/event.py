"""One event of a patient's course, as a sentence tells it, before it has its date."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg_builder.facts.dates import dates
from kg_builder.values import Quantity

__all__ = ["Event", "bare", "undated"]


class Event(NamedTuple):
    """Characters `start` to `end` tell an item of the course and what became of it."""

    start: int
    end: int
    item: str
    text: str | None = None
    quantity: Quantity | None = None
    carried: bool = False  # belongs to the date before it when its sentence prints none
    free: bool = False  # is worth telling without any date
    pointed: bool = False  # happens on a day: a period dates something else


_ARTICLE = re.compile(r"^(?:an?|the|this|these|his|her)\s", re.IGNORECASE)


def bare(told: str) -> str:
    """A noun phrase without its article.

    >>> bare("the disappearance of nodules ")
    'disappearance of nodules'
    """
    return _ARTICLE.sub("", told.strip(" ,"))


_BEFORE_DATE = re.compile(
    r",?\s(?:in|on|at|by|from|between|during|since|until)(?:\s(?:early|mid|late))?\s$", re.IGNORECASE
)


def undated(told: str) -> str:
    """A phrase up to the first date in it, and without the words that lead to the date.

    >>> undated("two nodules in May 2011")
    'two nodules'
    """
    first = next(dates(told), None)
    return _BEFORE_DATE.sub("", told[: first.start]) if first else told
