"""What was done for the patient of a case, and what befell him: treatments, operations, diagnosis, admission, death."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.facts.dates import Dated, dates
from kg_builder.facts.event import Event, bare, undated
from kg_builder.lexicon import Category
from kg_builder.regimens import Treatment
from kg_builder.study import Statement

__all__ = ["course", "deeds", "died", "sequel"]

_DIED = re.compile(
    r"\b(?:died|passed\saway|succumbed)\s(?:(?:in|on)\s[A-Z\d][^.,;]{3,18}?\s)?(?:of|from|due\sto|because\sof|to)\s(?P<text>[^.;]{4,120}?)(?=\s\(|[.;,]|$)"
)
_DIED_THEN = re.compile(r"\b(?P<text>died|passed\saway)\s(?:in|on)\s(?=[A-Z\d])")
_OF_PATIENT = re.compile(r"\b(?:patient|he|she|man|woman)\s(?:\w+\s){0,3}$", re.IGNORECASE)


def died(statement: Statement) -> Event | None:
    """Of what the patient died, or that he did; without a date only where the sentence says that it was the patient."""
    cause = _DIED.search(statement.text)
    match = cause or _DIED_THEN.search(statement.text)
    own = bool(match and _OF_PATIENT.search(statement.text[: match.start()]))
    if match is None or not (cause or own):
        return None
    return Event(match.start(), match.end(), "death", bare(undated(match["text"])), free=own)


def course(statement: Statement) -> Iterator[Event]:
    """Operations, treatments, diagnoses and admissions that a sentence tells."""
    yield from _operations(statement)
    yield from _given(statement)
    yield from _told(statement)


# -- operations -------------------------------------------------------------------------------------------------------
_DONE = re.compile(
    r"(?:\sfor\s(?:an?\s)?(?:[\w-]+\s){0,3}?[\w-]+)?\s(?:was\sperformed\s)?(?:in|on)\s(?:[A-Z][a-z]+|\d)"
)
_UNDERGONE = re.compile(r"\b(?:underwent|had)\s(?:an?\s|the\s)?(?:[\w-]+\s){0,3}$")
_SITE = re.compile(
    r"(?<![\w-])(?:(?!(?:to|and|or|the|of|for|a|an|had|with|underwent|received|leading|after|by)\b)[a-z]+\s){0,2}$"
)
_REASON = re.compile(r"^\sfor\s(?:an?\s)?(?P<reason>(?:[\w-]+\s){0,3}?[\w-]+)(?=\s(?:in|on)\s(?:[A-Z][a-z]+|\d))")


def _operations(statement: Statement) -> Iterator[Event]:
    """A surgical procedure right before its date, or that the patient underwent, with the disease that it was for."""
    text, lexicon = statement.text, statement.paper.lexicon
    for mention in statement.mentions:
        procedure = mention.of(Category.PROCEDURE, Category.TREATMENT_CLASS)
        if procedure is None or not lexicon.is_a(procedure.key, "surgery"):
            continue
        if not _DONE.match(text, mention.end) and not _UNDERGONE.search(text[: mention.start]):
            continue
        site = _SITE.search(text[: mention.start])
        reason = _REASON.match(text[mention.end :])
        diseased = reason and statement.paper.finder.named(reason["reason"], Category.DISEASE)
        end = mention.end + (reason.end() if reason and diseased else 0)
        start = site.start() if site else mention.start
        yield Event(start, end, "surgery", text[start:end], pointed=True)


# -- treatments -------------------------------------------------------------------------------------------------------
_WORDS = r"(?:(?!not\b|no\b|without\b|and\b|or\b|to\b)[\w-]+\s){0,4}?"
_BEGAN = re.compile(
    rf"\b(?:began|started|initiated|commenced|was\s(?:switched|changed)\sto|was\sstarted\son)\s{_WORDS}$"
)
_STOPPED = re.compile(rf"\b(?:discontinued|stopped|ceased|withdrew)\s{_WORDS}$")
_GIVEN = re.compile(rf"\b(?:received|underwent|was\s(?:given|treated\swith))\s{_WORDS}$")
_THEN = re.compile(
    r"^\)?(?:\s\([^()]*\))?\s(?:(?!and\b|or\b|of\b|in\b|who\b|which\b|that\b|was\b|were\b)[\w./()-]+\s){0,6}?(?:was|were)\s(?:[a-z]+ly\s)?(?:(?P<begun>started|initiated|commenced|begun|added)|(?P<stopped>discontinued|stopped|ceased|withdrawn|terminated|withheld|suspended)|(?P<given>given|administered|performed))\b"
)
_NOT = re.compile(r"\b(?:not|never|no|declined|refused|without|if|whether|recommended)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def _given(statement: Statement) -> Iterator[Event]:
    """Treatments begun, stopped or given on a day."""
    lexicon = statement.paper.lexicon
    for treatment, item in deeds(statement):
        if not any(lexicon.is_a(c, "surgery") for c in treatment.components):
            yield Event(treatment.start, treatment.end, item, " + ".join(treatment.components), pointed=True)


_LISTED = re.compile(r",\s|,?\sand\s(?:oral\s|intravenous\s)?")


def deeds(statement: Statement) -> Iterator[tuple[Treatment, str]]:
    """What a sentence says was done: `treatment start`, `treatment stop`, `treatment`; "began A and B" is one treatment."""
    held: tuple[Treatment, str] | None = None
    before: Treatment | None = None
    for treatment in statement.treatments:
        item = _deed(statement.text, treatment)
        gap = _gap(statement.text, held[0], treatment) if held and item in (None, held[1]) else ""
        if held and gap and (_LISTED.fullmatch(gap) or (item and _JOINED.fullmatch(gap))):
            held = _both(held[0], treatment), held[1]
            continue
        if held:
            yield held
        joined = before and item and not held and _JOINED.fullmatch(_gap(statement.text, before, treatment))
        held = (_both(before, treatment) if before and joined else treatment, item) if item else None
        before = treatment
    if held:
        yield held


_JOINED = re.compile(
    r"\s(?:and|plus|with|combined\swith|in\scombination\swith|together\swith)\s(?:oral\s|intravenous\s)?"
)


def _gap(text: str, one: Treatment, other: Treatment) -> str:
    """The words between two treatments, without brackets (doses, brands)."""
    return re.sub(r"\s?\([^()]*\)", "", text[one.end : other.start])


def _both(one: Treatment, other: Treatment) -> Treatment:
    components = tuple(dict.fromkeys((*one.components, *other.components)))
    return Treatment(one.start, other.end, components, {**one.one_of, **other.one_of})


def _deed(text: str, treatment: Treatment) -> str | None:
    before, after = text[: treatment.start], _THEN.match(text[treatment.end :])
    known = (
        ("treatment start", _BEGAN, "begun"),
        ("treatment stop", _STOPPED, "stopped"),
        ("treatment", _GIVEN, "given"),
    )
    for item, pattern, name in known:
        verb = pattern.search(before)
        if (verb and not _NOT.search(before[: verb.start()])) or (after and after[name]):
            return item
    return None


_NOTHING = re.compile(
    r"\bno\s(?P<what>(?:[a-z]+\s)?(?:treatment|therapy))\swas\s(?P<done>initiated|started|given|administered|performed)\b",
    re.IGNORECASE,
)
_USED = re.compile(
    r"\b(?:ongoing|continued|regular|concomitant|long-term)\suse\sof\s(?:oral\s|intravenous\s|topical\s)?(?P<what>[a-z][\w\s-]{3,60}?)(?=\sfor\s|\swhile\s|[,.;(]|$)"
)
_DIAGNOSED = re.compile(
    r"\bdiagnosed\s(?:with|as(?:\shaving)?)\s(?P<what>[^,.;()]{3,80}?)(?=\s(?:in|on|at|by|after|following|based|according|and\s(?:was|received|underwent))\s|[,.;(]|$)"
)
_CAME = re.compile(
    r"""(?P<was>\bwas\s)?(?P<first>\b(?:initially|first)\s)?(?:(?P<presentation>\bpresented)
        |(?(was)(?:(?P<admission>admitted)|(?P<referral>referred)|(?P<transfer>transferred))|(?!)))
        \sto\s(?P<where>[^,.;()]{3,60}?)(?=\s(?:with|for|in|on|because|due|after|where)\s|[,.;(]|$)""",
    re.VERBOSE,
)


def _told(statement: Statement) -> Iterator[Event]:
    """What was not begun, what went on, diagnoses, and where the patient came to."""
    text = statement.text
    for match in _NOTHING.finditer(text):
        yield Event(match.start(), match.end(), match["what"], f"none {match['done']}", carried=True)
    for match in _USED.finditer(text):
        yield Event(match.start(), match.end(), "treatment", match["what"], carried=True)
    for match in _DIAGNOSED.finditer(text):
        yield Event(match.start(), match.end(), "diagnosis", bare(match["what"]), pointed=True)
    for match in _CAME.finditer(text):
        kind = next(k for k in ("presentation", "admission", "referral", "transfer") if match[k])
        told = f"{'first ' if match['first'] else ''}{kind} to {match['where']}"
        yield Event(match.start(), match.end(), kind, told, pointed=True)


_AFTER = re.compile(
    r"\b(?:after|following)\s(?:an?\s|the\s|his\s|her\s)?(?P<event>[a-z]+(?:\s[a-z]+)?)\s(?:in|on)\s$", re.IGNORECASE
)
_NEXT = re.compile(r"^,\s(?:the\spatient|he|she)\s(?P<next>[^,.;(]+)", re.IGNORECASE)
_WITH = re.compile(r"\s(?:treatment|therapy)\swith\b")


def sequel(statement: Statement) -> Iterator[tuple[Dated, Event]]:
    """ "After relapse in May 2011, she began sorafenib": the date is the first event's; what came next stands beside it."""
    text = statement.text
    for dated in dates(text):
        first, then = _AFTER.search(text[: dated.start]), _NEXT.match(text[dated.end :])
        if first and then:
            told = f"{first['event']}; then {_WITH.sub('', then['next'])}"
            yield dated, Event(first.start("event"), dated.end + then.end(), first["event"], told)
