"""Words of a clause by syntax: children, subjects, noun phrases, participles.

Works on Universal Dependencies trees (basic dependencies). All indices are token indices into the `Doc`; spans are
half-open.
"""

from __future__ import annotations

from spacy.tokens import Token

from demarche.statements.lexicon import load_cues

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
# Of time and reason: a saying in their clause is told beside the main one ("came a day after Varnia announced ...").
CONJUNCTIONS = frozenset(
    {"after", "before", "since", "while", "when", "until", "till", "because", "although", "though"}
)
SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
CLAUSES = frozenset({"ccomp", "xcomp"})
DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)  # fmt: skip
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
PASSIVE_HELPERS = frozenset(
    {"be", "been", "being", "is", "are", "was", "were", "am", "'s", "’s", "'re", "’re", "get", "gets", "got", "getting"}
)
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "no", "without"})


def children(token: Token, *deps: str) -> list[Token]:
    """Children of `token` with one of the dependency labels, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def is_participle(token: Token) -> bool:
    """A present participle or gerund: a verb so tagged, or so ending where the tagger slips."""
    ending = token.pos_ == "VERB" and token.lower_.endswith("ing") and token.lemma_.lower() != token.lower_
    return token.tag_ == "VBG" or ending


def is_day(token: Token) -> bool:
    """A weekday or month: the "on" of "called the deal a farce on Monday" belongs to the day."""
    return token.pos_ == "PROPN" and token.lower_ in DAYS


def is_passive(verb: Token) -> bool:
    """By the labels of the parse, or a past participle with a form of *be* before it.

    What the words rule out is no passive however it is labelled: "has criticised", "had been calling".
    """
    helpers = [child.lower_ for child in children(verb, "aux", "aux:pass", "cop")]
    if is_participle(verb) or (HAVE.intersection(helpers) and not PASSIVE_HELPERS.intersection(helpers)):
        return False
    if children(verb, "nsubj:pass", "aux:pass", "csubj:pass"):
        # "Moren also assured that ...": labelled passive, but no auxiliary makes it one
        return bool(helpers) or not children(verb, "ccomp", "obj") or verb.tag_ not in {"VBN", "VBD"}
    if is_reduced(verb):
        return True
    return verb.tag_ == "VBN" and any(c.lemma_ == "be" and c.i < verb.i for c in children(verb, "aux", "cop"))


def is_reduced(verb: Token) -> bool:
    """A participle behind the noun that it is done to: "officials [accused] of rigging the vote"."""
    return (
        verb.tag_ in {"VBN", "NNS"}  # "40 officials accused of": read as a noun
        and verb.dep_ == "acl"
        and verb.head.i == verb.i - 1
        and not children(verb, "aux", "aux:pass", "cop")
        and not children(verb, "obj", "ccomp", "iobj")
    )


def preposition(token: Token) -> str:
    """The case marker of a nominal (``by``, ``of``, ``according to``), lower-cased, or an empty string."""
    words: list[str] = []
    for child in children(token, "case", "mark"):
        words.append(child.lower_)
        words.extend(grandchild.lower_ for grandchild in children(child, "fixed"))
    return " ".join(words)


def last_case(token: Token) -> str:
    """The case marker next to a nominal: "for" of "Varnia's support for Hask", where the parse adds the "'s" to it."""
    return preposition(token).rpartition(" ")[2]


def name_before(verb: Token) -> Token | None:
    """The name or pronoun right before a finite verb, over quotation marks: a subject the parse hung elsewhere."""
    at = verb.i - 1
    while at >= verb.sent.start and (verb.doc[at].is_punct or verb.doc[at].pos_ in {"AUX", "ADV"}):
        if verb.doc[at].text in {",", ";", ":", "."}:
            return None
        at -= 1
    if at < verb.sent.start or children(verb, *SUBJECTS, *PASSIVE_SUBJECTS):
        return None
    return verb.doc[at] if verb.doc[at].pos_ in {"PROPN", "PRON"} else None


def told_next(cue: Token) -> list[Token]:
    """ "told governors to start": who is told, where the parse gives the noun to the verb after it."""
    end = min(cue.sent.end, cue.i + 5)
    word = next(
        (t for t in cue.doc[cue.i + 1 : end] if t.pos_ not in {"DET", "ADJ", "NUM"} and t.dep_ != "compound"), None
    )
    if word is None or word.pos_ not in {"NOUN", "PROPN", "PRON"} or word.dep_ not in {"iobj", "obj", "nsubj"}:
        return []
    after = word.doc[word.i + 1] if word.i + 1 < word.sent.end else None
    return [word] if word.head.i > word.i and after is not None and after.lower_ in {"to", "that"} else []


def conjuncts(token: Token) -> list[Token]:
    """`token` and what is coordinated with it."""
    found = [token]
    for child in children(token, "conj"):
        if child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"} and not children(child, "nsubj"):
            found.extend(conjuncts(child))
    return found


def noun_phrase(token: Token) -> tuple[int, int]:
    """The nominal around its head, without relative clauses, participles, loose appendages and its preposition."""
    own = {t.i for t in token.subtree} | {token.i}
    left, right = token.i, token.i + 1  # an arc that crosses others must not stretch the phrase: contiguous words only
    while left - 1 in own:
        left -= 1
    while right in own:
        right += 1
    for child in token.children:
        if child.i > token.i and child.dep_ in {
            "acl:relcl",
            "acl",
            "parataxis",
            "advcl",
            "ccomp",
            "punct",
            "advcl:relcl",
        }:
            if child.dep_ == "punct" and any(
                c.i > child.i and c.dep_ in {"appos", "flat", "conj"} for c in token.children
            ):
                continue
            right = min(right, child.left_edge.i)
        if child.i < token.i and child.dep_ in {"case", "mark", "cc", "punct", "advmod"} and child.i == left:
            left = child.right_edge.i + 1
    while right - 1 > token.i and token.doc[right - 1].is_punct:
        right -= 1
    return min(left, token.i), max(right, token.i + 1)


def subject(cue: Token, depth: int = 0) -> tuple[Token | None, bool, bool]:
    """The speaker's head noun, whether the cue is passive, and whether the subject is not the cue's own.

    A participle, an infinitive or a coordinated verb without a subject takes that of the verb it hangs on; a participle
    on a noun takes the noun; a relative pronoun stands for the noun its clause describes.
    """
    if depth > 4:
        return None, False, True
    passive = is_passive(cue)
    if passive:
        agents = [t for t in children(cue, "obl", "obl:agent", "nmod") if preposition(t) == "by"]
        return (agents[0] if agents else None), True, False
    own = children(cue, *SUBJECTS) or children(cue, *PASSIVE_SUBJECTS)
    if own:
        # An expletive or a relative pronoun is not the speaker.
        head = min(own, key=lambda t: abs(t.i - cue.i))  # of two, the nearer one is the cue's own
        if head.lower_ in RELATIVE and cue.dep_.startswith(("acl", "advcl")):
            return _name_before_which(head) or cue.head, False, True
        if head.lower_ == "there":
            return None, False, False
        return head, False, depth > 0
    beside = _adjacent_subject(cue)
    if beside is not None:
        return beside, False, depth > 0
    if cue.dep_ in {"conj", "advcl", "xcomp", "parataxis", "ccomp", "root"} and cue.head.i != cue.i:
        head = cue.head
        if cue.dep_ == "xcomp":
            objects = children(head, "obj", "iobj")
            if objects and not children(head, "nsubj:pass"):
                return objects[0], False, True
            if children(head, "nsubj:pass"):
                return children(head, "nsubj:pass")[0], False, True
        if cue.dep_ in {"ccomp", "parataxis"}:
            return None, False, False
        if cue.dep_ == "conj" and cue.tag_ in {"VBZ", "VBD", "VBP"} and head.pos_ in {"NOUN", "PROPN", "ADJ"}:
            # "which calls it a threat and asks for help": a finite verb coordinated with a noun belongs to its verb
            verbs = [a for a in head.ancestors if a.pos_ == "VERB"]
            head = verbs[0] if verbs and not children(head, "cop", "nsubj") else head
        head = above_infinitive(cue) or head
        if head.lemma_.lower() in {"quote", "cite"} and preposition(cue) == "as":
            quoted = children(head, "nsubj:pass") if is_passive(head) else children(head, "obj", "iobj")
            return (quoted[0] if quoted else None), False, False  # "was quoted by the agency as saying"
        if head.pos_ in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"}:
            found, head_passive, _ = subject(head, depth + 1)
            if head_passive and found is None:
                passive_subjects = children(head, *PASSIVE_SUBJECTS)
                return (passive_subjects[0] if passive_subjects else None), False, True
            return found, False, True
    if cue.dep_.startswith("acl") and cue.head.i != cue.i:
        over = _over_thing(cue) if trails(cue) else None
        return (over if over is not None else cue.head), False, True
    return None, False, cue.pos_ == "VERB"


def above_infinitive(cue: Token) -> Token | None:
    """The verb a finite one goes on, where the parse hung it on an infinitive: "is able to vote and [said] it"."""
    if cue.dep_ != "conj" or cue.tag_ not in {"VBZ", "VBD"} or cue.head.tag_ != "VB":
        return None
    return next((a for a in cue.head.ancestors if a.tag_ in {"VBZ", "VBD"} and a.pos_ == "VERB" and a.i < cue.i), None)


def trails(cue: Token) -> bool:
    """Whether a participle follows a comma (", rejecting all pressure"): the parse often hangs it on the last noun."""
    return is_participle(cue) and cue.dep_ == "acl" and cue.head.i < cue.i and cue.nbor(-1).text == ","


def _over_thing(cue: Token) -> Token | None:
    """The subject above the thing a trailing participle was hung on: "She read a plan, [noting] its costs"."""
    thing = cue.head
    if thing.pos_ != "NOUN" or thing.dep_.startswith("nsubj") or thing.lemma_.lower() in load_cues().media:
        return None
    verb = next((a for a in thing.ancestors if a.pos_ == "VERB"), None)
    while verb is not None and verb.dep_.startswith("acl") and verb.head.i != verb.i:
        verb = next((a for a in verb.head.ancestors if a.pos_ == "VERB"), None)
    return subject(verb)[0] if verb is not None else None


def _name_before_which(pronoun: Token) -> Token | None:
    """ "barred from Varnia, which says": the name right before the comma, wherever the parse hung the clause."""
    if pronoun.lower_ != "which" or pronoun.i < 2 or pronoun.nbor(-1).text != ",":
        return None
    name = pronoun.nbor(-2)
    while name.dep_ in {"flat", "compound"} and name.head.pos_ == "PROPN":
        name = name.head
    return name if name.pos_ == "PROPN" else None


def _adjacent_subject(cue: Token) -> Token | None:
    """The noun right before a finite verb that the parse gave to the clause before: "... and the press called it"."""
    if cue.tag_ not in {"VBD", "VBZ", "VBP"} or is_participle(cue) or cue.i <= cue.sent.start:
        return None
    before = cue.nbor(-1)
    if before.dep_ != "conj" or before.pos_ not in {"NOUN", "PROPN"} or not children(before, "cc"):
        return None
    return before
