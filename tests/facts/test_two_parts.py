"""Values of two groups between which a sentence tells of a difference, or of none (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.outcome import outcomes
from tests.facts.conftest import ReportOf

S, P = "sorafenib", "placebo"
_Told = list[tuple[str | None, str | None, str]]


def told(report: ReportOf, sentence: str, methods: str | None = None) -> _Told:
    """(arm, subgroup, value) of each outcome of a sentence."""
    paper = report(sentence=sentence, methods=methods) if methods else report(sentence=sentence)
    records = (r for r in outcomes(paper) if isinstance(r, Outcome))
    return [(r.arm, r.subgroup, str(r.value)) for r in records]


@pytest.mark.parametrize(
    "sentence",
    [
        "There was no significant difference in ORR between sorafenib (50%) and placebo (45%; p = 0.5).",
        "No difference in the ORR was seen between sorafenib (50% [95% CI, 40-60]) and placebo (45% [95% CI, 35-55]).",
        "The difference in ORR between the sorafenib arm (50%) and the placebo arm (45%) was not significant.",
        "An absolute difference of 5% in ORR between sorafenib (50%) and placebo (45%) was found.",
        "There was no difference in ORR between sorafenib and placebo (50% vs 45%, p = 0.4).",
        "No difference in median OS was noted between the sorafenib and placebo arms (50 vs 45 months).",
    ],
)
def test_values_behind_their_groups_are_no_change(report: ReportOf, sentence: str) -> None:
    """In "difference between A (x) and B (y)" x and y are results."""
    assert told(report, sentence) == [(S, None, "50"), (P, None, "45")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The difference in median OS between sorafenib and placebo was 1.9 months.",
        "The difference in median OS between the arms (1.9 months) was not significant.",
        "The differences between the arms (3.2 months in PFS) and in OS (2.1 months) were small.",
        "There was a difference in median OS of 1.9 months between sorafenib and placebo.",
        "An increase in ORR between week 8 (20%) and week 16 (30%) was seen with sorafenib.",
        "The improvement in median OS with sorafenib (3.2 months) was significant.",
    ],
)
def test_a_change_stays_a_change(report: ReportOf, sentence: str) -> None:
    """How much something differs, or grew, is no result."""
    assert told(report, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "one", "other"),
    [
        ("The ORR did not differ between men and women (40% vs 35%, p = 0.4).", "men", "women"),
        (
            "The ORR was not different between patients with ascites and patients without ascites (40% vs 35%).",
            "ascites",
            "without ascites",
        ),
        ("Patients with and without ascites did not differ in ORR (40% vs 35%).", "ascites", "without ascites"),
        (
            "There was no difference in ORR between patients with low AFP and those with high AFP (40% vs 35%).",
            "low AFP",
            "high AFP",
        ),
        (
            "No difference in ORR was seen between KRAS wild-type and KRAS mutant patients (40% vs 35%).",
            "KRAS wild-type",
            "KRAS mutant patients",
        ),
        (
            "The ORR was similar between KRAS wild-type patients (40%) and KRAS mutant patients (35%).",
            "KRAS wild-type patients",
            "KRAS mutant patients",
        ),
        ("There was no difference in ORR between smokers and non-smokers (40% vs 35%).", "smokers", "non-smokers"),
        ("There was no difference in ORR between patients with PS 0 and PS 1 (40% vs 35%).", "PS 0", "PS 1"),
        ("The ORR was higher in stage II than in stage III patients (40% vs 35%).", "stage II", "stage III patients"),
    ],
)
def test_two_parts_between_which_there_is_a_difference(report: ReportOf, sentence: str, one: str, other: str) -> None:
    """Parts behind "between" are dealt the values of the bracket in their order."""
    assert told(report, sentence) == [("overall", one, "40"), ("overall", other, "35")]


@pytest.mark.parametrize(
    ("parts", "one", "other"),
    [
        (
            "was {} in patients younger than 65 years and {} in those older than 65 years.",
            "younger than 65 years",
            "older than 65 years",
        ),
        ("was {} in patients <65 years and {} in patients ≥65 years.", "<65 years", "≥65 years"),
        (
            "was similar in patients aged <65 years ({}) and patients aged ≥65 years ({}).",
            "aged <65 years",
            "aged ≥65 years",
        ),
        (
            "was {} in patients under 65 years of age and {} in patients over 65 years of age.",
            "under 65 years of age",
            "over 65 years of age",
        ),
        (
            "in patients younger than 65 years was {} compared with {} in older patients.",
            "younger than 65 years",
            "older patients",
        ),
    ],
)
def test_parts_by_age(report: ReportOf, parts: str, one: str, other: str) -> None:
    """An age behind "patients" tells of whom a value is, and is no value itself."""
    expected = [("overall", one, "40"), ("overall", other, "35")]
    assert told(report, "The ORR " + parts.format("40%", "35%")) == expected


def test_so_many_patients_of_an_age_are_no_part(report: ReportOf) -> None:
    """A count of the old is not the old as a part."""
    assert told(report, "20 patients older than 65 years (40%) had a response.") == []


def test_values_of_further_two_are_not_of_the_two_before(report: ReportOf) -> None:
    """A pair behind another group's name is not of the groups of the pair before."""
    three = "Patients were assigned to XA (n = 40), XB (n = 41) or XC (n = 42)."
    sentence = "The ORR was 40% with XA versus 35% with XB; the ORR with XC was 30% versus 20%."
    assert told(report, sentence, three) == [("XA", None, "40"), ("XB", None, "35")]


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        ("The ORR was lower with sorafenib versus placebo (26% vs 12%).", False),
        ("The ORR was higher in men versus women (12% vs 26%).", False),
        ("Patients on sorafenib had a longer OS over placebo (median 12 vs 26 months).", False),
        ("The ORR was higher with sorafenib versus placebo (26% vs 12%).", True),
        ("The ORR was not higher with sorafenib versus placebo (12% vs 26%).", True),
        ("Toxicity was lower and OS longer with sorafenib versus placebo (26 vs 12 months).", True),
    ],
)
def test_words_that_belie_the_numbers(report: ReportOf, sentence: str, known: bool) -> None:
    """Where a sentence says the contrary of its two values, it is not known whose they are."""
    assert bool(told(report, sentence)) is known


