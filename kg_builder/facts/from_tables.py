"""The tables of a paper, each handed to the facts that its kind reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kg_builder.evidence import Record
from kg_builder.facts import adverse_event, baseline, effect, outcome_table, sequence_table
from kg_builder.facts.note import Note
from kg_builder.facts.sheet import Sheet, by_result, sheets
from kg_builder.facts.table_kinds import kind_of
from kg_builder.study import Paper

__all__ = ["from_tables"]

_FACTS: Mapping[str, tuple[Callable[[Sheet], Iterator[Record | Note]], ...]] = {
    "baseline": (baseline.from_sheet, outcome_table.beside_baseline),
    "adverse_event": (adverse_event.from_sheet,),
    "effect": (effect.from_sheet, outcome_table.from_sheet),
    "sequence": (sequence_table.from_sheet,),
    "outcome": (outcome_table.from_sheet, effect.from_sheet),
}


def from_tables(paper: Paper) -> Iterator[Record | Note]:
    """What the tables of the paper report; a note for a table whose kind is not clear."""
    for sheet in sheets(paper):
        kind = "sequence" if sequence_table.tells_next(sheet) else kind_of(sheet)
        if kind is None:
            place = paper.place(sheet.block.span, sheet.block.where)
            yield Note(doc=paper.document.id, place=place, reason="table's kind not clear", text=sheet.caption)
        else:
            for fact in _FACTS[kind]:
                yield from fact(by_result(sheet) if kind == "baseline" else sheet)
