from __future__ import annotations

import csv
import io

import pytest

from kg_builder.web.addresses import chosen
from kg_builder.web.comparing import as_csv, differences, endpoints, options, rows
from kg_builder.web.forest import forest
from kg_builder.web.pages.compare import address, chosen_rows
from kg_builder.web.shelf import Shelf

KEYS = ["lenvatinib", "lenvatinib+sintilimab"]
FILTERED = (
    ("", 3),
    ("&line=first+line", 2),
    ("&line=second+line", 1),
    ("&child-pugh=A", 1),
    ("&child-pugh=not+stated", 2),
    ("&design=phase+II", 2),
    ("&design=phase+III", 0),
    ("&bclc=B", 0),
)


@pytest.mark.parametrize(("query", "count"), FILTERED)
def test_filters_keep_the_rows_that_pass(shelf: Shelf, query: str, count: int) -> None:
    """A filter keeps the rows with its value; what is not stated passes only when asked for."""
    asked = chosen("?" + "&".join(f"r={key.replace('+', '%2B')}" for key in KEYS) + "&endpoint=OS+median" + query)
    assert len(chosen_rows(shelf, asked)) == count


def test_the_outcome_of_most_regimens_comes_first(shelf: Shelf) -> None:
    """Without a choice, the endpoint that most of the regimens have is compared."""
    assert endpoints(shelf, KEYS)[0] in {("OS", "median"), ("ORR", "rate")}


def test_rows_of_one_line_still_differ_in_what_is_unknown(shelf: Shelf) -> None:
    """Liver function that one paper states and another leaves open is told."""
    found = rows(shelf, KEYS, "OS", "median", {"line": ["first line"]})
    told = differences(shelf, found)
    assert "Child-Pugh class: A (1 row), not stated (1 row)." in told
    assert not any(words.startswith("Line of therapy") for words in told)


def test_one_row_compares_with_nothing(shelf: Shelf) -> None:
    """There is no warning where there is nothing to compare."""
    assert differences(shelf, rows(shelf, KEYS, "OS", "median", {"line": ["second line"]})) == []


def test_survival_asks_for_no_criteria(shelf: Shelf) -> None:
    """Response criteria are no matter of overall survival, but of response rates."""
    survival = differences(shelf, rows(shelf, KEYS, "OS", "median", {}))
    response = differences(shelf, rows(shelf, KEYS, "ORR", "rate", {}))
    assert not any("criteria" in words for words in survival)
    assert any(words.startswith("Response criteria: ") for words in response)


def test_choices_are_those_of_the_results(shelf: Shelf) -> None:
    """A filter offers what the results have, the unknown last."""
    assert options(shelf, KEYS, "OS", "median")["line"] == ["first line", "second line"]
    assert options(shelf, KEYS, "OS", "median")["child-pugh"] == ["A", "not stated"]


def test_the_csv_has_every_row_and_no_formula(shelf: Shelf) -> None:
    """Other programs get values, intervals, places and quotes; a cell that a spreadsheet would run is quoted."""
    found = list(csv.DictReader(io.StringIO(as_csv(shelf, rows(shelf, KEYS, "ORR", "rate", {})))))
    assert {row["value"] for row in found} == {"33.0", "24.0", "21"}
    assert [row["group"] for row in found if row["value"] == "21"] == ["'=HYPERLINK()"]
    assert {row["quote"] for row in found} == {"33.0%", "24.0%", ""}


def test_the_plot_shows_intervals_and_never_mixes_criteria_silently(shelf: Shelf) -> None:
    """Each row has its interval, names line and criteria, and has the symbol of its criteria."""
    plot = forest(shelf, rows(shelf, KEYS, "OS", "median", {}))
    assert plot is not None
    assert {(t.error_x.array[0], t.error_x.arrayminus[0]) for t in plot.data} == {(2.5, 2.5), (0.0, 0.0), (4.0, 4.5)}
    response = forest(shelf, rows(shelf, KEYS, "ORR", "rate", {}))
    assert response is not None
    assert len({t.marker.symbol for t in response.data}) == 3
    assert any("mRECIST" in name for name in response.layout.yaxis.ticktext)


def test_what_is_chosen_becomes_the_address() -> None:
    """The state of the controls is the address, and back."""
    assert chosen(address([KEYS, "OS median", "first line"])) == {
        "r": KEYS,
        "endpoint": ["OS median"],
        "line": ["first line"],
    }
