"""What one table cell prints: a number, and what stands beside it in brackets.

`printed("12 (57.1)")` knows that 57.1 stands in a bracket behind 12; what the two mean, the table's words tell.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from kg_builder.evidence import Interval, Probability
from kg_builder.probabilities import probability
from kg_builder.values import number

__all__ = ["Printed", "chance", "is_blank", "printed", "with_chance"]

_REMEMBERED = 512  # texts of cells: those of a few papers, which many rules ask for


class Printed(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """The numbers of a cell, by their place in it.

    Attributes:
        lead: the first number outside brackets.
        sign: "<" or ">" before it; "NR" where a word stands for a number that was not reached.
        percent: `lead` has a percent sign.
        total: "12/21".
        sd: "45.7 ± 6.8".
        inner: a single number in a bracket; `inner_percent`: with a percent sign; `inner_sign`: with "<" before it.
        interval: two numbers in a bracket, or alone; `further`: two more.
        words: what letters the cell has besides ("months").
    """

    lead: Decimal | None = None
    sign: str = ""
    percent: bool = False
    total: int | None = None
    sd: Decimal | None = None
    inner: Decimal | None = None
    inner_percent: bool = False
    inner_sign: str = ""
    interval: Interval | None = None
    kind: str = ""  # what the cell itself calls the interval: "ci", "range", "iqr"
    further: Interval | None = None
    words: str = ""


_NOTHING = Printed()
_BLANK = re.compile(
    r"^[\s.\u2026\u22ef*-]*$|^(?:n\.?\s?/?a\.?|n\.?d\.?|not\s(?:applicable|available|done)|nil)$", re.IGNORECASE
)
_UNREACHED = re.compile(r"^(?:NR|NE|N\.R\.|not\s(?:yet\s)?(?:reached|estimable|evaluable))\b", re.IGNORECASE)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?![\d.])|\d+(?:[.,]\d+)?|\.\d+"
_MARKS = re.compile(r"[*\u2020\u2021\u00a7\u00b6#\u2016]+|(?<=[)\]])\s?[a-z](?:,[a-z])*$|(?<=\d)\^?[a-z]$")
_MARK = re.compile(r"[*\u2020\u2021\u00a7\u00b6#\u2016]")  # one of these stands in each, or a letter ends it
_LIMIT = rf"(?:-?(?:{_NUMBER})\+?|NR|NE|NA|\u221e|not\s(?:reached|estimable))"
_BETWEEN = r"\s?%?\s?(?:-|~|to|,|;|/)\s?"
_MAY_BE_TWO = re.compile(r"[-~tT,;]")  # one of these stands between two limits, but for a slash
_PAIR = re.compile(
    rf"(?P<kind>95\s?%?,?\s?(?:CI|confidence\sinterval)|CI|IQR|range|"
    rf"interquartile\srange)?[\s,:=]*(?P<low>{_LIMIT}){_BETWEEN}(?P<high>{_LIMIT})\s?%?",
    re.IGNORECASE,
)
_LISTED_PAIR = re.compile(r"-?\d+(?:\.\d+)?,\s-?\d+(?:\.\d+)?")
_LEAD = re.compile(
    rf"^(?P<sign>[<>\u2264\u2265~])?\s?(?P<lead>-?(?:{_NUMBER}))\s?(?P<percent>%)?(?:\s?/\s?(?P<total>\d+)(?![\d.]*/))?(?:\s?(?:\u00b1"
    rf"|\+/-)\s?(?P<sd>{_NUMBER}))?"
)
_INNER = re.compile(
    rf"^(?:n\s?=\s?)?(?P<sign>[<>\u2264\u2265~])?\s?(?P<inner>-?(?:{_NUMBER}))\s?(?P<percent>%)?$", re.IGNORECASE
)
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_LETTER_P = re.compile(r"^[pP]\s?(?:values?)?\s?")
_NESTED = re.compile(r"\(([^()\[\]]+)\s(\[[^()\[\]]+\])\)")  # "69 (92 [83-97])"
_DIGIT = re.compile(r"\d")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


def is_blank(text: str) -> bool:
    """Whether a cell says that there is nothing to say.

    >>> [is_blank(x) for x in ("", "-", "..", "NA", "0", "NR")]
    [True, True, True, True, False, False]
    """
    text = text.strip()
    words = text[:1].isalnum() and text[0] not in "nN"
    return not words and _BLANK.match(text) is not None


@lru_cache(maxsize=_REMEMBERED)
def chance(text: str) -> Probability | None:
    """The p value that a cell prints alone; a comma may stand for its point.

    >>> chance("0.033"), chance("0,07"), chance("<0.001*"), chance("P = 0.02"), chance("1")
    (0.033, 0.07, '<0.001', 0.02, 1.0)
    """
    cleaned = _COMMA.sub(".", _MARKS.sub("", text.strip())).strip()
    return probability(_LETTER_P.sub("", cleaned))


_WITH_P = (
    re.compile(r"(?P<ratio>.*[)\]])\s*[,;]?\s*(?:[pP]\s?=?\s?)?(?P<p>[<>]?\s?[01]?\.\d+)$"),
    re.compile(
        r"[pP]\s?(?P<p>[=<>]\s?[01]?\.\d+)\s?[,;]?\s(?:\((?=[\d.]+\)$))?(?P<ratio>\d+\.\d+(?:\s?[(\[].*[)\]])?)\)?"
    ),
    re.compile(r"(?P<p>[<>]?\s?[01]?\.\d+)\s(?P<ratio>\d+\.\d+\s?[(\[].*[)\]])"),
)


def with_chance(text: str) -> tuple[str, Probability | None]:
    """A cell's ratio with its interval, and the p value behind or before them: "1.9 (1.3-2.8), p = 0.01".

    >>> with_chance("1.9 (1.3-2.8), p = 0.01"), with_chance("1.9 (1.3-2.8)")
    (('1.9 (1.3-2.8)', 0.01), ('1.9 (1.3-2.8)', None))
    >>> with_chance("P = 0.018 (2.21)"), with_chance("0.18 0.81 (0.61-1.09)")
    (('2.21', 0.018), ('0.81 (0.61-1.09)', 0.18))
    """
    both = next((m for form in _WITH_P if (m := form.fullmatch(text))), None)
    return (both["ratio"], chance(both["p"])) if both else (text, None)


_UNCLOSED = re.compile(r"(\(\s?\d[\d.]*\s?%)\s?[09]?$")  # "(21%0": the bracket's key without shift, or no bracket


@lru_cache(maxsize=_REMEMBERED)
def printed(text: str) -> Printed | None:
    """Read a cell; `None` when it is blank or is not made of numbers.

    >>> p = printed("12/21 (57.1%)")
    >>> p.lead, p.total, p.inner, p.inner_percent
    (Decimal('12'), 21, Decimal('57.1'), True)
    >>> p = printed("13 (27.7) [15.6-42.6]")
    >>> p.lead, p.inner, p.interval
    (Decimal('13'), Decimal('27.7'), (Decimal('15.6'), Decimal('42.6')))
    >>> printed("13 (27.7 [15.6-42.6])") == p
    True
    >>> printed("7.50 (3.19-NE) months").interval, printed("NR").sign, printed("..")
    ((Decimal('3.19'), None), 'NR', None)
    >>> printed("150 (90 210)") == printed("150 (90-210)"), printed("31 (21%0") == printed("31 (21%)"), printed("5 (90 210)")
    (True, True, None)
    >>> printed("12 patients (30%)") == printed("12 (30%)"), printed("12 cycles (30%)").words
    (True, 'cycles')
    """
    if plain := _PLAIN.fullmatch(text):
        return _counted(*plain.groups())
    text = " ".join(text.split())
    text = _MARKS.sub("", text).strip() if text[-1:].islower() or _MARK.search(text) else text
    text = _UNCLOSED.sub(r"\1)", text) if "(" in text and ")" not in text else text
    text = _NESTED.sub(r"(\1) \2", text) if "[" in text else text
    if not text[:1].isdecimal() and is_blank(text):
        return None
    if alone := _alone(text):
        return alone
    brackets = [content.strip() for content in _BRACKET.findall(text)] if "(" in text or "[" in text else []
    outside = _BRACKET.sub(" ", text).strip() if brackets else text
    read = _outside(outside)
    if read is None and (outside or not brackets):
        return None
    return _with_brackets(read or _NOTHING, brackets)


_PLAIN = re.compile(  # most cells: "12", "57.1%", "12 (57.1)", "61 (35-82)"
    r"(?P<lead>\d+(?:\.\d+)?)(?P<percent>%)?"
    r"(?:\s?\((?P<inner>\d+(?:\.\d+)?)(?:(?P<inner_percent>%)|-(?P<high>\d+(?:\.\d+)?))?\))?",
    re.ASCII,
)


def _counted(lead: str, percent: str | None, inner: str | None, inner_percent: str | None, high: str | None) -> Printed:
    second = number(inner) if inner else None
    if high:
        return Printed(lead=number(lead), percent=bool(percent), interval=(second, number(high)))
    return Printed(lead=number(lead), percent=bool(percent), inner=second, inner_percent=bool(inner_percent))


def _alone(text: str) -> Printed | None:
    """ "31-84", "(54-71)", "31, 84": an interval and nothing else."""
    if not _MAY_BE_TWO.search(text):
        return None
    bare = text.strip("()[]").strip()
    apart = "," not in bare or bare != text or _LISTED_PAIR.fullmatch(bare)
    pair = _PAIR.fullmatch(bare) if "/" not in bare and apart else None
    numbers = pair is not None and pair["low"][0].isdigit() and pair["high"][0].isdigit()
    return Printed(interval=_interval(pair), kind=_kind(pair["kind"])) if pair is not None and numbers else None


def _outside(text: str) -> Printed | None:
    if _UNREACHED.match(text):
        return Printed(sign="NR")
    match = _LEAD.match(text)
    if match is None:
        return None
    tail = text[match.end() :].strip()
    rest = tail.strip(" ;,")
    read = Printed(
        lead=_decimal(match["lead"]),
        sign=match["sign"] or "",
        percent=bool(match["percent"]),
        total=int(match["total"]) if match["total"] else None,
        sd=_decimal(match["sd"]) if match["sd"] else None,
    )
    if tail[:1] in (";", ",") and (pair := _PAIR.fullmatch(rest)):
        return replace(read, further=_interval(pair))
    if not rest or (_PATIENTS.fullmatch(rest) and not match["percent"]):
        return read
    return replace(read, words=rest) if not _DIGIT.search(rest) else None


_PATIENTS = re.compile(r"(?:patients?|pts\.?|pats?\.|cases?|subjects?)", re.IGNORECASE)
_PART = re.compile(r"\s?;\s?|,\s?(?=95\s?%)")
_FRACTION = re.compile(r"(?P<count>\d+)\s?/\s?(?P<total>\d+)")


def _parts(content: str) -> list[str]:
    """What a bracket holds: "40%; 28-53" is two things, "28; 53" one."""
    parts = _PART.split(content)
    if len(parts) == 1 or _PAIR.fullmatch(content):
        return [content]
    known = all(any(form.fullmatch(p) for form in (_INNER, _FRACTION, _PAIR)) for p in parts)
    return parts if known else [content]


def _as_count(read: Printed, content: str) -> Printed | None:
    """ "40.0 (24/60)" read as "24/60 (40.0)", where the arithmetic agrees."""
    fraction = _FRACTION.fullmatch(content) if "/" in content else None
    if fraction is None or read.lead is None or read.inner is not None or read.total is not None or read.sign:
        return None
    count, total = int(fraction["count"]), int(fraction["total"])
    step = Decimal(1).scaleb(int(read.lead.as_tuple().exponent))
    if not total or abs(Decimal(100 * count) / total - read.lead) > step:
        return None
    return replace(read, lead=Decimal(count), total=total, inner=read.lead, inner_percent=True, percent=False)


def _with_brackets(read: Printed, brackets: list[str]) -> Printed | None:
    for content in (part for bracket in brackets for part in _parts(bracket)):
        if counted := _as_count(read, content):
            read = counted
            continue
        if (inner := _INNER.match(content)) and read.inner is None:
            read = replace(
                read,
                inner=_decimal(inner["inner"]),
                inner_percent=bool(inner["percent"]),
                inner_sign=inner["sign"] or "",
            )
        elif (pair := _PAIR.fullmatch(content)) and read.interval is None and not _is_ratio(read, pair):
            read = replace(read, interval=_interval(pair), kind=_kind(pair["kind"]))
        elif (apart := _APART.fullmatch(content)) and read.interval is None and _encloses(apart, read.lead):
            read = replace(read, interval=_interval(apart))
        elif _DIGIT.search(content):
            return None
    if read.interval is None and read.further is not None:
        read = replace(read, interval=read.further, further=None)
    return read if read is not _NOTHING else None


_APART = re.compile(r"(?P<low>\d+(?:\.\d+)?)\s(?P<high>\d+(?:\.\d+)?)")  # the dash or comma between them is lost


def _encloses(pair: re.Match[str], lead: Decimal | None) -> bool:
    return lead is not None and Decimal(pair["low"]) <= lead <= Decimal(pair["high"]) != Decimal(pair["low"])


def _is_ratio(read: Printed, pair: re.Match[str]) -> bool:
    """Whether two numbers with a slash between them do not enclose the number before them: they limit nothing."""
    low, high = _interval(pair)
    outside = low is not None and high is not None and read.lead is not None and not low <= read.lead <= high
    return outside and "/" in pair.group()


def _interval(pair: re.Match[str]) -> Interval:
    return _limit(pair["low"]), _limit(pair["high"])


def _limit(text: str) -> Decimal | None:
    return _decimal(text.rstrip("+")) if _DIGIT.search(text) else None


def _kind(name: str | None) -> str:
    folded = (name or "").lower()
    return "iqr" if "q" in folded or "quartile" in folded else "ci" if "c" in folded else "range" if folded else ""


def _decimal(text: str) -> Decimal:
    """ "17,400" is a thousand's comma, "12,4" a decimal one."""
    if "," in text and re.fullmatch(r"-?\d+,\d{1,2}", text):
        return Decimal(text.replace(",", "."))
    return number(text)
