"""Names sought in texts, all at once and at borders of words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Self

from ahocorasick_rs import BytesAhoCorasick, Implementation

from kg_builder.lexicon import Term

__all__ = ["Names", "Searched", "is_whole", "lower", "uncased"]


def lower(text: str) -> str:
    """A text in lower case, character by character: those stay whose lower case is two."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


_SPACE, _OTHER = b" ?"  # _OTHER: what is not of ASCII, or a question mark
_TO_WORDS = bytes(code if code < 128 and chr(code).isalnum() else 32 for code in range(256))
_KELVIN = "\u212a"  # alone of all other characters a letter of ASCII in lower case


def uncased(text: str) -> bytes:
    """A text in lower case, character by character as bytes, "?" for all that is not of ASCII."""
    return text.replace(_KELVIN, "K").encode("ascii", "replace").lower()


class Searched(NamedTuple):
    """A text between two spaces, and its characters as bytes."""

    framed: str
    printed: bytes  # "?" for all that is not of ASCII
    words: bytes  # letters and digits of ASCII, a space for all else

    @classmethod
    def of(cls, flat: str) -> Self:
        """A text, hyphens and strokes of which are spaces.

        >>> Searched.of("IFN α").printed, Searched.of("IFN α").words
        (b' IFN ? ', b' IFN   ')
        """
        framed = f" {flat} "
        printed = framed.encode("ascii", "replace")
        return cls(framed, printed, printed.translate(_TO_WORDS))

    def with_letter_k(self) -> Searched:
        """The same with the letter for the sign of Kelvin, which it is where case does not count."""
        return Searched.of(self.framed[1:-1].replace(_KELVIN, "K")) if _KELVIN in self.framed else self


class Names:
    """The names of one matching mode, sought by one automaton in the words of a text, with a space before.

    So hardly any is found within a word. It is the name if that is one word; one of several words, if but spaces part
    them; any other, if the text prints it so.

    Args:
        names: what each names; in lower case where case does not count, hyphens and strokes as spaces.
        cased: whether case counts.

    >>> names = Names({"lung cancer": (), "age": (), "er+": ()}, cased=False)
    >>> sorted(names.find(Searched.of("Ages, LUNG CANCER, ER+, stage, lung.cancer")))
    [(0, 3), (6, 17), (19, 22)]
    """

    def __init__(self, names: Mapping[str, tuple[Term, ...]], *, cased: bool = True) -> None:
        self._cased = cased
        lone = [name for name in names if name.isascii() and name.isalnum()]
        several = [name for name in names if _is_of_words(name)]
        self._odd = [name for name in names if not (name.isascii() and name.isalnum()) and not _is_of_words(name)]
        self._lone, self._plain = len(lone), len(lone) + len(several)
        in_order = [*lone, *several, *self._odd]
        self._terms = tuple(names[name] for name in in_order)
        sought = [Searched.of(name).words[0 if name[0].isalnum() else 1 : -1] for name in in_order]
        self._automaton = BytesAhoCorasick(sought, implementation=Implementation.ContiguousNFA) if names else None

    def find(self, text: Searched) -> dict[tuple[int, int], tuple[Term, ...]]:
        """The names in a text, at borders of words, by their places."""
        found: dict[tuple[int, int], tuple[Term, ...]] = {}
        if self._automaton is None:
            return found
        framed, printed, words = text
        lone, plain, terms = self._lone, self._plain, self._terms
        searched = words if self._cased else words.lower()
        for index, first, end in self._automaton.find_matches_as_indexes(searched, overlapping=True):
            if index >= plain:
                first = self._before_odd(index, framed, end)  # noqa: PLW2901
            elif (printed[first] == _OTHER and framed[first].isalnum()) or (
                index >= lone and printed[first + 1 : end] != words[first + 1 : end]
            ):
                continue
            if first >= 0 and (
                (words[end] == _SPACE and (printed[end] != _OTHER or not framed[end].isalnum()))
                or _ends_word(framed, end)
            ):
                found[first, end - 1] = terms[index]
        return found

    def _before_odd(self, index: int, framed: str, end: int) -> int:
        """What stands before a name that is more than words, if it ends here; -1 if it does not, or is within a word."""
        name = self._odd[index - self._plain]
        start = end - len(name)
        printed = framed[start:end]
        same = name == (printed if self._cased else lower(printed))
        return start - 1 if same and not (framed[start - 1].isalnum() and name[0].isalnum()) else -1


def _is_of_words(name: str) -> bool:
    return name.isascii() and name[0].isalnum() and " " in name and name.replace(" ", "").isalnum()


def is_whole(flat: str, start: int, end: int) -> bool:
    """Whether a name begins and ends where words do."""
    inside = start > 0 and flat[start - 1].isalnum() and flat[start].isalnum()
    return not inside and (end == len(flat) or _ends_word(flat, end))


def _ends_word(flat: str, end: int) -> bool:
    rest = flat[end : end + 2]
    if not rest or not rest[0].isalnum() or not flat[end - 1].isalnum():
        return True
    return rest[0] == "s" and not rest[1:].isalnum() and flat[end - 1].isalpha()
