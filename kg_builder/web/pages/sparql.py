"""The page where the graph can be asked in SPARQL."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from dash import html
from dash.development.base_component import Component

from kg_builder.questions import Question, all_questions
from kg_builder.web.parts import notice, page, section

__all__ = ["sparql_page"]


def sparql_page(address: str | None) -> list[Component]:
    """The server's own query page, and the questions that ship to start from."""
    if address is None:
        words = (
            "No SPARQL server runs beside this page. It comes with the oxigraph package: start the explorer again where "
            "that is installed, or ask from the command line with kg-builder query."
        )
        return page("SPARQL", notice(words), _questions(None))
    lead: list[Component | str] = [
        "The graph as a SPARQL 1.1 endpoint, read only: ",
        html.A(f"{address}/query", href=f"{address}/", target="_blank", rel="noopener"),
    ]
    frame = html.Iframe(name="yasgui", src=f"{address}/", title="Query page of the SPARQL server", className="yasgui")
    return page("SPARQL", frame, _questions(address), lead=html.Span(lead))


def _questions(address: str | None) -> Component | None:
    return section("Questions to start from", *(_question(q, address) for q in all_questions().values()))


def _question(question: Question, address: str | None) -> Component:
    """A question with its query; with a server, a link that puts it into the query page."""
    edit = None
    if address:
        hash_ = urlencode({"query": question.query, "endpoint": f"{address}/query"}, quote_via=quote)
        href = f"{address}/?{quote(question.name)}#{hash_}"
        edit = html.P(html.A("Put it into the query page", href=href, target="yasgui"))
    told = [html.Summary(question.title), html.P(question.answers), edit, html.Pre(question.query, tabIndex="0")]
    return html.Details([part for part in told if part is not None])
