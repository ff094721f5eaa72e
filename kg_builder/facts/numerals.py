"""Numbers that sentences print in figures or in words, and times of them in months."""

from __future__ import annotations

import re
from decimal import Decimal

from kg_builder.expressions import Expression
from kg_builder.lexicon import Term
from kg_builder.spelt import NUMBER_WORD, ONES, number_of

__all__ = ["NUMBER_WORD", "ONES", "counted_before", "months_of", "number_of", "printed_count"]

_COUNTED = Expression(
    rf"\b(?<!hundred\s)(?<!hundred\sand\s)(?P<count>{NUMBER_WORD})\s"
    r"(?:(?:of\s(?:the\s)?\d+\s)?(?:[a-z-]+\s)?(?:patients?|cases?|subjects?|participants?|women|men|deaths?|responses?|relapses?|recurrences?|[\w-]+\sevents?)\s)?[(\[]$"
    r"|[(\[]n\s?=\s?(?P<n>\d+)[,;]\s$"
    r"|[(\[](?P<of>\d+)(?:(?:\s?/\s?|\sof\s)\d+|\s(?:patients?|cases?))[,;]?\s$",
    re.IGNORECASE,
)
_OPENED = ("(", "[", ", ", "; ")  # how _COUNTED ends


def counted_before(text: str, start: int) -> int | None:
    """The count, in words or in its bracket, that a share in brackets at `start` belongs to.

    >>> text = "It was seen in three patients (6.4%), here (n = 7, 14%), there in two (4.1%) and in six of 20 (30%)."
    >>> [counted_before(text, text.index(share)) for share in ("6.4", "14%", "4.1", "30%")]
    [3, 7, 2, None]
    >>> counted_before("(12/40, 30%)", 8), counted_before("(2 patients, 5%)", 13), counted_before("(12/40 30%)", 7)
    (12, 2, 12)
    """
    opened = text.endswith(_OPENED, 0, start) or text[max(0, start - 2) : start - 1].isdigit()
    match = _COUNTED.search(text, max(0, start - 60), start) if opened else None
    return int(number_of(match["count"] or match["n"] or match["of"])) if match else None


_COUNT_BEHIND = re.compile(r"\d[\d.]*\s?%[,;]\s(?P<count>\d+)\s?/\s?\d+\s?[)\]]")  # "(30%, 12/40)"
_OUT_OF = re.compile(rf"\b(?P<count>{NUMBER_WORD})\s(?:out\s)?of\s(?:(?:the|these|all)\s)?$", re.IGNORECASE)


def printed_count(text: str, start: int, count: int | None) -> int | None:
    """The count of a share that begins at `start`: its own, unless words before say of how many it is a part.

    >>> text = "It was seen in two of 20 patients (10%) and a total of 40 patients (20%)."
    >>> printed_count(text, text.index("20 "), 20), printed_count(text, text.index("40"), 40)
    (2, 40)
    >>> printed_count("(30%, 12/40)", 1, None)
    12
    >>> text = "Five subjects who began treatment had grade 3 rash (10%), and three of 50 died (6%)."
    >>> printed_count(text, text.index("10%"), None), printed_count(text, text.index("6%"), None)
    (5, 3)
    >>> printed_count("Three of the most common events seen in the A group were rash (45%)", 64, None) is None
    True
    """
    if count is None:
        behind = _COUNT_BEHIND.match(text, start)
        return int(behind["count"]) if behind else counted_before(text, start) or _counted_subject(text, start)
    match = _OUT_OF.search(text, max(0, start - 40), start)
    return int(number_of(match["count"])) if match else count


_PEOPLE = r"(?:[a-z-]+\s)?(?:patients?|cases?|subjects?|participants?|women|men)\s"
_SUBJECT = re.compile(
    rf"""(?:.*(?<![\w.-]))(?=\d|[efnost])(?<!\bof\s)(?<!\bfor\s)(?<!\bto\s)(?<!\bthe\s)(?<!\ball\s)(?<!\bwith\s)(?<!\bfrom\s)(?<!\bamong\s)(?<!grade\s)(?<!\d\sor\s)(?<!\d\sand\s)(?<!\d\sto\s)(?<!\bhundred\s)
        (?P<count>\d{{1,4}}|{NUMBER_WORD})\s(?!of\s[^.;:,()%]{{0,50}}\b(?:events?|effects?|toxicit\w+|reactions?|factors?|stud(?:y|ies)|trials?)\b)
        (?:(?:out\s)?of\s(?:the\s)?\d+\s)?(?:{_PEOPLE})?
        (?:(?P<placed>(?:in|of|on|from|receiving)\s[^.;:,()%]{{2,50}}\s(?:groups?|arms?))
          |(?:(?:who|in|on|of|from|receiving)\s[^.;:,()%]{{2,60}}?\s)?
           (?:had|have|has|was|were|developed|experienced|suffered|achieved|attained|obtained|showed|exhibited|discontinued|completed|stopped
             |withdrew|received|underwent|required|reported|reached|died|progressed|relapsed)(?:\s[^.;:,()%]{{2,70}}?)?)\s[(\[]""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


_SHARE = re.compile(r"<?\d[\d.]*\s?%")


def _counted_subject(text: str, start: int) -> int | None:
    """How many a clause is about whose share the bracket at its end prints: "five patients developed rash (10%)"."""
    begin, bracketed = max(0, start - 160), text[start - 1 : start] in ("(", "[") and _SHARE.match(text, start)
    match = _SUBJECT.fullmatch(text, begin, start) if bracketed else None
    if match is None or (not match["placed"] and text.endswith((" in ", "In "), begin, match.start("count"))):
        return None
    return int(number_of(match["count"]))


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
    count, days = number_of(printed), Decimal(months) < Decimal("0.1")
    if days and not count % 30:
        return count // 30  # "180-day" is said of half a year
    rounded = (count * Decimal(months)).quantize(Decimal("0.1"))
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
