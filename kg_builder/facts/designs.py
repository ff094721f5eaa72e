"""How a study was made, in the words for it: its phase, who was blind, whether it looked back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.facts.overview import Study
from kg_builder.phrases import Phrase

__all__ = ["DESIGN", "design_of", "designs_told"]

DESIGN = Phrase(
    r"""\b(?=[cdimnoprs])(?:(?P<phase>phase\s(?:[1-4](?:[ab])?(?:\s?[/-]\s?[1-4])?|I{1,3}V?(?:[ab])?(?:\s?/\s?I{1,3})?))\b
        |(?P<word>(?:single[-\s]arm|single[-\s]cent(?:er|re)|single[-\s]institution|multi-?cent(?:er|re)|multi-?institutional|international|double[-\s]blind|open[-\s]label|randomi[sz]ed(?:\scontrolled)?|placebo-controlled|
            retrospective(?:ly)?|prospective(?:ly)?|real-world|observational|cohort\sstudy|case-control|case\sreport|meta-analysis|systematic\sreview|(?:comprehensive\s|narrative\s)?review|case\sseries|(?:superiority|non-?inferiority)(?!\s(?:of|over|in|was|were|to|with|compared|margin)\b))))\b""",
    "phase", "single", "multi", "international", "double", "open", "randomi", "placebo", "retrospective",
    "prospective", "real", "observational", "cohort", "case", "meta", "review", "inferiority", "superiority",
)  # fmt: skip
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}


def design_of(text: str) -> str | None:
    """The design words of a text, phase first, as one phrase.

    >>> design_of("an open label, randomized, phase 2 trial"), design_of("patients were randomly chosen")
    ('phase II, open-label, randomized', None)
    """
    words: dict[str, None] = {}
    for match in DESIGN.finditer(text):
        if match["word"] != "International":  # as in the name of a body
            words.setdefault(_phase(match["phase"]) if match["phase"] else _hyphened(match["word"].lower()))
    return ", ".join(sorted(words, key=lambda w: not w.startswith("phase"))) or None


_APART = re.compile(r"^(single|double|open)\s")


def _hyphened(word: str) -> str:
    return _APART.sub(r"\1-", word.removesuffix("ly"))


_FIGURE = re.compile(r"[1-4]")


def _phase(printed: str) -> str:
    return "phase " + _FIGURE.sub(lambda m: _ROMAN[m.group()], printed.split(maxsplit=1)[1])


def designs_told(study: Study) -> Iterator[str]:
    """What a cell says that a study was, whatever stands over it: "single-centre retrospective study, few patients"."""
    for field in (f for _, fields in study.rows for f in fields):
        for said in _SAID.split(field.text):
            if kind := _KIND_OF_STUDY.fullmatch(said.strip()):
                made = rest = kind["made"]
                for word in DESIGN.finditer(made):
                    rest = rest.replace(word.group(), "")
                if _PLAIN.fullmatch(rest) and (design := design_of(made)):
                    yield design


_SAID = re.compile(r"[,;.]\s")
_KIND_OF_STUDY = re.compile(
    r"(?P<made>[^()]{4,80}?\b(?:study|trial|analysis|cohort|series|design))(?:\s(?:of|in|with|from)\s[^()]*)?\.?",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"(?:\W|\b(?:an?|and|study|trial|analysis|cohort|series|design|controlled|clinical|comparative|pilot|nationwide|matched)\b)*",
    re.IGNORECASE,
)
