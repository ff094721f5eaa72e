"""Of how many patients the cells of a table are, where no head prints it (all invented)."""

from __future__ import annotations

from kg_builder.evidence import AdverseEvent, Baseline, Outcome
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf

_ONE_GROUP = "A total of 26 patients were enrolled."


def sizes(report: ReportOf, caption: str, rows: str, methods: str | None = None) -> list[tuple[str | None, int | None]]:
    """The arm and n of each record of a table, in order."""
    paper = report(caption, rows, methods=methods) if methods else report(caption, rows)
    found = (r for r in from_tables(paper) if isinstance(r, AdverseEvent | Baseline | Outcome))
    return [(r.arm, r.n) for r in found]


def test_a_column_that_prints_its_total(report: ReportOf) -> None:
    """Counts whose shares are all of 25, and of no other number, are of the 25 that the column prints, not of the enrolled."""
    rows = "Response | n (%)\nCR | 7 (28)\nPR | 9 (36)\nSD | 4 (16)\nPD | 5 (20)\n{}"
    assert {n for _, n in sizes(report, "Responses", rows.format("Total | 25"), _ONE_GROUP)} == {25}
    added = "Trait | n (%)\nSex |\nMale | 10 (40)\nFemale | 15 (60)\nECOG |\n0 | 9 (36)\n1 | 7 (28)"
    assert {n for _, n in sizes(report, "Characteristics", added, _ONE_GROUP)} == {25}


def test_a_column_that_does_not_tell_its_total(report: ReportOf) -> None:
    """Where the only number that fits is not printed, none is told; where several fit, the study's stays."""
    some = "Trait | n (%)\nPain | 10 (40)\nItch | 14 (56)\nRash | 9 (36)\nCough | 7 (28)"
    assert {n for _, n in sizes(report, "Characteristics", some, _ONE_GROUP)} == {None}
    assert {
        n for _, n in sizes(report, "Characteristics", "Trait | n (%)\nPain | 13 (50)\nItch | 3 (12)", _ONE_GROUP)
    } == {26}


def test_a_section_that_prints_the_sizes_of_the_groups(report: ReportOf) -> None:
    """The rows below it are of so many; with the size of one group only it tells nothing."""
    head = "Event | Sorafenib group | Placebo group\n"
    section = (
        "Events in those assessed for toxicity (n = 38 in the sorafenib group; n = 47 in the placebo group) |  |\n"
    )
    assert sizes(report, "Adverse events, n (%)", head + section + "Rash | 12 (32%) | 9 (19%)\nPain | 4 (11%) | 5 (11%)") == [
        ("sorafenib", 38), ("placebo", 47), ("sorafenib", 38), ("placebo", 47),
    ]  # fmt: skip
    one = "Events in those assessed (n = 38 in the sorafenib group) |  |\n"
    found = sizes(report, "Adverse events, n (%)", head + one + "Rash | 12 (30%) | 9 (18%)\nPain | 4 (10%) | 5 (10%)")
    assert [n for _, n in found] == [40, 50, 40, 50]


def test_a_bare_zero_is_of_as_many_as_its_siblings(report: ReportOf) -> None:
    """Among cells of one number; where they are of several, or it stands in another section, it is of the arm."""
    head = "Trait | Sorafenib group | Placebo group\nProcedure | |\n"
    told = sizes(
        report,
        "Characteristics",
        head + "Open | 5/30 (17%) | 6/31 (19%)\nClosed | 7/30 (23%) | 9/31 (29%)\nNone | 0 | 0",
    )
    assert [n for _, n in told][-2:] == [30, 31]
    told = sizes(
        report,
        "Characteristics",
        head + "Open | 5/30 (17%) | 6/31 (19%)\nClosed | 7/29 (24%) | 9/32 (28%)\nNone | 0 | 0",
    )
    assert [n for _, n in told][-2:] == [40, 50]
