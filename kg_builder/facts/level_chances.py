"""One test over all levels of a factor: "Sex > Male | 12.1 | 0.03, Female | 15.0 |", the p value of both, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from kg_builder.evidence import Association, Place, Probability
from kg_builder.facts.arm_rows import arms_beside
from kg_builder.facts.head_statistics import RATIOS
from kg_builder.facts.headings import months_of, says_nothing
from kg_builder.facts.labels import unsized
from kg_builder.facts.outcome_names import named_outcomes
from kg_builder.facts.own_factors import behind_levels
from kg_builder.facts.printed import chance, is_blank
from kg_builder.facts.rows import Column, Entry, Row
from kg_builder.facts.sections import sections
from kg_builder.facts.sheet import Sheet
from kg_builder.facts.statistic_rows import only_further
from kg_builder.facts.stub_variable import with_variable
from kg_builder.held import once

__all__ = ["chance_of_levels", "tested"]


_Level = tuple[str, Decimal | None]


class _Test(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A test over the levels of a factor, and where its p value stands."""

    p: Probability
    place: Place
    column: Column  # of the values that were tested
    levels: tuple[_Level, ...]  # with what each reached; nothing where it was not reached
    factor: str = ""


def chance_of_levels(sheet: Sheet, row: Row, column: Column) -> Probability | None:
    """The p value of the one test over the levels of a factor, of which a row is one."""
    test = _tests(sheet).get((row.path[:-1], column.index))
    return test.p if test is not None else None


def tested(sheet: Sheet) -> Iterator[Association]:
    """What the tests over the levels of factors say of the endpoints in the columns."""
    first: dict[tuple[int, str | None, str], _Test] = {}
    for test in (t for t in _tests(sheet).values() if t.factor):  # one for the median and the rate beside it
        first.setdefault((test.place.start, test.column.heading.endpoint, test.factor), test)
    for test in first.values():
        named, direction = _told(test)
        arm = test.column.arm
        yield Association(
            doc=sheet.paper.document.id,
            span=test.place,
            rule="table-association",
            treatment=arm.regimen if arm is not None and not arm.whole else (),
            factor=named,
            endpoint=test.column.heading.endpoint or "",
            direction=direction,
            p=test.p,
            n=test.column.n,
        )


@once
def _tests(sheet: Sheet) -> Mapping[tuple[tuple[str, ...], int], _Test]:
    """The tests, by the labels over the levels and the column of the values."""
    belonging = _columns(sheet)
    alone = {test.index: _alone(sheet, test) for _, test in belonging}
    found: dict[tuple[tuple[str, ...], int], _Test] = {}
    for path, rows in sections(sheet).items() if belonging else ():
        cells = [(column, cell) for column, test in belonging if (cell := alone[test.index].get(path))]
        tests = [t for column, cell in cells if (t := _test(sheet, rows, column, cell))]
        factor = _factor(sheet, path, rows) if tests else None
        if factor is not None:
            found |= {(path, t.column.index): replace(t, factor=factor) for t in tests}
    return found


_Cell = tuple[Row, Column, Entry]


def _alone(sheet: Sheet, test: Column) -> Mapping[tuple[str, ...], _Cell]:
    """The p values that stand alone beside the rows below a heading, or beside that, by the labels over these rows."""
    told: dict[tuple[str, ...], list[_Cell]] = {}
    for row in sheet.rows:
        if (entry := row.entries.get(test.index)) and not is_blank(entry.text):
            for path in (row.path, row.path[:-1]):
                told.setdefault(path, []).append((row, test, entry))
    return {path: cells[0] for path, cells in told.items() if len(cells) == 1}


def _columns(sheet: Sheet) -> Sequence[tuple[Column, Column]]:
    """The columns of one endpoint in one group of patients, each with the p column behind them."""
    found: list[tuple[Column, Column]] = []
    since: list[Column] = []
    for column in sheet.columns:
        if column.statistic == "p":
            valued = [c for c in since if c.heading.endpoint and c.statistic not in _COUNTS]
            alike = {(c.name, c.subgroup, c.heading.endpoint) for c in valued}
            last = next((c for c in reversed(since) if c.statistic not in _LIMITS), None)
            if len(alike) == 1 and last in valued and not any(c.statistic in RATIOS for c in since):
                found += [(c, column) for c in valued]
            since = []
        else:
            since.append(column)
    return found


_COUNTS = ("n", "count", "events")
_LIMITS = ("ci", "range", "other", "sd")


def _factor(sheet: Sheet, path: tuple[str, ...], rows: Sequence[Row]) -> str | None:
    """What rows below a heading are the levels of; nothing where they are of arms beside each other, None where of no factor."""
    if all(arms_beside(sheet, r) for r in rows):
        return ""
    factor = _over_all(sheet, rows) if not path else _heading(sheet, rows)
    return factor if factor and _are_levels(sheet, rows) else None


def _heading(sheet: Sheet, rows: Sequence[Row]) -> str:
    """What the heading over rows names that divides the patients."""
    heading = rows[0].parents[-1]
    if not heading or says_nothing(heading, sheet.paper.finder) or named_outcomes(sheet, heading):
        return ""
    return ": ".join(unsized(label) for label in rows[0].parents if label)


