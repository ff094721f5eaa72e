"""The two treatments that the words of a ratio itself set against each other: "HR with A vs. B, 0.55", "A vs B: HR 0.6"."""

from __future__ import annotations

import re

from kg_builder.study import Statement

__all__ = ["pair_named"]

_AGAINST = re.compile(
    r"(?:\s(?:arm|group|therapy|treatment))?,?\s(?:versus|vs?\.?|(?:as\s|when\s)?compared\s(?:with|to)|relative\sto)\s(?:the\s)?"
)
_WITH = re.compile(r"(?:\s(?:arm|group|therapy|treatment))?\s(?:with|to)\s(?:the\s)?")
_COMPARING = re.compile(r"\bcomparing\s(?:the\s)?$")
_SETS = re.compile(r"\b(?:v|vs|versus|compar\w+|relative\sto)\b")
_OPENS = re.compile(r"(?:^|[(\[;:,]\s?|\b(?:for|with|comparing)\s)(?:the\s)?$")
_THEN = re.compile(r"(?:\s(?:arms?|groups?))?(?::\s|,\s|\s[(\[])(?:the\s)?(?:(?:(?:un)?adjusted|(?:un)?stratified)\s)?")
_REACH = 120
_TWO_ARMS = 2  # whose ratios need no such words


def pair_named(statement: Statement, ratio: re.Match[str]) -> str | None:
    """What a ratio compares by its own words, or by those right before it in a study of more than two arms; else nothing.

    Two arms of a study that has no others need not be told apart here.

    Args:
        statement: the sentence.
        ratio: its match, with the groups `measure`, `between` and `value`.
    """
    if _SETS.search(ratio["between"]):
        return _side_by_side(statement, ratio.start("between"), ratio.end("between"))
    if len(statement.paper.roster.arms) <= _TWO_ARMS:
        return None
    text, end = statement.text, ratio.start()
    begin = max(0, end - _REACH, *(text.rfind(sign, 0, end - 2) for sign in "([;"))
    if not _SETS.search(text, begin, end):
        return None
    return _side_by_side(statement, begin, ratio.start(), before=True)


def _side_by_side(statement: Statement, begin: int, end: int, *, before: bool = False) -> str | None:
    """The only two treatments between two places, where words set one against the other and nothing else stands between."""
    text = statement.text
    arms = {(g.start, g.end): g.arm.name for g in statement.groups if begin <= g.start and g.end <= end}
    given = ((t.start, t.end) for t in statement.treatments if begin <= t.start and t.end <= end)
    spans = sorted({*arms, *given}, key=lambda span: (span[0], -span[1]))
    widest = [one for one in spans if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in spans)]
    if len(widest) == 1 and _COMPARING.search(text, begin, widest[0][0]):
        one, against, other = text[slice(*widest[0])].partition(" with ")  # what is else given as one
        return f"{one} vs {other}" if against and " with " not in other else None
    known = all(span in arms for span in widest)
    if len(widest) != _TWO_ARMS or (known and len(statement.paper.roster.arms) == _TWO_ARMS):
        return None
    (start, stop), (behind, last) = widest
    compared = _AGAINST.fullmatch(text, stop, behind)
    compared = compared or (_COMPARING.search(text, begin, start) and _WITH.fullmatch(text, stop, behind))
    if not compared or (before and not (_OPENS.search(text, begin, start) and _THEN.fullmatch(text, last, end))):
        return None
    names = [arms[span] if known else text[span[0] : span[1]] for span in widest]
    return " vs ".join(names) if names[0] != names[1] and (known or not before) else None
