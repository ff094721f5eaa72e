"""Heads over labels that name the variable of which these are levels: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Baseline, Effect, Outcome
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf

_HEADS = "Sorafenib median OS (months) | Placebo median OS (months) | HR (95% CI)"


@pytest.mark.parametrize(
    ("stub", "rows", "parts"),
    [
        ("CRP level", "\u2264 Q1 | 17.2 | 11.9 | 0.74 (0.50-1.10)", ["CRP \u2264 Q1"]),
        ("Overall survival LDH a", "> median | 17.2 | 11.9 | 0.74 (0.50-1.10)", ["LDH > median"]),
        ("KXZ2 expression", "high | 17.2 | 11.9 | 0.74 (0.50-1.10)", ["KXZ2 expression high"]),
        (
            "KXZ2 expression",
            "Men | | |\n> Q1 to \u2264 Q3 | 17.2 | 11.9 | 0.74 (0.50-1.10)\n"
            "Women | | |\n> Q1 to \u2264 Q3 | 16.2 | 10.9 | 0.64 (0.40-1.10)",
            ["Men; KXZ2 expression > Q1 to \u2264 Q3", "Women; KXZ2 expression > Q1 to \u2264 Q3"],
        ),
        ("Subgroup", "high | 17.2 | 11.9 | 0.74 (0.50-1.10)", ["high"]),  # the head is of any variable
        ("Prognostic factor level", "high | 17.2 | 11.9 | 0.74 (0.50-1.10)", ["high"]),
        ("CRP level", "Men | 17.2 | 11.9 | 0.74 (0.50-1.10)", ["Men"]),  # the label names no level
        (
            "ECOG PS",
            "0 | 17.2 | 11.9 | 0.74 (0.50-1.10)\nLDH | | |\nhigh | 16.2 | 10.9 | 0.64 (0.40-1.10)",
            ["ECOG PS 0", "LDH high"],  # another variable is over it
        ),
    ],
)
def test_bare_levels_are_called_by_the_variable_over_them(
    report: ReportOf, stub: str, rows: str, parts: list[str]
) -> None:
    """A bare level has the name of the variable that stands over the labels, in outcomes and in the effect of treatment."""
    found = [*from_tables(report("Overall survival", f"{stub} | {_HEADS}\n{rows}"))]
    assert [r.subgroup for r in found if isinstance(r, Outcome)] == [p for p in parts for _ in range(2)]
    assert [r.population for r in found if isinstance(r, Effect)] == parts


@pytest.mark.parametrize(
    ("stub", "last", "expected"),
    [
        ("Surgery", "None | 10 (25) | 10 (20)", ("Surgery", "Wide")),
        ("Characteristics", "None | 10 (25) | 10 (20)", ("Wide", None)),
        ("Surgery", "None | 9 (23) | 10 (20)", ("Wide", None)),  # they do not add up
        ("Surgery", "None | 10 (25) | 10 (20)\nTotal | 40 (100) | 50 (100)", ("Surgery", "Wide")),
    ],
)
def test_levels_that_share_out_the_patients(
    report: ReportOf, stub: str, last: str, expected: tuple[str, str | None]
) -> None:
    """The rows of a table with one variable are its levels where they add up to the patients."""
    rows = (
        f"{stub} | Sorafenib (n = 40) | Placebo (n = 50)\nWide | 20 (50) | 25 (50)\nLocal | 10 (25) | 15 (30)\n{last}"
    )
    found = [r for r in from_tables(report("Surgical procedures", rows)) if isinstance(r, Baseline)]
    assert {(r.characteristic, r.level) for r in found if r.count in (20, 25)} == {expected}


@pytest.mark.parametrize(
    ("stub", "factor"), [("CRP level", "CRP high"), ("Marker", "high"), ("KXZ2 expression", "KXZ2 expression high")]
)
def test_a_bare_level_is_a_factor_with_its_variable(report: ReportOf, stub: str, factor: str) -> None:
    """So is that of a regression whose level of reference is not printed."""
    rows = f"{stub} | HR (95% CI)\nhigh | 1.51 (1.10-2.05)"
    found = [r for r in from_tables(report("Cox regression for overall survival", rows)) if isinstance(r, Effect)]
    assert [r.factor for r in found] == [factor]
