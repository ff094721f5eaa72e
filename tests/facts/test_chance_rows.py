"""P values in rows of their own (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Effect, Outcome
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "| Sorafenib (n = 40) | Placebo (n = 50)\nMedian OS, months (95% CI) | 14.6 (12.4-17.1) | 11.3 (9.2-13.4)\n"
            "p value | 0.008 |\nORR, n (%) | 12 (30.0) | 5 (10.0)",
            [("14.6", 0.008), ("11.3", 0.008), ("30.0", None), ("10.0", None)],
        ),
        (
            "| Sorafenib (n = 40) | Placebo (n = 50)\nMedian OS, months (95% CI) | 14.6 (12.4-17.1) | 11.3 (9.2-13.4)\n"
            "HR (95% CI) | 0.70 (0.50-0.95) |\nP | 0.02 |",
            [("14.6", 0.02), ("11.3", 0.02)],
        ),
        (
            "| Sorafenib (n = 40) | Placebo (n = 50)\nMedian OS, months (95% CI) | 14.6 (12.4-17.1) | 11.3 (9.2-13.4)\n"
            "p value | 0.008 | 0.3",
            [("14.6", None), ("11.3", None)],
        ),
        (
            "| A1 (n = 40) | B2 (n = 50) | C3 (n = 44)\nMedian OS, months | 14.6 | 11.3 | 9.9\np value | 0.008 | |",
            [("14.6", None), ("11.3", None), ("9.9", None)],
        ),
    ],
)
def test_p_below_the_values_of_two_arms(report: ReportOf, rows: str, expected: list[tuple[str, float | None]]) -> None:
    """One p value below the values of two arms, or below their ratio, is that of their comparison."""
    records = [r for r in from_tables(report("Survival of the two groups", rows)) if isinstance(r, Outcome)]
    assert [(str(r.value), r.p) for r in records] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Variable | N | HR (95% CI) | p\nSex | | | 0.03\n  Male | 60 | 1.0 |\n  Female | 42 | 0.70 (0.50-0.96) |",
            [("0.70", 0.03)],
        ),
        (
            "Variable | N | HR (95% CI) | p\nStage | | | 0.03\n  I | 60 | 1.0 |\n  II | 42 | 1.70 (1.20-2.46) |\n  III | 30 | "
            "2.10 (1.40-3.30) |",
            [("1.70", None), ("2.10", None)],
        ),
        (
            "Variable | N | HR (95% CI) | p\nStage | | | 0.03\n  I | 60 | 1.0 |\n  II | 42 | 1.70 (1.20-2.46) | 0.2\n  III | "
            "30 | 2.10 (1.40-3.30) | 0.01",
            [("1.70", 0.2), ("2.10", 0.01)],
        ),
    ],
)
def test_p_beside_the_heading_over_levels(
    report: ReportOf, rows: str, expected: list[tuple[str, float | None]]
) -> None:
    """The p value of a factor of two levels is that of its one ratio; of more levels it is that of none."""
    caption = "Univariate Cox regression of overall survival"
    records = [r for r in from_tables(report(caption, rows)) if isinstance(r, Effect)]
    assert [(str(r.value), r.p) for r in records] == expected
