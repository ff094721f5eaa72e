"""Ratios after one name, without limits: "HR 2.1 and 1.8 in univariate and multivariate analysis", "0.7 in X and 0.6 in Y"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg_builder.facts.ratio_context import models_joined

__all__ = ["Paired", "next_of_parts", "paired"]

_SECOND = re.compile(
    r"\sand\s(?P<value>\d{1,2}\.\d+)(?P<of>(?!))?(?P<low>(?!))?(?P<high>(?!))?(?=[;,)\]]|\s(?:in|for|on|by|with|at)\b)"
)
_NEXT_OF_PARTS = re.compile(
    r"\s(?:in|for|among)\s(?:the\s)?[A-Za-z][^.;()\[\]%=]{1,60}?(?:,\s(?:and\s)?|\sand\s)(?P<value>\d{1,2}\.\d+)(?P<of>(?!))?(?P<low>(?!))?(?P<high>(?!))?"
    r"(?=\s(?:in|for|among)\s(?:the\s)?[A-Za-z])"
)
_STRATIFIED = re.compile(r"\b(?:un)?stratif", re.IGNORECASE)


class Paired(NamedTuple):
    """The second of two values; in which models they are, and whether the sentence tells at all what parts them."""

    second: re.Match[str]
    models: tuple[str, ...]
    told: bool


def paired(text: str, match: re.Match[str]) -> Paired | None:
    """The second value of a ratio that is printed without limits, as the first is.

    >>> from kg_builder.facts.ratios import ratios
    >>> text = "OS (HR 2.1 and 1.8 in univariate and multivariate analysis)"
    >>> [(p.second["value"], p.models) for r in ratios(text) if (p := paired(text, r))]
    [('1.8', ('univariate', 'multivariate'))]
    """
    second = _SECOND.match(text, match.end()) if match["low"] is None else None
    if second is None:
        return None
    models = models_joined(text)
    return Paired(second, models, bool(models) or _STRATIFIED.search(text) is not None)


def next_of_parts(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The value behind one without limits, each with its part of the patients or its endpoint: "was 0.7 in X and 0.6 in Y".

    >>> from kg_builder.facts.ratios import ratios
    >>> text = "the hazard ratio was 0.75 in patients with X and 0.61 in those with Y"
    >>> [m["value"] for r in ratios(text) if (m := next_of_parts(text, r))]
    ['0.61']
    """
    return _NEXT_OF_PARTS.match(text, match.end()) if match["low"] is None else None
