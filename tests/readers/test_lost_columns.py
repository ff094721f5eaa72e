"""Columns are found again where the lines still tell them, and only there."""

from __future__ import annotations

import pytest

from kg_builder.document import BlockKind, Table
from kg_builder.readers import read_bytes

SIZED = "Feature Drug A (n = 30) Placebo (n=28) P value"


def table_of(lines: list[str]) -> tuple[Table, str]:
    """The table under a caption, and the text it points into."""
    document = read_bytes("\n".join(["It is.", "", "Table 3. Things", "", *lines, ""]).encode(), "x")
    (block,) = document.of_kind(BlockKind.TABLE)
    assert block.table is not None
    return block.table, document.text


def last_row(lines: list[str]) -> list[tuple[int, str]]:
    """Column and words of the cells of the last line; nothing where the columns stay lost."""
    table, text = table_of(lines)
    last = max(cell.row for cell in table.cells)
    return (
        [] if table.flattened else [(c.column, text[c.span.start : c.span.end]) for c in table.cells if c.row == last]
    )


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        (["Feature | Drug | None", "--- | --- | ---", "Male | 3 | 4", "Old | 5 |"], [(0, "Old"), (1, "5"), (2, "")]),
        (["Feature   Drug  None", "Male      13    14", "Old             15"], [(0, "Old"), (2, "15")]),
        ([SIZED, "Male 12 (40) 9 (32) 0.5", "Old 3 (10) 0 1.00"], [(0, "Old"), (1, "3 (10)"), (2, "0"), (3, "1.00")]),
        ([SIZED, "Male 12 (40) 9 (32) 0.5", "Old 3 (10) 4 (14)"], [(0, "Old"), (1, "3 (10)"), (2, "4 (14)")]),
        ([SIZED, "Male 12 9", "Old 3 4", "Fit 6 7", "Fat 4 8", "Stage 3 5 6"], [(0, "Stage 3"), (1, "5"), (2, "6")]),
        ([SIZED, "Male 12 (40) 9 (32)", "Old 3 (10) 4 (14)", "Site 0.04"], [(0, "Site"), (3, "0.04")]),
        ([SIZED, "Male 12 (40) 9 (32)", "Old 3 (10) 4 (14)", "Died of it"], [(0, "Died of it")]),
        (
            ["Feature Drug Placebo P", "Male 12 (40) 9 (32) 0.5", "Old 3 (10) 4 (14)"],
            [(0, "Old"), (1, "3 (10)"), (2, "4 (14)")],
        ),
        (["Feature Drug Placebo", "(n=30) (n=28)", "Male 12 9", "Old 3 4"], [(0, "Old"), (1, "3"), (2, "4")]),
        (["Feature No. of patients (%)", "Male 12 (40)", "Stage 2 3 (10)"], [(0, "Stage 2"), (1, "3 (10)")]),
        (
            ["Feature All (n=30)", "Male 12 (40)", "Stage 2 3 (10)", "Fit 4 (13)", "Fat 5 (17)", "Aged 65"],
            [(0, "Aged 65")],
        ),
        (
            [
                "Feature",
                "Drug (n=30)",
                "Placebo (n=28)",
                "P value",
                "Sex",
                "Male",
                "12 (40)",
                "9 (32)",
                "0.5",
                "Old",
                "3",
                "4",
            ],
            [(0, "Old"), (1, "3"), (2, "4")],
        ),
        (
            ["AE Drug (n=30) n (%) Placebo (n=28) n (%)", "Pain 2 (7) 1 (4)", "Rash 3 (10) 0"],
            [(0, "Rash"), (1, "3 (10)"), (2, "0")],
        ),
        (
            [
                "Part Drug (n=30) Placebo (n=28) HR (95% CI)",
                "Male 12/14 9/12 0.6 (0.4-0.9)",
                "Age ≥65 3/4 4/5 0.7 (0.5-1.1)",
            ],
            [(0, "Age ≥65"), (1, "3/4"), (2, "4/5"), (3, "0.7 (0.5-1.1)")],
        ),
        (
            [SIZED, "Male 12 (40) 9 (32)", "Number of", "organs > 2 3 (10) 4 (14)"],
            [(0, "Number of\norgans > 2"), (1, "3 (10)"), (2, "4 (14)")],
        ),
        (
            [SIZED, "Male 12 (40) 9 (32)", "Fit 2 (7) 1 (4)", "", "Table 3. (Continued)", "", "Old 3 (10) 4 (14)"],
            [(0, "Old"), (1, "3 (10)"), (2, "4 (14)")],
        ),
        (
            [
                "      Drug        None",
                "      n=30        n=28",
                "Event  Any  G3-4  Any  G3-4",
                "Pain   12    3     9    2",
            ],
            [(0, "Pain"), (1, "12"), (2, "3"), (3, "9"), (4, "2")],
        ),
    ],
)
def test_columns_are_found_again(lines: list[str], row: list[tuple[int, str]]) -> None:
    """Bars without a frame, gaps and values in a row give cells; values that are too many belong to the label."""
    assert last_row(lines) == row


@pytest.mark.parametrize(
    "lines",
    [
        ["Feature Of Drug A of us", "Male 12 (40) 9 (32)", "Old 3 (10) 4 (14)"],
        ["Feature Drug Placebo Both", "Male 12 (40) 9 (32)", "Old 3 (10) 4 (14)"],
        [SIZED, "Male 12 (40)", "Old 3 (10) 4 (14)", "Young 5 (17)"],
        [SIZED, "Age 65 12 (40)", "Age 70 3 (10)", "Old 3 (10) 4 (14)"],
        ["Feature", "Drug (n=30)", "Placebo (n=28)", "Male", "12 (40)", "9 (32)", "Old", "3 (10)"],
        ["Feature A (n=3) B (n=4) others", "Male 1 2 3", "Old 2 2 2"],
        [
            "  A (n=3)  B (n=4)",
            "Event  Any  Bad  Any  Bad  P",
            "Pain   1    0    2    1    1",
            "Rash   1    0    2    1    1",
        ],
    ],
)
def test_columns_stay_lost_in_doubt(lines: list[str]) -> None:
    """Groups without sizes, rows of too few values, a head with more behind the groups, heads that cannot be shared."""
    assert table_of(lines)[0].flattened


@pytest.mark.parametrize(
    "heads",
    [
        ["Drug A (n=30) Placebo (n=28)", "Event Any grade Grade 3-4 Any grade Grade 3-4"],
        ["           Drug A (n=30)       Placebo (n=28)", "Event      Any grade  Grade 3   Any grade  Grade 3"],
    ],
)
def test_spanning_heads_stand_over_their_columns(heads: list[str]) -> None:
    """A group's head covers as many columns as heads repeat under it."""
    rows = ["Pain       5 (17)     1 (3)     4 (14)     0 (0)", "Rash       2 (7)      0 (0)     1 (4)      1 (4)"]
    table, text = table_of([*heads, *rows])
    spans = [(c.column, c.colspan, text[c.span.start : c.span.end][:6]) for c in table.cells if c.row == 0]
    assert spans == [(1, 2, "Drug A"), (3, 2, "Placeb")]
    assert table.shape == (4, 5)
