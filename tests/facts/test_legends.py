"""Outcomes in the legends of figures (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.outcome import outcomes
from tests.facts.conftest import ReportOf

BOTH = "Median OS was 12.1 months in the sorafenib arm and 8.2 months in the placebo arm."


def told(report: ReportOf, legend: str) -> list[str]:
    """The values of the outcomes of a figure's legend."""
    paper = report(sentence=f"Survival is shown in figure 2.\n\nFIGURE 2 | {legend}")
    return [str(r.value) for r in outcomes(paper) if isinstance(r, Outcome)]


@pytest.mark.parametrize(
    ("legend", "expected"),
    [
        (f"Overall survival by treatment. {BOTH}", ["12.1", "8.2"]),
        ("Overall survival by treatment. Median OS was 12.1 months.", []),
        (f"Overall survival in patients with ascites. {BOTH}", []),
        (f"Overall survival of KRAS mutant patients. {BOTH}", []),
        (f"Overall survival in women. {BOTH}", []),
        (f"Kaplan-Meier curves. (B) {BOTH}", []),
        ("Numbers at risk at 12 months were 20 in the sorafenib arm and 30 in the placebo arm.", []),
    ],
)
def test_a_legend_that_names_whom_it_tells_of(report: ReportOf, legend: str, expected: list[str]) -> None:
    """Values of arms named beside them count; not those of a panel, of nobody named, nor below a title that names a part."""
    assert told(report, legend) == expected
