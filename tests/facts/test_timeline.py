"""The dated course of a case: the specification (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.dates import date, dates
from kg_builder.facts.timeline import timeline
from kg_builder.study import Paper

PaperOf = Callable[..., Paper]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("On 3 March 2011", ["2011-03-03"]),
        ("in June, 2012 and in 2013", ["2012-06", "2013"]),
        ("between May and August 2014", ["2014-05/2014-08"]),
        ("from January 2 to February 9, 2015", ["2015-01-02/2015-02-09"]),
        ("a value of 2014.8 units over 12 months", ["2014-08"]),
        ("May be seen in 12 of 2013 patients", []),
    ],
)
def test_dates_as_precise_as_printed(text: str, iso: list[str]) -> None:
    """Days, months and years, and periods of them; a lone number is no date."""
    assert [d.iso for d in dates(text)] == iso


def test_dates_of_cells() -> None:
    """A cell is a date when nothing else stands in it."""
    assert [date(x) for x in ("2011.4", "2011.4.30", "2011", "13.19", "Normal")] == [
        "2011-04",
        "2011-04-30",
        "2011",
        None,
        None,
    ]


TABLE = """TABLE 1 | Course.

Date\tAFP (ng/mL)\tLung
2011.4\t> 300\tPD
2011.9.2\t12.5\tPR
2012.1\tNormal\t-
"""


def test_a_table_of_dates(case_of: PaperOf) -> None:
    """Each filled cell is an item on its date, with the unit of its column; blanks are none."""
    found = [(r.date, r.item, r.value and str(r.value), r.qualifier, r.unit, r.text) for r in timeline(case_of(TABLE))]
    assert found == [
        ("2011-04", "AFP (ng/mL)", "300", ">", "ng/mL", "> 300"),
        ("2011-04", "Lung", None, None, None, "PD"),
        ("2011-09-02", "AFP (ng/mL)", "12.5", None, "ng/mL", None),
        ("2011-09-02", "Lung", None, None, None, "PR"),
        ("2012-01", "AFP (ng/mL)", None, None, None, "Normal"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "On May 3, 2011, abdominal CT revealed two liver nodules.",
            [("2011-05-03", "abdominal CT", "two liver nodules")],
        ),
        (
            "In June 2011, sorafenib (400 mg, bid) and sintilimab (200 mg, q3w) were started.",
            [("2011-06", "treatment start", "sorafenib + sintilimab")],
        ),
        (
            "In June 2011, sorafenib was stopped and lenvatinib (8 mg, qd) was started.",
            [("2011-06", "treatment stop", "sorafenib"), ("2011-06", "treatment start", "lenvatinib")],
        ),
        ("She had a right hepatectomy in June 2011.", [("2011-06", "surgery", "right hepatectomy")]),
        ("He died of sepsis in March 2013.", [("2013-03", "death", "sepsis")]),
        ("She passed away in March 2013 from sepsis.", [("2013-03", "death", "sepsis")]),
        ("He died in March 2013.", [("2013-03", "death", "died")]),
        ("Her father died in March 2013.", []),
        ("In March 2013, she remained disease-free.", [("2013-03", "disease status", "remained disease-free")]),
        ("A follow-up CT in May 2011 revealed two nodules.", [("2011-05", "follow-up CT", "two nodules")]),
        ("Colonoscopy in May 2011 revealed an ulcer.", [("2011-05", "Colonoscopy", "ulcer")]),
        ("Biopsy on 3 May 2011 confirmed melanoma.", [("2011-05-03", "Biopsy", "melanoma")]),
        (
            "He received sorafenib from May 2011 to July 2012.",
            [("2011-05", "treatment start", "sorafenib"), ("2012-07", "treatment stop", "sorafenib")],
        ),
        (
            "She underwent a left lobectomy for lung cancer in 2011.",
            [("2011", "surgery", "left lobectomy for lung cancer")],
        ),
        ("Pembrolizumab 200 mg was initiated on 5 June 2011.", [("2011-06-05", "treatment start", "pembrolizumab")]),
        (
            "In June 2011 she began sorafenib and thalidomide.",
            [("2011-06", "treatment start", "sorafenib + thalidomide")],
        ),
        ("In June 2011 she began treatment with osimertinib.", [("2011-06", "treatment start", "osimertinib")]),
        (
            "Pembrolizumab (200 mg) plus axitinib (5 mg twice daily) was started on 5 June 2011.",
            [("2011-06-05", "treatment start", "pembrolizumab + axitinib")],
        ),
        ("In June 2011, he developed grade 3 hepatitis.", [("2011-06", "hepatitis", "grade 3 hepatitis")]),
        (
            "In June 2011 the lung nodules had nearly disappeared.",
            [("2011-06", "lung", "lung nodules nearly disappeared")],
        ),
        (
            "In June 2011, computed tomography (CT) revealed a partial response with no new nodules.",
            [("2011-06", "computed tomography", "PR")],
        ),
        ("Nivolumab was discontinued in June 2011.", [("2011-06", "treatment stop", "nivolumab")]),
        ("Radiotherapy was given in June 2011.", [("2011-06", "treatment", "rt")]),
        ("He declined sorafenib in June 2011.", []),
        ("In June 2011 he was not treated with sorafenib.", []),
        (
            "After relapse in May 2011, she began treatment with sorafenib.",
            [("2011-05", "relapse", "relapse; then began sorafenib")],
        ),
        ("He was diagnosed with gastric cancer in May 2011.", [("2011-05", "diagnosis", "gastric cancer")]),
        (
            "On May 3, 2011, he was first referred to Northfield Hospital for pain.",
            [("2011-05-03", "referral", "first referral to Northfield Hospital")],
        ),
        (
            "In May 2011, she initially presented to a rural clinic.",
            [("2011-05", "presentation", "first presentation to a rural clinic")],
        ),
        (
            "Histopathological examination in May 2011 confirmed adenocarcinoma.",
            [("2011-05", "pathology", "adenocarcinoma")],
        ),
        ("PET-CT performed in May 2011 showed no new nodules.", [("2011-05", "PET-CT", "no new nodules")]),
        ("MRI of the brain revealed a mass in May 2011.", [("2011-05", "MRI of the brain", "mass")]),
        (
            "CT in May 2011 showed a clear reduction in hepatic nodules.",
            [("2011-05", "liver", "clear reduction in hepatic nodules")],
        ),
        (
            "CT in May 2011 confirmed a partial response (PR) of the tumour.",
            [("2011-05", "CT", "partial response (PR) of the tumour")],
        ),
        ("CT in May 2011 confirmed a partial response.", [("2011-05", "CT", "PR")]),
        ("The liver lesions achieved a complete response in May 2011.", [("2011-05", "liver", "CR")]),
        ("A durable PR held from May 2011 to June 2012.", [("2011-05/2012-06", "tumor response", "durable PR")]),
        ("In May 2011 new nodules were seen in both lungs.", [("2011-05", "lung", "new nodules in both lungs")]),
        ("In 2011, disease progression was noted.", [("2011", "progression", "disease progression")]),
        ("In May 2011 the patient developed two bone metastases.", [("2011-05", "bone", "two bone metastases")]),
        ("In May 2011 the lung nodules were much discussed.", []),
        (
            "The liver lesions were slightly smaller in May 2011.",
            [("2011-05", "liver", "liver lesions slightly smaller")],
        ),
        (
            "In May 2011 there was no evidence of recurrence.",
            [("2011-05", "disease status", "no evidence of recurrence")],
        ),
        ("His symptoms improved in May 2011.", [("2011-05", "symptoms", "improved")]),
        ("CT was compared with May 2011.", []),
        ("CT in May 2011 was normal.", []),
        ("The trial of 2011 enrolled patients.", []),
        ("Two studies showed that CT helps.", []),
    ],
)
def test_dated_sentences(case_of: PaperOf, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """Findings, operations, courses of treatment and death on their dates."""
    assert [(r.date, r.item, r.text) for r in timeline(case_of(sentence))] == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("In May 2011 CEA fell from 40 to 8 ng/mL.", [("2011-05", None, "CEA", "8", "ng/mL")]),
        (
            "In May 2011 the platelet count rose to 120 × 10^9/L.",
            [("2011-05", None, "platelet count", "120", "10^9/L")],
        ),
        ("AFP levels dropped rapidly to 31 ng/mL after three weeks.", [(None, "0.7", "AFP level", "31", "ng/mL")]),
        ("Six months later CEA was 9 ng/mL.", [(None, "6", "CEA", "9", "ng/mL")]),
        ("CT was done in May 2011. She had an ECOG PS of 2.", [("2011-05", None, "ECOG PS", "2", None)]),
        (
            "CT was done in May 2011. Her back pain was rated at 6 on a visual scale (VAS).",
            [("2011-05", None, "back pain (VAS)", "6", None)],
        ),
        (
            "CEA was 40 ng/mL in May 2011 and 8 ng/mL in July 2011, then rose to 90 ng/mL in May 2012.",
            [
                ("2011-05", None, "CEA", "40", "ng/mL"),
                ("2011-07", None, "CEA", "8", "ng/mL"),
                ("2012-05", None, "CEA", "90", "ng/mL"),
            ],
        ),
        ("In May 2011, bilirubin peaked at 3.5 mg/dL.", [("2011-05", None, "bilirubin", "3.5", "mg/dL")]),
        ("In May 2011, she had a high CEA (40 ng/mL).", [("2011-05", None, "CEA", "40", "ng/mL")]),
        ("CEA was measured in May 2011 in 12 patients.", []),
        ("CEA was measured for 3 months.", []),
        ("CEA was 9 ng/mL.", []),
    ],
)
def test_measured_values(case_of: PaperOf, sentences: str, expected: list[tuple[str | None, ...]]) -> None:
    """A marker's value then, on its date or after its time; a value without either is none of the course."""
    found = [r for r in timeline(case_of(sentences)) if r.value is not None]
    told = [(r.date, r.at_months and str(r.at_months), r.item, str(r.value), r.unit) for r in found]
    assert told == expected


