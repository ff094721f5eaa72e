"""Steps of a treatment lineage: what patients had before, what they had next, how many and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from msgspec.structs import replace

from kg_builder.arms import Arm
from kg_builder.document import Section
from kg_builder.evidence import Components
from kg_builder.evidence import Sequence as Step
from kg_builder.facts.case_steps import case_steps
from kg_builder.facts.clauses import lines, sources
from kg_builder.facts.followed import followed, given_to
from kg_builder.facts.numerals import NUMBER_WORD, number_of
from kg_builder.facts.prior import Prior, only_dates, priors
from kg_builder.lexicon import Category
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


def sequences(paper: Paper) -> Iterator[Step]:
    """The steps that the paper tells of its own patients and of others'."""
    history = _history(paper)
    for statement in paper.statements:
        if statement.treatments:
            yield from _told(statement)
            yield from followed(statement)
        if history and statement.study == "this":
            yield from _allocated(statement, history)
        told = paper.genre == "trial" and statement.block.section is not Section.METHODS and statement.study == "this"
        if told and statement.treatments:
            yield from _subsequent(statement)
        if told:
            yield from _by_arm(statement)
    yield from case_steps(paper)


def _history(paper: Paper) -> _History | None:
    """What the title, abstract and methods of a trial say all its patients had before."""
    if paper.genre != "trial":
        return None
    counted: Counter[tuple[Components, str | None]] = Counter()
    for statement in paper.statements:
        if statement.block.kind == "title" or statement.block.section in (
            Section.ABSTRACT,
            Section.METHODS,
            Section.FRONT,
        ):
            for prior in priors(statement):
                if not only_dates(statement.text, prior):
                    counted[prior.treatment.components, None] += 3 if statement.block.kind == "title" else 1
    if not counted:
        return None
    (before, _), times = max(counted.items(), key=lambda c: (c[1], c[0][0]))
    if times < 2:
        return None
    return _History(before, paper.line, None)


_ACTS = re.compile(
    r"\s(?:(?:is|are|was|were)\s(?:known|shown|thought|reported)\sto\s|can\s|may\s|also\s)?(?:inhibit|block|target|suppress|bind|act)s?\b"
)


_HOPED = re.compile(r"\b(?:could|would|should)\s(?:\w+\s){0,2}?(?:receive|be\s(?:treated|given|offered))\b[^.;]{0,60}$")
_GIVEN = re.compile(
    r"(?:received?|receiving|treated|underwent|undergoing|given|giving|administered|addition\sof|adding|with|by|of|to|plus|using|that|and|or|for|subsequent|concurrent)\s(?:(?:the|an?|both|combination|prophylactic|adjuvant|\w+-line|subsequent|oral)\s)*$",
    re.IGNORECASE,
)


def _told(statement: Statement) -> Iterator[Step]:
    """One sentence that names both sides: "B after failure of A", "patients previously treated with A received B"."""
    told = priors(statement)
    if not told:
        return
    prior = _with_next(statement, told[0])
    if all(statement.paper.lexicon.is_a(c, "control intervention") for c in prior.treatment.components):
        return
    if only_dates(statement.text, prior) and not re.search(
        r"\bfailure|subsequent|sequential|effective|response", statement.text
    ):
        return
    given = [
        t
        for t in statement.treatments
        if not _ACTS.match(statement.text, t.end) and not _HOPED.search(statement.text[: t.start])
    ]
    later = [t for t in given if not any(p.start < t.end and t.start < p.end for p in told)]
    after = [t for t in _added(statement.text, later) if not _joined_to(statement.text, prior, t)]
    own = statement.paper.genre == "trial" and statement.study == "this"
    arms = [a for a in statement.paper.roster.arms if a.regimen] if own else []
    dated = only_dates(statement.text, prior)
    for treatment in _nearest(statement, prior, after):
        if dated and treatment.start > 3 and not _GIVEN.search(statement.text[: treatment.start]):
            continue
        arm = next((a for a in arms if frozenset(a.regimen) == treatment.key), None)
        yield from _steps(statement, prior, treatment, arm)


