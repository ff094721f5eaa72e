"""One page that shows what extraction saw: every paper with its values marked, each record in words, and what is left.

The page stands alone (no file, font or address outside it) and works without its script: marks are links to records,
records link back to all their places. The script only shows a record beside its mark.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from itertools import pairwise
from pathlib import Path

from kg_builder.calibration import measurement
from kg_builder.document import Block, BlockKind, Cell, Document, Span, Table
from kg_builder.evidence import KINDS, Evidence, Place
from kg_builder.facts import Note
from kg_builder.readers import find_papers, read

__all__ = ["Sheet", "in_words", "page", "report_on"]

_WIDE = 160  # characters from which a mark is a line under the words, not a colour behind them


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper with all that was found in it."""

    document: Document
    records: Sequence[Evidence]
    notes: Sequence[Note]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of text that belongs to a record (`r4`) or a note (`n2`), and the name of its place (`r4-0`)."""

    start: int
    end: int
    target: str
    anchor: str
    kind: str


@dataclass(slots=True)
class _Text:
    """Writes a document's text with its marks; `placed` are the anchors that stand in it."""

    document: Document
    marks: list[_Mark]
    placed: set[str] = field(default_factory=set)

    def range(self, span: Span) -> str:
        """A stretch of text with every mark that touches it."""
        near = [m for m in self.marks if m.start < span.end and m.end > span.start]
        cuts = sorted({span.start, span.end, *(c for m in near for c in (m.start, m.end) if c in range(*_ends(span)))})
        return "".join(self._piece(a, b, near) for a, b in pairwise(cuts))

    def _piece(self, start: int, end: int, near: Iterable[_Mark]) -> str:
        words = escape(self.document.text[start:end])
        held = sorted((m for m in near if m.start <= start and end <= m.end), key=lambda m: (m.end - m.start, m.anchor))
        anchors = "".join(f'<a id="{m.anchor}"></a>' for m in held if m.anchor not in self.placed)
        self.placed.update(m.anchor for m in held)
        records = list(dict.fromkeys(m.target for m in held if m.kind != "note"))
        if not held:
            return words
        first = next((m for m in held if m.kind != "note"), held[0])
        wide = " wide" if first.end - first.start > _WIDE else ""
        every = " ".join(records or [first.target])
        return f'{anchors}<a class="m {first.kind}{wide}" href="#{first.target}" data-r="{every}">{words}</a>'


def _ends(span: Span) -> tuple[int, int]:
    return span.start + 1, span.end


def report_on(paths: Iterable[Path], records: Iterable[Evidence], notes: Iterable[Note]) -> bytes:
    """The page of these papers: files and folders, read again, with what a run found in them."""
    held: dict[str, tuple[list[Evidence], list[Note]]] = {}
    for record in records:
        held.setdefault(record.doc, ([], []))[0].append(record)
    for note in notes:
        held.setdefault(note.doc, ([], []))[1].append(note)
    files = {file.stem: file for file in find_papers(paths)[0]}
    sheets = [
        Sheet(document=read(files[doc]), records=found, notes=left)
        for doc, (found, left) in sorted(held.items())
        if doc in files
    ]
    return page(sheets).encode("utf-8")


def page(sheets: Sequence[Sheet]) -> str:
    """The whole page."""
    script, style = _beside("report.js"), _beside("report.css")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    names = ", ".join(sheet.document.id for sheet in sheets[:3]) + (" …" if len(sheets) > 3 else "")
    body = "".join(_paper(sheet, number) for number, sheet in enumerate(sheets))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Extraction report: {escape(names)}</title><style>{style}</style></head>"
        f"<body>{_contents(sheets)}{body}"
        f'<div id="card" role="status" hidden></div><script>{script}</script></body></html>\n'
    )


def _beside(name: str) -> str:
    """A file that ships beside this module."""
    return Path(__file__).with_name(name).read_text("utf-8")


