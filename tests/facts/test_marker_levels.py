"""Tables of markers by their levels: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Baseline
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            " | Positive, n (%) | Negative, n (%)\nHER2 | 30 (60) | 20 (40)\nPD-L1 | 5 (10) | 45 (90)",
            [
                ("overall", "HER2", "Positive", 30, 50),
                ("overall", "HER2", "Negative", 20, 50),
                ("overall", "PD-L1", "Positive", 5, 50),
                ("overall", "PD-L1", "Negative", 45, 50),
            ],
        ),
        (
            " | Positive | Negative\nMale | 10 (40) | 15 (60)\nHER2 | 3 (30) | 7 (70)",  # the columns are groups
            [
                ("Positive", "Male", None, 10, None),
                ("Negative", "Male", None, 15, None),
                ("Positive", "HER2", None, 3, None),
                ("Negative", "HER2", None, 7, None),
            ],
        ),
        (
            " | High | Low\nHER2 | 6 (30) | 8 (20)\nPD-L1 | 2 (10) | 10 (25)",  # shares of each column
            [
                ("High", "HER2", None, 6, None),
                ("Low", "HER2", None, 8, None),
                ("High", "PD-L1", None, 2, None),
                ("Low", "PD-L1", None, 10, None),
            ],
        ),
    ],
)
def test_columns_that_are_levels(
    report: ReportOf, rows: str, expected: list[tuple[str, str, str | None, int, int | None]]
) -> None:
    """Levels that share out all patients of each marker are no groups of patients."""
    paper = report("Biomarker status", rows, methods="We saw patients.")
    found = [r for r in from_tables(paper) if isinstance(r, Baseline)]
    assert [(r.arm, r.characteristic, r.level, r.count, r.n) for r in found] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Sex | |\nMale (n = 60, 66.7%) | 0.64 | 0.37-1.09\nFemale (n = 30; 33.3%) | 0.48 | 0.25-0.93",
            [("overall", "Sex", "Male", 60, 90), ("overall", "Sex", "Female", 30, 90)],
        ),
        (
            "Sex | |\nMale (n = 60) | 0.64 | 0.37-1.09\nFemale (n = 30) | 0.48 | 0.25-0.93",
            [],
        ),  # sizes of subgroups only
        (
            "Site | |\nLiver (n = 60; 67%) | 0.64 | 0.37-1.09\nLung (n = 50; 56%) | 0.48 | 0.25-0.93",
            [],
        ),  # not shared out
    ],
)
def test_levels_that_print_their_share(report: ReportOf, rows: str, expected: list[tuple[object, ...]]) -> None:
    """The levels of a factor beside its ratios tell of the patients, where their shares are of all of them together."""
    table = report("Hazard ratios of OS by subgroup", f"Subgroup | HR | 95% CI\n{rows}")
    records = [r for r in from_tables(table) if isinstance(r, Baseline)]
    assert [(r.arm, r.characteristic, r.level, r.count, r.n) for r in records] == expected
