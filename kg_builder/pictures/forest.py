"""A forest plot: medians or ratios of an endpoint with their intervals, grouped by line of therapy and response criteria."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kg_builder.errors import QueryError
from kg_builder.evidence import Effect, Interval, Outcome
from kg_builder.lexicon import Category
from kg_builder.lineage import find_regimen
from kg_builder.pictures.picture import Material, Picture, Settings, chosen_number
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

__all__ = ["PICTURE", "forest"]

_ROW, _BAND = 0.34, 0.42  # inches
_SIZE = 9.5
_LABEL, _SOURCE, _PLOT, _VALUE = 3.3, 2.5, 4.3, 1.75


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One estimate."""

    label: str
    source: str
    n: int | None
    value: float
    low: float | None
    high: float | None
    words: str
    group: tuple[str, ...]

    @property
    def has_interval(self) -> bool:
        return self.low is not None and self.high is not None


def forest(material: Material, settings: Settings) -> Figure:
    """Medians (or, with `of=HR` or another measure, ratios) of an endpoint as a forest plot.

    Raises:
        QueryError: a setting means nothing, or there is nothing to draw.
    """
    endpoint = material.key(settings.get("endpoint", "OS"), Category.ENDPOINT, Category.RESPONSE)
    of = settings.get("of", "median")
    most = chosen_number(settings, "most", 28) or 28
    rows = _medians(material, endpoint, settings) if of == "median" else _ratios(material, endpoint, of, settings)
    if not rows:
        raise QueryError(f"nothing to draw: no {of} of {endpoint} in the graph fits these settings")
    kept = _kept(rows, most)
    name = material.named(endpoint, Category.ENDPOINT, Category.RESPONSE)
    title = f"Median {name}, months" if of == "median" else f"{of} for {name}"
    notes = ["Filled: with the confidence interval as printed; hollow: none printed."]
    notes += [
        "Rows under different headings differ in line, criteria or population: do not rank them against each other."
    ]
    if len(kept) < len(rows):
        notes.append(f"{len(kept)} of {len(rows)} results, those with intervals and most patients first chosen.")
    return _draw(title, kept, is_ratio=of != "median", note=" ".join(notes))


def _kept(rows: Sequence[_Row], most: int) -> list[_Row]:
    chosen = sorted(rows, key=lambda r: (not r.has_interval, -(r.n or 0), r.label, r.source, r.value))[:most]
    return sorted(chosen, key=lambda r: (r.group, -r.value, r.label, r.source))


# What is drawn


def _medians(material: Material, endpoint: str, settings: Settings) -> list[_Row]:
    wanted = settings.get("regimen")
    key = find_regimen(material.lineage, wanted, material.lexicon) if wanted else None
    line, doc = chosen_number(settings, "line"), settings.get("paper")
    rows = {}
    for r in material.records:
        if not isinstance(r, Outcome) or (r.endpoint, r.statistic) != (endpoint, "median") or r.value is None:
            continue
        months = _months(material, r.unit)
        fits = (line is None or r.line == line) and doc in (None, r.doc) and (r.regimen or (doc and r.arm))
        if months is None or not fits or (key and not set(key.split("+")) <= set(r.regimen)):
            continue
        row = _median_row(material, r, months)
        rows[row.label, row.source, row.value, row.group] = row
    return list(rows.values())


def _median_row(material: Material, r: Outcome, months: Decimal) -> _Row:
    name = material.regimen(r.regimen) if r.regimen else r.arm or ""
    line = f"line {r.line}" if r.line else "line not stated"
    low, high = _ends(r.ci, months)
    return _Row(
        label=f"{name} ({r.subgroup})" if r.subgroup else name,
        source=material.source(r),
        n=r.n,
        value=float((r.value or Decimal()) * months),
        low=low,
        high=high,
        words=_words(r.value, r.ci),
        group=(line, r.criteria or "criteria not stated") if _depends(material, r) else (line,),
    )


def _depends(material: Material, record: Outcome) -> bool:
    """Whether response criteria matter to an endpoint: some record of it names one."""
    return any(
        isinstance(r, Outcome) and r.endpoint == record.endpoint and r.criteria is not None for r in material.records
    )


