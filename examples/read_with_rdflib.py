"""Read the graph with rdflib, and list the medians of an endpoint with the sentence behind each.

kg-builder build
python examples/read_with_rdflib.py build/graph.ttl OS
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rdflib import PROV, RDFS, SKOS, Graph, Literal, Namespace
from rdflib.term import Node

OA = Namespace("http://www.w3.org/ns/oa#")
TXO = Namespace("https://w3id.org/txo#")


def main(source: str, endpoint: str) -> None:
    """Print each median with its regimen, and where it stands."""
    graph = Graph().parse(source)
    rows = sorted(medians(graph, endpoint), key=lambda row: (-float(row[0].split()[0]), row[1:]))
    for value, regimen, place, quote in rows:
        print(f"{value:>14}  {regimen:44} {place}" + (f"  “{quote}”" if quote else ""))


def medians(graph: Graph, endpoint: str) -> Iterator[tuple[str, str, str, str]]:
    """Value with its unit, regimen, place and quote of every median of the endpoint."""
    term = graph.value(None, SKOS.notation, Literal(endpoint))
    for result in graph.subjects(TXO.endpoint, term):
        if Literal("median") not in graph.objects(result, TXO.statistic):
            continue
        value, regimen = graph.value(result, TXO.value), graph.value(result, TXO.regimen)
        if value is not None and regimen is not None:
            place = graph.value(result, PROV.hadPrimarySource)
            yield (
                f"{value} {graph.value(result, TXO.unitName)}",
                str(graph.value(regimen, RDFS.label)),
                str(graph.value(place, RDFS.label)),
                quote_at(graph, place),
            )


def quote_at(graph: Graph, place: Node | None) -> str:
    """The words at a place, on one line; none if the graph was built without."""
    quotes = (graph.value(selector, OA.exact) for selector in graph.objects(place, OA.hasSelector))
    return next((" ".join(str(quote).split()) for quote in quotes if quote is not None), "")


if __name__ == "__main__":
    main(*sys.argv[1:3])
