"""Steps of a treatment lineage: what patients had before, what they had next, how many and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg_builder.arms import Arm
from kg_builder.document import Section
from kg_builder.evidence import Components
from kg_builder.evidence import Sequence as Step
from kg_builder.facts.arms_next import LATER, counted, less, next_by_arm, step_of
from kg_builder.facts.case_steps import case_steps
from kg_builder.facts.clauses import lines, sources
from kg_builder.facts.followed import followed, given_to
from kg_builder.facts.prior import Prior, follows_plan, only_dates, priors, telling_prior
from kg_builder.phrases import Phrase
from kg_builder.regimens import Treatment
from kg_builder.study import Paper, Statement

__all__ = ["sequences"]


@dataclass(frozen=True, slots=True)
class _History:
    """What all patients of this study had before, and the line that the study's treatments are."""

    before: Components
    line: int | None
    reason: str | None


_ALLOCATING = (Section.ABSTRACT, Section.METHODS, Section.RESULTS, Section.FRONT)


def sequences(paper: Paper) -> Iterator[Step]:
    """The steps that the paper tells of its own patients and of others'."""
    history = _history(paper)
    for statement in telling_prior(paper):
        yield from _told(statement)
    yield from followed(paper)
    if history is not None:
        for statement in paper.statements:
            if statement.block.section in _ALLOCATING:
                yield from _allocated(statement, history)
    if paper.genre == "trial":
        yield from next_by_arm(paper)
    yield from case_steps(paper)


def _history(paper: Paper) -> _History | None:
    """What the title, abstract and methods of a trial say all its patients had before."""
    if paper.genre != "trial":
        return None
    counts: Counter[tuple[Components, str | None]] = Counter()
    for statement in telling_prior(paper):
        if statement.block.kind == "title" or statement.block.section in (
            Section.ABSTRACT,
            Section.METHODS,
            Section.FRONT,
        ):
            for prior in priors(statement):
                if not only_dates(statement.text, prior):
                    title = statement.block.kind == "title"
                    counts[prior.treatment.components, None] += (
                        3 if title else 2 if _is_required(statement, prior) else 1
                    )
    if not counts:
        return None
    (before, _), times = max(counts.items(), key=lambda c: (c[1], c[0][0]))
    if times < 2:
        return None
    return _History(before, paper.line, None)


_REQUIRED = re.compile(r"\b(?:must|required\sto|had\sto)\shave\b(?!.*\b(?:if|unless)\b)")


def _is_required(statement: Statement, prior: Prior) -> bool:
    """Whether all patients had to have had an earlier treatment, but for an operation."""
    surgical = any(statement.paper.lexicon.is_a(c, "surgery") for c in prior.treatment.components)
    return not surgical and _REQUIRED.search(statement.text) is not None


_OTHERWISE = re.compile(r"\s(?:or|versus|vs\.?)\s")


def _only_dates(statement: Statement, prior: Prior) -> bool:
    """Whether "after A" only dates what is told, and is not what a title says of the treatment that it names before.

    A title's "transplantation after A or B" sets A against B.
    """
    titled = statement.block.kind == "title" and any(t.end <= prior.start for t in statement.treatments)
    return not (titled and not _OTHERWISE.match(statement.text, prior.end)) and only_dates(statement.text, prior)


_ACTS = re.compile(
    r"\s(?:(?:is|are|was|were)\s(?:known|shown|thought|reported)\sto\s|can\s|may\s|also\s)?(?:inhibit|block|target|suppress|bind|act)s?\b"
)


_HOPED = re.compile(r"\b(?:could|would|should)\s(?:\w+\s){0,2}?(?:receive|be\s(?:treated|given|offered))\b[^.;]{0,60}$")
_HAD = re.compile(  # as the patients had the earlier treatment
    r"\b(?:had|have)\s(?:previously\s|already\s)?(?:undergone|received|been\s(?:given|treated\swith))\s(?:[\w-]+\s){0,4}?(?:(?:or|and)\s(?:received\s)?)?$"
)
_GIVEN = re.compile(
    r"(?:received?|receiving|treated|underwent|undergoing|given|giving|administered|addition\sof|adding|with|by|of|to|plus|using|that|and|or|for|subsequent|concurrent)\s(?:(?:the|an?|both|combination|prophylactic|adjuvant|\w+-line|subsequent|oral)\s)*$",
    re.IGNORECASE,
)


