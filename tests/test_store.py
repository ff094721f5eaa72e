"""The store on disk."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg_builder.errors import QueryError, StoreError
from kg_builder.store import STORE, ask, fill, open_store

FACT = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("o"), ox.NamedNode("urn:g"))


def test_what_was_filled_in_is_read_back(tmp_path: Path) -> None:
    """A store survives on disk and can be opened twice at once."""
    fill(tmp_path / STORE, [FACT])
    first, second = open_store(tmp_path), open_store(tmp_path)
    assert list(first) == list(second) == [FACT]


def test_an_opened_store_cannot_be_changed(tmp_path: Path) -> None:
    """Asking never writes."""
    fill(tmp_path / STORE, [FACT])
    with pytest.raises(RuntimeError, match="read-write"):
        open_store(tmp_path).add(FACT)


def test_a_missing_store_says_what_to_do(tmp_path: Path) -> None:
    """The message names the command that makes the graph."""
    with pytest.raises(StoreError, match="make it with: kg-builder build"):
        open_store(tmp_path / "nowhere")


def test_a_damaged_store_says_what_to_do(tmp_path: Path) -> None:
    """A folder that is no store is not taken for one."""
    (tmp_path / STORE).mkdir()
    (tmp_path / STORE / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="damaged"):
        open_store(tmp_path)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT WHERE", r"mine\.rq: not a SPARQL query: 1:13"),
        ("SELECT ?s\nWHERE { ?s ?p }", r"mine\.rq: not a SPARQL query: 2:16"),
        ("", r"mine\.rq: not a SPARQL query"),
        ("INSERT DATA { <urn:s> <urn:p> 1 }", r"mine\.rq: not a SPARQL query"),
    ],
)
def test_a_malformed_query_is_named_with_line_and_column(query: str, message: str) -> None:
    """The place of the fault is that of the text as the user wrote it."""
    with pytest.raises(QueryError, match=message):
        ask(ox.Store(), query, where="mine.rq")
