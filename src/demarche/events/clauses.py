"""A verb's clause as the parse gives it: logical subjects and objects, prepositional phrases, what it governs.

Passives are turned round, shared and controlled subjects are found, relative pronouns give way to what they stand for.
Labels are those of Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Span, Token

from demarche.events.phrases import load_phrases

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM")
# "praised Varnia for freeing": after these, and a preposition, the object of the verb above is the subject.
MEANS = frozenset(
    ("phone", "telephone", "video", "videoconference", "videoconferencing", "videolink", "link", "sideline")
)
PLACING = frozenset(("in", "at", "on", "near", "during", ""))
PARTNERED = frozenset(("with", "against", "to", "for", "from", "by"))
LISTING = frozenset(("including", "like", "namely", "such"))
RELATIVE = frozenset(("who", "which", "that", "whom"))


class Phrase(NamedTuple):
    """A prepositional phrase: the lowered preposition ("out of" joined by a blank) and its noun."""

    case: str
    head: Token


class Clause(NamedTuple):
    """A verb and the heads of the phrases round it, coordination not yet spread."""

    verb: Token
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    indirect: tuple[Token, ...]
    phrases: tuple[Phrase, ...]
    complement: Token | None
    passive: bool


def sentence_of(word: Token) -> Span:
    """The sentence of a word; `Token.sent` looks through the whole document each time."""
    doc = word.doc
    start, end = word.i, word.i + 1
    while start > 0 and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start:
        end += 1
    return doc[start:end]


def case_of(noun: Token) -> str:
    """The preposition of a noun, lowered; fixed and stacked ones joined ("out of"); empty where it has none."""
    cases = [c for c in noun.children if c.dep_ == "case" and c.i < noun.i and c.tag_ != "POS"]  # no "'s" of an owner
    if not cases:  # "with General Tarn": the parser may hang the preposition on the title
        titles = [child for child in noun.children if child.dep_ == "nmod:desc" and child.i < noun.i]
        cases = [child for title in titles[:1] for child in title.children if child.dep_ == "case"]
    words = [part.lower_ for case in cases for part in (case, *(c for c in case.children if c.dep_ == "fixed"))]
    return " ".join(words)


def conjuncts(head: Token) -> Iterator[Token]:
    """The head and what is coordinated with it, or named in a list behind it ("several leaders, including Tarn")."""
    yield head
    for child in head.children:
        if child.dep_ == "nmod" and child.i > head.i and any(c.lower_ in LISTING for c in child.children):
            yield from conjuncts(child)
    for child in head.children:
        denied = any(c.lower_ == "not" and c.i < child.i for c in child.children)  # "Varnia, not Tamaria, did"
        if child.dep_ == "conj" and child.pos_ in NOMINAL and not denied:
            yield from conjuncts(child)
    if head.dep_ in ("nmod", "obl") and case_of(head):
        yield from (sibling for sibling in head.head.children if loose_conjunct(sibling) and sibling.i > head.i)


def loose_conjunct(noun: Token) -> bool:
    """Whether a name hangs beside what it is coordinated with ("between Varnia and Tamaria")."""
    before = [child for child in noun.children if child.i < noun.i]
    return (
        noun.dep_ in ("nmod", "obl") and noun.pos_ == "PROPN" and bool(before) and all(c.dep_ == "cc" for c in before)
    )


def phrases_of(
    word: Token, labels: tuple[str, ...] = ("obl", "nmod", "obl:agent", "obl:unmarked")
) -> tuple[Phrase, ...]:
    """The prepositional phrases that hang on a word, and those behind a place or a day that does.

    "held talks in Sarnath with Varnia", "met on Monday with Varnia": the parser may hang the partner on the place.
    """
    own = [child for child in word.children if child.dep_ in labels]
    behind = [
        inner
        for child in own
        if child.i > word.i and ((case_of(child) in PLACING and _places(child)) or child.lemma_.lower() in MEANS)
        for inner in child.children
        if inner.dep_ in labels and inner.i > child.i and case_of(inner) in PARTNERED
    ]
    return tuple(Phrase(case_of(child), child) for child in (*own, *behind))


def _places(noun: Token) -> bool:
    """Whether a noun is the name of a place or a time."""
    return noun.pos_ in ("PROPN", "NUM") or noun.lower_ in load_phrases().sets.time_nouns


def _relative(word: Token, verb: Token) -> Token:
    """What a relative pronoun stands for: the noun its clause modifies; any other word itself."""
    if word.lower_ in RELATIVE and word.pos_ in ("PRON", "DET", "SCONJ"):
        clause = verb
        while clause.dep_ == "conj" and clause.head != clause:
            clause = clause.head
        if clause.dep_.startswith("acl") or clause.dep_ == "advcl:relcl":
            aside = clause.head.dep_ == "conj" and any(c.lower_ == "not" for c in clause.head.children)
            return clause.head.head if aside else clause.head  # "it was Tarn, not Moren, who went"
    return word


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: by its auxiliary or subject, or a bare past participle after its noun."""
    labels = {child.dep_ for child in verb.children}
    if not labels & {"aux:pass", "aux", "cop"} and any(c.dep_ == "obj" and c.i > verb.i for c in verb.children):
        return False  # "Varnian soldiers detained 15 Tamarians", whatever label the subject has
    undergoing = [c for c in verb.children if c.dep_ == "nsubj:pass"]
    behind = any(c.i > verb.i and not case_of(c) for c in undergoing)
    if not labels & {"aux:pass", "aux", "cop"} and behind and any(c.i < verb.i for c in undergoing):
        return False  # "Varnian shelling killed two people", both labelled alike
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass")}
    if helpers & {"has", "have", "had"} and not helpers & {"been", "being", "got"} and "aux:pass" not in labels:
        return False  # "Varnian troops have withdrawn", the troops labelled a passive's subject
    if "aux:pass" in labels or ("nsubj" not in labels and labels & {"nsubj:pass", "csubj:pass"}):
        return True
    if verb.lower_.endswith("ing"):
        return False
    if verb.lower_.endswith("ed") and any(c.dep_ in ("aux", "cop") and c.lemma_.lower() == "be" for c in verb.children):
        return True
    if any(child.dep_ in ("mark", "aux", "nsubj") for child in verb.children):
        return False
    if verb.dep_ == "acl":
        return True
    return verb.dep_ == "advcl" and any(child.dep_ == "obl:agent" for child in verb.children)


