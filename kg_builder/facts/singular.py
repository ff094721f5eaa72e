"""The name of a factor as that of one: "tumor grades" are a grade."""

from __future__ import annotations

import re

__all__ = ["singular"]

_SHORTS = re.compile(r"\b([A-Z]{2,}\d*)s\b")
_PLURAL = re.compile(
    r"(?<=[a-z]{2})(?:(?<![aiuse])s|(?<!ser)(?<!spec)ies)$|(?:(?<=creas|chang)|(?<=siz|typ|nod)|(?<=grad|scor|valu))es$"
)
_ENDINGS = {"s": "", "es": "e", "ies": "y"}


def singular(name: str) -> str:
    """A factor's name as that of one.

    >>> [singular(x) for x in ("positive biopsies", "tumor grades", "nodes", "number of nodes", "SNPs", "status")]
    ['positive biopsy', 'tumor grade', 'node', 'number of nodes', 'SNP', 'status']
    """
    if name.startswith("number of"):
        return name
    plural = name if name.islower() else _SHORTS.sub(r"\1", name)
    ending = _PLURAL.search(plural, max(0, len(plural) - len("ies"))) if plural.endswith("s") else None
    return plural[: ending.start()] + _ENDINGS[ending.group()] if ending else plural
