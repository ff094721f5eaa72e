"""Results of others with which a sentence compares its own, and which are not this study's."""

from __future__ import annotations

import re

from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["of_others"]

_LIKE = Phrase(
    r"""\b(?:comparable|compar(?:ed|es|ing)(?:\s(?:well|favou?rably|poorly|unfavou?rably))?|similar|consistent|close|identical|analogous|concordant|superior|inferior
          |in\s(?:line|agreement|accordance|keeping|contrast|comparison))\s(?:to|with)\s""",
    "comparable", "compared", "compares", "comparing", "similar", "consistent", "close", "identical", "analogous", "concordant",
    "superior", "inferior", "line", "agreement", "accordance", "keeping", "contrast", "comparison",
)  # fmt: skip
_NAME = r"(?P<name>[A-Z][a-z]+[\w'-]*)"
_STUDIES = r"(?:stud(?:y|ies)|trials?|reports?|series|data|controls|cohorts?|experience)"
_OTHERS = re.compile(
    rf"""\b(?:results?|findings?|observations?|{_STUDIES})\s(?:of|by|from)\s(?:the\s)?{_NAME}
      | \b(?:reported|published|described|found|obtained|shown|presented)\s(?:(?:previously|earlier)\s)?by\s
        (?P<author>[A-Z][a-z]+[\w'-]*)
      | \b(?:previous|earlier|prior|other|published|historical)(?:ly)?\s
        (?:(?!treat|therap|line|regimen)[\w-]+\s){{0,2}}?{_STUDIES}\b""",
    re.VERBOSE,
)
_ENDS = re.compile(r";|,?\s(?:whereas|while|but|although)\s|,\sand\s")


def of_others(statement: Statement, start: int) -> bool:
    """Whether a value that begins at `start` is of others: "…, comparable with the results of Poe of 21 months".

    In a sentence that is read as of a cited study, whether it is not of that study.

    A name of an arm or of the vocabulary is nobody's: "similar to the results of Asians".
    """
    text = statement.text
    if statement.study != "this":
        return _before_comparison(statement, start)
    like = next(iter([*_LIKE.finditer(text, 0, start)][-1:]), None)
    if like is None or _ENDS.search(text, like.end(), start) or _opens(text, like, start):
        return False
    end = next((m.start() for m in _ENDS.finditer(text, start)), len(text))
    return any(
        not _known(statement, match) for match in _OTHERS.finditer(text, like.end(), end) if _beside(text, match, start)
    )


def _before_comparison(statement: Statement, start: int) -> bool:
    """Whether a value stands before a comparison with the one study that a trial cites: it is not that study's."""
    like = _LIKE.search(statement.text, start) if statement.paper.genre == "trial" and statement.citations else None
    if like is None or like.start() > min(c.start for c in statement.citations):
        return False
    others = _OTHERS.search(statement.text, like.end())
    return others is not None and not any(map(str.isdigit, statement.text[like.end() : others.start()]))


def _opens(text: str, like: re.Match[str], start: int) -> bool:
    """Whether the comparison is over before the value: "In contrast to earlier studies, OS was 20 months"."""
    return like.start() < _OPENING and ", " in text[like.end() : start]


_OPENING = len("However, ")


def _beside(text: str, match: re.Match[str], start: int) -> bool:
    """Whether others are named before the value, or right behind it: "21 months reported by Poe"."""
    return match.start() < start or not re.search(r"[\d%]\s[^\d%]*[\d]", text[start : match.start()])


def _known(statement: Statement, match: re.Match[str]) -> bool:
    at = match.start("name") if match["name"] else match.start("author") if match["author"] else -1
    named = [(m.start, m.end) for m in statement.mentions] + [(g.start, g.end) for g in statement.groups]
    return any(start <= at < end for start, end in named)
