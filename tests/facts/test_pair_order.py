"""Numbers that are easily taken for others: which of a pair are patients, and of whom percentages are (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import AdverseEvent, Baseline, Outcome
from kg_builder.facts.adverse_prose import adverse_events
from kg_builder.facts.from_tables import from_tables
from kg_builder.facts.outcome import outcomes
from tests.facts.conftest import ReportOf

HEAD = "Characteristic | Sorafenib (n = 40) | Placebo (n = 50)"
S, P = "Sorafenib", "Placebo"


def told(report: ReportOf, caption: str, rows: str, note: str = "") -> list[str]:
    """What the records of a table say: whose, what, and the numbers."""
    found = []
    for r in from_tables(report(caption, rows, note)):
        if isinstance(r, Baseline):
            numbers = f"n {r.count} % {r.percent} median {r.median} mean {r.mean} sd {r.sd}"
            found.append(f"{r.arm}: {r.characteristic}={r.level} {numbers}".replace(" None", "-").replace("=None", ""))
        elif isinstance(r, AdverseEvent):
            found.append(f"{r.arm}: {r.event} {r.grade} {r.count} {r.percent}")
        elif isinstance(r, Outcome):
            found.append(f"{r.arm}: {r.endpoint} {r.statistic} {r.value}")
    return [text[0].upper() + text[1:] for text in found]


BOTH = "Values are mean (SD) or n (%)."


@pytest.mark.parametrize(
    ("rows", "note", "expected"),
    [
        ("Male | 10 (25.0) | 30 (60.0)", BOTH, [(S, "10", "25.0", None), (P, "30", "60.0", None)]),
        ("Weight | 62 (10.2) | 61 (9.8)", BOTH, [(S, None, None, "62"), (P, None, None, "61")]),
        ("Mean age (SD) | 10 (25.0) | 30 (60.0)", BOTH, [(S, None, None, "10"), (P, None, None, "30")]),
        (
            "Male | 25.0 (10) | 60.0 (30)\nSmoker | 50 (20) | 20 (10)",
            "",
            [(S, "10", "25.0", None), (P, "30", "60.0", None), (S, "20", "50", None), (P, "10", "20", None)],
        ),
        ("Male | 10 (25.0) | 30 (60.0)\nMissing | 1 (2.5) | 0", "", [(S, "10", "25.0", None), (P, "30", "60.0", None)]),
    ],
)
def test_which_of_two_numbers_are_patients(
    report: ReportOf, rows: str, note: str, expected: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    """The sizes in the heads tell it, where the words around say "mean (SD) or n (%)", or nothing; "Missing" is of nothing."""
    records = from_tables(report("Baseline characteristics of the patients", f"{HEAD}\n{rows}", note))
    shown = [(r.arm, r.count, r.percent, r.mean) for r in records if isinstance(r, Baseline)]
    assert [(a, *(None if x is None else str(x) for x in rest)) for a, *rest in shown] == expected


def test_shares_of_a_row_are_no_shares_of_the_groups(report: ReportOf) -> None:
    """ "30 (60.0) | 20 (40.0)" divide the patients of the row: the counts stay."""
    rows = "Feature | AFP low, n (%) | AFP high, n (%)\nMale | 30 (60.0) | 20 (40.0)\nFemale | 18 (75.0) | 6 (25.0)"
    counts = [r for r in from_tables(report("Patient characteristics", rows)) if isinstance(r, Baseline)]
    assert [(r.count, r.percent) for r in counts] == [(30, None), (20, None), (18, None), (6, None)]


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (
            "Toxicity, % (grade 3-4, %)",
            "Event | Sorafenib (n = 40) | Placebo (n = 50)\nRash | 50 (38) | 40 (30)\nPain | 25 (2) | 20 (0)",
            [],
        ),
        (
            "Adverse events",
            " | Rash | Pain\nSorafenib (n = 40) | 4 (10.0) | 8 (20.0)\nPlacebo (n = 50) | 5 (10.0) | 1 (2.0)\nP | 0.9 | 0.01",
            [f"{S}: Rash any 4 10.0", f"{P}: Rash any 5 10.0", f"{S}: Pain any 8 20.0", f"{P}: Pain any 1 2.0"],
        ),
        (
            "Treatment outcome at 3 years (%)",
            "Endpoint | Sorafenib | Placebo\nOverall survival | 45 | 35\nLocal control | 80 | 70",
            [],
        ),
        (
            "Survival",
            "Endpoint | Sorafenib | Placebo\nOS at 2 years, % (SE) | 25.0 (6.1) | 20.1 (5.8)\nMedian OS, months | 12 | 9",
            [f"{S}: OS median 12", f"{P}: OS median 9"],
        ),
        (
            "Objective response rate by subgroup",
            f"{HEAD}\nMale | 10/30 (33.3%) | 5/20 (25.0%)\nFemale | 2/10 (20.0%) | 3/30 (10.0%)",
            [],
        ),
        ("Molecular features", "Marker | Tested, n | Positive, n (%)\nEGFR | 95 | 19 (20.0)\nALK | 90 | 9 (10.0)", []),
        (
            "Baseline characteristics",
            f"{HEAD} | t/χ2 | P\nSex | | | 0.017 | 0.896\nMale | 10 | 30 | |\nFemale | 30 | 20 | |",
            [
                f"{a}: Sex={s} n {n} %- median- mean- sd-"
                for s, ns in (("Male", "10 30"), ("Female", "30 20"))
                for a, n in zip((S, P), ns.split(), strict=True)
            ],
        ),
        (
            "One-year survival rate (%) by factor",
            "Factor | Sorafenib | Placebo\nMale | 54.1 | 48.2\nFemale | 58.0 | 53.3",
            [],
        ),
        (
            "Adverse events",
            "Event | Sorafenib (n = 40) | Placebo (n = 50)\nNumber of adverse events | 312 | 250\nRash | 4 (10.0) | 5 (10.0)\n"
            "Resolved | 3 (75.0) | 5 (100)\nLed to discontinuation | 1 (2.5) | 0",
            [f"{S}: Rash any 4 10.0", f"{P}: Rash any 5 10.0"],
        ),
        (
            "Adverse events",
            "Event | Sorafenib, n/N (%) | Placebo, n/N (%)\nRash | 4/39 (10.3) | 5/48 (10.4)\nPain | 2/40 (5.0) | 0/50",
            [f"{S}: Rash any 4 10.3", f"{P}: Rash any 5 10.4", f"{S}: Pain any 2 5.0", f"{P}: Pain any 0 None"],
        ),
        (
            "Laboratory characteristics before and after treatment",
            "Parameter | Before | After\nALT, U/L | 30.1 ± 10.2 | 45.0 ± 20.1",
            ["Before: ALT n- %- median- mean 30.1 sd 10.2"],
        ),
    ],
)
def test_a_column_is_what_its_words_and_numbers_allow(
    report: ReportOf, caption: str, rows: str, expected: list[str]
) -> None:
    """Pairs of two percentages, rates at a time, standard errors, subgroups, the tested and later values are nothing else."""
    assert told(report, caption, rows) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In the sorafenib group, pain (any grade 19.2%, grade 3-4 3.8%) was observed.",
            [("any", "19.2"), ("3-4", "3.8")],
        ),
        (
            "Adverse events of any grade occurred in 39 (98%) and 45 (90%) patients and of grade 5 in 2 (5%) and 1 (2%) in the "
            "sorafenib and placebo groups, respectively.",
            [("any", "98"), ("any", "90"), ("5", "5"), ("5", "2")],
        ),
    ],
)
def test_the_grade_right_before_a_value_is_its_own(
    report: ReportOf, sentence: str, expected: list[tuple[str, str]]
) -> None:
    """With and without a word between, and of the second of two values."""
    records = [r for r in adverse_events(report(sentence=sentence)) if isinstance(r, AdverseEvent)]
    assert [(r.grade, str(r.percent)) for r in records] == expected


def test_a_value_is_no_part_of_the_patients(report: ReportOf) -> None:
    """ "13.9 vs 11.5 months in men" names no patients "vs 11"."""
    sentence = "Median OS was 16.0 vs 13.0 months in women and 13.9 vs 11.5 months in men (sorafenib vs placebo)."
    parts = {r.subgroup for r in outcomes(report(sentence=sentence)) if isinstance(r, Outcome)}
    assert parts == {"women", "men"}


def test_screened_patients_are_not_enrolled(report: ReportOf) -> None:
    """Of "150 patients were screened and 90 were enrolled" the first number is not the study's."""
    paper = report(
        sentence="A total of 150 patients were screened and 90 were enrolled. The median follow-up was 18.5 months."
    )
    assert paper.roster.whole.n != 150


