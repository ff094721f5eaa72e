"""What a table says that its numbers are: medians or means, with ranges, quartiles, deviations or confidence limits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kg_builder.expressions import Expression

__all__ = ["Summary", "agreed", "speaks_of_means", "summary_of"]

_REMEMBERED = 1024  # labels and heads: those of a few papers


class Summary(NamedTuple):
    """`centre`: "median", "mean" or ""; `spread`: "iqr", "range", "sd", "ci" or ""."""

    centre: str = ""
    spread: str = ""

    def or_else(self, further: Summary) -> Summary:
        """What it says, and what texts further away say of that of which it does not speak."""
        if not (self.centre or self.spread):
            return further
        return Summary(self.centre or further.centre, self.spread or further.spread)


_CENTRES = (
    ("median", Expression(r"\bmedians?\b|\bM\s?[(\[]\s?(?:P_?25|Q_?1|IQR)\b", re.IGNORECASE)),  # "M (P25, P75)"
    ("mean", Expression(r"\b(?:means?|averages?)\b", re.IGNORECASE)),
)
_SPREADS = (
    ("iqr", Expression(r"\bIQRs?\b|inter-?\s?quartile|\bquartiles?\b|\bQ_?1\b|\bP_?25\b|25th", re.IGNORECASE)),
    (
        "range",
        Expression(
            r"(?<!quartile\s)(?<!interquartile\s)\branges?\b|\bmin(?:imum)?\b.{0,5}\bmax(?:imum)?\b", re.IGNORECASE
        ),
    ),
    ("sd", Expression(r"\bSDs?\b|standard\sdeviations?|\u00b1", re.RegexFlag(0))),
    (
        "ci",
        Expression(r"\b95\s?%\s?,?\s?(?:CIs?|confidence)\b|(?<![A-Za-z]-)\bCIs?\b|confidence\sinterval", re.IGNORECASE),
    ),
)


_FORMS = {
    "centre": _CENTRES,
    "spread": _SPREADS,
    "wide spread": tuple(spread for spread in _SPREADS if spread[0] != "sd"),  # what two numbers may be
}


def summary_of(texts: Iterable[str], *, interval: bool = False) -> Summary:
    """What the first of the texts that speaks of it says; nothing where a text names two of a sort.

    Args:
        texts: nearest first: the row's label, its parents, the head, the notes, the caption.
        interval: the cell prints two numbers, so that a deviation cannot be meant.

    >>> summary_of(["Age, years", "Data are median (IQR) or n (%)"])
    Summary(centre='median', spread='iqr')
    >>> summary_of(["Mean (SD)", "Values are median (range)"])
    Summary(centre='mean', spread='sd')
    """
    return _summary(tuple(texts), interval)


@lru_cache(maxsize=_REMEMBERED)
def _summary(texts: tuple[str, ...], interval: bool) -> Summary:
    centre = spread = ""
    for text in filter(_may_speak, texts):
        centre = centre or _only(text, "centre")
        spread = spread or _only(text, "wide spread" if interval else "spread")
        if centre and spread:
            break
    return Summary(centre, spread)


_NEEDED = re.compile(
    "median|mean|average|iqr|quartile|q_?1|p_?25|25th|range|min|sd|standard|ci|confidence"
)  # of ASCII forms


@lru_cache(maxsize=_REMEMBERED)
def _may_speak(text: str) -> bool:
    return not text.isascii() or _NEEDED.search(text.lower()) is not None


@lru_cache(maxsize=_REMEMBERED)
def _only(text: str, sort: str) -> str:
    found = [name for name, form in _FORMS[sort] if form.search(text)]
    return found[0] if len(found) == 1 else ""


def speaks_of_means(words: str) -> bool:
    """Whether a word for a mean stands among words in lower case.

    >>> speaks_of_means("age, mean \u00b1 sd"), speaks_of_means("age, median (range)")
    (True, False)
    """
    return "mean" in words or "average" in words


def agreed(labels: Iterable[str]) -> Summary:
    """What the rows of a table say of their intervals, where all that say it agree: so must be meant what no label tells.

    >>> agreed(["Age, median", "Weight"]), agreed(["Age, median", "Weight, mean"])
    (Summary(centre='median', spread=''), Summary(centre='', spread=''))
    """
    told = [summary_of([label], interval=True) for label in labels]
    centres, spreads = ({s[n] for s in told if s[n]} for n in (0, 1))
    return Summary(*(found.pop() if len(found) == 1 else "" for found in (centres, spreads)))
