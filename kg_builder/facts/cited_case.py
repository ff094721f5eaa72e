"""Single patients whose course a review tells: what they received and how the tumour responded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg_builder.document import BlockKind
from kg_builder.evidence import Timeline
from kg_builder.facts.elapsed import elapsed
from kg_builder.facts.event import Event, bare
from kg_builder.facts.findings import findings
from kg_builder.facts.organs import organ
from kg_builder.lexicon import Category
from kg_builder.regimens import Treatment
from kg_builder.study import Paper, Statement

__all__ = ["Told", "cited_cases", "told_of_one"]

_PERSON = r"(?:patient|man|woman|male|female|boy|girl)"
_ONE = re.compile(
    rf"\b(?:an?|one|another)\s(?:\d{{1,3}}[-\s]years?[-\s]old\s(?:[\w-]+\s){{0,3}}?{_PERSON}\b(?!s)|(?:[\w-]+\s){{0,2}}?patient\b|case\sof\b(?!\s\w+\spatients))",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"\b(?:patients|cases\s(?:were|of)|cohort|trials?\s(?:show|demonstrat|report)\w*|subjects)\b", re.IGNORECASE
)
_GENERAL = re.compile(
    r"\b(?:may|might|could|should|would|can|if|whether|suggest\w*|promising|option|guidelines?|recommend\w*|preferred)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence about a cited patient, and the treatment that the case named before it."""

    statement: Statement
    earlier: Treatment | None


def cited_cases(paper: Paper) -> Iterator[Timeline]:
    """The course of each single patient that a review cites, sentence by sentence."""
    for block in paper.document.of_kind(BlockKind.PARAGRAPH):
        for told in told_of_one(paper.statements_of(block)):
            for event in _events(told):
                yield _record(told.statement, event)


def told_of_one(statements: Sequence[Statement]) -> Iterator[Told]:
    """The sentences that tell of one patient: from "a 60-year-old woman" on, as long as they cite the same paper.

    Args:
        statements: of one paragraph, in order.
    """
    case: str | None = None
    earlier: Treatment | None = None
    for statement in statements:
        if _ONE.search(statement.text) and statement.study != "this" and not _GENERAL.search(statement.text):
            case, earlier = statement.study, None
        if case is None or statement.study != case:
            case = None
            continue
        if not _MANY.search(statement.text) and not _GENERAL.search(_SAFETY.split(statement.text)[0]):
            yield Told(statement, earlier)
        earlier = next((t for t in statement.treatments), earlier)


_SAFETY = re.compile(r",\sbut\s")


def _record(statement: Statement, event: Event) -> Timeline:
    since = list(elapsed(statement.text, statement.paper.units))
    return Timeline(
        doc=statement.paper.document.id, span=statement.place(event.start, event.end), rule="timeline-cited-case",
        study=statement.study, item=event.item, text=event.text, at_months=since[0].months if len(since) == 1 else None,
    )  # fmt: skip


def _events(told: Told) -> Iterator[Event]:
    """Responses, treatments, and what else befell the patient."""
    yield from _responded(told)
    yield from _responses(told)
    yield from _reductions(told)
    yield from _treated(told.statement)
    yield from (e for e in findings(told.statement) if e.item not in _OWN and e.quantity is None and not e.carried)


_OWN = frozenset({"tumor response"})


def _named(treatment: Treatment) -> str:
    """The treatment in words; a class by its only drug."""
    return " plus ".join(m[0] if len(m := treatment.one_of.get(c, ())) == 1 else c for c in treatment.components)


def _item(treatment: Treatment | None) -> str:
    return f"tumor response to {_named(treatment)}" if treatment else "tumor response"


def _next(statement: Statement, at: int) -> Treatment | None:
    """The first treatment after these characters."""
    return next((t for t in statement.treatments if t.start >= at), None)


_RESPONDED = re.compile(r"\b(?P<told>(?:responded|did\snot\srespond)(?:\s(?:[a-z]+ly|well|poorly))?)\sto\s")
_EFFECTIVE = re.compile(
    r"^\s(?:therapy\s|treatment\s)?(?:was|proved)\s(?P<told>(?:[a-z]+ly\s)?(?:effective|ineffective))\b"
)


def _responded(told: Told) -> Iterator[Event]:
    """ "responded well to A", "A was effective"."""
    statement = told.statement
    for match in _RESPONDED.finditer(statement.text):
        if treatment := _next(statement, match.end()):
            yield Event(match.start(), treatment.end, _item(treatment), match["told"])
    for treatment in statement.treatments:
        if held := _EFFECTIVE.match(statement.text[treatment.end :]):
            yield Event(treatment.start, treatment.end + held.end(), _item(treatment), held["told"])


