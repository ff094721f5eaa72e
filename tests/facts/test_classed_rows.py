"""Sections of tables of outcomes that divide the patients: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Baseline, Outcome
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf

_HEAD = "Finding | Sorafenib (n = 40) | Placebo (n = 50)"
_RESPONSES = (
    "Response | |\nComplete response | 4/38 (11%) | 2/48 (4%)\nPartial response | 9/38 (24%) | 3/48 (6%)\n"
    "Stable disease | 20/38 (53%) | 30/48 (63%)"
)


def _sorafenib(
    report: ReportOf, section: str, note: str = "", caption: str = "Response and surgical findings"
) -> list[str]:
    """ "endpoint [subgroup] statistic value count/n criteria" of the first arm, below rows that tell responses."""
    paper = report(caption, f"{_HEAD}\n{_RESPONSES}\n{section}", note)
    records = [r for r in from_tables(paper) if isinstance(r, Outcome) and r.arm == "Sorafenib"]
    return [
        f"{r.endpoint} [{r.subgroup or ''}] {r.statistic} {r.value} {r.count}/{r.n} {r.criteria}" for r in records[3:]
    ]


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        (
            "Nodes removed | |\n<10 | 10/30 (33%) | 12/36 (33%)\n10-19 | 14/30 (47%) | 15/36 (42%)\nNo surgery | 10 | 14",
            ["Nodes removed: <10 [] rate 33 10/30 None", "Nodes removed: 10-19 [] rate 47 14/30 None"],
        ),
        (
            "Tumour regression grade (by the surgeon) | |\nGrade 1 | 8 (20%) | 5 (10%)\nGrade 2 | 12 (30%) | 0",
            [
                "Tumour regression grade: Grade 1 [] rate 20 8/40 None",
                "Tumour regression grade: Grade 2 [] rate 30 12/40 None",
            ],
        ),
        (
            "Tumour regression grade | |\nTRG 1 | 8 (20%) | 5 (10%)\nTRG 2-3 | 12 (30%) | 0",
            [
                "Tumour regression grade: TRG 1 [] rate 20 8/40 None",
                "Tumour regression grade: TRG 2-3 [] rate 30 12/40 None",
            ],
        ),
        (
            "Blood loss (mL) | |\n<200 | 32 (80%) | 39 (78%)\nMore | 8 (20%) | 11 (22%)",
            ["Blood loss (mL): <200 [] rate 80 32/40 None", "Blood loss (mL): More [] rate 20 8/40 None"],
        ),
        (
            "Gastrectomy only | |\nInvolved wall | 3/20 (15%) | 5/25 (20%)\nInvolved duct | 2/20 (10%) | 4/25 (16%)",
            [
                "Involved wall [Gastrectomy only] rate 15 3/20 None",
                "Involved duct [Gastrectomy only] rate 10 2/20 None",
            ],
        ),
    ],
)
def test_a_section_of_shares_divides_the_patients(report: ReportOf, section: str, expected: list[str]) -> None:
    """Rows of shares below a heading that the vocabulary does not know tell how many had each; criteria judged none."""
    assert _sorafenib(report, section) == expected


def test_bare_counts_of_a_section_are_told_to_be_counts(report: ReportOf) -> None:
    """Bare numbers count patients, of how many is not told, where the note says that the data are numbers; else nothing."""
    section = "Margins reached | |\nUpper | 9 | 4\nLower | 7 | 0"
    told = _sorafenib(report, section, "Data are n or n/N (%).")
    assert told == [
        "Margins reached: Upper [] count 9 None/None None",
        "Margins reached: Lower [] count 7 None/None None",
    ]
    assert _sorafenib(report, section, "The number at risk is shown.") == []


@pytest.mark.parametrize(
    "section",
    [
        "Smoking | |\nNever | 10/20 (50%) | 9/25 (36%)\nEver | 5/20 (25%) | 4/25 (16%)",  # a trait: shares of its parts
        "Left side | |\nUpper | 10/20 (50%) | 9/25 (36%)\nLower | 5/18 (28%) | 4/23 (17%)",  # of different patients
        "Left side | |\nUpper | 10 (50%) | 9 (36%)\nLower | 5 (25%) | 4 (16%)",  # of others than all
        "Blood loss | |\nMedian, mL | 12 (30) | 14 (28)\nAfter 30 days | 4 (10) | 5 (10)",  # no shares of patients
        "Anxiety score | |\nPhysical | 62.1 (12) | 60.3 (14)\nSocial | 55.0 (11) | 58.2 (10)",
        "Later treatment | |\nSurgery | 8 (20%) | 5 (10%)\nRadiation | 12 (30%) | 9 (18%)",  # what was given
        "Left side | |\nUpper | 10/20 (50%) | 9/25 (36%)",  # one row divides nothing
        "Grade 3-4 | |\nNeutropenia | 10 (25%) | 9 (18%)\nUpper | 5 (13%) | 4 (8%)",  # adverse events
    ],
)
def test_other_sections_do_not(report: ReportOf, section: str) -> None:
    """Parts of the patients, statistics, scores and treatments are no such classes."""
    assert _sorafenib(report, section, "Data are n or n/N (%).") == []


def test_what_sorts_the_rows_is_no_part_of_the_patients(report: ReportOf) -> None:
    """The same finding below a heading that names what is sorted, and below a part of the patients; or below two parts."""
    rows = "Extent of resection (surgeon) | |\nR0 | 20/30 (67%) | 18/36 (50%)\nR1 | 10/30 (33%) | 18/36 (50%)\n"
    rows += "Distal tumours | |\nR0 | 9/12 (75%) | 8/13 (62%)\nR1 | 3/12 (25%) | 5/13 (38%)"
    assert _sorafenib(report, rows) == [
        "R0 resection [] rate 67 20/30 None",
        "R1 resection [] rate 33 10/30 None",
        "R0 resection [Distal tumours] rate 75 9/12 None",
        "R1 resection [Distal tumours] rate 25 3/12 None",
    ]
    twice = "Type of first surgery | |\nR0 | 20/30 (67%) | 18/36 (50%)\nType of later surgery | |\nR0 | 4/6 (67%) | 3/9 (33%)"
    assert _sorafenib(report, twice) == [
        "R0 resection [Type of first surgery] rate 67 20/30 None",
        "R0 resection [Type of later surgery] rate 67 4/6 None",
    ]


def test_a_caption_that_tells_of_parts(report: ReportOf) -> None:
    """Shares of a table by parts of the patients are of the outcome that its caption names."""
    section = "Left side | |\nUpper | 10/20 (50%) | 9/25 (36%)\nLower | 5/20 (25%) | 4/25 (16%)"
    assert _sorafenib(report, section) != []
    assert _sorafenib(report, section, caption="Response by side of the tumour") == []


@pytest.mark.parametrize(
    ("caption", "last", "levels"),
    [
        ("Response and baseline characteristics", "Mutant | 10 (25%) | 20 (40%)", {"Wild type", "Mutant"}),
        ("Response and baseline characteristics", "Mutant | 9 (23%) | 20 (40%)", set()),  # they are not all patients
        (
            "Response and surgical findings",
            "Mutant | 10 (25%) | 20 (40%)",
            set(),
        ),  # the caption tells of no characteristics
    ],
)
def test_traits_beside_responses(report: ReportOf, caption: str, last: str, levels: set[str]) -> None:
    """A trait that shares out all patients is one of them at the start, where the caption tells of characteristics too."""
    paper = report(caption, f"{_HEAD}\n{_RESPONSES}\nKRAS status | |\nWild type | 30 (75%) | 30 (60%)\n{last}")
    found = [*from_tables(paper)]
    assert {r.level for r in found if isinstance(r, Baseline)} == levels
    assert {r.endpoint for r in found if isinstance(r, Outcome)} == {"CR", "PR", "SD"}
