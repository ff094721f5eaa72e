"""Which heads of a table name groups of patients: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.facts.sheet import sheets
from tests.facts.conftest import ReportOf

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


def test_a_name_over_every_arm_is_no_part_of_it(report: ReportOf) -> None:
    """What is printed under each arm alike does not divide the arms."""
    rows = f"Event | {ARMS}\n | Patients concerned | Patients concerned\nRash | 4 (10.0) | 5 (10.0)\nFever | 8 (20.0) | 5 (10.0)"
    assert groups(report, "Adverse events", rows) == ["Sorafenib", "Placebo"]
