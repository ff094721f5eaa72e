"""Values that the patients of an arm did not have, though a sentence seems to tie them to it (all invented)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg_builder.evidence import AdverseEvent, Effect, Outcome
from kg_builder.facts import extract
from kg_builder.lexicon import Lexicon
from kg_builder.ontology import load_lexicon
from kg_builder.readers import read_bytes

TWO = """# Docetaxel with or without ramucirumab in gastric cancer: a randomized trial

## Methods
Patients were randomly assigned to docetaxel alone (arm A, n = 150) or docetaxel plus ramucirumab (arm B, n = 152).

## Results
"""
ONE = """# Phase II study of cabozantinib in thyroid cancer

## Methods
In this single-arm phase II trial, 60 patients received cabozantinib daily.

## Results
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The shipped vocabulary."""
    return load_lexicon()


def _facts(lexicon: Lexicon, paper: str, sentence: str) -> Iterator[tuple[str, ...]]:
    """What is read of a sentence: values with their arms, ratios with endpoint and population, events with their grades."""
    for record in extract(read_bytes(f"{paper}{sentence}\n".encode(), "t", "t.md"), lexicon).records:
        if isinstance(record, Outcome) and record.endpoint != "follow-up":
            arm = {"docetaxel alone": "A", "docetaxel plus ramucirumab": "B"}.get(record.arm or "", str(record.arm))
            yield (arm, record.endpoint, str(record.value))
        elif isinstance(record, Effect):
            yield (str(record.population), str(record.endpoint), str(record.value))
        elif isinstance(record, AdverseEvent):
            yield (record.event.lower(), record.grade, str(record.percent))


@pytest.mark.parametrize(
    "sentence",
    [
        "The planned median OS of 12.5 months in arm B was not attained.",
        "A median OS of 12.5 months in arm B was considered of interest.",
        "The upper limit of the 95% CI of the ORR in arm B (32%) was low.",
        "The trial would go on if the ORR in arm B exceeded 20%.",
        "Historically, docetaxel alone yields a median OS of 5.2 months.",
        "Of the 60 patients in arm A who crossed over to ramucirumab, the median OS was 14.3 months.",
        "Patients in arm A who subsequently received ramucirumab had a median OS of 14.3 months.",
        "Patients in arm B who continued docetaxel beyond six cycles had a median PFS of 9.0 months.",
        "As 80% of patients in arm A crossed over to ramucirumab, the median OS of 9.4 months should be read with care.",
        "The ORR was 8 percentage points higher in arm B than in arm A (22%).",
        "Median OS exceeded 10 months in both arms.",
    ],
)
def test_no_result_of_an_arm(lexicon: Lexicon, sentence: str) -> None:
    """What was aimed at, what others had before, what patients of the other arm had later, and mere bounds give no record."""
    assert list(_facts(lexicon, TWO, sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Historical controls had a median OS of 9.0 months.",
        "The target ORR was 35%.",
        "The expected median PFS was 8 months.",
        "The study would be positive if the ORR exceeded 20%.",
    ],
)
def test_no_result_of_all(lexicon: Lexicon, sentence: str) -> None:
    """Nor are those the results of the patients of a study of one arm."""
    assert list(_facts(lexicon, ONE, sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "Although 80% crossed over, median OS was 10.1 months in arm B and 8.2 months in arm A.",
            [("B", "OS", "10.1"), ("A", "OS", "8.2")],
        ),
        (
            "Median OS was longer in arm B than in arm A (10.1 vs 8.2 months).",
            [("B", "OS", "10.1"), ("A", "OS", "8.2")],
        ),
        (
            "Unlike in historical controls, median OS was 10.1 months in arm B.",
            [("B", "OS", "10.1")],
        ),
        ("Median OS was 10.1 months for the 152 patients in arm B.", [("B", "OS", "10.1")]),
        (
            "OS was 10.1 months in arm B and 8.2 months in arm A in the ITT population, and 10.9 months and 8.9 months in the "
            "per-protocol population.",
            [("B", "OS", "10.1"), ("A", "OS", "8.2")],
        ),
    ],
)
def test_results(lexicon: Lexicon, sentence: str, facts: list[tuple[str, ...]]) -> None:
    """The results beside them are read."""
    assert list(_facts(lexicon, TWO, sentence)) == facts


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients in arm B who stopped early had a median OS of 4.4 months.",
        "Patients receiving docetaxel alone as second-line therapy had a median PFS of 5.4 months.",
        "Median PFS was 4.9 months in arm B in patients previously treated with sunitinib.",
        "In arm A, 61% of patients received further therapy, with a median OS of 11.2 months.",
        "OS benefit was consistent in elderly (HR 0.78), female (HR 0.70) and frail patients (HR 0.83).",
        "The OS benefit of arm B was maintained in good risk (HR 0.31) and poor risk (HR 0.44) patients.",
        "OS HRs were 0.75 (95% CI 0.60-0.90) for patients < 65 years and 0.98 (95% CI 0.80-1.20) for those >= 65 years.",
        "OS was longer with docetaxel plus ramucirumab than with paclitaxel (HR 0.76) or irinotecan (HR 0.75).",
        "Rates of all-grade (grade 3 or 4) fatigue were 55% (14%) in arm B and 45% (10%) in arm A.",
    ],
)
def test_no_result_of_all_in_an_arm(lexicon: Lexicon, sentence: str) -> None:
    """Values of some patients, against other drugs, or of two grades at once are not those of all in the arms."""
    assert list(_facts(lexicon, TWO, sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "The HR for progression or death was 0.76 and the HR for death was 0.81.",
            [("overall", "PFS", "0.76"), ("overall", "OS", "0.81")],
        ),
        (
            "The risk of death was lower in arm B (HR for PFS 0.76; HR for OS 0.81).",
            [("overall", "PFS", "0.76"), ("overall", "OS", "0.81")],
        ),
        ("OS was improved in the ITT population (HR 0.81).", [("overall", "OS", "0.81")]),
        (
            "A benefit of arm B was seen for OS (HR 0.81) and PFS (HR 0.76).",
            [("overall", "OS", "0.81"), ("overall", "PFS", "0.76")],
        ),
    ],
)
def test_ratios_of_all(lexicon: Lexicon, sentence: str, facts: list[tuple[str, ...]]) -> None:
    """A ratio is of the event that is named last before it; those of all patients are read."""
    assert list(_facts(lexicon, TWO, sentence)) == facts


@pytest.mark.parametrize(
    ("grade", "read"), [("of grade 3 or 4 were commoner", "3-4"), ("of grade 1 or 2 were commoner", "1-2")]
)
def test_a_grade_closes_a_list(lexicon: Lexicon, grade: str, read: str) -> None:
    """The grade behind the last value of a list is that of all its events."""
    sentence = f"Neutropenia (41% vs 39%) and fatigue (14% vs 10%) {grade} in arm B than in arm A."
    facts = {("neutropenia", read, x) for x in ("41", "39")} | {("fatigue", read, x) for x in ("14", "10")}
    assert set(_facts(lexicon, TWO, sentence)) == facts


@pytest.mark.parametrize(
    "sentence",
    [
        "In stage IVA disease the 3-year PFS was 80% vs 68%, and in stage III 90% vs 85%, for arm B and arm A.",
        "In patients with ascites, PFS was 5.2 vs 3.6 months (HR 0.47), and in those without, 9.1 vs 7.9 months (HR 0.46).",
        "Poe et al. reported a median OS of 18.0 months with docetaxel alone.",
        "A previous trial found a median OS of 18.0 months with docetaxel alone.",
        "The distant failure-free rate was 91.1% in arm B and 84.4% in arm A.",
    ],
)
def test_no_result_of_two_parts_or_of_others(lexicon: Lexicon, sentence: str) -> None:
    """Values of two stages or parts, of a study that is named without a citation, or of another endpoint are not read."""
    assert list(_facts(lexicon, TWO, sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("Patients treated at 140 mg had an ORR of 50%.", []),
        ("Two of 27 responders (7%) had a CR.", []),
        ("Median PFS was 9.2 months, similar to that with vandetanib (9.0 months) and lenvatinib (8.0 months).", []),
        ("The ORR was 45%.", [("overall", "ORR", "45")]),
    ],
)
def test_some_in_a_study_of_one_arm(lexicon: Lexicon, sentence: str, facts: list[tuple[str, ...]]) -> None:
    """In a study of one arm, those given one dose, some of the responders and those given other drugs are not all."""
    assert list(_facts(lexicon, ONE, sentence)) == facts


@pytest.mark.parametrize(
    "sentence",
    [
        "Median OS in the group not receiving ramucirumab was 8.2 months.",
        "In the ZZTOP-3 trial, median OS was 9.6 months with docetaxel alone.",
        "Patients in arm A who underwent resection had a median OS of 64.0 months, and in arm B, 65.0 months.",
        "Resected patients had a median OS of 64.7 months (docetaxel alone 67.4, docetaxel plus ramucirumab 64.1).",
        "An analysis in 80 Japanese patients showed a median OS of 11.0 months in arm B and 10.0 months in arm A.",
        "Median OS, not PFS, was longer in arm B (30.0 months) than in arm A (29.0 months).",
    ],
)
def test_no_result_of_those_who_are_not_meant(lexicon: Lexicon, sentence: str) -> None:
    """Who did not have a drug, other trials, parts with a size, and what is denied are not the arms and their endpoint."""
    assert list(_facts(lexicon, TWO, sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The ORR in the per-protocol set (n = 52) was 50%.",
        "Of 60 patients enrolled, 55 were evaluable, with an ORR of 49%.",
        "The response rate to prior therapy had been 20%.",
        "Median survival after discontinuation was 4.5 months.",
    ],
)
def test_no_result_of_all_who_were_enrolled(lexicon: Lexicon, sentence: str) -> None:
    """Sets of another size, and results of an earlier or a later time, are not those of all."""
    assert list(_facts(lexicon, ONE, sentence)) == []
