"""What the two arms of a trial are given alike, where sentences say it once for both: "X plus A or placebo"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg_builder.arms import Arm
from kg_builder.lexicon import Category
from kg_builder.mentions import Finder
from kg_builder.namings import sentence_around, speaks_of_others
from kg_builder.passages import PassagePhrase
from kg_builder.regimens import Treatment, treatments

__all__ = ["with_backbone"]

_PLACEBO = frozenset({"placebo"})
_TOLD = PassagePhrase(r"\b(?:either|both|each|placebo)\b", "either", "both", "each", "placebo")
_DONE = ("locoregional therapy", "surgery")  # classes of what no placebo stands for
_OR = re.compile(r",?\s(?:or|versus|vs\.?)\s(?:an?\s|the\s|match(?:ing|ed)\s)?")
_WITH_EITHER = re.compile(
    r"\s(?:plus|with|and|\+|combined\swith|in\scombination\swith|together\swith|followed\sby)\seither\s(?:an?\s|the\s)?"
)
_BOTH_WITH = re.compile(
    r"(?:,\s(?:both\s|each\s)?|\s(?:both|each)\s)(?:(?:given\s)?in\scombination|together|along|combined)\swith\s(?:an?\s|the\s)?"
)


def with_backbone(arms: Sequence[Arm], texts: Iterable[str], finder: Finder) -> Sequence[Arm]:
    """The arms; two that are given nothing alike with what every sentence about both says that they are given besides.

    It is told of both by "X plus either A or B", "A or B, both in combination with X", "A or placebo plus X"; by "X plus A or
    placebo" where X is a procedure, for which there is no placebo, or where the texts speak of "placebo plus X", too.
    """
    regimens = [frozenset(arm.regimen) for arm in arms]
    if len(arms) != 2 or not all(regimens) or regimens[0] & regimens[1] or any(arm.one_of for arm in arms):
        return arms
    told = {both for text in _TOLD.those_of(texts) for both in _shared(text, regimens, finder)}
    if len(told) != 1:
        return arms
    (both,) = told
    added = [tuple(sorted(both - own)) for own in regimens]
    return [replace(a, regimen=(*a.regimen, *more)) for a, more in zip(arms, added, strict=True)]


def _shared(text: str, regimens: Sequence[frozenset[str]], finder: Finder) -> Iterator[frozenset[str]]:
    """What a text says that both arms are given, as often as it does."""
    named = treatments(text, finder.find(text), finder.lexicon)
    for number, run in enumerate(named):
        found = [
            both for one, other in (regimens, regimens[::-1]) for both in _told(text, named, number, one, other, finder)
        ]
        if found and not speaks_of_others(text[slice(*sentence_around(text, run.start, run.end))], finder):
            yield from found


def _told(
    text: str, named: Sequence[Treatment], number: int, one: frozenset[str], other: frozenset[str], finder: Finder
) -> Iterator[frozenset[str]]:
    """What a treatment and the next tell of both arms, where they name the one, or what it has besides, and the other."""
    left, right = named[number], named[number + 1] if number + 1 < len(named) else None
    if other == _PLACEBO and left.key > _PLACEBO and left.key - _PLACEBO < one:
        yield left.key - _PLACEBO
    if [frozenset(members) for members in left.one_of.values()] == [one | other]:  # one slot: "A1 or A2"
        yield from _besides(text, named, number, number)
    if right is None or not _OR.fullmatch(text, left.end, right.start):
        return
    if left.key == one and right.key > _PLACEBO and other in (_PLACEBO, right.key) and not right.key & one:
        yield right.key - _PLACEBO
    if not (left.key >= one and right.key == other):
        return
    either = " or " in text[left.end : right.start]
    if either and other == _PLACEBO and (done := _procedures(left, finder)) and left.components[0] in done:
        yield done
    elif left.key == one:
        yield from _besides(text, named, number, number + 1)


def _besides(text: str, named: Sequence[Treatment], first: int, last: int) -> Iterator[frozenset[str]]:
    """What stands before "plus either" two treatments, or behind "both in combination with"."""
    if first and _WITH_EITHER.fullmatch(text, named[first - 1].end, named[first].start):
        yield named[first - 1].key
    elif last + 1 < len(named) and _BOTH_WITH.fullmatch(text, named[last].end, named[last + 1].start):
        yield named[last + 1].key


def _procedures(treatment: Treatment, finder: Finder) -> frozenset[str]:
    """The procedures of a treatment, if it has drugs besides."""
    lexicon = finder.lexicon
    done = frozenset(
        key
        for key in treatment.components
        if lexicon.get(Category.PROCEDURE, key) or any(lexicon.is_a(key, done) for done in _DONE)
    )
    return done if done < treatment.key else frozenset()
