"""Damaged text is taken apart as a patient reader would, and stays as it is."""

from __future__ import annotations

import pytest

from kg_builder.document import BlockKind, Document, Section
from kg_builder.readers import read_bytes

JOURNAL = """Drug X in sixty patients with a rare disease

Jane Doe | Karl Roe

Department of Medicine, University of Somewhere

Keywords: drug | disease

ABSTRACT

Background: Little is known.

Results: It helped 12 of 60 patients in the

first year.

Conclusions: It helps.

The disease is rare [1]. Its treatment has been

Abbreviations: DX, drug X; RD, rare disease.

This is an open access article under the terms of a licence.

© 2020 The Authors

difficult. Many drugs failed.

1 | Methods

1.1 | Patients

Sixty patients were asked and took

FIGURE 1 | A flow chart.

TABLE 1 | Patients.

Feature\tAll (n = 60)
Age\t61
Sex (%)\t
Male\t30 (50)

(Continues)

TABLE 1 (Continued)

Feature\tAll (n = 60)
Female\t30 (50)

Note: Values are n (%). Abbreviations: DX, drug X; RD, rare disease. the drug twice a day.

2 | Results

It helped.

References

- 1. Doe J. One trial. 2019.
- Roe K. Another trial of the

- same drug. 2020.
- 3. Poe L. The third. 2021.

Publisher's Note

Words of the publisher.
"""


def document_of(text: str) -> Document:
    """The document of a text."""
    return read_bytes(text.encode(), "paper")


def said(document: Document, kind: BlockKind) -> list[str]:
    """What the blocks of a kind say, parts joined by a slash."""
    return [" / ".join(" ".join(document[p].split()) for p in b.parts) for b in document.of_kind(kind)]


def test_the_text_is_the_files_text() -> None:
    """Decoded, line ends made one kind, otherwise unchanged."""
    assert read_bytes(b"\xef\xbb\xbfOne  word\r\n\r\n two\t three ", "x").text == "One  word\n\n two\t three "


def test_a_journal_page_is_put_together_again() -> None:
    """Paragraphs go on across page breaks, captions, tables, licences and abbreviation lists."""
    document = document_of(JOURNAL)
    assert said(document, BlockKind.TITLE) == ["Drug X in sixty patients with a rare disease"]
    assert said(document, BlockKind.PARAGRAPH) == [
        "Background: Little is known.",
        "Results: It helped 12 of 60 patients in the first year.",
        "Conclusions: It helps.",
        "The disease is rare [1]. Its treatment has been / difficult. Many drugs failed.",
        "Abbreviations: DX, drug X; RD, rare disease.",
        "Sixty patients were asked and took / the drug twice a day.",
        "It helped.",
        "Words of the publisher.",
    ]
    assert said(document, BlockKind.FIGURE) == ["FIGURE 1 | A flow chart."]


def test_sections_follow_headings_and_the_end_of_the_abstract() -> None:
    """The introduction begins after the conclusions of the abstract though no heading says so."""
    document = document_of(JOURNAL)
    sections = [b.section for b in document.of_kind(BlockKind.PARAGRAPH)]
    expected = [Section.ABSTRACT] * 3 + [Section.INTRODUCTION] * 2 + [Section.METHODS, Section.RESULTS, Section.BACK]
    assert sections == expected
    assert [b.heading for b in document.of_kind(BlockKind.PARAGRAPH)][5] == "1.1 | Patients"


def test_an_abstract_in_parts_with_headings_ends_after_its_last_part() -> None:
    """The paragraph under the conclusions' heading is of the abstract, the next one is not."""
    text = "# On drug X in people\n\n## Abstract\n\n### Methods\n\nAsked.\n\n### Conclusions\n\nGood.\n\nIt is rare.\n"
    sections = [b.section for b in document_of(text).of_kind(BlockKind.PARAGRAPH)]
    assert sections == [Section.ABSTRACT, Section.ABSTRACT, Section.INTRODUCTION]


def test_a_continued_table_is_one_table() -> None:
    """The repeated head is dropped, cells keep their places in the text, the note gives back what is not its own."""
    document = document_of(JOURNAL)
    (block,) = document.of_kind(BlockKind.TABLE)
    table = block.table
    assert table is not None
    assert [(c.row, document[c.span]) for c in table.cells if c.column == 0] == [
        (0, "Feature"),
        (1, "Age"),
        (2, "Sex (%)"),
        (3, "Male"),
        (4, "Female"),
    ]
    assert [document[note] for note in table.notes] == [
        "Note: Values are n (%). Abbreviations: DX, drug X; RD, rare disease."
    ]


