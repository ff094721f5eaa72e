"""Single patients that a review cites: the specification (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.timeline import timeline
from kg_builder.study import Paper

PaperOf = Callable[..., Paper]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            "A 60-year-old man with bone metastases responded well to sorafenib (1).",
            [("tumor response to sorafenib", "responded well", None)],
        ),
        (
            "A case of lung cancer with a complete response after pembrolizumab was described (1).",
            [("tumor response to pembrolizumab", "CR", None)],
        ),
        (
            "In a 44-year-old patient, sunitinib was effective after failure of interferon (2).",
            [("tumor response to sunitinib", "effective", None)],
        ),
        (
            "A 51-year-old woman received adjuvant TACE after resection (3). Five months after resection, the patient "
            "developed two lung metastases (3). There was no evidence of recurrence in the liver (3).",
            [
                ("treatment", "adjuvant TACE after resection", None),
                ("lung", "two lung metastases", "5"),
                ("disease status", "no evidence of recurrence", None),
            ],
        ),
        (
            "A 70-year-old man showed marked tumor shrinkage after nivolumab (2).",
            [("tumor response to nivolumab", "marked tumor shrinkage", None)],
        ),
        (
            "In a 44-year-old woman, the lung tumor achieved a partial response after nivolumab, "
            "but bone metastases were observed (2). These metastases showed partial response after sorafenib (2).",
            [
                ("lung tumor response to nivolumab", "PR", None),
                ("bone", "bone metastases", None),
                ("metastases", "PR", None),
            ],
        ),
        (
            "A 70-year-old man with disease progression through sorafenib was described (2).",
            [("tumor response to sorafenib", "PD", None)],
        ),
        ("Patients responded well to sorafenib (1).", []),
        ("A patient may respond, and a complete response after sorafenib is an option (1).", []),
        ("A 60-year-old man was seen (1). Twelve patients had a complete response after sorafenib (2).", []),
        ("A 60-year-old man was seen (1). No complete response after sorafenib was found (1).", []),
    ],
)
def test_cases_that_a_review_cites(
    review_of: PaperOf, sentences: str, expected: list[tuple[str, str, str | None]]
) -> None:
    """How one cited patient responded and what else befell him, as that study's; not what many did."""
    found = list(timeline(review_of(sentences, "Others agree (1). Others do not (2). Some wait (3).")))
    assert [(r.item, r.text, r.at_months and str(r.at_months)) for r in found] == expected
    assert all(r.study and r.study != "this" and r.date is None for r in found)
