"""Outcomes of several regimens side by side: which rows, by which filters, and in what they differ beyond the treatment."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg_builder.evidence import Outcome
from kg_builder.lexicon import Category
from kg_builder.web.addresses import Choices, first
from kg_builder.web.records import study_words
from kg_builder.web.wording import amount, count, interval, line_name, listed, unit_name, whereabouts

if TYPE_CHECKING:
    from kg_builder.web.shelf import Shelf

__all__ = [
    "FILTERS",
    "NOT_STATED",
    "Filter",
    "Row",
    "as_csv",
    "differences",
    "endpoints",
    "options",
    "rows",
    "value_words",
]

NOT_STATED = "not stated"
_TRAITS: Mapping[str, str] = {"child-pugh": "Child-Pugh class", "bclc": "BCLC", "cause": "etiology"}
_RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An outcome and what has to be alike for it to compare: values of each filter, `not stated` where unknown."""

    record: Outcome
    regimen: str
    traits: Mapping[str, Sequence[str]]
    patients: str  # liver function, stage, cause, in words


@dataclass(frozen=True, slots=True)
class Filter:
    """Something rows can be filtered by, and differ in: its name in addresses, its title."""

    name: str
    title: str


FILTERS: Sequence[Filter] = (
    Filter("line", "Line of therapy"),
    Filter("criteria", "Response criteria"),
    Filter("child-pugh", "Child-Pugh class"),
    Filter("bclc", "BCLC stage"),
    Filter("cause", "Cause of disease"),
    Filter("design", "Design"),
    Filter("among", "Among"),
)


def endpoints(shelf: Shelf, regimens: Iterable[str]) -> list[tuple[str, str]]:
    """The endpoints with their statistics that the regimens have results for; those of most regimens, then results, first."""
    pairs = [(key, (r.endpoint, r.statistic)) for key in regimens for r in shelf.about(key, "outcome")
             if isinstance(r, Outcome)]  # fmt: skip
    results, covered = Counter(pair for _, pair in pairs), Counter(pair for _, pair in set(pairs))
    return sorted(results, key=lambda pair: (-covered[pair], -results[pair], pair))


def rows(shelf: Shelf, regimens: Sequence[str], endpoint: str, statistic: str, choices: Choices) -> list[Row]:
    """The results of these regimens for an endpoint that pass the filters; best first within each regimen."""
    found = [row for key in regimens for row in _of(shelf, key, endpoint, statistic)]
    return [row for row in found if all(_passes(row, f.name, first(choices, f.name)) for f in FILTERS)]


def _of(shelf: Shelf, key: str, endpoint: str, statistic: str) -> list[Row]:
    records = [r for r in shelf.about(key, "outcome") if isinstance(r, Outcome)]
    wanted = [r for r in records if (r.endpoint, r.statistic) == (endpoint, statistic)]
    return [_row(shelf, key, r) for r in sorted(wanted, key=lambda r: (r.value is None, -(r.value or 0), r.id))]


def _row(shelf: Shelf, key: str, record: Outcome) -> Row:
    levels = {name: shelf.levels(record, characteristic) for name, characteristic in _TRAITS.items()}
    design = shelf.design(record)
    traits = {
        "line": _stated(line_name(shelf.line(record))),
        "criteria": _stated(record.criteria),
        "design": [part.strip() for part in design.replace(";", ",").split(",")] if design else [NOT_STATED],
        "among": [record.subgroup or "all patients"],
        **{name: list(found) or [NOT_STATED] for name, found in levels.items()},
    }
    words = [f"{_TRAITS[name]} {_mixture(found)}" for name, found in levels.items() if found]
    return Row(record=record, regimen=key, traits=traits, patients="; ".join(words))


def _stated(words: str | None) -> list[str]:
    return [words or NOT_STATED]


def _mixture(found: Mapping[str, object]) -> str:
    """The levels with their parts of the patients: "A 83 %, B 17 %"."""
    parts = ((level, getattr(r, "percent", None)) for level, r in found.items())
    return listed(f"{level} {percent} %" if percent is not None else level for level, percent in parts)


