"""JSON-LD: the named graphs as plain-looking JSON, with the `@context` that is published with the ontology.

The context (`ontology/context.jsonld`, at https://w3id.org/txo/context.jsonld) says once what the values of a property are:
links, numbers, words of a language; they are then bare strings. The file carries the context with it and needs no network.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

import pyoxigraph as ox

from kg_builder.export.exporter import Exporter, sorted_quads
from kg_builder.iris import PREFIXES
from kg_builder.resources import folder

__all__ = ["JSONLD"]

_STRING = PREFIXES["xsd"] + "string"
_TYPE = PREFIXES["rdf"] + "type"

Json = str | list["Json"] | dict[str, "Json"]


@cache
def _terms() -> Mapping[str, str | Mapping[str, str]]:
    """The published context: prefixes, and what the values of properties are."""
    read: dict[str, str | dict[str, str]] = json.loads((folder("ontology") / "context.jsonld").read_bytes())["@context"]
    return read


@cache
def _prefixes() -> Sequence[tuple[str, str]]:
    """The prefixes of the context, the longest namespace first."""
    found = [(prefix, start) for prefix, start in _terms().items() if isinstance(start, str)]
    return sorted(found, key=lambda item: -len(item[1]))


def _export(quads: Iterable[ox.Quad]) -> bytes:
    graphs: list[Json] = [
        {"@id": _name(graph), "@graph": list(_nodes(members))}
        if isinstance(graph, ox.NamedNode)
        else {"@graph": list(_nodes(members))}
        for graph, members in groupby(sorted_quads(quads), key=lambda q: q.graph_name)
    ]
    document = {"@context": _terms(), "@graph": graphs}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _nodes(quads: Iterable[ox.Quad]) -> Iterator[Json]:
    for subject, members in groupby(quads, key=lambda q: q.subject):
        node: dict[str, Json] = {"@id": _name(subject)}
        for predicate, values in groupby(members, key=lambda q: q.predicate.value):
            if predicate == _TYPE:
                node["@type"] = [_name(q.object) for q in values]
                continue
            found = [_value(predicate, q.object) for q in values]
            node[_compact(predicate)] = found[0] if len(found) == 1 else found
        yield node


def _value(predicate: str, value: object) -> Json:
    """A value: bare where the context says what it is."""
    kind = _kind(value)
    text = value.value if isinstance(value, ox.Literal) else _name(value)
    if kind == _terms().get(_compact(predicate), {}):
        return text
    return {"@id": text} if kind == {"@type": "@id"} else {"@value": text, **kind}


def _kind(value: object) -> Mapping[str, str]:
    """What a value is, as a context says it."""
    if not isinstance(value, ox.Literal):
        return {"@type": "@id"}
    if value.language:
        return {"@language": value.language}
    return {} if value.datatype.value == _STRING else {"@type": _compact(value.datatype.value)}


def _name(node: object) -> str:
    return _compact(node.value) if isinstance(node, ox.NamedNode) else str(node)


@cache
def _compact(iri: str) -> str:
    """The IRI with its prefix, the longest that fits.

    >>> _compact("https://w3id.org/txo/kg/paper/x"), _compact("urn:a")
    ('paper:x', 'urn:a')
    """
    for prefix, start in _prefixes():
        rest = iri.removeprefix(start)
        if rest != iri and rest and not rest.startswith("//"):
            return f"{prefix}:{rest}"
    return iri


JSONLD = Exporter(
    name="jsonld",
    ending=".jsonld",
    media_type="application/ld+json",
    graphs=True,
    rdf=ox.RdfFormat.JSON_LD,
    export=_export,
)