def _with_next(statement: Statement, prior: Prior) -> Prior:
    """Both of "after A and B": what all those patients had before."""
    after = next((t for t in statement.treatments if t.start >= prior.end), None)
    if after is None or statement.text[prior.end : after.start] != " and " or prior.treatment.end != prior.end:
        return prior
    both = tuple(dict.fromkeys((*prior.treatment.components, *after.components)))
    return prior._replace(end=after.end, treatment=Treatment(prior.treatment.start, after.end, both))


def _added(text: str, named: list[Treatment]) -> list[Treatment]:
    """ "the addition of A to B" is one treatment."""
    merged: list[Treatment] = []
    for treatment in named:
        if (
            merged
            and re.search(r"\b(?:addition\sof|adding)\s(?:the\s)?$", text[: merged[-1].start])
            and text[merged[-1].end : treatment.start] == " to "
        ):
            both = tuple(dict.fromkeys((*merged[-1].components, *treatment.components)))
            merged[-1] = Treatment(merged[-1].start, treatment.end, both)
        else:
            merged.append(treatment)
    return merged


def _joined_to(text: str, prior: Prior, treatment: Treatment) -> bool:
    """Whether a list goes on from the earlier treatment to this one."""
    between = re.sub(r"[\[(][^\])]*[\])]", "", text[prior.end : treatment.start])
    listed = re.fullmatch(r"\s*(?:,|and|or|/|,\sand)\s*(?:\w+\s)?", between) is not None
    return " including " in between or (listed and treatment.start >= prior.end)


def _nearest(statement: Statement, prior: Prior, after: Sequence[Treatment]) -> Iterator[Treatment]:
    """The treatments that followed: the one beside the earlier one, the only one, or the two that the sentence compares."""
    own = {frozenset(a.regimen) for a in statement.paper.roster.arms} if statement.study == "this" else set()
    alike = [t for t in after if _kindred(statement.paper, prior.treatment, t)]
    alike = [t for t in alike if t.key not in own or statement.paper.lexicon.is_a(*prior.treatment.components, *t.key)]
    kindred = [t for t in after if "systemic therapy" in t.key or t in alike]
    left = [t for t in after if t not in kindred and not t.key <= prior.treatment.key]
    first = {t.key: t for t in reversed(left)}
    beside = [t for t in left if re.fullmatch(r",\s(?:the\s)?", statement.text[prior.end : t.start])]
    if beside:
        yield beside[0]
    elif len(first) == 1 or (len(first) == 2 and re.search(r"\b(?:versus|vs|compared|or|than)\b", statement.text)):
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


_SIZE = re.compile(r"^\s?(?:group\s|arm\s|subgroup\s)?\(?\s?[nN]\s?=\s?(?P<n>\d+)")
_IN_SO_MANY = re.compile(r"\sin\s(?P<n>\d+)(?:\spatients?)?(?:\s\([\d.]+\s?%\))?(?=[,.;]|\sand\b)")
_HALF = re.compile(r"(?:\bplus|\+|/|\bcombined\swith)\s?$")
_COUNTED = re.compile(
    r"(?P<n>\d+)\s(?:(?:\([\d.]+\s?%\)\s)?patients?\s(?:received|were\s(?:treated|given)|underwent|proceeded|started|switched)|patients?\sin\sthe)"
    r"\s(?:\w+\s){0,2}$"
)


class _Counted(NamedTuple):
    """Characters `start` to `end` say that `n` patients had this treatment."""

    start: int
    end: int
    components: Components
    one_of: Mapping[str, Components]
    n: int | None


def _counted(statement: Statement, received: re.Pattern[str] = _COUNTED) -> Iterator[_Counted]:
    """ "A (n = 3), B plus C (n = 4)", "5 patients received A"; of what came next also "A in 3 patients and B in 4"."""
    for treatment in statement.treatments:
        if _HALF.search(statement.text[: treatment.start]):
            continue
        after = _SIZE.match(statement.text[treatment.end :])
        if after is None and received is _RECEIVED_BY:
            after = _IN_SO_MANY.match(statement.text[treatment.end :])
        before = received.search(statement.text[: treatment.start])
        if after:
            yield _Counted(
                treatment.start,
                treatment.end + after.end(),
                *_in_own_words(statement.paper, treatment),
                int(after["n"]),
            )
        elif before:
            yield _Counted(
                before.start(), treatment.end, *_in_own_words(statement.paper, treatment), int(number_of(before["n"]))
            )


