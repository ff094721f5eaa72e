"""Printed numbers, and the units of measurement that papers print behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kg_builder.lexicon import Category, Lexicon, NameKind, Term

__all__ = ["Units", "number", "of_results", "units_of"]

_REMEMBERED = 512  # printed numbers: those of a paper or two
_SEPARATORS = re.compile(r"[,\s]")


@lru_cache(maxsize=_REMEMBERED)
def number(text: str) -> Decimal:
    """A printed number: thousands separators dropped.

    >>> number("17,400"), number("17 400"), number("0.30")
    (Decimal('17400'), Decimal('17400'), Decimal('0.30'))
    """
    return Decimal(_SEPARATORS.sub("", text))


class Units(NamedTuple):
    """The lexicon's units, ready to be matched after a number."""

    pattern: re.Pattern[str]
    terms: dict[str, Term]

    def match(self, text: str, at: int) -> tuple[Term | None, int]:
        """The unit that stands at `at` (spaces and a hyphen before it allowed), and where it ends."""
        found = self.pattern.match(text, at)
        return (self.terms[_key(found["unit"], self.terms)], found.end()) if found else (None, at)


def _key(printed: str, terms: dict[str, Term]) -> str:
    if printed in terms:
        return printed
    forms = (printed.removesuffix("s"), printed.lower(), printed.lower().removesuffix("s"))
    return next(form for form in forms if form in terms)


@lru_cache(maxsize=4)
def units_of(lexicon: Lexicon) -> Units:
    """The units of a lexicon."""
    cased, folded = _names(lexicon.of(Category.UNIT))
    return Units(re.compile(_pattern(cased, folded)), {**folded, **cased})


_RESULTS = ("time", "fraction")  # what results are measured in
_ENDS = r"[0-9)\]EAea](?<![A-KMO-Za-kmo-z][EAea])"  # how a value without its unit ends: "12", "(10-14)", "3-NE"


@lru_cache(maxsize=4)
def of_results(lexicon: Lexicon) -> re.Pattern[str]:
    """A unit of time or of shares behind what may end a value, in a text of ASCII: no other value but "NR" is a result."""
    cased, folded = _names(t for t in lexicon.of(Category.UNIT) if t.features.get("unitDimension") in _RESULTS)
    return re.compile(_ENDS + _pattern(cased, folded), re.ASCII)


def _names(terms: Iterable[Term]) -> tuple[dict[str, Term], dict[str, Term]]:
    """The units by the names in which case counts, and by the others in lower case."""
    cased, folded = dict[str, Term](), dict[str, Term]()
    for term in terms:
        for name in term.names:
            text = name.text.replace("\u00b5", "μ")
            if name.kind is NameKind.ABBREVIATION or "/" in text or " per " in text:
                cased.setdefault(text, term)  # "kg/m²" before "kg"
            if name.kind is not NameKind.ABBREVIATION:
                folded.setdefault(text.lower(), term)
    return cased, folded


def _pattern(cased: Iterable[str], folded: Iterable[str]) -> str:
    first = "".join(sorted({re.escape(c) for n in (*cased, *folded) for c in (n[0], n[0].upper(), n[0].lower())}))
    begins = f"(?=[{first}])" if first else ""
    return rf"\s?-?{begins}(?P<unit>(?:{_forms(cased)})s?|(?:{_in_any_case(folded)})[sS]?)(?![A-Za-z])"


def _forms(names: Iterable[str]) -> str:
    return "|".join(f"{re.escape(c)}{_nested(rests)}" for c, rests in _begun(names)) or r"(?!)"


def _in_any_case(names: Iterable[str]) -> str:
    return "|".join(f"[{re.escape(c + c.upper())}](?i:{_nested(rests)})" for c, rests in _begun(names)) or r"(?!)"


def _nested(names: Iterable[str]) -> str:
    """An expression for names, of two that begin alike the longer first: what stands there is told letter by letter."""
    rests = "|".join(f"{re.escape(c)}{_nested(rests)}" for c, rests in _begun(names))
    return f"(?:{rests})?" if "" in names and rests else f"(?:{rests})" if rests else ""


def _begun(names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The names by their first letter, and what follows it in each."""
    begun: dict[str, list[str]] = {}
    for name in filter(None, names):
        begun.setdefault(name[0], []).append(name[1:])
    return sorted(begun.items())
