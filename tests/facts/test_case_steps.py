"""Steps of one patient's treatment over several sentences: the specification (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.case_steps import case_steps
from kg_builder.study import Paper

PaperOf = Callable[..., Paper]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            "She received sorafenib. CT showed progression. Then she was switched to cisplatin and gemcitabine.",
            [("sorafenib", "cisplatin gemcitabine", "progression", None)],
        ),
        (
            "He was treated with imatinib. Because of intolerance, he began sunitinib as second-line therapy.",
            [("imatinib", "sunitinib", "toxicity", 2)],
        ),
        (
            "He received sorafenib. After relapse in May 2011 he began treatment with sorafenib and thalidomide.",
            [("sorafenib", "sorafenib thalidomide", "progression", None)],
        ),
        (
            "He received sorafenib. CT showed progression. Nivolumab was stopped because of adverse events. "
            "Lenvatinib was started.",
            [("nivolumab", "lenvatinib", "toxicity", None)],
        ),
        (
            "She underwent lobectomy. Later, brain metastases developed and she received osimertinib.",
            [("lobectomy", "osimertinib", "progression", None)],
        ),
        ("She underwent biopsy. There was progression. She received osimertinib.", []),
        ("She received sorafenib. Cisplatin was added.", []),
        ("She received sorafenib. There was no progression. Cisplatin was added.", []),
        ("She received sorafenib. In other patients progression was seen. Cisplatin was added.", []),
        ("She received sorafenib. After progression, best supportive care was given.", []),
        ("She received sorafenib. After progression, she declined treatment with cisplatin.", []),
        ("She received sorafenib. After progression, sorafenib was given again.", []),
    ],
)
def test_steps_of_a_case(
    case_of: PaperOf, sentences: str, expected: list[tuple[str, str, str | None, int | None]]
) -> None:
    """From a treatment to the next new one, where the disease or the burden of treatment is told to be the reason."""
    found = list(case_steps(case_of(sentences)))
    assert [(" ".join(r.from_), " ".join(r.to), r.reason, r.to_line) for r in found] == expected
    assert all(r.n == 1 and r.study == "this" for r in found)


def test_steps_stay_within_a_paragraph(case_of: PaperOf) -> None:
    """What the next paragraph begins with need not follow what this one ended with."""
    assert list(case_steps(case_of("She received sorafenib. CT showed progression.", "She received cisplatin."))) == []


def test_steps_of_a_cited_case(review_of: PaperOf) -> None:
    """A review's patient: its study is the cited one."""
    first = "A 60-year-old man had a partial response after TACE, but new metastases developed (1)."
    second = "They decreased after treatment with sorafenib (1). Lenvatinib is often given after progression (2)."
    found = list(case_steps(review_of(f"{first} {second}")))
    assert [(r.from_, r.to, r.reason, r.n) for r in found] == [(("tace",), ("sorafenib",), "progression", 1)]
    assert [r.study for r in found] != ["this"]
