"""Adverse events, one row per event, by arm and grade.

Dots, hollow for any grade and filled for severe ones; or, where a paper counts each grade by itself, stacked bars.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg_builder.errors import QueryError
from kg_builder.evidence import AdverseEvent
from kg_builder.pictures.picture import Material, Picture, Settings, chosen_number, first_of
from kg_builder.pictures.style import (
    DARK,
    FAINT,
    GREY,
    canvas,
    colours_of,
    finished,
    fit,
    legible_on,
    sources_line,
    width_of,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["PICTURE", "adverse_events"]

_NAME, _PLOT = 3.4, 6.2  # inches
_ROW = 0.36
_SHADES = {"1": "#D6E6F2", "2": "#86BBDD", "3": "#0072B2", "4": "#D55E00", "5": "#6B2400"}  # from mild to fatal
_GROUP = re.compile(r"^the\s+|\s+(?:group|arm|cohort)s?$", re.IGNORECASE)
_JOINT = re.compile(r"\W+")
_SEVERE = 3  # the lowest grade that counts as severe


def adverse_events(material: Material, settings: Settings) -> Figure:
    """How many patients of each arm had which event, by grade; of one paper, because papers count differently.

    Raises:
        QueryError: no paper has such records, or not the one that is set.
    """
    found = [r for r in material.records if isinstance(r, AdverseEvent) and r.percent is not None]
    papers = [doc for doc, _ in sorted(Counter(r.doc for r in found).items(), key=lambda item: (-item[1], item[0]))]
    paper = first_of(papers, settings.get("paper"), "paper")
    records = [r for r in found if r.doc == paper and (r.percent or r.grade == "any")]
    is_stacked = len({r.grade for r in records} & _SHADES.keys()) > 2
    records = [r for r in records if r.grade in _SHADES] if is_stacked else records
    grades = _grades(records)
    table = _table(records)
    weigh = sum if is_stacked else max
    events = sorted(table, key=lambda e: (-weigh(table[e].values()), e))
    shown = [e for e in events if weigh(table[e].values()) > 0][: chosen_number(settings, "most", 24) or 24]
    if not shown:
        raise QueryError(f"nothing to draw: {paper} reports no event with its percentage of patients")
    colours = colours_of(sorted({arm for event in table.values() for arm, _ in event}))
    notes = [f"{len(shown)} of {len(events)} events, the most frequent first."] if len(shown) < len(events) else []
    width, height = 0.3 + _NAME + _PLOT + 0.5, len(shown) * _ROW + 1.25
    figure, axes = canvas(
        width, height, f"Adverse events, % of patients ({paper})", sources_line([paper]), " ".join(notes)
    )
    if is_stacked:
        _legend_of_grades(axes, grades)
        most = max(sum(v for (a, _), v in table[e].items() if a == arm) for e in shown for arm in colours)
    else:
        _legend(axes, colours, grades)
        most = max(max(table[e].values()) for e in shown)
    _rows(axes, shown, table, colours, {} if is_stacked else grades, most)
    return finished(figure)


def _grades(records: Sequence[AdverseEvent]) -> Mapping[str, str]:
    """The grades that are reported, with the way their dots are drawn: hollow, or more filled the worse they are."""
    listed = sorted({r.grade for r in records}, key=lambda g: (_lowest(g), g))
    return {
        grade: "none" if _lowest(grade) == 0 else "left" if _lowest(grade) < _SEVERE else "full" for grade in listed
    }


def _lowest(grade: str) -> int:
    """The lowest number of a grade, 0 if it has none.

    >>> _lowest("any"), _lowest("3-4"), _lowest(">=3")
    (0, 3, 3)
    """
    digit = re.search(r"\d", grade)
    return int(digit.group()) if digit else 0


def _table(records: Sequence[AdverseEvent]) -> dict[str, dict[tuple[str, str], float]]:
    """The percentages by event, then by arm and grade."""
    table: dict[str, dict[tuple[str, str], float]] = {}
    names: dict[str, str] = {}  # that differ in case and punctuation only
    for r in records:
        size = f" (n = {r.n})" if r.n else ""
        arm = _GROUP.sub("", r.arm or "all patients") + size
        arm = names.setdefault(_JOINT.sub(" ", arm).casefold(), arm)
        event = names.setdefault(r.event.casefold(), r.event)
        table.setdefault(event, {})[arm, r.grade] = float(r.percent or 0)
    return table


def _legend(axes: Axes, colours: Mapping[str, str], grades: Mapping[str, str]) -> None:
    x = 0.3
    for arm, colour in colours.items():
        axes.plot([x + 0.08], [0.15], "o", ms=8, color=colour)
        axes.text(x + 0.22, 0.15, arm, size=9.5, color=DARK, va="center")
        x += width_of(arm, 9.5) + 0.5
    x = 0.3
    for grade in grades:
        words = f"grade {grade}" if _lowest(grade) else f"{grade} grade"
        _dot(axes, x + 0.08, 0.43, GREY, grade, grades)
        axes.text(x + 0.24, 0.43, words, size=9.5, color=DARK, va="center")
        x += width_of(words, 9.5) + 0.55


def _legend_of_grades(axes: Axes, grades: Mapping[str, str]) -> None:
    from matplotlib.patches import Rectangle

    x = 0.3
    for grade in grades:
        axes.add_patch(Rectangle((x, 0.2), 0.24, 0.18, fc=_SHADES[grade], lw=0))
        axes.text(x + 0.32, 0.29, f"grade {grade}", size=9.5, color=DARK, va="center")
        x += width_of(f"grade {grade}", 9.5) + 0.65


def _bars(
    axes: Axes, y: float, values: Mapping[tuple[str, str], float], arms: Mapping[str, str], left: float, scale: float
) -> None:
    """The bars of one event, one per arm: its grades from mild to fatal."""
    from matplotlib.patches import Rectangle

    high = 0.26 / len(arms)
    for number, arm in enumerate(arms):
        x, top = left, y - 0.13 + number * high
        for grade, colour in _SHADES.items():
            wide = values.get((arm, grade), 0) * scale
            axes.add_patch(Rectangle((x, top), wide, high * 0.92, fc=colour, lw=0, zorder=2))
            words = f"{values.get((arm, grade), 0):g}"
            if len(arms) == 1 and width_of(words, 8) + 0.06 < wide:
                axes.text(x + wide / 2, y, words, size=8, color=legible_on(colour), ha="center", va="center", zorder=3)
            x += wide


def _dot(axes: Axes, x: float, y: float, colour: str, grade: str, grades: Mapping[str, str]) -> None:
    """A dot by grade: hollow, half, or full; of several full ones the worst is the largest, and says its grade."""
    style = grades[grade]
    axes.plot([x], [y], marker="o", ms=8, mec=colour, mew=1.6, color=colour, fillstyle=style,
              markerfacecoloralt="white", zorder=3)  # fmt: skip
    if style != "none" and sum(s == style for s in grades.values()) > 1:
        colour = "white" if style == "full" else DARK
        axes.text(x, y, grade, size=6, color=colour, ha="center", va="center", zorder=4)


def _rows(
    axes: Axes, events: Sequence[str], table: Mapping[str, Mapping[tuple[str, str], float]], colours: Mapping[str, str],
    grades: Mapping[str, str], most: float,
) -> None:  # fmt: skip
    top, left = 0.75, 0.3 + _NAME
    bottom = top + len(events) * _ROW
    step = next(s for s in (1, 2, 5, 10, 20) if most / s <= 8)
    end = max(step * (int(most / step) + 1), step)
    for tick in range(0, end + 1, step):
        x = left + tick / end * _PLOT
        axes.plot([x, x], [top, bottom], color=FAINT, lw=0.8, zorder=0)
        axes.text(x, bottom + 0.08, f"{tick} %", size=9, color=DARK, ha="center", va="top")
    for number, event in enumerate(events):
        y = top + (number + 0.5) * _ROW
        name = fit(event, _NAME - 0.25, 9.5, 1)[0]
        axes.text(left - 0.15, y, name, size=9.5, color=DARK, ha="right", va="center")
        axes.plot([left, left + _PLOT], [y, y], color="#F0F0F0", lw=0.8, zorder=0)
        if grades:
            _arms(axes, y, table[event], colours, grades, _PLOT / end)
        else:
            _bars(axes, y, table[event], colours, left, _PLOT / end)


def _arms(
    axes: Axes,
    y: float,
    values: Mapping[tuple[str, str], float],
    colours: Mapping[str, str],
    grades: Mapping[str, str],
    scale: float,
) -> None:
    """The dots of one event, arms a little above one another, grades of an arm joined."""
    left = 0.3 + _NAME
    for number, (arm, colour) in enumerate(colours.items()):
        offset = (number - (len(colours) - 1) / 2) * min(0.15, 0.3 / len(colours))
        mine = {grade: values[arm, grade] for grade in grades if (arm, grade) in values}
        if len(mine) > 1:
            ends = [left + v * scale for v in (min(mine.values()), max(mine.values()))]
            axes.plot(ends, [y + offset] * 2, color=colour, lw=1.2, alpha=0.6, zorder=2)
        for grade, value in mine.items():
            _dot(axes, left + value * scale, y + offset, colour, grade, grades)


PICTURE = Picture(
    name="adverse-events",
    shows="adverse events as dots, one row per event, one colour per arm, filled when severe",
    settings={"paper": "the paper (the one with most records)", "most": "events at most (24)"},
    draw=adverse_events,
)
