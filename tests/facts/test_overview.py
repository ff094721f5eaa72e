"""Overview tables that kept their columns: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Effect, Outcome
from kg_builder.facts.from_tables import from_tables
from kg_builder.facts.note import Note
from kg_builder.facts.overview_facts import overview_facts
from kg_builder.facts.studies import studies
from tests.facts.conftest import PaperOf, ReportOf

TWO_LINES = """Trial | Phase | Arms | N | ORR (%) | Median OS (months) | HR for OS (95% CI)
ABX-1 | III | Sorafenib | 310 | 12.5 | 10.4 | 0.70 (0.55-0.90)
 | | Placebo | 155 | 2 | 8.1 |
ABX-2 | III | Lenvatinib | 200 | 20 | 12.0 | 0.95 (0.80-1.15)
 | | Sorafenib | 210 | 11 | 11.8 | """
ONE_LINE = """Study | Patients | Treatment | 2-year OS | p
Poe et al. (2019) [3] | 90 vs 95 | lenvatinib vs sorafenib | 45.5% vs 40% | 0.3
Quill et al. (2020) [4] | 185 | lenvatinib vs sorafenib | 51% vs 47% | 0.4
Rusk et al. (2021) [5] | 61 | lenvatinib | 38% vs 30% | 0.2
This study | 40 vs 50 | sorafenib vs placebo | 30% vs 20% | 0.1"""
LABELLED = """Author | Regimen | n | Results
Poe, 2019 [3] | Sorafenib | 31 | mOS: 9.5 months; ORR: 20%
Quill, 2020 [4] | Lenvatinib | 42 | tolerable (HR 0.8)"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            TWO_LINES,
            [
                "ABX-1: Sorafenib ('sorafenib',) 310 ORR 12.5 percent",
                "ABX-1: Sorafenib ('sorafenib',) 310 OS 10.4 month",
                "ABX-1: treatment Sorafenib vs Placebo OS HR 0.70",
                "ABX-1: Placebo ('placebo',) 155 ORR 2 percent",
                "ABX-1: Placebo ('placebo',) 155 OS 8.1 month",
                "ABX-2: Lenvatinib ('lenvatinib',) 200 ORR 20 percent",
                "ABX-2: Lenvatinib ('lenvatinib',) 200 OS 12.0 month",
                "ABX-2: treatment Lenvatinib vs Sorafenib OS HR 0.95",
                "ABX-2: Sorafenib ('sorafenib',) 210 ORR 11 percent",
                "ABX-2: Sorafenib ('sorafenib',) 210 OS 11.8 month",
            ],
        ),
        (
            ONE_LINE,
            [
                "Poe et al. [3]: lenvatinib ('lenvatinib',) 90 OS 45.5 percent",
                "Poe et al. [3]: sorafenib ('sorafenib',) 95 OS 40 percent",
                "Quill et al. [4]: lenvatinib ('lenvatinib',) None OS 51 percent",
                "Quill et al. [4]: sorafenib ('sorafenib',) None OS 47 percent",
                "arm not certain",
            ],
        ),
        (
            LABELLED,
            [
                "Poe et al. [3]: Sorafenib ('sorafenib',) 31 OS 9.5 month",
                "Poe et al. [3]: Sorafenib ('sorafenib',) 31 ORR 20 percent",
            ],
        ),
        (
            "Author, year | Age | Treatment | PFS (months)\nPoe et al., 2020 | 45 | Sorafenib | 14\n"
            "Quill et al., 2021 | 60 | Lenvatinib | 6",
            ["outcome not understood", "outcome not understood"],
        ),
        (
            "Trial | Drug | N | Median OS, months\nABX-1 | Sorafenib | 31 | NR\nABX-2 | Lenvatinib | 40 | 12.0 (HR 0.8)",
            ["outcome not understood", "outcome not understood"],
        ),
        (
            "Study site | Sorafenib (n = 40) | Placebo (n = 50)\nNORTH | 10 (25) | 10 (20)\nSOUTH | 30 (75) | 40 (80)",
            [],
        ),
        ("Factor | Reference | HR (95% CI)\nECOG 1 | ECOG 0 | 1.5 (1.1-2.0)\nALBI 2 | ALBI 1 | 1.8 (1.2-2.4)", []),
    ],
    ids=[
        "a line for each arm",
        "both arms in a cell",
        "endpoints in a cell",
        "cases",
        "not reported or not reached",
        "sites",
        "levels of reference",
    ],
)
def test_each_value_goes_to_its_study_and_arm(report: ReportOf, rows: str, expected: list[str]) -> None:
    """A row's values belong to the study and the arm that it names, and are noted where the arm is not told."""
    assert [_shown(found) for found in overview_facts(report("Earlier trials", rows))] == expected


def _shown(found: Outcome | Effect | Note) -> str:
    if isinstance(found, Note):
        return found.reason
    if isinstance(found, Effect):
        return f"{found.study}: {found.factor} {found.contrast} {found.endpoint} {found.measure} {found.value}"
    return f"{found.study}: {found.arm} {found.regimen} {found.n} {found.endpoint} {found.value} {found.unit}"


@pytest.mark.parametrize("rows", [TWO_LINES, ONE_LINE, LABELLED])
def test_an_overview_is_not_this_study(report: ReportOf, rows: str) -> None:
    """What a table reports of other studies is no outcome of the paper's own patients."""
    assert not list(from_tables(report("Efficacy and survival", rows)))


def test_studies_over_the_columns_of_a_review(review_of: PaperOf) -> None:
    """A review's table with a column for each trial is not the review's own, either."""
    rows = "\n".join(["\tREFLECT\tIMbrave150", "Median OS, months\t13.0\t19.0", "ORR, %\t20.0\t30.0"])
    paper = review_of(f"See the table.\n\nTABLE 1 | Efficacy in large trials\n\n{rows}\n")
    assert not list(from_tables(paper))
    assert not list(overview_facts(paper))


def test_registered_trials_are_studies(report: ReportOf) -> None:
    """A list of trials gives their registry numbers, designs and regimens."""
    rows = "NCT number | Phase | Drugs\nNCT01000001 | II | Lenvatinib + TACE\nNCT01000002 | III | Sorafenib"
    found = [(r.study, r.registry, r.design, r.regimen) for r in studies(report("Ongoing", rows)) if r.study != "this"]
    assert found == [
        ("NCT01000001", "NCT01000001", "phase II", ("lenvatinib", "tace")),
        ("NCT01000002", "NCT01000002", "phase III", ("sorafenib",)),
    ]