def test_references_are_joined_and_numbered() -> None:
    """Entries run over pages; a lost number is the next one; the publisher's note is none."""
    document = document_of(JOURNAL)
    assert [(b.label, len(document[b.span].split())) for b in document.of_kind(BlockKind.REFERENCE)] == [
        ("1", 7),
        ("2", 11),
        ("3", 7),
    ]


@pytest.mark.parametrize("heading", ["5. References", "REFERENCES AND NOTES", "## Literature", "Works cited"])
def test_reference_lists_have_several_names(heading: str) -> None:
    """What stands below the heading is no result."""
    document = document_of(
        f"A long title of a paper\n\nDiscussion\n\nIt is so.\n\n{heading}\n\n1. Doe J. It. 2020.\n2. Roe K. He. 2021.\n"
    )
    assert len(list(document.of_kind(BlockKind.REFERENCE))) == 2


def test_boxes_of_what_was_known_are_no_results() -> None:
    """Boxes that tell earlier evidence belong to the introduction wherever they are printed."""
    text = "A long title of a paper\n\nMethods\n\nIt held.\n\n## Evidence before this study\n\nIt fell.\n\n"
    text += "## Added value\n\nIt rose.\n"
    sections = [b.section for b in document_of(text).of_kind(BlockKind.PARAGRAPH)]
    assert sections == [Section.METHODS, Section.INTRODUCTION, Section.BODY]


def test_headings_glued_to_their_text() -> None:
    """The common name of a section alone on a line is its heading, with or without a gap; in a sentence it is a word."""
    text = (
        "A long title of a paper\n\nAbstract\nIt was asked. Conclusion: It is so.\n\nIt is known in the\nMethods\nof others."
        "\n2. Methods\n2.1. People\nAll came.\n12 Doctors saw them.\nRESULTS:\nIt held."
        "\nReferences\n1. Doe J. It. 2020.\n2. Roe K. He. 2021.\n"
    )
    document = document_of(text)
    assert said(document, BlockKind.HEADING) == ["Abstract", "2. Methods", "2.1. People", "RESULTS:", "References"]
    assert [(b.section.value, b.heading) for b in document.of_kind(BlockKind.PARAGRAPH)] == [
        ("abstract", "Abstract"),
        ("introduction", ""),
        ("methods", "2.1. People"),
        ("results", "RESULTS:"),
    ]
    assert [b.label for b in document.of_kind(BlockKind.REFERENCE)] == ["1", "2"]


@pytest.mark.parametrize(
    ("entries", "count"),
    [
        (
            [
                "[1] Doe J, et al. It. J Tri 2020;1:2.",
                "[2] Roe K. He. J Tri 2021;3:4.",
                "[3] Poe L. Him. J Tri 2022;5:6.",
            ],
            3,
        ),
        (["1. Doe J. It. J Tri 2020;1:2.", "2. Roe K. He. J Tri 2021;3:4."], 0),
        (["1. It rose in 2020 to 4.", "2. It fell in 2021 to 3.", "3. It rose in 2022 to 5."], 0),
    ],
)
def test_references_without_a_heading(entries: list[str], count: int) -> None:
    """Three entries in a row with authors and years are a list; numbered sentences are not."""
    gap = "\n\n".join(entries)
    document = document_of(f"A long title of a paper\n\nDiscussion\n\nIt is known.\n\n{gap}\n")
    assert len(list(document.of_kind(BlockKind.REFERENCE))) == count


@pytest.mark.parametrize(
    "end", ["**CONCLUSIONS AND RELEVANCE** It is so.", "CONCLUSIONS It is so.", "Conclusions. It is."]
)
def test_labels_of_an_abstract_need_no_colon(end: str) -> None:
    """Bold or capital labels and a full stop end the abstract as a colon does."""
    text = f"# A long title of a paper\n\n## Abstract\n\n**AIMS** To ask.\n\n{end}\n\nIt is rare.\n"
    sections = [b.section for b in document_of(text).of_kind(BlockKind.PARAGRAPH)]
    assert sections == [Section.ABSTRACT, Section.ABSTRACT, Section.INTRODUCTION]


@pytest.mark.parametrize(
    "start", ["Abstract: It was", "**Abstract** Background: It was", "**Abstract—Background:** It was"]
)
def test_an_abstract_may_begin_within_its_line(start: str) -> None:
    """The word and the first label stand before the text."""
    text = f"# A long title of a paper\n\nJ Doe\n\n{start} seen in all of them.\n\n## Introduction\n\nIt is rare.\n"
    sections = [b.section for b in document_of(text).of_kind(BlockKind.PARAGRAPH)]
    assert sections == [Section.ABSTRACT, Section.INTRODUCTION]


