"""Every value of a table knows the words above and beside it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_builder.document import Block, BlockKind, Document
from kg_builder.readers import read_bytes
from kg_builder.tables import Grid, flattened_head, flattened_rows, grid


def table_of(document: Document) -> Block:
    """The only table of a document."""
    (block,) = document.of_kind(BlockKind.TABLE)
    return block


def tabbed(*rows: str) -> Grid:
    """The grid of rows whose cells are written with bars instead of tabs."""
    text = "Table 1. Things\n\n" + "\n".join(row.replace("|", "\t") for row in rows) + "\n"
    document = read_bytes(text.encode(), "x")
    return grid(document, table_of(document))


def marked(rows: str) -> Grid:
    """The grid of a JATS table."""
    source = f"<article><body><table-wrap><label>Table 1</label><table>{rows}</table></table-wrap></body></article>"
    document = read_bytes(source.encode(), "x")
    return grid(document, table_of(document))


def heads(table: Grid) -> list[str]:
    """The header paths, left to right."""
    return [" > ".join(path) for path in table.columns()]


def stubs(table: Grid) -> list[str]:
    """The row paths, top-down."""
    return [" > ".join(row[0].row_path) for row in table.rows()]


@pytest.mark.parametrize(
    ("rows", "paths"),
    [
        (["Feature|A (n = 3)|B (n = 4)|p", "Age|61|59|0.4"], ["A (n = 3)", "B (n = 4)", "p"]),
        (["|Low||High|", "Event|n|%|n|%", "Pain|1|2|3|4"], ["Low > n", "Low > %", "High > n", "High > %"]),
        (
            ["||Low|High|||", "Event|A|B|p|A|B|р", "Pain|1|2|3|4|5|6"],
            ["Low > A", "Low > B", "Low > p", "High > A", "High > B", "High > р"],
        ),
        (["OS||TTX||", "Factor|HR|p|HR|p", "Age|1.1|2|3|4"], ["OS > HR", "OS > p", "TTX > HR", "TTX > p"]),
        (
            [
                "OS||TTX||||||",
                "|Univariate an|alysis|Multivariate|analysis|Univariate||Multivariate|",
                "F|HR|p|HR|p|HR|p|HR|p",
                "A|1|2|3|4|5|6|7|8",
            ],
            [
                "OS > Univariate analysis > HR",
                "OS > Univariate analysis > p",
                "OS > Multivariateanalysis > HR",
                "OS > Multivariateanalysis > p",
                "TTX > Univariate > HR",
                "TTX > Univariate > p",
                "TTX > Multivariate > HR",
                "TTX > Multivariate > p",
            ],
        ),
        (
            ["Name|n|Training coh|ort|Tests|", "||C|AUC|C|AUC", "Doe|9|1|2|3|4"],
            ["n", "Training cohort > C", "Training cohort > AUC", "Tests > C", "Tests > AUC"],
        ),
        (["|Arm A|Arm B|", "|n = 4|n = 6|p", "Age|1|2|3"], ["Arm A > n = 4", "Arm B > n = 6", "p"]),
        (["|•|•", "Author|year|n", "Doe|2020|72"], ["year", "n"]),
    ],
)
def test_heads_are_found_and_spread_over_their_columns(rows: list[str], paths: list[str]) -> None:
    """Several header rows, heads shifted, cut or merged by a scanner, heads over a repeated pattern."""
    assert heads(tabbed(*rows)) == paths


@pytest.mark.parametrize(
    ("rows", "paths"),
    [
        (
            ["F|A|p", "Sex||1", "Male|1 (2)|", "Female|3 (4)|", "Age|6 [5, 7]|0.3"],
            ["Sex", "Sex > Male", "Sex > Female", "Age"],
        ),
        (
            ["F|A|p", "Earlier||", "Knife|1 (2)|0.2", "Ray|3 (4)|0.3", "CXP|6 [5, 7]|0.3"],
            ["Earlier > Knife", "Earlier > Ray", "CXP"],
        ),
        (
            ["F|A|B", "Best response||", "Full|1 (2)|3 (4)", "Partial|0|–"],
            ["Best response > Full", "Best response > Partial"],
        ),
        (["F|A|B", "Related||", "Pain||4"], ["Related > Pain"]),
        (
            ["F|A|p|B|p", "Stain||0.1||0.3", "High|5.1 (4-6)||12.0 (9-15)|", "Low|8.2 (6-9)||18.3 (15-21)|"],
            ["Stain", "Stain > High", "Stain > Low"],
        ),
        (
            ["F|A|p|B|p", "Side||0.1||", "Left|1||1|", "Right|1.1 (0.9-1.3)||1.8 (1.5-2.1)|"],
            ["Side", "Side > Left", "Side > Right"],
        ),
        (
            ["F|A|p|B|p", "Age||0.1||", "High|5.1 (4-6)|0.2|12.0 (9-15)|0.3", "Low|8.2 (6-9)|0.4|18.3 (15-21)|0.5"],
            ["Age", "High", "Low"],
        ),
        (
            [
                "F|A|B",
                "PFS||",
                "Events|8 (66)|6 (60)",
                "Median|11.1|6.9",
                "95% CI|(9.6, 13.6)|(5.4, 8.2)",
                "P value|0.1|",
            ],
            ["PFS > Events", "PFS > Median", "PFS > 95% CI", "PFS > P value"],
        ),
        (
            ["F|A|B", "Earlier||", "Knife|1 (2)|3 (4)", "Ray|3 (4)|5 (6)", "HRD score, range|6 [5, 7]|7 [6, 8]"],
            ["Earlier > Knife", "Earlier > Ray", "HRD score, range"],
        ),
        (["F|A|B", "-/-|1|2", "+/+|3|4"], ["-/-", "+/+"]),
        (["F|A", "One|1", "|2"], ["One", "One"]),
        (["Age|61 (40-80)", "Male|3 (30)"], ["Age", "Male"]),
        (["Grade|1|2", "Pain|3 (30)|4 (40)"], ["Pain"]),
        (
            ["F|A (n = 9)|B (n = 5)", "Kind||", "Flat|6 (67)|3 (60)", "Tall|3 (33)|2 (40)", "Early|4 (44)|1 (20)"],
            ["Kind > Flat", "Kind > Tall", "Early"],
        ),
        (
            ["F|A (n = 9)|B (n = 5)", "Kind||", "Flat|6 (67)|3 (60)", "Tall|3 (33)|2 (40)", "Early|4 (44%)|1 (20%)"],
            ["Kind > Flat", "Kind > Tall", "Early"],
        ),
        (
            [
                "F|A (n = 9)|B (n = 5)",
                "Kind||",
                "Flat|6 (67)|3 (60)",
                "Tall|3 (33)|2 (40)",
                "Size|2.1 ± 1.0|3.1 ± 1.2",
                "Early|4|1",
            ],
            ["Kind > Flat", "Kind > Tall", "Size", "Early"],
        ),
        (
            ["F|A (n = 9)|B (n = 5)", "Kind||", "Flat|5 (56)|3 (60)", "Tall|3 (33)|2 (40)", "Wide|1 (11)|0 (0)"],
            ["Kind > Flat", "Kind > Tall", "Kind > Wide"],
        ),
        (
            ["F|A|B", "Best||", "Full|1 (10)|0 (0)", "Part|4 (40)|2 (40)", "None|5 (50)|3 (60)", "Any|5 (50)|2 (40)"],
            ["Best > Full", "Best > Part", "Best > None", "Best > Any"],
        ),
        (
            ["F||A|B", "Stage|||", "Left|||", "|I|1|2", "|II|3|4", "Right|||", "|I|5|6", "|II|7|8", "Age||6|7"],
            ["Stage > Left > I", "Stage > Left > II", "Stage > Right > I", "Stage > Right > II", "Age"],
        ),
        (
            ["F||A|B", "Stage|||", "Left||1|2", "Right||3|4", "Kind|||", "|I|5|6", "|II|7|8"],
            ["Stage > Left", "Stage > Right", "Kind > I", "Kind > II"],
        ),
        (
            ["F|A|B", "Kind||", "Flat|6 (67)|3 (60)", "Tall|3 (33)|2 (40)", "Missing|2|1"],
            ["Kind > Flat", "Kind > Tall", "Kind > Missing"],
        ),
        (
            ["F|A|B", "Time from casting to|6|7", "hardening (days)||", "Size|1|2"],
            ["Time from casting to hardening (days)", "Size"],
        ),
        (["F|A|B", "Time from casting|6|7", "Others||", "Size|1|2"], ["Time from casting", "Others > Size"]),
        (
            ["F|A|B", "Age||", "Median|62|60", "Range|35-80|30-79", "Male sex|30 (60)|28 (58)"],
            ["Age > Median", "Age > Range", "Male sex"],
        ),
        (
            ["F|A|B", "Age||", "Median|62|60", "Range|35-80|30-79", "<65|30 (60)|28 (58)", "Unknown|1 (2)|2 (4)"],
            ["Age > Median", "Age > Range", "Age > <65", "Age > Unknown"],
        ),
        (["F|A|B", "Time from casting to||", "hardening|6|7"], ["Time from casting to > hardening"]),
    ],
)
def test_rows_know_the_sections_above_them(rows: list[str], paths: list[str]) -> None:
    """Valueless rows head what follows until a row of another kind, or until their levels make up the whole."""
    assert stubs(tabbed(*rows)) == paths


def test_tables_side_by_side_are_two_tables() -> None:
    """The same heads twice in one row are two sets of records, each with its own sections."""
    table = tabbed(
        "Feature|n|%|Feature|n|%",
        "Sex|||Stage||",
        "Male|1|2|I|3|4",
        "Female|5|6|II|7|8",
        "Age|61 (3-9)||Drug||",
        "XTT|XTT||New|9|1",
    )
    assert [
        (c.record_set, " > ".join(c.row_path), c.header_path, c.text) for c in table.cells if c.header_path == ("n",)
    ] == [
        (0, "Sex > Male", ("n",), "1"),
        (0, "Sex > Female", ("n",), "5"),
        (0, "Age", ("n",), "61 (3-9)"),
        (1, "Stage > I", ("n",), "3"),
        (1, "Stage > II", ("n",), "7"),
        (1, "Drug > New", ("n",), "9"),
    ]


def row(*cells: str, tag: str = "td") -> str:
    """A table row; a cell may begin with its attributes in brackets."""
    inner = (cell[1:].split("]", 1) if cell.startswith("[") else ("", cell) for cell in cells)
    return "<tr>" + "".join(f"<{tag} {attributes}>{words}</{tag}>" for attributes, words in inner) + "</tr>"


def test_spans_are_trusted_where_they_are_marked() -> None:
    """Grades under arms, a column that spans both header rows, a units row without a label."""
    table = marked(
        "<thead>"
        + row(
            "[rowspan='2']Event",
            "[colspan='2']Arm A (n=5)",
            "[colspan='2']Arm B (n=6)",
            "[rowspan='2']P value",
            tag="th",
        )
        + row("Any", "Severe", "Any", "Severe", tag="th")
        + "</thead>"
        + row("", "n (%)", "n (%)", "n (%)", "n (%)", "")
        + row("Pain", "1 (20)", "0", "2 (33)", "..", "0.5")
    )
    assert heads(table) == [
        "Arm A (n=5) > Any > n (%)",
        "Arm A (n=5) > Severe > n (%)",
        "Arm B (n=6) > Any > n (%)",
        "Arm B (n=6) > Severe > n (%)",
        "P value",
    ]
    assert (table.stub_head, [cell.text for cell in table.cells]) == ("Event", ["1 (20)", "0", "2 (33)", "..", "0.5"])


def test_indented_levels_and_labels_in_two_columns() -> None:
    """Levels may be set in, or stand in a second column under a label that spans both."""
    set_in = marked(
        row("", "A")
        + row("History", "")
        + row("Drug", "")
        + row("\u2003Old", "4 (5)")
        + row("\u2003\u2003First", "1 (2)")
        + row("Age", "61")
    )
    assert stubs(set_in) == ["History > Drug > Old", "History > Drug > Old > First", "History > Age"]
    levels = (
        row("[colspan='2']Sex", "", "")
        + row("", "Male", "1", "2")
        + row("", "Female", "3", "4")
        + row("[colspan='2']Age", "60", "61")
    )
    two_columns = marked("<thead>" + row("", "", "A", "B", tag="th") + "</thead>" + levels)
    assert stubs(two_columns) == ["Sex > Male", "Sex > Female", "Age"]


def test_a_head_inside_the_table_heads_what_follows() -> None:
    """Group sizes in the middle of a table begin a new part with its own heads and its own title."""
    table = tabbed(
        "|A (n = 9)|B (n = 8)", "CR|1 (11)|2 (25)", "By marker|High (n = 5)|Low (n = 12)", "CR|1 (20)|2 (17)"
    )
    assert [(c.row_path, c.header_path) for c in table.cells] == [
        (("CR",), ("A (n = 9)",)),
        (("CR",), ("B (n = 8)",)),
        (("By marker", "CR"), ("High (n = 5)",)),
        (("By marker", "CR"), ("Low (n = 12)",)),
    ]


def test_a_head_inside_the_table_may_divide_what_the_first_one_spans() -> None:
    """Subgroups of the arms stand below the arms."""
    table = marked(
        "<thead>"
        + row("", "[colspan='2']A (n=9)", "[colspan='2']B (n=8)", tag="th")
        + "</thead>"
        + row("CR", "[colspan='2']1", "[colspan='2']2")
        + row("By marker", "High (n=4)", "Low (n=5)", "High (n=3)", "Low (n=5)")
        + row("CR", "1", "0", "2", "0")
    )
    assert [" > ".join(cell.header_path) for cell in table.cells] == [
        "A (n=9)",
        "B (n=8)",
        "A (n=9) > High (n=4)",
        "A (n=9) > Low (n=5)",
        "B (n=8) > High (n=3)",
        "B (n=8) > Low (n=5)",
    ]


def test_a_head_that_repeats_itself_stands_below_the_arms() -> None:
    """A later head over the same columns takes the place of the first one's last row, not of the arms above it."""
    text = (
        "Table 1. X\n\n\tA (n = 4)\t\tB (n = 5)\t\nSex\tn\t%\tn\t%\nMale\t1\t25\t2\t40\n"
        "\tCount\tShare\tCount\tShare\nFemale\t3\t75\t3\t60\n"
    )
    document = read_bytes(text.encode("utf-8"), "invented")
    (block,) = document.of_kind(BlockKind.TABLE)
    assert [" > ".join(cell.header_path) for cell in grid(document, block).cells if cell.text in ("75", "60")] == [
        "A (n = 4) > Share",
        "B (n = 5) > Share",
    ]


