"""Which arm a hazard ratio is of, against which, and of how many patients (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Effect
from kg_builder.facts.effect_prose import effects
from tests.facts.conftest import ReportOf

TWO = "Patients were assigned to the sorafenib group (n = 40) or the lenvatinib group (n = 50)."
BLINDED = "Patients were assigned to the sorafenib group (n = 40) or the placebo group (n = 50)."
ADDED = "Patients were assigned to docetaxel plus bevacizumab (n = 40) or docetaxel alone (n = 50)."


@pytest.mark.parametrize(
    ("methods", "sentence", "expected"),
    [
        # the arm with the longer time has the smaller hazard
        (
            TWO,
            "The median OS was 10 months in the sorafenib group and 14 months in the lenvatinib group (HR 0.70; P = 0.01).",
            ("lenvatinib vs sorafenib", 90),
        ),
        (
            TWO,
            "The median OS was 10 months in the sorafenib group and 14 months in the lenvatinib group (HR 1.40; P = 0.01).",
            ("sorafenib vs lenvatinib", 90),
        ),
        (
            TWO,
            "The 2-year OS was 40% in the sorafenib group and 55% in the lenvatinib group (HR 0.70; P = 0.01).",
            ("lenvatinib vs sorafenib", 90),
        ),
        # values as good as the same tell nothing
        (
            TWO,
            "The 2-year OS was 40.0% in the sorafenib group and 40.4% in the lenvatinib group (HR 0.80; P = 0.4).",
            (None, 90),
        ),
        (TWO, "The HR for OS was 0.80 (95% CI 0.60-1.10).", (None, 90)),
        # the arm of which the sentence tells, compared with the other
        (TWO, "Lenvatinib prolonged PFS compared with sorafenib (HR 0.70; P = 0.01).", ("lenvatinib vs sorafenib", 90)),
        (
            TWO,
            "PFS was longer with lenvatinib than with sorafenib (HR 0.70; P = 0.01).",
            ("lenvatinib vs sorafenib", 90),
        ),
        # what is tested stands against the placebo, or what is given beside it
        (BLINDED, "The HR for OS was 0.80 (95% CI 0.60-1.10).", ("sorafenib vs placebo", 90)),
        (ADDED, "The HR for OS was 0.80 (95% CI 0.60-1.10).", ("docetaxel plus bevacizumab vs docetaxel alone", 90)),
    ],
)
def test_contrast(report: ReportOf, methods: str, sentence: str, expected: tuple[str | None, int]) -> None:
    """(contrast, n) of the ratio."""
    (found,) = [r for r in effects(report(sentence=sentence, methods=methods)) if isinstance(r, Effect)]
    assert (found.contrast, found.n) == expected


def test_arms_called_by_letters(report: ReportOf) -> None:
    """A letter before "vs." is an arm's name, and the ratio's own words say which arm is of which."""
    methods = "Patients were assigned to surgery alone (S group, n = 40) or surgery plus sorafenib (SP group, n = 50)."
    sentence = "The hazard ratio of S vs. SP group for OS was 1.77 (95% CI 1.10-2.84)."
    (found,) = [r for r in effects(report(sentence=sentence, methods=methods)) if isinstance(r, Effect)]
    assert found.contrast == "S vs SP"
