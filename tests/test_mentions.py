"""Names of the vocabulary and the paper's own abbreviations in a text."""

from __future__ import annotations

import pytest

from kg_builder.lexicon import Category
from kg_builder.mentions import Finder, abbreviations, equated
from kg_builder.ontology import load_lexicon


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Objective Response Rate", ["ORR"]),
        ("ORRs and OS", ["ORR", "OS"]),
        ("the os of the cervix", []),  # an abbreviation keeps its case
        ("progression free survival", ["PFS"]),
        ("xOSx", []),
    ],
)
def test_borders_case_and_hyphens(text: str, found: list[str]) -> None:
    """Names end at word borders, hyphens may be spaces, only abbreviations mind the case."""
    mentions = Finder(load_lexicon()).find(text)
    assert [t.key for m in mentions if (t := m.of(Category.ENDPOINT))] == found


def test_many_texts_at_once_as_each_alone() -> None:
    """What one pass finds in many texts is what each alone has, at its own places; no name runs from one into the next."""
    texts = ["OS and \u0130 PFS", "", "overall", "survival, ORRs", "OS and \u0130 PFS", "(n = 4)"]
    ahead, alone = Finder(load_lexicon()), Finder(load_lexicon())
    ahead.find_ahead(texts)
    assert [ahead.find(text) for text in texts] == [alone.find(text) for text in texts]
    assert [m.text for m in ahead.find("survival, ORRs")] == ["survival", "ORRs"]


def test_the_longest_name_wins() -> None:
    """A name inside a longer one is not found."""
    texts = [m.text for m in Finder(load_lexicon()).find("hepatic arterial infusion chemotherapy")]
    assert texts == ["hepatic arterial infusion chemotherapy"]


def test_the_paper_overrides_the_vocabulary() -> None:
    """An abbreviation that the paper defines otherwise is the paper's."""
    lexicon = load_lexicon()
    finder = Finder(lexicon, {"OS": lexicon.named("sorafenib"), "PFS": ()})
    assert [[t.key for t in m.terms] for m in finder.find("OS PFS")] == [["sorafenib"], []]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tumour response index (TRI)", {"TRI": "tumour response index"}),
        ("Time to treatment failure (TTF)", {"TTF": "Time to treatment failure"}),
        ("Abbreviations: AB, alpha beta; CD, cell density.", {"AB": "alpha beta", "CD": "cell density"}),
        ("seen in many (MANY) cases (n = 3)", {}),
        ("the drug (Xyz Pharma)", {}),
    ],
)
def test_abbreviations(text: str, expected: dict[str, str]) -> None:
    """Short forms are learnt where their letters stand in the words before the bracket, or from a list."""
    assert {a.short: a.long for a in abbreviations(text)} == expected


def test_a_list_need_not_say_that_it_is_one() -> None:
    """Where the caller knows it for a list."""
    text = "AB, alpha beta; CD, cell density."
    assert abbreviations(text) == ()
    assert {a.short: a.long for a in abbreviations(text, listed=True)} == {"AB": "alpha beta", "CD": "cell density"}


@pytest.mark.parametrize(
    ("legend", "shorts"),
    [
        (
            "Survival of all (n = 9). GEMO = gemcitabine, LENV: lenvatinib and RT = radiotherapy.",
            ["GEMO", "LENV", "RT"],
        ),
        ("Survival. HR=hazard ratio. OR=odds ratio.", ["HR", "OR"]),
        ("Median OS = 9 months; Arm A: sorafenib.", []),
        ("OS: overall survival", []),
    ],
)
def test_what_legends_equate(legend: str, shorts: list[str]) -> None:
    """A sign of equality, and beside one a colon, tells what a short form of capitals stands for."""
    assert [a.short for a in equated(legend)] == shorts
