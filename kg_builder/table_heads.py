"""The groups that the heads of a paper's tables name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg_builder import letters
from kg_builder.arms import head, key
from kg_builder.assessors import names_assessor
from kg_builder.document import BlockKind, Cell, Document, Table
from kg_builder.mentions import Finder
from kg_builder.reading import words_of
from kg_builder.regimens import treatments

__all__ = ["called_heads", "lettered_heads", "sized_heads", "treated_only"]


def sized_heads(document: Document) -> Iterator[list[tuple[str, int | None]]]:
    """The groups, with sizes, over the columns of each table."""
    for block in document.of_kind(BlockKind.TABLE):
        if block.table is not None and not block.table.flattened:
            yield list(_sized(document, block.table))


_OF_SOME = re.compile(  # of the patients: those who were treated, or could be judged
    r"\badverse|\btoxic|\bside[-\s]effect|\bsafety\b|\b(?:TR|TE)?AEs?\b|evaluable\b|\bassessable\b|\bper[-\s]protocol\b|\bmeasurable\b",
    re.IGNORECASE,
)


def treated_only(
    document: Document, tables: Iterable[Sequence[tuple[str, int | None]]]
) -> Mapping[frozenset[str], int | None]:
    """The sizes that only tables of adverse events, or of those who could be judged, print over columns, by the names' words.

    Args:
        document: for its tables.
        tables: what `sized_heads` says of each of them.
    """
    blocks = (b for b in document.of_kind(BlockKind.TABLE) if b.table is not None and not b.table.flattened)
    sized, others = dict[frozenset[str], int | None](), set[frozenset[str]]()
    for block, heads in zip(blocks, tables, strict=True):
        caption = document[block.table.caption] if heads and block.table and block.table.caption else ""
        if _OF_SOME.search(caption):
            sized |= {key(name): n for name, n in heads}
        else:
            others |= {key(name) for name, _ in heads}
    return {name: n for name, n in sized.items() if name not in others}


_CALLED = re.compile(r"(?P<name>[A-Za-z][\w+/ -]{2,40}?)\s(?:arm|group)", re.IGNORECASE)


def called_heads(document: Document, finder: Finder) -> tuple[str, ...]:
    """The groups of the first table whose heads call just two columns arms or groups, each by its treatment."""
    for block in document.of_kind(BlockKind.TABLE):
        heads = _head_cells(block.table) if block.table and not block.table.flattened else ()
        called = [m["name"] for cell in heads if (m := _CALLED.fullmatch(words_of(document, cell.span)))]
        named = list(dict.fromkeys(called))
        if len(named) == 2 and all(len(treatments(name, finder.find(name), finder.lexicon)) == 1 for name in named):
            return tuple(named)
    return ()


def lettered_heads(document: Document) -> Iterator[tuple[str, str]]:
    """The letters in the heads of tables, each with the rest of its head: "X1 plus X2 Arm A"."""
    for block in document.of_kind(BlockKind.TABLE):
        for cell in block.table.cells if block.table is not None else ():
            if cell.header and cell.column and "rm " in (text := document[cell.span]):
                letter, (name, _) = letters.within(text), head(words_of(document, cell.span))
                rest = letters.without(name)
                if letter and rest:
                    yield letter, rest


_MODEL = re.compile(r"(?:uni|multi)-?varia(?:te|ble)\b|(?:un)?adjusted\b", re.IGNORECASE)  # "Multivariable (n = 280)"


def _head_cells(table: Table) -> Iterator[Cell]:
    """The heads of a table's columns, but of the first."""
    marked = any(c.header and c.column for c in table.cells)
    first = 0 if marked else min(3, table.shape[0] - 1)  # rows that may be heads, unmarked
    for cell in table.cells:
        if cell.column and (cell.header or cell.row < first):
            yield cell


_SIZE_SIGNS = ("=", "\uff1d", "&")  # of which a size has one as printed


_WORDLESS = re.compile(r"[\d\W]+")


def _sized(document: Document, table: Table) -> Iterator[tuple[str, int | None]]:
    """The names that stand beside or over a size; without it, where a name stands over different sizes."""
    sizes: dict[str, set[int]] = {}
    single: dict[tuple[int, int], Cell] = {}
    for cell in _head_cells(table):
        if cell.header and cell.colspan == 1:
            single[cell.row, cell.column] = cell
        printed = document[cell.span]
        name, n = head(words_of(document, cell.span)) if any(map(printed.__contains__, _SIZE_SIGNS)) else ("", None)
        if n is not None and not name and (above := single.get((cell.row - 1, cell.column))):
            name, _ = head(words_of(document, above.span))
        if n is not None and name:
            sizes.setdefault(name, set()).add(n)
    for name, found in sizes.items():
        if not (names_assessor(name) or _MODEL.match(name) or _WORDLESS.fullmatch(name)):
            yield name, found.pop() if len(found) == 1 else None
