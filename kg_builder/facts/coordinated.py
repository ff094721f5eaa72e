"""Endpoints of which a sentence prints but the first word, as the rest is that of the next: "complete and partial response"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg_builder.lexicon import Category, Term
from kg_builder.mentions import Mention
from kg_builder.study import Statement

__all__ = ["FirstWord", "first_word"]


class FirstWord(NamedTuple):
    """The word that stands for an endpoint, at `start` to `end`."""

    start: int
    end: int
    term: Term


_FIRST = re.compile(r"(?<![\w/-])(?P<word>[A-Za-z][\w-]*),?\s(?:and|or)\s(?:the\s)?$")
_JOINTS = (" and ", " or ", " and the ", " or the ")
_REACH = 40


def first_word(statement: Statement, mention: Mention) -> FirstWord | None:
    """The word before an endpoint of several words that with the last of them names another: "local and distant failure"."""
    _, space, rest = mention.text.partition(" ")
    if not space or not statement.text.endswith(_JOINTS, 0, mention.start):
        return None
    match = _FIRST.search(statement.text, max(0, mention.start - _REACH), mention.start)
    if match is None or any(m.start < match.end("word") and match.start("word") < m.end for m in statement.mentions):
        return None
    own = mention.of(Category.ENDPOINT, Category.RESPONSE)
    named = statement.paper.finder.named(f"{match['word'].lower()} {rest}", Category.ENDPOINT, Category.RESPONSE)
    return FirstWord(*match.span("word"), named) if named and named is not own else None
