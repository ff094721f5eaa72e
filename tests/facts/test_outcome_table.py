"""Tables of responses and survival: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf


def found(report: ReportOf, caption: str, rows: str, note: str = "") -> list[str]:
    """ "arm [subgroup] endpoint@months statistic value unit count ci" of each record."""
    records = [r for r in from_tables(report(caption, rows, note)) if isinstance(r, Outcome)]
    return [
        f"{r.arm} [{r.subgroup or ''}] {r.endpoint}@{r.at_months or ''} {r.statistic} {r.qualifier or r.value}"
        f" {r.unit} {r.count} {_ci(r)}"
        for r in records
    ]


def _ci(r: Outcome) -> str:
    return "-".join(map(str, r.ci)) if r.ci else "none"


HEAD = "Response | Sorafenib (n = 40) | Placebo (n = 50) | P"


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (
            "Tumor response",
            f"{HEAD}\nComplete response | 1 (2.5) | 0 | 0.5\nPartial response | 9 (22.5) | 3 (6.0) | 0.03\n"
            f"Unknown | 2 (5.0) | 1 (2.0) |\nObjective response rate (CR + PR), % | 10 (25.0) | 3 (6.0) | "
            f"0.02",
            [
                "Sorafenib [] CR@ rate 2.5 percent 1 none",
                "Placebo [] CR@ count 0 patient None none",
                "Sorafenib [] PR@ rate 22.5 percent 9 none",
                "Placebo [] PR@ rate 6.0 percent 3 none",
                "Sorafenib [] ORR@ rate 25.0 percent 10 none",
                "Placebo [] ORR@ rate 6.0 percent 3 none",
            ],
        ),
        (
            "Efficacy",
            "Endpoint | Sorafenib (n = 40) | Placebo (n = 50)\nMedian OS, months (95% CI) | 11.2 (9.1-13.4) "
            "| 8.0 (6.1-NR)\n1-year OS rate, % | 45.0 | 30.5\nMedian PFS, months (95% CI) | NR | 3.1 "
            "(2.0-4.2)",
            [
                "Sorafenib [] OS@ median 11.2 month None 9.1-13.4",
                "Placebo [] OS@ median 8.0 month None 6.1-None",
                "Sorafenib [] OS@12 rate 45.0 percent None none",
                "Placebo [] OS@12 rate 30.5 percent None none",
                "Sorafenib [] PFS@ median NR None None none",
                "Placebo [] PFS@ median 3.1 month None 2.0-4.2",
            ],
        ),
        (
            "Survival outcomes",
            "Treatment | mOS (months) | mPFS (months)\nSorafenib (n = 40) | 11.2 | 4.0\nPlacebo (n = 50) | 8.0 | 3.1",
            [
                "Sorafenib [] OS@ median 11.2 month None none",
                "Sorafenib [] PFS@ median 4.0 month None none",
                "Placebo [] OS@ median 8.0 month None none",
                "Placebo [] PFS@ median 3.1 month None none",
            ],
        ),
        (
            "Tumor response and correlation to the stain",
            "All patients | All | Weak stain | Strong stain\nORR% | 55 | 63 | 49\nDCR% | 85 | 88 | 81",
            [
                "overall [] ORR@ rate 55 percent None none",
                "Weak stain [] ORR@ rate 63 percent None none",
                "Strong stain [] ORR@ rate 49 percent None none",
                "overall [] DCR@ rate 85 percent None none",
                "Weak stain [] DCR@ rate 88 percent None none",
                "Strong stain [] DCR@ rate 81 percent None none",
            ],
        ),
        (
            "Efficacy by stain",
            "Stain | Median survival (months) (95% CI) | P\n(PFS) | | 0.04\n  Weak stain | 9.1 (7.0-12.2) |\n"
            "  Strong stain | 3.2 (2.2-4.4) |\n(OS) | | 0.6\n  Weak stain | 14.1 (9.0-19.2) |\n  Strong stain | 8.0 (5.2-9.4) |",
            [
                "overall [Weak stain] PFS@ median 9.1 month None 7.0-12.2",
                "overall [Strong stain] PFS@ median 3.2 month None 2.2-4.4",
                "overall [Weak stain] OS@ median 14.1 month None 9.0-19.2",
                "overall [Strong stain] OS@ median 8.0 month None 5.2-9.4",
            ],
        ),
        (
            "Efficacy",
            " | Sorafenib efficacy | Sorafenib efficacy\nEndpoint | Sorafenib (n = 40) | Placebo (n = 50)\n"
            "Median OS, months | 11.2 | 8.0",
            [
                "Sorafenib [] OS@ median 11.2 month None none",
                "Placebo [] OS@ median 8.0 month None none",
            ],
        ),
        (
            "Efficacy",
            "Outcome | Sorafenib (n = 40) | Placebo (n = 50)\nOverall survival | | \nMedian - mo | 11.2 | 8.0\n"
            "At 12 months - % | 45.0 | 30.5",
            [
                "Sorafenib [] OS@ median 11.2 month None none",
                "Placebo [] OS@ median 8.0 month None none",
                "Sorafenib [] OS@12 rate 45.0 percent None none",
                "Placebo [] OS@12 rate 30.5 percent None none",
            ],
        ),
    ],
)
def test_endpoints_in_rows_or_over_columns(report: ReportOf, caption: str, rows: str, expected: list[str]) -> None:
    """Rates with their counts, medians with their confidence limits, landmarks with their time."""
    assert found(report, caption, rows) == expected


def test_an_interval_that_no_one_calls_confidence_limits_is_left_out(report: ReportOf) -> None:
    """A note that says "interquartile range" gives no confidence interval."""
    rows = "Treatment | mOS (months)\nSorafenib (n = 40) | 11.2 (9.1-13.4)\nPlacebo (n = 50) | 8.0 (6.1-9.9)"
    note = "Note: Values are median (interquartile range)."
    assert found(report, "Survival outcomes", rows, note) == [
        "Sorafenib [] OS@ median 11.2 month None none",
        "Placebo [] OS@ median 8.0 month None none",
    ]


def test_rows_that_name_patients_are_subgroups(report: ReportOf) -> None:
    """Under an endpoint's head, levels of a factor are subgroups, with their own size."""
    rows = "Variable | Number of patients | Response rate (%)\nAge | |\n>50 years | 30 | 29\n≤50 years | 60 | 14"
    assert found(report, "Objective response rates by age", rows) == [
        "overall [Age >50 years] ORR@ rate 29 percent None none",
        "overall [Age ≤50 years] ORR@ rate 14 percent None none",
    ]


