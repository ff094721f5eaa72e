"""Which heads of a table name groups of patients: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.from_tables import from_tables
from kg_builder.facts.sheet import sheets
from tests.facts.conftest import ReportOf

TOLD = "A total of 90 patients were enrolled and received sorafenib."
ARMED = "Patients were assigned to the sorafenib group (n = 40) or the placebo group (n = 50)."
ARMS = "Sorafenib (n = 40) | Placebo (n = 50)"


def groups(report: ReportOf, caption: str, rows: str) -> list[str | None]:
    """The group of each column of patients."""
    (sheet,) = sheets(report(caption, rows))
    return [c.group for c in sheet.groups]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (f"Age | {ARMS} | SMD\nMale | 12 (30.0) | 15 (30.0) | 0.05\nFemale | 28 (70.0) | 35 (70.0) | 0.05", 2),
        (f"Age | {ARMS} | Closeness\nMale | 12 (30.0) | 15 (30.0) | 0.05\nFemale | 28 (70.0) | 35 (70.0) | 0.05", 2),
        (
            "Age | Sorafenib | Placebo | Closeness\nMale | 12 (30.0) | 15 (30.0) | 0.05\nFemale | 28 (7) | 35 (7) | 0.05",
            2,
        ),
        (
            "Age | Sorafenib | Placebo | Others\nMale | 12 (30.0) | 15 (30.0) | 5 (9)\nFemale | 28 (7) | 35 (7) | 4 (7)",
            3,
        ),
        ("Age | Low expression | High expression\nMale | 12 (30.0) | 15 (30.0)\nFemale | 28 (70.0) | 35 (70.0)", 2),
    ],
)
def test_beside_groups_with_sizes_an_unknown_name_is_none(report: ReportOf, rows: str, expected: int) -> None:
    """Nor beside known arms, when its cells look otherwise; where no head has a size, every name is a group's."""
    assert len(groups(report, "Characteristics of the patients", rows)) == expected


@pytest.mark.parametrize("head", ["Value", "Data", "Study population", "No. (%) of patients", "Patients, n (percent)"])
def test_a_column_of_all_patients(report: ReportOf, head: str) -> None:
    """A head that only says what stands below it names no group."""
    rows = f"Trait | {head}\nMale | 12 (30.0)\nFemale | 28 (70.0)"
    assert groups(report, "Characteristics of the patients", rows) == ["overall"]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("DC (n = 40) | C (n = 50)", ["DC", "C"]),
        ("I (n = 40) | II (n = 50)", ["I", "II"]),
        ("HD (n = 40) | SD (n = 50)", ["HD", "SD"]),
        ("DC (n = 40) | CIS (n = 50)", ["DC", "CIS"]),
        ("Treatment (n = 40) | Placebo (n = 50)", ["Treatment", "Placebo"]),
        ("Total (n = 90) | A (n = 40) | B (n = 50)", ["overall", "A", "B"]),
        ("No. of patients (n = 90) | HCV (n = 40)", ["overall", "HCV"]),
    ],
)
def test_a_size_beside_a_groups_makes_a_group(report: ReportOf, heads: str, expected: list[str]) -> None:
    """Whatever else its name may mean: a letter, a statistic, a word for all; not where it is that of all."""
    values = " | 12 (30.0)" * len(expected)
    rows = f"Trait | {heads}\nMale{values}\nFemale{values}"
    assert groups(report, "Characteristics of the patients", rows) == expected


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("A | B", ["Arm A (sorafenib)", "Arm B (placebo)"]),  # B is a coefficient, too
        ("A (n = 40) | B (n = 50)", ["Arm A (sorafenib)", "Arm B (placebo)"]),
        ("Arm A | Arm B", ["Arm A (sorafenib)", "Arm B (placebo)"]),
    ],
)
def test_letters_of_the_text_over_columns(report: ReportOf, heads: str, expected: list[str]) -> None:
    """What the text calls arm A may stand over its column as a mere letter."""
    rows = f"Trait | {heads}\nMale | 12 (30.0) | 15 (30.0)\nFemale | 28 (70.0) | 35 (70.0)"
    methods = "Patients were randomized to arm A (sorafenib) or arm B (placebo)."
    (sheet,) = sheets(report("Characteristics of the patients", rows, methods=methods))
    assert [c.group for c in sheet.groups] == expected


def test_a_name_over_every_arm_is_no_part_of_it(report: ReportOf) -> None:
    """What is printed under each arm alike does not divide the arms."""
    rows = f"Event | {ARMS}\n | Patients concerned | Patients concerned\nRash | 4 (10.0) | 5 (10.0)\nFever | 8 (20.0) | 5 (10.0)"
    assert groups(report, "Adverse events", rows) == ["Sorafenib", "Placebo"]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("Marker | Sex | Sex\n | Female | Male", ["Female", "Male"]),
        ("Marker | Race | Race\n | African-American | White", ["African-American", "White"]),
        ("Marker | PD-L1 | PD-L1\n | Low | High", ["PD-L1 Low", "PD-L1 High"]),
    ],
)
def test_a_variable_over_its_own_levels_is_not_repeated(report: ReportOf, heads: str, expected: list[str]) -> None:
    """A level that tells by itself what it is of names the group alone."""
    rows = f"{heads}\nALK positive | 12 (30.0) | 15 (30.0)\nEGFR positive | 8 (20.0) | 5 (10.0)"
    assert groups(report, "Markers of the patients", rows) == expected


@pytest.mark.parametrize(
    ("heads", "methods", "expected"),
    [
        ("ALK positive | ALK negative", TOLD, ["overall; ALK positive; First", "overall; ALK negative; First"]),
        ("ALK positive | EGFR positive", TOLD, ["ALK positive; First", "EGFR positive; First"]),
        ("ALK positive | ALK negative", ARMED, ["ALK positive; First", "ALK negative; First"]),
    ],
)
def test_the_status_of_a_marker_parts_all_patients(
    report: ReportOf, heads: str, methods: str, expected: list[str]
) -> None:
    """Columns by a marker's status are parts of the patients of a study without arms."""
    rows = f"Assay | {heads}\nFirst | 9.5 months | 8.4 months\nSecond | 9.0 months | 8.0 months"
    paper = report("Median overall survival", rows, methods=methods)
    records = [r for r in from_tables(paper) if isinstance(r, Outcome)]
    assert [f"{r.arm}; {r.subgroup}" for r in records][:2] == expected
