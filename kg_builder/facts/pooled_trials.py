"""Whose the results are in a paper on several trials, each with a heading or a column of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from kg_builder.document import BlockKind, Section
from kg_builder.evidence import AdverseEvent, Association, Baseline, Effect, Outcome, Place, Record
from kg_builder.facts.note import Note
from kg_builder.held import held
from kg_builder.lexicon import Category
from kg_builder.study import Paper, Statement

__all__ = ["of_pooled_trials"]

_Told = Record | Note
_Result = Outcome | Effect | Association | AdverseEvent | Baseline
_RESULTS = (Outcome, Effect, Association, AdverseEvent, Baseline)
_MAY_BE = re.compile(
    r"[A-Z](?=.*?(?:\d|[A-Z]{2}))[\w/-]+(?:\s[\w/-]+){0,3}(?:\s?[\[(][\d,\s\u2013-]+[\])])?"
)  # up to four words
_REFERENCES = re.compile(r"\s?[\[(]\d[\d,\s\u2013-]*[\])]$")
_CALLED_STUDY = re.compile(
    r"(?:study|trial)\s(?=[\w-]*\d)[\w-]+|[A-Z][A-Z\d-]{3,}(?:\s\d+)?\s(?:study|trial)", re.IGNORECASE
)


def of_pooled_trials(paper: Paper, found: Sequence[_Told]) -> Sequence[_Told]:
    """The records of a paper; where it reports several trials side by side, each with the one that it is of."""
    if paper.genre == "review":
        return found
    over = [paper.document[b.span] for b in paper.document.of_kind(BlockKind.HEADING)]
    columns = {r.span.column for r in found if isinstance(r, _RESULTS) and r.span.column}
    heads = {head for column in columns for head in column.split(" > ")}
    printed = {text: name for text in {*over, *heads} if _MAY_BE.fullmatch(text) and (name := _trial(paper, text))}
    if len(set(printed.values())) < _SEVERAL:
        return found
    own = {t.label for t in paper.own_trials}
    trials = _Trials(paper=paper, printed={t: "this" if own == {name} else name for t, name in printed.items()})
    return [trials.told(record) if isinstance(record, _RESULTS) else record for record in found]


_SEVERAL = 2  # trials in one paper


def _trial(paper: Paper, text: str) -> str | None:
    """The trial that a head names and nothing else, by the name that the vocabulary has for it, or as printed."""
    plain = _REFERENCES.sub("", text).strip()
    named = {t.label for part in (plain, *plain.split("/")) if (t := paper.finder.named(part.strip(), Category.TRIAL))}
    if named:
        return named.pop() if len(named) == 1 else None
    return plain if _CALLED_STUDY.fullmatch(plain.split("/")[0].strip()) else None


class _Trials(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The trials of a paper, by what its heads print."""

    paper: Paper
    printed: Mapping[str, str]

    def told(self, record: _Result) -> _Result:
        """The record with its trial, where the places around it tell one."""
        if record.study not in (None, "this"):
            return replace(record, study=self._names.get(str(record.study).lower(), record.study))
        trial = self._of(record.span)
        return replace(record, study=trial) if trial else record

    def _of(self, place: Place) -> str | None:
        heads = [*(place.column or "").split(" > "), *(place.row or "").split(" > ")]
        if named := {self.printed[h] for h in heads if h in self.printed}:
            return named.pop() if len(named) == 1 else None
        if place.column is not None:
            told = self._named(self._captions.get(place.where, ""))
            return told.pop() if len(told) == 1 else None
        at = bisect_right(self._starts, place.start) - 1
        return self._of_sentence(self.paper.statements[at], place) if at >= 0 else None

    def _of_sentence(self, statement: Statement, place: Place) -> str | None:
        """The trial that a sentence names in the clause of a value or before it, else that of its section."""
        named = self._named(statement.text)
        if len(named) > 1 or _ALL_OF_THEM.search(statement.text):
            return None
        behind = self.paper.document.text[place.end : max(place.end, statement.place().end)]
        clause = _NEXT_CLAUSE.search(behind)
        later = self._named(behind[clause.start() :]) if clause else set()
        if named - later:
            return named.pop()
        return None if named else self._sections.get(statement.block.span.start)

    def _named(self, text: str) -> set[str]:
        """The trials that a text names, but not to set its own against them: "similar to Study 7"."""
        found = (m for m in self._form.finditer(text) if not _COMPARED.search(text, 0, m.start()))
        return {self._names[m.group().lower()] for m in found}

    @held
    def _names(self) -> Mapping[str, str]:
        """All names of the trials, in lower case."""
        names: dict[str, str] = {}
        for text, trial in self.printed.items():
            plain = _REFERENCES.sub("", text).strip()
            term = next(
                (t for p in plain.split("/") if (t := self.paper.finder.named(p.strip(), Category.TRIAL))), None
            )
            for name in (trial, plain, *plain.split("/"), *(n.text for n in (term.names if term else ()))):
                names[name.strip().lower()] = trial
        return {name: trial for name, trial in names.items() if not name.isdecimal()}

    @held
    def _form(self) -> re.Pattern[str]:
        longest = sorted(self._names, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)

    @held
    def _starts(self) -> Sequence[int]:
        """Where the sentences begin."""
        return [s.place().start for s in self.paper.statements]

    @held
    def _captions(self) -> Mapping[str, str]:
        tables = (b for b in self.paper.document.of_kind(BlockKind.TABLE) if b.table and b.table.caption)
        return {b.where: self.paper.document[b.table.caption] for b in tables if b.table and b.table.caption}

    @held
    def _sections(self) -> Mapping[int, str]:
        """The trial whose results each block of the results stands under, by where it begins."""
        return dict(self._under())

    def _under(self) -> Iterator[tuple[int, str]]:
        trial: str | None = None
        for block in self.paper.document.blocks:
            if block.section is not Section.RESULTS:
                trial = None
            elif block.kind is BlockKind.HEADING:
                heading = self.paper.document[block.span]
                trial = self.printed.get(heading) or (None if _ends(heading, self._named(heading)) else trial)
            elif trial:
                yield block.span.start, trial


_NEXT_CLAUSE = re.compile(r";|\b(?:and|but)\sthat\b|,\s(?:whereas|while|but|and)\b", re.IGNORECASE)
_ALL_OF_THEM = re.compile(
    r"\b(?:both|either|each|all|two|three|these|pooled|combined)\s(?:of\sthe\s)?(?:\w+\s){0,2}(?:studies|trials|study|trial|data|populations?)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:similar(?:ly)?\s(?:to|with|as)|unlike|than|compared\s(?:to|with)|(?:consistent|in\sline)\swith|in\scontrast\s(?:to|with)|as\s(?:in|with|for)"
    r"|like)\s(?:(?:that|those)\s(?:of|in|from)\s|in\s|for\s|from\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"\b(?:pooled|combined|overall|integrated|both|meta-?analys[ei]s|comparison\sof\s(?:the\s)?(?:studies|trials))\b",
    re.IGNORECASE,
)


def _ends(heading: str, named: Iterable[str]) -> bool:
    """Whether a heading below a trial's no longer tells of that trial alone."""
    return bool(_OF_ALL.search(heading)) or any(named)
