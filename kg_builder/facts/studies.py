"""The study that a paper reports, and those it cites: registry, design, regimen, size, period and site."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from kg_builder.arms import experimental
from kg_builder.document import Block, BlockKind, Section, Span
from kg_builder.evidence import Components, Place
from kg_builder.evidence import Study as StudyRecord
from kg_builder.facts.clauses import sources
from kg_builder.facts.designs import DESIGN, design_of, designs_told
from kg_builder.facts.overview import Study, overviews, size_of
from kg_builder.facts.registrations import registrations
from kg_builder.facts.registry import REGISTRY, registered, registry_in, registry_of
from kg_builder.facts.treated import in_full
from kg_builder.held import once
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase, Prose, bits
from kg_builder.study import Paper, Statement
from kg_builder.tables import flattened_rows

__all__ = ["studies"]


def studies(paper: Paper) -> Iterator[StudyRecord]:
    """This study, from the paper's own words, and every cited one whose make-up a sentence or an overview table states."""
    found = [r for s in _telling(paper) for r in (_cited(s) if _of_others(s) else _own(s))]
    found += [*registrations(paper), *_listed(paper)]
    held: list[StudyRecord] = []
    for record in found:
        place = next((i for i, h in enumerate(held) if _agree(h, record)), None)
        if place is None:
            held.append(record)
        else:
            held[place] = _joined(held[place], record)
    yield from held


_OWN_SECTIONS = (Section.FRONT, Section.ABSTRACT, Section.METHODS, Section.RESULTS)


def _telling(paper: Paper) -> list[Statement]:
    """The sentences that may tell how a study was made: by a word for it or a name, of this one also when, or of how many."""
    own, size = _TELLING | bits(DESIGN, _PERIOD), str(paper.roster.whole.n)
    return [
        s
        for s in paper.statements
        if (s.text.standing & own or size in s.text if s.block.section in _OWN_SECTIONS else _may_describe(s.text))
        or s.names(Category.TRIAL)
    ]


def _may_describe(text: Prose) -> bool:
    """Whether words of a cited study may stand in a sentence: its patients, a case, its number, or its design beside a study."""
    told = text.standing & _TELLING != 0
    return told or (DESIGN.may_stand_in(text) and _STUDY_WORD.may_stand_in(text))


def _of_others(statement: Statement) -> bool:
    """Whether a sentence is about a cited study, or about a registered trial in a paper that is none."""
    trial = statement.paper.genre == "trial"
    if trial and statement.block.section in _OWN_SECTIONS:
        return False  # a trial says what was done and seen
    if statement.study != "this":
        return True
    told = not trial or statement.block.section in (Section.INTRODUCTION, Section.DISCUSSION)
    number = registry_in(statement.text) if told else None
    return number is not None and number not in _own_numbers(statement.paper)


@once
def _own_numbers(paper: Paper) -> frozenset[str]:
    return frozenset(r.registry for r in registrations(paper) if r.registry)


def _agree(one: StudyRecord, other: StudyRecord) -> bool:
    if one.study != other.study:
        return False
    mine, theirs = one.facts(), other.facts()
    shared = (mine.keys() & theirs.keys()) - {"study", "design", "regimen"}
    return all(mine[k] == theirs[k] or (k == "period" and _same_years(one, other)) for k in shared)


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _same_years(one: StudyRecord, other: StudyRecord) -> bool:
    """Whether of two periods one tells but the years of the other: "2018 to 2021", "May 2018 to June 2021"."""
    periods = [one.period or "", other.period or ""]
    years = [_YEAR.findall(p) for p in periods]
    return years[0] == years[1] and any(p == " to ".join(years[0]) for p in periods)


def _joined(one: StudyRecord, other: StudyRecord) -> StudyRecord:
    """One description of a study from two places."""
    gained = {k: v for k, v in other.facts().items() if k not in one.facts()}
    if one.design and other.design and one.study == "this":
        gained["design"] = design_of(_one_way(one.design, other.design))
    return msgspec.structs.replace(one, **gained, also=(*one.also, other.span))


