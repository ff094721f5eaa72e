"""Tables of records: every number opens its quote, every row says where it is printed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from dash.development.base_component import Component

from kg_builder.web.addresses import paper_href, quote_href
from kg_builder.web.parts import Cell, Column, cut, figure, link, regimen_link, table
from kg_builder.web.records import COLUMNS, Shown

if TYPE_CHECKING:
    from kg_builder.evidence import Evidence
    from kg_builder.web.shelf import Shelf

__all__ = ["listing", "source"]

_LONGEST = 90  # characters of a cell


def listing(
    shelf: Shelf,
    records: Sequence[Evidence],
    *,
    without: Collection[str] = (),
    regimen: bool = False,
    caption: str = "",
) -> Component | None:
    """Records of one kind as a table, without the columns named; with the regimen if it is not plain from the page."""
    if not records:
        return None
    shown = [column for column in COLUMNS[records[0].kind] if column.head not in without]
    columns = [Column(column.head, column.is_number) for column in shown]
    rows = [[_cell(shelf, record, column) for column in shown] + [source(shelf, record)] for record in records]
    if regimen:
        columns = [Column("Regimen"), *columns]
        rows = [[regimen_link(shelf, shelf.regimen(r)), *row] for r, row in zip(records, rows, strict=True)]
    return table([*columns, Column("Source")], rows, caption)


def _cell(shelf: Shelf, record: Evidence, column: Shown) -> Cell:
    words = column.say(shelf, record)
    return figure(shelf, record, cut(words, _LONGEST)) if column.opens else cut(words, _LONGEST)


def source(shelf: Shelf, record: Evidence) -> Cell:
    """Where a record is printed, in short; it leads there."""
    at = {"view": "text", "at": record.span.start} if record.doc in shelf.papers else {"kind": record.kind}
    return link(
        f"{record.doc}, {record.span.where}",
        f"{paper_href(record.doc, **at)}{quote_href(record.id)}",
        "source",
    )
