"""Parts of the patients of which a sentence first tells how many they were (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.outcome import outcomes
from tests.facts.conftest import ReportOf

ONE = "We enrolled 90 patients, who received sorafenib."


def told(report: ReportOf, sentence: str) -> list[tuple[str | None, str | None, str]]:
    """(arm, subgroup, value) of each outcome of a sentence."""
    records = (r for r in outcomes(report(sentence=sentence, methods=ONE)) if isinstance(r, Outcome) and r.value)
    return [(r.arm, r.subgroup, str(r.value)) for r in records]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Eight patients were AFP positive and had a median OS of 9.4 months versus 6.9 months for AFP-negative patients.",
            [("AFP positive", "9.4"), ("AFP-negative patients", "6.9")],
        ),
        (
            "Twelve patients (13%) had bone metastases and had a median OS of 9.4 months vs 6.9 months for patients without "
            "bone metastases.",
            [("bone metastases", "9.4"), ("without bone metastases", "6.9")],
        ),
        ("Twenty patients were KRAS mutant, with a median OS of 9.4 months.", [("KRAS mutant", "9.4")]),
    ],
)
def test_so_many_had_a_trait_and_a_result(
    report: ReportOf, sentence: str, expected: list[tuple[str | None, str]]
) -> None:
    """ "N patients were X and had an OS of …" tells the OS of those with X."""
    assert told(report, sentence) == [("overall", part, value) for part, value in expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Eight patients had a median OS of 9.4 months.", []),
        ("In 12 patients the median OS was 9.4 months.", []),
        ("Thirty patients received second-line therapy and had a median OS of 9.4 months.", []),
        ("Forty patients (44%) lived in Japan, and their median OS was 9.4 months.", []),
        ("The 90 patients had a median OS of 9.4 months.", ["9.4"]),
        ("A total of 88 patients had a median OS of 9.4 months.", ["9.4"]),
        ("Of 90 patients, 60 had died, with a median OS of 9.4 months.", ["9.4"]),
        ("At data cut-off, 60 patients had progressed, with a median PFS of 9.4 months.", ["9.4"]),
    ],
)
def test_a_time_of_fewer_is_not_of_all(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """A time of so many patients that they are not all is not given to all; who died, or had progressed, are none apart."""
    assert [
        value for arm, part, value in told(report, sentence) if (arm, part) == ("overall", None) and "." in value
    ] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The median OS by PD-L1 expression was 7.8 months (<1%), 6.7 months (1-49%) and 4.5 months (≥50%).", []),
        ("Median OS was 7.8 months for <1%, 6.7 months for 1-49% and 4.5 months for ≥50% expression.", []),
        (
            "OS differed by PD-L1: low, median OS 7.8 months; medium, median OS 6.7 months; high, median OS 4.5 months.",
            [],
        ),
        ("OS was shorter with more PD-L1: ≤1% median OS 7.8 months; ≥5% median OS 4.5 months.", []),
        ("The ORR was 10% (5-15%) and the DCR was 60% (50-70%).", ["10", "60"]),
        ("The ORR was 40% (>20% was required).", ["40"]),
    ],
)
def test_a_value_beside_one_of_several_levels_is_not_of_all(
    report: ReportOf, sentence: str, expected: list[str]
) -> None:
    """A bare level beside a value tells of whom it is, though not of what the level is."""
    assert [value for _, _, value in told(report, sentence)] == expected
