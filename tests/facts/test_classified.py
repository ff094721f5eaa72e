"""Classes that a paper made: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.facts.classified import classified
from tests.facts.conftest import ReportOf


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Using this score, 54/90 (60%) of tumours were classed as XQ-responsive and 36/90 (40%) as XQ-resistant.",
            [("XQ-responsive", 54, "60"), ("XQ-resistant", 36, "40")],
        ),
        (
            "By then, nine patients (10%) were categorised as zeta type (no stroma), and 18 (20%) as eta type.",
            [("zeta type", 9, "10"), ("eta type", 18, "20")],
        ),
        ("Nine patients (10%) were classified as responders.", []),
        ("Nine patients (10%) were classified as progressive disease.", []),  # results are told elsewhere
        ("Nine patients (10%) were classified as 3.", []),
        ("In the sorafenib group, nine patients (22%) were classified as zeta type.", []),  # of one arm
    ],
)
def test_classes_with_their_patients(
    report: ReportOf, sentence: str, expected: list[tuple[str, int | None, str]]
) -> None:
    """Each class of a list has its patients; results and arms are left to other rules."""
    found = classified(report(sentence=sentence))
    assert [(r.characteristic, r.count, str(r.percent)) for r in found] == expected
