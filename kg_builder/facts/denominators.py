"""Of how many patients a sentence says that a share is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from kg_builder.phrases import Phrase
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = ["last_place", "may_be_of", "of_how_many", "of_whom", "of_with_data", "unless_denied"]

_BEHIND = re.compile(
    r"\sof\s(?:the\s|these\s|those\s|all\s)?(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s(?:\w+\s)?(?:patients|participants|women|men)\b"
)
_EVALUABLE = Phrase(
    r"^(?:of|among|in)\s(?:the\s)?(?P<n>\d+)\s(?:[\w-]+\s){0,2}?(?:evaluable|assessable)\s(?:[\w-]+\s)?(?:patients|subjects|participants)\b",
    "evaluable", "assessable",
)  # fmt: skip


def of_how_many(statement: Statement, quantity: Quantity) -> int | None:
    """The patients that a share is of: "12 of 45", "56% of 329 patients", or "Of 35 evaluable patients" at the beginning."""
    if quantity.total:
        return quantity.total
    behind = _BEHIND.match(statement.text, quantity.end)
    told = behind or (_EVALUABLE.search(statement.text) if quantity.dimension == "fraction" else None)
    return int(told["n"].replace(",", "")) if told else None


_OF_WHOM = Phrase(
    r"\bof\s(?:all\s)?(?:the|these|those)\s(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s(?:[\w-]+\s)?(?:patients|participants|subjects|women|men)\b",
    *(f"of {every}{those} " for every in ("", "all ") for those in ("the", "these", "those")),
)  # fmt: skip


def of_whom(statement: Statement, place: int) -> int | None:
    """The patients of whom those counted at a place are, told before in its clause: "16 of these 179 had X, such as Y (4)"."""
    since = statement.text.rfind(";", 0, place) + 1
    told = list(_OF_WHOM.finditer(statement.text, since, place))
    return int(told[-1]["n"].replace(",", "")) if told else None


_PEOPLE = r"(?:patients|participants|subjects|cases|women|men|tumou?rs|samples|specimens)"
_KNOWN = r"(?:available|evaluable|assessable|assessed|tested|known|determined|examined)"
_WITH_DATA = Phrase(
    rf"""\b{_KNOWN}\s(?:in|for|from)\s(?:only\s)?(?:(?:the|all)\s)?(?P<behind>\d+)\s(?:[\w-]+\s)?{_PEOPLE}\b
       | (?<![\w.,/-])(?P<before>\d+)\s(?:[\w-]+\s)?{_PEOPLE}\s(?:with|had|were)\s(?:[\w-]+\s){{0,3}}?{_KNOWN}\b""",
    "available", "evaluable", "assessable", "assessed", "tested", "known", "determined", "examined",
    flags=re.VERBOSE,
)  # fmt: skip


def of_with_data(statement: Statement, counts: Iterable[int]) -> int | None:
    """The patients with data, told in this sentence or the one before, where the counts of all levels add up to them."""
    told = [
        m["behind"] or m["before"] for s in (*statement.earlier[-1:], statement) for m in _WITH_DATA.finditer(s.text)
    ]
    added = sum(counts)
    return added if str(added) in told else None


def unless_denied(n: int | None, count: int | None, percent: Decimal | None) -> int | None:
    """A group's size, unless a count with its share, rounded or cut off, can be of no group of that size.

    >>> unless_denied(43, 3, Decimal(7)), unless_denied(530, 53, Decimal(12)), unless_denied(27, 8, Decimal("29.6"))
    (43, None, 27)
    """
    return n if not n or not count or percent is None or may_be_of(n, Decimal(count), percent) else None


def may_be_of(n: int, count: Decimal, percent: Decimal) -> bool:
    """Whether a count is the printed percentage of so many, rounded or cut off."""
    share, last = 100 * count / n, last_place(percent)
    return abs(share - percent) * 2 <= last or percent <= share < percent + last


def last_place(percent: Decimal) -> Decimal:
    """One in the last place of a printed percentage."""
    return Decimal(1).scaleb(int(percent.as_tuple().exponent))