def _in_own_words(paper: Paper, treatment: Treatment) -> tuple[Components, Mapping[str, Components]]:
    """A slot that one of several drugs fills has the class by which the paper names its arms."""
    classes = {c for arm in paper.roster.arms for c in arm.regimen}
    own = {slot: next((c for c in sorted(classes) if paper.lexicon.is_a(slot, c)), slot) for slot in treatment.one_of}
    components = tuple(own.get(c, c) for c in treatment.components)
    return components, {own[slot]: members for slot, members in treatment.one_of.items()}


def _allocated(statement: Statement, history: _History) -> Iterator[Step]:
    """Who of this study's patients, all treated before alike, got what."""
    if statement.block.section not in (Section.ABSTRACT, Section.METHODS, Section.RESULTS, Section.FRONT):
        return
    if not statement.treatments:
        return
    named = lines(statement.text)
    if any(history.line and o.line > history.line for o in named) or _LATER.search(statement.text):
        return
    for told in _counted(statement):
        if frozenset(told.components) != frozenset(history.before):
            yield _own(
                statement,
                (told.start, told.end),
                (history.before, _less(history.line)),
                told,
                history.line,
                "sequence-allocated",
            )


def _less(line: int | None) -> int | None:
    return line - 1 if line and line > 1 else None


_GIVEN_TO = Phrase(
    r"(?P<lead>received|performed|given|administered|underwent|and|,)\s(?:in\s|to\s|by\s)?(?P<n>\d+)(?:\s?\(\s?[\d.]+\s?%\s?\)|(?P<percent>(?:\.\d+)?\s?%))?\s(?:of\s)?(?:all\s)?(?:the\s)?patients\s(?:in|of|from)\s(?:the\s)?$",
    "patients",
    flags=re.VERBOSE,
)  # fmt: skip


_ALSO_TO = re.compile(
    r"(?P<lead>and|,)\s(?:in\s|to\s|by\s)?(?P<n>\d+)(?:\s?\(\s?[\d.]+\s?%\s?\)|(?P<percent>(?:\.\d+)?\s?%))?\s(?:in|of|from)\s(?:the\s)?$"
)  # "and 30 (60%) in the B group"


def _by_arm(statement: Statement) -> Iterator[Step]:
    """ "A was performed in 10 (24%) patients in the B arm and in 11 (24%) in the C arm", "second-line A received 85% of …"."""
    text = statement.text
    groups = statement.groups if _GIVEN_TO.may_stand_in(text) else ()
    ahead = [(group, text[: group.start]) for group in groups]
    behind = [(group, match) for group, to in ahead if (match := _GIVEN_TO.search(to) or _ALSO_TO.search(to))]
    if not behind:
        return
    given = sorted((*statement.treatments, *_operations(statement)), key=lambda t: t.start)
    named = lines(text)
    arms = {frozenset(a.regimen) for a in statement.paper.roster.arms}
    reached = -1
    for group, match in behind:
        later = [t for t in given if t.end <= match.start() and t.key not in arms]
        if not later or not group.arm.regimen or frozenset(group.arm.regimen) & later[-1].key:
            continue
        if match["lead"] in ("and", ",") and not 0 <= match.start() - reached < 40:
            continue
        reached = group.end
        line = next((o.line for o in reversed(named) if o.start < match.start()), None)
        surgical = statement.paper.lexicon.is_a(later[-1].components[0], "surgery")
        if (line or 0) < 2 and not surgical:
            continue
        told = _Counted(
            later[-1].start,
            group.end,
            later[-1].components,
            later[-1].one_of,
            None if match["percent"] else int(match["n"]),
        )
        yield _own(
            statement,
            (told.start, told.end),
            (group.arm.regimen, _less(line) or statement.paper.line),
            told,
            line,
            "sequence-by-arm",
        )


