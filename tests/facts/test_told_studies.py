"""Whose finding a sentence of a review tells: a study opened by its authors and closed by its number (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.association import associations
from kg_builder.facts.studies import studies
from kg_builder.study import Paper

PaperOf = Callable[..., Paper]

_FOUND = "High CRP was associated with shorter OS."


@pytest.mark.parametrize(
    ("sentences", "study"),
    [
        (("Poe et al. followed 80 patients.", _FOUND, "Age was not [1]."), "Poe et al. [1]"),
        (("Poe et al. followed 80 patients.", "Some had ascites.", f"{_FOUND[:-1]} [1]."), "Poe et al. [1]"),
        (("A retrospective study looked at 80 patients.", _FOUND, "Age was not [2]."), "[2]"),
        (("In another study, 80 patients were followed.", _FOUND, "Age was not [2]."), "[2]"),
        (
            ("Poe et al. followed 80 patients [1].", "They also found that high CRP predicted shorter OS."),
            "Poe et al. [1]",
        ),
        (("Poe et al. followed 80 patients.", _FOUND, "Age was not [2]."), None),  # of Quill
        (("Poe et al. followed 80 patients.", _FOUND, "Quill et al. did not [1]."), None),
        (("Poe et al. followed 80 patients [1].", _FOUND, "Age is a risk factor [2]."), None),
        (("A prospective study is needed.", _FOUND, "Age is a risk factor [2]."), None),
        (("CRP rises early.", _FOUND, "Age is a risk factor [2]."), None),
    ],
)
def test_a_study_runs_from_its_authors_to_its_number(
    review_of: PaperOf, sentences: tuple[str, ...], study: str | None
) -> None:
    """Where the reference list names those authors under that number, or nobody was named; else nobody is credited."""
    assert [r.study for r in associations(review_of(*sentences))] == [study]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("Poe et al. followed them [1].", "They included 80 patients.", "Age matters [2]."), {("Poe et al. [1]", 80)}),
        (
            ("Poe et al. followed them.", "The study included 80 patients.", "Age matters [1]."),
            {("Poe et al. [1]", 80)},
        ),
        (("CRP rises [1].", "They included 80 patients.", "Age matters [2]."), {("[2]", 80)}),
    ],
)
def test_they_are_the_authors_before(
    review_of: PaperOf, sentences: tuple[str, ...], expected: set[tuple[str, int]]
) -> None:
    """Where the sentence before speaks of a study or of authors."""
    told = studies(review_of(*sentences))
    assert {(r.study, r.n) for r in told if r.n is not None} == expected
