"""What patients died of: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.facts.adverse_prose import adverse_events
from kg_builder.facts.causes_of_death import causes_of_death
from kg_builder.facts.note import Note
from tests.facts.conftest import ReportOf

_TWO_ONE = ["sorafenib sepsis 5 2", "sorafenib stroke 5 1"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Three treatment-related deaths occurred in the sorafenib group (sepsis, n = 2; stroke, n = 1).", _TWO_ONE),
        ("Three toxic deaths were reported in the sorafenib group (two sepsis and one stroke).", _TWO_ONE),
        (
            "There were three deaths in the sorafenib group, including 2 who died from sepsis and 1 from stroke.",
            _TWO_ONE,
        ),
        ("Three patients in the sorafenib group died, due to sepsis in two patients and stroke in one.", _TWO_ONE),
        ("Three patients died of toxicity in the sorafenib group (sepsis [n=2] and stroke [n=1]).", _TWO_ONE),
        (
            "Deaths occurred in 3 patients (sepsis in 2 and stroke in 1) in the sorafenib group, and 1 patient (HHV encephalitis "
            "in 1) in the placebo group.",
            [*_TWO_ONE, "placebo HHV encephalitis 5 1"],
        ),
        ("One treatment-related death (sepsis) was seen in the placebo group.", ["placebo sepsis 5 1"]),
        (
            "In the sorafenib group versus the placebo group, causes of the three treatment-related deaths were sepsis "
            "(none vs two) and muddled bleeding (one vs none).",
            [
                "overall treatment-related death 5 3",
                "sorafenib sepsis 5 0",
                "placebo sepsis 5 2",
                "sorafenib muddled bleeding 5 1",
                "placebo muddled bleeding 5 0",
            ],
        ),
        ("There were four deaths in the sorafenib group (sepsis, n = 2; stroke, n = 1).", []),  # one is missing
        ("Three deaths occurred (sepsis, n = 2; stroke, n = 1) in the study of the sorafenib group.", []),  # whose?
        ("Three deaths occurred, none of them due to sepsis.", []),
        ("In the sorafenib group, causes of death were sepsis (one vs two) and stroke (none vs one).", []),
        (
            "In the sorafenib group versus the placebo group, causes of the four deaths were sepsis (one vs two) and stroke "
            "(none vs two).",
            [],
        ),
    ],
)
def test_causes_that_add_up_to_the_deaths(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """Events with counts behind or before them are causes of death where they add up to the deaths of one known group."""
    paper = report(sentence=sentence)
    told = [e for s in paper.statements for e in causes_of_death(s)]
    assert [f"{e.arm} {e.event} {e.grade} {e.count}" for e in told] == expected


def test_causes_of_death_are_no_events_of_any_grade(report: ReportOf) -> None:
    """What patients died of is not counted once more as an event whose grade is not told."""
    told = "Three patients died of toxicity in the sorafenib group (sepsis [n=2] and stroke [n=1])."
    assert [e for e in adverse_events(report(sentence=told)) if not isinstance(e, Note)] == []
