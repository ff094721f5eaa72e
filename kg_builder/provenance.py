"""Where the statements of a paper come from, as the graph says it: places in its text, extractions, rules, publication.

An extraction is one rule at work on one paper. The rule itself is one node for all papers and says how far it can be
trusted, so that a statement's confidence is two steps away and written down once.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pyoxigraph as ox

from kg_builder.calibration import measurement
from kg_builder.evidence import Evidence, Place
from kg_builder.iris import curie, ident, iri, literal, record_iri, rule_iri, slug
from kg_builder.resources import version

__all__ = ["described_rule", "graph_of", "publication", "sources"]

Fact = tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]


def graph_of(doc: str, part: str) -> ox.NamedNode:
    """One of a paper's graphs.

    >>> graph_of("yin-2025", "info").value
    'https://w3id.org/txo/kg/graph/yin-2025/info'
    """
    return iri("graph", ident(doc), part)


def sources(record: Evidence) -> Iterator[Fact]:
    """The places that print a record, and the extraction that found it."""
    node, doc = record_iri(record), ident(record.doc)
    for place in record.places:
        yield node, "prov:wasDerivedFrom", _place_iri(record.doc, place)
        yield from _place(record.doc, place)
    first = _place_iri(record.doc, record.span)
    yield node, "prov:hadPrimarySource", first
    if record.quote is not None:
        quote = iri("source", doc, f"{record.span.start}-{record.span.end}", "quote")
        yield first, "oa:hasSelector", quote
        yield quote, "rdf:type", curie("oa:TextQuoteSelector")
        yield quote, "oa:exact", ox.Literal(record.quote)
    activity = iri("extraction", doc, slug(record.rule))
    yield node, "prov:wasGeneratedBy", activity
    yield activity, "rdf:type", curie("txo:Extraction")
    yield activity, "txo:rule", ox.Literal(record.rule)
    yield activity, "txo:byRule", rule_iri(record.rule)
    yield activity, "prov:used", iri("paper", doc)
    yield activity, "prov:wasAssociatedWith", _software()


def _place_iri(doc: str, place: Place) -> ox.NamedNode:
    return iri("source", ident(doc), f"{place.start}-{place.end}")


def _place(doc: str, place: Place) -> Iterator[Fact]:
    """A stretch of the paper's text, and where a reader would look for it."""
    node = _place_iri(doc, place)
    position = iri("source", ident(doc), f"{place.start}-{place.end}", "position")
    yield node, "rdf:type", curie("oa:SpecificResource")
    yield node, "oa:hasSource", iri("paper", ident(doc))
    yield node, "oa:hasSelector", position
    yield node, "rdfs:label", ox.Literal(f"{doc}, {_whereabouts(place)}", language="en")
    for name in ("where", "row", "column"):
        if words := getattr(place, name):
            yield node, f"txo:{name}", ox.Literal(words)
    yield position, "rdf:type", curie("oa:TextPositionSelector")
    yield position, "oa:start", literal(place.start)
    yield position, "oa:end", literal(place.end)


def described_rule(rule: str) -> Iterator[Fact]:
    """A rule: its name, how many of its records were compared with gold standards, and what that proves.

    A rule without a measurement of its own has that of the rule whose name it begins with, and says so.

    >>> [str(value.value) for _, name, value in described_rule("no-such-rule") if name == "txo:confidence"]
    ['low']
    """
    node, found = rule_iri(rule), measurement(rule)
    measured_as = f", measured as {found.rule}" if found.rule != rule else ""
    yield node, "rdf:type", curie("txo:ExtractionRule")
    yield node, "rdfs:label", ox.Literal(f"the extraction rule {rule}{measured_as}", language="en")
    yield node, "dcterms:identifier", ox.Literal(rule)
    yield node, "txo:confidence", ox.Literal(str(found.confidence))
    yield node, "txo:recordsCompared", literal(found.records)
    if found.precision is not None:
        yield node, "txo:measuredPrecision", literal(Decimal(f"{found.precision:.3f}"))
        yield node, "txo:provenPrecision", literal(Decimal(f"{found.proven:.3f}"))


def publication(doc: str) -> Iterator[Fact]:
    """The paper, and how its graphs belong together."""
    paper, node = iri("paper", ident(doc)), iri("nanopub", ident(doc))
    yield paper, "rdf:type", curie("txo:Paper")
    yield paper, "rdfs:label", ox.Literal(doc)
    yield paper, "dcterms:identifier", ox.Literal(doc)
    yield node, "rdf:type", curie("np:Nanopublication")
    yield node, "np:hasAssertion", graph_of(doc, "assertion")
    yield node, "np:hasProvenance", graph_of(doc, "provenance")
    yield node, "np:hasPublicationInfo", graph_of(doc, "info")
    yield node, "prov:wasAttributedTo", _software()
    yield node, "dcterms:license", ox.NamedNode("https://creativecommons.org/licenses/by/4.0/")
    yield _software(), "rdf:type", curie("prov:SoftwareAgent")
    yield _software(), "rdfs:label", ox.Literal(f"kg-builder {version()}", language="en")


def _software() -> ox.NamedNode:
    return iri("software", "kg-builder", version())


def _whereabouts(place: Place) -> str:
    """Where to look, in words.

    >>> _whereabouts(Place(start=5, end=9, where="table 3", row="ORR", column="TKI group"))
    'table 3, row "ORR", column "TKI group", characters 5-9'
    """
    cell = [f'{name} "{words}"' for name in ("row", "column") if (words := getattr(place, name))]
    return ", ".join((place.where, *cell, f"characters {place.start}-{place.end}"))