def _operations(statement: Statement) -> Iterator[Treatment]:
    """The operations that endpoints name: the resection of "R0 resection"."""
    for mention in statement.mentions:
        kinds = (Category.PROCEDURE, Category.TREATMENT_CLASS)
        if mention.of(Category.ENDPOINT) and (term := statement.paper.finder.named(mention.text.split()[-1], *kinds)):
            yield Treatment(mention.start, mention.end, (term.key,))


def _own(
    statement: Statement, at: tuple[int, int], before: tuple[Components, int | None], told: _Counted, line: int | None, rule: str
) -> Step:  # fmt: skip
    return Step(
        doc=statement.paper.document.id, span=statement.place(*at), rule=rule, from_=before[0], from_line=before[1],
        to=told.components, one_of=dict(told.one_of), to_line=line, n=told.n, study="this",
    )  # fmt: skip


_LATER = Phrase(
    r"\b(?:subsequent(?:ly)?|post-?progression|post-?study|salvage|further|next|later|third|3rd|fourth)[\s-](?:\w+\s){0,2}(?:line|treatments?|therap(?:y|ies)|chemotherapy|systemic|anti-?cancer|regimens?)",
    "subsequent", "progression", "study", "salvage", "further", "next", "later", "third", "3rd", "fourth",
)  # fmt: skip
_SHARE = re.compile(r"(?P<n>\d+)\s\(\s?[\d.]+\s?%\s?\)\s(?:of\s)?(?:all\s)?(?:the\s)?patients?\b")


_AT_PROGRESSION = Phrase(
    r"\b(?:at|after|following|upon)\s(?:the\stime\sof\s)?(?:first\s|disease\s)?(?:progression|relapse|recurrence)\b(?!\s(?:on|after|to|during|with|free))",
    "progression", "relapse", "recurrence",
)  # fmt: skip
_RECEIVED_BY = re.compile(
    rf"""\b(?P<n>\d+|{NUMBER_WORD})(?:\s?/\s?\d+|\s(?:out\s)?of\s(?:the\s)?\d+)?(?:\s(?:patients?|subjects?|cases?|women|men))?(?:\s\([^()]*\))?
        (?:\s(?:patients?|subjects?|cases?))?\s(?:received|were\s(?:treated\swith|given)|underwent)\s(?:(?!no\b|not\b)[\w-]+\s){{0,2}}?$""",
    re.IGNORECASE | re.VERBOSE,
)


def _goes_on_after_progression(statement: Statement) -> bool:
    """Whether the sentence, or the one before it, which names a treatment too, says that the patients had progressed."""
    if _AT_PROGRESSION.search(statement.text):
        return True
    before = statement.earlier[-1:]
    return bool(before and before[0].treatments and _AT_PROGRESSION.search(before[0].text))


def _subsequent(statement: Statement) -> Iterator[Step]:
    """What one arm's patients got next: "Among the A group, 5 patients received subsequent treatment, including B (n = 2)"."""
    after = _goes_on_after_progression(statement)
    if not (after or _LATER.search(statement.text)):
        return
    everybody = statement.paper.roster.whole
    arms = {g.arm.name: g.arm for g in statement.groups if g.arm.regimen and not g.arm.whole}
    if not arms and not statement.paper.roster.arms and everybody.regimen:
        arms = {everybody.name: everybody}
    if len(arms) != 1:
        return
    arm = next(iter(arms.values()))
    named = [o.line for o in lines(statement.text)]
    line = named[0] if named else statement.paper.line + 1 if statement.paper.line else None
    begin = min((g.start for g in statement.groups), default=len(statement.text))
    for told in _counted(statement, _RECEIVED_BY):
        if frozenset(told.components) == frozenset(arm.regimen):
            continue
        step = _own(
            statement, (min(begin, told.start), told.end), (arm.regimen, _less(line)), told, line, "sequence-subsequent"
        )
        yield replace(step, reason="progression") if after else step
    total = _SHARE.search(statement.text)
    if total and re.search(r"systemic", statement.text):
        whole = _Counted(total.start(), total.end(), ("systemic therapy",), {}, int(total["n"]))
        yield _own(
            statement, (total.start(), total.end()), (arm.regimen, _less(line)), whole, line, "sequence-subsequent"
        )
