"""How sets of components relate: which covers which, which fills a class of another, which swaps one component.

All three are covering relations: where A leads to C through a B that is there too, only A to B and B to C are given. They
are found through indexes over the components, without a transitive reduction, so that ten thousand sets take a moment.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, permutations, product
from math import prod

from kg_builder.lexicon import Lexicon
from kg_builder.linking import Vocabulary

__all__ = ["Composition", "covers"]

Components = frozenset[str]

_MOST = 4096  # generalisations of one set that are looked up; beyond, one class at a time


def covers(sets: Collection[Components]) -> Iterator[tuple[Components, Components]]:
    """Pairs (smaller, larger) of sets with no other set between them.

    >>> a, ab, abc = frozenset("a"), frozenset("ab"), frozenset("abc")
    >>> [("".join(sorted(s)), "".join(sorted(l))) for s, l in covers([abc, a, ab])]
    [('a', 'ab'), ('ab', 'abc')]
    """
    index = _by_rarest(sets)
    for larger in _ordered(sets):
        inside = (s for part in sorted(larger) for s in index.get(part, ()) if s < larger)
        nearest: list[Components] = []
        for smaller in sorted(inside, key=lambda s: (-len(s), sorted(s))):
            if not any(smaller < n for n in nearest):
                nearest.append(smaller)
                yield smaller, larger


def _by_rarest(sets: Collection[Components]) -> Mapping[str, list[Components]]:
    """Every set under its rarest component: it can only be part of a set that has this component."""
    common = Counter(part for parts in sets for part in parts)
    index: dict[str, list[Components]] = defaultdict(list)
    for parts in _ordered(sets):
        if parts:
            index[min(parts, key=lambda part: (common[part], part))].append(parts)
    return index


def _ordered(sets: Collection[Components]) -> list[Components]:
    return sorted(sets, key=lambda s: (len(s), sorted(s)))


@dataclass(frozen=True)
class Composition:
    """Sets of components whose classes are known."""

    sets: Collection[Components]
    lexicon: Lexicon
    _classes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def classes(self, key: str) -> tuple[str, ...]:
        """The classes of a component, nearest first, without those that hold nearly everything."""
        if key not in self._classes:
            term = self._vocabulary.treatment(key)
            parents = term.parents if term else ()
            self._classes[key] = tuple(p for p in parents if not self.lexicon.is_general(p))
        return self._classes[key]

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.lexicon)

    def fillings(self) -> Iterator[tuple[Components, Components]]:
        """Pairs (special, general): the special set has a member where the general one names its class only."""
        used = {part for parts in self.sets for part in parts}
        known = set(self.sets)
        for special in _ordered(self.sets):
            slots = [(part, *(c for c in self.classes(part) if c in used)) for part in sorted(special)]
            found = [g for g in self._generalised(slots) if len({*g}) == len(special) and frozenset(g) in known]
            for general in found:
                if not any(self._is_between(other, general) for other in found):
                    yield special, frozenset(general)

    def _generalised(self, slots: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
        """The set with one or more of its components replaced by their classes."""
        own = tuple(slot[0] for slot in slots)
        if prod(map(len, slots)) <= _MOST:
            yield from (g for g in product(*slots) if g != own)
            return
        for number, slot in enumerate(slots):
            yield from ((*own[:number], c, *own[number + 1 :]) for c in slot[1:])

    def _is_between(self, other: tuple[str, ...], general: tuple[str, ...]) -> bool:
        return other != general and all(o == g or g in self.classes(o) for o, g in zip(other, general, strict=True))

    def is_filling(self, special: Components, general: Components) -> bool:
        """Whether one set is the other with members in the place of classes.

        >>> Composition([], Lexicon(())).is_filling(frozenset("ab"), frozenset("ac"))
        False
        """
        ours, theirs = sorted(special - general), general - special
        if not ours or len(ours) != len(theirs):
            return False
        orders = permutations(sorted(theirs))
        return any(all(c in self.classes(p) for p, c in zip(ours, order, strict=True)) for order in orders)

    def swaps(self) -> Iterator[tuple[Components, Components, str]]:
        """Sets that differ in one component, both of one class: (first, second, class), each pair once."""
        slots: dict[Components, list[str]] = defaultdict(list)
        for parts in _ordered(self.sets):
            for part in sorted(parts):
                slots[parts - {part}].append(part)
        for rest, parts_ in slots.items():
            for one, other in combinations(sorted(parts_), 2):
                shared = self.shared_class(one, other)
                if shared:
                    yield rest | {one}, rest | {other}, shared

    def shared_class(self, one: str, other: str) -> str | None:
        """The nearest class of both, if it is at most two steps above one of them; None if one holds the other."""
        mine, theirs = self.classes(one), self.classes(other)
        if other in mine or one in theirs:
            return None
        shared = next((c for c in mine if c in theirs), None)
        return shared if shared in self._near(one) or shared in self._near(other) else None

    def _near(self, key: str) -> tuple[str, ...]:
        """The nearest class, and the nearest of that."""
        first = self.classes(key)[:1]
        return first + (self.classes(first[0])[:1] if first else ())
