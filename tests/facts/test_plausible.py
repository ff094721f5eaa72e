"""Which claims of a trial are about something that patients have (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.association import associations
from kg_builder.study import Paper

PaperOf = Callable[..., Paper]


def _told(paper: Paper) -> list[tuple[object, ...]]:
    return [(r.factor, r.cutoff, r.endpoint, r.direction) for r in associations(paper)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Stromal budding was associated with worse OS.", [("Stromal budding", None, "OS", "worse")]),
        (
            "Natural killer cell count correlated with longer PFS.",
            [("Natural killer cell count", None, "PFS", "better")],
        ),
        (
            "A longer interval from radiotherapy to surgery was associated with better OS.",
            [("longer interval from radiotherapy to surgery", None, "OS", "better")],
        ),
        ("None of the tested variables was associated with better OS.", []),
        ("All factors studied were not associated with DFS.", []),
        ("The new regimen was associated with better OS.", []),
        ("Stromal budding was associated with OS.", []),  # which way?
    ],
)
def test_a_finding_of_the_paper_needs_no_known_name(
    report: PaperOf, sentence: str, expected: list[tuple[object, ...]]
) -> None:
    """No vocabulary names all that patients may have."""
    assert _told(report(sentence=sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Patients with high EREG had a shorter PFS when treated with cetuximab compared to patients treated with "
            "chemotherapy alone.",
            [],
        ),
        ("PFS was longer in patients with high EREG when they received cetuximab than when given FOLFOX.", []),
        ("Patients with high EREG had longer OS if they were given cetuximab rather than placebo.", []),
        (
            "Patients with high EREG had a shorter PFS when treated with cetuximab compared to patients with low EREG.",
            [("EREG", "high", "PFS", "worse")],
        ),
        ("Patients with high EREG had a shorter PFS when treated with cetuximab.", [("EREG", "high", "PFS", "worse")]),
    ],
)
def test_treatments_compared_in_patients_with_a_trait_tell_nothing_of_the_trait(
    report: PaperOf, sentence: str, expected: list[tuple[object, ...]]
) -> None:
    """The same trait is on both sides."""
    assert _told(report(sentence=sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "factors"),
    [
        ("CEA, natural killer cells, and LDH were correlated with improved OS.", ["CEA", "natural killer cell", "LDH"]),
        ("In our patients, natural killer cells, and LDH were correlated with improved OS.", ["LDH"]),
        ("Stromal growth and nodal spread were both predictive of worse OS.", ["Stromal growth", "nodal spread"]),
        (
            "OS was associated both with tumor size (P = 0.01) and nodal status (P = 0.02).",
            ["nodal status", "tumor size"],
        ),
        (
            "Worse OS was associated with growth of metastases (P = 0.01) and progression of other lesions (P = 0.02).",
            ["growth of metastases", "progression of other lesion"],
        ),
        ("OS was associated with PFS (P = 0.01) and shorter DFS (P = 0.02).", []),
    ],
)
def test_lists_of_factors(report: PaperOf, sentence: str, factors: list[str]) -> None:
    """What stands between known names is a factor like them; a part of it may be an endpoint's name."""
    assert sorted(r.factor for r in associations(report(sentence=sentence))) == sorted(factors)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Diabetes was associated with a higher incidence of severe neutropenia.",
            [("Diabetes", None, "severe neutropenia", "worse")],
        ),
        (
            "Female sex was associated with a lower risk of relapse and a higher incidence of neutropenia.",
            [("Female sex", None, "relapse", "better"), ("Female sex", None, "neutropenia", "worse")],
        ),
        ("Older age was a risk factor for bleeding.", [("age", "older", "bleeding", "worse")]),
        ("The incidence of diarrhea was higher in women than in men.", [("women", None, "diarrhea", "worse")]),
        ("Sex was not associated with the risk of neutropenia.", [("Sex", None, "neutropenia", "none")]),
        ("Older age was associated with severe neutropenia.", [("age", "older", "severe neutropenia", "worse")]),
        ("Rash was associated with longer OS.", [("Rash", None, "OS", "better")]),
        ("Low albumin was associated with ascites.", []),  # what they have, not what befell them
        ("Sorafenib was associated with a higher incidence of diarrhea than placebo.", []),
        ("Patients given another drug had a higher incidence of diarrhea.", []),
        ("The control group had a higher incidence of severe neutropenia.", []),
    ],
)
def test_an_event_is_an_endpoint_where_its_risk_is_told(
    report: PaperOf, sentence: str, expected: list[tuple[object, ...]]
) -> None:
    """Adverse events have predictors, too."""
    assert _told(report(sentence=sentence)) == expected
