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
