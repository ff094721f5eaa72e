"""Steps of treatment that the course of one patient tells over several sentences, with the reason between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg_builder.document import BlockKind, Section
from kg_builder.evidence import Place
from kg_builder.evidence import Sequence as Step
from kg_builder.facts.cited_case import told_of_one
from kg_builder.facts.clauses import lines
from kg_builder.facts.course import deeds
from kg_builder.facts.prior import priors
from kg_builder.regimens import Treatment
from kg_builder.study import Paper, Statement

__all__ = ["case_steps"]

_TOLD = (Section.BODY, Section.RESULTS, Section.METHODS)


def case_steps(paper: Paper) -> Iterator[Step]:
    """What one patient had next because the disease progressed or the treatment was not tolerated, paragraph by paragraph."""
    for block in paper.document.of_kind(BlockKind.PARAGRAPH) if paper.genre != "trial" else ():
        statements = paper.statements_of(block)
        if paper.genre == "case" and block.section in _TOLD:
            yield from _steps(statements)
        elif paper.genre == "review":
            cited = [told.statement for told in told_of_one(statements)]
            for _, case in groupby(cited, key=lambda statement: statement.study):
                yield from _steps(list(case))


@dataclass(frozen=True, slots=True)
class _Given:
    """A treatment that the patient had, and the sentence that tells it."""

    statement: Statement
    treatment: Treatment


def _steps(statements: Sequence[Statement]) -> Iterator[Step]:
    """From each treatment to the next new one, where a reason stands between them."""
    last: _Given | None = None
    had: frozenset[str] = frozenset()
    between = ""
    for statement in statements:
        at, own = 0, not _OTHERS.search(statement.text)
        for treatment, begun in _given(statement):
            between += statement.text[at : treatment.start] if own else ""
            if begun and last and treatment.key - had and (reason := _reason(between)):
                yield _step(last, _Given(statement, treatment), reason)
            if last is None or treatment.key != last.treatment.key:
                last, between = _Given(statement, treatment), ""
            had, at = had | treatment.key, treatment.end
        between += f"{statement.text[at:]} " if own else ""


_OTHERS = re.compile(r"\b(?:trials?|studies|patients|literature|et\sal)\b", re.IGNORECASE)
_DURING = re.compile(
    r"\b(?:during|on|under)\s(?:[\w-]+\s){0,3}?(?:treatment|therapy)\swith\s(?:[\w-]+\s){0,2}$", re.IGNORECASE
)


def _given(statement: Statement) -> Iterator[tuple[Treatment, bool]]:
    """The treatments, of operations resections, that a sentence says the patient had, and whether they were not just stopped.

    A lone treatment in a sentence about a cited case is one that the patient had.
    """
    text, before = statement.text, priors(statement)
    done = [(t, item != "treatment stop") for t, item in deeds(statement)]
    done = [(t, begun) for t, begun in done if not any(p.start <= t.start < p.end for p in before)]  # see sequence
    named = [t for t in statement.treatments if not any(_no_course(statement.paper, c) for c in t.components)]
    lone = len({t.key for t in named}) == 1 and statement.paper.genre == "review"
    told = [t for t in named if (lone or _DURING.search(text[: t.start])) and not any(t.key <= d.key for d, _ in done)]
    resected = [t for t, _ in done if all(_removes(statement.paper, c) for c in t.components)]
    for treatment, begun in sorted((*done, *((t, True) for t in told)), key=lambda given: given[0].start):
        if treatment in resected or not any(_no_course(statement.paper, c) for c in treatment.components):
            yield treatment, begun


def _removes(paper: Paper, component: str) -> bool:
    """Whether a component removes a tumour."""
    return paper.lexicon.recorded_as(component) == "resection"


def _no_course(paper: Paper, component: str) -> bool:
    """Whether a component is an operation, only supports the patient, or is no more than "systemic therapy"."""
    others = ("surgery", "supportive medication", "control intervention")
    return paper.lexicon.is_general(component) or any(paper.lexicon.is_a(component, other) for other in others)


_PROGRESSED = re.compile(
    r"""\b(?:progress(?:ed|ion(?!-)|ive\sdisease)|relapsed?|recur(?:red|rences?)|new\s(?:lesions|metastas[ie]s)
        |developed\s(?:[\w-]+\s){0,4}metastas[ie]s|metastas[ie]s\s(?:developed|occurred|appeared|(?:was|were)\s(?:observed|detected|found|seen|noted)))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_BORNE = re.compile(
    r"\b(?:toxicit(?:y|ies)|adverse\s(?:events?|reactions?)|intoleran(?:t|ce)|side\seffects?)\b", re.IGNORECASE
)
_NONE = re.compile(
    r"\b(?:no|not|without|prevent\w*|risk\sof|free\sof|absence\sof|reduc\w+|delay\w*)\s(?:[\w-]+\s){0,4}$",
    re.IGNORECASE,
)


def _reason(between: str) -> str | None:
    """Why the earlier treatment ended, as the text between the two says."""
    for reason, pattern in (("progression", _PROGRESSED), ("toxicity", _NOT_BORNE)):
        if any(not _NONE.search(between[: m.start()]) for m in pattern.finditer(between)):
            return reason
    return None


def _step(one: _Given, other: _Given, reason: str) -> Step:
    named = lines(other.statement.text)
    line = named[0].line if len(named) == 1 and named[0].line > 1 else None
    paper, place = one.statement.paper, other.statement.place(other.treatment.start, other.treatment.end)
    earlier: Place = one.statement.place(one.treatment.start, one.treatment.end)
    return Step(
        doc=paper.document.id, span=place, also=(earlier,), rule="sequence-of-case", from_=one.treatment.components,
        from_line=line - 1 if line else None, to=other.treatment.components, one_of=dict(other.treatment.one_of),
        to_line=line, n=1, reason=reason, study="this" if paper.genre == "case" else other.statement.study,
    )  # fmt: skip
