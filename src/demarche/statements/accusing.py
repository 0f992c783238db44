"""Accusations by content: a wrong predicated of another party, whatever the cue."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from demarche.records import Cast, Party, Reason
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
# Deeds that are launched and carried out.
ATTACKS = frozenset(
    {"attack", "shelling", "bombing", "strike", "airstrike", "invasion", "assassination", "massacre", "murder", "siege",
     "blockade", "raid", "assault", "execution", "kidnapping", "abduction", "coup", "ambush", "annexation", "war"}
)  # fmt: skip
ASIDE = frozenset({"after", "before", "since", "during", "amid", "until", "following"})
ENABLING = frozenset({"enable", "facilitate", "shelter", "challenge", "target"})
TOPICS = frozenset(
    {"emphasis", "focus", "discussion", "talk", "issue", "topic", "view", "question", "context", "aftermath", "wake",
     "end", "history", "debate", "case", "information", "news", "report", "anniversary"}
)  # fmt: skip
NOMINAL = frozenset({"nsubj", "obj", "ROOT", "nsubj:pass", "ccomp", "xcomp", "obl", "nmod", "conj"})
# Ills that are laid on nobody: "it shows the risk of war".
MILD = frozenset(
    {"risk", "challenge", "danger", "war", "failure", "threat", "escalation", "famine", "instability", "enemy",
     "adversary", "tale", "trap", "bias", "obstacle", "confrontation"}
)  # fmt: skip
# Who is in a thing, not whose it is: "the crisis of Varnia", "the people of Varnia".
HELD = frozenset(
    {"people", "crisis", "situation", "victim", "state", "republic", "issue", "question", "problem", "suffering",
     "territory", "land", "city", "sovereignty", "some", "part", "all", "most", "occupier", "enemy", "opponent"}
)  # fmt: skip
# What stands around a thing and does not own it.
AROUND = frozenset({"without", "against", "on", "for", "to", "with", "than", "like", "despite"})
# Ends that are no good even where they are denied: "brings nothing but war".
BUT = frozenset({"but", "except", "other"})
# What is talked about is not laid on anybody: "discussed Varnia's invasion".
DISCUSSED = frozenset(
    {"discuss", "address", "raise", "consider", "cover", "review", "mention", "talk", "touch", "exchange", "examine",
     "recall", "remember", "describe", "explain"}
)  # fmt: skip


def accusation(tokens: Sequence[Token], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    """The verdict "accuse" with the blamed party's head, or ``None`` where nobody else is blamed for anything."""
    inside = {t.i for t in tokens}
    deed: Verdict | None = None
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
        if token.lemma_.lower() in ENABLING and children(blamed, "nmod"):
            continue  # "support from Varnia will enable them to rebuild"
        party = party_of(blamed, cast) or _of_whom(blamed, words, cast)
        only_of_deeds = token.lemma_.lower() in words.wrongs.spoils - words.wrongs.verbs
        answers = party is not None and party != content.party and _answers_for(blamed, party, cast)
        if answers and not only_of_deeds:
            return Verdict(act="accuse", reason=Reason(rule="accusation", words=token.text), targets=(blamed.i,))
        if party is None and deed is None and token.lemma_.lower() in words.wrongs.spoils and _that_deed(blamed, words):
            deed = Verdict(act="condemn", reason=Reason(rule="accusation", words=token.text))
    return deed


def _answers_for(noun: Token, party: Party, cast: Cast) -> bool:
    """Whether a party named in a phrase is what it is about: not in "a peace without Varnia"."""
    first, last = noun.left_edge.idx, noun.right_edge.idx
    named = [m for m in cast.mentions if m.party is not None and first <= m.start <= last and party in m.party]
    for mention in named:
        if mention.start <= noun.idx < mention.end:
            return True
        span = noun.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        current = span.root if span is not None else noun
        while current.i != noun.i and preposition(current) not in AROUND and current.head.i != current.i:
            current = current.head
        if current.i == noun.i:
            return True
    return not named


def _of_whom(noun: Token, words: ContentWords, cast: Cast) -> Party | None:
    """Whose thing a noun with "of" or "by" is: "the presence of Varnia", "a letter from Varnia"; not who suffers it."""
    suffered = noun.lemma_.lower() in words.deeds.nouns | words.wrongs.nouns | HELD
    cases = {"by", "from"} if suffered else {"of", "by", "from"}
    owners = [c for c in children(noun, "nmod") if preposition(c) in cases and c.pos_ in {"PROPN", "NOUN"}]
    return next((party for owner in owners if (party := party_of(owner, cast)) is not None), None)


