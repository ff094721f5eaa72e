"""The page of a paper: its records, kind by kind, and its text with the values marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from dash import html
from dash.development.base_component import Component

from kg_builder.document import Block, BlockKind, Document
from kg_builder.web.addresses import Choices, first, number, paper_href, quote_href
from kg_builder.web.listing import listing
from kg_builder.web.marking import Mark, marks, pieces
from kg_builder.web.parts import link, notice, page, pager, wild
from kg_builder.web.shelf import Shelf
from kg_builder.web.wording import KIND_NAMES, count

__all__ = ["paper_page"]

_ROWS = 60  # of a table on one page
_TEXT = 12_000  # characters of a text on one page, about


def paper_page(shelf: Shelf, doc: str, choices: Choices) -> list[Component]:
    """A paper; `kind` or `view` choose what of it, `part` which part, `at` the character to show."""
    if doc not in shelf.by_doc:
        return page("No such paper", notice(_unknown(shelf, doc), "error"))
    records = shelf.by_doc[doc]
    counts = Counter(r.kind for r in records)
    view, kind = first(choices, "view"), first(choices, "kind")
    kind = kind if kind in counts else next(k for k in KIND_NAMES if k in counts)
    title = shelf.title(doc)
    shown = _text(shelf, doc, choices) if view == "text" else _table(shelf, doc, kind, number(choices, "part"))
    return page(
        doc, _tabs(doc, counts, "text" if view == "text" else kind), *shown, lead=title or count(len(records), "record")
    )


def _unknown(shelf: Shelf, doc: str) -> str:
    near = get_close_matches(doc, shelf.by_doc, n=3, cutoff=0.4) or list(shelf.by_doc)[:5]
    return f"There is no paper called {doc[:80]!r} here. There are: {', '.join(near)}."


def _tabs(doc: str, counts: Counter[str], current: str) -> Component:
    """Links to the kinds of records, and to the text."""
    tabs = [(k, f"{name} {counts[k]}", paper_href(doc, kind=k)) for k, name in KIND_NAMES.items() if k in counts]
    tabs.append(("text", "Text", paper_href(doc, view="text")))
    links = [link(words, href, "current" if name == current else "") for name, words, href in tabs]
    return html.Nav(links, className="switch", **wild({"aria-label": "What of the paper"}))


def _table(shelf: Shelf, doc: str, kind: str, part: int) -> list[Component | None]:
    found = [r for r in shelf.by_doc[doc] if r.kind == kind]
    parts = -(-len(found) // _ROWS)
    part = min(max(part, 1), parts)
    hrefs = [paper_href(doc, kind=kind, part=n) for n in range(1, parts + 1)]
    shown = found[(part - 1) * _ROWS : part * _ROWS]
    title = html.H2(f"{KIND_NAMES[kind]}")
    nav = pager(part, parts, hrefs)
    return [title, nav, listing(shelf, shown), pager(part, parts, hrefs) if nav else None]


def _text(shelf: Shelf, doc: str, choices: Choices) -> list[Component | None]:
    paper = shelf.papers.get(doc)
    if paper is None:
        words = "The text of this paper is not at hand. Start the explorer with --papers and the folder that has it."
        return [notice(words)]
    found = marks(shelf.by_doc[doc])
    stale = [m for m in found if m.quote is not None and paper.text[m.start : m.end] != m.quote]
    if len(stale) * 10 > len(found):
        words = "The text at hand is not the one that the records were read from; build the graph anew from it."
        return [notice(words, "warning")]
    chunks = _chunks(paper)
    at = number(choices, "at", 0)
    part = next((n for n, chunk in enumerate(chunks, 1) if at and chunk[-1].span.end > at), number(choices, "part"))
    part = min(max(part, 1), len(chunks))
    hrefs = [paper_href(doc, view="text", part=n) for n in range(1, len(chunks) + 1)]
    legend = notice("Marked words were read as values; choose one to see what was read.")
    body = html.Article([b for block in chunks[part - 1] for b in _block(paper, block, found)], className="text")
    return [legend, pager(part, len(chunks), hrefs), body, pager(part, len(chunks), hrefs)]


def _chunks(paper: Document) -> list[list[Block]]:
    """The blocks, in parts of a length that a page shows at once."""
    chunks: list[list[Block]] = [[]]
    size = 0
    for block in paper.blocks:
        length = block.span.end - block.span.start
        if chunks[-1] and size + length > _TEXT:
            chunks.append([])
            size = 0
        chunks[-1].append(block)
        size += length
    return chunks


def _block(paper: Document, block: Block, found: Sequence[Mark]) -> Iterator[Component]:
    """A paragraph, a heading, a table with its values marked."""
    if block.kind is BlockKind.TABLE and block.table is not None and not block.table.flattened:
        yield _printed_table(paper, block, found)
        return
    tag = {BlockKind.TITLE: html.H2, BlockKind.HEADING: html.H3, BlockKind.FIGURE: html.Blockquote}.get(
        block.kind, html.P
    )
    content = [part for span in block.parts for part in _marked(paper.text, span.start, span.end, found)]
    yield tag(content, className=str(block.kind))


def _printed_table(paper: Document, block: Block, found: Sequence[Mark]) -> Component:
    """A table as printed, in a frame of its own that scrolls."""
    assert block.table is not None  # noqa: S101 - asked before
    rows: dict[int, list[Component]] = {}
    for cell in sorted(block.table.cells, key=lambda c: (c.row, c.column)):
        tag = html.Th if cell.header else html.Td
        content = list(_marked(paper.text, cell.span.start, cell.span.end, found))
        rows.setdefault(cell.row, []).append(tag(content, rowSpan=cell.rowspan, colSpan=cell.colspan))
    caption = block.table.caption
    told = [html.Caption(list(_marked(paper.text, caption.start, caption.end, found)))] if caption else []
    notes = [html.P(list(_marked(paper.text, n.start, n.end, found)), className="note") for n in block.table.notes]
    body = html.Table([*told, html.Tbody([html.Tr(cells) for _, cells in sorted(rows.items())])], className="printed")
    return html.Div([html.Div(body, className="scroll", tabIndex="0"), *notes])


def _marked(text: str, start: int, end: int, found: Sequence[Mark]) -> Iterator[Component | str]:
    for piece in pieces(start, end, found):
        words = text[piece.start : piece.end]
        if piece.record is None:
            yield words
        else:
            yield html.A(words, href=quote_href(piece.record), className=f"mark {piece.kind}", id=f"at-{piece.start}")
