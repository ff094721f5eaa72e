"""The trait that a count has just told, of which a relative clause or the next sentence says more.

"Fifty patients (10%) had elevated CRP, which was an independent predictor of …", "X was found in 8 of 40 patients. This was …"
"""

from __future__ import annotations

import re

from kg_builder.facts.factors import Factor, factor_after
from kg_builder.facts.numerals import NUMBER_WORD
from kg_builder.study import Statement

__all__ = ["trait_told"]

_RELATIVE = re.compile(r",\s(?:which|and\sthis)\s(?:\w+ly\s)?$")
_POINTING = re.compile(r"(?:This|It|These)\s(?:finding\s|trait\s|\w+ly\s)?$")
_SINCE = r"(?:\s\([^()]*\))?(?:\s(?:at|before|after|during|on)\s(?:the\s)?[\w-]+(?:\s[\w-]+){0,2})?"
_HAD = re.compile(
    rf"(?:\d|%|\b(?:{NUMBER_WORD})\b)[^;.]*?\b(?:had|showed|exhibited|carried|harbou?red|developed|achieved)\s(?P<trait>[^,;.()]{{3,60}}?){_SINCE}$",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"^(?:[A-Z]\w+ly,\s|Overall,\s)?(?P<trait>[^,;.()]{3,60}?)\s(?:was|were)\s(?:\w+ly\s)?(?:found|detected|observed|seen|present|identified|noted|diagnosed)"
    r"\s(?:in|at)\s[^;]*\d[^;]*$"
)


def trait_told(statement: Statement, start: int, end: int) -> Factor | None:
    """The factor that "which" or "this" before a predicate means.

    Args:
        statement: a sentence.
        start: where the stretch before the predicate begins.
        end: where the predicate begins.
    """
    text = statement.text
    if relative := _RELATIVE.search(text[start:end]):
        return _trait(statement, start, start + relative.start())
    pointing = _POINTING.fullmatch(text[:end]) if start == 0 else None
    before = statement.earlier[-1:] if pointing else ()
    for earlier in before:
        told = _trait(earlier, 0, len(earlier.text.rstrip(" .")))
        return told._replace(start=0, end=end - 1) if told else None
    return None


def _trait(statement: Statement, start: int, end: int) -> Factor | None:
    words = statement.text[start:end]
    told = _HAD.search(words) or _SEEN.search(words)
    if told is None:
        return None
    return factor_after(statement.text, start + told.start("trait"), start + told.end("trait"), statement.paper.units)
