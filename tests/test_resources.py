"""Both homes of the data that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg_builder import resources


def test_a_checkout_keeps_its_data_beside_the_package() -> None:
    """In the checkout that these tests run in, the ontology stands at the top."""
    assert resources.folder("ontology") == Path(__file__).parents[1] / "ontology"


def test_a_wheel_keeps_its_data_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package has the folder itself, that one counts."""
    inside = tmp_path / "kg_builder" / "_data" / "queries"
    inside.mkdir(parents=True)
    (inside / "b.rq").touch()
    (inside / "a.rq").touch()
    (inside / "notes.txt").touch()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "kg_builder")
    assert resources.query_files() == (inside / "a.rq", inside / "b.rq")


def test_something_ships() -> None:
    """An empty folder would make every other test about its files pass."""
    assert resources.ontology_files()
    assert resources.query_files()
    assert resources.corpus_files()
