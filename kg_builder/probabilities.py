"""P values as papers print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg_builder.evidence import Probability
from kg_builder.phrases import Phrase

__all__ = ["PROBABILITY", "Probable", "probabilities", "probability", "probability_of"]

PROBABILITY = Phrase(
    r"""[pP](?=[\s=<>≤≥:vwol-])(?<!\w[pP])(?:  # as what follows begins
        (?:(?:\s?-?\s?values?)?(?:\sfor\s[a-z]+)?\s?(?:was|of)?\s?(?:=\s?(?=[<>≤≥]))?(?P<sign>[=<>≤≥]|<=|>=|less\sthan|:(?=\s?0?\.\d))
          |\s?-?\s?value\s(?:(?:of|was)\s)?(?=0?\.\d))\s?(?P<p>0?\.\d+|0|1(?:\.0+)?)
        |(?:\s?-?\s?values?)?(?:\sfor\s[a-z]+)?\s?(?:was|of)?\s?(?:=\s?|:\s?)(?P<ns>NS|n\.s\.|not\ssignificant))(?![\d])""",
    "=", "<", ">", "≤", "≥", "less than", ":", "value ",
    flags=re.VERBOSE,
)  # fmt: skip


class Probable(NamedTuple):
    """A printed p value and its place."""

    start: int
    end: int
    p: Probability


def probabilities(text: str) -> Iterator[Probable]:
    """The p values of a text.

    >>> [x.p for x in probabilities("(P < 0.001), p=0.030 or P = NS; log-rank p-value 0.46; a p value of .03")]
    ['<0.001', 0.03, 'NS', 0.46, 0.03]
    """
    for match in PROBABILITY.finditer(text):
        yield Probable(match.start(), match.end(), probability_of(match))


_ALONE = re.compile(
    r"\s*(?:[pP]\s?)?(?P<sign>[=<>≤≥])?\s?(?P<p>0?\.\d+|0|1(?:\.0+)?)\s*[*†‡§a-d]?\s*|\s*(?P<ns>NS|n\.s\.|ns)\s*"
)


def probability(text: str) -> Probability | None:
    """A p value printed alone, as table cells do.

    >>> probability("0.033"), probability("<.001"), probability("n.s."), probability("12")
    (0.033, '<0.001', 'NS', None)
    """
    match = _ALONE.fullmatch(text)
    return probability_of(match) if match else None


def probability_of(match: re.Match[str]) -> Probability:
    """The p value of a match of `PROBABILITY`: a number, one with a sign, or "NS"."""
    if match["ns"] or match["p"] is None:
        return "NS"
    value = f"0{match['p']}" if match["p"].startswith(".") else match["p"]
    sign = _SIGNS.get(match["sign"] or "", match["sign"])
    return f"{sign}{value}" if sign else float(value)


_SIGNS = {"≤": "<=", "≥": ">=", "less than": "<", "=": "", ":": ""}
