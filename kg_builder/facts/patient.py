"""Single patients: the one of a case report, and those whom a review tells of ("a 61-year-old woman with …").

Of a case report only the presentation is read, each item where it is first stated; the later course is the timeline's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg_builder.document import BlockKind, Section
from kg_builder.evidence import Baseline
from kg_builder.facts.note import Note
from kg_builder.facts.traits import Trait, diseases_of, traits
from kg_builder.lexicon import Category, Term
from kg_builder.study import Paper, Statement

__all__ = ["patients"]

_AGED = re.compile(
    r"\b(?:an?|one|the|this|our|another)\s(?P<age>\d{1,3})[-\s]years?[-\s]old(?:\s(?!with\b|who\b|and\b|in\b)[\w-]+){0,3}?(?:\s(?P<sex>man|woman|male|female|boy|girl|gentleman|lady)\b)?",
    re.IGNORECASE,
)
_SEXES = {"man": "male", "boy": "male", "gentleman": "male", "woman": "female", "girl": "female", "lady": "female"}


def patients(paper: Paper) -> Iterator[Baseline | Note]:
    """What a case report, or a review, tells of single patients at presentation."""
    if paper.genre == "case":
        yield from _presented(paper)
    elif paper.genre == "review":
        for statement in paper.statements:
            if statement.study != "this" and statement.block.kind is BlockKind.PARAGRAPH:
                yield from _vignette(statement)


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing said of a patient, at these characters of a sentence."""

    start: int
    end: int
    characteristic: str
    level: str | None = None
    value: Decimal | None = None
    median: Decimal | None = None
    unit: str | None = None
    qualifier: str | None = None


def _record(statement: Statement, item: _Item, arm: str) -> Baseline:
    return Baseline(
        doc=statement.paper.document.id, span=statement.place(item.start, item.end), rule="single-patient", arm=arm, n=1,
        study=statement.study if statement.paper.genre == "review" else "this",
        characteristic=item.characteristic, level=item.level, count=1 if item.level else None,
        value=item.value, median=item.median, unit=item.unit, qualifier=item.qualifier,
    )  # fmt: skip


def _name(paper: Paper, key: str) -> str:
    """The vocabulary's name of a characteristic."""
    term = paper.lexicon.get(Category.CHARACTERISTIC, key)
    return term.label if term else key


# -- reviews --------------------------------------------------------------------------------------------------------
_PREDICATE = re.compile(
    r"\b(?:responded|received|showed|achieved|was|were|underwent|had|presented|obtained|experienced|treated|exhibited|remained)\b",
    re.IGNORECASE,
)
_WITH = re.compile(r"\b(?:with|harbou?ring|having|whose|carrying)\s", re.IGNORECASE)


def _vignette(statement: Statement) -> Iterator[Baseline]:
    """ "A 61-year-old woman with adrenal metastases responded to …": age, sex, and what her noun phrase says."""
    text, paper = statement.text, statement.paper
    for match in _AGED.finditer(text):
        items = [_Item(match.start(), match.end(), _name(paper, "age"), median=Decimal(match["age"]), unit="year")]
        items += _sex(paper, match)
        ends = [m.start() for m in _PREDICATE.finditer(text, match.end())] + [
            t.start for t in statement.treatments if t.start > match.end()
        ]
        end = min(ends, default=len(text))
        told = _WITH.search(text, match.end())
        for trait in traits(statement, _diseases(paper)) if told else ():
            sick = paper.finder.named(text[: trait.end].split()[-1], Category.DISEASE)
            if told and told.end() <= trait.start and trait.end <= end and sick is None:
                items.append(_Item(trait.start, trait.end, trait.characteristic, level=trait.level or "yes"))
        yield from (_record(statement, item, "case report") for item in items)


def _sex(paper: Paper, match: re.Match[str]) -> list[_Item]:
    if not match["sex"]:
        return []
    sex = match["sex"].lower()
    return [_Item(match.start("sex"), match.end("sex"), _name(paper, "sex"), level=_SEXES.get(sex, sex))]


def _diseases(paper: Paper) -> frozenset[str]:
    """All diseases: of a single patient, the disease is the reason for the report."""
    return frozenset(t.key for t in paper.lexicon.of(Category.DISEASE)) | diseases_of(paper)


# -- case reports ---------------------------------------------------------------------------------------------------
_PRESENTATION = re.compile(r"\bcase\b|presentation|history|patient\sinformation|clinical\sfindings|^$", re.IGNORECASE)
_OF_PATIENT = re.compile(r"\b(?:patient|he|she|his|her|laboratory|tumou?r\smarkers?|serum)\b", re.IGNORECASE)
_TREATED = re.compile(
    r"\b(?:received|was\streated|started|initiated|administered|underwent|was\sgiven|enrol+ed|declined|opt(?:ed|ing)\sfor)\b",
    re.IGNORECASE,
)
_PRESENTED = re.compile(
    r"\b(?:presented|admitted)\s(?:\w+\s){0,4}?(?:with|for|because\sof)\s(?!(?:an?\s)?(?:history|mass|lesion)\b)(?P<what>[a-z][^.;()]{3,140}?)(?=[.;(]|\sfor\s\d|\ssince\b|$)",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?P<years>\d+)-year\shistory\sof\s(?P<what>[a-z][\w\s-]{2,40}?)(?=\sand\s(?:presented|was|had)|[.,;]|\swith\b|$)",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"\(\d\)\s(?P<item>[^,;()]{4,90}?(?:\([^()]*\))?)(?=\s?[,;.]|\s?\(|$)")
_MONTH_YEAR = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s(?:\d+,?\s)?\d{4}\b"
)
_POINTS = re.compile(r"\s?[,(]?\s?(?P<points>\d{1,2})(?:\s?points?)?\b(?!\s?[%.]\d)")


