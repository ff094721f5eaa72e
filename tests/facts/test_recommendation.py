"""Guideline statements: the specification, sentence by sentence (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.recommendation import recommendations
from kg_builder.study import Paper

PaperOf = Callable[..., Paper]
Said = set[tuple[str | None, tuple[str, ...], int | None, str | None]]
FOR, AGAINST = "recommends", "does not recommend"


def said(paper: Paper) -> Said:
    """(body, treatment, line, stance) of each recommendation."""
    return {(r.body, r.treatment, r.line, r.stance) for r in recommendations(paper)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Trastuzumab is only indicated for patients with HER2-positive cancer.",
            {(None, ("trastuzumab",), None, FOR)},
        ),
        ("Cetuximab is not indicated for patients with RAS mutations.", {(None, ("cetuximab",), None, AGAINST)}),
        ("It is the standard of care and is indicated in addition to cisplatin.", set()),  # what is?
        ("Dose reduction of cisplatin was indicated in six patients.", set()),
        (
            "The Korean Clinical Practice Guidelines recommend trastuzumab.",
            {("Korean Clinical Practice Guidelines", ("trastuzumab",), None, FOR)},
        ),
        (
            "The ESMO recommends sorafenib and regorafenib as second-line therapies.",
            {("ESMO", ("sorafenib",), 2, FOR), ("ESMO", ("regorafenib",), 2, FOR)},
        ),
        (
            "In the NCCN guidelines, sorafenib or lenvatinib is recommended as first-line treatment.",
            {("NCCN", ("sorafenib",), 1, FOR), ("NCCN", ("lenvatinib",), 1, FOR)},
        ),
        (
            "The ESMO does not recommend chemotherapy as a first-line treatment, whereas the CSCO recommends it.",
            {("ESMO", ("chemotherapy",), 1, AGAINST), ("CSCO", ("chemotherapy",), 1, FOR)},
        ),
        (
            "Olaparib is recommended by NCCN and ESMO guidelines in patients with BRCA mutations.",
            {("NCCN", ("olaparib",), None, FOR), ("ESMO", ("olaparib",), None, FOR)},
        ),
        (
            "Pembrolizumab is recommended as the preferred drug for treatment-naive patients by the ESMO.",
            {("ESMO", ("pembrolizumab",), 1, FOR)},
        ),
        ("The NICE advises against lapatinib.", {("NICE", ("lapatinib",), None, AGAINST)}),
        (
            "The CSCO guidelines suggest pyrotinib plus capecitabine as second-line therapy.",
            {("CSCO", ("pyrotinib", "capecitabine"), 2, FOR)},
        ),
        ("Nivolumab is supported by the NCCN guidelines.", {("NCCN", ("nivolumab",), None, FOR)}),
        (
            "The NCCN recommends sorafenib and regorafenib as second-line targeted therapies.",
            {("NCCN", ("sorafenib",), 2, FOR), ("NCCN", ("regorafenib",), 2, FOR)},
        ),
        (
            "Endocrine therapy (e.g., fulvestrant, aromatase inhibitors, tamoxifen) is recommended by the NCCN.",
            {("NCCN", ("endocrine therapy",), None, FOR)},
        ),
        (
            "The ESMO recommends the nivolumab and pembrolizumab combination.",
            {("ESMO", ("nivolumab", "pembrolizumab"), None, FOR)},
        ),
        (
            "The AASLD recommends atezolizumab plus bevacizumab for patients with advanced tumours.",
            {("AASLD", ("atezolizumab", "bevacizumab"), None, FOR)},
        ),
        (
            "Following sorafenib, cabozantinib is recommended by the EASL as second-line treatment.",
            {("EASL", ("cabozantinib",), 2, FOR)},
        ),
        (
            "Controversy exists regarding the use of nivolumab as second-line treatment.",
            {(None, ("nivolumab",), 2, "controversial")},
        ),
        (
            "Both NCCN and ESMO list lenvatinib as an option.",
            {("NCCN", ("lenvatinib",), None, FOR), ("ESMO", ("lenvatinib",), None, FOR)},
        ),
        (
            "The St. Gallen consensus favored aromatase inhibitors over tamoxifen.",
            {("St. Gallen", ("aromatase inhibitor",), None, FOR)},
        ),
        ("The NCCN guidelines endorse TARE as an alternative to TACE.", {("NCCN", ("tare",), None, FOR)}),
        ("Pembrolizumab has been included in the CSCO guidelines.", {("CSCO", ("pembrolizumab",), None, FOR)}),
        (
            "Temozolomide is considered the standard of care according to EANO guidelines.",
            {("EANO", ("temozolomide",), None, FOR)},
        ),
        ("The role of adjuvant TACE remains controversial.", {(None, ("tace",), None, "controversial")}),
        ("The NCCN guidelines were updated; our data suggest sorafenib.", set()),
        ("These results suggest sorafenib; temozolomide is the standard of care.", set()),
        ("The recommended phase II dose of sorafenib was 400 mg.", set()),
        ("We recommend sorafenib after resection.", set()),
        ("Sorafenib was given as recommended.", set()),
    ],
)
def test_sentences(review_of: PaperOf, sentence: str, expected: Said) -> None:
    """Each body says its own of each treatment, in its line; doses and our own advice are no guideline."""
    assert said(review_of(sentence)) == expected


def test_the_body_of_the_sentence_before(review_of: PaperOf) -> None:
    """A sentence that names no body speaks for the body before it in the paragraph."""
    paper = review_of(
        "In the EASL guidelines, sorafenib is recommended.", "Regorafenib is recommended as second-line therapy."
    )
    assert said(paper) == {("EASL", ("sorafenib",), None, FOR), ("EASL", ("regorafenib",), 2, FOR)}


def test_rows_of_a_guideline_table(report: PaperOf) -> None:
    """A row gives its treatment, line and bodies; a remark may deny or dispute."""
    rows = """
        Treatment | Condition | Guidelines | Remark
        Sorafenib | First/second-line treatment, suitable for all | NCCN, EASL | Not recommended by ESMO
        Nivolumab + Ipilimumab | Second-line treatment | NCCN | New
        Pembrolizumab | Second-line treatment | CSCO | Controversial
    """
    expected = {
        *((body, ("sorafenib",), line, FOR) for body in ("NCCN", "EASL") for line in (1, 2)),
        *(("ESMO", ("sorafenib",), line, AGAINST) for line in (1, 2)),
        ("NCCN", ("nivolumab", "ipilimumab"), 2, FOR),
        ("CSCO", ("pembrolizumab",), 2, FOR),
        (None, ("pembrolizumab",), 2, "controversial"),
    }
    assert said(report(caption="Guideline recommendations", rows=rows)) == expected
