"""Accusations by content: a wrong predicated of another party, whatever the cue."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from demarche.records import Cast, Reason
from demarche.statements.clauses import RELATIVE, children, preposition, subject
from demarche.statements.content import Content, Verdict, is_self, negated, party_of, shallow
from demarche.statements.words import ContentWords

EFFORTS = frozenset({"effort", "attempt", "bid", "campaign", "plan", "plot", "policy", "desire", "scheme", "drive"})
POINTING = frozenset({"this", "that", "it", "these", "those", "which", "such"})
BREACH = frozenset({"violation", "breach", "contravention", "defiance", "contrary", "contradiction", "disregard"})
LAWS = frozenset(
    {"law", "commitment", "agreement", "treaty", "charter", "obligation", "resolution", "convention", "principle",
     "norm", "spirit", "right", "promise", "accord", "rule", "ceasefire", "truce", "constitution", "sovereignty",
     "deal", "pact", "protocol", "undertaking"}
)  # fmt: skip
DEEDS = frozenset(
    {"action", "act", "policy", "behaviour", "behavior", "move", "conduct", "practice", "measure", "attempt", "step",
     "response", "effort", "campaign", "remark", "decision"}
)  # fmt: skip
# Verbs by which a deed is said to be a wrong: "the strikes constitute a violation".
AMOUNTS = frozenset(
    {"represent", "constitute", "exemplify", "amount", "reflect", "demonstrate", "show", "mark", "prove"}
)
SHOWING = frozenset({"reflect", "demonstrate", "show", "mark"})
# Ills that are laid on nobody: "it shows the risk of war".
MILD = frozenset(
    {"risk", "challenge", "danger", "war", "failure", "threat", "escalation", "famine", "instability", "enemy",
     "adversary", "tale", "trap", "bias", "obstacle", "confrontation"}
)  # fmt: skip
# What is talked about is not laid on anybody: "discussed Varnia's invasion".
DISCUSSED = frozenset(
    {"discuss", "address", "raise", "consider", "cover", "review", "mention", "talk", "touch", "exchange", "examine",
     "recall", "remember", "describe", "explain"}
)  # fmt: skip


def accusation(tokens: Sequence[Token], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    """The verdict "accuse" with the blamed party's head, or ``None`` where nobody else is blamed for anything."""
    inside = {t.i for t in tokens}
    for token in tokens:
        found, blamed = _wrong(token, words, inside)
        if not found:
            continue
        if blamed is None or blamed.lower_ in RELATIVE or (blamed.pos_ == "PRON" and party_of(blamed, cast) is None):
            # "It is Varnia that ...": the party named last before the wrong.
            before = [t for t in tokens if t.i < token.i and t.pos_ == "PROPN" and party_of(t, cast) is not None]
            blamed = before[-1] if before and token.pos_ == "VERB" else None
        if blamed is None or is_self(blamed, content, cast):
            continue
        party = party_of(blamed, cast)
        if party is not None and party != content.party:
            return Verdict(act="accuse", reason=Reason(rule="accusation", words=token.text), targets=(blamed.i,))
    return None


