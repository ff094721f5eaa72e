"""The parts of the patients that a sentence names: by a trait, a level, a stage, a risk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg_builder.expressions import Expression
from kg_builder.facts.holder import Holder, inside, is_compared
from kg_builder.facts.level_groups import level_groups
from kg_builder.facts.numerals import NUMBER_WORD
from kg_builder.facts.parts_levelled import levels_in_brackets, levels_joined, levels_listed
from kg_builder.facts.risk_groups import risk_groups
from kg_builder.facts.titled_diseases import is_one_of_several
from kg_builder.facts.untreated import GIVEN_NAME
from kg_builder.lexicon import TRAITS, Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["by_level", "completed", "disease_only", "is_counted", "parts_named", "the_others", "without_it"]


_SUBGROUP = Phrase(
    r"""\b(?:(?:(?:patients|those|participants|individuals|subjects|cases|tumou?rs|women|men|responders|pts|populations?(?!\swith\s\d))\s
           (?:with|who\s(?:had|have|received|achieved|underwent|(?:were|are)(?:\s(?:deemed|found|known|considered|thought)\sto\s(?:have|be))?)|whose|(?P<aged>aged)|(?P<lacking>without|not\shaving|lacking)|harbou?ring|having|receiving(?!\s(?:the\s|an?\s)?(?:active|study|trial|investigational|experimental|control|combin\w+|assigned|treatment|therapy)\b)))\s
           (?P<clause>(?!(?:and|or|versus|vs|of)\s[\d.]+\s?(?:%|months|years))(?:(?!\s(?:and|or|vs\.?|versus)\s\d[\d.]*\s?(?:%|months?\b|years?\b))(?!\b(?=\w)(?:and\s(?:patients|those|tumou?rs|women|men|subjects|participants)\s(?:with|without|who|whose|aged)|had|has|have|was|were|showed|shows|achieved|exhibited|experienced|reached|demonstrated|displayed|is|are|seemed|appeared|tended|progressed|died|lived|survived|derived|benefit(?:ed|ted)|did
                                |(?<!\bof\s)(?<!\bin\s)(?<!\bto\s)(?<!\bon\s)(?<!\bat\s)(?<!\bby\s)(?<!\bwith\s)(?<!\bfrom\s)(?<!\band\s)(?:the|median|mean)\s(?:[\w/-]+\s){1,4}(?:was|were)
                                |in\sthe|respectively|compared|versus|vs|than(?!\s\d))\b)(?:[^,;()]|(?<=\w)\([\w+-]{1,12}\)(?=\w|\s))){3,80})
         |\b(?:in|for|of)\sthe\s(?P<sub>(?:(?!\s(?:in|for|of)\sthe\s)[\w+<>=/.\s-]){3,60}?)\ssubgroups?\b)""",
    *(f"{noun} {tie}" for noun in "sen" for tie in ("with", "who", "aged", "lack", "not having", "harbo", "having", "receiving")),
    "subgroup",
)  # fmt: skip


_BOTH = Phrase(
    r"""\b(?:patients|those|tumou?rs|participants|women|men|cases)\s(?P<one>with)\s(?:and|or|versus|vs\.?)\s(?:[\d.]+\s?(?:%|months|years)\s(?:\([^()]*\)\s)?(?:for|in|of|among)\s(?=patients|those|tumou?rs))?
        (?P<other>(?:(?:for|in)\s)?(?:(?:those|patients|tumou?rs)\s)?without\s(?P<trait>[\w\u2265\u2264<>=%/.-]+(?:\s(?!(?:was|were|had|did|do|does|is|are|in|and|versus|vs|of)\b)[\w-]+){0,4}))""",
    "without",
)


_A_LEVEL = r"(?:low|high|positive|negative|normal|elevated|mutant|mutated|wild-type|intact|deficient)"


_TWO_LEVELS = Phrase(
    rf"""\b(?:(?:patients|those|tumou?rs|participants|women|men|cases)\swith|(?P<groups>in\sthe))\s(?P<first>(?P<one>{_A_LEVEL})-?)\s(?:and|versus|vs\.?)\s(?P<other>{_A_LEVEL})[\s-]
        (?P<trait>[\w/.-]+(?:\s(?!(?:was|were|had|did|do|does|is|are|in|and|versus|vs|of|respectively|at|groups|subgroups)\b)[\w-]+){{0,3}})(?(groups)\s(?:sub)?groups\b)""",
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


_WITHOUT_IT = Phrase(
    r"\b(?:in|for|among|than|and)\s(?:the\s)?(?:\d+\s)?(?:those|patients)\s(?:without|who\s(?:did|had|were|do|have|are)\snot)(?=\s?(?:[(,.;)]|$)|\s(?:(?:had|was|were)\b|of\s\d))",
    "those without", "patients without", "those who", "patients who",
    flags=re.VERBOSE,
)  # fmt: skip


_OTHERS = Phrase(
    r"""\d\s?(?:%|months|years|weeks)(?:\s\([^()]*\))?\s(?:in|for|among)\s
        (?P<name>(?:all\s(?:the\s)?|the\s)?(?:other|remaining)\s(?:patients|women|men|tumou?rs|cases)|(?:all|the)\sothers)
        (?=\s?[(),.;:]|$)""",
    "other p", "other w", "other m", "other t", "other c", "remaining", "all others", "the others",
)  # fmt: skip


def the_others(statement: Statement) -> Iterator[Holder]:
    """Those set against a part of the patients: "compared with 7 months for all other patients"."""
    for match in _OTHERS.finditer(statement.text):
        compared = is_compared(statement, match.start("name"))
        yield Holder(*match.span("name"), match["name"], subgroup=match["name"], compared=compared)


def without_it(statement: Statement, named: Sequence[Holder]) -> Iterator[Holder]:
    """ "… in patients with X and … in those without"."""
    parts = {h.subgroup for h in named if h.subgroup and not h.subgroup.startswith("without ")}
    match = _WITHOUT_IT.search(statement.text) if len(parts) == 1 else None
    if match is not None and all(h.end <= match.start() for h in named):
        name = f"without {parts.pop()}"
        start = match.start() + match.group().index(" ") + 1
        yield Holder(start, match.end(), name, subgroup=name, compared=is_compared(statement, start))


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


_WHO_DID = Phrase(  # behind a value
    r"""(?:%|months|years|weeks)\s(?:\([^()]*\)\s)?(?:in|for|among)\s(?:the\s)?(?P<who>(?:patients|those|participants|subjects|women|men)\s
        who\s(?:(?:had\s)?(?P<did>responded|relapsed|progressed|recurred)|(?:did|had)\snot\s(?P<not>respond|relapse|progress|recur)(?:ed|d)?))\b(?!\s(?:and(?!\s\d)|or|to|on|after)\b)""",
    "who responded", "who relapsed", "who progressed", "who recurred", "who had ", "who did not",
)  # fmt: skip
_DONE = {"respond": "response", "relapse": "relapse", "progress": "progression", "recur": "recurrence"}


def _of_deeds(statement: Statement) -> Iterator[Holder]:
    """ "12 months in patients who responded and 5 months in those who did not respond"."""
    for match in _WHO_DID.finditer(statement.text):
        did = match["did"] or match["not"]
        noun = next(noun for verb, noun in _DONE.items() if did.startswith(verb))
        name = noun if match["did"] else f"without {noun}"
        yield Holder(*match.span("who"), name, subgroup=name, compared=is_compared(statement, match.start("who")))


_LEVEL_ONLY = re.compile(r"(?:high|low|intermediate|elevated|normal|positive|negative)", re.IGNORECASE)


def completed(named: Sequence[Holder]) -> Iterator[Holder]:
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
        if own and match["clause"] and is_counted(statement.text, match.start()):
            continue
        if own and GIVEN_NAME.match(statement.text, match.start()) and not _known_trait(statement, match):
            continue
        given = match.group().startswith("receiving ", match.start("clause") - match.start() - 10)
        reach = len(words) if given and not _LATER.match(words) else 4
        treated = any(t.start <= reach for t in statement.paper.find_treatments(words)) and not _EARLIER.search(words)
        everybody = treated or _OF_ALL.match(words) or disease_only(statement, words)
        if not everybody and not statement.paper.roster.named(words):
            name = _with_short(statement, match, words)
            sized = (
                _SIZED.search(statement.text, max(0, match.start() - 60), match.start())
                if own and match["clause"]
                else None
            )
            start = sized.start("n") if sized else match.start()
            yield Holder(start, end, name, subgroup=name, compared=is_compared(statement, start))


def _known_trait(statement: Statement, match: re.Match[str]) -> bool:
    """Whether the words by which patients are told apart name something that the vocabulary knows."""
    return any(m.of(*TRAITS) for m in statement.mentions if match.start() <= m.start < match.end())


def _clauses(text: str) -> Iterator[tuple[re.Match[str], str, int]]:
    """Where patients are told apart, by which words, and where these end: before a value that stands behind them."""
    match = _SUBGROUP.search(text)
    while match:
        uncut = match["clause"] or match["sub"]
        words = _CUT.split(uncut, maxsplit=1)[0].strip(" .:")
        end = match.end() if words == uncut.strip(" .:") else match.start("clause") + len(words)
        yield match, words, end
        match = _SUBGROUP.search(text, end)


def parts_named(statement: Statement, *, own: bool) -> Iterator[Holder]:
    """The parts of the patients that a sentence names, whether of this study's own or of a cited one."""
    listed = [*levels_listed(statement)]
    listed = listed or [*levels_joined(statement)]
    traits = [h for h in _by_trait(statement, own=own) if not (listed and inside(h, listed))]
    yield from (*traits, *listed)
    for match in _STAGED.finditer(statement.text):
        if not any(h.start < match.end() and match.start("part") < h.end for h in listed):
            yield Holder(match.start("part"), match.end(), match["part"], subgroup=match["part"])
    yield from (h for h in (*_of_size(statement), *_of_deeds(statement)) if not inside(h, traits))
    yield from levels_in_brackets(statement)
    yield from (h for h in _by_risk(statement) if not inside(h, traits))
    for match in _LABELLED.finditer(statement.text):
        if not any(m.of(*_NO_PART) for m in statement.paper.finder.find(match["label"])):
            yield Holder(match.start("label"), match.end("label"), match["label"], subgroup=match["label"])
    for match in _THRESHOLD.finditer(statement.text):
        if any(m.start == match.start("label") and m.of(Category.BIOMARKER) for m in statement.mentions):
            yield Holder(match.start("label"), match.end("label"), match["label"], subgroup=match["label"])
    for match in () if own else _LETTERED.finditer(statement.text):
        yield Holder(match.start(), match.end(), match.group(), subgroup=match.group())


