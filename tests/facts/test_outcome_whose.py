"""Whose the values of pairs, lists of times and changes are, and when they are read (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.outcome import outcomes
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import understand
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
            "OS (19.8 vs 14.7 months; P = 0.01) and PFS (10.4 vs 7.1 months; P = 0.01) were longer in the sorafenib group.",
            [(S, "OS", None, "19.8"), (P, "OS", None, "14.7"), (S, "PFS", None, "10.4"), (P, "PFS", None, "7.1")],
        ),
        (
            "Median OS (19.8 vs 14.7 months; p = 0.011) was shorter in the sorafenib group.",
            [(P, "OS", None, "19.8"), (S, "OS", None, "14.7")],
        ),
        ("Median OS was reached (19.8 vs 14.7 months); fever was longer in the sorafenib group.", []),
        (
            "Response was seen in 16 (40%) patients after sorafenib and in 4 (10%) after placebo.",
            [(S, "ORR", None, "40"), (P, "ORR", None, "10")],
        ),
        (
            "24/40 (60%) patients in the sorafenib group developed a relapse, compared with 37/50 (74%) in the placebo group.",
            [(S, "relapse", None, "60"), (P, "relapse", None, "74")],
        ),
        (
            "There were 24/40 (60%) patients in the sorafenib group developing a relapse and 37/50 (74%) in the placebo group.",
            [(S, "relapse", None, "60"), (P, "relapse", None, "74")],
        ),
        (
            "60% of the patients in the sorafenib group had a relapse and 74% of the patients in the placebo group had surgery.",
            [(S, "relapse", None, "60")],  # and of the others it says something else
        ),
        (
            "60% of the patients in the sorafenib group achieved a CR and 74% in the placebo group were operated on.",
            [(S, "CR", None, "60")],
        ),
        (
            "Recurrence or metastases occurred in 60% of the sorafenib group and 74% of the placebo group.",
            [(S, "recurrence or metastasis", None, "60"), (P, "recurrence or metastasis", None, "74")],
        ),
        (
            "The relapse/progression rate was 60% in the sorafenib group and 74% in the placebo group.",
            [(S, "relapse or progression", None, "60"), (P, "relapse or progression", None, "74")],
        ),
        (
            "Local recurrence or distant metastasis occurred in 60% of the sorafenib group.",
            [(S, "recurrence or metastasis", None, "60")],
        ),
        (
            "The recurrence rate after curative resection was 29% in the sorafenib group and 46% in the placebo group.",
            [(S, "recurrence", None, "29"), (P, "recurrence", None, "46")],
        ),
        (
            "A pathological response was seen in 13 (33%) of 40 patients in the sorafenib group and 15 (30%) of 50 in the "
            "placebo group.",
            [(S, "pathological response", None, "33"), (P, "pathological response", None, "30")],
        ),
        (
            "The rates of pathologic response were similar (13 [33%] of 40 patients in the sorafenib group vs 15 [30%] of 50 in "
            "the placebo group).",
            [(S, "pathological response", None, "33"), (P, "pathological response", None, "30")],
        ),
        ("A poor pathological response was seen in 33% of the sorafenib group.", []),
        ("A tumour regression grade of 1 was seen in 33% of the sorafenib group.", []),
        (
            "The median OS in the sorafenib group (12.1 months) did not differ from that in the placebo group (10.3 months).",
            [(S, "OS", None, "12.1"), (P, "OS", None, "10.3")],
        ),
        (
            "The ORR with sorafenib (40%) was not different from placebo (30%).",
            [(S, "ORR", None, "40"), (P, "ORR", None, "30")],
        ),
        (
            "There were 17 (42%) deaths in the sorafenib group and 23 (46%) deaths in the placebo group.",
            [(S, "death", None, "42"), (P, "death", None, "46")],
        ),
        (
            "In the sorafenib group, 12 patients relapsed (30%) and 4 died (10%); in the placebo group, 20 relapsed (40%) and 5 "
            "died (10%).",
            [
                (S, "relapse", None, "30"),
                (S, "death", None, "10"),
                (P, "relapse", None, "40"),
                (P, "death", None, "10"),
            ],
        ),
        ("Mortality following surgery was 2% in the sorafenib group.", [(S, "death", None, "2")]),
        ("The mortality rate after a relapse was 29% in the sorafenib group.", []),  # of those who had one
        ("Mortality after surgery in patients with cirrhosis was 29% in the sorafenib group.", []),
        (
            "Mortality was 3% at day +100 in the sorafenib group.",
            [(S, "death", "3.3", "3")],
        ),
        (
            "Sorafenib also significantly improved PFS from median 22 months to 34 months.",
            [(S, "PFS", None, "34")],
        ),
        (
            "The PFS and OS at 1 year were 81% and 71.4%, respectively, with sorafenib.",
            [(S, "PFS", "12", "81"), (S, "OS", "12", "71.4")],
        ),
        (
            "The OS, PFS and locoregional control at 3 years were 81%, 50% and 71.4%, respectively, with sorafenib.",
            [(S, "OS", "36", "81"), (S, "PFS", "36", "50"), (S, "LRC", "36", "71.4")],
        ),
        (
            "Median PFS and OS at 1 year were 8 months and 60% with sorafenib.",
            [(S, "PFS", None, "8"), (S, "OS", "12", "60")],
        ),
        (
            "With sorafenib, median OS was 14.1 months; 1- and 2-year OS rates were 58% and 24%.",
            [(S, "OS", None, "14.1"), (S, "OS", "12", "58"), (S, "OS", "24", "24")],
        ),
        (
            "The median OS and 2-year OS were 14.1 months and 24%, respectively, with sorafenib.",
            [(S, "OS", None, "14.1"), (S, "OS", "24", "24")],
        ),
        (
            "The 5-year OS was 69% for the group assigned to sorafenib and 70% for the group given placebo.",
            [(S, "OS", "60", "69"), (P, "OS", "60", "70")],
        ),
        (
            "The 2-year PFS was 59% and 64% in the sorafenib and placebo groups (P=0.21), as was the rate of OS (74% and 77%, "
            "respectively).",
            [(S, "PFS", "24", "59"), (P, "PFS", "24", "64"), (S, "OS", "24", "74"), (P, "OS", "24", "77")],
        ),
        (
            "At 26 months, the PFS rate was 75% and the rate of overall survival was 83% with sorafenib.",
            [(S, "PFS", "26", "75"), (S, "OS", "26", "83")],
        ),
        (
            "The 3-year OS and PFS rates of the sorafenib and placebo groups were alike (78% vs 74%, P=0.48; 18% vs 21%, "
            "P=0.61; respectively).",
            [(S, "OS", "36", "78"), (P, "OS", "36", "74"), (S, "PFS", "36", "18"), (P, "PFS", "36", "21")],
        ),
        (
            "Complete and partial response rates were 15% and 50%, respectively, in the sorafenib group.",
            [(S, "CR", None, "15"), (S, "PR", None, "50")],
        ),
        (
            "Disease progression or death occurred in 20 of 40 patients (50.0%) in the sorafenib group and in 30 of 50 (60.0%) "
            "in the placebo group.",
            [(S, "PFS event", None, "50.0"), (P, "PFS event", None, "60.0")],
        ),
        (
            "Grade 3 acute toxicity was more frequent in the sorafenib group (17%) than in the placebo group (10%).",
            [],  # an adverse event
        ),
        (
            "Sorafenib prolonged OS (hazard ratio for death, 0.75; 95 percent confidence interval, 0.60 to 0.93; P=0.009).",
            [],
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


def test_those_without_it_are_another_part(report: ReportOf) -> None:
    """The second value is not of those with the trait."""
    sentence = "Patients with a pathological response had a median OS of 33 months and those without of 22 months."
    records = [r for r in outcomes(report(sentence=sentence)) if isinstance(r, Outcome)]
    assert [(r.subgroup, str(r.value)) for r in records] == [
        ("pathological response", "33"),
        ("without pathological response", "22"),
    ]


def test_no_difference_between_parts_is_no_part(report: ReportOf) -> None:
    """The parts between which there was no difference are not those of the value before."""
    sentence = "The 4-year DFS was 71% with no difference between patients with stage I and stage II disease."
    paper = report(sentence=sentence, methods="A total of 74 patients were enrolled and treated with sorafenib.")
    assert not [r for r in outcomes(paper) if isinstance(r, Outcome) and r.subgroup]


def test_limits_in_square_brackets_point_at_no_reference(report: ReportOf) -> None:
    """Whole numbers around a share, in a sentence that has named limits, are its limits, and the sentence cites nobody."""
    sentence = "The 3-year OS was 58% [95% CI 49-70] with sorafenib versus 56% [46-67] with placebo."
    found = [r for r in outcomes(report(sentence=sentence)) if isinstance(r, Outcome)]
    assert [(r.study, r.ci and tuple(map(str, r.ci))) for r in found] == [
        ("this", ("49", "70")),
        ("this", ("46", "67")),
    ]


def test_controls_are_the_control_arm(report: ReportOf) -> None:
    """ "In controls" means the arm that had standard care."""
    sentence = "The ORR was 34% in the XA group and 48% in controls."
    methods = "We randomised them to XA (n = 40) or standard care (n = 41)."
    assert [value for *_, value in told(report, sentence, methods)] == ["34", "48"]


TWO = "Patients were assigned to sorafenib plus docetaxel (n = 40) or docetaxel alone (n = 50)."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The ORR was 47% (95% CI 40-54%) in patients who received sorafenib compared with 43% (95% CI 36-50%) in those "
            "who did not.",
            [("sorafenib plus docetaxel", "47"), ("docetaxel alone", "43")],
        ),
        (
            "No difference was seen in ORR between patients who were treated with sorafenib and those who were not (34% [95% CI "
            "26-43%] versus 36% [95% CI 28-44%], P = 0.87).",
            [("sorafenib plus docetaxel", "34"), ("docetaxel alone", "36")],
        ),
        (
            "The ORR was 47% in patients who received docetaxel compared with 43% in those who did not.",
            ["47"],
        ),  # both did
        (
            "The OS was 47 months in patients who received sorafenib after progression and 43 months in those who did not.",
            ["47"],
        ),
        (
            "The PFS was longer with sorafenib (12 months) than without it (9 months).",
            [("sorafenib plus docetaxel", "12"), ("docetaxel alone", "9")],
        ),
        (
            "The ORR of patients with metastases was 47% in those who received sorafenib and 43% in those who did not.",
            ["47"],
        ),
        (
            "Among patients with metastases, the ORR was 47% in those who received sorafenib and 43% in those who did not.",
            [("sorafenib plus docetaxel", "47"), ("docetaxel alone", "43")],
        ),
        ("The ORR was 27% in patients who received X2b compared with 23% in patients who did not.", []),
        (
            "The ORR was 27% in patients who received prior chemotherapy compared with 23% in patients who did not.",
            [("overall", "27"), ("overall", "23")],
        ),
    ],
)
def test_those_without_the_treatment_are_the_other_arm(
    report: ReportOf, sentence: str, expected: list[tuple[str, str] | str]
) -> None:
    """Who "did not" receive what one of two arms was given is the other; nobody is told apart by a name that is unknown."""
    found = [(arm, value) for arm, _, _, value in told(report, sentence, TWO)]
    assert [
        value if isinstance(one, str) else (arm, value) for one, (arm, value) in zip(expected, found, strict=True)
    ] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Median OS was 22.3 months and 19.6 months for sorafenib and placebo, respectively, comparable with the results of "
            "Poe of 21.7 months (placebo).",
            [(S, "22.3"), (P, "19.6")],
        ),
        (
            "Median OS was 19.6 months with placebo, similar to the 21.7 months reported by Poe for placebo.",
            [(P, "19.6")],
        ),
        (
            "Median OS was 19.6 months with placebo, in line with earlier trials of placebo (21.7 months).",
            [(P, "19.6")],
        ),
        ("In contrast to earlier trials, median OS was 19.6 months with placebo.", [(P, "19.6")]),
        (
            "Median OS was 19.6 months with placebo, similar to the results of Sorafenib (21.7 months).",
            [(P, "19.6"), (S, "21.7")],
        ),
    ],
)
def test_what_others_found_is_not_found_here(report: ReportOf, sentence: str, expected: list[tuple[str, str]]) -> None:
    """A value that stands behind the name of others, with whom a sentence compares its own, is no result of this study."""
    assert [(arm, value) for arm, _, _, value in told(report, sentence)] == expected


def test_nor_is_this_studys_result_what_others_found(vocabulary: Lexicon) -> None:
    """In a discussion, what stands before "comparable with the results of Poe et al." is not of Poe et al."""
    methods = "Patients were assigned to the sorafenib group (n = 40) or the placebo group (n = 50)."
    sentence = (
        "Median OS was 19.6 months with placebo, comparable with the results of Poe et al. of 21.7 months with placebo."
    )
    text = f"# A trial of sorafenib\n\n## Methods\n\n{methods}\n\n## Discussion\n\n{sentence}\n"
    paper = understand(read_bytes(text.encode("utf-8"), "invented"), vocabulary)
    assert [(r.study, str(r.value)) for r in outcomes(paper) if isinstance(r, Outcome)] == [("Poe et al.", "21.7")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Of the 30 complete responses, 10 (33%) were lost.", []),
        ("Of the 60 deaths, 50 (83%) were due to progression.", []),
        ("Among 30 deaths in the study, 10 (33%) were early.", []),
        (
            "The ORR was 40% with sorafenib; of the 30 complete responses, 10 (33%) were lost.",
            [("sorafenib", None, "ORR", "40")],
        ),
        ("Of 30 R0 resections, 10 (33%) had a recurrence.", [("overall", "R0 resection", "recurrence", "33")]),
        ("Of 30 complete responses, 10 (33%) relapsed.", [("overall", "complete response", "relapse", "33")]),
        ("Among 30 complete responders, 10 (33%) relapsed.", [("overall", "complete responders", "relapse", "33")]),
        ("Of 30 patients with sorafenib, 10 (33%) had a complete response.", [("sorafenib", None, "CR", "33")]),
    ],
)
def test_an_endpoint_of_whose_cases_shares_are_is_not_measured(
    report: ReportOf, sentence: str, expected: list[tuple[str, str | None, str, str]]
) -> None:
    """What "of 30 responses" opens with is the part of the patients of whom the shares are."""
    found = [r for r in outcomes(report(sentence=sentence)) if isinstance(r, Outcome)]
    assert [(r.arm, r.subgroup, r.endpoint, str(r.value)) for r in found] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The median OS was 10 months in women and 12 months in men.",
        "The ORR was 10% for women and 12% for men.",
        "The ORR was 10% in women, and 12% in men (P = 0.4).",
    ],
)
def test_women_and_men(report: ReportOf, sentence: str) -> None:
    """The word that ties a value to a part is no name of it."""
    records = [r for r in outcomes(report(sentence=sentence)) if isinstance(r, Outcome)]
    assert [(r.arm, r.subgroup, str(r.value)) for r in records] == [
        ("overall", "women", "10"),
        ("overall", "men", "12"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The median PFS in the sorafenib group was 12 months in patients who responded versus 5 months in those who did not.",
            [("sorafenib", "response", "12"), ("sorafenib", "without response", "5")],
        ),
        (
            "The median PFS was 12 months in patients who responded and 5 months in patients who did not respond.",
            [("overall", "response", "12"), ("overall", "without response", "5")],
        ),
    ],
)
def test_patients_told_apart_by_what_became_of_them(
    report: ReportOf, sentence: str, expected: list[tuple[str, str | None, str]]
) -> None:
    """A value is of those whom the words behind it name."""
    records = [r for r in outcomes(report(sentence=sentence)) if isinstance(r, Outcome)]
    assert [(r.arm, r.subgroup, str(r.value)) for r in records] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ORR was 10% (sorafenib 12%, placebo 8%).", [("sorafenib", "12"), ("placebo", "8")]),
        ("The ORR was 10% (sorafenib: 12%).", [("sorafenib", "12")]),
        ("The ORR was 12% (sorafenib) versus 8% (placebo).", [("sorafenib", "12"), ("placebo", "8")]),
        ("The median OS was 12 months (sorafenib group).", [("sorafenib", "12")]),
    ],
)
def test_an_arm_in_a_bracket_that_has_a_value_of_its_own(
    report: ReportOf, sentence: str, expected: list[tuple[str, str]]
) -> None:
    """The value before the bracket is not that arm's."""
    assert [(arm, value) for arm, _, _, value in told(report, sentence)] == expected
