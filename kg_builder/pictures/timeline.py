"""A case's dated course: measured values as lines, findings as words, treatment as bars, on one axis of time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from kg_builder.errors import QueryError
from kg_builder.evidence import Timeline
from kg_builder.lexicon import fold
from kg_builder.pictures.picture import Material, Picture, Settings, chosen_number, first_of
from kg_builder.pictures.style import (
    COLOURS,
    DARK,
    FAINT,
    GREY,
    canvas,
    finished,
    fit,
    height_of,
    sources_line,
    width_of,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["PICTURE", "timeline"]

_LEFT, _PLOT = 1.9, 9.6  # inches
_CHART, _SIZE = 1.15, 8.5
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_DAYS = 365.25
_CHIP = 3.6  # inches of a finding's words at most


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """One dated item, its date as a year with its fraction."""

    start: float
    end: float
    item: str
    value: float | None
    unit: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chip:
    """The place of a finding's words: by its dot, in a row."""

    x: float
    row: int
    words: str
    is_left: bool


def timeline(material: Material, settings: Settings) -> Figure:
    """The course of the case that a paper reports.

    Raises:
        QueryError: no paper has dated events, or not the one that is set.
    """
    found = [r for r in material.records if isinstance(r, Timeline) and r.date and _DATE.match(r.date)]
    papers = [doc for doc, _ in sorted(Counter(r.doc for r in found).items(), key=lambda item: (-item[1], item[0]))]
    paper = first_of(papers, settings.get("paper"), "paper")
    events = [_event(r) for r in found if r.doc == paper]
    since, until = (settings.get(name) for name in ("since", "until"))
    first = _moment(since)[0] if since else _beginning(events)
    last = _moment(until)[1] if until else max(e.end for e in events)
    earlier = sorted({(e.start, f"{int(e.start)} {e.item}, {e.words}") for e in events if e.start < first})
    events = [e for e in events if first <= e.start <= last]
    if not events:
        raise QueryError(f"nothing to draw: {paper} has no event between these dates")
    lanes = _lanes(events, chosen_number(settings, "most", 8) or 8)
    scale = _Scale(first - 0.02, max(last, first + 0.1) + 0.02)
    rows = {item: None if _is_measured(lane) else _stacked(lane, scale) for item, lane in lanes.items()}
    heights = {item: _CHART if row is None else 0.26 + height_of(_SIZE) * _depth(row) for item, row in rows.items()}
    height = sum(heights.values()) + 0.75
    note = f"Earlier: {'; '.join(words for _, words in earlier)}." if earlier and not since else ""
    figure, axes = canvas(_LEFT + _PLOT + 0.6, height, f"Course of the case in {paper}", sources_line([paper]), note)
    _draw(axes, lanes, rows, heights, scale)
    return finished(figure)


