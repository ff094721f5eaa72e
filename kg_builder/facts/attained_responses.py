"""Responses that counted patients attained: "two patients achieved CR and five PR", "the patient achieved a PR"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from kg_builder.document import BlockKind
from kg_builder.evidence import Outcome
from kg_builder.facts.counting import (
    COUNT,
    PARTED,
    PEOPLE,
    PLACE,
    arm_at,
    counted_outcome,
    counts_of,
    with_share,
)
from kg_builder.facts.numerals import number_of
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.study import Paper, Statement

__all__ = ["ALSO_COUNTED", "ATTAINED", "first_attained", "responses_attained", "responses_of_the_patient"]

_ACHIEVED = re.compile(
    r"""\b(?:patient|he|she|treatment|therapy|combination|regimen)\s(?:\w+\s){0,3}?(?:achieved|attained|reached|obtained|showed|exhibited|(?:resulted|resulting)\sin)
        \s(?:an?\s)?(?:(?:sustained|durable|confirmed|radiological|clinical|further)\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_ALSO = re.compile(r"^(?:\s?\([^()]*\))?,?\sand\s(?:(?:subsequently|then|later|finally)\s)?(?:an?\s)?$", re.IGNORECASE)


def responses_of_the_patient(paper: Paper) -> Iterator[Outcome]:
    """The responses that the one patient of a case report achieved."""
    whole = paper.roster.whole
    for statement in paper.statements:
        if not statement.own or statement.block.kind is not BlockKind.PARAGRAPH:
            continue
        before = None
        for mention in statement.mentions:
            term = mention.of(Category.RESPONSE)
            also = before is not None and _ALSO.match(statement.text[before : mention.start])
            if term is None or not (also or _ACHIEVED.search(statement.text[: mention.start])):
                continue
            before = mention.end
            place = statement.place(mention.start, mention.end)
            yield replace(counted_outcome(statement, place, whole, term.key, 1), criteria=paper.criteria)


ATTAINED = frozenset(
    {
        "had",
        "experienced",
        "achieved",
        "attained",
        "obtained",
        "showed",
        "exhibited",
        "achieving",
        "attaining",
        "obtaining",
    }
)
_A_RESPONSE = re.compile(
    r"\s(?:(?:an?|the|confirmed|unconfirmed|objective|best|durable|sustained|overall|radiological|radiographic|clinical|metabolic|response|responses|of)\s)*$"
)
ALSO_COUNTED = re.compile(
    rf"(?:\s\([^()%]*\))?(?:,|,?\s(?:and|while|whereas))\s(?P<count>{COUNT})(?:\s{PEOPLE})?(?:\s(?:had|achieved|attained|obtained|showed|exhibited|experienced|developed|achieving|with))?(?:\san?)?(?P<rest>\s)",
    re.IGNORECASE,
)


def first_attained(statement: Statement, masked: str, at: int) -> Mention | None:
    """The response or event that is the object of the verb which ends there: "achieved a CR", "had a relapse"."""
    for mention in statement.mentions:
        term = mention.of(Category.RESPONSE) or mention.of(Category.ENDPOINT) if mention.start >= at else None
        if term is not None:
            whole = _A_RESPONSE.match(masked[at : mention.start]) and not _NOT_WHOLE.match(masked, mention.end)
            return mention if whole and term.features.get("measuredAs") in _OF_PATIENTS else None
    return None


_NOT_WHOLE = re.compile(
    r"\srate|s?\sof\s(?!(?:the\s|their\s)?(?:disease|tumou?r|cancer)\b)"
)  # "progression of brain metastases"
_OF_PATIENTS = ("event", "fraction")
_WHO = re.compile(r"\bwho\s(?:\w+\s)?$", re.IGNORECASE)
_COMPARED = re.compile(
    rf",?\s(?:(?:as\s)?compared\s(?:with|to)|versus|vs\.?)\s(?:only\s)?(?P<count>{COUNT})(?:\s{PEOPLE})?(?P<place>{PLACE})",
    re.IGNORECASE,
)


def responses_attained(statement: Statement, masked: str, match: re.Match[str]) -> Iterator[Outcome]:
    """ "Two patients achieved CR, five PR and nine stable disease": of one arm, or of all patients."""
    counts, start, at = counts_of(statement, masked, match, match.end("verb")), match.start(), match.start("rest")
    if (
        _WHO.search(masked, match.start(), match.start("verb"))
        or PARTED.search(masked)
        or (not statement.paper.roster.arms and match["total"] is None and statement.groups)
    ):
        return
    for mention in (m for m in statement.mentions if m.start >= at):
        term = mention.of(Category.RESPONSE) or mention.of(Category.ENDPOINT)
        if term is None or "measuredAs" not in term.features or term.features["measuredAs"] == "time":
            return
        if not _A_RESPONSE.match(masked[at : mention.start]) or masked.startswith(" rate", mention.end):
            return
        end = mention.end
        if (other := _COMPARED.match(masked, end)) and (arm := arm_at(statement, *other.span("place"))):
            counts, end = [*counts, (arm, int(number_of(other["count"])))], other.end()
        criteria = statement.paper.criteria if term.category is Category.RESPONSE else None
        for arm, count in counts:
            told = counted_outcome(statement, statement.place(start, end), arm, term.key, count)
            shared = with_share(masked, told, mention.end) if len(counts) == 1 else told
            n = int(match["total"]) if match["total"] and len(counts) == 1 else shared.n
            yield replace(shared, n=n, line=statement.paper.line, criteria=criteria)
        further = ALSO_COUNTED.match(masked, mention.end)
        if further is None or len(counts) != 1:
            return
        counts = [(counts[0][0], int(number_of(further["count"])))]
        start, at = further.start("count"), further.start("rest")
