"""The study that a paper reports, and those it cites: registry, design, regimen, size, period and site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.document import BlockKind, Section
from kg_builder.evidence import Components, Place
from kg_builder.evidence import Study as StudyRecord
from kg_builder.study import Paper, Statement

__all__ = ["studies"]


def studies(paper: Paper) -> Iterator[StudyRecord]:
    """This study from the paper's own sentences, and every cited one whose make-up a sentence states."""
    for statement in paper.statements:
        if statement.study == "this":
            yield from _own(statement)
        else:
            yield from _cited(statement)
    yield from _registered(paper)


_REGISTRY = re.compile(
    r"\b(?P<id>NCT\s?\d{8}|ChiCTR[\w-]{6,}|UMIN\s?\d{9}|jRCTs?\d{9,}|ACTRN\d{14}|EudraCT[\s:]*(?:number\s|No\.\s)?\d{4}-\d{6}-\d{2}|CRD\d{8,}|DRKS\d{8}|NTR\d{4})\b"
    r"|\bISRCTN(?:,?\s(?:number|registry|no\.?)\s?:?)?\s?(?P<isrctn>\d{8})\b",
    re.IGNORECASE,
)
_DESIGN = re.compile(
    r"""\b(?:(?P<phase>phase\s(?:[1-4](?:[ab])?(?:\s?[/-]\s?[1-4])?|I{1,3}V?(?:[ab])?(?:\s?/\s?I{1,3})?))\b
        |(?P<word>(?:single-arm|single-cent(?:er|re)|single-institution|multi-?cent(?:er|re)|multi-?institutional|international|double-blind|open-label|randomi[sz]ed(?:\scontrolled)?|placebo-controlled|
            retrospective(?:ly)?|prospective(?:ly)?|real-world|observational|cohort\sstudy|case\sreport|meta-analysis|systematic\sreview|case\sseries|superiority|non-?inferiority)))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_STUDY_WORD = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|analys[ie]s|cohort|series|meta-analysis|report|case|review)\b", re.IGNORECASE
)
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}


def design_of(text: str) -> str | None:
    """The design words of a text, phase first, as one phrase.

    >>> design_of("an open label, randomized, phase 2 trial"), design_of("patients were randomly chosen")
    ('phase II, randomized', None)
    """
    words: dict[str, None] = {}
    for match in _DESIGN.finditer(text):
        words.setdefault(_phase(match["phase"]) if match["phase"] else match["word"].lower().removesuffix("ly"))
    return ", ".join(sorted(words, key=lambda w: not w.startswith("phase"))) or None


def _phase(printed: str) -> str:
    return "phase " + re.sub(r"[1-4]", lambda m: _ROMAN[m.group()], printed.split(maxsplit=1)[1])


_DESIGNED = re.compile(
    r"\b(?:this|our|the\s(?:present|current)|we\s(?:conducted|performed|designed|report))\b[^.;]{0,120}?\b(?:study|trial|analysis|cohort|report|review|series)\b"
    r"|\b(?:an?|the)\s(?:[\w-]+,?\s){1,9}(?:study|trial)\s(?:was|of)\b|\bretrospectively\s(?:collected|reviewed|analy[sz]ed|included|enrolled|identified)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"""\b(?:between|from)\s(?P<from>(?:\d{1,2}\s)?(?:[A-Z][a-z]{2,8}\.?\s)?(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?(?:19|20)\d\d)\s(?:and|to|until|through|-)\s(?P<to>(?:\d{1,2}\s)?(?:[A-Z][a-z]{2,8}\.?\s)?(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?(?:19|20)\d\d)\b""",
    re.VERBOSE,
)
_ENROL = re.compile(
    r"enrol|recruit|includ|accru|randomi[sz]|assigned|collected|identified|treated|admitted|received|diagnosed|registered|eligible|reviewed", re.IGNORECASE
)
_SITE = re.compile(
    r"\b(?:at|in|from|of)\s(?:the\s)?(?P<site>(?:[A-Z][\w'&-]*\s)(?:(?:[A-Z][\w'&-]*|of|and|the|for)\s){0,8}?(?:Hospital|Cent(?:er|re)|University|Institute|Clinic|College)(?:\s(?:of|for)\s(?:[A-Z]\w+\s?){1,4})?)\b"
)


def _own(statement: Statement) -> Iterator[StudyRecord]:
    if statement.block.section not in (Section.FRONT, Section.ABSTRACT, Section.METHODS, Section.RESULTS) and not _DESIGNED.search(statement.text):
        return
    paper, text = statement.paper, statement.text
    designed = _DESIGNED.search(text) or statement.block.kind == BlockKind.TITLE
    design = design_of(text) if designed and (statement.block.section is not Section.RESULTS) else None
    if design:
        yield _record(paper, statement.place(), "study-design", design=design)
    period = _PERIOD.search(text)
    if period and _ENROL.search(text):
        site = _SITE.search(text)
        yield _record(
            paper, statement.place(period.start(), period.end()), "study-period",
            period=f"{period['from']} to {period['to']}", site=site["site"] if site else None,
        )  # fmt: skip
    whole = paper.roster.whole.n
    if whole is not None and whole > 1 and (sized := re.search(rf"\b{whole}\b(?=\s(?:\w+\s){{0,4}}?(?:patients|participants|subjects|cases|women|men))", text)):
        yield _record(paper, statement.place(sized.start(), sized.end()), "study-size", n=whole)


def _record(paper: Paper, place: Place, rule: str, **facts: object) -> StudyRecord:
    return StudyRecord(doc=paper.document.id, span=place, rule=rule, study="this", **facts)  # type: ignore[arg-type]


def _registered(paper: Paper) -> Iterator[StudyRecord]:
    """Registry numbers of this study stand in its front matter, abstract, methods or back matter."""
    if paper.genre != "trial":
        return
    sections = (Section.FRONT, Section.ABSTRACT, Section.METHODS, Section.BACK)
    for block in paper.document.of_kind(BlockKind.PARAGRAPH, BlockKind.FURNITURE, BlockKind.TITLE):
        if block.section not in sections:
            continue
        reading = paper.read(*block.parts)
        for match in _REGISTRY.finditer(reading.text):
            around = reading.text[max(0, match.start() - 160) : match.end()]
            if block.section is Section.METHODS and not _REGISTERED.search(around):
                continue
            yield _record(paper, paper.place(reading.span(*match.span()), block.where), "study-registry", registry=_registry(match))


_REGISTERED = re.compile(r"\b(?:this|our|we|registered|registration|registry|identifier|ClinicalTrials|Current\sControlled)", re.IGNORECASE)


def _registry(match: re.Match[str]) -> str:
    return f"ISRCTN{match['isrctn']}" if match["isrctn"] else re.sub(r"^(NCT|UMIN)\s", r"\1", match["id"])


_PATIENTS = re.compile(
    r"\b(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s(?:(?!patients)[\w/-]+\s){0,4}?(?:patients|participants|subjects|cases|specimens)\b(?!\s(?:who\s)?(?:had|experienced|developed|achieved|with\s(?:grade|CR|PR|SD)))",
    re.IGNORECASE,
)
_INVOLVED = re.compile(r"\b(?:in|enrolled|included|involving|involved|of|among|evaluated|recruited|treated|analy[sz]ed|with|first|from)\s(?:the\s|first\s|a\stotal\sof\s)?$", re.IGNORECASE)
_VIGNETTE = re.compile(r"\b(?:an?\s)?(?:\d{1,3}-year-old|case\sof\b|another\scase|case\s(?:report|analysis))", re.IGNORECASE)


def _cited(statement: Statement) -> Iterator[StudyRecord]:
    """A cited study, where the sentence says how it was made: design, number of patients, a case, a registry number."""
    text = statement.text
    names = [c for c in statement.citations if c.name and not c.name.endswith("al.")]
    if _plural(text) or len({c.name for c in statement.citations if c.name}) > 1:
        return
    vignette = _VIGNETTE.search(text)
    design = "case report" if vignette else design_of(text) if _STUDY_WORD.search(text) else None
    sized = next((m for m in _PATIENTS.finditer(text) if _INVOLVED.search(text[: m.start()])), None)
    registry = _REGISTRY.search(text)
    if not (design or sized or registry or (names and _STUDY_WORD.search(text))):
        return
    place = statement.place()
    yield StudyRecord(
        doc=statement.paper.document.id, span=place, rule="study-cited",
        study=statement.study, registry=_registry(registry) if registry else None, design=design,
        regimen=_regimen(statement), n=1 if vignette else int(sized["n"].replace(",", "")) if sized else None,
    )  # fmt: skip


_MANY = re.compile(r"\b(?:(?:several|many|most|multiple|numerous|recent|other|two|three|some|these|retrospective|previous|phase\s\w+(?:/\w+)?(?:\sclinical)?)\s(?:\w+\s){0,2}(?:studies|trials|reports))\b", re.IGNORECASE)


def _plural(text: str) -> bool:
    return bool(_MANY.search(text))


def _regimen(statement: Statement) -> Components:
    named = {t.key: t for t in statement.treatments if not any(c == "placebo" for c in t.components)}
    return next(iter(named.values())).components if len(named) == 1 else ()
