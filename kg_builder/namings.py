"""Names that a text gives to groups behind their regimens: "X1 200 mg plus X2 (X1 group)", "X2 alone (arm B, n = 60)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg_builder.expressions import Expression
from kg_builder.lexicon import Category
from kg_builder.mentions import Finder
from kg_builder.passages import LeadPhrase, PassagePhrase
from kg_builder.regimens import Treatment, treatments

__all__ = [
    "Naming",
    "added_or_not",
    "assigned_between",
    "by_letters",
    "components_of",
    "counted_in_groups",
    "given_side_by_side",
    "namings",
    "sentence_around",
    "speaks_of_others",
    "without_short",
]


@dataclass(frozen=True, slots=True)
class Naming:
    """A group's name, what it is given, and its size where that stands there too."""

    name: str
    regimen: str  # as printed
    components: tuple[str, ...]
    n: int | None


_NAMED = re.compile(
    r"""\((?<=\s\()(?P<lead>[^();:=\d]{3,40}[;,]\s)?(?:the\s)?(?P<name>(?P<letter>(?:arm|group|cohort)\s(?:[A-Fa-f]|[1-4]|I{1,3}))|[A-Za-z][\w+/-]*(?:[\s-][\w+/-]+){0,3}?)
        (?P<noun>\s(?:group|arm|cohort))?(?:[,;:]\s?(?:[nN]\s?=\s?(?P<n>\d+)|(?P<people>\d+)\s(?:patients|participants|women|men|subjects)))?\)""",
    re.VERBOSE,
)
_MAY_NAME = PassagePhrase(  # what has one of the above that names a group, the noun, a size or a letter, or one of the next
    r"\s(?:group|arm|cohort)(?:[),;:]|\s\()|n\s?=|\s(?:patients|participants|women|men|subjects)\)|\((?:the\s)?(?:group|arm|cohort)\s",
    *(f" {noun}{sign}" for noun in ("group", "arm", "cohort") for sign in (")", ",", ";", ":", " (")),
    "n=", "n =", " patients)", " participants)", " women)", " men)", " subjects)",
    *(f"({the}{noun} " for the in ("", "the ") for noun in ("group", "arm", "cohort")),
)  # fmt: skip
_JOINS = r"\s(?:plus|and|with|combined\swith|in\scombination\swith)\s"
_DOSED = re.compile(rf"s?(?:\s\([^()]{{1,60}}\)|\s\d(?:(?!\s(?:or|versus|vs)\s)[^;()]){{0,60}}?){_JOINS}")
_BEHIND = re.compile(
    r"s?(?:\s(?:alone|only|monotherapy|therapy|treatment))?(?:\s\((?-i:[A-Z][\w+/-]{0,9})\))?(?:\s(?:AUC\s)?\d(?:(?!\s(?:or|versus|vs|plus|and)\s(?!\d))[^;()]){0,60})?"
)
_GROUPS = re.compile(r"\s(?:group|arm)s?$")
_JOINED = re.compile(r"(?:\b(?:plus|and|without|(?<!treated\s)with)|[+/,])\s?$", re.IGNORECASE)
_REACH = 240  # characters of a sentence in which a regimen with its doses stands


_HELD = LeadPhrase(
    r"\s(?:group|arm|cohort)\s\((?P<regimen>[^()=;]{3,80}?)(?:[,;:]\s?[nN]\s?=\s?(?P<n>\d+))?\)",
    " group (", " arm (", " cohort (",
)  # fmt: skip
_NAME_BEFORE = re.compile(r"\b[A-Za-z][\w+/-]*(?:[\s-](?!group|arm)[\w+/-]+){0,2}\Z", re.IGNORECASE)
_LONGEST_NAME = 100
_WORDS_BEFORE = re.compile(
    r"^(?:.*\b(?:the|an?|in|into|to|was|were|than|both|versus|vs)\s)?(?:(?:and|or)\s)?", re.IGNORECASE
)


