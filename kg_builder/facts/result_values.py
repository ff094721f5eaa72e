"""Which values of a sentence can be results of an endpoint, and which are times, limits and changes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from kg_builder.expressions import Expression
from kg_builder.facts.measured import Measured
from kg_builder.phrases import PartPhrase, Phrase
from kg_builder.study import Statement
from kg_builder.units import of_results
from kg_builder.value_starts import NOT_REACHED
from kg_builder.values import Quantity

__all__ = ["fits", "is_change", "masked", "possible_results", "results"]


_TIMING = Expression(
    r"""\b(?:at|after|before|within|for|during|over|every|last|until|by|than|first|next|past|aged?|lasting|exceeding|beyond|initial
          |follow-up(?:\stime)?(?:\swas|\speriod|\sof)?(?:\sof)?)\s
        (?:an?\s|the\s|about\s|approximately\s|up\sto\s|at\sleast\s|median\s(?:of\s)?|additional\s)*$""",
    re.IGNORECASE | re.VERBOSE,
)
_TIMED = (  # so all of these end
    "at ", "after ", "before ", "within ", "for ", "during ", "over ", "every ", "last ", "until ", "by ", "than ", "first ",
    "next ", "past ", "age ", "aged ", "lasting ", "exceeding ", "beyond ", "initial ", "follow-up ", "time ", "up was ",
    "time was ", "period ", "up of ", "time of ", "was of ", "period of ", "of of ", "an ", "a ", "the ", "about ",
    "approximately ", "up to ", "at least ", "median of ", "additional ",
)  # fmt: skip


def possible_results(statement: Statement) -> list[Quantity]:
    """The quantities that can be results, whatever is measured, and the bare numbers between them; none where all are bare.

    Not "after 8 weeks", "from 3 to 5 months", nor "6-minute".
    """
    if not _may_print_results(statement):
        return []
    told = [q for q in statement.quantities if _is_bare(q) or (_is_told(q) and not _is_no_result(statement.text, q))]
    return [] if all(map(_is_bare, told)) else told


def _may_print_results(statement: Statement) -> bool:
    """Whether a sentence prints a share, a time, or that one was not reached: sooner told than its values are read."""
    text = statement.text
    if "%" in text or NOT_REACHED.may_stand_in(text) or not text.isascii():
        return True
    return of_results(statement.paper.lexicon).search(text) is not None


def results(statement: Statement, possible: Sequence[Quantity], endpoints: Sequence[Measured]) -> list[Quantity]:
    """The quantities that can be results of some endpoints: shares, times, "not reached".

    Not the "2-year" of a landmark, nor what defines an endpoint.

    Args:
        statement: the sentence.
        possible: what may be results in it.
        endpoints: what it measures.
    """
    text = statement.text
    kept: list[Quantity] = []
    for printed in possible if endpoints else ():
        quantity = printed
        if _is_bare(printed):
            if not kept or not _is_of_unit(statement, printed, kept[-1]):
                continue
            quantity = replace(printed, unit=kept[-1].unit)
            if _is_no_result(text, quantity):
                continue
        moved = bool(kept) and text[kept[-1].end : quantity.start] == " to "
        if not moved and not _is_of_name(text, quantity, endpoints) and not _is_subject(text, quantity, endpoints):
            kept.append(quantity)
    if len(kept) > 1 and any(q.qualifier in _LIMITS for q in kept):
        return [q for q in kept if not _is_limit(text, q, endpoints) or q is kept[-1]]
    return kept


def _is_bare(quantity: Quantity) -> bool:
    """Whether it is a number of no unit, which may be of that of the one before it."""
    return quantity.unit is None and quantity.qualifier is None and quantity.number is not None


def _is_told(quantity: Quantity) -> bool:
    """Whether it is a share, a time, or was not reached."""
    return quantity.qualifier == "NR" or quantity.dimension in ("time", "fraction")


def _is_no_result(text: str, quantity: Quantity) -> bool:
    """Whether the words around a value tell that it is when something was, a bound, or part of a word ("6-minute")."""
    if _ADJECTIVE.match(text, quantity.start) or _FROM.search(text, max(0, quantity.start - 90), quantity.start):
        return True
    if quantity.dimension != "time":
        return text.endswith("percentage points", quantity.start, quantity.end)  # by which something differs
    if _is_set_against(text, quantity):
        return False
    if _OF_AGE.search(text, max(0, quantity.start - 40), quantity.start):
        return True
    before = text[max(0, quantity.start - 40) : quantity.start]
    return before.lower().endswith(_TIMED) and _TIMING.search(before) is not None


_OF_AGE = re.compile(
    r"\b(?:patients|those|participants|subjects|individuals|women|men|adults|people|cases)\s(?:who\s(?:were|are)\s)?(?:aged\s)?(?:(?:older|younger)\sthan\s|over\s|under\s|above\s|below\s)?$"
)
_AGAINST = re.compile(r"\b(?:and|vs\.?|versus|compared\s(?:with|to)|while)\s(?:only\s|a\smedian\sof\s|it\swas\s)?$")


_COUNTED = re.compile(r"\d\s(?:events|deaths|patients|cases)\b")  # and not measured, any more
_OF_ARM = re.compile(r"[)\]]?\s(?:in|for|with|on|among|after)\s")


def _is_of_unit(statement: Statement, quantity: Quantity, last: Quantity) -> bool:
    """Whether a bare number is a time as the one before it: "12.1 months in the A group and 8.0 in the B group"."""
    if last.dimension != "time" or quantity.number is None or quantity.qualifier or len(statement.groups) < 2:
        return False
    text = statement.text
    if _COUNTED.search(text, last.end, quantity.start):
        return False
    between = any(last.end <= g.start and g.end <= quantity.start for g in statement.groups)
    joined = _AGAINST.search(text, last.end, quantity.start) and _OF_ARM.match(text, quantity.end)
    return between and bool(joined) and any(0 < g.start - quantity.end < 40 for g in statement.groups)


_LIMITS = frozenset({"<", ">", "<=", ">="})


_OF = re.compile(r"\s(?:of\s)?")


_WAS = re.compile(r"\s(?:was|were|is|are|had|remained|predicted)\s")


def _is_subject(text: str, quantity: Quantity, endpoints: Sequence[Measured]) -> bool:
    """Whether a sentence tells of those beyond a limit: "treatment duration > 60 months was predictive"."""
    limit = quantity.qualifier in _LIMITS and _WAS.match(text, quantity.end)
    return bool(limit) and any(text[e.end : quantity.start] == " " for e in endpoints)


def _is_limit(text: str, quantity: Quantity, endpoints: Sequence[Measured]) -> bool:
    """Whether a share says what counts as the endpoint: "a PSA decline of \u226550%", "\u226530% tumour shrinkage"."""
    return (
        quantity.qualifier in _LIMITS
        and quantity.count is None
        and any(
            e.dimension != "time"
            and (_OF.fullmatch(text, e.end, quantity.start) or _OF.fullmatch(text, quantity.end, e.start))
            for e in endpoints
        )
    )


def masked(text: str, endpoints: Sequence[Measured]) -> str:
    """The text without the names of what it measures: an "aminotransferase increase" is an event, not a change."""
    for endpoint in endpoints:
        text = text[: endpoint.start] + "x" * (endpoint.end - endpoint.start) + text[endpoint.end :]
    return text


def _is_of_name(text: str, quantity: Quantity, endpoints: Sequence[Measured]) -> bool:
    """Whether a value stands within an endpoint's name, or is the time before its landmark: it says when, not how long."""
    if any(e.start < quantity.end and quantity.start < e.end for e in endpoints):
        return True
    if quantity.dimension != "time":
        return text.endswith("percentage points", quantity.start, quantity.end)  # by which something differs
    if _is_set_against(text, quantity):
        return False
    return any(
        0 <= e.start - quantity.end <= 14
        and e.at_months is not None
        and not _PARTED.search(text, quantity.end, e.start)
        for e in endpoints
    )


