"""The groups of patients that a sentence names: arms of the study, treatments of cited ones, subgroups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg_builder.arms import Arm
from kg_builder.expressions import Expression
from kg_builder.facts.datasets import datasets, opening_dataset
from kg_builder.facts.fronted import fronted
from kg_builder.facts.holder import Holder, inside, is_compared
from kg_builder.facts.parts_aged import parts_aged
from kg_builder.facts.parts_closing import parts_closing
from kg_builder.facts.parts_counted import parts_counted
from kg_builder.facts.parts_in_arms import parts_in_arms
from kg_builder.facts.parts_named import by_level, completed, parts_named, the_others, without_it
from kg_builder.facts.populations import of_arms
from kg_builder.facts.sibling_parts import siblings
from kg_builder.facts.status_groups import status_groups
from kg_builder.facts.two_bounds import halved
from kg_builder.facts.untreated import GIVEN_NAME, untreated
from kg_builder.held import once
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase, Prose
from kg_builder.regimens import Treatment
from kg_builder.study import Statement

__all__ = ["Holder", "holders", "treated_in"]


_PRIOR = Phrase(
    r"""(?:after|following|failure\s(?:of|to)|progress\w*\s(?:on|after|to|with)|prior|previous(?:ly)?(?:\streated\swith|\sreceived)?|refractory\sto
         |before|resistant\sto|intoleran\w+\s(?:of|to)|pretreated\swith|targeting|resistance\sto|without|not)\s(?:the\s|an?\s|first-line\s|treatment\swith\s|of\s)*$""",
    "after", "following", "failure", "progress", "prior", "previous", "refractory", "before",
    "resistan", "intoleran", "pretreated", "targeting", "without", "not",
)  # fmt: skip


@once
def holders(statement: Statement) -> tuple[Holder, ...]:
    """The groups of patients that a sentence names, in order, none inside another."""
    own = statement.study == "this" and statement.paper.genre != "review"
    arms = (
        [Holder.of(g.arm, g.start, g.end, compared=is_compared(statement, g.start)) for g in statement.groups]
        if own
        else []
    )
    treated = [h for t in statement.treatments if (h := _of_treatment(statement, t, own=own)) and not inside(h, arms)]
    arms, treated = _scheduled(statement.text, arms), _scheduled(statement.text, _told_apart(statement, treated))
    arms += untreated(statement, [*arms, *treated]) if own else []
    subgroups = _parts(statement, own=own)
    dataset = opening_dataset(statement) if own and subgroups else None
    if own and not dataset and (part := fronted(statement)) and not any(h.start < part[1] for h in subgroups):
        subgroups.insert(0, Holder(*part, subgroup=part[2]))
    whole = of_arms(statement, [*arms, *treated])
    if subgroups:
        subgroups = _outside(statement, subgroups, [h for h in whole if h.arm])
        whole = [h for h in whole if not any(s.start <= h.start and h.end <= s.end for s in subgroups)]
    counted = [h for h in _by_size(statement, own=own) if not inside(h, [*whole, *subgroups])]
    named = [*whole, *counted, *subgroups]
    if own:
        named += [h for h in datasets(statement) if not inside(h, named)]
    named += [h for h in _strangers(statement) if not inside(h, named) and not (dataset and h.start < _OPENED)]
    return tuple(sorted(named, key=lambda h: h.start) if len(named) > 1 else named)


def _parts(statement: Statement, *, own: bool) -> list[Holder]:
    """The parts of the patients that a sentence names, but for what it begins with."""
    named = list(halved(statement, [*completed([*parts_named(statement, own=own)])]))
    if aged := [*parts_aged(statement, own=own)]:
        named = [*(h for h in named if not inside(h, aged)), *aged]
    if own and (of_arms := [*parts_in_arms(statement)]):
        named = [*(h for h in named if not inside(h, of_arms)), *of_arms]
    named += [h for h in parts_counted(statement) if not inside(h, named)] if own else []
    others = [h for h in the_others(statement) if not inside(h, named)] if own else []
    by_status = [*_by_status(statement, [*named, *others])]
    parts = [*named, *by_status, *(others if named or by_status else [])]
    if parts:
        parts += [*without_it(statement, parts), *siblings(statement, parts)]
    if own and statement.names(Category.CHARACTERISTIC, Category.BIOMARKER):
        parts += [h for h in by_level(statement) if not inside(h, parts)]
    return parts


def _outside(statement: Statement, parts: Sequence[Holder], arms: Sequence[Holder]) -> list[Holder]:
    """The parts of the patients that are no words of an arm's, nor close all that stands before."""
    closing = parts_closing(statement)  # not of the next value
    apart = [h for h in parts if not inside(h, arms)]
    return [h for h in apart if not any(h.start <= at < h.end for at, _ in closing)]


