"""Two ratios after one name, without limits: "HR 2.1 and 1.8 in univariate and multivariate analysis"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg_builder.facts.ratio_context import models_joined

__all__ = ["Paired", "paired"]

_SECOND = re.compile(
    r"\sand\s(?P<value>\d{1,2}\.\d+)(?P<of>(?!))?(?P<low>(?!))?(?P<high>(?!))?(?=[;,)\]]|\s(?:in|for|on|by|with|at)\b)"
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
