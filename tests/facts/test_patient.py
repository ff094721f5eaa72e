"""Single patients, of case reports and of reviews: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Baseline
from kg_builder.facts.baseline_cited import cited_baselines
from kg_builder.facts.patient import patients
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import Paper, understand


def case(vocabulary: Lexicon, presentation: str) -> Paper:
    """A case report with this presentation."""
    text = f"# Sorafenib in hepatocellular carcinoma: a case report\n\n## 2 Case Presentation\n\n{presentation}\n"
    return understand(read_bytes(text.encode("utf-8"), "invented"), vocabulary)


def review(vocabulary: Lexicon, sentence: str) -> Paper:
    """A review that says this."""
    text = (
        "# Treatment of hepatocellular carcinoma: a review\n\n## Combinations\n\n"
        f"{sentence}\n\n## References\n\n[7] Nobody A. A study. 2020.\n[8] Nobody B. Another. 2021.\n"
    )
    return understand(read_bytes(text.encode("utf-8"), "invented"), vocabulary)


def shown(record: Baseline) -> str:
    """ "arm: characteristic = level or value"."""
    number = record.median if record.median is not None else record.value
    qualified = f"{record.qualifier or ''}{number} {record.unit}" if number is not None else record.level
    return f"{record.arm}: {record.characteristic} = {qualified}"


@pytest.mark.parametrize(
    ("presentation", "expected"),
    [
        ("A 61-year-old woman was seen in May 2019.", ["case: age = 61 year", "case: sex = female"]),
        (
            "The patient had an ECOG performance status of 1 and a Child-Pugh liver function score of B, 7.",
            ["case: ECOG performance status = 1", "case: Child-Pugh class = B", "case: Child-Pugh score = 7 point"],
        ),
        (
            "The patient was diagnosed with stage C according to the Barcelona Clinic Liver Cancer system, "
            "with bilateral adrenal metastases.",
            ["case: BCLC = C", "case: metastasis = bilateral adrenal metastases"],
        ),
        (
            "Laboratory results indicated AFP > 900 ng/mL and CEA of 3.25 ng/mL.",
            ["case: AFP = >900 ng/mL", "case: CEA = 3.25 ng/mL"],
        ),
        ("Her AFP was 120 ng/mL in March 2020.", []),
        (
            "She presented with fatigue, nausea, and abdominal pain.",
            ["case: symptoms at presentation = fatigue, nausea, abdominal pain"],
        ),
        ("He had a 20-year history of smoking and was admitted.", ["case: smoking = 20 year"]),
        (
            "The history included (1) gout for 9 years, (2) a nodule found in May 2011, and (3) asthma.",
            ["case: history = gout for 9 years", "case: history = asthma"],
        ),
        (
            "The patient had AFP of 50 ng/mL. She received sorafenib 400 mg. The patient had CEA of 9 ng/mL.",
            ["case: AFP = 50 ng/mL"],
        ),
    ],
)
def test_the_presentation_of_a_case(vocabulary: Lexicon, presentation: str, expected: list[str]) -> None:
    """Each item is read once, where it is first stated, and nothing after the treatment began."""
    found = [shown(r) for r in patients(case(vocabulary, presentation)) if isinstance(r, Baseline)]
    assert found == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "A 52-year-old man with adrenal metastases responded to sorafenib [7].",
            ["case report: age = 52 year", "case report: sex = male", "case report: adrenal metastasis = yes"],
        ),
        ("In a 52-year-old patient, sorafenib was stopped [7].", ["case report: age = 52 year"]),
        ("Patients older than 52 years old did worse on sorafenib [7].", []),
        ("A 52-year-old man is at low risk.", []),
    ],
)
def test_patients_of_cited_reports(vocabulary: Lexicon, sentence: str, expected: list[str]) -> None:
    """A review's vignette gives age, sex and what the noun phrase says, of the cited report."""
    assert [shown(r) for r in patients(review(vocabulary, sentence)) if isinstance(r, Baseline)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Among 70 patients (BCLC stage A:B:C = 10:20:40), sorafenib was effective [7].",
            ["sorafenib: BCLC stage A 10 None", "sorafenib: BCLC stage B 20 None", "sorafenib: BCLC stage C 40 None"],
        ),
        (
            "Patients had sorafenib as first line (n=12) or second line (n=9) [8].",
            ["sorafenib: line of therapy 1 12 None", "sorafenib: line of therapy 2 9 None"],
        ),
        (
            "Sorafenib prolonged survival after a median follow-up of 9.5 months [7].",
            ["Sorafenib: follow-up None None 9.5"],
        ),
        ("Sorafenib and lenvatinib differed after a median follow-up of 9.5 months [7].", []),
        ("The ratio of A:B was 3:4 with sorafenib [7].", []),
    ],
)
def test_patients_of_cited_studies(vocabulary: Lexicon, sentence: str, expected: list[str]) -> None:
    """Rows of levels with their counts, lines of therapy and follow-up belong to the one treatment named."""
    found = [r for r in cited_baselines(review(vocabulary, sentence)) if isinstance(r, Baseline)]
    assert [f"{r.arm}: {r.characteristic} {r.level} {r.count} {r.median}" for r in found] == expected