def _is_set_against(text: str, quantity: Quantity) -> bool:
    return text.endswith(", at ", 0, quantity.start) and _IS_COMPARED.match(text, quantity.end) is not None


_IS_COMPARED = re.compile(
    r"\s(?:as\s)?(?:compared\s(?:with|to)|versus|vs\.?)\s\d"
)  # "was longer in A, at 8 months vs 5"


_FROM = Phrase(
    r"\b(?:from\s(?:[^,;()]{1,25}\sto\s|(?:an?\s)?(?:median|mean)\s(?:of\s)?)?|ranging\s(?:from\s)?(?:[\d.%\s]{1,12}(?:to|and)\s)?|at\sleast\s|at\smost\s|(?:less|fewer|more)\sthan\s|defined\sas\b[^.;)]{0,40})$",
    "from ", "ranging ", "at least ", "at most ", "than ", "defined as",
    flags=re.VERBOSE,
)  # fmt: skip


_PARTED = re.compile(r"\d|[;,]|\band\b")  # by the landmark's own number: "was 9 months; 1- and 2-year OS …"


_ADJECTIVE = re.compile(r"[\d.]+-[A-Za-z]")


_CHANGE_BEFORE = PartPhrase(
    r"""\b(?:differences?|increased?|reduc(?:ed|tion)|decreased?|improve(?:d|ment)|gain|prolonged|extended|benefit|advantage)\s
         (?:in\s(?:the\s)?[\w\s-]{2,30})?(?:of|by|was)?\s?(?:an?\s|approximately\s|about\s)?$
      | (?<!achieved\s)(?<!attained\s)(?<!reached\s)(?<!experienced\s)(?<!obtained\s)(?<!reported\s)
        \bby\s(?:about\s|approximately\s)?$
      | \b(?:differences?|improvements?|reductions?|increases?|decreases?)\s?(?:of|in|between|\()(?:[^.,;]|\.\d){0,60}$""",
    "difference", "increase", "reduc", "decrease", "improve", "gain", "prolonged", "extended", "benefit", "advantage", "by",
)  # fmt: skip


