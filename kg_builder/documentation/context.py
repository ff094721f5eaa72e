"""The JSON-LD context: prefixes, and what the values of each property are, as the ontology declares them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg_builder.iris import PREFIXES, TXO, curie

__all__ = ["context"]

_LINKS = frozenset({
    *("dcterms:license", "owl:disjointWith", "owl:equivalentClass", "owl:intersectionOf", "owl:onProperty"),
    *("owl:someValuesFrom", "owl:versionIRI", "rdfs:domain", "rdfs:isDefinedBy", "rdfs:range", "rdfs:seeAlso"),
    *("rdfs:subClassOf", "rdfs:subPropertyOf", "skos:broadMatch", "skos:broader", "skos:closeMatch"),
    *("skos:exactMatch", "skos:narrowMatch", "skos:relatedMatch"),
})  # fmt: skip
_WORDS = frozenset(
    {
        *("dcterms:description", "dcterms:title", "rdfs:label", "skos:altLabel", "skos:definition", "skos:hiddenLabel"),
    }
)
_NUMBERS = frozenset({"oa:end", "oa:start"})
_STRING = curie("xsd:string")


def context(ontology: Iterable[ox.Triple]) -> bytes:
    """The context as a file: sorted, the same for the same declarations."""
    terms: dict[str, str | Mapping[str, str]] = dict(sorted(PREFIXES.items()))
    terms |= dict(sorted({**_foreign(), **dict(_declared(ontology))}.items()))
    return (json.dumps({"@context": terms}, ensure_ascii=False, indent=1) + "\n").encode()


def _foreign() -> dict[str, Mapping[str, str]]:
    """What others' properties have as values, as we use them."""
    links: dict[str, Mapping[str, str]] = {key: {"@type": "@id"} for key in _LINKS}
    words: dict[str, Mapping[str, str]] = {key: {"@language": "en"} for key in _WORDS}
    return {**links, **words, **{key: {"@type": "xsd:integer"} for key in _NUMBERS}}


def _declared(ontology: Iterable[ox.Triple]) -> Iterator[tuple[str, Mapping[str, str]]]:
    for triple in ontology:
        if not isinstance(triple.subject, ox.NamedNode):
            continue
        if (triple.predicate, triple.object) == (curie("rdf:type"), curie("owl:ObjectProperty")):
            yield _short(triple.subject), {"@type": "@id"}
        elif triple.predicate == curie("rdfs:range") and isinstance(triple.object, ox.NamedNode):
            datatype = triple.object.value.startswith(PREFIXES["xsd"]) and triple.object != _STRING
            if datatype and triple.subject.value.startswith(TXO):
                yield _short(triple.subject), {"@type": _short(triple.object)}


def _short(node: ox.NamedNode) -> str:
    """A node with its prefix, the longest that fits.

    >>> _short(curie("txo:value"))
    'txo:value'
    """
    start, prefix = max((iri, prefix) for prefix, iri in PREFIXES.items() if node.value.startswith(iri))
    return f"{prefix}:{node.value.removeprefix(start)}"
