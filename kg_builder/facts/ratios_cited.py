"""Ratios of cited studies: of one treatment against another, or of what their patients had."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg_builder.document import Section
from kg_builder.evidence import Effect
from kg_builder.facts.arms_compared import treatments_compared
from kg_builder.facts.contrast import compared_before
from kg_builder.facts.holders import Holder, holders
from kg_builder.facts.ratio_context import ALSO_OF, model_at, named_ratios, names_endpoint, prognostic
from kg_builder.facts.ratio_endpoint import endpoint_of
from kg_builder.facts.ratio_factor import factor_of
from kg_builder.facts.ratios import chance_of, interval_of, measure_of, plausible
from kg_builder.study import Statement
from kg_builder.values import number

__all__ = ["of_cited"]

_Pair = tuple[Holder, Holder] | None


def of_cited(statement: Statement) -> Iterator[Effect]:
    """The ratios of a cited study: of the one that a sentence cites, or with which an introduction's next one goes on."""
    if not (found := named_ratios(statement)):
        return
    if statement.study != "this":
        yield from _of_pair(statement, found, _compared(statement, found[0].start()), statement.study)
    elif statement.block.section is Section.INTRODUCTION and not statement.citations:
        for before in statement.earlier[-1:]:
            if before.study != "this":
                yield from _of_pair(statement, found, _still_compared(statement, before), before.study)


def _compared(statement: Statement, at: int) -> _Pair:
    """The treatments that a ratio of a cited study at `at` compares: those of its sentence, else those of the one before."""
    pair = treatments_compared(statement, at)
    told = compared_before(statement) if not pair and not holders(statement) else ()
    return (told[0], told[1]) if len(told) == 2 else pair


def _still_compared(statement: Statement, before: Statement) -> _Pair:
    """The treatments of the sentence before, in an introduction, where the next one names no other, and no part."""
    pair = treatments_compared(before, len(before.text))
    known = {frozenset(h.regimen) for h in pair or ()}
    named = holders(statement) if pair else ()
    return pair if all(not h.subgroup and frozenset(h.regimen) in known for h in named) else None


def _of_pair(statement: Statement, matches: Sequence[re.Match[str]], pair: _Pair, study: str) -> Iterator[Effect]:
    """The ratios of a cited study that a sentence gives for one treatment against another."""
    if pair is None or prognostic(statement.text):
        yield from _of_factors(statement, matches) if study == statement.study else ()
        return
    for match in matches:
        chance = chance_of(statement.text, match.end())
        end = chance[1] if chance else match.end()
        endpoint, interval = endpoint_of(statement, match, end), interval_of(match)
        if endpoint is not None and plausible(interval):
            yield Effect(
                doc=statement.paper.document.id, span=statement.place(match.start(), end), rule="sentence-effect-cited",
                study=statement.study_at(match.end("value")) if study == statement.study else study,
                endpoint=endpoint, measure=measure_of(match["measure"]),
                factor=pair[0].name if statement.paper.genre == "review" else "treatment",
                contrast=f"{pair[0].name} vs {pair[1].name}", value=number(match["value"]), ci=interval,
                p=chance[0] if chance else None,
            )  # fmt: skip


def _of_factors(statement: Statement, matches: Sequence[re.Match[str]]) -> Iterator[Effect]:
    """The ratios of a cited study that a review's sentence gives for what its patients had."""
    begun, last = 0, None
    for match in matches:
        before = statement.text[begun : match.start()]
        factor, contrast = factor_of(statement, before, begun, part=False)
        if factor is None and ALSO_OF.fullmatch(before) and names_endpoint(statement, before, begun, match.start()):
            factor = last
        last = factor
        chance = chance_of(statement.text, match.end())
        begun = chance[1] if chance else match.end()
        endpoint, interval = endpoint_of(statement, match, begun), interval_of(match)
        if factor not in (None, "treatment") and endpoint is not None and plausible(interval):
            yield Effect(
                doc=statement.paper.document.id, span=statement.place(match.start(), begun), rule="sentence-effect-cited",
                study=statement.study, endpoint=endpoint, measure=measure_of(match["measure"]), model=model_at(statement.text),
                factor=factor, contrast=contrast, value=number(match["value"]), ci=interval, p=chance[0] if chance else None,
            )  # fmt: skip
