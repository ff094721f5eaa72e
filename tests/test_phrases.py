"""A phrase is found wherever its pattern alone would be: every way through the pattern passes a word that it needs."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import kg_builder.facts
from kg_builder.arms import Arm
from kg_builder.passages import LeadPhrase
from kg_builder.phrases import PartPhrase, Phrase
from kg_builder.roster import Roster

_MODULES = (
    "kg_builder.about", "kg_builder.allotted", "kg_builder.arms", "kg_builder.assigned", "kg_builder.citations",
    "kg_builder.counted_arms", "kg_builder.dosed_arms", "kg_builder.enrolled", "kg_builder.learnt_arms", "kg_builder.letters",
    "kg_builder.mentions", "kg_builder.named_arms", "kg_builder.namings", "kg_builder.roster", "kg_builder.shared_backbone",
    "kg_builder.study", "kg_builder.value_starts", "kg_builder.values",
    *(f"kg_builder.facts.{module.name}" for module in pkgutil.iter_modules(kg_builder.facts.__path__)),
)  # fmt: skip
_WIDER = ("kg_builder.named_arms._SIZES",)  # "n : 4" is sought only beside "n = 4"
_MOST = 16  # characters of one class that are told apart


def _phrases() -> Iterator[tuple[str, PartPhrase]]:
    for name in _MODULES:
        for variable, value in sorted(vars(importlib.import_module(name)).items()):
            named = value.items() if isinstance(value, dict) else [("", value)]
            phrases = ((f"{name}.{variable}{key}", held) for key, held in named if isinstance(held, PartPhrase))
            yield from ((called, held) for called, held in phrases if called not in _WIDER)


def _unmet(items: Iterable[tuple[Any, Any]], ends: frozenset[str], words: tuple[str, ...]) -> frozenset[str]:
    """How texts that match, and have none of the words so far, may end; "" where that is not known."""
    for code, given in items:
        if code is op.LITERAL:
            ends = frozenset(end + chr(given).lower() for end in ends)
        elif code is op.IN:
            ends = frozenset(end + one if one else "" for end in ends for one in _characters(given))
        elif code is op.BRANCH:
            ends = frozenset(end for way in given[1] for end in _unmet(way, ends, words))
        elif code in (op.SUBPATTERN, op.ATOMIC_GROUP):
            ends = _unmet(given[-1] if code is op.SUBPATTERN else given, ends, words)
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            ends = _repeated(given, ends, words)
        elif code not in (op.AT, op.ASSERT, op.ASSERT_NOT):
            ends = frozenset({""}) if ends else ends
        ends = frozenset(_begun(end, words) for end in ends if not end.endswith(words))
    return ends


def _begun(end: str, words: tuple[str, ...]) -> str:
    """What of an end may be the beginning of a needed word."""
    return next((end[at:] for at in range(len(end)) if any(word.startswith(end[at:]) for word in words)), "")


def _repeated(given: tuple[int, int, Any], ends: frozenset[str], words: tuple[str, ...]) -> frozenset[str]:
    least, most, item = given
    for _ in range(least):
        ends = _unmet(item, ends, words)
    once_more = _unmet(item, ends, words) if most > least else frozenset()
    return ends | once_more | _unmet(item, frozenset({""}) if once_more and most - least > 1 else frozenset(), words)


def _characters(given: Iterable[tuple[Any, Any]]) -> set[str]:
    """The characters of a class, in lower case; "" for those that are not told apart."""
    found: set[str] = set()
    for code, value in given:
        if code is op.LITERAL:
            found.add(chr(value).lower())
        elif code is op.CATEGORY and value is op.CATEGORY_SPACE:
            found.add(" ")
        elif code is op.RANGE and value[1] - value[0] < _MOST:
            found |= {chr(c).lower() for c in range(value[0], value[1] + 1)}
        else:
            found.add("")
    return found


def _first(items: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
    """With which characters a text that matches may begin ("" for those not told apart); whether it may have none."""
    found: set[str] = set()
    for code, given in items:
        if code is op.LITERAL:
            return found | {chr(given).lower()}, False
        if code is op.IN:
            return found | _characters(given), False
        if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
            continue
        if code is op.BRANCH:
            ways = [_first(way) for way in given[1]]
        elif code in (op.SUBPATTERN, op.ATOMIC_GROUP):
            ways = [_first(given[-1] if code is op.SUBPATTERN else given)]
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            ways = [_first(given[2]), *([(set[str](), True)] if given[0] == 0 else [])]
        else:
            return found | {""}, False
        found |= {letter for letters, _ in ways for letter in letters}
        if not any(empty for _, empty in ways):
            return found, False
    return found, True


def _foretold(pattern: str, flags: int) -> Iterator[tuple[set[str], set[str]]]:
    """The letters of which a pattern demands one at its beginning, before it is tried, and those with which it may begin."""
    parsed = list(parser.parse(pattern, flags))
    for number, (code, given) in enumerate(parsed[:2]):
        if code is op.ASSERT and given[0] == 1 and given[1][0][0] is op.IN and len(given[1]) == 1:
            yield _characters(given[1][0][1]), _first(parsed[number + 1 :])[0]


@pytest.mark.parametrize(
    ("name", "phrase"), [(n, p) for n, p in _phrases() if "(?=[" in p.pattern.pattern.strip()[:12]]
)
def test_the_letters_ahead_are_all(name: str, phrase: Phrase) -> None:
    """A phrase that is tried only at some letters begins with no other."""
    for demanded, possible in _foretold(phrase.pattern.pattern, phrase.pattern.flags & ~re.DEBUG):
        assert possible <= demanded, f"{name} is not tried at {sorted(possible - demanded)}"


def test_the_letters_ahead_are_looked_at() -> None:
    """The walk through a pattern finds the letters that one leaves out."""
    told = list(_foretold(r"\b(?=[au])(?:(?:now\s)?advise|urge)", re.IGNORECASE))
    assert told == [({"a", "u"}, {"a", "n", "u"})]


def test_there_are_phrases() -> None:
    """The search below finds the phrases of the rules."""
    assert len(list(_phrases())) > 30


@pytest.mark.parametrize(
    ("name", "phrase"), list(_phrases()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_match_holds_a_needed_word(name: str, phrase: PartPhrase) -> None:
    """No text without a needed word can match, so that not to search it changes nothing."""
    parsed = parser.parse(phrase.pattern.pattern, phrase.pattern.flags & ~re.DEBUG)
    led = "\0" if isinstance(phrase, LeadPhrase) else ""  # stands where a match begins
    left = _unmet(parsed, frozenset({led}), tuple(led + word for word in phrase.needed))
    assert not left, f"{name}: may match a text that ends so far with {sorted(left)[:5]} and has no needed word"


def test_names_of_arms_begin_with_their_first_word() -> None:
    """The pattern that a roster makes of its arms' names is a phrase of that kind too, tried where those words stand."""
    phrase = Roster(
        arms=(Arm(name="AB plus CD", names=("AB plus CD", "AB", "A")), Arm(name="≥ 2 sites", names=("≥ 2 sites",)))
    )._pattern
    parsed = parser.parse(phrase.pattern.pattern, phrase.pattern.flags)
    assert not _unmet(parsed, frozenset({"\0"}), tuple(f"\0{word}" for word in phrase.needed))


