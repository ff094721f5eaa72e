"""Answers that an object works out once and holds.

As `functools.cached_property`, without the lock that it takes in Python 3.11 at each first question: a paper asks tens of
thousands, and belongs to one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, Self, TypeVar, overload

__all__ = ["held", "held_for_each", "once"]

_Holder = TypeVar("_Holder")
_Asked = TypeVar("_Asked")
_Answer = TypeVar("_Answer")
_UNTOLD: Any = object()  # stands for an answer that is not held yet


class _Held(Generic[_Holder, _Answer]):
    """A property whose answer takes its place in the object."""

    def __init__(self, rule: Callable[[_Holder], _Answer]) -> None:
        self._rule = rule
        self._name = rule.__name__
        self.__doc__ = rule.__doc__

    @overload
    def __get__(self, holder: None, owner: type) -> Self: ...

    @overload
    def __get__(self, holder: _Holder, owner: type) -> _Answer: ...

    def __get__(self, holder: Any, owner: type) -> Self | _Answer:
        if holder is None:
            return self
        answer: _Answer = self._rule(holder)
        holder.__dict__[self._name] = answer
        return answer


def held(rule: Callable[[_Holder], _Answer]) -> _Held[_Holder, _Answer]:
    """A property that is worked out at the first question and held by its object.

    >>> class Word:
    ...     @held
    ...     def letters(self) -> list[str]:
    ...         return ["a", "b"]
    >>> word = Word()
    >>> word.letters is word.letters
    True
    """
    return _Held(rule)


def held_for_each(rule: Callable[[_Holder, _Asked], _Answer]) -> Callable[[_Holder, _Asked], _Answer]:
    """A method whose answer to each question is worked out once and held by its object.

    >>> class Words:
    ...     @held_for_each
    ...     def letters(self, word: str) -> list[str]:
    ...         return list(word)
    >>> words = Words()
    >>> words.letters("ab") is words.letters("ab")
    True
    """
    name = f"{rule.__qualname__} for each"

    @wraps(rule)
    def answered(holder: _Holder, asked: _Asked) -> _Answer:
        known = holder.__dict__.get(name)
        if known is None:
            known = holder.__dict__[name] = {}
        answer: _Answer = known.get(asked, _UNTOLD)
        if answer is _UNTOLD:
            answer = known[asked] = rule(holder, asked)
        return answer

    return answered


def once(rule: Callable[[_Holder], _Answer]) -> Callable[[_Holder], _Answer]:
    """A rule about an object that lives elsewhere and that other rules share: its answer stays with the object, and goes with it.

    >>> class Word:
    ...     letters = "ab"
    >>> @once
    ... def spelt(word: Word) -> list[str]:
    ...     return list(word.letters)
    >>> word = Word()
    >>> spelt(word) is spelt(word)
    True
    """
    name = f"{rule.__module__}.{rule.__qualname__}"

    @wraps(rule)
    def answered(holder: _Holder) -> _Answer:
        known = holder.__dict__
        if name not in known:
            known[name] = rule(holder)
        answer: _Answer = known[name]
        return answer

    return answered
