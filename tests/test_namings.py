"""Groups that sentences name behind their regimens (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.mentions import Finder
from kg_builder.namings import given_side_by_side, namings
from kg_builder.ontology import load_lexicon


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They had lenvatinib 8 mg once a day plus docetaxel and cisplatin (lenvatinib group) or placebo (placebo group).",
            ["lenvatinib: lenvatinib+docetaxel+cisplatin None", "placebo: placebo None"],
        ),
        (
            "They had lenvatinib plus cisplatin (arm A, n = 40) or cisplatin alone (arm B; n=42).",
            ["arm A: lenvatinib+cisplatin 40", "arm B: cisplatin 42"],
        ),
        ("lenvatinib (8 mg once a day) plus cisplatin (LC; n = 40)", ["LC: lenvatinib+cisplatin 40"]),
        (
            "They had lenvatinib (arm A, 40 patients) or cisplatin (arm B, 42 patients).",
            ["arm A: lenvatinib 40", "arm B: cisplatin 42"],
        ),
        (
            "They had observation (arm A), cisplatin (arm B), or cisplatin plus lenvatinib (arm C).",
            ["arm A: observation None", "arm B: cisplatin None", "arm C: cisplatin+lenvatinib None"],
        ),
        (
            "There was a lenvatinib group (lenvatinib plus cisplatin, n = 58) and a control group (cisplatin alone).",
            ["lenvatinib: lenvatinib+cisplatin 58", "control: cisplatin None"],
        ),
        ("The control group (more than one cisplatin cycle) was small.", []),
        ("an unread drug plus cisplatin (cisplatin arm)", []),
        ("lenvatinib 8 mg or cisplatin 50 mg (control group)", ["control: cisplatin None"]),
        ("cisplatin (CDDP) and docetaxel", []),
        ("lenvatinib was better tolerated than that (control group)", []),
    ],
)
def test_the_whole_regimen_stands_before_the_name(text: str, expected: list[str]) -> None:
    """Doses may stand between its parts; where it is not clear where it begins, nothing is told."""
    found = namings([text], Finder(load_lexicon()))
    assert [f"{n.name}: {'+'.join(n.components)} {n.n}" for n in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It was open. They were treated with lenvatinib plus cisplatin (n = 40) and cisplatin alone (n = 42).",
            ["lenvatinib plus cisplatin 40", "cisplatin 42"],
        ),
        ("They were assigned to docetaxel (n=12; 5 men) or to placebo (n=14).", ["docetaxel 12", "placebo 14"]),
        ("Docetaxel was given to most (n = 40) and placebo (n = 42) to few.", []),
        ("Diarrhoea followed docetaxel (n = 4), and those with placebo (n = 2) had none.", []),
        ("Poe et al. gave docetaxel (n = 40) or placebo (n = 42).", []),
        ("In a previous phase II trial, they received docetaxel (n = 40) or placebo (n = 42).", []),
        ("In the SOLO2 trial, they received olaparib (n = 40) or placebo (n = 42).", []),
        ("Nine had subsequent therapy, including docetaxel (n = 5) and placebo (n = 4).", []),
        ("After progression they received docetaxel (n = 5) or placebo (n = 4).", []),
        ("They received an unread drug plus docetaxel (n = 40) or placebo (n = 42).", []),
    ],
)
def test_groups_given_side_by_side(text: str, expected: list[str]) -> None:
    """Two regimens with their sizes and nothing between them but a link, in a sentence that speaks of no one else."""
    found = given_side_by_side([text], Finder(load_lexicon()))
    assert [f"{n.name} {n.n}" for n in found] == expected
