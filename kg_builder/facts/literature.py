"""Outcomes of other studies in overview tables whose columns were lost: one study per row, its cells told by their types.

    A plus B  phase II  42  14.1 months  5.5 months  ORR:23%,DCR:71%  36%  (17)

The leading words name the regimen, the last bare integer before the results is n, percentages carry their endpoint or belong
to the adverse-event column. Times without a name are the columns of overall and progression-free survival that the table's
notes announce; which comes first is told by the rows, for overall survival is the longer of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
class _Row:
    """One study of the overview: its cleaned text and what stands where in it."""

    reading: Reading
    text: str
    treatment: tuple[str, ...]
    name: str
    n: int | None
    study: str
    times: tuple[Quantity, ...]  # as printed, "NR" included
    shares: tuple[tuple[str, Quantity], ...]  # endpoint key, or "" when it stands alone


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
    times = tuple(q for q in found if q.dimension == "time" and not _prose_time(text, q))
    shares = tuple((_label(paper, text, q), q) for q in found if q.dimension == "fraction")
    if not reference or not (times or shares):
        return None
    first = min(q.start for q in (*times, *(q for _, q in shares)))
    label = _name(paper, text, first, reference[-1].end())
    named = paper.find_treatments(label)
    if not named:
        return None
    components = tuple(dict.fromkeys(k for t in named for k in t.components))
    return _Row(
        reading,
        text,
        components,
        label,
        _size(text, first),
        _study(paper, text, reference[-1]),
        _with_absent(text, times, found),
        shares,
    )


def _prose_time(text: str, quantity: Quantity) -> bool:
    return bool(re.match(r"^\s(?:after|before|follow)", text[quantity.end : quantity.end + 12]))


def _with_absent(text: str, times: tuple[Quantity, ...], found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The time cells of the row, those that print "NR" or "NA" included, in order."""
    limit = min((q.start for q in found if q.dimension == "fraction"), default=len(text))
    absent = [
        Quantity(start=m.start(), end=m.end(), qualifier=m.group())
        for m in _ABSENT.finditer(text)
        if m.start() < limit or times
    ]
    return tuple(
        sorted(
            [*times, *(a for a in absent if not any(t.start <= a.start < t.end for t in times))], key=lambda q: q.start
        )
    )


_LABEL = re.compile(r"(?P<label>[A-Za-z>≥<\d][^:;,()%]{0,40}):\s?$")


def _label(paper: Paper, text: str, quantity: Quantity) -> str:
    """The endpoint that a cell names itself: "ORR:36%", ">3 AEs: 12%"."""
    match = _LABEL.search(text, max(0, quantity.start - 44), quantity.start)
    if match is None:
        return ""
    mentions = paper.finder.find(match["label"])
    endpoint = next((t for m in reversed(mentions) if (t := m.of(Category.ENDPOINT, Category.RESPONSE))), None)
    if endpoint is None:
        return "?"
    return _graded(endpoint.key, match["label"][max(0, mentions[-1].start - 12) :])


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
    pairs = [(r.times[0].number, r.times[1].number) for r in rows if len(r.times) == 2]
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
    if row.times and len(row.times) == len(columns):
        for endpoint, quantity in zip(columns, row.times, strict=True):
            if quantity.qualifier != "NA":
                yield _outcome(paper, block, row, endpoint, "median", quantity)
    elif row.times:
        yield _note(paper, block, row, row.times[0], "column not certain")
    alone = sum(not label for label, _ in row.shares) == 1 and not any(label == "?" for label, _ in row.shares)
    for endpoint, quantity in row.shares:
        key = endpoint or (adverse if alone else None)
        if key is None or key == "?":
            yield _note(paper, block, row, quantity, "column not certain")
        else:
            yield _outcome(paper, block, row, key, "rate", quantity)


def _outcome(paper: Paper, block: Block, row: _Row, endpoint: str, statistic: str, quantity: Quantity) -> Outcome:
    return Outcome(
        doc=paper.document.id,
        span=_place(block, row, quantity),
        rule="overview-row",
        arm=row.name,
        regimen=row.treatment,
        n=row.n,
        study=row.study,
        endpoint=endpoint,
        statistic=statistic,
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
        text=row.text[quantity.start : quantity.end],
    )
