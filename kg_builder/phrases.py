"""Turns of phrase that are sought only where a word that they need stands.

A regular expression that begins with alternatives is tried at every character of a text; whether a word stands in it is
told a hundred times faster, and most sentences have none of the words. For `Prose` one pass tells it of all phrases.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, reduce
from operator import or_

from ahocorasick_rs import AhoCorasick, Implementation

from kg_builder.expressions import Expression
from kg_builder.held import held

__all__ = ["LearntPhrase", "PartPhrase", "Phrase", "Prose", "bits", "needed_by", "stand_in", "tried"]


class PartPhrase(Expression):
    r"""A regular expression, and the words of which each of its matches holds one; it is sought where one of them stands.

    >>> ended = PartPhrase(r"\s\([^()]*\)$", ")")
    >>> ended.search("A (B)") is None, ended.search("A (B) C") is None
    (False, True)

    Args:
        pattern: the expression.
        needed: words, or parts of words, in lower case, with single spaces as cleaned texts have them; a text without any
            of them is not searched. A test proves that no match is missed.
        flags: of the expression.
    """

    __slots__ = ("needed",)

    def __init__(self, pattern: str, *needed: str, flags: re.RegexFlag = re.IGNORECASE | re.VERBOSE) -> None:
        super().__init__(pattern, flags)
        self.needed = needed

    def may_stand_in(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether a text, or the part of it that an `end` cuts out, has one of the needed words."""
        return _has_one(text if end == sys.maxsize else text[start:end], self.needed)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in `text[start:end]`."""
        return _search(self, text, start, end) if self.may_stand_in(text, start, end) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every match in `text[start:end]`, in order, none overlapping."""
        return _finditer(self, text, start, end) if self.may_stand_in(text, start, end) else _NOTHING


_search = Expression.search  # these sooner than by `super()`, at tens of thousands of questions
_finditer = Expression.finditer
_NOTHING: Iterator[re.Match[str]] = iter(())


