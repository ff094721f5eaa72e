"""Tables of adverse events: the specification (all invented)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg_builder.evidence import AdverseEvent, Outcome
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf

CAPTION = "Treatment-related adverse events"
GRADES = " | Any grade | | Grade 3/4 |\nEvent | Sorafenib (n = 40) | Placebo (n = 50) | Sorafenib (n = 40) | Placebo (n = 50)"


def found(report: ReportOf, rows: str, caption: str = CAPTION, note: str = "") -> list[str]:
    """ "arm: event grade count percent" of each record."""
    records = [r for r in from_tables(report(caption, rows, note)) if isinstance(r, AdverseEvent)]
    return [f"{r.arm}: {r.event} {r.grade} {r.count} {r.percent}" for r in records]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            f"{GRADES}\nHematologic | | | |\nNeutropenia | 12 (30.0) | 1 (2.0) | 4 (10.0) | 0",
            [
                "Sorafenib: Neutropenia any 12 30.0",
                "Placebo: Neutropenia any 1 2.0",
                "Sorafenib: Neutropenia 3-4 4 10.0",
                "Placebo: Neutropenia 3-4 0 None",
            ],
        ),
        (
            "Event | No. of patients | %\nRash | |\nGrade 3 | 10 | 11.1\nGrade 4 | 4 | 4.4",  # they had it
            ["overall: Rash 3 10 11.1", "overall: Rash 4 4 4.4"],
        ),
        (
            "Event | No. of patients | %\nRash | 90 | 11.1\nFever | 90 | 4.4",  # they were asked
            [],
        ),
        (
            "Arm | Rash, n (%) | Fever, n (%)\nSorafenib (n = 40) | 4 (10) | 2 (5)\nPlacebo (n = 50) | 2 (4) | 1 (2)",
            [
                "sorafenib: Rash any 4 10",
                "placebo: Rash any 2 4",
                "sorafenib: Fever any 2 5",
                "placebo: Fever any 1 2",
            ],
        ),
        (
            "Event | Sorafenib | Placebo\nNo. of patients treated | 40 | 50\nPatients evaluable for toxicity | 39 | 48\n"
            "Rash | 4 (10) | 2 (4)",
            ["sorafenib: Rash any 4 10", "placebo: Rash any 2 4"],
        ),
        (
            "Event | Sorafenib (n = 40) | Placebo (n = 50)\nDiarrhea | |\nGrade 1 | 8 (20%) | 5 (10%)\n"
            "Grade 3 | 2 (5%) | 1 (2%)\nNausea | |\nGrade 1 | 4 (10%) | 0",
            [
                "Sorafenib: Diarrhea 1 8 20",
                "Placebo: Diarrhea 1 5 10",
                "Sorafenib: Diarrhea 3 2 5",
                "Placebo: Diarrhea 3 1 2",
                "Sorafenib: Nausea 1 4 10",
                "Placebo: Nausea 1 0 None",
            ],
        ),
        (
            "Event | Sorafenib (n = 40) | Placebo (n = 50)\nDiarrhea | 8 (20%) | 5 (10%)\nGrade ≥3 | 2 (5%) | 1 (2%)",
            [
                "Sorafenib: Diarrhea any 8 20",
                "Placebo: Diarrhea any 5 10",
                "Sorafenib: Diarrhea >=3 2 5",
                "Placebo: Diarrhea >=3 1 2",
            ],
        ),
        (
            "Worst grade | Sorafenib (n = 40) | Placebo (n = 50)\nGrade 3 | 8 (20%) | 5 (10%)\nAny grade ≥ 3 | 9 (23%) | 6 (12%)",
            [
                "Sorafenib: any AE 3 8 20",
                "Placebo: any AE 3 5 10",
                "Sorafenib: any AE >=3 9 23",
                "Placebo: any AE >=3 6 12",
            ],
        ),
        (
            " | Grade 1/2 | | Grade 3/4 |\n | Sorafenib (n = 40) | Placebo (n = 50) | Sorafenib (n = 40) | Placebo (n = 50)\n"
            "Rash | 5/2 | 0/0 | 3/1 | 0",
            [
                *("Sorafenib: Rash 1 5 None", "Sorafenib: Rash 2 2 None"),
                *("Placebo: Rash 1 0 None", "Placebo: Rash 2 0 None"),
                *("Sorafenib: Rash 3 3 None", "Sorafenib: Rash 4 1 None", "Placebo: Rash 3-4 0 None"),
            ],
        ),
        (
            " | Grade 1 or 2 |\n | Sorafenib (n = 40) | Placebo (n = 50)\nLiver (single/multiple) | 5/2 | 0/1\nGut | 3/1 | 1/2",
            [
                *("Sorafenib: Liver (single) 1-2 5 None", "Sorafenib: Liver (multiple) 1-2 2 None"),
                *("Placebo: Liver (single) 1-2 0 None", "Placebo: Liver (multiple) 1-2 1 None"),
                *("Sorafenib: Gut (single) 1-2 3 None", "Sorafenib: Gut (multiple) 1-2 1 None"),
                *("Placebo: Gut (single) 1-2 1 None", "Placebo: Gut (multiple) 1-2 2 None"),
            ],
        ),
        ("Event | Sorafenib (n = 40) | Placebo (n = 50)\nRash | 5/2 | 3/1", []),  # of what?
        (
            "Event | Sorafenib (n = 40) | Placebo (n = 50)\nFatigue | 8 (20%) | 1 (<1%)\nRash | .. | NA\n"
            "Death | 1 (2.5%) | 0",
            [
                "Sorafenib: Fatigue any 8 20",
                "Placebo: Fatigue any 1 None",
                "Sorafenib: Death 5 1 2.5",
                "Placebo: Death 5 0 None",
            ],
        ),
    ],
)
def test_events_by_arm_and_grade(report: ReportOf, rows: str, expected: list[str]) -> None:
    """Grades stand over the columns or in rows under the event; section rows are no events, blanks no records."""
    assert found(report, rows) == expected


def test_the_caption_can_name_the_grade(report: ReportOf) -> None:
    """ "Grade 3 or 4 adverse events" holds for every cell; its per cent sign does not make counts percentages."""
    rows = "Event | Sorafenib (n = 40) | Placebo (n = 50)\nFatigue | 5 | 3\nAnemia | 4 | 2"
    caption = "Grade 3-4 adverse events that occurred in more than 5% of patients"
    assert found(report, rows, caption) == [
        "Sorafenib: Fatigue 3-4 5 None",
        "Placebo: Fatigue 3-4 3 None",
        "Sorafenib: Anemia 3-4 4 None",
        "Placebo: Anemia 3-4 2 None",
    ]


@pytest.mark.parametrize(
    ("caption", "grade"),
    [
        ("Grade 3 or higher adverse events", ">=3"),
        ("Adverse events of grade 3 or worse", ">=3"),
        ("Grade 3 and 4 adverse events", "3-4"),
        ("Adverse events, grades 3 to 5", ">=3"),
        ("All-cause adverse events of grade > 2", ">=3"),
        ("Adverse events of any grade", "any"),
        ("Adverse events by grade in all patients", "any"),
    ],
)
def test_one_grade_in_the_caption_is_read_whole(report: ReportOf, caption: str, grade: str) -> None:
    """ "Grade 3 or higher" and "grades 3 and 4" are not cut at their "or" and "and"."""
    rows = "Event | Sorafenib (n = 40) | Placebo (n = 50)\nFatigue | 5 (12.5) | 3 (6.0)"
    assert found(report, rows, caption)[0] == f"Sorafenib: Fatigue {grade} 5 12.5"


def test_a_scale_is_no_event(report: ReportOf) -> None:
    """What the grades of a scale are grades of, its name does not tell."""
    rows = (
        "Complication | Sorafenib (n = 40)\nClavien-Dindo grade |\nII | 5 (12.5)\nIII | 1 (2.5)\nLeak |\nII | 3 (7.5)"
    )
    assert found(report, rows, "Postoperative complications") == ["Sorafenib: Leak 2 3 7.5"]


def test_two_grades_in_the_caption_leave_it_open(report: ReportOf) -> None:
    """Which of two grades a cell has is not guessed."""
    rows = "Event | Sorafenib (n = 40) | Placebo (n = 50)\nFatigue | 5 (12.5) | 3 (6.0)"
    assert found(report, rows, "Adverse events of grade 2 and of grade 3") == []


def test_a_list_of_grades_in_a_head_is_one_grade(report: ReportOf) -> None:
    """ "Grade 3, 4, or 5" leaves no word over that could name a group."""
    rows = "Event | Any grade | Grade 3, 4, or 5\nFatigue | 5 (12.5) | 3 (7.5)"
    assert found(report, rows) == ["overall: Fatigue any 5 12.5", "overall: Fatigue >=3 3 7.5"]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("Gr 1/2 | Gr 3/4", ["overall: Rash 1-2 8 20.0", "overall: Rash 3-4 2 5.0"]),
        ("CTC 1-4 | CTC 5", ["overall: Rash 1-4 8 20.0", "overall: Rash 5 2 5.0"]),
        ("Any grade | High grade (3-4)", ["overall: Rash any 8 20.0", "overall: Rash 3-4 2 5.0"]),
        ("No. (%) of patients | No. (%) with grade 3", ["overall: Rash any 8 20.0", "overall: Rash 3 2 5.0"]),
        ("Any | Serious", ["overall: Rash any 8 20.0", "overall: Serious Rash any 2 5.0"]),
        ("All cause | Treatment-related", ["overall: Rash any 8 20.0", "overall: Treatment-related Rash any 2 5.0"]),
        ("Acute toxicity | Late toxicity", ["overall: Acute Rash any 8 20.0", "overall: Late Rash any 2 5.0"]),
        ("TEAE | TRAE", ["overall: Rash any 8 20.0", "overall: TRAE Rash any 2 5.0"]),
        (
            "Any grade | Leading to withdrawal",
            ["overall: Rash any 8 20.0", "overall: Rash leading to withdrawal any 2 5.0"],
        ),
        ("Any grade | Steroids", ["overall: Rash any 8 20.0"]),
        ("Number of patients (%) | Number of events", ["overall: Rash any 8 20.0"]),
        ("Mild | Severe", []),
        ("Any grade | Withdrawn", ["overall: Rash any 8 20.0"]),
        ("Low dose | High dose", ["Low dose: Rash any 8 20.0", "High dose: Rash any 2 5.0"]),
    ],
)
def test_heads_that_sort_events_are_no_groups(report: ReportOf, heads: str, expected: list[str]) -> None:
    """Grades, causes and severity divide the events, not the patients."""
    assert found(report, f"Event | {heads}\nRash | 8 (20.0) | 2 (5.0)") == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Event | 3 | 4 | 3-4 (%)\nRash | 6 | 2 | 20.0", ["3 6 None", "4 2 None", "3-4 None 20.0"]),
        ("Event | 3 | 4 | Total (%)\nRash | 6 | 2 | 8 (20.0)", ["3 6 None", "4 2 None", "any 8 20.0"]),
        ("Event | Grade 3, n | % | Grade 4, n | %\nRash | 6 | 15.0 | 2 | 5.0", ["3 6 15.0", "4 2 5.0"]),
        ("Event | Any grade (%) | Grade 3\nRash | 20 | 5", ["any None 20"]),
        ("Event, % | 3 | 4\nRash | 6 | 2", ["3 None 6", "4 None 2"]),
    ],
)
def test_percentages_of_another_grade_tell_nothing_of_counts(report: ReportOf, rows: str, expected: list[str]) -> None:
    """ "3-4 (%)" beside a column of counts is neither their share nor says that they are percentages."""
    assert found(report, rows) == [f"overall: Rash {e}" for e in expected]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Event | Arm | Grade 3\nRash | Sorafenib | 6 (15.0)\n | Placebo | 1 (2.0)\n"
            "Fever | Sorafenib | 2 (5.0)\n | Placebo | 0",
            [
                "sorafenib: Rash 3 6 15.0",
                "placebo: Rash 3 1 2.0",
                "sorafenib: Fever 3 2 5.0",
                "placebo: Fever 3 0 None",
            ],
        ),
        (
            "Event | Given | Grade 3\nRash | Lenvatinib | 6 (15.0)\n | Apatinib | 1 (2.0)\n"
            "Fever | Lenvatinib | 2 (5.0)\n | Apatinib | 0",
            [
                "Lenvatinib: Rash 3 6 15.0",
                "Apatinib: Rash 3 1 2.0",
                "Lenvatinib: Fever 3 2 5.0",
                "Apatinib: Fever 3 0 None",
            ],
        ),
        (
            "Event | Site | Grade 3\nBleeding | Liver | 6 (15.0)\n | Lung | 1 (2.0)\nPain | Liver | 2 (5.0)\n | Lung | 0",
            [
                "overall: Bleeding Liver 3 6 15.0",
                "overall: Bleeding Lung 3 1 2.0",
                "overall: Pain Liver 3 2 5.0",
                "overall: Pain Lung 3 0 None",
            ],
        ),
    ],
)
def test_arms_in_a_second_column_of_labels(report: ReportOf, rows: str, expected: list[str]) -> None:
    """A row's label that is a known arm, or one of several treatments, names the group and no event."""
    assert found(report, rows) == expected


