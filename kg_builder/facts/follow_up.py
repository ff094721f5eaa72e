"""How long the patients of a study were followed: "at a median follow-up of 17 months", "followed for a median of 2 years"."""

from __future__ import annotations

import re

from kg_builder.document import Section
from kg_builder.evidence import Outcome
from kg_builder.facts.holders import holders
from kg_builder.phrases import Phrase
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = ["FOLLOWED", "FOLLOW_UP", "follow_up"]

FOLLOW_UP = "follow-up"
FOLLOWED = Phrase(
    r"""\b(?:(?P<how>median|mean)\s(?:(?:duration|length|time)\sof\s|potential\s|overall\s)?follow[-\s]?up(?:\s(?:time|period|duration|length))?
             (?:\s(?:for|of|in)\s(?:all|the\s(?:entire|whole|overall|total))\s(?:\w+\s){0,2}?\w+)?(?:\s\((?:from|since)\s[^()]{3,60}\))?,?(?:\s(?:was|of)|:|\s?[(=])
         |followed(?:[-\s]up)?\sfor\sa\s(?P<long>median|mean)\s(?:(?:time|period|duration)\s)?of)\s?$""",
    "follow-up", "follow up", "followup", "followed for a ", "followed up for a ", "followed-up for a ",
)  # fmt: skip
_PARTED = re.compile(
    r"""[)\]]?\s?(?:[(\[][^()\[\]]*[)\]]\s?)?(?:(?:,\s)?(?:and|vs\.?|versus|or|to)\s\d|,\s\d[\d.]*(?:,|\s(?:and|months?|years?|weeks?)\b)
        |(?:in|for|among|with|of)\s(?!(?:all|both|our|this|those\s(?:still\s)?alive|(?:the\s)?(?:entire|whole|overall|total|study|full|surviv\w+|living|censored)|patients\s(?:still\s)?alive|the\s(?:cohort|patients))\b))""",
    re.VERBOSE,
)


def follow_up(statement: Statement) -> Outcome | None:
    """The median follow-up of all patients of an own study, where a sentence of abstract or results tells it."""
    text = statement.text
    if not FOLLOWED.may_stand_in(text) or statement.paper.genre != "trial":
        return None
    if statement.block.section not in (Section.ABSTRACT, Section.RESULTS):
        return None
    for quantity in statement.quantities:
        match = FOLLOWED.search(text, max(0, quantity.start - 80), quantity.start) if _is_time(quantity) else None
        if match is not None:
            told = statement.own and not _PARTED.match(text, quantity.end)
            whole = told and not any(h.start < quantity.start for h in holders(statement))
            return _record(statement, match, quantity) if whole else None
    return None


def _is_time(quantity: Quantity) -> bool:
    return quantity.dimension == "time" and quantity.upper is None and quantity.qualifier is None


def _record(statement: Statement, match: re.Match[str], quantity: Quantity) -> Outcome:
    roster = statement.paper.roster
    whole = roster.whole
    return Outcome(
        doc=statement.paper.document.id,
        span=statement.place(match.start(), quantity.end),
        rule="sentence-follow-up",
        arm=whole.title(),
        regimen=() if roster.arms else whole.regimen,
        line=statement.paper.line,
        n=whole.n,
        endpoint=FOLLOW_UP,
        statistic=(match["how"] or match["long"]).lower(),
        value=quantity.number,
        unit=quantity.unit.key if quantity.unit else None,
        ci=quantity.ci,
    )
