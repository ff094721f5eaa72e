"""The explorer as a Dash application: the frame around the pages, and what answers the browser."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import flask
from dash import Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component

from kg_builder.errors import KgBuilderError
from kg_builder.web.addresses import chosen, first, opened, quote_href, regimen_href, route, search_href
from kg_builder.web.comparing import FILTERS, as_csv
from kg_builder.web.lean import lean
from kg_builder.web.pages.compare import address, chosen_rows, compare_page
from kg_builder.web.pages.paper import paper_page
from kg_builder.web.pages.regimen import regimen_page
from kg_builder.web.pages.search import front_page, search_page
from kg_builder.web.pages.sparql import sparql_page
from kg_builder.web.pages.term import factor_page, treatment_page
from kg_builder.web.parts import link, notice, page, quote_sheet, wild
from kg_builder.web.search import Index
from kg_builder.web.shelf import Shelf

__all__ = ["create_app", "failed", "show"]

_log = logging.getLogger(__name__)
_INDEX = """<!DOCTYPE html>
<html lang="en">
<head>{%metas%}<meta charset="utf-8"><title>{%title%}</title>{%favicon%}{%css%}</head>
<body>{%app_entry%}{%config%}{%scripts%}{%renderer%}</body>
</html>"""
_CONTROLS = ("compare-regimens", "compare-endpoint", *(f"compare-{f.name}" for f in FILTERS))


def create_app(shelf: Shelf, sparql: str | None = None) -> Dash:
    """The application; `sparql` is the address of the SPARQL server beside it, if one runs."""
    app = Dash(
        __name__,
        title="kg-builder",
        update_title="",
        serve_locally=True,
        suppress_callback_exceptions=True,
        assets_folder="assets",
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.index_string = _INDEX
    app.layout = _frame()
    index = Index(shelf)
    _answer_pages(app, index, sparql)
    _answer_choices(app)
    _serve_csv(app, shelf)
    _guard(app, sparql)
    return app


def show(index: Index, path: str | None, query: str | None, sparql: str | None = None) -> list[Component]:
    """The page at an address."""
    shelf, choices = index.shelf, chosen(query)
    name, thing = route(path)
    pages: Mapping[str, Any] = {
        "": lambda: front_page(shelf),
        "search": lambda: search_page(index, first(choices, "q")),
        "regimen": lambda: regimen_page(shelf, thing),
        "treatment": lambda: treatment_page(shelf, thing),
        "factor": lambda: factor_page(shelf, thing),
        "paper": lambda: paper_page(shelf, thing, choices),
        "compare": lambda: compare_page(shelf, choices),
        "sparql": lambda: sparql_page(sparql),
    }
    if name not in pages:
        return page(
            "No such page", notice("There is nothing at this address.", "error"), html.P(link("To the start", "/"))
        )
    return list(pages[name]())


def failed(fault: Exception) -> tuple[list[Component], str]:
    """What is shown where a page failed: what went wrong with the graph; of a fault of the program only that it is one."""
    if isinstance(fault, KgBuilderError):
        return page("This cannot be shown", notice(str(fault), "error")), ""
    _log.error("a page failed", exc_info=fault)
    words = "The explorer failed on this page; its log says where. Other pages still work."
    return page("This cannot be shown", notice(words, "error")), ""


def _frame() -> Component:
    """What stays the same on all pages."""
    search = html.Div(
        [
            html.Label("Search", htmlFor="asked", className="unseen"),
            dcc.Input(id="asked", type="search", placeholder="Regimen, drug, biomarker, paper", maxLength=200),
            html.Button("Search", id="ask", n_clicks=0),
        ],
        className="search",
        role="search",
    )
    links = [link("Compare", "/compare"), link("SPARQL", "/sparql")]
    header = html.Header([link("kg-builder", "/", "home"), search, html.Nav(links, **wild({"aria-label": "Pages"}))])
    foot = "Repeats what papers report, each value with its place; no medical advice."
    return html.Div(
        [
            dcc.Location(id="url", refresh="callback-nav"),
            html.A("To the content", href="#page", className="unseen"),
            header,
            html.Main(id="page", tabIndex="-1"),
            html.Aside(
                id="sheet", tabIndex="-1", role="dialog", **wild({"aria-label": "Quote", "aria-live": "polite"})
            ),
            html.Footer(foot, className="foot"),
            dcc.Store(id="heard"),
        ]
    )


def _answer_pages(app: Dash, index: Index, sparql: str | None) -> None:
    """Pages and quotes, by the address."""

    @app.callback(
        Output("page", "children"), Output("asked", "value"), Input("url", "pathname"), Input("url", "search"),
        on_error=failed,
    )  # fmt: skip
    def at(path: str | None, query: str | None) -> tuple[list[Component | str], str]:
        return lean(show(index, path, query, sparql)), first(chosen(query), "q")

    @app.callback(Output("sheet", "children"), Input("url", "hash"))
    def quote(fragment: str | None) -> list[Component]:
        return quote_sheet(index.shelf, opened(fragment))

    app.clientside_callback(  # type: ignore[no-untyped-call]
        "function(sheet) { return window.explorer ? window.explorer.quoted(sheet) : null; }",
        Output("heard", "data"),
        Input("sheet", "children"),
    )


def _answer_choices(app: Dash) -> None:
    """What the user chooses becomes the address."""

    @app.callback(
        Output("url", "href"), Input("ask", "n_clicks"), Input("asked", "n_submit"), State("asked", "value"),
        prevent_initial_call=True,
    )  # fmt: skip
    def search(_: int, __: int | None, asked: str | None) -> Any:  # noqa: ANN401 - Dash's no_update
        return search_href(asked.strip()) if asked and asked.strip() else no_update

    @app.callback(
        Output("url", "search"), *(Input(name, "value") for name in _CONTROLS), State("url", "search"),
        prevent_initial_call=True,
    )  # fmt: skip
    def compare(*values: Any) -> Any:  # noqa: ANN401 - as the controls are set
        if len(ctx.triggered_prop_ids) != 1:  # the controls have just appeared; nobody has chosen anything
            return no_update
        wanted = address(values[:-1])
        return wanted if chosen(wanted) != chosen(values[-1]) else no_update

    @app.callback(Output("url", "pathname"), Input("family", "tapNodeData"), prevent_initial_call=True)
    def tapped(node: Mapping[str, str] | None) -> Any:  # noqa: ANN401 - Dash's no_update
        return regimen_href(node["id"]) if node else no_update

    @app.callback(Output("url", "hash"), Input("forest", "clickData"), prevent_initial_call=True)
    def pointed(click: Mapping[str, Any] | None) -> Any:  # noqa: ANN401 - Dash's no_update
        points = (click or {}).get("points") or [{}]
        record = points[0].get("customdata")
        return quote_href(str(record)) if record else no_update


def _serve_csv(app: Dash, shelf: Shelf) -> None:
    """The table of a comparison as a file."""

    @app.server.route("/compare.csv")  # type: ignore[untyped-decorator]
    def comparison() -> flask.Response:
        query = flask.request.query_string.decode("ascii", "replace")
        content = as_csv(shelf, chosen_rows(shelf, chosen(query)))
        head = {"Content-Disposition": 'attachment; filename="comparison.csv"'}
        return flask.Response(content, mimetype="text/csv", headers=head)


def _guard(app: Dash, sparql: str | None) -> None:
    """Nothing on a page runs or loads but what the program itself brings."""
    policy = "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {' '.join(app.csp_hashes())}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            f"frame-src {sparql or chr(39) + 'none' + chr(39)}",
            "object-src 'none'",
            "base-uri 'self'",
            "frame-ancestors 'none'",
        )
    )

    @app.server.after_request  # type: ignore[untyped-decorator]
    def guarded(response: flask.Response) -> flask.Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
