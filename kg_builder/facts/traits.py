"""What sentences call their patients: a level of a staging system, a marker with its status, a sex, an earlier treatment.

`traits` finds the names; whose they are and how many patients have them is for `baseline_prose` and `patient` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg_builder.document import BlockKind
from kg_builder.lexicon import Category, Term
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase
from kg_builder.regimens import Treatment
from kg_builder.study import Paper, Statement

__all__ = ["DISEASE", "NUMERALS", "Trait", "diseases_of", "traits"]


DISEASE = "disease"  # the key of traits that are diseases


@dataclass(frozen=True, slots=True)
class Trait:
    """Characters `start` to `end` of a sentence name a characteristic, at this level."""

    start: int
    end: int
    characteristic: str
    level: str | None = None
    key: str = ""  # of the vocabulary's term


NUMERALS = r"(?:[0-9]{1,3}|IV[A-Ca-c]?|I{1,3}[A-Ca-c]?|V|[A-D][0-9]{0,2})"
_MORE_LEVELS = re.compile(
    rf"(?:\s?(?:-|/|(?:or|to)\s|(?:,|and\s|,\sand\s)(?!\s?\d+\s?[(\[]))\s?{NUMERALS}(?![\w%]|\.\d|\s\(\d+\)|\sof\s\d))+"
)
_NO_LEVEL_BUT_COUNT = re.compile(r"\s?(?:patients|cases|subjects|%)")
_BEFORE_SYSTEM = re.compile(
    rf"\b(?:stages?|class|grade)\s(?P<levels>{NUMERALS})\s(?:disease\s)?\(?(?:according\sto|in|of|by|per|on)\s(?:the\s)?(?:[a-z]+\s)?$"
)
_BEHIND_SYSTEM = re.compile(
    rf"""\s?(?:\([A-Z][\w\s-]{{1,9}}\)\s?)?(?:[a-z]+\s[a-z]+\s(?=score|class))?(?:(?:scores?|class(?:es)?|stages?|grades?|status|performance|PS|levels?|categor(?:y|ies))\s?)*
         (?:(?:of|was|were|is|:|=)\s?)?(?P<levels>[<>\u2264\u2265]=?\s?\d+|{NUMERALS}(?![\w%]|\.\d))""",
    re.VERBOSE,
)
_LAST = re.compile(rf"(?P<name>.*?)[\s-]*(?:\bof\s)?(?P<level>{NUMERALS})$")
_CUT = re.compile(
    r"""s?\s?(?:(?:levels?|values?|counts?|expression|status)\s)?(?:of\s)?
        (?P<cut>(?:[<>\u2264\u2265]=?|above\s|below\s|more\sthan\s|less\sthan\s)\s?\d[\d.,]*\d?(?:\s?(?:[a-z\u03bc]{0,6}/[a-zA-Z\u03bc]{1,3}|cm|mm|kg|years?))?)""",
    re.VERBOSE,
)
_ALTERED = r"(?:mutation|amplification|deletion|rearrangement|translocation|overexpression|fusion|loss)s?"
_MORE_ALTERED = re.compile(rf"(?<=[a-z])(?:/{_ALTERED})+\b")  # "X mutation/amplification"
_STATUS = re.compile(
    rf"""\)?[\s-](?:(?:expression|status|mutations?|gene|protein|tumou?rs?|disease)\s)?(?:was\s|were\s)?
        (?P<status>positiv(?:e|ity)|negativ(?:e|ity)|mutant|mutated|wild[-\s]type|WT|amplified|over-?express(?:ed|ion)|deficient|proficient|unknown
            |(?:[A-Z]\d{{2,4}}[A-Z]\s)?{_ALTERED}(?:/{_ALTERED})*)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_STATUS_BEFORE = re.compile(
    r"\b(?P<status>elevated|high|low|normal|abnormal|unknown|mutated|wild[-\s]type|wt|positive|negative|no|without)\s$",
    re.IGNORECASE,
)
_HISTOLOGY = re.compile(  # which, of "serous histology", "clear cell histology"
    r"\b(?P<kind>(?!(?:tumou?r|and|or|with|of|by|the|different|same|this|that|predominant|primary|known|unknown|mixed)\b)(?:clear\s)?[A-Za-z-]{4,})\shistology$",
    re.IGNORECASE,
)
_GENE_ALTERED = Phrase(  # also of genes that the vocabulary does not name
    rf"(?<![\w-])(?!(?:DNA|RNA|ALL|ANY|NGS|PCR|[A-Z]\d{{2,4}}[A-Z])\b)[A-Z][A-Z0-9]{{2,6}}\)?\s(?:gene\s)?{_ALTERED}(?:/{_ALTERED})*\b",
    "mutation", "amplification", "deletion", "rearrangement", "translocation", "overexpression", "fusion", "loss",
    flags=re.NOFLAG,
)  # fmt: skip
_SUMMED = re.compile(r"\b(?:median|mean|average)\b", re.IGNORECASE)
_ABSENT = re.compile(r"\b(?:without|no)\s$", re.IGNORECASE)
_AGE = Phrase(
    r"""\b(?:(?P<than>older|younger|over|above|under|below)\s(?:than\s)?(?P<age>\d\d)(?:\syears?(?:\sof\sage)?)?
           |aged\s(?P<sign>[<>\u2264\u2265]=?)?\s?(?P<aged>\d\d(?:\s?-\s?\d\d)?)(?:\syears?)?(?:\s(?P<beyond>and|or)\s(?P<way>older|over|above|younger))?
           |(?P<from>\d\d)\syears?(?:\sof\sage)?\s(?:and|or)\s(?P<direction>older|over|above|younger)\b)""",
    "older", "younger", "over", "above", "under", "below", "aged",
)  # fmt: skip
_PRIOR = Phrase(r"\b(?P<when>prior|previous)(?:ly)?\s(?!to\b|untreated)", "prior", "previous")
_ELSEWHEN = re.compile(
    r";|\b(?:randomi\w+|assigned|allocated|stud(?:y|ied)|now|then|who|subsequent\w*|before|after|without)\b",
    re.IGNORECASE,
)


