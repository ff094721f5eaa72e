"""The dated course of a case: tables with a row per date, and dated sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg_builder.document import Block, BlockKind, Section
from kg_builder.evidence import Place, Timeline
from kg_builder.facts.dates import Dated, date, dates
from kg_builder.lexicon import Category
from kg_builder.study import Paper, Statement
from kg_builder.tables import GridCell, grid
from kg_builder.values import Quantity, quantities

__all__ = ["timeline"]


class _Event(NamedTuple):
    """Characters `start` to `end` tell an item of the course and what became of it."""

    start: int
    end: int
    item: str
    text: str | None = None
    quantity: Quantity | None = None


def timeline(paper: Paper) -> Iterator[Timeline]:
    """What the paper dates: in tables wherever rows are dates, in sentences of a case report."""
    for block in paper.document.of_kind(BlockKind.TABLE):
        yield from _of_table(paper, block)
    if paper.genre == "case":
        yield from _of_course(paper)


def _of_table(paper: Paper, block: Block) -> Iterator[Timeline]:
    """One item per filled cell of a table whose rows are dates."""
    if block.table is None or block.table.flattened:
        return
    table = grid(paper.document, block)
    dated = [(date(" ".join(row[0].row_path[-1:])), row) for row in table.rows()]
    if len(dated) < 3 or sum(1 for iso, _ in dated if iso) < 0.7 * len(dated):
        return
    for iso, row in dated:
        for cell in row if iso else ():
            if record := _of_cell(paper, block, cell, iso):
                yield record


_BLANK = re.compile(r"^(?:[-–—./\s]*|NA|N/A|ND)$")


def _of_cell(paper: Paper, block: Block, cell: GridCell, iso: str | None) -> Timeline | None:
    text = paper.read(cell.span).text.strip()
    item = " ".join(cell.header_path)
    if _BLANK.match(text) or not item:
        return None
    place = paper.place(cell.span, block.where, row=cell.row_path[-1] if cell.row_path else None, column=item)
    found = quantities(text, paper.units)
    alone = found[0] if len(found) == 1 and found[0].end - found[0].start >= len(text) - 1 else None
    printed = paper.document[cell.span].strip()
    event = _Event(0, len(text), item, printed if alone is None or alone.qualifier else None, alone)
    return _record(paper, place, "timeline-cell", iso, event)


def _record(paper: Paper, place: Place, rule: str, iso: str | None, event: _Event) -> Timeline:
    quantity = event.quantity
    unit = quantity.unit.key if quantity and quantity.unit else _unit_of(event.item, paper) if quantity else None
    return Timeline(
        doc=paper.document.id, span=place, rule=rule, date=iso, item=event.item, value=quantity.number if quantity else None,
        unit=unit, qualifier=quantity.qualifier if quantity else None, text=event.text,
    )  # fmt: skip


def _unit_of(item: str, paper: Paper) -> str | None:
    """The unit that a column's head prints in brackets."""
    bracket = re.search(r"[(\[](?P<unit>[^()\[\]]+)[)\]]\s*$", item)
    unit, end = paper.units.match(bracket["unit"], 0) if bracket else (None, 0)
    return unit.key if unit and bracket and end == len(bracket["unit"]) else None


def _of_course(paper: Paper) -> Iterator[Timeline]:
    """Dated sentences of the case; a sentence without a date belongs to the date before it in the paragraph."""
    for block in paper.document.of_kind(BlockKind.PARAGRAPH, BlockKind.FIGURE):
        if block.section not in (Section.BODY, Section.RESULTS, Section.METHODS) and block.kind is not BlockKind.FIGURE:
            continue
        current: str | None = None
        for statement in paper.statements_of(block):
            found = [d for d in dates(statement.text) if not _COMPARED.search(statement.text[: d.start])]
            yield from _courses(paper, statement)
            for event in _events(statement):
                near = _nearest(found, event)
                iso = near.iso if near else None if found else current
                if iso:
                    yield _record(paper, statement.place(event.start, event.end), "timeline-told", iso, event)
            if block.kind is BlockKind.PARAGRAPH:
                current = (
                    found[-1].iso if len(found) == 1 and "/" not in found[0].iso else current if not found else None
                )


_COMPARED = re.compile(
    r"\b(?:compared\s(?:to|with)|that\sobserved\sin|those\s(?:from|in|of)|than\s(?:in|those)|similar\sto\s\w+\s\w*)\s(?:\w+\s){0,4}$",
    re.IGNORECASE,
)


def _nearest(found: list[Dated], event: _Event) -> Dated | None:
    """The date of the event: the one within it, else the one before it, else the one after it."""
    within = [d for d in found if event.start <= d.start and d.end <= event.end + 40]
    before = [d for d in found if d.end <= event.start]
    return within[0] if within else before[-1] if before else found[0] if found else None


