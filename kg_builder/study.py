"""Who is who in one paper: its abbreviations, arms, line of therapy, criteria and references.

`understand` reads a document once and yields a `Paper`: statements (sentences with the mentions, treatments, quantities and
groups found in them) and the arms that values can hang on. Fact modules read only this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

import msgspec

from kg_builder.about import criteria_of, genre_of, is_of_untreated, line_of, with_results
from kg_builder.citations import (
    Citation,
    brackets,
    citations_in,
    cited,
    goes_on,
    may_cite,
    may_name_authors,
    numbered,
    refers_back,
    run_of,
)
from kg_builder.decimal_commas import with_points, without_slips, writes_commas
from kg_builder.document import Block, BlockKind, Document, Section, Span
from kg_builder.dosed_arms import differ_in_dose
from kg_builder.evidence import Place
from kg_builder.expressions import Expression
from kg_builder.held import held, held_for_each
from kg_builder.learnt_terms import learnt_terms, listed_abbreviations
from kg_builder.lexicon import Category, Lexicon, Term
from kg_builder.mentions import Finder, Mention, abbreviations, with_other_senses
from kg_builder.passages import Passage
from kg_builder.phrases import Phrase, Prose, bits, stand_in
from kg_builder.probabilities import Probable, probabilities
from kg_builder.reading import Reading, Sentence, read_spans, sentences
from kg_builder.regimens import TREATMENTS, Treatment, treatments
from kg_builder.roster import Group, Roster
from kg_builder.tables import Grid, grid
from kg_builder.units import Units, units_of
from kg_builder.values import Quantity, quantities

__all__ = ["Paper", "Statement", "understand"]


class Statement(msgspec.Struct, frozen=True, eq=False, dict=True):
    """A sentence and what stands in it; all positions count characters of `text`. A statement is itself only."""

    paper: Paper
    block: Block
    sentence: Sentence
    number: int  # within its block

    @held
    def text(self) -> Prose:
        """The cleaned sentence."""
        return Prose(self.sentence.text)

    @held
    def mentions(self) -> tuple[Mention, ...]:
        """Names of the vocabulary."""
        return self.paper.finder.find(self.text)

    @held
    def categories(self) -> frozenset[Category]:
        """What its mentions may be."""
        return frozenset([term.category for mention in self.mentions for term in mention.terms])

    def names(self, *categories: Category) -> bool:
        """Whether a mention may be of one of these categories."""
        return not self.categories.isdisjoint(categories)

    @held
    def treatments(self) -> tuple[Treatment, ...]:
        """Regimens that it names."""
        return treatments(self.text, self.mentions, self.paper.lexicon) if self.names(*TREATMENTS) else ()

    @held
    def quantities(self) -> tuple[Quantity, ...]:
        """Values that it prints."""
        return quantities(self.text, self.paper.units)

    @held
    def probabilities(self) -> tuple[Probable, ...]:
        """P values that it prints."""
        return tuple(probabilities(self.text))

    @held
    def groups(self) -> tuple[Group, ...]:
        """Arms of this study, and its whole, that it names."""
        roster = self.paper.roster
        if len(roster.arms) < 2 or not self.names(Category.TREATMENT_CLASS):
            return roster.find(self.text)
        return roster.find(self.text, self.treatments, self.paper.lexicon)

    @held
    def citations(self) -> tuple[Citation, ...]:
        """References and studies by name that it cites."""
        paper, named = self.paper, self.mentions if self.names(Category.TRIAL) else ()
        trials = [m for m in named if paper.own_trials.isdisjoint(m.terms)]
        if not trials and not may_cite(self.text, paper.brackets):
            return ()
        return tuple(citations_in(self.text, trials, paper.brackets, paper.references))

    @property
    def earlier(self) -> tuple[Statement, ...]:
        """The statements before it in its block, first to last."""
        return self.paper.statements_of(self.block)[: self.number]

    @property
    def where(self) -> str:
        """The place's name, as records have it."""
        return self.block.where

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The printed place of `text[start:end]`."""
        span = self.sentence.span(start, end)
        return Place(start=span.start, end=span.end, where=self.where)

    @held
    def own(self) -> bool:
        """Whether it reports the paper's own study and cites nobody, but for a measure ("scores [3]") or what it confirms."""
        if self.study != "this" or not self.citations:
            return self.study == "this"
        found = self.block.section in _OWN_SECTIONS
        return found and all(c.numbers and _BESIDES.search(self.text, 0, c.start) for c in self.citations)

    @held
    def study(self) -> str:
        """`this`, or the cited study that the sentence reports: a trial, "Huang et al. [10]", "[34]"."""
        return self.paper.study_of(self)

    @held
    def run(self) -> str:
        """In a review the study that the sentences around it open and close, as `run_of` tells, else ""."""
        paper = self.paper
        if paper.genre != "review":
            return ""
        told = [(s.text, s.citations) for s in paper.statements_of(self.block)]
        return run_of(self.number, told, paper.references)

    @held
    def goes_on(self) -> bool:
        """Whether it goes on with the study of the sentence before: "They also found …"."""
        earlier = self.earlier if refers_back(self.text) else ()
        return bool(earlier) and goes_on(earlier[-1].text, self.text)

    @property
    def credited(self) -> bool:
        """Whether its study is named: here, or by sentences around it of which it is one more."""
        return bool(self.citations or self.run or (self.goes_on and self.earlier[-1].credited))

    def study_at(self, end: int) -> str:
        """Whose the value is that ends at `end`, in a sentence that cites several studies beside their values."""
        if self.study == "this" or len(self.citations) < 2 or not any(q.unit for q in self.quantities):
            return self.study
        beside = tuple(self._beside(end))
        return self.paper.named_study(beside) if beside else self.study

    def _beside(self, end: int) -> Iterator[Citation]:
        """The citations between the value and the next, or, where names lead, the one name between it and the value before.

        Names that all lead have a value each, "respectively"; else the values are those of the one reference behind them.
        """
        values = [q.end for q in self.quantities if q.unit is not None]
        names = [c for c in self.citations if c.name]
        numbered = [c for c in self.citations if c.numbers]
        several = len({c.name for c in names}) > 1
        if several and names[-1].start < values[0] and "respective" in self.text and len(names) == len(values):
            yield names[len([v for v in values if v < end])]
        elif several and names[-1].start < values[0] and len(numbered) == 1:
            yield from numbered
        elif several and names[-1].start < values[-1]:
            before = max((v for v in values if v < end and any(v < c.start < end for c in names)), default=0)
            leading = [c for c in names if before < c.start < end]
            yield from leading if len(leading) == 1 else ()
        elif self.citations[0].start > values[0] and len(numbered) > 1:
            following = next((c for c in numbered if c.start >= end), None)
            since = max((c.end for c in numbered if c.end <= end), default=0)
            yield from (c for c in self.citations if following and since <= c.start <= following.start)


