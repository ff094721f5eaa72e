"""Events and endpoints that a sentence counts in one arm against the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg_builder.arms import Arm
from kg_builder.evidence import AdverseEvent, Outcome
from kg_builder.facts.causes_of_death import divided
from kg_builder.facts.counting import (
    COUNT,
    OR_NONE,
    PARTED,
    PEOPLE,
    PLACE,
    arm_at,
    arms_masked,
    counted_events,
    counted_outcome,
    event_name,
)
from kg_builder.facts.general_events import general_event
from kg_builder.facts.grades import adverse, grade_of
from kg_builder.facts.numerals import number_of
from kg_builder.facts.reported import reported
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement

__all__ = ["IN_BOTH", "counted_in_both"]

_TOTAL = r"(?:(?:\sof\s(?:the\s)?|/)\d{1,4})?"
_BRACKET = r"(?:\s?(?:\[[^\[\]%]*\]|\([^()%]*\)))?"
IN_BOTH = Phrase(
    rf"""s?\s(?:occurred|(?:was|were|had\sbeen)\s(?:\w+\s)?(?:recorded|confirmed|observed|seen|reported|documented|noted|detected|found|achieved|obtained|attained))
        \sin\s(?P<one>{OR_NONE}{_TOTAL}(?:\s{PEOPLE})?){_BRACKET}(?P<first>{PLACE})(?P<parts>{_BRACKET}),?
        \s(?:and|vs\.?|versus|compared\swith)\s(?:in\s)?(?P<other>{OR_NONE}{_TOTAL}(?:\s{PEOPLE})?){_BRACKET}(?P<second>{PLACE})(?P<others>{_BRACKET})""",
    "occurred", "recorded", "confirmed", "observed", "seen", "reported", "documented", "noted", "detected", "found",
    "achieved", "obtained", "attained",
)  # fmt: skip
_DEALT = Phrase(
    rf"\b(?P<one>{COUNT})\s(?:and|vs\.?|versus)\s(?P<other>{COUNT})\s(?:cases?|episodes?)\sof\s(?:(?!grade)[a-z]+\s){{0,2}}?$",
    "case", "episode",
)  # fmt: skip
_IN_PAIRS = Phrase(
    rf"""s?\s(?:occurred|developed|(?:was|were|had\sbeen)\s(?:\w+\s)?(?:recorded|confirmed|observed|seen|reported|documented|noted|detected|found|achieved|obtained|attained))
        \sin\s(?P<one>{OR_NONE}{_TOTAL})\s(?:and|vs\.?|versus)\s(?P<other>{OR_NONE}{_TOTAL})\s{PEOPLE}\b(?!\s?[(\[])""",
    "occurred", "developed", "recorded", "confirmed", "observed", "seen", "reported", "documented", "noted", "detected", "found",
    "achieved", "obtained", "attained",
)  # fmt: skip
_NAMED = r"\s(?:events?|cases?|episodes?)"
_AGAINST = Phrase(
    rf"s?\s[(\[](?:n\s?=\s?)?(?P<one>\d+)(?![\d.%]){_NAMED}(?P<first>{PLACE})?\s(?:vs\.?|versus|and|compared\swith)\s"
    rf"(?:n\s?=\s?)?(?P<other>\d+)(?![\d.%])(?:{_NAMED})?(?P<second>{PLACE})?[)\]]",
    "event", "case", "episode",
)  # fmt: skip
_OF_TWO = (IN_BOTH, _DEALT, _IN_PAIRS, _AGAINST)
_FIRST = re.compile(OR_NONE, re.IGNORECASE)
_NEAR = 24  # characters before an event in which its grade stands


def counted_in_both(paper: Paper) -> Iterator[AdverseEvent | Outcome]:
    """How many of a trial's own patients had an event or reached an endpoint in one arm and in the other."""
    for statement in paper.holding(*_OF_TWO, among=reported(paper)) if paper.genre == "trial" else ():
        if statement.names(Category.ENDPOINT, Category.RESPONSE, Category.TOXICITY):
            yield from _in_both(statement, arms_masked(statement))


def _in_both(statement: Statement, masked: str) -> Iterator[AdverseEvent | Outcome]:
    """ "Rash occurred in 2 patients in the A arm and 1 in the B arm"; "4 and 2 cases of rash, respectively, in A and B"."""
    named = list({g.arm.name: g.arm for g in statement.groups if not g.arm.whole}.values())
    for mention in statement.mentions:
        endpoint = mention.of(Category.ENDPOINT) or mention.of(Category.RESPONSE)
        if endpoint is None and mention.of(Category.TOXICITY) is None:
            continue
        if both := IN_BOTH.match(masked, mention.end):
            arms = [arm_at(statement, both.start(part), both.end(part)) for part in ("first", "second")]
            phrase, place = IN_BOTH, statement.place(mention.start, both.end())
        elif (both := _DEALT.search(masked, max(0, mention.start - 60), mention.start)) and "respectively" in masked:
            phrase, arms, place = _DEALT, list(named), statement.place(both.start(), mention.end)
        elif (both := _IN_PAIRS.match(masked, mention.end)) and "respectively" in masked and _whole(masked, mention):
            phrase, arms, place = _IN_PAIRS, list(named), statement.place(mention.start, both.end())
        elif both := _AGAINST.match(masked, mention.end):
            told = [arm_at(statement, both.start(part), both.end(part)) for part in ("first", "second") if both[part]]
            phrase, arms, place = _AGAINST, told or list(named), statement.place(mention.start, both.end())
        else:
            continue
        counts = [int(number_of(m.group())) for part in ("one", "other") if (m := _FIRST.match(both[part]))]
        sizes = [int(m["n"]) if (m := _OF.search(both[part])) else None for part in ("one", "other")]
        sized = [_sized(arm, n) if arm else None for arm, n in zip(arms, sizes, strict=False)]
        counted = [(arm, count) for arm, count in zip(sized, counts, strict=False) if arm is not None]
        each = len(arms) == len(counted) == len({a.name for a, _ in counted}) == 2
        if not each or PARTED.search(masked, 0, mention.start):
            continue
        general = endpoint is not None and adverse(endpoint.key)
        if endpoint is not None and not general:
            kind = _whole(masked, mention) if phrase is _IN_PAIRS else None
            key = f"{kind[1].lower()} {endpoint.key}" if kind and kind[1] else endpoint.key
            yield from (counted_outcome(statement, place, arm, key, count) for arm, count in counted)
        else:
            before = 0 if phrase is _AGAINST else max(0, mention.start - _NEAR)
            grade = grade_of(masked[before : mention.start]) or "any"
            name = general_event(statement, mention) if general else event_name(statement, mention)
            yield from counted_events(statement, place, counted, name or f"any {mention.text}", grade)
            for side, told_of in zip(counted, ("parts", "others"), strict=True) if phrase is IN_BOTH else ():
                yield from divided(statement, masked, side, both.span(told_of), "any")


_OF = re.compile(r"(?:\sof\s(?:the\s)?|/)(?P<n>\d+)")


def _sized(arm: Arm, n: int | None) -> Arm | None:
    """An arm with as many patients as the sentence says that its count is of; none where they are but a part of it."""
    return arm if not n else replace(arm, n=n) if n * 10 >= (arm.n or 0) * 9 else None


_PLAIN = re.compile(
    r"""(?:^|[.,;:]\s|\band\s|\bwhile\s|\bdisease\s|\b(?:grades?|G)\s?[\dIV/-]+\s)
        (?:(?:an?|the)\s)?(?:((?:h(?:a)?ematologic|molecular|(?:cyto)?genetic|extramedullary|systemic|isolated|biochemical|clinical|radiological|intracranial)(?:al)?)\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)


def _whole(masked: str, mention: Mention) -> re.Match[str] | None:
    """What stands before an event, where that is nothing or a known kind of it: "molecular relapse"."""
    return _PLAIN.search(masked, 0, mention.start) or (_ANY.match(masked) if mention.of(Category.TOXICITY) else None)


_ANY = re.compile("()")
