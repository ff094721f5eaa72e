"""A SPARQL query and the values of its parameters.

A parameter is a variable of the query. Its value is an RDF term, joined in as inline data (`VALUES`) at the head of every
group of the pattern that uses the variable, so that filters, optional parts, unions and subqueries all see it. The term
is serialised by the RDF library, never pasted; the same query text then runs on the local store and on any endpoint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg_builder.errors import QueryError
from kg_builder.iris import PREFIXES

__all__ = ["Results", "Value", "bind", "declared", "serialize", "variables", "words"]

Value = ox.NamedNode | ox.Literal
Results = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean

_TOKEN = re.compile(
    r"""
      (?P<comment>  \#[^\n]* )
    | (?P<iri>      <[^<>"{}|^`\\\s]*> )
    | (?P<string>   \"\"\"(?:[^\\]|\\.)*?\"\"\" | '''(?:[^\\]|\\.)*?'''
                  | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<prefixed> [\w.-]*:[\w.:%-]* )
    | (?P<word>     [A-Za-z]+ )
    | (?P<brace>    [{}] )
    """,
    re.VERBOSE | re.DOTALL,
)


_DECLARATION = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_ROWS: Mapping[str, ox.QueryResultsFormat] = {"csv": ox.QueryResultsFormat.CSV, "json": ox.QueryResultsFormat.JSON}
_TRIPLES: Mapping[str, ox.RdfFormat] = {"ttl": ox.RdfFormat.TURTLE, "json": ox.RdfFormat.JSON_LD}


@dataclass(slots=True)
class _Group:
    """A pair of braces: where its content begins, and the variables used in it but not in a group inside it."""

    start: int
    pattern: bool  # a graph pattern, not a template nor inline data
    outermost: bool
    used: set[str] = field(default_factory=set)


def variables(query: str) -> frozenset[str]:
    """The names of the variables of a query.

    >>> sorted(variables("SELECT ?s { ?s ?p 'what?not' } # ?c"))
    ['p', 's']
    """
    return frozenset(m.group()[1:] for m in _TOKEN.finditer(query) if m.lastgroup == "variable")


def words(query: str) -> frozenset[str]:
    """The bare words of a query (keywords, functions), in lower case.

    >>> sorted(words("SELECT * FROM <urn:where> { ?s ?union 'ask' } # limit"))
    ['from', 'select']
    """
    return frozenset(m.group().lower() for m in _TOKEN.finditer(query) if m.lastgroup == "word")


def bind(query: str, values: Mapping[str, Value]) -> str:
    r"""The query with these variables bound.

    >>> bind('SELECT ?s { ?s ?p ?o FILTER(?o = ?name) }', {"name": ox.Literal('a"b')})
    'SELECT ?s { VALUES ?name { "a\\"b" } ?s ?p ?o FILTER(?o = ?name) }'

    Raises:
        QueryError: the query has no variable of one of these names.
    """
    unknown = sorted(set(values) - variables(query))
    if unknown:
        raise QueryError(f"the query has no variable ?{unknown[0]} to set")
    pieces, at = [], 0
    for group in sorted(_groups(query), key=lambda g: g.start):
        names = sorted(values if group.outermost else group.used & set(values))
        pieces += [query[at : group.start], *(f" VALUES ?{name} {{ {values[name]} }}" for name in names)]
        at = group.start
    return "".join([*pieces, query[at:]])


def declared(query: str) -> str:
    r"""The query with those of the project's prefixes declared that it uses without saying so.

    >>> declared("ASK { ?s a txo:Drug }")
    'PREFIX txo: <https://w3id.org/txo#>\nASK { ?s a txo:Drug }'
    """
    used = {m.group().partition(":")[0] for m in _TOKEN.finditer(query) if m.lastgroup == "prefixed"}
    own = {m.group(1) for m in _DECLARATION.finditer(query)}
    missing = sorted(used & set(PREFIXES) - own)
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in missing) + query


def serialize(results: Results, form: str) -> bytes:
    """An answer in `csv` or `json` (SPARQL 1.1 results), triples in `ttl` or `json` (JSON-LD).

    Raises:
        QueryError: answers of this kind have no such form.
    """
    if isinstance(results, ox.QueryTriples):
        if form not in _TRIPLES:
            raise QueryError(f"the query makes triples, which have no form '{form}'; there are {', '.join(_TRIPLES)}")
        return _serialize_triples(sorted(results, key=str), _TRIPLES[form])
    if form not in _ROWS:
        raise QueryError(f"the query asks for rows, which have no form '{form}'; there are {', '.join(_ROWS)}")
    if isinstance(results, ox.QueryBoolean):
        return results.serialize(format=_ROWS["json"]) or b""
    return results.serialize(format=_ROWS[form]) or b""


def _serialize_triples(triples: Sequence[ox.Triple], rdf_format: ox.RdfFormat) -> bytes:
    """Triples with the prefixes that they use."""
    text = "\n".join(map(str, triples))
    used = {name: start for name, start in PREFIXES.items() if f"<{start}" in text}
    named = {} if rdf_format == ox.RdfFormat.JSON_LD else used
    return ox.serialize(triples, format=rdf_format, prefixes=named) or b""


def _groups(query: str) -> Iterator[_Group]:
    """The graph patterns of a query."""
    stack: list[_Group] = []
    word = ""
    for match in _TOKEN.finditer(query):
        token = match.group()
        if match.lastgroup == "word":
            word = token.upper()
        elif match.lastgroup == "variable" and stack:
            stack[-1].used.add(token[1:])
        elif token == "{":
            pattern = word not in ("CONSTRUCT", "VALUES")
            stack.append(_Group(match.end(), pattern, outermost=not stack))
            word = ""
        elif token == "}" and stack:
            group = stack.pop()
            if group.pattern:
                yield group
