"""Own results that a discussion sets beside those of others (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts import extract
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes

METHODS = "Patients were randomly assigned to sorafenib (n = 40) or placebo (n = 41)."
RESULTS = "Median OS was 12.1 months with sorafenib and 8.2 months with placebo."


@pytest.mark.parametrize(
    ("discussion", "cited"),
    [
        ("The median OS of 12.1 months with sorafenib compares well with earlier reports [4].", []),
        ("The median OS was 10.2 months with sorafenib in an earlier report [4].", ["10.2"]),
        ("The median OS was 12.1 months with sunitinib in an earlier report [4].", ["12.1"]),
    ],
)
def test_own_values_stay_own(vocabulary: Lexicon, discussion: str, cited: list[str]) -> None:
    """A value that the results give the same arm is the paper's own, though its sentence ends with a reference."""
    text = f"# Sorafenib\n\n## Methods\n\n{METHODS}\n\n## Results\n\n{RESULTS}\n\n## Discussion\n\n{discussion}\n"
    records = [r for r in extract(read_bytes(text.encode(), "t"), vocabulary).records if isinstance(r, Outcome)]
    assert [str(r.value) for r in records if r.study != "this"] == cited
    assert [str(r.value) for r in records if r.study == "this"] == ["12.1", "8.2"]