@dataclass(frozen=True)
class Paper:
    """A document understood."""

    document: Document
    lexicon: Lexicon
    finder: Finder
    units: Units
    roster: Roster
    abbreviations: Mapping[str, str]
    references: Mapping[str, str]  # number → entry's text
    brackets: str  # how references are cited: "[" or "("
    genre: str  # "trial", "review", "case"
    line: int | None
    criteria: str | None

    @held
    def own_trials(self) -> frozenset[Term]:
        """The trials that the title of a trial's report names: its own."""
        titles = self.document.of_kind(BlockKind.TITLE) if self.genre == "trial" else ()
        mentions = (m for b in titles for m in self.finder.find(read_spans(self.document, b.parts).text))
        return frozenset(t for m in mentions if (t := m.of(Category.TRIAL)))

    @held
    def statements(self) -> tuple[Statement, ...]:
        """All sentences of title, prose and captions, in reading order."""
        found = tuple(self._statements())
        texts = [s.text for s in found]
        self.finder.find_ahead(texts)
        stand_in(texts)
        return found

    def _statements(self) -> Iterator[Statement]:
        prose = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.FIGURE)
        for block in self.document.of_kind(*prose):
            if block.section is Section.BACK:
                continue
            for number, sentence in enumerate(sentences(self.read(*block.parts))):
                yield Statement(self, block, sentence, number)

    def holding(self, *phrases: Phrase, among: Iterable[Statement] | None = None) -> list[Statement]:
        """The statements, or those `among` some, in which one of these phrases may stand, in reading order."""
        wanted = bits(*phrases)
        if among is None:
            return [statement for standing, statement in self._standing if standing & wanted]
        return [statement for statement in among if statement.text.standing & wanted]

    @held
    def _standing(self) -> list[tuple[int, Statement]]:
        """The statements, each with what may stand in it."""
        return [(statement.text.standing, statement) for statement in self.statements]

    def statements_of(self, block: Block) -> tuple[Statement, ...]:
        """The statements of one block."""
        return self._by_block.get(block.span, ())

    @held
    def _by_block(self) -> Mapping[Span, tuple[Statement, ...]]:
        return {span: tuple(told) for span, told in groupby(self.statements, lambda s: s.block.span)}

    def grid(self, block: Block) -> Grid:
        """The values of a table with the words above and beside them."""
        return self._grids[block.span]

    @held
    def _grids(self) -> Mapping[Span, Grid]:
        return {b.span: grid(self.document, b) for b in self.document.of_kind(BlockKind.TABLE)}

    def read(self, *spans: Span) -> Reading:
        """The cleaned text of printed spans."""
        reading = read_spans(self.document, spans)
        return with_points(reading) if self._commas else without_slips(reading)

    @held
    def _commas(self) -> bool:
        return writes_commas(self.document.text)

    @held_for_each
    def find_treatments(self, text: str) -> tuple[Treatment, ...]:
        """The regimens that a cleaned text names."""
        return treatments(text, self.finder.find(text), self.lexicon)

    def place(self, span: Span, where: str, row: str | None = None, column: str | None = None) -> Place:
        """A record's place for a printed span."""
        return Place(start=span.start, end=span.end, where=where, row=row, column=column)

    def study_of(self, statement: Statement) -> str:
        """Whose result a statement reports."""
        if self.genre != "review" and statement.block.section in _OWN_SECTIONS:
            return "this"
        if statement.citations:
            own = self.genre != "review" and _OWN.search(statement.text)
            return "this" if own else self._credited(statement.run) or self.named_study(statement.citations)
        if named := self._credited(statement.run):
            return named
        if statement.goes_on:
            return statement.earlier[-1].study
        return self._inherited(statement) if self.genre == "review" else "this"

    def named_study(self, citations: tuple[Citation, ...]) -> str:
        """The study that citations mean: by its name, also where only the number stands and the paper names it elsewhere."""
        study = cited(citations)
        return self._trials.get(study, study)

    @held
    def _trials(self) -> Mapping[str, str]:
        """The numbers in brackets that stand for a trial, or authors, whom the paper names beside them, outside the methods."""
        marking = [s for s in self.statements if self.brackets in s.text and s.block.section is not Section.METHODS]
        naming = [s for s in marking if may_name_authors(s.text) or s.names(Category.TRIAL)]
        return numbered((s.text, s.citations) for s in naming)

    def _credited(self, run: str) -> str:
        return "" if run.startswith("[") else run

    def _inherited(self, statement: Statement) -> str:
        """In a review a sentence without citation belongs to the next citation of its paragraph."""
        following = self.statements_of(statement.block)[statement.number + 1 :]
        return next((self.named_study(s.citations) for s in following if s.citations), "this")


