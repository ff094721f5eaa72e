"""All patients of a study, the population of an arm's value, and parts beside all of them (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.outcome import outcomes
from tests.facts.conftest import ReportOf

S, P = "sorafenib", "placebo"
ONE = "We enrolled 90 patients, who received sorafenib."
_Told = tuple[str | None, str | None, str]


def told(report: ReportOf, sentence: str, methods: str | None = None) -> list[_Told]:
    """(arm, subgroup, value) of each outcome of a sentence."""
    paper = report(sentence=sentence, methods=methods) if methods else report(sentence=sentence)
    return [(r.arm, r.subgroup, str(r.value)) for r in outcomes(paper) if isinstance(r, Outcome)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Median PFS under sorafenib was 8.1 months in the ITT cohort.", [(S, None, "8.1")]),
        ("In the sorafenib arm, median OS was 18.7 months (95% CI, 15-20) in all patients.", [(S, None, "18.7")]),
        ("Median PFS was 8.1 months under sorafenib in the ITT population.", [(S, None, "8.1")]),
        ("Median PFS was 8.1 months in the overall population with sorafenib.", [(S, None, "8.1")]),
        (
            "Sorafenib achieved an ORR of 54% and a median OS of 16 months in the whole cohort.",
            [(S, None, "54"), (S, None, "16")],
        ),
        (
            "For sorafenib the median PFS was 8.1 months in the overall population and 6.2 months in patients with ascites.",
            [(S, None, "8.1"), (S, "ascites", "6.2")],
        ),
        (
            "OS was longer with sorafenib than with placebo (18 vs 16 months) in the overall population.",
            [(S, None, "18"), (P, None, "16")],
        ),
        (
            "The ORR was 52% with sorafenib and 50% in the overall population.",
            [(S, None, "52"), ("overall", None, "50")],
        ),
        (
            "Sorafenib was not superior to placebo; median OS was 17 months in the overall population.",
            [("overall", None, "17")],
        ),
        ("Although sorafenib was toxic, median OS was 17 months in the overall population.", [("overall", None, "17")]),
        ("Median PFS was 8.1 months in the ITT population.", [("overall", None, "8.1")]),
    ],
)
def test_all_patients_may_be_the_population_of_an_arm(report: ReportOf, sentence: str, expected: list[_Told]) -> None:
    """A value that one arm leads to is the arm's, though "in the whole cohort" stands behind it."""
    assert told(report, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Median OS was 10.4 months in all patients and 6.1 months in those with ascites.",
            [("overall", None, "10.4"), ("overall", "ascites", "6.1")],
        ),
        (
            "The ORR was 35% in HER2-positive patients and 20% in all patients.",
            [("overall", "HER2-positive patients", "35"), ("overall", None, "20")],
        ),
        (
            "Median OS was 10.4 months in the whole cohort and 7.3 months in the KRAS mutant cohort.",
            [("overall", None, "10.4"), ("overall", "KRAS mutant cohort", "7.3")],
        ),
        (
            "Median PFS was 8.6 months in the wild-type KRAS cohort while it was only 6.9 months in the KRAS mutant cohort.",
            [("overall", "wild-type KRAS cohort", "8.6"), ("overall", "KRAS mutant cohort", "6.9")],
        ),
        (
            "The ORR was 54% in the PD-L1-positive population and 20% in the PD-L1-negative population.",
            [("overall", "PD-L1-positive population", "54"), ("overall", "PD-L1-negative population", "20")],
        ),
        (
            "Median OS was 10.4 months in the validation cohort of all patients.",
            [("overall", "validation cohort", "10.4")],
        ),
        ("Median OS was 10.4 months in the expansion cohort.", []),
        ("Median OS was 10.4 months in the KRAS mutant population.", []),
    ],
)
def test_a_part_stands_beside_all_patients_or_another(report: ReportOf, sentence: str, expected: list[_Told]) -> None:
    """Cohorts, populations and subsets are parts where they are set against others, or against all patients."""
    assert told(report, sentence, ONE) == expected


def test_all_patients_of_a_part_are_not_counted(report: ReportOf) -> None:
    """The size that a sentence prints behind all patients is none of a part's."""
    paper = report(
        sentence="The ORR was 20% in the ITT population (n = 90) and 35% in the EGFR-mutant subset.", methods=ONE
    )
    records = [r for r in outcomes(paper) if isinstance(r, Outcome)]
    assert [(r.subgroup, r.n) for r in records] == [(None, 90), ("EGFR-mutant subset", None)]