def _contents(sheets: Sequence[Sheet]) -> str:
    records, notes = sum(len(s.records) for s in sheets), sum(len(s.notes) for s in sheets)
    rows = "".join(
        f'<li><a href="#d{n}">{escape(s.document.id)}</a> {len(s.records):,} records, {len(s.notes):,} not understood</li>'
        for n, s in enumerate(sheets)
    )
    papers = f"{len(sheets):,} paper{'' if len(sheets) == 1 else 's'}"
    listed = f"<ol>{rows}</ol>" if len(sheets) > 1 else ""
    return (
        f"<header><h1>Extraction report</h1><p>{papers}, {records:,} records, {notes:,} places seen but not understood. "
        f"Point at a mark to see its record; follow it for all places.</p>{listed}</header>"
    )


def _paper(sheet: Sheet, number: int) -> str:
    text = _Text(sheet.document, list(_marks(sheet, number)))
    titles = list(sheet.document.of_kind(BlockKind.TITLE))
    title = " ".join(text.range(part) for block in titles for part in block.parts)
    body = "".join(_block(block, text) for block in sheet.document.blocks if block not in titles)
    return (
        f'<section class="paper" id="d{number}"><div class="head"><p class="id">{escape(sheet.document.id)}</p>'
        f"<h2>{title}</h2>{_legend(sheet, number)}</div>"
        f"<article>{body}</article><aside>{_records(sheet, number, text)}{_todo(sheet, number, text)}</aside></section>"
    )


def _marks(sheet: Sheet, number: int) -> Iterator[_Mark]:
    for index, record in enumerate(sheet.records):
        name = f"r{number}-{index}"
        for which, place in enumerate(record.places):
            yield _Mark(place.start, place.end, name, f"{name}-{which}", record.kind)
    for index, note in enumerate(sheet.notes):
        name = f"n{number}-{index}"
        yield _Mark(note.place.start, note.place.end, name, f"{name}-0", "note")


def _legend(sheet: Sheet, number: int) -> str:
    counted = Counter(record.kind for record in sheet.records)
    chips = [
        f'<a class="m {kind}" href="#k{number}-{kind}">{_spoken(kind)} <b>{counted[kind]:,}</b></a>'
        for kind in KINDS
        if counted[kind]
    ]
    left = f'<a class="m note" href="#t{number}">not understood <b>{len(sheet.notes):,}</b></a>'
    return f'<p class="legend">{" ".join([*chips, left])}</p>'


def _block(block: Block, text: _Text) -> str:
    if block.table is not None and not block.table.flattened and block.table.cells:
        return _table(block.table, text)
    words = " ".join(text.range(part) for part in block.parts)
    if block.kind is BlockKind.HEADING:
        return f"<h3>{words}</h3>"
    return f'<p class="{block.kind}">{words}</p>'


def _table(table: Table, text: _Text) -> str:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    lines = "".join(f"<tr>{''.join(_cell(cell, text) for cell in rows[row])}</tr>" for row in sorted(rows))
    caption = text.range(table.caption) if table.caption else ""
    notes = "".join(f'<p class="small">{text.range(note)}</p>' for note in table.notes)
    label = escape(table.label.capitalize())
    head = f"<figcaption><b>{label}</b> {caption}</figcaption>"
    return f'<figure>{head}<div class="scroll"><table>{lines}</table></div>{notes}</figure>'


def _cell(cell: Cell, text: _Text) -> str:
    tag = "th" if cell.header else "td"
    spans = "".join(f' {n}="{v}"' for n, v in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if v > 1)
    return f"<{tag}{spans}>{text.range(cell.span)}</{tag}>"