_OWN = Expression(
    r"\b(?=[cotw])(?:compar\w+\s(?:to|with)\s(?:th(?:ose|at)\sof\s)?(?:the\s)?(?:other|previous|earlier|prior)\s|(?:our|this|the\spresent|the\scurrent)\s(?:\w+\s){0,2}(?:stud(?:y|ies)|trial|cohort|analysis|series|results?|findings?|data|patients|paper|report|article|manuscript)\b|we\b)",
    re.IGNORECASE,
)
_BESIDES = re.compile(  # how something was measured, or what was confirmed: "the benefit seen in the main trial [2]"
    r"(?<![A-Za-z])(?:scores?|criteria|scales?|ind(?:ex|ices)|classifications?|definitions?|questionnaires?),?\s?$|\bconfirm(?:s|ed)\s[^.;]*\b(?:observed|seen|shown|found|reported|described|published)\s[^.;\d]*$"
)
_OWN_SECTIONS = (Section.ABSTRACT, Section.METHODS, Section.RESULTS, Section.FRONT)


def understand(document: Document, lexicon: Lexicon) -> Paper:
    """Read a document once and learn who is who in it."""
    genre = genre_of(document)
    document = with_results(document) if genre == "trial" else document
    base = Finder(lexicon)
    told = list(_prose(document))
    texts = [text for text, _ in told]
    defined = [(a.short, a.long) for text in texts for a in reversed(abbreviations(text))]
    shorts = listed_abbreviations(document) | dict(defined)
    finder = Finder(lexicon, with_other_senses(learnt_terms(shorts, base), defined, base))
    units = units_of(lexicon)
    roster = _roster(document, told, finder, genre).abbreviated(shorts)
    first = genre == "trial" and _is_systemic(roster, lexicon) and is_of_untreated(document)
    return Paper(
        document=document,
        lexicon=lexicon,
        finder=finder,
        units=units,
        roster=roster,
        abbreviations=shorts,
        references={b.label: document[b.span] for b in document.of_kind(BlockKind.REFERENCE) if b.label},
        brackets=brackets(texts),
        genre=genre,
        line=line_of(document) or (1 if first else None),
        criteria=criteria_of(document, finder),
    )


