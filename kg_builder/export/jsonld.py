"""JSON-LD: the named graphs as plain-looking JSON, with a compact `@context` made from the data.

A property whose values are all links, all of one datatype or all in one language says so once, in the context; its values
are then bare strings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

import pyoxigraph as ox

from kg_builder.export.exporter import Exporter, sorted_quads
from kg_builder.iris import PREFIXES

__all__ = ["JSONLD"]

_STRING = PREFIXES["xsd"] + "string"
_TYPE = PREFIXES["rdf"] + "type"
_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))

Json = str | list["Json"] | dict[str, "Json"]


def _export(quads: Iterable[ox.Quad]) -> bytes:
    ordered = sorted_quads(quads)
    coercions = dict(_coercions(ordered))
    graphs: list[Json] = [
        {"@id": _short_node(graph), "@graph": list(_nodes(members, coercions))}
        if isinstance(graph, ox.NamedNode)
        else {"@graph": list(_nodes(members, coercions))}
        for graph, members in groupby(ordered, key=lambda q: q.graph_name)
    ]
    context: dict[str, Json] = dict(PREFIXES)
    context |= {_compact(p): c for p, c in sorted(coercions.items()) if c and p != _TYPE}
    document = {"@context": context, "@graph": graphs}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _coercions(quads: Iterable[ox.Quad]) -> Iterator[tuple[str, dict[str, Json]]]:
    """For every property, what all of its values share."""
    seen: dict[str, set[tuple[str, str]]] = {}
    for quad in quads:
        seen.setdefault(quad.predicate.value, set()).add(_kind(quad.object))
    for predicate, kinds in seen.items():
        key, value = next(iter(kinds)) if len(kinds) == 1 else ("", "")
        yield predicate, {key: value} if key else {}


def _kind(value: object) -> tuple[str, str]:
    if not isinstance(value, ox.Literal):
        return "@type", "@id"
    if value.language:
        return "@language", value.language
    return ("", "") if value.datatype.value == _STRING else ("@type", _compact(value.datatype.value))


def _nodes(quads: Iterable[ox.Quad], coercions: Mapping[str, Mapping[str, Json]]) -> Iterator[Json]:
    for subject, members in groupby(quads, key=lambda q: q.subject):
        node: dict[str, Json] = {"@id": _short_node(subject)}
        for predicate, values in groupby(members, key=lambda q: q.predicate.value):
            if predicate == _TYPE:
                node["@type"] = [_short_node(q.object) for q in values]
                continue
            found = [_value(q.object, coercions[predicate]) for q in values]
            node[_compact(predicate)] = found[0] if len(found) == 1 else found
        yield node


def _value(value: object, coercion: Mapping[str, Json]) -> Json:
    key, kind = _kind(value)
    text = value.value if isinstance(value, ox.Literal) else _short_node(value)
    if coercion or not key:
        return text
    return {"@id": text} if kind == "@id" else {key: kind, "@value": text}


def _short_node(node: object) -> str:
    return _compact(node.value) if isinstance(node, ox.NamedNode) else str(node)


def _compact(iri: str) -> str:
    """The IRI with its prefix.

    >>> _compact("https://w3id.org/txo/kg/paper/x"), _compact("urn:a")
    ('paper:x', 'urn:a')
    """
    for prefix, start in _BY_LENGTH:
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
