"""The organs that disease sits in, as the vocabulary's sites of metastasis name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kg_builder.lexicon import Category, Lexicon

__all__ = ["organ", "organ_words", "organs"]

_SPREAD = re.compile(r"^(?P<organ>[\w-]+(?:\s[\w-]+){0,2}?)\s(?:metastas[ie]s|involvement)$")


def organs(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The organs that a text names, as noun or adjective, each once, in order.

    Args:
        text: cleaned text.
        lexicon: its sites of metastasis say which words mean which organ ("pulmonary metastasis": lung).
    """
    names, pattern = _known(lexicon)
    return tuple(dict.fromkeys(names[m["name"].lower()] for m in pattern.finditer(text)))


def organ(text: str, lexicon: Lexicon) -> str | None:
    """The organ, where a text names exactly one."""
    found = organs(text, lexicon)
    return found[0] if len(found) == 1 else None


def organ_words(lexicon: Lexicon) -> tuple[str, ...]:
    """The nouns and adjectives that name organs, in lower case."""
    return tuple(_known(lexicon)[0])


@lru_cache(maxsize=4)
def _known(lexicon: Lexicon) -> tuple[Mapping[str, str], re.Pattern[str]]:
    names: dict[str, str] = {}
    for term in lexicon.of(Category.CHARACTERISTIC):
        label = _SPREAD.match(term.label) if term.features.get("broader") == "metastatic site" else None
        for name in term.names if label else ():
            if label and (match := _SPREAD.match(name.text)):
                names[match["organ"].lower()] = label["organ"]
    words = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) or r"(?!)"
    return names, re.compile(rf"(?<![\w-])(?P<name>{words})s?(?![\w-])", re.IGNORECASE)