def _is_systemic(roster: Roster, lexicon: Lexicon) -> bool:
    """Whether some patients of a study are given a drug, and none an operation."""
    given = {key for arm in (*roster.arms, roster.whole) for key in arm.regimen}
    drugs = {key for key in given if lexicon.get(Category.DRUG, key) and not lexicon.is_a(key, "control intervention")}
    return bool(drugs) and not any(lexicon.is_a(key, "surgery") for key in given)


def _roster(document: Document, told: list[tuple[Passage, Section]], finder: Finder, genre: str) -> Roster:
    """The arms; where there is only one group, or only doses tell them apart, the regimen of all is what the title names."""
    own = [text for text, section in told if section not in _OF_OTHERS]
    roster = Roster.of(document, [text for text, _ in told], finder, own=own, single=genre == "case")
    title = " ".join(read_spans(document, b.parts).text for b in document.of_kind(BlockKind.TITLE))
    named = {t.key: t for t in treatments(title, finder.find(title), finder.lexicon)}
    if (roster.arms and not differ_in_dose(roster.arms)) or genre == "review" or len(named) != 1:
        return roster
    (treatment,) = named.values()
    return replace(roster, whole=replace(roster.whole, regimen=treatment.components, one_of=dict(treatment.one_of)))


_OF_OTHERS = (Section.INTRODUCTION, Section.DISCUSSION)  # where groups of cited studies are named, too


def _prose(document: Document) -> Iterator[tuple[Passage, Section]]:
    for block in document.blocks:
        if block.kind in (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.FIGURE):
            yield Passage(read_spans(document, block.parts).text), block.section
        for span in (*block.table.notes, *filter(None, [block.table.caption])) if block.table is not None else ():
            yield Passage(read_spans(document, [span]).text), block.section
