"""Patients counted of each arm's, before the verb: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import AdverseEvent
from kg_builder.facts.counted_of_arms import counted_of_arms
from tests.facts.conftest import ReportOf


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Eleven of 40 sorafenib patients (28%) versus 5 of 50 placebo patients (10%) had at least one episode of sepsis.",
            ["sorafenib sepsis any 11 28", "placebo sepsis any 5 10"],
        ),
        (
            "8/40 sorafenib recipients had grade II (n = 5), grade III (n = 2) or grade IV (n = 1) rash while "
            "4/50 placebo patients had grade II (n = 3) or IV (n = 1, after rechallenge) rash.",
            [
                *(f"sorafenib rash {grade}" for grade in ("2-4 8", "2 5", "3 2", "4 1")),
                *(f"placebo rash {grade}" for grade in ("2-4 4", "2 3", "4 1")),
            ],
        ),
        ("12 (30%) of 40 patients in the sorafenib group experienced nausea.", ["sorafenib nausea any 12 30"]),
        (
            "12 (30%) of 40 patients in the sorafenib group and 20 (40%) of 50 in the placebo group had died.",
            ["sorafenib death 12 30", "placebo death 20 40"],
        ),
        (
            "28 (70%) of 40 patients treated with sorafenib and 20 (40%) of 50 who received placebo responded.",
            ["sorafenib ORR 28 70", "placebo ORR 20 40"],
        ),
        (
            "12 (30%) of 40 patients in the sorafenib group had postoperative sepsis versus 20 (40%) of 50 in the placebo group.",
            ["sorafenib sepsis any 12 30", "placebo sepsis any 20 40"],
        ),
        (
            "12 (30%) of 40 patients in this subgroup who received sorafenib had sepsis, compared with 20 (40%) of 50 who "
            "received placebo.",
            ["sorafenib sepsis any 12 30", "placebo sepsis any 20 40"],
        ),
        (
            "12 (30%) of 40 patients in the sorafenib group had sepsis versus 20 (40%) of 50 in the placebo group who had pain.",
            ["sorafenib sepsis any 12 30", "placebo pain any 20 40"],
        ),
        (
            "12 (30%) of 40 patients in the sorafenib group had sepsis and 20 (40%) of 50 in the placebo group went home.",
            ["sorafenib sepsis any 12 30"],
        ),
        (
            "Three sorafenib patients and five placebo patients died.",
            ["sorafenib death None 3", "placebo death None 5"],
        ),
        (
            "Three sorafenib-treated patients and five placebo-treated patients had disease progression.",
            ["sorafenib progression None 3", "placebo progression None 5"],
        ),
        ("3 sorafenib and 5 placebo patients had a relapse.", ["sorafenib relapse None 3", "placebo relapse None 5"]),
        ("One sorafenib patient and two placebo patients had rash.", ["sorafenib rash any 1", "placebo rash any 2"]),
        (
            "12 (30%) of 40 patients in the sorafenib group and 20 (40%) of 50 in the placebo group had a recurrence.",
            ["sorafenib recurrence 12 30", "placebo recurrence 20 40"],
        ),
        (
            "12 patients (30%) had a relapse in the sorafenib group and 20 (40%) in the placebo group.",
            ["sorafenib relapse 12 30", "placebo relapse 20 40"],
        ),
        (
            "Twelve patients died in the sorafenib group, compared with 20 patients in the placebo group.",
            ["sorafenib death None 12", "placebo death None 20"],
        ),
        (
            "In the sorafenib group, 12 (30%) patients achieved a CR, and 20 (40%) in the placebo group.",
            ["sorafenib CR 12 30", "placebo CR 20 40"],
        ),
        (
            "Twelve patients developed grade 3 rash in the sorafenib group versus 2 in the placebo group.",
            ["sorafenib rash 3 12", "placebo rash 3 2"],
        ),
        ("Twelve patients had a relapse after a CR in the sorafenib group and 20 in the placebo group.", []),
        ("Twelve patients died of sepsis in the sorafenib group and 20 in the placebo group.", []),
        ("Twelve patients with rash died in the sorafenib group and 20 in the placebo group had pain.", []),
        ("Among patients with cirrhosis, 12 patients died in the sorafenib group and 20 in the placebo group.", []),
        ("Twelve patients died in the sorafenib group and 20 in the placebo group received a transplant.", []),
        ("Of these, three sorafenib patients and five placebo patients died.", []),  # of a part of the arms
        ("Among patients with liver metastases, 3 sorafenib patients and 5 placebo patients had a relapse.", []),
        ("Three sorafenib patients who had rash stopped.", []),
        ("The three sorafenib patients had rash.", []),
        ("Three sorafenib patients had progression of brain metastases.", []),
        ("Three sorafenib patients had a relapse-free survival of 5 years.", []),
        ("2 (10%) of 20 patients in the sorafenib group died.", []),  # of a part of the group
        ("12 (30%) of 40 patients in the sorafenib group died within 90 days.", []),
        ("12 of 40 sorafenib patients (30%) had a history of rash.", []),
        ("12 of 40 sorafenib patients (30%) had a response without rash.", []),
        ("12 of 40 patients (30%) had rash.", []),  # in which arm?
    ],
)
def test_counts_of_arms(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """Counts go to the arms that stand beside them; listed grades are told apart and together."""
    assert [_told(r) for r in counted_of_arms(report(sentence=sentence))] == expected


def _told(record: object) -> str:
    if isinstance(record, AdverseEvent):
        share = f" {record.percent}" if record.percent is not None else ""
        return f"{record.arm} {record.event} {record.grade} {record.count}{share}"
    return f"{record.arm} {record.endpoint} {record.count} {record.value}"  # type: ignore[attr-defined]
