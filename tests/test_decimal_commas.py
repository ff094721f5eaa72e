"""Papers that write decimal commas: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.decimal_commas import with_points, writes_commas
from kg_builder.document import Document, Span
from kg_builder.facts.outcome import outcomes
from kg_builder.ontology import load_lexicon
from kg_builder.readers import read_bytes
from kg_builder.reading import read_spans
from kg_builder.study import understand


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OS was 8,3 months (95% CI 7,1-9,5)", "OS was 8.3 months (95% CI 7.1-9.5)"),
        ("p = 0,0012 and 31,5%", "p = 0.0012 and 31.5%"),
        ("of 1,024 men and 12,345 women", "of 1,024 men and 12,345 women"),
        ("as told [1,2] in 1,2,3", "as told [1,2] in 1,2,3"),
        ("[0,5-0,9] of 2,4-dinitro", "[0.5-0.9] of 2,4-dinitro"),
    ],
)
def test_points_for_commas(text: str, expected: str) -> None:
    """A comma before one or two digits, or behind a nought, becomes a point; citations and thousands stay."""
    reading = read_spans(Document(id="x", text=text, blocks=()), [Span(0, len(text))])
    assert with_points(reading).text == expected


@pytest.mark.parametrize(("end", "values"), [("(HR 0,7; 95% CI 0,5-0,9).", ["8.3"]), ("(HR 0.7; 95% CI 0.5-0.9).", [])])
def test_only_where_the_paper_writes_so(end: str, values: list[str]) -> None:
    """Points beside commas tell that a comma is none of a number."""
    assert writes_commas(end) is bool(values)
    text = f"# A trial of sorafenib\n\n## Results\n\nMedian OS was 8,3 months {end}\n"
    found = [str(getattr(r, "value", "")) for r in outcomes(understand(read_bytes(text.encode(), "x"), load_lexicon()))]
    assert (found == ["8.3"]) is bool(values)
