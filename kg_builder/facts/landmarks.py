"""The times at which a rate is read: "2-year OS", "OS at 12 months", "the 1-, 2- and 3-year PFS rates"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from kg_builder.expressions import Expression
from kg_builder.facts.numerals import NUMBER_WORD, months_of
from kg_builder.held import once
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["Landmarks", "landmarks", "names_time_behind", "read_behind", "share_at_time_behind"]


class Landmarks(NamedTuple):
    """The times, in months, of an endpoint that with them reaches from `start` to `end`."""

    start: int
    end: int
    months: tuple[Decimal | None, ...]


_NUMBER = rf"(?:\d+(?:\.\d+)?|{NUMBER_WORD})"
_UNIT = r"(?:months?|years?|yrs?|weeks?|days?|mo|(?<=\d|[-\s])y(?![\w-]))"
_PERIOD = rf"(?P<number>{_NUMBER})[-\s]?(?P<unit>{_UNIT})"
_JOIN = r"(?:,\s(?:and\s)?|\s(?:and|or)\s|\s?/\s?)"
_LIST = rf"(?P<listed>(?:{_NUMBER}(?:[-\s]?{_UNIT}|-)?{_JOIN})+{_NUMBER}[-\s]?{_UNIT})"
_UNITS = (
    "month",
    "mo ",
    "mo-",
    "mo)",
    "mo'",
    "mo,",
    "year",
    "yr",
    "week",
    "day",
    *(f"{before}y" for before in "- 0123456789"),
)
_KIND = r"""(?:(?:cumulative|actuarial|estimated|predicted|probability\sof|rates?\sof|(?:cumulative\s)?incidences?\sof
                |disease|relapse)\s){0,2}"""
_BEFORE = re.compile(
    rf"""(?:(?<!of\s)(?<!was\s)(?<!were\s)(?<![.\d])\b|(?<![.\d])\b(?=\d+[-\s](?:year|month|week)\b)){_PERIOD}['\s)-]{{1,2}}{_KIND}$""",
    re.IGNORECASE | re.VERBOSE,
)
_LIVED = r"[\d.]+\s?%\s(?:\([^()]*\)\s)?of\s(?:the\s|all\s)?patients\s(?:were|remained)\s(?:still\s)?"
_SINCE = r"(?:\s(?:after|from|following|post)\s(?:\w+\s?){1,3})?"
_OF_NAME = rf"\s(?:{_LIVED}|(?:the\s|an?\s)?(?:(?!median|mean|\d)[\w-]+\s){{0,4}})$"
_OPENING = Expression(rf"(?:at\s)?{_PERIOD}{_SINCE}(?:,|\sshowed){_OF_NAME}")
_LATER = Phrase(
    rf"(?:[;.]\sat\s{_PERIOD}{_SINCE},|\bestimates\s(?:at\s)?{_PERIOD.replace('P<', 'P<or_')}{_SINCE}(?:,|\sshowed)){_OF_NAME}",
    "; at ", ". at ", "estimates ",
)  # fmt: skip
_FIRST = re.compile(rf"(?:At|After)\s{_PERIOD}(?:\s(?:of|after)\s[\w\s-]{{3,30}})?,\s", re.IGNORECASE)
_DATED = Phrase(
    rf"(?:months?|years?|yrs?|weeks?|days?|mo|(?:-|\s|0|1|2|3|4|5|6|7|8|9)y)['\s)-]{{1,2}}{_KIND}$", *_UNITS
)  # how both forms before an endpoint end
_ON_DAY = r"(?:at|by|on|before)\s(?P<day>day)s?\s\+?\s?(?P<so_many>\d+)"  # "at day +100"
_AFTER = re.compile(rf"^s?\s?(?:rates?)?\s?(?:(?:at|after|within)\s{_PERIOD}|{_ON_DAY})\b", re.IGNORECASE)
_SEVERAL_BEFORE = Expression(
    rf"(?<!\bwas\s)(?<!\bwere\s)(?<![.\d\w-]){_LIST}['\s-]{{1,2}}{_KIND}$", re.IGNORECASE | re.VERBOSE
)
_FOLLOWED = re.compile(rf"(?<=\bof\s){_NUMBER}\s{_UNIT},\s", re.IGNORECASE)  # "at a follow-up of 20 months, 1-year OS"
_RESULT = re.compile(
    rf"(?:{_NUMBER},?\s(?:and\s)?)*{_NUMBER}\s(?:month|year|week|day)s,?\s(?:and\s)?(?=\d+-[a-z])"
)  # not "6 and 12 months"
_SEVERAL_AFTER = re.compile(rf"^s?\s?(?:rates?)?\s?(?:at|after)\s(?:the\s)?{_LIST}\b", re.IGNORECASE)
_OF_ALL = Phrase(rf"(?<![.\d\w-]){_LIST}\s(?:survival\s)?rates?\s(?:were|was|are)?\s?(?:as\sfollows)?\s?:", ":")
_ITEM = re.compile(rf"(?P<number>{_NUMBER})[-\s]?(?P<unit>{_UNIT})?", re.IGNORECASE)


