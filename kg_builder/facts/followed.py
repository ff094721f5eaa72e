"""Steps that a verb tells between two treatments, and how many patients a treatment was given to.

"chemotherapy followed by surgery", "20 patients switched from A to B", "of those who discontinued A, 12 received B".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg_builder.evidence import Sequence as Step
from kg_builder.facts.clauses import lines, sources
from kg_builder.facts.numerals import NUMBER_WORD, number_of
from kg_builder.lexicon import Category
from kg_builder.phrases import PartPhrase, Phrase
from kg_builder.regimens import Treatment
from kg_builder.study import Paper, Statement

__all__ = ["followed", "given_to", "operations"]

_KIND = (
    r"(?:(?:(?:neo-?)?adjuvant|maintenance|consolidation|induction|concurrent|definitive|salvage|radical|subsequent"
    r"|sequential|elective|\w+-line)\s)*"
)
_FOLLOWED = re.compile(
    rf"\s?(?:\([A-Z][\w-]{{1,6}}\))?,?\s(?:(?:was|were|is|are)\s)?(?:then\s)?followed\sby\s(?:the\s)?{_KIND}"
)
_SWITCHED = PartPhrase(
    r"\b(?:switch(?:ed|ing)?|chang(?:e|ed|ing)|cross(?:ed|ing)?[-\s]?over|convert(?:ed|ing))\sfrom\s(?:the\s)?$",
    " from ",
    flags=re.VERBOSE,
)
_WENT_OVER = re.compile(
    r"(?!.*\b(?:or|not)\b)[^.;]{0,60}?,?\s(?:and\s)?(?:was|were)\s(?:(?:subsequently|then|later)\s)?(?:switched|changed)\sto\s(?:the\s)?"
)
_TO = re.compile(rf"(?:\s(?:arm|group|monotherapy|alone))?\sto\s(?:the\s)?{_KIND}")
_STOPPED = Phrase(
    r"\b(?:discontinued|stopped|came\soff)\s(?:\w+-line\s)?(?:treatment\swith\s|therapy\swith\s)?(?:the\s)?$",
    "discontinued", "stopped", "came off",
    flags=re.VERBOSE,
)  # fmt: skip
_GOES_ON = Phrase(  # one of these words stands wherever one treatment is told after another
    r"followed|switch|chang|cross|convert|after|following|adjuvant|induction|conversion|operative|downstaging",
    "followed", "switch", "chang", "cross", "convert", "after", "following",
    "adjuvant", "induction", "conversion", "operative", "downstaging",
)  # fmt: skip
_ASKED = re.compile(r"\b(?:whether|would|should|planned|designed|trials?\sof|we\sinitiated)\b", re.IGNORECASE)
_BECAUSE = re.compile(
    r"\b(?:due\sto|because\sof|owing\sto|after|for|on|upon)\s(?:\w+\s){0,2}?(?:(?P<toxicity>toxicit|adverse|intoleran|side\seffect)|(?P<progression>progress))"
)


def followed(paper: Paper) -> Iterator[Step]:
    """The steps of sentences whose verb goes from one treatment to the next."""
    for statement in paper.holding(_GOES_ON, _STOPPED, _HAD_BEEN_GIVEN):
        yield from _goes_on(statement)
        yield from _of_those_who_stopped(statement)


def _goes_on(statement: Statement) -> Iterator[Step]:
    """ "A followed by B", "switched from A to B"."""
    named = statement.treatments if _GOES_ON.may_stand_in(statement.text) else ()
    if named and statement.names(Category.ENDPOINT) and (operated := list(operations(statement))):
        named = tuple(sorted((*named, *operated), key=lambda t: t.start))
    for one, two in pairwise(named):
        turned = one.key != two.key and _is_operated(statement, one, two)
        if not turned and (one.key == two.key or not _follows(statement, one, two)):
            continue
        if not _ASKED.search(statement.text[: one.start]):
            yield from _steps(statement, two, one) if turned else _steps(statement, one, two)


def operations(statement: Statement) -> Iterator[Treatment]:
    """The operations that endpoints name: the resection of "R0 resection", the surgery of "underwent surgery"."""
    for mention in (m for m in statement.mentions if m.of(Category.ENDPOINT)):
        last = mention.text.split()[-1]
        term = statement.paper.finder.named(last, Category.PROCEDURE, Category.TREATMENT_CLASS)
        if term and not any(t.start < mention.end and mention.start < t.end for t in statement.treatments):
            yield Treatment(mention.end - len(last), mention.end, (term.key,))


def _follows(statement: Statement, one: Treatment, two: Treatment) -> bool:
    """Whether the words between two treatments, or before the first, say that the second came after it."""
    text, paper = statement.text, statement.paper
    between = text[one.end : two.start]
    to = " to " in between
    if to and ((_TO.fullmatch(between) and _SWITCHED.search(text[: one.start])) or _WENT_OVER.fullmatch(between)):
        return True
    if _FOLLOWED.fullmatch(between) and _is_local(paper, one) != _is_local(paper, two):
        return True
    return _is_operated_after(statement, one, two)


def _is_local(paper: Paper, treatment: Treatment) -> bool:
    """Whether a treatment is a procedure, not drugs: drugs that follow each other may be given on one day."""
    lexicon = paper.lexicon
    classes = [c for c in treatment.components if lexicon.get(Category.TREATMENT_CLASS, c)]
    return any(lexicon.get(Category.PROCEDURE, c) for c in treatment.components) or any(
        c not in lexicon.drug_classes for c in classes
    )


_HAD = re.compile(r"\b(?:underwent|undergoing|received|proceeded\sto|had)\s(?:\w+\s){0,2}$")
_AFTER_DRUG = re.compile(
    r"\s(?:surgery\s)?(?:after|following)\s(?:\w+\s(?:cycles|months|courses)\sof\s)?(?:(?:neo-?adjuvant|induction|conversion|treatment\swith|therapy\swith|chemotherapy\swith)\s)*"
)
_BEFOREHAND = Phrase(
    r"\b(?:neo-?adjuvant|induction|conversion|pre-?operative|downstaging)\b",
    "adjuvant", "induction", "conversion", "operative", "downstaging",
)  # fmt: skip


def _is_operated(statement: Statement, one: Treatment, two: Treatment) -> bool:
    """ "9 patients underwent resection after A": first the drugs, then the procedure."""
    return (
        _AFTER_DRUG.fullmatch(statement.text[one.end : two.start]) is not None
        and (_is_local(statement.paper, one), _is_local(statement.paper, two)) == (True, False)
        and _HAD.search(statement.text[: one.start]) is not None
    )


def _is_operated_after(statement: Statement, one: Treatment, two: Treatment) -> bool:
    """ "A as neoadjuvant therapy resulted in 9 of 12 patients undergoing resection"."""
    return (
        _BEFOREHAND.search(statement.text, max(0, one.start - 20), two.start) is not None
        and (_is_local(statement.paper, one), _is_local(statement.paper, two)) == (False, True)
        and given_to(statement, two) is not None
    )


_HAD_BEEN_GIVEN = Phrase(
    r"\bof\s(?:the\s)?\d+\spatients\s(?:who\s(?:were\s|had\s)?)?(?:treated\swith|received|given)\s(?:the\s)?$",
    "patients who", "patients treated", "patients received", "patients given",
)  # fmt: skip
_WAS_STOPPED = re.compile(r"(?:\s(?:therapy|treatment))?\s(?:was|had\sbeen)\s(?:discontinued|stopped)\sin\s")


def _of_those_who_stopped(statement: Statement) -> Iterator[Step]:
    """ "Of the 60 patients who discontinued A, 35 received B and 12 C": each with its number.

    "Of 40 patients treated with A, 8 underwent B" is a step from drugs to a procedure or back.
    """
    text = statement.text
    given = statement.treatments if _STOPPED.may_stand_in(text) or _HAD_BEEN_GIVEN.may_stand_in(text) else ()
    if len(given) < 2:
        return
    stopped = next((t for t in given if _STOPPED.search(text, 0, t.start) or _WAS_STOPPED.match(text, t.end)), None)
    first = stopped or next((t for t in given if _HAD_BEEN_GIVEN.search(text, 0, t.start)), None)
    for later in given:
        if first is None or later.start <= first.end or later.key == first.key or not given_to(statement, later):
            continue
        if stopped or _is_local(statement.paper, first) != _is_local(statement.paper, later):
            yield from _steps(statement, first, later)


_NUMBER = rf"(?P<n>\d+|{NUMBER_WORD})"
_OF = r"(?:\s\([\d.]+\s?%\))?(?:\s(?:of|out\sof)\s(?:the\s|these\s)?\d+)?"
_BEFORE = re.compile(
    rf"(?<![\d.,])\b{_NUMBER}{_OF}(?:\spatients?(?:\s\([\d.]+\s?%\))?)?\s(?:who\s)?(?:had\s|have\s)?(?:(?:subsequently|then|later|also)\s)?(?:(?:were|was)\s)?(?:(?:subsequently|then|later|also)\s)?(?:\w+ly\s)?(?:received|treated\swith|given|under(?:went|going)|started|switched\sto|proceeded\sto)\s(?:\w+-line\s|subsequent\s|the\s)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"^(?:\s(?:therapy|treatment|monotherapy))?(?:\sas\s\w+-line\s(?:therapy|treatment))?(?:\s?\(\s?[nN]\s?=\s?(?P<size>\d+)|\s(?:(?:was|were)\s(?:given|administered|offered|performed)\s(?:to|in)|in|to)\s{_NUMBER}{_OF}\spatients?\b)"
)

_MOVED = re.compile(
    rf"(?<![\d.,])\b{_NUMBER}{_OF}\spatients?\s(?:who\s)?(?:(?:were|was|had)\s)?(?:switched|changed|crossed\sover|converted)\sfrom\s[^.,;]{{3,60}}\sto\s$",
    re.IGNORECASE,
)


_LED_TO = re.compile(  # how what _BEFORE and _MOVED match ends
    r"(?:received|with|given|underwent|undergoing|started|to)\s(?:[\w-]+\s)?$", re.IGNORECASE
)


def given_to(statement: Statement, treatment: Treatment) -> int | None:
    """How many patients got a treatment, where the words right beside it say so."""
    text = statement.text
    after = _AFTER.match(text[treatment.end :])
    printed = after and (after["size"] or after["n"])
    lead = text[: treatment.start]
    before = _BEFORE.search(lead) or _MOVED.search(lead) if not printed and _LED_TO.search(lead) else None
    printed = printed or (before and before["n"])
    return int(number_of(printed)) if printed else None


_LEADING = re.compile(rf"^{_NUMBER}\spatients?\b", re.IGNORECASE)


def _leading(statement: Statement) -> int | None:
    """How many patients a sentence begins with."""
    match = _LEADING.match(statement.text)
    return int(number_of(match["n"])) if match else None


def _suffered(statement: Statement, end: int) -> bool:
    """Whether an adverse event is named before."""
    return any(m.of(Category.TOXICITY) and m.end <= end for m in statement.mentions)


def _steps(statement: Statement, one: Treatment, two: Treatment) -> Iterator[Step]:
    why = _BECAUSE.search(statement.text)
    over = _WENT_OVER.fullmatch(statement.text[one.end : two.start])
    reason = why.lastgroup if why else "toxicity" if over and _suffered(statement, two.start) else None
    named: Sequence[int] = [o.line for o in lines(statement.text) if one.end <= o.start < two.end]
    for study in sources(statement):
        yield Step(
            doc=statement.paper.document.id, span=statement.place(one.start, two.end), rule="sequence-followed",
            from_=one.components, from_line=None, to=two.components, one_of=dict(two.one_of),
            to_line=named[0] if named else None, n=given_to(statement, two) or (_leading(statement) if over else None),
            reason=reason, study=study,
        )  # fmt: skip