def _of_size(statement: Statement) -> Iterator[Holder]:
    """The tumours of "95% for tumours <3 cm and 78% for those of 3 cm or larger"."""
    for match in _SIZED_TUMOURS.finditer(statement.text):
        compared = is_compared(statement, match.start("part"))
        yield Holder(*match.span("part"), match["part"], subgroup=match["part"], compared=compared)


_SIZED_TUMOURS = Phrase(
    r"""\b(?:for|in|than|with)\s(?:the\s)?(?P<part>(?:tumou?rs|lesions|nodules|metastases|those)\s
        (?:(?:[<>]=?|[≤≥])\s?|(?:larger|smaller|greater|less|more|of\sat\sleast)\s(?:than\s)?(?=\d))\d[\d.]*\s?(?:cm|mm)(?:\sor\s(?:larger|smaller|more|less))?)\b""",
    "cm",
    "mm",
)


def _by_risk(statement: Statement) -> Iterator[Holder]:
    groups = risk_groups(statement.text)
    staged = [m.span() for m in _STAGED.finditer(statement.text)] if groups else ()
    for start, end, name in groups:
        if not any(s < end and start < e for s, e in staged):
            yield Holder(start, end, name, subgroup=name, compared=is_compared(statement, start))


def by_level(statement: Statement) -> Iterator[Holder]:
    """The groups of patients that a level of a trait names: "in the high X group"."""
    for start, end in level_groups(statement):
        name = statement.text[start:end]
        yield Holder(start, end, name, subgroup=name, compared=is_compared(statement, start))


