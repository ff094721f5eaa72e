"""A response that is not further named, as so many patients had one: "a response was seen in 12 patients (30%)" is objective."""

from __future__ import annotations

import re

from kg_builder.facts.part_leads import leads_with_part
from kg_builder.mentions import Mention
from kg_builder.study import Statement

__all__ = ["is_any_response"]

_SUBJECT = re.compile(r"(?:^|[.;,]\s|\b(?:and|while|whereas)\s)(?:(?:an?|confirmed|objective)\s)*$", re.IGNORECASE)
_SEEN = re.compile(
    r"s?\s(?:was|were)\s(?:\w+\s)?(?:achieved|observed|seen|obtained|documented|noted|reported|recorded)\s(?:in|by|among|for)\b"
)
_HAD = re.compile(r"\b(?:had|achieved|attained|obtained|experienced)\s(?:an?\s|confirmed\s)*$")
_END = re.compile(r"s?(?:$|[.,;]|\s[(\[]|\s(?:with|in\sthe|compared|and\s\d|versus|vs)\b)")


def is_any_response(statement: Statement, mention: Mention) -> bool:
    """Whether the word tells of all patients of a group that they responded, in whatever way."""
    text = statement.text
    if mention.text.lower() not in ("response", "responses") or leads_with_part(statement):
        return False
    seen = _SEEN.match(text, mention.end) and _SUBJECT.search(text, max(0, mention.start - 40), mention.start)
    had = _END.match(text, mention.end) and _HAD.search(text, max(0, mention.start - 40), mention.start)
    return bool(seen or had)
