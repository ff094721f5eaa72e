"""Events as endpoints, and the sizes of parts that lead: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import AdverseEvent, Outcome
from kg_builder.facts.adverse_prose import adverse_events
from kg_builder.facts.counted_patients import counted_patients
from kg_builder.facts.outcome import outcomes
from tests.facts.conftest import ReportOf


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The 180-day cumulative incidences of grade II-IV acute GVHD were 12% and 9% in sorafenib and placebo patients, "
            "respectively (p = 0.5).",
            [
                "sorafenib grade II-IV acute GVHD 12 at 6 vs placebo 0.5",
                "placebo grade II-IV acute GVHD 9 at 6 vs sorafenib 0.5",
            ],
        ),
        (
            "The 3-year cumulative incidence of grade 3 or higher rectal bleeding was 7% with sorafenib and 3% with placebo.",
            [
                "sorafenib grade 3 or higher rectal bleeding 7 at 36 vs placebo None",
                "placebo grade 3 or higher rectal bleeding 3 at 36 vs sorafenib None",
            ],
        ),
        (
            "At 2 years, the cumulative incidence of rash was 7% with sorafenib.",
            ["sorafenib rash 7 at 24 vs None None"],
        ),
        ("The cumulative incidence of rash was 7% with sorafenib.", []),  # at no time
        ("Rash was seen in 7% of patients given sorafenib at 3 years.", []),  # an event, and no endpoint
    ],
)
def test_events_whose_incidence_is_read_at_a_time(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """The cumulative incidence of an event at a time is an outcome, named as printed, with what it is set against."""
    found = [o for o in outcomes(report(sentence=sentence)) if isinstance(o, Outcome)]
    assert [f"{o.arm} {o.endpoint} {o.value} at {o.at_months} vs {o.vs} {o.p}" for o in found] == expected


@pytest.mark.parametrize(
    ("who", "n"),
    [
        ("Among HSV-positive patients and donors", None),
        ("Finally, among women", None),
        ("Among evaluable patients", 40),
        ("Of the patients treated with sorafenib", 40),
        ("In this study", 40),
    ],
)
def test_the_size_of_a_part_that_leads(report: ReportOf, who: str, n: int | None) -> None:
    """A share is not of the whole arm where the sentence begins with a part of the patients."""
    paper = report(sentence=f"{who}, rash was seen in 31% with sorafenib.")
    assert [r.n for r in adverse_events(paper) if isinstance(r, AdverseEvent)] == [n]


def test_a_part_that_leads_is_not_counted_as_the_arm(report: ReportOf) -> None:
    """Deaths "among patients with cirrhosis" are not all deaths; "of patients who completed it" names no endpoint."""
    deaths = "3 patients in the sorafenib group and 4 in the placebo group died."
    assert list(counted_patients(report(sentence=f"Among patients with cirrhosis, {deaths}"))) == []
    assert list(counted_patients(report(sentence=f"In those aged 70 or more, {deaths}"))) == []
    told = (
        "Of patients who completed treatment, 31% in the sorafenib group and 47% in the placebo group had a response."
    )
    assert [o for o in outcomes(report(sentence=told)) if isinstance(o, Outcome)] == []
