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
