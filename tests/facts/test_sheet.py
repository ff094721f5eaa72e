"""The groups, sizes and lines of a table: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Baseline, Effect, Outcome
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf

TOLD = "A total of 90 patients were enrolled."


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Characteristic | N | %\nAll patients | 60 | 100\nSex | |\nMale | 45 | 75.0\nFemale | 15 | 25.0", [60, 60]),
        ("Characteristic | N | %\nAll patients | 60 | 98\nSex | |\nMale | 45 | 50.0\nFemale | 45 | 50.0", [90, 90]),
        ("Characteristic | n (%)\nSex |\nMale | 30 (50.0)\nFemale | 30 (50.0)\nAge, median | 60", [None] * 3),
        ("Characteristic | N | %\nSex | |\nMale | 30 | 50.0\nFemale | 30 | 50.0\nUnknown | 1 | 1.2", [None] * 2),
        ("Characteristic | n (%)\nSex |\nMale | 30 (33.3)\nFemale | 60 (66.7)\nAge, median | 60", [90] * 3),
    ],
)  # fmt: skip
def test_the_size_of_all_patients_is_what_the_table_says(
    report: ReportOf, rows: str, expected: list[int | None]
) -> None:
    """A first row of all patients prints it; one that the prose tells stands only where the shares do not deny it."""
    records = from_tables(report("Baseline characteristics", rows, sentence=TOLD, methods=TOLD))
    assert [r.n for r in records if isinstance(r, Baseline)] == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Sex | Cohort A (n = 60), cases | Cohort A (n = 60); OS, months | Cohort B (n = 30), cases", [None, None]),
        (
            "Sex | Cohort A (n = 60); PFS, months | Cohort A (n = 60); OS, months | Cohort B (n = 30); OS, months",
            [None, "Cohort B", "Cohort A"] * 2,
        ),
    ],
)  # fmt: skip
def test_groups_are_compared_where_both_have_the_measure(
    report: ReportOf, head: str, expected: list[str | None]
) -> None:
    """A group without a column of the endpoint is not what another is compared with."""
    rows = f"{head}\nMale | 32 | 14.1 | 15\nFemale | 28 | 16.0 | 15"
    records = [r for r in from_tables(report("Characteristics and survival", rows)) if isinstance(r, Outcome)]
    assert [r.vs for r in records] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("CRP, n | n = 31 | n = 38 | 0.2\n | 3.1 (1.0-9.9) | 2.8 (0.9-8.0) |", ["31 3.1 0.2", "38 2.8 0.2"]),
        ("CRP, n | 31 | n = 38 | 0.2\n | 3.1 (1.0-9.9) | 2.8 (0.9-8.0) |", ["40 3.1 None", "50 2.8 None"]),
    ],
)
def test_a_line_of_sizes_stands_above_its_values(report: ReportOf, rows: str, expected: list[str]) -> None:
    """It says how many patients the medians below it are of, and the p value beside it is theirs."""
    table = f"Characteristic | Sorafenib (n = 40) | Placebo (n = 50) | P\n{rows}"
    found = from_tables(report("Baseline characteristics", table, "Data are median (range)."))
    assert [f"{r.n} {r.median} {r.p}" for r in found if isinstance(r, Baseline) and r.median] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Exon 5 | 15.6 | 14.5 | 0.54\nmutation | | | 0.83 (0.45-1.53)", ["Exon 5 mutation"]),
        ("Exon 5 | 15.6 | 14.5 |\nmutation | | | 0.83 (0.45-1.53)", ["mutation"]),
        ("Exon 5 | 15.6 | 14.5 | 0.54\nmutation | 15.0 | 14.0 | 0.83 (0.45-1.53)", ["mutation"]),
    ],
)
def test_a_label_goes_on_beside_empty_cells(report: ReportOf, rows: str, expected: list[str]) -> None:
    """A label in small letters whose row prints nothing where the row above does is the second line of that one's."""
    table = f"OS, months | Sorafenib (n = 40) | Placebo (n = 50) | P; HR (95% CI)\n{rows}"
    found = from_tables(report("Overall survival by mutation", table))
    assert [r.population for r in found if isinstance(r, Effect) and r.ci] == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("66.7 (29.1 - 100)", ["PFS 66.7 percent 12 (29.1, 100)"]),
        ("0.67 (0.29 - 1.00)", []),
        ("6.7 (12.9 - 21.0)", []),
        ("66.7", []),
    ],
)
def test_a_rate_with_its_limits_tells_that_it_is_a_percentage(report: ReportOf, cell: str, expected: list[str]) -> None:
    """At a time, a number above one within limits up to a hundred can be nothing else; a bare number may count patients."""
    rows = f"Group | N | 1 Year Survival (95% CI)\n(PFS) | |\nLow marker | 6 | {cell}"
    found = [r for r in from_tables(report("Efficacy", rows)) if isinstance(r, Outcome)]
    assert [f"{r.endpoint} {r.value} {r.unit} {r.at_months} ({r.ci[0]}, {r.ci[1]})" for r in found if r.ci] == expected


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (
            "Marker and median overall survival",
            "Assay | Sorafenib | Placebo\nZQ1 | 11.3 months | 13.1 months",
            ["sorafenib ZQ1 OS 11.3 month", "placebo ZQ1 OS 13.1 month"],
        ),
        ("Marker and overall survival", "Assay | Sorafenib | Placebo\nZQ1 | 11.3 | 13.1", []),
        (
            "Progression-free survival by factors",
            "Factor | N | Median Years | HR | 95% CI\nAge | 66 | 1.77 | 0.9 | 0.8-1.2\nRace | | | |\n"
            "White | 57 | 1.93 | 1.2 | 0.6-2.5",
            ["overall Race White PFS 1.93 year"],
        ),
    ],
)
def test_a_caption_names_the_endpoint_of_times(report: ReportOf, caption: str, rows: str, expected: list[str]) -> None:
    """Times in cells that print their unit, and those of levels under "Median years", are of the caption's endpoint."""
    found = [r for r in from_tables(report(caption, rows)) if isinstance(r, Outcome)]
    assert [f"{r.arm} {r.subgroup} {r.endpoint} {r.value} {r.unit}" for r in found] == expected


