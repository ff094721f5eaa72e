"""Deaths that the treatment caused: "one death related to A was reported", "two deaths were attributed to treatment"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.arms import Arm
from kg_builder.evidence import AdverseEvent
from kg_builder.facts.causes_of_death import CAUSED_DEATH
from kg_builder.facts.counting import COUNT, GROUP, PARTED, PLACE, Counts, arm_at, arms_masked, counted_events
from kg_builder.facts.numerals import number_of
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["related_deaths"]

_SEEN = r"(?:occurred|(?:was|were)\s(?:observed|reported|seen|recorded|noted|documented))"
_RELATED = Phrase(
    rf"""(?<![\w./-])(?<!\bof\s)(?<!\bthe\s)(?P<count>{COUNT}|no)\sdeaths?(?:\s(?:occurred|{_SEEN}))?(?P<before>{PLACE})?
        (?:\s(?:that|which))?(?:\s(?:was|were)(?:\s(?:considered|judged|deemed|assessed|thought))?(?:\s(?:to\sbe|as))?)?
        \s(?:related|attribut(?:ed|able))\sto\s(?:the\s)?(?:(?:study\s|trial\s|protocol\s)?(?:treatment|drugs?|therapy|medication|regimen)\b|(?P<cause>{GROUP}+)(?!{GROUP}|[\s-](?:{GROUP}|or\b|and\b)))
        (?:\s{_SEEN})?(?P<behind>{PLACE})?(?P<further>(?:,?\sand|,)\s{COUNT}{PLACE})?""",
    "related to", "attributed to", "attributable to",
)  # fmt: skip
_ONE = re.compile(rf"(?P<count>{COUNT})(?P<place>{PLACE})", re.IGNORECASE)


def related_deaths(statement: Statement) -> Iterator[AdverseEvent]:
    """How many patients the treatment killed: of the arm that is named, of all where the study has no arms, or none at all."""
    masked = arms_masked(statement) if _RELATED.may_stand_in(statement.text) else ""
    for match in _RELATED.finditer(masked):
        clause = max(masked.rfind(joint, 0, match.start()) for joint in (";", ", and ", ", but "))
        if PARTED.search(masked, max(clause, 0), match.end()):
            continue
        place = statement.place(*match.span())
        yield from counted_events(statement, place, _counts(statement, match), CAUSED_DEATH, "5")


def _counts(statement: Statement, match: re.Match[str]) -> Counts:
    roster, count = statement.paper.roster, match["count"].lower()
    many = 0 if count == "no" else int(number_of(count))
    named = [arm_at(statement, *match.span(part)) for part in ("cause", "before", "behind") if match[part]]
    further = _ONE.search(match["further"]) if match["further"] else None
    if further is not None:
        at = match.start("further")
        other = arm_at(statement, at + further.start("place"), at + further.end("place"))
        sides: list[tuple[Arm | None, int]] = [
            (named[0] if named else None, many),
            (other, int(number_of(further["count"]))),
        ]
        known = [(arm, n) for arm, n in sides if arm is not None]
        return known if len({arm.name for arm, _ in known}) == len(sides) else []
    if named:
        return [(named[0], many)] if named[0] is not None and len({arm and arm.name for arm in named}) == 1 else []
    return [(roster.whole, many)] if not statement.groups and (many == 0 or not roster.arms) else []
