"""The pages of a drug, a procedure or a class, and of a biomarker or another factor."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from kg_builder.lexicon import Name, NameKind, Term
from kg_builder.linking import TREATMENTS
from kg_builder.web.addresses import compare_href, search_href, treatment_href
from kg_builder.web.listing import listing
from kg_builder.web.parts import link, notice, numeric, page, plain, regimen_link, section, table
from kg_builder.web.shelf import Shelf
from kg_builder.web.wording import capital, count, line_name, listed

__all__ = ["factor_page", "treatment_page"]

_MOST = 150  # rows of a table
_KINDS = {NameKind.BRAND: "brand", NameKind.CODE: "code", NameKind.ABBREVIATION: "abbreviation"}


def treatment_page(shelf: Shelf, key: str) -> list[Component]:
    """A drug, a procedure or a class: its names, its classes, the regimens that have it."""
    term, inside = shelf.vocabulary.treatment(key), shelf.with_component(key)
    if term is None and not inside:
        return _unknown("treatment", key)
    name = term.label if term else key
    empty = None if inside else notice(f"No paper here reports a regimen with {name}.")
    return page(
        capital(name),
        html.P(link("Compare these regimens", compare_href(inside[:12])), className="actions") if inside else None,
        _names(term) if term else None,
        _classes(shelf, term) if term else None,
        empty,
        section("Regimens that have it", _regimens(shelf, inside)),
        section("Doses", listing(shelf, shelf.doses(key), without=("Drug",))),
        lead=f"{str(term.category).replace('_', ' ')}, in {count(len(inside), 'regimen')}" if term else None,
    )


def _names(term: Term) -> Component | None:
    shown = [n for n in term.names if n.kind not in (NameKind.HIDDEN, NameKind.LABEL)]
    return html.P(f"Also called: {listed(map(_named, shown), 12)}") if shown else None


def _named(name: Name) -> str:
    return f"{name.text} ({_KINDS[name.kind]})" if name.kind in _KINDS else name.text


def _classes(shelf: Shelf, term: Term) -> Component | None:
    links = [html.Li(link(shelf.treatment_label(parent), treatment_href(parent))) for parent in term.parents]
    return html.Div([html.H3("Classes"), html.Ul(links, className="chips")]) if links else None


def _regimens(shelf: Shelf, keys: list[str]) -> Component | None:
    graph = shelf.lineage
    rows = [
        [regimen_link(shelf, key), len(graph.nodes[key]["studies"]), graph.nodes[key]["patients"] or "",
         listed(map(line_name, graph.nodes[key]["lines"])), listed(graph.nodes[key]["bodies"], 3)]
        for key in sorted(keys, key=lambda k: (-len(graph.nodes[k]["studies"]), k))
    ]  # fmt: skip
    columns = [*plain("Regimen"), *numeric("Studies", "Patients"), *plain("Lines", "Recommended by")]
    return table(columns, rows)


def factor_page(shelf: Shelf, key: str) -> list[Component]:
    """A biomarker or another factor: what papers say it does, and the ratios estimated for it."""
    records = shelf.factors.get(key, ())
    term = next((t for t in shelf.lexicon.terms if t.key == key and t.category not in TREATMENTS), None)
    if not records:
        return _unknown("factor", key)
    parts = []
    for kind, title in (("association", "What it does to patients"), ("effect", "Ratios between its levels")):
        found = [r for r in records if r.kind == kind]
        more = notice(f"The first {_MOST} of {len(found)}.") if len(found) > _MOST else None
        parts.append(section(title, listing(shelf, found[:_MOST], regimen=kind == "effect"), more))
    papers = len({r.doc for r in records})
    return page(
        capital(term.label if term else key), *parts,
        lead=f"{count(len(records), 'statement')} in {count(papers, 'paper')}",
    )  # fmt: skip


def _unknown(what: str, key: str) -> list[Component]:
    words = f"Nothing is known here of a {what} called {key[:80]!r}."
    return page(f"No such {what}", notice(words, "error"), html.P(link("Search for it", search_href(key))))
