"""PDFs that journals could have set: text, columns and tables come back, and every span holds."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kg_builder.document import BlockKind, Document
from kg_builder.errors import DocumentError
from kg_builder.facts import extract
from kg_builder.lexicon import Lexicon
from kg_builder.ontology import load_lexicon
from kg_builder.readers import pdf, read, read_bytes
from kg_builder.readers.pdf_text import rejoined
from kg_builder.tables import grid
from tests.readers.typeset import RUNNING_HEAD, typeset

TRIAL = Path(__file__).parents[1] / "data" / "invented-jats.nxml"
LAYOUTS = [(columns, ruled) for columns in (1, 2) for ruled in (True, False)]


@cache
def vocabulary() -> Lexicon:
    """The shipped vocabulary, loaded once."""
    return load_lexicon()


@cache
def printed(columns: int, ruled: bool) -> Document:
    """The invented trial as a PDF of that layout, read."""
    return read_bytes(typeset(read(TRIAL), columns=columns, ruled=ruled), "trial", "trial.pdf")


def drawn(*draw: Callable[[Canvas], None], encrypt: StandardEncryption | None = None) -> bytes:
    """A PDF with one page per function."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(420, 595), invariant=1, encrypt=encrypt)
    for page in draw:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def lines(*texts: str, x: float = 40, y: float = 500, size: float = 10) -> Callable[[Canvas], None]:
    """A page that prints these lines below each other."""

    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            canvas.setFont("Vera", size)
            canvas.drawString(x, y - 13 * number, text)

    return draw


def facts(document: Document) -> set[tuple[str, str]]:
    """What a document reports, without places."""
    return {(r.kind, repr(sorted(r.facts().items()))) for r in extract(document, vocabulary()).records}


@pytest.mark.parametrize(("columns", "ruled"), LAYOUTS)
def test_the_same_trial_gives_the_same_records_in_every_format(columns: int, ruled: bool) -> None:
    """One or two columns, tables with or without rules: the PDF reports what the JATS file reports."""
    expected = facts(read(TRIAL))
    found = facts(printed(columns, ruled))
    assert len(expected) > 50
    assert found == expected


@pytest.mark.parametrize(("columns", "ruled"), LAYOUTS)
def test_spans_hold_and_sections_are_found(columns: int, ruled: bool) -> None:
    """Blocks and cells quote the document's text; title, abstract, methods, results and four tables are told."""
    document = printed(columns, ruled)
    assert document.format == "pdf"
    tables = [block.table for block in document.of_kind(BlockKind.TABLE)]
    assert [table.label for table in tables if table] == ["table 1", "table 2", "table 3", "table 4"]
    for table in filter(None, tables):
        assert {"\t", "\n"}.isdisjoint("".join(document[cell.span] for cell in table.cells))
        assert table.caption is not None
        assert document[table.caption]
    titles = [document[block.span] for block in document.of_kind(BlockKind.TITLE)]
    assert titles == [read(TRIAL)[next(read(TRIAL).of_kind(BlockKind.TITLE)).span]]
    assert {"front", "abstract", "methods", "results", "discussion"} <= {str(b.section) for b in document.blocks}


def test_heads_over_several_columns_keep_their_span() -> None:
    """A head that a rule or its place in the middle spreads over two columns covers both."""
    document = printed(2, True)
    effects = next(b.table for b in document.blocks if b.label == "table 3")
    assert effects is not None
    heads = [(document[c.span], c.colspan) for c in effects.cells if c.row == 0]
    assert heads == [("Variable", 1), ("Univariate analysis", 2), ("Multivariate analysis", 2)]
    assert all(cell.header for cell in effects.cells if cell.row < 2)


def test_running_heads_and_page_numbers_are_furniture() -> None:
    """What stands on every page parts no paragraph, but is still in the text."""
    document = printed(1, True)
    furniture = [document[block.span] for block in document.of_kind(BlockKind.FURNITURE)]
    assert furniture == [RUNNING_HEAD, "1", RUNNING_HEAD, "2"]
    rest = "".join(document[b.span] for b in document.blocks if b.kind is not BlockKind.FURNITURE)
    assert RUNNING_HEAD not in rest


