"""Where the vocabulary's names, and the paper's own abbreviations, stand in a reading.

Names are matched at word borders, longest first, hyphens as spaces; abbreviations in their case, all else without it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

import msgspec
from ahocorasick_rs import BytesAhoCorasick, Implementation

from kg_builder.lexicon import Category, Lexicon, Term
from kg_builder.names import Names, Searched, is_whole, lower, uncased
from kg_builder.passages import LeadPhrase

__all__ = ["Abbreviation", "Finder", "Mention", "abbreviations", "equated", "units_in", "with_other_senses"]

_BETWEEN = "\n"  # stands in no cleaned text and no name
_FEW = 4096  # names of which the fastest automaton is still small
_REMEMBERED = 512  # heads and labels: those of a few papers


class Mention(msgspec.Struct, gc=False, frozen=True):
    """Characters `start` to `end` of the searched text, and every term they may name."""

    start: int
    end: int
    text: str
    terms: tuple[Term, ...]

    def of(self, *categories: Category) -> Term | None:
        """The first of its terms in one of these categories."""
        for term in self.terms:
            if term.category in categories:
                return term
        return None


def _flat(text: str) -> str:
    return text.replace("-", " ").replace("/", " ")


def _index(names: Iterable[tuple[str, Term]]) -> dict[str, tuple[Term, ...]]:
    index: dict[str, tuple[Term, ...]] = {}
    for name, term in names:
        held = index.get(name, ())
        if term not in held:
            index[name] = (*held, term)
    return index


class Finder:
    """Finds the names of a lexicon, and of a paper's own abbreviations over it; units of measurement only where asked for.

    Args:
        lexicon: the vocabulary.
        learnt: what the paper's abbreviations stand for; they override the lexicon's own names of that form.
    """

    def __init__(self, lexicon: Lexicon, learnt: Mapping[str, tuple[Term, ...]] | None = None) -> None:
        self.lexicon = lexicon
        self._learnt = dict(learnt or {})
        self._general = _automata(lexicon)
        self._own = Names({_flat(name): terms for name, terms in self._learnt.items()})
        self._found: dict[str, tuple[Mention, ...]] = {}
        self._learnt_of: dict[Category, list[str]] = {}  # in lower case
        for name, category in ((n, t.category) for n, terms in self._learnt.items() for t in terms):
            self._learnt_of.setdefault(category, []).append(lower(_flat(name)))

    def find(self, text: str) -> tuple[Mention, ...]:
        """The mentions in a cleaned text, in order, none inside another.

        >>> from kg_builder.lexicon import Name, NameKind
        >>> drug = Term(iri="txo:lenvatinib", key="lenvatinib", label="lenvatinib", category=Category.DRUG,
        ...             names=(Name("lenvatinib", NameKind.LABEL), Name("LEN", NameKind.ABBREVIATION)))
        >>> [m.text for m in Finder(Lexicon((drug,))).find("Lenvatinib (LEN), not the len or LENS.")]
        ['Lenvatinib', 'LEN']
        """
        if (held := self._found.get(text)) is None:
            held = self._found[text] = self._find(text)
        return held

    def find_ahead(self, texts: Iterable[str]) -> None:
        """Find the mentions in many cleaned texts by one pass, which is sooner than each alone, for the questions to come."""
        told = [text for text in dict.fromkeys(texts) if text not in self._found]
        joined = _BETWEEN.join(told)
        spans = self._spans(joined)
        places = spans if len(spans) < 2 else _longest(spans)
        ends = list(accumulate((len(text) + len(_BETWEEN) for text in told), initial=0))
        found: list[list[Mention]] = [[] for _ in told]
        number = 0
        for span in places:
            start, end = span
            while start >= ends[number + 1]:
                number += 1
            offset = ends[number]
            found[number].append(Mention(start - offset, end - offset, joined[start:end], spans[span]))
        self._found.update(zip(told, map(tuple, found), strict=True))

    def _find(self, text: str) -> tuple[Mention, ...]:
        return _mentions(text, self._spans(text))

    def _spans(self, text: str) -> dict[tuple[int, int], tuple[Term, ...]]:
        searched = Searched.of(_flat(text))
        spans = _spans(self._general, searched)
        spans.update(self._own.find(searched))
        return spans

    def units(self, text: str) -> tuple[Mention, ...]:
        """The units of measurement that a cleaned text names, in order."""
        return units_in(text, self.lexicon)

    def may_name(self, text: str, category: Category) -> bool:
        """Whether a name of some term of a category may stand in a cleaned text, in whatever case: cheaper than to find it."""
        flat = _flat(text)
        known = _uncased(self.lexicon, category).find_matches_as_indexes(uncased(flat), overlapping=True)
        if any(is_whole(flat, s, e) for _, s, e in known):
            return True
        learnt = self._learnt_of.get(category)
        searched = lower(flat) if learnt else ""
        return any(name in searched for name in learnt or ())

    def those_naming(self, texts: Sequence[str], category: Category) -> list[str]:
        """Those of many cleaned texts in which a name of some term of a category stands, even inside a word, by one pass."""
        flat = _flat(_BETWEEN.join(texts))
        places = [start for _, start, _ in _uncased(self.lexicon, category).find_matches_as_indexes(uncased(flat))]
        learnt = self._learnt_of.get(category)
        searched = lower(flat) if learnt else ""
        places += (m.start() for n in learnt or () for m in re.finditer(re.escape(n), searched))
        ends = list(accumulate(len(text) + len(_BETWEEN) for text in texts))
        return [texts[number] for number in sorted({bisect_right(ends, place) for place in places})]

    def named(self, text: str, *categories: Category) -> Term | None:
        """The term of these categories that the whole of `text` names, were it written in this paper."""
        known = [*self._learnt.get(text.strip(), ()), *self.lexicon.named(text)]
        if text.endswith("s"):
            known += self.lexicon.named(text.rstrip("s"))
        return next((t for t in known if not categories or t.category in categories), None) if known else None


@lru_cache(maxsize=_REMEMBERED)
def units_in(text: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The units of measurement of a lexicon that a cleaned text names, in order."""
    return _mentions(text, _spans(_automata(lexicon, units=True), Searched.of(_flat(text))))