class Phrase(PartPhrase):
    r"""A phrase that is sought in whole sentences: every `Prose` knows of it, and tells it without a look at the words.

    It belongs to a rule and lives as long as the program.

    >>> advice = Phrase(r"\b(?:recommends?|do(?:es)?\snot\sendorse)\b", "recommend", "endorse")
    >>> [m.group() for m in advice.finditer("A recommends X and does not endorse Y.")]
    ['recommends', 'does not endorse']
    >>> advice.search("No body said anything.") is None
    True
    """

    __slots__ = ("bit",)

    def __init__(self, pattern: str, *needed: str, flags: re.RegexFlag = re.IGNORECASE | re.VERBOSE) -> None:
        super().__init__(pattern, *needed, flags=flags)
        self.bit = 1 << len(_KNOWN)  # stands for it in `Prose.standing`
        _KNOWN.append(self)

    def may_stand_in(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether a text has one of the needed words; of a text that is no `Prose`, the part that an `end` cuts out."""
        if type(text) is Prose:
            return text.standing & self.bit != 0
        return super().may_stand_in(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in `text[start:end]`."""
        if type(text) is not Prose:
            return _sought_in_part(self, text, start, end)
        return _search(self, text, start, end) if text.standing & self.bit else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every match in `text[start:end]`, in order, none overlapping."""
        if type(text) is not Prose:
            return _all_in_part(self, text, start, end)
        return _finditer(self, text, start, end) if text.standing & self.bit else _NOTHING


_sought_in_part = PartPhrase.search
_all_in_part = PartPhrase.finditer


class LearntPhrase:
    r"""A phrase that one paper taught: it is sought in that paper, goes with it, and no `Prose` knows of it.

    >>> arms = LearntPhrase(r"(?<![\w-])(?:AB\splus\sCD|AB)(?![\w-])", "ab")
    >>> [m.group() for m in arms.finditer("AB-1, ab plus CD and AB")]
    ['ab plus CD', 'AB']

    Args:
        pattern: the expression, in which case and white space do not count.
        needed: words in lower case with one of which each match begins.
    """

    __slots__ = ("needed", "pattern")

    def __init__(self, pattern: str, *needed: str) -> None:
        self.pattern = re.compile(pattern, re.IGNORECASE | re.VERBOSE)
        self.needed = needed

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match, in order, none overlapping: tried where one of the words stands, if lower case tells all places."""
        places = self._places(text.lower())
        if not places:
            return _NOTHING
        return tried(self.pattern, text, sorted(places)) if text.isascii() else self.pattern.finditer(text)

    def _places(self, folded: str) -> set[int]:
        places: set[int] = set()
        for word in self.needed:
            place = folded.find(word)
            while place >= 0:
                places.add(place)
                place = folded.find(word, place + 1)
        return places


def tried(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begin at some places of a text, in order, none overlapping."""
    reach = 0
    for place in places:
        if place >= reach and (match := pattern.match(text, place)):
            yield match
            reach = match.end()


def _has_one(text: str, words: Iterable[str]) -> bool:
    folded = text.lower()
    for word in words:  # noqa: SIM110 - asked of every sentence by every rule: a generator would cost more
        if word in folded:
            return True
    return False


class Prose(str):  # noqa: SLOT000 - what it knows is held in its `__dict__`
    r"""A text that knows which phrases may stand in it.

    >>> urged = Phrase(r"\burge[sd]?\b", "urge")
    >>> urged.may_stand_in(Prose("They URGED it")), urged.may_stand_in(Prose("They liked it"))
    (True, False)
    """

    @held
    def standing(self) -> int:
        """The bits of those of whose needed words one stands in the text."""
        stand_in([self])
        answer: int = self.__dict__["standing"]
        return answer

    def masked(self, spans: Iterable[tuple[int, int]], sign: str) -> Prose:
        r"""The text with a sign, which stands in no needed word, for each character of some spans: no phrase comes in by that.

        >>> Prose("They URGED it").masked([(5, 10)], "*")
        'They ***** it'
        """
        text = str(self)
        for start, end in spans:
            text = text[:start] + sign * (end - start) + text[end:]
        hidden = Prose(text)
        hidden.__dict__["standing"] = self.standing
        return hidden


def bits(*phrases: Phrase) -> int:
    r"""What `Prose.standing` has in common with a text in which one of these phrases may stand.

    >>> urged, liked = Phrase(r"\burge[sd]?\b", "urge"), Phrase(r"\blike[sd]?\b", "like")
    >>> [Prose(text).standing & bits(urged, liked) != 0 for text in ("They liked it", "They saw it")]
    [True, False]
    """
    return reduce(or_, [phrase.bit for phrase in phrases])


def stand_in(texts: Iterable[Prose]) -> None:
    r"""Learn which phrases may stand in each of many texts: one after the other is sooner than each amid other work.

    >>> urged = Phrase(r"\burge[sd]?\b", "urge")
    >>> texts = [Prose("They liked it"), Prose("They URGED it")]
    >>> stand_in(texts)
    >>> [urged.may_stand_in(text) for text in texts]
    [False, True]
    """
    words, needing = _words(len(_KNOWN))
    for text in texts:
        standing = 0
        for word in words.find_matches_as_strings(text.lower(), overlapping=True):
            standing |= needing[word]
        text.__dict__["standing"] = standing


_KNOWN: list[Phrase] = []


@lru_cache(maxsize=1)
def _words(known: int) -> tuple[AhoCorasick, Mapping[str, int]]:
    """An automaton over all words that so many phrases need, and the bits of those that need each."""
    needing = needed_by((phrase, phrase.bit) for phrase in _KNOWN[:known])
    return AhoCorasick(list(needing), implementation=Implementation.ContiguousNFA, store_patterns=True), needing


def needed_by(phrases: Iterable[tuple[PartPhrase, int]]) -> dict[str, int]:
    r"""The words that phrases need, each with the bits of those that need it.

    >>> needed_by([(PartPhrase("a|b", "a", "b"), 1), (PartPhrase("b", "b"), 2)])
    {'a': 1, 'b': 3}
    """
    needing: dict[str, int] = {}
    for phrase, bit in phrases:
        for word in phrase.needed:
            needing[word] = needing.get(word, 0) | bit
    return needing