_WAYS = ("retrospective", "prospective")


def _one_way(design: str, further: str) -> str:
    """Two tellings of a design as one: a study that looks back at patients of one that looked ahead looks back."""
    ways = [way for way in _WAYS if way in design.split(", ")]
    told = [f for f in further.split(", ") if len(ways) != 1 or f not in _WAYS]
    return ", ".join([design, *told])


_STUDY_WORD = Phrase(
    r"\b(?:stud(?:y|ies)|trials?|analys[ie]s|cohort|series|meta-analysis|report|case|review)\b",
    "stud", "trial", "analys", "cohort", "series", "report", "case", "review",
)  # fmt: skip
_DESIGNED = Phrase(
    r"\b(?:this|our|the\s(?:present|current)|we\s(?:conducted|performed|designed|report))\b[^.;]{0,120}?\b(?:study|trial|analysis|cohort|report|review|series)\b"
    r"|\b(?:an?|the)\s(?:[\w-]+,?\s){1,9}(?:study|trial)\s(?:was|of)\b"
    r"|\bin\san?\s(?:[\w-]+,?\s){1,9}(?:study|trial),\s(?:we|(?:eligible\s)?(?:patients|participants|women|men|adults))\b[^.;]*\b(?:assigned|randomi[sz]ed|enrolled)\b"
    r"|\bretrospectively\s(?:collected|reviewed|analy[sz]ed|included|enrolled|identified)",
    "study", "trial", "analysis", "cohort", "report", "review", "series", "retrospectively",
)  # fmt: skip
_DATE = r"(?:\d{1,2}\s|\d{1,2}/)?(?:[A-Z][a-z]{2,8}\.?\s)?(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?(?:19|20)\d\d"
_PERIOD = Phrase(
    rf"\b(?:[Bb]etween|[Ff]rom)\s(?P<from>{_DATE}),?\s(?:and|to|until|till|through|-)\s(?P<to>{_DATE})\b",
    " 19", " 20", "/19", "/20",
    flags=re.VERBOSE,
)  # fmt: skip
_ENROL = re.compile(
    r"enrol|recruit|includ|accru|randomi[sz]|assigned|collected|identified|treated|admitted|received|diagnosed|registered|eligible|reviewed",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\b(?:at|in|from|of)\s(?:the\s)?(?P<site>(?:[A-Z][\w'&-]*\s)(?:(?:[A-Z][\w'&-]*|of|and|the|for)\s){0,8}?(?:Hospital|Cent(?:er|re)|University|Institute|Clinic|College)(?:\s(?:of|for)\s(?:[A-Z]\w+\s?){1,4})?)\b"
)


def _own(statement: Statement) -> Iterator[StudyRecord]:
    if statement.block.section not in _OWN_SECTIONS:
        return
    paper, text = statement.paper, statement.text
    title = statement.block.kind == BlockKind.TITLE
    designed = DESIGN.may_stand_in(text) and (
        title
        or (statement.block.section is not Section.RESULTS and _DESIGNED.search(text) and not _ELSEWHERE.search(text))
    )
    design = design_of(text if paper.genre == "review" else _REVIEWED.sub("", text)) if designed else None
    if design and (title or paper.genre == "trial"):
        yield _record(paper, statement.place(), "study-design", design=design, regimen=_studied(paper, design))
    if paper.genre == "review":
        return
    period = _PERIOD.search(text)
    if period and _ENROL.search(text):
        site = _SITE.search(text)
        yield _record(
            paper, statement.place(period.start(), period.end()), "study-period",
            period=f"{period['from']} to {period['to']}", site=site["site"] if site else None,
        )  # fmt: skip
    whole = paper.roster.whole.n
    sizes = _SIZED.finditer(text) if whole and whole > 1 and str(whole) in text else ()
    if sized := next((m for m in sizes if m.group() == str(whole)), None):
        yield _record(paper, statement.place(sized.start(), sized.end()), "study-size", n=whole)