def _spans(names: tuple[Names, Names], text: Searched) -> dict[tuple[int, int], tuple[Term, ...]]:
    cased, folded = names
    spans = folded.find(text.with_letter_k())
    for span, terms in cased.find(text).items():
        held = spans.get(span)
        spans[span] = tuple(dict.fromkeys((*held, *terms))) if held else terms
    return spans


def _mentions(text: str, spans: Mapping[tuple[int, int], tuple[Term, ...]]) -> tuple[Mention, ...]:
    kept = spans if len(spans) < 2 else _longest(spans)
    return tuple([Mention(s[0], s[1], text[s[0] : s[1]], spans[s]) for s in kept])


@lru_cache(maxsize=4)
def _automata(lexicon: Lexicon, *, units: bool = False) -> tuple[Names, Names]:
    names = [(n, t) for t in lexicon.terms if (t.category is Category.UNIT) is units for n in t.names]
    cased = _index((_flat(n.text), t) for n, t in names if n.cased)
    folded = _index((form, t) for n, t in names if not n.cased for form in _forms(lower(_flat(n.text))))
    return Names(cased), Names(folded, cased=False)


@lru_cache(maxsize=8)
def _uncased(lexicon: Lexicon, category: Category) -> BytesAhoCorasick:
    """An automaton over the names of a category, all in lower case."""
    names = [form for t in lexicon.of(category) for n in t.names for form in _forms(lower(_flat(n.text)))]
    form = Implementation.DFA if len(names) < _FEW else Implementation.ContiguousNFA
    return BytesAhoCorasick([uncased(name) for name in names], implementation=form)


