"""Which outcomes a sentence sets against each other, and which p value closes them (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.outcome import outcomes
from tests.facts.conftest import ReportOf

ARMS = "We compared the LEN group (n = 40) and the LEN-TACE group (n = 38). Lenvatinib (LEN) was given."
A, B = "LEN", "LEN-TACE"

SENTENCES = {
    "limits stand behind each value, the p behind both": (
        "The median OS was 10.3 months (95% CI 8.1-12.0) in the LEN group and 9.3 months (95% "
        "CI 7.1-11.0) in the LEN-TACE group (P = 0.78).",
        [(A, "OS", "10.3", B, 0.78), (B, "OS", "9.3", A, 0.78)],
    ),
    "the p stands in the bracket of the second value": (
        "The ORR was 30% versus 45% (P = 0.04) in the LEN and LEN-TACE groups.",
        [(A, "ORR", "30", B, 0.04), (B, "ORR", "45", A, 0.04)],
    ),
    "the p of the ratio is that of the comparison": (
        "The median PFS was 5.1 months in the LEN group and 8.2 months in the LEN-TACE group "
        "(HR for death 0.6; 95% CI 0.4-0.9; P = 0.01).",
        [(A, "PFS", "5.1", B, 0.01), (B, "PFS", "8.2", A, 0.01)],
    ),
    "two endpoints, two p values": (
        "The median PFS and OS were 5.1 and 10.2 months in the LEN group and 8.2 and 15.3 "
        "months in the LEN-TACE group (P = 0.01 and P = 0.02).",
        [
            (A, "PFS", "5.1", B, 0.01),
            (A, "OS", "10.2", B, 0.02),
            (B, "PFS", "8.2", A, 0.01),
            (B, "OS", "15.3", A, 0.02),
        ],
    ),
    "each pair has its own": (
        "The ORR was 30% in the LEN group and 45% in the LEN-TACE group (P = 0.04), and the "
        "DCR was 60% in the LEN group and 70% in the LEN-TACE group (P = 0.3).",
        [(A, "ORR", "30", B, 0.04), (B, "ORR", "45", A, 0.04), (A, "DCR", "60", B, 0.3), (B, "DCR", "70", A, 0.3)],
    ),
    "one p for two endpoints at once is nobody's": (
        "The median PFS and OS were 5.1 and 10.2 months in the LEN group and 8.2 and 15.3 "
        "months in the LEN-TACE group (P = 0.01).",
        [
            (A, "PFS", "5.1", B, None),
            (A, "OS", "10.2", B, None),
            (B, "PFS", "8.2", A, None),
            (B, "OS", "15.3", A, None),
        ],
    ),
    "the p of another claim": (
        "The ORR was 30% in the LEN group and 45% in the LEN-TACE group, and cirrhosis was "
        "associated with PFS (P = 0.04).",
        [(A, "ORR", "30", B, None), (B, "ORR", "45", A, None)],
    ),
    "the p is told in the sentence behind": (
        "The ORR was 30% in the LEN group and 45% in the LEN-TACE group. This difference was not significant (P = 0.1).",
        [(A, "ORR", "30", B, 0.1), (B, "ORR", "45", A, 0.1)],
    ),
    "the sentence behind is on another endpoint": (
        "The ORR was 30% in the LEN group and 45% in the LEN-TACE group. The difference in PFS was significant (P = 0.01).",
        [(A, "ORR", "30", B, None), (B, "ORR", "45", A, None)],
    ),
    "the sentence behind is on patients": (
        "The ORR was 30% in the LEN group and 45% in the LEN-TACE group. The differences in age were small (P = 0.4).",
        [(A, "ORR", "30", B, None), (B, "ORR", "45", A, None)],
    ),
    "the sentence behind tells two": (
        "The ORR was 30% in the LEN group and 45% in the LEN-TACE group. This difference was significant in men (P = 0.01), "
        "not in women (P = 0.4).",
        [(A, "ORR", "30", B, None), (B, "ORR", "45", A, None)],
    ),
    "one arm alone": ("The ORR was 30% in the LEN group (P = 0.04).", [(A, "ORR", "30", None, None)]),
}


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES.values(), ids=SENTENCES.keys())
def test_sentences(
    report: ReportOf, sentence: str, expected: list[tuple[str, str, str, str | None, float | None]]
) -> None:
    """(arm, endpoint, value, vs, p) of each outcome, by their places."""
    records = [r for r in outcomes(report(sentence=sentence, methods=ARMS)) if isinstance(r, Outcome)]
    assert [(r.arm, r.endpoint, str(r.value), r.vs, r.p) for r in records] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Median OS was 10, 8 and 6 months in the low-, moderate- and high-risk groups (P = 0.02).",
            [("10", 0.02), ("8", 0.02), ("6", 0.02)],
        ),
        (
            "Median OS was 10, 8 and 6 months in the low-, moderate- and high-risk groups, and CRP was tied to PFS (P = 0.02).",
            [("10", None), ("8", None), ("6", None)],
        ),
        (
            "Median OS was 10, 8 and 6 months in the low-, moderate- and high-risk groups. These differences were not "
            "significant (P = 0.4).",
            [("10", 0.4), ("8", 0.4), ("6", 0.4)],
        ),
    ],
)
def test_one_p_for_all_parts(report: ReportOf, sentence: str, expected: list[tuple[str, float | None]]) -> None:
    """Of three parts of the patients or more, of whom a sentence tells one endpoint, the p right behind is of all."""
    told = [r for r in outcomes(report(sentence=sentence)) if isinstance(r, Outcome)]
    assert [(str(r.value), r.p) for r in told] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Median OS was 10 months in patients with high LDH and 14 months in patients with low LDH (P = 0.02).",
            [("10", "low LDH", 0.02), ("14", "high LDH", 0.02)],
        ),
        (
            "High CRP was associated with worse PFS (3 vs. 12 months; p = 0.03) and OS (5 vs. 15 months; p = 0.5).",
            [("3", "low CRP", 0.03), ("12", "high CRP", 0.03), ("5", "low CRP", 0.5), ("15", "high CRP", 0.5)],
        ),
        (
            "Among men, 12 of 40 patients (30%) and among women, 9 of 45 patients (20%) achieved a partial response (p = 0.3).",
            [("30", "women", 0.3), ("20", "men", 0.3)],
        ),
        (
            "The ORR was 30% in patients with low LDH versus 10% in patients with high LDH. "
            "This difference was significant (p = 0.02).",
            [("30", "high LDH", 0.02), ("10", "low LDH", 0.02)],
        ),
        (
            "Patients with liver metastases had a shorter OS than patients without liver metastases (8.1 vs 14.4 months, "
            "log-rank p-value 0.001).",
            [("8.1", "without liver metastases", 0.001), ("14.4", "liver metastases", 0.001)],
        ),
        (
            "PFS was 5 months for patients with low LDH and 3 months for those with high LDH, and age was associated with OS "
            "(p = 0.03).",
            [("5", "high LDH", None), ("3", "low LDH", None)],
        ),
        (
            "The ORR was 34% in patients with low LDH (p = 0.04) and 22% in patients with high LDH (p = 0.3).",
            [("34", None, None), ("22", None, None)],
        ),
        (
            "The ORR was 34% in patients with high LDH and 22% in patients with high CRP (p = 0.3).",
            [("34", None, None), ("22", None, None)],
        ),
    ],
)
def test_two_parts_set_against_each_other(
    report: ReportOf, sentence: str, expected: list[tuple[str, str | None, float | None]]
) -> None:
    """Two levels of one trait are set against each other, as two arms are; each with its own p, or of two traits, are not."""
    told = [r for r in outcomes(report(sentence=sentence)) if isinstance(r, Outcome)]
    assert [(str(r.value), r.vs, r.p) for r in told] == expected


def test_of_three_arms_nothing_says_which_are_compared(report: ReportOf) -> None:
    """Two values beside a third arm are not set against each other."""
    methods = "Patients were assigned to the A1 group (n = 40), the B2 group (n = 38) or the C3 group (n = 41)."
    sentence = "Compared with the C3 group, the ORR was higher in the A1 group (45%) and in the B2 group (40%)."
    records = [r for r in outcomes(report(sentence=sentence, methods=methods)) if isinstance(r, Outcome)]
    assert [(r.arm, r.vs) for r in records] == [("A1", None), ("B2", None)]
