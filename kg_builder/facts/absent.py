"""What did not happen: "no treatment-related deaths occurred", "without grade 4 toxicity", "no complete response was seen"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.arms import Arm
from kg_builder.document import BlockKind, Section
from kg_builder.evidence import AdverseEvent, Outcome
from kg_builder.expressions import Expression
from kg_builder.facts.counting import PARTED, counted_outcome
from kg_builder.facts.grades import grade_of, without_grade
from kg_builder.facts.holders import holders
from kg_builder.facts.reported import reported
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement

__all__ = ["absent_events", "absent_responses"]

_SECTIONS = (Section.ABSTRACT, Section.RESULTS, Section.BODY, Section.DISCUSSION)
_NO = Phrase(r"\b(?P<no>no|without(?:\sany)?)\s", "no ", "without ")
_ADJECTIVES = r"""(?:observed|reported|cases?\sof|instances?\sof|significant|severe|serious|unexpected|fatal|apparent
                   |(?:[\w-]+-related))"""
_LEAD = re.compile(
    rf"(?:{_ADJECTIVES}\s|(?:CTCAE\s)?grades?\s[\d\u2265>IV/ -]+\s(?:or\s(?:higher|more|above)\s)?)*", re.IGNORECASE
)
_JOINED = re.compile(r"s?,?\s(?:or|and|nor)\s|s?,\s")
_OCCURRED = re.compile(
    r"""s?\s?(?:\([^()]*\)\s?)?(?:(?:of\sgrade\s[\d/-]+\s)?(?:(?:were|was|have\sbeen|has\sbeen)\s(?:\w+\s)?(?:reported|observed|seen|noted|recorded|documented|found|encountered)
          |occurred|developed|arose)\b|\sin\s(?:either|both|any\sof\sthe|the|any)\b|[.,;)]|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_WITHOUT = Expression(
    r"\b(?:patients|those|tumou?rs|individuals|subjects|participants|women|men|cases)\s(?:with\s(?:or\s|and\s)?)?(?:out|no|without)\s$",
    re.IGNORECASE,
)
_NOT = Phrase(
    r"\s(?:(?:was|were)\snot\s(?:observed|seen|occurred)|did\snot\soccur)\b",
    "not observed",
    "not seen",
    "not occur",
    flags=re.NOFLAG,
)
_THIS_STUDY = re.compile(
    r"\b(?:this|our|(?:the\s)?(?:current|present|entire|whole))\s(?:study|trial|cohort|population)\b", re.IGNORECASE
)
_OPENS = re.compile(r"(?:^|[,;:]\s|\b(?:and|that|whereas|while)\s)$")
_OF_GRADE = re.compile(r"\s(?:of\s)?\(?grades?\s[\d/-]+(?:\sor\s(?:higher|more|above))?")
_FRAME = re.compile(r"^(?:observed|reported|(?:cases?|instances?)\sof)\s", re.IGNORECASE)
_PLURAL = re.compile(r"\b(death|event|reaction)s\b", re.IGNORECASE)
_EVERY_ARM = re.compile(
    r"\b(?:either|both|any\sof\sthe|neither\sof\sthe)\s(?:\w+\s)?(?:arms?|groups?|cohorts?)\b", re.IGNORECASE
)


def absent_events(paper: Paper) -> Iterator[AdverseEvent]:
    """The adverse events that a paper says none of its own patients had: count 0 in each arm meant."""
    if paper.genre == "review":
        return
    for statement in paper.holding(_NO, _NOT):
        if statement.block.kind is BlockKind.PARAGRAPH and statement.block.section in _SECTIONS and statement.own:
            for match in _NO.finditer(statement.text):
                yield from _denied(statement, match)
            for mention in filter(_harmful, statement.mentions) if _NOT.may_stand_in(statement.text) else ():
                if _NOT.match(statement.text, mention.end) and _OPENS.search(statement.text[: mention.start]):
                    for arm in _arms(statement):
                        yield _record(statement, (mention.start, mention.start, mention.end), arm)


