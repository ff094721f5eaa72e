"""Numbers, groups and places as people say them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kg_builder.evidence import Evidence, Place
from kg_builder.lexicon import Category, Lexicon

__all__ = [
    "KIND_NAMES",
    "amount",
    "capital",
    "count",
    "endpoint_name",
    "interval",
    "line_name",
    "listed",
    "p_value",
    "share",
    "unit_name",
    "whereabouts",
]

KIND_NAMES = {
    "outcome": "Outcomes",
    "effect": "Hazard and odds ratios",
    "adverse_event": "Adverse events",
    "association": "Prognostic factors",
    "baseline": "Patients at the start",
    "sequence": "What followed what",
    "recommendation": "Recommendations",
    "model": "Prognostic models",
    "dose": "Doses",
    "timeline": "Course",
    "class_of": "Classes of drugs",
    "study": "Studies",
}
_SIGNS = {"percent": "%"}
_ORDINALS = {1: "first line", 2: "second line", 3: "third line"}
_NOT_REACHED = "NR"


def amount(value: Decimal | float | None, qualifier: str | None = None) -> str:
    """A reported value, as printed.

    >>> amount(Decimal("16.80")), amount(None, "NR"), amount(Decimal(30), ">"), amount(None)
    ('16.80', 'not reached', '> 30', '')
    """
    if qualifier == _NOT_REACHED:
        return "not reached"
    return " ".join(str(part) for part in (qualifier, value) if part is not None)


def interval(ends: Sequence[Decimal | None] | None) -> str:
    """An interval, with what was not reached said.

    >>> interval((Decimal("1.2"), None)), interval(None)
    ('1.2–not reached', '')
    """
    return "" if ends is None else "–".join("not reached" if end is None else str(end) for end in ends)


def unit_name(unit: str | None, value: object = None) -> str:
    """A unit beside a number.

    >>> unit_name("month"), unit_name("month", Decimal(1)), unit_name("percent"), unit_name("mg/day"), unit_name(None)
    ('months', 'month', '%', 'mg/day', '')
    """
    if unit is None:
        return ""
    if unit in _SIGNS:
        return _SIGNS[unit]
    return f"{unit}s" if len(unit) > 2 and unit.isalpha() and unit.islower() and value != 1 else unit


def share(number: int | None, percent: Decimal | None) -> str:
    """How many, and which part.

    >>> share(4, Decimal("19.0")), share(None, Decimal(3)), share(4, None), share(None, None)
    ('4 (19.0 %)', '3 %', '4', '')
    """
    if percent is None:
        return "" if number is None else str(number)
    return f"{percent} %" if number is None else f"{number} ({percent} %)"


def p_value(p: float | str | None) -> str:
    """A p value as reported.

    >>> p_value(0.03), p_value("<0.001"), p_value(None)
    ('0.03', '<0.001', '')
    """
    return "" if p is None else str(p)


def line_name(line: int | None) -> str:
    """A line of therapy.

    >>> line_name(2), line_name(4), line_name(None)
    ('second line', 'line 4', '')
    """
    return "" if line is None else _ORDINALS.get(line, f"line {line}")


def endpoint_name(lexicon: Lexicon, key: str) -> str:
    """An endpoint with its abbreviation.

    >>> from kg_builder.ontology import load_lexicon
    >>> endpoint_name(load_lexicon(), "OS"), endpoint_name(load_lexicon(), "AE>=3"), endpoint_name(load_lexicon(), "PES")
    ('overall survival (OS)', 'adverse events of grade ≥3', 'PES')
    """
    if key == "AE" or (key.startswith("AE") and key[2:3] in "1234 5>≥"):
        grade = key[2:].replace(">=", "≥").strip()
        return f"adverse events of grade {grade}" if grade else "adverse events"
    term = lexicon.get(Category.ENDPOINT, key) or lexicon.get(Category.RESPONSE, key)
    if term is None or term.label.casefold() == key.casefold():
        return key
    return f"{term.label} ({key})" if key.isupper() else term.label


def listed(names: Iterable[str], most: int = 0) -> str:
    """Names in a row, the first of them where there are many.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c"], most=2), listed([])
    ('a, b, c', 'a, b and 1 more', '')
    """
    found = list(names)
    if most and len(found) > most:
        return f"{', '.join(found[:most])} and {len(found) - most} more"
    return ", ".join(found)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number of things.

    >>> count(1, "study", "studies"), count(2000, "row")
    ('1 study', '2,000 rows')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def capital(words: str) -> str:
    """Words with a capital at the start.

    >>> capital("overall survival (OS)")
    'Overall survival (OS)'
    """
    return words[:1].upper() + words[1:]


def whereabouts(record: Evidence, place: Place | None = None) -> str:
    """Where a reader would look for a value.

    >>> place = Place(start=5, end=9, where="table 3", row="ORR", column="TKI")
    >>> whereabouts(Evidence(doc="x-2025", span=place, rule="r"))
    'x-2025, table 3, row “ORR”, column “TKI”'
    """
    at = place or record.span
    cell = [f"{name} “{words}”" for name in ("row", "column") if (words := getattr(at, name))]
    return ", ".join((record.doc, at.where, *cell))
