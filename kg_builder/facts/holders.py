"""The groups of patients that a sentence names: arms of the study, treatments of cited ones, subgroups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from kg_builder.arms import Arm
from kg_builder.expressions import Expression
from kg_builder.facts.fronted import fronted
from kg_builder.facts.level_groups import ladders, level_groups
from kg_builder.facts.risk_groups import risk_groups
from kg_builder.facts.status_groups import status_groups
from kg_builder.lexicon import Category
from kg_builder.phrases import PartPhrase, Phrase
from kg_builder.regimens import Treatment
from kg_builder.study import Statement, once

__all__ = ["Holder", "holders", "treated_in"]


class Holder(msgspec.Struct, frozen=True):
    """A group of patients, as a sentence names it: an arm, a treatment or a subgroup."""

    start: int
    end: int
    name: str
    arm: Arm | None = None
    regimen: tuple[str, ...] = ()
    one_of: tuple[tuple[str, tuple[str, ...]], ...] = ()
    subgroup: str | None = None
    compared: bool = False  # named only for comparison: "than sorafenib"
    within: str | None = None  # the subgroup told of with it, where a sentence before names the group
    known: bool = True  # False: "in the X arm", and no arm of this study is called so

    @classmethod
    def of(cls, arm: Arm, start: int = 0, end: int = 0, *, compared: bool = False) -> Holder:
        """The arm, as characters `start` to `end` name it; nowhere, where the context implies it."""
        return cls(start, end, arm.name, arm, arm.regimen, tuple(arm.one_of.items()), compared=compared)


_COMPARED = PartPhrase(
    r"""(?:compared\s(?:with|to)|comparison\s(?:with|to)|in\scontrast\sto|relative\sto|than|versus|vs\.?|over|against|superior\sto|inferior\sto)\s(?:it\swas\s)?
        (?:(?:in|among|for|with|of|did)\s)?(?:that\s(?:in|of|with)\s|those\s(?:in|of|with|receiving|given|treated\swith|who\sreceived|(?:assigned|allocated|randomi[sz]ed)(?:\sto)?)\s)?
        (?:the\s|an?\s|patients\s(?:(?:receiving|given|treated\swith|in(?:\sthe)?|who\sreceived|(?:assigned|allocated|randomi[sz]ed)(?:\sto)?)\s)?)?$""",
    "compared", "comparison", "contrast", "relative", "than", "versus", "vs", "over", "against", "superior", "inferior",
)  # fmt: skip
_PRIOR = PartPhrase(
    r"""(?:after|following|failure\s(?:of|to)|progress\w*\s(?:on|after|to|with)|prior|previous(?:ly)?(?:\streated\swith|\sreceived)?|refractory\sto
         |before|resistant\sto|intoleran\w+\s(?:of|to)|pretreated\swith|targeting|resistance\sto|without|not)\s(?:the\s|an?\s|first-line\s|treatment\swith\s|of\s)*$""",
    "after", "following", "failure", "progress", "prior", "previous", "refractory", "before",
    "resistan", "intoleran", "pretreated", "targeting", "without", "not",
)  # fmt: skip
_SUBGROUP = Phrase(
    r"""\b(?:(?:(?:patients|those|participants|individuals|subjects|cases|tumou?rs|women|men|responders|pts|populations?(?!\swith\s\d))\s
           (?:with|who\s(?:had|have|received|achieved|underwent|(?:were|are)(?:\s(?:deemed|found|known|considered|thought)\sto\s(?:have|be))?)|whose|(?P<aged>aged)|(?P<lacking>without|not\shaving|lacking)|harbou?ring|having))\s
           (?P<clause>(?!(?:and|or|versus|vs)\s[\d.]+\s?(?:%|months|years))(?:(?!\s(?:and|or|vs\.?|versus)\s\d[\d.]*\s?(?:%|months?\b|years?\b))(?!\b(?:had|has|have|was|were|showed|shows|achieved|exhibited|experienced|reached|demonstrated|displayed|is|are|seemed|appeared|tended|progressed|died|lived|survived|derived|benefit(?:ed|ted)|did
                                |(?<!\bof\s)(?<!\bin\s)(?<!\bto\s)(?<!\bon\s)(?<!\bat\s)(?<!\bby\s)(?<!\bwith\s)(?<!\bfrom\s)(?<!\band\s)(?:the|median|mean)\s(?:[\w/-]+\s){1,4}(?:was|were)
                                |in\sthe|respectively|compared|versus|vs|than(?!\s\d))\b)(?:[^,;()]|(?<=\w)\([\w+-]{1,12}\)(?=\w|\s))){3,80})
         |\b(?:in|for|of)\sthe\s(?P<sub>[\w+<>=/.\s-]{3,60}?)\ssubgroups?\b)""",
    "patients", "those", "participants", "individuals", "subjects", "cases", "tumo", "men", "responders", "pts", "subgroup",
    "population",
)  # fmt: skip


@once
def holders(statement: Statement) -> tuple[Holder, ...]:
    """The groups of patients that a sentence names, in order, none inside another."""
    own = statement.study == "this" and statement.paper.genre != "review"
    arms = (
        [Holder.of(g.arm, g.start, g.end, compared=_is_compared(statement, g.start)) for g in statement.groups]
        if own
        else []
    )
    treated = [h for t in statement.treatments if (h := _of_treatment(statement, t, own=own)) and not _inside(h, arms)]
    arms, treated = _scheduled(statement.text, arms), _scheduled(statement.text, _told_apart(statement, treated))
    named_otherwise = list(_completed([*_subgroups(statement, own=own)]))
    subgroups = [*named_otherwise, *_by_status(statement, named_otherwise)]
    subgroups += [*_without_it(statement, subgroups)]
    if own and statement.names(Category.CHARACTERISTIC, Category.BIOMARKER):
        subgroups += [h for h in _by_level(statement) if not _inside(h, subgroups)]
    if own and (part := fronted(statement)) and not any(h.start < part[1] for h in subgroups):
        subgroups.insert(0, Holder(*part, subgroup=part[2]))
    subgroups = [h for h in subgroups if not _inside(h, [h for h in (*arms, *treated) if h.arm])]
    whole = [h for h in (*arms, *treated) if not any(s.start <= h.start and h.end <= s.end for s in subgroups)]
    counted = [h for h in _by_size(statement, own=own) if not _inside(h, [*whole, *subgroups])]
    named = [*whole, *counted, *subgroups]
    strangers = [h for h in _strangers(statement) if not _inside(h, named)]
    return tuple(sorted([*named, *strangers], key=lambda h: h.start))


_MODIFIER = re.compile(
    r"(?<![\w-])(?!(?:with|to|of|in|for|the|an?|and|or|by|than|versus|vs|receiving|received|plus|on)\s)[\w-]+\s$"
)


def _told_apart(statement: Statement, treated: list[Holder]) -> list[Holder]:
    """The groups, two of one treatment called by the word before it too: "dose-dense X" and "standard X"."""
    times = Counter(h.regimen for h in treated if h.arm is None)
    return [_modified(statement, h) if h.arm is None and times[h.regimen] > 1 else h for h in treated]


def _modified(statement: Statement, holder: Holder) -> Holder:
    """The group by the word before its treatment and the treatment; as it is, where no such word stands there."""
    more = _MODIFIER.search(statement.text, 0, holder.start)
    if more is None:
        return holder
    name, compared = statement.text[more.start() : holder.end], _is_compared(statement, more.start())
    return replace(holder, start=more.start(), name=name, compared=compared)


_SCHEDULE = re.compile(
    r"\s(?:administered\s|given\s)?(?P<how>every\s(?:\d|two|three|four|other)\s(?:weeks?|days?)|(?:once|twice)[-\s](?:daily|weekly)|\d+(?:\.\d+)?\s?mg(?:/kg|/m2)?)\b"
)


def _scheduled(text: str, named: list[Holder]) -> list[Holder]:
    """The groups, those of one treatment called by their schedules or doses too: "X every 2 weeks" and "X every 3 weeks"."""
    how = [(h, _SCHEDULE.match(text, h.end)) for h in named]
    times = Counter(regimen for regimen, _ in {(h.regimen, m["how"]) for h, m in how if m})
    return [replace(h, name=f"{h.name} {m['how']}", arm=None) if m and times[h.regimen] > 1 else h for h, m in how]


_STRANGER = Phrase(
    r"""\b(?:in|for|with|among|of|receiving)\s(?:the\s)?
        (?P<name>(?!an?\s|both|each|all|either|respective|the|these|two|three|our|this|study|patients\b)[\w+/.-]+(?:\s(?!and\b|in\b|for\b|of\b)[\w+/.-]+){0,3}?)
        \s(?:groups?|arms?|cohorts?)\b
      | \b(?:in|for|with|among|of|to|receiving)\s(?:the\s)?(?P<letter>(?:group|arm|cohort)\s(?:[A-F]|[1-4]|I{1,3})\b)""",
    "group", "arm", "cohort",
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
            compared = _is_compared(statement, match.start())
            yield replace(fitting.popitem()[1], start=match.start(), end=match.end(), compared=compared)


def _told_before(statement: Statement) -> Iterator[Holder]:
    for other in statement.paper.statements_of(statement.block)[: statement.number]:
        if other.study == statement.study and other.treatments:
            yield from treated_in(other)


def treated_in(statement: Statement) -> Iterator[Holder]:
    """The groups of a sentence but its subgroups; each within the subgroup that the sentence tells of, if it is one."""
    named = holders(statement)
    parts = [h.subgroup for h in named if h.subgroup]
    for holder in named:
        if not holder.subgroup:
            yield replace(holder, within=parts[0] if len(parts) == 1 else holder.within)


_ACRONYM = re.compile(
    r"[\d%)]\s(?:\w+\s)?(?:in|for|with|under|among)\s(?:the\s)?(?P<name>[A-Z][A-Za-z0-9/+-]*[A-Z0-9][A-Za-z0-9/+-]*)\b"
)


def _strangers(statement: Statement) -> Iterator[Holder]:
    """Groups that no arm of the study is called: "in the X arm", and an unknown acronym tied to a value."""
    for match in _STRANGER.finditer(statement.text):
        called = match.lastgroup or "name"
        yield Holder(match.start(called), match.end(), match[called], known=False)
    for match in _ACRONYM.finditer(statement.text):
        if not any(m.start <= match.start("name") < m.end for m in statement.mentions):
            yield Holder(match.start("name"), match.end(), match["name"], known=False)


_DANGLING_BEFORE = PartPhrase(
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


def _inside(holder: Holder, others: Sequence[Holder]) -> bool:
    return any(o.start < holder.end and holder.start < o.end for o in others)


def _is_compared(statement: Statement, start: int) -> bool:
    """Whether the words before say that a group is named only for comparison."""
    return bool(_COMPARED.search(statement.text[max(0, start - 60) : start]))


def _of_treatment(statement: Statement, treatment: Treatment, *, own: bool) -> Holder | None:
    """A treatment as the group that had it; none where it is only prior, or no arm of this study."""
    text, roster = statement.text, statement.paper.roster
    before, after = text[max(0, treatment.start - 60) : treatment.start], text[treatment.end :]
    arm = roster.treated(treatment.key) if own else None
    generic = all(statement.paper.lexicon.is_general(k) for k in treatment.components)
    foreign = own and arm is None and len(roster.arms) > 1 and not _GROUP_NOUN.match(after)
    longer = before.endswith("-") or _LONGER.match(after)
    kind = own and arm is None and (longer or (_GROUP_NOUN.match(after) and _KIND.search(before)))
    tied = foreign and _TIED.search(before)
    if generic or (foreign and not tied) or _PRIOR.search(before) or _NO_GROUP.match(after):
        return None
    return Holder(
        treatment.start,
        treatment.end,
        arm.name if arm else _FILLED.sub("", text[treatment.start : treatment.end]),
        arm,
        arm.regimen if arm and arm.regimen else treatment.components,
        tuple(treatment.one_of.items()),
        compared=_is_compared(statement, treatment.start),
        known=not kind
        and not (tied and not roster.apart(treatment.key, statement.paper.lexicon))
        and not _DANGLING_BEFORE.search(text[max(0, treatment.start - 120) : treatment.start])
        and not _DANGLING_AFTER.match(after),
    )


_BOTH = Phrase(
    r"""\b(?:patients|those|tumou?rs|participants|women|men|cases)\s(?P<one>with)\s(?:and|or|versus|vs\.?)\s(?:[\d.]+\s?(?:%|months|years)\s(?:\([^()]*\)\s)?(?:for|in|of|among)\s(?=patients|those|tumou?rs))?
        (?P<other>(?:(?:for|in)\s)?(?:(?:those|patients|tumou?rs)\s)?without\s(?P<trait>[\w\u2265\u2264<>=%/.-]+(?:\s(?!(?:was|were|had|is|are|in|and|versus|vs|of)\b)[\w-]+){0,4}))""",
    "without",
)


_A_LEVEL = r"(?:low|high|positive|negative|normal|elevated|mutant|mutated|wild-type|intact|deficient)"
_TWO_LEVELS = Phrase(
    rf"""\b(?:(?:patients|those|tumou?rs|participants|women|men|cases)\swith|(?P<groups>in\sthe))\s(?P<first>(?P<one>{_A_LEVEL})-?)\s(?:and|versus|vs\.?)\s(?P<other>{_A_LEVEL})[\s-]
        (?P<trait>[\w/.-]+(?:\s(?!(?:was|were|had|is|are|in|and|versus|vs|of|respectively|at|groups|subgroups)\b)[\w-]+){{0,3}})(?(groups)\s(?:sub)?groups\b)""",
    "with low", "with high", "with positive", "with negative", "with normal", "with elevated", "with muta", "with wild",
    "with intact", "with deficient", "in the low", "in the high", "in the positive", "in the negative", "in the normal",
    "in the elevated", "in the muta", "in the wild", "in the intact", "in the deficient",
)  # fmt: skip


def _with_and_without(statement: Statement) -> Iterator[Holder]:
    """The two groups of "patients with and without X", in this order."""
    for match in _BOTH.finditer(statement.text):
        trait = match["trait"].rstrip(".")
        yield Holder(match.start(), match.end("one"), trait, subgroup=trait)
        yield Holder(match.start("other"), match.end(), f"without {trait}", subgroup=f"without {trait}")
    for match in _TWO_LEVELS.finditer(statement.text):
        for level in ("one", "other"):
            name = f"{match[level]} {match['trait']}"
            end = match.end() if level == "other" else match.end("first")
            yield Holder(match.start(level), end, name, subgroup=name)


_WITHOUT_IT = re.compile(
    r"\b(?:in|for|among|than)\s(?:those|patients)\s(?:without|who\s(?:did|had|were|do|have|are)\snot)(?=\s?(?:[(,.;)]|$)|\s(?:had|was|were)\b)"
)


def _without_it(statement: Statement, named: Sequence[Holder]) -> Iterator[Holder]:
    """ "… in patients with X and … in those without"."""
    parts = {h.subgroup for h in named if h.subgroup and not h.subgroup.startswith("without ")}
    match = _WITHOUT_IT.search(statement.text) if len(parts) == 1 else None
    if match is not None and all(h.end <= match.start() for h in named):
        name = f"without {parts.pop()}"
        start = match.start() + match.group().index(" ") + 1
        yield Holder(start, match.end(), name, subgroup=name, compared=_is_compared(statement, start))


_PART_OF_ARM = Phrase(
    r"""\b(?:arm|group)\s(?:\([^()]{1,20}\)\s)?with\s
        (?P<part>(?:low|high)\s[\w/.-]+(?:\s(?!(?:had|have|was|were|showed|achieved|is|are|in|and|or|versus|vs|than|compared)\b)[\w-]+){0,3})""",
    "with low", "with high",
)  # fmt: skip
_SHARE_OF = re.compile(
    r"""\s(?P<name>(?:(?P<with>with)|without)\s(?P<trait>(?:(?!\s(?:and|vs\.?|versus|compared|or(?=\s\d))\s)
        (?!\b(?:had|have|has|was|were|achieved|responded|showed|experienced|developed|reached|in)\b)[^.,;()]){3,60}))""",
    re.VERBOSE,
)
_STATUS = re.compile(
    r"\b(?:low|high|positive|negative|mutant|mutations?|mutated|wild-type|expression|deficient|amplified)\b"
)


def _of_shares(statement: Statement) -> Iterator[Holder]:
    """The parts of "12 of 20 patients (60%) with mutant X and 3 of 15 (20%) with wild-type X", of "the A arm with low X"."""
    for quantity in statement.quantities:
        part = _SHARE_OF.match(statement.text, quantity.end) if quantity.total and quantity.count else None
        if part and _STATUS.search(part["trait"]):
            name = part["trait"].strip() if part["with"] else part["name"].strip()
            yield Holder(part.start("name"), part.end(), name, subgroup=name)
    for match in _PART_OF_ARM.finditer(statement.text):
        yield Holder(match.start("part"), match.end(), match["part"], subgroup=match["part"])


_LEVEL_ONLY = re.compile(r"(?:high|low|intermediate|elevated|normal|positive|negative)", re.IGNORECASE)


def _completed(named: Sequence[Holder]) -> Iterator[Holder]:
    """Groups whose trait only the next one names: "9% of patients with low and 7% of those with high X"."""
    for number, holder in enumerate(named):
        following = named[number + 1].name if number + 1 < len(named) else ""
        level, _, trait = following.partition(" ")
        whole = f"{holder.name} {trait}"
        elided = trait and _LEVEL_ONLY.fullmatch(holder.name) and _LEVEL_ONLY.fullmatch(level)
        yield replace(holder, name=whole, subgroup=whole) if elided else holder


def _by_trait(statement: Statement, *, own: bool) -> Iterator[Holder]:
    both = [*_with_and_without(statement), *_of_shares(statement)]
    yield from both
    for match, words, end in _clauses(statement.text):
        if any(h.start < match.end() and match.start() < h.end for h in both):
            continue
        counted = own and match["clause"] and _COUNTED.search(statement.text[: match.start()])
        treated = any(t.start <= 4 for t in statement.paper.find_treatments(words)) and not _EARLIER.search(words)
        if (
            not counted
            and not treated
            and not statement.paper.roster.named(words)
            and not _disease_only(statement, words)
        ):
            name = _with_short(statement, match, words)
            yield Holder(match.start(), end, name, subgroup=name, compared=_is_compared(statement, match.start()))


def _clauses(text: str) -> Iterator[tuple[re.Match[str], str, int]]:
    """Where patients are told apart, by which words, and where these end: before a value that stands behind them."""
    match = _SUBGROUP.search(text)
    while match:
        uncut = match["clause"] or match["sub"]
        words = _CUT.split(uncut)[0].strip(" .:")
        end = match.end() if words == uncut.strip(" .:") else match.start("clause") + len(words)
        yield match, words, end
        match = _SUBGROUP.search(text, end)


def _subgroups(statement: Statement, *, own: bool) -> Iterator[Holder]:
    listed = [*_listed(statement)]
    yield from (h for h in _by_trait(statement, own=own) if not (listed and _inside(h, listed)))
    yield from listed
    for match in _STAGED.finditer(statement.text):
        yield Holder(match.start("part"), match.end(), match["part"], subgroup=match["part"])
    yield from _by_risk(statement)
    for match in _LABELLED.finditer(statement.text):
        if not any(m.of(Category.ENDPOINT, Category.RESPONSE) for m in statement.paper.finder.find(match["label"])):
            yield Holder(match.start("label"), match.end("label"), match["label"], subgroup=match["label"])
    for match in _THRESHOLD.finditer(statement.text):
        if any(m.start == match.start("label") and m.of(Category.BIOMARKER) for m in statement.mentions):
            yield Holder(match.start("label"), match.end("label"), match["label"], subgroup=match["label"])
    for match in () if own else _LETTERED.finditer(statement.text):
        yield Holder(match.start(), match.end(), match.group(), subgroup=match.group())


def _listed(statement: Statement) -> Iterator[Holder]:
    """ "Stages I, II and III"; also "stage I, II and III", where each has its own value."""
    for start, end, name in ladders(statement):
        yield Holder(start, end, name, subgroup=name)
    for match in _LEVELS.finditer(statement.text):
        if match["plural"] or "respectively" in statement.text:
            for level in _LEVEL.finditer(statement.text, match.start("list"), match.end("list")):
                name = f"{match['noun']} {level['level']}"
                start = match.start("noun") if level.start() == match.start("list") else level.start("level")
                yield Holder(start, level.end("level"), name, subgroup=name)


def _by_risk(statement: Statement) -> Iterator[Holder]:
    groups = risk_groups(statement.text)
    staged = [m.span() for m in _STAGED.finditer(statement.text)] if groups else ()
    for start, end, name in groups:
        if not any(s < end and start < e for s, e in staged):
            yield Holder(start, end, name, subgroup=name, compared=_is_compared(statement, start))


def _by_status(statement: Statement, named: Sequence[Holder]) -> Iterator[Holder]:
    for start, end in status_groups(statement, [(h.start, h.end) for h in named], _parts_before(statement)):
        name = statement.text[start:end]
        yield Holder(start, end, name, subgroup=name, compared=_is_compared(statement, start))


def _by_level(statement: Statement) -> Iterator[Holder]:
    for start, end in level_groups(statement):
        name = statement.text[start:end]
        yield Holder(start, end, name, subgroup=name, compared=_is_compared(statement, start))


def _parts_before(statement: Statement) -> Iterator[str]:
    """The subgroups of the sentences before, in the same paragraph."""
    for other in statement.paper.statements_of(statement.block)[: statement.number]:
        yield from (h.subgroup for h in holders(other) if h.subgroup)


_COUNTED = Expression(
    r"(?:[\d%)]|\b(?:no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\b(?:percentages?|proportions?|numbers?|rates?)\sof\s(?:the\s|all\s)?)\s?$",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\s?\((?P<short>[A-Za-z]*[A-Z]{2,}[\w-]*)\)")


_EARLIER = re.compile(r"\b(?:before|previously|earlier|in\sthe\spast)$", re.IGNORECASE)


def _with_short(statement: Statement, match: re.Match[str], words: str) -> str:
    """The subgroup's words with the disease before "patients" and the abbreviation behind them."""
    disease = next((m for m in statement.mentions if m.of(Category.DISEASE) and m.end + 1 == match.start()), None)
    short = _SHORT.match(statement.text, match.end())
    lead = f"{disease.text} with " if disease and match["clause"] else ""
    lack = "without " if match["lacking"] else ""
    aged = "aged " if match["aged"] else ""
    return lead + lack + aged + words + (f" ({short['short']})" if short else "")


