"""Numbers as papers print them: with their unit, interval, count, p and n.

A `Quantity` is one reported value with all that its brackets say of it, so that "12 (57.1%)", "57.1% (12/21)" and
"7 patients (33.3 %; 95 % CI 15-57)" each are one thing. Small functions of the form `(text, position) → (value, position)`.
"""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from kg_builder.evidence import Interval, Probability
from kg_builder.lexicon import Term
from kg_builder.phrases import PartPhrase
from kg_builder.probabilities import PROBABILITY, probability_of
from kg_builder.units import Units, number
from kg_builder.value_starts import NUMBER, ValueStarts

__all__ = ["Quantity", "number", "quantities"]

_TO = r"\s?(?:-|to|,|;|~|and|/|\.\.)\s?"
_PERCENT_SIGN = r"(?:%|per\s?cent)"
_NAMED_CI = r"(?:CIs?|C\.I\.|confidence\sintervals?(?:\s?[\[(]CI[\])])?)"
_CI_NAME = rf"(?:\d\d(?:\.\d{{1,2}})?\s?{_PERCENT_SIGN}?\s?-?{_NAMED_CI}|CI(?:\s?95\s?%?)?)"
_INTERVAL = re.compile(
    rf"""(?P<kind>{_CI_NAME}|IQR|interquartile\srange(?:\s?[\[(]IQR[\])])?|range|inter-?quartile)?
         \s?[:,=;]?\s?(?:of\s|from\s|was\s)?[\[(]?\s?
         (?P<low>-?(?:{NUMBER})|(?:NR|NE|NA)(?!\s?[;,]\s?\d))\s?%?(?P<unit1>\s?[A-Za-z]+)?{_TO}
         (?P<high>-?(?:{NUMBER})|NR|NE|NA|∞|not\s(?:reached|estimable|available|evaluable))(?![\d.]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_INTERVAL_NAME = PartPhrase(
    rf"{_CI_NAME}|\b(?:IQR|inter-?quartile|range)\b",
    "ci", "c.i.", "confidence", "iqr", "quartile", "range",
    flags=re.IGNORECASE,
)  # fmt: skip
_NAMED_INTERVAL = re.compile(
    rf"""\s?[,;]?\s{{0,2}}(?=[\dacirw])(?:(?:with|and)\s(?:(?:an?|the)\s)?(?:corresponding\s)?)?
         (?=(?:{_CI_NAME}|IQR|interquartile|range)(?!\w))""",
    re.VERBOSE | re.IGNORECASE,
)  # "46 months with a 95% CI of 38 to 53 months"
_SPREAD = re.compile(
    rf"(?:(?P<error>SEM?|[Ss]\.[Ee]\.|[Ss]tandard\s[Ee]rror)|SD|[Ss]tandard\s[Dd]eviation|±)[,:=]?\s?(?:of\s)?±?\s?(?P<of>{NUMBER})\s?%?"
)
_BEHIND = re.compile(
    rf"""(?P<spread>(?:\s?%(?=\s?±\s?[\d.]+\s?%))?\s?±\s?(?P<sd>{NUMBER}))
       | (?P<part>\s?(?:/|(?i:of(?:\sthe)?|out\sof(?:\sthe)?))\s?(?P<total>\d{{1,5}})(?![\d.]*[%\d]))
       | (?P<both>(?:\s(?:patients|cases|pts))?,\s(?P<share>{NUMBER})\s?%(?=[)\]]))  # "rash (12, 10%)"
       | (?P<range>\s?(?:-|to)\s?(?P<upper>{NUMBER})(?![\w.]*\d))""",
    re.VERBOSE,
)
_NUMBERS_ALONE = re.compile(r"\[[\d\s,-]+\]")
_BRACKET = re.compile(r"[()\[\]]")
_OPEN = re.compile(r"\s?(?P<open>[\[(])\s?")


class Quantity(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """One reported value, from its first character to the last bracket that belongs to it.

    `interval_kind` is "ci", "iqr", "range", or "" for a bracketed pair of numbers that does not say what it is.
    """

    start: int
    end: int
    number: Decimal | None = None
    upper: Decimal | None = None
    unit: Term | None = None
    qualifier: str | None = None
    count: int | None = None
    total: int | None = None
    sd: Decimal | None = None
    interval: Interval | None = None
    interval_kind: str = ""
    p: Probability | None = None
    n: int | None = None

    @property
    def dimension(self) -> str:
        """What the unit measures: "time", "fraction", "mass" …, or ""."""
        return self.unit.features.get("unitDimension", "") if self.unit else ""

    @property
    def ci(self) -> Interval | None:
        """The interval, where it is a confidence interval."""
        return self.interval if self.interval_kind == "ci" else None


def quantities(text: str, units: Units) -> tuple[Quantity, ...]:
    r"""The reported values of a cleaned text, in order, none inside another.

    >>> from kg_builder.lexicon import Category
    >>> month = Term(iri="txo:month", key="month", label="month", category=Category.UNIT, features={"unitDimension": "time"})
    >>> percent = Term(iri="txo:percent", key="percent", label="percent", category=Category.UNIT)
    >>> units = Units(re.compile(r"\s?-?(?P<unit>%|months?)(?![A-Za-z])"), {"%": percent, "month": month})
    >>> for q in quantities("ORR 57.1% (12/21), PFS 5.3 and OS 12.5 months (95% CI, 10.8-14.3; P=0.02), n = 21", units):
    ...     print(q.number, q.unit and q.unit.key, q.count, q.total, q.ci and [str(x) for x in q.ci], q.p)
    57.1 percent 12 21 None None
    5.3 None None None None None
    12.5 month None None ['10.8', '14.3'] 0.02
    """
    starts = ValueStarts(text)
    found: list[Quantity] = []
    at = 0
    while (start := starts.next(at)) is not None:
        quantity = _quantity(text, start, units)
        if quantity is None:
            at = start.end()
            continue
        found.append(quantity)
        at = max(quantity.end, start.end())
    return tuple(_shared_units(text, _with_late_intervals(text, found)))


_GOES_ON = re.compile(r"[_@]|\.\d")
_SIGNS = {"≤": "<=", "≥": ">=", "=<": "<=", "=>": ">=", "≈": "~"}


def _quantity(text: str, match: re.Match[str], units: Units) -> Quantity | None:
    if not match.re.groups:
        return _tail(text, Quantity(start=match.start(), end=match.end(), qualifier="NR"), units)
    sign, printed = match.groups()
    end = match.end()
    if _GOES_ON.match(text, end):
        return None
    start, value = match.start("qualifier" if sign else "number"), number(printed)
    sign = _SIGNS.get(sign, sign) if sign else None
    if behind := _BEHIND.match(text, end):
        quantity = Quantity(start=start, end=end, number=value, qualifier=sign)
        return _tail(text, _head(text, quantity, value, behind, units), units)
    unit, end = units.match(text, end)
    return _tail(text, Quantity(start=start, end=end, number=value, unit=unit, qualifier=sign), units)


def _head(text: str, quantity: Quantity, value: Decimal, behind: re.Match[str], units: Units) -> Quantity:
    """What follows the number before any bracket: spread, total, upper end, unit."""
    if behind["spread"]:
        quantity = replace(quantity, sd=number(behind["sd"]), end=behind.end())
    elif behind["part"] and _whole(value) and value <= int(behind["total"]):
        end = _with_their_name(text, behind, int(value))
        quantity = replace(quantity, count=int(value), total=int(behind["total"]), end=end)
    elif behind["both"] and text[quantity.start - 1] in "([" and _whole(value):
        unit, _ = units.match("%", 0)
        quantity = replace(quantity, count=int(value), number=number(behind["share"]), unit=unit, end=behind.end())
    elif behind["range"] and value < number(behind["upper"]):
        quantity = replace(quantity, upper=number(behind["upper"]), end=behind.end())
    return _with_unit(text, quantity, units)


_NAMED_PEOPLE = re.compile(
    rf"""\s(?:[a-z-]+\s){{0,2}}?(?:patients|participants|subjects|women|men|children|cases)(?:\s(?:with|who|in)\s[^()\d;,.]{{2,40}}?)?
        (?=\s[(\[](?P<percent>{NUMBER})\s?%)""",
    re.VERBOSE,
)


def _with_their_name(text: str, share: re.Match[str], count: int) -> int:
    """Where "12 of 45 evaluable patients" ends, where its percentage follows in a bracket and agrees; else "12 of 45"."""
    named = _NAMED_PEOPLE.match(text, share.end())
    if named is None or not int(share["total"]):
        return share.end()
    agrees = abs(Decimal(100 * count) / int(share["total"]) - number(named["percent"])) <= 1
    return named.end() if agrees else share.end()


def _with_unit(text: str, quantity: Quantity, units: Units) -> Quantity:
    if quantity.unit is None:
        unit, end = units.match(text, quantity.end)
        if unit is not None:
            return replace(quantity, unit=unit, end=end)
    return quantity


def _whole(value: Decimal | None) -> bool:
    return value is not None and value == value.to_integral_value()


_MORE = re.compile(  # so all these begin
    r"\s?(?:[\[(]|[,;]?\s{0,2}(?:(?:with|and)\s(?:(?:an?|the)\s)?(?:corresponding\s)?)?(?:\d\d|ci|iqr|inter|range))",
    re.IGNORECASE,
)


def _tail(text: str, quantity: Quantity, units: Units) -> Quantity:
    """The brackets and the named interval that follow the number belong to it."""
    for _ in range(3):
        if quantity.number is not None and not _MORE.match(text, quantity.end):
            break
        grown = _with_unit(text, _with_bracket(text, _with_interval(text, quantity, units), units), units)
        if grown is quantity:
            break
        quantity = grown
    return _with_total(text, quantity) if quantity.count is not None and quantity.total is None else quantity


_TOTAL = re.compile(
    r"""\s(?:out\s)?of\s(?:the\s|all\s)?(?P<total>\d{1,3}(?:,\d{3})+|\d+)(?![\w.,]*[\d%])
        (?:\s(?:\w+\s)?(?:patients|participants|subjects|women|men|children|cases)\b)?""",
    re.VERBOSE,
)


def _with_total(text: str, quantity: Quantity) -> Quantity:
    """As in "23 (10%) of 233 patients", where the numbers agree."""
    whole = _TOTAL.match(text, quantity.end) if quantity.number is not None else None
    if whole is None or quantity.number is None or quantity.count is None:
        return quantity
    total = number(whole["total"])
    agree = total and abs(100 * quantity.count / total - quantity.number) <= 1
    return replace(quantity, total=int(total), end=whole.end()) if agree else quantity


def _with_interval(text: str, quantity: Quantity, units: Units) -> Quantity:
    named = _NAMED_INTERVAL.match(text, quantity.end) if quantity.interval is None else None
    match = _INTERVAL.match(text, named.end()) if named else None
    if match is None:
        return quantity
    unit, end = units.match(text, match.end())
    return _interval_of(quantity, match, end if unit is not None and unit == quantity.unit else match.end())


_BEHIND_GROUP = re.compile(
    rf"""[)\]]?\s(?P<whom>(?:in|for|with|among|of)\s(?:(?!\b(?:and|or|vs|versus|than|was|were|had|CI)\b)[^()\[\],;:.%]){{2,70}}?)
         (?:\s[(\[](?:n\s?=\s?\d+[;,]\s)?|,?\swith\s(?:an?\s|the\s)?)(?=(?:{_CI_NAME}|IQR|interquartile|range)\b)""",
    re.VERBOSE,
)


def _with_late_intervals(text: str, found: list[Quantity]) -> list[Quantity]:
    """The values, with intervals that stand behind their groups: "12 months in the A group (95% CI 10-14)"."""
    taken: list[tuple[int, int]] = []
    if all(q.interval or not q.unit for q in found) or not _INTERVAL_NAME.may_stand_in(text):
        return found
    for index, quantity in enumerate(found):
        late = _BEHIND_GROUP.match(text, quantity.end) if quantity.interval is None and quantity.unit else None
        match = _INTERVAL.match(text, late.end()) if late and not _ANOTHER.search(late["whom"]) else None
        between = match and any(quantity.end <= q.start < match.start() for q in found[index + 1 :])
        if match is None or between:
            continue
        grown = _interval_of(quantity, match, quantity.end)
        if _holds(grown):
            found[index] = grown
            taken.append(match.span())
    return [q for q in found if not any(start <= q.start < end for start, end in taken)]


def _holds(quantity: Quantity) -> bool:
    """Whether a value stands between the limits of its interval."""
    low, high = quantity.interval or (None, None)
    value = quantity.number
    return value is not None and low is not None and low <= value and (high is None or value <= high)


def _interval_of(quantity: Quantity, match: re.Match[str], end: int) -> Quantity:
    kind = (match["kind"] or "").lower()
    name = "ci" if "c" in kind else "iqr" if "q" in kind else "range" if kind else ""
    interval = (_limit(match["low"]), _limit(match["high"]))
    if None not in interval and interval[0] > interval[1]:  # type: ignore[operator]
        return quantity
    return replace(quantity, interval=interval, interval_kind=name, end=end)


def _limit(printed: str) -> Decimal | None:
    return number(printed) if any(c.isdigit() for c in printed) else None


def _with_bracket(text: str, quantity: Quantity, units: Units) -> Quantity:
    opened = _OPEN.match(text, quantity.end)
    if opened is None:
        return quantity
    close = _closing(text, opened.start("open"))
    if close is None or _cites(text, opened.start("open"), close + 1, quantity):
        return quantity
    content = text[opened.end() : close]
    if spread := _SPREAD.fullmatch(content):
        return replace(quantity, sd=quantity.sd if spread["error"] else number(spread["of"]), end=close + 1)
    if " vs" in content or " versus " in content:  # what two groups had is none's that stands before them
        return quantity
    if "edian" in content and quantity.unit is not None and quantity.unit.key == "patient":  # of their age
        return quantity
    inside = _inside(content, quantity, units)
    if inside != quantity and _ANOTHER.match(content) and inside.interval == quantity.interval:
        return replace(
            inside, end=quantity.end
        )  # "(hazard ratio for death, 0.66; P=0.003)" tells more than the P value
    return replace(inside, end=close + 1) if inside != quantity else quantity


def _cites(text: str, start: int, end: int, quantity: Quantity) -> bool:
    """Whether a square bracket of whole numbers points at references: not "[46-67]" behind 56%, once limits have been named."""
    if _NUMBERS_ALONE.fullmatch(text, start, end) is None:
        return False
    limits = _LIMITS.fullmatch(text, start, end) if quantity.unit is not None else None
    value = quantity.number
    around = limits and value is not None and number(limits["low"]) < value < number(limits["high"])
    return not (around and _INTERVAL_NAME.search(text, 0, start))


_LIMITS = re.compile(r"\[(?P<low>\d+)\s?-\s?(?P<high>\d+)\]")


def _closing(text: str, at: int) -> int | None:
    depth = 0
    for bracket in _BRACKET.finditer(text, at, at + 160):
        depth += 1 if bracket.group() in "([" else -1
        if depth == 0:
            return bracket.start()
    return None


_ANOTHER = re.compile(
    r"(?:\w+\s)??\b(?:a?[HO]Rs?|RRs?|[Rr]atios?|[Rr]isk|[Dd]ifference)\b"
)  # whose interval it is then


def _inside(content: str, quantity: Quantity, units: Units) -> Quantity:
    """Read a bracket's content into the quantity; unchanged when nothing of it is understood."""
    if ("p" in content or "P" in content) and (chance := PROBABILITY.search(content)):
        quantity = replace(quantity, p=probability_of(chance))
        content = content[: chance.start()] + " " * (chance.end() - chance.start()) + content[chance.end() :]
    named = _INTERVAL_NAME.search(content) if quantity.interval is None else None
    if named and _ANOTHER.search(content, 0, named.start()):
        return quantity
    if named and (interval := _INTERVAL.match(content, named.start())):
        grown = _interval_of(_counted(content[: interval.start()], quantity, units), interval, quantity.end)
        return _of_limits(grown, content, interval.end(), units) if grown.unit is None else grown
    if (
        "%" in content
        and (quantity.unit is None or quantity.unit.key == "patient")
        and (limited := _LIMITED.fullmatch(content))
    ):
        limits = (number(limited["low"]), number(limited["high"]))
        return replace(_counted(limited["share"], quantity, units), interval=limits)
    begin = len(content) - len(content.lstrip())
    interval = _INTERVAL.match(content, begin) if quantity.interval is None else None
    if interval and "/" not in interval.group():
        return _interval_of(quantity, interval, quantity.end)
    return _counted(content, quantity, units)


def _of_limits(quantity: Quantity, content: str, end: int, units: Units) -> Quantity:
    """The value in the unit that only its confidence limits have: "3.5 (95% CI 2.8-4.3 months)"."""
    if quantity.interval_kind != "ci" or not _holds(quantity):
        return quantity
    unit, behind = units.match(content, end)
    grown = replace(quantity, unit=unit)
    return grown if not content[behind:].strip(" ;,") and grown.dimension in ("time", "fraction") else quantity


_LIMITED = re.compile(
    rf"\s?(?P<share>(?:{NUMBER})\s?%)\s?[;,]\s?(?P<low>{NUMBER})\s?%?\s?(?:-|to)\s?(?P<high>{NUMBER})\s?%?\s?"
)  # "(48%; 32-64)"
_COUNTED = re.compile(r"^\s?(?:[nN]\s?=\s?)?(?P<count>\d+)(?:\s?(?:/|of)\s?(?P<total>\d+))?(?:\s?[A-Za-z]+)?\s?[;,]?")
_PERCENT = re.compile(rf"^\s?(?P<less><\s?)?(?P<percent>{NUMBER})\s?%")


def _counted(content: str, quantity: Quantity, units: Units) -> Quantity:
    """As "57.1% (12/21)" and "12 (57.1%)" say the same."""
    percent, counted = _PERCENT.match(content), _COUNTED.match(content)
    is_percent = quantity.unit is not None and quantity.unit.key == "percent"
    if is_percent and counted and quantity.count is None and not percent and not content.strip().isdigit():
        total = int(counted["total"]) if counted["total"] else quantity.total
        return replace(quantity, count=int(counted["count"]), total=total)
    countable = quantity.unit is None or quantity.unit.key == "patient"
    if percent and countable and _whole(quantity.number) and quantity.number is not None:
        unit, _ = units.match("%", 0)
        share = number(percent["percent"])
        sign = "<" if percent["less"] else quantity.qualifier  # "2 (<1%)": the count is exact, the share is not
        return replace(quantity, count=int(quantity.number), number=share, unit=unit, upper=None, qualifier=sign)
    return quantity


_JOINED = re.compile(
    r"^(?:\s\([^()\d]{1,40}\))?\s?(?:,|;|and|or|vs\.?|versus|compared\s(?:with|to)|against|,\sand|to|/|&|as\scompared\swith)\s?(?:and\s)?$",
    re.IGNORECASE,
)


def _shared_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """In "5.3 and 12.5 months" both are months."""
    for index in range(len(found) - 2, -1, -1):
        here, after = found[index], found[index + 1]
        if (
            here.unit is None
            and here.count is None
            and after.unit is not None
            and _JOINED.match(text[here.end : after.start])
        ):
            found[index] = replace(here, unit=after.unit)
    return found
