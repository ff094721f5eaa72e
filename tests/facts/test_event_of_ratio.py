"""Ratios of events and times that sentences name in their own words: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Effect
from kg_builder.facts.effect_prose import effects
from tests.facts.conftest import ReportOf

_METHODS = "Patients were assigned to the sorafenib group (n = 40) or the lenvatinib group (n = 50)."
_OTHER = "lenvatinib vs sorafenib"
_SAME = "sorafenib vs lenvatinib"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "At 6 months, 31% of the patients in the sorafenib group had a lasting decline of well-being versus 66% in the "
            "lenvatinib group (hazard ratio, 0.47; 95% CI, 0.30 to 0.70).",
            [f"lasting decline of well-being {_SAME}"],
        ),
        (
            "A lasting decline of well-being occurred in 66% of the patients in the sorafenib group and 31% of those in the "
            "lenvatinib group (hazard ratio, 0.47; 95% CI, 0.30 to 0.70).",
            [f"lasting decline of well-being {_OTHER}"],
        ),
        (
            "At 6 months, 66% of the patients in the sorafenib group had no decline of well-being versus 31% in the lenvatinib "
            "group (hazard ratio, 0.47; 95% CI, 0.30 to 0.70).",
            [],
        ),
        (
            "At baseline, 31% of the patients in the sorafenib group had a cough versus 66% in the lenvatinib group, and OS was "
            "8 months with sorafenib and 5 months with lenvatinib (hazard ratio, 0.67; 95% CI, 0.50 to 0.90).",
            [f"OS {_SAME}"],
        ),
        (
            "Recurrence or death occurred in 18% of patients with sorafenib and 28% with lenvatinib (HR 0.51; 95% CI 0.30-0.80).",
            ["DFS None"],
        ),
        (
            "There was no difference in death or recurrence with sorafenib vs lenvatinib (HR 0.91; 95% CI 0.80-1.10).",
            [f"DFS {_SAME}"],
        ),
        ("Surgery or death occurred in 18% with sorafenib and 28% with lenvatinib (HR 0.51; 95% CI 0.30-0.80).", []),
        (
            "There were 12 deaths with sorafenib and 20 with lenvatinib, or none at all (HR 0.51; 95% CI 0.30-0.80).",
            ["OS None"],
        ),
        (
            "The median time to worsening of mood (a change [on a scale of 0 to 5, higher indicating ill] of 2) was "
            "5.7 months with sorafenib versus 4.0 months with lenvatinib (HR, 0.66; 95% CI, 0.56 to 0.78).",
            [f"time to worsening of mood {_SAME}"],
        ),
        (
            "Sorafenib delayed the time to worsening of mood (4.0 vs 5.7 months; HR, 0.66; 95% CI, 0.56 to 0.78).",
            ["time to worsening of mood None"],
        ),
        (
            "Sorafenib delayed the time to worsening of mood as compared with lenvatinib (HR, 0.66; 95% CI, 0.56 to 0.78).",
            [f"time to worsening of mood {_SAME}"],
        ),
        (
            "The time to worsening of mood was not told, and OS was 7 months with sorafenib and 5 months with lenvatinib (HR, "
            "0.66; 95% CI, 0.56 to 0.78).",
            [f"OS {_SAME}"],
        ),
    ],
)
def test_events_and_times_as_printed(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """What the lexicon knows not is named as printed, where the sentence has nothing else that the ratio may be of."""
    records = [r for r in effects(report(sentence=sentence, methods=_METHODS)) if isinstance(r, Effect)]
    assert [f"{r.endpoint} {r.contrast}" for r in records] == expected


@pytest.mark.parametrize(
    ("sentence", "contrast"),
    [
        (
            "The 5-year incidence of relapse was 18% with sorafenib and 8% with lenvatinib (HR 2.10; 95% CI 1.20-3.60).",
            _SAME,
        ),
        (
            "The 5-year incidence of relapse was 18% with sorafenib and 8% with lenvatinib (HR 0.47; 95% CI 0.30-0.80).",
            _OTHER,
        ),
        ("5-year mortality was 18% with sorafenib and 8% with lenvatinib (HR 2.10; 95% CI 1.20-3.60).", _SAME),
        ("5-year OS was 82% with sorafenib and 92% with lenvatinib (HR 2.10; 95% CI 1.20-3.60).", _SAME),
        ("5-year OS was 82.1% with sorafenib and 82.6% with lenvatinib (HR 1.10; 95% CI 0.90-1.60).", _SAME),
        ("5-year OS was 82.6% with sorafenib and 82.1% with lenvatinib (HR 1.10; 95% CI 0.90-1.60).", None),
        ("5-year OS was 82.1% with sorafenib and 82.1% with lenvatinib (HR 1.10; 95% CI 0.90-1.60).", None),
    ],
)
def test_the_larger_hazard(report: ReportOf, sentence: str, contrast: str | None) -> None:
    """More events, and fewer survivors, are the larger hazard; values hardly apart tell only of the arm named first."""
    records = [r for r in effects(report(sentence=sentence, methods=_METHODS)) if isinstance(r, Effect)]
    assert [r.contrast for r in records] == [contrast]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The hazard ratio for death was 0.75 in patients with ascites and 0.61 in those without ascites.",
            ["ascites OS 0.75", "without ascites OS 0.61"],
        ),
        (
            "The hazard ratios for death were 0.75 for patients younger than 65 years, and 0.61 for patients with ascites.",
            ["younger than 65 years OS 0.75", "ascites OS 0.61"],
        ),
        ("The hazard ratio was 0.75 for OS and 0.61 for PFS.", ["overall OS 0.75", "overall PFS 0.61"]),
        ("The hazard ratio for death was 0.75 in mild disease and 0.61 in severe disease.", []),
    ],
)
def test_one_name_for_the_ratios_of_parts(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """Values without limits share their ratio's name, each with the part of the patients, or the endpoint, behind it."""
    records = [r for r in effects(report(sentence=sentence, methods=_METHODS)) if isinstance(r, Effect)]
    assert [f"{r.population} {r.endpoint} {r.value}" for r in records] == expected