_OR_MORE = (
    r"[\d.,]+(?:\s?[\w/%]+)?\sor\s(?:greater|higher|more|above|less|lower|fewer|below|older|younger|over|under)\b"
)
_OF_TIME_OR_SHARE = r"(?=\d+\.\d|\d+\s?(?:%|(?:month|year|week|day)s?\b))"  # "… of 5 months"; not "a score of 2"
_CUT = re.compile(
    rf"\s(?=\d)(?<!\sof\s)(?<!\sleast\s)(?<!\sthan\s)(?<![<>=≤≥]\s)(?!{_OR_MORE})\d+(?:\.\d|\s?%)"
    rf"|\s(?:and|vs\.?|versus|is|at)\s(?!{_OR_MORE})\d|\s(?:of|or)\s(?!{_OR_MORE}){_OF_TIME_OR_SHARE}|\s?\[\d|\s?\(\d"
)
_LABELLED = Phrase(
    r"[(,;]\s?(?:and\s)?(?!(?:[Gg]rades?\b.*|a?[HOR]R|CI|IQR|range|median|mean|SD|n|p|P)\b)(?P<label>[A-Za-z][^(),;:]{1,40}):\s?(?=[\d<>])",
    ":",
    flags=re.VERBOSE,
)  # fmt: skip
_STAGED = Phrase(
    r"""(?:%|months|years)\)?\s(?:\([^()]*\)\s)?(?:for|in|with)\s(?:the\s|patients\swith\s)?
        (?P<part>stage\s[0-9IVABC]+(?:[/-][0-9IVABC]+)?
            |(?:very\s)?(?:low|high|intermediate|standard|favou?rable|unfavou?rable|adverse|poor)[\s-]risk)
        (?:\s(?:disease|patients|tumou?rs?|cases|cancers?|groups?))?(?=[,.;)]|\s(?:and|vs\.?|versus|compared|\()|$)""",
    "stage", "risk",
)  # fmt: skip
_THRESHOLD = Phrase(
    r"\((?P<label>[A-Z][\w-]*\s?(?:[<>]=?|[≤≥])\s?\d[\d.,]*(?:\s?[\w/%]+)?)\)", "<", ">", "≤", "≥", flags=re.VERBOSE
)
_GRADE = r"(?:\d(?:/\d)?|I{1,3}V?[A-C]?|IV[A-C]?|[0A-D]\d?)(?![\w%.])"
_LEVEL = re.compile(rf"(?P<level>{_GRADE})(?:\s?\([^()]*\))?")
_LEVELS = Phrase(
    rf"""\b(?:for|in|with)\s(?:the\s)?(?P<noun>(?:[A-Z][\w-]+\s)?(?:score|stage|class))(?P<plural>(?:e?s)?)\s(?:of\s)?
         (?P<list>{_GRADE}(?:\s?\([^()]*\))?(?:(?:,|,?\sand|\sor)\s{_GRADE}(?:\s?\([^()]*\))?)+)""",
    "score", "stage", "class",
    flags=re.VERBOSE,
)  # fmt: skip
_LETTERED = re.compile(r"\b(?:[Gg]roup|[Aa]rm|[Cc]ohort)\s(?:[A-H]|[1-9])\b")
_REST = re.compile(r"^\s?(?:who|that|receiving|treated|undergoing|previously|in|after|patients|by|$)", re.IGNORECASE)


def _disease_only(statement: Statement, words: str) -> bool:
    """Whether "patients with …" names just the disease, which all patients have."""
    found = [m for m in statement.paper.finder.find(words) if m.of(Category.DISEASE)]
    before = words[: found[0].start] if found else ""
    graded = any(
        m.of(Category.STAGING_LEVEL, Category.STAGING_SYSTEM, Category.BIOMARKER)
        for m in statement.paper.finder.find(before)
    )
    return bool(found) and not graded and len(before.split()) <= 3 and bool(_REST.match(words[found[0].end :]))
