"""What guideline bodies say of treatments: in sentences, and in tables with a row per treatment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from kg_builder.document import Block, BlockKind, Span
from kg_builder.evidence import Components, Place, Recommendation
from kg_builder.facts.clauses import alternatives
from kg_builder.facts.guidelines import Body, bodies, lines_within
from kg_builder.phrases import Phrase
from kg_builder.regimens import Treatment
from kg_builder.study import Paper, Statement
from kg_builder.tables import flattened_rows

__all__ = ["recommendations"]


class _Advice(NamedTuple):
    """Characters `start` to `end` advise for or against something."""

    start: int
    end: int
    stance: str
    passive: bool
    weak: str  # "weak", where only a guideline's words advise; "by", where the body itself must stand beside them


def recommendations(paper: Paper) -> Iterator[Recommendation]:
    """The recommendations that the paper's sentences and guideline tables report."""
    for statement in paper.holding(_ADVICE):
        yield from _told(statement)
    for block in paper.document.of_kind(BlockKind.TABLE):
        yield from _tabled(paper, block)


_ADVICE = Phrase(
    r"""\b(?=[acdefghilnprsw])(?:(?P<against>\b(?:do(?:es)?|did)\snot\s(?:currently\s|routinely\s)?(?:recommend|endorse|approve|support)\b
        | \b(?:recommend|advise|argue)(?:s|d|ed)?\sagainst\b
            | \bguidelines?\sexclude[sd]?\b | \bnot\s(?:\w+\s)?(?:be\s)?recommended\b | \b(?:are|is|were
                |was)\s(?:inappropriate|contraindicated|not\s(?:\w+\s)?indicated)\b)
       | (?P<controversy>\bcontrovers(?:y|ial|ies)\b)
       | (?P<for>\brecommend(?:s|ed|ing)?\b | \badvocat(?:es?|ed|ing)\b | \bendorse[sd]?\b
           | \bindicated(?=\s(?:only\s)?(?:for|in|as)\s) | \bplace[sd]?\s(?:a\s)?(?:high|great)\simportance\son\b)
       | (?P<weak>\bguidelines?\s(?:\w+\s)?(?:affirm|list|include|highlight|propose|suggest|favou?r)s?\b | \binclusion\sof\b
           | \b(?:is|are|(?:has|have)\sbeen)\s(?:(?:now|also|\w+ly)\s)?(?:included|listed|incorporated|integrated)\s(?:in|into)
                \s(?:the\s)?(?:[\w-]+\s){0,3}?guidelines
            | \b(?:is|are)\ssupported\sby\s(?:the\s)?(?=[\w\s-]{0,30}guidelines) | \bpreferred\b | \bfirst\schoices?\b
            | \bas\s(?:an\s)?alternatives?\s(?:\w+-line\s)?(?:options?|treatments?|therap(?:y|ies))\b)
       | (?P<by>\b(?:lists?|suggests?|proposes?|favou?rs?|favou?red)\b
            | \b(?:is|are|considered|remains?)\s(?:considered\s)?(?:an?\s|the\s)standard\s(?:of\scare|treatment|therapy)\b))""",
    "recommend", "endorse", "not approve", "currently approve", "routinely approve", "not support", "currently support",
    "routinely support", "supported by ", "guideline", "inappropriate", "contraindicated", "controvers", "advocat", "indicated",
    "high importance", "great importance", "inclusion of", "preferred", "first choice",
    *(f"{verb}{ending} against" for verb in ("advise", "argue") for ending in ("", "s", "d", "ed")),
    "as alternative", "as an alternative", "list", "suggest", "propose", "favor", "favour",
    "standard of care", "standard treatment", "standard therapy",
)  # fmt: skip
_STANCES = {"against": "does not recommend", "controversy": "controversial"}
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|as|remains?|the|an?)\s(?:\w+ly\s|also\s|the\s|now\s)?$", re.IGNORECASE
)
_OTHER = re.compile(
    r"\brecommended\s(?:phase|dose|starting|daily|staging|by\sthe\smanufacturer)|\bwe\srecommend|\bas\srecommended\b|\bto\srecommend",
    re.IGNORECASE,
)


