"""Rows that pack the levels of a characteristic into one line: "Sex male/female | 27/33"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg_builder.lexicon import Category
from kg_builder.mentions import Finder

__all__ = ["packed_cell", "packed_label"]

_COUNTS = re.compile(r"\s*\d+(?:(?:\s?/\s?\d+)+|(?:\s?:\s?\d+)+)\s*")
_SHARED = re.compile(r"\s*\d+\s?\(\s?[\d.]+\s?%?\s?\)(?:\s?/\s?\d+\s?\(\s?[\d.]+\s?%?\s?\))+\s*")
_PART = re.compile(r"(\d+)\s?(?:\(\s?([\d.]+)\s?%?\s?\))?")
_COLON = re.compile(r"(?<=[^\s:]):(?=[^\s:])")  # "male:female"
_BETWEEN_LEVELS = re.compile(r"(?<!\d)\s?/\s?|\s?/\s?(?!\d)")  # not "8/8"
_LABEL = re.compile(r"^(?P<name>.*?)[\s(:,-]*(?P<levels>[^\s(:,]+(?:\s?/\s?[^/():,]+)+?)\)?$")
_SHARE = r"\d+(?:\.\d+)?\s?%?"
_PAIRED = re.compile(rf"(?P<counts>\d+(?:\s?/\s?\d+)+)\s?[(\[](?P<shares>{_SHARE}(?:\s?/\s?{_SHARE})+)[)\]]\s?%?")


def packed_cell(text: str) -> list[tuple[int, Decimal | None]]:
    """The count of each level, and its percentage where all print one; nothing of another cell.

    >>> packed_cell("27:33")
    [(27, None), (33, None)]
    >>> packed_cell("27/33"), packed_cell("20 (20%)/80 (80%)"), packed_cell("48/59 (81%)")
    ([(27, None), (33, None)], [(20, Decimal('20')), (80, Decimal('80'))], [])
    >>> packed_cell("30/10 (75/25)"), packed_cell("30/10 (75/30)")
    ([(30, Decimal('75')), (10, Decimal('25'))], [])
    """
    if "/" not in text and ":" not in text:
        return []
    if paired := _PAIRED.fullmatch(text):
        counts, shares = (re.findall(r"\d+(?:\.\d+)?", paired[part]) for part in ("counts", "shares"))
        whole = len(counts) == len(shares) and abs(sum(map(Decimal, shares), Decimal(-100))) <= 1
        return [(int(c), Decimal(s)) for c, s in zip(counts, shares, strict=True)] if whole else []
    if not (_COUNTS.fullmatch(text) or _SHARED.fullmatch(text)):
        return []
    return [(int(m[1]), Decimal(m[2]) if m[2] else None) for m in _PART.finditer(text)]


def packed_label(label: str, parent: str, finder: Finder, wanted: int = 0) -> tuple[str, list[str]] | None:
    """A label's characteristic and levels; where it names levels only, the one that they are values of.

    Args:
        label: the row's label.
        parent: the label over it, or "".
        finder: for the characteristic of which levels are values.
        wanted: how many levels the cells have, where it is known: "related/8/8 unrelated" are two.
    """
    match = _LABEL.match(_COLON.sub("/", label))
    if match is None or label.lower().endswith("ratio"):
        return None
    levels = [x.strip() for x in match["levels"].split("/")]
    whole = [x.strip() for x in _BETWEEN_LEVELS.split(label)]
    if parent and len(levels) != wanted == len(whole):
        return parent, whole
    name = match["name"].strip() or parent or _variable(levels, finder)
    return (name, levels) if all(levels) and name else None


def _variable(levels: list[str], finder: Finder) -> str:
    """The characteristic that the vocabulary has all levels under."""
    terms = [finder.named(level, Category.CHARACTERISTIC) for level in levels]
    keys = {t.features.get("broader", "") if t else "" for t in terms}
    term = finder.lexicon.get(Category.CHARACTERISTIC, keys.pop()) if len(keys) == 1 else None
    return term.label if term else ""
