"""Organs by the vocabulary's sites of metastasis: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.facts.organs import organ, organs
from kg_builder.lexicon import Lexicon


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("right pulmonary nodules and both lungs", ("lung",)),
        ("Hepatic and osseous lesions", ("liver", "bone")),
        ("two lymph nodes", ("lymph node",)),
        ("backbone of delivery", ()),
    ],
)
def test_organs(vocabulary: Lexicon, text: str, found: tuple[str, ...]) -> None:
    """Nouns and adjectives alike, each organ once; parts of words are none."""
    assert organs(text, vocabulary) == found
    assert organ(text, vocabulary) == (found[0] if len(found) == 1 else None)
