"""The paragraphs, titles and notes from which a paper's arms are learnt, and where turns of phrase may stand in each.

Many rules ask of each passage whether it has something for them; most have nothing. One pass tells a passage of all of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from re import IGNORECASE, VERBOSE, Match, RegexFlag

from ahocorasick_rs import AhoCorasick, Implementation

from kg_builder.held import held
from kg_builder.phrases import PartPhrase

__all__ = ["LeadPhrase", "Passage", "PassagePhrase"]


class PassagePhrase(PartPhrase):
    r"""A phrase that is sought in whole passages: each `Passage` knows whether it may stand there.

    >>> given = PassagePhrase(r"\breceiv(?:ed|ing)\b", "receiv")
    >>> given.those_of([Passage("Sixty RECEIVED X1."), Passage("Sixty were seen."), "Receiving X2"])
    ['Sixty RECEIVED X1.', 'Receiving X2']
    """

    __slots__ = ()

    def __init__(self, pattern: str, *needed: str, flags: RegexFlag = IGNORECASE | VERBOSE) -> None:
        super().__init__(pattern, *needed, flags=flags)
        _KNOWN.append(self)

    def may_stand_in(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether a passage, or the part of another text, has one of the needed words."""
        return self in text.places if type(text) is Passage else super().may_stand_in(text, start, end)

    def those_of(self, texts: Iterable[str]) -> list[str]:
        """The texts in which it may stand, in order."""
        return [text for text in texts if self.may_stand_in(text)]


class LeadPhrase(PassagePhrase):
    r"""A phrase each of whose matches begins with one of its words: in a passage it is tried only where one stands.

    >>> assigned = LeadPhrase(r"\brandomi[sz]ed\sto\b", "randomi")
    >>> [m.start() for m in assigned.finditer(Passage("A RANDOMIZED trial: randomised to X1."))]
    [20]
    """

    __slots__ = ()

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match[str] | None:
        """The first match in `text[start:end]`."""
        return next(self.finditer(text, start, end), None)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Match[str]]:
        """Every match in `text[start:end]`, in order, none overlapping."""
        if type(text) is Passage and text.is_plain and not start and end == sys.maxsize:
            return self._tried(text, text.places.get(self, ()))
        return super().finditer(text, start, end)

    def _tried(self, text: str, places: Iterable[int]) -> Iterator[Match[str]]:
        reach = 0
        for place in places:
            if place >= reach and (match := self.pattern.match(text, place)):
                yield match
                reach = match.end()


_FOLDED_OTHERWISE = "\u0130\u0131\u017f\u212a"  # letters that stand for i, s or k where case does not count


class Passage(str):  # noqa: SLOT000 - what it knows is held in its `__dict__`
    """A paragraph, title or note that knows where the words of phrases stand in it."""

    @held
    def places(self) -> Mapping[PassagePhrase, Sequence[int]]:
        """The phrases of whose needed words one stands in the text, each with where those begin, in order."""
        words, needing = _words(len(_KNOWN))
        found: dict[PassagePhrase, list[int]] = {}
        for index, start, _ in words.find_matches_as_indexes(self.lower(), overlapping=True):
            for phrase in needing[index]:
                found.setdefault(phrase, []).append(start)
        return {phrase: sorted(starts) for phrase, starts in found.items()}

    @held
    def is_plain(self) -> bool:
        """Whether its lower-case form tells where words stand in any case."""
        return self.isascii() or not any(letter in self for letter in _FOLDED_OTHERWISE)


_KNOWN: list[PassagePhrase] = []


@lru_cache(maxsize=1)
def _words(known: int) -> tuple[AhoCorasick, tuple[tuple[PassagePhrase, ...], ...]]:
    """An automaton over all words that so many phrases need, and the phrases that need each."""
    needing: dict[str, tuple[PassagePhrase, ...]] = {}
    for phrase in _KNOWN[:known]:
        for word in phrase.needed:
            needing[word] = (*needing.get(word, ()), phrase)
    return AhoCorasick(list(needing), implementation=Implementation.DFA), tuple(needing.values())
