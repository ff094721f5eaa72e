"""SPARQL servers elsewhere: the same questions asked there, and the graph published into them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from http.client import HTTPException
from itertools import groupby, islice
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError

import pyoxigraph as ox

from kg_builder.errors import EndpointError, QueryError
from kg_builder.sparql import Results, Value, bind, declared, words

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

__all__ = ["TIMEOUT", "ask", "publish"]

TIMEOUT = 30  # seconds without an answer
_MOST_GRAPHS = 5_000  # that one request names
_CHUNK = 2_000  # triples in one update: some servers refuse longer ones
_HTTP_ADDRESS = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_ADVICE = {
    "EndPointNotFound": "the server has no SPARQL endpoint at this path (HTTP 404)",
    "EndPointInternalError": "the server failed (HTTP 500)",
    "Unauthorized": "the server wants a user name and a password (HTTP 401)",
    "URITooLong": "the server refuses requests of this length (HTTP 414)",
}


def ask(
    endpoint: str,
    query: str,
    values: Mapping[str, Value] | None = None,
    *,
    where: str = "query",
    timeout: int = TIMEOUT,
) -> Results:
    """Run a query with some of its variables bound on a SPARQL 1.1 endpoint.

    Where the server's default graph is empty (Oxigraph, Fuseki), the query sees all named graphs as one, as it does on
    the local store and on servers whose default graph is their union (GraphDB, Virtuoso, QLever).

    Raises:
        EndpointError: the endpoint is down, slow, refuses, or answers with something that is no SPARQL result.
        QueryError: the endpoint says that the query is malformed, or it lacks a variable.
    """
    bound = bind(query, values or {})
    graphs = () if "from" in words(query) else _graphs_to_name(endpoint, timeout)
    return _request(endpoint, bound, graphs, where, timeout)


def _graphs_to_name(endpoint: str, timeout: int) -> list[str]:
    """All named graphs of a server whose default graph is empty; none where it is not."""
    filled = _request(endpoint, "ASK { ?s ?p ?o }", (), "query", timeout)
    if filled:
        return []
    graphs = f"SELECT DISTINCT ?graph {{ GRAPH ?graph {{ ?s ?p ?o }} }} LIMIT {_MOST_GRAPHS + 1}"
    rows = _request(endpoint, graphs, (), "query", timeout)
    if not isinstance(rows, ox.QuerySolutions):
        raise EndpointError(f"{endpoint}: asked for rows, it answers with something else")
    named = [row[0].value for row in rows if isinstance(row[0], ox.NamedNode)]
    if len(named) > _MOST_GRAPHS:
        raise EndpointError(
            f"{endpoint}: its default graph is empty and it has more than {_MOST_GRAPHS:,} named graphs; "
            "let the server show their union as the default graph"
        )
    return named


def _request(endpoint: str, query: str, graphs: Sequence[str], where: str, timeout: int) -> Results:
    """Run a query over the server's own dataset, or over these graphs."""
    wrapper = _wrapper(endpoint, timeout)
    wrapper.setQuery(declared(query))
    for graph in graphs:
        wrapper.addDefaultGraph(graph)
        wrapper.addNamedGraph(graph)
    wrapper.setReturnFormat("turtle" if wrapper.queryType in ("CONSTRUCT", "DESCRIBE") else "json")
    body, media_type = _send(wrapper, endpoint, where, timeout)
    return _results(body, media_type, endpoint)


def publish(
    endpoint: str,
    quads: Iterable[ox.Quad],
    *,
    timeout: int = TIMEOUT,
    progress: Callable[[str], None] | None = None,
) -> int:
    """Put named graphs into a SPARQL server through its update endpoint, and say how many triples they have.

    A graph of the same name is replaced; other graphs and the default graph are left alone.

    Raises:
        EndpointError: the endpoint is down, slow, or refuses the update.
    """
    count = 0
    named = sorted(quads, key=lambda q: (str(q.graph_name), str(q)))
    for graph, members in groupby(named, key=lambda q: q.graph_name):
        if progress is not None:
            progress(str(graph))
        for update, size in _updates(graph, members):
            wrapper = _wrapper(endpoint, timeout)
            wrapper.setQuery(update)
            _send(wrapper, endpoint, "update", timeout)
            count += size
    return count


