"""The course of a case: tables with a row per date, dated sentences of a case report, cases that a review cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg_builder.document import Block, BlockKind, Section
from kg_builder.evidence import Place, Timeline
from kg_builder.facts.cited_case import cited_cases
from kg_builder.facts.course import course, died, sequel
from kg_builder.facts.dates import Dated, date, dates
from kg_builder.facts.elapsed import Elapsed, elapsed
from kg_builder.facts.event import Event
from kg_builder.facts.findings import findings
from kg_builder.study import Paper, Statement
from kg_builder.tables import GridCell
from kg_builder.values import quantities

__all__ = ["timeline"]


def timeline(paper: Paper) -> Iterator[Timeline]:
    """What the paper dates: in tables wherever rows are dates, in sentences of a case report, in cases of a review."""
    for block in paper.document.of_kind(BlockKind.TABLE):
        yield from _of_table(paper, block)
    if paper.genre == "case":
        yield from _of_course(paper)
    elif paper.genre == "review":
        yield from cited_cases(paper)


def _of_table(paper: Paper, block: Block) -> Iterator[Timeline]:
    """One item per filled cell of a table whose rows, or columns in a case report, are dates."""
    if block.table is None or block.table.flattened:
        return
    rows = [row for row in paper.grid(block).rows() if row]
    below = [date(" ".join(row[0].row_path[-1:])) for row in rows]
    if len(rows) >= 3 and sum(map(bool, below)) >= 0.7 * len(rows):
        dated = [(iso, cell, " ".join(cell.header_path)) for iso, row in zip(below, rows, strict=True) for cell in row]
    elif paper.genre == "case" and _headed(rows):
        dated = [
            (date(cell.header_path[-1]), cell, " ".join(cell.row_path))
            for row in rows
            for cell in row
            if cell.header_path
        ]
    else:
        return
    for iso, cell, item in dated:
        if iso and (record := _of_cell(paper, block, cell, iso, item)):
            yield record


def _headed(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether at least two columns, and nearly all, have a date as their head."""
    heads = [date(cell.header_path[-1]) for cell in max(rows, key=len, default=()) if cell.header_path]
    return sum(map(bool, heads)) >= max(2, 0.7 * len(heads))


_BLANK = re.compile(r"^(?:[-–—./\s]*|NA|N/A|ND)$")


def _of_cell(paper: Paper, block: Block, cell: GridCell, iso: str, item: str) -> Timeline | None:
    text = paper.read(cell.span).text.strip()
    if _BLANK.match(text) or not item:
        return None
    row, column = cell.row_path[-1] if cell.row_path else None, " ".join(cell.header_path)
    place = paper.place(cell.span, block.where, row=row, column=column)
    found = quantities(text, paper.units)
    alone = found[0] if len(found) == 1 and found[0].end - found[0].start >= len(text) - 1 else None
    printed = paper.document[cell.span].strip()
    event = Event(0, len(text), item, printed if alone is None or alone.qualifier else None, alone)
    return _record(paper, place, "timeline-cell", event, iso)


def _record(
    paper: Paper, place: Place, rule: str, event: Event, iso: str | None, months: Decimal | None = None
) -> Timeline:
    quantity = event.quantity
    unit = quantity.unit.key if quantity and quantity.unit else _unit_of(event.item, paper) if quantity else None
    return Timeline(
        doc=paper.document.id, span=place, rule=rule, date=iso, at_months=months, item=event.item,
        value=quantity.number if quantity else None, unit=unit, qualifier=quantity.qualifier if quantity else None,
        text=event.text,
    )  # fmt: skip


def _unit_of(item: str, paper: Paper) -> str | None:
    """The unit that a column's head prints in brackets."""
    bracket = re.search(r"[(\[](?P<unit>[^()\[\]]+)[)\]]\s*$", item)
    unit, end = paper.units.match(bracket["unit"], 0) if bracket else (None, 0)
    return unit.key if unit and bracket and end == len(bracket["unit"]) else None


_TOLD = (Section.BODY, Section.RESULTS, Section.METHODS)


def _of_course(paper: Paper) -> Iterator[Timeline]:
    """Dated sentences of the case; a finding without a date belongs to the date before it in the paragraph."""
    for block in paper.document.of_kind(BlockKind.PARAGRAPH, BlockKind.FIGURE):
        figure, current = block.kind is BlockKind.FIGURE, None
        if block.section is Section.ABSTRACT:
            for statement in paper.statements_of(block):
                yield from _of_death(statement)
        elif block.section in _TOLD or figure:
            for statement in paper.statements_of(block):
                found = _own_dates(statement)
                yield from _of_statement(statement, found, None if figure else current)
                current = None if any(sequel(statement)) else _carried(found, current)


def _carried(found: list[Dated], current: str | None) -> str | None:
    """The date that the next sentence may belong to: the only one of this sentence, or the one before."""
    if not found:
        return current
    return found[0].iso if len(found) == 1 and "/" not in found[0].iso else None