@pytest.mark.parametrize(
    ("pattern", "needed", "holds"),
    [
        (r"\b(?:advises?|urge[sd]?)\s", ("advise", "urge"), True),
        (r"\b(?:advises?|urge[sd]?)\s", ("advise",), False),
        (r"\b(?:very\s)*good\b", ("good",), True),
        (r"\b(?:very\s)*(?:good)?\b", ("good",), False),
        (r"random(?:i[sz]ed)?", ("randomised", "randomized"), False),
        (r"randomi[sz]ed", ("randomised", "randomized"), True),
        (r"in\sthe\s\w+", ("in the ",), True),
        (r"\d\w+", ("0", "1"), False),
    ],
)
def test_the_proof_is_one(pattern: str, needed: tuple[str, ...], holds: bool) -> None:
    """The walk through a pattern finds the ways that miss the words."""
    assert (not _unmet(parser.parse(pattern), frozenset({""}), needed)) is holds


@pytest.mark.parametrize(
    ("text", "within", "found"),
    [
        ("They urge it", (), ["urge"]),
        ("They URGE it and urged on", (), ["URGE", "urged"]),
        ("They like it", (), []),
        ("They urge it", (0, 5), []),
        ("They urge it", (5, 9), ["urge"]),
        ("They urge it", (7,), []),
        ("", (), []),
    ],
)
def test_search_is_that_of_the_pattern(text: str, within: tuple[int, ...], found: list[str]) -> None:
    """Texts and parts of texts are searched as the pattern alone does."""
    phrase = Phrase(r"\burge[sd]?\b", "urge")
    first = phrase.search(text, *within)
    assert [m.group() for m in phrase.finditer(text, *within)] == found
    assert ([first.group()] if first else []) == found[:1]
