"""The paragraphs, titles and notes from which a paper's arms are learnt, and where turns of phrase may stand in each.

Many rules ask of each passage whether it has something for them; most have nothing. One pass tells a passage of all of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from re import IGNORECASE, VERBOSE, Match, RegexFlag

from ahocorasick_rs import AhoCorasick, Implementation

from kg_builder.held import held
from kg_builder.phrases import PartPhrase, needed_by, tried

__all__ = ["LeadPhrase", "OpeningPhrase", "Passage", "PassagePhrase"]


class PassagePhrase(PartPhrase):
    r"""A phrase that is sought in whole passages: each `Passage` knows whether it may stand there.

    >>> given = PassagePhrase(r"\breceiv(?:ed|ing)\b", "receiv")
    >>> given.those_of([Passage("Sixty RECEIVED X1."), Passage("Sixty were seen."), "Receiving X2"])
    ['Sixty RECEIVED X1.', 'Receiving X2']
    """

    __slots__ = ("mark",)

    def __init__(self, pattern: str, *needed: str, flags: RegexFlag = IGNORECASE | VERBOSE) -> None:
        super().__init__(pattern, *needed, flags=flags)
        self.mark = 1 << len(_KNOWN)  # stands for it in `Passage.standing`
        _KNOWN.append(self)

    def may_stand_in(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether a passage, or the part of another text, has one of the needed words."""
        return text.standing & self.mark != 0 if type(text) is Passage else super().may_stand_in(text, start, end)

    def those_of(self, texts: Iterable[str]) -> list[str]:
        """The texts in which it may stand, in order."""
        mark = self.mark
        return [t for t in texts if (t.standing & mark if type(t) is Passage else self.may_stand_in(t))]

    def those_twice(self, texts: Iterable[str]) -> list[str]:
        """The texts in which it may stand, but for passages in which it cannot twice, in order."""
        return [t for t in self.those_of(texts) if type(t) is not Passage or len(t.places(self)) > 1]


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
        if type(text) is not Passage or not text.is_plain or start or end < sys.maxsize:
            return super().finditer(text, start, end)
        return tried(self.pattern, text, text.places(self)) if text.standing & self.mark else iter(())


class OpeningPhrase(PassagePhrase):
    r"""A phrase each of whose matches opens a text, or follows a full stop or semicolon, with none before one of its words.

    >>> enrolled = OpeningPhrase(r"(?:^|[.;]\s)(?P<n>\d+)\spatients\swere\senrolled\b", " enrolled")
    >>> enrolled.search(Passage("It is over. 42 patients were ENROLLED."))["n"]
    '42'
    """

    __slots__ = ()

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match[str] | None:
        """The first match in `text[start:end]`."""
        if type(text) is not Passage or not text.is_plain or start or end < sys.maxsize:
            return super().search(text, start, end)
        for place in text.places(self) if text.standing & self.mark else ():
            opening = max(0, text.rfind(".", 0, place), text.rfind(";", 0, place))
            if match := self.pattern.match(text, opening):
                return match
        return None


_FOLDED_OTHERWISE = "\u0130\u0131\u017f\u212a"  # letters that stand for i, s or k where case does not count


class Passage(str):  # noqa: SLOT000 - what it knows is held in its `__dict__`
    """A paragraph, title or note that knows where the words of phrases stand in it."""

    @held
    def _found(self) -> Sequence[tuple[int, int, int]]:
        """The needed words that stand in the text, by number, with where they begin and end."""
        return _words(len(_KNOWN))[0].find_matches_as_indexes(self.lower(), overlapping=True)

    @held
    def standing(self) -> int:
        """The marks of the phrases of whose needed words one stands in the text."""
        needing, marks = _words(len(_KNOWN))[1], 0
        for index, _, _ in self._found:
            marks |= needing[index]
        return marks

    def places(self, phrase: PassagePhrase) -> list[int]:
        """Where the needed words of a phrase begin, in order."""
        needing = _words(len(_KNOWN))[1]
        return sorted([start for index, start, _ in self._found if needing[index] & phrase.mark])

    @held
    def is_plain(self) -> bool:
        """Whether its lower-case form tells where words stand in any case."""
        return self.isascii() or not any(letter in self for letter in _FOLDED_OTHERWISE)


_KNOWN: list[PassagePhrase] = []


@lru_cache(maxsize=1)
def _words(known: int) -> tuple[AhoCorasick, tuple[int, ...]]:
    """An automaton over all words that so many phrases need, and the marks of those that need each."""
    needing = needed_by((phrase, phrase.mark) for phrase in _KNOWN[:known])
    return AhoCorasick(list(needing), implementation=Implementation.DFA), tuple(needing.values())