_FOUND = re.compile(
    r"(?P<item>(?:[A-Z][\w/-]*|[a-z][\w/-]*)(?:\s[\w/-]+){0,5}?)\s(?:scans?\s|examinations?\s|findings?\s|results?\s|imaging\s)?(?:also\s)?(?:revealed|showed|indicated|demonstrated|identified|confirmed)\s(?P<text>(?:an?\s|the\s)?[^.;]{4,160}?)(?=[.;]|,\s(?:with|despite|along|and|consistent|which|confirmed)\b|\s\((?:Figure|Fig|Table)|$)"
)
_DIED = re.compile(
    r"\b(?:died|passed\saway)\s(?:of|from|due\sto|because\sof)\s(?:an?\s)?(?P<text>[^.;]{4,120}?)(?=\s(?:in|on)\s(?:January|February|March|April|May|June|July|August|September|October|November|December)|\s\(|[.;,]|$)"
)
_DONE = re.compile(r"\s(?:was\sperformed\s)?(?:in|on)\s(?:[A-Z][a-z]+|\d)")
_SITE = re.compile(
    r"(?<![\w-])(?:(?!(?:to|and|or|the|of|for|a|an|had|with|underwent|received|leading|after)\b)[a-z]+\s){0,2}$"
)
_EXAMINATION = re.compile(
    r"(?P<item>(?:[A-Z][\w-]*|[a-z][\w-]*ed|[a-z]+al|chest|plain|enhanced)?\s?(?:(?:[A-Z]{2,}|and|[a-z]+)\s){0,2}?(?:[A-Z]{2,4}(?:/[A-Z]{2,4})?|ultrasound|ultrasonography|biops(?:y|ies)|examination|endoscopy|colonoscopy|imaging|tomography|pathology|radiography|evaluation(?:\sof\s[\w\s]{3,40})?))$",
)
_COURSE = re.compile(r"^[^.;]{0,40}?\sfrom\s$")


def _events(statement: Statement) -> Iterator[_Event]:
    """Findings, measurements, operations, courses of treatment and death that a sentence tells."""
    text = statement.text
    if match := _DIED.search(text):
        yield _Event(match.start(), match.end(), "death", match["text"])
        return
    yield from _operations(statement)
    yield from _measured(statement)
    if match := _FOUND.search(text):
        named = _EXAMINATION.search(re.sub(r"\s(?:scans?|findings?|results?|studies)$", "", match["item"]))
        if named and next(dates(match["text"]), None) is None:
            yield _Event(match.start(), match.end(), named["item"].strip(), _response(statement, match["text"]))


def _operations(statement: Statement) -> Iterator[_Event]:
    """A procedure right before its date."""
    text, lexicon = statement.text, statement.paper.lexicon
    for mention in statement.mentions:
        procedure = mention.of(Category.PROCEDURE, Category.TREATMENT_CLASS)
        if procedure and lexicon.is_a(procedure.key, "surgery") and _DONE.match(text, mention.end):
            site = _SITE.search(text[: mention.start])
            start = site.start() if site else mention.start
            yield _Event(start, mention.end, "surgery", text[start : mention.end])


_TURN = re.compile(r",?\s(?:however|but|while|although|despite|whereas)\b", re.IGNORECASE)


def _response(statement: Statement, told: str) -> str:
    """A response by its key where nothing else is told; a finding up to where the sentence turns to something else."""
    told = _TURN.split(told)[0]
    term = statement.paper.finder.named(re.sub(r"\s\([A-Z]{2}\)$", "", told), Category.RESPONSE)
    return term.key if term else told


def _courses(paper: Paper, statement: Statement) -> Iterator[Timeline]:
    """ "received A from January 2015 to May 2016": a start and a stop."""
    for dated in dates(statement.text):
        begin, _, stop = dated.iso.partition("/")
        given = [
            t
            for t in statement.treatments
            if t.end <= dated.start and _COURSE.match(statement.text[t.end : dated.start])
        ]
        if stop and given:
            place, what = statement.place(given[-1].start, dated.end), " + ".join(given[-1].components)
            yield _record(paper, place, "timeline-course", begin, _Event(0, 0, "treatment start", what))
            yield _record(paper, place, "timeline-course", stop, _Event(0, 0, "treatment stop", what))


def _measured(statement: Statement) -> Iterator[_Event]:
    """ "an HCV RNA level of 17 400 copies/mL", "ECOG PS of 2": a marker right before its value."""
    text = statement.text
    markers = [
        m for m in statement.mentions if m.of(Category.BIOMARKER, Category.CHARACTERISTIC, Category.STAGING_SYSTEM)
    ]
    for quantity in statement.quantities:
        marker = next((m for m in reversed(markers) if m.end <= quantity.start), None)
        if quantity.number is None or marker is None:
            continue
        if re.fullmatch(
            r"\s(?:levels?\s|score\s|value\s)?(?:of|was|is|decreased\s(?:\w+\s)?to|increased\s(?:\w+\s)?to|rose\sto|fell\sto)?\s?",
            text[marker.end : quantity.start],
        ):
            yield _Event(marker.start, quantity.end, marker.text, None, quantity)
