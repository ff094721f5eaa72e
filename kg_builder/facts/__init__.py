"""From a document to evidence records: one module per kind of fact, all run by `extract`.

An extractor takes a `Paper` and yields records and notes. A new kind of fact is a module here and a line in `EXTRACTORS`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from msgspec.structs import replace

from kg_builder.document import Document
from kg_builder.evidence import Association, ClassOf, Components, Evidence, Recommendation, Record, Sequence
from kg_builder.facts.absent import absent_events, absent_responses
from kg_builder.facts.adverse_prose import adverse_events
from kg_builder.facts.association import associations
from kg_builder.facts.baseline_cited import cited_baselines
from kg_builder.facts.baseline_levels import baseline_levels
from kg_builder.facts.baseline_prose import baselines
from kg_builder.facts.class_of import classes
from kg_builder.facts.classified import classified
from kg_builder.facts.counted_in_both import counted_in_both
from kg_builder.facts.counted_of_arms import counted_of_arms
from kg_builder.facts.counted_patients import counted_patients
from kg_builder.facts.counted_responses import counted_responses
from kg_builder.facts.dose import doses
from kg_builder.facts.effect_prose import effects
from kg_builder.facts.from_tables import from_tables
from kg_builder.facts.graded_pairs import graded_pairs
from kg_builder.facts.literature import literature_outcomes
from kg_builder.facts.model import models
from kg_builder.facts.model_table import listed_models
from kg_builder.facts.note import Note
from kg_builder.facts.outcome import outcomes
from kg_builder.facts.overview_facts import overview_facts
from kg_builder.facts.own_again import own_again
from kg_builder.facts.patient import patients
from kg_builder.facts.pooled_trials import of_pooled_trials
from kg_builder.facts.recommendation import recommendations
from kg_builder.facts.sequence import sequences
from kg_builder.facts.sized_sections import sized_by_sections
from kg_builder.facts.studies import studies
from kg_builder.facts.timeline import timeline
from kg_builder.lexicon import Lexicon
from kg_builder.reconcile import reconcile
from kg_builder.study import Paper, understand

__all__ = ["EXTRACTORS", "Extraction", "Note", "extract"]

Extractor = Callable[[Paper], Iterator[Record | Note]]

EXTRACTORS: tuple[Extractor, ...] = (
    outcomes,
    literature_outcomes,
    overview_facts,
    from_tables,
    baselines,
    baseline_levels,
    classified,
    cited_baselines,
    patients,
    adverse_events,
    absent_events,
    counted_patients,
    counted_in_both,
    counted_of_arms,
    counted_responses,
    absent_responses,
    graded_pairs,
    effects,
    associations,
    sequences,
    recommendations,
    models,
    listed_models,
    classes,
    doses,
    studies,
    timeline,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one document yielded: records sorted by place, each once; notes sorted by place."""

    records: tuple[Record, ...]
    notes: tuple[Note, ...]


def extract(document: Document, lexicon: Lexicon) -> Extraction:
    """All evidence that the document reports, one record per fact, quotes filled in."""
    with _understood(document, lexicon) as paper:
        every = [x for extractor in EXTRACTORS for x in extractor(paper)]
        told = [_in_general_names(x, lexicon) if type(x) in _NAMING else x for x in every]
        found = own_again(of_pooled_trials(paper, list(sized_by_sections(paper, told))))
    notes = dict.fromkeys(n for n in found if isinstance(n, Note))
    return Extraction(
        records=reconcile(document, (r for r in found if isinstance(r, Evidence))),
        notes=tuple(sorted(notes, key=lambda n: (n.place.start, n.place.end, n.reason))),
    )


_NAMING = frozenset({Sequence, Association, Recommendation, ClassOf})  # what names procedures and classes in general


def _in_general_names(found: Record | Note, lexicon: Lexicon) -> Record | Note:
    """What follows what, helps or is advised is told of resection and ablation, of whatever organ and by whatever means."""

    def named(components: Components) -> Components:
        return tuple(dict.fromkeys(lexicon.recorded_as(c) for c in components))

    match found:
        case Sequence():
            slots = {lexicon.recorded_as(slot): members for slot, members in found.one_of.items()}
            return replace(found, from_=named(found.from_), to=named(found.to), one_of=slots)
        case Association() | Recommendation():
            return replace(found, treatment=named(found.treatment))
        case ClassOf():
            return replace(found, class_=lexicon.recorded_as(found.class_))
        case _:
            return found


@contextmanager
def _understood(document: Document, lexicon: Lexicon) -> Iterator[Paper]:
    """The paper, with no search for garbage meanwhile: all it makes is in use till its end, when it lets go of its sentences."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        paper = understand(document, lexicon)
        yield paper
        vars(paper).clear()
    finally:
        if collecting:
            gc.enable()