def test_a_value_is_of_what_patients_had_behind_it(report: ReportOf) -> None:
    """ "8 had an objective response, 24 (60%) had stable disease" tells no response rate of 60%."""
    sentence = (
        "Of 40 patients receiving sorafenib, 8 had an objective response (2 CR and 6 PR), 24 (60%) had stable disease and "
        "8 (20%) had progressive disease."
    )
    rates = {(r.endpoint, str(r.value)) for r in outcomes(report(sentence=sentence)) if isinstance(r, Outcome)}
    assert rates <= {("SD", "60"), ("PD", "20")}


def test_bare_attributions_are_no_events(report: ReportOf) -> None:
    """A row "Treatment-related" below each of others says not of which events."""
    rows = (
        "Event | Sorafenib (n = 40)\nAny TEAE | 39 (97.5)\nTreatment-related | 30 (75.0)\nSerious TEAE | 8 (20.0)\n"
        "Treatment-related | 4 (10.0)"
    )
    assert told(report, "Summary of adverse events", rows) == [
        f"{S}: Any TEAE any 39 97.5",
        f"{S}: Serious TEAE any 8 20.0",
    ]


def test_deaths_of_events_are_not_all_deaths(report: ReportOf) -> None:
    """ "Adverse events led to death in 2 patients (5.0%)" tells no rate of deaths."""
    sentence = (
        "Adverse events led to death in 2 patients (5.0%) in the sorafenib group and 1 (2.0%) in the placebo group."
    )
    assert [r for r in outcomes(report(sentence=sentence)) if isinstance(r, Outcome)] == []
