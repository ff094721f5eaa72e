"""By which criteria a response was judged (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.outcome import outcomes
from tests.facts.conftest import ReportOf

R, M = "RECIST 1.1", "mRECIST"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The ORR by RECIST 1.1 was 28% with sorafenib vs 16% with placebo (P = 0.05), and by mRECIST it was 36% vs 24%.",
            [("28", R), ("16", R), ("36", M), ("24", M)],
        ),
        ("The ORR was 28% with sorafenib by mRECIST and 16% with placebo by RECIST 1.1.", [("28", M), ("16", R)]),
        ("The ORR with sorafenib was 28%; by RECIST 1.1, the DCR was 60%.", [("28", R), ("60", R)]),
        ("The ORR was 28% with sorafenib and 16% with placebo by mRECIST.", [("28", M), ("16", M)]),
        ("The ORR with sorafenib was 36% (mRECIST).", [("36", M)]),
    ],
)
def test_criteria_belong_to_the_values_beside_them(
    report: ReportOf, sentence: str, expected: list[tuple[str, str | None]]
) -> None:
    """The only ones of a sentence are of all its values; else those behind a value, or before it; not a next clause's."""
    found = [r for r in outcomes(report(sentence=sentence)) if isinstance(r, Outcome)]
    assert [(str(r.value), r.criteria) for r in found] == expected


def test_criteria_are_no_part_of_the_patients(report: ReportOf) -> None:
    """The label of a value in brackets may tell how it was judged."""
    found = [
        r for r in outcomes(report(sentence="The ORR with sorafenib was 28% (mRECIST: 36%).")) if isinstance(r, Outcome)
    ]
    assert {r.subgroup for r in found} == {None}
