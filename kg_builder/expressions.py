"""Regular expressions that are sought in texts of ASCII letters by an equal form that is found sooner.

The engine of `re` skips an alternative by its first letter only where case counts. So an expression in which case does not
count is sought by its lower-case form in the lower-case text, and matched in the text itself where that was found.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

__all__ = ["Expression"]

_UPPER = re.compile(r"\\.|\(\?P|[A-Z]", re.DOTALL)
_CASED = "(?-i:"  # a part of an expression in which case counts all the same


class Expression:
    r"""A regular expression with the methods of `re.Pattern` that its rules use, and the same answers.

    >>> name = Expression(r"\b(?:Arm|group)\s(?P<letter>[A-F])\b")
    >>> [m["letter"] for m in name.finditer("ARM A, group b or Group G")], name.match("of arm A") is None
    (['A', 'b'], True)

    Args:
        pattern: the expression.
        flags: of the expression.
    """

    __slots__ = ("_folds", "_sought", "pattern")

    def __init__(self, pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> None:
        self.pattern = re.compile(pattern, flags)
        self._folds = bool(flags & re.IGNORECASE) and _CASED not in pattern
        lowered = _UPPER.sub(lambda m: m.group() if len(m.group()) > 1 else m.group().lower(), pattern)
        self._sought = re.compile(
            lowered if self._folds else pattern, (flags & ~re.IGNORECASE if self._folds else flags) | re.ASCII
        )

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in `text[start:end]`."""
        if not text.isascii():
            return self.pattern.search(text, start, end)
        if not self._folds:
            return self._sought.search(text, start, end)
        found = self._sought.search(text.lower(), start, end)
        return found and self.pattern.match(text, found.start(), end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at `start`."""
        if self._folds and text.isascii() and not self._sought.match(text.lower(), start, end):
            return None
        return self.pattern.match(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every match in `text[start:end]`, in order, none overlapping."""
        if not text.isascii():
            return self.pattern.finditer(text, start, end)
        if not self._folds:
            return self._sought.finditer(text, start, end)
        return self._folded(text, start, end)

    def _folded(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        for found in self._sought.finditer(text.lower(), start, end):
            match = self.pattern.match(text, found.start(), end)
            if match:
                yield match
