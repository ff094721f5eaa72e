"""What a paper is about as a whole: its kind, the line of therapy, the criteria by which responses are judged."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Set

from msgspec.structs import replace

from kg_builder.document import BlockKind, Document, Section
from kg_builder.lexicon import Category
from kg_builder.mentions import Finder
from kg_builder.phrases import PartPhrase
from kg_builder.reading import read_spans

__all__ = ["criteria_of", "genre_of", "is_of_untreated", "line_of", "with_results"]


def genre_of(document: Document) -> str:
    """`trial`, `review` or `case`; where there is but an abstract, what it prints tells it."""
    title = " ".join(_titles(document)).lower()
    headings = " ".join(read_spans(document, b.parts).text for b in document.of_kind(BlockKind.HEADING)).lower()
    if _CASE.search(f"{title} {headings}"):
        return "case"
    sections = {b.section for b in document.blocks}
    told = not sections.isdisjoint((Section.RESULTS, Section.METHODS)) or _is_abstract_of_study(document, sections)
    return "trial" if "review" not in title and (told or _tells_of_its_patients(document)) else "review"


_CASE = re.compile(r"case(?<=\bcase)(?: reports?\b(?! form)|(?<=\ba case) of\b| presentation\b)")
_REVIEWED = re.compile(
    r"\b(?:this|the\spresent|our)\s(?:\w+\s){0,2}(?:review|overview|article)\b|\bwe\s(?:\w+\s)?(?:review|summari[sz]e|discuss|outline)\b"
    r"|\b(?:is|are)\s(?:reviewed|summari[sz]ed|discussed)\b",
    re.IGNORECASE,
)


def _is_abstract_of_study(document: Document, sections: Set[Section]) -> bool:
    """Whether a document is nothing but the abstract of a study: it gives results, and does not say that it is a review."""
    if Section.ABSTRACT not in sections or not sections <= {Section.FRONT, Section.ABSTRACT, Section.BACK}:
        return False
    told = " ".join(_texts_of(document, Section.ABSTRACT))
    return bool(_RESULT.search(told)) and not _REVIEWED.search(told)


_ITS_PATIENTS = PartPhrase(
    r"""\bwe\s(?:\w+\s){0,2}?(?:enrol\w*|randomi[sz]ed|recruited|assigned|treated|(?:included|identified)(?=\s\d))\s(?:[\w-]+\s){0,4}?(?:patients|women|men|participants)\b
      | \b(?:patients|women|men|participants)\s(?:[\w-]+\s){0,3}?(?:gave|provided|signed)\s(?:\w+\s)?informed\sconsent\b
      | \binformed\sconsent\s(?:was|were|had\sbeen)\s(?:obtained|provided|given|signed)\b""",
    "we ", "informed consent",
)  # fmt: skip


def _tells_of_its_patients(document: Document) -> bool:
    """Whether a paper whose headings name neither methods nor results tells of patients of its own, as letters do."""
    return any(
        _ITS_PATIENTS.search(read_spans(document, b.parts).text)
        for b in document.of_kind(BlockKind.PARAGRAPH)
        if b.section is not Section.BACK
    )


_TOLD_IN_BODY = (BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.FIGURE)
_PLAN = re.compile(r"\bprotocol\b|\brationale\b|\bdesign of\b")


def with_results(document: Document) -> Document:
    """A trial's document; where no heading names its results, all that the other sections leave tells them, but in a protocol."""
    if any(b.section is Section.RESULTS for b in document.blocks):
        return document
    title = " ".join(_titles(document)).lower()
    if _PLAN.search(title):
        return document
    blocks = [
        replace(b, section=Section.RESULTS) if b.section is Section.BODY and b.kind in _TOLD_IN_BODY else b
        for b in document.blocks
    ]
    return dataclasses.replace(document, blocks=tuple(blocks))


_RESULT = re.compile(r"\d\s?%|\bpercent\b|[Pp]\s?[<=>]|\d\smonths\b")


_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_LINE = PartPhrase(
    r"(?P<after>(?:after|progress\w*\s(?:on|after|to)|failure\s(?:of|to)|failed|following|refractory\sto|received)\s(?:\w+\s){0,3}?)?"
    r"\b(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)[-\s]line\b",
    *(f"{ordinal}{joint}line" for ordinal in _ORDINALS for joint in "- "),
)  # fmt: skip


