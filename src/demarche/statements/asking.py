"""Demands, appeals and refusals by content: what somebody else should do, and what the speaker will not."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from demarche.actors import actor_of, mention_at
from demarche.records import Act, Cast, Reason
from demarche.statements.clauses import RELATIVE, SUBJECTS, children, name_before, preposition, subject
from demarche.statements.content import Content, Verdict, is_self, negated, party_of, shallow
from demarche.statements.words import ContentWords

NEED = frozenset({"need", "needs", "has", "have"})
BORNE = frozenset({"accept", "tolerate", "allow", "permit", "recognise", "recognize"})
# Imperatives that order nobody: "Look at the map", "Let us see", "Thank God".
NO_ORDERS = frozenset(
    {"let", "thank", "look", "listen", "see", "imagine", "remember", "suppose", "say", "mind", "bless"}
)
IMPERSONAL = frozenset({"note", "say", "stress", "add", "see", "understand", "view", "remember", "consider"})


def asked(tokens: Sequence[Token], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    """Somebody else should, must, needs to; it is important that they do; or an imperative."""
    inside = {t.i for t in tokens}
    for token in tokens:
        if not shallow(token, inside):
            continue
        found = _owed(token, inside, words, content, cast) or _important(token, words, content, cast)
        if found is not None:
            return found
    return _imperative(tokens, inside) if content.direct and tokens else None


def _owed(token: Token, inside: set[int], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    """ "Varnia must withdraw", "both sides need to talk", "the siege has to end"."""
    strong: bool | None = None
    verb = token
    infinitives: list[Token] = []
    if token.pos_ == "AUX" and token.lower_ in {"should", "must", "ought"} and token.dep_ in {"aux", "aux:pass"}:
        strong, verb = token.lower_ == "must", token.head
    elif token.lemma_.lower() in {"need", "have"} and token.lower_ in NEED and token.tag_ != "VBN":
        infinitives = [c for c in children(token, "xcomp", "root") if preposition(c) == "to" and c.i > token.i]
        conditional = any(a.lower_ in {"would", "might", "may", "could"} for a in children(token, "aux"))
        if (
            infinitives and not conditional and not children(token, "obj")
        ):  # "have the clout to press for it" asks nobody
            strong = token.lemma_.lower() == "have"
    if strong is None:
        return None
    who, passive, _ = subject(verb)
    if passive:
        who = next(iter(children(verb, "nsubj:pass")), None)
    if who is None and token.pos_ == "AUX" and token.i - 1 in inside and token.nbor(-1).pos_ == "PROPN":
        who = token.nbor(-1)  # "Kolm should check its own antennas": read as the subject of another word
    if (
        who is None
        or (is_self(who, content, cast) and not _rival(who, content, cast))
        or (verb.dep_.startswith("acl") and who.i == verb.head.i)
    ):
        return None
    if verb.dep_ == "acl:relcl" and who.i != verb.head.i and who.pos_ != "PRON":
        return None  # "the path that Varnia must follow"
    done = verb if verb.i != token.i else infinitives[0]
    deed = done.lemma_.lower()
    if passive and deed in IMPERSONAL:
        return None
    act: Act = "demand" if strong else "urge"
    if can_act(who, words, cast):
        return Verdict(act=act, reason=Reason(rule="deontic", words=token.text), targets=(who.i,))
    if who.pos_ != "PRON" and deed in words.wanted.verbs and (strong or not negated(done)):
        # "the hostages must be freed", "the siege has to end"; "security should not rest on force" asks nobody
        return Verdict(act=act, reason=Reason(rule="deontic", words=token.text))
    return None


def _rival(who: Token, content: Content, cast: Cast) -> bool:
    """A person of the speaker's own state asked by another person of it: "President Moren must resign"."""
    speaker = actor_of(cast, content.speaker) if content.speaker is not None else None
    mention = mention_at(cast, who.idx, who.idx + len(who), who.idx)
    named = actor_of(cast, mention.actor) if mention is not None and mention.form == "name" else None
    if speaker is None or named is None or speaker.id == named.id:
        return False
    return speaker.kind == "person" and named.kind == "person"


