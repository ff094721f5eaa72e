"""The factor of a prognostic statement: its words as printed, without what surrounds it, and its cut-off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg_builder.expressions import Expression
from kg_builder.facts.cutoffs import without_cutoff
from kg_builder.phrases import PartPhrase
from kg_builder.units import Units

__all__ = [
    "Factor",
    "factor_after",
    "factor_before",
    "joined",
    "last_tested",
    "listed_after",
    "listed_before",
]


class Factor(NamedTuple):
    """Characters `start` to `end` name a factor; its words without the cut-off, and the cut-off."""

    start: int
    end: int
    name: str
    cutoff: str | None = None


_REPORTING = PartPhrase(
    r"""\b(?<!who\swere\s)(?:identif(?:ied|y|ying)|confirm(?:ed|ing)?|considered|validated|recogni[sz]ed|established|determined|highlight(?:ed|s)?|affirmed|
        verified|reveal(?:ed|s)?|found|reports?|reported|show(?:ed|n|s)?|demonstrat(?:ed|es)|indicat(?:ed|es)|suggest(?:ed|s)|discovered|noted|observed|
        concluded|proved|supports?|supported|analysis|analyses|results?|conducted\sby\s[^,]+,)\s
        (?:also\s|further\s|clearly\s)?(?:that\s|:\s|,\s)?""",
    "identif", "confirm", "considered", "validated", "recogni", "established", "determined", "highlight", "affirmed", "verified",
    "reveal", "found", "report", "show", "demonstrat", "indicat", "suggest", "discovered", "noted", "observed", "concluded",
    "proved", "support", "analys", "result", "conducted by",
)  # fmt: skip
_BREAK = PartPhrase(  # each begins with a letter or sign, by which the engine skips to it
    r"""[;:]\s|,\s(?:while|whereas|but|although|though|and|which|making|establishing|suggesting|indicating|with|especially|however)\s
        |t(?<!\wt)hat\s|w(?<!\ww)h(?:ile|ereas|ether|en)\s|b(?<!\wb)(?:ut|ecause)\s|a(?<!\wa)lthough\s|s(?<!\ws)ince\s|\.\s(?=[A-Z])""",
    ";", ":", ", ", ". ", "that ", "while ", "whereas ", "whether ", "when ", "but ", "because ", "although ", "since ",
)  # fmt: skip
_OPENING = Expression(
    r"""^(?:(?:however|whereas|while|furthermore|moreover|additionally|similarly|notably|also|thus|therefore|conversely|interestingly|finally|importantly|again|
           nonetheless|nevertheless|meanwhile|consequently|overall|in\saddition|in\scontrast|of\snote|as\sexpected|in\sfact|for\sexample|and|but|or|both|
           only|even|that|then|neither|,|\.|\(|\)|\])[\s,]+
        | (?:in|among|for|after|at|on|of|during|by|using|based\son|according\sto|regarding|given|despite|due\sto
            |owing\sto|unlike|like|with|compared\s(?:with|to)|to)\s(?:[^,()]|\([^()]*\)){3,120},\s
        | (?:an?|the|this|these|those|their|its|his|some|several|all|any|such)\s
        | (?:existence|presence|finding)s?\sof\s|(?:significant|marked)\s
        | whether\s(?:or\snot\s)?(?:the\s)?(?:patients|tumou?rs|they)\s(?:had|have|were|received|carried)\s
        | (?:patients|those|women|men)\s(?:in|of|from)\sthe\s[^,();]{2,60}?\s(?:arm|group|cohort|population|set)s?
            \s(?:\([^()]*\)\s)?(?:with|who\shad)\s
        | (?:patients?|individuals?|subjects?|participants?|cases?|those|people|women|men|tumou?rs
            |\w+\spatients)\s(?:in\sthe|who\s(?:were\s(?:deemed|considered|found|known|judged)\sto\s(?:have|be)|had|have|were|with|showed|experienced|attended|lacked|develop(?:ed)?|achieved?|present(?:ed)?\swith
                |exhibit(?:ed)?|express(?:ed)?|carr(?:y|ied)|harbou?r(?:ed)?)|with|having|showing|achieving|developing|experiencing|aged|in\swhom
            |whose(?:\stumou?rs?\s(?:express|harbou?r|show|carri)ed)?|harbou?ring|carrying)\s
        )""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOSING_WORDS = frozenset(
    """
    was were is are be been being has have had can could may might will would did does do to also both further generally not
    significantly independently strongly closely still often usually markedly only seem seems seemed appear appears appeared
    tend tends tended likely below above that who which as and or with in of for no itself the a an
    indeed however therefore
    """.split()  # noqa: SIM905
)
_CLOSING_NOUNS = frozenset(
    "patient patients cases individuals subjects participants group groups cohort cohorts subgroup subgroups population".split()  # noqa: SIM905
)
_ADJECTIVES = ("genetic", "mutational", "molecular", "genomic", "prognostic")  # of which no name is left without a noun
_WORD_BORDERS = " ([-/"
_CLOSING_BRACKET = re.compile(r"(?:\s?\[[\d,\s-]+\]|\s?\(\s?[Pp]\s?[=<>≤][^()]*\))$")
_IN_ALL = PartPhrase(r"\sin\sthe\s(?:\w+-\w+|entire|whole|overall)$", "in the ", flags=re.IGNORECASE)
_EMPTY = Expression(
    r"""^(?:it|they|this|these|that|those|which|who|we|he|she|there|none|others?|where|how|why|what|whose|HRs?|ORs?|RRs?|AUCs?|P|C-ind\w+\b.*|results?|stud(?:y|ies)|findings?|data|authors?|both|one|two|all|analys[ie]s|
        patients?|treatments?|therap(?:y|ies)|combinations?|this\scombination|regimens?|groups?|drugs?|factors?|variables?|markers?|approach|strategy|
        (?:multivariate|multivariable|univariate|cox|regression|subgroup|logistic)\b.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_STUDY = PartPhrase(
    r"""\b(?:et\sal\.?|stud(?:y|ies)|trials?|reports?|meta-analys[ie]s|hazard\sratio|Figure|Table)\b
        |\b(?:reported|observed|documented|described|noted|saw|found|demonstrated|showed|detected|discovered)$""",
    "et al", "stud", "trial", "report", "meta-analys", "hazard ratio", "figure", "table", "observed", "documented",
    "described", "noted", "saw", "found", "demonstrated", "showed", "detected", "discovered",
)  # fmt: skip


def factor_before(text: str, start: int, end: int, units: Units, *, named: bool) -> Factor | None:
    """The factor that a stretch of a sentence before a predicate ends with.

    Args:
        text: the cleaned sentence.
        start: where the stretch begins (after the predicate before).
        end: where the predicate begins.
        units: for cut-offs.
        named: the predicate is a naming one ("found X as a factor"): a reporting verb right before it counts as border.

    >>> text = "However, Poe et al. found that patients with NLR > 3.46 had shorter OS"
    >>> units = Units(re.compile(r"(?!)(?P<unit>)"), {})
    >>> factor_before(text, 0, text.index(" had"), units, named=False)
    Factor(start=45, end=55, name='NLR', cutoff='>3.46')
    """
    if text.count(",", start, end) > 1 and (beside := _BESIDE.match(text[start:end].rstrip())):
        end = start + beside.end("head")
    for border in (_BREAK, _REPORTING) if not named else (_REPORTING, _BREAK):
        for match in border.finditer(text, start, end):
            if text[match.end() : end].strip(" ,"):
                start = match.end()
    return _factor(text, start, end, units)


_UNTIL = re.compile(
    r"[;,:.(\[]|\b(?:and|compared|versus|vs|(?<!er\s)(?<!more\s)(?<!less\s)than|who|which|that|while|when|but|were|was|is|are|had|have|after|treated|receiving|undergoing|did|persist\w*|remain\w*|with\s(?:an?\s)?(?:HRs?|hazard|odds)|(?:as|for)\s(?:assessed|measured|all))\b"
)


def factor_after(text: str, start: int, end: int, units: Units) -> Factor | None:
    """The factor that begins at `start`, as far as its noun phrase goes.

    >>> units = Units(re.compile(r"(?!)(?P<unit>)"), {})
    >>> factor_after("shorter OS in patients with deep vein thrombosis, who", 14, 52, units)
    Factor(start=28, end=48, name='deep vein thrombosis', cutoff=None)
    """
    at = start
    while opening := _OPENING.match(text[at:end]):
        at += opening.end()
    stop = _UNTIL.search(text, at, end)
    return _factor(text, at, stop.start() if stop else end, units)


_ASIDE = PartPhrase(
    r",\s(?:particularly|especially|including|such\sas|e\.g\.)\s.*$|\sas\s(?:an?|the)\s.*$",
    ", particularly", ", especially", ", including", ", such as", ", e.g.", " as a ", " as an ", " as the ",
)  # fmt: skip
_CLAUSE = re.compile(r",\s(?!and\b|or\b|as\swell)(?=[^,]*$)")
_VERB = Expression(
    r"""\s(?:is|are|was|were|be|been|has|have|had|may|can|could|will|would|should|does|did|exists?|includ(?:es?|ed)|remains?
        |plays?|became|we|it|they|that|summari[sz]es?|evaluate[sd]?|suggests?|indicates?|resulted|represented|behaved|occurs?
        |stratified|offer(?:s|ed)|provide[sd]?|allow(?:s|ed)|enable[sd]|yield(?:s|ed)|(?:enhanc|improv|reduc|increas|worsen|promot|suppress|mediat|reflect|affect|influenc)e?s|benefit(?:s|ed)?\s(?:more|most|from|significantly)|might|further|integrates|combines|rises|falls|explores?|outperform(?:s|ed)?
        |excel(?:s|led)?|leads?|led|to\s(?:predict|assess|evaluate|determine))\s|[\[\]]""",
    re.IGNORECASE | re.VERBOSE,
)
_METHOD = Expression(
    r"""^(?:[^\w<>\u2264\u2265]|(?:no|not|in|and|for|with|so|to|among|despite|because|linked|associated|than|over|from|as|of|thereby|thus|hence|via|through|both|acceptable|understanding
            |represented|combining|known|advance|future|further|attributed|treated|effective|our|risk\sof)\b
          |(?:present|located|found|observed|derived|produced|secreted|based)\s(?:in|on|by|from|within)\b
          |(?:\w+\s){0,2}(?:value|role|interest|utility|importance|significance|probability)\sof\b|investigat\w+|targets?\b|lack\sof\sassociation|(?:the\s)?addition\sof|proportion\sof|clinical\spractice|increasing\sevidence|efficacy$)""",
    re.IGNORECASE | re.VERBOSE,
)
_METHODS = Expression(  # with one of these ends what is no trait
    r"""\b(?:(?<!growth\s)(?<!necrosis\s)(?<!rheumatoid\s)factors?|predictors?|indicators?|methods?|mechanisms?|strateg(?:y|ies)|approach(?:es)?|advance(?:s|ments?)|improvements?
          |correlations?|associations?|differences?|interactions?|trends?|comparisons?|potential|significant|understanding|monitoring|analysis|research|crucial|models?|nomograms?|algorithms?|systems?|classifiers?|favou?ring|used|way|alike|measurements?|samples?|specimens?|data|records?|follow-up)$|-(?:all)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST = len("understanding")  # of these
_ACT = re.compile(  # what is done, not what patients have: "targeting X", "integrating X and Y"
    r"""^(?:target|integrat|incorporat|inhibit|block|deplet|suppress|modulat|optimi[sz]|select|stratify|identify|assess|evaluat|analy[sz]|administ(?:er|rat)
        |delay|initiat|start|discontinu|perform|consider|choos|restor|overcom|enhanc|improv|prevent|reduc|maintain|introduc|extend)ing\s""",
    re.IGNORECASE | re.VERBOSE,
)


_QUOTES = dict.fromkeys(map(ord, '"\u201c\u201d'))
_TWICE = re.compile(r"^(\S+)\s(?=\1\b)")  # a heading that ran into its sentence


_LETTERS = re.compile(r"[A-Za-z]{2}")
_SPACES = re.compile(r"\s+")


def _factor(text: str, start: int, end: int, units: Units) -> Factor | None:
    trimmed = _trimmed(text, start, end)
    own = _own_clause(text, *trimmed)
    start, end = trimmed if own == trimmed else _trimmed(text, *own)
    words = text[start:end]
    printed = words.split()
    if not _LETTERS.search(words) or len(printed) > 12 or words.count("(") != words.count(")") or _is_empty(words):
        return None
    plain = '"' not in words and words.isascii() and " ".join(printed) == words
    name, cutoff = without_cutoff(words if plain else _SPACES.sub(" ", words.translate(_QUOTES)), units)
    if name != words and (not _LETTERS.search(name) or _is_empty(name)):
        return None
    if _VERB.search(f" {name} ") or _METHOD.match(name) or _METHODS.search(name, max(0, len(name) - _LONGEST)):
        return None
    if _ACT.match(name):
        return None
    name = _TWICE.sub("", name)
    return Factor(start, end, "age" if name in ("old", "aged", "years old") else name, cutoff)


def _is_empty(words: str) -> bool:
    """Whether words name no factor but a study, its patients or what it told."""
    return _EMPTY.match(words) is not None or _OF_STUDY.search(words) is not None


_BESIDE = re.compile(  # "X, present in half of the cases, significantly predicted"
    r"""^(?P<head>(?:(?:in|among|of|for|within|from)\s[^,]{2,120},\s)?[^,]{2,80}),\s(?:but\snot|which|who|present|found|occurring|observed|defined|known|seen|(?:as\s)?(?:detected|determined|measured|assessed|evaluated)|produced|secreted|expressed
        |derived|an?|one\sof|primarily|particularly|especially|including|such\sas)\s[^,]{3,100}(?:,[^,]{3,100})?,\s?(?:\w+ly)?$""",
    re.IGNORECASE | re.VERBOSE,
)


def _own_clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Without asides after the factor, and without another clause before it."""
    if aside := _ASIDE.search(text[start:end]):
        end = start + aside.start()
    if clause := _CLAUSE.search(text[start:end]):
        start += clause.end()
    return start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end:
        if text[start].isspace():
            start += 1
        elif opening := _OPENING.match(text[start:end]):
            start += opening.end()
        else:
            break
    while start < end and (closing := _closing(text[start:end])) is not None:
        end = start + closing
    return start, end


def _closing(words: str) -> int | None:
    """Where the words begin that close a noun phrase without belonging to it."""
    if words[-1] in " ,;:":
        return len(words) - 1
    if closing := _CLOSING_BRACKET.search(words) if words[-1] in ")]" else _IN_ALL.search(words):
        return closing.start()
    start = max(map(words.rfind, _WORD_BORDERS)) + 1
    last = words[start:]
    if last == "it" and words[:start].endswith(", "):
        return start - 2 if words[: start - 2].rstrip()[-1:].isdigit() else None
    closes = last.lower() in _CLOSING_WORDS and (last.islower() or last.lower() not in ("the", "a", "an"))
    noun = last.lower() in _CLOSING_NOUNS and words[start - 1 : start] == " "
    return start if closes or (noun and not words[: start - 1].lower().endswith(_ADJECTIVES)) else None


_JOINT = re.compile(
    r"\s+(?P<word>and|or(?!(?<=\d\sor)\s(?:(?:high|great|low|young|old)er|more|less|above|below|worse)\b)|nor)\s(?:(?:those|patients|women|men)\s(?:with|who\shad)\s)?"
)
_HEADS = {
    "and": re.compile(r"^(?:levels?|expression|counts?|values?|concentrations?|status)$"),
    "or": re.compile(r"^(?:levels?|expression|counts?|values?|concentrations?|status|ratios?|scores?|grades?|stages?)$"),
}  # fmt: skip
_TRAIT = re.compile(
    r"\b(?:status|stage|grade|levels?|scores?|counts?|number|size|location|site|(?:sub)?type|histology|mutations?|expression|volume|burden|involvement|metastas[ei]s|invasion|history|ratio|index)$|^outcome\sof\s"
)
_CONDITION = re.compile(  # what patients have or not, at no level
    r"\b(?:metastas[ei]s|invasion|involvement|infiltration|loss|histology|cirrhosis|ascites|thromb\w+|resection|surgery|history|stage|sex)$"
)
_WHOLE = re.compile(r"\b(?:between|combin\w+|interaction|together|both)\b", re.IGNORECASE)


def joined(text: str, factor: Factor, units: Units, known: Sequence[tuple[int, int]]) -> tuple[Factor, ...]:
    """The factors that "A and B" or "A or B ratio" names, each with its own or the common level; else the factor itself.

    Args:
        text: the sentence, `unbracketed`.
        factor: as it stands there.
        units: for cut-offs.
        known: where names of the vocabulary stand inside it; one side must have one.

    >>> text, units = "Elevated AFP and CRP levels", Units(re.compile(r"(?!)(?P<unit>)"), {})
    >>> [(f.name, f.cutoff) for f in joined(text, Factor(0, 27, "AFP and CRP levels", "elevated"), units, [(9, 12)])]
    [('AFP levels', 'elevated'), ('CRP levels', 'elevated')]
    """
    words = text[factor.start : factor.end]
    joints = list(_JOINT.finditer(words))
    if len(joints) != 1 or "," in words or _WHOLE.search(words):
        return (factor,)
    cut, end = factor.start + joints[0].start(), factor.start + joints[0].end()
    one, two = _factor(text, factor.start, cut, units), _factor(text, end, factor.end, units)
    named = any(e <= cut or s >= end for s, e in known) and not any(s < cut and e > end for s, e in known)
    if one is None or two is None or not named or max(len(one.name.split()), len(two.name.split())) > 5:
        return (factor,)
    return _sharing(one, two, joints[0]["word"]) or (factor,)


def _sharing(one: Factor, two: Factor, word: str) -> tuple[Factor, Factor] | None:
    """Two factors, the first with the other's head ("AFP or DCP ratio"), the second with the first's level; or none.

    A head such as "ratio" after "and" needs both: "neutrophil and lymphocyte ratio".
    """
    last = two.name.split()[-1]
    head = last if _HEADS["or"].match(last) and last != two.name and not _TRAIT.search(one.name) else ""
    if head and word != "or" and not _HEADS["and"].match(head):
        return None
    if head and not _levelled(two) and not _HEADS["or"].match(one.name.split()[-1]):
        one = one._replace(name=f"{one.name} {head}", cutoff=one.cutoff or two.cutoff)
    shared = two.cutoff is None and _levelled(one) and not _CONDITION.search(two.name)
    return one, two._replace(cutoff=one.cutoff if shared else two.cutoff)


def _levelled(factor: Factor) -> bool:
    """Whether a factor has a level in words ("elevated"), which is no stage's ("IV")."""
    return factor.cutoff is not None and factor.cutoff[0].isalpha() and not factor.cutoff[:2].isupper()


def last_tested(text: str, factor: Factor, units: Units, places: Sequence[tuple[int, int]]) -> Factor:
    """A factor without those joined before it that have statistics of their own: "X (P = 0.02) and Y score".

    Args:
        text: the sentence, `unbracketed`.
        factor: as it stands there.
        units: for cut-offs.
        places: what is `tested` in the sentence.
    """
    inner = [end for _, end in places if factor.start < end < factor.end]
    joint = _JOINT.match(text, inner[-1]) if inner else None
    return (joint and _factor(text, joint.end(), factor.end, units)) or factor


_PREPOSED = re.compile(
    r"^(?:in|among|for|of|at|on|with|by|using|unlike|like|besides|after|before|during|including|compared|relative|versus|although|while|when|if|as)\b",
    re.IGNORECASE,
)


_SUCH = re.compile(
    r"\b(?:factors|variables|characteristics|parameters)(?:,|\s\(|,?\ssuch\sas|,?\sincluding|\slike|:)\s?(?:such\sas\s|including\s)?",
    re.IGNORECASE,
)


_LAST_SEPARATOR = re.compile(r"\s*,\s(?:and\s|or\s)?$|\s+(?:and|or)\s$")


def listed_before(text: str, factor: Factor, units: Units, known: Sequence[tuple[int, int]]) -> tuple[Factor, ...]:
    """The factors that a list names before its last, as far back as one is of the vocabulary, or all are called factors.

    >>> text = "In the end, ECOG, AFP, and CRP were prognostic"
    >>> units = Units(re.compile(r"(?!)(?P<unit>)"), {})
    >>> [f.name for f in listed_before(text, Factor(27, 30, "CRP"), units, [(12, 16), (18, 21), (27, 30)])]
    ['ECOG', 'AFP']
    """
    start = 0
    for told in _REPORTING.finditer(text, 0, factor.start):
        start = told.end()
    if said := _SUCH.search(text, start, factor.start):
        start = said.end()
    found: list[Factor] = []
    unknown: list[Factor] = []  # between others of which the list may have a known one
    end = factor.start
    while comma := _LAST_SEPARATOR.search(text[start:end]):
        end = start + comma.start()
        border = text.rfind(", ", start, end)
        begin = border + 2 if border >= 0 else start
        item = None if _PREPOSED.match(text[begin:end]) or end - begin > 70 else _factor(text, begin, end, units)
        if item is None:
            break
        if said or any(begin <= s and e <= end for s, e in known):
            found, unknown = [item, *unknown, *found], []
        else:
            unknown.insert(0, item)
        end = begin
    return tuple(found)


_LIST_ENDS = re.compile(r"[;:]|\.(?:\s|$)|$|\s(?:in|while|whereas|but|for|with|persist\w*|remain\w*|was|were)\s")
_SEPARATOR = re.compile(r"\s*,\s(?:and\s|or\s)?|\s+(?:and|or|as\swell\sas)\s")


def listed_after(text: str, start: int, units: Units, known: Sequence[tuple[int, int]]) -> tuple[Factor, ...]:
    """The factors of the list that begins at `start`, as far as each has a name of the vocabulary or is called a trait.

    >>> units = Units(re.compile(r"(?!)(?P<unit>)"), {})
    >>> [f.name for f in listed_after("factors for OS were ECOG, AFP and CRP.", 20, units, [(20, 24), (26, 29), (34, 37)])]
    ['ECOG', 'AFP', 'CRP']
    """
    stop = _LIST_ENDS.search(text, start)
    end = stop.start() if stop else len(text)
    found: list[Factor] = []
    while start < end:
        separator = _SEPARATOR.search(text, start, end)
        item = _factor(text, start, separator.start() if separator else end, units)
        if item is None or len(item.name) > 60:
            break
        if not _TRAIT.search(item.name) and not any(item.start <= s and e <= item.end for s, e in known):
            break
        found.append(item)
        start = separator.end() if separator else end
    return tuple(found)