_OPENED = len("Within the ")  # where the name of what a sentence begins with stands at most
_MODIFIER = re.compile(
    r"(?<![\w-])(?!(?:with|to|of|in|for|the|an?|and|or|by|than|versus|vs|receiving|received|plus|on)\s)[\w-]+\s$"
)


def _told_apart(statement: Statement, treated: list[Holder]) -> list[Holder]:
    """The groups, two of one treatment called by the word before it too: "dose-dense X" and "standard X"."""
    if len({h.regimen for h in treated}) == len(treated):
        return treated
    times = Counter(h.regimen for h in treated if h.arm is None)
    return [_modified(statement, h) if h.arm is None and times[h.regimen] > 1 else h for h in treated]


def _modified(statement: Statement, holder: Holder) -> Holder:
    """The group by the word before its treatment and the treatment; as it is, where no such word stands there."""
    more = _MODIFIER.search(statement.text, 0, holder.start)
    if more is None:
        return holder
    name, compared = statement.text[more.start() : holder.end], is_compared(statement, more.start())
    return replace(holder, start=more.start(), name=name, compared=compared)


_SCHEDULE = re.compile(
    r"\s(?:administered\s|given\s)?(?P<how>every\s(?:\d|two|three|four|other)\s(?:weeks?|months?|days?)|(?:once|twice)[-\s](?:daily|weekly)|\d+(?:\.\d+)?\s?mg(?:/kg|/m2)?)\b"
)


def _scheduled(text: str, named: list[Holder]) -> list[Holder]:
    """The groups, those of one treatment called by their schedules or doses too: "X every 2 weeks" and "X every 3 weeks"."""
    if len({h.regimen for h in named}) == len(named):
        return named
    how = [(h, _SCHEDULE.match(text, h.end)) for h in named]
    times = Counter(regimen for regimen, _ in {(h.regimen, m["how"]) for h, m in how if m})
    return [replace(h, name=f"{h.name} {m['how']}", arm=None) if m and times[h.regimen] > 1 else h for h, m in how]


_STRANGER = Phrase(
    r"""\b(?=[afiortw])(?:(?:in|for|with|among|of|receiving)\s(?:the\s)?
        (?P<name>(?!an?\s|both|each|all|either|respective|the|these|two|three|our|this|study|patients\b)[\w+/.-]++(?:\s(?!and\b|in\b|for\b|of\b|between\b|among\b)[\w+/.-]++){0,3}?)
        \s(?:groups?|arms?|cohorts?)\b
      | (?:in|for|with|among|of|to|receiving)\s(?:the\s)?(?P<letter>(?:group|arm|cohort)\s(?:[A-F]|[1-4]|I{1,3})\b))""",
    " group", " arm", " cohort",
)  # fmt: skip


_SIZED = Phrase(
    r"\b(?:the\s)?(?:(?P<two>doublet|double|dual)|triplet|triple)(?:[-\s](?:therapy|treatment|regimen|combination|group|arm)s?)?\b",
    "doubl", "dual", "tripl",
)  # fmt: skip


def _by_size(statement: Statement, *, own: bool) -> Iterator[Holder]:
    """ "The doublet" and "the triplet": the one arm of so many components, or the one such regimen that was told of before."""
    for match in _SIZED.finditer(statement.text):
        known = map(Holder.of, statement.paper.roster.arms) if own else _told_before(statement)
        fitting = {frozenset(h.regimen): h for h in known if len(h.regimen) == (2 if match["two"] else 3)}
        if len(fitting) == 1:
            compared = is_compared(statement, match.start())
            yield replace(fitting.popitem()[1], start=match.start(), end=match.end(), compared=compared)


def _told_before(statement: Statement) -> Iterator[Holder]:
    for other in statement.earlier:
        if other.study == statement.study and other.treatments:
            yield from treated_in(other)


def treated_in(statement: Statement) -> Iterator[Holder]:
    """The groups of a sentence but its subgroups; each within the subgroup that the sentence tells of, if it is one."""
    named = holders(statement)
    parts = [h.subgroup for h in named if h.subgroup]
    for holder in named:
        if not holder.subgroup:
            yield replace(holder, within=parts[0] if len(parts) == 1 else holder.within)


