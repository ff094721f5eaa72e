"""The text as one reads it: cleaned for matching, with the way back to every printed character.

Papers arrive with LaTeX fragments, HTML tags, line wraps, odd dashes and decimal points. A `Reading` is the cleaned text
of some spans of a document, and `Reading.span` says which printed characters a stretch of it came from.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from string import ascii_uppercase

import msgspec

from kg_builder.document import Document, Span
from kg_builder.held import held_for_each, once

__all__ = ["Reading", "Sentence", "cleaned", "read_spans", "sentences", "words_of", "words_of_each"]


class _Piece(msgspec.Struct, gc=False, frozen=True):
    """`text` stands for the printed characters `start` to `end`, one to one when their lengths agree."""

    text: str
    start: int
    end: int


class Reading(msgspec.Struct, gc=False, frozen=True):
    """Cleaned text and the map to the document."""

    text: str
    _at: tuple[int, ...]
    _pieces: tuple[_Piece, ...]

    def span(self, start: int, end: int) -> Span:
        """The printed characters behind `text[start:end]`."""
        if start >= end:
            at = self._printed(start)[0] if self.text else 0
            return Span(at, at)
        return Span(self._printed(start)[0], self._printed(end - 1)[1])

    def _printed(self, index: int) -> tuple[int, int]:
        number = max(bisect_right(self._at, index) - 1, 0)
        piece = self._pieces[number]
        if len(piece.text) != piece.end - piece.start:
            return piece.start, piece.end
        offset = min(index - self._at[number], len(piece.text) - 1)
        return piece.start + offset, piece.start + offset + 1


class Sentence(msgspec.Struct, gc=False, frozen=True):
    """Characters `start` to `end` of a reading."""

    reading: Reading
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence as cleaned."""
        return self.reading.text[self.start : self.end]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The printed characters behind `text[start:end]`."""
        stop = self.end if end is None else self.start + end
        return self.reading.span(self.start + start, stop)


_CLEAN = re.compile(
    r"""
      (?P<cite>  (?:(?<=[a-z]{4})|(?<=[.,)])|(?<=[a-z]{4}[ ])|(?<=[.,)][ ]))  # practice.<sup>3,5</sup>
                 (?:<sup>\s?|\$\s?(?:\{\})?\^\{?\s?|\^) (?P<cited>\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3})*) \s?(?:</sup>|\}?\s?\$|\^) )
    | (?P<small> (?:(?<=[a-z]{4})|(?<=[.,)]))
                 [\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+(?:[,\u2013\u207b-][\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+)* )
    | (?P<raised> (?:<sup>\s?|\^\{\s?|\^) (?P<mark>[a-k*\u2020\u2021\u00a7\u00b6]) \s?(?:</sup>|\}|\^) )   # 12<sup>a</sup>, 12^a^
    | (?P<power> (?<=10)<sup>\s?(?=\d|[-\u2212\u2013]\s?\d) )            # 10<sup>9</sup>/L
    | (?P<glued> (?:(?<=[a-z]{3})|(?<=\))) \.(?P<raw>\d{1,3}(?:[,\u2013-]\d{1,3})*)(?=\s+[A-Z]|\s*\Z) )  # practice.3,5 Others
    | (?P<tag>   </?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?> )          # <sup>, <br/>, <td align="left">
    | (?P<entity> &(?:\#\d{2,5}|\#x[0-9A-Fa-f]{2,4}|[A-Za-z]{2,8});)
    | (?P<latex> \\(?:mathrm|text|mathbf|mathit|textbf|textit|mathsf|operatorname|rm|bf|left|right)\b\s*
               | \\[,!;:]                                            # 3\,mg
               | \\\s                                                # SOR\ ICI
               | \\(?P<symbol>leqslant|geqslant|leq|geq|le|ge|pm|times|mu|alpha|beta|gamma|kappa|sim|cdot|chi|Delta)(?![A-Za-z])
               | \\%
               | \\(?=[.()\[\]<>=~*_\#+|-])                             # 4\.5 \(n \= 3\)
               | \\text\{-\}
               | [{}]
               | \$ )
    | (?P<bold>  \*\*|__|\*(?=[Pp]\*)|(?<=\*[Pp])\* )
    | (?P<wrap>  (?<=\w)[-\u2010][ \t]*\n\s*(?=\w) )                  # anti-PD-⏎1
    | (?P<zero>  (?<![\d.])0\.[ ](?=\d) )                            # 0. 68
    | (?P<dot>   (?<=\d)[\u00b7\u2022\u2219\u22c5](?=\d) )           # 0·68
    | (?P<space> [\s\u200b\ufeff]{2,} | [^\S\x20] | [\u200b\ufeff] )   # a single plain space stays as it is
    | (?P<versus> (?:(?<=[\d%)\]][ ])v(?=[ ]\d) | (?<=[a-z][ ])v(?=[ ][a-z])          # 4.2 v 1.5 months, A v B
                  | (?<=[A-Za-z][ ])v(?=[ ]\d[\d.]*(?:[ ]?%|[ ](?:day|week|month|year)s?\b))) )  # 4 months v 1.5 months
    | (?P<spelt> (?<![\w-])(?<!hundred[ ])(?<!hundred[ ]and[ ])
                 (?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)
                 (?=[ ][\[(]<?\d[\d.\u00b7]*\s?%) )    # five [12%]
    | (?P<dash>  [\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u00ad] )
    | (?P<char>  [\u2018\u2019\u201c\u201d\ufb00-\ufb04\u2264-\u2267\u2a7d\u2a7e\u00b5\uff05\uff08\uff09\uff1c\uff1e\uff1d]
               | [\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0430\u0435\u043e\u0440\u0441\u0443\u0445] )
    """,
    re.VERBOSE,
)

_AS_READ = frozenset(b" !\"#%'()+,-./0123456789:;=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]`abcdefghijklmnopqrstuvwxyz|~")
_MARKED = bytes(32 if code in _AS_READ else 63 for code in range(256))
_MAY_CLEAN = {
    "  ": re.compile(r"[ ][ ]"),
    "-": re.compile(r"-(?=[ \t]*\n)"),
    "0.": re.compile(r"0\.[ ]"),
    ".": re.compile(r"\.(?=\d)(?<=[a-z)]\.)"),
    "v": re.compile(r"v[ ](?<=[ ]v[ ])"),
}  # where else _CLEAN may match: each begins with what the engine finds fast, and needs what it is by
_MAY_BE_SPELT = {sign: re.compile(rf"\{sign}(?<=[enortx][ ].)(?=<?\d)") for sign in "(["}
_SPELT = re.compile(r"(?:[Oo]ne|[Tt](?:wo|hree|en)|[Ff](?:our|ive)|[Ss](?:ix|even)|[Ee]ight|[Nn]ine)[ ]\Z")
_LONGEST_SPELT = 6

# Texts without any of that but double spaces and "v", which their words tell.
_PLAIN = re.compile(r"(?:[ !\"#%'),\-/0-9:;=>@A-Z\]`a-z|~]++|[(\[](?![<\d]))*+")

_SYMBOLS = {
    "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥", "geqslant": "≥", "pm": "±", "times": "×",
    "mu": "μ", "alpha": "α", "beta": "β", "gamma": "γ", "kappa": "κ", "sim": "~", "cdot": ".", "chi": "χ", "Delta": "Δ",
}  # fmt: skip
_FIXED = {"space": " ", "zero": "0.", "dot": ".", "power": "^", "versus": "vs"}
_SMALL = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b", "0123456789-")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DIGITS = {word: str(number) for number, word in enumerate(_ONES, 1)}
_FRAMED = {"cite": ("[", "cited", "]"), "glued": (".[", "raw", "]"), "raised": (" ", "mark", "")}
_LATEX = {"\\%": "%", "\\ ": " ", "\\\n": " "}
_CHARS = {
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl",
    "\ufb03": "ffi", "\ufb04": "ffl", "\u2266": "≤", "\u2267": "≥", "\u2a7d": "≤", "\u2a7e": "≥", "\u00b5": "μ",
    "\u0410": "A", "\u0412": "B", "\u0415": "E", "\u041a": "K", "\u041c": "M", "\u041d": "H", "\u041e": "O", "\u0420": "P",
    "\u0421": "C", "\u0422": "T", "\u0425": "X", "\u0430": "a", "\u0435": "e", "\u043e": "o", "\u0440": "p", "\u0441": "c",
    "\u0443": "y", "\u0445": "x",  # Cyrillic look-alikes of damaged texts
    "\uff05": "%", "\uff08": "(", "\uff09": ")", "\uff1c": "<", "\uff1e": ">", "\uff1d": "=",
}  # fmt: skip


def _replacement(match: re.Match[str]) -> str:
    printed, kind = match.group(), match.lastgroup or ""
    if kind == "small":
        return f"[{_replaced(printed.translate(_SMALL))}]"
    if kind in _FRAMED:
        before, inner, after = _FRAMED[kind]
        return f"{before}{_replaced(match[inner])}{after}"
    match kind:
        case "dash" | "wrap":
            return "-" if printed != "\u00ad" else ""
        case "entity":
            return _replaced(html.unescape(printed))
        case "char":
            return _CHARS.get(printed, printed)
        case "symbol" | "latex":
            symbol = match["symbol"]
            return _SYMBOLS[symbol] if symbol else _LATEX.get(printed, "")
        case "spelt":
            return _DIGITS[printed.lower()]
        case _:
            return _FIXED.get(kind, "")


_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_MIDDLE_DOTS = frozenset("\u00b7\u2022\u2219\u22c5")


def _replaced(characters: str) -> str:
    """Characters without their odd dashes, spaces and dots."""
    return _DASHES.sub(
        "-", "".join(" " if c.isspace() else "." if c in _MIDDLE_DOTS else _CHARS.get(c, c) for c in characters)
    )


_BEFORE = re.compile(r"[A-Za-z]*[a-z]\Z")
_AFTER = re.compile(r"[a-z]+(?![\w-])")
_LONGEST_HALF = 20
_WRAPPED = re.compile(r"[\w-]+[-\u2010][ \t]*\n\s*[\w-]+")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def _is_broken(text: str, wrap: re.Match[str]) -> bool:
    """Whether the hyphen at a line's end only breaks a word: the text has the whole word elsewhere, never with a hyphen."""
    before = _BEFORE.search(text, max(0, wrap.start() - _LONGEST_HALF), wrap.start())
    after = _AFTER.match(text, wrap.end())
    if before is None or after is None:
        return False
    words, left, right = _words_within_lines(text), before.group().lower(), after.group()
    return left + right in words and f"{left}-{right}" not in words


@lru_cache(maxsize=2)
def _words_within_lines(text: str) -> frozenset[str]:
    """The words of a text that no line's end breaks, in lower case."""
    return frozenset(_WORD.findall(_WRAPPED.sub(" ", text).lower()))


def _find_places(text: str) -> tuple[int, ...]:
    """Where something may have to be cleaned, there or at a space before, in order."""
    marked = text.encode("ascii", "replace").translate(_MARKED)  # all but the plain characters of ASCII
    between = marked.split(b"?")
    found = [number + plain for number, plain in enumerate(accumulate(map(len, between[:-1])))]
    found += [m.start() for needed, form in _MAY_CLEAN.items() if needed in text for m in form.finditer(text)]
    found += [p - 1 for p in found if p and text[p - 1] == " " and not text[p].isalnum()]
    found += _spelt_places(text)
    found.sort()
    return tuple(found)


def _spelt_places(text: str) -> Iterator[int]:
    """Where a number in words may begin before a bracket."""
    for bracket in (m for sign, form in _MAY_BE_SPELT.items() if sign in text for m in form.finditer(text)):
        if word := _SPELT.search(text, max(0, bracket.start() - _LONGEST_SPELT), bracket.start()):
            yield word.start()


@once
def _places(document: Document) -> tuple[int, ...]:
    """Of a document's text, of which many spans are read."""
    return _find_places(document.text)


@held_for_each
def _read(document: Document, spans: tuple[Span, ...]) -> Reading:
    return _reading(document.text, spans, _places(document))


def _may_clean(places: tuple[int, ...], span: Span) -> bool:
    first = bisect_left(places, span.start)
    return first < len(places) and places[first] < span.end


def _pieces(text: str, span: Span, places: tuple[int, ...]) -> Iterator[_Piece]:
    at = span.start
    for place in places[bisect_left(places, span.start) : bisect_left(places, span.end)]:
        if place < at or (match := _CLEAN.match(text, place, span.end)) is None:
            continue
        if place > at:
            yield _Piece(text[at:place], at, place)
        broken = match.lastgroup == "wrap" and _is_broken(text, match)
        yield _Piece("" if broken else _replacement(match), place, match.end())
        at = match.end()
    if at < span.end:
        yield _Piece(text[at : span.end], at, span.end)


def read_spans(document: Document, spans: Iterable[Span]) -> Reading:
    r"""The cleaned text of these spans, read one after the other.

    >>> text = "ORR was $16\\,\\%$ (95% CI\n5·1–27)"
    >>> reading = read_spans(Document(id="x", text=text, blocks=()), [Span(0, len(text))])
    >>> reading.text
    'ORR was 16% (95% CI 5.1-27)'
    >>> at = reading.text.index("5.1")
    >>> text[reading.span(at, at + 6).start : reading.span(at, at + 6).end]
    '5·1–27'
    """
    return _read(document, tuple(spans))


def words_of(document: Document, span: Span) -> str:
    """The cleaned text of one span, without the way back to what is printed.

    >>> words_of(Document(id="x", text="12 (5·1%)", blocks=()), Span(3, 9))
    '(5.1%)'
    """
    if not _may_clean(_places(document), span):
        return document.text[span.start : span.end].removeprefix(" ")
    return _read(document, (span,)).text


def words_of_each(document: Document, spans: Iterable[Span]) -> list[str]:
    """The cleaned text of each span, as `words_of` gives it."""
    text, places = document.text, _places(document)
    return [
        _read(document, (span,)).text if _may_clean(places, span) else text[span.start : span.end].removeprefix(" ")
        for span in spans
    ]


def cleaned(text: str) -> str:
    """A printed text as one reads it.

    >>> cleaned("12 (5·1%)")
    '12 (5.1%)'
    """
    if _PLAIN.fullmatch(text) and "  " not in text and " v " not in text:
        return text.strip()
    places = _find_places(text)
    return _reading(text, (Span(0, len(text)),), places).text if places else text.strip()


def _reading(text: str, spans: tuple[Span, ...], places: tuple[int, ...]) -> Reading:
    if len(spans) == 1 and not _may_clean(places, spans[0]):
        return _as_printed(text, spans[0])
    pieces: list[_Piece] = []
    for span in spans:
        if pieces:
            pieces.append(_Piece(" ", pieces[-1].end, max(span.start, pieces[-1].end)))
        pieces.extend(_pieces(text, span, places))
    pieces = _single_spaced(pieces)
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece.text)
    return Reading("".join(p.text for p in pieces), tuple(starts), tuple(pieces))


def _as_printed(text: str, span: Span) -> Reading:
    """The reading of a stretch that has nothing to be cleaned; a space before it is left out."""
    start = span.start + text.startswith(" ", span.start, span.end)
    if start == span.end:
        return Reading("", (), ())
    return Reading(text[start : span.end], (0,), (_Piece(text[start : span.end], start, span.end),))


def _single_spaced(pieces: Iterable[_Piece]) -> list[_Piece]:
    kept: list[_Piece] = []
    after_space = True
    for piece in pieces:
        if after_space and piece.text.startswith(" "):
            piece = _Piece(piece.text[1:], piece.start + (len(piece.text) == piece.end - piece.start), piece.end)  # noqa: PLW2901
        if piece.text:
            kept.append(piece)
            after_space = piece.text.endswith(" ")
    return kept


_BEHIND = (
    r"""(?:['")\]]{0,2}(?:\s?\[[\d,\s-]+\])?\s+(?=["'(\[]?(?:[A-Z0-9Α-Ω≥≤<>]|[a-z]{1,3}[A-Z]))"""
    r"""|(?<=[\d][)\]]\.)(?=[A-Z][a-z]+\s))"""
)
_FULL_STOPS, _ENDS = re.compile(rf"\.{_BEHIND}"), re.compile(rf"[.!?]{_BEHIND}")  # one character is found sooner
_ABBREVIATED = tuple(
    """
    al vs e.g i.e cf Fig Figs Tab Ref Refs No Nos approx ca Dr Prof St Inc Ltd Co resp incl p.o i.v s.c b.i.d t.i.d q.d
    c.i C.I s.d S.D Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec v ver
    """.split()  # noqa: SIM905
)
_INITIAL = re.compile(  # before its full stop, but no letter of a group, stage or list
    r"(?<!rm)(?<!roup)(?<!ohort)(?<!class)(?<!tage)(?<!ype)(?<!itis)(?<!\+)(?<![A-Z]\sand)(?<![A-Z]\sor)[\s.(][A-Z]\."
)
_BY_LAST = {last: tuple(w for w in _ABBREVIATED if w.endswith(last)) for last in {word[-1] for word in _ABBREVIATED}}
_CAPITALS = frozenset(ascii_uppercase)


def sentences(reading: Reading) -> tuple[Sentence, ...]:
    """The sentences of a reading.

    >>> text = "Kim et al. treated 12 patients (Fig. 2). The ORR was 5.1%. No events."
    >>> reading = read_spans(Document(id="x", text=text, blocks=()), [Span(0, len(text))])
    >>> [s.text for s in sentences(reading)]
    ['Kim et al. treated 12 patients (Fig. 2).', 'The ORR was 5.1%.', 'No events.']
    """
    text, found, start = reading.text, [], 0
    ends = _ENDS if "!" in text or "?" in text else _FULL_STOPS
    for match in ends.finditer(text):
        stop = match.start()
        if text[stop] == "." and (_ends_abbreviated(text, start, stop) or _ends_with_initial(text, start, stop)):
            continue
        found.append(Sentence(reading, start, stop + len(match.group().rstrip())))
        start = match.end()
    if text[start:].strip():
        found.append(Sentence(reading, start, len(text.rstrip())))
    return tuple(found)


def _ends_abbreviated(text: str, start: int, stop: int) -> bool:
    """Whether the last word of a sentence is an abbreviation."""
    for word in _BY_LAST.get(text[stop - 1 : stop], ()):
        if text.endswith(word, start, stop):
            before = text[stop - len(word) - 1] if stop > len(word) else " "
            if not (before.isalnum() or before == "_"):
                return True
    return False


def _ends_with_initial(text: str, start: int, stop: int) -> bool:
    """Whether the last word of a sentence is one capital letter that belongs to what follows."""
    if text[stop - 1 : stop] not in _CAPITALS:
        return False
    return stop == 1 or (stop - 2 >= start and _INITIAL.match(text, stop - 2) is not None)
