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
from kg_builder.phrases import PartPhrase, Phrase
from kg_builder.probabilities import PROBABILITY, probability_of
from kg_builder.units import Units, number

__all__ = ["Quantity", "number", "quantities"]

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d{1,3}(?:\s\d{3})+(?![\d.])|\d+(?:\.\d+)?|\.\d+"
_QUALIFIER = r"<=|>=|[<>≤≥~≈]|=<|=>"
_START = re.compile(rf"(?P<qualifier>{_QUALIFIER})?\s?(?P<number>-?(?:{_NUMBER}))(?![\w]*[A-Za-z]\d)")
_LEAD = 5  # the most that _START takes before its first digit: a sign, a space, a minus and a point
_GLUE = 3  # the most that _GLUED takes
_GLUED = re.compile(r"[A-Za-z\d.][-/]?$|[A-Za-z]\s?-$|\d[.,]$")
_LABELLED = PartPhrase(
    r"""\b(?:tables?|figures?|figs?\.?|refs?\.?|references?|sections?|appendix|version|v\.?|phase|stages?|grades?|types?|cohorts?|groups?
        |class|panel|equation|chapter|codons?|exons?|chromosome|days?|weeks?|cycles?|volume|number|no\.|protocol|aged?|isoform
        |(?:in|of|for|to|and|or|than|versus|with)\sarms?)\s(?:[A-Z]?\d+(?:\.\d+)?(?:\s?(?:,|and|or|to|-|/)\s?))*$""",
    "table", "figure", "fig", "ref", "section", "appendix", "version", "v ", "v.", "volume",
    "phase", "stage", "grade", "type", "cohort", "group", "class",
    "panel", "equation", "chapter", "codon", "exon", "chromosome", "day", "week", "cycle", "number", "no.", "protocol", "age",
    "isoform", "arm",
)  # fmt: skip
_LABEL_ENDS = (".", ",", "-", "/")  # or a letter
_JOINT = re.compile(r"\d(?:,|,?\s(?:and|or))$")
_WHOLE_JOINT = re.compile(r"(?<![\d.])\d{1,2},?\s(?:and|or|versus|vs)$")  # "in group 1 and 5.1 months"
_MONTHS = re.compile(r"\s(?:days?|weeks?|months?|years?)\b")
_CITED = PartPhrase(
    r"\[\s?\d+(?:\s?[-,;]\s?\d+)*\s?\]|\(\s?\d{1,3}(?:\s?[-,;]\s?\d{1,3})*\s?\)", "[", "(", flags=re.VERBOSE
)

