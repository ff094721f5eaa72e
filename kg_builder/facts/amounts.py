"""How much of something is given, as a sentence prints it: "80 mg/day", "AUC 5", "60 Gy/30 f", "2 x 900 mg/m2", "45-50 Gy"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg_builder.expressions import Expression
from kg_builder.phrases import PartPhrase
from kg_builder.study import Statement
from kg_builder.values import number

__all__ = ["Amount", "amounts_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Characters `start` to `end` are a dose; `daily`: the unit itself says per day."""

    start: int
    end: int
    value: Decimal
    unit: str
    radiation: bool = False
    daily: bool = False
    fractions: str = ""  # in which it is given, where that stands behind a stroke or before "x"
    each: str = ""  # how often it is given, where that stands before "x"
    single: bool = False  # what is given each time
    within: str = ""  # the range of which it is a limit, as printed


_VALUE = r"(?P<value>\d(?<![\w.,/-]\d)(?:\d{0,2}(?:,\d{3})+|\d*(?:\.\d+)?))(?=\s?-?\s?[A-Za-zμ])"
_NUMBER = Expression(_VALUE, re.NOFLAG)
_CURVE = r"\b(?:AUC|area\sunder\sthe\s(?:[\w-]+\s){0,3}?curve)(?:,?\s?[(\[]AUC[)\]])?[,;:]?\s?(?:of\s|=\s?|at\s)?"
_PART = r"(?:m[lL]|millilit(?:er|re)|min(?:utes?)?)"
_OF_CURVE = rf"(?:\s?mg(?:\s?[/·*]\s?|\sper\s){_PART}(?:(?:\s?[/·*×]\s?|\s?per\s|\s){_PART})?)?"
_NUMBER_OR_AUC = Expression(rf"{_VALUE}|{_CURVE}(?P<auc>[1-9]\d?(?:\.\d+)?)(?![\d.]*\s?[-%]){_OF_CURVE}", re.NOFLAG)
_DIMENSIONS = frozenset({"mass", "dose", "radiation dose", "radioactivity"})
_A_DAY = re.compile(r"\s?/\s?(?:d\b|day)")
_PER_OTHER = re.compile(r"\s?/\s?(?!m|\d+\s?h\b)\w")  # "/22 h" says how long it runs
_PER_FRACTION = re.compile(r"\s?/\s?(?!m|\d+\s?h\b|f(?:raction|x|r)\b)\w")
_FRACTIONS = re.compile(r"\s?/\s?(?P<n>\d{1,2})\s?(?:f|fr|frs|fx|fractions?)\b")
_PER_DAY = re.compile(r"^(?P<unit>.+?)\s?/\s?(?:day|d)$")
_TIMES = re.compile(r"(?<![\w.,-])(?P<n>\d{1,2})\s?[x×]\s?$")
_REACH = 6  # as far as _TIMES looks back
_RANGE = re.compile(
    r"(?<![\w.,/-])(?P<least>\d+(?:\.\d+)?)(?:\s?c?Gy)?\s?(?:-|\bto\b)\s?(?P<most>\d+(?:\.\d+)?)\s?(?P<unit>c?Gy)\b"
)
_RELATIVE = PartPhrase(
    r"(?:[<>]=?|[≤≥±])\s?$|\d\sto\s$|\b(?:cumulative|average)\s(?:\w+\s){0,4}$|\b(?:cap(?:ped)?|maximum|maximal|max\.?|not\s(?:to\s)?exceed(?:ing)?)\s(?:(?:single|total|dose|at|of|to)\s)*$|\b(?:weigh(?:t|ing)|reduction|reduced|decreased?|lowered|tapered|increments?)\s(?:\w+\s){0,3}$|\b(?:then|and)\sby\s$"
    r"|\b(?:equivalent\s(?:\w+\s){0,2}|BED\d*\s(?:of\s)?|EQD2\s(?:of\s)?)$",
    "<", ">", "≤", "≥", "±", " to ", "cumulative", "average", "cap", "max", "exceed", "weigh", "reduc", "decrease", "lowered",
    "tapered", "increment", " by ", "equivalent", "bed", "eqd2",
)  # fmt: skip


def amounts_of(statement: Statement) -> Iterator[Amount]:
    """The doses that a sentence prints, in order, but for those that only limit or change another."""
    text = statement.text
    ranges = [m for m in _RANGE.finditer(text) if not _is_relative(text, m.start())] if "Gy" in text else []
    found = [amount for m in ranges for amount in _limits(text, m)]
    curve = "AUC" in text or "under the" in text
    for match in (_NUMBER_OR_AUC if curve else _NUMBER).finditer(text):
        if ranges and any(m.start() <= match.start() < m.end() for m in ranges):
            continue
        amount = _of_curve(match) if curve and match["auc"] else _measured(statement, match)
        if amount and not _is_relative(text, match.start()):
            found.append(amount)
    yield from sorted(found, key=lambda a: a.start) if ranges else found


def _of_curve(match: re.Match[str]) -> Amount:
    return Amount(start=match.start(), end=match.end(), value=Decimal(match["auc"]), unit="AUC")


def _measured(statement: Statement, match: re.Match[str]) -> Amount | None:
    """The dose that a number with a unit of weight, activity or radiation is."""
    text = statement.text
    unit, end = statement.paper.units.match(text, match.end())
    if unit is None or unit.features.get("unitDimension") not in _DIMENSIONS:
        return None
    if per := _A_DAY.match(text, end):
        end = per.end()
    key = _PER_DAY.match(unit.key)
    radiation = unit.features["unitDimension"] == "radiation dose"
    divided = _FRACTIONS.match(text, end) if radiation else None
    if not divided and (_PER_FRACTION if radiation else _PER_OTHER).match(text, end):
        return None
    times, daily = _TIMES.search(text, max(0, match.start() - _REACH), match.start()), bool(per or key)
    many = divided or (times if radiation else None)
    return Amount(
        start=match.start(), end=divided.end() if divided else end, value=number(match["value"]),
        unit=key["unit"] if key else unit.key, radiation=radiation, daily=daily and not times,
        fractions=f"{many['n']} fractions" if many else "", each=f"{times['n']} x per day" if times and daily else "",
        single=bool(times and radiation),
    )  # fmt: skip


def _limits(text: str, found: re.Match[str]) -> Iterator[Amount]:
    """The least and the greatest dose of a range."""
    per = _A_DAY.match(text, found.end())
    for limit in ("least", "most"):
        yield Amount(
            start=found.start(), end=per.end() if per else found.end(), value=Decimal(found[limit]), unit=found["unit"],
            radiation=True, daily=per is not None, within=found.group(),
        )  # fmt: skip


def _is_relative(text: str, start: int) -> bool:
    """Whether words before a number say that it limits, changes or adds up a dose, or is what another comes to."""
    return _RELATIVE.search(text, _last_break(text, start), start) is not None


def _last_break(text: str, end: int) -> int:
    """Where the words before `end` begin that no comma or bracket parts from it, as none does within `_RELATIVE`."""
    return max(text.rfind(",", 0, end), text.rfind("(", 0, end)) + 1
