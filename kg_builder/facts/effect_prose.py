"""Ratios that sentences report: "AFP > 400 (HR 2.04; 95% CI 1.10-3.79; p = 0.03)", "hazard ratio 0.74 for A versus B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kg_builder.document import Section
from kg_builder.evidence import Effect, Place, Probability
from kg_builder.facts.arms_compared import (
    benefiting,
    named_behind,
    named_within,
    of_one_arm,
    population_of,
    two_of_several,
)
from kg_builder.facts.arms_of_ratio import arms_against, arms_of_odds, arms_of_ratio, patients_of_ratio
from kg_builder.facts.contrast import compared_in_heading
from kg_builder.facts.elsewhere import found_elsewhere
from kg_builder.facts.fronted import fronted
from kg_builder.facts.had import part_beside
from kg_builder.facts.hazards import dealt, of_sentence_before, seen_in, told_on
from kg_builder.facts.levels_compared import between_levels, traits_against, whose_levels
from kg_builder.facts.listed_endpoints import endpoint_listed
from kg_builder.facts.note import Note
from kg_builder.facts.paired_ratios import paired
from kg_builder.facts.parts_closing import part_closing, parts_closing
from kg_builder.facts.ratio_context import ALSO_OF, factors_first, model_around, model_at, named_ratios, names_endpoint
from kg_builder.facts.ratio_doubts import doubtful
from kg_builder.facts.ratio_endpoint import SET_AGAINST, endpoint_of, of_analysis, of_heading
from kg_builder.facts.ratio_factor import FACTORS, compares_treatments, factor_of
from kg_builder.facts.ratio_meant import endpoints_dealt, meant_by
from kg_builder.facts.ratio_of_claim import factor_told
from kg_builder.facts.ratio_sense import in_sense
from kg_builder.facts.ratios import (
    DECIMAL,
    chance_before,
    chance_of,
    interval_of,
    measure_of,
    plausible,
    unnamed_ratios,
)
from kg_builder.facts.ratios_cited import of_cited
from kg_builder.facts.ratios_of_parts import but_in_part, part_and_factor, part_in_bracket
from kg_builder.facts.sized_here import number_here
from kg_builder.lexicon import Category
from kg_builder.phrases import PartPhrase, Phrase
from kg_builder.study import Paper, Statement
from kg_builder.values import number

__all__ = ["effects"]

_SECTIONS = (Section.ABSTRACT, Section.RESULTS, Section.DISCUSSION)
_SOON = 12  # as near as the ratio of "In patients with X, the HR was" stands


def effects(paper: Paper) -> Iterator[Effect | Note]:
    """The ratios of a trial's sentences about its own patients, and of any paper's about those of cited studies."""
    decimal = [s for s in paper.statements if "." in s.text[:-1] and DECIMAL.search(s.text)]
    if paper.genre in ("review", "trial"):
        for statement in decimal:
            yield from of_cited(statement)
    if paper.genre != "trial" and not _pools(paper):
        return
    known: tuple[Statement, Effect] | None = None
    for statement in decimal:
        found = _found(statement) if statement.block.section in _SECTIONS else ()
        if found and statement.own and not _of_others(statement):
            for told in _of(statement, found, told_on(statement, known)):
                known = (statement, told) if isinstance(told, Effect) else known
                yield told


def _pools(paper: Paper) -> bool:
    """Whether a review is a meta-analysis, by its title, whose sentences without a citation tell its own results."""
    titled = paper.statements[0].mentions if paper.genre == "review" and paper.statements else ()
    return any((t := m.of(Category.DESIGN)) and t.key == "meta-analysis" for m in titled)


class _Told(NamedTuple):
    """What a sentence tells of a ratio: of which endpoint, for what against what, among whom."""

    endpoint: str | None
    factor: str | None
    contrast: str | None
    levels: bool  # the factor is a trait, named by two of its levels
    part: str | None  # the patients, where the sentence names some of them
    last: str | None  # the factor of a next ratio that names only another endpoint


def _of(statement: Statement, found: Sequence[re.Match[str]], same: Effect | None) -> Iterator[Effect | Note]:
    text, begun, last = statement.text, 0, None
    pairs = {match.start(): pair for match in found if (pair := paired(text, match))}
    given = [(m, (m, pairs[m.start()].second) if m.start() in pairs else (m, *_further(text, m))) for m in found]
    in_order = dealt(statement, [value for _, values in given for value in values])
    told: _Told | None = None
    for match, values in given:
        since, pair = begun, pairs.get(match.start())
        before = _without_asides(text[begun : match.start()])
        shared = endpoints_dealt(statement, match, len(values))
        for nth, value in enumerate(values):
            ahead = chance_before(text, match.start()) if value is match else None
            chance = None if ahead else chance_of(text, (pair.second if pair else value).end())
            end = chance[1] if chance and not (pair and nth == 0) else value.end()
            endpoint = in_order.get(value.start("value")) or (shared[nth] if shared else None)
            if told is None or not ((pair and nth) or (endpoint and _ONLY_JOINED.fullmatch(before))):
                named = endpoint or _endpoint_of(statement, match, value, end)
                told = _told(statement, match, (since, before, end), named, last=last, same=same)
            told = told._replace(endpoint=endpoint or told.endpoint, factor="treatment" if shared else told.factor)
            begun, last = max(begun, end), told.last
            place, population = (
                statement.place(value.start(), end),
                _population(statement, told, before, same=same is not None),
            )
            whole = told.part is None and population == statement.paper.roster.whole.title()
            doubt = whole and doubtful(statement, match, value.end(), told.factor, told.contrast)
            doubt = doubt or (pair is not None and not (pair.told or shared or value.start("value") in in_order))
            if told.endpoint is None or told.factor is None or doubt or not plausible(interval_of(value)):
                yield Note(doc=statement.paper.document.id, place=place, reason="ratio not understood", text=text)
                continue
            model = pair.models[nth] if pair and pair.models else None
            whose = (population, whole, place)
            yield _effect(statement, (match, value), told, whose, model=model, p=chance[0] if chance else ahead)


def _effect(
    statement: Statement,
    found: tuple[re.Match[str], re.Match[str]],
    told: _Told,
    whose: tuple[str | None, bool, Place],
    *,
    model: str | None,
    p: Probability | None,
) -> Effect:
    """The record of a ratio.

    Args:
        statement: the sentence.
        found: the ratio's name, with its first value, and the value.
        told: what the words around it tell of it.
        whose: the patients, whether they are all of them, and where the ratio stands.
        model: its model, where another than the sentence's.
        p: its p value.
    """
    (match, value), (population, whole, place) = found, whose
    treated = (told.factor or "").split(" (")[0] == "treatment"
    model = model or model_at(statement.text, match.start())
    model = model or (None if treated else model_around(statement, match.start()))
    measure, ratio = measure_of(match["measure"]), number(value["value"])
    factor, contrast, here = told.factor, told.contrast, number_here(statement, match.start())
    if measure == "HR":
        factor, contrast = _compared_in(statement, match, told, ratio)
    elif contrast is None and factor == "treatment" and not told.part:
        contrast = arms_of_odds(statement, told.endpoint or "", ratio)
    return Effect(
        doc=statement.paper.document.id, span=place, rule="sentence-effect",
        population=population if population != factor else statement.paper.roster.whole.title(),
        n=here or (patients_of_ratio(statement, contrast) if factor == "treatment" else None) if whole else None,
        endpoint=told.endpoint, measure=measure, model=model if model == "multivariate" or not treated else None,
        factor=factor, contrast=contrast, value=ratio, ci=interval_of(value), p=p,
    )  # fmt: skip


def _compared_in(
    statement: Statement, match: re.Match[str], told: _Told, ratio: Decimal
) -> tuple[str | None, str | None]:
    """The factor and the contrast of a hazard ratio; of two arms, where its sentence does not say which it compares."""
    endpoint, factor, contrast = told.endpoint or "", told.factor or "", told.contrast
    if contrast is None and factor == "treatment":
        contrast = arms_of_ratio(statement, endpoint, ratio, named=_VERSUS.search(match["between"]) is not None)
    return in_sense(statement, match, (endpoint, factor), contrast, ratio)


def _found(statement: Statement) -> tuple[re.Match[str], ...]:
    """The ratios of a sentence; with those that print but their limits, where one before them tells what such a bracket is."""
    if not (named := named_ratios(statement)):
        unnamed = tuple(unnamed_ratios(statement.text))
        return unnamed if unnamed and _hazards_before(statement) else ()
    first = next((m for m in named if m["low"] and measure_of(m["measure"]) == "HR"), None)
    spans = [m.span() for m in named]
    since = 0 if _hazards_before(statement) else first.end() if first else len(statement.text)
    bare = (m for m in unnamed_ratios(statement.text) if m.start() > since)
    further = [m for m in bare if not any(s < m.end() and m.start() < e for s, e in spans)]
    return tuple(sorted((*named, *further), key=lambda m: m.start())) if further else named


def _endpoint_of(statement: Statement, match: re.Match[str], value: re.Match[str], end: int) -> str | None:
    """The endpoint of a ratio's value: a further one may name its own, as "… and that for OS was 0.72"."""
    if value is match or value["of"] is None:
        return endpoint_of(statement, match, end)
    begun, ended = value.span("of")
    return next(
        (t.key for m in statement.mentions if begun <= m.start < ended and (t := m.of(Category.ENDPOINT))), None
    )