@pytest.mark.parametrize(
    ("outer", "expected"),
    [
        ("ZQ1 | ZQ1 | ZQ1", ["ZQ1 Low", "ZQ1 High", "overall"]),
        ("Early | Early | Late", ["Early Low", "Early High", "Late"]),
    ],
)
def test_all_of_what_is_over_all_columns_are_all_patients(report: ReportOf, outer: str, expected: list[str]) -> None:
    """A column of totals is of a part only where its upper head is not over the other columns too."""
    heads = f"Factor | {outer}\n | Low | High | Total"
    rows = f"{heads}\nSex | | |\nMale | 20 (50) | 10 (40) | 30 (46)\nFemale | 20 (50) | 15 (60) | 35 (54)"
    records = [
        r for r in from_tables(report("Baseline characteristics", rows, methods=TOLD)) if isinstance(r, Baseline)
    ]
    assert [r.arm for r in records] == expected * 2


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("All | Mutant | Wild type", [("overall", None), ("overall", "Mutant"), ("overall", "Wild type")]),
        ("All | Sorafenib | Placebo", [("overall", None), ("sorafenib", None), ("placebo", None)]),
    ],
)
def test_parts_of_all_patients_are_no_arms(
    report: ReportOf, heads: str, expected: list[tuple[str, str | None]]
) -> None:
    """Columns beside all patients are parts of them, unless one is an arm."""
    found = from_tables(report("Response", f"Response | {heads}\nORR, % | 31 | 44 | 23"))
    assert [(r.arm, r.subgroup) for r in found if isinstance(r, Outcome)] == expected


@pytest.mark.parametrize(
    "heads", ["Sorafenib | Placebo", "Sorafenib arm | Control group", "Sorafenib patients | PLACEBO"]
)
def test_one_name_for_an_arm(report: ReportOf, heads: str) -> None:
    """An arm has one name in all of a paper's records, whatever the heads of a table call it."""
    found = from_tables(report("Response", f"Response | {heads}\nORR, % | 44 | 23"))
    assert [(r.arm, r.vs) for r in found if isinstance(r, Outcome)] == [
        ("sorafenib", "placebo"),
        ("placebo", "sorafenib"),
    ]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (
            " | Serous | | Mucinous |\n"
            " | Training set (n = 60) | Validation set (n = 30) | Training set (n = 20) | Validation set (n = 10)",
            [
                ("Serous Training set", None, 60),
                ("Serous Validation set", None, 30),
                ("Mucinous Training set", None, 20),
                ("Mucinous Validation set", None, 10),
            ],
        ),
        (  # given a treatment of its own: the head over it is a part of the arm's patients
            " | Serous | | Mucinous |\n | Sorafenib (n = 60) | Placebo (n = 30) | Sorafenib (n = 20) | Placebo (n = 10)",
            [("Sorafenib", "Serous", 60), ("Placebo", "Serous", 30), ("Sorafenib", "Mucinous", 20), ("Placebo", "Mucinous", 10)],
        ),
    ],
)  # fmt: skip
def test_sets_of_patients_under_several_heads(
    report: ReportOf, heads: str, expected: list[tuple[str, str | None, int]]
) -> None:
    """What stands over sets of the same name is part of their names, over arms of the same treatment a part of their patients."""
    methods = "Patients were divided into a training set (n = 80) and a validation set (n = 40)."
    rows = f"{heads}\nORR, n (%) | 12 (20.0) | 6 (20.0) | 4 (20.0) | 2 (20.0)\nCR, n (%) | 3 (5.0) | 0 | 1 (5.0) | 0"
    records = [r for r in from_tables(report("Response", rows, methods=methods)) if isinstance(r, Outcome)]
    assert [(r.arm, r.subgroup, r.n) for r in records if r.endpoint == "ORR"] == expected
