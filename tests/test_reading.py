"""Cleaning keeps the way back to the printed text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_builder.document import Document, Span
from kg_builder.reading import Reading, read_spans, sentences, words_of


def reading_of(text: str) -> Reading:
    """The reading of a whole text."""
    return read_spans(Document(id="t", text=text, blocks=()), [Span(0, len(text))])


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("dose $(12\\,\\mathrm{mg/day})$", "dose (12mg/day)"),
        ("LEN $6\\,\\mathrm{mg}\\ \\mathrm{for}$ all", "LEN 6mg for all"),
        ("AFP \\leq 400 and $>\\!5$", "AFP ≤ 400 and >5"),
        ("median 12·5 (10·1–14·9)", "median 12.5 (10.1-14.9)"),
        ("anti-PD-\n1 with TACE-\nX", "anti-PD-1 with TACE-X"),
        ("Li<sup>2</sup> and **bold** text", "Li2 and bold text"),
        ("P<0.001 and n>12", "P<0.001 and n>12"),
        ("HR 0. 68–2.85", "HR 0.68-2.85"),
        ("bene\ufb01t  of\u00a0care", "benefit of care"),
        ("in 2010. 35 patients", "in 2010. 35 patients"),
        ("a\n\n  b", "a b"),
        ("4.2 v 1.5 months for drug v placebo", "4.2 vs 1.5 months for drug vs placebo"),
        ("CTCAE v 4.0 and v 3", "CTCAE v 4.0 and v 3"),
        ("five [12%] vs Two (4·5%)", "5 [12%] vs 2 (4.5%)"),
        (
            "seen in one (n = 3), twenty-one (5%) and a hundred and two (6%), two hundred six (9%)",
            "seen in one (n = 3), twenty-one (5%) and a hundred and two (6%), two hundred six (9%)",
        ),
        ("of 10<sup>9</sup>/L and 5 mg/m<sup>2</sup>", "of 10^9/L and 5 mg/m2"),
        ("(2&#8211;7) &lt;1, 9&middot;6 &#x2265; 3; R&D;", "(2-7) <1, 9.6 ≥ 3; R&D;"),
        ("12 (5)<sup>a</sup> and $12^{a}$ (5)", "12 (5) a and 12 a (5)"),
        (
            "in practice,<sup>3,5</sup> in trials $^{7}$ and the 9<sup>th</sup>",
            "in practice,[3,5] in trials [7] and the 9th",
        ),
        ("It was seen.3,5–7 Others (4%).8 No", "It was seen.[3,5-7] Others (4%).[8] No"),
        ("It was seen.\u00b3,\u2075\u207b\u2077 Of 10\u2079/L", "It was seen.[3,5-7] Of 10\u2079/L"),
        ("xylem-\nine was over-\nall better; xylemine; Overall", "xylemine was overall better; xylemine; Overall"),
        ("progression-\nfree and bili-\nrubin", "progression-free and bili-rubin"),
        ("long-\nterm care and longterm or long-term", "long-term care and longterm or long-term"),
        ("4\\.5 \\(n \\= 3\\), \\>= 2 and 5\\% \\[7\\]", "4.5 (n = 3), >= 2 and 5% [7]"),
        ("in practice.^3,5^ Of 12^a^ it; 2^3 and 2^n", "in practice.[3,5] Of 12 a it; 2^3 and 2^n"),
        ("It rose 2.3 Times, see Fig.2 Below", "It rose 2.3 Times, see Fig.2 Below"),
    ],
)
def test_damage_is_cleaned(printed: str, cleaned: str) -> None:
    """Fragments of LaTeX, HTML and line wraps vanish; comparison signs and sentences stay."""
    assert reading_of(printed).text == cleaned


@given(st.text(alphabet="ab 1.0·–<>/$\\{}\n-(),;%é\u00a0", max_size=80))
def test_every_character_has_a_printed_place(text: str) -> None:
    """Any stretch of a reading maps to a stretch of the printed text, in order."""
    reading = reading_of(text)
    spans = [reading.span(i, i + 1) for i in range(len(reading.text))]
    assert all(0 <= s.start <= s.end <= len(text) for s in spans)
    assert [s.start for s in spans] == sorted(s.start for s in spans)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Chen et al. gave 5 mg (Fig. 2). It failed.", 2),
        ("The ratio was 1.01 (95 per cent c.i. 0.70 to 1.45). It failed.", 2),
        ("The dose was 2.5 mg vs. 3.5 mg. (B) None.", 2),
        ("J. K. Doe wrote this. P was 0.05. Ok", 3),
        ("It held for a year (12).In Oslo it did not.", 2),
        ("It was 9% (p < 0.1). irAEs were seen. mPFS was 3 months. see", 3),
        ("It failed.3,4 The rest lived.5 Fig.2 Shows it.", 3),
        ("No end here", 1),
        ("", 0),
        (
            "We saw 12 in arm A. The rest were in group B. They had A + D. None were of class C. All had hepatitis B. Fine.",
            6,
        ),
        ("They were told by S. Roe, A. Doe and B. Poe.", 1),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    """Abbreviations, initials and decimals end no sentence."""
    assert len(sentences(reading_of(text))) == count


def test_parts_are_read_as_one() -> None:
    """A paragraph that a table interrupts is one sentence; its span covers the interruption."""
    text = "The median was\n\nTABLE\n\n5.1 months."
    first, second = text.index("TABLE"), text.index("5.1")
    reading = read_spans(Document(id="t", text=text, blocks=()), [Span(0, first - 2), Span(second, len(text))])
    assert reading.text == "The median was 5.1 months."
    assert reading.span(0, len(reading.text)) == Span(0, len(text))


@given(st.text(alphabet=" -0.a<>&;\n\t\u00a0\u00b7\u2013$", max_size=30))
def test_words_alone_are_those_of_the_reading(text: str) -> None:
    """What is read without the way back is what is read with it."""
    document = Document(id="t", text=text, blocks=())
    assert words_of(document, Span(0, len(text))) == reading_of(text).text
