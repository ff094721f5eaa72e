"""What patients with a factor do: the specification, sentence by sentence (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.association import associations
from kg_builder.study import Paper

Told = list[tuple[object, ...]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Patients with ascites were less likely to respond to nivolumab (odds ratio 0.42, P=0.01).",
            [("ascites", None, "response", "worse", 0.01)],
        ),
        (
            "Patients with high CEA were more likely to relapse (P = 0.03).",
            [("CEA", "high", "relapse", "worse", 0.03)],
        ),
        (
            "Patients with HER2 amplification were more likely to achieve a pCR.",
            [("HER2 amplification", None, "pCR", "better", None)],
        ),
        ("Patients with KRAS mutations were not more likely to die.", [("KRAS mutation", None, "death", "none", None)]),
        (
            "Patients with EGFR mutations responded better to gefitinib than those without.",
            [("EGFR mutation", None, "response", "better", None)],
        ),
        ("Patients with cirrhosis benefited most from nivolumab.", [("cirrhosis", None, "benefit", "better", None)]),
        ("Patients with high CEA derived no benefit from cetuximab.", [("CEA", "high", "benefit", "none", None)]),
        ("Patients with ascites derived less benefit from nivolumab.", [("ascites", None, "benefit", "worse", None)]),
        ("Patients with high CEA may not benefit from cetuximab.", [("CEA", "high", "benefit", "none", None)]),
        (
            "The strongest associations with PFS were CEA (HR 1.5, P<0.001) and LDH (HR 0.6, P=0.02).",
            [("CEA", None, "PFS", "worse", "<0.001"), ("LDH", None, "PFS", "better", 0.02)],
        ),
        (
            "CEA was associated with DFS (HR 1.6, P=0.01) and OS (HR 1.9, P=0.003).",
            [("CEA", None, "DFS", "worse", 0.01), ("CEA", None, "OS", "worse", 0.003)],
        ),
        ("KRAS mutation conferred a survival benefit (P=0.02).", [("KRAS mutation", None, "OS", "better", 0.02)]),
        ("The presence of ascites carried a poor prognosis.", [("ascites", None, "prognosis", "worse", None)]),
        ("Patients aged ≥ 70 years had similar PFS to younger patients.", [("age", ">=70 years", "PFS", "none", None)]),
        (
            "There was no difference in OS according to PD-L1 status (P=0.6).",
            [("PD-L1 status", None, "OS", "none", 0.6)],
        ),
        ("A 60-year-old man with ascites responded well to nivolumab.", []),
        ("We hypothesized that patients with high CEA benefit most from cetuximab.", []),
        ("Markers that select patients who benefit from cetuximab are sought.", []),
        ("Patients with high CEA should benefit from cetuximab.", []),
        ("Patients may benefit from cetuximab.", []),
        ("Both arms had similar OS.", []),
        ("CEA correlated with biopsy outcome.", []),
    ],
)
def test_what_patients_do(report: Callable[..., Paper], sentence: str, expected: Told) -> None:
    """More or less likely, well or ill, from what they benefit; hopes, single patients and nobody's benefit are no claims."""
    found = [(r.factor, r.cutoff, r.endpoint, r.direction, r.p) for r in associations(report(sentence=sentence))]
    assert sorted(found, key=repr) == sorted(expected, key=repr)
