"""What guideline bodies say of treatments: in sentences, and in tables with a row per treatment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg_builder.evidence import Components, Recommendation
from kg_builder.facts.clauses import alternatives, lines
from kg_builder.lexicon import Category
from kg_builder.regimens import Treatment
from kg_builder.study import Paper, Statement

__all__ = ["recommendations"]


class Advice(NamedTuple):
    """Characters `start` to `end` advise on treatments; the stance, and whether the advised stand before or after."""

    start: int
    end: int
    stance: str


def recommendations(paper: Paper) -> Iterator[Recommendation]:
    """The recommendations that the paper's sentences report."""
    for statement in paper.statements:
        for advice in _advice(statement.text):
            yield from _records(statement, advice)


_ADVICE = re.compile(
    r"""(?P<against>\b(?:do(?:es)?\snot|did\snot|don't|cannot|not)\s(?:currently\s|routinely\s)?(?:be\s)?(?:recommend(?:ed)?|endorsed?|approved?|support)\b | \brecommend(?:s|ed)?\sagainst\b
            | \bguidelines?\s(?:\w+\s)?exclude[sd]?\b | \bnot\s(?:\w+\s)?recommended\b | \bnot\sindicated\b | \b(?:are|is|were|was)\s(?:inappropriate|contraindicated)\b)
       | (?P<controversy>\b(?:significant\s|some\s)?controvers(?:y|ial|ies)\b)
       | (?P<for>\brecommend(?:s|ed|ing|ation)?\b | \bguidelines?\s(?:\w+\s){0,2}?(?:affirm|endorse|advocate|list|include|highlight|support|propose)s?\b | \badvocat(?:es?|ed|ing)\b | \bendorse[sd]?\b
            | \b(?:inclusion|included)\s(?:of\b|in\s(?:the\s)?[\w-]*\s?guidelines)? | \bpreferred\b | \bfirst\schoices?\b | \b(?:only\s)?indicated\sfor\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_STANCES = {"against": "does not recommend", "controversy": "controversial", "for": "recommends"}
_WEAK = re.compile(r"inclusion|included|preferred|first\schoice|indicated", re.IGNORECASE)


def _advice(text: str) -> Iterator[Advice]:
    at = 0
    for match in _ADVICE.finditer(text):
        if match.start() >= at:
            at = match.end()
            yield Advice(match.start(), match.end(), _STANCES[match.lastgroup or "for"])


_PRINTED_BODY = re.compile(
    r"(?P<body>\b[Mm]ost\sclinical\spractice\sguidelines\b|\b(?!The|In|Current|These|Our|Both|All|And|Recent|Most|According|Clinical|Practice)[A-Z][a-z]+(?:-[A-Z][a-z]+)?\s(?:clinical\s)?guidelines\b)"
)
_REGIONAL = re.compile(r"(?P<region>[A-Z][a-z]+-[A-Z][a-z]+\s)$")


class _Body(NamedTuple):
    start: int
    end: int
    key: str


def _bodies(statement: Statement) -> tuple[_Body, ...]:
    text, found = statement.text, []
    for mention in statement.mentions:
        if body := mention.of(Category.BODY):
            region = _REGIONAL.search(text[: mention.start])
            key = f"{region['region']}{body.key}" if region else body.key
            if not found or found[-1].key != key:
                found.append(_Body(mention.start, mention.end, key))
    for match in _PRINTED_BODY.finditer(text):
        if not any(b.start < match.end() and match.start() < b.end for b in found):
            found.append(_Body(match.start(), match.end(), match["body"]))
    return tuple(sorted(found))


def _speakers(statement: Statement) -> tuple[_Body, ...]:
    """The bodies that a sentence names, else those of the sentence before it in the paragraph."""
    own = _bodies(statement)
    if own:
        return own
    earlier = statement.paper.statements_of(statement.block)[: statement.number]
    named = next((b for s in reversed(earlier[-6:]) if (b := _bodies(s))), ())
    return tuple(b._replace(start=-1, end=-1) for b in named)


_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|as|the|an?)\s(?:\w+ly\s|also\s|the\s|now\s)?$", re.IGNORECASE)
_CONDITION_OF = re.compile(
    r"\b(?:after|following|contraindicat\w+\s(?:to|for)|intoleran\w+\s(?:to|of)|unable\sto\s(?:receive|undergo)|refractory\sto|failure\s(?:of|on)|unsuitable\sfor|ineligible\sfor|previous(?:ly)?|prior|versus|than|not\ssuitable\sfor)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[;]|,\s(?:while|whereas|but|although|which|with|and\s(?:it|they|the\s\w+\sguidelines))\b")
_OTHER = re.compile(r"\brecommended\s(?:phase|dose|starting|daily|in\sthe\sprotocol)|\bwe\srecommend|\bas\srecommended\b", re.IGNORECASE)


def _records(statement: Statement, advice: Advice) -> Iterator[Recommendation]:
    text = statement.text
    if _OTHER.search(text[max(0, advice.start - 5) : advice.end + 12]):
        return
    bodies = _speakers(statement)
    if not bodies and (_WEAK.search(text[advice.start : advice.end]) or statement.paper.genre != "review" and not _passive(text, advice)):
        return
    for treatment in _advised(statement, advice):
        for components in alternatives(treatment):
            for line in _lines_for(text, treatment, advice) or (None,):
                for body in bodies or (None,):
                    yield _record(statement, advice, treatment, components, line, body)


def _passive(text: str, advice: Advice) -> bool:
    return bool(_PASSIVE.search(text[: advice.start])) or text[advice.start : advice.end].lower() in ("preferred", "first choice", "first choices")


def _advised(statement: Statement, advice: Advice) -> tuple[Treatment, ...]:
    """The treatments that the advice is about: before a passive, after an active."""
    text = statement.text
    named = [t for t in statement.treatments if not _CONDITION_OF.search(text[: t.start])]
    borders = [0, *(m.end() for m in _STOP.finditer(text)), len(text)]
    begin = max(b for b in borders if b <= advice.start)
    stop = min(b for b in borders if b >= advice.end)
    before = tuple(t for t in named if begin <= t.start and t.end <= advice.start)
    after = tuple(t for t in named if advice.end <= t.start and t.end <= stop)
    return (before or after) if _passive(text, advice) else (after or before)


def _lines_for(text: str, treatment: Treatment, advice: Advice) -> tuple[int, ...]:
    named = lines(text)
    if len({o.line for o in named}) <= 1:
        return tuple({o.line for o in named})
    after = [o for o in named if o.start >= max(treatment.end, advice.start)]
    nearest = after[0] if after else named[-1]
    return tuple(o.line for o in named if o.start == nearest.start)


_CONDITION = re.compile(
    r"\b(?:for|in)\s(?P<condition>(?:the\s|those\s)?(?:patients?|individuals|advanced|unresectable|early|intermediate|recurrent|locally|metastatic|systemic|adjuvant|liver|those|cases)\b[^;.\[]{3,120}?)(?=\s[\[(]\d|[;.]|,|$)",
    re.IGNORECASE,
)


def _record(
    statement: Statement, advice: Advice, treatment: Treatment, components: Components, line: int | None, body: _Body | None
) -> Recommendation:  # fmt: skip
    here = [body.start] if body and body.start >= 0 else []
    ends = [body.end] if body and body.start >= 0 else []
    condition = _CONDITION.search(statement.text)
    return Recommendation(
        doc=statement.paper.document.id,
        span=statement.place(min([advice.start, treatment.start, *here]), max([advice.end, treatment.end, *ends])),
        rule="recommendation-told",
        body=body.key if body else None,
        treatment=components,
        line=line,
        condition=condition["condition"].strip() if condition else None,
        stance=advice.stance,
    )
