"""Characteristics told level by level: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.facts.baseline_levels import baseline_levels
from tests.facts.conftest import ReportOf


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "HER2 status was positive in 40 of 90 patients (44.4%) and negative in 50 (55.6%).",
            ["overall: HER2 status = positive, 40 44.4", "overall: HER2 status = negative, 50 55.6"],
        ),
        ("Cirrhosis was present in 40 patients (44.4%).", []),  # as other sentences tell it
        (
            "MGMT methylation was present in 40 patients (44.4%), absent in 30 (33.3%) and not determined in 20 (22.2%).",
            ["overall: MGMT methylation = absent, 30 33.3", "overall: MGMT methylation = not determined, 20 22.2"],
        ),
        (
            "HER2 status was positive in 40 patients, negative in 45 and unknown in 5.",
            [f"overall: HER2 status = {x} None" for x in ("positive, 40", "negative, 45", "unknown, 5")],
        ),
        (
            "The Gleason score was 6 in 40 patients and 8-10 in 50.",
            ["overall: Gleason score = 6, 40 None", "overall: Gleason score = 8-10, 50 None"],
        ),
        (
            "ECOG performance status was 0 in 58 patients (64.4%) and 1 in 32 (35.6%).",
            ["overall: ECOG performance status = 0, 58 64.4", "overall: ECOG performance status = 1, 32 35.6"],
        ),
        (
            "ECOG performance status was 0 in 58 patients and 1 in 32.",
            ["overall: ECOG performance status = 0, 58 None", "overall: ECOG performance status = 1, 32 None"],
        ),
        ("ECOG performance status was 0 in 58% and 1 in 42% of patients.", []),  # no counts
        (
            "The BCLC stage was B in thirty patients (33.3%), and C in 60 (66.7%).",
            ["overall: BCLC stage = B, 30 33.3", "overall: BCLC stage = C, 60 66.7"],
        ),
        (
            "It was used as first-, second- and ≥ third-line therapy in 18 (20.0%), 45 (50.0%), and 27 (30.0%) patients.",
            [
                "overall: line of therapy = first-line, 18 20.0",
                "overall: line of therapy = second-line, 45 50.0",
                "overall: line of therapy = ≥ third-line, 27 30.0",
            ],
        ),
        (
            "It was used as first- and second-line therapy in 18 (20.0%), 45 (50.0%) and 27 (30.0%) patients.",
            [],
        ),  # which?
        (
            "PD-L1 expression was positive in 27 tumours (30.0%) and negative in 63 (70.0%).",
            ["overall: PD-L1 expression = positive, 27 30.0", "overall: PD-L1 expression = negative, 63 70.0"],
        ),
        (
            "Cytogenetic risk according to the published criteria was favourable in 20 cases and poor in 30 cases.",
            ["overall: Cytogenetic risk = favourable, 20 None", "overall: Cytogenetic risk = poor, 30 None"],
        ),
        (
            "ECOG performance status was 0, 1, and 2 in 45 (50%), 36 (40%), and 9 (10%) patients, respectively.",
            [f"overall: ECOG performance status = {x}" for x in ("0, 45 50", "1, 36 40", "2, 9 10")],
        ),
        (
            "ECOG performance status was 0 and 1 in 60.5% and 39.5% of patients, respectively.",
            [f"overall: ECOG performance status = {x}" for x in ("0, None 60.5", "1, None 39.5")],
        ),
        (
            "KRAS mutations were identified in 36.3% of tumors (28.8% in codon 12, 7.4% in codon 13).",
            ["overall: KRAS mutation = codon 12, None 28.8", "overall: KRAS mutation = codon 13, None 7.4"],
        ),
        (
            "EGFR mutations were found in 45 tumours (31 in exon 19 and 14 in exon 21).",
            ["overall: EGFR mutation = exon 19, 31 None", "overall: EGFR mutation = exon 21, 14 None"],
        ),
        (
            "Cirrhosis was present in 40 patients (30 in the upper group and 5 in the lower group).",
            [],
        ),  # not all of them
        ("ECOG performance status was 0, 1 and 2 in 45 and 36 patients, respectively.", []),
        ("In the sorafenib group ECOG performance status was 0 in 28 patients (70.0%).", []),  # an arm, not all
        ("Among responders, ECOG performance status was 0 in 18 patients and 1 in 9.", []),  # of a part
        ("In patients with cirrhosis, ECOG performance status was 0 in 18 patients and 1 in 9.", []),
        ("Ascites was recorded in 18 patients (20.0%).", []),  # no level
        ("ECOG performance status was 0 in most patients.", []),
    ],
)
def test_levels_with_their_patients(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """Each level of the list has its own count and share."""
    records = baseline_levels(report(sentence=sentence))
    assert [f"{r.arm}: {r.characteristic} = {r.level}, {r.count} {r.percent}" for r in records] == expected