def _children(word: Token, *labels: str) -> list[Token]:
    return [child for child in word.children if child.dep_ in labels]


def swallowed(verb: Token) -> Token | None:
    """The object that the parser made the head of its verb: "has suspended aid" read as a noun with a participle."""
    noun = verb.head
    if verb.dep_ != "amod" or verb.tag_ not in ("VBN", "VBD") or noun.pos_ not in ("NOUN", "PROPN") or verb.i > noun.i:
        return None
    if _headless(noun, verb) or _second_verb(noun, verb):
        return noun
    helper = next((c for c in (*noun.children, noun.head) if c.lower_ in ("has", "have", "had") and c.i < verb.i), None)
    beside = helper is not None and all(token.pos_ == "ADV" for token in verb.doc[helper.i + 1 : verb.i])
    return noun if beside and _subject_above(noun, verb) is not None else None


def _headless(noun: Token, verb: Token) -> bool:
    """Whether a noun is read as a clause with a subject but no verb: "Varnia banned imports"."""
    labels = {child.dep_ for child in noun.children}
    subjects = [child for child in noun.children if child.dep_ == "nsubj" and child.i < verb.i]
    return (
        noun.dep_ in ("ROOT", "ccomp", "parataxis")
        and bool(subjects)
        and not labels & {"cop", "aux", "det", "nmod:poss"}
        and all(token.pos_ == "ADV" for token in noun.doc[subjects[0].right_edge.i + 1 : verb.i])
    )


def _second_verb(noun: Token, verb: Token) -> bool:
    """Whether a coordinated verb is read as its object's modifier: "condemned the coup and suspended aid"."""
    first = noun.head
    return (
        noun.dep_ == "conj"
        and first.dep_ == "obj"
        and first.head.pos_ == "VERB"
        and verb.i > 0
        and verb.nbor(-1).dep_ == "cc"
        and not any(child.dep_ in ("det", "nmod:poss") for child in noun.children)
    )


def _subject_above(noun: Token, verb: Token) -> Token | None:
    """The subject before a swallowed verb: on its noun, or on one of the words the noun hangs on."""
    for word in (noun, *list(noun.ancestors)[:3]):
        for child in word.children:
            if child.dep_ == "nsubj" and child.i < verb.i:
                return child
    return None


def timed_plan(verb: Token) -> bool:
    """Whether an infinitive hangs on a time that is read as the predicate: "the minister is on Friday to meet Tarn"."""
    head = verb.head
    timed = head.ent_type_ in ("DATE", "TIME") or head.lower_ in load_phrases().sets.time_nouns
    return verb.dep_ == "acl" and timed and any(c.dep_ == "cop" and c.lower_ in ("is", "are") for c in head.children)