_COMPARED = re.compile(
    r"\b(?:compared\s(?:to|with)|that\sobserved\sin|those\s(?:from|in|of)|than\s(?:in|those)|similar\sto\s\w+\s\w*)\s(?:\w+\s){0,4}$",
    re.IGNORECASE,
)


def _own_dates(statement: Statement) -> list[Dated]:
    """The dates of what a sentence tells, not of what it compares with."""
    return [d for d in dates(statement.text) if not _COMPARED.search(statement.text[: d.start])]


def _of_death(statement: Statement) -> Iterator[Timeline]:
    if event := died(statement):
        yield from _placed(statement, event, _own_dates(statement), None)


def _of_statement(statement: Statement, found: list[Dated], current: str | None) -> Iterator[Timeline]:
    """What one sentence tells; the date of an earlier event ("after relapse in May") is that event's alone."""
    yield from _courses(statement)
    if died(statement):
        yield from _of_death(statement)
        return
    sequels = list(sequel(statement))
    for dated, event in sequels:
        place = statement.place(event.start, event.end)
        yield _record(statement.paper, place, "timeline-sequel", event, dated.iso)
    free = [d for d in found if d not in [dated for dated, _ in sequels]]
    for event in (*course(statement), *findings(statement)):
        yield from _placed(statement, event, free, None if sequels else current)
    yield from _titled(statement)


_LATER = re.compile(
    r"""\b(?:(?:after|at|following)\s(?:the\s)?(?:[\w-]+\s){0,2}(?:cycles?|courses?|doses?|weeks?|months?|days?|years?|discharge)
        |later|subsequent(?:ly)?|thereafter|afterwards?|eventually|finally|follow-up|repeat(?:ed)?)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def _placed(statement: Statement, event: Event, found: list[Dated], current: str | None) -> Iterator[Timeline]:
    """The event with its date, or with the time since the start; without either only if it is worth telling so."""
    place = statement.place(event.start, event.end)
    near = _nearest(found, event)
    since = None if found else _since(statement)
    if near and event.pointed and "/" in near.iso:
        return
    iso = near.iso if near else None
    if not found and not since and event.carried and not _LATER.search(statement.text):
        iso = current or _pictured(statement, event)
    if iso or since or (event.free and not found):
        yield _record(statement.paper, place, "timeline-told", event, iso, since.months if since else None)


def _nearest(found: list[Dated], event: Event) -> Dated | None:
    """The date of the event: the one within it, else the one before it, else the one after it."""
    within = [d for d in found if event.start <= d.start and d.end <= event.end + 40]
    before = [d for d in found if d.end <= event.start]
    return within[0] if within else before[-1] if before else found[0] if found else None


def _since(statement: Statement) -> Elapsed | None:
    """The time since the start that a sentence gives, where it gives one."""
    found = list(elapsed(statement.text, statement.paper.units))
    return found[0] if len(found) == 1 else None


_SHOWN = re.compile(r"^\s\(Fig(?:ure|\.)?\s?(?P<number>\d+)")


def _pictured(statement: Statement, event: Event) -> str | None:
    """The date or period in the title of the figure that shows the finding."""
    shown = _SHOWN.match(statement.text[event.end :])
    paper = statement.paper
    for block in paper.document.of_kind(BlockKind.FIGURE) if shown else ():
        if shown and block.where == f"figure {shown['number']}" and (told := paper.statements_of(block)):
            found = list(dates(told[0].text.partition(":")[0]))
            return found[0].iso if len(found) == 1 else None
    return None


_RUNS = re.compile(r"^[^.;]{0,40}?\sfrom\s$")


def _courses(statement: Statement) -> Iterator[Timeline]:
    """ "received A from January 2015 to May 2016": a start and a stop."""
    text = statement.text
    for dated in dates(text):
        begin, _, stop = dated.iso.partition("/")
        given = [t for t in statement.treatments if t.end <= dated.start and _RUNS.match(text[t.end : dated.start])]
        if stop and given:
            place, what = statement.place(given[-1].start, dated.end), " + ".join(given[-1].components)
            yield _record(statement.paper, place, "timeline-course", Event(0, 0, "treatment start", what), begin)
            yield _record(statement.paper, place, "timeline-course", Event(0, 0, "treatment stop", what), stop)


_TITLE = re.compile(r"^[^|]{0,14}\|(?!\s?\()\s?(?P<title>[^|:.;,]{4,80}?)\s(?:in|on)\s$")
_IMAGED = re.compile(r"\b(?P<how>CT|MRI|PET|ultrasound|X-ray|endoscopy|biopsy)\b")


def _titled(statement: Statement) -> Iterator[Timeline]:
    """A figure's title with its day, "Recurrence in May 2011": what the picture named in the caption shows."""
    if statement.block.kind is not BlockKind.FIGURE or statement.number:
        return
    for dated in dates(statement.text):
        title = _TITLE.match(statement.text[: dated.start])
        shown = _IMAGED.search(" ".join(s.text for s in statement.paper.statements_of(statement.block)))
        if title and shown and "/" not in dated.iso:
            event = Event(title.start("title"), dated.end, shown["how"], title["title"])
            yield _record(statement.paper, statement.place(event.start, event.end), "timeline-title", event, dated.iso)