def traits(statement: Statement, everyones: frozenset[str] = frozenset()) -> tuple[Trait, ...]:
    """The characteristics with their levels that a sentence names, in order, none inside another.

    Args:
        statement: a sentence.
        everyones: the keys of the diseases that all patients have: they tell nothing.
    """
    found = [*_ages(statement), *_prior(statement)]
    systems_first = sorted(statement.mentions, key=lambda m: m.of(Category.STAGING_SYSTEM) is None)
    for mention in systems_first:
        trait = _of_mention(statement, mention, everyones)
        if trait is not None and not any(t.start < trait.end and trait.start < t.end for t in found):
            found.append(trait)
    for match in _GENE_ALTERED.finditer(statement.text):
        if not any(t.start < match.end() and match.start() < t.end for t in found):
            found.append(Trait(*match.span(), match.group().replace(")", "")))
    return tuple(_without_shorts(statement.text, sorted(found, key=lambda t: t.start)))


def _without_shorts(text: str, named: Sequence[Trait]) -> Iterator[Trait]:
    """The traits but those in the bracket right behind the long form of the same: "liver metastases (LM; 40%)".

    A short form with a level of its own stays: "epidermal growth factor receptor (EGFR) amplification".
    """
    last: Trait | None = None
    for trait in named:
        level_behind = ")" in text[trait.start : trait.end]
        if last is None or level_behind or trait.key != last.key or text[last.end : trait.start] != " (":
            yield trait
        last = trait


def _of_mention(statement: Statement, mention: Mention, everyones: frozenset[str]) -> Trait | None:
    text, paper = statement.text, statement.paper
    if level := mention.of(Category.STAGING_LEVEL):
        trait = _at_level(text, mention, level)
        return None if trait and _of_event(statement, trait) else trait
    if system := mention.of(Category.STAGING_SYSTEM):
        return _of_system(text, mention, system)
    if marker := mention.of(Category.BIOMARKER):
        return _of_marker(text, mention, marker)
    if characteristic := mention.of(Category.CHARACTERISTIC):
        return _of_characteristic(text, mention, characteristic, paper)
    disease = mention.of(Category.DISEASE)
    if disease is None or disease.key in everyones:
        return None
    return Trait(mention.start, mention.end, mention.text, key=DISEASE)


_LAST_LINK = re.compile(r"\s(?:of|was|is)$")


def _at_level(text: str, mention: Mention, level: Term) -> Trait | None:
    """ "BCLC stage C", "ECOG performance status of 0 or 1"."""
    match = _LAST.fullmatch(_NOUN.sub("", mention.text))
    if match is None:
        return None
    name = _LAST_LINK.sub("", match["name"].strip(" -,:"))
    if len(name) < 2:
        further = _FURTHER.match(text, mention.start + match.end("level"))
        end = max(mention.end, further.end()) if further else mention.end
        printed = text[mention.start : further.end() if further else mention.start + match.end("level")]
        return Trait(mention.start, end, level.features.get("inSystem", "stage"), printed, key="level")
    end = _levels_end(text, match["level"], mention.end)
    return Trait(mention.start, end, name, (match["level"] + text[mention.end : end]).strip(), key="level")


