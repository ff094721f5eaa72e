"""From what to what a treatment changed an endpoint: the specification, sentence by sentence (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.outcome import outcomes
from kg_builder.study import Paper

PaperOf = Callable[..., Paper]
FOLFOX = ("fluorouracil", "leucovorin", "oxaliplatin")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The addition of bevacizumab to FOLFOX increased median OS from 10.8 to 12.9 months [1].",
            [(FOLFOX, "OS", None, "10.8"), (("bevacizumab", *FOLFOX), "OS", None, "12.9")],
        ),
        (
            "Median OS improved from 6 to 9.5 months with the addition of everolimus to exemestane [2].",
            [(("exemestane",), "OS", None, "6"), (("everolimus", "exemestane"), "OS", None, "9.5")],
        ),
        (
            "The 5-year OS rose from 40% to 55% when rituximab was added to chemotherapy [1].",
            [(("chemotherapy",), "OS", 60, "40"), (("rituximab", "chemotherapy"), "OS", 60, "55")],
        ),
        (
            "Adding rituximab raised the ORR from 53% to 74% and the rate of 2-year PFS from 36% to 46% [1].",
            [
                ("without rituximab", "ORR", None, "53"),
                ("with rituximab", "ORR", None, "74"),
                ("without rituximab", "PFS", 24, "36"),
                ("with rituximab", "PFS", 24, "46"),
            ],
        ),
        (
            "Nivolumab prolonged median PFS from 2.8 months to 4.2 months compared with docetaxel [1].",
            [(("docetaxel",), "PFS", None, "2.8"), (("nivolumab",), "PFS", None, "4.2")],
        ),
        (
            "Median OS was increased from 9 months with cisplatin to 12.1 months with cisplatin plus pemetrexed [1].",
            [(("cisplatin",), "OS", None, "9"), (("pemetrexed", "cisplatin"), "OS", None, "12.1")],
        ),
        ("Sunitinib prolonged the median OS from 9.8 to 12.4 months [1].", [(("sunitinib",), "OS", None, "12.4")]),
        ("Median OS increased from 9.8 to 12.4 months over two decades [1].", []),  # no treatment did it
        ("The addition of cisplatin was studied; median OS ranged from 9.8 to 12.4 months [1].", []),
        ("The addition of cisplatin to A, to gemcitabine and to S-1 increased OS from 5% to 12 months [1].", []),
        ("Adding cetuximab to cisplatin and to docetaxel and capecitabine improved OS from 5 to 7 points [1].", []),
    ],
)
def test_with_and_without(review_of: PaperOf, sentence: str, expected: list[object]) -> None:
    """The first value is of those without the treatment, the second of those with it, where both are told."""
    found = [r for r in outcomes(review_of(sentence)) if isinstance(r, Outcome)]
    assert [(r.regimen or r.arm, r.endpoint, r.at_months, str(r.value)) for r in found] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Adding sorafenib improved the median OS from 6.7 to 9.1 months.", [("placebo", "6.7"), ("sorafenib", "9.1")]),
        (
            "The ORR rose from 5% with placebo to 17% with sorafenib.",
            [("placebo", "5"), ("sorafenib", "17")],
        ),
        ("Adding cetuximab to sorafenib improved the median OS from 6.7 to 9.1 months.", []),  # no arm of this study
        ("The ORR rose from 5% at week 8 to 17% at week 16.", []),
    ],
)
def test_with_and_without_in_an_own_study(report: PaperOf, sentence: str, expected: list[tuple[str, str]]) -> None:
    """The values are those of the study's arms, or nobody's."""
    found = [r for r in outcomes(report(sentence=sentence)) if isinstance(r, Outcome)]
    assert [(r.arm, str(r.value)) for r in found] == expected
