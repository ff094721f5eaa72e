"""Adverse events that did not happen: the specification, sentence by sentence (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.document import Block, BlockKind, Document, Section, Span
from kg_builder.facts.absent import absent_events, absent_responses
from kg_builder.ontology import load_lexicon
from kg_builder.study import Paper, understand
from tests.facts.conftest import ReportOf

ARMS = "We compared the LEN group (n = 40) and the LEN-TACE group (n = 38). Lenvatinib (LEN) was given."
A, B = "LEN", "LEN-TACE"


def found(paper: Paper) -> list[tuple[str | None, str, str | None, int | None]]:
    """(arm, event, grade, count) of each event that the paper denies."""
    return [(r.arm, r.event, r.grade, r.count) for r in absent_events(paper)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("No treatment-related deaths occurred in the LEN group.", [(A, "treatment-related death", "5", 0)]),
        (
            "There were no treatment-related deaths in either group.",
            [(A, "treatment-related death", "5", 0), (B, "treatment-related death", "5", 0)],
        ),
        ("No hypertension of grade 3 was observed in the LEN-TACE group.", [(B, "hypertension", "3", 0)]),
        ("The LEN group had no grade 4 diarrhea or rash.", [(A, "diarrhea", "4", 0), (A, "rash", "any", 0)]),
        ("Treatment-related death was not observed.", [("overall", "Treatment-related death", "5", 0)]),
        (
            "The LEN group and the LEN-TACE group differed. Drug-related death was not observed in this trial.",
            [("overall", "Drug-related death", "5", 0)],
        ),
        ("LEN was tolerated without severe adverse events.", [(A, "severe adverse event", "any", 0)]),
    ],
)
def test_what_is_denied_has_the_count_zero(report: ReportOf, sentence: str, expected: list[object]) -> None:
    """What a sentence says nobody had is a count of 0 in every arm meant."""
    assert found(report(sentence=sentence, methods=ARMS)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "There was no significant difference in diarrhea between the LEN group and the LEN-TACE group.",
        "No further deaths were expected in the LEN group.",
        "Patients without diarrhea in the LEN group lived longer.",
        "Rash was not associated with survival in the LEN group.",
        "In the LEN group no deaths occurred, in the LEN-TACE group one.",  # two arms: whose?
        "Overt auditory toxicity was not seen in the LEN group.",  # not of toxicity as a whole
        "Smith et al. [3] saw no deaths.",
    ],
)
def test_nothing_else_is_denied(report: ReportOf, sentence: str) -> None:
    """Differences, subgroups and the patients of others are no counts."""
    assert found(report(sentence=sentence, methods=ARMS)) == []


def test_a_case_report_denies_it_of_the_treatment() -> None:
    """In a case report the event is denied of the treatment that the sentence is about, else of the patient."""
    title, told = "Sorafenib in liver cancer: a case report", "Sorafenib was given with no observed drug intolerance."
    text = f"{title}\n\n{told}"
    blocks = (
        Block(kind=BlockKind.TITLE, parts=(Span(0, len(title)),), section=Section.FRONT),
        Block(kind=BlockKind.PARAGRAPH, parts=(Span(len(title) + 2, len(text)),), section=Section.BODY),
    )
    (record,) = absent_events(understand(Document(id="t", text=text, blocks=blocks), load_lexicon()))
    assert (record.arm, record.event, record.n) == ("Sorafenib", "drug intolerance", 1)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("No complete responses were observed in the placebo group.", [("placebo", "CR", "0")]),
        ("There were no partial responses in either group.", [("sorafenib", "PR", "0"), ("placebo", "PR", "0")]),
        ("No complete response was seen in patients with cirrhosis.", []),
        ("No partial response lasted long.", []),
    ],
)
def test_responses_that_nobody_had(report: ReportOf, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """A response that was not seen is a count of 0 in each arm meant, not of a part of the patients."""
    found = absent_responses(report(sentence=sentence))
    assert [(r.arm, r.endpoint, str(r.value)) for r in found] == expected
