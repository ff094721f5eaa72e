"""The page shows every record in its place, and carries nothing that a paper could smuggle in."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg_builder.cli import app
from kg_builder.document import Block, BlockKind, Document, Span
from kg_builder.evidence import Place, Study
from kg_builder.facts import Note, extract
from kg_builder.ontology import load_lexicon
from kg_builder.readers import read
from kg_builder.report import Sheet, page

VOID = {"meta", "br"}


class Seen(HTMLParser):
    """What a browser would see: ids, links, tags, open elements, text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.marks: list[str] = []
        self.words = ""
        self.open: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a test asks for."""
        held = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self.ids += [held["id"]] if "id" in held else []
        self.links += [held["href"]] if "href" in held else []
        self.marks += [held["data-r"]] if "data-r" in held else []
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        """Elements close in the order in which they opened."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words += data


@pytest.fixture(scope="module")
def trial() -> Sheet:
    """The invented trial with all that is found in it."""
    document = read(Path(__file__).parent / "data" / "invented-jats.nxml")
    found = extract(document, load_lexicon())
    return Sheet(document=document, records=found.records, notes=found.notes)


def test_every_record_and_note_is_marked_and_linked_both_ways(trial: Sheet) -> None:
    """No id twice, no link that leads nowhere; each record has its marks, each place of it a link."""
    seen = Seen(page([trial]))
    assert seen.open == []
    assert [name for name, times in Counter(seen.ids).items() if times > 1] == []
    assert {link.removeprefix("#") for link in seen.links} <= set(seen.ids)
    marked = {name for mark in seen.marks for name in mark.split()}
    assert {f"r0-{n}" for n in range(len(trial.records))} <= marked
    for number, record in enumerate(trial.records):
        assert {f"#r0-{number}-{place}" for place in range(len(record.places))} <= set(seen.links)
    assert trial.notes
    assert all(note.reason in seen.words and note.text in seen.words for note in trial.notes)


def test_the_text_is_all_there(trial: Sheet) -> None:
    """Marks change no character of the paper."""
    seen = Seen(page([trial]))
    shown = "".join(seen.words.split())
    for block in trial.document.of_kind(BlockKind.PARAGRAPH, BlockKind.HEADING):
        assert "".join(trial.document[block.span].split()) in shown


def test_each_record_says_its_rule_and_confidence(trial: Sheet) -> None:
    """What the reader needs to trust a record stands with it."""
    seen = Seen(page([trial]))
    assert all(f"by {record.rule}" in seen.words for record in trial.records)
    assert len(re.findall("(?:high|medium|low) confidence", seen.words)) == len(trial.records)


def test_a_paper_cannot_bring_its_own_markup() -> None:
    """Titles, text, notes, places and facts are escaped; no script but the page's own may run."""
    evil = "<script>alert(1)</script><img src=x onerror='x'>\"&"
    place = Place(start=0, end=len(evil), where=evil, row=evil, column=evil)
    blocks = (Block(kind=BlockKind.TITLE, parts=(Span(0, len(evil)),)),)
    sheet = Sheet(
        document=Document(id=evil, text=evil, blocks=blocks),
        records=[Study(doc=evil, span=place, rule=evil, study=evil, design=evil)],
        notes=[Note(doc=evil, place=place, reason=evil, text=evil)],
    )
    markup = page([sheet])
    seen = Seen(markup)
    assert seen.tags["script"] == 1
    assert seen.tags["img"] == 0
    assert "onerror='x'>" not in markup.replace(evil.replace("<", "&lt;"), "")
    assert re.search(r"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[\w+/=]+'", markup)


def test_the_page_needs_nothing_from_outside(trial: Sheet) -> None:
    """No address, no file, no font of another place."""
    markup = page([trial])
    assert re.findall(r"https?://|@import|url\(|src=", markup) == []


def test_overlapping_places_belong_to_all_their_records() -> None:
    """The shortest record gives the colour; all records of the stretch are named."""
    text = "One of two."
    document = Document(id="x", text=text, blocks=(Block(kind=BlockKind.PARAGRAPH, parts=(Span(0, 11),)),))
    records = [
        Study(doc="x", span=Place(start=0, end=10), rule="a", study="long"),
        Study(doc="x", span=Place(start=4, end=6), rule="b", study="short"),
        Study(doc="x", span=Place(start=5, end=8), rule="c", study="across"),
    ]
    seen = Seen(page([Sheet(document=document, records=records, notes=[])]))
    assert seen.marks == ["r0-0", "r0-1 r0-0", "r0-1 r0-2 r0-0", "r0-2 r0-0", "r0-0"]


def test_the_command_writes_the_page_beside_the_records(data: Path, tmp_path: Path) -> None:
    """`extract --report` writes one page for all papers; the same papers give the same page."""
    for name in ("one.html", "two.html"):
        arguments = ["extract", str(data / "invented-text.txt"), str(data / "invented-jats.nxml")]
        result = CliRunner().invoke(app, [*arguments, "--report", str(tmp_path / name)])
        assert result.exit_code == 0
        assert '"kind":"outcome"' in result.stdout
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    seen = Seen((tmp_path / "one.html").read_text("utf-8"))
    assert {"d0", "d1"} <= set(seen.ids)
