"""The tables of a paper, each handed to the facts that its kind reports."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from kg_builder.evidence import Record
from kg_builder.facts import adverse_event, baseline, effect, effect_row, outcome_table, sequence_table
from kg_builder.facts.classed_rows import traits_beside
from kg_builder.facts.deaths_of_disease import deaths_of_disease
from kg_builder.facts.event_columns import events_counted
from kg_builder.facts.level_chances import tested
from kg_builder.facts.level_columns import with_levels_named
from kg_builder.facts.marker_columns import by_trait, without_markers
from kg_builder.facts.marker_levels import marker_levels, sized_levels, without_levels
from kg_builder.facts.model_table import own_models
from kg_builder.facts.note import Note
from kg_builder.facts.pair_order import counts_first, without_denied
from kg_builder.facts.result_groups import by_result
from kg_builder.facts.sheet import Row, Sheet, sheets
from kg_builder.facts.table_kinds import begins_with_characteristics, kind_of, names_kind
from kg_builder.facts.turned import turned
from kg_builder.facts.two_in_cells import apart
from kg_builder.study import Paper

__all__ = ["from_tables"]


def _characteristics(sheet: Sheet) -> Iterator[Record | Note]:
    """The characteristics of the patients, less what a marker measured in each part of them."""
    sheet.paper.finder.find_ahead([" ".join(row.path) for row in sheet.rows])
    return baseline.from_sheet(without_markers(sheet))


_FACTS: Mapping[str, tuple[Callable[[Sheet], Iterator[Record | Note]], ...]] = {
    "baseline": (_characteristics, by_trait, outcome_table.beside_baseline, tested),
    "adverse_event": (adverse_event.from_sheet, deaths_of_disease),
    "effect": (effect.from_sheet, effect_row.from_sheet, outcome_table.from_sheet, events_counted, tested),
    "sequence": (sequence_table.from_sheet,),
    "outcome": (outcome_table.from_sheet, effect.from_sheet, effect_row.from_sheet, events_counted, tested),
}
_AS_READ: Mapping[str, Callable[[Sheet], Sheet]] = {
    "baseline": lambda sheet: by_result(turned(sheet)),
    "adverse_event": lambda sheet: without_denied(apart(turned(sheet))),
}
_MIXED = {"outcome": "adverse_event", "adverse_event": "outcome"}


def from_tables(paper: Paper) -> Iterator[Record | Note]:
    """What the tables of the paper report; a note for a table whose kind is not clear."""
    laid = tuple([with_levels_named(counts_first(sheet)) for sheet in sheets(paper)])
    told = (label for sheet in laid for row in sheet.rows for label in (*row.path, row.label))
    paper.finder.find_ahead([*(sheet.caption for sheet in laid), *told])
    for kind, sheet in itertools.chain.from_iterable(map(_by_section, laid)):
        yield from own_models(sheet)
        if by_level := tuple(marker_levels(sheet)):
            yield from (*by_level, *baseline.from_sheet(without_levels(sheet)))
        elif kind is None:
            place = paper.place(sheet.block.span, sheet.block.where)
            yield Note(doc=paper.document.id, place=place, reason="table's kind not clear", text=sheet.caption)
        else:
            read = _AS_READ[kind](sheet) if kind in _AS_READ else sheet
            for fact in _FACTS[kind]:
                yield from fact(read)
            if kind in ("effect", "outcome") and begins_with_characteristics(sheet.caption):
                yield from baseline.from_sheet(_counted(sheet))
            elif kind == "outcome" and "baseline" in names_kind(sheet.caption) and (traits := traits_beside(read)):
                yield from baseline.from_sheet(traits)
            if kind in ("effect", "outcome"):
                yield from sized_levels(sheet)


def _counted(sheet: Sheet) -> Sheet:
    """The columns that count patients, of a table of characteristics that tells beside them what they mean for an outcome."""
    counts = (c for c in sheet.columns if c.statistic == "count percent" and c.heading.endpoint is None)
    return replace(sheet, columns=tuple(counts))


def _by_section(sheet: Sheet) -> Iterator[tuple[str | None, Sheet]]:
    """The sheet and its kind; a section of adverse events below one of outcomes, or the other way round, apart."""
    kind = "sequence" if sequence_table.tells_next(sheet) else kind_of(sheet)
    other = _MIXED.get(kind or "")
    if other is None:
        yield kind, sheet
        return
    kept: list[Row] = []
    apart: list[tuple[str, Sheet]] = []
    for label, group in itertools.groupby(sheet.rows, key=lambda r: r.path[0] if len(r.path) > 1 else None):
        rows = tuple(group)
        section = replace(sheet, caption=label, rows=rows) if label and names_kind(label) == {other} else None
        if section is not None and kind_of(section) == other:
            apart.append((other, section))
        else:
            kept += rows
    if kept or not apart:
        yield kind, replace(sheet, rows=tuple(kept)) if apart else sheet
    yield from apart
