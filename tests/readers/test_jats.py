"""JATS becomes a text that reads as printed, with blocks that point into it."""

from __future__ import annotations

import sys

import pytest

from kg_builder.document import Block, BlockKind, Document, Section
from kg_builder.readers import read_bytes
from kg_builder.readers.inline import squeeze


def article(body: str, *, front: str = "", back: str = "") -> Document:
    """A JATS article around a body."""
    source = (
        f"<article><front><article-meta>{front}</article-meta></front><body>{body}</body><back>{back}</back></article>"
    )
    return read_bytes(source.encode(), "paper")


def words(document: Document, block: Block) -> str:
    """What a block says."""
    return " / ".join(document[part] for part in block.parts)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("10<sup>9</sup>/l", "10^9/l"),
        ("50 mg/m<sup>2</sup> daily", "50 mg/m2 daily"),
        ("mg/m<sup>2 </sup>given", "mg/m2 given"),
        ("the 8<sup>th</sup> edition", "the 8th edition"),
        ("CD8<sup>+</sup> cells", "CD8+ cells"),
        (
            "lived longer.<sup><xref ref-type='bibr'>3</xref>,<xref ref-type='bibr'>4</xref></sup> Yet",
            "lived longer.[3,4] Yet",
        ),
        ("one study<xref ref-type='bibr'><sup>14</sup></xref> said", "one study[14] said"),
        ("as shown [<xref ref-type='bibr'>7</xref>]", "as shown [7]"),
        ("as Doe (<xref ref-type='bibr'>2019</xref>) said", "as Doe (2019) said"),
        ("H<sub>2</sub>O and <italic>n</italic>&#160;=&#8201;4", "H2O and n = 4"),
        ("<sup>a</sup>Tested twice", "a Tested twice"),
        ("24&#183;3 (20&#183;1&#8211;31&#183;0)", "24·3 (20·1–31·0)"),
        ("one<!-- not two -->, two<?page 3?> and R&amp;D", "one, two and R&D"),
        ("x &lt; 3 and y", "x < 3 and y"),
    ],
)
def test_inline_markup_is_flattened_as_a_reader_copies_it(source: str, text: str) -> None:
    """Exponents, units, footnote marks, citations and entities read as they are printed."""
    document = article(f"<p>{source}</p>")
    assert words(document, document.blocks[0]) == text


def test_named_entities_of_a_document_type_elsewhere_are_known() -> None:
    """A name that HTML knows is its character; any other stays as it is written; nothing is fetched."""
    source = b"<!DOCTYPE article SYSTEM 'jats.dtd'><article><body><p>TGF-&beta; &unheard; 3</p></body></article>"
    document = read_bytes(source, "x")
    assert document.text == "TGF-β &unheard; 3\n"


def test_the_parts_of_a_paper_come_in_order_with_their_sections() -> None:
    """Title, keywords, abstract, nested sections by title or type, back matter, references with their labels."""
    document = article(
        "<sec sec-type='methods'><title>How we did it</title><p>We asked.</p>"
        "<sec><title>Results of asking</title><p>x.</p></sec></sec>"
        "<sec><title>Results</title><p>They answered.</p></sec><sec><title>A view</title><p>Good.</p></sec>",
        front="<title-group><article-title>On asking</article-title></title-group><kwd-group><kwd>ask</kwd></kwd-group>"
        "<abstract><sec><title>Methods</title><p>Asked.</p></sec></abstract>",
        back="<ack><title>Thanks</title><p>To all.</p></ack><glossary><def-list><def-item><term>AB</term><def><p>a b</p></def>"
        "</def-item></def-list></glossary><ref-list><title>References</title><ref><label>1.</label><mixed-citation>Doe J. It."
        "</mixed-citation></ref><ref><mixed-citation>Roe K. That.</mixed-citation></ref></ref-list>",
    )
    assert [(b.kind, b.section, words(document, b)) for b in document.blocks] == [
        (BlockKind.TITLE, Section.FRONT, "On asking"),
        (BlockKind.FURNITURE, Section.FRONT, "Keywords: ask"),
        (BlockKind.HEADING, Section.ABSTRACT, "Methods"),
        (BlockKind.PARAGRAPH, Section.ABSTRACT, "Asked."),
        (BlockKind.HEADING, Section.METHODS, "How we did it"),
        (BlockKind.PARAGRAPH, Section.METHODS, "We asked."),
        (BlockKind.HEADING, Section.METHODS, "Results of asking"),
        (BlockKind.PARAGRAPH, Section.METHODS, "x."),
        (BlockKind.HEADING, Section.BODY, "Results"),
        (BlockKind.PARAGRAPH, Section.RESULTS, "They answered."),
        (BlockKind.HEADING, Section.BODY, "A view"),
        (BlockKind.PARAGRAPH, Section.BODY, "Good."),
        (BlockKind.HEADING, Section.BACK, "Thanks"),
        (BlockKind.PARAGRAPH, Section.BACK, "To all."),
        (BlockKind.PARAGRAPH, Section.BACK, "Abbreviations: AB, a b."),
        (BlockKind.HEADING, Section.BACK, "References"),
        (BlockKind.REFERENCE, Section.BACK, "1. Doe J. It."),
        (BlockKind.REFERENCE, Section.BACK, "2. Roe K. That."),
    ]
    assert [b.label for b in document.of_kind(BlockKind.REFERENCE)] == ["1", "2"]
    assert document.blocks[5].heading == "How we did it"