_NOUN = re.compile(r"\s(?:disease|stage|tumou?rs?)$")
_FURTHER = re.compile(
    r"(?:(?:\s?[-/,]\s?|,?\s(?:or|and|to)\s)[cp]?[TNM]?\d[a-d]?(?![\w.%]|\s?%))+"
)  # "T1 or T2", "N2-3"


def _of_event(statement: Statement, trait: Trait) -> bool:
    """Whether a level is the grade of the event named beside it: "grade 3 or 4 rash", "rash grade 3"."""
    return trait.characteristic.lower() == "grade" and any(
        (m.start == trait.end + 1 or m.end + 1 == trait.start) and m.of(Category.TOXICITY) for m in statement.mentions
    )


def _levels_end(text: str, first: str, at: int) -> int:
    """Where a row of levels ends that begins with `first`: levels are all numbers or all letters."""
    more = _MORE_LEVELS.match(text, at)
    alike = bool(more) and all(
        x[0].isdigit() == first[-1].isdigit() for x in re.findall(NUMERALS, more.group() if more else "")
    )
    return more.end() if more and alike and not _NO_LEVEL_BUT_COUNT.match(text, more.end()) else at


_LONG = 24  # longer names of systems are known by their short ones


def _is_short(name: str, key: str) -> bool:
    """Whether a system is called as printed: it is not spelt out, or is called otherwise, as after another author."""
    other = len(name.split()) <= len(key.split()) + 1 and name[:3].lower() != key[:3].lower()
    return len(name) < _LONG or other


def _of_system(text: str, mention: Mention, system: Term) -> Trait | None:
    """ "Gleason score \u22658", "Child-Pugh class of B", "stage C according to the BCLC system"."""
    name = mention.text if _is_short(mention.text, system.key) else system.key
    if before := _BEFORE_SYSTEM.search(text, max(0, mention.start - 50), mention.start):
        return Trait(before.start(), mention.end, name, before["levels"], key="level")
    match = _BEHIND_SYSTEM.match(text, mention.end)
    if match is None:
        return None
    end = _levels_end(text, match["levels"], match.end())
    if _NO_LEVEL_BUT_COUNT.match(text, end):
        return None
    return Trait(mention.start, end, name, text[match.start("levels") : end], key="level")


def _of_marker(text: str, mention: Mention, marker: Term) -> Trait:
    """ "AFP > 400 ng/mL", "EGFR mutation positive", "elevated LDH"."""
    more = _MORE_ALTERED.match(text, mention.end)
    start, end, level = mention.start, more.end() if more else mention.end, None
    if cut := _CUT.match(text, end):
        level, end = cut["cut"].strip(), cut.end()
    elif status := _STATUS.match(text, end):
        level, end = status["status"], status.end()
    elif before := _STATUS_BEFORE.search(text, max(0, start - 12), start):
        level, start = before["status"], before.start()
    return Trait(start, end, f"{mention.text}{more.group() if more else ''}", level, key=marker.key)


def _of_characteristic(text: str, mention: Mention, term: Term, paper: Paper) -> Trait | None:
    """A level by name ("male"), a variable with a limit ("tumour size > 5 cm"), or a finding ("cirrhosis")."""
    if cut := _CUT.match(text, mention.end):
        return Trait(mention.start, cut.end(), mention.text, cut["cut"].strip(), key=term.key)
    if _SUMMED.search(text[max(0, mention.start - 8) : mention.end]):
        return None
    if absent := _ABSENT.search(text, max(0, mention.start - 9), mention.start):
        return Trait(absent.start(), mention.end, mention.text, "no", key=term.key)
    named = mention.text.lower() == "histology"
    if named and (kind := _HISTOLOGY.search(text, max(0, mention.start - 40), mention.end)):
        return Trait(kind.start(), mention.end, term.key, kind["kind"], key=term.key)
    variable = paper.lexicon.get(Category.CHARACTERISTIC, term.features.get("broader", ""))
    if variable is not None and variable.key == "histology" and mention.text.lower().endswith(" histology"):
        return Trait(mention.start, mention.end, variable.key, mention.text.rsplit(" ", 1)[0], key=term.key)
    if variable is not None and variable.key[:5].lower() not in mention.text.lower():
        several = mention.text.lower() in (f"{term.key}s", f"{term.label}s")  # "56 males"
        start, end = (mention.start, mention.end) if variable.key == "sex" else _with_joined(text, mention)
        return Trait(start, end, variable.key, text[start : end - several], key=term.key)
    if degree := _DEGREE.search(text, max(0, mention.start - 20), mention.start):
        return Trait(degree.start(), mention.end, text[degree.start() : mention.end], key=term.key)
    kin = mention.text.split()[0].lower() in (term.key.split()[0].lower(), term.label.split()[0].lower())
    kin = kin and " or " not in term.label  # of a label that names both levels, the text says which
    return Trait(
        mention.start, mention.end, term.label if kin and mention.text != term.key else mention.text, key=term.key
    )


