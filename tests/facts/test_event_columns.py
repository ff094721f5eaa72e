"""Columns of patients with an event, of how many: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf

HEADS = "Outcome | Sorafenib, events/N | Placebo, events/N | HR (95% CI)"


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (
            "Efficacy", f"{HEADS}\nOverall survival | 12/40 | 20/50 | 0.74 (0.50-1.10)\nPFS | 20/40 | 30/50 | 0.8 (0.5-1.1)",
            [
                "sorafenib None death 12 40", "placebo None death 20 50",
                "sorafenib None PFS event 20 40", "placebo None PFS event 30 50",
            ],
        ),
        (
            "Overall survival by sex",
            "Sex | Sorafenib | Placebo | HR (95% CI)\n | No. of deaths/total no. (%) | No. of deaths/total no. (%) |\n"
            "All patients | 22/40 (55) | 39/50 (78) | 0.74 (0.50-1.10)\nMale | 12/20 (60) | 20/25 (80) | 0.74 (0.50-1.10)",
            ["sorafenib None death 55 40", "placebo None death 78 50", "sorafenib Male death 60 20", "placebo Male death 80 25"],
        ),
        (
            "Univariate analysis of disease-free survival",
            "Factor | Events/patients | HR (95% CI) | P\nGrade | | |\n1 | 12/40 | 1 |\n2 | 30/50 | 1.9 (1.1-3.0) | 0.02",
            ["overall Grade 1 DFS event 12 40", "overall Grade 2 DFS event 30 50"],
        ),
        (
            "Recurrences", f"{HEADS}\nLocal recurrence | 2/40 | 10/50 | 0.74 (0.50-1.10)",
            ["sorafenib None local recurrence 2 40", "placebo None local recurrence 10 50"],
        ),
        ("Response", f"{HEADS}\nORR | 12/40 | 20/50 | 0.74 (0.50-1.10)", []),  # responders are no events
        ("Survival", f"{HEADS}\nOverall survival | 52/40 | 12 | 0.74 (0.50-1.10)", []),  # more than all, and of unknown size
    ],
)  # fmt: skip
def test_events_are_counted_of_patients(report: ReportOf, caption: str, rows: str, expected: list[str]) -> None:
    """Deaths for survival, events for other times, of the arm or the part of it that the row is about."""
    records = [r for r in from_tables(report(caption, rows)) if isinstance(r, Outcome)]
    assert [f"{r.arm} {r.subgroup} {r.endpoint} {r.value} {r.n}" for r in records] == expected


def test_events_by_a_time(report: ReportOf) -> None:
    """What a section tells of the time is when the events had happened; with a share they are a rate."""
    heads = " | Events | \n | Sorafenib (n = 40), No. (%) | Placebo (n = 50), No. (%)"
    rows = f"{heads}\nTwo-year analysis | |\nPFS | 10 (25) | 20 (40)\nThree-year analysis | |\nPFS | 20 (50) | 30 (60)"
    records = [r for r in from_tables(report("Survival by arm", rows)) if isinstance(r, Outcome)]
    assert [f"{r.arm} {r.endpoint} {r.statistic} {r.count} {r.at_months}" for r in records] == [
        "Sorafenib PFS event rate 10 24",
        "Placebo PFS event rate 20 24",
        "Sorafenib PFS event rate 20 36",
        "Placebo PFS event rate 30 36",
    ]