_IN_Y = re.compile(r"[^aeiou\W]y$")


def _forms(name: str) -> tuple[str, ...]:
    """The name, and its plural where that is more than an -s ("antibody", "antibodies")."""
    return (name, f"{name[:-1]}ies") if _IN_Y.search(name) else (name,)


def _longest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of the spans the longest of those that overlap, the first of those of one length; in order."""
    kept: list[tuple[int, int]] = []
    together: list[tuple[int, int]] = []  # that overlap, each with one before
    reach = 0
    for span in sorted(spans):
        if span[0] >= reach:
            kept += together if len(together) < 2 else _apart(together, reach)
            together = [span]
            reach = span[1]
        else:
            together.append(span)
            reach = max(reach, span[1])
    return kept + (together if len(together) < 2 else _apart(together, reach))


def _apart(spans: Sequence[tuple[int, int]], reach: int) -> list[tuple[int, int]]:
    """Of spans in order that end at `reach` the longest; nearly always one holds all others."""
    if (whole := (spans[0][0], reach)) in spans:
        return [whole]
    kept: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= start or end <= span[0] for start, end in kept):
            kept.append(span)
    return sorted(kept)


class Abbreviation(msgspec.Struct, frozen=True):
    """A short form that the paper defines, and the words it stands for."""

    short: str
    long: str


_BRACKETED = re.compile(r"\(\s*+(?P<short>[A-Za-z][\w+/.'-]{0,14}+(?:\s[A-Z][\w+/-]{0,8}+)?+)\s*+(?:[,;][^()]*+)?+\)")
_BRACKETED_LONG = re.compile(r"\((?<=\s\()(?P<long>[a-z][^()]{4,80}+)\)")
_SHORT_BEFORE = re.compile(r"[A-Z](?<![\w-].)[\w+/-]{1,12}$")
_LISTED = re.compile(
    r"(?:^|[;,:.]\s)(?P<short>[A-Za-z0-9][\w+/-]{0,14}(?:\s[A-Z0-9]\w{0,6})?)(?:,|:|\s=)\s(?P<long>[^;,:.]{3,90})(?=[;.]|$|,\s[A-Z])"
)
_LIST_MARK = LeadPhrase(r"\babbr?[ei]?viations?\b", "abb")


def abbreviations(text: str, *, listed: bool = False) -> tuple[Abbreviation, ...]:
    """The abbreviations that a cleaned text defines; `listed` tells that it is a list of them.

    In running text the words before the bracket that begin with the letters of the short form, else by Schwartz and
    Hearst's rule (Pac Symp Biocomput 2003:451-462): the letters are found, last first, in those words. In an "Abbreviations:"
    list as printed.

    >>> abbreviations("Time to treatment failure (TTF) with lenvatinib (LEN) (n = 4).")
    (Abbreviation(short='TTF', long='Time to treatment failure'), Abbreviation(short='LEN', long='lenvatinib'))
    >>> abbreviations("Abbreviations: SOR, sorafenib; SN, symptom number.")
    (Abbreviation(short='SOR', long='sorafenib'), Abbreviation(short='SN', long='symptom number'))
    """
    found = _in_brackets(text) if "(" in text else {}
    mark = _LIST_MARK.search(text) if _LIST_MARK.may_stand_in(text) else None
    for match in _LISTED.finditer(text, mark.end() - 1 if mark else 0) if mark or listed else ():
        if _plausible(match["short"]):
            found.setdefault(match["short"], match["long"].strip())
    return tuple([Abbreviation(short, long) for short, long in found.items()])


def _in_brackets(text: str) -> dict[str, str]:
    """What a text abbreviates by a bracket: the short form, or the long one, stands in it."""
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        short = match["short"]
        if long := _long_form(short, text[max(0, match.start() - 120) : match.start()]):
            found.setdefault(short, long)
    for match in _BRACKETED_LONG.finditer(text):
        before = _SHORT_BEFORE.search(text, max(0, match.start() - 14), match.start() - 1)
        if before and _long_form(before.group(), match["long"]) == match["long"]:
            found.setdefault(before.group(), match["long"])
    return found


_EQUATED = re.compile(
    r"(?<![\w+/-])(?P<short>[A-Z][\w+/-]{0,13}[A-Z\d]|(?:[a-z]\.){2,3})(?:\s?=|:)\s?(?P<long>[A-Za-z][a-z][^;,:.=()]{1,80}?)(?=[;.,)]|$|\sand\s\S+(?:\s=|[=:]))"
)


def equated(legend: str) -> tuple[Abbreviation, ...]:
    """The abbreviations that a legend defines by a sign of equality, and among them by a colon.

    >>> equated("Survival of all. SOR = sorafenib, TTF: time to treatment failure and LEN=lenvatinib. (n = 4)")[1:]
    (Abbreviation(short='TTF', long='time to treatment failure'), Abbreviation(short='LEN', long='lenvatinib'))
    """
    found = [Abbreviation(m["short"], m["long"]) for m in _EQUATED.finditer(legend)] if "=" in legend else []
    return tuple(found) if any(f"{a.short}{sign}{a.long}" in legend for a in found for sign in ("=", " = ")) else ()


def _plausible(short: str) -> bool:
    return len(short) <= 16 and any(map(str.isupper, short))


_APART = re.compile(r"[;:()]")  # stands in no long form


def _long_form(short: str, before: str) -> str | None:
    """Schwartz and Hearst's backward search for the long form of `short` at the end of `before`."""
    letters = [c for c in short if c.isalnum()]
    if len(letters) < 2 or not _plausible(short):
        return None
    before = before.rstrip()
    if initials := _by_initials("".join(letters).lower(), before):
        return initials
    most = min(len(letters) + 5, len(letters) * 2)
    window = " ".join(before.rsplit(" ", most)[-most:])
    folded, at = window.lower(), len(window)
    for number, letter in reversed(list(enumerate(letters))):
        at = folded.rfind(letter.lower(), 0, at)
        while number == 0 and at > 0 and window[at - 1].isalnum():
            at = folded.rfind(letter.lower(), 0, at)
        if at < 0:
            return None
    long = window[at:].strip()
    return long if len(long) > len(short) and not _APART.search(long) else None