def namings(texts: Iterable[str], finder: Finder) -> Iterator[Naming]:
    """The groups that texts name behind their whole regimen, or before it: "the X1 group (X1 plus X2, n = 60)"."""
    for text in _MAY_NAME.those_of(texts):
        held: set[int] = set()  # where brackets end that hold the whole regimen
        for match in _HELD.finditer(text):
            called = _NAME_BEFORE.search(text, max(0, match.start() - _LONGEST_NAME), match.start())
            parts, name = _whole(match["regimen"], finder), _WORDS_BEFORE.sub("", called.group() if called else "")
            if parts and parts[0].start == 0 and name:
                held.add(match.end())
                printed = match["regimen"][: parts[-1].end]
                yield Naming(name, printed, components_of(parts), int(match["n"]) if match["n"] else None)
        begun = 0  # behind the last group that was named so
        for match in _NAMED.finditer(text):
            size = match["n"] or match["people"]
            named = match["noun"] or match["letter"] or (size and not match["lead"])
            if not named or match.end() in held:
                continue
            before = text[max(begun, match.start() - 1 - _REACH) : match.start() - 1]
            before = before[joint.end() :] if begun and (joint := _BETWEEN.match(before)) else before
            begun = match.end()
            if parts := _whole(before, finder):
                printed = " plus ".join(before[p.start : p.end] for p in parts)
                yield Naming(match["name"], printed, components_of(parts), int(size) if size else None)


