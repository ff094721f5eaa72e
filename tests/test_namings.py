"""Groups that sentences name behind their regimens (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.allotted import allotted
from kg_builder.arms import Arm
from kg_builder.counted_arms import counted_side_by_side, given_apart
from kg_builder.mentions import Finder
from kg_builder.namings import given_side_by_side, namings
from kg_builder.ontology import load_lexicon

FINDER = Finder(load_lexicon())


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
    found = namings([text], FINDER)
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
    found = given_side_by_side([text], FINDER)
    assert [f"{n.name} {n.n}" for n in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They were randomly assigned to docetaxel 75 mg/m2 and cisplatin 75 mg/m2 every 3 weeks (DC); docetaxel 75 mg/m2 and "
            "carboplatin (AUC 6) every 3 weeks (DCb); or vinorelbine 25 mg/m2/wk and cisplatin 100 mg/m2 every 4 weeks (VC).",
            ["DC: docetaxel+cisplatin None", "DCb: docetaxel+carboplatin None", "VC: vinorelbine+cisplatin None"],
        ),
        (
            "Patients received cisplatin 75 mg/m(2) on day 1 and docetaxel (75 mg/m(2)) (n = 63) or cisplatin alone (n = 62).",
            ["cisplatin plus docetaxel: cisplatin+docetaxel 63", "cisplatin alone: cisplatin 62"],
        ),
        ("Patients received cisplatin 75 mg/m2 on day 1 or docetaxel 75 mg/m2 on day 1.", []),
        (
            "We assigned 90 to receive irinotecan, bolus fluorouracil, and leucovorin (IFL) plus bevacizumab (5 mg/kg) and 91 to "
            "receive IFL plus placebo.",
            [
                "IFL plus bevacizumab: irinotecan+fluorouracil+leucovorin+bevacizumab 90",
                "IFL plus placebo: fluorouracil+leucovorin+irinotecan+placebo 91",
            ],
        ),
        (
            "We assigned women, who had had a taxane, to trastuzumab emtansine or lapatinib plus capecitabine.",
            [
                "trastuzumab emtansine: trastuzumab emtansine None",
                "lapatinib plus capecitabine: lapatinib+capecitabine None",
            ],
        ),
        (
            "They were randomised (1:1:1) to nivolumab alone, nivolumab plus ipilimumab, or ipilimumab alone.",
            [
                "nivolumab alone: nivolumab None",
                "nivolumab plus ipilimumab: nivolumab+ipilimumab None",
                "ipilimumab alone: ipilimumab None",
            ],
        ),
        (
            "They were randomly assigned to single-agent chemotherapy alone or with bevacizumab (10 mg/kg every 2 weeks).",
            ["chemotherapy alone: chemotherapy None", "chemotherapy plus bevacizumab: chemotherapy+bevacizumab None"],
        ),
        (
            "They were assigned at random assignment to 40 mg afatinib per day or up to six cycles of cisplatin plus pemetrexed "
            "chemotherapy every 21 days.",
            ["afatinib: afatinib None", "cisplatin plus pemetrexed: pemetrexed+cisplatin None"],
        ),
        (
            "They were assigned to receive nivolumab plus cisplatin or cisplatin alone, followed by resection.",
            ["nivolumab plus cisplatin: nivolumab+cisplatin None", "cisplatin alone: cisplatin None"],
        ),
        (
            "They were assigned to receive nivolumab or cisplatin followed by docetaxel.",
            ["nivolumab: nivolumab None", "cisplatin plus docetaxel: cisplatin+docetaxel None"],
        ),
        (
            "They were randomised to erlotinib 150 mg or cisplatin 75 mg/m2 plus docetaxel (75 mg/m2) or gemcitabine.",
            [],  # which has what?
        ),
        ("They were randomised to cisplatin 75 mg/m2 plus docetaxel 75 mg/m2 or gemcitabine.", []),
        ("In an earlier trial, they were randomised to docetaxel 75 mg/m2 plus cisplatin or docetaxel alone.", []),
        ("They were assigned to docetaxel 75 mg/m2 and were followed; cisplatin or placebo was given later.", []),
    ],
)
def test_regimens_with_doses_between_which_patients_are_allotted(text: str, expected: list[str]) -> None:
    """Doses, brackets and short names may stand between; where it is not clear who has what, nothing is told."""
    found = allotted([text], FINDER)
    assert [f"{n.name}: {'+'.join(n.components)} {n.n}" for n in found] == expected


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        (
            "In total, 32 patients received cisplatin and RT while 38 patients were treated with irradiation and a placebo.",
            True,
            ["cisplatin plus RT: cisplatin+rt 32", "irradiation plus placebo: rt+placebo 38"],
        ),
        ("In total, 32 patients received cisplatin and 38 patients were treated with a placebo.", False, []),
        (
            "The analysed population comprised 279 patients treated with cisplatin plus RT and 284 given placebo plus RT.",
            False,
            ["cisplatin plus RT: cisplatin+rt 279", "placebo plus RT: placebo+rt 284"],
        ),
        ("32 patients received cisplatin and 38 patients received a placebo.", True, []),
        ("In total, 32 patients received cisplatin and an unread drug, and 38 patients received cisplatin.", True, []),
        (
            "In total, 32 patients received cisplatin and 38 patients were treated with docetaxel after progression.",
            True,
            [],
        ),
        ("In the elderly group, 41 patients were seen: 23 received cisplatin and 18 received docetaxel.", True, []),
        (
            "In the whole group, 41 patients were seen: 23 received cisplatin and 18 received docetaxel.",
            True,
            ["cisplatin: cisplatin 23", "docetaxel: docetaxel 18"],
        ),
    ],
)
def test_groups_counted_by_what_they_were_given(text: str, known: bool, expected: list[str]) -> None:
    """The counts must be of all patients; "in total" is enough where the paper's groups are known."""
    found = counted_side_by_side([text], FINDER, known=known)
    assert [f"{n.name}: {'+'.join(n.components)} {n.n}" for n in found] == expected


def test_arms_take_the_sizes_of_what_only_they_are_given() -> None:
    """What both counted groups are given besides is given to both arms; other treatments are other groups."""
    counted = counted_side_by_side(
        ["In total, 32 patients received cisplatin and RT while 38 were treated with RT and a placebo."],
        FINDER,
        known=True,
    )
    arms = [Arm(name="Placebo", regimen=("placebo",)), Arm(name="Cisplatin", regimen=("cisplatin",))]
    assert [(a.n, a.regimen) for a in given_apart(arms, counted)] == [
        (38, ("rt", "placebo")),
        (32, ("cisplatin", "rt")),
    ]
    assert given_apart([arms[0], Arm(name="Docetaxel", regimen=("docetaxel",))], counted) == []
    assert given_apart([*arms, Arm(name="Docetaxel", regimen=("docetaxel",))], counted) == []
