"""What a paper counts a drug among: "TKIs such as A and B", "A (an anti-X antibody)", "the X inhibitor A"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from kg_builder.evidence import ClassOf
from kg_builder.lexicon import Category, Term
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase, bits
from kg_builder.study import Paper, Statement

__all__ = ["classes"]


class _Named(msgspec.Struct, frozen=True):
    """Characters `start` to `end` name a drug or a class by its key."""

    start: int
    end: int
    key: str
    family: bool


def classes(paper: Paper) -> Iterator[ClassOf]:
    """The memberships that the paper's sentences state."""
    for statement in paper.holding(_ACTS):
        yield from _acts(statement)
    for statement in paper.statements:
        if Category.TREATMENT_CLASS in statement.categories or statement.text.standing & _KINDS:
            named = _named(statement)
            turns = {(one.family, other.family) for one, other in pairwise(named)}
            for rule, turn in _RULES if turns - {_TWO_DRUGS} else ():
                if turn is None or turn in turns:
                    yield from rule(statement, named)
    for statement in paper.holding(_SYSTEMS, _OTHER_SYSTEMS):
        yield from _staging_systems(statement)
        yield from _other_systems(statement)


_KIND = Phrase(
    r"\b(?:pan-)?(?P<name>(?:\w++(?:[/-]\w++)*+)\)?(?P<enzyme>\s(?:(?:receptor\s)?(?:tyrosine\s)?kinase|receptor))?\s(?:inhibitor|antagonist|agonist|blocker))s?\b",
    "inhibitor", "agonist", "blocker",
)  # fmt: skip
_SPELT_OUT = re.compile(
    r"(?<![\w/-])(?:(?!(?:an?|the|of|and|or|with|is|was|are|were|to|by|first|second|oral|selective|potent|novel|new|dual)\s)[\w/()-]+\s){1,7}\($"
)
_KIND_OF = Phrase(
    r"""\b(?:(?P<kind>inhibitor|antagonist|agonist|blocker)s?\s(?:of|against)|(?P<antibody>antibod(?:y|ies)|mAbs?)\s(?:(?:directed\s|raised\s)?(?:against|to)|targeting|specific\sfor))
        \s(?:the\s)?(?P<target>(?=\S*[A-Z]{2})[A-Z][\w]*(?:[/-][A-Z0-9][\w]*)*)\b(?!\s(?:receptor|ligand))""",
    "inhibitor", "agonist", "blocker", "against", "targeting", "specific for", "antibody to ", "antibodies to ", "mab to ",
    "mabs to ", "directed to ", "raised to ", flags=re.VERBOSE,
)  # fmt: skip
_KINDS = bits(_KIND, _KIND_OF)
_TARGET = re.compile(
    r"s?\s(?:(?:directed\s)?against|directed\s(?:at|to)|targeting|(?:that|which)\s(?:specifically\s)?(?:targets?|recogni[sz]es|binds(?:\sto)?|blocks|inhibits)|specific\s(?:for|to)|to)\s(?:the\s)?(?P<target>[A-Z][\w-]*[A-Z0-9][\w-]*(?:\sreceptor(?:[\s-]?\d)?)?)"
)
_NO_KIND = re.compile(
    r"^(?:an?|the|this|these|those|such|other|multi|small|molecule|and|or|of|with|potent|selective|oral|new|novel|plus|dual|first|second|both|as)\s",
    re.IGNORECASE,
)


def _antibody(statement: Statement, target: str) -> str | None:
    """The class of the antibodies against a target, where the vocabulary has it; "X-2" may be known as X."""
    named = (f"anti-{name}" for name in (target, re.sub(r"-?\d$", "", target)))
    found = (statement.paper.finder.named(name, Category.TREATMENT_CLASS) for name in named)
    return next((term.key for term in found if term is not None), None)


def _called(mention: Mention, family: Term) -> str:
    """A class by its key; one that a key of "other" drugs stands for as it is printed."""
    return mention.text.lower().removesuffix("s") if family.key.startswith("other ") else family.key


