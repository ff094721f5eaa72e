"""Prognostic scores: the specification, sentence by sentence (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.model import models
from kg_builder.study import Paper

PaperOf = Callable[..., Paper]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ABX nomogram had an AUC of 0.81 [1].", [("ABX nomogram", "AUC", "0.81", None)]),
        (
            "The ABX score reached a C-index of 0.71 and 0.68 in the training and validation cohorts [1].",
            [("ABX score", "C-index", "0.71", "training"), ("ABX score", "C-index", "0.68", "validation")],
        ),
        (
            "Poe et al. combined CRP with the ALBI score to develop a model with an AUC of 0.77 [1].",
            [("CRP + ALBI score model", "AUC", "0.77", None)],
        ),
        ("A nomogram incorporating age, CRP and ascites was built [2].", [("nomogram", None, None, None)]),
        (
            "The C-index of our nomogram for predicting OS was higher (0.67; 95% CI, 0.65-0.69) than that of TNM [1].",
            [("nomogram", "C-index", "0.67", None)],
        ),
        (
            "The C-indexes of the ABX score for OS were 0.74 and 0.71 in the training and validation sets [1].",
            [("ABX score", "C-index", "0.74", "training"), ("ABX score", "C-index", "0.71", "validation")],
        ),
        (
            "The AUC of the ABX model in the training set is 0.91, while 71 patients were in the validation set [1].",
            [("ABX model", "AUC", "0.91", "training")],
        ),
        (
            "The ABX score had high AUCs for 1- and 3-year survival in both training (0.81, 0.79) and validation sets "
            "(0.77, 0.75) [1].",
            [
                ("ABX score", "AUC", "0.81", "training"),
                ("ABX score", "AUC", "0.79", "training"),
                ("ABX score", "AUC", "0.77", "validation"),
                ("ABX score", "AUC", "0.75", "validation"),
            ],
        ),
        (
            "The C-index of the ABX nomogram (0.74; 95% CI, 0.70-0.78) was higher than that of the QVX staging system in both "
            "(0.66; 95% CI, 0.61-0.70) [1].",
            [("ABX nomogram", "C-index", "0.74", None), ("QVX staging system", "C-index", "0.66", None)],
        ),
        (
            "The C-index was higher for the ABX nomogram than for the QVX stage (0.74 vs. 0.66, P = 0.02) [1].",
            [("ABX nomogram", "C-index", "0.74", None), ("QVX stage", "C-index", "0.66", None)],
        ),
        ("The AUC of the ABX score was 0.74, higher than chance (0.50) [1].", [("ABX score", "AUC", "0.74", None)]),
        ("ABX outperformed the QVX score and TNM, with an AUC of 0.73 [1].", [("ABX", "AUC", "0.73", None)]),
        ("The ORR was 0.81 [1].", []),
        ("AUC of carboplatin was 5 [1].", []),
    ],
)
def test_models(
    review_of: PaperOf, sentence: str, expected: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    """The name, the metric, each value with its data set; what goes into a score."""
    found = [(r.name, r.metric, r.value and str(r.value), r.dataset) for r in models(review_of(sentence))]
    assert found == expected


def test_what_goes_into_a_nomogram(review_of: PaperOf) -> None:
    """The listed parts, one by one."""
    (found,) = models(review_of("A nomogram incorporating age, CRP and ascites was built [2]."))
    assert found.inputs == ("age", "CRP", "ascites")


@pytest.mark.parametrize(
    ("sentences", "name", "inputs"),
    [
        (
            ("The ABX scoring system, developed in 2010, uses three factors-age, CRP, and ascites-to part patients [1].",),
            "ABX scoring system", ("age", "CRP", "ascites"),
        ),
        (
            ("Poe et al. developed the ABX score in 80 patients.", "The score is based on age, CRP and ascites [1]."),
            "ABX score", ("age", "CRP", "ascites"),
        ),
        (
            ("Poe et al. found risk factors for the construction of the ABX score, including CRP and ascites [1].",),
            "ABX score", ("CRP", "ascites"),
        ),
        (
            ("Poe et al. proposed a nomogram that identified the following risk factors: age, CRP and ascites [1].",),
            "nomogram", ("age", "CRP", "ascites"),
        ),
        (("The late nomogram also includes CRP and the number of courses [1].",), "late nomogram", ("CRP", "number of courses")),
        (("The score consisted of four variables: age, CRP, LDH and ascites [1].",), "score", ("age", "CRP", "LDH", "ascites")),
        (("The prognostic model, consisting of age, CRP and LDH, was good [1].",), "prognostic model", ("age", "CRP", "LDH")),
        (("Age, CRP and ascites were included in the nomogram [1].",), "nomogram", ("Age", "CRP", "ascites")),
        (("The ABX score, which includes LDH, calcium and CRP, is used [1].",), "ABX score", ("LDH", "calcium", "CRP")),
        (("The score is calculated from albumin, LDH and CRP [1].",), "score", ("albumin", "LDH", "CRP")),
        (
            ("Poe et al. found age, CRP and ascites as three prognostic factors.", "The model had a C-index of 0.72 [1]."),
            "model", ("age", "CRP", "ascites"),
        ),
    ],
)  # fmt: skip
def test_what_a_score_is_made_of(
    review_of: PaperOf, sentences: tuple[str, ...], name: str, inputs: tuple[str, ...]
) -> None:
    """By the words of any such sentence; "the score" is the one that was made before, or is made of what was found."""
    assert [(r.name, r.inputs) for r in models(review_of(*sentences))] == [(name, inputs)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The model was based on data from 300 patients and 3 centres [1].",
        "Prognostic models are based on age, CRP and other markers [1].",
        "Age and CRP were included in the multivariate model [1].",
        "The health system includes wards, theatres and clinics [1].",
        "The nomogram is useful, and age and CRP matter [1].",
    ],
)
def test_what_no_score_is_made_of(review_of: PaperOf, sentence: str) -> None:
    """Data, scores at large, models that were fitted, and other systems."""
    assert list(models(review_of(sentence))) == []


def test_a_validation_set_inside_and_one_outside(review_of: PaperOf) -> None:
    """Two sets may share their name's head, and the score of "the model" is the one that was made."""
    paper = review_of(
        "Poe et al. developed the ABX model.", "Images were cut with the QVX model.",
        "The model had an AUC of 0.81 and 0.79 in the internal and external validation sets [1].",
    )  # fmt: skip
    assert [(r.name, r.dataset) for r in models(paper)] == [
        ("ABX model", "internal validation"),
        ("ABX model", "external validation"),
    ]
