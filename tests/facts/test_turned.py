"""Tables of characteristics with the arms in their rows (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Baseline
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf

HEADS = "Group | Male, n (%) | Median age (range)"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            f"{HEADS}\nSorafenib | 10 (25) | 62 (35\u201380)\nPlacebo | 15 (30) | 60 (30-79)",
            ["sorafenib Male 10 None", "placebo Male 15 None", "sorafenib age None 62", "placebo age None 60"],
        ),
        (
            "Trait | Sorafenib | Placebo\nMale, n (%) | 10 (25) | 15 (30)\nMedian age (range) | 62 (35-80) | 60 (30-79)",
            ["sorafenib Male 10 None", "placebo Male 15 None", "sorafenib age None 62", "placebo age None 60"],
        ),
    ],
)
def test_arms_in_the_rows(report: ReportOf, rows: str, expected: list[str]) -> None:
    """They are the groups, and what stands over the columns are their traits."""
    found = [r for r in from_tables(report("Characteristics of the patients", rows)) if isinstance(r, Baseline)]
    assert sorted(f"{r.arm} {r.characteristic} {r.count} {r.median}" for r in found) == sorted(expected)