def _named(statement: Statement) -> tuple[_Named, ...]:
    found: list[_Named] = []
    for mention in statement.mentions:
        family = mention.of(Category.DRUG, Category.TREATMENT_CLASS)
        drug = family and mention.of(Category.DRUG)
        if family and not drug and family.key != "systemic therapy":
            plural = statement.text[mention.end : mention.end + 1] == "s"
            aimed = _TARGET.match(statement.text, mention.end) if family.key == "monoclonal antibody" else None
            against = _antibody(statement, aimed["target"]) if aimed else None
            end = aimed.end() if aimed and against else mention.end + plural
            found.append(_Named(mention.start, end, against or _called(mention, family), True))
        elif drug:
            found.append(_Named(mention.start, mention.end, drug.key, False))
    for match in _KIND.finditer(statement.text):
        name, start = match["name"].replace(")", ""), match.start()
        if ")" in match["name"]:  # "cyclin-dependent kinase 4/6 (CDK4/6) inhibitors"
            spelt = _SPELT_OUT.search(statement.text, 0, start)
            start = spelt.start() if spelt else match.end()
        within = [n for n in found if n.start < match.end() and start < n.end]
        vague = match["enzyme"] and _GENE.match(name) and all(n.family and n.start > match.start() for n in within)
        if start < match.end() and not _NO_KIND.match(name) and (vague or not within):
            found = [n for n in found if n not in within]
            found.append(_Named(start, match.end(), _kind_named(statement, name, match["enzyme"] or ""), True))
    found = _aimed(statement, found)
    return tuple(sorted(found, key=lambda n: n.start))


_GENE = re.compile(r"(?=\S*[A-Z]{2})\S+\s")


def _kind_named(statement: Statement, name: str, enzyme: str) -> str:
    """The class of the inhibitors of something, which the vocabulary may have without what kind of enzyme that is."""
    known = (statement.paper.finder.named(n, Category.TREATMENT_CLASS) for n in (name, name.replace(enzyme, "", 1)))
    return next((term.key for term in known if term), name.lower())


def _aimed(statement: Statement, found: list[_Named]) -> list[_Named]:
    """What is named, with the classes that their targets name: "inhibitors of X", "an antibody against X"."""
    for match in _KIND_OF.finditer(statement.text):
        name = f"anti-{match['target']}" if match["antibody"] else f"{match['target']} {match['kind']}"
        general = re.sub(r"-?\d+(?=\s)", "", name)  # "FGFR1 inhibitor" may be known as "FGFR inhibitor"
        kinds = (statement.paper.finder.named(each, Category.TREATMENT_CLASS) for each in (name, general))
        known = next((kind for kind in kinds if kind), None)
        within = [n for n in found if n.start < match.end() and match.start() < n.end]
        vague = match["kind"] or known  # "a small-molecule inhibitor of X", "an antibody against X"
        if not within or (vague and all(n.family and n.end <= match.start("target") for n in within)):
            start = min([match.start(), *(n.start for n in within)])
            found = [n for n in found if n not in within]
            found.append(_Named(start, match.end(), known.key if known else name.lower(), True))
    return found


