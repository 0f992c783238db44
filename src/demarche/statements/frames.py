"""The arguments of a cue by syntax: who speaks, to whom, and which words are the content.

Works on Universal Dependencies trees (basic dependencies). All indices are token indices into the `Doc`; spans are
half-open. The reader's parse may be wrong: what is found here is one witness, the reader model's spans the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from demarche.records import Record
from demarche.statements.clauses import (
    CONJUNCTIONS,
    NEGATIONS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    children,
    conjuncts,
    is_participle,
    is_reduced,
    noun_phrase,
    preposition,
    subject,
    told_next,
)
from demarche.statements.lexicon import Frame, load_cues
from demarche.statements.words import load_contents

ASKED_FROM = frozenset({"demand", "require", "request", "seek"})  # "demanded from Varnia an apology"


class Arguments(Record, frozen=True):
    """What the tree says of one cue. Token spans are half-open; `addressee` holds head tokens."""

    source: tuple[int, int] | None = None
    source_head: int | None = None
    content: tuple[tuple[int, int], ...] = ()
    addressee: tuple[int, ...] = ()
    passive: bool = False
    negated: bool = False
    bare_speaker: bool = False  # the subject is shared with, or controlled by, another verb


def runs(tokens: Iterable[Token]) -> tuple[tuple[int, int], ...]:
    """Contiguous stretches of tokens, as half-open spans; gaps of punctuation and particles do not part them."""
    ordered = sorted({token.i: token for token in tokens}.items())
    spans: list[list[int]] = []
    for index, token in ordered:
        gap = token.doc[spans[-1][1] : index] if spans else ()
        if spans and index - spans[-1][1] <= 2 and all(t.is_punct or t.pos_ in {"PART", "DET"} for t in gap):
            spans[-1][1] = index + 1
        else:
            spans.append([index, index + 1])
    return tuple(
        (start, end) for start, end in spans if any(not t.is_punct for t in ordered_tokens(ordered, start, end))
    )


def ordered_tokens(ordered: list[tuple[int, Token]], start: int, end: int) -> list[Token]:
    """The tokens of `ordered` whose index lies in the half-open span."""
    return [token for index, token in ordered if start <= index < end]


def _clause_tokens(clause: Token, without: Token) -> list[Token]:
    """The clause's subtree less the cue and what belongs to the cue alone (its subject, its adverbs)."""
    excluded: set[int] = set()
    if any(ancestor.i == clause.i for ancestor in without.ancestors):
        excluded = {token.i for token in without.subtree}
    if clause.i < without.i:
        # "The plants run, she said, adding that ...": the participle after the cue is a saying of its own
        beside = [c for c in children(clause, "advcl", "acl") if c.left_edge.i > without.i and is_participle(c)]
        excluded |= {t.i for c in beside if c.lemma_.lower() in load_cues().verbs for t in c.subtree}
    return [token for token in clause.subtree if token.i not in excluded]


def _said_clauses(cue: Token) -> list[Token]:
    """The clauses a cue of saying governs, or the clause it is set into (``..., he said, ...``)."""
    found = [child for child in children(cue, "ccomp") if child.i != cue.i]
    infinitives = [c for c in children(cue, "xcomp") if c.i > cue.i]
    if found and infinitives and all(c.i < cue.i for c in found) and not _after_quote(cue):
        found = infinitives  # "calls for talks, has pledged not to ...": what is pledged comes after
    # A clause before its saying is often read as a second root.
    found = found or [c for c in children(cue, "root", "ROOT") if c.i < cue.i and children(cue, *SUBJECTS)]
    if not found:
        found = [c for c in children(cue, "parataxis", "advcl") if c.i > cue.i and _says_on(c)]
    # "Her remarks came a day after Varnia announced ...": a clause of time or reason tells nothing of the main one.
    of_time = any(mark.lower_ in CONJUNCTIONS for mark in children(cue, "mark"))
    infinitive = any(mark.lower_ == "to" for mark in children(cue, "mark"))  # "crossed the city to demand"
    set_in = cue.dep_ in {"parataxis", "advcl"} and cue.head.i < cue.i and not is_participle(cue)
    # "..., the undersecretary said": read as a second root beside what was said
    set_in |= cue.dep_ == "root" and cue.head.i < cue.i and bool(children(cue, *SUBJECTS)) and _after_comma(cue)
    set_in &= not of_time and not infinitive
    if not found and set_in:
        found = [cue.head]
    if not found:
        found = children(cue, "xcomp")
    return found


