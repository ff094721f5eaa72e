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


_ONE = "All 40 patients received sorafenib."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Grade 1, 2 and 3 rash was noted in 9, four and 1 patients, respectively.",
            ["1 9 None", "2 4 None", "3 1 None"],
        ),
        ("Grade 3 and 4 rash occurred in 7.5% and 2.5% of patients.", ["3 None 7.5", "4 None 2.5"]),
        ("Grade 1-2 and grade 3 rash occurred in 8 (20%) and 1 (2.5%) patients.", ["1-2 8 20", "3 1 2.5"]),
        ("Grade 2 rash occurred in 4 patients, grade 3 in 2 and grade 4 in 1.", ["2 4 None", "3 2 None", "4 1 None"]),
        ("Rash was grade 2 in 4 patients (10%) and grade 3 in 1 (2.5%).", ["2 4 10", "3 1 2.5"]),
        ("Grade 3 and 4 rash and fever occurred in 7.5% and 2.5% of patients.", []),  # two events of both grades
        ("Grade 3 and 4 rash occurred in 7.5% of patients.", []),
        ("Grade 2 rash occurred in 4 patients and grade 3 fever in 2 patients.", []),
        ("Grade 2 rash occurred in 4 patients and grade 3 in 2 cycles.", []),
        ("In patients with fever, rash was grade 2 in 4 and grade 3 in 1.", []),  # of a part
    ],
)
def test_grades_of_the_only_group(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """Each grade has the value in its place, or the one beside it."""
    records = graded_pairs(report(sentence=sentence, methods=_ONE))
    assert [f"{r.grade} {r.count} {r.percent}" for r in records if r.event.lower() == "rash"] == expected


def test_grades_of_two_arms(report: ReportOf) -> None:
    """Values that may be of two arms are of no grades; those of one are."""
    both = "Grade 3 and 4 rash occurred in 7.5% and 2.5% of patients in the sorafenib and placebo groups."
    assert not list(graded_pairs(report(sentence=both)))
    one = graded_pairs(report(sentence="In the placebo group, grade 3 rash occurred in 4 patients and grade 4 in 2."))
    assert [f"{r.arm} {r.grade} {r.count}" for r in one] == ["placebo 3 4", "placebo 4 2"]
