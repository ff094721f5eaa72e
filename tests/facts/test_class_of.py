"""Memberships: the specification, sentence by sentence (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.class_of import classes
from kg_builder.study import Paper

PaperOf = Callable[..., Paper]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Other TKIs such as regorafenib and cabozantinib followed.", {("regorafenib", "tki"), ("cabozantinib", "tki")}),
        ("Anti-PD-L1 includes durvalumab and avelumab.", {("durvalumab", "anti-pd-l1"), ("avelumab", "anti-pd-l1")}),
        ("They gave ICIs (nivolumab or pembrolizumab) early.", {("nivolumab", "ici"), ("pembrolizumab", "ici")}),
        ("Palbociclib (a CDK4/6 inhibitor) was added.", {("palbociclib", "cdk4/6 inhibitor")}),
        ("Vemurafenib is a BRAF kinase inhibitor.", {("vemurafenib", "braf inhibitor")}),
        ("Sorafenib is a small-molecule kinase inhibitor.", {("sorafenib", "kinase inhibitor")}),
        (
            "Olaparib, an oral poly(adenosine diphosphate-ribose) polymerase (PARP) inhibitor, was added.",
            {("olaparib", "parp inhibitor")},
        ),
        ("Palbociclib, a cyclin-dependent kinase (CDK4/6) kinase inhibitor, was added.", {("palbociclib", "cdk4/6 inhibitor")}),
        ("Everolimus, an mTOR inhibitor, was added.", {("everolimus", "mtor inhibitor")}),
        ("Sorafenib was the first oral tyrosine kinase inhibitor.", {("sorafenib", "tki")}),
        ("The PI3K inhibitor alpelisib was stopped.", {("alpelisib", "pi3k inhibitor")}),
        (
            "Aromatase inhibitors, including letrozole (40%) and exemestane (20%), were common.",
            {("letrozole", "aromatase inhibitor"), ("exemestane", "aromatase inhibitor")},
        ),
        ("Staging systems, including Okuda [1] and CLIP [2], differ.", {("Okuda", "staging system"), ("CLIP", "staging system")}),
        ("BCLC [1], TNM and other staging systems differ.", {("BCLC", "staging system"), ("TNM", "staging system")}),
        ("Sorafenib, lenvatinib and other oral TKIs were given.", {("sorafenib", "tki"), ("lenvatinib", "tki")}),
        ("Sorafenib and nivolumab or other PD-1 inhibitors failed.", {("nivolumab", "anti-pd-1")}),
        ("Sorafenib was given, and other TKIs were not.", set()),
        ("Nivolumab and pembrolizumab are anti-PD-1 antibodies.", {("nivolumab", "anti-pd-1"), ("pembrolizumab", "anti-pd-1")}),
        ("Panitumumab, a human antibody directed against EGFR, was added.", {("panitumumab", "anti-egfr")}),
        ("Rituximab (a chimeric mAb targeting CD20) was added.", {("rituximab", "anti-cd20")}),
        ("Rituximab, a monoclonal antibody to CD20, was added.", {("rituximab", "anti-cd20")}),
        ("Ramucirumab, an antibody against VEGF receptor 2, was added.", set()),
        ("Sorafenib and an antibody against EGFR were given.", set()),
        ("Olaparib is an inhibitor of PARP.", {("olaparib", "parp inhibitor")}),
        (
            "The aromatase inhibitors letrozole and exemestane differ.",
            {("letrozole", "aromatase inhibitor"), ("exemestane", "aromatase inhibitor")},
        ),
        ("Trastuzumab is a monoclonal antibody that targets HER2.", {("trastuzumab", "anti-her2")}),
        ("Ramucirumab, a monoclonal antibody against the VEGFR-2, was added.", {("ramucirumab", "vegfr inhibitor")}),
        ("Immune checkpoint inhibitors (ICIs), including nivolumab, were added.", {("nivolumab", "ici")}),
        ("Fluoropyrimidines, mainly capecitabine, were added.", {("capecitabine", "fluoropyrimidine")}),
        ("Crizotinib is an oral small-molecule inhibitor of ALK.", {("crizotinib", "alk inhibitor")}),
        ("Erdafitinib is a small-molecule inhibitor of FGFR3.", {("erdafitinib", "fgfr inhibitor")}),
        ("Everolimus inhibits the PI3K/AKT/mTOR pathway.", {("everolimus", "pi3k/akt/mtor pathway inhibitor")}),
        ("Olaparib selectively inhibits PARP.", {("olaparib", "parp inhibitor")}),
        ("Cetuximab, which targets EGFR, was added.", {("cetuximab", "anti-egfr")}),
        ("Olaparib inhibits PARP1 expression.", set()),
        ("Sorafenib inhibits growth and everolimus does not inhibit EGFR.", set()),
        ("The combination of sorafenib and everolimus inhibits mTOR.", set()),
        ("The pan-FGFR inhibitor AZD4547 was active.", {("azd4547", "fgfr inhibitor")}),
        (
            "Poly ADP ribose polymerase (PARP) inhibitors like olaparib and EGFR inhibitors like erlotinib were added.",
            {("olaparib", "parp inhibitor"), ("erlotinib", "egfr inhibitor")},
        ),
        ("Palbociclib, a cyclin-dependent kinase 4/6 (CDK4/6) inhibitor, was added.", {("palbociclib", "cdk4/6 inhibitor")}),
        ("Zolbetuximab is a monoclonal antibody against QQZ9.", {("zolbetuximab", "monoclonal antibody")}),
        ("Taxanes, i.e. paclitaxel and docetaxel, are active.", {("paclitaxel", "taxane"), ("docetaxel", "taxane")}),
        ("Cetuximab, a monoclonal antibody against EGFR, was added.", {("cetuximab", "anti-egfr")}),
        ("Ramucirumab is a monoclonal antibody that binds the VEGF receptor 2.", {("ramucirumab", "anti-vegfr antibody")}),
        ("Cetuximab, a monoclonal antibody against Nothing1, was added.", {("cetuximab", "monoclonal antibody")}),
        (
            "We gave ipilimumab (a human monoclonal antibody that blocks CTLA-4 to wake T cells) early.",
            {("ipilimumab", "anti-ctla-4")},
        ),
        (
            "Oxaliplatin belongs to the platinum containing compounds like cisplatin.",
            {("oxaliplatin", "platinum"), ("cisplatin", "platinum")},
        ),
        ("Sorafenib and regorafenib belong to the family of TKIs.", {("sorafenib", "tki"), ("regorafenib", "tki")}),
        ("The dose of sorafenib is set by the maker, to whom TKIs belong.", set()),
        ("They added the unselective multi-tyrosine kinase inhibitor, sorafenib, to it.", {("sorafenib", "tki")}),
        ("The monoclonal antibody to CTLA-4, ipilimumab, came first.", {("ipilimumab", "anti-ctla-4")}),
        (
            "It predicts response to the specific BRAF inhibitors, vemurafenib and dabrafenib.",
            {("vemurafenib", "braf inhibitor"), ("dabrafenib", "braf inhibitor")},
        ),
        ("We tested the PARP inhibitor, olaparib.", {("olaparib", "parp inhibitor")}),
        ("They had a taxane, carboplatin, or gemcitabine.", set()),
        ("They had the PARP inhibitor, bevacizumab, and chemotherapy.", set()),
        ("The taxanes, carboplatin and gemcitabine were given.", set()),
        ("The diuretics such as furosemide were stopped.", {("furosemide", "diuretic")}),
        ("Nivolumab and sorafenib were given with TKIs.", set()),
        ("Sorafenib and regorafenib are better than taxanes.", set()),
        ("The aromatase inhibitors and tamoxifen differ.", set()),
        ("Sorafenib was compared with an mTOR inhibitor.", set()),
        ("Systemic therapy, including sorafenib, was given.", set()),
        ("ICIs and sorafenib were combined.", set()),
        ("TKIs (n = 12) and sorafenib (n = 3) were used.", set()),
    ],
)  # fmt: skip
def test_memberships(review_of: PaperOf, sentence: str, expected: set[tuple[str, str]]) -> None:
    """Lists, brackets and appositions say what a drug is; company alone does not."""
    assert {(r.drug, r.class_) for r in classes(review_of(sentence))} == expected