def _inherited(verb: Token, depth: int = 0) -> list[Token]:
    """The surface subject of a verb that has none of its own: shared, controlled or modified."""
    if depth > 6:
        return []
    head = verb.head
    if head == verb:
        return []
    if verb.dep_ in ("conj", "parataxis") and head.pos_ in ("VERB", "AUX"):
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "conj" and head.dep_ == "ccomp" and _children(head, "cop") and verb.tag_ in ("VBD", "VBZ", "VBP"):
        return surface_subjects(head.head, depth + 1)  # "Norwyn said the strait was open and stood by its ally"
    if verb.dep_ in ("xcomp", "advcl", "ccomp") and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        marked = {child.lower_ for child in verb.children if child.dep_ in ("mark", "case")}
        responds = (
            marked & {"for", "of", "against", "from", "over", "into"}
            and head.lemma_.lower() in load_phrases().sets.responds_to
        )
        if responds or (
            verb.dep_ in ("xcomp", "advcl", "ccomp")
            and "to" in marked
            and head.lemma_.lower() in load_phrases().sets.object_control
        ):
            objects = _children(head, "obj", "iobj") or [
                child for child in _children(head, "obl") if case_of(child) in ("on", "upon", "to")
            ]
            if objects:
                return objects
            if is_passive(head):
                return surface_subjects(head, depth + 1)
        subjects = _children(head, "nsubj")
        early = [child for child in subjects if child.i < verb.i]
        if verb.dep_ == "ccomp" and early and any(child.i > verb.i for child in subjects):
            return early  # "Varnia has massed troops, images show": each verb has the subject before it
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        if timed_plan(verb):
            return _children(head, "nsubj")
        infinitive = any(c.lower_ == "to" for c in _children(verb, "mark"))
        if infinitive and _children(head, "cop") and _children(head, "nsubj"):
            return _children(head, "nsubj")  # "Varnia was the first country to recognise Norwyn"
        owners = _children(head, "nmod:poss") if infinitive else []
        return owners or [head]  # "Varnia's decision to ban ...": Varnia bans
    return []


def _fronted(verb: Token) -> list[Token]:
    """A noun labelled an object before a finite active verb that has no subject."""
    if verb.dep_ in ("acl", "acl:relcl", "xcomp", "conj") or not any(
        c.dep_ == "obj" and c.i > verb.i for c in verb.children
    ):
        return []
    return [c for c in verb.children if c.dep_ == "obj" and c.i < verb.i and c.pos_ in ("NOUN", "PROPN")][:1]


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subjects of a verb, its own or those it shares or inherits."""
    named = _children(verb, *SUBJECTS)
    if any(child.dep_ == "nsubj" for child in named):
        named = [child for child in named if child.dep_ != "nsubj:pass" or child.i < verb.i]
    ahead = [child for child in named if child.i < verb.i or not case_of(child)]
    named = ahead or named  # "imposed sanctions on officials accused of ...", the last labelled a subject
    timeless = [child for child in named if child.lower_ not in load_phrases().sets.time_nouns]
    named = timeless or named  # "Varnian forces Thursday launched"
    before = [child for child in named if child.dep_ == "nsubj" and child.i < verb.i]
    if len(before) > 1:  # a word of the page's head before the sentence: the nearest is the subject
        named = [child for child in named if child not in before[:-1]]
    if not named:  # "the Command, which ..., has criticised Varnia": a subject by another label
        named = _fronted(verb)
    own = [_relative(child, verb) for child in named]
    return own or _headlined(verb) or _inherited(verb, depth)


def _headlined(verb: Token) -> list[Token]:
    """The two names of a headline's list before a plural verb: "Varnia, Norwyn trade fire"."""
    doc, first = verb.doc, verb.i - 1
    while first > 0 and doc[first].pos_ == "PROPN" and not doc[first].is_sent_start:
        first -= 1
    if verb.tag_ != "VBP" or first == verb.i - 1 or first < 1 or doc[first].text != "," or doc[first].is_sent_start:
        return []
    return [doc[first - 1], doc[verb.i - 1]] if doc[first - 1].pos_ == "PROPN" else []


def _bare(child: Token) -> bool:
    """Whether a word labelled a phrase has no preposition and is no time: an object by another label."""
    return (
        child.dep_ in ("obl", "nmod")
        and not case_of(child)
        and child.pos_ in ("NOUN", "PROPN", "PRON")
        and child.ent_type_ not in ("DATE", "TIME")
        and child.i > child.head.i
        and not any(c.dep_ == "advmod" and c.lower_ == "ago" for c in child.children)
        and child.lower_ not in load_phrases().sets.time_nouns
    )