TABLE = """<table-wrap><label>Table II</label><caption><title>Who took part</title></caption><table>
<thead><tr><th rowspan="2">Feature</th><th colspan="2">Arm</th></tr><tr><th>A<sup>a</sup></th><th>B</th></tr></thead>
<tbody><tr><td colspan="3">Sex</td></tr><tr><td>&#x2003;Male</td><td>1 (25)</td><td/></tr></tbody></table>
<table-wrap-foot><fn><p><sup>a</sup>First arm.</p></fn><p>Values are n (%).</p></table-wrap-foot></table-wrap>"""


def test_a_table_is_one_row_a_line_with_tabs_and_its_cells_know_their_place() -> None:
    """Spans are printed once, empty places stay empty, indentation is kept, notes stand below."""
    document = article(f"<p>Before {TABLE} and after.</p>")
    paragraph, block = document.blocks
    assert words(document, paragraph) == "Before / and after."
    assert words(document, block) == (
        "Table II Who took part\nFeature\tArm\t\n\tA a\tB\nSex\t\t\n  Male\t1 (25)\t\na First arm.\nValues are n (%)."
    )
    table = block.table
    assert table is not None
    assert (block.where, table.shape, len(table.notes)) == ("table 2", (4, 3), 2)
    assert table.caption is not None
    assert document[table.caption] == "Who took part"
    assert [(document[c.span], c.row, c.column, c.rowspan, c.colspan, c.header) for c in table.cells[:4]] == [
        ("Feature", 0, 0, 2, 1, True),
        ("Arm", 0, 1, 1, 2, True),
        ("A a", 1, 1, 1, 1, True),
        ("B", 1, 2, 1, 1, True),
    ]


def test_a_row_that_packs_lines_into_its_cells_becomes_rows() -> None:
    """Breaks inside every cell of a row are rows in disguise; a value over its interval is not."""
    packed = "<td>Sex<break/>Male<break/>Female</td><td>11<break/>6</td><td>65<break/>35</td>"
    wrapped = "<td>Months<break/>(range)</td><td>7.1<break/>(2-9)</td><td>8.2<break/>(3-9)</td>"
    document = article(f"<table-wrap><table><tr>{packed}</tr><tr>{wrapped}</tr></table></table-wrap>")
    assert document.text.splitlines()[-4:] == [
        "Sex\t\t",
        "  Male\t11\t65",
        "  Female\t6\t35",
        "Months (range)\t7.1 (2-9)\t8.2 (3-9)",
    ]


def test_floats_and_tables_that_are_pictures_are_blocks_too() -> None:
    """A floats-group, alternatives and a table without a grid give blocks with captions."""
    source = (
        "<article><body><p>See it.</p></body><floats-group><fig><label>Figure 3</label><caption><p>A curve.</p></caption></fig>"
        "<table-wrap><label>Table 1</label><caption><p>Doses.</p></caption><graphic/></table-wrap>"
        "<table-wrap><label>Table 2</label><alternatives><graphic/><table><tr><td>1</td></tr></table></alternatives></table-wrap>"
        "</floats-group></article>"
    )
    document = read_bytes(source.encode(), "x")
    assert [(b.where, len(b.table.cells) if b.table else -1) for b in document.blocks[1:]] == [
        ("figure 3", -1),
        ("table 1", 0),
        ("table 2", 1),
    ]


def test_no_odd_space_stays_in_a_text() -> None:
    """White space of every kind becomes a plain space, and what is invisible is gone."""
    spaces = [c for c in map(chr, range(sys.maxunicode + 1)) if c.isspace()]
    assert {squeeze(f"a{c}b") for c in spaces} == {"a b"}
    assert {squeeze(f"a{c}b") for c in "\u200b\u200c\u200d\u2060\ufeff\u00ad"} == {"ab"}
    assert squeeze(f"{''.join(spaces)}a  b ") == "a b"