def test_hard_wrapped_columns_without_a_title() -> None:
    """An abstract without a heading, headings over two lines and glued to their text, captions without a label."""
    text = (
        " The disease is one of the most common ones in the region\n"
        "and there are many words about it in this abstract, "
        "which goes\non and on for a good while, so that nobody could take it for a\nheading or for the name of an author, "
        "and it ends here.\n 1 Introduction\n\nDrugs were found that help, more recently the\n"
        " An overview of drugs.\n\ndrug X. It works.\n\n2 Drugs that are used\ncombined with others\n\nThey work.\n\n"
        "2.1 Drug X alone\nOne study looked at the\n\nuse of it.\n"
    )
    document = document_of(text)
    assert [b.section for b in document.blocks][:2] == [Section.ABSTRACT, Section.INTRODUCTION]
    assert said(document, BlockKind.HEADING) == [
        "1 Introduction",
        "2 Drugs that are used combined with others",
        "2.1 Drug X alone",
    ]
    assert said(document, BlockKind.PARAGRAPH)[1:] == [
        "Drugs were found that help, more recently the / drug X. It works.",
        "They work.",
        "One study looked at the use of it.",
    ]
    assert said(document, BlockKind.FIGURE) == ["An overview of drugs."]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Table 1 shows that all lived.", BlockKind.PARAGRAPH),
        ("Figure 2 gives the curve.", BlockKind.PARAGRAPH),
        ("Fig. 2 The curve", BlockKind.FIGURE),
        ("**FIGURE 7 |** The course", BlockKind.FIGURE),
        ("(A) One half of it. (B) The other half.", BlockKind.FIGURE),
        ("Serum enzymes", BlockKind.HEADING),
        ("12 months after the first analysis it held.", BlockKind.PARAGRAPH),
        ("3.1 Further enzymes", BlockKind.HEADING),
        ("Page 3 of 12", BlockKind.FURNITURE),
        ("dl Z + q o . c 8 2", BlockKind.FURNITURE),
        ("¹ Department of Medicine, University of Somewhere", BlockKind.FURNITURE),
        ("Correspondence: jane@doe.org", BlockKind.FURNITURE),
        ("Doe et al.     Page 5", BlockKind.FURNITURE),
        ("J. Doe et al. / J Things 12 (2020) 3–8", BlockKind.FURNITURE),
        ("Doe et al. saw 5 of them.", BlockKind.PARAGRAPH),
        ("4 Journal of Things Vol. 3 No. 4", BlockKind.FURNITURE),
        ("J Things. Author manuscript; available in PMC 2019 May 01.", BlockKind.FURNITURE),
        ("![A curve](images/one.jpg)", BlockKind.FURNITURE),
        ("<!-- PageBreak -->", BlockKind.FURNITURE),
        ('<img src="one.jpg"/>', BlockKind.FURNITURE),
        ("Vol. 12 | 2020 | 103", BlockKind.FURNITURE),
        ("RESULTS:", BlockKind.HEADING),
        ("**Discussion.**", BlockKind.HEADING),
        ("Results vary.", BlockKind.PARAGRAPH),
    ],
)
def test_lines_are_told_by_how_they_look(text: str, kind: BlockKind) -> None:
    """Captions, headings and furniture against sentences that begin alike."""
    document = document_of(f"A long title of a paper\n\nIntroduction\n\nIt is known.\n\n{text}\n\nAnd so it was.\n")
    assert document.blocks[3].kind is kind


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ("| Drug | n |\n|---|---|\n| X | 4 |", ["Drug", "n", "X", "4"]),
        ("<table><tr><th>Drug</th><th>n</th></tr>\n\n<tr><td>X</td><td>4</td></tr></table>", ["Drug", "n", "X", "4"]),
        ("Drug\tn\nX\t\t4", ["Drug", "n", "X", "", "4"]),
        ("Drug\tn\nOral drugs\nX\t4", ["Drug", "n", "Oral drugs", "X", "4"]),
        ("Drug\tn\nX\t4\nIt is over.\nY\t5", ["Drug", "n", "X", "4"]),
    ],
)
def test_rows_come_in_tabs_pipes_and_html(rows: str, first: list[str]) -> None:
    """Every way to print a grid gives its cells, empty ones included."""
    document = document_of(f"Table 4. Drugs\n\n{rows}\n\nAfter it.\n")
    (block,) = document.of_kind(BlockKind.TABLE)
    assert block.table is not None
    assert (block.where, [document[c.span] for c in block.table.cells]) == ("table 4", first)


