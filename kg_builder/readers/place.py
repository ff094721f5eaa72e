"""Where in the argument the reader of a text stands, and what moves it on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg_builder.document import Section
from kg_builder.readers.headings import depth_of, label_of_abstract_part
from kg_builder.readers.lines import words_in
from kg_builder.readers.sections import section_of

__all__ = ["Place"]

_LAST_PARTS = re.compile(r"conclusion|interpretation|significance|relevance|registration", re.IGNORECASE)
_CONCLUDES = re.compile(r"[.)\]]\s+\W*(?:conclusions?|interpretation)(?:\sand\s\w+)?\W*?[:.]", re.IGNORECASE)
_EARLIER = re.compile(
    r"\W*(?:what (?:is|was) (?:already )?known|evidence before this study|research in context)\b", re.IGNORECASE
)
_CITATION = re.compile(r"\[\d+(?:[,–-]\s*\d+)*\]|\(\d{1,3}(?:[,–-]\s*\d+)*\)")
_AFTER_METHODS = (Section.RESULTS, Section.DISCUSSION)
_METHODS = re.compile(r"method|material", re.IGNORECASE)
_LONG_ABSTRACT = 80  # words after which an abstract without parts may have ended


@dataclass(slots=True)
class Place:
    """The section that stands open and its heading.

    >>> place = Place(Section.ABSTRACT)
    >>> for part, words in [("methods", "Methods: …"), ("conclusions", "Conclusions: …"), ("", "Cancer is common.")]:
    ...     place.paragraph(part, words)
    >>> place.section
    <Section.INTRODUCTION: 'introduction'>
    """

    section: Section
    heading: str = ""
    part: str = ""  # the last part of a structured abstract
    said: int = 0  # words of the abstract so far
    headed: bool = False  # a heading within the abstract waits for its paragraph

    def open(self, heading: str) -> None:
        """A heading stands here: it opens a section, or stays within the one that is open."""
        found = section_of(heading)
        if self.section is Section.ABSTRACT and self._stays_in_abstract(heading, found):
            self.part = label_of_abstract_part(f"{heading}:")
            self.headed = True
            return
        if depth_of(heading) >= 2 and self.section not in (Section.BODY, Section.FRONT, Section.ABSTRACT):
            return
        if found is Section.METHODS and self.section in _AFTER_METHODS and not _METHODS.search(heading):
            return  # "Patients", "Statistical analysis" within the results
        if found is None and (depth_of(heading) or self.section in _ENDED_BY_ANY_HEADING):
            found = Section.BODY
        self._move(Section.INTRODUCTION if _EARLIER.match(heading) else found or self.section)

    def paragraph(self, part: str, text: str) -> None:
        """A paragraph begins here; in an abstract it may be the first one of the introduction."""
        if self.section is not Section.ABSTRACT:
            return
        over = (
            not part
            and not self.headed
            and self.said
            and (
                bool(_LAST_PARTS.match(self.part))
                or (not self.part and (self.said >= _LONG_ABSTRACT or _CITATION.search(text)))
            )
        )
        if over:
            self._move(Section.INTRODUCTION)
            self.heading = ""
        else:
            self.part = "conclusions" if _CONCLUDES.search(text) else part or self.part
            self.said += words_in(text)
            self.headed = False

    def _stays_in_abstract(self, heading: str, found: Section | None) -> bool:
        if depth_of(heading) or found is Section.ABSTRACT:
            return found is Section.ABSTRACT
        part = label_of_abstract_part(f"{heading}:")
        ended = bool(_LAST_PARTS.match(self.part)) or (self.said > 0 and not self.part)
        return bool(part) and part != "introduction" and not ended

    def _move(self, section: Section) -> None:
        if section is not self.section:
            self.part, self.said = "", 0
        self.section = section


_ENDED_BY_ANY_HEADING = (Section.ABSTRACT, Section.INTRODUCTION)