@pytest.mark.parametrize(
    ("caption", "rows", "note"),
    [
        ("FACT-G scores", "Scale | Sorafenib (n = 40)\nFatigue | 8 (2.5)\nNausea | 7 (1.0)", ""),
        ("Side effects", "Scale | Sorafenib (n = 40), mean (SD)\nFatigue | 8 (2.5)\nNausea | 7 (1.0)", ""),
        ("Side effects", "Scale | Sorafenib (n = 40)\nFatigue | 8 (2.5)\nNausea | 7 (1.0)", "Values are mean (SD)."),
    ],
)
def test_scores_and_means_count_no_patients(report: ReportOf, caption: str, rows: str, note: str) -> None:
    """ "8 (2.5)" under "mean (SD)", or in a table of the quality of life, is no count with its percentage."""
    assert found(report, rows, caption, note) == []


def test_grades_in_a_second_column_of_labels(report: ReportOf) -> None:
    """Under "Grade" each event has its grades in rows."""
    rows = "Event | Grade | Sorafenib (n = 40)\nRash | 1-2 | 8 (20.0)\n | 3 | 2 (5.0)\nFever | 1-2 | 4 (10.0)\n | 3 | 0"
    assert found(report, rows) == [
        "Sorafenib: Rash 1-2 8 20.0",
        "Sorafenib: Rash 3 2 5.0",
        "Sorafenib: Fever 1-2 4 10.0",
        "Sorafenib: Fever 3 0 None",
    ]