def _hazards_before(statement: Statement) -> bool:
    """Whether the sentence before gives limits of a hazard ratio, and this one names no ratio but limits: "(0.94, 0.76-1.17"."""
    if not statement.number or "." not in statement.text or "(" not in statement.text:
        return False
    before = statement.earlier[-1]
    return before.own and any(m["low"] and measure_of(m["measure"]) == "HR" for m in named_ratios(before)[-1:])


def _told(
    statement: Statement,
    match: re.Match[str],
    around: tuple[int, str, int],
    named: str | None,
    *,
    last: str | None,
    same: Effect | None,
) -> _Told:
    """What the words around a ratio tell of it.

    Args:
        statement: the sentence.
        match: the ratio.
        around: where the words before it begin, those words, and where it ends.
        named: the endpoint that its own words name.
        last: the factor of the ratio before.
        same: the ratio of an earlier sentence that this one goes on from.
    """
    begun, before, end = around
    listed = endpoint_listed(statement, match)
    endpoint = listed or named or of_sentence_before(statement) or of_heading(statement) or of_analysis(statement)
    if apart := _of_part(statement, match, endpoint, listed or named, same):
        return apart
    pair, gaining, part = (
        named_behind(statement, end) or named_within(statement, match),
        benefiting(statement, match.start()),
        part_beside(statement.text, match.start(), end) or part_closing(statement, end),
    )
    levels = None if pair or gaining else traits_against(statement, match, end)
    within = None if pair or part or gaining or levels else part_and_factor(statement, match)
    factor, contrast = levels or ((within[1], None) if within else ("treatment", pair))
    part = None if levels else part
    if not (levels or within or pair or gaining):
        factor, contrast = factor_of(statement, before, begun, part=bool(part) or _soon_after_part(statement, match))
    also = _is_also_of(statement, match, before)
    factor = last if factor is None and _OTHER_MODEL.fullmatch(before) else factor
    if last and (next_levels := _NEXT_LEVELS.fullmatch(before)):
        factor, contrast = last, next_levels["levels"]
    elif last and (listed or (factor is None and also and names_endpoint(statement, before, begun, match.start()))):
        factor, contrast = last, contrast if factor == last else None
    factor = "treatment" if factor is None and of_one_arm(statement, match) else factor
    contrast = _turned(statement, match, factor, contrast)
    if factor is None and same is None and (headed := compared_in_heading(statement)):
        factor, contrast = "treatment", f"{headed[0].name} vs {headed[1].name}"
    if factor is None and same is not None:
        endpoint, factor, contrast = endpoint or same.endpoint, same.factor, same.contrast
    free = not (pair or within or gaining) and factor in (None, "treatment")
    if free and (claimed := factor_told(statement, match)):
        (factor, endpoint), contrast = claimed, None
    if factor is not None and not statement.names(*FACTORS) and _names_arm(statement, factor):
        factor, contrast = "treatment", None
    trait = between_levels(statement.text[: match.start()]) if factor is None else None
    last = factor or (last if also else None)
    meant = meant_by(statement, match) if endpoint is None or factor is None else None
    if meant and compares_treatments(meant[0], meant[0].text):
        endpoint, factor, contrast = endpoint or meant[1], "treatment", two_of_several(meant[0])
    whom = part or (within[0] if within else gaining)
    return _Told(endpoint, factor or trait, contrast, trait is not None, whom, last)


