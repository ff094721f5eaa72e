"""Claims about `kg_builder.questions`."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg_builder.errors import QueryError
from kg_builder.iris import PREFIXES, agent_iri, iri, regimen_iri
from kg_builder.lexicon import Category, Lexicon, Name, NameKind, Term
from kg_builder.questions import Parameter, find_question, read_question, resolve, values_of

TXO = PREFIXES["txo"]
HEAD = """\
# A title
#
# What it
# answers.
#
# parameter drug (drug, required): the drug
# parameter line (integer, default 2): the line
# parameter endpoint (endpoint): an endpoint
#
# example: kg-builder query it --set drug=wonderib
SELECT ?drug { ?drug ?line ?endpoint } # parameter not (of, the): head
"""


def term(category: Category, key: str, *names: Name) -> Term:
    """A term of an invented vocabulary."""
    return Term(iri=f"{TXO}{key}", key=key, label=key, category=category, names=(Name(key, NameKind.LABEL), *names))


LEXICON = Lexicon(
    (
        term(Category.DRUG, "wonderib", Name("Wonda", NameKind.BRAND), Name("WON", NameKind.ABBREVIATION)),
        term(Category.DRUG, "mirumab"),
        term(Category.PROCEDURE, "embo", Name("artery embolisation", NameKind.EXACT)),
        term(Category.TREATMENT_CLASS, "anti-x", Name("anti-X antibody", NameKind.EXACT)),
        term(Category.REGIMEN, "wonembo"),
        term(Category.ENDPOINT, "OS", Name("overall survival", NameKind.LABEL), Name("OS", NameKind.ABBREVIATION)),
        term(Category.RESPONSE, "CR", Name("complete response", NameKind.LABEL)),
        term(Category.BIOMARKER, "NLR"),
    )
)


@pytest.fixture
def question(tmp_path: Path) -> Path:
    """A small question."""
    file = tmp_path / "it.rq"
    file.write_text(HEAD, "utf-8")
    return file


def test_the_head_comment_is_the_documentation(question: Path) -> None:
    """Title, answer, parameters and example are read from the head, and from the head only."""
    read = read_question(question)
    assert (read.name, read.title, read.answers) == ("it", "A title", "What it answers.")
    assert read.example == "kg-builder query it --set drug=wonderib"
    assert read.parameters == (
        Parameter(name="drug", type="drug", text="the drug", required=True),
        Parameter(name="line", type="integer", text="the line", default="2"),
        Parameter(name="endpoint", type="endpoint", text="an endpoint"),
    )


def test_defaults_are_bound_and_the_rest_stays_free(question: Path) -> None:
    """A parameter that is neither set nor has a default is not bound."""
    values = values_of(read_question(question), {"drug": "wonda"}, LEXICON)
    assert {name: value.value for name, value in values.items()} == {"drug": f"{TXO}wonderib", "line": "2"}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({}, r"it: set drug \(the drug\); example: kg-builder query it"),
        ({"drug": "wonderib", "dose": "3"}, r"it: no parameter is called 'dose'; it has: drug, line, endpoint"),
        ({"drug": "wonderib", "line": "two"}, r"it: line: 'two' is not a whole number"),
        ({"drug": "wonderyb"}, r"it: drug: 'wonderyb' is not known; did you mean wonderib"),
        ({"drug": "wonderib", "endpoint": "moonwalk"}, r"it: endpoint: 'moonwalk' is not known"),
    ],
)
def test_faults_of_settings_are_named(question: Path, settings: dict[str, str], message: str) -> None:
    """What cannot be asked is said in words, with the nearest that can."""
    with pytest.raises(QueryError, match=message):
        values_of(read_question(question), settings, LEXICON)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("# parameter drug", r"it\.rq:2: write a parameter as"),
        ("# parameter drug (drug)", r"it\.rq:2: write a parameter as"),
        ("# parameter drug (drag): the drug", r"it\.rq:2: no parameter type is called 'drag'; there are: regimen"),
        ("# parameter drug (drug, maybe): the drug", r"it\.rq:2: write a parameter as"),
    ],
)
def test_faults_of_the_head_are_named_by_line(tmp_path: Path, line: str, message: str) -> None:
    """A head comment that breaks the form is an error, not a question without parameters."""
    file = tmp_path / "it.rq"
    file.write_text(f"# A title\n{line}\nASK {{}}", "utf-8")
    with pytest.raises(QueryError, match=message):
        read_question(file)


def test_an_unknown_question_is_named_with_the_nearest() -> None:
    """A slip in the name is answered with the names that come near."""
    with pytest.raises(QueryError, match=r"no question is called 'after-failur'; there are: after-failure"):
        find_question("after-failur")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A missing or binary file is a QueryError."""
    with pytest.raises(QueryError, match=r"none\.rq: No such file"):
        read_question(tmp_path / "none.rq")
    (tmp_path / "junk.rq").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(QueryError, match=r"junk\.rq"):
        read_question(tmp_path / "junk.rq")


BOTH = regimen_iri(["wonderib", "embo"]).value


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("regimen", "wonderib", regimen_iri(["wonderib"]).value),
        ("regimen", "wonderib+embo", BOTH),
        ("regimen", "Embo + Wonda", BOTH),
        ("regimen", "artery embolisation plus WON", BOTH),
        ("regimen", "embo combined with wonderib", BOTH),
        ("regimen", "EMBO-wonderib", BOTH),
        ("regimen", "embo and unheard-of", regimen_iri(["embo", "unheard-of"]).value),
        ("regimen", "wonembo", regimen_iri(["wonembo"]).value),
        ("regimen", "anti-X antibody, wonderib", regimen_iri(["anti-x", "wonderib"]).value),
        ("regimen", "anti-x", regimen_iri(["anti-x"]).value),
        ("drug", "won", f"{TXO}wonderib"),
        ("drug", "anti-X antibody", agent_iri("anti-x").value),
        ("drug", "unheard-of", agent_iri("unheard-of").value),
        ("class", "ANTI-X", f"{TXO}anti-x"),
        ("endpoint", "os", f"{TXO}OS"),
        ("endpoint", "Complete response", f"{TXO}CR"),
        ("biomarker", "nlr", f"{TXO}NLR"),
        ("paper", "x-2020", iri("paper", "x-2020").value),
        ("text", '" } DROP ALL #', '" } DROP ALL #'),
        ("integer", " 3 ", "3"),
        ("decimal", "12.50", "12.5"),
    ],
)
def test_values_are_understood_forgivingly(kind: str, text: str, expected: str) -> None:
    """Labels, synonyms, brands and keys in any case; components in any order and joined in any of the usual ways."""
    assert resolve(kind, text, LEXICON).value == expected


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("class", "wonderib"),
        ("endpoint", "NLR"),
        ("endpoint", ""),
        ("regimen", "wonderibb + embo"),
        ("integer", "3.5"),
        ("integer", "٣"),
        ("decimal", "many"),
        ("decimal", "NaN"),
        ("decimal", "inf"),
    ],
)
def test_values_of_the_wrong_type_are_refused(kind: str, text: str) -> None:
    """A drug is no class, a marker no endpoint, a word no number."""
    with pytest.raises(QueryError):
        resolve(kind, text, LEXICON)
