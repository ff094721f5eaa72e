"""Which groups a column of ratios compares, and of how many patients: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Effect
from kg_builder.facts.from_tables import from_tables
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import understand
from tests.facts.conftest import ReportOf

_ARMS = "Sorafenib (n = 40) | Placebo (n = 50)"


def _told(report: ReportOf, rows: str, note: str = "", **more: str) -> list[str]:
    found = [r for r in from_tables(report("Survival", rows, note, **more)) if isinstance(r, Effect)]
    return [f"{r.factor}: {r.contrast} [{r.population} {r.n}] {r.model} {r.value}" for r in found]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (  # the longer times have the smaller hazard
            f"Outcome | {_ARMS} | HR (95% CI)\nMedian PFS, months | 4.1 | 7.9 | 0.55 (0.40-0.80)",
            ["treatment: Placebo vs Sorafenib [overall 90] None 0.55"],
        ),
        (
            f"Outcome | {_ARMS} | HR (95% CI)\nMedian PFS, months | 4.1 | 7.9 | 1.81 (1.40-2.80)",
            ["treatment: Sorafenib vs Placebo [overall 90] None 1.81"],
        ),
        (  # a ratio near one tells nothing: what is tested goes first
            f"Outcome | {_ARMS} | HR (95% CI)\nMedian PFS, months | 7.1 | 7.9 | 0.98 (0.70-1.20)",
            ["treatment: Sorafenib vs Placebo [overall 90] None 0.98"],
        ),
        (  # fewer events are not shorter times
            f"Outcome | {_ARMS} | HR (95% CI)\nDeaths | 30 | 41 | 0.55 (0.40-0.80)",
            ["treatment: Sorafenib vs Placebo [overall 90] None 0.55"],
        ),
        (
            f"Outcome | {_ARMS} | HR (95% CI)\nOS at 2 years, % | 30.1 | 41.2 | 0.55 (0.40-0.80)",
            ["treatment: Placebo vs Sorafenib [overall 90] None 0.55"],
        ),
        (  # they contradict one another
            f"Outcome | {_ARMS} | HR (95% CI)\nMedian PFS, months | 4.1 | 7.9 | 0.55 (0.40-0.80)\n"
            "Median OS, months | 9.1 | 5.9 | 0.51 (0.40-0.80)",
            ["treatment: None [overall 90] None 0.55", "treatment: None [overall 90] None 0.51"],
        ),
    ],
)
def test_the_groups_beside_a_ratio(report: ReportOf, rows: str, expected: list[str]) -> None:
    """Times beside the ratios tell which group is set against which; else the tested one comes first."""
    assert _told(report, rows) == expected


def test_ratios_of_pooled_arms(report: ReportOf) -> None:
    """A ratio behind a run of two groups compares these, whatever other groups the table has; the mark tells the model."""
    methods = "Patients were given sorafenib plus cetuximab, sorafenib plus gefitinib, cetuximab or gefitinib."
    rows = (
        "Outcome | Sorafenib + cetuximab | Cetuximab | HR* (95% CI) | Sorafenib + gefitinib | Gefitinib | HR (95% CI)\n"
        "Median PFS, months | 7.1 | 7.9 | 0.98 (0.70-1.20) | 6.2 | 3.1 | 0.48 (0.20-0.90)"
    )
    assert _told(report, rows, "* After adjustment for age and sex.", methods=methods) == [
        "treatment: Sorafenib + cetuximab vs Cetuximab [overall None] multivariate 0.98",
        "treatment: Sorafenib + gefitinib vs Gefitinib [overall None] None 0.48",
    ]


@pytest.mark.parametrize(
    ("cells", "n"),
    [("20 | 7.9 | 25 | 4.1", 45), ("20 | 7.9 | - | 4.1", None)],
)
def test_the_patients_of_both_groups(report: ReportOf, cells: str, n: int | None) -> None:
    """The numbers of patients of both groups of a row are those that its ratio is about."""
    rows = (
        "Subgroup | Sorafenib, n | Sorafenib median OS (months) | Placebo, n | Placebo median OS (months) | HR (95% CI)\n"
        f"Women | {cells} | 0.55 (0.40-0.80)"
    )
    assert _told(report, rows) == [f"treatment: sorafenib vs placebo [Women {n}] None 0.55"]


def test_events_of_both_groups(report: ReportOf) -> None:
    """So are those behind the numbers with the event."""
    rows = f"Subgroup | {_ARMS} | HR for death (95% CI)\nWomen | 12/20 | 20/25 | 0.55 (0.40-0.80)"
    assert _told(report, rows) == ["treatment: Sorafenib vs Placebo [Women 45] None 0.55"]


def test_ratios_of_factors_have_no_contrast_of_arms(report: ReportOf) -> None:
    """A regression's factors are not the groups of the trial."""
    rows = "Factor | HR (95% CI)\nAge | 1.02 (0.99-1.05)\nECOG PS | 1.51 (1.10-2.05)"
    assert _told(report, rows) == ["Age: None [overall None] None 1.02", "ECOG PS: None [overall None] None 1.51"]


def test_blocks_of_populations(vocabulary: Lexicon) -> None:
    """A ratio below the head of a part of the patients is of these."""
    parts = ("Intention-to-treat population", "Per-protocol population")
    heads = "".join(
        f"<th>{text}</th>" for text in ("Outcome", *("Sorafenib (n = 30)", "Placebo (n = 35)", "HR (95% CI)") * 2)
    )
    cells = "".join(f"<td>{x}</td>" for x in ("7.9", "4.1", "0.55 (0.40-0.80)", "7.2", "4.3", "0.61 (0.40-0.90)"))
    over = "".join(f'<th colspan="3">{part}</th>' for part in parts)
    table = (
        f"<thead><tr><th/>{over}</tr><tr>{heads}</tr></thead><tbody><tr><td>Median PFS, months</td>{cells}</tr></tbody>"
    )
    text = f"""<article><body><sec><title>Methods</title><p>Patients were assigned to sorafenib (n = 40) or placebo (n = 50).
        </p></sec><sec><title>Results</title><p>See the table.</p><table-wrap><label>Table 1</label><caption><p>Survival</p>
        </caption><table>{table}</table></table-wrap></sec></body></article>"""
    paper = understand(read_bytes(text.encode("utf-8"), "invented"), vocabulary)
    found = [r for r in from_tables(paper) if isinstance(r, Effect)]
    assert [(r.population, r.n, r.contrast, str(r.value)) for r in found] == [
        (parts[0], 65, "Sorafenib vs Placebo", "0.55"),
        (parts[1], 65, "Sorafenib vs Placebo", "0.61"),
    ]


def test_what_is_counted_of_a_group_is_no_part_of_its_name(report: ReportOf) -> None:
    """A head like "Sorafenib, n/N" names the arm in a contrast."""
    rows = "Subgroup | Sorafenib, n/N | Placebo, n/N | HR for death (95% CI)\nWomen | 12/20 | 20/25 | 0.55 (0.40-0.80)"
    assert _told(report, rows) == ["treatment: Sorafenib vs Placebo [Women 45] None 0.55"]
