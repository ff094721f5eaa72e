"""The page of a regimen: what it is, where it comes from, what became of the patients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from kg_builder import lineage
from kg_builder.errors import QueryError
from kg_builder.evidence import Evidence
from kg_builder.web.addresses import compare_href, quote_href, search_href, treatment_href
from kg_builder.web.family_map import family_map
from kg_builder.web.listing import listing
from kg_builder.web.parts import cut, link, notice, numeric, page, plain, regimen_link, section, table, wild
from kg_builder.web.shelf import Shelf
from kg_builder.web.wording import count, line_name, listed

__all__ = ["regimen_page"]

_KINDS = (
    ("adverse_event", "Adverse events"),
    ("baseline", "Patients at the start"),
    ("association", "What predicts the outcome"),
    ("recommendation", "Recommendations"),
)
_MOST = 150  # rows of a table


def regimen_page(shelf: Shelf, name: str) -> list[Component]:
    """A regimen by its key, or by any name that people use."""
    try:
        key = lineage.find_regimen(shelf.lineage, name, shelf.lexicon)
    except QueryError as fault:
        words = f"There is no regimen of this name here. {_reason(fault)}"
        return page("No such regimen", notice(words, "error"), html.P(link("Search for it", search_href(name))))
    data = shelf.lineage.nodes[key]
    return page(
        data["label"],
        html.P(link("Compare with others", compare_href([key])), className="actions"),
        _contents(shelf, key),
        section("What it is", _composition(shelf, key), _classes(shelf, key), name="composition"),
        _records(shelf, key, "outcome", "Outcomes"),
        section("Lineage", _lineage(shelf, key), name="lineage"),
        *(_records(shelf, key, kind, title) for kind, title in _KINDS),
        section("Doses", _doses(shelf, key), name="dose"),
        section("Studies", _studies(shelf, key), name="study"),
        lead=_lead(data),
    )


def _reason(fault: QueryError) -> str:
    words = str(fault).partition(": ")[2] or str(fault)
    return words[:1].upper() + words[1:] + "."


def _lead(data: dict[str, Any]) -> str:
    facts = [
        count(len(data["studies"]), "study", "studies"),
        count(data["patients"], "patient") if data["patients"] else "",
        listed(line_name(line) for line in data["lines"]),
        f"recommended by {listed(data['bodies'])}" if data["bodies"] else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def _contents(shelf: Shelf, key: str) -> Component:
    """Links to the parts of the page."""
    there = [(kind, f"{title} {n}") for kind, title in (("outcome", "Outcomes"), *_KINDS)
             if (n := len(shelf.about(key, kind)))]  # fmt: skip
    links = [html.A(title, href=f"#{name}") for name, title in [*there[:1], ("lineage", "Lineage"), *there[1:]]]
    return html.Nav(links, className="switch", **wild({"aria-label": "On this page"}))


def _composition(shelf: Shelf, key: str) -> Component:
    """Each component with the classes that it belongs to."""
    items = []
    for part in shelf.lineage.nodes[key]["components"]:
        term = shelf.vocabulary.treatment(part)
        parents = [shelf.treatment_label(p) for p in (term.parents if term else ())]
        items.append(html.Li([link(shelf.treatment_label(part), treatment_href(part)),
                              html.Span(f" – {listed(parents, 4)}" if parents else "", className="unit")]))  # fmt: skip
    return html.Ul(items, className="components")


def _classes(shelf: Shelf, key: str) -> Component | None:
    """What the reasoner concludes, and why."""
    because = shelf.why(key)
    if not because:
        return None
    items = [
        html.Details([html.Summary(b.name), html.P(b.definition), html.P(f"Because {b.why}." if b.why else "")])
        for b in because
    ]
    return html.Div([html.H3("Classes, by definition"), *items], className="classes")


def _lineage(shelf: Shelf, key: str) -> Component | None:
    relations = [
        _relatives("Grew out of", shelf, lineage.parents(shelf.lineage, key)),
        _relatives("Grew into", shelf, lineage.children(shelf.lineage, key)),
        _swaps(shelf, key),
        _tried("Patients had before", shelf, lineage.tried_before(shelf.lineage, key)),
        _tried("Patients had next", shelf, lineage.tried_after(shelf.lineage, key)),
    ]
    shown = [part for part in (family_map(shelf, key), *relations) if part is not None]
    return html.Div(shown) if shown else None


def _relatives(title: str, shelf: Shelf, keys: Sequence[str]) -> Component | None:
    links = [html.Li(regimen_link(shelf, key)) for key in keys]
    return html.Div([html.H3(title), html.Ul(links, className="chips")]) if links else None


def _swaps(shelf: Shelf, key: str) -> Component | None:
    graph = shelf.lineage
    near = {**graph.pred[key], **graph.succ[key]}
    items = [
        html.Li(
            [regimen_link(shelf, other), html.Span(f" same class: {keys['substitutes']['within']}", className="unit")]
        )
        for other, keys in sorted(near.items())
        if "substitutes" in keys
    ]
    return html.Div([html.H3("In its place"), html.Ul(items, className="chips")]) if items else None


def _tried(title: str, shelf: Shelf, found: Sequence[lineage.Tried]) -> Component | None:
    rows = []
    for tried in found:
        lines = listed(f"{a or '?'} → {b or '?'}" for a, b in tried.lines if a or b)
        proof = tried.evidence[0] if tried.evidence else None
        shown = html.A(f"“{cut(proof.quote or proof.place, 80)}”", href=quote_href(proof.record)) if proof else None
        rows.append([regimen_link(shelf, tried.regimen), tried.n or "", len(tried.studies), lines,
                     listed(tried.reasons), shown])  # fmt: skip
    columns = [*plain("Regimen"), *numeric("Patients", "Studies"), *plain("Lines", "Because of", "In the words of")]
    shown_table = table(columns, rows)
    return html.Div([html.H3(title), shown_table]) if shown_table else None


def _records(shelf: Shelf, key: str, kind: str, title: str) -> Component | None:
    found: Sequence[Evidence] = shelf.about(key, kind)
    if kind == "outcome":
        found = sorted(found, key=lambda r: _rank(shelf, r))
    more = (
        notice(f"The first {_MOST} of {len(found)}; the papers' pages have the rest.") if len(found) > _MOST else None
    )
    without = ("Treatment",) if kind in ("association", "recommendation") else ()
    return section(title, listing(shelf, found[:_MOST], without=without), more, name=kind)


def _rank(shelf: Shelf, record: Evidence) -> tuple[object, ...]:
    """The place of an outcome: what is reported most comes first."""
    endpoint, statistic = str(getattr(record, "endpoint", "")), str(getattr(record, "statistic", ""))
    return -shelf.reported[endpoint], endpoint, statistic, record.doc, record.span.start


def _doses(shelf: Shelf, key: str) -> Component | None:
    found = [dose for part in shelf.lineage.nodes[key]["components"] for dose in shelf.doses(part)]
    told = notice("As given in any regimen that has the component.") if found else None
    return html.Div([told, listing(shelf, found)]) if found else None


def _studies(shelf: Shelf, key: str) -> Component | None:
    found = {s.id: s for kind in ("outcome", "adverse_event", "study") for r in shelf.about(key, kind)
             for s in shelf.study(r)}  # fmt: skip
    return listing(shelf, sorted(found.values(), key=lambda s: (s.doc, s.span.start)))