def _ratios(material: Material, endpoint: str, measure: str, settings: Settings) -> list[_Row]:
    doc, model, factor = settings.get("paper"), settings.get("model"), settings.get("factor")
    rows = []
    for r in material.records:
        if not isinstance(r, Effect) or (r.endpoint, r.measure) != (endpoint, measure) or r.value is None:
            continue
        fits = doc in (None, r.doc) and model in (None, r.model) and (not factor or factor in (r.factor or ""))
        if not fits or r.value <= 0:
            continue
        low, high = _ends(r.ci, Decimal(1))
        group = " · ".join(filter(None, (r.population, r.model)))
        label = ", ".join(filter(None, (r.factor, r.contrast))) or r.population or ""
        source = material.source(r)
        words = _words(r.value, r.ci)
        rows.append(_Row(label=label, source=source, n=r.n, value=float(r.value), low=low, high=high, words=words,
                         group=(group or "population not stated",)))  # fmt: skip
    return rows


def _months(material: Material, unit: str | None) -> Decimal | None:
    """Months in a unit of time; None if it is none."""
    term = material.lexicon.get(Category.UNIT, unit or "")
    factor = term and term.features.get("inMonths")
    return Decimal(factor) if factor else None


def _ends(ci: Interval | None, factor: Decimal) -> tuple[float | None, float | None]:
    low, high = ci or (None, None)
    return (float(low * factor) if low is not None else None, float(high * factor) if high is not None else None)


def _words(value: Decimal | None, ci: Interval | None) -> str:
    """A value with its interval, as printed.

    >>> _words(Decimal("7.4"), (Decimal("6.1"), None))
    '7.4 (6.1–NR)'
    """
    if ci is None:
        return f"{value}"
    low, high = ("NR" if end is None else str(end) for end in ci)
    return f"{value} ({low}–{high})"


# How


def _draw(title: str, rows: Sequence[_Row], *, is_ratio: bool, note: str) -> Figure:
    groups: Mapping[tuple[str, ...], list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row.group].append(row)
    height = _BAND * (len(groups) + 1) + _ROW * len(rows) + 0.75
    width = 0.3 + _LABEL + _SOURCE + 0.6 + _PLOT + _VALUE + 0.3
    figure, axes = canvas(width, height, title, sources_line(r.source for r in rows), note)
    scale = _Scale.of(rows, is_ratio=is_ratio)
    y = _head(axes, is_ratio=is_ratio)
    start = y
    for group, members in groups.items():
        y = _band(axes, y, " · ".join(group), width)
        for row in members:
            _estimate(axes, y + _ROW / 2, row, scale)
            y += _ROW
    scale.axis(axes, start, y)
    return finished(figure)


def _head(axes: Axes, *, is_ratio: bool) -> float:
    columns = (
        (_X_LABEL, "Factor" if is_ratio else "Regimen", "left"), (_X_SOURCE, "Study", "left"), (_X_N, "n", "right"),
        (_X_VALUE, "Ratio (interval)" if is_ratio else "Median (interval)", "left"),
    )  # fmt: skip
    for x, words, side in columns:
        axes.text(x, 0.2, words, size=_SIZE, weight="bold", color=DARK, ha=side, va="center")
    return _BAND


def _band(axes: Axes, y: float, words: str, width: float) -> float:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((0.2, y + 0.06), width - 0.4, _BAND - 0.12, color="#EEF3F7", lw=0))
    axes.text(_X_LABEL, y + _BAND / 2, words, size=_SIZE, weight="bold", color=COLOURS[0], va="center")
    return y + _BAND