_LINKED = re.compile(
    r"^\)?\s(?:was\s\w+\s|occurred\s)?(?:after|following|to|with|under|during|on|upon|through|while\son|despite)\s(?:[\w-]+\s){0,5}?$"
)
_SINCE = re.compile(
    r"^\)?\s(?:[\w-]+\s){0,3}?(?:after|following|since|of)\s(?:the\s)?(?:initial\s)?(?:treatment|therapy)\b"
)
_TUMOURS = re.compile(
    r"^(?:these|the|all|his|her)\s(?P<what>metastas[ie]s|lesions|nodules|metastatic\s\w+)\b", re.IGNORECASE
)


def _responses(told: Told) -> Iterator[Event]:
    """A response by its key, and the treatment that it followed: "complete remission after A", "progression through B"."""
    statement, last = told.statement, ""
    for mention in statement.mentions:
        response, end = mention.of(Category.RESPONSE), mention.of(Category.ENDPOINT)
        key = response.key if response else "PD" if end and end.key == "progression" else None
        if key is None or key == last or _NONE.search(statement.text[: mention.start]):
            continue
        treatment = next((t for t in statement.treatments if t.start > mention.end), None)
        linked = treatment and _LINKED.match(_BRACKET.sub("", statement.text[mention.end : treatment.start]))
        treated = (
            treatment
            if linked
            else told.earlier
            if _SINCE.match(_BRACKET.sub("", statement.text[mention.end :]))
            else None
        )
        if treated is None:
            continue
        last, subject = key, _TUMOURS.match(statement.text)
        site = _SITE.search(statement.text[: mention.start])
        where = f"{site['organ']} " if site and organ(site["organ"], statement.paper.lexicon) else ""
        yield Event(mention.start, mention.end, subject["what"] if subject else f"{where}{_item(treated)}", key)


_SITE = re.compile(r"\b(?P<organ>[a-z]+)\s(?:tumou?rs?|lesions?)\s(?:[a-z]+\s){0,3}$", re.IGNORECASE)
_NONE = re.compile(r"\b(?:no|not|without|free\sof|absence\sof)\s(?:\w+\s){0,4}$", re.IGNORECASE)
_BRACKET = re.compile(r"\s\([A-Za-z]{2,4}\)")
_REDUCED = re.compile(
    r"\b(?:showed|exhibited|achieved|demonstrated|had|obtained|experienced|resulted\sin|(?<!\w))\s?(?P<told>(?:an?\s)?(?!no\b)(?:[a-z]+\s){0,2}?(?:tumou?r\s(?:reduction|shrinkage|regression|response)|necrosis|pathological\s(?:remission|response)))\b(?=\s(?:was\sachieved|after|following|of|to|with|during|in)|[,.;(]|$)"
)


def _reductions(told: Told) -> Iterator[Event]:
    """ "showed extensive tumor shrinkage after A", "a prolonged tumor response was achieved with B"."""
    statement = told.statement
    for match in _REDUCED.finditer(statement.text):
        what = bare(match["told"])
        if statement.paper.finder.named(what, Category.RESPONSE):
            continue
        item = "pathological response" if "patholog" in what else _item(_next(statement, match.end()))
        held = _HELD.match(statement.text[match.end() :])
        words, end = (
            (f"{what}, {held['what']} {held['how']}", match.end() + held.end()) if held else (what, match.end())
        )
        yield Event(match.start("told"), end, item, words)


_HELD = re.compile(
    r"^,\s(?:and\s)?the\s(?P<what>disease|tumou?r)\s(?:has\sbeen|had\sbeen|was|remained)\s(?P<how>(?:[a-z]+\s)?controlled)\b"
)


_RECEIVED = re.compile(
    r"\b(?:received|underwent|was\streated\swith|was\sgiven)\s(?P<told>[^,.;()]{4,120}?)(?=\s\(|[,.;]|$)"
)


def _treated(statement: Statement) -> Iterator[Event]:
    """ "received adjuvant TACE after surgery": in the paper's words, where they name a treatment."""
    for match in _RECEIVED.finditer(statement.text):
        if any(match.start("told") <= t.start < match.end() for t in statement.treatments):
            yield Event(match.start(), match.end(), "treatment", bare(match["told"]))