def test_captions_below_and_missing_captions() -> None:
    """A caption may stand below its rows; a table without one takes the next free number."""
    text = (
        "It is.\n\nA\tB\n1\t2\n\nTable 1 Things below\n\nAB a bee, CD a dee\n\nIt was.\n\nC\tD\n3\t4\n\nIt will be.\n"
    )
    document = document_of(text)
    tables = [b.table for b in document.of_kind(BlockKind.TABLE)]
    assert [(t.label, t.caption and document[t.caption], len(t.notes)) for t in tables if t] == [
        ("table 1", "Things below", 1),
        ("table 2", None, 0),
    ]


@pytest.mark.parametrize(
    ("rows", "captions"),
    [
        ("<p>Table 2. Drugs</p><table><tr><td>X</td><td>4</td></tr></table>", [("table 2", "Drugs", 2)]),
        (
            "<table><caption>Table 2. Drugs</caption><tr><td>X</td><td>4</td></tr></table>",
            [("table 2", "Drugs", 2)],
        ),
        ("| **Table 2.** Drugs | |\n|---|---|\n| X | 4 |", [("table 2", "Drugs", 2)]),
        ("| Drugs of Table 2 | |\n|---|---|\n| X | 4 |", [("table 1", "", 4)]),
        ("<b>Table 2</b> Drugs\n\nX\t4\nY\t5", [("table 2", "Drugs", 4)]),
        ("### Table 2\n\n### Drugs\n\nX\t4\nY\t5", [("table 2", "Drugs", 4)]),
        ("X\t4\nY\t5\n\n**Table 2**\nDrugs\n\nZ\t4\nW\t5", [("table 1", "", 4), ("table 2", "Drugs", 4)]),
        ("Table 2 Drugs\n\nX\t4\nY\t5\n\nTable 2 Drugs (continued)\n\nZ\t4", [("table 2", "Drugs", 6)]),
        (
            "Table 2 Drugs\n\nX\t4\nY\t5\n\n<table><tr><td>Z</td></tr></table>\n\nTable 3 Foods",
            [("table 2", "Drugs", 4), ("table 3", "Foods", 1)],
        ),
    ],
)
def test_captions_stand_in_many_places(rows: str, captions: list[tuple[str, str, int]]) -> None:
    """In the frame, above it in tags, parted from their label, repeated on the next page, below the second of two."""
    document = document_of(f"It is.\n\n{rows}\n\nIt was all.\n")
    tables = [b.table for b in document.of_kind(BlockKind.TABLE) if b.table]
    told = [(t.label, document[t.caption].strip("# \n") if t.caption else "", len(t.cells)) for t in tables]
    assert [(label, words.replace("</p>", ""), cells) for label, words, cells in told] == captions


def test_flattened_rows_stay_lines_and_prose_ends_them() -> None:
    """A table that lost its columns is one cell a line, until a sentence or a note follows."""
    text = (
        "Table 2. Trials of X.\n\nDrug n response\nX alone 12 30% (4)\nX with Y 40 41% (5)\n\nwith food\n\n"
        "XY, x and y; NR, not reached.\n\nAdditionally, the drug has shown that it is safe in all of the patients.\n"
    )
    document = document_of(text)
    (block,) = document.of_kind(BlockKind.TABLE)
    assert block.table is not None
    assert block.table.flattened
    assert [document[c.span] for c in block.table.cells][-2:] == ["X with Y 40 41% (5)", "with food"]
    assert len(block.table.notes) == 1
    assert said(document, BlockKind.PARAGRAPH)[-1].startswith("Additionally")


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Patients", Section.RESULTS),
        ("Statistical analysis", Section.RESULTS),
        ("Materials and methods", Section.METHODS),
        ("Discussion", Section.DISCUSSION),
    ],
)
def test_a_heading_within_the_results(heading: str, section: Section) -> None:
    """Whom the results are of stands under headings that open the methods elsewhere; only the name of the methods does here."""
    text = f"# Title of it\n\n## Methods\n\nX was given.\n\n## Results\n\n### {heading}\n\nForty had X.\n"
    document = read_bytes(text.encode(), "t")
    assert [b.section for b in document.of_kind(BlockKind.PARAGRAPH)][-1] is section
