"""Ratios whose own words say what they compare: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Effect
from kg_builder.facts.effect_prose import effects
from tests.facts.conftest import ReportOf

_THREE = (
    "Patients were assigned to the sorafenib-plus-lenvatinib group (n = 40), the sorafenib group (n = 41) or the lenvatinib "
    "group (n = 42)."
)
_BOTH = "sorafenib-plus-lenvatinib vs lenvatinib"
_ONE = "sorafenib vs lenvatinib"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "OS was longer in the sorafenib group (hazard ratio for death with sorafenib plus lenvatinib vs. lenvatinib, 0.55 "
            "[P<0.001]; hazard ratio for death with sorafenib vs. lenvatinib, 0.65 [P=0.02]).",
            [f"0.55 {_BOTH} <0.001", f"0.65 {_ONE} 0.02"],
        ),
        (
            "The hazard ratio for death for sorafenib plus lenvatinib as compared with lenvatinib was 0.55 (0.45 to 0.69).",
            [f"0.55 {_BOTH} None"],
        ),
        (
            "The hazard ratio for death comparing sorafenib with lenvatinib was 0.65 (95% CI, 0.53 to 0.79).",
            [f"0.65 {_ONE} None"],
        ),
        (
            "Overall survival differed (sorafenib plus lenvatinib v lenvatinib: HR 0.55, 95% CI 0.45-0.69; sorafenib v "
            "lenvatinib: HR 0.65, 95% CI 0.53-0.80).",
            [f"0.55 {_BOTH} None", f"0.65 {_ONE} None"],
        ),
        (
            "The HR for death for regorafenib versus sorafenib was 0.70 (0.60-0.81).",
            ["0.70 regorafenib vs sorafenib None"],
        ),
        ("The HR for death of patients with sorafenib, lenvatinib or both was 0.70 (0.60-0.81).", []),
    ],
)
def test_the_two_that_the_ratio_itself_names(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """Of three arms, or of others, a ratio compares the two that its own words set side by side; it needs no other word."""
    records = [r for r in effects(report(sentence=sentence, methods=_THREE)) if isinstance(r, Effect)]
    assert [f"{r.value} {r.contrast} {r.p}" for r in records if r.contrast] == expected
    assert all(r.factor == "treatment" for r in records)


@pytest.mark.parametrize(
    "sentence",
    [
        "The hazard ratio for death in the XY-102 group versus the placebo group was 0.68 (95% CI, 0.58 to 0.81; P<0.001).",
        "The hazard ratio for death with XY-102, as compared with placebo, was 0.68 (95% CI, 0.58 to 0.81; P<0.001).",
    ],
)
def test_a_name_with_a_number(report: ReportOf, sentence: str) -> None:
    """A number that a hyphen ties to a name is no value of the ratio."""
    methods = "Patients were assigned to the XY-102 group (n = 40) or the placebo group (n = 50)."
    records = [r for r in effects(report(sentence=sentence, methods=methods)) if isinstance(r, Effect)]
    assert [(r.endpoint, r.contrast, str(r.value)) for r in records] == [("OS", "XY-102 vs placebo", "0.68")]
