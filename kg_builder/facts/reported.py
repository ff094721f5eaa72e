"""The sentences in which a paper reports of its own patients."""

from __future__ import annotations

from kg_builder.document import BlockKind, Section
from kg_builder.held import once
from kg_builder.study import Paper, Statement

__all__ = ["reported"]

_SECTIONS = (Section.ABSTRACT, Section.RESULTS)


@once
def reported(paper: Paper) -> tuple[Statement, ...]:
    """The sentences of the abstract and the results, but for titles and captions, that tell of the paper's own study."""
    found = [s for s in paper.statements if s.block.section in _SECTIONS and s.block.kind is BlockKind.PARAGRAPH]
    return tuple([s for s in found if s.own])