def test_what_is_counted_is_no_part_of_the_patients(report: ReportOf) -> None:
    """Sites of recurrence, as shares of all patients of the arm, are not subgroups."""
    rows = "Recurrence | Sorafenib (n = 40) n (%) | Placebo (n = 50) n (%)\n"
    rows += "Any | 9 (22.5) | 20 (40.0)\n  Lung | 5 (12.5) | 9 (18.0)"
    assert found(report, "Sites of recurrence", rows) == []


def test_a_ratio_is_no_time(report: ReportOf) -> None:
    """ "HR" over a column is not the hour."""
    rows = " | PFS | PFS\nMarker | HR | TxM (HR)\nPositive | 0.62 | 1.31\nNegative | 0.48 | 1.02"
    assert found(report, "Treatment by marker effects", rows) == []


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (
            "Survival by subgroup",
            "Subgroup | Sorafenib | | Placebo | \n | n | Median OS, months | n | Median OS, months\n"
            "ECOG 0 | 24 | 24.1 | 31 | 13.2",
            [("Sorafenib", 24), ("Placebo", 31)],
        ),
        (
            "Response by subgroup",
            "Subgroup | n | Responders, n | ORR, %\nAge < 60 | 20 | 11 | 55.0\nAge at least 60 | 15 | 8 | 53.3",
            [("overall", 20), ("overall", 15)],
        ),
        (
            "Tumor response",
            "Response | Sorafenib (n = 40) | Placebo (n = 50)\nEvaluable patients | 38 | 45\n"
            "Partial response | 9 (23.7) | 3 (6.7)",
            [("Sorafenib", 38), ("Placebo", 45)],
        ),
        ("Tumor response (N = 35)", "Response | Patients, n (%)\nPartial response | 7 (20.0)", [("overall", 35)]),
    ],
)
def test_how_many_patients_a_value_is_about(
    report: ReportOf, caption: str, rows: str, expected: list[tuple[str, int]]
) -> None:
    """The row's own number beside an endpoint, else a first row of evaluable patients, the head's, or the caption's."""
    records = [r for r in from_tables(report(caption, rows)) if isinstance(r, Outcome)]
    assert [(r.arm, r.n) for r in records] == expected
