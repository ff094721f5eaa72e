"""Whose the values of pairs, lists of times and changes are, and when they are read (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.outcome import outcomes
from tests.facts.conftest import ReportOf

THREE = "Patients were assigned to XA (n = 40), XB (n = 41) or XC (n = 42)."
S, P = "sorafenib", "placebo"


def told(report: ReportOf, sentence: str, methods: str | None = None) -> list[tuple[str | None, str, str | None, str]]:
    """(arm, endpoint, months, value) of each outcome of a sentence."""
    paper = report(sentence=sentence, methods=methods) if methods else report(sentence=sentence)
    records = (r for r in outcomes(paper) if isinstance(r, Outcome))
    return [(r.arm, r.endpoint, None if r.at_months is None else str(r.at_months), str(r.value)) for r in records]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The ORR was higher with XA than with XB (35% vs 14%, P = .001) or with XC (35% vs 21%, P = .01).",
            [("XA", "35"), ("XB", "14"), ("XA", "35"), ("XC", "21")],
        ),
        (
            "The ORR was higher with XA than with XB (35% vs 14%) or in the XC group (35% vs 21%).",
            [("XA", "35"), ("XB", "14"), ("XA", "35"), ("XC", "21")],
        ),
    ],
)
def test_a_second_bracket_is_of_the_further_group(
    report: ReportOf, sentence: str, expected: list[tuple[str, str]]
) -> None:
    """In "A than B (x vs y) or with C (x vs z)" the second pair is A's and C's."""
    found = [(arm, value) for arm, _, _, value in told(report, sentence, THREE)]
    assert found == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "OS was 27.2% at 2 years, 16.0% at 3 years, and 9.8% at 5 years with sorafenib, versus 10.9%, 4.4%, and 1.9% with "
            "placebo.",
            [
                (S, "OS", "24", "27.2"), (S, "OS", "36", "16.0"), (S, "OS", "60", "9.8"),
                (P, "OS", "24", "10.9"), (P, "OS", "36", "4.4"), (P, "OS", "60", "1.9"),
            ],
        ),
        (
            "At 3 years after randomisation, 65% of patients in the sorafenib group were free of progression compared with 45% "
            "in the placebo group; 87% were followed.",
            [(S, "PFS", "36", "65"), (P, "PFS", "36", "45")],
        ),
        (
            "Mortality at day 100 was 3% in the sorafenib group and 5% in the placebo group.",
            [(S, "death", "3.3", "3"), (P, "death", "3.3", "5")],
        ),
        (
            "Mortality was 3% at day +100 in the sorafenib group.",
            [(S, "death", "3.3", "3")],
        ),
        (
            "Sorafenib also significantly improved PFS from median 22 months to 34 months.",
            [(S, "PFS", None, "34")],
        ),
        (
            "The ORR was significantly lower in the sorafenib group than in the placebo group (46% vs 34%).",
            [],  # which way round?
        ),
        (
            "The ORR was significantly lower in the sorafenib group than in the placebo group (34% vs 46%).",
            [(S, "ORR", None, "34"), (P, "ORR", None, "46")],
        ),
    ],
)  # fmt: skip
def test_values_of_times_and_changes(
    report: ReportOf, sentence: str, expected: list[tuple[str, str, str | None, str]]
) -> None:
    """Times behind values are dealt in order, a group behind a list is that of all, a pair that belies its words none's."""
    assert told(report, sentence) == expected


def test_an_arm_of_an_endpoints_name(report: ReportOf) -> None:
    """The letters of an arm's name that are an endpoint's too measure nothing there."""
    sentence = "The CR rates were 72.0% in the SD-QX arm and 82.5% in the HD-QX arm."
    methods = "Patients were assigned to SD-QX (n = 40) or HD-QX (n = 41)."
    assert told(report, sentence, methods) == [("SD-QX", "CR", None, "72.0"), ("HD-QX", "CR", None, "82.5")]


def test_limits_that_the_name_calls_quartiles_are_no_confidence_limits(report: ReportOf) -> None:
    """ "Median (IQR) stay was 7 (5-10) days" has no confidence interval, whatever the sentence before had."""
    before = "Median OS was 9 months (95% CI, 7-11) in the sorafenib group."
    paper = report(sentence=f"{before} Median (IQR) length of stay was 7 (5-10) days in the sorafenib group.")
    found = [(r.value, r.ci) for r in outcomes(paper) if isinstance(r, Outcome)]
    assert [ci is None for _, ci in found] == [False, True]


def test_no_difference_between_parts_is_no_part(report: ReportOf) -> None:
    """The parts between which there was no difference are not those of the value before."""
    sentence = "The 4-year DFS was 71% with no difference between patients with stage I and stage II disease."
    paper = report(sentence=sentence, methods="A total of 74 patients were enrolled and treated with sorafenib.")
    assert not [r for r in outcomes(paper) if isinstance(r, Outcome) and r.subgroup]
