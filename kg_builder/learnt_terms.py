"""What a paper's abbreviations mean: terms of the vocabulary, combinations of them, or nothing that it knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from kg_builder.document import BlockKind, Document
from kg_builder.lexicon import Category, Term
from kg_builder.mentions import Finder, abbreviations, equated
from kg_builder.readers.captions import is_abbreviations
from kg_builder.reading import read_spans
from kg_builder.regimens import BETWEEN_DRUGS, treatments

__all__ = ["learnt_terms", "listed_abbreviations"]


def listed_abbreviations(document: Document) -> dict[str, str]:
    """The abbreviations that notes below tables and legends of figures list."""
    tables = (b.table for b in document.of_kind(BlockKind.TABLE) if b.table is not None)
    notes = [read_spans(document, [s]).text for table in tables for s in table.notes]
    figures = (b for b in document.of_kind(BlockKind.FIGURE) if "=" in document[b.span])
    legends = (read_spans(document, b.parts).text for b in figures)
    told = {a.short: a.long for legend in (*legends, *notes) for a in equated(legend)}
    return told | {a.short: a.long for n in notes if is_abbreviations(n) for a in abbreviations(n, listed=True)}


def learnt_terms(shorts: Mapping[str, str], finder: Finder) -> dict[str, tuple[Term, ...]]:
    """What the paper's abbreviations mean: a term, a combination of treatments, or nothing that the lexicon knows."""
    learnt: dict[str, tuple[Term, ...]] = {}
    named = {long: _named(long, finder) for long in shorts.values()}
    finder.find_ahead([long for long, term in named.items() if term is None])
    for short, long in shorts.items():
        if term := named[long]:
            learnt[short] = tuple(t for t in finder.lexicon.named(term.label) if t.category == term.category) or (term,)
            continue
        combined = treatments(long, finder.find(long), finder.lexicon)
        whole = len(combined) == 1 and combined[0].end - combined[0].start > 0.8 * len(long)
        if whole and len(combined[0].components) > 1:
            learnt[short] = (_combination(short, long, combined[0].components),)
        elif combined and (drugs := _spelt_by(short, long, finder)):
            learnt[short] = (_combination(short, long, drugs),)
        elif _redefined(short, long, finder):
            learnt[short] = ()
    return learnt


def _named(long: str, finder: Finder) -> Term | None:
    """What a long form names, or else its singular, or what a rate is the rate of."""
    shorter = long.removesuffix("s").removesuffix(" rate")
    return finder.named(long) or (finder.named(shorter) if shorter != long else None)


def _combination(short: str, long: str, components: tuple[str, ...]) -> Term:
    return Term(iri="", key=short, label=long, category=Category.REGIMEN, components=components)


def _spelt_by(short: str, long: str, finder: Finder) -> tuple[str, ...]:
    """The drugs of a list, and nothing else, whose first letters are the abbreviation: "a…, b… and 5-c…" is ABC."""
    named = [(m, t.key) for m in finder.find(long) if (t := m.of(Category.DRUG))]
    if "".join(m.text.lstrip("0123456789-")[:1] for m, _ in named).lower() != short.lower():
        return ()
    between = [long[: named[0][0].start], *(long[a.end : b.start] for (a, _), (b, _) in pairwise(named))]
    joined = all(BETWEEN_DRUGS.fullmatch(gap) for gap in (*between, long[named[-1][0].end :]))
    return tuple(key for _, key in named) if joined and len(named) > 1 else ()


def _redefined(short: str, long: str, finder: Finder) -> bool:
    """Whether the paper uses a known abbreviation for something that shares no word with what the lexicon says."""
    known = finder.lexicon.named(short)
    stems = {w[:5] for w in _LONG_WORD.findall(long.lower())} if known else set[str]()
    words = (w[:5] for t in known for n in t.names for w in _LONG_WORD.findall(n.text.lower()))
    return bool(known) and stems.isdisjoint(words)


_LONG_WORD = re.compile(r"[a-z]{4,}")