_BEFORE_SLASH = re.compile(r"(?<![\w/])(?:[A-Za-z][\w-]+/)+$")
_BEHIND_SLASH = re.compile(r"(?:/[A-Za-z][\w-]+)+")


def _with_joined(text: str, mention: Mention) -> tuple[int, int]:
    """Where a level stands with those that share its number: "current/former smoker", "overweight/obese"."""
    before, behind = _BEFORE_SLASH.search(text, 0, mention.start), _BEHIND_SLASH.match(text, mention.end)
    return before.start() if before else mention.start, behind.end() if behind else mention.end


_DEGREE = re.compile(
    r"\b(?:high|low|intermediate|moderate)[\s-](?:volume|burden|grade|risk|dose)\s$", re.IGNORECASE
)  # less than all who have it: "high volume metastatic disease"


def _ages(statement: Statement) -> Iterator[Trait]:
    """ "older than 70 years", "aged 65 or over"."""
    age = statement.paper.lexicon.get(Category.CHARACTERISTIC, "age")
    for match in _AGE.finditer(statement.text) if age else ():
        years = match["age"] or match["aged"] or match["from"]
        way = (match["than"] or match["way"] or match["direction"] or "").lower()
        sign = match["sign"] or ("" if not way else "<" if way in ("younger", "under", "below") else ">")
        inclusive = bool(match["way"] or match["direction"])
        if sign and inclusive:
            sign = {"<": "\u2264", ">": "\u2265"}.get(sign, sign)
        yield Trait(match.start(), match.end(), age.label if age else "", f"{sign}{years} years", key="age")


_OF_GROUP = re.compile(
    r"[\s-](?:alone\s)?(?:groups?|arms?|cohorts?)\b"
)  # what a group is called by was not given before


def _prior(statement: Statement) -> Iterator[Trait]:
    """ "prior tamoxifen", "prior hormones, including tamoxifen and letrozole": earlier treatments."""
    text = statement.text
    for treatment in statement.treatments if _PRIOR.may_stand_in(text) else ():
        before = list(_PRIOR.finditer(text, 0, treatment.start))
        if (
            before
            and not _OF_GROUP.match(text, treatment.end)
            and not _ELSEWHEN.search(text, before[-1].end(), treatment.start)
        ):
            near = treatment.start - before[-1].end() < 12
            start = before[-1].start() if near else treatment.start
            yield Trait(
                start, treatment.end, *_earlier(statement, treatment, before[-1]["when"].lower()), key="prior therapy"
            )


def _earlier(statement: Statement, treatment: Treatment, when: str) -> tuple[str, str | None]:
    """The characteristic that an earlier treatment is: the vocabulary's own ("prior TACE"), or a kind of earlier therapy."""
    printed = statement.text[treatment.start : treatment.end]
    (component, *others) = treatment.components
    term = None if others else statement.paper.finder.named(f"prior {component}", Category.CHARACTERISTIC)
    if term is None:
        return f"{when} therapy", printed
    return term.key, None if component.lower() in printed.lower() else printed


def diseases_of(paper: Paper) -> frozenset[str]:
    """The diseases that all patients of the paper have: those of its title."""
    titles = [paper.read(*b.parts).text for b in paper.document.of_kind(BlockKind.TITLE)]
    return frozenset(_diseases(paper, titles))


def _diseases(paper: Paper, titles: Sequence[str]) -> Iterator[str]:
    for title in titles:
        for mention in paper.finder.find(title):
            if disease := mention.of(Category.DISEASE):
                yield disease.key