def _after_comma(cue: Token) -> bool:
    """A comma stands before the cue's subject, and no content after the cue."""
    first = children(cue, *SUBJECTS)[0].left_edge.i
    return (
        first > 0
        and cue.doc[first - 1].text == ","
        and not [c for c in children(cue, "ccomp", "obj", "xcomp") if not preposition(c)]
    )


def _says_on(clause: Token) -> bool:
    """A clause after the cue that is what was said: set off by a colon, comma or quotation mark, with a subject."""
    before = clause.left_edge.i - 1
    return bool(children(clause, *SUBJECTS, *PASSIVE_SUBJECTS)) and before >= 0 and clause.doc[before].is_punct


def read_arguments(cue: Token, frame: Frame, particle: str | None = None) -> Arguments:
    """Speaker, addressee and content of `cue` read off the tree by its frame."""
    head, passive, shared = subject(cue)
    content: list[Token] = []
    fronted = _fronted_object(cue) if not passive and (head is None or shared) else None
    if fronted is not None:
        head, shared = fronted, False
    addressee: list[Token] = []
    objects = [o for o in children(cue, "obj", "iobj") if fronted is None or o.i != fronted.i]
    if passive:
        objects = children(cue, *PASSIVE_SUBJECTS) or children(cue, *SUBJECTS) or [cue.head] * is_reduced(cue)
    obliques = children(cue, "obl", "nmod", "obl:agent")
    clauses = _said_clauses(cue)
    if frame in {"say", "object"}:
        for clause in clauses:
            content.extend(_clause_tokens(clause, cue))
        strays = [s for s in children(cue, "nsubj") if head is not None and s.i != head.i]
        content.extend(t for s in strays if clauses and s.i < clauses[0].i < cue.i for t in s.subtree)
        if content and frame == "say" and clauses[0].i > cue.i:
            # a subject far from its verb is often read as the object of saying
            content.extend(t for o in objects if cue.i < o.i < clauses[0].i for t in o.subtree)
        if not content and (frame == "object" or cue.lemma_ not in {"say", "speak", "tell", "add"}):
            for thing in objects:
                content.extend(thing.subtree)
            content.extend(_offered(cue, objects))
            if objects and frame == "object":
                content.extend(
                    t
                    for o in obliques
                    if o.i > cue.i and preposition(o) in {"of", "for", "about", "over", "on", "to", "in"}
                    for t in o.subtree
                )
        if not content and particle:
            content.extend(t for o in obliques if o.i > cue.i for t in o.subtree)
        told = {"to", "with", "at", "against"} - {particle}
        if cue.lemma_.lower() in ASKED_FROM:
            told |= {"from", "of"}
            content = [
                t for t in content if not any(t in o.subtree for o in obliques if preposition(o) in {"from", "of"})
            ]
        addressee.extend(o for o in obliques if preposition(o) in told and o.i > cue.i)
    elif frame == "tell":
        addressee.extend(objects or ([] if passive else told_next(cue)))
        addressee.extend(o for o in obliques if preposition(o) in {"to", "against"})
        for clause in clauses:
            content.extend(_clause_tokens(clause, cue))
        if not content:
            content.extend(t for o in obliques if preposition(o) in {"of", "about", "against"} for t in o.subtree)
            content.extend(
                t for a in children(cue, "advcl") if preposition(a) in {"of", "about", "against"} for t in a.subtree
            )
    elif frame == "accuse":
        addressee.extend(objects)
        content.extend(_reasons(cue, {"of", "for", "with"}))
        if not content:
            # "blamed the deaths on the army": the object is the wrong, "on" the blamed
            blamed = [o for o in obliques if preposition(o) in {"on", "upon"}]
            if blamed:
                addressee = list(blamed)
                content.extend(t for o in objects for t in o.subtree)
                if all(o.pos_ == "PRON" for o in objects):  # "blaming it on foreign forces"
                    content.extend(t for o in blamed for t in o.subtree)
    elif frame == "judge":
        addressee.extend(objects)
        addressee.extend(o for o in obliques if preposition(o) in {"at", "against", "to", "by", "with"} and not passive)
        content.extend(_reasons(cue, {"for", "over", "as", "on", "about"}))
        if not content or not _is_party_like(objects):
            content.extend(t for o in objects for t in o.subtree)
            # "denounced the posture “steeped in ...”": what describes the object may hang on the verb
            after = max((o.right_edge.i for o in objects), default=-1)
            content.extend(t for c in children(cue, "ccomp", "xcomp") if c.left_edge.i == after + 1 for t in c.subtree)
        if not content:
            for clause in clauses:
                content.extend(_clause_tokens(clause, cue))
        if not content:
            content.extend(
                t for o in obliques if o.i > cue.i and preposition(o) in {"at", "against", "to"} for t in o.subtree
            )
    elif frame == "urge":
        addressee.extend(objects or ([] if passive else told_next(cue)))
        for clause in children(cue, "xcomp", "ccomp", "advcl"):
            if clause.i > cue.i and (clause.dep_ != "advcl" or preposition(clause).startswith("to")):
                content.extend(_clause_tokens(clause, cue))
        if not content and cue.lemma_.lower() == "call":
            named = _nominal_after(cue, 1)
            addressee = [named] if named is not None else []
            content.extend(t for t in cue.doc[(named.i if named else cue.i) + 1 : cue.sent.end] if not t.is_space)
        if not content:
            content.extend(t for o in objects for t in o.subtree)
            addressee = []
        addressee.extend(_own_subjects(cue))
    elif frame == "call":
        for oblique in obliques:
            if preposition(oblique) in {"on", "upon", "to"} and oblique.i > cue.i:
                addressee.append(oblique)
            elif preposition(oblique) == "for" and oblique.i > cue.i:
                content.extend(oblique.subtree)
        for clause in children(cue, "xcomp", "ccomp", "advcl", "acl"):
            if clause.i > cue.i:
                content.extend(_clause_tokens(clause, cue))
        if not addressee and cue.i + 2 < len(cue.doc) and cue.nbor(1).lower_ in {"on", "upon"}:
            named = _nominal_after(cue)
            addressee = [named] if named is not None else []
        for oblique in addressee:
            for clause in children(oblique, "acl", "advcl"):
                content.extend(clause.subtree)
    elif frame == "label":
        addressee.extend(objects)
        for thing in objects:
            content.extend(thing.subtree)
        labels = [
            part for part in children(cue, "xcomp", "obl", "advcl", "ccomp")
            if part.i > cue.i and (part.dep_ in {"xcomp", "ccomp"} or preposition(part) in {"as", "to", "in"})
        ]  # fmt: skip
        for part in labels:
            content.extend(part.subtree)
        if objects and not labels:
            content.extend(_to_the_comma(objects[0]))
    if head is None and not passive and frame in {"say", "tell"} and objects and _after_quote(cue):
        # ' "...", assured the minister': an inverted subject, which parsers take for the object
        head, addressee = objects[0], [o for o in addressee if o.i != objects[0].i]
    negated = any(child.lower_ in NEGATIONS for child in children(cue, "advmod", "det", "cc:preconj"))
    return Arguments(
        source=_beside(noun_phrase(head), head.i, cue.i) if head is not None else None,
        source_head=head.i if head is not None else None,
        content=runs(content),
        addressee=tuple(dict.fromkeys(c.i for token in addressee for c in conjuncts(token))),
        passive=passive,
        negated=negated,
        bare_speaker=shared,
    )


