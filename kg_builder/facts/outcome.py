"""Outcomes in sentences: times, rates and "not reached" of an endpoint in one group of patients."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from kg_builder.arms import Arm
from kg_builder.document import BlockKind, Section
from kg_builder.evidence import Outcome
from kg_builder.facts.alignment import Aligned, align
from kg_builder.facts.criteria import criteria_of
from kg_builder.facts.denominators import of_how_many, unless_denied
from kg_builder.facts.elsewhere import found_elsewhere
from kg_builder.facts.follow_up import FOLLOW_UP, FOLLOWED, follow_up
from kg_builder.facts.general_events import is_consequence
from kg_builder.facts.grades import TIMED_TOXICITIES, adverse, graded
from kg_builder.facts.holders import Holder, holders
from kg_builder.facts.incidences import INCIDENCE, incidences
from kg_builder.facts.legends import is_told, may_tell
from kg_builder.facts.measured import Measured, alive_and_more, may_measure
from kg_builder.facts.note import Note
from kg_builder.facts.numerals import printed_count
from kg_builder.facts.of_one_patient import of_one_patient
from kg_builder.facts.of_others import of_others
from kg_builder.facts.part_leads import not_of_part
from kg_builder.facts.part_sizes import size_of_part
from kg_builder.facts.part_told import part_told
from kg_builder.facts.raised import raised
from kg_builder.facts.set_against import set_against
from kg_builder.facts.sized_here import size_here
from kg_builder.facts.told_of import of_next, told_of
from kg_builder.facts.treated import titled_alike
from kg_builder.facts.unknown_drugs import names_unknown_drug
from kg_builder.facts.unnamed_limits import is_confidence
from kg_builder.facts.unseen import unseen
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase, bits
from kg_builder.study import Paper, Statement
from kg_builder.values import Quantity

__all__ = ["outcomes"]


def outcomes(paper: Paper) -> Iterator[Outcome | Note]:
    """The outcomes that the prose reports; a note where a value's group is not certain."""
    for statement in paper.statements:
        if statement.block.section is Section.METHODS:
            continue
        if statement.block.kind is BlockKind.PARAGRAPH:
            may_be = may_measure(statement) or statement.text.standing & _NOT_MEASURED
            if may_be and not _planned(statement):
                yield from _of_prose(statement)
        elif statement.block.kind is BlockKind.FIGURE and may_tell(statement) and not _planned(statement):
            named = filter(is_told, align(statement))
            yield from (fact for fact in _of_sentence(statement, named) if isinstance(fact, Outcome))


_NOT_MEASURED = bits(FOLLOWED, INCIDENCE)  # what may be told in a sentence that names no endpoint


def _of_prose(statement: Statement) -> Iterator[Outcome | Note]:
    """The outcomes of a sentence, those of the values that are no endpoint's among them."""
    followed = follow_up(statement)
    if followed:
        yield followed
    every = [a for a in (*align(statement), *raised(statement)) if not followed or a.endpoint.key != FOLLOW_UP]
    further = [(a.quantity, fact) for a in incidences(statement) for fact in _told(statement, a, a.endpoint.key)]
    if every or further:
        yield from _of_sentence(statement, every, further)


def _of_sentence(
    statement: Statement, every: Iterable[Aligned], further: Iterable[tuple[Quantity, Outcome | Note]] = ()
) -> Iterator[Outcome | Note]:
    """The outcomes of a sentence, those of two groups set against each other, behind the notes."""
    found = [(aligned.quantity, fact) for aligned in every for fact in _outcome(statement, aligned)]
    found += further
    yield from [fact for _, fact in found if isinstance(fact, Note)]
    told = [(at, fact) for at, fact in found if isinstance(fact, Outcome)]
    yield from set_against(statement, told) if len(told) > 1 else [fact for _, fact in told]


