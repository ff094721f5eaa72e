"""The reader of JATS XML (PubMed Central and most publishers): the text is rendered by us, blocks parted by blank lines.

Order: title, keywords, abstracts, body, floating tables and figures, back matter, references.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from kg_builder.document import BlockKind, Document, Section, Span, Table
from kg_builder.errors import DocumentError
from kg_builder.readers._reader import Reader
from kg_builder.readers.citations import citation
from kg_builder.readers.inline import gather_child, name_of, plain, squeeze
from kg_builder.readers.jats_tables import write_rows
from kg_builder.readers.labels import float_label
from kg_builder.readers.page import Page
from kg_builder.readers.sections import section_of
from kg_builder.readers.sniff import is_xml
from kg_builder.readers.xml import parse

__all__ = ["READER"]

_CONTAINERS = frozenset(
    {"sec", "boxed-text", "app", "app-group", "ack", "notes", "bio", "fn-group", "floats-group", "fig-group", "back"}
    | {"table-wrap-group", "statement", "disp-quote", "fn", "supplementary-material", "glossary", "list-item", "body"}
)
_BLOCKS = _CONTAINERS | {"table-wrap", "fig", "list", "def-list", "ref-list", "disp-formula-group", "array", "p"}
_SEC_TYPES = (
    ("intro", Section.INTRODUCTION),
    ("method", Section.METHODS),
    ("materials", Section.METHODS),
    ("subjects", Section.METHODS),
    ("result", Section.RESULTS),
    ("discuss", Section.DISCUSSION),
    ("conclu", Section.DISCUSSION),
    ("supplementary", Section.BACK),
)


def _read(data: bytes, doc: str, where: str) -> Document:
    root = parse(data, where)
    article = next(root.iter("{*}article"), None)
    if article is None:
        raise DocumentError(f"{where}: XML, but not a JATS article (its root element is <{name_of(root.tag)}>)")
    writer = _Writer()
    writer.article(article)
    document = writer.page.document(doc, "jats")
    if not document.blocks:
        raise DocumentError(f"{where}: a JATS article without any text")
    return document


READER = Reader(format="jats", recognises=is_xml, read=_read)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the argument the writer stands."""

    section: Section
    heading: str = ""