_ACRONYM = Expression(
    r"[\d%)]\s(?:\w++\s)?(?:in|for|with|under|among)\s(?:the\s)?(?P<name>[A-Z][A-Za-z0-9/+-]*[A-Z0-9][A-Za-z0-9/+-]*)\b",
    re.NOFLAG,
)


def _strangers(statement: Statement) -> Iterator[Holder]:
    """Groups that no arm of the study is called: "in the X arm", and an unknown acronym tied to a value."""
    for match in _STRANGER.finditer(statement.text):
        called = match.lastgroup or "name"
        yield Holder(match.start(called), match.end(), match[called], known=False)
    for match in GIVEN_NAME.finditer(statement.text):
        yield Holder(match.start("name"), match.end(), match["name"], known=False)
    for match in _ACRONYM.finditer(statement.text):
        if not any(m.start <= match.start("name") < m.end for m in statement.mentions):
            yield Holder(match.start("name"), match.end(), match["name"], known=False)


_DANGLING_BEFORE = Phrase(
    r"""\w\s?(?:\splus|\+|\scombined\swith|\sin\scombination\swith)\s(?:an?\s|the\s)?$
      | \b(?:with|and|by)\s(?:subsequent|sequential|additional|adjuvant|consolidative|consolidation|concurrent|maintenance)\s$
      | \b(?:combin(?:ing|ation\sof)\s[^.;]{3,60}?\s(?:with|and)|add(?:ing|ition\sof)\s[^.;]{3,60}?\sto)\s(?:\w+\s){0,3}?$
      | \badd(?:ing|ition\sof)\s(?:an?\s|the\s)?$""",
    "plus", "+", "combin", "subsequent", "sequential", "additional", "adjuvant", "consolidati", "concurrent", "maintenance",
    "adding", "addition",
)  # fmt: skip
_DANGLING_AFTER = re.compile(r"^\s(?:plus|\+|combined\swith|in\scombination\swith)\s(?!or\b)[A-Za-z]", re.IGNORECASE)
_FILLED = re.compile(r"\s*\([^()]*\bor\b[^()]*\)")  # "(A or B)": what fills a slot is no part of the name
_NO_GROUP = re.compile(
    r"^[\s-](?:rates?|toxicity|resistance|failure|naive|free|related|induced|specific)\b", re.IGNORECASE
)
_LONGER = re.compile(r"-(?!based|containing|treated|group|arm|plus|and|alone)[A-Za-z]")  # "X-Y", and Y is not known
_KIND = re.compile(r"\b(?:in|for|with|of)\s(?:the\s)?(?!the\b|all\b|both\b)[\w-]+\s$")  # "in the intensive X group"
_TIED = re.compile(r"[\d%)]\s(?:\w+\s)?(?:under|on|with|for|receiving)\s(?:the\s)?$")  # to a value: "7 months under X"
_GROUP_NOUN = re.compile(
    r"^\s(?:\w+\s){0,2}?(?:groups?|arms?|cohorts?|subgroups?|patients|recipients)\b", re.IGNORECASE
)


_LACKING = re.compile(  # "the group without X": the other of two arms
    r"(?:\b(?:groups?|arms?|patients|those|treated|therapy|chemotherapy|and|or|vs\.?|versus)|[%)\d])\s(?P<lack>without)\s(?:the\s)?$"
)
_WITHOUT = ("without ", "without the ")
_GROUP_BEHIND = re.compile(r"\s(?:groups?|arms?)\b")


def _dangles(text: Prose, start: int) -> bool:
    """Whether the words before say that what begins at a place is but a part of a treatment."""
    return (
        _DANGLING_BEFORE.may_stand_in(text) and _DANGLING_BEFORE.search(text[max(0, start - 120) : start]) is not None
    )


