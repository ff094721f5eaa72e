"""Steps that a verb tells, and how many patients took them (all sentences invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.sequence import sequences
from kg_builder.study import Paper

Step = tuple[tuple[str, ...], tuple[str, ...], int | None, str | None]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Induction chemotherapy with gemcitabine was followed by chemoradiotherapy.",
            [(("gemcitabine",), ("chemoradiotherapy",), None, None)],
        ),
        (
            "Surgery was followed by adjuvant capecitabine in 45 patients.",
            [(("surgery",), ("capecitabine",), 45, None)],
        ),
        (
            "Twelve patients switched from sunitinib to everolimus because of toxicity.",
            [(("sunitinib",), ("everolimus",), 12, "toxicity")],
        ),
        (
            "Of the 60 patients who discontinued gefitinib, 35 received erlotinib and 12 received docetaxel.",
            [(("gefitinib",), ("erlotinib",), 35, None), (("gefitinib",), ("docetaxel",), 12, None)],
        ),
        (
            "Nine patients underwent resection after chemotherapy with irinotecan.",
            [(("irinotecan",), ("resection",), 9, None)],
        ),
        (
            "Nivolumab as neoadjuvant therapy resulted in 8 out of 14 patients successfully undergoing resection.",
            [(("nivolumab",), ("resection",), 8, None)],
        ),
        (
            "Two patients developed pneumonitis on gefitinib and were subsequently switched to erlotinib.",
            [(("gefitinib",), ("erlotinib",), 2, "toxicity")],
        ),
        ("Patients on gefitinib were not switched to erlotinib.", []),
        (
            "After progression on osimertinib, 23 patients received docetaxel.",
            [(("osimertinib",), ("docetaxel",), 23, "progression")],
        ),
        (
            "Docetaxel was given to 18 patients after failure of erlotinib.",
            [(("erlotinib",), ("docetaxel",), 18, None)],
        ),
        ("Paclitaxel was followed by carboplatin on the same day.", []),
        ("We asked whether chemotherapy followed by surgery would be safe.", []),
        ("Neutropenia was followed by nausea.", []),
        ("Nine patients underwent resection and 20 received irinotecan.", []),
    ],
)
def test_steps_that_a_verb_tells(report: Callable[..., Paper], sentence: str, expected: list[Step]) -> None:
    """From the first treatment to the next, with the number printed beside it; drugs of one day are no steps."""
    told = sequences(report(sentence=sentence, methods="Patients were analysed."))
    assert {(r.from_, r.to, r.n, r.reason) for r in told} == set(expected)


def test_the_operation_that_an_endpoint_names(report: Callable[..., Paper]) -> None:
    """ "R0 resection was performed in … patients of the A group" is a step from A to resection."""
    paper = report(
        sentence="R0 resection was performed in 6 (15%) patients in the sorafenib group and in 4 (8%) in the placebo group."
    )
    assert (("sorafenib",), ("resection",), 6) in [(r.from_, r.to, r.n) for r in sequences(paper)]
