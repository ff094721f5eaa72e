"""Columns called by a level of what the caption names: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Baseline, Outcome
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf

TOLD = "A total of 120 patients were enrolled."


@pytest.mark.parametrize(
    ("caption", "heads", "expected"),
    [
        (
            "Correlation between LINC00777 expression and clinicopathological features", "High (n = 60) | Low (n = 60)",
            ["High (LINC00777 expression: high)", "Low (LINC00777 expression: low)"],
        ),
        (
            "Characteristics of the patients by serum CRP level groups", "Low group (n = 60) | High group (n = 60)",
            ["Low group (serum CRP level: low)", "High group (serum CRP level: high)"],
        ),
        (
            "Characteristics according to the neutrophil-to-lymphocyte ratio (NLR)", "<3 (n = 60) | \u22653 (n = 60)",
            ["<3 (neutrophil-to-lymphocyte ratio: <3)", "\u22653 (neutrophil-to-lymphocyte ratio: \u22653)"],
        ),
        ("Association of PD-L1 with traits", "Positive | Negative", ["Positive (PD-L1: positive)", "Negative (PD-L1: negative)"]),
        ("Characteristics by KIF99 and PD-L1 expression", "High (n = 60) | Low (n = 60)", ["High", "Low"]),  # of which?
        ("Characteristics of HER2-positive patients", "High (n = 60) | Low (n = 60)", ["High", "Low"]),  # of all of them
        ("Traits of patients with EGFR mutation", "High (n = 60) | Low (n = 60)", ["High", "Low"]),
        (
            "Traits of HER2-positive patients by PD-L1 status", "High (n = 60) | Low (n = 60)",
            ["High (PD-L1 status: high)", "Low (PD-L1 status: low)"],
        ),
        ("Characteristics by volume of the hospital", "High (n = 60) | Low (n = 60)", ["High", "Low"]),
        ("PD-L1 expression of the patients", "Sorafenib (n = 60) | Placebo (n = 60)", ["Sorafenib", "Placebo"]),
        ("PD-L1 expression of the patients", "High risk (n = 60) | Low risk (n = 60)", ["High risk", "Low risk"]),
        ("Characteristics by PD-L1", "PD-L1 high (n = 60) | PD-L1 low (n = 60)", ["PD-L1 high", "PD-L1 low"]),
    ],
)  # fmt: skip
def test_levels_are_called_by_the_marker_of_the_caption(
    report: ReportOf, caption: str, heads: str, expected: list[str]
) -> None:
    """The one marker that the caption names stands behind bare levels; names that say more stay as they are."""
    rows = f"Trait | {heads} | P\nSex | | |\nMale | 30 (50.0) | 40 (66.7) | 0.06\nFemale | 30 (50.0) | 20 (33.3) |"
    records = [r for r in from_tables(report(caption, rows, methods=TOLD)) if isinstance(r, Baseline)]
    assert [r.arm for r in records if r.level == "Male"] == expected


def test_all_patients_beside_levels_have_no_level(report: ReportOf) -> None:
    """A column of all patients is called by no marker; what a level is compared with is called as it is."""
    rows = "Outcome | All (n = 120) | Mutant (n = 60) | Wild type (n = 60)\nMedian OS, months | 20.2 | 30.1 | 14.7"
    made = from_tables(report("Overall survival by EGFR mutation status", rows, methods=TOLD))
    assert [(r.arm, r.subgroup) for r in made if isinstance(r, Outcome)] == [
        ("overall", None),
        ("Mutant (EGFR mutation status: mutant)", None),
        ("Wild type (EGFR mutation status: wild type)", None),
    ]
