"""Treatments as texts write them (all examples invented)."""

from __future__ import annotations

import pytest

from kg_builder.lexicon import Lexicon
from kg_builder.mentions import Finder
from kg_builder.ontology import load_lexicon
from kg_builder.regimens import treatments


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The shipped vocabulary."""
    return load_lexicon()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lenvatinib plus pembrolizumab", [("lenvatinib", "pembrolizumab")]),
        ("TACE combined with lenvatinib and sintilimab", [("tace", "lenvatinib", "sintilimab")]),
        ("camrelizumab and apatinib", [("camrelizumab", "apatinib")]),  # unlike classes: both
        ("a trial comparing adjuvant camrelizumab and apatinib", [("camrelizumab",), ("apatinib",)]),
        ("sorafenib and regorafenib", [("sorafenib",), ("regorafenib",)]),  # like classes: two treatments
        ("the combination of sorafenib and regorafenib", [("sorafenib", "regorafenib")]),
        ("combined sorafenib and regorafenib for melanoma", [("sorafenib", "regorafenib")]),
        ("lenvatinib (LEN)", [("lenvatinib",)]),
        ("cisplatin induction chemotherapy", [("cisplatin",)]),
        ("nivolumab plus IPI", [("nivolumab", "ipilimumab")]),
        ("an IPI score of 3, or IPI 3-5", []),  # the prognostic index
        ("the PD-1 inhibitor tislelizumab", [("tislelizumab",)]),
        ("platinum-based chemotherapy", [("chemotherapy",)]),
        ("5-FU/cisplatin based chemotherapy", [("chemotherapy",)]),
        ("cisplatin and infusional 5-FU", [("cisplatin", "fluorouracil")]),
        ("radiotherapy plus concomitant and adjuvant temozolomide", [("rt", "temozolomide")]),
        ("carboplatin and weekly paclitaxel", [("carboplatin", "paclitaxel")]),
        ("cetuximab/RT/TMZ", [("cetuximab", "rt", "temozolomide")]),
        ("temozolomide/RT", [("temozolomide", "rt")]),
        ("gemcitabine/cisplatin", [("gemcitabine", "cisplatin")]),  # cytotoxic drugs of unlike classes
        ("sorafenib/lenvatinib", [("vegfr-tki",)]),  # the one or the other
        ("surgery/RT", [("surgery",), ("rt",)]),  # the one or the other
        ("chemotherapy/RT", [("chemotherapy",), ("rt",)]),
        ("letrozole plus once-daily palbociclib", [("letrozole", "palbociclib")]),
        ("carboplatin or weekly paclitaxel", [("carboplatin",), ("paclitaxel",)]),
        ("cisplatin, then infusional 5-FU", [("cisplatin",), ("fluorouracil",)]),
        ("HAIC-FOLFOX plus lenvatinib", [("haic", "lenvatinib")]),
        ("immunotherapy with lenvatinib and pembrolizumab", [("lenvatinib", "pembrolizumab")]),  # what it is made of
        ("chemotherapy with bevacizumab", [("chemotherapy", "bevacizumab")]),
        ("TACE versus HAIC", [("tace",), ("haic",)]),
        ("cisplatin, gemcitabine", [("cisplatin",), ("gemcitabine",)]),
        (
            "cisplatin, etoposide, and ifosfamide chemotherapy plus bevacizumab",  # what one chemotherapy is made of
            [("cisplatin", "etoposide", "ifosfamide", "bevacizumab")],
        ),
        ("the cisplatin, etoposide and ifosfamide regimen", [("cisplatin", "etoposide", "ifosfamide")]),
        ("sorafenib, lenvatinib, and apatinib", [("sorafenib",), ("lenvatinib",), ("apatinib",)]),
        (
            "sorafenib versus epirubicin and doxorubicin chemotherapy",
            [("sorafenib",), ("epirubicin",), ("doxorubicin",)],
        ),
        ("nothing of the kind", []),
    ],
)
def test_runs_of_treatments(lexicon: Lexicon, text: str, expected: list[tuple[str, ...]]) -> None:
    """What the text combines is one treatment, what it lists or compares are several."""
    finder = Finder(lexicon, {"LEN": lexicon.named("lenvatinib")})
    assert [t.components for t in treatments(text, finder.find(text), lexicon)] == expected


def test_alternatives_fill_a_slot(lexicon: Lexicon) -> None:
    """One of several drugs of a class is a slot of that class; a bracket may say which drugs fill it."""
    text = "ICIs (camrelizumab or sintilimab) plus lenvatinib"
    (treatment,) = treatments(text, Finder(lexicon).find(text), lexicon)
    assert treatment.components == ("ici", "lenvatinib")
    assert treatment.one_of == {"ici": ("camrelizumab", "sintilimab")}
