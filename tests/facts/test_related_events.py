"""Sections of adverse events by their cause or time: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import AdverseEvent
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Unrelated or unlikely", "Possibly, probably related to the drug", ["Rash (unrelated) 4", "Rash (related) 2"]),
        ("Not related", "Drug-related events", ["Rash (unrelated) 4", "Rash (related) 2"]),
        ("Acute toxicity", "Late toxicity", ["Rash (acute) 4", "Rash (late) 2"]),
        ("Skin", "Related to the skin", ["Rash 4", "Rash 2"]),  # only one of them tells of a cause
        ("Skin", "Mucosa", ["Rash 4", "Rash 2"]),
    ],
)
def test_one_event_of_two_causes(report: ReportOf, first: str, second: str, expected: list[str]) -> None:
    """Where sections tell events apart by their cause or time, it stands in the events' names."""
    rows = (
        f"Event | Sorafenib (n = 40) | Placebo (n = 50)\n{first} | |\nRash | 4 (10) | -\n{second} | |\nRash | 2 (5) | -"
    )
    found = [r for r in from_tables(report("Adverse events", rows)) if isinstance(r, AdverseEvent)]
    assert [f"{r.event} {r.count}" for r in found] == expected