_PLANNED = Phrase(
    r"""\b(?:assum\w+|hypothesi[sz]\w+|sample\ssize|power\s(?:of|to|was)|statistical\spower|anticipated|to\sdetect|to\sestimate|planned\sto
          |expected\s(?:\w+\s){1,2}rates?
          |null\shypothesis|reasons?\sfor|because\sof)\b""",
    "assum", "hypothesi", "sample size", "power of", "power to", "power was", "statistical power", "anticipated", "to detect",
    "to estimate", "planned to", "expected ", "reason for", "reasons for", "because of",
)  # fmt: skip


def _planned(statement: Statement) -> bool:
    """Whether a sentence tells what was planned or assumed, or why patients stopped, not what was seen."""
    return _PLANNED.search(statement.text) is not None


def _outcome(statement: Statement, aligned: Aligned) -> Iterator[Outcome | Note]:
    quantity = aligned.quantity
    key = None if of_next(statement, aligned) else _endpoint(statement, aligned.endpoint, quantity)
    if key is None or (key == "death" and _of_a_cause(statement.text, aligned)):
        return
    if key.startswith("death due to ") or _OF_EVENTS.search(statement.text, 0, quantity.start):
        return  # see causes_of_death
    yield from _told(statement, aligned, key)


def _told(statement: Statement, aligned: Aligned, key: str) -> Iterator[Outcome | Note]:
    """The value as a result of this endpoint; a note where it is not certain whose it is."""
    quantity = aligned.quantity
    holder, implied = aligned.holder, None
    if holder is None and aligned.certain:
        holder = _everybody(statement, quantity)
        if holder is None and (aligned.subgroup or not _is_set_apart(statement.text[quantity.end :])):
            holder, implied = _implied(statement, aligned.subgroup)
            holder = holder or _part_alone(statement, aligned.subgroup)
    subgroup = part_told(statement, aligned, implied, holder)
    argued = statement.study == "this" and statement.block.section in (Section.INTRODUCTION, Section.DISCUSSION)
    if quantity.upper is not None:
        yield _note(statement, aligned, "a range, not a value")
    elif holder is None or not holder.known or not aligned.certain:
        yield _note(statement, aligned, "arm not certain")
    elif (argued and (holder.arm is None or statement.citations or found_elsewhere(statement, quantity.start))) or (
        of_others(statement, quantity.start)
    ):
        others = _of_others(statement, quantity, holder)
        record = _record(statement, aligned, key, holder, subgroup) if others else None
        yield replace(record, study=others, line=None) if record else _note(statement, aligned, "study not certain")
    elif reason := unseen(statement, aligned, holder, subgroup):
        yield _note(statement, aligned, reason)
    else:
        yield _record(statement, aligned, key, holder, subgroup)


def _part_alone(statement: Statement, part: Holder | None) -> Holder | None:
    """A part of the patients of a cited study whose treatment no sentence tells, where a review names no arm."""
    if part is None or statement.study == "this" or statement.paper.genre != "review":
        return None
    return Holder(part.start, part.end, part.name)


