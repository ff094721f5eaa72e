"""The graph on disk: a pyoxigraph store, filled once by `build`, then only read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg_builder.errors import QueryError, StoreError
from kg_builder.iris import PREFIXES
from kg_builder.sparql import Results, Value, bind

__all__ = ["STORE", "ask", "fill", "open_store", "replace_graph"]

STORE = "store"  # the store's folder within what `build` writes


def fill(path: Path, quads: Iterable[ox.Quad]) -> None:
    """Write a new store at `path`.

    Raises:
        StoreError: the store cannot be written there.
    """
    try:
        store = ox.Store(str(path))
        store.bulk_extend(quads)
        store.flush()
    except (OSError, RuntimeError) as fault:
        raise StoreError(f"{path}: the store cannot be written: {fault}") from fault


def open_store(directory: Path) -> ox.Store:
    """The store that `build` wrote into `directory`, for reading.

    Raises:
        StoreError: there is none, or it is damaged.
    """
    path = directory / STORE
    if not path.is_dir():
        raise StoreError(f"{directory}: no graph here; make it with: kg-builder build -o {directory}")
    try:
        return ox.Store.read_only(str(path))
    except (OSError, RuntimeError) as fault:
        raise StoreError(
            f"{path}: the store is damaged ({fault}); make it anew with: kg-builder build -o {directory}"
        ) from fault


def replace_graph(directory: Path, name: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
    """Put these quads in place of a named graph of the store that `build` wrote into `directory`.

    Raises:
        StoreError: the store cannot be written, for one because another program has it open.
    """
    path = directory / STORE
    try:
        store = ox.Store(str(path))
        store.remove_graph(name)
        store.extend(quads)
        store.flush()
    except (OSError, RuntimeError) as fault:
        raise StoreError(f"{path}: the store cannot be written: {fault}") from fault


def ask(store: ox.Store, query: str, values: Mapping[str, Value] | None = None, *, where: str = "query") -> Results:
    """Run a query with some of its variables bound; the default graph is the union of all.

    >>> fact = ox.Triple(ox.NamedNode("urn:lenvatinib"), ox.NamedNode("urn:dose"), ox.Literal("8 mg"))
    >>> store = ox.Store()
    >>> store.add(ox.Quad(*fact, ox.NamedNode("urn:paper")))
    >>> [str(row["drug"]) for row in ask(store, "SELECT ?drug { ?drug ?p ?dose }", {"dose": ox.Literal("8 mg")})]
    ['<urn:lenvatinib>']

    Raises:
        QueryError: the query is not SPARQL (the message names `where`, line and column) or lacks a variable.
    """
    bound = bind(query, values or {})
    try:
        ox.Store().query(query, prefixes=dict(PREFIXES))  # a fault is reported where it stands in the text as written
        return store.query(bound, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    except SyntaxError as fault:
        raise QueryError(f"{where}: not a SPARQL query: {_brief(fault)}") from fault
    except (RuntimeError, ValueError, OSError) as fault:
        raise QueryError(f"{where}: the query cannot be answered: {_brief(fault)}") from fault


def _brief(fault: Exception) -> str:
    """What the engine says, without its list of all the characters that could have stood there."""
    return str(fault).removeprefix("error at ").partition(", [")[0]
