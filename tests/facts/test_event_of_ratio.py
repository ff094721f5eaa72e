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
            "Updated analyses showed a median time to death or change of ward of 28 months in the sorafenib group and 16 months "
            "in the lenvatinib group (stratified hazard ratio, 0.53; 95% CI, 0.41 to 0.68).",
            [f"time to death or change of ward {_SAME}"],
        ),
        ("The time to death or change of ward favoured sorafenib (HR, 0.53; 95% CI, 0.41 to 0.68).", []),
        (
            "The relative risk of any new wart in the lenvatinib group, as compared with the sorafenib group, was 0.65 (95% CI, "
            "0.46 to 0.91).",
            [f"new wart {_OTHER}"],
        ),
        (
            "The hazard ratio for older adults in the lenvatinib group versus the sorafenib group was 0.65 (0.46-0.91).",
            [],
        ),
        (
            "The hazard ratio for an event in the lenvatinib group versus the sorafenib group was 0.65 (0.46-0.91).",
            [],
        ),
        (
            "The median duration of the response was 10 months with sorafenib and 7 months with lenvatinib (hazard ratio for "
            "progression, 0.62).",
            [f"DOR {_SAME}"],
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
        (
            "Sorafenib improved OS in patients with liver metastasis (HR 0.75, 95% CI 0.60-0.93) and in those "
            "without liver metastasis (HR 0.61, 95% CI 0.29-0.94).",
            ["liver metastasis OS 0.75", "without liver metastasis OS 0.61"],
        ),
        (
            "Sorafenib improved OS in patients with liver metastasis (HR 0.75, 95% CI 0.60-0.93) and in those without (HR 0.61).",
            ["liver metastasis OS 0.75"],
        ),
        (
            "OS was 8.2 versus 7.1 months (HR, 0.78) in patients with ascites and 7.5 versus 7.0 months (HR, 0.89 [95% CI, 0.75 "
            "to 1.05]) in all patients.",
            ["ascites OS 0.78", "overall OS 0.89"],
        ),
        ("The hazard ratio was 0.75 for OS and 0.61 for PFS.", ["overall OS 0.75", "overall PFS 0.61"]),
        ("The hazard ratio for death was 0.75 in mild disease and 0.61 in severe disease.", []),
    ],
)
def test_ratios_of_parts_beside_each_other(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """Each value has its part of the patients, or its endpoint, behind it, whether or not the ratio is named again."""
    records = [r for r in effects(report(sentence=sentence, methods=_METHODS)) if isinstance(r, Effect)]
    assert [f"{r.population} {r.endpoint} {r.value}" for r in records] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Patients with a high NLR had an OS of 9.3 months, compared with 21.7 months in those with a low NLR (HR 2.31).",
            "high NLR",
        ),
        (
            "OS was 21.7 months in patients with a low NLR versus 9.3 months in patients with a high NLR (HR 2.31).",
            "NLR",
        ),
    ],
)
def test_the_first_of_two_levels(report: ReportOf, sentence: str, expected: str) -> None:
    """A value may stand between "compared with" and the level that is compared with."""
    records = [r for r in effects(report(sentence=sentence, methods=_METHODS)) if isinstance(r, Effect)]
    assert [r.factor for r in records] == [expected]


def test_standard_care_is_the_control(report: ReportOf) -> None:
    """The other arm is set against it, where no values say which way the ratio points."""
    methods = "Patients were assigned to the sorafenib group (n = 40) or the standard-care group (n = 50)."
    sentence = (
        "There were 12 deaths in the sorafenib group and 30 in the standard-care group (hazard ratio, 0.67; P=0.002)."
    )
    records = [r for r in effects(report(sentence=sentence, methods=methods)) if isinstance(r, Effect)]
    assert [r.contrast for r in records] == ["sorafenib vs standard-care"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The relative risk of death was 0.75 in the sorafenib group (95% CI, 0.58 to 0.97).", [f"OS {_SAME} 0.97"]),
        ("The hazard ratio for death in the lenvatinib group was 1.30 (95% CI, 1.02 to 1.70).", [f"OS {_OTHER} 1.70"]),
        ("The hazard ratio for death with sorafenib was 0.75 (95% CI, 0.58 to 0.97).", ["OS None 0.97"]),
        (
            "The hazard ratio for death for a high versus low NLR in the sorafenib group was 1.75 (95% CI, 1.58 to 1.97).",
            [],
        ),
        ("NLR was prognostic for OS, with a hazard ratio in the sorafenib group of 1.75 (95% CI, 1.58 to 1.97).", []),
        (
            "Sorafenib improved OS (adjusted HR: 0.57; 95% CI: 0.44-0.74) and TTP (adjusted HR: 0.61; 95% CI: 0.48-0.79) "
            "compared with lenvatinib.",
            [f"OS {_SAME} 0.74", f"TTP {_SAME} 0.79"],
        ),
        (
            "The groups were alike in freedom from recurrence at other sites (HR, 1.10; P=0.48) and OS at 9 years (93.9% with "
            "sorafenib and 93.8% with lenvatinib; HR for death, 1.20; 95% CI: 0.48-1.79).",
            ["OS None 1.79"],
        ),
    ],
)
def test_the_arm_in_which_a_ratio_is(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """ "In the A group" is A against the other of two arms, but of no trait's ratio; no ratio is of what only follows it."""
    records = [r for r in effects(report(sentence=sentence, methods=_METHODS)) if isinstance(r, Effect)]
    assert [f"{r.endpoint} {r.contrast} {r.ci[1] if r.ci else None}" for r in records] == expected
    assert {r.population for r in records} <= {"overall"}


@pytest.mark.parametrize(
    ("sentence", "endpoints"),
    [
        ("In a Cox model, liver metastases (HR 1.85) and low albumin (<35 g/L) (HR 1.62) remained significant.", []),
        ("In a Cox model of OS, liver metastases (HR 1.85) and low albumin (HR 1.62) were significant.", ["OS"]),
    ],
)
def test_a_factor_with_its_own_ratio_is_no_endpoint(report: ReportOf, sentence: str, endpoints: list[str]) -> None:
    """What an adverse event could be named by has a ratio of its own: it is no event that the other factors bring about."""
    found = [r for r in effects(report(sentence=sentence, methods=_METHODS)) if isinstance(r, Effect)]
    assert sorted({r.endpoint or "" for r in found}) == endpoints