def _shared(verb: Token) -> list[Token]:
    """The object that a verb shares with the one coordinated right behind it: "arrested and jailed two journalists"."""
    following = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and verb.i < c.i <= verb.i + 3]
    if not following or any(
        child.dep_ in ("obl", "ccomp", "xcomp") and child.i < following[0].i for child in verb.children
    ):
        return []
    own_subject = any(child.dep_ in SUBJECTS for child in following[0].children)
    return [] if own_subject else [child for child in _children(following[0], "obj") if not case_of(child)]


def _taken_below(verb: Token) -> list[Token]:
    """The object that the parser gave to a clause behind it: "recalled its envoy while putting off plans"."""
    for child in verb.children:
        if child.dep_ == "advcl" and child.i > verb.i:
            mark = min((c.i for c in child.children if c.dep_ in ("mark", "advmod")), default=child.i)
            taken = [c for c in _children(child, "obj") if verb.i < c.i < mark and not case_of(c)]
            if taken:
                return taken
    return []


def read_clause(verb: Token) -> Clause:
    """The clause of a verb.

    Labels are read with some forgiveness: an "obl" or "iobj" without preposition or object is the object, an object
    with one is a phrase.
    """
    noun = swallowed(verb)
    if noun is not None:
        above = _subject_above(noun, verb)
        return Clause(verb, (above,) if above is not None else (), (noun,), (), phrases_of(noun), None, False)
    passive = is_passive(verb)
    surface = surface_subjects(verb)
    agents = [child for child in verb.children if child.dep_ in ("obl:agent", "obl") and case_of(child) == "by"]
    fronted = _fronted(verb) if surface and surface[0].i < verb.i else []
    objects = [_relative(c, verb) for c in _children(verb, "obj") if not case_of(c) and c not in fronted]
    objects += [child for child in verb.children if _bare(child)]
    if not passive:  # "have deported four seekers": an object by another label
        objects += [child for child in _children(verb, "nsubj:pass") if child.i > verb.i]
    indirect = _children(verb, "iobj")
    if not objects and not indirect and not passive:
        objects = _taken_below(verb)
    if not objects and not indirect and not passive:
        objects = _shared(verb)
    if not objects and indirect:
        objects, indirect = indirect, []
    if not objects:
        # "denounced support": a noun labelled a clause
        objects = [c for c in _children(verb, "ccomp", "xcomp") if c.pos_ in ("NOUN", "PROPN") and c.i > verb.i]
    complements = [child for child in _children(verb, "ccomp", "xcomp") if child not in objects]
    if not complements:  # "refrained from signing"
        complements = [
            c for c in _children(verb, "advcl") if any(m.dep_ == "mark" and m.lower_ == "from" for m in c.children)
        ]
    phrases = [phrase for phrase in phrases_of(verb) if phrase.head not in objects]
    phrases += [Phrase(case_of(child), child) for child in _children(verb, "obj") if case_of(child)]
    phrases += [
        Phrase(case_of(child), child) for child in _children(verb, "nsubj") if child.i > verb.i and case_of(child)
    ]
    return Clause(
        verb=verb,
        subjects=tuple(agents if passive else surface),
        objects=tuple(surface if passive else objects) + (tuple(objects) if passive else ()),
        indirect=tuple(indirect),
        phrases=tuple(phrase for phrase in phrases if not (passive and phrase.case == "by")),
        complement=complements[0] if complements else None,
        passive=passive,
    )


def complement_subjects(clause: Clause) -> tuple[Token, ...]:
    """The subject of the clause a verb governs ("said that NATO ...", "accused of": the objects do)."""
    complement = clause.complement
    if complement is None:
        saying = next(
            (child for child in clause.verb.children if child.lemma_.lower() in ("say", "claim", "argue", "add")), None
        )
        complement = next(iter(_children(saying, "ccomp")), None) if saying is not None else None
    return tuple(_children(complement, *SUBJECTS)) if complement is not None else ()


def particle(verb: Token) -> str | None:
    """The particle of a phrasal verb ("lash out")."""
    return next((child.lower_ for child in verb.children if child.dep_ == "compound:prt"), None)


def governors(word: Token) -> Iterator[Token]:
    """The words a word hangs on, nearest first, within its sentence."""
    while word.head != word:
        word = word.head
        yield word
