"""The front page and the page of what a search found."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from kg_builder import lineage
from kg_builder.web.addresses import paper_href, regimen_href, search_href
from kg_builder.web.parts import Cell, link, notice, numeric, page, plain, section, table
from kg_builder.web.search import Group, Hit, Index
from kg_builder.web.shelf import Shelf
from kg_builder.web.wording import KIND_NAMES, count, listed

__all__ = ["front_page", "search_page"]

_EXAMPLES = 3


def front_page(shelf: Shelf) -> list[Component]:
    """What the graph holds, and ways in."""
    graph = shelf.lineage
    most = sorted(graph, key=lambda key: (-len(graph.nodes[key]["studies"]), key))
    lead = (
        f"{count(len(shelf.records), 'reported value')} from {count(len(shelf.by_doc), 'paper')} on "
        f"{count(len(graph), 'regimen')}. Every number opens the words that it was read from."
    )
    examples = [link(shelf.label(key), search_href(shelf.label(key))) for key in most[:_EXAMPLES]]
    hint = [part for example in examples for part in (example, ", ")][:-1]
    return page(
        "What was tried, and what came of it",
        html.P(["Search above for a regimen, a drug, a biomarker or a paper; for instance ", *hint, "."]),
        section("Most studied regimens", _regimens(shelf, most[:12])),
        section("Papers", _papers(shelf)),
        lead=lead,
    )


def _regimens(shelf: Shelf, keys: list[str]) -> Component | None:
    rows: list[list[Cell]] = []
    for key in keys:
        data = shelf.lineage.nodes[key]
        after = len(lineage.tried_after(shelf.lineage, key))
        grown = len(lineage.descendants(shelf.lineage, key))
        rows.append([link(data["label"], regimen_href(key)), len(data["studies"]), data["patients"] or "", grown or "",
                     after or "", listed(data["bodies"], 3)])  # fmt: skip
    columns = [*plain("Regimen"), *numeric("Studies", "Patients", "Grew into", "Followed by"), *plain("Recommended by")]
    return table(columns, rows)


def _papers(shelf: Shelf) -> Component | None:
    rows: list[list[Cell]] = []
    for doc, records in shelf.by_doc.items():
        kinds = {KIND_NAMES[r.kind].lower(): None for r in records}
        rows.append([link(doc, paper_href(doc)), shelf.title(doc), len(records), listed(kinds, 4)])
    return table([*plain("Paper", "Title"), *numeric("Records"), *plain("What it reports")], rows)


def search_page(index: Index, text: str) -> list[Component]:
    """What a search found, by kind."""
    if not text.strip():
        return page("Search", notice("Write a name into the field above: a regimen, a drug, a biomarker or a paper."))
    hits, guessed = index.find(text)
    title = f"Search: {text.strip()[:80]}"
    if not hits:
        words = "Nothing here has this name, nor one like it. Try a part of the name, or a generic name of the drug."
        return page(title, notice(words))
    lead = "Nothing has exactly this name. Did you mean:" if guessed else count(len(hits), "find", "finds")
    return page(title, *(_group(group, [h for h in hits if h.group is group]) for group in _order(hits)), lead=lead)


def _order(hits: list[Hit]) -> list[Group]:
    """The kinds in the order of their best hits."""
    return list(dict.fromkeys(hit.group for hit in hits))


def _group(group: Group, hits: list[Hit]) -> Component | None:
    items = [html.Li([link(hit.name, hit.href), html.Span(f" {hit.note}", className="unit")]) for hit in hits]
    return section(group.value, html.Ul(items, className="hits")) if items else None