_CHANGE_AFTER = re.compile(
    r"""^\s(?:absolute\s|relative\s)?
        (?:higher|lower|longer|shorter|improvement|increase|reduction|decrease|decline|drop|difference|benefit|more|less|gain)\b""",
    re.IGNORECASE | re.VERBOSE,
)


_NO_GROUP = (
    r"(?!(?:(?:the|both|two|three|these|our|study|treatment|all|either)\s)*(?:arms?|groups?|cohorts?|treatments?|regimens?|them|both)\s?[(\[])"
    r"(?!(?:the\s)?(?:baseline|week|weeks|month|months|day|days|year|years|cycle|cycles|visit|visits|\d))"
)
_IN_BRACKET = r"[(\[](?:median\s|n\s?=\s?\d+[;,]\s)?[<>]?\d(?:[^()\[\]]|\([^()]*\)|\[[^\[\]]*\])*[)\]]"
_OF_TWO = PartPhrase(  # "no difference in OS between A (5 months) and B (6 months)"
    rf"\b(?:between|among|for|in)\s{_NO_GROUP}[^()\[\].;:]{{1,80}}\s?{_IN_BRACKET},?\s(?:and|vs\.?|versus)\s{_NO_GROUP}(?:(?!xx)[^()\[\].;:]){{1,80}}\s?{_IN_BRACKET}",
    "between ", "among ", "for ", "in ",
    flags=re.VERBOSE,
)  # fmt: skip


def _is_of_two(text: str, quantity: Quantity) -> bool:
    """Whether a value stands in one of two brackets, each behind one of two groups between which there is a difference."""
    reach = (max(0, quantity.start - 300), min(len(text), quantity.end + 300))
    return any(m.start() < quantity.start < m.end() for m in _OF_TWO.finditer(text, *reach))


def is_change(text: str, quantity: Quantity) -> bool:
    """Whether a value is a difference between two results, not a result."""
    before = text[max(0, quantity.start - 90) : quantity.start]
    if (
        before.endswith("x (") and quantity.qualifier not in _LIMITS
    ):  # of a masked endpoint: "improved OS (26.3 months)" prints the result
        return False
    changed = _CHANGE_BEFORE.search(before)
    return bool((changed and not _is_of_two(text, quantity)) or _CHANGE_AFTER.match(text[quantity.end :]))


def fits(quantity: Quantity, endpoint: Measured) -> bool:
    """Whether a quantity can be a result of the endpoint: times of survival, shares of responses and landmarks."""
    wanted = "fraction" if endpoint.at_months is not None or endpoint.event else endpoint.dimension
    return (quantity.qualifier == "NR" and wanted != "fraction") or not wanted or quantity.dimension == wanted
