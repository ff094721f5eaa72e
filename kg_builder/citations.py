"""Citations in sentences: numbers in brackets, authors, trials by name; and the study that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from kg_builder.expressions import Expression
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase, Prose

__all__ = [
    "Citation",
    "begins",
    "brackets",
    "citations_in",
    "cited",
    "goes_on",
    "may_cite",
    "may_name_authors",
    "numbered",
    "refers_back",
    "run_of",
]


class Citation(msgspec.Struct, frozen=True):
    """Characters `start` to `end` of a statement point at entries of the reference list, or name a cited study."""

    start: int
    end: int
    numbers: tuple[str, ...] = ()
    name: str = ""  # "Huang et al.", or a trial's acronym


_CITED = r"\d{1,3}(?:\s?-\s?\d{1,3})?"
_MARKS = {
    opening: re.compile(rf"\{opening}\s?(?P<numbers>{_CITED}(?:\s?[,;]\s?{_CITED})*)\s?[\])]") for opening in "[("
}
_COUNT = re.compile(r"\d\s?$")
_FRACTION = re.compile(r"\d\.\d{1,4}\s?$")
_AUTHOR = Phrase(r"\b(?P<name>(?:[A-Z][\w'-]+(?:\sand\s[A-Z][\w'-]+)?)\set\sal\b\.?)", " et al", flags=re.RegexFlag(0))

_PAIR = Phrase(
    r"\b(?P<name>[A-Z][\w'-]+\s(?:and|&)\s[A-Z][\w'-]+)(?:,\s(?:19|20)\d\d[a-z]?[);]|\s\((?:19|20)\d\d[a-z]?\))",
    "(19", "(20", ", 19", ", 20",
    flags=re.RegexFlag(0),
)  # fmt: skip


_BY_AUTHOR = _AUTHOR.bit | _PAIR.bit


def may_name_authors(text: Prose) -> bool:
    """Whether a sentence may cite by author: sooner told than whom, and most cite nobody."""
    return text.standing & _BY_AUTHOR != 0


def may_cite(text: Prose, brackets: str) -> bool:
    """Whether a sentence may cite by number, in these brackets, or by author."""
    return brackets in text or may_name_authors(text)


def citations_in(
    text: str, mentions: Iterable[Mention], brackets: str, references: Mapping[str, str]
) -> Iterator[Citation]:
    """The citations of a sentence: by number, by author, by a trial's name.

    Args:
        text: the sentence.
        mentions: names of the vocabulary in it.
        brackets: the opening bracket in which the paper cites.
        references: its reference list; a number that is not in it cites nothing.

    >>> [c.numbers or c.name for c in citations_in("Poe et al. saw 12 (57) of them [3,5].", (), "[", {"3": "", "5": ""})]
    [('3', '5'), 'Poe et al.']
    >>> [c.numbers for c in citations_in("The AUC was 0.62 [3]; 12 [5] of them had it.", (), "[", {"3": "", "5": ""})]
    [('3',)]
    >>> [c.name for c in citations_in("Doe and Roe (2020) saw it (Poe & Moe, 2021), Asia and Europe not.", (), "[", {})]
    ['Doe and Roe', 'Poe and Moe']
    """
    for mark in _MARKS[brackets].finditer(text) if brackets in text else ():
        if (numbers := _cited_by(mark, text, references)) is not None:
            yield Citation(mark.start(), mark.end(), numbers=numbers)
    for author in _AUTHOR.finditer(text):
        yield Citation(author.start(), author.end(), name=author["name"].rstrip(".") + ".")
    for pair in _PAIR.finditer(text):
        yield Citation(pair.start(), pair.end(), name=pair["name"].replace("&", "and"))
    for mention in mentions:
        if trial := mention.of(Category.TRIAL):
            yield Citation(mention.start, mention.end, name=trial.label)


_LIMITS = re.compile(  # of the value before
    r"(?P<value>\d+(?:\.\d+)?)\s?(?:%|per\s?cent|months?|years?|weeks?|days?)\s\[(?P<low>\d+)\s?-\s?(?P<high>\d+)\]"
)
_LONGEST = 20  # characters of a value with its unit


def _is_interval(mark: re.Match[str], text: str) -> bool:
    """Whether numbers in square brackets are the limits of the value before, in a sentence that has named such: "56% [46-67]".

    >>> text = "OS was 58% (95% CI, 49-70) vs 56% [46-67], as seen before [3-5]."
    >>> [_is_interval(mark, text) for mark in _MARKS["["].finditer(text)]
    [True, False]
    """
    named = text.find("CI", 0, mark.start()) >= 0 or text.find("confidence interval", 0, mark.start()) >= 0
    begun = max(0, mark.start() - _LONGEST)
    limits = (
        next((m for m in _LIMITS.finditer(text, begun, mark.end()) if m.end() == mark.end()), None) if named else None
    )
    return limits is not None and float(limits["low"]) < float(limits["value"]) < float(limits["high"])


def _cited_by(mark: re.Match[str], text: str, references: Mapping[str, str]) -> tuple[str, ...] | None:
    """What numbers in the paper's own brackets cite; `None` for those that do not, as a share behind its count ("12 (57)")."""
    printed = mark["numbers"]
    ranged = "-" in printed
    if ranged and _is_interval(mark, text):
        return None
    if _COUNT.search(text, max(0, mark.start() - 2), mark.start()) and not (
        mark.group()[0] == "[" and references and _FRACTION.search(text, max(0, mark.start() - 8), mark.start())
    ):
        return None
    if ranged and any(int(m["high"]) - int(m["low"]) >= _MOST for m in _SPAN.finditer(printed)):
        return None
    numbers = tuple(_numbers(printed)) if ranged else tuple(_PARTED.split(printed))
    return None if references and any(n not in references for n in numbers) else numbers


