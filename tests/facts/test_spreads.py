"""Rows that print one point of a summary each: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Baseline
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf

_HEAD = "Characteristic | Sorafenib (n = 40) | Placebo (n = 50)\nMale sex | 20 (50) | 30 (60)"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Age, years | |\nMinimum | 30 | 31\n25% | 51 | 50\nMedian | 57 | 58\n75% | 68 | 66\nMaximum | 76 | 80",
            ["Age 57 [51-68] [30-76] year 40", "Age 58 [50-66] [31-80] year 50"],
        ),
        (
            "Age | |\nN | 38 | 49\nMedian | 57 | 58\n25th percentile | 51 | 50\n75th percentile | 68 | 66",
            ["Age 57 [51-68] [-] None 38", "Age 58 [50-66] [-] None 49"],
        ),
        (
            "Age | |\nMedian | 57 | 58\nMin | 30 | 31\nMax | 76 | 80\nMean | 56.1 | 57.2\nSD | 9.3 | 9.9",
            [
                "Age 57 [-] [30-76] None 40",
                "Age 58 [-] [31-80] None 50",
                "Age mean 56.1 sd 9.3 None 40",
                "Age mean 57.2 sd 9.9 None 50",
            ],
        ),
        (
            "Age | |\nMean | 56.1 | 57.2\nStandard deviation | 9.3 | 9.9\nRange | 30-76 | 31-80",
            [
                "Age mean 56.1 sd 9.3 None 40",
                "Age mean 57.2 sd 9.9 None 50",
                "Age None [-] [30-76] None 40",
                "Age None [-] [31-80] None 50",
            ],
        ),
    ],
)
def test_points_of_one_summary_are_one_record(report: ReportOf, rows: str, expected: list[str]) -> None:
    """Quartiles and extremes belong to the median beside them, a deviation to the mean; none is a level that is counted."""
    found = [r for r in from_tables(report("Baseline characteristics", f"{_HEAD}\n{rows}")) if isinstance(r, Baseline)]
    assert [_told(r) for r in found if r.count is None] == expected
    assert {r.level for r in found if r.count is not None} == {None}


def _told(r: Baseline) -> str:
    if r.mean is not None:
        return f"{r.characteristic} mean {r.mean} sd {r.sd} {r.unit} {r.n}"
    iqr, extremes = ("-".join(map(str, x)) if x else "-" for x in (r.iqr, r.range))
    return f"{r.characteristic} {r.median} [{iqr}] [{extremes}] {r.unit} {r.n}"


@pytest.mark.parametrize(
    "rows",
    [
        "Marker, quartile | |\nQ1 | 10 (25) | 15 (30)\nQ3 | 30 (75) | 35 (70)",  # parts of the patients
        "Weight | |\nMinimum | 80 | 81\nMedian | 57 | 58\nMaximum | 76 | 80",  # which cannot be
    ],
)
def test_levels_called_like_points_are_none(report: ReportOf, rows: str) -> None:
    """Quartiles that are counted are levels; points that do not ascend are not made one summary."""
    found = [r for r in from_tables(report("Baseline characteristics", f"{_HEAD}\n{rows}")) if isinstance(r, Baseline)]
    assert all(r.iqr is None and r.range is None for r in found)
