"""Binding parameters: the bound query means what the unbound one means for that value."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_builder.errors import QueryError
from kg_builder.sparql import bind, variables

DOSE = ox.NamedNode("urn:dose")


def store_of(*doses: str) -> ox.Store:
    """A store with one drug per dose."""
    store = ox.Store()
    for number, dose in enumerate(doses):
        store.add(ox.Quad(ox.NamedNode(f"urn:drug{number}"), DOSE, ox.Literal(dose), ox.DefaultGraph()))
    return store


def answers(store: ox.Store, query: str) -> list[str]:
    """The first column of the answer."""
    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(str(row[0]) for row in rows)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s WHERE { ?s <urn:dose> ?d }",
        "SELECT ?s { ?s <urn:dose> ?x FILTER(?x = ?d) }",
        "SELECT ?s { ?s <urn:dose> ?x { SELECT ?x { ?y <urn:dose> ?x FILTER(?x = ?d) } } }",
        "SELECT ?s { { ?s <urn:dose> ?d } UNION { ?s <urn:other> ?d } }",
        "SELECT ?s { ?s <urn:dose> ?x FILTER EXISTS { ?s <urn:dose> ?d } }",
        "SELECT ?s { ?s <urn:dose> ?x OPTIONAL { ?s <urn:dose> ?same FILTER(?same = ?d) } FILTER(BOUND(?same)) }",
        "SELECT ?s { ?s <urn:dose> ?x BIND(?d AS ?copy) FILTER(?copy = ?x) }",
        "SELECT ?s (COUNT(*) AS ?n) { ?s <urn:dose> ?d } GROUP BY ?s",
        "SELECT ?s { ?s <urn:dose> ?d VALUES ?unused { 1 } }",
        "SELECT ?s { ?s <urn:dose> ?d } # { ?d",
        "SELECT ?s { ?s <urn:dose> ?d FILTER(?s != '{ ?d }') }",
        "SELECT ?s { ?s <urn:dose> ?d FILTER(?s != <urn:?d>) }",
    ],
)
def test_a_bound_variable_is_bound_wherever_it_is_used(query: str) -> None:
    """Filters, subqueries, unions, EXISTS, OPTIONAL and BIND all see the value; text and comments do not."""
    assert answers(store_of("8 mg", "12 mg"), bind(query, {"d": ox.Literal("12 mg")})) == ["<urn:drug1>"]


def test_a_template_is_left_alone() -> None:
    """The value goes into the pattern of a CONSTRUCT query, not into what it makes."""
    query = bind("CONSTRUCT { ?s <urn:is> ?d } WHERE { ?s <urn:dose> ?d }", {"d": ox.Literal("12 mg")})
    triples = store_of("8 mg", "12 mg").query(query)
    assert isinstance(triples, ox.QueryTriples)
    assert [t.object for t in triples] == [ox.Literal("12 mg")]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_value_can_change_the_question(text: str) -> None:
    """Whatever characters a value has, it is found as itself and nothing else is."""
    query = bind("SELECT ?s { ?s <urn:dose> ?d }", {"d": ox.Literal(text)})
    assert answers(store_of(text, text + "x"), query) == ["<urn:drug0>"]


def test_a_variable_that_is_not_there_is_named() -> None:
    """A misspelt parameter is an error, not silently without effect."""
    with pytest.raises(QueryError, match=r"no variable \?dose"):
        bind("SELECT ?s { ?s ?p ?d }", {"dose": ox.Literal("x")})


def test_variables_are_those_of_the_query_only() -> None:
    """Comments, strings and addresses contain no variables."""
    assert variables('# ?a\nSELECT ?b { $c <urn:?d> \'?e\', """?f " ?g""" }') == {"b", "c"}
