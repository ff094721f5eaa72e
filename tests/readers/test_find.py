"""Which files are papers is told by what they hold; what is wrong is told in words."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from kg_builder.errors import DocumentError
from kg_builder.readers import READERS, find_papers, read, read_bytes

ARTICLE = b"<article><body><p>All of them lived.</p></body></article>"
BOMB = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]>\n<article><body><p>&y;</p></body></article>'
OUTSIDE = b'<!DOCTYPE a [\n<!ENTITY x SYSTEM "file:///etc/hosts">]><article><body><p>&x;</p></body></article>'


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("paper.txt", ARTICLE, "jats"),
        ("paper.xml", b"Just words about a drug.", "text"),
        ("paper", codecs.BOM_UTF8 + b"  \n<?xml version='1.0'?>\n" + ARTICLE, "jats"),
        ("paper.md", "Wörter".encode("utf-16"), "text"),
        ("paper.md", b"<5 % of the patients fell ill.", "text"),
    ],
)
def test_the_content_decides_not_the_ending(tmp_path: Path, name: str, data: bytes, form: str) -> None:
    """A file is read by the reader that recognises its first bytes."""
    file = tmp_path / name
    file.write_bytes(data.replace(codecs.BOM_UTF8 + b"  \n", codecs.BOM_UTF8))
    document = read(file)
    assert (document.format, document.id) == (form, "paper")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t \xef\xbb\xbf", "the file is empty"),
        (b"\x00\x01\x02\x03" * 40, "binary data, not a paper"),
        (b"PK\x03\x04rest", "an office document, not a paper"),
        (b"<article><body>", r"x.txt:1:16: broken XML: Premature end of data"),
        (b"<html><body>words</body></html>", "the file holds no text"),
        (b"<?xml version='1.0'?><html><p/></html>", r"not a JATS article \(its root element is <html>\)"),
        (b"<article><front/></article>", "a JATS article without any text"),
        (BOMB, r"x.txt:1:14: the file declares XML entities"),
        (OUTSIDE, r"x.txt:2:1: the file declares XML entities"),
        (codecs.BOM_UTF16_LE + BOMB.decode().encode("utf-16-le"), "declares XML entities"),
        (codecs.BOM_UTF16_LE + b"abc", "not valid UTF-16"),
    ],
)
def test_what_is_no_paper_is_named_with_its_place(data: bytes, words: str) -> None:
    """The message names the file, the line and column where there is one, and what is wrong."""
    if words == "the file holds no text":
        assert read_bytes(data, "x", "x.txt").text  # HTML that is no JATS is a text like any other
        return
    with pytest.raises(DocumentError, match=words) as caught:
        read_bytes(data, "x", "x.txt")
    assert str(caught.value).startswith("x.txt")


def test_a_missing_file_and_a_folder_are_named() -> None:
    """What cannot be opened is an error in words, with the system's reason."""
    with pytest.raises(DocumentError, match=r"nowhere\.txt: cannot be read \(no such file"):
        read(Path("nowhere.txt"))


def test_folders_give_their_papers_in_order_and_name_what_is_none(tmp_path: Path) -> None:
    """Papers once each, sorted; binary junk with a paper's name is an error, other files are passed over."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.nxml").write_bytes(ARTICLE)
    (tmp_path / "a.md").write_text("Words of a paper.", encoding="utf-8")
    (tmp_path / "junk.txt").write_bytes(bytes(range(200)))
    (tmp_path / "records.jsonl").write_text("{}", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("words", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    papers, errors = find_papers([tmp_path, tmp_path / "a.md", tmp_path / "empty", tmp_path / "gone.txt"])
    assert papers == [tmp_path / "a.md", tmp_path / "b" / "two.nxml"]
    assert [str(error).removeprefix(str(tmp_path)) for error in errors] == [
        "/junk.txt: binary data, not a paper; text, Markdown, JATS XML and PDF are read",
        "/empty: no papers in this folder (text, Markdown, JATS XML or PDF files)",
        "/gone.txt: cannot be read (no such file or directory)",
    ]


def test_each_format_has_one_reader() -> None:
    """The table of readers names each format once."""
    formats = [reader.format for reader in READERS]
    assert len(formats) == len(set(formats))


def test_all_real_papers_are_read(shared_papers: Path) -> None:
    """Every paper we have gives blocks: a title or an abstract, and references or tables."""
    papers, errors = find_papers([shared_papers])
    assert errors == []
    assert len(papers) >= 35
    for paper in papers:
        kinds = {str(block.kind) for block in read(paper).blocks}
        assert {"paragraph", "heading", "table"} <= kinds, paper.name