def _fronted_object(cue: Token) -> Token | None:
    """A subject far before its finite verb, which the parse takes for its object: "Command, which is in charge of the
    strait, has criticised"."""
    if is_participle(cue) or not (cue.tag_ in {"VBD", "VBZ", "VBP"} or children(cue, "aux")):
        return None
    before = [o for o in children(cue, "obj") if o.i < cue.i and o.pos_ in {"PROPN", "NOUN"}]
    after = [o for o in children(cue, "obj", "ccomp", "xcomp", "obl") if o.i > cue.i]
    return before[0] if before and after and not children(cue, *SUBJECTS, *PASSIVE_SUBJECTS) else None


def _offered(cue: Token, objects: list[Token]) -> list[Token]:
    """The infinitive that belongs to the object right before it: "rejected an offer from X to host the talks"."""
    things = load_contents().things
    end = max((o.right_edge.i for o in objects if o.i > cue.i), default=-1)
    heads = {o.lemma_.lower() for o in objects}
    if end < 0 or not heads & (things.proposals | things.uttered):
        return []
    return [
        t for c in children(cue, "advcl", "xcomp") if c.left_edge.i == end + 1 and c.tag_ == "VB" for t in c.subtree
    ]


def _beside(span: tuple[int, int], head: int, cue: int) -> tuple[int, int]:
    """A nominal's span without the cue, where a stray word beyond it was hung on the nominal."""
    if span[0] <= cue < span[1]:
        return (span[0], cue) if head < cue else (cue + 1, span[1])
    return span