def test_no_date_is_guessed(case_of: PaperOf) -> None:
    """Only findings belong to the date before them, and only to a single day; treatments never do."""
    carried = case_of("He came in May 2011. CT revealed a mass. He received sorafenib. No treatment was given.")
    period = case_of("He was ill from May to June 2011. CT revealed a mass.")
    cycles = case_of("He was first seen in May 2011. After 3 cycles, CT revealed a mass.")
    later = case_of("Examinations showed improvement, with a stable state from May to June 2011.")
    assert [(r.date, r.item, r.text) for r in timeline(carried)] == [
        ("2011-05", "CT", "mass"),
        ("2011-05", "treatment", "none given"),
    ]
    assert [*timeline(period), *timeline(cycles), *timeline(later)] == []


def test_changes_are_of_an_organ(case_of: PaperOf) -> None:
    """A change without an organ is one of the organ spoken of before; the day compared with is told."""
    first = "CT in May 2011 revealed a shrinkage of pulmonary nodules."
    second = "A comparison of CT from July 2011 with that from May 2011 showed no clear changes."
    assert [(r.date, r.item, r.text) for r in timeline(case_of(f"{first} {second}"))] == [
        ("2011-05", "lung", "shrinkage of pulmonary nodules"),
        ("2011-07", "lung", "no clear changes compared with May 2011"),
    ]