_SPAN = re.compile(r"(?P<low>\d+)\s?-\s?(?P<high>\d+)")
_MOST = 30  # works that one range may cite: "(12-110)" are limits


def brackets(texts: Iterable[str]) -> str:
    """The brackets that hold lone numbers most often."""
    told = list(texts)
    counted = {sign: sum(len(mark.findall(text)) for text in told if sign in text) for sign, mark in _MARKS.items()}
    return "(" if counted["("] > counted["["] else "["


_PARTED = re.compile(r"\s?[,;]\s?")


def _numbers(printed: str) -> Iterator[str]:
    for part in _PARTED.split(printed):
        low, dash, high = part.partition("-")
        yield from (str(n) for n in range(int(low), int(high) + 1)) if dash else (low,)


def cited(citations: Iterable[Citation]) -> str:
    """The study that citations mean together: a trial by its name, authors with their number, else the numbers.

    >>> cited([Citation(0, 9, name="Poe et al."), Citation(9, 12, numbers=("3",))]), cited([Citation(0, 5, numbers=("3", "5"))])
    ('Poe et al. [3]', '[3, 5]')
    """
    citations = tuple(citations)
    named = next((c for c in citations if c.name), None)
    mark = next((c for c in citations if c.numbers and (named is None or c.start >= named.start)), None)
    numbers = f"[{', '.join(mark.numbers)}]" if mark else ""
    if named is None:
        return numbers or "this"
    return f"{named.name} {numbers}".strip() if named.name.endswith("al.") else named.name


_COMPARED = Expression(
    r"\b(?:unlike|than|versus|vs\.?|compared\s(?:with|to)|contrast\sto|as\s(?:in|with))\s(?:in\s)?(?:the\s)?$",
    re.IGNORECASE,
)


def numbered(told: Iterable[tuple[str, Sequence[Citation]]]) -> Mapping[str, str]:
    """The trials and pairs of authors that numbers in brackets stand for, each named beside its number and nothing else.

    Args:
        told: sentences with what they cite.

    >>> cited = [Citation(5, 9, name="ASIA"), Citation(10, 13, numbers=("7",))]
    >>> numbered([("What ASIA [7] showed", cited)]), numbered([("than ASIA [7] showed", cited)])
    ({'[7]': 'ASIA'}, {})
    """
    names: dict[str, set[str]] = {}
    for text, citations in told:
        marks = [c for c in citations if c.numbers]
        beside = {c.name for c in citations if c.name and not _COMPARED.search(text[: c.start])}
        if len(marks) == len(beside) == 1 and len(marks[0].numbers) == 1:
            names.setdefault(f"[{marks[0].numbers[0]}]", set()).update(beside)
    return {
        mark: next(iter(known)) for mark, known in names.items() if len(known) == 1 and not min(known).endswith("al.")
    }


_THAT = re.compile(
    r"(?:(?:This|The)\s(?:study|trial)|They|The\s(?:authors|investigators|researchers))\s(?:also\s|further\s|then\s)?"
    r"(?:show|demonstrat|f(?:ou|ai)|report|reveal|conclud|observ|identif|includ|enrol|recruit)[a-z]+\s"
)
_ONE = re.compile(r"\b(?:study|trial|et\sal|authors|investigators|researchers)\b|^They\b")


