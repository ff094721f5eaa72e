"""The endpoint of a ratio that is not named beside it: the hazard of death is one of overall survival."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.evidence import Effect
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.phrases import PartPhrase, Phrase
from kg_builder.study import Statement

__all__ = ["NO_HAZARD", "dealt", "of_event", "of_named_event", "of_sentence_before", "seen_in", "told_on"]

NO_HAZARD = ("follow-up", "hospital stay", "treatment duration")  # times that nobody sets in a ratio

_OF_EVENT = PartPhrase(
    r"\b(?:hazard\sratios?|HRs?|risks?|hazards?)\s(?:for|of)\s(?:(?:disease\s)?(?P<first>progression|recurrence|relapse)\sor\s)?death\b"
    r"(?:(?:\sfrom\sany\scause)?\sor\s(?:disease\s|tumou?r\s)?(?P<second>progression|recurrence|relapse))?|\blikely\sto\sdie\b",
    "death", "to die",
)  # fmt: skip
_TIME_TO = {
    "progression": "PFS",
    "recurrence": "DFS",
    "relapse": "DFS",
    "": "OS",
}  # whose hazard it is: death alone is of OS
_REACH = 120  # characters before a ratio in which its event stands
_RETURNS = (
    "recurrence",
    "relapse",
    "local recurrence",
    "local failure",
    "locoregional recurrence",
    "locoregional failure",
    "regional failure",
    "late recurrence",
    "treatment failure",
    "distant metastasis",
    "biochemical failure",
)  # as told
_EVENTS = (
    "death",
    "progression",
    "recurrence",
    "relapse",
    "pCR",
    "major pathological response",
    "R0 resection",
)  # whose odds are told


def of_event(before: str, *, within: int = _REACH) -> str | None:
    """The endpoint of the event whose hazard the words before a ratio name.

    >>> of_event("the hazard ratio for progression or death was "), of_event("the risk of rash (")
    ('PFS', None)
    """
    event = next(iter([*_OF_EVENT.finditer(before, max(0, len(before) - within))][-1:]), None)
    return _TIME_TO[(event["first"] or event["second"] or "").lower()] if event else None


def of_named_event(key: str, *, hazard: bool) -> str | None:
    """The endpoint of a ratio, where a sentence names only an event: how soon it happens, or to how many.

    >>> of_named_event("death", hazard=True), of_named_event("recurrence", hazard=True)
    ('OS', 'recurrence')
    """
    if hazard:
        timed = {"death": "OS", "cancer death": "CSS", "progression": "PFS"}.get(key)
        return timed or (key if key in _RETURNS else None)
    return key if key in _EVENTS else None


_GOES_ON = re.compile(
    r"(?:(?:With|After|At)\sa\smedian\sfollow-up[^,;]*,\s)?(?:The\s)?(?:corresponding\s|adjusted\s)?(?:hazard\sratio|HR)\b",
    re.IGNORECASE,
)


def of_sentence_before(statement: Statement) -> str | None:
    """The one endpoint of the sentence before, for one that begins with "The hazard ratio was" and names none."""
    if not _GOES_ON.match(statement.text):
        return None
    if any((t := m.of(Category.ENDPOINT)) and t.key not in NO_HAZARD for m in statement.mentions):
        return None
    for before in statement.earlier[-1:]:
        named = {t.key for m in before.mentions if (t := m.of(Category.ENDPOINT)) and t.key not in NO_HAZARD}
        return named.pop() if len(named) == 1 and before.own else None
    return None


_BETWEEN_ENDPOINTS = re.compile(r"(?:\s\([\w-]+\))?(?:,?\s(?:and|or)\s|,\s)(?:the\s|a\s)?(?:\w+\s)?")


def dealt(statement: Statement, found: Sequence[re.Match[str]]) -> dict[int, str]:
    """The endpoints of "longer OS and RFS (HR 0.5; \u2026; HR 0.6; \u2026, respectively)", by the places of their values."""
    if len(found) < 2 or "respective" not in statement.text[found[-1].end() :]:
        return {}
    if behind := _row_behind(statement, found[-1].end()):
        return dict(zip([m.start("value") for m in found], behind, strict=True)) if len(behind) == len(found) else {}
    row: list[Mention] = []
    before = found[0].start("value")
    for mention in reversed([m for m in statement.mentions if m.end <= before and m.of(Category.ENDPOINT)]):
        if not row or _BETWEEN_ENDPOINTS.fullmatch(statement.text, mention.end, row[0].start):
            row.insert(0, mention)
    keys = [of_named_event(t.key, hazard=True) or t.key for m in row if (t := m.of(Category.ENDPOINT))]
    return dict(zip([m.start("value") for m in found], keys, strict=True)) if len(keys) == len(found) else {}


_FOR = re.compile(r"(?:[\s,;)\]]*[Pp]\s?[=<>\u2264]\s?[\d.]+)?[^.;]{0,30}?\s(?:for|of|on)\s(?:the\s)?")
_RESPECTIVELY = re.compile(r"(?:\s\([\w-]+\))?,?\srespective")


def _row_behind(statement: Statement, end: int) -> list[str]:
    """The endpoints of "HR 0.5; \u2026 and HR 0.6; \u2026 for OS and RFS, respectively", behind the last ratio."""
    row: list[tuple[Mention, str]] = []
    for mention in statement.mentions:
        if mention.start < end or not (term := mention.of(Category.ENDPOINT)):
            continue
        joint = _BETWEEN_ENDPOINTS.fullmatch if row else _FOR.fullmatch
        if joint(statement.text, row[-1][0].end if row else end, mention.start):
            row.append((mention, term.key))
    return [key for _, key in row] if row and _RESPECTIVELY.match(statement.text, row[-1][0].end) else []


_TOLD_ON = re.compile(
    r"""(?:The\ssame|(?:A\ss|S)imilar\s\w+|Such\san?\s\w+|No\s(?:such\s|significant\s)?(?:differences?|effects?|benefits?|associations?)|Th(?:is|ese)\s(?:differences?|effects?|benefits?|trends?|results?|findings?|associations?))\s
        (?:was|were)\s(?:also\s|not\s)*(?:seen|observed|found|noted|apparent|evident|obtained|true)\b
      | (?:(?:However|Likewise|Similarly),\s)?[Aa]\s(?:very\s)?similar\s
        (?:trend|effect|benefit|difference|improvement|advantage|result)\s
        (?:for|in|on|of)\s(?:the\s)?(?:[\w-]+\s){1,4}[(\[]""",
    re.VERBOSE,
)
_SEEN_IN = Phrase(
    r"""[)\]]\swas\s(?:also\s)?(?:seen|observed|found|noted|apparent|evident)\s(?:in|among|for)\s
        (?!(?:the\s)?(?:all|both|our|this|present|whole|entire|overall|total|full|ITT|intention|intent|study|trial|main|primary)\b)(?:the\s)?
        (?:(?:patients|those|women|men|participants|individuals|tumou?rs)\s(?:with\s|(?=who|whose)))?
        (?P<part>[^.,;()]{3,60}?)(?=,|;|\.|\ssuggesting\b|\sindicating\b|$)""",
    " was ",
)  # fmt: skip


def seen_in(statement: Statement) -> str | None:
    """The patients of "A similar trend for OS (HR 0.9) was seen in patients with X"."""
    match = _SEEN_IN.search(statement.text)
    return match["part"] if match else None


def told_on(statement: Statement, known: tuple[Statement, Effect] | None) -> Effect | None:
    """The last ratio of the sentence before, where a sentence goes on with "The same was observed for OS (HR 0.9)"."""
    if known is None or known[0].block is not statement.block or known[0].number + 1 != statement.number:
        return None
    return known[1] if _TOLD_ON.match(statement.text) else None
