"""Which characteristic a row below a heading is about (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Baseline
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf


def named(report: ReportOf, rows: str) -> list[str]:
    """Characteristic and level of each row, by its first column."""
    table = f"Characteristic | Sorafenib (n = 40) | Placebo (n = 50)\n{rows}"
    records = [r for r in from_tables(report("Baseline characteristics", table)) if isinstance(r, Baseline)]
    return [f"{r.characteristic}={r.level}" for r in records if r.arm == "Sorafenib"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "ZQ1 | |\nCytoplasm, median (range) | 6 (3-8) | 5 (3-7)\nZQ2 | |\nCytoplasm, median (range) | 2 (1-8) | 3 (1-7)",
            ["ZQ1: Cytoplasm=None", "ZQ2: Cytoplasm=None"],
        ),
        (
            "Age | 60 (50-70) | 61 (51-71)\nNorth | |\nXylin, median (range) | 6 (1-9) | 5 (1-8)\n"
            "South | |\nXylin, median (range) | 2 (1-9) | 3 (1-8)",
            ["Age=None", "North: Xylin=None", "South: Xylin=None"],
        ),
        ("CA 19-9 | |\nAt diagnosis, median (range) | 61 (30-80) | 59 (31-79)", ["CA 19-9: At diagnosis=None"]),
        ("ZQ1 | |\nSerum level (ng/ml), median (range) | 61 (30-80) | 59 (31-79)", ["ZQ1: Serum level=None"]),
        ("Age | |\nMedian age (range) | 61 (30-80) | 59 (31-79)", ["age=None"]),
        (
            "Patient characteristics | |\nWeight at baseline, median (range) | 61 (30-80) | 59 (31-79)",
            ["Weight at baseline=None"],
        ),
        (
            "Sex | |\nMale | 30 (75) | 20 (40)\nFemale | 10 (25) | 30 (60)\nXylin, median (range) | 61 (30-80) | 59 (31-79)",
            ["Sex=Male", "Sex=Female", "Xylin=None"],
        ),
    ],
)
def test_a_summary_has_the_variable_above_it_where_its_label_does_not_tell(
    report: ReportOf, rows: str, expected: list[str]
) -> None:
    """Labels that stand in two sections, or that say only when, where or how, are of the variable over them."""
    assert named(report, rows) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Diagnosis | |\nGlioblastoma | 30 (75) | 20 (40)\nAstrocytoma | 8 (20) | 20 (40)",
            ["Diagnosis=Glioblastoma", "Diagnosis=Astrocytoma"],
        ),
        (
            "Cancer type | |\nGastric cancer | 10 (25) | 20 (40)\nColorectal cancer | 8 (20) | 20 (40)",
            ["Cancer type=Gastric cancer", "Cancer type=Colorectal cancer"],
        ),
        (
            "Ailment | |\nGlioblastoma | 30 (75) | 20 (40)\nAstrocytoma | 10 (25) | 30 (60)",  # all of each arm
            ["Ailment=Glioblastoma", "Ailment=Astrocytoma"],
        ),
        (
            "Blood tests | |\nElevated LDH | 30 (75) | 20 (40)\nHyponatremia | 20 (50) | 20 (40)",
            ["Elevated LDH=None", "Hyponatremia=None"],
        ),
        (
            "Blood tests | |\nElevated LDH | 30 (75) | 20 (40)\nHyponatremia | 10 (25) | 20 (40)",
            ["Elevated LDH=None", "Hyponatremia=None"],
        ),
    ],
)
def test_rows_that_share_out_the_patients_are_levels(report: ReportOf, rows: str, expected: list[str]) -> None:
    """Diseases below a heading that asks for one, or that together are all patients in every column, are its levels."""
    assert named(report, rows) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Eastern Cooperative Oncology Group performance status", "ECOG performance status"),
        ("Clinical T stage", "Clinical T stage"),
        ("Imputed Gleason score", "Imputed Gleason score"),
        ("Visceral disease, n (%) b", "Visceral disease"),
    ],
)
def test_a_scale_is_named_as_printed_unless_it_is_spelt_out(report: ReportOf, label: str, expected: str) -> None:
    """Only the words that an abbreviation stands for are shortened; no word that says which scale it is gets lost."""
    assert named(report, f"{label} | |\n1 | 30 (75) | 20 (40)\n2 | 10 (25) | 30 (60)")[:1] == [f"{expected}=1"]


def test_a_row_of_totals_tells_the_sizes_of_the_groups(report: ReportOf) -> None:
    """Where no head does, and the counts of two traits add up to it; not the total of some events."""
    rows = "Characteristic | Old | Young\nSex | |\nMale | 30 | 20\nFemale | 10 | 30\nECOG PS | |\n0 | 25 | 25\n1 | 15 | 25\n"
    for total, expected in (("Total | 40 | 50", [40, 50]), ("Total | 41 | 51", [])):
        found = from_tables(report("Baseline characteristics", rows + total))
        male = [r for r in found if isinstance(r, Baseline) and r.level == "Male"]
        assert [r.n for r in male] == expected
