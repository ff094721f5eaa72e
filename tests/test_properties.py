"""Whatever a paper prints: extraction raises nothing, and every record quotes the characters that it points at."""

from __future__ import annotations

from functools import cache
from html import escape

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg_builder.document import Document
from kg_builder.errors import DocumentError
from kg_builder.evidence import decode, encode
from kg_builder.facts import Extraction, extract
from kg_builder.lexicon import Lexicon
from kg_builder.ontology import load_lexicon
from kg_builder.readers import read_bytes
from kg_builder.report import Sheet, page

NUMBERS = [
    "7.4",
    "12",
    "0",
    "57.1%",
    "17,400",
    "12/21",
    "0.61",
    "≥ 3",
    "<0.001",
    "NR",
    "–",
    "1.2·3",
    "95",
    "10^9",
    "٣",
    "²",
    "1e9",
]
VALUES = [
    "7.4 months (95% CI 6.1–8.7)",
    "12 (57.1)",
    "0.49 (0.26-0.95)",
    "45.7 ± 6.8 (27–42)",
    "14.9 (5.4–",
    "p = 0.02",
    "(n = 21)",
]
NAMES = [
    "lenvatinib",
    "sintilimab plus TACE",
    "OS",
    "median PFS",
    "ORR",
    "HR",
    "group A",
    "the TKI group",
    "grade 3",
    "RECIST 1.1",
]
NAMES += [
    "hypertension",
    "Child-Pugh class",
    "NCCN",
    "first-line",
    "NCT01234567",
    "Roe et al. [12]",
    "nomogram",
    "AUC",
    "mg daily",
]
WORDS = [
    "was",
    "and",
    "versus",
    "respectively",
    "in",
    "after progression on",
    "not",
    "no significant difference",
    "compared with",
]
WORDS += [
    "received",
    "was associated with shorter",
    "recommends",
    "such as",
    "On March 3, 2021",
    "years",
    "of",
    "per",
    "$\\pm$",
    "(",
    ")",
]
MARKS = [".", ", ", "; ", ": ", "\n", "\n\n", " ", "\t", "|", "-\n", "\u00a0", "**", "<b>", "&lt;", "\\,", "[", "]"]
PIECES = st.sampled_from([*NUMBERS, *VALUES, *NAMES, *WORDS, *MARKS]) | st.text(max_size=6)
PROSE = st.lists(PIECES, max_size=60).map(" ".join)
PARTS = [
    "# A trial of lenvatinib",
    "## Abstract",
    "## Methods",
    "## Results",
    "Table 1. Outcomes",
    "Abbreviations: AB, a b; CD, c d.",
]
PAPERS = st.lists(st.sampled_from(PARTS) | PROSE, max_size=12).map("\n\n".join)

HEADS = [
    "",
    "Variable",
    "TKI (n = 21)",
    "n (%)",
    "HR (95% CI)",
    "p value",
    "Any grade",
    "Grade ≥ 3",
    "Median OS",
    "All",
    "Drug",
    "Date",
]
LABELS = [
    "Age, years",
    "Sex",
    "Male",
    "ECOG PS",
    "Hypertension",
    "ORR",
    "Complete response",
    "PFS, months",
    "lenvatinib",
    "NCCN",
    "2021",
]
CELLS = st.sampled_from([*HEADS, *LABELS, *NUMBERS, *VALUES, "", "-"]) | st.text(max_size=8)


@cache
def vocabulary() -> Lexicon:
    """The shipped vocabulary, loaded once."""
    return load_lexicon()


def check(data: str) -> None:
    """Read, extract, look at every place; the records survive a round trip and the page can be written."""
    try:
        document = read_bytes(data.encode("utf-8", "surrogatepass"), "any")
    except DocumentError:
        return
    found = extract(document, vocabulary())
    check_places(document, found)
    assert [decode(encode(record)) for record in found.records] == list(found.records)
    page([Sheet(document=document, records=found.records, notes=found.notes)])


def check_places(document: Document, found: Extraction) -> None:
    """Quotes are the text of their spans, every other place lies within the text, no id twice."""
    for record in found.records:
        assert record.quote == document.text[record.span.start : record.span.end]
        for place in record.places:
            assert 0 <= place.start < place.end <= len(document.text)
    for note in found.notes:
        assert 0 <= note.place.start <= note.place.end <= len(document.text)
    assert len({record.id for record in found.records}) == len(found.records)


@given(PAPERS)
@settings(max_examples=150, deadline=None)
@example("")
@example("Median OS was 12 months")
@example("ORR was 5%" * 40)
def test_any_text_gives_records_that_hold(text: str) -> None:
    """Words of papers in any order, and any other text."""
    check(text)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A JATS table of any shape: rows of unequal length, cells over any number of rows and columns."""
    rows = []
    for number in range(draw(st.integers(0, 7))):
        width = draw(st.integers(0, 6))
        tag = "th" if number < 2 and draw(st.booleans()) else "td"
        spans = st.sampled_from(
            ["", "", "", " colspan='2'", " rowspan='2'", " colspan='3' rowspan='3'", " colspan='0'"]
        )
        cells = "".join(f"<{tag}{draw(spans)}>{printable(draw(CELLS))}</{tag}>" for _ in range(width))
        rows.append(f"<tr>{cells}</tr>")
    caption = printable(
        draw(st.sampled_from(["Adverse events", "Baseline, n (%)", "Cox regression of OS", "Response"]) | PROSE)
    )
    return f"<table-wrap><label>Table 1</label><caption><p>{caption}</p></caption><table>{''.join(rows)}</table></table-wrap>"


def printable(text: str) -> str:
    """Text that XML can hold."""
    return escape(
        "".join(c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c < "\ufffe"))
    )


@given(st.lists(tables(), min_size=1, max_size=3), PROSE)
@settings(max_examples=150, deadline=None)
def test_any_table_gives_records_that_hold(drawn: list[str], prose: str) -> None:
    """Tables of any shape beside any prose, in a section of results."""
    title = "<title-group><article-title>Lenvatinib or TACE</article-title></title-group>"
    body = f"<sec sec-type='results'><title>Results</title><p>{printable(prose)}</p>{''.join(drawn)}</sec>"
    check(f"<article><front><article-meta>{title}</article-meta></front><body>{body}</body></article>")


@given(st.lists(st.lists(CELLS, max_size=6), max_size=8), st.sampled_from(["\t", " | ", "  "]))
@settings(max_examples=100, deadline=None)
def test_any_table_in_text_gives_records_that_hold(rows: list[list[str]], between: str) -> None:
    """Tabs, pipes, or nothing but spaces between the cells."""
    check("# A trial\n\n## Results\n\nTable 1. Outcomes of the patients.\n\n" + "\n".join(map(between.join, rows)))
