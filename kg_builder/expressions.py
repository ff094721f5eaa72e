"""Regular expressions that are sought in texts of ASCII letters by an equal form that is found sooner.

The engine of `re` skips an alternative by its first letter only where case counts. So an expression in which case does not
count is sought by its lower-case form in the lower-case text, and matched in the text itself where that was found. Each form
is compiled when it is first asked for: most papers need but some of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

__all__ = ["Expression"]

_UPPER = re.compile(r"\\.|\(\?P[<=]\w+|\(\?P|[A-Z]", re.DOTALL)
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

    __slots__ = ("_ascii", "_flags", "_folds", "_general", "_sought", "_source")

    def __init__(self, pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> None:
        self._source, self._flags = pattern, flags
        self._folds = bool(flags & re.IGNORECASE) and _CASED not in pattern
        self._general: re.Pattern[str] | None = None
        self._sought: re.Pattern[str] | None = None
        self._ascii: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression as `re` compiles it, for texts of any letters."""
        if self._general is None:
            self._general = re.compile(self._source, self._flags)
        return self._general

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in `text[start:end]`."""
        if not text.isascii():
            return self.pattern.search(text, start, end)
        sought = self._sought or self._seeking()
        if not self._folds:
            return sought.search(text, start, end)
        lowered = text.lower()
        found = sought.search(lowered, start, end)
        if found is None or lowered == text:
            return found
        return (self._ascii or self._confirming()).match(text, found.start(), end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at `start`."""
        if not text.isascii():
            return self.pattern.match(text, start, end)
        sought = self._sought or self._seeking()
        if not self._folds:
            return sought.match(text, start, end)
        lowered = text.lower()
        found = sought.match(lowered, start, end)
        if found is None or lowered == text:
            return found
        return (self._ascii or self._confirming()).match(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every match in `text[start:end]`, in order, none overlapping."""
        if not text.isascii():
            return self.pattern.finditer(text, start, end)
        sought = self._sought or self._seeking()
        if not self._folds:
            return sought.finditer(text, start, end)
        lowered = text.lower()
        found = sought.finditer(lowered, start, end)
        return found if lowered == text else self._confirmed(found, text, end)

    def _confirmed(self, found: Iterator[re.Match[str]], text: str, end: int) -> Iterator[re.Match[str]]:
        for place in found:
            match = (self._ascii or self._confirming()).match(text, place.start(), end)
            if match:
                yield match

    def _seeking(self) -> re.Pattern[str]:
        """The form that is sought in ASCII texts, in their lower-case letters if case does not count."""
        source, flags = self._source, self._flags
        if self._folds:
            source = _UPPER.sub(lambda m: m.group() if len(m.group()) > 1 else m.group().lower(), source)
            flags &= ~re.IGNORECASE
        self._sought = re.compile(source, flags | re.ASCII)
        return self._sought

    def _confirming(self) -> re.Pattern[str]:
        """The form that is matched in ASCII texts as they are printed, where the other was found."""
        self._ascii = re.compile(self._source, self._flags | re.ASCII)
        return self._ascii
