"""A table as rows of whole cells under their heads, for tables whose every column says something of its row's subject."""

from __future__ import annotations

from dataclasses import dataclass

from kg_builder.document import Block, Cell, Document
from kg_builder.tables._heads import bands_of, header_paths
from kg_builder.tables._matrix import matrix_of

__all__ = ["Listing", "listing"]


@dataclass(frozen=True, slots=True)
class Listing:
    """The heads over each column, and the rows: at each place the cell that covers it, if any."""

    heads: tuple[tuple[str, ...], ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] = ()


def listing(document: Document, block: Block) -> Listing:
    r"""The first head of a table and the rows below it; nothing of a flattened table.

    >>> from kg_builder.readers import read_bytes
    >>> document = read_bytes(b"Table 1. Trials\nTrial\tDrug\tN\nABC-1\taaa\t40\nABC-2\tbbb\t50\n", "x")
    >>> (found,) = (listing(document, b) for b in document.blocks if b.table)
    >>> found.heads, [[document[cell.span] for cell in row if cell] for row in found.rows]
    ((('Trial',), ('Drug',), ('N',)), [['ABC-1', 'aaa', '40'], ['ABC-2', 'bbb', '50']])
    """
    table = block.table
    if table is None or table.flattened or not table.cells:
        return Listing()
    matrix = matrix_of(document, table)
    if not matrix.columns:
        return Listing()
    heads, body = bands_of(matrix, table)[0]
    spanned = any(cell.colspan > 1 for cell in table.cells if cell.row in heads)
    return Listing(tuple(header_paths(matrix, heads, spanned)), tuple(tuple(matrix.owners[row]) for row in body))
