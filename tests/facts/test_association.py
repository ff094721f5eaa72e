"""Prognostic relations: the specification, sentence by sentence (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.association import associations
from kg_builder.study import Paper

PaperOf = Callable[..., Paper]
Told = list[tuple[str, str | None, str, str | None, object, str | None]]


def told(paper: Paper) -> Told:
    """(factor, cut-off, endpoint, direction, p, study) of each association."""
    return [(r.factor, r.cutoff, r.endpoint, r.direction, r.p, r.study) for r in associations(paper)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Poe et al. found that NLR > 4.2 was associated with shorter OS (P=0.031) [1].",
            [("NLR", ">4.2", "OS", "worse", 0.031, "Poe et al. [1]")],
        ),
        (
            "Quill et al. and Poe et al. identified ascites as an independent risk factor for OS (P=0.02; P=0.04) [1, 2].",
            [("ascites", None, "OS", "worse", 0.02, "Quill et al. [2]"),
             ("ascites", None, "OS", "worse", 0.04, "Poe et al. [1]")],
        ),
        (
            "High CRP levels were linked to poorer PFS and OS (P=0.011, P<0.001) [3].",
            [("CRP level", "high", "PFS", "worse", 0.011, "[3]"), ("CRP level", "high", "OS", "worse", "<0.001", "[3]")],
        ),
        ("AFP reduction > 30% significantly prolonged PFS [2].", [("AFP reduction", ">30%", "PFS", "better", None, "[2]")]),
        ("Patients with baseline PLR < 150 had longer OS [1].", [("baseline PLR", "<150", "OS", "better", None, "[1]")]),
        ("Cirrhosis was not associated with PFS (P=0.61) [2].", [("Cirrhosis", None, "PFS", "none", 0.61, "[2]")]),
        (
            "Rusk et al. reported no significant impact of AST on OS [3].",
            [("AST", None, "OS", "none", None, "Rusk et al. [3]")],
        ),
        (
            "Another study did not find a significant correlation between tumor number and OS [1].",
            [("tumor number", None, "OS", "none", None, "[1]")],
        ),
        (
            "Poe et al. reported significantly shorter OS in patients with ascites (P=0.008) [1].",
            [("ascites", None, "OS", "worse", 0.008, "Poe et al. [1]")],
        ),
        (
            "CRP was an independent predictor for OS (HR 2.10; 95% CI 1.20-3.60; P=0.01) [1].",
            [("CRP", None, "OS", "worse", 0.01, "[1]")],
        ),
        ("More than 3 tumors predicted worse OS [2].", [("number of tumors", ">3", "OS", "worse", None, "[2]")]),
        ("AFP decreases reduced the risk of recurrence [2].", [("AFP decrease", None, "recurrence", "better", None, "[2]")]),
    ],
)  # fmt: skip
def test_relations_are_read(review_of: PaperOf, sentence: str, expected: Told) -> None:
    """A factor, its cut-off, each endpoint with its direction and p, each author with the own reference."""
    assert sorted(told(review_of(sentence)), key=repr) == sorted(expected, key=repr)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lenvatinib plus pembrolizumab significantly improved OS [1].",
        "We investigated whether CRP is associated with OS [1].",
        "Further studies are needed to improve survival.",
        "Several methods are used to predict prognosis [2].",
        "This study reported a median OS of 12.1 months [3].",
        "The aim was to identify factors associated with OS [3].",
    ],
)
def test_what_is_no_relation_gives_none(review_of: PaperOf, sentence: str) -> None:
    """What a treatment does, aims, questions and generalities are no prognostic relation."""
    assert told(review_of(sentence)) == []


def test_a_paragraph_says_which_way_its_factor_points(review_of: PaperOf) -> None:
    """ "An independent prognostic factor" points where the same paragraph says that the factor points."""
    paper = review_of(
        "Ascites was associated with worse OS [1].", "Ascites is an independent prognostic factor for PFS [2]."
    )
    assert ("Ascites", None, "PFS", "worse", None, "[2]") in told(paper)


@pytest.mark.parametrize(
    ("sentence", "treatment"),
    [
        ("NLR > 4 was associated with shorter OS in patients treated with sorafenib [1].", ("sorafenib",)),
        ("NLR > 4 was associated with shorter OS [1].", ("lenvatinib",)),
    ],
)
def test_the_treatment_is_the_sentence_s_or_the_paper_s(
    review_of: PaperOf, sentence: str, treatment: tuple[str, ...]
) -> None:
    """A review's relation belongs to the treatment that the sentence, else the title, names."""
    assert [r.treatment for r in associations(review_of(sentence))] == [treatment]