_OF_LATER = Phrase(
    r"\bfailure|subsequent|sequential|effective|response",
    "failure", "subsequent", "sequential", "effective", "response",
    flags=re.VERBOSE,
)  # fmt: skip


def _told(statement: Statement) -> Iterator[Step]:
    """One sentence that names both sides: "B after failure of A", "patients previously treated with A received B"."""
    told = priors(statement)
    prior = _with_next(statement, told[0])
    if all(statement.paper.lexicon.is_a(c, "control intervention") for c in prior.treatment.components):
        return
    planned = [t for t in statement.treatments if follows_plan(statement.text, prior, t)]
    dated = _only_dates(statement, prior)
    if dated and not planned and not _OF_LATER.search(statement.text):
        return
    given = [
        t
        for t in statement.treatments
        if not _ACTS.match(statement.text, t.end)
        and not _HOPED.search(before := statement.text[: t.start])
        and not _HAD.search(before)
    ]
    later = [t for t in given if not any(p.start < t.end and t.start < p.end for p in told)]
    after = [t for t in _added(statement.text, later) if not _joined_to(statement.text, prior, t)]
    own = statement.paper.genre == "trial" and statement.study == "this"
    arms = [a for a in statement.paper.roster.arms if a.regimen] if own else []
    for treatment in _nearest(statement, prior, after):
        if dated and treatment.start > 3 and not (planned or _GIVEN.search(statement.text[: treatment.start])):
            continue
        if _is_of_several(treatment, arms):
            continue
        arm = next((a for a in arms if frozenset(a.regimen) == treatment.key), None)
        yield from _steps(statement, prior, treatment, arm)


def _is_of_several(treatment: Treatment, arms: Sequence[Arm]) -> bool:
    """Whether "A or B plus C", read as one of A and B with C, names two arms of which only one is given C."""
    if any(frozenset(a.regimen) == treatment.key for a in arms):
        return False
    named = {*treatment.components, *(member for members in treatment.one_of.values() for member in members)}
    told = [a for a in arms if named.issuperset(a.regimen)] if treatment.one_of else []
    return len({len(a.regimen) for a in told}) > 1


def _with_next(statement: Statement, prior: Prior) -> Prior:
    """Both of "after A and B": what all those patients had before."""
    after = next((t for t in statement.treatments if t.start >= prior.end), None)
    if after is None or statement.text[prior.end : after.start] != " and " or prior.treatment.end != prior.end:
        return prior
    both = tuple(dict.fromkeys((*prior.treatment.components, *after.components)))
    return prior._replace(end=after.end, treatment=Treatment(prior.treatment.start, after.end, both))


_ADDING = re.compile(r"\b(?:addition\sof|adding)\s(?:the\s)?$")


def _added(text: str, named: list[Treatment]) -> list[Treatment]:
    """ "the addition of A to B" is one treatment."""
    merged: list[Treatment] = []
    for treatment in named:
        if merged and _ADDING.search(text[: merged[-1].start]) and text[merged[-1].end : treatment.start] == " to ":
            both = tuple(dict.fromkeys((*merged[-1].components, *treatment.components)))
            merged[-1] = Treatment(merged[-1].start, treatment.end, both)
        else:
            merged.append(treatment)
    return merged


_BEGINS = 12  # characters of a word before the first clause: "However, after"
_GOES_ON = re.compile(
    r"(?:\s(?:therapy|treatment|monotherapy))?\s(?:(?:may|can|could|might|should)\sbe|is|are|was|were|has|had|showed|achieved|improved|resulted|led)\s"
)


_BRACKET = re.compile(r"[\[(][^\])]*[\])]")
_JOINT = re.compile(r"\s*(?:,|and|or|/|,\sand)\s*(?:\w+\s)?")


