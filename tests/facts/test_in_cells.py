"""Cells that are lists: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import AdverseEvent, Baseline
from kg_builder.facts.from_tables import from_tables
from kg_builder.facts.in_cells import items_of
from tests.facts.conftest import ReportOf

HEAD = "Characteristic | Sorafenib (n = 40) | Placebo (n = 50)\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spleen (7)", ["Spleen 7 None"]),
        ("Spleen (7) distant node (12)", ["Spleen 7 None", "distant node 12 None"]),
        ("0 (11) 1 (29)", ["0 11 None", "1 29 None"]),
        ("28 male/12 female", ["male 28 None", "female 12 None"]),
        ("Male 28 (70%), female 12 (30%)", ["Male 28 70", "female 12 30"]),
        ("\u22645%, 9 (23)", ["\u22645% 9 23"]),
        ("Faint, 0", ["Faint 0 None"]),
        ("Yes: 9 (23%); no: 31 (78%)", ["Yes 9 23", "no 31 78"]),
        ("3 most common: rash (9); cough (4); gout (2)", ["rash 9 None", "cough 4 None", "gout 2 None"]),
        ("rash (4); 2 each: cough, gout; pain (3)", ["rash 4 None", "cough 2 None", "gout 2 None", "pain 3 None"]),
        ("12 (57.1)", []),
        ("59 (41-83)", []),
        ("Median (7)", []),
        ("P = 0.02 (5.1)", []),
        ("n = 8", []),
        ("28/12", []),
        ("Paclitaxel, 75 mg", []),
        ("Stop until ANC \u22651500; then go on", []),
        ("rash (4); rash (3)", []),
    ],
)  # fmt: skip
def test_a_cell_lists_names_with_their_numbers(text: str, expected: list[str]) -> None:
    """A cell is a list where it is nothing but names, each once, with how many have it."""
    assert [f"{i.name} {i.count} {i.percent}" for i in items_of(text)] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Gender | 28 male: 12 female | 30 male: 20 female",
            ["Sorafenib: Gender male 28", "Sorafenib: Gender female 12", "Placebo: Gender male 30", "Placebo: Gender female 20"],
        ),
        ("ECOG PS | 0 (11) 1 (29) | 0 (11) 1 (20)", ["Sorafenib: ECOG PS 0 11", "Sorafenib: ECOG PS 1 29"]),
        ("Site of disease, n (%) | Spleen, 9 (23) | Spleen, 51 (99)", ["Sorafenib: Site of disease Spleen 9"]),
        ("No. of cycles | six (9) | six (12)", []),
    ],
)  # fmt: skip
def test_levels_in_cells(report: ReportOf, rows: str, expected: list[str]) -> None:
    """Levels that cells name are the row's; not where their numbers cannot be, nor of what was delivered."""
    table = f"{HEAD}Male | 28 (70) | 30 (60)\n{rows}"
    records = [r for r in from_tables(report("Baseline characteristics", table)) if isinstance(r, Baseline)]
    assert [f"{r.arm}: {r.characteristic} {r.level} {r.count}" for r in records[2:]] == expected


def test_events_in_cells(report: ReportOf) -> None:
    """Events that cells name are of the row's grade and the column's arm, whatever organs the column's head sorts them by."""
    heads = " | Sorafenib (n = 40) | | Placebo (n = 50) |\n | Hematologic | Non-hematologic | Hematologic | Non-hematologic\n"
    rows = "Grade 1 | Anemia (7); lymphopenia (2) | Rash (9) | Anemia (3) | 1 each: rash; gout\n"
    rows += "Grade 3 | Anemia (1) | Sepsis (1) | | Rash (2)"
    records = [r for r in from_tables(report("Toxicities", heads + rows)) if isinstance(r, AdverseEvent)]
    assert sorted(f"{r.arm}: {r.event} {r.grade} {r.count}" for r in records) == [
        "Placebo: Anemia 1 3",
        "Placebo: Rash 3 2",
        "Placebo: gout 1 1",
        "Placebo: rash 1 1",
        "Sorafenib: Anemia 1 7",
        "Sorafenib: Anemia 3 1",
        "Sorafenib: Rash 1 9",
        "Sorafenib: Sepsis 3 1",
        "Sorafenib: lymphopenia 1 2",
    ]