@pytest.mark.parametrize(
    ("parts", "known", "whole"),
    [
        (["The treat-", "ment"], [], "The treatment"),
        (["progression-", "free"], ["progression", "free"], "progression-free"),
        (["well-", "known facts"], ["well-known"], "well-known facts"),
        (["inter-", "action"], ["interaction", "inter", "action"], "interaction"),
        (["anti-", "PD-1"], [], "anti-PD-1"),
        (["PD-", "1 and"], [], "PD-1 and"),
        (["soft\u00ad", "ware"], ["soft", "ware"], "software"),
        (["two", "lines"], [], "two lines"),
        (["5.1–", "8.7 months"], [], "5.1–8.7 months"),
    ],
)
def test_words_parted_at_a_line_end_are_whole_again(parts: Sequence[str], known: Sequence[str], whole: str) -> None:
    """The paper's own words decide whether the hyphen is a part of the word."""
    from collections import Counter

    assert rejoined(parts, Counter(known)) == whole


def test_raised_citations_are_told_from_exponents_and_marks() -> None:
    """A raised number behind a word is a citation, behind a number an exponent; a raised letter stands apart."""

    def draw(canvas: Canvas) -> None:
        at = 40.0
        for text, raised in [("survival", ""), ("12,13", "^"), (" of 10", ""), ("9", "^"), ("/L in 4", ""), ("a", "^")]:
            size = 6 if raised else 10
            canvas.setFont("Vera", size)
            canvas.drawString(at, 504 if raised else 500, text)
            at += canvas.stringWidth(text, "Vera", size)

    assert read_bytes(drawn(draw), "x").text == "survival[12,13] of 10^9/L in 4 a\n"


def boxed(canvas: Canvas) -> None:
    """A table with rules around every cell, one label over two lines."""
    lines("Table 1. Doses of the invented drug.", y=520)(canvas)
    for y in (510, 490, 462, 442):
        canvas.line(40, y, 340, y)
    for x in (40, 180, 260, 340):
        canvas.line(x, 442, x, 510)
    cells = [
        (45, 496, "Group"),
        (185, 496, "n"),
        (265, 496, "Dose, mg"),
        (45, 480, "Patients who were"),
        (45, 468, "fasting"),
    ]
    cells += [(185, 474, "12"), (265, 474, "8.5"), (45, 448, "Others"), (185, 448, "15"), (265, 448, "9.0")]
    canvas.setFont("Vera", 8)
    for x, y, text in cells:
        canvas.drawString(x, y, text)


def test_a_cell_between_rules_may_have_several_lines() -> None:
    """Rules part the rows where there are some."""
    document = read_bytes(drawn(boxed), "x")
    table = next(block.table for block in document.of_kind(BlockKind.TABLE))
    assert table is not None
    rows = [[document[cell.span] for cell in table.cells if cell.row == row] for row in range(table.shape[0])]
    assert rows == [["Group", "n", "Dose, mg"], ["Patients who were fasting", "12", "8.5"], ["Others", "15", "9.0"]]


def test_a_table_goes_on_over_the_page() -> None:
    """A table at the top of the next page that has no caption of its own continues, its repeated head left out."""

    def page(rows: Sequence[tuple[str, str]], caption: str) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            lines(caption, y=520)(canvas)
            canvas.setFont("Vera", 8)
            for number, row in enumerate((("Event", "n (%)"), *rows)):
                for x, text in zip((45, 200), row, strict=True):
                    canvas.drawString(x, 500 - 14 * number, text)
            for y in (512, 496, 494 - 14 * len(rows)):
                canvas.line(40, y, 300, y)

        return draw

    first = page([("Cough", "3 (10)"), ("Fever", "2 (7)")], "Table 1. Invented events.")
    document = read_bytes(drawn(first, page([("Rash", "1 (3)"), ("Pain", "4 (13)")], "")), "x")
    (table,) = [block.table for block in document.of_kind(BlockKind.TABLE)]
    assert table is not None
    assert [document[c.span] for c in table.cells if not c.column] == ["Event", "Cough", "Fever", "Rash", "Pain"]


