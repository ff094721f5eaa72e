"""The dated course of a case: the specification (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.dates import date, dates
from kg_builder.facts.timeline import timeline
from kg_builder.study import Paper

PaperOf = Callable[..., Paper]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("On 3 March 2011", ["2011-03-03"]),
        ("in June, 2012 and in 2013", ["2012-06", "2013"]),
        ("between May and August 2014", ["2014-05/2014-08"]),
        ("from January 2 to February 9, 2015", ["2015-01-02/2015-02-09"]),
        ("a value of 2014.8 units over 12 months", ["2014-08"]),
        ("May be seen in 12 of 2013 patients", []),
    ],
)
def test_dates_as_precise_as_printed(text: str, iso: list[str]) -> None:
    """Days, months and years, and periods of them; a lone number is no date."""
    assert [d.iso for d in dates(text)] == iso


def test_dates_of_cells() -> None:
    """A cell is a date when nothing else stands in it."""
    assert [date(x) for x in ("2011.4", "2011.4.30", "2011", "13.19", "Normal")] == [
        "2011-04",
        "2011-04-30",
        "2011",
        None,
        None,
    ]


TABLE = """TABLE 1 | Course.

Date\tAFP (ng/mL)\tLung
2011.4\t> 300\tPD
2011.9.2\t12.5\tPR
2012.1\tNormal\t-
"""


def test_a_table_of_dates(case_of: PaperOf) -> None:
    """Each filled cell is an item on its date, with the unit of its column; blanks are none."""
    found = [(r.date, r.item, r.value and str(r.value), r.qualifier, r.unit, r.text) for r in timeline(case_of(TABLE))]
    assert found == [
        ("2011-04", "AFP (ng/mL)", "300", ">", "ng/mL", "> 300"),
        ("2011-04", "Lung", None, None, None, "PD"),
        ("2011-09-02", "AFP (ng/mL)", "12.5", None, "ng/mL", None),
        ("2011-09-02", "Lung", None, None, None, "PR"),
        ("2012-01", "AFP (ng/mL)", None, None, None, "Normal"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "On May 3, 2011, abdominal CT revealed two liver nodules.",
            [("2011-05-03", "abdominal CT", "two liver nodules")],
        ),
        ("She had a right hepatectomy in June 2011.", [("2011-06", "surgery", "right hepatectomy")]),
        ("He died of sepsis in March 2013.", [("2013-03", "death", "sepsis")]),
        (
            "He received sorafenib from May 2011 to July 2012.",
            [("2011-05", "treatment start", "sorafenib"), ("2012-07", "treatment stop", "sorafenib")],
        ),
        ("CT was compared with May 2011.", []),
        ("The trial of 2011 enrolled patients.", []),
    ],
)
def test_dated_sentences(case_of: PaperOf, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """Findings, operations, courses of treatment and death on their dates."""
    assert [(r.date, r.item, r.text) for r in timeline(case_of(sentence))] == expected
