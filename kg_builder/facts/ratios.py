"""Ratios as sentences print them: "HR 0.74; 95% CI 0.60-0.91; p = 0.01"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.evidence import Interval, Probability
from kg_builder.probabilities import probabilities
from kg_builder.values import number

__all__ = [
    "DECIMAL",
    "RATIO",
    "chance_before",
    "chance_of",
    "interval_of",
    "measure_of",
    "plausible",
    "ratios",
    "unnamed_ratios",
]

RATIO = re.compile(
    r"""\b(?=[HORahors])(?P<measure>HRs?|[as]HRs?|a(?:OR|RR)s?|[Hh]azards?\s[Rr]atios?|ORs?|[Oo]dds\s[Rr]atios?|RRs?|[Rr]elative\s[Rr]isks?|[Rr]isk\s[Rr]atios?)(?![\w/-])
        (?P<between>(?:\s?[(\[][as]?(?:HRs?|ORs?|RRs?)[)\]])?(?:,?\s?(?:[(\[][89]\d(?:\.\d+)?\s?%\sCIs?[)\]]|[89]\d(?:\.\d+)?\s?%\sCIs?))?(?:[^\d;.()\[\]]|(?<=\bvs)\.|(?:(?<=\bper\s)|(?<=\beach\s)|(?<=\bevery\s))\d{1,3}(?=[\s-][a-z])|(?<=[A-Za-z])-?\d{1,4}(?![\d.%])|(?<=[<>\u2264\u2265])\s?\d{1,3}(?=\s)|(?:(?<=\barm\s)|(?<=\bgroup\s)|(?<=\bcohort\s))\d(?=\s)|\s\((?:[^()\d;=]|(?<=\s)\d(?=[\s)])){3,80}\)){0,130}?)[\s(,=:;]*
        (?P<value>\d{0,3}\.\d+)(?![\d%])(?:\sin\sfavou?r\sof\s[^,;()]{3,60}(?=,|\s[(\[][89]\d)|\sfor\s[^,;()\d]{2,40}(?=\s[(\[][89]\d)|\sin\sthe\s[^,;()\d]{2,40}\s(?:group|arm)(?=\s[(\[][89]\d)|\s(?:per|for\severy|for\seach)\s[^,;()\[\]]{1,30}(?=[,;]|\s[(\[]))?
        (?:[\s,;:(\[]*(?:(?:with\s)?(?:an?\s)?(?:(?:repeated|adjusted|stratified)\s)?(?:[89]\d(?:\.\d+)?\s?(?:%|per\s?cent)\s?,?\s?)?(?:CI|[cC]\.[iI]\.|confidence\sintervals?(?:\s[(\[]CI[)\]])?)\s?(?:of\s|[,;:=\s])*)?[\s(\[]*(?P<low>\d*\.\d+)\s?(?:-|to|,|;)\s?(?P<high>\d*\.\d+)[)\]]?)?""",
    re.VERBOSE,
)
_NAMED = re.compile(r"[HORr](?<!OR)(?:R|atio|isk)s?(?![\w/-])")  # every name of a ratio ends so; "ORR" is none
_NAMES = ("HR", "OR", "RR", "ratio", "Ratio", "risk", "Risk")  # one of which stands in each of them
_LEADING = len("Relative ")  # as much of a name as stands before what _NAMED finds
DECIMAL = re.compile(r"\.\d")  # stands in every value of a ratio
_TAIL = 40
_NEAR = 60  # characters between a ratio's name and its value; further off, a verb must tie the two
_SAYS = re.compile(r"^(?!.*\b(?:[pP]|values?|levels?|power)\b)\s(?:for|of|comparing|between)\s.*\b(?:was|were|is)$")
_LIMIT = re.compile(
    r"\b(?:below|above|under|over|exceed\w*|(?:less|lower|greater|higher|more)\sthan|at\s(?:least|most)|(?:rang|vari)(?:ed|ing)\sfrom)$"
)
_BOUNDS = ("<", ">", "\u2264", "\u2265")  # before a limit, such as a criterion of success


def ratios(text: str) -> Iterator[re.Match[str]]:
    """The ratios that a text gives as results, not as limits."""
    named = _NAMED.search(text) if any(map(text.__contains__, _NAMES)) and DECIMAL.search(text) else None
    for match in RATIO.finditer(text, max(0, named.start() - _LEADING)) if named else ():
        said = match["between"]
        near = len(said) <= _NEAR or said.endswith(")") or _SAYS.search(said)
        row = match["low"] is None and _ROW.match(text, match.end())
        bound = text[: match.start("value")].rstrip().endswith(_BOUNDS) or _LIMIT.search(said)
        if near and not row and not bound:
            yield match


_ROW = re.compile(r"(?:,\s\d+\.\d+)+,?\sand\s\d+\.\d+")  # "HR 1.8, 2.1, and 1.7": of as many factors


_UNNAMED = re.compile(
    r"(?:(?<=[(\[])|(?<=months;\s))(?P<measure>)(?P<between>)(?P<value>\d{1,2}\.\d+),\s(?P<low>\d+\.\d+)\s?(?:-|to)\s?(?P<high>\d+\.\d+)(?=[;,)\]]\s?[pP)\]]?)"
)


_LIMITS_NEXT = re.compile(r"\.\d+,\s\d+\.\d")  # stands in each of these


def unnamed_ratios(text: str) -> Iterator[re.Match[str]]:
    """The hazard ratios that a text prints without their name, as another before it had one: "(0.94, 0.76-1.17; p=0.59)".

    >>> [m["value"] for m in unnamed_ratios("75% in the X1 group and 74% in the X2 group (0.94, 0.76-1.17; p=0.59)")]
    ['0.94']
    """
    for match in _UNNAMED.finditer(text) if _LIMITS_NEXT.search(text) else ():
        if float(match["low"]) <= float(match["value"]) <= float(match["high"]):
            yield match


def measure_of(printed: str) -> str:
    """The key of a printed ratio.

    >>> [measure_of(x) for x in ("hazard ratio", "HRs", "odds ratio", "risk ratio", "aHR")]
    ['HR', 'HR', 'OR', 'RR', 'HR']
    """
    first = printed.removeprefix("a").removeprefix("s")[:1].upper()
    return {"H": "HR", "O": "OR", "R": "RR", "": "HR"}[first]


def interval_of(match: re.Match[str]) -> Interval | None:
    """The limits of a printed ratio."""
    return (number(match["low"]), number(match["high"])) if match["low"] else None


def plausible(interval: Interval | None) -> bool:
    """Whether limits are in order."""
    return interval is None or (interval[0] is not None and interval[1] is not None and interval[0] <= interval[1])


def chance_of(text: str, at: int) -> tuple[Probability, int] | None:
    """The p value right behind a ratio, and where it ends."""
    found = next(probabilities(text[at : at + _TAIL]), None)
    if found is None or _ANOTHER.search(text, at, at + found.start) or _OF_SEVERAL.search(text, at, at + found.end):
        return None
    return found.p, at + found.end


_OF_SEVERAL = re.compile(r"interaction|heterogeneity|trend")  # a p value not of one ratio, but of those of all levels
_ANOTHER = re.compile(r"\d|\w[^()\[\]]*[(\[]")  # before a p value: that of another ratio, whose bracket it opens
_CHANCE_FIRST = re.compile(r"[(\[]\s?(?P<chance>[pP]\s?[=<>\u2264]\s?\d?\.\d+)[;,]\s?(?:(?:un)?adjusted\s)?$")


def chance_before(text: str, start: int) -> Probability | None:
    """The p value with which the bracket of a ratio begins: "(P = 0.01; HR 1.8".

    >>> chance_before("OS (P = 0.01; HR 1.8)", 14), chance_before("OS (P = 0.01), HR 1.8", 15)
    (0.01, None)
    """
    first = _CHANCE_FIRST.search(text, max(0, start - _TAIL), start)
    found = next(probabilities(first["chance"]), None) if first else None
    return found.p if found else None