@pytest.mark.parametrize(
    "sentence",
    [
        "The ORR was similar, with 34 patients (68%) achieving complete or partial response out of the 50 patients with low AFP "
        "and 62 patients (63%) out of the 99 in the high AFP subgroup.",
        "The ORR was 68% out of the 50 patients with low AFP and 63% out of the 99 patients with high AFP.",
    ],
)
def test_out_of_so_many_of_a_part(report: ReportOf, sentence: str) -> None:
    """ "N patients achieving X out of the M with Y" is of those with Y."""
    assert told(report, sentence) == [("overall", "low AFP", "68"), ("overall", "high AFP", "63")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Sorafenib had a better PFS than placebo [7.5 (95% CI: 5.8 - 9.3) vs. 4.7 (95% CI: 3.9 - 5.4 months); p = 0.03].",
            [(S, "7.5"), (P, "4.7")],
        ),
        ("The median PFS was 7.5 (95% CI 5.8-9.3 months) with sorafenib.", [(S, "7.5")]),
        ("The ORR was 35 (95% CI, 20-50%) with sorafenib.", [(S, "35")]),
        ("The median PFS was 7.5 (95% CI 8.8-9.3 months) with sorafenib.", []),
        ("The median PFS was 7.5 (95% CI 5.8-9.3 mg) with sorafenib.", []),
    ],
)
def test_the_unit_of_the_limits(report: ReportOf, sentence: str, expected: list[tuple[str, str]]) -> None:
    """A value between confidence limits is in the unit that only these have."""
    assert told(report, sentence) == [(arm, None, value) for arm, value in expected]
