"""Endpoints: a real server on loopback, and real sockets that misbehave."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pyoxigraph as ox
import pytest

from kg_builder import remote, store
from kg_builder.errors import EndpointError, QueryError
from kg_builder.sparql import Results
from tests.conftest import Server, free_port

SELECT = "SELECT ?drug ?dose { GRAPH ?g { ?drug <urn:dose> ?dose } } ORDER BY ?drug"
ROWS = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "urn:a"}}, {}]}}'


def quads(paper: str, *doses: tuple[str, str]) -> list[ox.Quad]:
    """Facts of an invented paper."""
    graph = ox.NamedNode(f"urn:paper:{paper}")
    return [ox.Quad(ox.NamedNode(f"urn:{d}"), ox.NamedNode("urn:dose"), ox.Literal(v), graph) for d, v in doses]


def csv(answer: Results) -> bytes:
    """Rows as CSV."""
    assert isinstance(answer, ox.QuerySolutions)
    return answer.serialize(format=ox.QueryResultsFormat.CSV) or b""


@contextmanager
def answering(answer: bytes, *, delay: float = 0.0) -> Iterator[str]:
    """The address of a socket that sends `answer` after a while, whatever it is asked."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                time.sleep(delay)
                connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql"
        thread.join(5)


def http(body: bytes, media_type: str, status: str = "200 OK") -> bytes:
    """An HTTP answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode("ascii") + body


def test_published_graphs_answer_as_the_local_store_does(sparql_server: Server) -> None:
    """What was published is what the local store has, typed values and odd characters included."""
    facts = quads("a", ("lenvatinib", '8 mg "daily"\n\\'), ("sorafenib", "400 mg × 2"))
    assert remote.publish(sparql_server.update, facts) == 2
    here = ox.Store()
    here.extend(facts)
    assert csv(remote.ask(sparql_server.query, SELECT)) == csv(store.ask(here, SELECT))


def test_publishing_again_replaces_the_paper_and_leaves_the_others(sparql_server: Server) -> None:
    """A graph of the same name is replaced, any other graph is left alone."""
    remote.publish(sparql_server.update, quads("a", ("lenvatinib", "8 mg")) + quads("b", ("sorafenib", "400 mg")))
    remote.publish(sparql_server.update, quads("a", ("lenvatinib", "12 mg")))
    answer = remote.ask(sparql_server.query, SELECT)
    assert isinstance(answer, ox.QuerySolutions)
    assert [row["dose"] for row in answer] == [ox.Literal("12 mg"), ox.Literal("400 mg")]


def test_a_large_graph_is_published_whole(sparql_server: Server) -> None:
    """A graph of more triples than one request takes arrives complete."""
    doses = [(f"drug{n}", str(n)) for n in range(4_321)]
    assert remote.publish(sparql_server.update, quads("a", *doses)) == 4_321
    answer = remote.ask(sparql_server.query, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(answer, ox.QuerySolutions)
    assert [row["n"].value for row in answer] == ["4321"]


def test_blank_nodes_keep_their_identity_in_a_large_graph(sparql_server: Server) -> None:
    """A blank node that many triples name stays one node, however many requests the graph takes."""
    graph, node, says = ox.NamedNode("urn:paper:a"), ox.BlankNode("x"), ox.NamedNode("urn:says")
    ends = [ox.Quad(ox.NamedNode("urn:0"), says, node, graph), ox.Quad(node, says, ox.NamedNode("urn:9"), graph)]
    remote.publish(sparql_server.update, ends + quads("a", *((f"drug{n}", str(n)) for n in range(4_000))))
    path = remote.ask(sparql_server.query, "ASK { GRAPH ?g { <urn:0> <urn:says>/<urn:says> <urn:9> } }")
    assert isinstance(path, ox.QueryBoolean)
    assert bool(path)


def test_parameters_are_bound_there_too(sparql_server: Server) -> None:
    """A value is data: no text in it can change the question."""
    remote.publish(sparql_server.update, quads("a", ("lenvatinib", "8 mg"), ("sorafenib", '" } #')))
    answer = remote.ask(sparql_server.query, SELECT, {"dose": ox.Literal('" } #')})
    assert isinstance(answer, ox.QuerySolutions)
    assert [row["drug"] for row in answer] == [ox.NamedNode("urn:sorafenib")]


def test_named_graphs_are_seen_as_one(sparql_server: Server) -> None:
    """A query without GRAPH sees what was published, on a server whose default graph is empty; GRAPH still works."""
    remote.publish(sparql_server.update, quads("a", ("lenvatinib", "8 mg")) + quads("b", ("lenvatinib", "8 mg")))
    plain = remote.ask(sparql_server.query, "SELECT DISTINCT ?dose { ?drug <urn:dose> ?dose }")
    by_graph = remote.ask(sparql_server.query, "SELECT ?dose { GRAPH ?g { ?drug <urn:dose> ?dose } }")
    chosen = remote.ask(sparql_server.query, "SELECT ?g FROM NAMED <urn:paper:a> { GRAPH ?g { ?drug ?p ?dose } }")
    assert [csv(plain).count(b"8 mg"), csv(by_graph).count(b"8 mg"), csv(chosen).count(b"urn")] == [1, 2, 1]


def test_all_three_forms_of_answers_are_read(sparql_server: Server) -> None:
    """SELECT gives rows, ASK a truth value, CONSTRUCT triples."""
    remote.publish(sparql_server.update, quads("a", ("lenvatinib", "8 mg")))
    truth = remote.ask(sparql_server.query, "ASK { GRAPH ?g { ?s ?p '8 mg' } }")
    triples = remote.ask(sparql_server.query, "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(truth, ox.QueryBoolean)
    assert bool(truth)
    assert isinstance(triples, ox.QueryTriples)
    assert [t.object for t in triples] == [ox.Literal("8 mg")]


def test_a_malformed_query_is_named_with_the_servers_words(sparql_server: Server) -> None:
    """The server's explanation of the fault reaches the user."""
    with pytest.raises(QueryError, match=r"mine\.rq: .*malformed.*1:"):
        remote.ask(sparql_server.query, "SELECT WHERE", where="mine.rq")