def _to_the_comma(thing: Token) -> list[Token]:
    """From the object named to the next comma or the sentence's end: its label, where the tree puts it elsewhere."""
    found: list[Token] = []
    for token in thing.doc[thing.left_edge.i : thing.sent.end]:
        if token.i > thing.i and (token.text in {",", ";", "."} or token.pos_ in {"VERB", "AUX"}):
            break
        found.append(token)
    return found


def _after_quote(cue: Token) -> bool:
    """A closing quotation mark or its comma stands right before the cue."""
    before = cue.doc[max(0, cue.i - 2) : cue.i]
    return any(t.text[0] in "”\"“»’'" for t in before)


def _reasons(cue: Token, prepositions: set[str]) -> list[Token]:
    """What somebody is accused or praised *of* / *for*: a prepositional phrase or a gerund clause."""
    found: list[Token] = []
    for part in children(cue, "obl", "advcl", "nmod", "acl", "ccomp", "xcomp"):
        if part.i > cue.i and preposition(part).split(" ")[0] in prepositions:
            found.extend(part.subtree)
    if not found:
        for thing in children(cue, "obj"):
            for part in children(thing, "nmod", "acl", "advcl"):
                if preposition(part).split(" ")[0] in prepositions - {"on"} | {"of"} and part.i > thing.i:
                    if part.dep_ == "nmod" and preposition(part) == "of" and "of" not in prepositions:
                        continue
                    found.extend(part.subtree)
    return found


def _own_subjects(cue: Token) -> list[Token]:
    """Who shall act in a clause of asking: "urged that the two sides stop", "demand that Varnia withdraw"."""
    return [s for clause in children(cue, "ccomp") for s in children(clause, *SUBJECTS)]


def _is_party_like(objects: list[Token]) -> bool:
    """A bare name or pronoun: what is judged is somebody, and the content is what for."""
    return bool(objects) and all(o.pos_ in {"PROPN", "PRON"} and not children(o, "nmod") for o in objects)


