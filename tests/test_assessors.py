"""Who judged an outcome: the specification."""

from __future__ import annotations

import pytest

from kg_builder.assessors import names_assessor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IRC", True),
        ("Blinded independent central review", True),
        ("Assessed by the investigators", True),
        ("Local assessment", True),
        ("independent radiology review committee", True),
        ("Investigator's choice of chemotherapy", False),
        ("Local recurrence", False),
        ("Central", False),
    ],
)
def test_who_judged_is_told_alone(text: str, expected: bool) -> None:
    """Bodies and people that review are assessors; what they chose, and places, are not."""
    assert names_assessor(text) is expected