def test_figures_date_what_they_show(case_of: PaperOf) -> None:
    """A figure's title dates its caption, and the finding that the text shows by it."""
    text = "MRI indicated gradual shrinkage of liver nodules (Figure 1)."
    caption = (
        "FIGURE 1 | Changes in liver nodules from May 2011 to June 2012: There was a marked reduction of liver nodules."
    )
    other = "FIGURE 2 | Recurrence in July 2012: MRI is shown."
    found = {(r.date, r.item, r.text) for r in timeline(case_of(text, caption, other))}
    assert found == {
        ("2011-05/2012-06", "liver", "gradual shrinkage of liver nodules"),
        ("2011-05/2012-06", "liver", "marked reduction of liver nodules"),
        ("2012-07", "MRI", "Recurrence"),
    }


ACROSS = """TABLE 1 | Course.

Marker\tMay 2011\tJuly 2011
CEA (ng/mL)\t40\t8.5
CT\tPD\tPR
"""


def test_a_table_with_dates_as_heads(case_of: PaperOf) -> None:
    """The same with a column per date."""
    found = [(r.date, r.item, r.value and str(r.value), r.unit, r.text) for r in timeline(case_of(ACROSS))]
    assert found == [
        ("2011-05", "CEA (ng/mL)", "40", "ng/mL", None),
        ("2011-07", "CEA (ng/mL)", "8.5", "ng/mL", None),
        ("2011-05", "CT", None, None, "PD"),
        ("2011-07", "CT", None, None, "PR"),
    ]


def test_death_needs_no_date(case_of: PaperOf) -> None:
    """Of what the patient died is told also where no day is; of other people it is not."""
    assert [(r.date, r.item, r.text) for r in timeline(case_of("The patient died of a stroke."))] == [
        (None, "death", "stroke")
    ]
    assert list(timeline(case_of("Many die early, and most died of sepsis."))) == []
