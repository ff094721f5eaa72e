"""What patients died of: "three deaths in the X arm (sepsis, n = 2; rash, n = 1)", "causes of death were sepsis (1 vs 2)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg_builder.arms import Arm
from kg_builder.evidence import AdverseEvent
from kg_builder.facts.counting import (
    COUNT,
    GROUP,
    OR_NONE,
    PEOPLE,
    PLACE,
    arm_at,
    arms_masked,
    counted_events,
    event_name,
)
from kg_builder.facts.numerals import number_of
from kg_builder.held import once
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.phrases import PartPhrase, Phrase
from kg_builder.study import Statement

__all__ = ["CAUSED_DEATH", "DIED", "causes_of_death", "divided", "is_fatal"]

_DIED_OF = Phrase(
    r"%\)(?:\s[\w-]+){0,6}?\sdied\s(?:of|from|due\sto|because\sof|as\sa\sresult\sof)\s(?:(?!and\b|or\b)[\w-]+\s){0,3}$",
    "died",
)  # fmt: skip


def is_fatal(text: str, start: int) -> bool:
    """Whether an event is what patients with their share died of: "two (4%) died of sepsis"."""
    return _DIED_OF.search(text, 0, start) is not None


_SEEN = r"(?:\s(?:occurred|(?:was|were|had\sbeen)\s(?:observed|reported|recorded|seen|noted)))?"
_OF_ALL = r"(?:\s(?:of|from|due\sto)\s(?:[\w-]+\s)?(?:causes|toxicit(?:y|ies)|complications|events))?"
DIED = Phrase(
    rf"""(?<![\w.-])(?P<count>{COUNT})\s(?:of\s(?:the\s)?\d+\s)?(?:[a-z-]+\s){{0,2}}?
        (?:deaths?{_SEEN}|{PEOPLE}(?P<whose>{PLACE})?\s(?:had\s)?died{_OF_ALL})\b(?P<place>{PLACE})?
      | \b(?:deaths?|mortality|TRM|NRM)\s(?:occurred|(?:was|were)\s(?:observed|seen))\sin\s(?P<some>{COUNT})\s{PEOPLE}
      | \bcauses\sof\s(?:the\s)?(?:(?P<all>{COUNT})\s)?(?:[a-z-]+\s){{0,2}}?deaths?\s(?:were|included):?\s""",
    "death", "died", "mortality", "trm ", "nrm ",
)  # fmt: skip
_FURTHER = PartPhrase(
    rf"(?:,\s|\s)and\s(?P<some>{COUNT})(?:\s{PEOPLE})?(?=\s[(\[])", "and "
)  # "in 8 patients (…) in the X group, and 3 patients (…)"
_PLACE = re.compile(_SEEN + PLACE, re.IGNORECASE)
_AHEAD = re.compile(
    rf"""(?<![\w.-])(?P<n>{COUNT})(?:\s{PEOPLE})?\s(?:(?:who\s)?(?:had\s)?died\s|deaths?\s)?
        (?:(?:each\s)?(?:of|from|due\sto|because\sof|with|had|by|caused\sby|related\sto|attributed\sto)\s|cases?\sof\s)?
        (?:an?\s)?(?:(?!and\b|or\b|in\b)[\w-]+\s){{0,2}}?$""",
    re.IGNORECASE | re.VERBOSE,
)
_BEHIND = re.compile(
    rf"""s?(?:\s\([A-Z][\w-]*\))?(?:\sin\s|,?\s?[(\[]?\s?n\s?=\s?|\s[(\[])(?P<n>{COUNT})(?:\s{PEOPLE})?(?=\s?[,;:)\].]|\sand\b|\seach\b|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_ALONE = re.compile(r"\s?(?:[(\[]|(?:of|from|due\sto|because\sof)\s)(?:an?\s)?(?:(?!and\b|or\b)[\w-]+\s){0,2}?$")
_PAIR = re.compile(
    rf"(?P<event>[^,;:()\[\]]+?)\s[(\[](?P<one>{OR_NONE})\s(?:vs\.?|versus)\s(?P<other>{OR_NONE})[)\]]",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?:[A-Z]{2,}\s)+$")
_LEADING = re.compile(r"^[\s,]*(?:and\s)?")


CAUSED_DEATH = "treatment-related death"


@once
def causes_of_death(statement: Statement) -> tuple[AdverseEvent, ...]:
    """The events of which a sentence says that patients died, where the counts of the causes add up to the deaths."""
    if not statement.names(Category.TOXICITY) or not DIED.may_stand_in(statement.text):
        return ()
    masked = arms_masked(statement)
    heads = list(DIED.finditer(masked))
    heads += [m for head in heads[-1:] if head["some"] for m in _FURTHER.finditer(masked, head.end())]
    stops = [head.start() for head in heads[1:]] + [len(masked)] * bool(heads)
    found: list[AdverseEvent] = []
    for head, stop in zip(heads, stops, strict=True):
        told = (
            _paired(statement, head, stop)
            if head.group().lower().startswith("causes")
            else _listed(statement, masked, head, stop)
        )
        found += told
    return tuple(found)


def _listed(statement: Statement, masked: str, head: re.Match[str], stop: int) -> Iterator[AdverseEvent]:
    """The causes that a list behind a number of deaths counts, all of one arm."""
    told = head.groupdict()
    items = _items(statement, masked, int(number_of(told.get("count") or told["some"])), (head.end(), stop))
    arm = _arm(statement, masked, head, items[-1][0].end, stop) if items else None
    yield from _counted(statement, items, arm, "5") if arm else ()


def _items(statement: Statement, masked: str, total: int, within: tuple[int, int]) -> list[tuple[Mention, int]]:
    """The events that are counted there, where they add up."""
    start, stop = within
    named = [m for m in statement.mentions if m.of(Category.TOXICITY) and start <= m.start < stop]
    items = [(m, n) for m in named if (n := _count(masked, start, m)) is not None]
    if not items and total == 1 == len(named) and _ALONE.fullmatch(masked, start, named[0].start):
        items = [(named[0], 1)]
    twice = any(one.terms == other.terms for (one, _), (other, _) in pairwise(items))
    return items if sum(n for _, n in items) == total and not twice else []


def divided(
    statement: Statement, masked: str, counted: tuple[Arm, int], within: tuple[int, int], grade: str
) -> Iterator[AdverseEvent]:
    """What a bracket behind a count divides its patients into: "3 in the A group (colitis in 2, and rash in 1)"."""
    arm, count = counted
    yield from _counted(statement, _items(statement, masked, count, within), arm, grade)


def _counted(
    statement: Statement, items: Sequence[tuple[Mention, int]], arm: Arm, grade: str
) -> Iterator[AdverseEvent]:
    for mention, count in items:
        start = (
            mention.start - len(m.group()) if (m := _SHORT.search(statement.text[: mention.start])) else mention.start
        )
        place = statement.place(start, mention.end)
        event = statement.text[start : mention.start] + event_name(statement, mention)
        yield from counted_events(statement, place, [(arm, count)], event, grade)


def _count(masked: str, since: int, mention: Mention) -> int | None:
    """How many died of what a mention names."""
    match = _BEHIND.match(masked, mention.end) or _AHEAD.search(masked, since, mention.start)
    return int(number_of(match["n"])) if match else None


def _arm(statement: Statement, masked: str, head: re.Match[str], last: int, stop: int) -> Arm | None:
    """Whose deaths they are: of the arm named with their number, or behind the list; of all where none is named."""
    if GROUP in head.group():
        return arm_at(statement, head.start(), head.end())
    closed = max(masked.find(")", last, stop), masked.find("]", last, stop))
    if behind := _PLACE.match(masked, closed + 1) if closed >= 0 else None:
        return arm_at(statement, behind.start(), behind.end())
    return None if statement.groups else statement.paper.roster.whole


def _paired(statement: Statement, head: re.Match[str], stop: int) -> Iterator[AdverseEvent]:
    """The causes that are counted for the two arms which the sentence named first."""
    arms = list({g.arm.name: g.arm for g in statement.groups if g.start < head.start() and not g.arm.whole}.values())
    text = statement.text
    end = text.find(";", head.end(), stop)
    items = list(_PAIR.finditer(text, head.end(), end if end >= 0 else stop))
    harms = [m.start for m in statement.mentions if m.of(Category.TOXICITY)]
    known = sum(any(i.start() <= at < i.end() for at in harms) for i in items)
    counts = [(int(number_of(i["one"])), int(number_of(i["other"]))) for i in items]
    if len(arms) != 2 or 2 * known < len(items) or (head["all"] and number_of(head["all"]) != sum(map(sum, counts))):
        return
    if head["all"] and CAUSED_DEATH in head.group().lower():
        place = statement.place(head.start("all"), head.end())
        everybody = [(statement.paper.roster.whole, int(number_of(head["all"])))]
        yield from counted_events(statement, place, everybody, CAUSED_DEATH, "5")
    for item, (one, other) in zip(items, counts, strict=True):
        event = _LEADING.sub("", item["event"])
        place = statement.place(item.end("event") - len(event), item.end())
        yield from counted_events(statement, place, [(arms[0], one), (arms[1], other)], event, "5")