def _presented(paper: Paper) -> Iterator[Baseline]:
    """The presentation of a case report's patient, each item once."""
    arm, told = paper.roster.whole.name, set[str]()
    course = False
    for statement in paper.statements:
        if statement.block.kind is not BlockKind.PARAGRAPH:
            continue
        front = statement.block.section in (Section.ABSTRACT, Section.FRONT)
        if not front and not _PRESENTATION.search(statement.block.heading):
            continue
        items = [] if course else [*_person(statement), *([] if front else _state(statement))]
        for item in items:
            if item.characteristic.lower() not in told:
                told.add(item.characteristic.lower() if not item.characteristic.startswith(_HISTORY) else "")
                yield _record(statement, item, arm)
        course = course or (not front and _begins(statement))


_HISTORY = "history"


def _begins(statement: Statement) -> bool:
    """Whether a sentence begins the treatment: from here on it is the course."""
    drugs = any(m.of(Category.DRUG, Category.TREATMENT_CLASS, Category.REGIMEN) for m in statement.mentions)
    listed, none = (
        _ENUMERATED.search(statement.text),
        re.search(r"\b(?:no|not|without)\b", statement.text, re.IGNORECASE),
    )
    return drugs and bool(_TREATED.search(statement.text)) and not listed and not none


def _person(statement: Statement) -> Iterator[_Item]:
    for match in _AGED.finditer(statement.text):
        yield _Item(match.start(), match.end(), _name(statement.paper, "age"), value=Decimal(match["age"]), unit="year")
        yield from _sex(statement.paper, match)


def _state(statement: Statement) -> Iterator[_Item]:
    """Habits, symptoms, earlier diseases, laboratory values, stages and sites of disease."""
    text = statement.text
    for habit in _HABIT.finditer(text):
        yield _Item(habit.start(), habit.end(), habit["what"], value=Decimal(habit["years"]), unit="year")
    for presented in _PRESENTED.finditer(text):
        if any(
            m.of(Category.TOXICITY) and presented.start("what") <= m.start < presented.end() for m in statement.mentions
        ):
            name = _name(statement.paper, "symptoms")
            yield _Item(
                presented.start(), presented.end(), name, level=re.sub(r",?\sand\s", ", ", presented["what"].strip())
            )
    listed = list(_ENUMERATED.finditer(text)) if re.search(r"\bhistory\b", text, re.IGNORECASE) else []
    for number in listed:
        if not _MONTH_YEAR.search(number["item"]):
            yield _Item(number.start("item"), number.end("item"), _HISTORY, level=number["item"].strip())
    if not listed and _OF_PATIENT.search(text):
        yield from _measured(statement)
        yield from _staged(statement)


def _measured(statement: Statement) -> Iterator[_Item]:
    """Laboratory values right behind their names, undated: "AFP > 2000 ng/mL"."""
    text = statement.text
    for mention in statement.mentions:
        marker = mention.of(Category.BIOMARKER)
        quantity = next((q for q in statement.quantities if q.start >= mention.end), None)
        if marker is None or quantity is None or quantity.number is None or quantity.dimension in ("time", "fraction"):
            continue
        near = re.fullmatch(r"\s?(?:levels?\s?)?(?:(?:of|was|were|at|:|=)\s?)?", text[mention.end : quantity.start])
        if near and not _MONTH_YEAR.search(text[quantity.end : quantity.end + 30]):
            yield _Item(
                mention.start, quantity.end, mention.text, value=quantity.number,
                unit=quantity.unit.key if quantity.unit else None,
                qualifier=quantity.qualifier if quantity.qualifier in ("<", ">", "<=", ">=") else None,
            )  # fmt: skip


_SIDES = re.compile(r"(?:\b(?:[a-z]+(?:ic|al|ary|ar|ral)|multiple|and)\s){1,5}$")


def _staged(statement: Statement) -> Iterator[_Item]:
    """Levels of staging systems, the points beside a letter, and where metastases are."""
    paper = statement.paper
    for trait in traits(statement, _diseases(paper)):
        if trait.key == "level" and trait.level is not None:
            yield _Item(trait.start, trait.end, trait.characteristic, level=trait.level)
            points = _POINTS.match(statement.text, trait.end) if trait.level.isalpha() else None
            score = _score(paper, trait) if points else None
            if points and score:
                yield _Item(trait.start, points.end(), score.key, value=Decimal(points["points"]), unit="point")
        elif _metastatic(paper, trait):
            sides = _SIDES.search(statement.text, max(0, trait.start - 60), trait.start)
            start = sides.start() if sides else trait.start
            yield _Item(start, trait.end, _name(paper, "metastasis"), level=statement.text[start : trait.end])


def _metastatic(paper: Paper, trait: Trait) -> bool:
    term = paper.lexicon.get(Category.CHARACTERISTIC, trait.key)
    return (term is not None and "metastasis" in (term.key, term.features.get("broader"))) or (
        term is not None and term.features.get("broader") == "metastatic site"
    )


def _score(paper: Paper, trait: Trait) -> Term | None:
    """The system of points that goes with a system of letters: of the same name, and "score"."""
    return paper.finder.named(f"{trait.characteristic.split()[0]} score", Category.STAGING_SYSTEM)