_COUNTED = Expression(
    r"(?:[\d%)]|\b(?:no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\b(?:percentages?|proportions?|numbers?|rates?)\sof\s(?:the\s|all\s)?)\s?$",
    re.IGNORECASE,
)


_SIZED = re.compile(
    rf"(?:\b(?:for|in|among)\sthe\s|\bout\sof\s(?:the\s)?|\d\s?(?:%|months|years|weeks)(?:\s\([^()]*\))?\s(?:for|in|among)\s)(?P<n>(?:\d+|{NUMBER_WORD})\s)$",
    re.IGNORECASE,
)


def is_counted(text: str, start: int) -> bool:
    """Whether patients who begin here are so many who had something; of "8 months in the 12 patients with X" that is not told."""
    return bool(_COUNTED.search(text, max(0, start - 24), start)) and not _SIZED.search(text, max(0, start - 60), start)


_ARTICLE = re.compile(r"^(?:an?|the)\s")
_SHORT = re.compile(r"\s?\((?P<short>[A-Za-z]*[A-Z]{2,}[\w-]*)\)")


_OF_ALL = re.compile(r"(?:the\s)?randomi[sz]ation\b")  # "who underwent randomization"
_LATER = re.compile(r"(?:subsequent|further|additional|salvage|post-?\w+)\s", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:before|previously|earlier|in\sthe\spast)$", re.IGNORECASE)


