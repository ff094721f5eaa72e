"""Best response as stacked bars: complete, partial, stable, progressive; one bar per arm, grouped by criteria."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg_builder.errors import QueryError
from kg_builder.evidence import Outcome
from kg_builder.lexicon import Category
from kg_builder.pictures.picture import Material, Picture, Settings, chosen_number
from kg_builder.pictures.style import DARK, canvas, finished, fit, legible_on, sources_line, width_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["PICTURE", "response"]

# The keys of evidence records, from best to worst, and their colours: blues respond, orange does not.
_STACK: Mapping[str, str] = {"CR": "#004C7A", "PR": "#0072B2", "SD": "#9CCBE6", "PD": "#D55E00", "NE": "#C9C9C9"}
_TOTALS = ("ORR", "DCR")
_NAME, _BARS, _TOTAL = 3.6, 5.4, 1.9  # inches
_ROW, _BAND = 0.5, 0.42


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arm:
    """The responses of one group of patients by one set of criteria."""

    name: str
    source: str
    criteria: str
    rates: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)


def response(material: Material, settings: Settings) -> Figure:
    """Stacked bars of the response categories of all arms that report at least two of them.

    Raises:
        QueryError: nothing fits the settings.
    """
    arms = [a for a in _arms(material, settings) if len(a.rates.keys() & _STACK.keys()) > 1]
    most = chosen_number(settings, "most", 20) or 20
    if not arms:
        raise QueryError("nothing to draw: no arm in the graph that fits reports two categories of response")
    arms = sorted(arms, key=lambda a: (a.criteria, a.source, a.name))[:most]
    groups: Mapping[str, list[_Arm]] = defaultdict(list)
    for arm in arms:
        groups[arm.criteria].append(arm)
    note = (
        "Bars by different criteria are not to be compared. Where a bar ends before 100 %, the rest was not reported."
    )
    width = 0.3 + _NAME + _BARS + _TOTAL + 0.3
    height = 0.45 + len(groups) * _BAND + len(arms) * _ROW + 0.75
    figure, axes = canvas(width, height, "Best response", sources_line(a.source for a in arms), note)
    _head(axes)
    y = 0.45
    for criteria, members in groups.items():
        y = _band(axes, y, criteria, width)
        for arm in members:
            _bar(axes, y + _ROW / 2, arm)
            y += _ROW
    _legend(axes, material, arms, y + 0.15)
    return finished(figure)


def _arms(material: Material, settings: Settings) -> Sequence[_Arm]:
    arms: dict[tuple[str, str, str], _Arm] = {}
    paper, criteria = settings.get("paper"), settings.get("criteria")
    for r in material.records:
        if not isinstance(r, Outcome) or r.statistic not in ("rate", "count") or r.endpoint not in (*_STACK, *_TOTALS):
            continue
        stated = r.criteria or "criteria not stated"
        if paper not in (None, r.doc) or (criteria and criteria.casefold() != stated.casefold()):
            continue
        name = (material.regimen(r.regimen) if r.regimen else r.arm or "all patients") + _of(r)
        arm = arms.setdefault(
            (name, material.source(r), stated), _Arm(name=name, source=material.source(r), criteria=stated)
        )
        if r.value is not None and r.unit == "percent":
            arm.rates.setdefault(r.endpoint, float(r.value))
        if r.count is not None:
            arm.counts.setdefault(r.endpoint, r.count)
        arm.sizes.extend([r.n] if r.n else [])
    return list(arms.values())


def _of(record: Outcome) -> str:
    return f" ({record.subgroup})" if record.subgroup else ""


def _head(axes: Axes) -> None:
    columns = ((0.3, "Arm", "left"), (0.3 + _NAME, "Patients, %", "left"))
    for x, words, side in columns:
        axes.text(x, 0.2, words, size=10, weight="bold", color=DARK, ha=side, va="center")
    for number, name in enumerate(_TOTALS):
        axes.text(_total_x(number), 0.2, name, size=10, weight="bold", color=DARK, ha="right", va="center")


def _total_x(number: int) -> float:
    return 0.3 + _NAME + _BARS + 0.8 + number * 0.85


def _band(axes: Axes, y: float, words: str, width: float) -> float:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((0.2, y + 0.06), width - 0.4, _BAND - 0.12, color="#EEF3F7", lw=0))
    axes.text(0.3, y + _BAND / 2, words, size=10, weight="bold", color="#0072B2", va="center")
    return y + _BAND


def _bar(axes: Axes, y: float, arm: _Arm) -> None:
    from matplotlib.patches import Rectangle

    size = f", n = {max(arm.sizes)}" if arm.sizes else ""
    name = fit(arm.name, _NAME - 0.2, 9.5, 1)[0]
    axes.text(0.3, y - 0.09, name, size=9.5, color=DARK, va="center")
    axes.text(0.3, y + 0.1, fit(f"{arm.source}{size}", _NAME - 0.2, 8, 1)[0], size=8, color="#555555", va="center")
    x = 0.3 + _NAME
    for key, colour in _STACK.items():
        wide = arm.rates.get(key, 0) / 100 * _BARS
        if wide <= 0:
            continue
        axes.add_patch(Rectangle((x, y - 0.16), wide, 0.32, fc=colour, ec="white", lw=1))
        words = f"{arm.rates[key]:g}"
        if width_of(words, 9) + 0.06 < wide:
            axes.text(x + wide / 2, y, words, size=9, color=legible_on(colour), ha="center", va="center")
        x += wide
    for number, key in enumerate(_TOTALS):
        words = f"{arm.rates[key]:g} %" if key in arm.rates else "–"
        axes.text(_total_x(number), y, words, size=9.5, color=DARK, ha="right", va="center")


def _legend(axes: Axes, material: Material, arms: Sequence[_Arm], y: float) -> None:
    from matplotlib.patches import Rectangle

    x = 0.3
    for key in (k for k in _STACK if any(k in a.rates for a in arms)):
        words = material.named(key, Category.ENDPOINT, Category.RESPONSE)
        axes.add_patch(Rectangle((x, y + 0.02), 0.2, 0.16, fc=_STACK[key], lw=0))
        axes.text(x + 0.28, y + 0.1, words, size=9, color=DARK, va="center")
        x += width_of(words, 9) + 0.6


PICTURE = Picture(
    name="response",
    shows="best response as stacked bars, one per arm, grouped by criteria",
    settings={"paper": "only this paper", "criteria": "only by these criteria", "most": "bars at most (20)"},
    draw=response,
)
