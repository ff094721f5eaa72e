"""Whatever comes in, out come blocks that hold, or an error in words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kg_builder.document import Block, BlockKind, Document, Span
from kg_builder.errors import DocumentError
from kg_builder.readers import read_bytes
from kg_builder.tables import flattened_head, flattened_rows, grid

LINES = st.sampled_from(
    [
        "", " ", "\f", "Abstract", "ABSTRACT", "# Title of a paper", "## 2.1 Methods", "1 Introduction", "References",
        "- 1. Doe J. A trial. 2020.", "[2] Roe K.", "TABLE 1 | Things", "TABLE 1 (Continued)", "(Continues)",
        "Fig. 1 A curve", "a\tb\tc", "\t\tGroup", "Sex (%)\t\t\t1", "Male\t1 (2)\t3 (4)\t", "| a | b |", "|---|---|", "| 1 | 2 |",
        "<table><tr><td>1</td>", "</tr></table>", "Note: AB, a b; CD, c d.", "*starred note", "It went on and", "on again.",
        "Background: words were said.", "Conclusions: it was good.", "aaa plus bbb 12 4.5 months (3)", "Keywords: one; two",
        " indented line of words", "© 2020 The Authors", "(A) One panel. (B) Another panel.", "AB, a b; CD, c d; EF, e f.",
    ]
)  # fmt: skip
DAMAGED = st.lists(LINES | st.text(max_size=30), max_size=40).map("\n".join)

TAGS = [
    "sec",
    "p",
    "title",
    "table-wrap",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "label",
    "caption",
    "fig",
    "sup",
]
TAGS += [
    "xref",
    "ref-list",
    "ref",
    "element-citation",
    "mixed-citation",
    "name",
    "break",
    "list",
    "list-item",
    "table-wrap-foot",
]


def spans_of(block: Block) -> list[Span]:
    """Every span a block holds."""
    table = block.table
    inner = [cell.span for cell in table.cells] + list(table.notes) if table else []
    return [*block.parts, *inner, *([table.caption] if table and table.caption else [])]


def check(document: Document) -> None:
    """All spans lie within the text; blocks come in order and no two share a character; tables give grids that hold."""
    assert all(span.end <= len(document.text) for block in document.blocks for span in spans_of(block))
    assert all(one.parts[0].start <= other.parts[0].start for one, other in pairwise(document.blocks))
    parts = sorted(part for block in document.blocks for part in block.parts)
    assert all(one.end <= other.start for one, other in pairwise(parts))
    for block in document.of_kind(BlockKind.TABLE):
        assert block.table is not None
        for cell in grid(document, block).cells:
            assert cell.text == " ".join(document[cell.span].split())
            assert cell.span in cell.row_span
        rows = flattened_rows(document, block.table)
        assert all(one.end <= other.start for one, other in pairwise(rows))
        flattened_head(document, block.table)


@given(DAMAGED)
@settings(max_examples=300, deadline=None)
def test_any_text_becomes_a_document_that_holds(text: str) -> None:
    """Lines of papers in any order and any other text raise nothing but an error in words."""
    try:
        document = read_bytes(text.encode("utf-8", "surrogatepass"), "any")
    except DocumentError:
        return
    check(document)


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\xff\xfe", b"\xef\xbb\xbf", b"<?xml version='1.0'?>", b"<article>"]),
)
@settings(max_examples=200, deadline=None)
def test_any_bytes_become_a_document_or_an_error(data: bytes, start: bytes) -> None:
    """No file makes the readers fail in their own code."""
    try:
        document = read_bytes(start + data, "any")
    except DocumentError:
        return
    check(document)


ELEMENTS = st.recursive(
    st.text(alphabet="ab 12.()%\n\u2003", max_size=6),
    lambda inner: st.tuples(
        st.sampled_from(TAGS),
        st.sampled_from(["", " colspan='2'", " rowspan='2'", " ref-type='bibr'"]),
        st.lists(inner, max_size=4),
    ).map(lambda e: f"<{e[0]}{e[1]}>{''.join(e[2])}</{e[0]}>"),
    max_leaves=25,
)


@given(st.lists(ELEMENTS, max_size=5).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_nesting_of_jats_elements_becomes_a_document_that_holds(body: str) -> None:
    """Elements in any order, spans and cells included, raise nothing but an error in words."""
    try:
        document = read_bytes(f"<article><body>{body}</body></article>".encode(), "any")
    except DocumentError:
        return
    check(document)
