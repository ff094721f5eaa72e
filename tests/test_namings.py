"""Groups that sentences name behind their regimens (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.mentions import Finder
from kg_builder.namings import namings
from kg_builder.ontology import load_lexicon


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They had lenvatinib 8 mg once a day plus docetaxel and cisplatin (lenvatinib group) or placebo (placebo group).",
            ["lenvatinib: lenvatinib+docetaxel+cisplatin None", "placebo: placebo None"],
        ),
        (
            "They had lenvatinib plus cisplatin (arm A, n = 40) or cisplatin alone (arm B; n=42).",
            ["arm A: lenvatinib+cisplatin 40", "arm B: cisplatin 42"],
        ),
        ("lenvatinib (8 mg once a day) plus cisplatin (LC; n = 40)", ["LC: lenvatinib+cisplatin 40"]),
        ("an unread drug plus cisplatin (cisplatin arm)", []),
        ("lenvatinib 8 mg or cisplatin 50 mg (control group)", ["control: cisplatin None"]),
        ("cisplatin (CDDP) and docetaxel", []),
        ("lenvatinib was better tolerated than that (control group)", []),
    ],
)
def test_the_whole_regimen_stands_before_the_name(text: str, expected: list[str]) -> None:
    """Doses may stand between its parts; where it is not clear where it begins, nothing is told."""
    found = namings([text], Finder(load_lexicon()))
    assert [f"{n.name}: {'+'.join(n.components)} {n.n}" for n in found] == expected