def _that_deed(noun: Token, words: ContentWords) -> bool:
    """A deed spoken of before: "this act", "the executions", "such steps"."""
    deeds = words.deeds.nouns | DEEDS | words.things.uttered
    pointed = {c.lower_ for c in noun.children} & {"this", "these", "such", "the", "that", "those"}
    return noun.lower_ in POINTING - {"which"} or (bool(pointed) and noun.lemma_.lower() in deeds)


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
        unlike = token.pos_ == "ADJ" and token.lemma_.lower() in words.wrongs.goods  # "is not fair"
        bad = unlike if negated(token) else outrage
        if bad and children(token, "cop") and shallow(token, inside):
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
    if token.pos_ == "VERB" and (token.dep_ != "amod" or (token.i > 0 and token.nbor(-1).lemma_ in {"have", "be"})):
        wrong = (lemma in wrongs.verbs | wrongs.spoils and not denied) or (lemma in wrongs.goods and denied)
        if not wrong and (not denied or _nothing_but(token)):
            things = [c for c in children(token, "obj", "obl", "root") if c.i > token.i]
            # "poses a threat", "plays a part in the war": the object, or what it is a part in
            things += [n for t in things for n in children(t, "nmod", "conj", "acl")]
            things += [n for t in things for n in children(t, "conj")]
            told = not any(a.tag_ == "MD" for a in children(token, "aux"))
            bad = wrongs.nouns | (words.deeds.nouns & ATTACKS if told else frozenset())
            wrong = lemma in words.wrongs.carriers and any(t.lemma_.lower() in bad for t in things)
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
        return wrong, _said_of(token)
    if token.pos_ == "NOUN" and token.dep_ in NOMINAL:
        return _owned(token, words, inside)
    return False, None


def _said_of(predicate: Token) -> Token | None:
    """The subject of "is a threat"; of "considers Varnia to be a threat" Varnia."""
    who = next(iter(children(predicate, "nsubj", "nsubj:outer")), None)
    if who is None and predicate.dep_ == "xcomp":
        who = next(iter(children(predicate.head, "obj")), None)
    copula = next((c for c in children(predicate, "cop") if c.i > 0), None)
    if copula is not None and copula.nbor(-1).pos_ == "PROPN" and copula.nbor(-1).head.i == predicate.i:
        return copula.nbor(-1)  # "show that Varnia is the culprit", read as the culprit of Varnia
    if who is None and copula is not None:
        bare = (c for c in children(predicate, "nmod", "obj", "compound") if c.i < copula.i and not preposition(c))
        who = next(bare, None)  # the subject read as part of the predicate
    return who


def possessor(noun: Token) -> Token | None:
    """Who owns a thing: "Varnia's poor record", wherever the parse hung the name."""
    owned = next(iter(children(noun, "nmod:poss")), None)
    if owned is not None:
        return owned
    at = noun.i - 1
    while at > noun.sent.start and noun.doc[at].pos_ in {"ADJ", "NOUN", "ADV"}:
        at -= 1
    return noun.doc[at - 1] if at > noun.sent.start and noun.doc[at].tag_ == "POS" else None


def _owned(token: Token, words: ContentWords, inside: set[int]) -> tuple[bool, Token | None]:
    """A wrong that somebody owns: "Varnia's aggression", "their atrocious record", "threats from Varnia"."""
    lemma = token.lemma_.lower()
    bad = any({c.lemma_.lower(), c.lower_} & words.wrongs.adjectives for c in children(token, "amod", "compound"))
    wrong = lemma in words.wrongs.nouns or bad
    if not wrong or negated(token) or (token.dep_ == "obj" and token.head.lemma_.lower() in DISCUSSED):
        return False, None
    aside = token.dep_ not in {"nsubj", "obj", "ROOT", "nsubj:pass", "ccomp", "xcomp"}
    if aside and lemma in MILD:
        return False, None  # "because of Varnia's challenges"
    topic = token.dep_ == "nmod" and token.head.lemma_.lower() in TOPICS
    if topic or (token.dep_ == "obl" and preposition(token) in ASIDE):
        return False, None  # "was expelled after Varnia's crackdown"
    owner = possessor(token)
    if aside and owner is not None and owner.pos_ == "PRON":
        return False, None  # "was accusing Varnia of its own crimes"
    if owner is None and (lemma in words.wrongs.outrage or lemma in DEEDS):
        owner = next(
            iter(c for c in children(token, "amod", "compound") if c.lemma_.lower() not in words.wrongs.adjectives),
            None,
        )
    if owner is None and not aside:
        near = [c for c in children(token.head, "obl") if c.left_edge.i == token.i + 1]  # "foiled plots from Varnia"
        owner = next((c for c in (*children(token, "nmod"), *near) if preposition(c) in {"by", "from"}), None)
    return owner is not None and shallow(token, inside), owner


def _nothing_but(verb: Token) -> bool:
    """ "will bring nothing but war", "does not lead to anything other than war": denied, and yet said."""
    return any(t.lower_ in BUT and t.i > verb.i for t in verb.subtree)