def _of_part(
    statement: Statement, match: re.Match[str], endpoint: str | None, named: str | None, same: Effect | None
) -> _Told | None:
    """What a ratio is of that a sentence gives of a part of the patients, setting it apart from others, or as one before."""
    if but := but_in_part(statement, match):
        return _Told(endpoint, but[1], but[2], False, but[0], but[1])
    part = part_in_bracket(statement, match) if same is not None and same.factor == "treatment" else None
    if same is None or part is None:
        return None
    return _Told(named or same.endpoint, same.factor, same.contrast, False, part, same.factor)


def _is_also_of(statement: Statement, match: re.Match[str], before: str) -> bool:
    """Whether words between two ratios tell only of what else the second is: "…), and a higher TRM (", "; for OS: "."""
    joined = ALSO_OF.fullmatch(before) or _IN_BRACKET.fullmatch(before)
    return before.startswith("; for ") or (joined is not None and not factors_first(statement, match))


_WITH_ONE = re.compile(
    r"(?<!comparison)(?<!compared)\s(?:with|for)\s(?:the\s)?(?P<name>(?!death|progression)[^,;()]+?),?\s?"
)


def _turned(statement: Statement, match: re.Match[str], factor: str | None, contrast: str | None) -> str | None:
    """The contrast of two arms, that first of which the ratio itself says that it is: "between A and B (HR with B, 1.04"."""
    if contrast is None and factor == "treatment":
        return arms_against(statement, match["between"], match.end("measure"), named=True)
    one = _WITH_ONE.fullmatch(match["between"]) if contrast else None
    arm = statement.paper.roster.named(one["name"]) if one else None
    first, against, second = (contrast or "").partition(" vs ")
    return f"{second}{against}{first}" if arm and second == arm.name else contrast


