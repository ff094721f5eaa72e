"""Doses: the specification, sentence by sentence (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.dose import doses
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import Paper, understand

ReportOf = Callable[..., Paper]
Given = list[tuple[str, str, str | None, str | None, str | None]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sorafenib was given at an initial dose of 200 mg/day.", [("sorafenib", "200 mg", "day", None, None)]),
        (
            "Sorafenib (300 mg twice daily) or apatinib (125 mg orally once daily) was started.",
            [("sorafenib", "300 mg", "time", "twice daily", None), ("apatinib", "125 mg", "day", None, "oral")],
        ),
        (
            "They had capecitabine, 2 × 1,000 mg/m2/day, orally.",
            [("capecitabine", "1000 mg/m2", "time", "2 x per day", "oral")],
        ),
        ("They had radiotherapy of 10 x 3 Gy.", [("rt", "3 Gy", "time", None, None)]),
        (
            "Carboplatin at an area under the curve (AUC) of 5 mg per milliliter per minute on day 1.",
            [("carboplatin", "5 AUC", "time", "day 1", None)],
        ),
        ("Carboplatin (area under the curve, 6 mg/mL/min).", [("carboplatin", "6 AUC", None, None, None)]),
        ("Carboplatin was predicted with an area under the curve of 0.85.", []),
        (
            "Radiotherapy to a dose of 45-50.4 Gy (1.8-2.0 Gy/day) was given.",
            [("rt", "45 Gy", "course", None, None), ("rt", "50.4 Gy", "course", None, None),
             ("rt", "1.8 Gy", "day", None, None), ("rt", "2.0 Gy", "day", None, None)],
        ),
        (
            "Radiotherapy was given in doses of 180 to 200 cGy once daily.",
            [("rt", "180 cGy", "day", None, None), ("rt", "200 cGy", "day", None, None)],
        ),
        ("Radiotherapy of 60 Gy was given (EQD2 of 64 Gy; equivalent to 66 Gy).", [("rt", "60 Gy", None, None, None)]),
        (
            "Radiotherapy (45 Gy in 25 fractions) was given to the tumour and to all of the nodes that had been "
            "involved, followed by a boost to the gross volume of 9 Gy in 5 fractions.",
            [("rt", "45 Gy", "course", None, None), ("rt", "9 Gy", "course", None, None)],
        ),
        ("Radiotherapy of 8 Gy was given in 9 fractions instead of 10 (n = 1).", []),
        (
            "Rituximab (MabThera, Roche) given i.v. at a dose of 375 mg/m2.",
            [("rituximab", "375 mg/m2", None, None, "intravenous")],
        ),
        (
            "Heparin (Brand, 0.6 mg i.v. for 24 h) and zq2a (Other, 10 mg, 3 times per day) were given.",
            [("heparin", "0.6 mg", None, None, "intravenous")],  # the other dose is of what no vocabulary has
        ),
        (
            "Interferon alfa 20 MU/m2 intravenously 5 days a week for 4 weeks, then 10 MU/m2 subcutaneously for 48 weeks.",
            [("interferon alfa", "20 MIU", "time", "5 days a week", "intravenous"),
             ("interferon alfa", "10 MIU", None, None, "subcutaneous")],
        ),
        ("They had 5-FU, 2,000 mg/m2/22 h, on day 1.", [("fluorouracil", "2000 mg/m2", "time", "day 1", None)]),
        ("They had 5-FU, 20 mg/kg/week.", []),  # of how much a time?
        ("Gemcitabine (24 h infusion; 900 mg/m2) was given.", [("gemcitabine", "900 mg/m2", None, None, "intravenous")]),
        ("Gemcitabine (Lilly; 900 mg/m2) was bought.", []),
        (
            "Nivolumab or pembrolizumab at 150 mg intravenously every 3 weeks followed.",
            [("nivolumab", "150 mg", "time", "every 3 weeks", "intravenous"),
             ("pembrolizumab", "150 mg", "time", "every 3 weeks", "intravenous")],
        ),
        ("Patients had 80 mg/m2 of cisplatin on day 1.", [("cisplatin", "80 mg/m2", "time", "day 1", None)]),
        ("Radiotherapy of 55 Gy in 25 fractions was planned.", [("rt", "55 Gy", "course", None, None)]),
        ("They had a schedule of 50 Gy/25f radiotherapy.", [("rt", "50 Gy", "course", None, None)]),
        ("They had radiotherapy (60 Gy/30 fractions).", [("rt", "60 Gy", "course", None, None)]),
        ("They had radiotherapy at 1.8 Gy/h.", []),
        (
            "We gave docetaxel (D) and gemcitabine (G). D at 60 mg/m2 was given with G 900 mg/m2. In arm D 9 mg/kg was used.",
            [("docetaxel", "60 mg/m2", None, None, None), ("gemcitabine", "900 mg/m2", None, None, None)],
        ),
        ("We gave docetaxel (D) and dacarbazine (D). D at 60 mg/m2 was given.", []),  # which of them?
        ("Carboplatin AUC 4 was infused.", [("carboplatin", "4 AUC", None, None, None)]),
        (
            "Dacarbazine 250 mg/m2 was administered on day 2, and subcutaneous zq2a 90 mg three times a week.",
            [("dacarbazine", "250 mg/m2", "time", "day 2", None)],  # the route is another drug's
        ),
        ("Sorafenib (400 mg, 3 times per day) was given.", [("sorafenib", "400 mg", "time", "3 times per day", None)]),
        ("Radiotherapy was given once daily to a total dose of 50 Gy.", [("rt", "50 Gy", "course", None, None)]),
        (
            "Patients had daily oral temozolomide (70 mg/m2), in combination with intravenous bevacizumab (9 mg/kg).",
            [("temozolomide", "70 mg/m2", "day", None, "oral"), ("bevacizumab", "9 mg/kg", None, None, "intravenous")],
        ),
        (
            "Cisplatin on day 1 and 1100 mg/m2 oral capecitabine on days 1-21 followed.",
            [("capecitabine", "1100 mg/m2", "time", "days 1-21", "oral")],
        ),
        (
            "Lenvatinib was given at 12 mg/day for body weight >= 60 kg.",
            [("lenvatinib", "12 mg", "day", None, None)],  # a weight is no dose
        ),
        (
            "Vincristine 1.2 mg/m2 (maximum dose 2 mg) was given weekly.",
            [("vincristine", "1.2 mg/m2", "time", "weekly", None)],
        ),
        ("The cumulative dose of nimotuzumab was 3100 mg.", []),
        ("Sorafenib was given at doses of 50 to 400 mg once daily.", []),
        ("Sorafenib was held when AFP was 400 ng/mL.", []),
        (
            "Bevacizumab (9 mg/kg) or placebo every 2 weeks was given.",
            [("bevacizumab", "9 mg/kg", "time", "every 2 weeks", None)],
        ),
        ("Docetaxel 70 mg/m2 d1 and d8, every 3 weeks.", [("docetaxel", "70 mg/m2", "time", "d1 and d8", None)]),
        ("Capecitabine 900 mg/m2 (d1-d14) was given.", [("capecitabine", "900 mg/m2", "time", "d1-d14", None)]),
        (
            "Docetaxel 30 mg/m2 on days 1, 8, and 15 of each 28-day cycle.",
            [("docetaxel", "30 mg/m2", "time", "days 1, 8, and 15 of each 28-day cycle", None)],
        ),
        ("They had 5 weekly doses of 150 mg nimotuzumab.", [("nimotuzumab", "150 mg", "time", "weekly", None)]),
        (
            "Cisplatin (25 mg/m2) + gemcitabine (900 mg/m2) by intravenous infusion every 3 weeks was given.",
            [("cisplatin", "25 mg/m2", "time", "every 3 weeks", "intravenous"),
             ("gemcitabine", "900 mg/m2", "time", "every 3 weeks", "intravenous")],
        ),
        (
            "Gemcitabine 900 mg/m2 and erlotinib 150 mg daily were given.",
            [("gemcitabine", "900 mg/m2", None, None, None), ("erlotinib", "150 mg", "day", None, None)],
        ),
        (
            "Gemcitabine 900 mg/m2 on day 1, intravenous (IV) cisplatin 25 mg/m2 and subcutaneous (SC) erlotinib 3 mg.",
            [("gemcitabine", "900 mg/m2", "time", "day 1", None), ("cisplatin", "25 mg/m2", None, None, "intravenous"),
             ("erlotinib", "3 mg", None, None, "subcutaneous")],
        ),
        (
            "Radiotherapy consisted of 54 Gy in 1.8-Gy fractions given 5 days per week.",
            [("rt", "54 Gy", "course", None, None), ("rt", "1.8 Gy", "time", "5 days per week", None)],
        ),
        (
            "Dexamethasone 12 mg daily was tapered by 3 mg per week and then by 1 mg.",
            [("dexamethasone", "12 mg", "day", None, None)],
        ),
        (
            "5-FU (375 mg/m2) + leucovorin (30 mg daily) by intravenous injection every 4 weeks was given.",
            [("fluorouracil", "375 mg/m2", "time", "every 4 weeks", "intravenous"),
             ("leucovorin", "30 mg", "day", None, "intravenous")],
        ),
        ("Sorafenib (400 mg) on a weekly 5 days on and 2 days off schedule.", [("sorafenib", "400 mg", None, None, None)]),
        ("The dose of sorafenib was reduced by 50 mg.", []),
        ("Sorafenib was given to patients weighing 60 kg.", []),
    ],
)  # fmt: skip
def test_doses(report: ReportOf, sentence: str, expected: Given) -> None:
    """Whose dose, how much, per what, how often, by which route; laboratory values and weights are no doses."""
    found = [
        (r.drug, f"{r.dose} {r.unit}", r.per, r.frequency, r.route)
        for r in doses(report(sentence=sentence, methods=""))
    ]
    assert found == expected


def test_conditions(report: ReportOf) -> None:
    """Two doses of one drug, each with its condition."""
    sentence = "Lenvatinib (10 mg/day for body weight ≥ 55 kg or 6 mg/day for body weight < 55 kg) was given."
    found = [(str(r.dose), r.condition) for r in doses(report(sentence=sentence, methods=""))]
    assert found == [("10", "body weight ≥ 55 kg"), ("6", "body weight < 55 kg")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Drug | Dose | Route | Schedule\nCisplatin | 60 mg/m2 | IV | Day 1, every 3 weeks\n"
            "Sorafenib | 200 mg | Oral | Twice daily",
            [
                ("cisplatin", "60 mg/m2", "time", "Day 1", "intravenous"),
                ("sorafenib", "200 mg", "time", "Twice daily", "oral"),
            ],
        ),
        ("Drug | Starting dose | First reduction\nSorafenib | 400 mg | 200 mg", []),
        ("Drug | Patients | Dose\nCisplatin plus sorafenib | 20 | 60 mg/m2", []),
    ],
)
def test_rows_of_a_table_of_regimens(report: ReportOf, rows: str, expected: Given) -> None:
    """A row of one drug with its dose, route and schedule; reductions and rows of several drugs are left."""
    found = [r for r in doses(report("Regimens", rows)) if r.span.where != "text"]
    assert [(d.drug, f"{d.dose} {d.unit}", d.per, d.frequency, d.route) for d in found] == expected


def test_a_trial_introduction_tells_no_dose_of_its_own(vocabulary: Lexicon) -> None:
    """What is usually given is no dose of this study, unless the methods give it."""
    introduction, methods = "A course has cisplatin 80 mg/m2.", "We gave cisplatin 60 mg/m2."
    text = f"# A trial of cisplatin\n\n## Introduction\n\n{introduction}\n\n## Methods\n\n{methods}\n"
    assert [str(d.dose) for d in doses(understand(read_bytes(text.encode(), "t"), vocabulary))] == ["60"]


def test_a_discussion_may_tell_of_a_drug_that_others_gave(vocabulary: Lexicon) -> None:
    """Only what the study itself gave has a dose of this study, where nobody is cited."""
    discussion = "We gave cisplatin 60 mg/m2. With erlotinib 150 mg daily the response was better."
    text = f"# A trial of cisplatin\n\n## Methods\n\nWe gave cisplatin.\n\n## Discussion\n\n{discussion}\n"
    assert [d.drug for d in doses(understand(read_bytes(text.encode(), "t"), vocabulary))] == ["cisplatin"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("They had radiotherapy. The prescribed dose was 45 Gy in 25 fractions.", ["45"]),
        ("They had SBRT. A boost of 5.4 Gy in 3 fractions was given.", ["5.4"]),
        ("They had radiotherapy. The total dose was 45 Gy in 25 fractions to the spinal cord.", []),
        ("They had cisplatin. The total dose was 45 Gy in 25 fractions.", []),
        ("They had radiotherapy. The median dose was 45 Gy in 25 fractions.", []),
    ],
)
def test_what_was_prescribed_of_radiotherapy_that_was_named_before(
    report: ReportOf, told: str, expected: list[str]
) -> None:
    """A dose of radiation is that of the radiotherapy of its paragraph, where it is said to be prescribed; no limit is one."""
    assert [str(d.dose) for d in doses(report(methods=told))] == expected