_SUCH = re.compile(
    r"""^(?:\)|\s?\([^()]{1,24}\)(?=\s[a-z]|,))?(?:\s(?:drugs?|agents?|antibod(?:y|ies)|inhibitors?|therap(?:y|ies)|treatments?|monotherapy|mAbs?|blockade|classes))?
         (?:\s?,?\s(?:such\sas|like|mainly|primarily|(?:mainly\s|currently\s|commonly\s)?includ(?:ing|es?)(?:\sthe)?|namely|[ei]\.[ge]\.,?|for\sexample,?|consist(?:s|ing)\sof)\s
          |\s?[(\[]\s?(?:e\.g\.,?\s?|i\.e\.,?\s?|such\sas\s|including\s|mainly\s|namely\s)?)(?:an?\s|the\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_LIST = re.compile(
    r"^(?:\s?(?:\([^()]*\)|\[[^\]]*\]))?\s?(?:,\s?(?:and|or)?|/|and/or|and|or|;)\s?(?:the\s)?$", re.IGNORECASE
)


_CLOSES = re.compile(r"[)\],;]|and\sso\son|et\scetera")


def _members(statement: Statement, named: tuple[_Named, ...]) -> Iterator[ClassOf]:
    """ "class such as A, B and C", "class (A or B)"."""
    text = statement.text
    for number, family in enumerate(named[:-1]):
        opened = _SUCH.match(text[family.end : named[number + 1].start])
        if not family.family or opened is None:
            continue
        run = [named[number + 1]]
        for other in named[number + 2 :]:
            if other.family != run[0].family or not _LIST.match(text[run[-1].end : other.start]):
                break
            run.append(other)
        after = text[run[-1].end :].lstrip()
        bracket = opened.group().rstrip().endswith(("(", "["))
        if bracket and not _CLOSES.match(after):
            continue
        rule = "class-bracketed-members" if bracket else "class-such-as"
        yield from (_record(statement, family, m, rule) for m in run if _plain(m, family))


def _plain(member: _Named, family: _Named) -> bool:
    return member.key != family.key and (not member.family or member.key.startswith("anti-"))


_OPEN = re.compile(r"^(?:\s?\([^()]{1,20}\))?\s?\(\s?(?:an?\s|the\s)?(?:[\w-]+,?\s){0,4}$", re.IGNORECASE)


def _bracketed_class(statement: Statement, named: tuple[_Named, ...]) -> Iterator[ClassOf]:
    """ "A (an EGFR inhibitor)"."""
    text = statement.text
    for drug, family in pairwise(named):
        if drug.family or not family.family or not _OPEN.match(text[drug.end : family.start]):
            continue
        if re.match(
            r"(?:\s(?:antibody|agent|drug|inhibitor))?\s?(?:(?:,|\sthat|\swhich|\sto)\s[^()\[\]]{3,80})?[)\]]",
            text[family.end :],
        ):
            yield _record(statement, family, drug, "class-in-brackets")


_APPOSED = re.compile(
    r"""^(?:\)|\s?(?:\([^()]*\)|®|™))*(?:,\s(?:which\sis\s)?(?:an?|the|another)\s|\s(?:is|was|acts\sas|represents)\s(?:also\s)?(?:an?|the|another)\s)(?:(?:first|second|only|[a-z][\w/-]*|[A-Z]\w*)[,]?\s(?:and\s)?){0,5}$""",
    re.VERBOSE,
)
_NOT_IS = re.compile(
    r"\b(?:with|by|to|than|combination|plus|versus|and|or|of|in|for|candidate|like|not|after|on)\s", re.IGNORECASE
)


_NEXT_OF_LIST = re.compile(r"s?\s(?:and|or|plus)\s")  # "A, an anti-X antibody and B": three of a list


_BRACKET = re.compile(r"\([^()]*\)")


def _apposed(statement: Statement, named: tuple[_Named, ...]) -> Iterator[ClassOf]:
    """ "A, an anti-X antibody, …", "A is the first oral TKI"."""
    text = statement.text
    for drug, family in pairwise(named):
        between = text[drug.end : family.start]
        if (
            not drug.family
            and family.family
            and _APPOSED.match(between)
            and not (between.startswith(",") and _NEXT_OF_LIST.match(text, family.end))
            and not _NOT_IS.search(_BRACKET.sub("", between))
        ):
            yield _record(statement, family, drug, "class-apposition")


_ARE = re.compile(
    r"^\s(?:are|were)\s(?:both\s|all\s|the\s|two\s|three\s)*(?:(?!not\b|in\b|with\b|than\b|given\b|treated\b)[a-z][\w-]*,?\s(?:and\s)?){0,4}$"
)


_BELONGS = re.compile(r"^\sbelongs?\sto\s(?:the\s)?(?:(?:class|family|group)\sof\s(?:the\s)?)?(?:[a-z][\w-]*\s){0,2}$")


def _are(statement: Statement, named: tuple[_Named, ...]) -> Iterator[ClassOf]:
    """ "A, B and C are anti-X antibodies", "A belongs to the class of the Xs"."""
    text = statement.text
    for number, family in enumerate(named):
        last = named[number - 1] if number else None
        if last is None or last.family or not family.family:
            continue
        between = text[last.end : family.start]
        belongs = _BELONGS.match(between)
        if not (belongs or _ARE.match(between)):
            continue
        run = [last]
        for other in reversed(named[: number - 1]):
            if other.family or not _LIST.match(text[other.end : run[-1].start]):
                break
            run.append(other)
        if len(run) > 1 or belongs:
            yield from (_record(statement, family, drug, "class-are") for drug in reversed(run))


_AS = re.compile(r"\bas\san?\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)


def _is_a(statement: Statement, named: tuple[_Named, ...]) -> Iterator[ClassOf]:
    """ "as a multitargeted TKI, A …"."""
    for family, drug in pairwise(named):
        joined = statement.text[family.end : drug.start] == ", "
        if family.family and not drug.family and joined and _AS.search(statement.text[: family.start]):
            yield _record(statement, family, drug, "class-as-a")


_NAME = re.compile(r"^\s(?:(?:antibod(?:y|ies)|inhibitors?|agents?|drugs?|mAbs?)[\s,]{1,2})?$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s(?:[a-z][\w-]*\s){0,3}(?:multi-|pan-)?$")


def _before_name(statement: Statement, named: tuple[_Named, ...]) -> Iterator[ClassOf]:
    """ "the PI3K inhibitor A"; also "the PI3K inhibitor, A", where A is known as one, so that the two are no list."""
    text = statement.text
    for family, drug in pairwise(named):
        if not family.family or drug.family or text[family.end - 1] == "s":
            continue
        between = text[family.end : drug.start]
        known = between == ", " and statement.paper.lexicon.is_a(drug.key, family.key)
        if (known or _NAME.match(between)) and _ARTICLE.search(text[: family.start]):
            yield _record(statement, family, drug, "class-before-name")


def _before_names(statement: Statement, named: tuple[_Named, ...]) -> Iterator[ClassOf]:
    """ "the X inhibitors A and B"; also "the X inhibitors, A and B", where they are known as such."""
    text, lexicon = statement.text, statement.paper.lexicon
    for number, family in enumerate(named[:-1]):
        if not family.family or text[family.end - 1] != "s" or not _ARTICLE.search(text[: family.start]):
            continue
        run: list[_Named] = []
        for drug in named[number + 1 :]:
            joint = text[run[-1].end if run else family.end : drug.start]
            if drug.family or not (_LIST.match(joint) if run else joint in (" ", ", ")):
                break
            run.append(drug)
        told = text.startswith(" ", family.end) or all(lexicon.is_a(drug.key, family.key) for drug in run)
        if len(run) > 1 and told:
            yield from (_record(statement, family, drug, "class-before-names") for drug in run)


_OTHER = re.compile(
    r"\s?,?\s(?:and|or)\sother\s(?:(?:novel|new|approved|oral|similar|available|multitargeted|anti-?cancer)\s)?"
)


_MARK = r"(?:\s?(?:\([^()]*\)|\[[^\]]*\]))?"
_COMMA = re.compile(rf"{_MARK}\s?[,/]\s?")


def _and_other(statement: Statement, named: tuple[_Named, ...]) -> Iterator[ClassOf]:
    """ "A, B and other Cs": all that the list names are such."""
    for number, family in enumerate(named):
        if number and family.family and _OTHER.fullmatch(statement.text, named[number - 1].end, family.start):
            run = [named[number - 1]]
            for one, next_ in zip(
                named[number - 2 :: -1] if number > 1 else (), reversed(named[:number]), strict=False
            ):
                if one.family or not _COMMA.fullmatch(statement.text, one.end, next_.start):
                    break
                run.append(one)
            yield from (_record(statement, family, m, "class-and-other") for m in reversed(run) if _plain(m, family))


_TWO_DRUGS, _CLASS_BEHIND, _CLASS_BEFORE = (False, False), (False, True), (True, False)
_RULES = (  # each with what it needs side by side: a drug and a class, a class and a drug
    (_members, None),
    (_and_other, None),
    (_bracketed_class, _CLASS_BEHIND),
    (_apposed, _CLASS_BEHIND),
    (_are, _CLASS_BEHIND),
    (_is_a, _CLASS_BEFORE),
    (_before_name, _CLASS_BEFORE),
    (_before_names, _CLASS_BEFORE),
)
_ACTS = Phrase(
    r"""(?:\s?\([^()]*\))?(?:,\s(?:which|that))?\s(?:(?!not\b)\w+ly\s)?(?:inhibits|blocks|targets|antagoni[sz]es)\s(?:the\s)?(?:mutant\s|mutated\s)?
        (?P<target>(?=\S*[A-Z]\S*[A-Z0-9\u03b1-\u03c9])[A-Za-z][\w-]*\w(?:/[\w-]*\w)*)(?P<pathway>\s(?:signall?ing\s)?(?:pathway|cascade|axis))?(?![\w-])""",
    " inhibits ", " blocks ", " targets ", " antagoni",
    flags=re.VERBOSE,
)  # fmt: skip
_TOGETHER = re.compile(r"\b(?:with|plus|and|or|of|by|to|than|on)\s(?:the\s|an?\s)?$", re.IGNORECASE)
_SENSELESS = re.compile(r"\s(?:expression|production|secretion|mutations?|positive|negative|\+|cells?|tumou?rs?|-)")


def _acts(statement: Statement) -> Iterator[ClassOf]:
    """ "A inhibits the X/Y pathway", "A, which selectively blocks X": A is an inhibitor of it, or an antibody against it."""
    for mention in statement.mentions:
        drug, text = mention.of(Category.DRUG), statement.text
        told = _ACTS.match(text, mention.end) if drug else None
        if (
            drug is None
            or told is None
            or _TOGETHER.search(text, 0, mention.start)
            or _SENSELESS.match(text, told.end())
        ):
            continue
        suffix = " pathway inhibitor" if told["pathway"] else " inhibitor"
        antibody = not told["pathway"] and statement.paper.lexicon.is_a(drug.key, "monoclonal antibody")
        known = statement.paper.finder.named(f"{told['target']}{suffix}", Category.TREATMENT_CLASS)
        key = (_antibody(statement, told["target"]) if antibody else None) or (known.key if known else None)
        family = _Named(told.start(), told.end(), key or f"{told['target']}{suffix}".lower(), True)
        yield _record(statement, family, _Named(mention.start, mention.end, drug.key, False), "class-acts")


_SYSTEMS = Phrase(r"\b(?:staging|scoring)\ssystems?,?\s(?:such\sas|includ(?:ing|es?)|like)\s", "system")


def _staging_systems(statement: Statement) -> Iterator[ClassOf]:
    """ "staging systems, including A [1], B [2] and C"."""
    opened = _SYSTEMS.search(statement.text)
    held: Mention | None = None
    for mention in statement.mentions if opened else ():
        named = mention.of(Category.STAGING_SYSTEM, Category.MODEL, Category.BODY)
        if opened is None or named is None or mention.start < opened.end():
            continue
        between = statement.text[held.end if held else opened.end() : mention.start]
        if (held and not _LIST.match(between)) or (not held and between):
            return
        held = mention
        family = _Named(opened.start(), opened.end(), "staging system", True)
        yield _record(statement, family, _Named(mention.start, mention.end, mention.text, False), "class-of-system")


_OTHER_SYSTEMS = Phrase(r"\s(?:and|or)\sother\s(?:\w+\s)?(?:staging|scoring)\ssystems?\b", "system")


_LAST = re.compile(rf"{_MARK},?")


def _other_systems(statement: Statement) -> Iterator[ClassOf]:
    """ "A, B and other staging systems"."""
    closed = _OTHER_SYSTEMS.search(statement.text)
    end = closed.start() if closed else 0
    for mention in reversed(statement.mentions) if closed else ():
        if (
            closed is None
            or mention.end > end
            or not mention.of(Category.STAGING_SYSTEM, Category.MODEL, Category.BODY)
        ):
            continue
        last = end == closed.start()
        if not (_LAST if last else _COMMA).fullmatch(statement.text, mention.end, end):
            return
        end = mention.start
        family = _Named(closed.start(), closed.end(), "staging system", True)
        yield _record(statement, family, _Named(mention.start, mention.end, mention.text, False), "class-of-system")


def _record(statement: Statement, family: _Named, drug: _Named, rule: str) -> ClassOf:
    start, end = min(family.start, drug.start), max(family.end, drug.end)
    return ClassOf(
        doc=statement.paper.document.id, span=statement.place(start, end), rule=rule, drug=drug.key, class_=family.key
    )
