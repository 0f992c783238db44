"""The arguments of a cue by syntax: who speaks, to whom, and which words are the content.

Works on Universal Dependencies trees (basic dependencies). All indices are token indices into the `Doc`; spans are
half-open. The reader's parse may be wrong: what is found here is one witness, the reader model's spans the other.
"""

from __future__ import annotations

from spacy.tokens import Token

from demarche.statements.arguments import Arguments, nominal_after, runs
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

# What somebody is, though it looks like a passive: "urged the firms to be prepared".
STATES = frozenset({"prepare", "commit", "involve", "engage", "unite", "concern", "satisfy", "guide", "dedicate"})
TOLD_TO = frozenset({"confirm", "announce", "reveal", "disclose", "deny"})  # "confirmed the plan to the Herald"
ASKED_FROM = frozenset({"demand", "require", "request", "seek"})  # "demanded from Varnia an apology"


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
    found = found or [c for c in children(cue, "root", "ROOT") if _told_before(c, cue)]
    if not found:
        found = [c for c in children(cue, "parataxis", "advcl") if c.i > cue.i and _says_on(c)]
    # "Her remarks came a day after Varnia announced ...": a clause of time or reason tells nothing of the main one.
    of_time = any(mark.lower_ in CONJUNCTIONS for mark in children(cue, "mark"))
    infinitive = any(mark.lower_ == "to" for mark in children(cue, "mark"))  # "crossed the city to demand"
    set_in = cue.dep_ in {"parataxis", "advcl"} and cue.head.i < cue.i and not is_participle(cue)
    # "..., the undersecretary said": read as a second root beside what was said
    set_in |= cue.dep_ == "root" and cue.head.i < cue.i and bool(children(cue, *SUBJECTS)) and _after_comma(cue)
    set_in &= not of_time and not infinitive and not _after_colon(cue)
    if not found and set_in:
        found = [cue.head]
    if not found:
        found = children(cue, "xcomp")
    return found


def _told_before(clause: Token, cue: Token) -> bool:
    """A clause before its saying; "Although she hinted at it, he rejected the plan" tells nothing of what he said."""
    if (
        clause.i > cue.i
        or not children(cue, *SUBJECTS)
        or any(m.lower_ in CONJUNCTIONS for m in children(clause, "mark"))
    ):
        return False
    return not any(o.i > cue.i for o in children(cue, "obj"))


def _after_colon(cue: Token) -> bool:
    """A colon before the cue's subject: what stands before it is the outlet's ("The way is open: it posts files")."""
    first = min((s.left_edge.i for s in children(cue, *SUBJECTS)), default=0)
    return first > 0 and cue.doc[first - 1].text == ":"


def _after_comma(cue: Token) -> bool:
    """A comma stands before the cue's subject, and no content after the cue."""
    first = children(cue, *SUBJECTS)[0].left_edge.i
    return (
        first > 0
        and cue.doc[first - 1].text in {",", "--", "–", "—"}
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
                    if o.i > cue.i
                    and preposition(o) in {"of", "for", "about", "over", "on", "to", "in"}
                    and not (o.pos_ == "PROPN" and preposition(o) == "to" and cue.lemma_.lower() in TOLD_TO)
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
            done_to = clause.dep_ == "xcomp" and children(clause, "aux:pass") and clause.lemma_.lower() not in STATES
            if clause.i > cue.i and done_to and objects and cue.lemma_.lower() != "tell":
                # "urging the killers to be brought to justice": they are not asked, but spoken of
                content.extend(t for o in objects if o.i > cue.i for t in o.subtree)
                addressee = []
        if not content and cue.lemma_.lower() == "call":
            named = nominal_after(cue, 1)
            addressee = [named] if named is not None else []
            content.extend(t for t in cue.doc[(named.i if named else cue.i) + 1 : cue.sent.end] if not t.is_space)
        if not content:
            content.extend(_asked_next(objects))
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
            named = nominal_after(cue)
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


def _asked_next(objects: list[Token]) -> list[Token]:
    """ "urged the miners [to go on digging]": the infinitive behind the object, where the parse lost it."""
    end = max((o.right_edge.i for o in objects), default=-1)
    if end < 0 or end + 2 >= objects[0].sent.end:
        return []
    following = objects[0].doc[end + 1 : objects[0].sent.end]
    opens = following[0].lower_ == "to" and following[1].tag_ == "VB"
    return [t for t in following if not t.is_space] if opens else []


def _own_subjects(cue: Token) -> list[Token]:
    """Who shall act in a clause of asking: "urged that the two sides stop", "demand that Varnia withdraw"."""
    return [s for clause in children(cue, "ccomp") for s in children(clause, *SUBJECTS)]


def _is_party_like(objects: list[Token]) -> bool:
    """A bare name or pronoun: what is judged is somebody, and the content is what for."""
    return bool(objects) and all(o.pos_ in {"PROPN", "PRON"} and not children(o, "nmod") for o in objects)