def refers_back(text: str) -> bool:
    """Whether a sentence begins with a study as one that has been spoken of: "This study showed …"."""
    return _THAT.match(text) is not None


def goes_on(before: str, text: str) -> bool:
    """Whether a sentence goes on with the study of the one before.

    >>> goes_on("A phase II study compared X with Y [3].", "This study showed a longer OS with X.")
    True
    >>> goes_on("X was looked at by Poe and Roe [3].", "They reported that X was worse.")
    True
    >>> goes_on("X is better than Y [3].", "This study showed it."), goes_on("A study saw it [3].", "This study aims at it.")
    (False, False)
    """
    return refers_back(text) and (_ONE.search(before) is not None or _TOLD.match(text) is not None)


_TOLD = re.compile(  # what only people do
    r"They\s(?:also\s|further\s|then\s)?(?:report|conclud|show|demonstrat|f(?:ou|i)nd|observ)[a-z]*\sthat\s"
)


_OPENS = re.compile(
    r"(?:[A-Z][a-z]+,\s)?(?:[Ii]n\s)?(?:[Aa]n?|[Oo]ne|[Aa]nother)\s(?:[\w-]+,?\s){0,5}?(?:study|trial|meta-analysis|analysis|report)\b"
)
_HOPED = re.compile(r"\b(?:should|will|would|future|further|needed|required|warranted|necessary|ongoing)\b")
_FARTHEST = 10  # sentences from the one that opens a study to the one that closes it


def run_of(at: int, told: Sequence[tuple[str, Sequence[Citation]]], references: Mapping[str, str]) -> str:
    """The study of a run of sentences that names its authors in the first and prints its number in the last only; else "".

    Args:
        at: which sentence of its paragraph is asked for.
        told: the sentences of the paragraph with what they cite.
        references: the reference list, which tells whether the number is the authors'.

    >>> name, number = Citation(0, 10, name="Poe et al."), Citation(9, 12, numbers=("3",))
    >>> told = [("Poe et al. did it.", [name]), ("X was high.", []), ("Y was low [3].", [number]), ("Z was not.", [])]
    >>> [run_of(at, told, {"3": "Poe A. On it."}) for at in range(4)]
    ['Poe et al. [3]', 'Poe et al. [3]', 'Poe et al. [3]', '']
    >>> run_of(1, told, {"3": "Doe B. On it."}), run_of(1, [("A trial did it.", []), *told[1:]], {})
    ('', '[3]')
    """
    opener = _opener(at, told)
    numbers = _closing(at, told) if opener is not None else []
    if not numbers or opener is None:
        return ""
    own = [n for n in numbers if begins(references, n, opener)] if opener and references else numbers
    return f"{opener} [{', '.join(own)}]".strip() if own and (not opener or references or len(own) == 1) else ""


def _opener(at: int, told: Sequence[tuple[str, Sequence[Citation]]]) -> str | None:
    """Who opens the study that a sentence goes on with, "" where it is but "a study"."""
    for place in range(at, max(-1, at - _FARTHEST), -1):
        text, citations = told[place]
        names = {c.name for c in citations if c.name}
        if any(c.numbers for c in citations) and (place < at or names):
            return None
        if names:
            return names.pop() if len(names) == 1 and min(names).endswith("al.") else None
        if _OPENS.match(text):
            return None if _HOPED.search(text) else ""
    return None


def _closing(at: int, told: Sequence[tuple[str, Sequence[Citation]]]) -> list[str]:
    """The numbers that the next citation from a sentence on prints, unless somebody is named with it."""
    for place in range(at, min(len(told), at + _FARTHEST)):
        citations = told[place][1]
        numbers = [n for c in citations for n in c.numbers]
        if place > at and any(c.name for c in citations):
            return []
        if numbers:
            return numbers
    return []


def begins(references: Mapping[str, str], number: str, author: str) -> bool:
    """Whether an entry of the reference list begins with an author's surname.

    >>> begins({"3": "Poe A, Doe B. On it."}, "3", "Poe et al."), begins({"3": "Poe A. On it."}, "3", "Doe et al.")
    (True, False)
    """
    surname = author.split(maxsplit=1)[0]
    return re.match(rf"[\W\d]*{re.escape(surname)}\b", references.get(number, "")) is not None