_LATER = re.compile(r"[^.;]{0,80}?\b(?:to|in|by)\s\d+\s(?:\([\d.%]+\)\s)?patients\b[^.;]{0,40}\bprogress")


def line_of(document: Document) -> int | None:
    """The line of therapy that the paper is about: what the title says, else the one that the abstract tells of most."""
    titles = _titles(document)
    for group in (titles, _texts_of(document, Section.ABSTRACT)):
        counted = Counter(
            _ORDINALS[m["ordinal"].lower()] + bool(m["after"])
            for t in group
            for m in _LINE.finditer(t)
            if not _LATER.match(t, m.end())
        )
        if counted:
            (line, most), *others = counted.most_common()
            return line if all(times < most for _, times in others) else None
    return None


_UNTREATED = PartPhrase(
    r"""(?=[nptcw])\b(?:(?:newly[-\s]diagnosed|previously[-\s]untreated|(?:treatment|chemotherapy|chemo|therapy)[-\s]na[i\u00ef]ve)\b
      |(?:no|not\s(?:have\s|had\s)?received(?:\sany)?|without(?:\sany)?)\s(?:prior|previous)\s
        (?:(?:systemic|chemo)[-\s]?therapy|systemic\streatment|chemotherapy)\b(?!\s(?:or|and)\s(?:adjuvant|neo)))""",
    "diagnosed", "untreated", "na\u00efve", "naive", "prior", "previous",
    flags=re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
_OWN_PATIENTS = re.compile(
    r"\b(?:eligib\w+|enrol\w*|includ\w+|inclusion|recruit\w+|randomi[sz]\w+|assigned|allocated|accrued|criteria)\b",
    re.IGNORECASE,
)
_NOT_ONLY_FIRST = PartPhrase(
    r"""\b(?:adjuvant|neo-?adjuvant|peri-?operative|pre-?operative|post-?operative|maintenance|consolidation|salvage|pre-?treated|refractory|relapsed?
        |recurren(?:t|ce)|resected|(?:second|third|later|further|subsequent|2nd|3rd)[-\s](?:or\s(?:third|later)[-\s])?line)\b""",
    "adjuvant", "operative", "maintenance", "consolidation", "salvage", "pretreated", "pre-treated", "refractory",
    "relapse", "recurren", "resected", " line", "-line",
)  # fmt: skip
_KEPT_OUT = re.compile(r"\bexclu|\bnot\s(?:eligible|included|enrolled)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z])")


def is_of_untreated(document: Document) -> bool:
    """Whether the title says that the patients were untreated before, or the abstract or methods that only such were enrolled.

    Not where title or abstract speak of treatment before or after an operation, of maintenance, or of what came back.
    """
    texts = {section: _texts_of(document, section) for section in (Section.ABSTRACT, Section.METHODS)}
    titles = _titles(document)
    if any(map(_NOT_ONLY_FIRST.search, (*titles, *texts[Section.ABSTRACT]))):
        return False
    if any(map(_UNTREATED.search, titles)):
        return True
    told = [t for t in (*texts[Section.ABSTRACT], *texts[Section.METHODS]) if _UNTREATED.search(t)]
    sentences = [s for text in told for s in _SENTENCE.split(text) if _UNTREATED.search(s)]
    return any(_OWN_PATIENTS.search(s) and not (_NOT_ONLY_FIRST.search(s) or _KEPT_OUT.search(s)) for s in sentences)


def _titles(document: Document) -> list[str]:
    return [read_spans(document, b.parts).text for b in document.of_kind(BlockKind.TITLE)]


def _texts_of(document: Document, section: Section) -> list[str]:
    """The paragraphs of a section."""
    return [read_spans(document, b.parts).text for b in document.of_kind(BlockKind.PARAGRAPH) if b.section is section]


def criteria_of(document: Document, finder: Finder) -> str | None:
    """The response criteria, where the paper's own parts name only one; with its version, where they tell it once."""
    texts = [
        read_spans(document, block.table.notes if block.table else block.parts).text
        for block in document.of_kind(BlockKind.PARAGRAPH, BlockKind.TABLE)
        if block.section in (Section.METHODS, Section.RESULTS)
    ]
    told = finder.those_naming(texts, Category.CRITERIA)
    finder.find_ahead(told)
    named = {criteria.key for text in told for m in finder.find(text) if (criteria := m.of(Category.CRITERIA))}
    named -= {key for key in named if any(other.startswith(f"{key} ") for other in named)}
    return named.pop() if len(named) == 1 else None
