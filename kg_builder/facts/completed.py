"""What a bare level is a level of: "the TT genotype", "higher scores", "elevated levels", "the low-risk group".

The gene, score or marker is the one that the sentence names before, else the nearest of the sentences before it, where
that names just one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg_builder.facts.claim import Claim
from kg_builder.facts.factors import Factor
from kg_builder.facts.model import scores_named
from kg_builder.lexicon import Category
from kg_builder.study import Statement

__all__ = ["completed"]

_FARTHEST = 4  # sentences before, in which the gene or the score may be named
_KIND = r"(?i:genotype|allele|haplotype|polymorphism|SNP|variant)s?"
_SORT = r"(?:minor|major|mutant|wild[-\s]type|variant|risk|common|rare|heterozygous|homozygous)"
_BASES = r"(?:[ACGT]/?[ACGT]?|[ACGT]>[ACGT])"
_GENOTYPE = re.compile(
    rf"(?:{_SORT}\s|{_BASES}\s|or\s|and\s)*{_KIND}(?:\s\({_BASES}(?:(?:,\s|\sor\s|\sand\s){_BASES})*\))?"
)
_SYMBOL = r"(?P<{name}>[A-Z]{{1,6}}[a-z]?-?\d+[A-Z\d]*|[A-Z]{{3,7}})"
_OF_GENE = re.compile(
    rf"\b{_SYMBOL.format(name='one')}(?:\s\([^()]{{1,20}}\))?\s(?:gene\s)?(?:{_SORT}\s)?{_KIND}\b"
    rf"|\b{_KIND}\s(?:of|in|within)\s(?:the\s)?{_SYMBOL.format(name='other')}\b"
)
_ONE_MORE = re.compile(r"[A-Z\d](?:\s(?:and|or)\s|,\s|/)$")  # gene before: "A and B genotypes"
_SCORE = re.compile(r"(?:risk\s)?scores?", re.IGNORECASE)
_SCORED = re.compile(r"(?:score|system|index)$", re.IGNORECASE)
_RISK = re.compile(
    r"(?:low|lower|high|higher|intermediate|moderate|medium)(?:est)?-?\s?risk(?:\sgroup)?", re.IGNORECASE
)
_PARTED = re.compile(r"\b(?:stratif|divid|classif|categor|separat|discriminat|group)\w*\s[^.;]*\brisk\b")
_LEVEL = re.compile(
    r"(?:(?:persistently\s)?(?P<level>high|low|elevated)\s)?(?P<what>levels?|values?|expressions?|concentrations?)"
)


_LEVELS = re.compile(r"\s(?:levels?|values?|expressions?|concentrations?)$")


def completed(statement: Statement, claim: Claim, before: Sequence[Claim]) -> Claim | None:
    """The claim with its factor's name in full; none where a bare level or score is of nothing that is named.

    Args:
        statement: the sentence.
        claim: one of its claims.
        before: the claims before it, whose marker a level may be of.
    """
    factor = claim.factor
    if _GENOTYPE.fullmatch(factor.name):
        (gene,) = _genes(statement, factor) or ("",)
        return replace(claim, factor=factor._replace(name=f"{gene} {factor.name}".strip()))
    if _MUTANT.fullmatch(factor.name):
        gene = _mutated(statement)
        return (
            replace(claim, factor=factor._replace(name=f"{gene} {factor.name[0].lower()}{factor.name[1:]}"))
            if gene
            else claim
        )
    if _SCORE.fullmatch(factor.name):
        score = _score(statement, factor)
        return replace(claim, factor=factor._replace(name=score)) if score else None
    if _RISK.fullmatch(factor.name) and factor.cutoff is None:
        score = _parting(statement, factor)
        level = factor.name.lower().removesuffix(" group")
        return replace(claim, factor=factor._replace(name=score, cutoff=level)) if score else claim
    if of_marker := _LEVEL.fullmatch(factor.name):
        marker = _marker(statement, factor, before)
        named = factor._replace(name=f"{marker} {of_marker['what']}", cutoff=factor.cutoff or of_marker["level"])
        return replace(claim, factor=named) if marker else None
    return claim


def _told(statement: Statement, factor: Factor) -> Iterator[tuple[Statement, int]]:
    """The sentence up to the factor, then those before it, from the last to the first."""
    yield statement, factor.start
    for earlier in reversed(statement.earlier[-_FARTHEST:]):
        yield earlier, len(earlier.text)


def _genes(statement: Statement, factor: Factor) -> tuple[str, ...]:
    """The one gene of which genotypes were spoken last."""
    for told, end in _told(statement, factor):
        if spoken := list(_OF_GENE.finditer(told.text, 0, end)):
            genes = {m["one"] or m["other"] for m in spoken}
            return () if len(genes) > 1 or _ONE_MORE.search(told.text[: spoken[0].start()]) else tuple(genes)
    return ()


_MUTANT = re.compile(
    r"(?:mutated|mutant|unmutated|wild[-\s]type)(?:\s(?:tumou?r|patient|status|disease|carcinoma|cancer|population)s?)?",
    re.IGNORECASE,
)
_OF_MUTATIONS = re.compile(
    r"\b(?P<one>[A-Z][A-Z\d]{2,6})(?:\sgene)?[\s-](?:mutat\w+|mutant|wild[\s-]type|status)\b"
    r"|\b(?:mutat\w+|mutant|wild[\s-]type)\s(?:(?:of|in|for)\s)?(?:the\s)?(?P<other>[A-Z][A-Z\d]{2,6})\b"
)


def _mutated(statement: Statement) -> str:
    """The one gene of whose mutations a sentence speaks, or the nearest before it that speaks of some."""
    for told in (statement, *reversed(statement.earlier[-_FARTHEST:])):
        spoken = list(_OF_MUTATIONS.finditer(told.text))
        if genes := {m["one"] or m["other"] for m in spoken}:
            more = any(_ONE_MORE.search(told.text[: m.start()]) for m in spoken)
            return genes.pop() if len(genes) == 1 and not more else ""
    return ""


def _score(statement: Statement, factor: Factor) -> str:
    """The one score that was named last, as that which patients have."""
    for told, end in _told(statement, factor):
        if names := list(dict.fromkeys(scores_named(told, end))):
            leads = len(names) == 1 or told.text.removeprefix("The ").startswith(names[0])
            name = names[0] if leads else ""
            return name if not name or _SCORED.search(name) else f"{name} score"
    return ""


def _parting(statement: Statement, factor: Factor) -> str:
    """The one score, or the marker, that was said to part patients by their risk."""
    for told, end in _told(statement, factor):
        if parted := _PARTED.search(told.text, 0, end):
            names = list(dict.fromkeys(scores_named(told, parted.end())))
            names = names or [m.text for m in told.mentions if m.of(Category.BIOMARKER) and m.end <= parted.start()][:1]
            return names[0] if len(names) == 1 else ""
    return ""


def _marker(statement: Statement, factor: Factor, before: Sequence[Claim]) -> str:
    """The one marker of the claim before, of this sentence before the factor, or of the sentence before."""
    ahead = [c.factor for c in before if c.factor.end <= factor.start]
    places = [(statement, f.start, f.end) for f in ahead[-1:]] + [(statement, 0, factor.start)]
    places += [(s, 0, len(s.text)) for s in statement.earlier[-1:]]
    for told, start, end in places:
        named = {t.key: m.text for m in told.mentions if start <= m.start < end and (t := m.of(Category.BIOMARKER))}
        if named:
            return _LEVELS.sub("", next(iter(named.values()))) if len(named) == 1 else ""
    return ""
