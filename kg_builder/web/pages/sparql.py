"""The page where the graph can be asked in SPARQL."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from kg_builder.questions import all_questions
from kg_builder.web.parts import notice, page, section

__all__ = ["sparql_page"]


def sparql_page(address: str | None) -> list[Component]:
    """The server's own query page, and the questions that ship to start from."""
    if address is None:
        words = (
            "No SPARQL server runs beside this page. It comes with the oxigraph package: start the explorer again where "
            "that is installed, or ask from the command line with kg-builder query."
        )
        return page("SPARQL", notice(words), _questions())
    lead = [
        "The graph as a SPARQL 1.1 endpoint, read only: ",
        html.A(f"{address}/query", href=f"{address}/", target="_blank", rel="noopener"),
    ]
    frame = html.Iframe(src=f"{address}/", title="Query page of the SPARQL server", className="yasgui")
    return page("SPARQL", frame, _questions(), lead=html.Span(lead))


def _questions() -> Component | None:
    items = [
        html.Details([html.Summary(q.title), html.P(q.answers), html.Pre(q.query, tabIndex="0")])
        for q in all_questions().values()
    ]
    return section("Questions to start from", *items)