def _over_all(sheet: Sheet, rows: Sequence[Row]) -> str:
    """What the head over all labels names, where no row stands below another: "CRP" over "Low" and "High"."""
    if len(rows) < len(sheet.rows):
        return ""
    factors = {with_variable(sheet, (), r.label).removesuffix(r.label).strip() for r in rows}
    return factors.pop() if len(factors) == 1 else ""


def _are_levels(sheet: Sheet, rows: Sequence[Row]) -> bool:
    """Whether rows are levels of what stands over them: no statistics or times, no other variables, no arms."""
    finder = sheet.paper.finder
    if any(not r.label or says_nothing(r.label, finder) or months_of(r.label) is not None for r in rows):
        return False
    alone = any(only_further(sheet, r) or behind_levels(sheet, r, r.parents) for r in rows)
    return not alone and not any(arms_beside(sheet, r) for r in rows)


def _test(sheet: Sheet, rows: Sequence[Row], column: Column, cell: _Cell) -> _Test | None:
    """The one p value beside the levels, or beside their heading, if two of them have a value."""
    read = {r.index: value for r in rows for value in sheet.values(r, [column])}
    levels = [(r.label, _reached(value.read.lead, value.read.sign)) for r in rows if (value := read.get(r.index))]
    if len(levels) < _FEWEST or len(levels) != len(read):
        return None
    row, test, entry = cell
    p = chance(entry.text)
    if p is None or not all(known for _, known in levels):
        return None
    values = tuple((label, known[0]) for label, known in levels if known)
    return _Test(p=p, place=sheet.place(row, test, entry), column=column, levels=values)


_FEWEST = 2  # levels that are compared


def _reached(lead: Decimal | None, sign: str) -> tuple[Decimal | None] | None:
    """A level's value, nothing for one that was not reached; none at all for what is no value."""
    if sign == "NR":
        return (None,)
    return (lead,) if lead is not None and not sign else None


_SIGNIFICANT = 0.05


def _is_significant(p: Probability) -> bool | None:
    """Whether a test tells the levels apart; None where it is not told: "<0.2"."""
    if isinstance(p, float):
        return p <= _SIGNIFICANT
    limit = re.fullmatch(r"([<>])\s?(0?\.\d+)", p)
    if limit is None:
        return False if p.upper() in ("NS", "N.S.") else None
    below = limit[1] == "<"
    return below if below == (float(limit[2]) <= _SIGNIFICANT) or float(limit[2]) == _SIGNIFICANT else None


_GOOD = re.compile(r".*(?:S|PFS2|survival|FFP|TTP|TTF|TTNT|DOR)|ORR|DCR|CR|pCR|CBR|(?:major\s)?pathological response")


_UNTOLD = re.compile(
    r"(?:unknown|missing|unspecified|undetermined|indeterminate|not\s(?:known|available|assessed|evaluable|tested|done)|N/?A)\b",
    re.IGNORECASE,
)


def _told(test: _Test) -> tuple[str, str | None]:
    """The factor, or the level of it that matters, and what it does to the patients."""
    significant = _is_significant(test.p)
    if significant is False:
        return test.factor, "none"
    if not significant or not _GOOD.fullmatch(test.column.heading.endpoint or ""):
        return test.factor, None
    known = [level for level in test.levels if not _UNTOLD.match(level[0])]
    if len(known) == _FEWEST:
        return _of_two(test.factor, known)
    return test.factor, _ordered(known)


_LACKS = re.compile(
    r"(?:no|none|never|non|not|negative|absent|low(?:er)?|normal|wild[-\s]?type|WT|without|unmethylated|-|\u2212|\u2013|0)\b.*|"
    r"(?:[<\u2264]|\u2212|\u2013).*|.*\b(?:negative|low|wild[-\s]?type)",
    re.IGNORECASE,
)


def _of_two(factor: str, levels: Sequence[_Level]) -> tuple[str, str | None]:
    """Of two levels that which has more of the factor, else the worse one, and whether it fared worse."""
    (one, first), (other, second) = levels
    if first == second:
        return factor, None
    one_is_worse = second is None or (first is not None and first < second)
    lacking = [bool(_LACKS.fullmatch(label)) for label in (one, other)]
    named_one = one_is_worse if lacking[0] == lacking[1] else lacking[1]
    direction = "worse" if named_one == one_is_worse else "better"
    return f"{factor}: {one if named_one else other}", direction


_ORDER = re.compile(
    r"(?:[A-Za-z]{1,6}\s?)?(?P<number>\d)(?:[a-c]|\+)?|(?:stage\s)?(?P<roman>I{1,3}|IV)[A-C]?", re.IGNORECASE
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def _ordered(levels: Sequence[_Level]) -> str | None:
    """Whether patients fare the worse, or the better, the higher the level: of numbered levels, "T1", "T2", "T3"."""
    found = [_ORDER.fullmatch(label) for label, _ in levels]
    ranks = [int(m["number"]) if m["number"] else _ROMAN[m["roman"].upper()] for m in found if m is not None]
    values = [value for _, value in levels if value is not None]
    if not len(ranks) == len(levels) == len(values) or ranks != sorted(set(ranks)):
        return None
    falling = all(a > b for a, b in pairwise(values))
    rising = all(a < b for a, b in pairwise(values))
    return "worse" if falling else "better" if rising else None