def _passes(row: Row, name: str, wanted: str) -> bool:
    return not wanted or wanted in row.traits[name]


def options(shelf: Shelf, regimens: Sequence[str], endpoint: str, statistic: str) -> dict[str, list[str]]:
    """What each filter can be set to, among all results of these regimens for the endpoint."""
    every = rows(shelf, regimens, endpoint, statistic, {})
    return {f.name: sorted({v for row in every for v in row.traits[f.name]}, key=_last) for f in FILTERS}


def _last(value: str) -> tuple[bool, str]:
    """What is not stated comes last."""
    return value == NOT_STATED, value


def differences(shelf: Shelf, found: Sequence[Row]) -> list[str]:
    """In what the rows differ besides the treatment, in words; empty where they compare.

    What one paper states and another leaves open counts as different: nobody knows.
    """
    if len(found) < 2:
        return []
    told = [_difference(f, [row.traits[f.name] for row in found]) for f in FILTERS if _matters(shelf, f, found)]
    months = {r.record.at_months for r in found}
    if len(months) > 1:
        told.append(f"Measured after: {listed(_times(months))}.")
    units = {r.record.unit for r in found}
    if len(units) > 1:
        told.append(f"Units: {listed(sorted(unit_name(u) or NOT_STATED for u in units))}.")
    return [words for words in told if words]


def _times(months: Iterable[object]) -> list[str]:
    return sorted(NOT_STATED if m is None else f"{m} months" for m in months)


def _matters(shelf: Shelf, chosen: Filter, found: Sequence[Row]) -> bool:
    """Survival has no response criteria."""
    if chosen.name != "criteria" or any(row.record.criteria for row in found):
        return True
    return shelf.lexicon.get(Category.RESPONSE, found[0].record.endpoint) is not None or any(
        (row.record.unit or "") == "percent" for row in found
    )


def _difference(chosen: Filter, values: Sequence[Sequence[str]]) -> str:
    """How the rows differ in one respect."""
    counts = Counter(" / ".join(v) for v in values)
    if len(counts) == 1 and NOT_STATED not in counts:
        return ""
    if list(counts) == [NOT_STATED]:
        return f"{chosen.title}: not stated for any row."
    ordered = sorted(counts.items(), key=lambda item: (item[0] == NOT_STATED, -item[1], item[0]))
    shown = [f"{words} ({count(n, 'row')})" for words, n in ordered]
    return f"{chosen.title}: {listed(shown, 5)}."


def as_csv(shelf: Shelf, found: Sequence[Row]) -> str:
    """The rows as a table for other programs; no cell begins like a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(
        ("regimen", "group", "line", "endpoint", "statistic", "at_months", "value", "qualifier", "unit", "ci_low", "ci_high",
         "n", "criteria", "among", "patients", "design", "study", "paper", "place", "quote", "record")
    )  # fmt: skip
    for row in found:
        writer.writerow([_safe(cell) for cell in _csv_cells(shelf, row)])
    return file.getvalue()


def _csv_cells(shelf: Shelf, row: Row) -> Iterator[object]:
    r = row.record
    low, high = r.ci or (None, None)
    yield from (shelf.label(row.regimen), r.arm, shelf.line(r), r.endpoint, r.statistic, r.at_months, r.value)
    yield from (r.qualifier, r.unit, low, high, r.n, r.criteria, r.subgroup, row.patients, shelf.design(r))
    yield from (study_words(shelf, r) or r.doc, r.doc, whereabouts(r), " ".join((r.quote or "").split()), r.id)


def _safe(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula.

    >>> _safe("=1+1"), _safe("TKI"), _safe(None)
    ("'=1+1", 'TKI', '')
    """
    if not isinstance(cell, str):
        return "" if cell is None else cell
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def value_words(row: Row) -> tuple[str, str, str]:
    """A row's value, its unit, its interval, in words."""
    r = row.record
    return amount(r.value, r.qualifier), unit_name(r.unit, r.value), interval(r.ci)
