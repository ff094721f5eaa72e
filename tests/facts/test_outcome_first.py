"""Claims that name the endpoint before its factors (all sentences invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.association import associations
from kg_builder.study import Paper

Told = list[tuple[object, ...]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "OS was significantly associated with ECOG PS (P=0.001) and baseline albumin (P=0.02).",
            [("ECOG PS", None, "OS", "worse", 0.001), ("baseline albumin", None, "OS", None, 0.02)],
        ),
        ("Worse PFS was associated with elevated CEA (P=0.012).", [("CEA", "elevated", "PFS", "worse", 0.012)]),
        (
            "The overall response rate was not related to age, HER2 status or tumor site.",
            [("age", None, "ORR", "none", None), ("HER2 status", None, "ORR", "none", None),
             ("tumor site", None, "ORR", "none", None)],
        ),
        (
            "No correlation was seen between response to paclitaxel and HER2 status, age or clinical stage (P > 0.1 for all).",
            [("HER2 status", None, "response", "none", ">0.1"), ("age", None, "response", "none", ">0.1"),
             ("clinical stage", None, "response", "none", ">0.1")],
        ),
        (
            "There was an association between a poor prognosis and KRAS mutation.",
            [("KRAS mutation", None, "prognosis", "worse", None)],
        ),
        ("PFS was similar regardless of PD-L1 expression.", [("PD-L1 expression", None, "PFS", "none", None)]),
        ("Response was independent of BRCA status.", [("BRCA status", None, "response", "none", None)]),
        ("OS was influenced by LDH (P = 0.03).", [("LDH", None, "OS", None, 0.03)]),
        ("Survival differed according to ER status (P = 0.04).", [("ER status", None, "OS", None, 0.04)]),
        ("We evaluated whether OS was associated with ECOG PS.", []),
        ("PFS was associated with OS.", []),
        ("The effect of sorafenib on OS was independent of ECOG PS.", []),
        ("OS after progression correlated with sorafenib treatment.", []),
        ("OS was associated with sorafenib.", []),
        ("Early relapse correlates with a higher biopsy rate.", []),
        ("The prediction of OS was influenced by CRP.", []),
    ],
)  # fmt: skip
def test_an_endpoint_before_its_factors(report: Callable[..., Paper], sentence: str, expected: Told) -> None:
    """Each factor of the list with its p; what an effect, a prediction or another endpoint does is no factor's claim."""
    found = [(r.factor, r.cutoff, r.endpoint, r.direction, r.p) for r in associations(report(sentence=sentence))]
    assert sorted(found, key=repr) == sorted(expected, key=repr)
