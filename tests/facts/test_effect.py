"""Regression tables: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Effect
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf


def found(report: ReportOf, caption: str, rows: str) -> list[str]:
    """ "endpoint model factor (contrast) value ci p" of each record."""
    records = [r for r in from_tables(report(caption, rows)) if isinstance(r, Effect)]
    return [
        f"{r.endpoint} {r.model} {r.factor} ({r.contrast}) {r.value} {'-'.join(map(str, r.ci or ()))} {r.p}"
        for r in records
    ]


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (
            "Cox regression for PFS and OS",
            "| PFS | | | | OS | | |\n| Univariate analysis | | Multivariate analysis | | Univariate "
            "analysis | | Multivariate analysis |\n"
            "Factor | HR (95% CI) | p | HR (95% CI) | p | HR (95% CI) | p | HR (95% CI) | p\n"
            "Age (> 60 vs. ≤ 60) | 0.60 (0.30-1.20) | 0.146 | | | 0.83 (0.40-1.70) | 0.607 | 0.70 (0.50-0.98) | 0.04\n"
            "Surgery (yes or no) | 1.02 (0.39-2.69) | 0.971 | 1.10 (0.90-1.30) | 0.2 | 0.65 (0.24-1.75) | 0.388 | |",
            [
                "PFS univariate Age (>60 vs <=60) 0.60 0.30-1.20 0.146",
                "PFS univariate Surgery (yes vs no) 1.02 0.39-2.69 0.971",
                "PFS multivariate Surgery (yes vs no) 1.10 0.90-1.30 0.2",
                "OS univariate Age (>60 vs <=60) 0.83 0.40-1.70 0.607",
                "OS univariate Surgery (yes vs no) 0.65 0.24-1.75 0.388",
                "OS multivariate Age (>60 vs <=60) 0.70 0.50-0.98 0.04",
            ],
        ),
        (
            "Multivariable analysis of overall survival",
            "Variable | Hazard ratio | 95% CI | P\nStage | | |\nI | 1 (reference) | |\nII | 1.50 | "
            "1.10-2.00 | 0.01\nIII | 2.40 | 1.60-3.50 | <0.001",
            [
                "OS multivariate Stage (II vs I) 1.50 1.10-2.00 0.01",
                "OS multivariate Stage (III vs I) 2.40 1.60-3.50 <0.001",
            ],
        ),
        (
            "Univariate analysis of overall survival",
            "Variable | Odds ratio (95% CI) | P\nStatus: 0 versus 1 | 1.30 (0.95-1.78) | 0.11\nNode | not done |",
            ["OS univariate Status (0 vs 1) 1.30 0.95-1.78 0.11"],
        ),
    ],
)
def test_ratios_with_their_factor_and_model(report: ReportOf, caption: str, rows: str, expected: list[str]) -> None:
    """Endpoint and model stand over the columns or in the caption; contrasts in the label or between rows."""
    assert found(report, caption, rows) == expected


def test_a_ratio_of_nothing_is_no_record(report: ReportOf) -> None:
    """Where a row names only an endpoint, and nothing what is compared, there is no record."""
    assert found(report, "Outcome measures", "Outcome | HR (95% CI)\nOverall survival | 1.58 (0.52-4.78)") == []


def test_a_level_and_its_opposite_with_a_ratio_each(report: ReportOf) -> None:
    """Where neither is the reference, both are parts of the patients, in each of which the two arms are compared."""
    rows = "Marker | HR | 95% CI\nZQ1 | |\nNegative (n = 60) | 0.64 | 0.38-1.09\nPositive (n = 40) | 0.48 | 0.25-0.93"
    caption = "Unadjusted effects on PFS"
    assert found(report, caption, rows) == [
        "PFS univariate treatment (None) 0.64 0.38-1.09 None",
        "PFS univariate treatment (None) 0.48 0.25-0.93 None",
    ]
    with_reference = rows.replace("0.64 | 0.38-1.09", "1 (reference) |")
    assert found(report, caption, with_reference) == [
        "PFS univariate ZQ1 (Positive (n = 40) vs Negative (n = 60)) 0.48 0.25-0.93 None"
    ]
