"""Whose a claim is that cites nobody (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.facts.association import associations
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import understand

_CLAIM = "high CRP was associated with shorter OS"


@pytest.mark.parametrize(
    ("heading", "sentences", "study"),
    [
        ("Introduction", f"In glioma, {_CLAIM}.", None),
        ("Introduction", f"In this study, {_CLAIM}.", "this"),
        ("Introduction", f"We have previously shown that {_CLAIM}.", None),
        ("Results", f"Overall, {_CLAIM}.", "this"),
        ("Discussion", f"Overall, {_CLAIM}.", "this"),
        ("Discussion", f"Previous reports have shown that {_CLAIM}.", None),
        ("Discussion", f"In our trial it has been shown that {_CLAIM}.", "this"),
        ("Discussion", "Because high CRP has been associated with shorter OS, our findings were expected.", None),
        ("Discussion", f"Others looked at it in a large trial [2]. In those analyses, {_CLAIM}.", "[2]"),
        ("Discussion", f"Others looked at it in a large trial [2]. In our analyses, {_CLAIM}.", "this"),
        ("Discussion", f"It was looked at by Poe and Roe [2]. They reported that {_CLAIM}.", "[2]"),
    ],
)
def test_whose_a_claim_is(vocabulary: Lexicon, heading: str, sentences: str, study: str | None) -> None:
    """What is known already, what others found and what the paper found are told apart."""
    methods = "## Methods\n\nPatients were randomly assigned to sorafenib (n = 40) or placebo (n = 40)."
    told = f"{methods}\n\n## {heading}\n\n{sentences}\n\n## References\n\n1. Poe A. A.\n2. Roe B. B.\n"
    text = f"# Sorafenib for glioma: a randomized trial\n\n{told}"
    paper = understand(read_bytes(text.encode(), "invented"), vocabulary)
    assert [r.study for r in associations(paper)] == [study]
