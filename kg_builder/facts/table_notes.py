"""What stands below a paper's tables, as sentences."""

from __future__ import annotations

from kg_builder.document import BlockKind
from kg_builder.held import once
from kg_builder.reading import sentences
from kg_builder.study import Paper, Statement

__all__ = ["told_below_tables"]


@once
def told_below_tables(paper: Paper) -> tuple[Statement, ...]:
    """The sentences of the notes below the tables, in reading order."""
    return tuple(
        [
            Statement(paper, block, sentence, number)
            for block in paper.document.of_kind(BlockKind.TABLE)
            for note in (block.table.notes if block.table else ())
            for number, sentence in enumerate(sentences(paper.read(note)))
        ]
    )