def test_tables_of_words_keep_all_but_the_first_row() -> None:
    """Where no cell is a number only the first row is a head, and only the first column labels."""
    table = tabbed("Study|Strengths|Limits", "Doe|large|old", "Roe|small|new")
    assert [(c.row_path, c.header_path, c.text) for c in table.cells] == [
        (("Doe",), ("Strengths",), "large"),
        (("Doe",), ("Limits",), "old"),
        (("Roe",), ("Strengths",), "small"),
        (("Roe",), ("Limits",), "new"),
    ]


@pytest.mark.parametrize(
    ("lines", "rows", "head"),
    [
        (
            ["Drug n response", "X alone 12 30% (4)", "with food", "Y alone 13 31% (5)", "Z alone 14 32% (6)"],
            ["X alone 12 30% (4) with food", "Y alone 13 31% (5)", "Z alone 14 32% (6)"],
            "Drug n response",
        ),
        (
            [
                "Drug Use Body",
                "Xab first choice, suitable for many ABC",
                "+ Yab with risks",
                "Zab later, suitable for few",
                "Rays suitable for others AB",
            ],
            [
                "Xab first choice, suitable for many ABC + Yab with risks",
                "Zab later, suitable for few",
                "Rays suitable for others AB",
            ],
            "Drug Use Body",
        ),
        (["aaa 1", "bbb 2", "ccc 3"], ["aaa 1", "bbb 2", "ccc 3"], None),
    ],
)
def test_rows_of_a_flattened_table_are_put_together(lines: list[str], rows: list[str], head: str | None) -> None:
    """Rows begin where a reference mark or a shared pair of words stands; what is above is the head."""
    document = read_bytes(("Table 1. Drugs.\n\n" + "\n".join(lines) + "\n").encode(), "x")
    table = table_of(document).table
    assert table is not None
    assert [" ".join(document[span].split()) for span in flattened_rows(document, table)] == rows
    found = flattened_head(document, table)
    assert (document[found] if found else None) == head


CELLS = st.sampled_from(
    [
        "",
        "A",
        "p",
        "1",
        "2 (3)",
        "n (%)",
        "–",
        "Arm (n = 3)",
        "Sex",
        "[rowspan='2']x",
        "[colspan='3']y",
        "\u2003z",
        "(n=4)",
    ]
)


@given(st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=8), st.integers(0, 3))
@settings(max_examples=300, deadline=None)
def test_any_shape_of_a_table_gives_a_grid_that_holds(rows: list[list[str]], heading: int) -> None:
    """Whatever spans cross, each printed value comes at most once and its path holds words of the table only."""
    lines = [row(*cells, tag="th" if index < heading else "td") for index, cells in enumerate(rows)]
    table = marked("".join(lines))
    places = [(cell.row, cell.column) for cell in table.cells]
    assert len(places) == len(set(places))
    assert all(word.strip() for cell in table.cells for word in (*cell.row_path, *cell.header_path))
