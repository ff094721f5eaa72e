"""What pages are made of: headings, tables whose numbers open their quotes, notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from dash import dcc, html
from dash.development.base_component import Component

from kg_builder.web.addresses import CLOSED, paper_href, quote_href, regimen_href
from kg_builder.web.records import facts_of
from kg_builder.web.wording import KIND_NAMES, whereabouts

if TYPE_CHECKING:
    from kg_builder.evidence import Evidence
    from kg_builder.web.shelf import Shelf

__all__ = [
    "Cell",
    "Column",
    "cut",
    "figure",
    "link",
    "notice",
    "numeric",
    "page",
    "pager",
    "plain",
    "quote_sheet",
    "regimen_link",
    "section",
    "table",
    "wild",
]

Cell: TypeAlias = "Component | str | int | list[Component | str] | None"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, and whether it holds numbers."""

    head: str
    is_number: bool = False


def wild(attributes: Mapping[str, str]) -> dict[str, Any]:
    """Attributes that Dash takes by their beginning (`aria-…`, `data-…`), or only where they are set."""
    return dict(attributes)


def plain(*heads: str) -> list[Column]:
    """Columns of words."""
    return [Column(head) for head in heads]


def numeric(*heads: str) -> list[Column]:
    """Columns of numbers, right aligned."""
    return [Column(head, is_number=True) for head in heads]


def page(title: str, *content: Component | None, lead: Cell = None) -> list[Component]:
    """A page: its heading, a line below it, its content."""
    head = [html.H1(title), html.P(lead, className="lead") if lead else None]
    return [part for part in (*head, *content) if part is not None]


def section(title: str, *content: Component | None, name: str = "") -> Component | None:
    """A part of a page; nothing where it has no content."""
    shown = [part for part in content if part is not None]
    if not shown:
        return None
    return html.Section([html.H2(title), *shown], **wild({"id": name} if name else {}))


def notice(words: Cell, kind: str = "note") -> Component:
    """Something to be told: a `note`, a `warning`, an `error`."""
    return html.Div(words, className=f"notice {kind}", role="alert" if kind == "error" else "note")


def link(words: str, href: str, class_name: str = "") -> Component:
    """A link to another page of the explorer."""
    return dcc.Link(words, href=href, className=class_name)


def regimen_link(shelf: Shelf, key: str | None) -> Component | None:
    """A regimen by its name, leading to its page."""
    return link(shelf.label(key), regimen_href(key)) if key else None


def figure(shelf: Shelf, record: Evidence, words: str, unit: str = "") -> Cell:
    """A number that opens its quote; a doubt about it stands beside it."""
    if not words:
        return None
    doubts = shelf.warnings.get(record.id, ())
    shown = html.A(
        words, href=quote_href(record.id), className="number", title=f"Show the quote: {whereabouts(record)}"
    )
    mark = html.Span(
        "⚠", className="doubt", title="; ".join(doubts), role="img", **wild({"aria-label": "; ".join(doubts)})
    )
    rest = [html.Span(f" {unit}", className="unit")] if unit else []
    return [shown, *rest, *([mark] if doubts else [])]


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], caption: str = "") -> Component | None:
    """A table; on narrow screens each row becomes a card. Columns without any content are left out; no rows, no table."""
    if not rows:
        return None
    kept = [n for n in range(len(columns)) if any(row[n] not in (None, "", []) for row in rows)]
    head = html.Tr([html.Th(columns[n].head, scope="col", className=_class(columns[n])) for n in kept])
    body = [html.Tr([_cell(columns[n], row[n]) for n in kept]) for row in rows]
    parts = [html.Caption(caption)] if caption else []
    return html.Table([*parts, html.Thead(head), html.Tbody(body)])


def _cell(column: Column, cell: Cell) -> Component:
    if isinstance(cell, int):
        cell = f"{cell:,}"
    empty = " empty" if cell in (None, "", []) else ""
    return html.Td(cell, className=_class(column) + empty, **wild({"data-label": column.head}))


def _class(column: Column) -> str:
    return "figure" if column.is_number else "words"


def cut(text: str, most: int) -> str:
    """A text on one line, shortened at a word.

    >>> cut("one two  three", 8), cut("one two", 8)
    ('one two…', 'one two')
    """
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(" ,;") + "…"


def pager(part: int, parts: int, hrefs: Sequence[str]) -> Component | None:
    """Links to the parts of what is too long for one page."""
    if parts < 2:
        return None
    links = [
        html.Span(str(n), **wild({"aria-current": "page"})) if n == part else link(str(n), hrefs[n - 1])
        for n in range(1, parts + 1)
    ]
    return html.Nav([html.Span("Part "), *links], className="pager", **wild({"aria-label": "Parts"}))


def quote_sheet(shelf: Shelf, record_id: str) -> list[Component]:
    """The quote behind a number: the words, the place, what was read from them, and any doubt."""
    if not record_id:
        return []
    close = html.A("Close", href=CLOSED, className="close", title="Close (Esc)")
    record = shelf.by_id.get(record_id)
    if record is None:
        return [
            close,
            notice("There is no record of this name here. The graph may have been built anew since.", "error"),
        ]
    doubts = [notice(words, "warning") for words in shelf.warnings.get(record_id, ())]
    return [
        close,
        html.H2(KIND_NAMES[record.kind], id="sheet-title"),
        *doubts,
        html.Blockquote(record.quote) if record.quote else notice("The records at hand came without quotes."),
        html.P([*_places(shelf, record)], className="source"),
        _facts(facts_of(shelf, record)),
        html.P(f"Read by the rule {record.rule}; record {record.id}", className="unit"),
    ]


def _places(shelf: Shelf, record: Evidence) -> Iterable[Component | str]:
    """Where the value is printed, each place leading into the paper."""
    has_text = record.doc in shelf.papers
    for number, place in enumerate(record.places):
        yield "; also " if number else "Printed in "
        words = whereabouts(record, place)
        at = {"view": "text", "at": place.start} if has_text else {"kind": record.kind}
        yield link(words, f"{paper_href(record.doc, **at)}{quote_href(record.id)}")
    yield "."


def _facts(facts: Sequence[tuple[str, str]]) -> Component:
    pairs = [part for name, words in facts for part in (html.Dt(name), html.Dd(words))]
    return html.Dl(pairs, className="facts")