def _names_arm(statement: Statement, factor: str) -> bool:
    """Whether a factor is one of the study's two arms."""
    roster = statement.paper.roster
    return len(roster.arms) == 2 and any(roster.named(name) in roster.arms for name in (factor, f"{factor} group"))


def _soon_after_part(statement: Statement, match: re.Match[str]) -> bool:
    """Whether a ratio stands right behind the part of the patients that begins its sentence."""
    first = fronted(statement)
    return first is not None and match.start() - first[1] < _SOON


def _population(statement: Statement, told: _Told, before: str, *, same: bool) -> str | None:
    """The patients whose ratio it is: a part of whom the sentence says so, of those whom it is about."""
    if told.part and any(told.part == part for _, part in parts_closing(statement)):
        whom = _whom(statement, told, before)
        return told.part if whom in (None, statement.paper.roster.whole.title()) else f"{whom}, {told.part}"
    return told.part or (seen_in(statement) if same else None) or _whom(statement, told, before)


def _whom(statement: Statement, told: _Told, before: str) -> str | None:
    """The patients whose ratio it is, where the sentence does not set them apart for it."""
    if told.levels:
        return whose_levels(statement, before)
    return population_of(statement, told.factor or "", told.contrast)


def _of_others(statement: Statement) -> bool:
    """Whether a sentence tells of other studies without citing them."""
    discussed = statement.block.section is Section.DISCUSSION and found_elsewhere(statement, len(statement.text))
    return discussed or _OF_OTHERS.search(statement.text) is not None