def test_what_follows_from_events_is_told_of_them(report: ReportOf) -> None:
    """ "Serious" under "Treatment-related AE" is said of those; an event in a section named by one stays itself."""
    rows = (
        "Event | Sorafenib (n = 40)\nAny AE |\nSerious | 8 (20.0)\nLeading to withdrawal | 4 (10.0)\n"
        "Leading to death | 1 (2.5)\nTreatment-related AE |\nSerious | 4 (10.0)\nSerious AE | 3 (7.5)\nRash | 2 (5.0)"
    )
    assert found(report, rows) == [
        "Sorafenib: Serious AE any 8 20.0",
        "Sorafenib: AE leading to withdrawal any 4 10.0",
        "Sorafenib: AE leading to death 5 1 2.5",
        "Sorafenib: Serious Treatment-related AE any 4 10.0",
        "Sorafenib: Serious AE any 3 7.5",
        "Sorafenib: Rash any 2 5.0",
    ]


@pytest.mark.parametrize("caption", ["Efficacy and safety", "Outcomes", "Response and toxicity"])
def test_a_section_of_adverse_events_below_outcomes(report: ReportOf, caption: str) -> None:
    """What kind a section is of, its own head tells."""
    rows = (
        "Item | Sorafenib (n = 40)\nEfficacy |\nORR, n (%) | 8 (20.0)\nDCR, n (%) | 20 (50.0)\nMedian PFS, months | 6.1\n"
        "Grade ≥3 adverse events |\nRash | 2 (5.0)\nFatigue | 4 (10.0)\nAny | 6 (15.0)"
    )
    assert found(report, rows, caption) == [
        "Sorafenib: Rash >=3 2 5.0",
        "Sorafenib: Fatigue >=3 4 10.0",
        "Sorafenib: adverse events >=3 6 15.0",
    ]


