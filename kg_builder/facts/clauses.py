"""What several kinds of facts read from a sentence alike: lines of therapy, the studies behind it, what its endpoints are."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg_builder.citations import begins
from kg_builder.expressions import Expression
from kg_builder.held import once
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase, bits
from kg_builder.regimens import Treatment
from kg_builder.study import Paper, Statement

__all__ = [
    "LINE",
    "Endpoint",
    "Ordinal",
    "alternatives",
    "endpoints",
    "headed",
    "lines",
    "patients_treated",
    "sources",
    "titled",
    "told_before",
]

_REMEMBERED = 512  # names of endpoints


class Ordinal(NamedTuple):
    """Characters `start` to `end` name a line of therapy."""

    start: int
    end: int
    line: int


_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
}  # fmt: skip
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)})"
LINE = Phrase(
    rf"\b(?P<one>{_ORDINAL})(?:-?\s?(?:/|,|or|and|to)\s?(?P<two>{_ORDINAL}))?[-\s]?lines?\b",
    " line", "-line", "tline", "dline", "hline",
)  # fmt: skip


def lines(text: str) -> tuple[Ordinal, ...]:
    """The lines of therapy that a cleaned text names.

    >>> [o.line for o in lines("as first- or second-line therapy; third line")]
    [1, 2, 3]
    """
    return tuple(
        Ordinal(match.start(), match.end(), _ORDINALS[printed.lower()])
        for match in LINE.finditer(text)
        for printed in (match["one"], match["two"])
        if printed
    )


def sources(statement: Statement) -> tuple[str, ...]:
    """The studies that a sentence speaks for: several when it names several authors ("A et al. and B et al. found").

    A reference number goes with the author whom the reference list names under it, else in printed order; an author whose
    sentence prints no number has the one behind the sentences that follow, where the reference list names that author.
    """
    if statement.study == "this":
        return ("this",)
    authors = list(dict.fromkeys(c.name for c in statement.citations if c.name.endswith("al.")))
    numbers = list(dict.fromkeys(n for c in statement.citations for n in c.numbers))
    if not authors:
        return (statement.study,)
    if statement.run and len(authors) == 1:
        return (statement.run,)
    if not numbers:
        numbers = _behind(statement, authors)
    return tuple(f"{a} {_marks(a, authors, numbers, statement.paper)}".strip() for a in authors)


def _behind(statement: Statement, authors: list[str]) -> list[str]:
    """The numbers of the next citation of the paragraph whose entries begin with one of the authors."""
    paper = statement.paper
    for later in paper.statements_of(statement.block)[statement.number + 1 :][:4]:
        if any(c.name for c in later.citations):
            return []
        numbers = [n for c in later.citations for n in c.numbers]
        if numbers:
            return [n for n in numbers if any(begins(paper.references, n, a) for a in authors)]
    return []


def _marks(author: str, authors: list[str], numbers: list[str], paper: Paper) -> str:
    own = [n for n in numbers if begins(paper.references, n, author)]
    if not own and len(authors) == 1:
        own = numbers
    elif not own and len(authors) == len(numbers):
        own = [numbers[authors.index(author)]]
    return f"[{', '.join(own)}]" if own else ""


class Endpoint(NamedTuple):
    """Characters `start` to `end` name an endpoint; of an adverse one, less is better."""

    start: int
    end: int
    key: str
    adverse: bool = False


_ADVERSE = Expression(
    r"recurren|mortality|death|failure|rejection|toxicit|complication|refractor|resistan|deteriorat|progression$|^PD$|^[SI]?AE|^TRAE|morbidity|withdrawal|discontinu",
    re.IGNORECASE,
)
_GENERAL = {"survival": "OS", "outcome": "prognosis", "outcomes": "prognosis", "efficacy": "response"}
_DEATH = re.compile(r"(?:risks?\s(?:of|for)\s)?(?:deaths?|died|(?:all-cause\s|overall\s)?mortality)", re.IGNORECASE)
_ADVERSE_WORDS = Expression(r"failure|death|mortality|relapse|recurren|progression")
_WITHOUT_EVENT = Expression(r"\b(?:free|survival|time\sto)\b")
_NO_ENDPOINT = Expression(
    r"[\s-]?(?:(?:factors?|predict\w*|markers?|indicators?|analys[ie]s|models?|scores?|criteria|evaluation|assessment|curves?|data|time|period|group)\b|related\b|free\b)",
    re.IGNORECASE,
)
_LONGEST = 16  # characters behind an endpoint that _NO_ENDPOINT needs to see
_BODILY = Phrase(  # responses of a body, not of a tumour
    r"\b(?:immune|inflammatory|antibody|humoral|cellular|stress|hormonal|metabolic|T[-\s]cell|host|cytokine)(?:-mediated)?\s$",
    "immune", "inflammatory", "antibody", "humoral", "cellular", "stress", "hormonal", "metabolic", "t-cell", "t cell",
    "host", "cytokine",
)  # fmt: skip
_REACH = 24  # as far as _BODILY and _LACK look back
_EVENT = " event"  # that ends a survival
_LACK = Phrase(r"\b(?:lack|absence|loss)\sof\s(?:an?\s|any\s)?(?:\w+\s)?$", "lack of", "absence of", "loss of")
_FAILURE = Phrase(r"\btreatment\sfailure\b", "failure")


_ELIDED = Phrase(r"\b(?P<first>\w+)-free(?=(?:\s(?:and|or|as\swell\sas)\s|/)(?:\w+-free|overall)\ssurvival)", "-free")
_ODD = bits(_BODILY, _LACK, _FAILURE, _ELIDED)  # of sentences whose endpoints are not just what is named


@once
def endpoints(statement: Statement) -> tuple[Endpoint, ...]:
    """The endpoints that a sentence names, in order; "overall survival (OS)" is one, "survival" alone is OS."""
    text = statement.text
    odd = text.standing & _ODD != 0
    if not (odd or statement.names(Category.ENDPOINT, Category.RESPONSE)):
        return ()
    matches = _FAILURE.finditer(text) if odd else ()
    failures = [Endpoint(m.start(), m.end(), "treatment failure", adverse=True) for m in matches]
    found = failures.copy()
    for mention in statement.mentions:
        term = mention.of(Category.ENDPOINT, Category.RESPONSE)
        if term and not (failures and any(e.start < mention.end and mention.start < e.end for e in failures)):
            start, end = mention.start, mention.end
            key, adverse = _meant(mention.text, term.label, term.key)
            adverse = adverse or text.startswith(_EVENT, end)
            lacked = odd and _LACK.search(text, max(0, start - _REACH), start) is not None
            found.append(Endpoint(start, end, key, adverse != lacked))
    for elided in _ELIDED.finditer(text) if odd else ():
        whole = statement.paper.finder.named(f"{elided['first']}-free survival", Category.ENDPOINT)
        if whole and not any(e.start < elided.end("first") and elided.start() < e.end for e in found):
            found.append(Endpoint(elided.start(), elided.end("first") + len("-free"), whole.key))
    ordered = _once(text, sorted(found)) if len(found) > 1 else found
    named = [e for e in ordered if not _NO_ENDPOINT.match(text[e.end : e.end + _LONGEST])]
    if odd:
        named = [e for e in named if not _BODILY.search(text, max(0, e.start - _REACH), e.start)]
    return tuple(named)


@lru_cache(maxsize=_REMEMBERED)
def _meant(printed: str, label: str, key: str) -> tuple[str, bool]:
    """The key of the endpoint that goes by these names, and whether less is better of it."""
    told = any(_ADVERSE_WORDS.search(name) and not _WITHOUT_EVENT.search(name) for name in (printed, label))
    adverse = told or _ADVERSE.search(key) is not None
    survives = key in ("prognosis", "outcome", "outcomes") and "surviv" in printed.lower()
    dies = key == "death" and _DEATH.fullmatch(printed)
    return "OS" if survives or dies else _GENERAL.get(key, key), adverse


def _once(text: str, found: list[Endpoint]) -> Iterator[Endpoint]:
    held: Endpoint | None = None
    for endpoint in found:
        if held and held.key == endpoint.key and text[held.end : endpoint.start].strip() == "(":
            held = held._replace(end=endpoint.end + text[endpoint.end : endpoint.end + 1].count(")"))
            continue
        if held:
            yield held
        held = endpoint
    if held:
        yield held


def alternatives(treatment: Treatment) -> tuple[tuple[str, ...], ...]:
    """The regimens that a treatment stands for one by one: "A or B" are two, "A plus B" is one.

    >>> alternatives(Treatment(0, 9, ("tki",), {"tki": ("sorafenib", "lenvatinib")}))
    (('sorafenib',), ('lenvatinib',))
    """
    if len(treatment.components) == 1 and (members := treatment.one_of.get(treatment.components[0])):
        return tuple((m,) for m in members)
    return (treatment.components,)


_GIVEN = Expression(
    r"""(?:treated|treatment|therapy|patients?|receiving|received|receive|undergoing|underwent|using|given|on|after|following|
         under|combined|with|for|in|of|to)\s(?:with\s|on\s|by\s|the\s|an?\s|\w+\s){0,2}$""",
    re.IGNORECASE | re.VERBOSE,
)


_RECEIVED = re.compile(
    r"(?<!not\s)(?:\btreated\s(?:with|by)|\breceiv(?:ing|ed)|\bunder(?:going|went))\s(?:the\s|an?\s)?$", re.IGNORECASE
)


def patients_treated(
    statement: Statement, *, outside: tuple[int, int] = (0, 0), within: tuple[int, int] = (0, sys.maxsize)
) -> Treatment | None:
    """The treatment that the patients of a sentence had, where it names just one or one that they "received"."""
    named = [
        t
        for t in statement.treatments
        if within[0] <= t.start < within[1]
        and not (outside[0] < t.end and t.start < outside[1])
        and not _is_vague(statement.paper, t)
    ]
    if len({t.key for t in named}) <= 1:
        return named[0] if named else None
    widest = max(named, key=lambda t: len(t.components))
    if all(t.key <= widest.key for t in named):
        return widest
    for given_by in (_RECEIVED, _GIVEN):
        given = [t for t in named if given_by.search(statement.text[: t.start])]
        if len({t.key for t in given}) == 1:
            return _with_next(statement, given[0])
    return None


def _with_next(statement: Statement, treatment: Treatment) -> Treatment:
    """Both of "receiving radiotherapy and sorafenib": a procedure and a drug given to the same patients."""
    after = next((t for t in statement.treatments if t.start >= treatment.end), None)
    if after is None or not re.fullmatch(r"\sand\s(?:the\s)?", statement.text[treatment.end : after.start]):
        return treatment
    lexicon = statement.paper.lexicon
    kinds = [{bool(lexicon.get(Category.PROCEDURE, c)) for c in t.components} for t in (treatment, after)]
    if kinds[0] & kinds[1]:
        return treatment
    return Treatment(
        treatment.start,
        after.end,
        (*treatment.components, *after.components),
        {**treatment.one_of, **after.one_of},
    )


def _is_vague(paper: Paper, treatment: Treatment) -> bool:
    """Whether nothing but "systemic therapy" or a supportive medication is named."""
    supportive = ("supportive medication", "control intervention")
    return all(
        c == "systemic therapy" or any(paper.lexicon.is_a(c, s) for s in supportive) for c in treatment.components
    )


def headed(statement: Statement) -> Treatment | None:
    """The one treatment that the heading above a sentence names."""
    named = statement.paper.find_treatments(statement.block.heading)
    return named[0] if len({t.key for t in named}) == 1 else None


def told_before(statement: Statement) -> Treatment | None:
    """The one treatment of the nearest of the two sentences before that names any."""
    earlier = statement.earlier[-2:]
    named = next((s for s in reversed(earlier) if s.treatments), None)
    return patients_treated(named) if named else None


@once
def titled(paper: Paper) -> Treatment | None:
    """The one treatment that the paper's title names, be it as what was before: "postradiotherapy biopsies"."""
    titles = [s for s in paper.statements if s.block.kind == "title"]
    named = [t for s in titles for t in s.treatments]
    after = [t for s in titles if not named for m in _AFTER.finditer(s.text) for t in paper.find_treatments(m["what"])]
    return (named or after)[0] if len({t.key for t in named or after}) == 1 else None


_AFTER = re.compile(r"\b[Pp]ost-?(?P<what>[a-z]{5,})\b")