def can_act(who: Token, words: ContentWords, cast: Cast) -> bool:
    """Whether a nominal stands for somebody who can be asked, not for a thing that somebody owns."""
    lemma = who.lemma_.lower()
    if lemma in words.actors.nouns - {"it"} or (who.lower_ == "those" and children(who, "acl:relcl")):
        return True
    if lemma == "it" or who.pos_ == "PRON":
        return party_of(who, cast) is not None
    return any(m.party is not None and m.start <= who.idx < m.end for m in cast.mentions)


def _important(token: Token, words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    """ "it is vital that Varnia opens the road", "the important thing is that they talk", "it is time for X to go"."""
    if token.lemma_.lower() not in words.wanted.important or negated(token):
        return None
    head = token.head if token.dep_ == "amod" and token.head.lemma_.lower() in {"thing", "step", "point"} else token
    head = head.head if head.dep_.startswith("nsubj") and head.head.pos_ in {"VERB", "ADJ", "NOUN", "AUX"} else head
    asks = [c for c in children(head, "ccomp", "csubj") if children(c, *SUBJECTS)]
    asks += [head] if head.pos_ == "VERB" and head.i > token.i else []
    for clause in asks:
        present = clause.tag_ in {"VB", "VBP", "VBZ"} and (clause.i > token.i)
        who = next(iter(children(clause, *SUBJECTS)), None) if clause.i != head.i else _last_subject(clause)
        if present and who is not None and not is_self(who, content, cast) and can_act(who, words, cast):
            return Verdict(act="urge", reason=Reason(rule="important that", words=token.text), targets=(who.i,))
    called = [c for c in children(head, "obl", "nmod") if preposition(c) == "for" and c.i > token.i]
    infinitive = any(t.lower_ == "to" for c in called for t in token.doc[c.i + 1 : c.i + 4])
    for who in called:
        if infinitive and not is_self(who, content, cast) and can_act(who, words, cast):
            return Verdict(act="urge", reason=Reason(rule="important that", words=token.text), targets=(who.i,))
    return None


def _last_subject(verb: Token) -> Token | None:
    """Of two subjects ("the important thing is that Varnia changes"), the one next to the verb."""
    subjects = children(verb, *SUBJECTS)
    return subjects[-1] if len(subjects) > 1 else name_before(verb)


def _imperative(tokens: Sequence[Token], inside: set[int]) -> Verdict | None:
    """An order at the beginning or after a colon: "Stop it", "I say it slowly: do not come"."""
    words = [t for t in tokens if t.is_alpha]
    starts = [*words[:1], *(t for t in words[1:] if t.nbor(-1).text == ":")]
    for start in starts:
        first = start
        if first.lower_ in {"do", "don", "never", "please", "just"}:
            first = first.head if first.head.i in inside else first
        if (
            first.tag_ == "VB"
            and first.pos_ == "VERB"
            and not children(first, "nsubj", "aux")
            and first.lower_ not in NO_ORDERS
        ):
            return Verdict(act="demand", reason=Reason(rule="imperative", words=first.text))
    return None


def refusal(tokens: Sequence[Token], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    """What the speaker's own side will not do or bear: "we will never accept", "his country would not sign"."""
    inside = {t.i for t in tokens}
    for verb in tokens:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in words.wanted.refused or not shallow(verb, inside):
            continue
        auxiliaries = {a.lower_ for a in children(verb, "aux")}
        able = bool(auxiliaries & {"can", "ca", "could"}) and verb.lemma_.lower() in BORNE  # "cannot agree" is milder
        modal = able or bool(auxiliaries & {"will", "wo", "would", "shall"})
        who, passive, _ = subject(verb)
        if modal and negated(verb) and not passive and (who is None or who.lower_ not in RELATIVE):
            owned = who is not None and any(c.lower_ in {"his", "her", "its"} for c in who.children)
            if owned or is_self(who, content, cast):
                return Verdict(act="reject", reason=Reason(rule="refusal", words=verb.text))
    return None