_WORD = re.compile(r"[A-Za-z0-9]+")
_BREAKS = re.compile(r"[;:().]")
_SMALL_WORDS = frozenset(  # read backwards
    word[::-1] for word in ("of", "to", "the", "and", "in", "for", "by", "with", "a", "an", "or", "from")
)
_LONGEST_LONG = 90  # characters


def _by_initials(letters: str, before: str) -> str | None:
    """The words at the end of `before` that begin with the letters, small words between them left out."""
    backwards = before[: -_LONGEST_LONG - 1 : -1]
    initials = ""
    for word in _WORD.finditer(backwards):
        if word.group().lower() in _SMALL_WORDS:
            continue
        initials = word.group()[-1].lower() + initials
        if not letters.endswith(initials):
            return None
        if initials == letters:
            long = backwards[: word.end()][::-1]
            return None if _BREAKS.search(long) else long
    return None


def with_other_senses(
    learnt: dict[str, tuple[Term, ...]], defined: Iterable[tuple[str, str]], finder: Finder
) -> dict[str, tuple[Term, ...]]:
    """What abbreviations mean, those that the paper defines twice with what they mean of another category too."""
    each = list(dict.fromkeys(defined))
    times = Counter(short for short, _ in each)
    for short, long in each:
        known = learnt.get(short) if times[short] > 1 else None
        if known and (term := finder.named(long)) and all(t.category is not term.category for t in known):
            learnt[short] = (*known, term)
    return learnt
