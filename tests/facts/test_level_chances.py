"""One p value over all levels of a factor: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Association, Outcome
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf

TOLD = "A total of 120 patients were enrolled."
OS = "Variable | No. of patients | Median OS, months (95% CI) | P value"
BOTH = "Variable | n | 5-year OS (%) | P | 5-year DFS (%) | P"
LATE = "Variable | n | Recurrence, n (%) | P"


def told(report: ReportOf, rows: str, methods: str = TOLD) -> tuple[list[str], list[str]]:
    """ "factor endpoint direction p" of each association, and "subgroup endpoint p" of each outcome."""
    made = list(from_tables(report("Univariate analysis of survival", rows, methods=methods)))
    said = [f"{r.factor} {r.endpoint} {r.direction} {r.p}" for r in made if isinstance(r, Association)]
    return said, [f"{r.subgroup} {r.endpoint} {r.p}" for r in made if isinstance(r, Outcome)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (f"{OS}\nSex | | | 0.45\nMale | 70 | 20.1 (17.0-25.0) |\nFemale | 50 | 22.0 (18.1-27.0) |", ["Sex OS none 0.45"]),
        (f"{OS}\nSex | | |\nMale | 70 | 20.1 |\nFemale | 50 | 22.0 | NS", ["Sex OS none NS"]),
        (
            f"{OS}\nKRAS | | |\nMutant | 40 | 12.1 (10.0-15.0) | 0.01\nWild type | 80 | 25.0 (20.1-29.9) |",
            ["KRAS: Mutant OS worse 0.01"],
        ),
        (f"{OS}\nMGMT | | | 0.01\nMethylated | 40 | NR |\nUnmethylated | 80 | 25.0 |", ["MGMT: Methylated OS better 0.01"]),
        (
            f"{OS}\nMGMT | | | 0.01\nMethylated | 40 | 31.0 |\nUnmethylated | 80 | 25.0 |\nUnknown | 9 | 20.0 |",
            ["MGMT: Methylated OS better 0.01"],
        ),
        (f"{OS}\nNode metastasis | | | 0.01\nNo | 80 | 31.0 |\nYes | 40 | 25.0 |", ["Node metastasis: Yes OS worse 0.01"]),
        (f"{OS}\nHistology | | | 0.01\nSerous | 40 | 30.1 |\nMucinous | 80 | 25.0 |", ["Histology: Mucinous OS worse 0.01"]),
        (
            f"{OS}\nT category | | | <0.001\nT1 | 30 | 60.0 |\nT2 | 30 | 40.0 |\nT3 | 60 | 15.0 |",
            ["T category OS worse <0.001"],
        ),
        (
            f"{OS}\nSite | | | <0.001\nHead | 30 | 60.0 |\nBody | 30 | 40.0 |\nTail | 60 | 15.0 |",
            ["Site OS None <0.001"],  # which of three matters is not told
        ),
        (
            f"{BOTH}\nSize, cm | | | | |\n<5 | 40 | 62.1 | 0.45 | 50.1 | 0.03\n\u22655 | 80 | 55.0 | | 40.3 |",
            ["Size, cm OS none 0.45", "Size, cm: \u22655 DFS worse 0.03"],
        ),
        (f"{LATE}\nMargin | | | 0.01\nNegative | 70 | 10 (14.3) |\nPositive | 50 | 20 (40.0) |", ["Margin recurrence None 0.01"]),
        (f"{OS}\nGrade | | |\n1 | 30 | 60.0 | 0.001\n2 | 30 | 40.0 | 0.03\n3 | 60 | 15.0 |", []),  # each against another
        (f"{OS}\nSex | | |\nMale | 70 | 20.1 | 0.03\nFemale | 50 | - |", []),  # of one level only
        (f"{OS}\nChemotherapy | | |\nFOLFOX | 70 | 20.1 | 0.03\nFOLFIRI | 50 | 10.1 |", []),  # treatments are compared
        ("Risk group | Median OS (months) | P\nLow | 25.2 | 0.02\nHigh | 6.8 |", ["Risk group: High OS worse 0.02"]),
        ("Variable | n | Median OS (months) | P\nMale | 60 | 25.2 | 0.02\nFemale | 60 | 6.8 |", []),  # of which of the variables?
        ("Variable | n | Median OS (months) | P\nAge | 60 | 25.2 | 0.02\nSex | 60 | 6.8 |", []),
        ("Trait | Median PFS (months) | Median OS (months) | P\nSex | | | 0.03\nMale | 7.1 | 20.1 |\nFemale | 5.0 | 9.1 |", []),
        ("Variable | Median OS (months) | HR (95% CI) | P\nSex | | | 0.03\nMale | 7.1 | 1 |\nFemale | 5.0 | 1.2 (0.9-1.9) |", []),
    ],
)  # fmt: skip
def test_a_test_over_all_levels_tells_of_the_factor(report: ReportOf, rows: str, said: list[str]) -> None:
    """One p value for a factor says whether it matters, and which of two levels; several, or one of more, say nothing."""
    assert sorted(told(report, rows)[0]) == sorted(said)


def test_the_value_of_each_level_has_the_p_value(report: ReportOf) -> None:
    """It stands beside one of the levels, or beside their heading, and belongs to all."""
    sex = "Sex | | |\nMale | 70 | 20.1 |\nFemale | 50 | 22.0 | 0.4"
    rows = f"{OS}\n{sex}\nKRAS | | | 0.01\nMutant | 40 | 12.1 |\nWild type | 80 | 25.0 |"
    assert told(report, rows)[1] == [
        "Sex Male OS 0.4",
        "Sex Female OS 0.4",
        "KRAS Mutant OS 0.01",
        "KRAS Wild type OS 0.01",
    ]


def test_two_arms_beside_each_other_are_what_is_compared(report: ReportOf) -> None:
    """The p value behind the columns of two arms is of these, in each part of the patients."""
    rows = "OS, months | Sorafenib (n = 40) | Placebo (n = 50) | P\nSex | | |\nMale | 20.1 | 14.0 | 0.03\nFemale | 9.1 | 8.0 |"
    methods = "Patients were assigned to the sorafenib group (n = 40) or the placebo group (n = 50)."
    assert told(report, rows, methods)[0] == []


def test_the_only_p_value_beside_arms_is_of_all_of_them(report: ReportOf) -> None:
    """Where each row is about an arm, each of their values has it, and it tells of no factor."""
    rows = "Treatment | Median OS (months) | P\nSorafenib | 20.1 | 0.03\nPlacebo | 9.1 |"
    methods = "Patients were assigned to the sorafenib group (n = 40) or the placebo group (n = 50)."
    made = list(from_tables(report("Overall survival by treatment", rows, methods=methods)))
    assert [(r.arm, r.p) for r in made if isinstance(r, Outcome)] == [("sorafenib", 0.03), ("placebo", 0.03)]
    assert not any(isinstance(r, Association) for r in made)


def test_the_size_of_a_level_stands_beside_with_its_share(report: ReportOf) -> None:
    """ "70 (58.3)" in the column of patients is how many a level's value is of."""
    rows = (
        "Trait | No. of patients (%) | Median OS (months)\nSex | |\nMale | 70 (58.3) | 20.1\nFemale | 50 (41.7) | 22.0"
    )
    made = from_tables(report("Overall survival by sex", rows, methods=TOLD))
    assert [(r.subgroup, r.n) for r in made if isinstance(r, Outcome)] == [("Sex Male", 70), ("Sex Female", 50)]