def read_noun_arguments(noun: Token) -> Arguments:
    """The arguments of a noun that says something: "the accusations of the minister that ...", "X's warning to Y".

    Owner: possessive, "of" (only before a clause), "from", "by", a compound name. Addressee: "to", "against".
    Content: a that-clause, an infinitive, "that" after "of", "about", "over", "on".
    """
    owner: Token | None = None
    addressee: list[Token] = []
    content: list[Token] = []
    clauses = [c for c in children(noun, "acl", "ccomp", "advcl", "acl:relcl", "xcomp") if c.i > noun.i]
    that = [c for c in clauses if any(m.lower_ in {"that", "to"} for m in children(c, "mark"))]
    for part in children(noun, "nmod:poss", "nmod", "compound", "amod", "obl"):
        case = preposition(part)
        if part.dep_ == "nmod:poss" or case in {"from", "by"} or (case == "of" and that and owner is None):
            owner = part
        elif case in {"to", "against", "at", "toward", "towards"}:
            addressee.append(part)
        elif case in {"about", "over", "on", "of", "for", "regarding", "concerning"} and part.i > noun.i:
            content.extend(part.subtree)
        elif part.dep_ in {"compound", "amod"} and part.pos_ in {"PROPN", "ADJ"} and owner is None and part.ent_type_:
            owner = part
    for clause in that or [c for c in clauses if preposition(c) in {"about", "of", "over", "on", "for"}]:
        content.extend(clause.subtree)
    if owner is None or not that:
        owner, content = _owned_clause(noun, owner, content)
    nested = {t.i for t in owner.subtree} if owner is not None else set()
    kept = [t for t in content if t.i not in nested]
    return Arguments(
        source=noun_phrase(owner) if owner is not None else None,
        source_head=owner.i if owner is not None else None,
        content=runs(kept),
        addressee=tuple(token.i for token in addressee),
    )


def _owned_clause(noun: Token, owner: Token | None, content: list[Token]) -> tuple[Token | None, list[Token]]:
    """ "the accusations from X that ...", read off the words where the tree hangs the clause on X."""
    doc, end = noun.doc, min(noun.sent.end, noun.i + 14)
    that = next((t for t in doc[noun.i + 1 : end] if t.lower_ == "that"), None)
    if that is None or any(t.pos_ in {"VERB", "AUX"} for t in doc[noun.i + 1 : that.i]):
        return owner, content
    between = doc[noun.i + 1 : that.i]
    if len(between) > 1 and between[0].lower_ in {"from", "by", "of"}:
        names = [t for t in between[1:] if t.pos_ in {"NOUN", "PROPN"}]
        outer = next((t for t in names if not between.start <= t.head.i < between.end or t.head.i == t.i), None)
        owner = owner or outer or (names[-1] if names else None)
    elif len(between):
        return owner, content
    clause = that.head if that.head.i > that.i else None
    if clause is None or (owner is None and not content):
        return owner, content
    return owner, [t for t in clause.subtree if t.i >= that.i]


def according_to(token: Token) -> Arguments:
    """Speaker and content of "according to X": X, and the clause the phrase is set into less the phrase.

    `token` is the word *according*.
    """
    nominal = token.head if token.dep_ in {"case", "mark"} and token.head.i > token.i else None
    if nominal is None:
        nominal = next((t for t in token.children if t.dep_ in {"obl", "nmod", "pobj"}), None)
    if nominal is None or nominal.i <= token.i:
        nominal = _nominal_after(token)
    if nominal is None:
        return Arguments()
    clause = nominal.head if nominal.head.i != nominal.i else None
    if clause is not None and clause.i == token.i:
        clause = token.head if token.head.i != token.i else None
    content: list[Token] = []
    if clause is not None:
        phrase = {t.i for t in nominal.subtree} | {t.i for t in token.subtree}
        content = [t for t in clause.sent if t.i not in phrase]
    return Arguments(source=noun_phrase(nominal), source_head=nominal.i, content=runs(content))


def _nominal_after(token: Token, gap: int = 2) -> Token | None:
    """The head of the noun phrase that begins `gap` tokens on, where the tree is broken there."""
    start = token.i + gap
    if start >= token.sent.end:
        return None
    word = next((t for t in token.doc[start : token.sent.end] if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    while (
        word is not None
        and word.head.i > word.i
        and word.head.i < token.sent.end
        and word.head.pos_ in {"NOUN", "PROPN"}
    ):
        word = word.head
    return word
