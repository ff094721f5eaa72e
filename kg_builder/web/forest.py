"""A forest plot of outcomes: one row per result, its interval, and what it rests on beside its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from kg_builder.web.comparing import NOT_STATED, Row
from kg_builder.web.parts import cut
from kg_builder.web.wording import unit_name, whereabouts

if TYPE_CHECKING:
    from kg_builder.web.shelf import Shelf

__all__ = ["forest"]

_COLOURS = ("#0b5c8a", "#b25d00", "#1b7a4b", "#7a3e9d", "#8a1c3c", "#4f5b66")  # told apart by the colour-blind too
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x")
_ROW = 38  # pixels
_LONGEST = 40
_GREY = "rgba(128,128,128,0.3)"


def forest(shelf: Shelf, found: Sequence[Row]) -> go.Figure | None:
    """The plot of all rows that have a value; a symbol for each set of response criteria, a colour for each regimen."""
    shown = [row for row in found if row.record.value is not None]
    if not shown:
        return None
    plot = go.Figure()
    regimens = list(dict.fromkeys(row.regimen for row in shown))
    criteria = list(dict.fromkeys(row.traits["criteria"][0] for row in shown))
    for number, row in enumerate(shown):
        plot.add_trace(_point(shelf, row, number, regimens, criteria))
    names = [_name(shelf, row) for row in shown]
    first = shown[0].record
    unit = unit_name(first.unit)
    plot.update_yaxes(
        tickvals=list(range(len(shown))),
        ticktext=names,
        range=[len(shown) - 0.4, -0.6],
        automargin=True,
        showgrid=False,
        zeroline=False,
    )
    title = f"{first.statistic}, {unit}" if unit else first.statistic
    plot.update_xaxes(title=title, rangemode="tozero", automargin=True, gridcolor=_GREY, zerolinecolor=_GREY)
    plot.update_layout(
        height=90 + _ROW * len(shown), showlegend=False, margin={"l": 8, "r": 12, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(128,128,128,0.06)", font={"color": "#6b7a86", "size": 13},
        dragmode=False,
    )  # fmt: skip
    return plot


def _point(shelf: Shelf, row: Row, number: int, regimens: Sequence[str], criteria: Sequence[str]) -> go.Scatter:
    value = float(row.record.value or 0)
    low, high = row.record.ci or (None, None)
    colour = _COLOURS[regimens.index(row.regimen) % len(_COLOURS)]
    bars = {
        "type": "data",
        "symmetric": False,
        "array": [float(high) - value if high is not None else 0],
        "arrayminus": [value - float(low) if low is not None else 0],
        "color": colour,
    }
    return go.Scatter(
        x=[value], y=[number], mode="markers", error_x=bars, customdata=[row.record.id],
        marker={"size": 11, "color": colour,
                "symbol": _SYMBOLS[criteria.index(row.traits["criteria"][0]) % len(_SYMBOLS)]},
        hovertext=[_plain(f"{shelf.label(row.regimen)}: {cut(row.record.quote or '', 120)} ({whereabouts(row.record)})")],
        hoverinfo="text",
    )  # fmt: skip


def _name(shelf: Shelf, row: Row) -> str:
    """What stands beside a row: regimen, patients, line and criteria, so that nothing is mixed silently."""
    r = row.record
    facts = [f"n={r.n}" if r.n else "", *row.traits["line"], *row.traits["criteria"], r.subgroup or "", r.doc]
    told = [fact for fact in facts if fact and fact != NOT_STATED]
    name, rest = cut(shelf.label(row.regimen), _LONGEST), cut(", ".join(told), _LONGEST)
    return f"{_plain(name)}<br><span style='font-size:11px'>{_plain(rest)}</span>"


def _plain(words: str) -> str:
    """Words in which nothing is markup.

    >>> _plain("<b>5</b> & more")
    '&lt;b&gt;5&lt;/b&gt; &amp; more'
    """
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