def _studied(paper: Paper, design: str) -> Components:
    """What a paper's own trial is of: the regimen of the arm that is tested, or of all its patients."""
    arms = paper.roster.arms if "phase" in design or "random" in design else ()
    given = {arm.regimen for arm in arms or [paper.roster.whole]}
    arm = experimental(arms)
    return arm.regimen if arm else given.pop() if len(given) == 1 else ()


_SIZED = re.compile(r"\b\d+\b(?=\s(?:[\w-]+\s){0,4}?(?:patients|participants|subjects|cases|women|men))")
_REVIEWED = re.compile(r"\breview\b", re.IGNORECASE)  # of charts, tissue or images: a trial is none
_ELSEWHERE = re.compile(
    r"\b(?:previous|earlier|other|future|further)\s(?:[\w-]+\s){0,3}?(?:stud(?:y|ies)|trials?|reports?|analys[ie]s|series|cohorts?|reviews?|work|research|investigations?)\b"
    r"|\bInternational\sConference\b"
)


def _record(paper: Paper, place: Place, rule: str, **facts: object) -> StudyRecord:
    return StudyRecord(doc=paper.document.id, span=place, rule=rule, study="this", **facts)  # type: ignore[arg-type]


_PATIENTS = Phrase(
    r"\b(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s(?:(?!patients)[A-Za-z][\w/-]*\s){0,4}?(?:patients|participants|subjects|specimens)\b(?!\s?\(\d[\d.]*\s?%|\s(?:who\s)?(?:had|experienced|developed|achieved|with\s(?:grade|CR|PR|SD)))",
    "patients", "participants", "subjects", "specimens",
)  # fmt: skip
_INVOLVED = re.compile(
    r"(?<!occurred\s)(?<!observed\s)(?<!reported\s)(?<!\bage\s)(?<!\d\s)(?<!\dout\s)\b(?:in|enrolled|included|involving|involved|of|among|evaluated|recruited|treated|analy[sz]ed|with|from|(?<!data\s)(?<!information\s)on)\s(?:the\s)?(?:first\s|a\stotal\sof\s)?$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\d+\s(?:out\s)?of\s(?:the\s)?$|\b(?:validation|training|testing?|derivation)\s(?:cohort|set|group|sample)s?\b[^.;,]{0,20}$"
)
_VIGNETTE = Phrase(
    r"\b(?:an?\s)?(?:\d{1,3}-year-old|a\scase\sof\b|another\scase|case\s(?:report|analysis))",
    "year-old", "case",
)  # fmt: skip
_OUTLOOK = Phrase(
    r"\b(?:future|further(?!\s(?:confirm|support|show|demonstrat|reveal|verif|not|affirm))|requires?|required|needed|warrant(?:s|ed)?|consistent\swith|compared\swith\sprevious)\b",
    "future", "further", "require", "needed", "warrant", "consistent with", "compared with previous",
)  # fmt: skip
_TELLING = bits(_PATIENTS, _VIGNETTE, REGISTRY)  # of any study, but for words of its design


_OF_MANY = re.compile(  # what studies in general are, or ought to be
    r"\b(?=[pr])(?<!two\s)(?<!both\s)(?:phase\s(?:[1-4]|I{1,3}V?)(?:\s?[/-]\s?(?:[1-4]|I{1,3}))?|randomi[sz]ed(?:\scontrolled)?|retrospective|prospective)"
    r"\s(?:(?!and\b)[\w-]+\s){0,3}?(?:studies|trials)\b|\bprospective(?:ly)?\s(?:validat|evaluat|confirm|collect|maintain)\w+"
)