def _records(sheet: Sheet, number: int, text: _Text) -> str:
    groups = {kind: [(n, r) for n, r in enumerate(sheet.records) if r.kind == kind] for kind in KINDS}
    parts = [
        f'<details open id="k{number}-{kind}"><summary><span class="m {kind}">{_spoken(kind)}</span> {len(group):,}</summary>'
        f"<ul>{''.join(_record(record, f'r{number}-{n}', text) for n, record in group)}</ul></details>"
        for kind, group in groups.items()
        if group
    ]
    return f"<h3>Records</h3>{''.join(parts) or '<p>None.</p>'}"


def _record(record: Evidence, name: str, text: _Text) -> str:
    places = ", ".join(_link(f"{name}-{n}", _where(place), text) for n, place in enumerate(record.places))
    known = measurement(record.rule)
    proof = f"{known.right:,} of {known.records:,} right on the gold" if known.records else "never measured"
    return (
        f'<li id="{name}" class="r {record.kind}"><p>{escape(in_words(record))}</p>'
        f'<p class="small"><span class="c {known.confidence}" title="{proof}">{known.confidence} confidence</span> '
        f"by {escape(record.rule)}; in {places}</p></li>"
    )


def _where(place: Place) -> str:
    return ", ".join(filter(None, (place.where, place.row, place.column)))


def _link(anchor: str, words: str, text: _Text) -> str:
    return f'<a href="#{anchor}">{escape(words)}</a>' if anchor in text.placed else escape(words)


def _todo(sheet: Sheet, number: int, text: _Text) -> str:
    if not sheet.notes:
        return f'<h3 id="t{number}">Seen but not understood</h3><p>Nothing.</p>'
    groups: dict[str, list[tuple[int, Note]]] = {}
    for index, note in enumerate(sheet.notes):
        groups.setdefault(note.reason, []).append((index, note))
    parts = [
        f"<details><summary>{escape(reason)} <b>{len(group):,}</b></summary><ul>"
        + "".join(_left(note, f"n{number}-{index}", text) for index, note in group)
        + "</ul></details>"
        for reason, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    return f'<h3 id="t{number}">Seen but not understood</h3>{"".join(parts)}'


def _left(note: Note, name: str, text: _Text) -> str:
    place = _link(f"{name}-0", _where(note.place), text)
    return f'<li id="{name}" class="r note"><p>{escape(note.text)}</p><p class="small">in {place}</p></li>'


def _spoken(name: str) -> str:
    return name.rstrip("_").replace("_", " ")


_SUBJECT = ("endpoint", "factor", "contrast", "event", "grade", "characteristic", "level", "drug", "class_", "name", "body",
            "date", "item")  # fmt: skip
_VALUE = ("statistic", "measure", "metric", "stance", "qualifier", "value", "dose", "unit")


def in_words(record: Evidence) -> str:
    """A record as a reader says it: what was measured, the value as printed, then all else.

    >>> from kg_builder.evidence import Outcome
    >>> in_words(Outcome(doc="x", span=Place(start=0, end=1), rule="r", arm="A", n=60, endpoint="PFS", statistic="median",
    ...                  value=Decimal("7.40"), unit="month", ci=(Decimal("6.1"), None)))
    'PFS: median 7.40 month; arm A; n 60; CI 6.1 to –'
    """
    facts = {name: _said(value) for name, value in record.facts().items() if (name, value) != ("study", "this")}
    subject = " ".join(facts.pop(name) for name in _SUBJECT if name in facts)
    value = " ".join(facts.pop(name) for name in _VALUE if name in facts)
    rest = (f"{'CI' if name == 'ci' else _spoken(name)} {words}" for name, words in facts.items())
    return "; ".join(filter(None, (": ".join(filter(None, (subject, value))), *rest)))


def _said(value: object) -> str:
    match value:
        case (Decimal() | None, Decimal() | None):
            return " to ".join("–" if end is None else str(end) for end in (value[0], value[1]))
        case tuple():
            return " + ".join(map(str, value))
        case dict():
            return ", ".join(f"{name}: {' or '.join(options)}" for name, options in sorted(value.items()))
        case _:
            return str(value)
