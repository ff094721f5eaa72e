"""Diseases that a title sets side by side are parts of the patients (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts.outcome import outcomes
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import understand

SENTENCE = "Of 23 assessable patients with thymic carcinoma, 6 (26%) had partial responses."


@pytest.mark.parametrize(
    ("diseases", "subgroup"),
    [
        ("advanced thymoma and thymic carcinoma", "thymic carcinoma"),
        ("thymoma or advanced thymic carcinoma", "thymic carcinoma"),
        ("thymic carcinoma", None),
        ("thymic carcinoma, and melanoma in mice", "thymic carcinoma"),
        ("thymic carcinoma after treatment of melanoma", None),
    ],
)
def test_one_of_several_diseases_is_a_part(vocabulary: Lexicon, diseases: str, subgroup: str | None) -> None:
    """Only where the title joins them; the one disease of a paper is that of all its patients."""
    text = f"# Sunitinib in {diseases}\n\n## Methods\n\nPatients received sunitinib.\n\n## Results\n\n{SENTENCE}\n"
    found = [r for r in outcomes(understand(read_bytes(text.encode(), "t"), vocabulary)) if isinstance(r, Outcome)]
    assert [(str(r.value), r.subgroup) for r in found] == [("26", subgroup)]
