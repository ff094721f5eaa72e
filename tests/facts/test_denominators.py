"""Of how many patients values are: the printed number goes before the arm's size, which counts may deny (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.facts.adverse_prose import adverse_events
from kg_builder.facts.baseline_levels import baseline_levels
from kg_builder.facts.note import Note
from kg_builder.facts.outcome import outcomes
from tests.facts.conftest import ReportOf

METHODS = "Patients were assigned to XA (n = 200) or XB (n = 210)."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In patients older than 65 years, three (7%) of 43 in the XA group died versus seven (9%) of 75 in the XB group.",
            [("XA", 43), ("XB", 75)],
        ),
        ("In patients older than 65 years, the ORR was 7% in the XA group.", [("XA", None)]),
        ("The ORR was 40% (80/200) in the XA group and 36% (75/208) in the XB group.", [("XA", 200), ("XB", 208)]),
        ("The ORR was 45% (80 patients) in the XA group.", [("XA", None)]),
        ("The ORR was 40% (80 patients) in the XA group.", [("XA", 200)]),
        (
            "Grade 3 rash occurred in 20 (12%) patients in the XA group and 21 (10%) in the XB group.",
            [("XA", None), ("XB", 210)],
        ),
        (
            "In the XA group, 16 (9%) of these 179 patients had grade 3 toxicity: rash (four patients) and pain (3 patients).",
            [("XA", 179)] * 3,
        ),
        (
            "In the XA group, grade 3 toxicity was rash (four patients) and pain (3 patients).",
            [("XA", 200), ("XA", 200)],
        ),
    ],
)
def test_the_printed_number_of_patients(
    report: ReportOf, sentence: str, expected: list[tuple[str, int | None]]
) -> None:
    """A part's number stands only where it is printed; an arm's size that count and share deny is not told."""
    paper = report(sentence=sentence, methods=METHODS)
    records = [r for way in (outcomes, adverse_events) for r in way(paper) if not isinstance(r, Note)]
    assert [(r.arm, r.n) for r in records] == expected


@pytest.mark.parametrize(
    ("sentence", "sizes"),
    [
        (
            "Data were available in 90 patients. The stage was I in 11 cases, II in 49 cases, and III in 30 cases.",
            [90] * 3,
        ),
        ("In 90 patients with known stage, it was good. The stage was I in 11 cases and II in 79 cases.", [90] * 2),
        (
            "Data were available in 91 patients. The stage was I in 11 cases, II in 49 cases, and III in 30 cases.",
            [110] * 3,
        ),
        ("The stage was I in 22 patients (20%) and II in 30 (33%).", [110, None]),
    ],
)
def test_levels_of_those_with_data(report: ReportOf, sentence: str, sizes: list[int | None]) -> None:
    """Levels that add up to those with data are of these, else of all, unless count and share deny it."""
    paper = report(sentence=sentence, methods="A total of 110 patients were enrolled.")
    assert [r.n for r in baseline_levels(paper)] == sizes


@pytest.mark.parametrize(
    ("told", "sizes"),
    [
        ("In the elderly group, 41 patients were seen: 23 received sorafenib and 18 received placebo.", [23, 18]),
        ("Of the 41 elderly patients, 23 received sorafenib and 18 were given a placebo.", [23, 18]),
        ("In the elderly group, 40 patients were seen: 23 received sorafenib and 18 received placebo.", [None, None]),
        ("In the young group, 41 patients were seen: 23 received sorafenib and 18 received placebo.", [None, None]),
        ("In the elderly group, 41 patients progressed: 23 received sorafenib and 18 received placebo.", [None, None]),
    ],
)
def test_sizes_of_a_part(report: ReportOf, told: str, sizes: list[int | None]) -> None:
    """The arms of a part have the sizes that a sentence prints for it, where they add up to the part."""
    sentence = f"{told} In elderly patients, the median OS was 9 months in the sorafenib group and 8 months in the placebo group."
    found = [r for r in outcomes(report(sentence=sentence)) if not isinstance(r, Note)]
    assert [r.n for r in found if r.endpoint == "OS"] == sizes
