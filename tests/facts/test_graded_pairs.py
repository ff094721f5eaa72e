"""Two grades of an event side by side: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.facts.graded_pairs import graded_pairs
from tests.facts.conftest import ReportOf

_ALL = ["sorafenib 1-2 52.5", "sorafenib 3-4 7.5", "placebo 1-2 44.0", "placebo 3-4 2.0"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The incidence of grade 1-2 and grade 3-4 rash was 52.5% and 7.5% in the sorafenib group, "
            "and 44.0% and 2.0% in the placebo group.",
            _ALL,
        ),
        (
            "The incidences of I-II° and III-IV° rash were 52.5% and 7.5%, and 44.0% and 2.0%, respectively, "
            "in the sorafenib and placebo groups.",
            _ALL,
        ),
        (
            "The incidence of grade 2 and 3 rash was 52.5% and 7.5% in the sorafenib group.",
            [
                "sorafenib 2 52.5",
                "sorafenib 3 7.5",
            ],
        ),
        ("The incidence of grade 1-2 and grade 3-4 rash was 52.5% and 7.5%.", []),  # whose?
        ("The incidence of grade 1-2 and grade 3-4 rash was similar in the sorafenib group.", []),
        ("The incidence of grade 1-2 rash was 52.5% and 44.0% in the sorafenib and placebo groups.", []),  # one grade
    ],
)
def test_two_grades(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """The first share is of the first grade, the second of the second, for each arm."""
    records = graded_pairs(report(sentence=sentence))
    assert [f"{r.arm} {r.grade} {r.percent}" for r in records if r.event == "rash"] == expected