_TO = r"\s?(?:-|to|,|;|~|and|/|\.\.)\s?"
_PERCENT_SIGN = r"(?:%|per\s?cent)"
_NAMED_CI = r"(?:CIs?|C\.I\.|confidence\sintervals?(?:\s?[\[(]CI[\])])?)"
_CI_NAME = rf"(?:\d\d(?:\.\d)?\s?{_PERCENT_SIGN}?\s?-?{_NAMED_CI}|CI(?:\s?95\s?%?)?)"
_INTERVAL = re.compile(
    rf"""(?P<kind>{_CI_NAME}|IQR|interquartile\srange(?:\s?[\[(]IQR[\])])?|range|inter-?quartile)?
         \s?[:,=;]?\s?(?:of\s|from\s|was\s)?[\[(]?\s?
         (?P<low>-?(?:{_NUMBER})|(?:NR|NE|NA)(?!\s?[;,]\s?\d))\s?%?(?P<unit1>\s?[A-Za-z]+)?{_TO}
         (?P<high>-?(?:{_NUMBER})|NR|NE|NA|∞|not\s(?:reached|estimable|available|evaluable))(?![\d.]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_INTERVAL_NAME = re.compile(rf"{_CI_NAME}|\b(?:IQR|inter-?quartile|range)\b", re.IGNORECASE)
_NAMED_INTERVAL = re.compile(rf"\s?[,;]?\s?[\[(]?\s?(?=(?:{_CI_NAME}|IQR|interquartile|range)\b)", re.IGNORECASE)
_LEVEL = PartPhrase(rf"\d\d(?:\.\d)?\s?{_PERCENT_SIGN}\s?-?(?=CI|C\.I\.|confidence)", "%", "per", flags=re.VERBOSE)
_SD = re.compile(rf"(?:\s?%(?=\s?±\s?[\d.]+\s?%))?\s?±\s?(?P<sd>{_NUMBER})")
_SPREAD = re.compile(
    rf"(?:(?P<error>SEM?|[Ss]\.[Ee]\.|[Ss]tandard\s[Ee]rror)|SD|[Ss]tandard\s[Dd]eviation|±)[,:=]?\s?(?:of\s)?±?\s?(?P<of>{_NUMBER})\s?%?"
)
_SHARE = re.compile(r"\s?(?:/|of(?:\sthe)?|out\sof(?:\sthe)?)\s?(?P<total>\d{1,5})(?![\d.]*[%\d])", re.IGNORECASE)
_COUNT_SHARE = re.compile(rf"(?:\s(?:patients|cases|pts))?,\s(?P<share>{_NUMBER})\s?%(?=[)\]])")  # "rash (12, 10%)"
_RANGE = re.compile(rf"\s?(?:-|to)\s?(?P<upper>{_NUMBER})(?![\w.]*\d)")
_NUMBERS_ALONE = re.compile(r"\[[\d\s,-]+\]")
_OPEN = re.compile(r"\s?(?P<open>[\[(])\s?")
_DIGIT = re.compile(r"[0-9]")
_N = Phrase(r"\b[nN]o?\.?\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d+)", "=", flags=re.VERBOSE)
_NOT_REACHED = Phrase(
    r"\b(?:not\s(?:yet\s)?(?:been\s)?(?:reached|estimable|evaluable|achieved)|NR|N\.R\.|unreached)\b",
    "not", "nr", "n.r.", "unreached",
    flags=re.VERBOSE,
)  # fmt: skip


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
    reached = _NOT_REACHED.search(text)
    if _DIGIT.search(text) is None and reached is None:
        return ()
    found: list[Quantity] = []
    taken = sorted([(m.start(), m.end()) for p in (PROBABILITY, _N, _CITED, _LEVEL) for m in p.finditer(text)])
    at = 0
    while (start := _next_start(text, at, taken, reached)) is not None:
        quantity = _quantity(text, start, units)
        if quantity is None:
            at = start.end()
            continue
        found.append(quantity)
        at = max(quantity.end, start.end())
    return tuple(_shared_units(text, found))


def _next_start(
    text: str, at: int, taken: list[tuple[int, int]], reached: re.Match[str] | None
) -> re.Match[str] | None:
    numbered = _first_number(text, at, taken)
    if reached and reached.start() < at:
        reached = _NOT_REACHED.search(text, at)
    if numbered and reached:
        return min(numbered, reached, key=lambda m: m.start())
    return numbered or reached


def _first_number(text: str, at: int, taken: list[tuple[int, int]]) -> re.Match[str] | None:
    while digit := _DIGIT.search(text, at):
        match = _START.search(text, max(at, digit.start() - _LEAD))
        if match is None:
            return None
        at, begin = match.end(), match.start("number")
        if text[begin] == "-":
            begin += 1
        glued = _GLUED.search(text, max(0, match.start() - _GLUE), match.start())
        if glued and not match["qualifier"] and not text[match.start()].isspace():
            continue
        before = text[max(0, match.start() - 40) : match.start()].rstrip()
        labelled = before.endswith(_LABEL_ENDS) or before[-1:].isalpha()
        valued = labelled and (
            text.startswith(("%", " %"), at)
            or (_JOINT.search(before) and _MONTHS.match(text, at))
            or ("." in match["number"] and _WHOLE_JOINT.search(before))
        )
        if any(s <= begin < e for s, e in taken) or (labelled and not valued and _LABELLED.search(before + " ")):
            continue
        return match
    return None


_GOES_ON = re.compile(r"[_@]|\.\d")
_SIGNS = {"≤": "<=", "≥": ">=", "=<": "<=", "=>": ">=", "≈": "~"}


def _quantity(text: str, match: re.Match[str], units: Units) -> Quantity | None:
    if "number" not in match.re.groupindex:
        return _tail(text, Quantity(start=match.start(), end=match.end(), qualifier="NR"), units)
    printed, sign = match["number"], match["qualifier"]
    if _GOES_ON.match(text, match.end()):
        return None
    start = match.start("qualifier") if sign else match.start("number")
    quantity = Quantity(start=start, end=match.end(), number=number(printed), qualifier=_SIGNS.get(sign or "", sign))
    return _tail(text, _head(text, quantity, units), units)


def _head(text: str, quantity: Quantity, units: Units) -> Quantity:
    """What may follow the number before any bracket: spread, total, upper end, unit."""
    if spread := _SD.match(text, quantity.end):
        quantity = replace(quantity, sd=number(spread["sd"]), end=spread.end())
    elif (share := _SHARE.match(text, quantity.end)) and _whole(quantity.number):
        total = int(share["total"])
        if quantity.number is not None and quantity.number <= total:
            end = _with_their_name(text, share, int(quantity.number))
            quantity = replace(quantity, count=int(quantity.number), total=total, end=end)
    elif (
        (both := _COUNT_SHARE.match(text, quantity.end))
        and text[quantity.start - 1] in "(["
        and _whole(quantity.number)
    ):
        share_of = {"count": int(quantity.number or 0), "number": number(both["share"]), "unit": units.match("%", 0)[0]}
        quantity = replace(quantity, **share_of, end=both.end())
    elif (upper := _RANGE.match(text, quantity.end)) and (quantity.number or 0) < number(upper["upper"]):
        quantity = replace(quantity, upper=number(upper["upper"]), end=upper.end())
    return _with_unit(text, quantity, units)


_NAMED_PEOPLE = re.compile(
    rf"""\s(?:[a-z-]+\s){{0,2}}?(?:patients|participants|subjects|women|men|children|cases)(?:\s(?:with|who|in)\s[^()\d;,.]{{2,40}}?)?
        (?=\s[(\[](?P<percent>{_NUMBER})\s?%)""",
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


def _tail(text: str, quantity: Quantity, units: Units) -> Quantity:
    """The brackets and the named interval that follow the number belong to it."""
    for _ in range(3):
        grown = _with_unit(text, _with_bracket(text, _with_interval(text, quantity), units), units)
        if grown == quantity:
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


def _with_interval(text: str, quantity: Quantity) -> Quantity:
    named = _NAMED_INTERVAL.match(text, quantity.end) if quantity.interval is None else None
    if named is None or "(" in named.group() or "[" in named.group():
        return quantity
    match = _INTERVAL.match(text, named.end())
    return _interval_of(quantity, match, match.end()) if match else quantity


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
    for index in range(at, min(len(text), at + 160)):
        depth += (text[index] in "([") - (text[index] in ")]")
        if depth == 0:
            return index
    return None


_ANOTHER = re.compile(
    r"(?:\w+\s)??\b(?:a?[HO]Rs?|RRs?|[Rr]atios?|[Rr]isk|[Dd]ifference)\b"
)  # whose interval it is then


def _inside(content: str, quantity: Quantity, units: Units) -> Quantity:
    """Read a bracket's content into the quantity; unchanged when nothing of it is understood."""
    if chance := PROBABILITY.search(content):
        quantity = replace(quantity, p=probability_of(chance))
        content = content[: chance.start()] + " " * (chance.end() - chance.start()) + content[chance.end() :]
    named = _INTERVAL_NAME.search(content) if quantity.interval is None else None
    if named and _ANOTHER.search(content, 0, named.start()):
        return quantity
    if named and (interval := _INTERVAL.match(content, named.start())):
        return _interval_of(_counted(content[: interval.start()], quantity, units), interval, quantity.end)
    if (
        "%" in content
        and (quantity.unit is None or quantity.unit.key == "patient")
        and (limited := _LIMITED.fullmatch(content))
    ):
        limits = (number(limited["low"]), number(limited["high"]))
        return replace(_counted(limited["share"], quantity, units), interval=limits)
    interval = _INTERVAL.search(content) if quantity.interval is None else None
    if interval and not content[: interval.start()].strip() and "/" not in interval.group():
        return _interval_of(quantity, interval, quantity.end)
    return _counted(content, quantity, units)


_LIMITED = re.compile(
    rf"\s?(?P<share>(?:{_NUMBER})\s?%)\s?[;,]\s?(?P<low>{_NUMBER})\s?%?\s?(?:-|to)\s?(?P<high>{_NUMBER})\s?%?\s?"
)  # "(48%; 32-64)"
_COUNTED = re.compile(r"^\s?(?:[nN]\s?=\s?)?(?P<count>\d+)(?:\s?(?:/|of)\s?(?P<total>\d+))?(?:\s?[A-Za-z]+)?\s?[;,]?")
_PERCENT = re.compile(rf"^\s?(?P<less><\s?)?(?P<percent>{_NUMBER})\s?%")


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