_BEING = re.compile(r"(?:is|are|was|were|has|have|as|considered|remains?)\s")
_SAYS = re.compile(
    r"(?:\s\([^()]*\))?\s(?:(?:clinical\s|practice\s|treatment\s)*(?:guidelines?|consensus|panel|experts)\s)?"
)
_AS_THE = re.compile(r"\sas\s(?:the\s|an?\s)?(?:\w+\s)?")  # "recommended as the first choice" says one thing


def _advice(text: str) -> Iterator[_Advice]:
    at = 0
    for match in _ADVICE.finditer(text):
        if match.start() < at or _OTHER.search(text[max(0, match.start() - 4) : match.end() + 16]):
            continue
        kind = match.lastgroup or "for"
        if kind == "weak" and at and _AS_THE.fullmatch(text[at : match.start()]):
            continue
        at = match.end()
        passive = kind in ("against", "for", "weak", "by") and bool(
            _PASSIVE.search(text[: match.start()]) or _BEING.match(match.group())
        )
        weak = kind if kind in ("weak", "by") else ""
        yield _Advice(match.start(), match.end(), _STANCES.get(kind, "recommends"), passive, weak)


_LISTED = re.compile(r"^\s?(?:,\s?(?:and\s)?|and\s|/|\sor\s)(?:the\s)?$")
_SAME = re.compile(r"\b(?:it|either|both|neither|them)\b", re.IGNORECASE)


def _told(statement: Statement) -> Iterator[Recommendation]:
    text = statement.text
    found = list(_advice(text))
    speakers = bodies(text, statement.mentions) if found else ()
    inherited = _earlier(statement) if found and not speakers else ()
    said: tuple[Treatment, ...] = ()
    for number, advice in enumerate(found):
        begin = found[number - 1].end if number else 0
        stop = found[number + 1].start if number + 1 < len(found) else len(text)
        own = _speaking(text, advice, speakers, begin)
        if advice.weak == "by" and not any(
            _SAYS.fullmatch(text, b.end, advice.start) or b.start > advice.end for b in own
        ):
            continue
        if not (own or inherited) and (advice.weak or _unsaid(statement, advice)):
            continue
        limit = min([b.start for b in speakers if b.start >= advice.end and b not in own] + [stop])
        advised = _advised(statement, advice, begin, limit) or (said if _SAME.search(text[advice.end : limit]) else ())
        said = advised or said
        for treatment in advised:
            yield from _records(statement, advice, treatment, own or inherited, (begin if number else 0, limit))


_PRESENT = re.compile(r"\b(?:is|are|has\sbeen|have\sbeen)\s(?:\w+ly\s|the\s|still\s)?$", re.IGNORECASE)
_ABOUT = re.compile(r"\s(?:exists?\s)?(?:regarding|about|over|concerning|as\sto|as\sa)\b")


def _unsaid(statement: Statement, advice: _Advice) -> bool:
    """Nobody is named: only a plain "A is recommended", "A is not indicated", or a controversy, still is advice."""
    if advice.stance == "controversial":
        return not (_ABOUT.match(statement.text, advice.end) or _ROLE.search(statement.text[: advice.start]))
    words = statement.text[advice.start : advice.end]
    if words.endswith("indicated") and words.startswith(("is ", "are ")):
        return False
    return advice.stance != "recommends" or not _PRESENT.search(statement.text[: advice.start])


_ROLE = re.compile(r"\b(?:role|use|benefit|value|place)\sof\s[^,.;]{3,80}\s(?:is|are|remains?)\s(?:\w+\s)?$")
_BY = re.compile(r"\b(?:by|in|of|to)\s(?:the\s)?$")