_NO_RESPONSE = Phrase(
    r"(?:^|[,;]\s|\b(?:and|but|while|whereas|there\s(?:was|were))\s)no\s(?:(?:confirmed|objective)\s)?$", "no "
)
_WAS_SEEN = re.compile(
    r"s?(?:\s\([A-Z]\w{1,3}\))?\s(?:(?:(?:was|were)\s(?:observed|seen|achieved|obtained|noted|documented|recorded|reported)|occurred)(?=[.,;]|\sin\s)|in\s)"
)


def absent_responses(paper: Paper) -> Iterator[Outcome]:
    """The responses that a trial says none of its own patients had: count 0 in each arm meant."""
    for statement in paper.holding(_NO_RESPONSE, among=reported(paper)) if paper.genre == "trial" else ():
        if not statement.names(Category.RESPONSE):
            continue
        some = PARTED.search(statement.text) or any(h.subgroup for h in holders(statement))
        for mention in () if some else statement.mentions:
            term = mention.of(Category.RESPONSE)
            if term is None or not _WAS_SEEN.match(statement.text, mention.end):
                continue
            if _NO_RESPONSE.search(statement.text, 0, mention.start):
                place = statement.place(mention.start, mention.end)
                yield from (counted_outcome(statement, place, arm, term.key, 0) for arm in _arms(statement))


def _denied(statement: Statement, match: re.Match[str]) -> Iterator[AdverseEvent]:
    text, at = statement.text, match.end()
    named: list[tuple[int, Mention]] = []
    while (lead := _LEAD.match(text, at)) and (mention := _event_at(statement, lead.end())):
        named.append((at, mention))
        joined = _JOINED.match(text, mention.end)
        at = joined.end() if joined else len(text)
    if not named or not _OCCURRED.match(text, named[-1][1].end) or _WITHOUT.search(text, 0, match.end()):
        return
    for start, mention in named:
        for arm in _arms(statement):
            yield _record(statement, (match.start(), start, mention.end), arm)


def _event_at(statement: Statement, at: int) -> Mention | None:
    for mention in statement.mentions:
        if mention.start <= at < mention.end and _harmful(mention):
            return mention
    return None


_HARM = Expression(r"adverse|toxic|death|\b(?:TR|TE|S|ir)?AEs?\b", re.IGNORECASE)


def _harmful(mention: Mention) -> bool:
    named = mention.of(Category.ENDPOINT) and _HARM.search(mention.text)
    return bool(mention.of(Category.TOXICITY) or named)


def _arms(statement: Statement) -> list[Arm]:
    """Whom the sentence means: every arm, the arm that it names, or all patients; nobody where it speaks of several arms."""
    roster = statement.paper.roster
    if statement.paper.genre == "case":
        return [_of_patient(statement)]
    if _EVERY_ARM.search(statement.text):
        return list(roster.arms)
    named = {g.arm.name: g.arm for g in statement.groups}
    if len(named) > 1:
        return []
    earlier = statement.earlier[-1:]
    told = (
        bool(named)
        or bool(_THIS_STUDY.search(statement.text))
        or len(roster.arms) < 2
        or not any(other.groups for other in earlier)
    )
    return [*named.values()] or ([roster.whole] if told else [])


def _of_patient(statement: Statement) -> Arm:
    """The one patient of a case report, under the treatment that the sentence is about, if it is about one."""
    patient, named = statement.paper.roster.whole, {t.key: t for t in statement.treatments}
    if len(named) != 1:
        return patient
    ((_, treatment),) = named.items()
    return Arm(name=statement.text[treatment.start : treatment.end], n=patient.n, regimen=treatment.components)


def _record(statement: Statement, span: tuple[int, int, int], arm: Arm) -> AdverseEvent:
    begin, start, end = span
    words = statement.text[start:end]
    behind = _OF_GRADE.match(statement.text, end)
    event = " ".join(without_grade(words).split())
    grade = (
        "5"
        if re.search(r"\b(?:deaths?|fatal)\b", words, re.IGNORECASE)
        else grade_of(words + (behind.group() if behind else "")) or "any"
    )
    return AdverseEvent(
        doc=statement.paper.document.id,
        span=statement.place(begin, end),
        rule="sentence-absent-event",
        arm=arm.title(),
        n=arm.n,
        event=_PLURAL.sub(r"\1", _FRAME.sub("", event)),
        grade=grade,
        count=0,
    )
