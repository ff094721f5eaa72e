"""The patients of an age: "patients younger than 65 years", "those over the age of 70", "women ≥ 50 years"."""

from __future__ import annotations

from collections.abc import Iterator

from kg_builder.facts.holder import Holder, is_compared
from kg_builder.facts.parts_named import is_counted
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["parts_aged"]

_YEARS = r"(?:years?|yrs?|y)\b(?:\s(?:of\sage|old)\b)?"
_WHO = ("patients", "those", "participants", "subjects", "individuals", "women", "men", "adults", "people", "cases")
_HOW = ("younger", "older", "under", "over", "below", "above", "<", ">", "\u2264", "\u2265")
_BOTH_WAYS = ("older", "younger", "over", "under", "above", "below")
_AGED = Phrase(
    rf"""\b(?P<who>{"|".join(_WHO)})\s
        (?P<age>(?:younger|older)\sthan\s(?:the\sage\sof\s)?\d+(?:\s{_YEARS})?(?!\s?(?:%|months|weeks|days|cm|mm))
          |(?:under|over|below|above)\s(?:the\sage\sof\s\d+|\d+\s{_YEARS})
          |(?:[<>]=?|[\u2264\u2265])\s?\d+\s?{_YEARS}
          |\d+\s{_YEARS}\s(?:or|and)\s(?:{"|".join(_BOTH_WAYS)})\b)""",
    *(f"{who} {how}" for who in _WHO for how in _HOW),
    *(f"{joint} {way}" for joint in ("or", "and") for way in _BOTH_WAYS),
)


def parts_aged(statement: Statement, *, own: bool) -> Iterator[Holder]:
    """The parts of the patients that a sentence names by their age; not so many patients of an age."""
    for match in _AGED.finditer(statement.text):
        if not (own and is_counted(statement.text, match.start())):
            who = match["who"].lower()
            age = f"{match['who']} {match['age']}" if who in ("women", "men") else match["age"]
            yield Holder(match.start(), match.end(), age, subgroup=age, compared=is_compared(statement, match.start()))
