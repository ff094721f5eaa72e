"""Cells with two numbers side by side: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import AdverseEvent
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf

ARMS = "Event | Sorafenib (n = 40) | Placebo (n = 50)\n"


def found(report: ReportOf, caption: str, rows: str) -> list[str]:
    """ "arm: event grade count percent" of each record."""
    records = (r for r in from_tables(report(caption=caption, rows=rows)) if isinstance(r, AdverseEvent))
    return [f"{r.arm}: {r.event} {r.grade} {r.count} {r.percent}" for r in records]


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (
            "Adverse events, all grades/grade ≥3",
            ARMS + "Rash | 12 (30%)/4 (10%) | 10 (20%)/0\nPain | 8 (20%)/2 (5%) | 5 (10%)/1 (2%)",
            [
                "Sorafenib: Rash any 12 30",
                "Sorafenib: Rash >=3 4 10",
                "Placebo: Rash any 10 20",
                "Placebo: Rash >=3 0 None",
                "Sorafenib: Pain any 8 20",
                "Sorafenib: Pain >=3 2 5",
                "Placebo: Pain any 5 10",
                "Placebo: Pain >=3 1 2",
            ],
        ),
        (
            "Grade 3-4 adverse events",
            "Event | Sorafenib/placebo (n = 40/50)\nRash | 4/8\nPain | 3/5",
            [
                "sorafenib: Rash 3-4 4 None",
                "placebo: Rash 3-4 8 None",
                "sorafenib: Pain 3-4 3 None",
                "placebo: Pain 3-4 5 None",
            ],
        ),
        # the second counts more than the first: it cannot be part of it
        ("Adverse events, all grades/grade ≥3", ARMS + "Rash | 2/14 | 1/10\nPain | 8/2 | 5/1", []),
        ("Adverse events, grade 3/4", ARMS + "Rash | 12/40 | 10/50\nPain | 8/40 | 5/50", None),  # of so many patients
    ],
)
def test_two_numbers_in_a_cell(report: ReportOf, caption: str, rows: str, expected: list[str] | None) -> None:
    """Two grades or arms that a head, caption or stub names side by side have a number each in nearly all cells."""
    records = found(report, caption, rows)
    if expected is None:
        assert [r.split()[2] for r in records] == ["3-4"] * 4
    else:
        assert [r for r in records if "any" in r or ">=3" in r or "3-4" in r][: len(expected) or None] == expected
