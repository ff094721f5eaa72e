"""Times since an event: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.facts.elapsed import elapsed
from kg_builder.lexicon import Lexicon
from kg_builder.units import units_of


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("after 2 months of treatment", ["2"]),
        ("at approximately one year", ["12"]),
        ("Eighteen months later", ["18"]),
        ("nine months after surgery", ["9"]),
        ("after 3 weeks", ["0.7"]),
        ("for 2 months", []),
        ("a 2-month history", []),
        ("20 years ago", []),
        ("at 60 years old", []),
    ],
)
def test_times_since_an_event(vocabulary: Lexicon, text: str, months: list[str]) -> None:
    """In months; durations, ages and histories are none."""
    assert [str(e.months) for e in elapsed(text, units_of(vocabulary))] == months