_BY = re.compile(
    r"\b(?:study|trial|analysis|cohort)\s(?:conducted\s|performed\s)?by\s(?P<author>[A-Z][\w'-]+)\set\sal\b"
)


def _of_author(statement: Statement) -> Iterator[StudyRecord]:
    """ "… and a retrospective study by A et al.": the design of one of several studies."""
    for match in _BY.finditer(statement.text):
        words = re.split(r"\b(?:and|or)\b|,", statement.text[: match.start()])[-1].lstrip()
        study = next((s for s in sources(statement) if s.startswith(f"{match['author']} et al.")), None)
        if study and (design := design_of(words + match.group())):
            place = statement.place(match.start() - len(words), match.end())
            doc = statement.paper.document.id
            yield StudyRecord(doc=doc, span=place, rule="study-cited", study=study, design=design)


def _cited(statement: Statement) -> Iterator[StudyRecord]:
    """A cited study, where the sentence says how it was made: design, number of patients, a case, a registry number."""
    text, paper = statement.text, statement.paper
    if len(sources(statement)) > 1 and (one := list(_of_author(statement))):
        yield from one
        return
    vignette = _VIGNETTE.search(text)
    sentence = DESIGN.may_stand_in(text) and _STUDY_WORD.search(text) and not _OUTLOOK.search(text)
    design = (
        "case report"
        if vignette
        else design_of(text if _trials(statement) else _OF_MANY.sub("", text))
        if sentence
        else None
    )
    sized = next(
        (
            m
            for m in _PATIENTS.finditer(text)
            if _INVOLVED.search(text[: m.start()]) and not _SHARE.search(text[: m.start()])
        ),
        None,
    )
    registries = list(dict.fromkeys(registry_of(m) for m in registered(text)))
    if len(registries) > 1 and statement.study == "this" and not _trials(statement):
        for number in registries:
            yield StudyRecord(
                doc=paper.document.id, span=statement.place(), rule="study-cited", study=number, registry=number
            )
        return
    registry = registries[0] if registries else None
    n = 1 if vignette else int(sized["n"].replace(",", "")) if sized else None
    n = None if paper.genre == "trial" and n == paper.roster.whole.n else n
    described = _studies(statement, registry, told=bool(design or n))
    n = n if len(described) == 1 else None  # of all of them together
    for study in described:
        yield StudyRecord(
            doc=paper.document.id, span=statement.place(), rule="study-cited", study=study,
            registry=registry, design=design, regimen=_regimen(statement), n=n,
        )  # fmt: skip


_MANY = Phrase(
    r"\b(?:(?:several|many|most|multiple|numerous|recent|other|two|three|some|these|previous|(?:retro|pro)spective|randomi[sz]ed|clinical)\s(?:\w+\s){0,2}(?:studies|trials|reports))\b|^studies\b",
    "studies", "trials", "reports",
)  # fmt: skip


def _studies(statement: Statement, registry: str | None, *, told: bool) -> tuple[str, ...]:
    """Which studies a sentence describes: named trials, else the one it cites; none when it speaks of several at once."""
    trials = _trials(statement)
    if (trials and _STUDY_WORD.search(statement.text)) or len(trials) > 1:
        return trials
    if registry and statement.study == "this":
        return (registry,)
    if not told or trials:
        return ()
    numbers = {n for c in statement.citations for n in c.numbers}
    if len(numbers) != 1 and _MANY.search(statement.text):
        return ()
    return sources(statement) if len(numbers) <= 2 else ()


def _trials(statement: Statement) -> tuple[str, ...]:
    """The trials that a sentence names, the paper's own left out."""
    if not statement.names(Category.TRIAL):
        return ()
    named = (t.label for m in statement.mentions if (t := m.of(Category.TRIAL)))
    return tuple(dict.fromkeys(label for label in named if label.split()[0] not in _title(statement.paper)))


@once
def _title(paper: Paper) -> str:
    return " ".join(s.text for s in paper.statements if s.block.kind == BlockKind.TITLE)


