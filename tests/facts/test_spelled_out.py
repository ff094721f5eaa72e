"""Abbreviations in the labels of rows: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import AdverseEvent
from kg_builder.facts.from_tables import from_tables
from kg_builder.facts.spelled_out import spelled_out
from tests.facts.conftest import ReportOf

NOTE = "TBC, tubercular cysts; QVX, quellic vessel expansion; OS, overall survival; NRB, nasal root bleeding."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("QVX", "quellic vessel expansion (QVX)"),
        ("Severe NRB", "Severe nasal root bleeding (NRB)"),
        ("OS", "OS"),  # known to everyone
        ("TBC", "tubercular cysts (TBC)"),  # the vocabulary has another meaning
        ("AFP QVX", "AFP QVX"),  # something in it is known
        ("Bleeding", "Bleeding"),
    ],
)
def test_only_what_the_paper_alone_knows_is_spelled_out(report: ReportOf, name: str, expected: str) -> None:
    """A note below a table lists abbreviations, also without saying so."""
    paper = report("Adverse events", "Event | Sorafenib (n = 40)\nRash | 4 (10.0)", NOTE)
    assert spelled_out(paper, name) == expected


def test_events_are_called_by_their_words(report: ReportOf) -> None:
    """The row prints the short form, the note the words."""
    rows = "Event | Sorafenib (n = 40)\nNRB | 4 (10.0)\nRash | 2 (5.0)"
    records = [r for r in from_tables(report("Adverse events", rows, NOTE)) if isinstance(r, AdverseEvent)]
    assert [r.event for r in records] == ["nasal root bleeding (NRB)", "Rash"]