def _joined_to(text: str, prior: Prior, treatment: Treatment) -> bool:
    """Whether a list goes on from the earlier treatment to this one."""
    between = _BRACKET.sub("", text[prior.end : treatment.start])
    listed = _JOINT.fullmatch(between) is not None
    if between == ", " and prior.start < _BEGINS and _GOES_ON.match(text, treatment.end):
        return False  # "After failure of A, B may be used"
    return " including " in between or (listed and treatment.start >= prior.end)


_COMMA = re.compile(r",\s(?:the\s)?")
_COMPARING = re.compile(r"\b(?:versus|vs|compared|or|than)\b")


def _nearest(statement: Statement, prior: Prior, after: Sequence[Treatment]) -> Iterator[Treatment]:
    """The treatments that followed: the one beside the earlier one, the only one, or the two that the sentence compares."""
    own = {frozenset(a.regimen) for a in statement.paper.roster.arms} if statement.study == "this" else set()
    alike = [t for t in after if t.end > prior.start and _kindred(statement.paper, prior.treatment, t)]
    alike = [t for t in alike if t.key not in own or statement.paper.lexicon.is_a(*prior.treatment.components, *t.key)]
    kindred = [t for t in after if "systemic therapy" in t.key or t in alike]
    left = [t for t in after if t not in kindred and not t.key <= prior.treatment.key]
    first = {t.key: t for t in reversed(left)}
    beside = [t for t in left if _COMMA.fullmatch(statement.text, prior.end, t.start)]
    if beside:
        yield beside[0]
    elif (
        len(first) == 1
        or (len(first) == 2 and _COMPARING.search(statement.text))
        or all(given_to(statement, t) for t in first.values())
    ):
        yield from (first[k] for k in sorted(first, key=sorted))


def _kindred(paper: Paper, one: Treatment, other: Treatment) -> bool:
    """Whether one of the two only says what kind of treatment the other is."""
    if len(one.components) > 1 or len(other.components) > 1:
        return False
    a, b = one.components[0], other.components[0]
    return paper.lexicon.is_a(a, b) or paper.lexicon.is_a(b, a)


_VIGNETTE = re.compile(r"\b\d{1,3}-year-old\b|\ba\scase\sof\b|\b[Ii]n\sa\s(?:[\w-]+\s){0,3}patient\b")


def _steps(statement: Statement, prior: Prior, treatment: Treatment, arm: Arm | None) -> Iterator[Step]:
    text = statement.text
    named = lines(text)
    before = next((o.line for o in named if prior.start <= o.start < prior.end), None)
    to_line = next((o.line for o in named if not prior.start <= o.start < prior.end), None)
    if to_line is None and before is not None:
        to_line = before + 1
    if to_line is None and arm is not None:
        to_line = statement.paper.line
    if to_line == 1 and (prior.reason or before):
        return
    start, end = min(prior.start, treatment.start), max(prior.end, treatment.end)
    n = arm.n if arm else given_to(statement, treatment)
    for study in sources(statement):
        yield Step(
            doc=statement.paper.document.id, span=statement.place(start, end), rule="sequence-told",
            from_=prior.treatment.components, from_line=before or (to_line - 1 if to_line and to_line > 1 else None),
            to=treatment.components, one_of=dict(treatment.one_of), to_line=to_line,
            n=1 if arm is None and _VIGNETTE.search(text) and study != "this" else n, reason=prior.reason, study=study,
        )  # fmt: skip


def _allocated(statement: Statement, history: _History) -> Iterator[Step]:
    """Who of this study's patients, all treated before alike, got what."""
    if not statement.treatments or "adverse event" in statement.text or statement.study != "this":
        return
    named = lines(statement.text)
    if any(history.line and o.line > history.line for o in named) or LATER.search(statement.text):
        return
    for told in counted(statement):
        if frozenset(told.components) != frozenset(history.before):
            yield step_of(
                statement,
                (told.start, told.end),
                (history.before, less(history.line)),
                told,
                history.line,
                "sequence-allocated",
            )
