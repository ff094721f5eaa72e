"""The registry numbers of the study that a paper reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.document import BlockKind, Section
from kg_builder.evidence import Place
from kg_builder.evidence import Study as StudyRecord
from kg_builder.facts.registry import REGISTRY, registered, registry_of
from kg_builder.held import once
from kg_builder.study import Paper

__all__ = ["registrations"]


@once
def registrations(paper: Paper) -> tuple[StudyRecord, ...]:
    """The registry numbers of this study, which stand in its front matter, abstract, methods or back matter."""
    return tuple(_registrations(paper)) if paper.genre == "trial" else ()


def _registrations(paper: Paper) -> Iterator[StudyRecord]:
    sections = (Section.FRONT, Section.ABSTRACT, Section.METHODS, Section.BACK)
    numbered = {s.block.span for s in paper.holding(REGISTRY)}
    for block in paper.document.of_kind(BlockKind.PARAGRAPH, BlockKind.FURNITURE, BlockKind.TITLE):
        short = not numbered and block.span.end - block.span.start < _SHORT
        told = f"{block.heading}: {paper.document[block.span]}" if short else ""
        if "egistration" in told and (own := _OWN_NUMBER.fullmatch(told)):
            yield _record(paper, paper.place(block.span, block.where), own["number"])
        if block.span not in numbered and paper.statements_of(block):
            continue
        elsewhere = block.section not in sections
        if elsewhere and " registered " not in paper.document[block.span]:
            continue
        reading = paper.read(*block.parts)
        for match in registered(reading.text):
            around = reading.text[max(0, match.start() - 160) : match.end()]
            said = _REGISTERED.search(around) or _WAS.match(reading.text, match.end())
            if block.section is Section.METHODS and not said:
                continue
            if elsewhere and not _WAS_REGISTERED.search(around):
                continue
            yield _record(paper, paper.place(reading.span(*match.span()), block.where), registry_of(match))


_SHORT = 80  # characters of a paragraph that has but a number
_OWN_NUMBER = re.compile(  # of whatever form, where nothing else is said
    r"(?:.*:\s)?(?:(?:trial|study)\s)?registration(?:\s(?:number|no\.?|id))?\s?:\s*(?-i:(?P<number>(?=[\w/.-]*\d{2})[A-Z\d][\w/-]{5,24}))\.?\s*",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"\b(?:this|our|we|registered|registration|registry|identifier|ClinicalTrials|Current\sControlled)", re.IGNORECASE
)


_WAS_REGISTERED = re.compile(
    r"\b(?:the|this|our)\s(?:trial|study)\s(?:was|is|has\sbeen)\s(?:\w+ly\s)?registered\b", re.IGNORECASE
)
_WAS = re.compile(r"[)\]]?\s(?:was|is)\san?\s[^.;]{0,100}?\b(?:study|trial)\b")  # "X (NCT…) was a randomised trial"


def _record(paper: Paper, place: Place, number: str) -> StudyRecord:
    return StudyRecord(doc=paper.document.id, span=place, rule="study-registry", study="this", registry=number)