def test_other_tables_yield_no_events(report: ReportOf) -> None:
    """A table that defines grades reports none."""
    assert found(report, "Grade | Description\nGrade 1 | mild\nGrade 2 | moderate", "Definitions of severity") == []


def test_causes_of_death_are_of_the_fifth_grade(report: ReportOf) -> None:
    """What patients died of is an event of grade 5; the disease itself is none."""
    rows = "Cause | Sorafenib (n = 40) | Placebo (n = 50)\nRelapse | 9 | 12\nPneumonia | 2 | 1\nSepsis | 1 | 0\nStroke | 1 | 1"
    assert found(report, rows, caption="Causes of death")[:2] == [
        "Sorafenib: Pneumonia 5 2 None",
        "Placebo: Pneumonia 5 1 None",
    ]


def test_deaths_of_the_disease_itself(report: ReportOf) -> None:
    """They are outcomes, named as the row is, and only in a table of the causes of death."""
    rows = "Cause | Sorafenib (n = 40) | Placebo (n = 50)\nDisease progression* | 9 | 12\nPneumonia | 2 | 1\nSepsis | 1 | 0"
    told = [r for r in from_tables(report("Causes of death", rows)) if isinstance(r, Outcome)]
    assert [f"{o.arm} {o.endpoint} {o.value} of {o.n}" for o in told] == [
        "Sorafenib death from disease progression 9 of 40",
        "Placebo death from disease progression 12 of 50",
    ]
    assert not any(isinstance(r, Outcome) for r in from_tables(report("Adverse events", rows)))


