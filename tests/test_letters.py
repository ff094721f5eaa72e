"""Letters that papers give to their groups."""

from __future__ import annotations

import pytest

from kg_builder.letters import definitions


@pytest.mark.parametrize(
    ("text", "defined"),
    [
        ("We gave group A (XELIRI) more than those in arm 2: FOLFIRI", [("Group A", "XELIRI"), ("Arm 2", "FOLFIRI")]),
        (
            "Patients had Sorafenib (arm A) or Placebo (ARM B).",
            [("Arm A", "Patients had Sorafenib"), ("Arm B", "Placebo")],
        ),
        (
            "Cohort B: high dose; and Placebo plus care (group 3)",
            [("Cohort B", "high dose"), ("Group 3", "Placebo plus care")],
        ),
        ("group A (n = 12) and group B (n = 13)", []),
        ("PFS was 6 months in arm A and 8 in arm B (HR 1.18, p = 0.5), nausea was seen in arm A (30% vs 21%)", []),
        ("They had Sorafenib with (arm A) or without (arm B) Placebo", []),
        ("The OS was seven months (arm A) and eight months (arm B).", []),
        (
            "Group A received Sorafenib daily, and group B was given Placebo.",
            [("Group A", "Sorafenib daily"), ("Group B", "Placebo")],
        ),
        ("The group was older (arms were not compared).", []),
        ("They went to arm A: XA or arm B: XB alone", [("Arm A", "XA"), ("Arm B", "XB alone")]),
        ("In group I, patients received XA and group II received XB.", [("Group I", "XA"), ("Group II", "XB")]),
        (
            "They had a clear margin (group A, n=66) and a narrow one (group B, n=22).",
            [("Group A", "They had a clear margin"), ("Group B", "a narrow one")],
        ),
        ("", []),
    ],
)
def test_definitions(text: str, defined: list[tuple[str, str]]) -> None:
    """A name in a bracket behind the letter, or before a bracket with the letter, is the group's."""
    assert list(definitions([text])) == defined