_THAN_OTHERS = re.compile(
    r"""\b(?:than|outperform\w*|surpass\w*|exceed\w*|superior\sto|compar\w+\s(?:with|to)|versus|vs\.?)\s[^;]*?
        \b(?:previous|earlier|prior|other|published|historical)(?:ly)?\s(?:\w+\s){0,2}?(?:stud(?:y|ies)|trials?|reports?|reported|cohorts?|series|data)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def _of_others(statement: Statement, quantity: Quantity, holder: Holder) -> str | None:
    """The cited study of a value in brackets behind a treatment with which a sentence compares its own result.

    "The OS in our study was longer than in previous studies with X (7 months) and Y (8.5 months) [4]."
    """
    behind = tuple(c for c in statement.citations if c.numbers and c.start >= quantity.end)
    compared = _THAN_OTHERS.search(statement.text) if behind and holder.arm is None else None
    if compared is None or compared.end() > holder.start or statement.text[holder.end : quantity.start] != " (":
        return None
    return statement.paper.named_study(behind[:1])


def _record(statement: Statement, aligned: Aligned, key: str, holder: Holder, subgroup: str | None) -> Outcome:
    quantity, endpoint, arm = aligned.quantity, aligned.endpoint, holder.arm
    own = statement.study == "this"
    reached = quantity.qualifier != "NR"
    return Outcome(
        doc=statement.paper.document.id,
        span=statement.place(min(endpoint.start, quantity.start), max(endpoint.end, quantity.end)),
        rule="sentence-outcome",
        arm=arm.title() if arm else holder.name,
        regimen=holder.regimen or (arm.regimen if arm else ()),
        one_of=dict(holder.one_of),
        line=statement.paper.line if own else None,
        n=_patients(statement, quantity, arm if own else None, subgroup),
        study=statement.study_at(quantity.end),
        subgroup=subgroup,
        endpoint=key,
        statistic=_statistic(statement, aligned),
        value=quantity.number if reached else None,
        count=printed_count(statement.text, quantity.start, quantity.count),
        unit=quantity.unit.key if quantity.unit else None if reached else "month",
        qualifier=quantity.qualifier if quantity.qualifier in _QUALIFIERS else None,
        ci=quantity.ci or (quantity.interval if is_confidence(statement, quantity) else None),
        at_months=endpoint.at_months,
        criteria=criteria_of(statement, key, quantity),
        p=quantity.p,
    )


def _patients(statement: Statement, quantity: Quantity, arm: Arm | None, subgroup: str | None) -> int | None:
    """How many patients a value of this study's arm is of; that of a part only where the sentence prints it; one of a case."""
    here = quantity.total or (None if arm.whole and subgroup else size_here(statement, arm)) if arm else None
    if arm is None or (subgroup and not here):
        return size_of_part(statement.paper, subgroup, arm) or (1 if of_one_patient(statement) else None)
    n = not_of_part(statement, arm.n, quantity.count)
    return here or of_how_many(statement, quantity) or unless_denied(n, quantity.count, quantity.number)


_OF_EVENTS = Phrase(
    r"\d\sof\s(?:the\s|all\s)?\d+\s(?:relapses|recurrences|failures|progressions|deaths|events)\b,?\s?\(?$",
    "relapses", "recurrences", "failures", "progressions", "deaths", "events",
    flags=re.VERBOSE,
)  # fmt: skip
_DIED_OF = re.compile(
    r"\s(?:(?:was|were)\s)?(?:of|from|(?:due|attributed|related)\sto|because\sof|caused\sby)\s(?!any\b|all\b)[a-z]"
)
_FROM_CAUSE = re.compile(r"[)\]]*\s(?:(?:was|were)\s)?(?:from|(?:due|attributed)\sto|caused\sby)\s(?!any\b|all\b)[a-z]")


def _of_a_cause(text: str, aligned: Aligned) -> bool:
    """Whether deaths are but those of one cause: "deaths from sepsis (4%)", "37 deaths, 31 (84%) from lung cancer"."""
    return bool(_DIED_OF.match(text, aligned.endpoint.end) or _FROM_CAUSE.match(text, aligned.quantity.end))


_SET_APART = re.compile(
    r"""^[)\]]?\s(?:\([^()]*\)\s)?(?:for|in|with|without|among|after|of)(?:\s[^.;,()%]{1,60}?)?(?:,|,?\s(?:and|versus|vs\.?|(?:as\s)?compared\s(?:with|to)))\s
        \d[\d.]*\s?(?:%|months?|years?|weeks?|days?)\s?(?:\([^()]*\)\s)?(?:for|in|with|without|among|after|of)\s""",
    re.VERBOSE,
)
_OF_SOME = re.compile(
    r"""[)\]]?\s(?:(?:of|in|for|among)\s(?:the\s)?)?(?:[\w/+-]+\s)?(?:[\w/+-]*-)?(?:positive|negative|mutant|mutated|wild-type|(?:un)?methylated|amplified|older|younger|elderly
        |(?:low|high)(?:-risk)?)\s(?:patients|tumou?rs|cases|women|men|cohort|population|subset)\b""",
    re.VERBOSE,
)


def _is_set_apart(behind: str) -> bool:
    """Whether the words behind a value tell of whom it is: "30% of the elderly patients"."""
    return bool(_SET_APART.match(behind) or _OF_SOME.match(behind))


_MAJOR = re.compile(
    r"\b(?:[Cc]lavien|[Gg]rade)[^.;%]{0,20}?(?:\u2265\s?(?:[Gg]rade\s)?(?:III|3)|>\s?(?:II|2)|(?:III|3)\s(?:or|and)\s(?:higher|above|more|worse))(?!I)"
)
_QUALIFIERS = frozenset({"NR", "<", ">", "<=", ">="})


def _note(statement: Statement, aligned: Aligned, reason: str) -> Note:
    place = statement.place(aligned.quantity.start, aligned.quantity.end)
    return Note(
        doc=statement.paper.document.id,
        place=place,
        reason=reason,
        text=statement.text[aligned.quantity.start : aligned.quantity.end],
    )


def _statistic(statement: Statement, aligned: Aligned) -> str:
    if aligned.quantity.dimension == "fraction":
        return "rate"
    if statement.paper.genre == "case" or of_one_patient(statement):
        return "value"
    mean = "ean" in statement.text and _MEAN.search(statement.text, 0, aligned.endpoint.start)
    return aligned.endpoint.statistic or ("mean" if mean else "median")


def _endpoint(statement: Statement, endpoint: Measured, quantity: Quantity) -> str | None:
    """The endpoint's key; of adverse events with their grade, where the sentence gives the rate of all of them."""
    low, high = min(endpoint.end, quantity.end), max(endpoint.start, quantity.start)
    if endpoint.key == "morbidity" and _MAJOR.search(statement.text, max(0, endpoint.start - 40), high + 1):
        return "major morbidity"
    toxic = endpoint.key in TIMED_TOXICITIES or statement.paper.lexicon.get(Category.TOXICITY, endpoint.key)
    if statement.paper.genre == "trial" and toxic:
        return None  # see adverse_prose
    if statement.paper.genre == "trial" and is_consequence(statement.text, endpoint.key, endpoint.start):
        return None
    if endpoint.key == "alive" and alive_and_more(statement.text, endpoint.end):
        return None
    of_events = adverse(endpoint.key)
    if not of_events and not endpoint.key.endswith(" toxicity"):
        return _GENERAL.get(endpoint.key, endpoint.key)
    named = any(low <= m.start < high and m.of(Category.TOXICITY) for m in statement.mentions)
    if not of_events:
        return None if named else endpoint.key
    if statement.paper.genre != "review" or named or _THE_MOST.search(statement.text, 0, endpoint.start):
        return None
    return graded(endpoint.key, statement.text[max(0, endpoint.start - 40) : endpoint.end])


_THE_MOST = Phrase(  # one event of many: "rash was the most common AE (45%)"
    r"\b(?:most|more)\s(?:common|frequent|often|prevalent)\w*\s(?:[\w-]+\s){0,3}$|\bcommonest\s(?:[\w-]+\s){0,3}$",
    "most", "more", "commonest",
)  # fmt: skip
_GENERAL = {"survival": "OS"}  # with a value
_MEAN = re.compile(r"\b[Mm]ean\s(?:\w+\s){0,2}$")
_Implied = tuple[Holder | None, Holder | None]  # the group, and its subgroup


def _implied(statement: Statement, subgroup: Holder | None) -> _Implied:
    """Whom a sentence is about that names no group: the only arm, the treatment of the sentences before, the heading's."""
    paper = statement.paper
    if statement.study == "this" and paper.genre != "review":
        argued = statement.block.section in (Section.INTRODUCTION, Section.DISCUSSION) and paper.genre != "case"
        if not argued and subgroup is None and not _EVERYBODY.search(statement.text) and (told := told_of(statement)):
            return told, None
        if (
            argued
            or (len(paper.roster.arms) > 1 and subgroup is None)
            or (subgroup is None and _arms_before(statement))
        ):
            return None, None
        return (None, None) if names_unknown_drug(statement) else (Holder.of(paper.roster.whole), None)
    if statement.own and subgroup is None and _POOLED.search(statement.text):
        return Holder.of(paper.roster.whole), None
    if _EVERYBODY.search(statement.text) or _ONE_PATIENT.search(statement.text):
        return None, None
    found = _before(statement)
    return found if found[0] else (_heading(statement), None)


_POOLED = Phrase(r"\bpooled\s(?!analys)", "pooled")  # a meta-analysis tells its own result
_LETTERED = re.compile(r"\b(?:[Aa]rm|[Gg]roup|[Cc]ohort)\s(?:[A-F]|[1-4])\b")
_NUMBERED = re.compile(r"\b(?:[Aa]rm|[Gg]roup|[Cc]ohort|[Dd]ose\slevel)\s(?:[A-F]|[1-9])\b")


def _arms_before(statement: Statement) -> bool:
    """Whether this sentence, or one before in the paragraph, speaks of arms, be they known or only called by letters."""
    earlier = statement.earlier
    return bool(_NUMBERED.search(statement.text)) or any(_LETTERED.search(other.text) for other in earlier)


_OF_PATIENTS = re.compile(r"^\s?(?:\([^()]*\)\s?)?(?:of\s)?(?:the\s)?patients\b", re.IGNORECASE)
_FEW = 10  # patients, of whom a part may be as many as an arm


def _everybody(statement: Statement, quantity: Quantity) -> Holder | None:
    """All patients of this study, where a sentence of no group says "51 (72.9%)" and 51 of all of them, of no arm, are 72.9%.

    The only arm of 40 patients, where it says "29/40 (72.5%)".
    """
    whole, share, count = statement.paper.roster.whole, quantity.number, quantity.count
    if statement.study != "this" or share is None or not count or quantity.dimension != "fraction":
        return None
    if any(h.arm or h.subgroup for h in holders(statement)):
        return None
    text, arms = statement.text, statement.paper.roster.arms
    of = [arm for arm in (whole, *arms) if arm.n == quantity.total] if (quantity.total or 0) >= _FEW else []
    if len(of) == 1 and _is_share(count, of[0].n or 1, share):
        return Holder.of(of[0])
    if not whole.n or not _is_share(count, whole.n, share):
        return None
    told = _OF_PATIENTS.match(text[quantity.end :]) or text.startswith(
        (f"Of {whole.n} patients", f"Of the {whole.n} patients")
    )
    exact = "." in str(share) and not any(arm.n and _is_share(count, arm.n, share) for arm in arms)
    return Holder(0, 0, whole.name, whole) if told or exact else None


def _is_share(count: int, patients: int, share: Decimal) -> bool:
    """Whether so many of so many patients are the printed share."""
    return (100 * Decimal(count) / patients).quantize(share) == share


_EVERYBODY = Phrase(
    r"\b(?:entire|whole|total|overall)\s(?:\w+\s)?(?:cohort|population|group)\b",
    "entire ",
    "whole ",
    "total ",
    "overall ",
)
_ONE_PATIENT = re.compile(r"\b(?:a|one|the)\s(?:\w+\s)?(?:patient|case)\b(?!s)|year-old\b", re.IGNORECASE)


def _before(statement: Statement) -> _Implied:
    """The treatment, and the subgroup with it, that the sentences before, on the same study, are about."""
    for other in reversed(statement.earlier):
        if other.study != statement.study:
            break
        groups = [h for h in holders(other) if not h.compared]
        named = {h.regimen: h for h in groups if h.regimen}
        if named:
            subgroups = [h for h in groups if h.subgroup]
            (holder,) = named.values() if len(named) == 1 else (None,)
            return holder, subgroups[0] if len(subgroups) == 1 else None
    return None, None


def _heading(statement: Statement) -> Holder | None:
    """The treatment that the section's heading names, for a cited study; else the one of both titles."""
    named = statement.paper.find_treatments(statement.block.heading)
    if statement.study == "this":
        return None
    if not named and (topic := titled_alike(statement)):
        return Holder(0, 0, " + ".join(topic.components), regimen=topic.components)
    if len(named) != 1 or all(map(statement.paper.lexicon.is_general, named[0].components)):
        return None
    return Holder(0, 0, statement.block.heading[named[0].start : named[0].end], regimen=named[0].components)