def judgement(tokens: Sequence[Token], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    """The verdict "condemn" where what others did is called bad, or against a law: "this is a provocation"."""
    inside = {t.i for t in tokens}
    for token in tokens:
        if token.lower_ in BREACH and token.i > 0 and {t.lower_ for t in _around(token)} & {"in", "to"}:
            found = _breach(token, content, cast)
            if found is not None:
                return found
        said = [token, *(children(token, "amod") if token.pos_ == "NOUN" else [])]  # "is a misleading attempt"
        outrage = {w for t in said for w in (t.lemma_.lower(), t.lower_)} & words.wrongs.outrage
        if outrage and children(token, "cop") and not negated(token) and shallow(token, inside):
            who = next(iter(children(token, "nsubj", "nsubj:outer", "nsubj:pass", "expl")), None)
            deeds = words.deeds.nouns | words.things.uttered | DEEDS
            if who is None or not (who.lower_ in POINTING or who.lemma_.lower() in deeds):
                continue
            owner = next(iter(children(who, "nmod:poss", "amod", "compound")), None)
            if owner is not None and is_self(owner, content, cast):
                continue
            targets = (owner.i,) if owner is not None and party_of(owner, cast) is not None else ()
            return Verdict(act="condemn", reason=Reason(rule="judgement", words=token.text), targets=targets)
    return None


def charge(tokens: Sequence[Token], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    """The verdict "condemn" where a deed is called an outrage in passing, or said to amount to a wrong.

    "These reprehensible acts show their contempt", "the executions represent a violation of the right to life".
    """
    inside = {t.i for t in tokens}
    deeds = words.deeds.nouns | DEEDS | {"violence", "attempt", "campaign"}
    for token in tokens:
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN" and lemma in deeds and not negated(token):
            pointed = {c.lower_ for c in token.children} & {"these", "this", "such"}
            outrage = [c for c in children(token, "amod") if c.lower_ in words.wrongs.outrage]
            if pointed and outrage and not _is_own(token, content, cast):
                return Verdict(
                    act="condemn", reason=Reason(rule="judgement", words=outrage[0].text), targets=_owners(token, cast)
                )
        if token.pos_ == "VERB" and lemma in AMOUNTS and not negated(token) and shallow(token, inside):
            subjects = [*children(token, "nsubj"), *(n for o in children(token, "obj") for n in children(o, "nsubj"))]
            what = next(iter(subjects), None)
            deed = what is not None and (
                what.lemma_.lower() in deeds or (what.lower_ in POINTING and lemma not in SHOWING)
            )
            if what is None or not deed or _is_own(what, content, cast):
                continue
            things = [t for c in children(token, "obj", "obl") if c.i > token.i for t in c.subtree]
            grave = words.wrongs.nouns - MILD
            wrong = next((t for t in things if t.lemma_.lower() in grave and not negated(t)), None)
            if wrong is not None:
                return Verdict(
                    act="condemn", reason=Reason(rule="judgement", words=wrong.text), targets=_owners(what, cast)
                )
    return None


def _is_own(deed: Token, content: Content, cast: Cast) -> bool:
    """Whether a deed is the speaker's own: "our", "its" of the speaker, "the Varnian attack" said by Varnia."""
    return any(is_self(owner, content, cast) for owner in children(deed, "nmod:poss", "amod", "compound"))


def _owners(deed: Token, cast: Cast) -> tuple[int, ...]:
    return tuple(
        t.i for t in children(deed, "nmod:poss", "amod", "compound", "nmod")
        if (t.dep_ != "nmod" or preposition(t) == "by") and party_of(t, cast) is not None
    )[:1]  # fmt: skip


def _around(token: Token) -> list[Token]:
    return [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]


def _breach(token: Token, content: Content, cast: Cast) -> Verdict | None:
    """ "in violation of international law": laid on the subject of the clause, where it is another party."""
    after = token.doc[token.i + 1 : min(token.i + 12, token.sent.end)]
    if not any(t.lemma_.lower() in LAWS for t in after):
        return None
    verb = next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    if verb is None or negated(verb):
        return None
    who, passive, _ = subject(verb)
    if not passive and is_self(who, content, cast):
        return None
    reason = Reason(rule="breach of law", words=token.text)
    if not passive and who is not None and party_of(who, cast) is not None:
        return Verdict(act="accuse", reason=reason, targets=(who.i,))
    return Verdict(act="condemn", reason=reason)


def _wrong(token: Token, words: ContentWords, inside: set[int]) -> tuple[bool, Token | None]:
    """Whether a wrong is predicated here, and the nominal it is predicated of."""
    lemma = token.lemma_.lower()
    denied = negated(token)
    wrongs = words.wrongs
    if token.pos_ == "VERB":
        wrong = (lemma in wrongs.verbs and not denied) or (lemma in wrongs.goods and denied)
        if not wrong and not denied:
            things = [c for c in children(token, "obj", "obl", "root") if c.i > token.i]
            # "poses a threat", "plays a part in the war": the object, or what it is a part in
            things += [n for t in things for n in children(t, "nmod", "conj")]
            wrong = lemma in words.wrongs.carriers and any(t.lemma_.lower() in wrongs.nouns for t in things)
        if not wrong or not shallow(token, inside):
            return False, None
        effort = token.doc[token.i - 2] if token.i > 1 and token.nbor(-1).lower_ == "to" else None
        if effort is not None and effort.lemma_.lower() in EFFORTS:
            # "Varnia's efforts to undermine the vote"
            owner = next(iter(children(effort, "nmod:poss", "amod", "compound")), None)
            if owner is None and effort.i > 1 and effort.nbor(-1).tag_ == "POS":
                owner = effort.nbor(-2)  # an owner the parse hung elsewhere
            return owner is not None, owner
        who, passive, _ = subject(token)
        if passive or children(token, "nsubj:pass"):
            agents = [o for o in children(token, "obl", "obl:agent") if preposition(o) == "by"]
            return bool(agents), agents[0] if agents else None
        return True, who
    carried = token.dep_ == "xcomp" and token.head.lemma_.lower() in {"remain", "stay", "seem", "become", "keep"}
    if token.pos_ == "ADJ" and carried and lemma in wrongs.adjectives and not denied:
        return shallow(token, inside), subject(token.head)[0]
    if token.pos_ in {"NOUN", "ADJ"} and children(token, "cop"):
        wrong = (lemma in wrongs.nouns | wrongs.adjectives and not denied) or (lemma in wrongs.goods and denied)
        return wrong, next(iter(children(token, "nsubj", "nsubj:outer")), None)
    if token.pos_ == "NOUN" and token.dep_ in {"nsubj", "obj", "ROOT", "nsubj:pass", "ccomp", "xcomp"}:
        wrong = lemma in wrongs.nouns or (
            lemma in DEEDS and any(c.lemma_.lower() in wrongs.adjectives for c in children(token, "amod", "compound"))
        )
        if token.dep_ == "obj" and token.head.lemma_.lower() in DISCUSSED:
            return False, None
        owner = next(iter(children(token, "nmod:poss")), None)
        if owner is None and (lemma in wrongs.outrage or lemma in DEEDS):
            owner = next(iter(children(token, "amod", "compound")), None)  # "the Varnian aggression"
        return wrong and owner is not None and shallow(token, inside), owner
    return False, None