def _speaking(text: str, advice: _Advice, speakers: tuple[Body, ...], begin: int) -> tuple[Body, ...]:
    """The bodies before the advice, joined by a list; else those after it ("… by the A", "in the A guidelines")."""
    before = [b for b in speakers if begin <= b.start and b.start < advice.end]
    run = before[-1:]
    for body in reversed(before[:-1]):
        if not _LISTED.match(text[body.end : run[0].start]):
            break
        run.insert(0, body)
    first = next((b.start for b in speakers if b.start >= advice.end and _BY.search(text[: b.start])), len(text))
    after = [b for b in speakers if b.start >= first]
    for one, other in pairwise(after):
        if not _LISTED.match(text[one.end : other.start]):
            after = after[: after.index(other)]
            break
    return tuple(run) or tuple(after) or (tuple(b for b in speakers if b.start < advice.start))


def _earlier(statement: Statement) -> tuple[Body, ...]:
    """The bodies that the sentences before it in the paragraph speak of."""
    earlier = statement.earlier
    named = next((b for s in reversed(earlier[-6:]) if (b := bodies(s.text, s.mentions))), ())
    return tuple(b._replace(start=-1, end=-1) for b in named[-1:])


_CONDITION_OF = re.compile(
    r"""\b(?:after|following|(?:contraindicat\w+|ineligible|unsuitable|unfit|intolerant|refractory|resistant|tolerant)\s(?:to|for|of)|unable\sto\s(?:receive|undergo)|
        alternatives?\sto|instead\sof|rather\sthan|over|failure\s(?:of|on)|previous(?:ly)?|prior|versus|than|receiving|eligible\sfor|treated\swith)\s(?:\w+\s){0,2}$""",
    re.IGNORECASE | re.VERBOSE,
)
_QUALITY = re.compile(r"^-(?:tolerant|intolerant|refractory|na[iï]ve|resistant|pretreated)\b", re.IGNORECASE)
_EXAMPLE = re.compile(
    r"\((?:e\.g\.|such\sas|including)[^()]*$|\bas\s(?:an?\s|the\s)?(?:\w+-line\s)?$"
)  # says of what kind
_GENERAL = frozenset({"immunotherapy", "targeted therapy"})


def _advised(statement: Statement, advice: _Advice, begin: int, stop: int) -> tuple[Treatment, ...]:
    """The treatments that the advice is about: before a passive, after an active."""
    text = statement.text
    named: dict[frozenset[str], Treatment] = {}
    for treatment in statement.treatments:
        about = not _CONDITION_OF.search(text[: treatment.start]) and not _QUALITY.match(text[treatment.end :])
        about = about and not (named and _EXAMPLE.search(text[: treatment.start]))
        about = about and not all(map(_is_control(statement), treatment.components))  # "is the standard of care"
        if begin <= treatment.start and treatment.end <= stop and about:
            named.setdefault(treatment.key, treatment)
    before = tuple(t for t in named.values() if t.end <= advice.start)
    if text.endswith("indicated", advice.start, advice.end):  # says it of its subject, not of what "it" is
        return tuple(t for t in before if _SUBJECT.fullmatch(text, t.end, advice.start))
    after = tuple(t for t in named.values() if t.start >= advice.end)
    chosen = (before or after) if advice.passive else (after or before)
    special = tuple(t for t in chosen if not t.key <= _GENERAL)
    return special or chosen


_SUBJECT = re.compile(r"(?:\s\([^()]*\))?(?:\s(?:mono)?therapy|\streatment)?\s(?:(?:is|are)\s(?:\w+ly\s)?)?")


def _is_control(statement: Statement) -> Callable[[str], bool]:
    return lambda key: statement.paper.lexicon.is_a(key, "control intervention")


_CONDITION = re.compile(
    r"""\b(?:for|in)\s(?P<condition>(?:the\s|those\s|some\s)?(?:patients?|individuals|advanced|unresectable|early|intermediate|recurrent|locally|metastatic|systemic\streatment-na|
        adjuvant|liver|those|cases)\b[^;.\[()]{3,120}?)(?=\s[\[(]\d|[;.(]|,|\s(?:is|are|was|were)\srecommended|\saccording\sto\b|\sbased\son\b|$)""",
    re.IGNORECASE | re.VERBOSE,
)


