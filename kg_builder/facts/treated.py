"""Who an association was seen in: the study, and the treatment that its patients had.

A sentence's own words come first, then what the same study was said to treat before, then what heading or title announce.
A cited study whose title, as the reference list prints it, does not name the announced treatment was not about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg_builder.citations import Citation
from kg_builder.document import Section
from kg_builder.dosed_arms import differ_in_dose
from kg_builder.evidence import Components
from kg_builder.facts.claim import Claim, is_contrasted, is_supportive
from kg_builder.facts.clauses import headed, patients_treated, sources, titled, told_before
from kg_builder.facts.factors import Factor
from kg_builder.lexicon import Category
from kg_builder.regimens import Treatment
from kg_builder.roster import Group
from kg_builder.study import Paper, Statement

__all__ = ["cohorts_of", "in_full", "own_treatment", "titled_alike"]


def cohorts_of(statement: Statement, claim: Claim) -> tuple[tuple[str, Components], ...]:
    """The studies that a claim speaks for, each with the treatment of its patients."""
    listed = tuple(_listed(statement, claim))
    if len(listed) > 1:
        return listed
    studies = sources(statement)
    if len(studies) == 1:
        studies = (_nearest(statement, claim) or studies[0],)
    return tuple((study, in_full(statement.paper, _treatment(statement, claim, study))) for study in studies)


def in_full(paper: Paper, components: Components) -> Components:
    """The components of a regimen, "immunotherapy" beside others by what the paper means by it."""
    if len(components) < 2 or "immunotherapy" not in components or not _means_checkpoints(paper):
        return components
    return tuple(dict.fromkeys("ici" if c == "immunotherapy" else c for c in components))


def _means_checkpoints(paper: Paper) -> bool:
    """Whether the immunotherapy that a paper speaks of is checkpoint inhibition, by what else it names of either."""
    kinds = (Category.DRUG, Category.TREATMENT_CLASS)
    named = [t.key for s in paper.statements for m in s.mentions if (t := m.of(*kinds))]
    immune = [k for k in named if k != "immunotherapy" and paper.lexicon.is_a(k, "immunotherapy")]
    inhibitors = sum(paper.lexicon.is_a(k, "ici") for k in immune)
    return inhibitors >= 3 * max(1, len(immune) - inhibitors)


_LISTED = re.compile(
    r"^(?:\s?(?:,|;|and|,\sand|as\swell\sas|or|in|for|those|with|patients|receiving|treated)\b)*\s?(?:,\s?(?:and\s)?)?$"
)
_NAMED = re.compile(r"^[^;.\[]{0,40}$")


def _listed(statement: Statement, claim: Claim) -> Iterator[tuple[str, Components]]:
    """ "X predicts survival in A monotherapy [1], A combined with B [2], and C [3]": a study and a treatment each."""
    text, at = statement.text, claim.stop
    given = [t for t in statement.treatments if t.start >= claim.stop]
    marks = [c for c in statement.citations if c.numbers and c.start >= claim.stop] if given else []
    for treatment, mark in zip(given, marks, strict=False):
        follows = at == claim.stop or _LISTED.match(text[at : treatment.start])
        if not follows or mark.start < treatment.end or not _NAMED.match(text[treatment.end : mark.start]):
            return
        yield _marked(mark), treatment.components
        at = mark.end


def _marked(mark: Citation) -> str:
    return f"[{', '.join(mark.numbers)}]"


def _nearest(statement: Statement, claim: Claim) -> str | None:
    """The first of several reference marks behind a claim, where the sentence names no author or trial."""
    marks = [c for c in statement.citations if c.numbers] if statement.study != "this" else []
    if len(marks) < 2 or len(marks) < len(statement.citations):
        return None
    return next((_marked(m) for m in marks if m.start >= claim.stop), None)


_DOSE = re.compile(r"(?:high|higher|low|lower|full|reduced|standard|escalated)[\s-]doses?\s(?:of\s)?", re.IGNORECASE)


def own_treatment(statement: Statement, factor: Factor) -> Treatment | None:
    """The treatment that is itself the factor, unless it is set against its absence."""
    if is_contrasted(statement, factor):
        return None
    dosed = _DOSE.match(statement.text, factor.start, factor.end)
    start = dosed.end() if dosed else factor.start
    covering = (t for t in statement.treatments if t.start <= start and factor.end <= t.end)
    return next((t for t in covering if not is_supportive(statement, t)), None)


_OWN_SECTIONS = (Section.ABSTRACT, Section.METHODS, Section.RESULTS)


def _treatment(statement: Statement, claim: Claim, study: str) -> Components:
    if own := own_treatment(statement, claim.factor):
        return own.components
    where = claim.listed or (claim.factor.start, claim.factor.end)
    if statement.paper.genre != "review":
        groups = [g for g in statement.groups if claim.part is None or claim.part[0] <= g.start < claim.part[1]]
        arms = {g.arm.regimen for g in groups if g.arm.regimen and _is_cohort(statement, g, claim)}
        arms |= {
            b.arm.regimen for a, b in pairwise(statement.groups) if a.arm.regimen in arms and _and(statement, a, b)
        }
        told = statement.study != "this" or statement.block.section not in _OWN_SECTIONS
        given = patients_treated(statement, outside=where) if told and not statement.groups else None
        return arms.pop() if len(arms) == 1 else given.components if given else _of_all(statement)
    treatment = patients_treated(statement, outside=where, within=_own_half(statement, claim))
    treatment = treatment or _of_same_study(statement)
    treatment = treatment or _announced(statement, study)
    return treatment.components if treatment else ()


_OTHERS = re.compile(r"[,;]\s(?:whereas|while|but)\s")  # behind which other patients are spoken of


def _own_half(statement: Statement, claim: Claim) -> tuple[int, int]:
    """Where the patients of a claim may be told: not behind "whereas", nor before it where both halves tell theirs."""
    borders = [m.end() for m in _OTHERS.finditer(statement.text)]
    end = next((b for b in borders if b >= claim.stop), len(statement.text))
    start = max((b for b in borders if b <= claim.start), default=0)
    return (start if any(start <= t.start < end for t in statement.treatments) else 0), end


_AND = re.compile(r"\s(?:and|or|versus|vs\.?)\s(?:the\s)?")


def _and(statement: Statement, one: Group, other: Group) -> bool:
    """Whether two arms are only joined: "the effect of A and B"."""
    return _AND.fullmatch(statement.text, one.end, other.start) is not None


_COMPARING = re.compile(
    r"\b(?:versus|vs|compar\w+|randomi[sz]\w+|placebo|or\s(?:not?|without|observation)|with\sand\swithout)\b",
    re.IGNORECASE,
)


def _of_all(statement: Statement) -> Components:
    """What all patients of an own study had: the treatment that its title names, where nothing tells arms apart."""
    paper = statement.paper
    if paper.genre == "case" or (paper.roster.arms and not differ_in_dose(paper.roster.arms)):
        return ()
    topic = titled(paper)
    own = statement.block.section in _OWN_SECTIONS or statement.study == "this"
    if topic is None or not own:
        return ()
    title = next(s.text for s in paper.statements if s.block.kind == "title")
    general = len(topic.components) == 1 and topic.components[0] in paper.lexicon.drug_classes
    return () if general or _COMPARING.search(title) else topic.components


_AMONG = re.compile(r"\b(?:in|of|for|among|within|receiving|with|by|to)\s(?:the\s)?$", re.IGNORECASE)
_PEOPLE = re.compile(r"[\s-](?:groups?|arms?|cohorts?|patients)\b", re.IGNORECASE)


def _is_cohort(statement: Statement, group: Group, claim: Claim) -> bool:
    """Whether a claim is about an arm: it is the factor itself, or those in whom it was seen, not one more factor."""
    if claim.factor.start <= group.start < claim.factor.end:
        return True
    if claim.listed and claim.listed[0] <= group.start < claim.listed[1]:
        return False
    text = statement.text
    return bool(_AMONG.search(text[: group.start]) or _PEOPLE.match(text, group.end))


def _of_same_study(statement: Statement) -> Treatment | None:
    """What the patients of the same cited study were said to have in a sentence before."""
    if statement.study == "this":
        return None
    before = statement.earlier
    same = [s for s in before if s.study == statement.study and not _sets_apart(s)]
    told = next((t for s in reversed(same) if (t := patients_treated(s))), None)
    return told or _told_later(statement)


def _told_later(statement: Statement) -> Treatment | None:
    """The one treatment that the sentences behind name, up to that which closes the study: the announced one and more."""
    topic = headed(statement) or titled(statement.paper)
    behind = statement.paper.statements_of(statement.block)[statement.number + 1 :] if statement.run else ()
    rest = [s for s in behind if s.run == statement.run]
    named = {t.key: t for s in rest for t in s.treatments}
    return next((t for t in named.values() if len(named) == 1 and topic and topic.key < t.key), None)


_APART = re.compile(r"\b(?:differ\w*|versus|vs|compar\w+)\b")


def _sets_apart(statement: Statement) -> bool:
    """Whether a sentence sets treatments against each other: they are not what the same patients had."""
    return len({t.key for t in statement.treatments}) > 1 and _APART.search(statement.text) is not None


def _announced(statement: Statement, study: str) -> Treatment | None:
    """The treatment of heading or title, unless the cited studies are about something else."""
    topic = headed(statement) or titled(statement.paper)
    if topic is None:
        return told_before(statement)
    titles = _titles(statement.paper, study)
    return topic if not titles or any(_is_about(statement, title, topic) for title in titles) else None


def titled_alike(statement: Statement) -> Treatment | None:
    """The treatment of the paper's title, where the title of a study that the sentence cites names it too."""
    topic = titled(statement.paper)
    titles = _titles(statement.paper, statement.study)
    return topic if topic and any(_is_about(statement, title, topic) for title in titles) else None


def _titles(paper: Paper, study: str) -> list[str]:
    """The titles of the cited studies, as the reference list prints them."""
    marks = re.findall(r"\[([\d,\s]+)\]$", study) or [""]
    return [paper.references[n] for n in re.split(r",\s?", marks[0]) if n in paper.references]


def _is_about(statement: Statement, title: str, topic: Treatment) -> bool:
    """Whether a printed title names every component of a treatment, or a member of its class."""
    named = {c for t in statement.paper.find_treatments(title) for c in (*t.components, *sum(t.one_of.values(), ()))}
    lexicon = statement.paper.lexicon
    return all(any(n == c or lexicon.is_a(n, c) for n in named) for c in topic.components)