def _of_treatment(statement: Statement, treatment: Treatment, *, own: bool) -> Holder | None:
    """A treatment as the group that had it; none where it is only prior, or no arm of this study."""
    text, roster = statement.text, statement.paper.roster
    before, after = text[max(0, treatment.start - 60) : treatment.start], text[treatment.end :]
    arm = roster.treated(treatment.key) if own else None
    if arm is not None and before.endswith(_WITHOUT) and len(roster.arms) == 2 and (lack := _LACKING.search(before)):
        other = roster.arms[1 - roster.arms.index(arm)]
        start = treatment.start - len(before) + lack.start("lack")
        return Holder.of(other, start, treatment.end, compared=is_compared(statement, start)) if other.regimen else None
    if own and arm is None and len(treatment.key) > 1 and _GROUP_BEHIND.match(after):
        arm = roster.widened(treatment.key)
    if arm is not None and (at := _SCHEDULE.match(text, treatment.end)):
        arm = roster.named(text[treatment.start : at.end()]) or roster.named(at["how"]) or arm
    generic = all(statement.paper.lexicon.is_general(k) for k in treatment.components)
    if own and not generic and before.endswith(_HOW) and (given := _given_or_not(statement, treatment, arm)):
        return given
    foreign = own and arm is None and len(roster.arms) > 1 and not _GROUP_NOUN.match(after)
    tied = foreign and _TIED.search(before)
    if generic or (foreign and not tied) or _NO_GROUP.match(after):
        return None
    if _PRIOR.may_stand_in(text) and _PRIOR.search(before) and not _followed(statement, treatment, before):
        return None
    longer = before.endswith("-") or _LONGER.match(after)
    kind = own and arm is None and (longer or (_GROUP_NOUN.match(after) and _KIND.search(before)))
    return Holder(
        treatment.start,
        treatment.end,
        arm.name if arm else _FILLED.sub("", text[treatment.start : treatment.end]),
        arm,
        arm.regimen if arm and arm.regimen else treatment.components,
        tuple(treatment.one_of.items()),
        compared=is_compared(statement, treatment.start),
        known=not kind
        and not (tied and not roster.apart(treatment.key, statement.paper.lexicon))
        and not _dangles(text, treatment.start)
        and not _DANGLING_AFTER.match(after),
    )


_AFTER_RESULT = re.compile(
    r"(?:\b(?:rates?|survival|OS|PFS|RFS|DFS|EFS|recurrence|mortality|months|years)|%\)?)(?:\s\([^()]*\))?\safter\s(?:the\s)?$"
)


def _followed(statement: Statement, treatment: Treatment, before: str) -> bool:
    """Whether a result is of those who had a procedure: "the OS rates after X1 were", "48% after X2"."""
    done = all(statement.paper.lexicon.get(Category.PROCEDURE, c) for c in treatment.components)
    return done and bool(_AFTER_RESULT.search(before))


_AFTER_VALUE = re.compile(
    r"(?:%|\d\s(?:months?|years?|weeks?|days?))\s(?:\([^()]*\)\s)?(?P<how>without|when|if)\s(?:the\s)?$"
)
_HOW = (*_WITHOUT, "when ", "if ", "when the ", "if the ")
_WAS_GIVEN = re.compile(r"\s(?:was|were)\s(?P<lack>not\s)?(?:given|added|included|used|administered)\b")


def _given_or_not(statement: Statement, treatment: Treatment, arm: Arm | None) -> Holder | None:
    """The patients with a value that had a treatment, or not: "32 months when X was given", "17 months without X"."""
    text = statement.text
    how = _AFTER_VALUE.search(text, max(0, treatment.start - 60), treatment.start)
    verb = _WAS_GIVEN.match(text, treatment.end) if how and how["how"] != "without" else None
    if how is None or (verb is None and how["how"] != "without"):
        return None
    end, lacks = (verb.end(), bool(verb["lack"])) if verb else (treatment.end, True)
    if arm is not None:
        arms = statement.paper.roster.arms
        others = [a for a in arms if a is not arm and a.regimen]
        whom = arm if not lacks else others[0] if len(arms) == 2 == len(others) + 1 else None
        return Holder.of(whom, how.start("how"), end) if whom else None
    if not statement.paper.roster.apart(treatment.key, statement.paper.lexicon):
        return None
    name = text[treatment.start : treatment.end]
    return Holder(
        how.start("how"), end, f"without {name}" if lacks else name, regimen=() if lacks else treatment.components
    )


def _by_status(statement: Statement, named: Sequence[Holder]) -> Iterator[Holder]:
    for start, end in status_groups(statement, [(h.start, h.end) for h in named], _parts_before(statement)):
        name = statement.text[start:end]
        yield Holder(start, end, name, subgroup=name, compared=is_compared(statement, start))


def _parts_before(statement: Statement) -> Iterator[str]:
    """The subgroups of the sentences before, in the same paragraph."""
    for other in statement.earlier:
        yield from (h.subgroup for h in holders(other) if h.subgroup)
