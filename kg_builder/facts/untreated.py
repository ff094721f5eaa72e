"""The patients without a treatment: in "47% of those who received X and 43% of those who did not" the other of two arms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg_builder.facts.holder import Holder, is_compared
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["GIVEN_NAME", "untreated"]

_PEOPLE = r"(?:patients|those|participants|subjects|women|men|individuals)"
_LACKING = Phrase(
    rf"""\b(?:{_PEOPLE}\s|the\sones\s)(?:who|that)\s(?:did|were|had)\snot(?:\s(?:receive|so\streated|treated|given|received|get)(?:\s(?:it|this\sdrug|the\sdrug))?)?
        (?=\s?(?:[(\[,.;)]|$)|\s(?:had|was|were|and|is)\b)""",
    "who did not", "who were not", "who had not", "that did not", "that were not", "that had not",
)  # fmt: skip
_BARE = Phrase(r"\b(?:than|and|versus|vs\.?)\s(?:in\sthose\s)?(?P<lack>without)(?:\sit)?(?=\s[(\[]\s?\d)", "without")
_GIVEN = re.compile(
    r"(?<!subsequently\s)(?<!later\s)(?<!previously\s)\b(?:receiv(?:ed|ing)|(?:treated|administered)\swith|given|(?:assigned|allocated|randomi[sz]ed)\sto(?:\sreceive)?)\s(?:the\s)?$"
)
_WITH = re.compile(r"\b(?:with|receiving|given)\s(?:the\s)?$")
_OTHER_TRAIT = re.compile(
    r"\b(?:who|whose|without|having|harbou?ring|after|following|upon|before|as|subsequent(?:ly)?|maintenance|first|second|third)\b(?!\scompared)"
)
_PART = re.compile(rf"\b{_PEOPLE}\s(?:with|aged|whose|harbou?ring|without|who\shad)\s(?:the\s)?")
_FRONT = len("Among the ")  # a part with which a sentence begins is that of both arms
GIVEN_NAME = Phrase(  # that no arm is known to be called: "patients who received X2b"
    rf"\b{_PEOPLE}\s(?:(?:who|that)\s)?(?:received|receiving|(?:were\s)?treated\swith)\s(?P<name>(?=[\w/+-]*[\dA-Z\u0370-\u03ff])[\w/+-]+)(?=\s?(?:[(\[,.;)]|$)|\s(?:compared|versus|vs|and|had|was|were|than)\b)",
    "received", "receiving", "treated with",
)  # fmt: skip


def untreated(statement: Statement, arms: Sequence[Holder]) -> Iterator[Holder]:
    """The arm of those who were not given what the one arm that the sentence names before was given.

    Args:
        statement: a sentence on this study's own patients.
        arms: the groups that it names by their arms.
    """
    both = statement.paper.roster.arms
    text = statement.text
    told = [(*m.span(), _GIVEN) for m in _LACKING.finditer(text)] if len(both) == 2 else []
    told += [(m.start("lack"), m.end(), _WITH) for m in _BARE.finditer(text)] if len(both) == 2 else []
    for start, end, form in told:
        before = [h for h in arms if h.end <= start and h.arm in both]
        if len({h.name for h in before}) != 1 or not form.search(text, 0, before[-1].start):
            continue
        other = next(arm for arm in both if arm is not before[-1].arm)
        shared = before[-1].regimen and set(before[-1].regimen) <= set(other.regimen)
        part = any(m.start() > _FRONT and m.end() != before[-1].start for m in _PART.finditer(text, 0, start))
        if not (shared or part or _OTHER_TRAIT.search(text, before[-1].end, start)):
            yield Holder.of(other, start, end, compared=is_compared(statement, start))
