"""Returns and spread of the disease by where they are: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.outcome import outcomes
from tests.facts.conftest import ReportOf


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Peritoneal recurrence occurred in 12 (30%) and 10 (20%) patients in the sorafenib and placebo groups.",
            ["sorafenib peritoneal recurrence 30", "placebo peritoneal recurrence 20"],
        ),
        ("CNS relapses were seen in 12 patients (30%) in the sorafenib group.", ["sorafenib CNS relapse 30"]),
        (
            "Brain or bone relapse occurred in 12 patients (30%) in the sorafenib group.",
            ["sorafenib brain or bone relapse 30"],
        ),
        (
            "Relapse in the liver occurred in 30% of patients in the sorafenib group.",
            ["sorafenib relapse in the liver 30"],
        ),
        (
            "Liver recurrence-free survival was 30% at 2 years with sorafenib.",
            ["sorafenib liver recurrence-free survival 30"],
        ),
        ("The 2-year pelvic PFS was 30% with sorafenib.", ["sorafenib pelvic PFS 30"]),
        ("After a regional recurrence, 30% of patients in the sorafenib group had surgery.", []),
        ("Early recurrence was seen in 12 (30%) patients in the sorafenib group.", ["sorafenib early recurrence 30"]),
        (
            "Local recurrence occurred in 30% and distant metastasis in 10% of patients in the sorafenib group.",
            ["sorafenib local recurrence 30", "sorafenib distant metastasis 10"],
        ),
        (
            "In the sorafenib group, 12 patients (30%) had local failure and 4 (10%) had distant metastases.",
            ["sorafenib local failure 30", "sorafenib distant metastasis 10"],
        ),
        (
            "In the sorafenib group, the first event was distant metastasis in 12 (30%) and local recurrence in 4 (10%).",
            ["sorafenib distant metastasis 30", "sorafenib local recurrence 10"],
        ),
        (
            "In the sorafenib group, 12 patients (30%) had recurrence and 4 (10%) had distant metastases at diagnosis.",
            ["sorafenib recurrence 30"],
        ),
        ("Liver disease was seen in 30% and distant metastasis in 10% of patients in the sorafenib group.", []),
    ],
)
def test_where_the_disease_comes_back(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """What comes back in one organ is no recurrence of all kinds; distant metastases beside failures are an event."""
    found = [o for o in outcomes(report(sentence=sentence)) if isinstance(o, Outcome)]
    assert [f"{o.arm} {o.endpoint} {o.value}" for o in found] == expected