def _beginning(events: Sequence[_Event]) -> float:
    """Where the axis begins: after the few events, if any, that are so early that the axis would be empty for long."""
    starts = sorted(e.start for e in events)
    few = list(pairwise(starts))[: max(1, len(starts) // 10)]
    gaps = [b for a, b in few if b - a > (starts[-1] - b) / 4 and starts[-1] > b]
    return gaps[-1] if gaps else starts[0]


def _event(record: Timeline) -> _Event:
    start, end = _moment(record.date or "")
    value = None if record.value is None else float(record.value)
    sign = f"{record.qualifier} " if record.qualifier and value is not None else ""
    words = record.text or (f"{sign}{record.value:,} {record.unit or ''}".strip() if value is not None else "yes")
    return _Event(start=start, end=end, item=record.item, value=value, unit=record.unit, words=words)


def _moment(text: str) -> tuple[float, float]:
    """The first and the last moment of a date, or of a period, as precise as given.

    >>> [round(end, 2) for end in _moment("2015-06")], [round(end, 2) for end in _moment("2015/2016-06-30")]
    ([2015.41, 2015.5], [2015.0, 2016.5])

    Raises:
        QueryError: it is no date.
    """
    found = list(_DATE.finditer(text))
    if not found:
        raise QueryError(f"{text!r} is not a date; write 2015, 2015-06 or 2015-06-30")
    return _ends(found[0])[0], _ends(found[-1])[1]


def _ends(match: re.Match[str]) -> tuple[float, float]:
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 1, month or 1, day or 1)
    except ValueError as fault:
        raise QueryError(f"{match.group()!r} is not a date") from fault
    start = first.year + (first.timetuple().tm_yday - 1) / _DAYS
    return start, start + (0 if day else 1 / 12 if month else 1)


def _lanes(events: Sequence[_Event], most: int) -> dict[str, list[_Event]]:
    """The items with most events as lanes, measured ones first; what happened once or twice shares one lane."""
    named: dict[str, str] = {}
    lanes: dict[str, list[_Event]] = {}
    for event in sorted(events, key=lambda e: (e.start, e.item, e.words)):
        lanes.setdefault(named.setdefault(fold(event.item), event.item), []).append(event)
    often = sorted(
        (i for i in lanes if len(lanes[i]) > 2), key=lambda i: (not _is_measured(lanes[i]), -len(lanes[i]), i)
    )
    kept = {item: lanes[item] for item in often[:most]}
    single = [e for item, lane in lanes.items() if item not in kept for e in lane if len(lane) <= 2]
    told = [
        _Event(start=e.start, end=e.end, item=e.item, value=None, unit=None, words=f"{e.item}: {e.words}")
        for e in single
    ]
    return ({"Events": sorted(told, key=lambda e: (e.start, e.words))} if told else {}) | kept


def _is_measured(lane: Sequence[_Event]) -> bool:
    return sum(e.value is not None for e in lane) > 1 and lane[0].item == lane[-1].item


@dataclass(frozen=True, slots=True)
class _Scale:
    """From years to inches."""

    first: float
    last: float

    def x(self, moment: float) -> float:
        return _LEFT + (moment - self.first) / (self.last - self.first) * _PLOT

    def ticks(self) -> list[tuple[float, str]]:
        """Years, or half years of a short course."""
        step = 1 if self.last - self.first > 3 else 2
        every = max(1, round((self.last - self.first) / 12))
        marks = [y + half / step for y in range(int(self.first), int(self.last) + 1, every) for half in range(step)]
        return [(m, f"{int(m)}" if m == int(m) else "Jul") for m in marks if self.first <= m <= self.last]


def _stacked(lane: Sequence[_Event], scale: _Scale) -> list[_Chip]:
    """Findings with the place of each, so that none covers another: right of its dot, near the edge left of it."""
    rows: list[list[tuple[float, float]]] = []
    placed = []
    for event in lane:
        words = fit(event.words, _CHIP, _SIZE, 1)[0]
        x, wide = scale.x(event.start), width_of(words, _SIZE) + 0.2
        is_left = x + wide > _LEFT + _PLOT + 0.4
        ends = (x - wide, x + 0.08) if is_left else (x - 0.08, x + wide)
        row = next((i for i, used in enumerate(rows) if all(ends[1] < a or b < ends[0] for a, b in used)), len(rows))
        rows[row : row + 1] = [[*(rows[row] if row < len(rows) else []), ends]]
        placed.append(_Chip(x=x, row=row, words=words, is_left=is_left))
    return placed


def _depth(placed: Sequence[_Chip]) -> int:
    return max(chip.row for chip in placed) + 1


def _draw(
    axes: Axes, lanes: Mapping[str, list[_Event]], rows: Mapping[str, list[_Chip] | None],
    heights: Mapping[str, float], scale: _Scale,
) -> None:  # fmt: skip
    y = 0.1
    bottom = y + sum(heights.values())
    for moment, words in scale.ticks():
        x = scale.x(moment)
        axes.plot([x, x], [y, bottom], color=FAINT, lw=0.8, zorder=0)
        axes.text(x, bottom + 0.1, words, size=9, color=DARK, ha="center", va="top")
    for number, (item, lane) in enumerate(lanes.items()):
        high, placed = heights[item], rows[item]
        axes.plot([0.3, _LEFT + _PLOT], [y, y], color=FAINT, lw=0.8)
        unit = next((e.unit for e in lane if e.unit), "") if placed is None else ""
        title = "\n".join(filter(None, (*fit(item, _LEFT - 0.5, 9.5), unit)))
        axes.text(0.3, y + high / 2, title, size=9.5, weight="bold", color=DARK, va="center")
        if placed is None:
            _chart(axes, y, high, lane, scale, COLOURS[number % len(COLOURS)])
        else:
            _words(axes, y, placed, COLOURS[number % len(COLOURS)])
        y += high
    axes.plot([0.3, _LEFT + _PLOT], [y, y], color=GREY, lw=1)


def _words(axes: Axes, top: float, placed: Sequence[_Chip], colour: str) -> None:
    for chip in placed:
        y = top + 0.13 + height_of(_SIZE) * (chip.row + 0.5)
        axes.plot([chip.x], [y], "o", ms=4, color=colour)
        axes.text(chip.x + (-0.08 if chip.is_left else 0.08), y, chip.words, size=_SIZE, color=DARK, va="center",
                  ha="right" if chip.is_left else "left",
                  bbox={"fc": "white", "ec": "none", "pad": 0.4, "alpha": 0.85})  # fmt: skip


def _chart(axes: Axes, top: float, high: float, lane: Sequence[_Event], scale: _Scale, colour: str) -> None:
    """A measured item as a line; logarithmic if it spans much; what was told in words only stands at the foot."""
    from math import log10

    values = [e.value for e in lane if e.value is not None]
    is_log = min(values) > 0 and max(values) / min(values) > 30
    change = log10 if is_log else float
    low, span = change(min(values)), (change(max(values)) - change(min(values))) or 1.0
    points = [
        (scale.x(e.start), top + high - 0.3 - (change(e.value) - low) / span * (high - 0.6), e)
        for e in lane
        if e.value is not None
    ]
    axes.plot([x for x, _, _ in points], [y for _, y, _ in points], "-o", color=colour, ms=4, lw=1.5)
    used: list[tuple[float, float]] = []
    for x, y, event in sorted(points, key=lambda p: -(p[2].value or 0)):
        words = event.words if event.words[:1] in "<>≤≥" else f"{event.value:g}"
        wide = width_of(words, 7.5) / 2 + 0.03
        if all(x + wide < a or x - wide > b for a, b in used):
            axes.text(x, y - 0.08, words, size=7.5, color=DARK, ha="center", va="bottom",
                      bbox={"fc": "white", "ec": "none", "pad": 0.2, "alpha": 0.8})  # fmt: skip
            used.append((x - wide, x + wide))
    told = [e for e in lane if e.value is None]
    for event in told:
        axes.plot([scale.x(event.start)], [top + high - 0.12], "o", ms=4, mfc="white", mec=colour)
    if told:
        kinds = ", ".join(sorted({e.words for e in told}))
        axes.text(
            _LEFT + _PLOT + 0.05,
            top + high - 0.12,
            f"○ {fit(kinds, 0.45, 6.5, 1)[0]}",
            size=6.5,
            color="#555555",
            va="center",
        )
    if is_log:
        axes.text(_LEFT + _PLOT + 0.05, top + 0.2, "log", size=6.5, color="#555555", va="center")


PICTURE = Picture(
    name="timeline",
    shows="the dated course of a case: measured values, findings, treatment",
    settings={
        "paper": "the paper (the one with most dated events)",
        "since": "only from this date on",
        "until": "only to this date",
        "most": "lanes at most (8)",
    },
    draw=timeline,
)
