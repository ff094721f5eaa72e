"""Every statement becomes one nanopublication that the nanopub package accepts."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg_builder.export.nanopub import NANOPUB
from kg_builder.iris import KG, curie
from tests.export.test_export import quads
from tests.queries.test_queries import invented

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the package still uses names that rdflib has deprecated
    from nanopub.nanopub import Nanopub

PARTS = {"head", "assertion", "provenance", "pubinfo"}


@cache
def nanopublications() -> Mapping[str, Mapping[str, list[ox.Quad]]]:
    """The quads of every nanopublication, by graph."""
    found: dict[str, dict[str, list[ox.Quad]]] = {}
    for quad in ox.parse(NANOPUB.export(quads()), format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        name, _, part = quad.graph_name.value.partition("#")
        found.setdefault(name, {}).setdefault(part, []).append(quad)
    return found


def valid(graphs: Mapping[str, list[ox.Quad]], folder: Path) -> bool:
    """Whether the package finds these graphs a valid nanopublication."""
    file = folder / "nanopublication.trig"
    file.write_bytes(ox.serialize([q for members in graphs.values() for q in members], format=ox.RdfFormat.TRIG) or b"")
    return bool(Nanopub(rdf=file).is_valid)


def statement(name: str) -> Mapping[str, list[ox.Quad]]:
    """The nanopublication of a statement."""
    return nanopublications()[f"{KG}nanopub/{name}"]


def test_there_is_one_for_every_record() -> None:
    """No statement is lost, none is published twice."""
    assert len(nanopublications()) == len({r.id or r.identified().id for r in invented()})


def test_each_has_its_four_graphs() -> None:
    """Head, assertion, provenance and publication info, none of them empty."""
    assert all(set(graphs) == PARTS for graphs in nanopublications().values())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_nanopub_package_finds_them_valid(tmp_path: Path) -> None:
    """Its rules: one head that names the graphs, provenance about the assertion, publication info about the whole."""
    assert all(valid(graphs, tmp_path) for graphs in nanopublications().values())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("part", sorted(PARTS - {"head"}))
def test_the_package_refuses_one_without_a_part(part: str, tmp_path: Path) -> None:
    """The check above can fail."""
    whole = statement("outcome/alpha-2025/aaaaaaaaaaaa")
    with pytest.raises(ValueError, match=r"graph|nanopub"):
        valid({name: members for name, members in whole.items() if name != part}, tmp_path)


def test_the_assertion_can_be_read_alone() -> None:
    """It describes the arm and the regimen it speaks of, and nothing of other statements."""
    subjects = {str(q.subject) for q in statement("outcome/alpha-2025/aaaaaaaaaaaa")["assertion"]}
    assert f"<{KG}outcome/alpha-2025/aaaaaaaaaaaa>" in subjects
    assert f"<{KG}regimen/lenvatinib+tace>" in subjects
    assert len([s for s in subjects if "/outcome/" in s]) == 1


def test_the_provenance_leads_to_the_quote_and_the_paper() -> None:
    """What is asserted derives from a place in a paper, with the words printed there."""
    name = "outcome/alpha-2025/aaaaaaaaaaaa"
    provenance = statement(name)["provenance"]
    assertion = ox.NamedNode(f"{KG}nanopub/{name}#assertion")
    derived = {q.object for q in provenance if (q.subject, q.predicate) == (assertion, curie("prov:wasDerivedFrom"))}
    assert ox.NamedNode(f"{KG}paper/alpha-2025") in derived
    assert any(q.object == ox.Literal("median OS of 17.3 months") for q in provenance)
    assert any(q.predicate == curie("txo:rule") for q in provenance)


def test_the_provenance_says_how_far_the_rule_can_be_trusted() -> None:
    """A nanopublication alone tells the confidence of its statement."""
    found = {(q.predicate, q.object) for q in statement("outcome/alpha-2025/aaaaaaaaaaaa")["provenance"]}
    assert (curie("txo:confidence"), ox.Literal("low")) in found


def test_the_publication_info_names_licence_and_maker() -> None:
    """Whoever finds one alone knows what may be done with it."""
    info = {q.predicate for q in statement("outcome/alpha-2025/aaaaaaaaaaaa")["pubinfo"]}
    assert {curie("dcterms:license"), curie("dcterms:creator"), curie("rdfs:label")} <= info


def test_an_empty_graph_gives_none() -> None:
    """Nothing in, nothing out."""
    assert list(ox.parse(NANOPUB.export([]), format=ox.RdfFormat.TRIG)) == []