def test_an_event_is_told_in_words(report: ReportOf) -> None:
    """A dose level in the column of events is none."""
    rows = "Dose level | Patients treated | DLTs, n\n1 | 3 | 0\n2 | 6 | 1\nRash | 2 | 1"
    assert {x.split(": ")[1].split()[0] for x in found(report, rows, "Dose levels and dose-limiting toxicities")} == {
        "Rash"
    }


@pytest.mark.parametrize(
    ("head", "count"),
    [("Grade 3-4, n (%) of cycles", 0), ("Grade 3-4, n (%) of patients", 1), ("Grade 3-4, per cycle", 0)],
)
def test_cycles_are_no_patients(report: ReportOf, head: str, count: int) -> None:
    """Events by cycle are not counted as patients."""
    assert len(found(report, f"Event | {head}\nRash | 8 (20.0)")) == count
    by_patient = "Event | Patients with grade 3-4 (%)\nRash | 8 (20.0)"
    assert len(found(report, by_patient, "Toxicity per cycle and per patient")) == 1


def test_events_regardless_of_cause_are_of_all_patients(report: ReportOf) -> None:
    """Heads that say whose fault an event was not asked for, and that percentages stand below, name no group."""
    rows = (
        "Event | Adverse events, regardless of attribution | Adverse events, regardless of attribution | "
        "Treatment-related adverse events\n"
        " | Grade 3 | Any grade | Any grade\n | percent of patients with event | percent of patients with event | "
        "percent of patients with event\nRash | 7 | 42 | 38"
    )
    assert found(report, rows) == [
        "overall: Rash 3 None 7",
        "overall: Rash any None 42",
        "overall: Treatment-related Rash any None 38",
    ]


def test_two_grades_in_percent(report: ReportOf) -> None:
    """Pairs of numbers are percentages where the caption says so."""
    rows = " | Grade 3/4 |\nEvent | Sorafenib (n = 40) | Placebo (n = 50)\nRash | 5/2 | 4/2\nPain | 10/0 | 6/0"
    records = [r for r in from_tables(report("Toxicity (%)", rows)) if isinstance(r, AdverseEvent)]
    numbers = {(r.count, r.percent) for r in records if r.event == "Rash" and r.grade == "3"}
    assert numbers == {(None, Decimal(5)), (None, Decimal(4))}