@dataclass(slots=True)
class _Writer:
    """Walks an article and writes it down; knows elements, not medicine."""

    page: Page = field(default_factory=Page)
    tables: int = 0
    figures: int = 0
    references: int = 0

    def article(self, article: etree._Element) -> None:
        """Title, keywords, abstracts, body, floats, back."""
        meta = article.find("front/article-meta")
        front = meta if meta is not None else article.find("front-stub")
        if front is not None:
            self._front(front)
        for part, section in (("body", Section.BODY), ("floats-group", Section.BODY), ("back", Section.BACK)):
            for element in article.iterchildren(part):
                self._container(element, _Place(section))

    def _front(self, front: etree._Element) -> None:
        for element in front.iterfind("title-group/article-title"):
            self._write(BlockKind.TITLE, plain(element), _Place(Section.FRONT))
        for element in front.iterfind("kwd-group"):
            words = "; ".join(plain(word) for word in element.iter("kwd"))
            self._write(BlockKind.FURNITURE, f"Keywords: {words}" if words else "", _Place(Section.FRONT))
        for element in front.iterfind("abstract"):
            self._container(element, _Place(Section.ABSTRACT))

    def _container(self, element: etree._Element, place: _Place) -> None:
        for child in element:
            place = self._element(child, place)

    def _element(self, child: etree._Element, place: _Place) -> _Place:
        """Write one element; a title moves the place for what follows."""
        match name_of(child.tag):
            case "title":
                return self._heading(child, place)
            case "p":
                self._flow(child, place)
            case "table-wrap":
                self._table_wrap(child, place)
            case "fig":
                self._figure(child, place)
            case "ref-list":
                self._reference_list(child, place)
            case "def-list":
                self._definitions(child, place)
            case "list":
                self._container(child, place)
            case "disp-formula":
                self._formula(child, place)
            case name if name in _CONTAINERS:
                self._container(child, self._opened(child, name, place))
        return place

    def _formula(self, formula: etree._Element, place: _Place) -> None:
        self._write(BlockKind.PARAGRAPH, plain(formula), place)

    def _opened(self, element: etree._Element, name: str, place: _Place) -> _Place:
        kind = (element.get("sec-type") or "").lower()
        typed = next((section for word, section in _SEC_TYPES if word in kind), None) if name == "sec" else None
        fixed = place.section in (Section.ABSTRACT, Section.BACK)
        return _Place(typed, place.heading) if typed and not fixed else place

    def _heading(self, title: etree._Element, place: _Place) -> _Place:
        words = plain(title)
        self._write(BlockKind.HEADING, words, place)
        unknown = place.section is Section.BODY
        return _Place((section_of(words) if unknown else None) or place.section, words)

    def _flow(self, paragraph: etree._Element, place: _Place) -> None:
        """A paragraph, in several parts when tables, figures or lists stand inside it."""
        parts: list[Span] = []
        pieces = [paragraph.text or ""]
        for child in paragraph:
            if name_of(child.tag) in _BLOCKS:
                self._flush(pieces, parts)
                self._element(child, place)
            else:
                gather_child(child, pieces)
            pieces.append(child.tail or "")
        self._flush(pieces, parts)
        if parts:
            self.page.block(BlockKind.PARAGRAPH, parts, place.section, place.heading)

    def _flush(self, pieces: list[str], parts: list[Span]) -> None:
        words = squeeze("".join(pieces))
        pieces.clear()
        if words:
            parts.append(self.page.paragraph(words))

    def _write(self, kind: BlockKind, words: str, place: _Place, label: str = "") -> None:
        if words:
            self.page.block(kind, [self.page.paragraph(words)], place.section, place.heading, label)

    def _figure(self, figure: etree._Element, place: _Place) -> None:
        self.figures += 1
        printed = _child_words(figure, "label")
        label = float_label(printed) or f"figure {self.figures}"
        self._write(BlockKind.FIGURE, squeeze(f"{printed} {_child_words(figure, 'caption')}"), place, label)

    def _definitions(self, element: etree._Element, place: _Place) -> None:
        pairs = [(_child_words(item, "term"), _child_words(item, "def")) for item in element.iter("def-item")]
        words = "; ".join(f"{term.rstrip(':,')}, {meaning.rstrip('.;')}" for term, meaning in pairs)
        self._write(BlockKind.PARAGRAPH, f"Abbreviations: {words}." if words else "", place)

    def _reference_list(self, element: etree._Element, place: _Place) -> None:
        place = _Place(Section.BACK, _child_words(element, "title") or "References")
        self._write(BlockKind.HEADING, _child_words(element, "title"), place)
        for reference in element.iter("ref"):
            self.references += 1
            parts = list(reference)
            label = _child_words(parts, "label").strip("[]().: ") or str(self.references)
            words = " ".join(filter(None, map(citation, parts)))
            self._write(BlockKind.REFERENCE, f"{squeeze(label)}. {words}" if words else "", place, label)

    def _table_wrap(self, wrap: etree._Element, place: _Place) -> None:
        self.tables += 1
        printed = _child_words(wrap, "label")
        label = float_label(printed) or f"table {self.tables}"
        caption: Span | None = None
        grids = list(wrap.iter("{*}table"))
        for index, grid in enumerate(grids or [None]):
            start = self.page.paragraph(f"{printed} " if printed and not index else "")
            if not index and (words := _child_words(wrap, "caption")):
                caption = self.page.write(words)
            cells = write_rows(grid, self.page) if grid is not None else ()
            last = index == max(len(grids) - 1, 0)
            notes = tuple(self._note(words) for words in _notes(wrap)) if last else ()
            end = self.page.write("")
            if end.end == start.start:
                continue
            table = Table(label=label, cells=cells, caption=caption, notes=notes)
            self.page.block(BlockKind.TABLE, [Span(start.start, end.end)], place.section, place.heading, label, table)

    def _note(self, words: str) -> Span:
        self.page.append("\n")
        return self.page.write(words)


def _notes(wrap: etree._Element) -> Iterator[str]:
    for foot in wrap.iter("table-wrap-foot"):
        for element in foot:
            inner = list(element.iterchildren("fn")) if name_of(element.tag) == "fn-group" else [element]
            yield from filter(None, map(plain, inner))


def _child_words(element: Iterable[etree._Element], name: str) -> str:
    return " ".join([plain(child) for child in element if child.tag == name])
