"""Arms that only the sizes of two counts tell (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.outcome import outcomes
from tests.facts.conftest import ReportOf

METHODS = "Patients were randomly assigned to sorafenib (n = 112) or placebo (n = {})."


@pytest.mark.parametrize(
    ("sentence", "other", "expected"),
    [
        ("A CR was achieved in 12 (10.7%) and 4 (4.3%) patients.", 92, [("sorafenib", "10.7"), ("placebo", "4.3")]),
        ("A CR was achieved in 4 (4.3%) and 12 (10.7%) patients.", 92, [("placebo", "4.3"), ("sorafenib", "10.7")]),
        ("A CR was seen in 12 (10.7%) and 4 (4.6%) patients.", 92, []),  # of whom?
        ("A CR was seen in 12 (10.7%) and 4 (3.6%) patients.", 112, []),  # of either
        ("A CR was achieved in 12 (10.7%) and 5 (4.5%) patients.", 92, []),  # twice the same arm
    ],
)
def test_counts_that_are_shares_of_one_arm_only(
    report: ReportOf, sentence: str, other: int, expected: list[tuple[str, str]]
) -> None:
    """Where no group is named, each of two counts must be its share of one arm, and of no other."""
    found = outcomes(report(sentence=sentence, methods=METHODS.format(other)))
    assert [(r.arm, str(r.value)) for r in found if isinstance(r, Outcome)] == expected
