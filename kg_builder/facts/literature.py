"""Outcomes of other studies in overview tables whose columns were lost: one study per row, its cells told by their types.

    A plus B  phase II  42  14.1 months  5.5 months  ORR:23%,DCR:71%  36%  (17)

The leading words name the regimen, the last bare integer before the results is n, percentages carry their endpoint or belong
to the adverse-event column. Times without a name are the columns of overall and progression-free survival that the table's
notes announce; which comes first is told by the rows, for overall survival is the longer of the two. A row may hold several
groups of one study, each value with the group's name before it ("older:14.9 months; younger:15.1 months").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg_builder.document import Block, BlockKind, Span
from kg_builder.evidence import Outcome, Place
from kg_builder.facts.grades import adverse, graded
from kg_builder.facts.note import Note
from kg_builder.lexicon import Category
from kg_builder.reading import Reading
from kg_builder.study import Paper
from kg_builder.tables import flattened_head, flattened_rows
from kg_builder.values import Quantity, quantities

__all__ = ["literature_outcomes"]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A value, with the endpoint and the group that its cell names before it ("" where it names none)."""

    quantity: Quantity
    endpoint: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One study of the overview: its cleaned text and what stands where in it."""

    reading: Reading
    treatment: tuple[str, ...]
    name: str
    n: int | None
    study: str
    times: tuple[_Cell, ...]  # as printed, "NR" included
    shares: tuple[_Cell, ...]


def literature_outcomes(paper: Paper) -> Iterator[Outcome | Note]:
    """The outcomes of the studies that overview tables list."""
    for block in paper.document.of_kind(BlockKind.TABLE):
        if block.table is not None and block.table.flattened:
            rows = [r for span in flattened_rows(paper.document, block.table) if (r := _row(paper, span))]
            columns = _time_columns(paper, block, rows)
            adverse = _adverse_column(paper, block)
            for row in rows:
                yield from _outcomes(paper, block, row, columns, adverse)


_REFERENCE = re.compile(r"[(\[]\s?(?P<number>\d{1,3}(?:\s?[-,]\s?\d{1,3})*)\s?[)\]]")
_ABSENT = re.compile(r"(?<![\w:])(?:NR|NA|N/A|NE)(?![\w])")


def _row(paper: Paper, span: Span) -> _Row | None:
    reading = paper.read(span)
    text = reading.text
    reference = [m for m in _REFERENCE.finditer(text) if m["number"] in paper.references or not paper.references]
    found = quantities(text, paper.units)
    times = [q for q in found if q.dimension == "time" and not _prose_time(text, q)]
    shares = [q for q in found if q.dimension == "fraction"]
    if not reference or not (times or shares):
        return None
    first = min(q.start for q in (*times, *shares))
    name = _name(paper, text, first, reference[-1].end())
    components = tuple(dict.fromkeys(k for t in paper.find_treatments(name) for k in t.components))
    if not components:
        return None
    return _Row(
        reading=reading,
        treatment=components,
        name=name,
        n=_size(text, first),
        study=_study(paper, text, reference[-1]),
        times=tuple(_cell(paper, reading, q) for q in _with_absent(text, times, shares)),
        shares=tuple(_cell(paper, reading, q) for q in shares),
    )


def _prose_time(text: str, quantity: Quantity) -> bool:
    return bool(re.match(r"^\s(?:after|before|follow)", text[quantity.end : quantity.end + 12]))


def _with_absent(text: str, times: Sequence[Quantity], shares: Sequence[Quantity]) -> list[Quantity]:
    """The time cells of the row, those that print "NR" or "NA" included, in order."""
    limit = len(text) if times else min(q.start for q in shares)
    held = [(q.start, q.end) for q in times]
    absent = [m for m in _ABSENT.finditer(text) if m.start() < limit and not any(s <= m.start() < e for s, e in held)]
    return sorted(
        [*times, *(Quantity(start=m.start(), end=m.end(), qualifier=m.group()) for m in absent)], key=lambda q: q.start
    )


_LABELS = re.compile(r"(?:(?P<outer>[^:;,|]{1,36}):)?(?P<inner>[^:;,|]{1,36}):\s?$")
_AFTER_VALUE = re.compile(r".*(?:\d\s?(?:months?|days?|weeks?|years?|%)|[)\]]|\d\s)\s*", re.IGNORECASE)


def _cell(paper: Paper, reading: Reading, quantity: Quantity) -> _Cell:
    """What a cell names before its value: an endpoint ("ORR:36%"), a group ("older:14 months"), or both."""
    match = _LABELS.search(reading.text, max(0, quantity.start - 76), quantity.start)
    if match is None:
        return _Cell(quantity)
    wrapped = "\n" in paper.document[reading.span(match.start(), quantity.start)]
    own = _AFTER_VALUE.sub("", match["inner"])
    alone = wrapped or own != match["inner"] or not match["outer"]
    labels = [match["inner"]] if alone else [match["outer"], match["inner"]]
    endpoint, group = "", ""
    for label in labels:
        key = _endpoint(paper, label)
        endpoint, group = (key, group) if key else (endpoint, re.sub(r"-\s", "-", _AFTER_VALUE.sub("", label)).strip())
    return _Cell(quantity, endpoint, group)


def _endpoint(paper: Paper, label: str) -> str:
    """The endpoint that a label names, adverse events with their grade, or ""."""
    mentions = paper.finder.find(label)
    named = [(m, t) for m in mentions if (t := m.of(Category.ENDPOINT, Category.RESPONSE))]
    return _graded(named[-1][1].key, label[max(0, named[-1][0].start - 12) :]) if named else ""


def _graded(key: str, words: str) -> str:
    return graded(key, words) if key in ("AE", "TRAE", "SAE") else key


def _size(text: str, first: int) -> int | None:
    sizes = re.findall(r"(?<![\w.:-])(\d{1,3}(?:,\d{3})+|\d{1,4})(?![\w.%-])", _ABSENT.sub(" ", text[:first]))
    return int(sizes[-1].replace(",", "")) if sizes else None


def _name(paper: Paper, text: str, first: int, after: int) -> str:
    """The words that name the regimen: those before the design, and what the next lines add to them."""
    head = text[:first]
    stops = [m.start for m in paper.finder.find(head) if m.of(Category.DESIGN)]
    number = re.search(r"\s(?:[=|]\s?)?\d", head)
    head = head[: min([*stops, *([number.start()] if number else []), len(head)])]
    tail = re.sub(r"\([^)]*\)|NCT\d+", " ", text[after:])
    added = "" if re.search(r"[\d:]", tail) else tail.strip()
    return f"{head.strip(' |=-')} {added}".strip()


def _study(paper: Paper, text: str, reference: re.Match[str]) -> str:
    trial = next((t for m in paper.finder.find(text) if (t := m.of(Category.TRIAL))), None)
    return trial.label if trial else f"[{reference['number']}]"


def _time_columns(paper: Paper, block: Block, rows: Sequence[_Row]) -> tuple[str, ...]:
    """The endpoints of the time columns, in printed order; none when they cannot be told."""
    table = block.table
    if table is None:
        return ()
    head = flattened_head(paper.document, table)
    named = _times_in(paper, paper.read(head).text) if head else ()
    if len(named) > 1:
        return named
    announced = _times_in(paper, " ".join(paper.read(s).text for s in (*filter(None, [table.caption]), *table.notes)))
    if set(announced) != {"OS", "PFS"}:
        return ()
    pairs = [(r.times[0].quantity.number, r.times[1].quantity.number) for r in rows if len(r.times) == 2]
    longer = [a > b for a, b in pairs if a is not None and b is not None and a != b]
    if len(longer) < 3 or max(longer.count(True), longer.count(False)) < 0.8 * len(longer):
        return ()
    return ("OS", "PFS") if longer.count(True) > longer.count(False) else ("PFS", "OS")


def _times_in(paper: Paper, text: str) -> tuple[str, ...]:
    terms = (m.of(Category.ENDPOINT) for m in paper.finder.find(text))
    return tuple(dict.fromkeys(t.key for t in terms if t and t.features.get("measuredAs") == "time"))


def _adverse_column(paper: Paper, block: Block) -> str | None:
    """What a percentage that stands alone means: the adverse events that the head of the last column names."""
    table = block.table
    if table is None:
        return None
    head = flattened_head(paper.document, table)
    text = paper.read(head).text if head else ""
    for mention in paper.finder.find(text):
        if (term := mention.of(Category.ENDPOINT)) and adverse(term.key):
            return _graded(term.key, text[max(0, mention.start - 16) : mention.end])
    return None


def _outcomes(
    paper: Paper, block: Block, row: _Row, columns: tuple[str, ...], adverse: str | None
) -> Iterator[Outcome | Note]:
    """The row's values, each group's own; a note for a value whose column is not told."""
    groups = sorted({c.group for c in (*row.times, *row.shares)})
    split = len([g for g in groups if g]) > 1
    shares = {g: [c for c in row.shares if c.group == g] for g in groups}
    heads = _share_columns(shares, adverse, split=split)
    for cell, endpoint in _timed(row, columns):
        yield from _reported(paper, block, row, cell, endpoint)
    for cells in shares.values():
        for number, cell in enumerate(cells):
            named = heads[number] if len(cells) == len(heads) else ""
            yield from _reported(paper, block, row, cell, cell.endpoint or named)


def _timed(row: _Row, columns: tuple[str, ...]) -> list[tuple[_Cell, str]]:
    """The row's times with their columns' endpoints, where every group of the row fills every column, else with ""."""
    cells = list(row.times)
    while len(cells) > len(columns) and cells[-1].quantity.number is None:
        cells.pop()
    groups = {c.group: [d for d in cells if d.group == c.group] for c in cells}
    if not columns or any(len(own) != len(columns) for own in groups.values()):
        return [(cell, cell.endpoint) for cell in cells]
    return [(cell, cell.endpoint or end) for own in groups.values() for cell, end in zip(own, columns, strict=True)]


def _share_columns(shares: Mapping[str, Sequence[_Cell]], adverse: str | None, *, split: bool) -> list[str]:
    """The endpoints of a row's percentages in printed order, as the group tells them that names most of them.

    One percentage without a name belongs to the adverse-event column; of several it cannot be told.
    """
    named = [cells for group, cells in shares.items() if group or not split]
    best = max(named, key=lambda cells: sum(bool(c.endpoint) for c in cells), default=[])
    endpoints = [c.endpoint for c in best]
    unknown = any(c.group for c in best) and not split
    if endpoints.count("") == 1 and adverse and not unknown:
        endpoints[endpoints.index("")] = adverse
    return endpoints


def _reported(paper: Paper, block: Block, row: _Row, cell: _Cell, endpoint: str) -> Iterator[Outcome | Note]:
    quantity = cell.quantity
    if quantity.qualifier in ("NA", "N/A", "NE"):
        return
    term = paper.lexicon.get(Category.ENDPOINT, endpoint) or paper.lexicon.get(Category.RESPONSE, endpoint)
    timed = term is not None and term.features.get("measuredAs") == "time"
    if not endpoint or timed != (quantity.dimension != "fraction"):
        yield _note(paper, block, row, quantity, "column not certain")
        return
    yield Outcome(
        doc=paper.document.id,
        span=_place(block, row, quantity),
        rule="overview-row",
        arm=row.name,
        regimen=row.treatment,
        n=None if cell.group else row.n,
        study=row.study,
        subgroup=cell.group or None,
        endpoint=endpoint,
        statistic="rate" if quantity.dimension == "fraction" else "median",
        value=quantity.number,
        unit=quantity.unit.key if quantity.unit else "month",
        qualifier="NR" if quantity.qualifier == "NR" else None,
        ci=quantity.ci,
    )


def _place(block: Block, row: _Row, quantity: Quantity) -> Place:
    span = row.reading.span(quantity.start, quantity.end)
    return Place(start=span.start, end=span.end, where=block.where, row=row.name)


def _note(paper: Paper, block: Block, row: _Row, quantity: Quantity, reason: str) -> Note:
    return Note(
        doc=paper.document.id,
        place=_place(block, row, quantity),
        reason=reason,
        text=row.reading.text[quantity.start : quantity.end],
    )
