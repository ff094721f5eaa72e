"""What `import kg_builder` gives."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kg_builder


@pytest.mark.parametrize("name", kg_builder.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """Each name of the library resolves to a documented thing."""
    thing = getattr(kg_builder, name)
    assert thing.__doc__


def test_other_names_are_not() -> None:
    """A misspelt name is an AttributeError, as of any module."""
    with pytest.raises(AttributeError, match="no attribute 'bild'"):
        kg_builder.bild  # noqa: B018 - the access is the test


def test_importing_it_loads_no_heavy_library() -> None:
    """RDF, XML and terminal libraries wait until they are used."""
    heavy = "{'pyoxigraph', 'rdflib', 'lxml', 'rich', 'owlready2', 'networkx'}"
    check = f"import kg_builder, kg_builder.cli, sys; print(sorted({heavy} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