_SIZED = PassagePhrase(
    r"\s\((?:(?:[^()=;]{1,40}[;,])?\s?[nN]\s?=\s?(?P<n>\d+)(?:[;,][^()]*)?|(?P<people>\d+)\s(?:patients|cases))\)",
    "n=", "n =", " patients)", " cases)",
    flags=re.VERBOSE,
)  # fmt: skip
_BETWEEN = re.compile(r"[,;]?\s(?:(?:or|and|versus|vs\.?)\s)?(?:to\s|with\s|received\s)?(?:curative\s|initial\s)?")
_END = re.compile(r"[.!?]\s+(?=[A-Z])")
_OTHERS = Expression(
    r"\b(?:subsequent|salvage\b|(?:after|at|upon)\s(?:\w+\s)?(?:progression|relapse|recurrence)\b|including\b|"
    r"et\sal\b|(?:previous|earlier|prior|recent|another)\s(?:\w+\s){0,3}?(?:trial|study)\b)|\[\d|\(\d{1,3}\)"
)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends in which characters `start` to `end` of a text stand."""
    begun = max((m.end() for m in _END.finditer(text, 0, start)), default=0)
    ended = _END.search(text, end)
    return begun, ended.start() + 1 if ended else len(text)


def given_side_by_side(texts: Iterable[str], finder: Finder) -> tuple[Naming, ...]:
    """The groups of the first sentence that gives several regimens side by side, each with its size, and cites nobody.

    "Patients received X1 plus X2 (n = 30) or X3 (n = 28)."
    """
    for text in _SIZED.those_twice(texts):
        sized = list(_SIZED.finditer(text))
        for one, other in pairwise(sized):
            start, end = sentence_around(text, one.start(), other.end())
            if speaks_of_others(text[start:end], finder):
                continue
            first = _given(text[start : one.start()], one, finder)
            run = [first, *_further(text, [s for s in sized if s.start() >= one.start() and s.end() <= end], finder)]
            groups = [g for g in run if g]
            if first and len(groups) == len({g.regimen for g in groups}) > 1:
                return tuple(groups)
    return ()


def _further(text: str, sized: Sequence[re.Match[str]], finder: Finder) -> Iterator[Naming]:
    """The groups behind the first of several sizes, as long as nothing else stands between."""
    for one, other in pairwise(sized):
        between = _BETWEEN.match(text, one.end())
        naming = _given(text[between.end() : other.start()], other, finder, whole=True) if between else None
        if naming is None:
            return
        yield naming


_IN_GROUP = PassagePhrase(
    r"""(?<![\w.,%-])(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s(?:(?:patients|participants|women|men)\s)?(?:\([\d.]+\s?%\)\s)?(?:were\s)?(?:in|to)\sthe\s
        (?P<name>(?:(?!\b(?:in|and|the|to|of|for)\b)[\w+/.-]+\s){1,6})(?:group|arm)\b""",
    " group", " arm",
)  # fmt: skip


def counted_in_groups(texts: Iterable[str], finder: Finder) -> tuple[Naming, ...]:
    """The groups of the first sentence that counts the patients of treatments: "60 in the X1 group and 58 in the X2 group"."""
    for text in _IN_GROUP.those_twice(texts):
        found: list[Naming] = []
        end = 0
        for match in _IN_GROUP.finditer(text):
            name = match["name"].strip()
            named = treatments(name, finder.find(name), finder.lexicon)
            joined = (
                re.fullmatch(r",?\s(?:and\s)?|,\s", text[end : match.start()])
                if found
                else not _AFFECTED.search(text, max(0, match.start() - 200), match.start())
            )
            if len(named) != 1 or not joined or named[0].end - named[0].start < len(name) - 1:
                break
            found.append(Naming(name, name, named[0].components, int(match["n"].replace(",", ""))))
            end = match.end()
        if len(found) > 1 and len({n.components for n in found}) == len(found) and not _HAD.match(text, end):
            return tuple(found)
    return ()


_AFFECTED = re.compile(  # "was seen in 12 in the X1 group", "20 patients had a relapse (12 in the X1 group"
    r"""\b(?:occurred|developed|seen|observed|reported|recorded|noted|documented|detected)\s(?:in|by)\s$
      | \b(?:patients|participants|women|men)\s(?:(?:had|have|also)\s)*
        (?:had|died|experienced|developed|discontinued|achieved|relapsed|progressed|responded|stopped)\b[^.;]*[(:]\s?$""",
    re.VERBOSE,
)
_HAD = re.compile(  # of so many patients, which are not all of a group
    r"\s(?:had|died|experienced|developed|discontinued|achieved|relapsed|progressed|responded|stopped)\b"
)


def _first(text: str, finder: Finder) -> tuple[str, Treatment] | None:
    """The regimen with which a text begins, as printed."""
    named = next(iter(treatments(text, finder.find(text), finder.lexicon)), None)
    return (text[: named.end], named) if named is not None and named.start == 0 else None


_RANDOMISED = LeadPhrase(
    r"\b(?:randomi[sz]ed|randomly\s(?:assigned|allocated)|assigned|allocated)\b[^.;]{0,60}?\b(?P<to>to(?:\sreceive)?|between)\s(?:either\s|the\s)?",
    "randomised", "randomized", "randomly a", "assigned", "allocated",
)  # fmt: skip
_GIVEN_HOW = r"(?:\s(?:alone|only|monotherapy|therapy|treatment))?(?:\s\d[^,;()]{0,40}?)?(?:\s\([^()]{1,60}\))?,?\s"
_OR = re.compile(rf"{_GIVEN_HOW}(?:or|versus|vs\.?)\s(?:to\s)?(?:receive\s)?")
_AND = re.compile(rf"{_GIVEN_HOW}(?:or|versus|vs\.?|and)\s")


def assigned_between(texts: Sequence[str], finder: Finder) -> tuple[Naming, ...]:
    """The two regimens between which a sentence says that patients were randomised, or that the title sets against each other."""
    for text in _RANDOMISED.those_of(texts):
        for verb in _RANDOMISED.finditer(text):
            start, end = sentence_around(text, *verb.span())
            joint = _AND if verb["to"] == "between" else _OR
            if (two := _two(text[verb.end() : end], joint, finder)) and not speaks_of_others(text[start:end], finder):
                return two
    title = texts[0] if texts else ""
    against = _TITLE.search(title)
    return _two(title, _OR, finder, anywhere=True) if against else ()


_TITLE = re.compile(r"\s(?:versus|vs\.?)\s", re.IGNORECASE)
_GROUP = r"(?:\s\(\s?(?P<{}>(?:arm|group|cohort)\s\w{{1,2}})\s?\))?"
_ADDED_OR_NOT = PassagePhrase(
    rf"""(?:\s(?:alone|therapy|treatment))?,?\s
         (?:with{_GROUP.format("one")}\s(?:or|and|versus|vs\.?)\swithout{_GROUP.format("other")}\s|with/without\s|±\s?|\+/-\s?)
         (?:the\saddition\sof\s|concurrent\s|concomitant\s|adjuvant\s)?""",
    "without", "±", "+/-",
)  # fmt: skip


def added_or_not(texts: Sequence[str], finder: Finder) -> tuple[Naming, ...]:
    """The two groups of a title's "X1 with or without X2", or of any sentence that gives them letters: "with (arm A) or without".

    The first is given both, the second only what stands before.
    """
    for number, text in (*enumerate(texts[1:], 1), *enumerate(texts[:1])):
        for match in _ADDED_OR_NOT.finditer(text):
            if number and not (match["one"] and match["other"]):
                continue
            before = text[max(0, match.start() - _REACH) : match.start()]
            base, added = _whole(before, finder), _first(text[match.end() : match.end() + _REACH], finder)
            given = components_of(base)
            if not base or added is None or set(added[1].components) & set(given):
                continue
            alone = " plus ".join(before[p.start : p.end] for p in base)
            both = f"{alone} plus {added[0]}"
            with_it = Naming(match["one"] or both, both, (*given, *added[1].components), None)
            return with_it, Naming(match["other"] or alone, alone, given, None)
    return ()


def _two(text: str, joint: re.Pattern[str], finder: Finder, *, anywhere: bool = False) -> tuple[Naming, ...]:
    """The two unlike regimens with which a text begins, and no third."""
    named = treatments(text, finder.find(text), finder.lexicon)
    pair = [t for t in named if not t.one_of][:2]
    if len(pair) < 2 or len(named) > 2 + anywhere or not (anywhere or pair[0].start == 0) or pair[0].key == pair[1].key:
        return ()
    if not joint.fullmatch(text[pair[0].end : pair[1].start]):
        return ()
    return tuple(Naming(text[t.start : t.end], text[t.start : t.end], t.components, None) for t in pair)


def speaks_of_others(sentence: str, finder: Finder) -> bool:
    """Whether a sentence cites somebody or names a trial."""
    return bool(_OTHERS.search(sentence)) or any(m.of(Category.TRIAL) for m in finder.find(sentence))


def _given(before: str, size: re.Match[str], finder: Finder, *, whole: bool = False) -> Naming | None:
    """The regimen at the end of what stands before a size, or that is the whole of it."""
    before = _GROUPS.sub("", before)
    parts = _whole(before, finder)
    if not parts or (whole and parts[0].start):
        return None
    printed = before[parts[0].start : parts[-1].end]
    return Naming(without_short(printed), printed, components_of(parts), int(size["n"] or size["people"]))


def without_short(printed: str) -> str:
    """A regimen without the abbreviation in brackets behind it, which the paper's abbreviations tell."""
    return printed[: printed.rindex(" (")] if printed.endswith(")") and " (" in printed else printed


def components_of(parts: Iterable[Treatment]) -> tuple[str, ...]:
    """What some treatments are made of, each once."""
    return tuple(dict.fromkeys(c for p in parts for c in p.components))


def _whole(text: str, finder: Finder) -> tuple[Treatment, ...]:
    """The treatments at the end of a text, joined over their doses; none where it is not clear where they begin."""
    parts: tuple[Treatment, ...] = ()
    for treatment in reversed(treatments(text, finder.find(text), finder.lexicon)):
        gap = text[treatment.end : parts[0].start] if parts else text[treatment.end :]
        if not (_DOSED if parts else _BEHIND).fullmatch(gap):
            break
        parts = (treatment, *parts)
    clear = parts and not _JOINED.search(text[: parts[0].start]) and not any(p.one_of for p in parts)
    return parts if clear else ()


_BARE = re.compile(r"\((?P<behind>[A-D])\)|(?<![\w(])(?P<before>[A-D])\)\s")
_OTHER_GROUP = re.compile(r",?\s(?:and|or|versus|vs\.?)\s(?:the\s)?(?:arm|group|cohort)\b|[.;](?:\s|$)", re.IGNORECASE)
_NEXT = re.compile(r"[,;.]|\s(?:and|or|versus|vs\.?)\s(?=[B-D]\))")


def by_letters(texts: Iterable[str], definitions: Iterable[tuple[str, str]], finder: Finder) -> dict[str, Naming]:
    """What groups are given that only letters name, where that is told of two or more, and nowhere of one in two ways.

    Args:
        texts: the prose, which may have bare letters: "X1 plus X2 (A) or X2 alone (B)", "A) X1 or B) X2".
        definitions: the groups with what texts say behind their letters: ("Arm A", "X1 plus X2").
        finder: to read the regimens.

    Returns:
        the regimens by letter or number.
    """
    told: dict[str, dict[tuple[str, ...], Naming]] = {}
    defined = ((called.split()[1], name, True) for called, name in definitions)
    for letter, text, begins in (*defined, *_bare(texts)):
        said = text[: ended.start()] if begins and (ended := _OTHER_GROUP.search(text)) else text
        parts = _whole(said, finder)
        if parts and not (begins and parts[0].start):
            components, alone = components_of(parts), " alone" if said.endswith(" alone") else ""
            printed = " plus ".join(said[p.start : p.end] for p in parts) + alone
            told.setdefault(letter, {}).setdefault(components, Naming(letter, printed, components, None))
    if any(len(each) > 1 for each in told.values()) or len({next(iter(each)) for each in told.values()}) < 2:
        return {}
    return {letter: naming for letter, each in told.items() for naming in each.values()}


def _bare(texts: Iterable[str]) -> Iterator[tuple[str, str, bool]]:
    """Bare letters with the words behind or before them, in texts that have A and B; `True`: that begin with the regimen."""
    for text in texts:
        found = list(_BARE.finditer(text)) if "A)" in text and "B)" in text else []
        for number, match in enumerate(found):
            if match["before"]:
                ended = _NEXT.search(text, match.end())
                yield match["before"], text[match.end() : ended.start() if ended else len(text)], True
            else:
                since = max(found[number - 1].end() if number else 0, match.start() - _REACH)
                yield match["behind"], text[since : match.start()].rstrip(), False
