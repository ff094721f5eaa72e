"""What introductions and discussions tell of other studies without citing them."""

from __future__ import annotations

import re

from kg_builder.document import Section
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["OURS", "found_elsewhere"]

_ANOTHER = Phrase(
    r"""(?<!than\s)(?<!than\sin\s)(?<!with\s)(?<!to\s)(?<!unlike\s)\b(?:an?|another|other|previous|prior|earlier|several|similar|published|historical)\s
        (?:(?!to\b|of\b|in\b)[\w-]+\s){0,4}?(?:study|studies|trials?|series|reports?|meta-analys[ei]s)\b(?!\s(?:drug|treatment|arm|group))""",
    "stud", "trial", "series", "report", "meta-analys",
)  # fmt: skip
OURS = re.compile(r"\b(?:our|this|present|current|we)\b", re.IGNORECASE)
_STILL_SO = re.compile(r"\b(?:is|are|has|have|yields?|remains?)\s(?!been\b)(?:(?!was\b|were\b|had\b)[\w-]+\s){0,6}$")


def found_elsewhere(statement: Statement, at: int) -> bool:
    """Whether a value at a place was not found here, though nobody is cited: "In a previous trial, the OS with X was 11 months".

    Nor was what an introduction tells, or what always is so: "The OS with X is 7 months".
    """
    text, introduced = statement.text, statement.block.section is Section.INTRODUCTION
    other = introduced or _ANOTHER.search(text, 0, at) or _STILL_SO.search(text, 0, at)
    return bool(other) and not OURS.search(text)