_SIZE = re.compile(
    r"(?<![\d.:(<>≥≤,])\b(?P<n>\d{1,5})\s(?=(?:NR|NA|NE|\d+(?:\.\d+)?\s(?:months?|days?|weeks?|%)|\d+(?:\.\d+)?%|[A-Za-z-]+(?:\s[A-Z]+)?:|\d+(?:\.\d+)?\s\d|\d+,\s\d))"
)
_LAST_MARK = re.compile(r"[(\[]\s?(?P<number>\d{1,3})\s?[)\]]")


def _listed(paper: Paper) -> Iterator[StudyRecord]:
    """The studies of overview tables, one per row where the columns were lost."""
    for block in paper.document.of_kind(BlockKind.TABLE):
        if block.table is not None and block.table.flattened:
            for span in flattened_rows(paper.document, block.table):
                yield from _row(paper, block, span)
        elif (table := overviews(paper).get(block.span)) is not None:
            yield from (r for study in table.studies if (r := _in_columns(paper, block, study)))


def _in_columns(paper: Paper, block: Block, study: Study) -> StudyRecord | None:
    """A study of an overview table with columns; its regimen and size where it has one arm."""
    cells = {f.span: f for _, fields in study.rows for f in fields if _DESIGN_HEAD.search(" ".join(f.path))}.values()
    phases = [f"phase {f.text}" if _PHASE_HEAD.search(" ".join(f.path)) else f.text for f in cells]
    alone = study.arms[0] if len(study.arms) == 1 else None
    design, regimen = design_of("; ".join([*phases, *designs_told(study)])), alone.regimen if alone else ()
    n = (alone.n if alone else None) or size_of(study)
    if not (design or study.registry or regimen or n):
        return None
    return StudyRecord(
        doc=paper.document.id, span=paper.place(study.place, block.where, row=study.name), rule="study-listed",
        study=study.name, registry=study.registry, design=design, regimen=regimen, n=n,
    )  # fmt: skip


_DESIGN_HEAD = re.compile(r"\b(?:phase|design|type)\b", re.IGNORECASE)
_PHASE_HEAD = re.compile(r"^\W*(?:(?:study|trial)\s)?phase\W*$", re.IGNORECASE)


def _row(paper: Paper, block: Block, span: Span) -> Iterator[StudyRecord]:
    text = paper.read(span).text
    marks = [m for m in _LAST_MARK.finditer(text) if m["number"] in paper.references or not paper.references]
    size, registry = _SIZE.search(text), registry_in(text)
    begin = text[: size.start()] if size else text[: marks[-1].start()] if marks else ""
    named = paper.find_treatments(begin)
    if not marks or not named:
        return
    trial = next((t for m in paper.finder.find(text) if (t := m.of(Category.TRIAL))), None)
    yield StudyRecord(
        doc=paper.document.id, span=paper.place(span, block.where, row=begin.strip()), rule="study-listed",
        study=trial.label if trial else f"[{marks[-1]['number']}]", registry=registry,
        design=design_of(text), regimen=tuple(dict.fromkeys(k for t in named for k in t.components)),
        n=int(size["n"]) if size else None,
    )  # fmt: skip


_AGAINST = re.compile(r"\b(?:versus|vs\.?|compared\s(?:with|to))\s(?:the\s)?$", re.IGNORECASE)
_CAUSED = re.compile(r"-(?:induced|related|associated)\b")


def _regimen(statement: Statement) -> Components:
    named = {
        t.key: t
        for t in statement.treatments
        if not any(statement.paper.lexicon.is_a(c, "control intervention") for c in t.components)
        and not _CAUSED.match(statement.text, t.end)
        and not _AGAINST.search(statement.text[max(0, t.start - 20) : t.start])
    }
    return in_full(statement.paper, next(iter(named.values())).components) if len(named) == 1 else ()
