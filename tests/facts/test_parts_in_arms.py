"""Parts of an arm's patients that stand before the arm (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import AdverseEvent, Effect, Outcome
from kg_builder.facts.adverse_prose import adverse_events
from kg_builder.facts.effect_prose import effects
from kg_builder.facts.outcome import outcomes
from tests.facts.conftest import ReportOf

ARMS = "Patients were assigned to docetaxel alone (arm A, n = 50) or docetaxel plus bevacizumab (arm B, n = 52)."
A, B = "docetaxel alone", "docetaxel plus bevacizumab"

PARTS = [
    ("The ORR was 45% in patients with EGFR mutations in arm B.", [(B, "EGFR mutations", None)]),
    (
        "Patients with brain metastases treated with docetaxel plus bevacizumab had an ORR of 46%.",
        [(B, "brain metastases", None)],
    ),
    ("EGFR-mutant patients treated with docetaxel plus bevacizumab had an ORR of 46%.", [(B, "EGFR-mutant", None)]),
    ("The ORR of elderly patients in arm B was 48%.", [(B, "elderly", None)]),
    ("Among responders in arm B, the median PFS was 12 months.", [(B, "responders", None)]),
    (
        "For patients with stage IV disease who received docetaxel plus bevacizumab, the median PFS was 13 months.",
        [(B, "stage IV disease", None)],
    ),
    (
        "Median OS was better in women than in men treated in arm B (10.4 vs 7.0 months).",
        [(B, "women", None), (B, "men", None)],
    ),
    # all of the arm
    ("Patients treated in arm B had an ORR of 50%.", [(B, None, 52)]),
    ("The ORR in all patients in arm A was 54%.", [(A, None, 50)]),
    ("Eligible patients in arm A had an ORR of 56%.", [(A, None, 50)]),
    ("Women treated in arm A had an ORR of 57%.", [(A, None, 50)]),  # all may be women
    ("The ORR was 52% in patients with lung cancer treated in arm B.", [(B, None, 52)]),
    ("The ORR was 52% in patients with sorafenib resistance in arm B.", [(B, None, 52)]),  # by the title all have it
    ("The proportion of patients with a complete response in arm B was 23%.", [(B, None, 52)]),  # what is counted
]


@pytest.mark.parametrize(("sentence", "expected"), PARTS)
def test_outcomes(report: ReportOf, sentence: str, expected: list[tuple[str, str | None, int | None]]) -> None:
    """(arm, subgroup, n) of each outcome of a trial of sorafenib in its title."""
    found = [r for r in outcomes(report(sentence=sentence, methods=ARMS)) if isinstance(r, Outcome)]
    assert [(r.arm, r.subgroup, r.n) for r in found] == expected


def test_ratios(report: ReportOf) -> None:
    """A ratio is of the part, not of all."""
    sentence = "Median OS was longer in smokers receiving docetaxel plus bevacizumab than docetaxel alone (HR 0.70)."
    (found,) = [r for r in effects(report(sentence=sentence, methods=ARMS)) if isinstance(r, Effect)]
    assert (found.population, found.n) == ("smokers", None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The benefit in OS of docetaxel plus bevacizumab over docetaxel alone was seen in women (HR 0.70), men (HR 0.75) "
            "and patients younger than 65 years (HR 0.72).",
            [("women", "treatment"), ("men", "treatment"), ("younger than 65 years", "treatment")],
        ),
        (
            "OS favoured docetaxel plus bevacizumab in smokers (HR 0.71) and in never-smokers (HR 0.78).",
            [("smokers", "treatment"), ("never-smokers", "treatment")],
        ),
        (
            "The benefit in OS was seen in women (HR 0.70) but not men (HR 0.99).",
            [("women", "treatment"), ("men", "treatment")],
        ),
        ("Worse OS was seen in men (HR 1.70).", [("overall", "men")]),  # who fared worse
    ],
)
def test_who_gained(report: ReportOf, sentence: str, expected: list[tuple[str, str]]) -> None:
    """(population, factor) of the ratios behind persons: of what they gained, where the sentence tells of a gain."""
    found = [r for r in effects(report(sentence=sentence, methods=ARMS)) if isinstance(r, Effect)]
    assert [(r.population, r.factor) for r in found] == expected


def test_events_of_a_part_are_not_the_arms(report: ReportOf) -> None:
    """A part's share is refused, since events have no subgroup; so many patients with an event are no part."""
    part = "Grade 3 neutropenia occurred in 40% of elderly patients in arm B and 20% of elderly patients in arm A."
    counted = "The proportion of patients with grade 3 neutropenia in arm B was 40%."
    assert [r for r in adverse_events(report(sentence=part, methods=ARMS)) if isinstance(r, AdverseEvent)] == []
    (found,) = [r for r in adverse_events(report(sentence=counted, methods=ARMS)) if isinstance(r, AdverseEvent)]
    assert (found.arm, found.n) == (B, 52)