def test_a_wrong_path_is_named(sparql_server: Server) -> None:
    """A server without an endpoint at this path is not called down."""
    with pytest.raises(EndpointError, match="no SPARQL endpoint at this path"):
        remote.ask(sparql_server.query + "/nowhere", SELECT)


def test_an_endpoint_that_is_down_is_named() -> None:
    """Nobody listens at the port."""
    with pytest.raises(EndpointError, match="cannot be reached"):
        remote.ask(f"http://127.0.0.1:{free_port()}/query", SELECT)


def test_an_endpoint_that_is_slow_is_named() -> None:
    """No answer within the time given."""
    with answering(b"", delay=2) as address, pytest.raises(EndpointError, match=r"no answer within 1 s"):
        remote.ask(address, SELECT, timeout=1)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (http(b"<html>Welcome to the canteen</html>", "text/html"), "not a SPARQL answer but text/html.*Welcome"),
        (http(b'{"menu": ["soup"]}', "application/sparql-results+json"), "not what it says it is"),
        (http(b"{", "application/sparql-results+json"), "not what it says it is"),
        (http(ROWS[:-9], "application/sparql-results+json"), "not what it says it is"),
        (http(b"soup soup", "text/turtle"), "not what it says it is"),
        (http(b"", "text/plain", "503 Service Unavailable"), "HTTP 503 Service Unavailable"),
        (http(b"out of memory", "text/plain", "500 Internal Server Error"), "HTTP 500.*out of memory"),
        (http(b"who are you", "text/plain", "401 Unauthorized"), "user name"),
        (b"220 mail.example ESMTP\r\n", "not an HTTP answer"),
        (b"", "cannot be reached|not an HTTP answer"),
    ],
)
def test_an_endpoint_that_answers_nonsense_is_named(answer: bytes, message: str) -> None:
    """Whatever comes back, the user reads words and no traceback."""
    with answering(answer) as address, pytest.raises(EndpointError, match=message):
        list(remote.ask(address, SELECT))  # type: ignore[arg-type] # rows or nothing, the test wants the fault


@pytest.mark.parametrize("address", ["", "localhost:7878", "file:///etc/passwd", "ftp://example.org/sparql"])
def test_only_http_addresses_are_endpoints(address: str) -> None:
    """No file is opened in place of a server."""
    with pytest.raises(EndpointError, match="begins with http"):
        remote.ask(address, SELECT)
