"""Responses that sentences count: "two PR and seven SD in the A arm", "five patients had a PR", "CR in 3 patients"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from kg_builder.arms import Arm
from kg_builder.evidence import Outcome
from kg_builder.facts.counting import PARTED, PEOPLE, counted_outcome
from kg_builder.facts.holders import holders
from kg_builder.facts.numerals import NUMBER_WORD, number_of
from kg_builder.facts.reported import reported
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement

__all__ = ["counted_responses"]

_COUNT = rf"(?P<count>\d{{1,3}}|{NUMBER_WORD})"
_HAD = r"(?:had|achieved|attained|obtained|experienced|showed|demonstrated|exhibited|reached)"
_KIND = r"(?:(?:an?|confirmed|unconfirmed|durable|sustained|radiographic|radiological|objective|prolonged)\s)*"
_BEFORE = re.compile(
    rf"""(?<![\w.,/%\u2265\u2264<>=-])(?<!grade\s)(?<!than\s)(?<!least\s)(?<!(?:day|ase|cle|eek)\s)(?<!of\sthe\s)(?<!these\s)(?<!those\s)(?<!the\s)
        {_COUNT}\s(?:{_KIND}|(?:{PEOPLE}\s)?{_HAD}\s{_KIND}|{PEOPLE}\s(?P<with>with)\s{_KIND})$""",
    re.IGNORECASE | re.VERBOSE,
)
_BEHIND = re.compile(
    rf"""(?:\s(?:was|were))?(?:\s(?:seen|observed|achieved|noted|documented|recorded|found|reported|obtained))?
        \sin\s{_COUNT}(?:\s{PEOPLE}\b|(?=[,;)]|\.(?!\d)|\sand\s))(?!\s?\(\d[\d.]*\s?%)""",
    re.IGNORECASE | re.VERBOSE,
)
_SHARED = re.compile(  # a share or a rate stands behind: see outcome
    r"s?\b(?:\s?\([A-Z]\w{1,3}\))?\s?[(\[,]?\s?\d[\d.]*\s?%|s?\s?[(\[]\s?(?:n\s?=\s?)?\d|s?\s(?:rates?|and\s\w+\srates?)\b"
)
_NOT_ALL = ("NE", "unknown")  # nobody saw a response, or its lack
_PLAIN = frozenset({"stable", "no change", "stagnation"})  # words that say much else
_PLANNED = Phrase(
    r"\b(?:if|expected|assum\w+|hypothes\w+|required|needed|at\sleast|more\sthan|fewer\sthan|previous|prior)\b",
    "if", "expected", "assum", "hypothes", "required", "needed", "at least", "more than", "fewer than", "previous", "prior",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Counted:
    start: int
    end: int
    key: str
    count: int
    loose: bool  # "two patients with PR", which may be but the subject of the sentence


def counted_responses(paper: Paper) -> Iterator[Outcome]:
    """How many of a trial's own patients responded in each way, in the arm that the sentence names for them."""
    if paper.genre != "trial":
        return
    for statement in reported(paper):
        if statement.names(Category.RESPONSE) and (counted := list(_counted(statement))):
            whole = not _PLANNED.search(statement.text) and not PARTED.search(statement.text)
            for run in _runs(statement.text, counted) if whole else ():
                yield from _of_run(statement, run)


def _counted(statement: Statement) -> Iterator[_Counted]:
    text = statement.text
    progressed = statement.paper.lexicon.get(Category.RESPONSE, "PD")
    for mention in statement.mentions:
        term = mention.of(Category.RESPONSE)
        event = mention.of(Category.ENDPOINT) if term is None else None
        grown = event is not None and event.key == "progression"  # beside other responses it is one
        term = progressed if grown else term
        if term is None or mention.text.lower() in _PLAIN or _SHARED.match(text, mention.end):
            continue
        named = _WHOLE.match(text, mention.end)
        end = named.end() if named else mention.end
        if none := _NONE.search(text, max(0, mention.start - 20), mention.start):
            if _SEEN.match(text, end):
                yield _Counted(none.start(), end, term.key, 0, loose=False)
            continue
        if before := _BEFORE.search(text, max(0, mention.start - 60), mention.start):
            if complete := _COMPLETE.search(text, 0, before.start()):  # "two complete and 10 partial responses"
                yield _Counted(complete.start(), complete.end(), "CR", int(number_of(complete["count"])), loose=False)
            yield _Counted(
                before.start(), end, term.key, int(number_of(before["count"])), grown or bool(before["with"])
            )
        elif mention.start and (behind := _BEHIND.match(text, end)):  # see counted_patients for the first
            yield _Counted(mention.start, behind.end(), term.key, int(number_of(behind["count"])), loose=grown)


_NONE = re.compile(r"\b[Nn]o\s(?:confirmed\s|clinical\s)?$")
_SEEN = re.compile(
    r"\s(?:was|were)\s(?:seen|observed|achieved|noted|documented|recorded|found|reported)\b|\s(?:in|with|among)\sthe\b|[.;,]|\sand\s\d|$"
)
_COMPLETE = re.compile(rf"\b{_COUNT}\s(?:confirmed\s)?complete(?:\s\([^()]*\))?(?=\sand\s$|,\s$)", re.IGNORECASE)
_WHOLE = re.compile(r"s?\b(?:\s\([A-Z]\w{1,3}\))?")  # of "partial responses (PR)" what the vocabulary leaves out
_JOIN = re.compile(r"(?:,|;|\sand|,\sand|\sor)\s")


def _runs(text: str, found: Sequence[_Counted]) -> Iterator[list[_Counted]]:
    """Counts that are only joined; none that repeats a response, and no single one that may be but a subject."""
    run: list[_Counted] = []
    for one in found:
        if run and not _JOIN.fullmatch(text[run[-1].end : one.start]):
            yield from _certain(run)
            run = []
        run.append(one)
    yield from _certain(run)


def _certain(run: list[_Counted]) -> Iterator[list[_Counted]]:
    if run and len({one.key for one in run}) == len(run) and not all(one.loose for one in run):
        yield run


def _of_run(statement: Statement, run: Sequence[_Counted]) -> Iterator[Outcome]:
    arm = _arm(statement, run[0].start, run[-1].end)
    if arm is None or (arm.n is not None and sum(one.count for one in run) > arm.n):
        return
    for one in (one for one in run if one.key not in _NOT_ALL):
        told = counted_outcome(statement, statement.place(one.start, one.end), arm, one.key, one.count)
        yield replace(told, line=statement.paper.line, criteria=statement.paper.criteria)


_TIED = re.compile(
    r"\)?(?:,?\srespectively,?)?(?:\s(?:was|were)(?:\s(?:seen|observed|noted|documented|recorded|found|reported))?)?\s(?:in|for|with|on|of)\s(?:the\s)?$"
)


_OF_SOME = re.compile(
    rf"\b(?:of|among)\s(?:the\s|these\s|those\s)?(?:\d+|{NUMBER_WORD}|whom|which|them)\b(?!\s(?:\w+\s)?{PEOPLE},)",
    re.IGNORECASE,
)


def _arm(statement: Statement, start: int, end: int) -> Arm | None:
    """The arm that is named right behind the counts, else the one that leads; all patients, where the study has no arms."""
    named = holders(statement)
    if _OF_SOME.search(statement.text, 0, start) or any(h.subgroup or not h.known or h.arm is None for h in named):
        return None
    behind = next((h for h in named if h.start >= end), None)
    if behind is not None and _TIED.fullmatch(statement.text[end : behind.start]):
        return behind.arm
    leading = [h for h in named if h.end <= start and not h.compared]
    if leading:
        return leading[-1].arm
    return None if named or statement.paper.roster.arms else statement.paper.roster.whole
