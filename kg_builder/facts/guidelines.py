"""Guideline bodies as papers name them, and the lines of therapy that a recommendation is for."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg_builder.facts.clauses import lines
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention

__all__ = ["Body", "bodies", "lines_within"]


class Body(NamedTuple):
    """Characters `start` to `end` name a guideline body."""

    start: int
    end: int
    key: str


_PRINTED = re.compile(
    r"""(?P<body>\b[Mm]ost\sclinical\spractice\sguidelines\b
        | \b(?!The|In|Current|These|Our|Both|All|And|Recent|Most|According|Clinical|Practice|Several|Some|Other
            |Foreign|Treatment|Existing)
          [A-Z][a-z]+(?:-[A-Z][a-z]+)?\s(?:[Cc]linical\s)?(?:[Pp]ractice\s)?[Gg]uidelines\b)""",
    re.VERBOSE,
)
_REGION = re.compile(r"(?P<region>[A-Z][a-z]+-[A-Z][a-z]+\s)$")


def bodies(text: str, mentions: tuple[Mention, ...]) -> tuple[Body, ...]:
    """The guideline bodies that a cleaned text names, in order.

    >>> [b.key for b in bodies("The Utopian guidelines recommend it.", ())]
    ['Utopian guidelines']
    """
    found: list[Body] = []
    for mention in mentions:
        if body := mention.of(Category.BODY):
            region = _REGION.search(text[: mention.start])
            name = f"{region['region']}{body.key}" if region else body.key
            if not found or found[-1].key != name or text[found[-1].end : mention.start].strip() != "(":
                found.append(Body(mention.start, mention.end, name))
    for match in _PRINTED.finditer(text) if "uidelines" in text else ():
        within = [b for b in found if b.start < match.end() and match.start() < b.end]
        if all(
            b.start > match.start() and b.end == match.end() for b in within
        ):  # "Utopian clinical practice guidelines"
            found = [b for b in found if b not in within]
            found.append(Body(match.start(), match.end(), match["body"]))
    return tuple(sorted(found))


_UNTREATED = re.compile(
    r"\b(?:systemic\s)?(?:treatment|therapy|chemotherapy)-na[iï]ve\b|\bpreviously\suntreated\b", re.IGNORECASE
)
_EARLIER = re.compile(
    r"\b(?:after|following|previous(?:ly)?|prior|failed|failure\sof|as\sthe\sfirst\sapproved)\s(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
_SETTING = re.compile(r"^(?:for|in|as)\s(?:the\s)?(?:\w+\sof\s)?$|,\s(?:for|in)\s(?:the\s)?$", re.IGNORECASE)


def lines_within(text: str, start: int, end: int, at: int) -> tuple[int, ...]:
    """The lines that a recommendation standing at `at` is for: the setting's, else the nearest after it, else the nearest before.

    >>> text = "In second-line therapy the first choice is A, used before as first-line therapy"
    >>> lines_within(text, 0, len(text), 30), lines_within("A as first/second-line therapy", 0, 30, 0)
    ((2,), (1, 2))
    """
    named = [o for o in lines(text) if start <= o.start < end and not _EARLIER.search(text[: o.start])]
    setting = [o for o in named if _SETTING.search(text[: o.start])]
    after = [o for o in named if o.start >= at]
    if not named:
        return (1,) if _UNTREATED.search(text, start, end) else ()
    chosen = setting[0] if setting else after[0] if after else named[-1]
    return tuple(o.line for o in named if o.start == chosen.start or _coordinated(text, chosen.end, o.start))


def _coordinated(text: str, end: int, start: int) -> bool:
    return bool(re.fullmatch(r"\s(?:and|or)\s|/", text[end:start])) if start >= end else False
