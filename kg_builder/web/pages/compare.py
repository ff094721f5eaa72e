"""The comparison of regimens: table, forest plot, and what forbids to compare."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from kg_builder import lineage
from kg_builder.errors import QueryError
from kg_builder.web.addresses import Choices, first, with_choices
from kg_builder.web.comparing import FILTERS, Row, differences, endpoints, options, rows, value_words
from kg_builder.web.forest import forest
from kg_builder.web.listing import source
from kg_builder.web.parts import Cell, cut, figure, notice, numeric, page, plain, regimen_link, section, table, wild
from kg_builder.web.records import study_words
from kg_builder.web.shelf import Shelf
from kg_builder.web.wording import capital, count, endpoint_name, line_name, listed

__all__ = ["address", "chosen_regimens", "chosen_rows", "compare_page"]

_MOST = 12  # regimens side by side
_ROWS = 120  # of the table
_PLOTTED = 60  # rows of the plot


def chosen_regimens(shelf: Shelf, choices: Choices) -> tuple[list[str], list[str]]:
    """The regimens that an address names, by key or any name; and what it names in vain."""
    keys: dict[str, None] = {}
    unknown = []
    for name in list(choices.get("r", ()))[:_MOST]:
        try:
            keys[lineage.find_regimen(shelf.lineage, name, shelf.lexicon)] = None
        except QueryError:
            unknown.append(name[:80])
    return list(keys), unknown


def _measure(shelf: Shelf, keys: Sequence[str], choices: Choices) -> tuple[str, str] | None:
    """The endpoint and statistic that are asked for, else the most reported of these regimens."""
    there = endpoints(shelf, keys)
    endpoint, _, statistic = first(choices, "endpoint").partition(" ")
    return (endpoint, statistic) if (endpoint, statistic) in there else next(iter(there), None)


def chosen_rows(shelf: Shelf, choices: Choices) -> list[Row]:
    """The rows that an address asks for."""
    keys, _ = chosen_regimens(shelf, choices)
    measure = _measure(shelf, keys, choices)
    return rows(shelf, keys, *measure, choices) if measure else []


def compare_page(shelf: Shelf, choices: Choices) -> list[Component]:
    """Chosen regimens side by side, as far as the filters let them through."""
    keys, unknown = chosen_regimens(shelf, choices)
    measure = _measure(shelf, keys, choices)
    wrong = notice(f"No regimen here is called {listed(unknown)}.", "error") if unknown else None
    controls = _controls(shelf, keys, measure, choices)
    if measure is None:
        words = "Choose two regimens or more." if not keys else "No paper here reports an outcome of these regimens."
        return page("Compare regimens", wrong, controls, notice(words))
    found = rows(shelf, keys, *measure, choices)
    if not found:
        words = "No result passes these filters. Take one of them back."
        return page("Compare regimens", wrong, controls, notice(words))
    title = capital(endpoint_name(shelf.lexicon, measure[0]))
    more = notice(f"The first {_ROWS} of {len(found)} rows; the CSV has them all.") if len(found) > _ROWS else None
    return page(
        "Compare regimens",
        wrong,
        controls,
        _warning(shelf, found),
        section(f"{title}: {count(len(found), 'result')}", _download(choices), _table(shelf, found[:_ROWS]), more),
        section("Forest plot", _plot(shelf, found[:_PLOTTED])),
    )


def _warning(shelf: Shelf, found: Sequence[Row]) -> Component | None:
    told = differences(shelf, found)
    if not told:
        return None
    head = html.Strong("These rows are not directly comparable.")
    return notice([head, html.Ul([html.Li(words) for words in told])], "warning")


def _download(choices: Choices) -> Component:
    href = with_choices("/compare.csv", {name: list(values) for name, values in choices.items()})
    return html.P(html.A("Download as CSV", href=href, download="comparison.csv"), className="actions")


def _table(shelf: Shelf, found: Sequence[Row]) -> Component | None:
    columns = [
        *plain("Regimen", "Group"), *numeric("Value", "CI", "Patients"), *plain("Line", "Criteria"),
        *numeric("After"), *plain("Among", "Patients are", "Design", "Study", "Source"),
    ]  # fmt: skip
    return table(columns, [_cells(shelf, row) for row in found])


def _cells(shelf: Shelf, row: Row) -> list[Cell]:
    r = row.record
    value, unit, ci = value_words(row)
    after = f"{r.at_months} months" if r.at_months is not None else ""
    return [
        regimen_link(shelf, row.regimen), cut(r.arm or "", 60), figure(shelf, r, value or str(r.count or ""), unit), ci,
        r.n, line_name(shelf.line(r)), r.criteria, after, cut(r.subgroup or "", 60), row.patients, shelf.design(r),
        study_words(shelf, r), source(shelf, r),
    ]  # fmt: skip


def _plot(shelf: Shelf, found: Sequence[Row]) -> Component | None:
    plot = forest(shelf, found)
    if plot is None:
        return None
    caption = "A colour for each regimen, a symbol for each set of response criteria. Choose a point to see its quote."
    graph = dcc.Graph(id="forest", figure=plot, config={"displayModeBar": False}, responsive=True,
                      style={"height": f"{plot.layout.height}px"})  # fmt: skip
    return html.Figure([graph, html.Figcaption(caption)])


def _controls(shelf: Shelf, keys: Sequence[str], measure: tuple[str, str] | None, choices: Choices) -> Component:
    graph = shelf.lineage
    every = sorted(graph, key=lambda k: (-len(graph.nodes[k]["studies"]), k))
    parts = [
        _control("Regimens", "compare-regimens", [(k, shelf.label(k)) for k in every], list(keys), look=" wide"),
        _control("Outcome", "compare-endpoint", _measures(shelf, keys), " ".join(measure) if measure else None),
    ]
    there = options(shelf, keys, *measure) if measure else {}
    for f in FILTERS:
        values = there.get(f.name, [])
        set_to = first(choices, f.name) or None
        shown = list(dict.fromkeys([*values, *([set_to] if set_to else [])]))
        idle = len(shown) < 2 and not set_to
        parts.append(
            _control(f.title, f"compare-{f.name}", [(v, v) for v in shown], set_to, look=" idle" if idle else "")
        )
    return html.Div(parts, className="controls", role="group", **wild({"aria-label": "What to compare"}))


def _measures(shelf: Shelf, keys: Sequence[str]) -> list[tuple[str, str]]:
    return [(f"{e} {s}", f"{capital(endpoint_name(shelf.lexicon, e))}, {s}") for e, s in endpoints(shelf, keys)]


def _control(
    title: str, name: str, choices: Sequence[tuple[str, str]], value: str | list[str] | None, *, look: str = ""
) -> Component:
    dropdown = dcc.Dropdown(
        id=name, options=[{"value": v, "label": words} for v, words in choices], value=value, multi=look == " wide",
        clearable=name != "compare-endpoint", placeholder="any" if look != " wide" else "choose",
    )  # fmt: skip
    return html.Label([html.Span(title), dropdown], className=f"control{look}")


def address(values: Sequence[object]) -> str:
    """The query string for what the controls are set to: regimens, outcome, then the filters in their order.

    >>> address([["a+b", "c"], "OS median", None, "mRECIST"])
    '?r=a%2Bb&r=c&endpoint=OS+median&criteria=mRECIST'
    """
    names = ("r", "endpoint", *(f.name for f in FILTERS))
    chosen = {name: v if isinstance(v, list) else str(v) for name, v in zip(names, values, strict=False) if v}
    return with_choices("", chosen)