def _records(
    statement: Statement, advice: _Advice, treatment: Treatment, speakers: tuple[Body, ...], within: tuple[int, int]
) -> Iterator[Recommendation]:
    named = lines_within(statement.text, *within, max(advice.end, treatment.start))
    condition = _CONDITION.search(statement.text, *within)
    for components in alternatives(treatment):
        for line in named or (None,):
            for body in speakers or (None,):
                told = body is not None and body.start >= 0
                start = min([advice.start, treatment.start, *([body.start] if body and told else [])])
                end = max([advice.end, treatment.end, *([body.end] if body and told else [])])
                yield _record(
                    statement.paper, statement.place(start, end), "recommendation-told", body.key if body else None,
                    (components, line, advice.stance), condition["condition"].strip() if condition else None,
                )  # fmt: skip


def _record(
    paper: Paper,
    place: Place,
    rule: str,
    body: str | None,
    said: tuple[Components, int | None, str],
    condition: str | None = None,
) -> Recommendation:
    treatment, line, stance = said
    return Recommendation(
        doc=paper.document.id,
        span=place,
        rule=rule,
        body=body,
        treatment=treatment,
        line=line,
        condition=condition,
        stance=stance,
    )


_GUIDELINE_TABLE = re.compile(r"\bguidelines?\b|\brecommend", re.IGNORECASE)


def _tabled(paper: Paper, block: Block) -> Iterator[Recommendation]:
    """A row per treatment: its line and condition, the bodies that recommend it, remarks."""
    table = block.table
    if table is None or table.caption is None or not _GUIDELINE_TABLE.search(paper.document[table.caption]):
        return
    spans = flattened_rows(paper.document, table) if table.flattened else _row_spans(paper, block)
    for span in spans:
        yield from _row(paper, block, span)


def _row_spans(paper: Paper, block: Block) -> list[Span]:
    return list(dict.fromkeys(row[0].row_span for row in paper.grid(block).rows()))


_DENIED = re.compile(r"\bnot\srecommended\sby\s(?:the\s)?$", re.IGNORECASE)
_UNNAMED: list[tuple[str | None, str]] = [(None, "recommends")]
_DISPUTED = re.compile(r"\bcontroversial\b", re.IGNORECASE)


def _row(paper: Paper, block: Block, span: Span) -> Iterator[Recommendation]:
    text = paper.read(span).text
    named = paper.find_treatments(text)
    if not named or named[0].start > 3:
        return
    speakers = bodies(text, paper.finder.find(text))
    listed = _first_run(text, tuple(b for b in speakers if not _DENIED.search(text[: b.start])))
    stop = listed[0].start if listed else len(text)
    place = paper.place(span, block.where, row=text[named[0].start : named[0].end])
    for line in lines_within(text, 0, stop, 0) or (None,):
        for components in _row_treatments(text, named):
            said: list[tuple[str | None, str]] = [(b.key, "recommends") for b in listed]
            said += [(b.key, "does not recommend") for b in speakers if _DENIED.search(text[: b.start])]
            for body, stance in said or _UNNAMED:
                yield _record(paper, place, "recommendation-row", body, (components, line, stance))
            if _DISPUTED.search(text):
                yield _record(paper, place, "recommendation-row", None, (components, line, "controversial"))


def _first_run(text: str, speakers: tuple[Body, ...]) -> tuple[Body, ...]:
    run = speakers[:1]
    for one, other in pairwise(speakers):
        if not _LISTED.match(text[one.end : other.start]):
            break
        run = (*run, other)
    return run


def _row_treatments(text: str, named: tuple[Treatment, ...]) -> tuple[Components, ...]:
    """What the row is about: its first treatment, and what a later line adds with a plus sign."""
    added = [k for t in named[1:] if re.search(r"\+\s?$", text[: t.start]) for k in t.components]
    first = alternatives(named[0])
    return tuple(tuple(dict.fromkeys((*components, *added))) for components in first)
