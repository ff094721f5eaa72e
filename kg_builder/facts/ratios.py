"""Ratios as sentences print them: "HR 0.74; 95% CI 0.60-0.91; p = 0.01"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.evidence import Interval, Probability
from kg_builder.probabilities import probabilities
from kg_builder.values import number

__all__ = ["RATIO", "chance_of", "interval_of", "measure_of", "plausible", "ratios", "unnamed_ratios"]

RATIO = re.compile(
    r"""\b(?P<measure>HRs?|[as]HRs?|a(?:OR|RR)s?|[Hh]azards?\s[Rr]atios?|ORs?|[Oo]dds\s[Rr]atios?|RRs?|[Rr]elative\s[Rr]isks?|[Rr]isk\s[Rr]atios?)(?![\w/-])
        (?P<between>(?:\s?[(\[][as]?(?:HRs?|ORs?|RRs?)[)\]])?(?:,?\s?(?:[(\[][89]\d(?:\.\d+)?\s?%\sCIs?[)\]]|[89]\d(?:\.\d+)?\s?%\sCIs?))?(?:[^\d;.()\[\]]|(?<=\bvs)\.|(?<=\bper\s)\d{1,3}(?=[\s-][a-z])){0,130}?)[\s(,=:;]*
        (?P<value>\d{0,3}\.\d+)(?![\d%])(?:\sin\sfavou?r\sof\s[^,;()]{3,60}(?=,)|\s(?:per|for\severy|for\seach)\s[^,;()\[\]]{1,30}(?=[,;]|\s[(\[]))?
        (?:[\s,;:(\[]*(?:(?:with\s)?(?:an?\s)?(?:[89]\d(?:\.\d+)?\s?(?:%|percent)\s?,?\s?)?(?:CI|confidence\sintervals?(?:\s[(\[]CI[)\]])?)\s?(?:of\s|[,;:=\s])*)?[\s(\[]*(?P<low>\d*\.\d+)\s?(?:-|to|,|;)\s?(?P<high>\d*\.\d+)[)\]]?)?""",
    re.VERBOSE,
)
_RATIOS = ("HR", "azard", "OR", "dds", "RR", "isk")  # one of them stands in every name of a ratio
_TAIL = 40
_NEAR = 60  # characters between a ratio's name and its value; further off, a verb must tie the two
_SAYS = re.compile(r"^(?!.*\b(?:[pP]|values?|levels?|power)\b)\s(?:for|of)\s.*\b(?:was|were|is)$")
_BOUNDS = ("<", ">", "\u2264", "\u2265")  # before a limit, such as a criterion of success


def ratios(text: str) -> Iterator[re.Match[str]]:
    """The ratios that a text gives as results, not as limits."""
    for match in RATIO.finditer(text) if any(map(text.__contains__, _RATIOS)) else ():
        near = len(match["between"]) <= _NEAR or _SAYS.search(match["between"])
        row = match["low"] is None and _ROW.match(text, match.end())
        if near and not row and not text[: match.start("value")].rstrip().endswith(_BOUNDS):
            yield match


_ROW = re.compile(r"(?:,\s\d+\.\d+)+,?\sand\s\d+\.\d+")  # "HR 1.8, 2.1, and 1.7": of as many factors


_UNNAMED = re.compile(
    r"(?<=[(\[])(?P<measure>)(?P<between>)(?P<value>\d{1,2}\.\d+),\s(?P<low>\d+\.\d+)\s?(?:-|to)\s?(?P<high>\d+\.\d+)(?=[;,)\]]\s?[pP)\]]?)"
)


def unnamed_ratios(text: str) -> Iterator[re.Match[str]]:
    """The hazard ratios that a text prints without their name, as another before it had one: "(0.94, 0.76-1.17; p=0.59)".

    >>> [m["value"] for m in unnamed_ratios("75% in the X1 group and 74% in the X2 group (0.94, 0.76-1.17; p=0.59)")]
    ['0.94']
    """
    for match in _UNNAMED.finditer(text):
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
    if found is None or re.search(r"\d", text[at : at + found.start]):
        return None
    return found.p, at + found.end