def open_ended(canvas: Canvas) -> None:
    """A table with a rule under its head and none at its end; heads in the left of what they cover, labels set in."""
    lines("Table 1. Invented events.", y=540)(canvas)
    for y in (532, 492):
        canvas.line(40, y, 380, y)
    cells = [(130, 520, "Drug (n = 30)"), (250, 520, "None (n = 40)"), (130, 500, "All"), (190, 500, "Severe")]
    cells += [(250, 500, "All"), (310, 500, "Severe"), (45, 480, "Skin")]
    for number, label in enumerate(("Rash", "Itching")):
        cells += [(53, 466 - 14 * number, label)]
        cells += [(x, 466 - 14 * number, f"{number + n} ({n}.5)") for n, x in enumerate((130, 190, 250, 310), 1)]
    canvas.setFont("Vera", 8)
    for x, y, text in cells:
        canvas.drawString(x, y, text)


def test_heads_without_rules_cover_what_is_named_below_them() -> None:
    """A head over several heads covers them all; a table may end without a rule; depth is told by how far a label is in."""
    document = read_bytes(drawn(open_ended), "x")
    (block,) = document.of_kind(BlockKind.TABLE)
    assert block.table is not None
    heads = [(document[c.span], c.column, c.colspan) for c in block.table.cells if c.row == 0 and document[c.span]]
    assert heads == [("Drug (n = 30)", 1, 2), ("None (n = 40)", 3, 2)]
    found = {(c.row_path, c.header_path): c.text for c in grid(document, block).cells}
    assert found[("Skin", "Itching"), ("None (n = 40)", "Severe")] == "5 (4.5)"


def test_a_page_printed_sideways_is_turned() -> None:
    """Text that runs upwards is read like any other."""

    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        lines("These words of the page", "run from its foot upwards.", x=60, y=-100)(canvas)

    assert read_bytes(drawn(draw), "x").text == "These words of the page run from its foot upwards.\n"


def scanned(canvas: Canvas) -> None:
    """A page that is a picture."""
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 420, 595)


def many(canvas: Canvas) -> None:
    """A page with more glyphs than any page of text."""
    for _ in range(30):
        lines(*["x" * 100] * 20, size=2)(canvas)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: drawn(lines("Secret words."), encrypt=StandardEncryption("key")), "an encrypted PDF; save a copy"),
        (lambda: drawn(scanned), r"pictures without text \(a scan\); run text recognition"),
        (lambda: drawn(lines("")), "a PDF without any text"),
        (lambda: b"%PDF-1.7\nbroken", "a broken PDF"),
        (lambda: drawn(lines("Some words here."))[:200], "a broken PDF"),
        (lambda: drawn(*[lines("A page.")] * 301), "a PDF of 301 pages; up to 300 are read"),
        (lambda: drawn(many), "page 1 holds 60,000 glyphs"),
        (lambda: b"%PDF-1.7\n" + bytes(100_000_001), "a PDF of 100 MB"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(data: Callable[[], bytes], words: str) -> None:
    """The message names the file, what is wrong and what helps."""
    with pytest.raises(DocumentError, match=f"^x.pdf: .*{words}") as caught:
        read_bytes(data(), "x", "x.pdf")
    assert not re.search(r"Traceback|<.*object", str(caught.value))


def test_a_pdf_that_opens_without_a_password_is_read() -> None:
    """Encryption that only restricts printing is no hindrance."""
    data = drawn(lines("Words for all to read."), encrypt=StandardEncryption("", ownerPassword="owner"))
    assert read_bytes(data, "x").text == "Words for all to read.\n"


WHOLE = drawn(boxed, lines("Some words of prose stand here.", "And some more of them."))


@given(st.integers(0, len(WHOLE)), st.binary(max_size=12), st.integers(0, 40))
@settings(max_examples=40, deadline=None)
def test_any_damage_gives_a_document_or_an_error_in_words(at: int, junk: bytes, gone: int) -> None:
    """Bytes changed or lost anywhere in a PDF raise nothing but `DocumentError`."""
    data = b"%PDF-" + (WHOLE[:at] + junk + WHOLE[at + gone :])[5:]
    try:
        document = pdf.READER.read(data, "any", "any.pdf")
    except DocumentError:
        return
    assert all(part.end <= len(document.text) for block in document.blocks for part in block.parts)
