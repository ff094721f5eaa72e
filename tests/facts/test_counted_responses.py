"""Responses that sentences count: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.facts.counted_responses import counted_responses
from tests.facts.conftest import ReportOf


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "We saw two partial responses (PR), six stable disease (SD) and one not evaluable (NE) in the sorafenib arm.",
            ["sorafenib PR 2", "sorafenib SD 6"],
        ),
        (
            "There were one CR, four PRs and nine patients with stable disease in the placebo group.",
            ["placebo CR 1", "placebo PR 4", "placebo SD 9"],
        ),
        ("In the sorafenib group, two patients had a confirmed PR and 7 had SD.", ["sorafenib PR 2", "sorafenib SD 7"]),
        ("In the placebo group a PR was seen in 5 patients and SD in 9.", ["placebo PR 5", "placebo SD 9"]),
        (
            "Three PR were seen in the sorafenib group and five PR in the placebo group.",
            ["sorafenib PR 3", "placebo PR 5"],
        ),
        ("The ORR was 36% in the sorafenib group, with 3 CRs and 12 PRs.", ["sorafenib CR 3", "sorafenib PR 12"]),
        (
            "There were 2 complete and 10 partial responses in the sorafenib group.",
            ["sorafenib CR 2", "sorafenib PR 10"],
        ),
        (
            "There were two PRs in the sorafenib group and no CRs in the placebo group.",
            ["sorafenib PR 2", "placebo CR 0"],
        ),
        ("No CRs were seen in the placebo group.", ["placebo CR 0"]),
        (
            "In the placebo group, 3 patients had a partial response, 4 had stable disease and 7 had disease progression.",
            ["placebo PR 3", "placebo SD 4", "placebo PD 7"],
        ),
        ("In the placebo group, 7 patients had disease progression.", []),  # at whatever time
        ("There was no PR data of the placebo group.", []),
        ("Best responses were PR in 11.8% and SD in 64.7% in the sorafenib group.", []),
        ("There were 3 complete responses (7%) in the sorafenib group.", []),  # a rate
        ("The 12 PRs in the sorafenib group lasted 6 months.", []),
        ("Two patients with PR in the sorafenib group died.", []),
        ("Of the 12 patients with PD in the sorafenib group, 3 had PR later.", []),
        ("Two patients (5.0%) had PR in the sorafenib group.", []),
        ("In the sorafenib group, 2 patients had a PR (5.0%).", []),
        ("There were 2 CR and 5 PR in 90 patients.", []),
        ("In the sorafenib group 30 PR and 30 SD were seen.", []),
        ("At least 4 PR were required in the sorafenib group.", []),
        ("In the sorafenib group the two PR lasted.", []),
        ("Among patients with ascites, 2 CR were seen in the sorafenib group.", []),  # a part of the arm
        ("Pain was stable in 21 patients of the sorafenib group.", []),
        ("In the sorafenib group, PR was seen in 12 months.", []),
    ],
)
def test_responses_are_counted(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """A count belongs to the arm named behind the list, else to the one that leads; shares and parts of arms are not counts."""
    assert [f"{r.arm} {r.endpoint} {r.value}" for r in counted_responses(report(sentence=sentence))] == expected


def test_without_arms_all_patients_are_counted(report: ReportOf) -> None:
    """In a study of one group the responses are those of all patients."""
    told = "A total of 30 patients were enrolled."
    (found,) = counted_responses(report(sentence="Five patients achieved a CR.", methods=told))
    assert f"{found.arm} {found.n} {found.endpoint} {found.value}" == "overall 30 CR 5"