_OF_OTHERS = Phrase(  # without a citation
    r"""^(?:(?:However|Moreover|Indeed|Similarly|Furthermore),\s)?(?:(?:in|from)\s)?(?:the\s|an?\s)?(?:(?:previous|prior|earlier|other|several|many|recent(?:ly)?|published|large|pooled)[\s,]+(?:\w+[\s-]){0,3}?
        (?:stud(?:y|ies)|trials?|reports?|series|meta-?analys[ie]s|literature|data|authors|investigators)\b)(?!.*\b(?:our|we|present|this|current)\b)
        |^it\s(?:has|had)\s(?:\w+\s)?been\s(?:reported|shown|suggested|demonstrated|found)\b|^\w+\sand\s(?:colleagues|co-?workers)\b""",
    "it ", "colleagues", "worker", "stud", "trial", "report", "series", "analys", "literature", "data", "authors",
    "investigators",
)  # fmt: skip
_VERSUS = re.compile(r"\b(?:vs|versus|compar\w+|relative\sto|over|to)\b")
_ADJUSTED = PartPhrase(r"\b(?:(?:un|multivaria(?:te|ble)[-\s])?adjusted|crude)\s$", "adjusted ", "crude ")
_OTHER_MODEL = re.compile(  # the ratio of the same factor in another model
    r"""[;,]\s(?:and\s)?(?:(?:on|in|by)\s)?(?:(?:uni|multi)-?\s?varia(?:te|ble)(?:\s(?:analysis|model))?[:,]?\s|$)
        |[)\]]?\s(?:on|in|by)\s(?:the\s)?(?:uni|multi)-?\s?varia(?:te|ble)\s(?:analysis|model),?\s(?:and|but)\s(?:an?\s)?
        |[)\]]?[,;]?\s(?:and|but|which)\s(?:it\s|this\s|also\s|still\s)*(?:remained|was|persisted|retained|stayed|held)\s[^;()]{0,80}?\b(?:multi-?\s?varia(?:te|ble)|adjust\w+)\b[^;()]{0,40}[(\[]\s?(?:adjusted\s)?""",
    re.IGNORECASE | re.VERBOSE,
)
_FOR_ENDPOINT = re.compile(r"(?<=\()for\s[\w-]+(?:\s[\w-]+){0,2}[:,]?\s$")  # "X (for OS: "
_HELD = PartPhrase(  # "… after adjustment for A and B (": no factor of the ratio
    r",?(?<!^after)(?<!^when)\s(?:(?:after|when|and)\s)?(?:adjust\w*|controll?ing|accounting)\sfor\s[^.;()]*[(\[]\s?$",
    "adjust", "controlling for", "controling for", "accounting for",
)  # fmt: skip
_IN_BRACKET = re.compile(r"[;,]\s(?:and\s)?(?:[\w-]+\s){0,3}[\w-]+[:,]?\s")  # "(OS: HR 1.8; PFS: HR 1.6)"
_NEXT_LEVELS = re.compile(rf"[;,]\s(?:and\s)?(?P<levels>{SET_AGAINST})[:,]\s")  # "(1-3 vs 0: HR 1.6; 4 vs 0: HR 2.9)"
_ONLY_JOINED = re.compile(r"[)\]]?(?:[,;]\s|[,;]?\sand\s)(?:an?\s|with\s)?")  # "…; P = 0.006 and HR"
_FURTHER = re.compile(
    r"""(?:[;,]\s?[pP]\s?[=<>]\s?[\d.]+)?(?:[)\]]?\s(?:for|in|among)\s(?:the\s)?\w(?:[\w\s/+<>\u2264\u2265\u2013-]|(?<=\d)\.(?=\d)){1,60}?)?(?:,?\s(?:and|vs\.?|versus)|,)\s(?P<of>th(?:at|ose)\s(?:for|of)\s[^,;()\d]{2,60}?\s(?:was|were)\s)?
        (?P<value>\d{1,3}\.\d+)(?![\d%])\s?[\s(\[]*(?:95\s?%\s?,?\s?CI\s?[,:=\s]*)?(?P<low>\d+\.\d+)\s?(?:-|to|,|;)\s?(?P<high>\d+\.\d+)[)\]]?""",
    re.VERBOSE,
)


def _without_asides(before: str) -> str:
    """The words before a ratio without those that tell of its model, or of its endpoint in its bracket."""
    if _ADJUSTED.may_stand_in(before):
        before = _ADJUSTED.pattern.sub("", before)
    if "(for " in before:
        before = _FOR_ENDPOINT.sub("", before)
    return _HELD.pattern.sub(" (", before) if _HELD.may_stand_in(before) else before


def _further(text: str, match: re.Match[str]) -> Iterator[re.Match[str]]:
    """The further values of "the HRs were 0.6 (0.4-0.9) for X and 0.7 (0.5-1.1) for Y"."""
    following = _FURTHER.match(text, match.end())
    while following is not None:
        yield following
        following = _FURTHER.match(text, following.end())