def _estimate(axes: Axes, y: float, row: _Row, scale: _Scale) -> None:
    """One row: names, number of patients, interval and point, value in words."""
    for x, words, room in ((_X_LABEL, row.label, _LABEL), (_X_SOURCE, row.source, _SOURCE)):
        size = _SIZE if width_of(words, _SIZE) <= room - 0.15 else 7.5
        lines = fit(words, room - 0.15, size)
        colour = DARK if x == _X_LABEL else "#555555"
        axes.text(x, y, "\n".join(lines), size=size, color=colour, va="center", linespacing=1.05)
    axes.text(_X_N, y, f"{row.n:,}" if row.n else "–", size=_SIZE, color=DARK, ha="right", va="center")
    axes.text(_X_VALUE, y, row.words, size=_SIZE, color=DARK, va="center")
    if row.low is not None or row.high is not None:
        scale.interval(axes, y, row)
    face = COLOURS[0] if row.has_interval else "white"
    axes.plot([scale.x(row.value)], [y], "s", ms=6, mfc=face, mec=COLOURS[0], mew=1.4, zorder=3)


_X_LABEL = 0.3
_X_SOURCE = _X_LABEL + _LABEL
_X_N = _X_SOURCE + _SOURCE + 0.4
_X_PLOT = _X_N + 0.25
_X_VALUE = _X_PLOT + _PLOT + 0.15


@dataclass(frozen=True, slots=True)
class _Scale:
    """From values to inches: linear from zero for times, logarithmic around one for ratios."""

    least: float
    most: float
    is_ratio: bool

    @classmethod
    def of(cls, rows: Sequence[_Row], *, is_ratio: bool) -> _Scale:
        ends = [e for r in rows for e in (r.value, r.low, r.high) if e is not None and (not is_ratio or e > 0)]
        if not is_ratio:
            return cls(0, max(ends) * 1.05, is_ratio=False)
        return cls(max(min(*ends, 0.5) / 1.1, 0.05), min(max(*ends, 2) * 1.1, 20), is_ratio=True)

    def x(self, value: float) -> float:
        from math import log

        value = min(max(value, self.least), self.most)
        share = (
            log(value / self.least) / log(self.most / self.least)
            if self.is_ratio
            else (value - self.least) / (self.most - self.least)
        )
        return _X_PLOT + share * _PLOT

    def interval(self, axes: Axes, y: float, row: _Row) -> None:
        """The whisker; an end that lies outside or was not reached is an arrow."""
        low, high = (row.low or self.least), (row.high if row.high is not None else self.most)
        axes.plot([self.x(low), self.x(high)], [y, y], color=COLOURS[0], lw=1.6, solid_capstyle="butt", zorder=2)
        for end, mark, outside in (
            (low, "<", row.low is None or row.low < self.least),
            (high, ">", row.high is None or row.high > self.most),
        ):
            axes.plot([self.x(end)], [y], mark if outside else "|", color=COLOURS[0], ms=6, zorder=2)

    def axis(self, axes: Axes, top: float, bottom: float) -> None:
        """Ticks, faint lines, and the line of no effect."""
        axes.plot([_X_PLOT, _X_PLOT + _PLOT], [bottom + 0.08] * 2, color=GREY, lw=1)
        for tick in self.ticks():
            x = self.x(tick)
            strong = self.is_ratio and tick == 1
            axes.plot(
                [x, x], [top, bottom + 0.08], color=GREY if strong else FAINT, lw=1.2 if strong else 0.7, zorder=1
            )
            axes.text(x, bottom + 0.14, f"{tick:g}", size=8.5, color=DARK, ha="center", va="top")
        words = "fewer events   ←   1   →   more events" if self.is_ratio else "months"
        axes.text(
            _X_PLOT + _PLOT / 2, bottom + 0.14 + height_of(9), words, size=8.5, color="#555555", ha="center", va="top"
        )

    def ticks(self) -> list[float]:
        """Round numbers on the scale."""
        if self.is_ratio:
            return [t for t in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0) if self.least <= t <= self.most]
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 500) if self.most / s <= 8)
        return [float(t) for t in range(0, int(self.most) + 1, step)]


PICTURE = Picture(
    name="forest",
    shows="medians or ratios of an endpoint with their intervals, by line and criteria",
    settings={
        "endpoint": "which endpoint (OS)",
        "of": "median, or a measure such as HR (median)",
        "regimen": "only regimens with these components",
        "line": "only this line of therapy",
        "paper": "only this paper",
        "model": "of ratios: univariate or multivariate",
        "factor": "of ratios: only this factor",
        "most": "rows at most (28)",
    },
    draw=forest,
)
