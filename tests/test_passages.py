"""A passage is searched as the pattern alone searches a text, wherever its words tell that a match may begin."""

from __future__ import annotations

import pytest

from kg_builder.passages import LeadPhrase, OpeningPhrase, Passage, PassagePhrase

_GIVEN = PassagePhrase(r"\d+\s(?:received|were\sgiven)\b", "received", "given")
_ASSIGNED = LeadPhrase(
    r"\b(?:randomi[sz]ed|randomly\sassigned|assigned)\b[^.]{0,20}?\bto\s", "randomi", "randomly a", "assigned"
)
_TEXTS = (
    "",
    "They were randomly assigned to X1 or X2.",
    "RANDOMISED to X1; randomized to X2 and assigned to X3.",
    "They were randomised or assigned to X1.",
    "Not one was assigned; a non-randomised study.",
    "\u0130\u0130 were as\u017figned, and assigned to X1.",
    "Doses \u2265 5 mg: assigned to X1.",
)


@pytest.mark.parametrize("text", _TEXTS)
def test_a_passage_has_the_matches_of_a_text(text: str) -> None:
    """Tried at its words only, a phrase finds what it finds in any text."""
    found = [m.span() for m in _ASSIGNED.pattern.finditer(text)]
    first = _ASSIGNED.search(Passage(text))
    assert [m.span() for m in _ASSIGNED.finditer(Passage(text))] == found
    assert [m.span() for m in _ASSIGNED.finditer(text)] == found
    assert ([first.span()] if first else []) == found[:1]


def test_a_part_of_a_passage_is_searched_as_of_a_text() -> None:
    """Limits hold for passages, too."""
    text = "randomised to X1; randomized to X2"
    assert [m.start() for m in _ASSIGNED.finditer(Passage(text), 5)] == [18]
    assert [m.start() for m in _ASSIGNED.finditer(Passage(text), 0, 15)] == [0]


def test_those_in_which_a_phrase_may_stand_twice() -> None:
    """Passages with one place are left out, texts that know none of their places are not."""
    texts = [Passage("30 received X1."), Passage("30 received X1, 31 were given X2."), "30 received X1."]
    assert _GIVEN.those_of(texts) == texts
    assert _GIVEN.those_twice(texts) == texts[1:]
    assert [[m.group() for m in _GIVEN.finditer(text)] for text in texts] == [
        ["30 received"], ["30 received", "31 were given"], ["30 received"],
    ]  # fmt: skip


_ENROLLED = OpeningPhrase(r"(?:^|[.;]\s)(?P<n>\d+)\s(?:\w+\s)?were\s(?:enrolled|included)\b", " enrolled", " included")


@pytest.mark.parametrize(
    "text",
    [
        "12 were enrolled.",
        "Of these 12 were included; 7 men WERE INCLUDED. 5 were enrolled.",
        "; 5 were enrolled",
        ".5 were enrolled, and included",
        "\u0130\u0130. 5 were included",
        "None were included.",
    ],
)
def test_what_opens_a_sentence_is_found_from_its_words(text: str) -> None:
    """Tried at the stop before its words only, a phrase has the first match that it has in any text."""
    expected, found = _ENROLLED.pattern.search(text), _ENROLLED.search(Passage(text))
    assert (found.span() if found else None) == (expected.span() if expected else None)
