"""Which part of a paper's argument a heading opens."""

from __future__ import annotations

import re

from kg_builder.document import Section

__all__ = ["bare", "is_section_name", "section_of"]

_OPENERS = (
    (Section.ABSTRACT, r"(structured |graphical )?abstract|summary|synopsis"),
    (Section.INTRODUCTION, r"introduction|background"),
    (
        Section.METHODS,
        r"(\w+,? (and |& ))?(methods?|methodology)\b|materials?\b|(patients?|subjects?|participants)( and methods?)?$"
        r"|study design|experimental|statistical (analys[ie]s|methods?)|trial design",
    ),
    (Section.RESULTS, r"results?\b|findings"),
    (Section.DISCUSSION, r"discussion|conclusions?\b|concluding|limitations"),
    (
        Section.BACK,
        r"references?( and notes)?$|reference list|literature( cited)?$|works cited|bibliography"
        r"|acknowledge?ments?|funding|financial|(authors?.{0,3} )?contributions?"
        r"|authors?. contributions?|conflicts? of interests?|competing interests?|declarations?|disclosures?|ethics"
        r"|consent|data availability|availability of|supplementa(ry|l)|supporting information|appendix"
        r"|generative ai|generative al|publisher.s note|abbreviations?$|pre-publication|additional (files?|information)"
        r"|role of the funding|institutional review|informed consent|authors?. information|notes?$",
    ),
)
_RULES = tuple((section, re.compile(rf"(?:{pattern})", re.IGNORECASE)) for section, pattern in _OPENERS)
_NAME = re.compile(
    r"(?:structured )?abstract|summary|introduction|background|(?:patients|materials?|subjects)(?:,)? (?:and|&) methods?"
    r"|methods?(?: (?:and|&) (?:materials?|patients))?|methodology|results?(?: (?:and|&) discussion)?"
    r"|discussions?(?: (?:and|&) conclusions?)?|conclusions?|references?(?: and notes)?|bibliography|literature cited"
    r"|acknowledge?ments?|funding|(?:authors?.? )?contributions?|(?:conflicts? of|competing) interests?(?: statement)?"
    r"|data availability(?: statement)?",
    re.IGNORECASE,
)
_LONGEST_NAME = 40
_MARKUP = re.compile(r"^[\s#*_>|]+|[\s*_:.|]+$")
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[A-Z]\.)(?=[\s|])[\s|]*")


def bare(heading: str) -> str:
    """A heading without its Markdown marks and its number.

    >>> bare("#### **2.3 Follow-up**"), bare("1.1 | Study Design")
    ('Follow-up', 'Study Design')
    """
    return _MARKUP.sub("", _NUMBER.sub("", _MARKUP.sub("", heading)))


def is_section_name(line: str) -> bool:
    """Whether a line is nothing but the common name of a section, whatever number or marks it has.

    >>> [is_section_name(line) for line in ("3. RESULTS:", "**Methods**", "Results of the trial", "results")]
    [True, True, False, False]
    """
    if len(line) > _LONGEST_NAME or line[:1].islower():
        return False
    words = bare(line)
    return words[:1].isupper() and bool(_NAME.fullmatch(words))


def section_of(heading: str) -> Section | None:
    """The section that a heading opens, None when its words do not tell.

    >>> section_of("2 | Results"), section_of("ABSTRACT"), section_of("Sarcopenia")
    (<Section.RESULTS: 'results'>, <Section.ABSTRACT: 'abstract'>, None)
    """
    words = bare(heading)
    return next((section for section, rule in _RULES if rule.match(words)), None)