_TIME = re.compile(r"[mywdMYWD](?:(?i:onth|ear|r|eek|ay|o)(?i:s?\b)|(?:(?<=\dy)|(?<=\d[-\s]y))\b)")


@once
def _names_a_time(statement: Statement) -> bool:
    return _TIME.search(statement.text) is not None


def _is_dated(text: str, start: int) -> bool:
    """Whether a time, or words that may stand between one and an endpoint, leads to what begins at a place."""
    led = text[max(0, start - 20) : start].lower().rstrip(" ')-").endswith(_LEADS)
    return led and _DATED.search(text, max(0, start - 90), start) is not None


_LEADS = (  # the words before an endpoint by which _DATED ends
    "month", "months", "year", "years", "yr", "yrs", "week", "weeks", "day", "days", "mo", "y",
    "cumulative", "actuarial", "estimated", "predicted", "y of", "rate of", "rates of", "ce of", "ces of", "disease", "relapse",
)  # fmt: skip


def landmarks(statement: Statement, start: int, end: int) -> Landmarks | None:
    """The times of the endpoint that a statement names from `start` to `end`, or `None` where it tells none."""
    if not _names_a_time(statement):
        return None
    text = statement.text
    dated = _is_dated(text, start)
    several = _SEVERAL_BEFORE.search(text, max(0, start - 90), start) if dated else None
    if several and (followed := _FOLLOWED.match(text, several.start())):
        several = _SEVERAL_BEFORE.search(text, followed.end(), start)
    if several and (result := _RESULT.match(several["listed"])):
        several = _SEVERAL_BEFORE.search(text, several.start("listed") + result.end(), start)
    if several:
        return Landmarks(several.start(), end, _months(statement, several["listed"]))
    if several := _SEVERAL_AFTER.match(text[end : end + 80]):
        return Landmarks(start, end + several.end(), _months(statement, several["listed"]))
    before = _BEFORE.search(text, max(0, start - 60), start) if dated else None
    if one := before or _AFTER.match(text[end : end + 40]):
        printed = one.groupdict()
        unit, _ = statement.paper.units.match(printed["unit"] or printed["day"], 0)
        return Landmarks(start, end, (months_of(printed["number"] or printed["so_many"], unit),))
    if one := _OPENING.match(text, 0, start) or _LATER.search(text, 0, start):
        printed = one.groupdict()
        unit, _ = statement.paper.units.match(printed["unit"] or printed["or_unit"], 0)
        return Landmarks(start, end, (months_of(printed["number"] or printed["or_number"], unit),))
    state = text.startswith(("alive", "free "), start) or (
        text.startswith("-free", end - 5) and not text.startswith(" surv", end)
    )
    if state and (first := _FIRST.match(text)):
        unit, _ = statement.paper.units.match(first["unit"], 0)
        return Landmarks(start, end, (months_of(first["number"], unit),))
    if of_all := _OF_ALL.search(text, 0, start):
        return Landmarks(start, end, _months(statement, of_all["listed"]))
    return None


_BEHIND = re.compile(
    rf"[)\]]?(?:,?\srespectively,?)?\s(?:\([^()]*\)\s|\[[^\[\]]*\]\s)?(?:(?:in|with|for)\s(?:the\s)?[\w+/-]++(?:\s[\w+/-]++){{0,3}}?\s)?(?:(?:at|after)\s(?:{_LIST}|(?P<one>{_NUMBER}[-\s]?{_UNIT}))|{_ON_DAY})\b(?!\s(?:of\s)?(?:follow|treatment|therapy))",
    re.IGNORECASE,
)


def names_time_behind(text: str, end: int) -> bool:
    """Whether a time at which it is read stands behind the value that ends here: "45% at 3 years"."""
    return _BEHIND.match(text, end) is not None


_SHARE_AT = re.compile(
    rf"s?\s?(?:rates?)?\s?(?:at|after|by)\s(?:{_NUMBER}[-\s]?{_UNIT}|day\s\+?\d+)(?:[^.;\d]|(?<=vs)\.){{0,100}}\d[\d.]*(?:\s?±\s?[\d.]+)?\s?%",
    re.IGNORECASE,
)


def share_at_time_behind(text: str, end: int) -> bool:
    """Whether a time stands behind an endpoint that ends here, and the next number is a share: "PFS at 2 years was 45%"."""
    return _SHARE_AT.match(text, end) is not None


def read_behind(statement: Statement, end: int) -> tuple[Decimal | None, ...]:
    """The times, in months, at which values that end here are read: "45% (95% CI, 30-60) at 3 years", "… at 3 and 5 years"."""
    match = _BEHIND.match(statement.text, end)
    return _months(statement, match["listed"] or match["one"] or f"{match['so_many']} {match['day']}") if match else ()


def _months(statement: Statement, listed: str) -> tuple[Decimal | None, ...]:
    """The times of a list, in months; a number without a unit has that of the next."""
    times: list[Decimal | None] = []
    unit = None
    for item in reversed(list(_ITEM.finditer(listed))):
        unit = statement.paper.units.match(item["unit"], 0)[0] if item["unit"] else unit
        times.append(months_of(item["number"], unit))
    return tuple(reversed(times))
