"""Parts of the patients with statistics of their own (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.association import associations
from kg_builder.study import Paper

PaperOf = Callable[..., Paper]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "OS was not different between the CRP groups in the whole population (HR 0.9, P = 0.86), in the placebo group "
            "(HR 0.7 [0.2; 2.9], P = 0.62), or in the sorafenib group (HR 1.1, P = 0.85).",
            [((), "none", 0.86), (("placebo",), "none", 0.62), (("sorafenib",), "none", 0.85)],
        ),
        (
            "High CRP was associated with shorter OS in the sorafenib group (P = 0.01), but not in the placebo group (P = 0.6).",
            [(("sorafenib",), "worse", 0.01), (("placebo",), "none", 0.6)],
        ),
        (
            "High CRP was associated with shorter OS in women (P = 0.01) and in men (P = 0.02).",
            [((), "worse", 0.01), ((), "worse", 0.02)],
        ),
        ("High CRP was associated with shorter OS in women (P = 0.01).", [((), "worse", 0.01)]),
        (
            "High CRP was associated with shorter OS (P = 0.01) and PFS in men (P = 0.02).",
            [((), "worse", 0.01), ((), "worse", 0.02)],
        ),
    ],
)
def test_each_part_has_its_own_statistics(report: PaperOf, sentence: str, expected: list[object]) -> None:
    """One verb may tell of several parts; each is one claim, with the treatment of its patients."""
    found = associations(report(sentence=sentence))
    assert [(r.treatment, r.direction, r.p) for r in found] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "PFS was not different between the CRP groups in the whole population (Figure 2A) with a median PFS of 18.0 months "
            "in the low group versus 15.9 months in the high group (HR 1.4, P = 0.25).",
            [("CRP", "none", 0.25)],
        ),
        (
            "High CRP was associated with shorter OS, with medians of 8 and 14 months (P = 0.02).",
            [("CRP", "worse", 0.02)],
        ),
        ("High CRP was associated with shorter OS, whereas the age was lower (P = 0.6).", [("CRP", "worse", None)]),
        (
            "Patients in the sorafenib group (Figure 2C) with high CRP had a shorter PFS compared to patients with low CRP "
            "(median of 12.3 months versus 20.3 months, P = 0.049).",
            [("CRP", "worse", 0.049)],
        ),
    ],
)
def test_values_between_a_claim_and_its_p(report: PaperOf, sentence: str, expected: list[object]) -> None:
    """The one p of a sentence with one claim is its, behind figures and medians of the same endpoint."""
    assert [(r.factor, r.direction, r.p) for r in associations(report(sentence=sentence))] == expected