def _with_short(statement: Statement, match: re.Match[str], words: str) -> str:
    """The subgroup's words with the disease before "patients" and the abbreviation behind them."""
    disease = next((m for m in statement.mentions if m.of(Category.DISEASE) and m.end + 1 == match.start()), None)
    short = _SHORT.match(statement.text, match.end())
    lead = f"{disease.text} with " if disease and match["clause"] else ""
    lack = "without " if match["lacking"] else ""
    aged = "aged " if match["aged"] else ""
    return lead + lack + aged + _ARTICLE.sub("", words) + (f" ({short['short']})" if short else "")


_OR_MORE = (
    r"[\d.,]+(?:\s?[\w/%]+)?\sor\s(?:greater|higher|more|above|less|lower|fewer|below|older|younger|over|under)\b"
)


_OF_TIME_OR_SHARE = r"(?=\d+\.\d|\d+\s?(?:%|(?:month|year|week|day)s?\b))"  # "… of 5 months"; not "a score of 2"


_CUT = re.compile(
    rf"\s(?=\d)(?<!\sof\s)(?<!\sleast\s)(?<!\sthan\s)(?<!\sabove\s)(?<!\sbelow\s)(?<!\sexceeding\s)(?<![<>=≤≥]\s)(?!{_OR_MORE})\d+(?:\.\d|\s?%)"
    rf"|\s(?:and|vs\.?|versus|is|at)\s(?!{_OR_MORE})\d|\s(?:of|or)\s(?!{_OR_MORE}){_OF_TIME_OR_SHARE}|\s?\[\d|\s?\(\d"
)


_LABELLED = Phrase(
    r"[(,;]\s?(?:and\s)?(?!(?:as|see|[Gg]rades?\b.*|[as]?[HOR]Rs?|[\w-]*\s?(?:[Hh]azards?|[Oo]dds|[Rr]isk|[Rr]ate)\s[Rr]atios?|[Rr]elative\s[Rr]isk|CI|IQR|range|median|mean|SD|n|p|P)\b)(?P<label>[A-Za-z][^(),;:]{1,40}):\s?(?=[\d<>])",
    ":",
    flags=re.VERBOSE,
)  # fmt: skip


_NO_PART = (Category.ENDPOINT, Category.RESPONSE, Category.CRITERIA)  # but what a value is of


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


_LETTERED = Phrase(r"\b(?:[Gg]roup|[Aa]rm|[Cc]ohort)\s(?:[A-H]|[1-9])\b", "group ", "arm ", "cohort ", flags=re.VERBOSE)


_REST = re.compile(r"^\s?(?:who|that|receiving|treated|undergoing|previously|in|after|patients|by|$)", re.IGNORECASE)


def disease_only(statement: Statement, words: str) -> bool:
    """Whether "patients with …" names just the disease, which all patients have."""
    found = [m for m in statement.paper.finder.find(words) if m.of(Category.DISEASE)]
    if is_one_of_several(statement.paper, found):
        return False
    before = words[: found[0].start] if found else ""
    graded = any(
        m.of(Category.STAGING_LEVEL, Category.STAGING_SYSTEM, Category.BIOMARKER)
        for m in statement.paper.finder.find(before)
    )
    return bool(found) and not graded and len(before.split()) <= 3 and bool(_REST.match(words[found[0].end :]))