def _updates(graph: object, quads: Iterable[ox.Quad]) -> Iterator[tuple[str, int]]:
    """The update requests that replace a graph.

    The first one empties the graph and has all triples with blank nodes, whose names hold within one request only.
    """
    named, blank = _split(quads)
    head, chunk = f"DROP SILENT GRAPH {graph} ;\n", [*blank, *islice(named, max(_CHUNK - len(blank), 0))]
    while chunk:
        triples = "\n".join(f"{quad.triple} ." for quad in chunk)
        yield f"{head}INSERT DATA {{ GRAPH {graph} {{\n{triples}\n}} }}", len(chunk)
        head, chunk = "", list(islice(named, _CHUNK))


def _split(quads: Iterable[ox.Quad]) -> tuple[Iterator[ox.Quad], list[ox.Quad]]:
    """Quads without and with blank nodes."""
    named: list[ox.Quad] = []
    blank: list[ox.Quad] = []
    for quad in quads:
        has_blank = isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
        (blank if has_blank else named).append(quad)
    return iter(named), blank


def _wrapper(endpoint: str, timeout: int) -> SPARQLWrapper:
    from SPARQLWrapper import SPARQLWrapper

    if not _HTTP_ADDRESS.match(endpoint):
        raise EndpointError(f"{endpoint}: not the address of an endpoint; it begins with http:// or https://")
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setMethod("POST")
    wrapper.setOnlyConneg(True)
    wrapper.setTimeout(timeout)
    return wrapper


def _send(wrapper: SPARQLWrapper, endpoint: str, where: str, timeout: int) -> tuple[bytes, str]:
    """The answer's body and media type."""
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

    try:
        answer = wrapper.query()
        return answer.response.read(), str(answer.info().get("content-type", ""))
    except QueryBadFormed as fault:
        raise QueryError(f"{where}: {endpoint} refuses it as malformed (HTTP 400): {_said(fault)}") from fault
    except SPARQLWrapperException as fault:
        advice = _ADVICE.get(type(fault).__name__, "the server refuses")
        raise EndpointError(f"{endpoint}: {advice}: {_said(fault)}") from fault
    except HTTPError as fault:
        raise EndpointError(f"{endpoint}: the server refuses: HTTP {fault.code} {fault.reason}") from fault
    except TimeoutError as fault:
        raise EndpointError(f"{endpoint}: no answer within {timeout} s") from fault
    except URLError as fault:
        raise EndpointError(f"{endpoint}: {_unreachable(fault, timeout)}") from fault
    except (HTTPException, ValueError, OSError) as fault:
        raise EndpointError(f"{endpoint}: not an HTTP answer: {type(fault).__name__} {fault}") from fault


def _unreachable(fault: URLError, timeout: int) -> str:
    if isinstance(fault.reason, TimeoutError):
        return f"no answer within {timeout} s"
    reason = getattr(fault.reason, "strerror", None) or fault.reason
    return f"cannot be reached ({reason}); is the server running?"


def _said(fault: Exception) -> str:
    """What the server said, on one line."""
    words = str(fault).partition("Response:\n")[2].strip().removeprefix("b").strip("'\"")
    return " ".join(words.replace("\\n", " ").split())[:300] or "no explanation"


def _results(body: bytes, media_type: str, endpoint: str) -> Results:
    try:
        results_format = ox.QueryResultsFormat.from_media_type(media_type)
        if results_format is not None:
            return _rows(body, results_format)
        rdf_format = ox.RdfFormat.from_media_type(media_type)
        if rdf_format is not None:
            return _triples(body, rdf_format)
    except (SyntaxError, ValueError) as fault:
        raise EndpointError(f"{endpoint}: its answer is not what it says it is ({media_type}): {fault}") from fault
    start = " ".join(body[:80].decode("utf-8", "replace").split())
    raise EndpointError(f"{endpoint}: not a SPARQL answer but {media_type or 'nothing'}: {start!r}")


def _rows(body: bytes, results_format: ox.QueryResultsFormat) -> Results:
    """Rows or a truth value; rows are parsed lazily, so they are read once to be sure of them."""
    first = ox.parse_query_results(body, format=results_format)
    if isinstance(first, ox.QueryBoolean):
        return first
    for _ in first:
        pass
    return ox.parse_query_results(body, format=results_format)


def _triples(body: bytes, rdf_format: ox.RdfFormat) -> ox.QueryTriples:
    store = ox.Store()
    store.bulk_load(body, format=rdf_format)
    results = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    if not isinstance(results, ox.QueryTriples):
        raise TypeError("a CONSTRUCT query yields triples")
    return results
