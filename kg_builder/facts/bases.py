"""What shares are of, where that is an endpoint: "Of the 50 complete responses, 10 (20%) were lost" tells no rate of response."""

from __future__ import annotations

import re

from kg_builder.facts.numerals import NUMBER_WORD
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["base", "is_base"]

_LED = "|".join(
    rf"(?<={before}{word})" for before in ("^", r"[;:.]\s", r",\sand\s", r",\s") for word in ("of", "among")
)
_OF_SO_MANY = Phrase(
    rf"(?:of|among)(?:{_LED})\s(?:the\s|these\s|those\s|all\s)?(?:\d{{1,4}}|{NUMBER_WORD})\s(?P<kind>(?:[\w/+-]+\s){{0,2}}?)$",
    "of ", "among ",
    flags=re.IGNORECASE,
)  # fmt: skip
_GOES_ON = re.compile(r"s?(?:\s(?:(?!was\b|were\b|had\b|is\b|are\b)[\w/+-]+|\([^()]*\))){0,8},\s")
_REACH = 60  # characters before an endpoint in which what leads to it stands


def is_base(text: str, start: int, end: int) -> bool:
    """Whether an endpoint only says of what the shares behind it are.

    >>> text = "Of the 60 deaths, 50 (83%) were due to it."
    >>> is_base(text, 10, 16), is_base("Of 60 patients, 50 (83%) had CR.", 29, 31)
    (True, False)
    """
    counted = _OF_SO_MANY.search(text, max(0, start - _REACH), start)
    return counted is not None and _GOES_ON.match(text, end) is not None


def base(statement: Statement) -> tuple[int, int, str] | None:
    """The part of the patients with which a sentence begins, where that is an endpoint, and what to call it."""
    text = statement.text
    for mention in statement.mentions[:2] if text.startswith(("Of ", "Among ")) else ():
        if mention.of(Category.ENDPOINT, Category.RESPONSE) and is_base(text, mention.start, mention.end):
            counted = _OF_SO_MANY.search(text, 0, mention.start)
            kind = counted["kind"] if counted else ""
            return mention.start - len(kind), mention.end, kind + _one(mention.text)
    return None


def _one(name: str) -> str:
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name
