"""Which parties a noun phrase stands for, by the article's cast.

A phrase stands for the party of the mention at its head ("Beijing", "the ministry"), else for the party that its
modifiers name ("the Chinese embassy", "NATO's expansion", "the bombing by Varnia").
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Literal, NamedTuple

from spacy.tokens import Doc, Token

from demarche.events.clauses import case_of, conjuncts, loose_conjunct
from demarche.events.phrases import load_phrases
from demarche.records import Actor, Cast, Mention, Party, Statement

Reading = Literal["agent", "owner"]
Exclude = frozenset[str]

FIRST_PERSON = frozenset(("we", "i", "our", "us", "my"))
THIRD_PERSON = frozenset(("it", "he", "she", "they"))
OWN = frozenset(("nmod:poss", "amod", "compound", "nmod:desc", "nmod:unmarked", "det"))
REMARKS = frozenset(("remark", "comment", "statement", "announcement", "point"))
ANAPHORA = 400  # tokens that a noun looks back for the same noun with its party
HYPHENS = frozenset(("-", "–", "/"))
PAPERS = (" charter", " convention", " covenant")  # what "the UN Charter" forbids is not done to the UN
CALLING = frozenset(("believe", "call", "consider", "dub", "describe", "say", "suspect", "think"))
FIRMS = frozenset(("bank", "company", "enterprise", "firm", "giant"))
WATERS = frozenset(("sea", "seas", "strait", "peninsula"))
NAMED_BESIDE = frozenset(("appos", "flat"))
DEEPER = frozenset(("own", "of", "by", "from", "near", "in", "among", "between"))
ORDER: dict[str, tuple[str, ...]] = {
    "agent": ("by", "own", "from", "appos", "of", "for", "in"),
    "owner": (
        "own",
        "of",
        "by",
        "appos",
        "from",
        "with",
        "between",
        "among",
        "in",
        "near",
        "off",
        "inside",
        "to",
        "at",
    ),
}


def _speaks_of_itself(token: Token) -> bool:
    """Whether "it" is the subject of what somebody says: "Varnia said it had freed the crew"."""
    verb = token.head
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    return token.lower_ in THIRD_PERSON and token.dep_ in ("nsubj", "nsubj:pass") and verb.dep_ == "ccomp"


class Standing(NamedTuple):
    """A party, the actor that stands for it, and whether the phrase's head itself is that actor."""

    party: Party
    actor: str | None
    at_head: bool
    person: bool


class Parties:
    """The cast of one article, laid over its tokens."""

    def __init__(
        self, doc: Doc, cast: Cast, statements: Sequence[Statement] = (), states: Container[Party] = frozenset()
    ) -> None:
        self.doc = doc
        self.text = doc.text
        self.actors: dict[str, Actor] = {actor.id: actor for actor in cast.actors}
        self.at: dict[int, Mention] = {}
        self.within: dict[int, Mention] = {}  # a name inside a longer mention: Iran in "ambassador to Iran"
        acting = (m for m in cast.mentions if not m.text.lower().endswith(PAPERS))
        for mention in sorted(acting, key=lambda m: m.start - m.end, reverse=True):
            # Shorter mentions are written first and give way to the longer one that holds them.
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None:
                for token in span:
                    if token.i in self.at and token.i != span.root.i:
                        self.within.setdefault(token.i, self.at[token.i])
                    self.at[token.i] = mention
        self.mentions = cast.mentions
        self.home = cast.home
        self.states = states
        bodies = ("organisation", "institution") if states else ("organisation",)
        self.organisations = frozenset(
            a.party for a in cast.actors if a.kind in bodies and a.party and (a.party not in states)
        )
        self.speakers = {
            token.i: statement
            for statement in statements
            if statement.party is not None
            for content in statement.content
            for token in doc.char_span(content.start, content.end, alignment_mode="expand") or ()
            if (token.lower_ in FIRST_PERSON and token.text != "US")
            or (statement.kind == "indirect" and token.i not in self.at and _speaks_of_itself(token))
        }

        self.saying = {
            token.i: statement
            for statement in statements
            if statement.party is not None and statement.cue is not None
            for token in doc.char_span(statement.cue.start, statement.cue.end, alignment_mode="expand") or ()
        }

    def said_by(self, verb: Token) -> list[Standing]:
        """The parties of the statement whose cue a verb is: "Varnia rejects ..., says Norwyn must leave"."""
        statement = self.saying.get(verb.i)
        named = (statement.party or "").split("+") if statement is not None else []
        return [Standing(party, statement.speaker if statement else None, True, False) for party in named if party]

    def remarked(self, verb: Token) -> list[Standing]:
        """Who made the remarks that a verb tells of: "made the remarks in a meeting with Tarn": the speaker before."""
        if not any(c.dep_ == "obj" and c.lemma_.lower() in REMARKS for c in verb.children):
            return []
        before = [i for i in self.saying if i < verb.i]
        said = self.saying[max(before)] if before else next(iter(self.saying.values()), None)
        named = (said.party or "").split("+") if said is not None else []
        return [Standing(party, said.speaker if said else None, False, False) for party in named if party]

    def own_state(self, group: Party) -> Party | None:
        """The state that an armed group is of, by its code ("VRNLOYAL" of VRN); None for a state itself."""
        state = group[:3]
        return state if len(group) > 3 and group not in self.states and state in self.states else None

    def posted(self, head: Token) -> list[Standing]:
        """The state that a phrase within an envoy's own mention names: "its ambassador to Tamaria" is in Tamaria."""
        mention = self.within.get(head.i)
        return self._standing(mention, False) if mention is not None else []

    def mention(self, token: Token) -> Mention | None:
        """The mention a token belongs to."""
        return self.at.get(token.i)

    def party_of(self, mention: Mention) -> Party | None:
        """The party of a mention: its own, else its actor's."""
        if mention.party is not None:
            return mention.party
        actor = self.actors.get(mention.actor)
        return actor.party if actor else None

    def is_state(self, mention: Mention) -> bool:
        """Whether a mention is a state's own name."""
        actor = self.actors.get(mention.actor)
        return actor is not None and actor.kind == "state"

    def _standing(self, mention: Mention, at_head: bool) -> list[Standing]:
        party = self.party_of(mention)
        actor = self.actors.get(mention.actor)
        person = actor is not None and actor.kind == "person"
        return [Standing(part, mention.actor, at_head, person) for part in (party or "").split("+") if part]

    def of_head(self, head: Token) -> list[Standing]:
        """The parties of the mention at a phrase's head, none where there is no such mention."""
        speaking = self.speakers.get(head.i)
        if speaking is not None:  # "we" is whoever is quoted
            return [Standing(p, speaking.speaker, True, False) for p in (speaking.party or "").split("+") if p]
        mention = self.mention(head)
        if mention is not None and head.i + 1 < len(self.doc) and self.doc[head.i + 1].lower_ in WATERS:
            return []  # "the South Varnia sea"
        if mention is None and head.pos_ == "NOUN":  # "the basketball star Lina Tarn"
            beside = (c for c in head.children if c.dep_ in NAMED_BESIDE and c.pos_ == "PROPN" and c.i > head.i)
            mention = next((self.at[c.i] for c in beside if c.i in self.at), None)
        standings = self._standing(mention, True) if mention is not None else []
        if standings and head.pos_ == "NOUN" and head.lower_ != head.lemma_.lower():
            # "the ministers of Varnia and Tamaria": the mention may hold the first party only
            for order in (("own",), ("of",)):
                several = self._ordered(head, order, frozenset())
                named = {s.party: s for s in several}
                if len(named) > 1 and standings[0].party in named:
                    return list(named.values())
        return standings

    def of_modifiers(self, head: Token, reading: Reading, exclude: Exclude = frozenset()) -> list[Standing]:
        """The parties that a phrase's modifiers name, those of the nearest kind only, `exclude` left out.

        `agent` prefers who did the thing ("the killing of hostages by Varnia": Varnia), `owner` whose it is.
        """
        return self._ordered(head, ORDER[reading], exclude, reading)

    def _ordered(
        self, head: Token, order: tuple[str, ...], exclude: Exclude, reading: Reading = "agent"
    ) -> list[Standing]:
        kinds: dict[str, list[Standing]] = {}
        person = head.lemma_.lower() in load_phrases().persons
        for child in head.children:
            if child.dep_ in ("amod", "compound") and child.pos_ == "VERB" and child.i < head.i:
                # "a Varnian-drafted resolution"
                makers = [c for c in child.children if c.i < child.i and c.i in self.at]
                found = [s for maker in makers for s in self.of_head(maker) if s.party not in exclude]
                kinds.setdefault("by", []).extend(one._replace(at_head=False, person=person) for one in found)
                continue
            if child.dep_ in OWN or child.dep_ in NAMED_BESIDE:
                kind = "appos" if child.dep_ in NAMED_BESIDE else "own"
            elif loose_conjunct(child):
                continue
            elif child.dep_ in ("nmod", "obl", "obl:agent"):
                kind = case_of(child).split(" ")[-1] if case_of(child) else "own"
            elif child.dep_ == "acl":
                # "a resolution drafted by Norwyn"; "a document drawn up at the League's summit" is the League's
                if reading == "owner":
                    rooms = [place for place in child.children if case_of(place) == "at"]
                    named = (s for place in rooms for s in self._ordered(place, ("own", "of"), exclude))
                    kinds.setdefault("at", []).extend(s for s in named if s.party in self.organisations)
                makers = [m for maker in child.children if case_of(maker) == "by" for m in conjuncts(maker)]
                kinds.setdefault("by", []).extend(s for m in makers for s in self.of_head(m) if s.party not in exclude)
                continue
            else:
                continue
            for part in (*self.hyphened(child), *conjuncts(child)):
                found = self.of_head(part)
                if not found and kind in DEEPER and part.dep_ not in ("amod", "det"):
                    found = self.of_modifiers(part, reading, exclude)
                found = [one for one in found if one.party not in exclude]
                kinds.setdefault(kind, []).extend(one._replace(at_head=False, person=person) for one in found)
        return next((kinds[kind] for kind in order if kinds.get(kind)), [])

    def hyphened(self, word: Token) -> list[Token]:
        """The other of two parties joined by a hyphen before a noun: "US-China talks", "Egyptian-Lebanese trade"."""
        return [
            child
            for child in word.children
            if abs(child.i - word.i) > 1
            and self.doc[child.i + (1 if child.i < word.i else -1)].text in HYPHENS
            and self.at.get(child.i) not in (None, self.at.get(word.i))
        ]

    def blamed(self, head: Token, exclude: Exclude = frozenset()) -> list[Standing]:
        """Whom a censured thing is laid to: who did it or whose it is, never whom or where it struck.

        "condemned the attack on Varnia" blames nobody named, "condemned Varnia's shelling of Tamaria" Varnia.
        """
        found: dict[Party, Standing] = {}
        for part in conjuncts(measured(head)):
            order: tuple[str, ...] = ("by", "own", "from", "appos")
            aimed = any(case_of(child) in ("on", "against") for child in part.children)  # "the attacks of A on B"
            if aimed or part.lemma_.lower() not in load_phrases().deeds:
                order = (*order, "of")
            if part.lemma_.lower() in load_phrases().sets.state_deeds:
                order = (*order, "in")
            for standing in self._ordered(part, order, exclude) or self._where_done(part, exclude):
                found.setdefault(standing.party, standing)
        return list(found.values())

    def _where_done(self, deed: Token, exclude: Exclude) -> list[Standing]:
        """The state in which a state's deed was done: "the executions of four activists in Varnia"."""
        if deed.lemma_.lower() not in load_phrases().sets.state_deeds:
            return []
        inside = (token for token in deed.subtree if token.i > deed.i and case_of(token) == "in")
        found = (s for token in inside for s in self.of_head(token) if s.party not in exclude)
        return [standing._replace(at_head=False) for standing in found][:1]

    def _issuer(self, paper: Token) -> list[Standing]:
        """Who issued a paper that speaks: "Varnia issued a statement criticising ...": Varnia."""
        verb = paper.head
        if paper.dep_ != "obj" or paper.lemma_.lower() not in load_phrases().sets.papers:
            return []
        subjects = (child for child in verb.children if child.dep_ == "nsubj")
        return [standing for subject in subjects for standing in self.of_head(subject)]

    def of_phrase(self, head: Token, reading: Reading = "owner", exclude: Exclude = frozenset()) -> list[Standing]:
        """The parties a phrase stands for, coordination spread, each once, in text order, `exclude` left out."""
        found: dict[Party, Standing] = {}
        for part in (*conjuncts(measured(head)), *self._listed_after(measured(head))):
            at_head = [one for one in self.of_head(part) if one.party not in exclude]
            for standing in at_head or self.of_modifiers(part, reading, exclude):
                found.setdefault(standing.party, standing)
        return list(found.values())

    def _listed_after(self, head: Token) -> list[Token]:
        """Names that a list goes on with right behind a name: "Norwyn and Varnia", where the parser lost the list."""
        mention, doc = self.mention(head), head.doc
        if mention is None or head.pos_ != "PROPN":
            return []
        listed: list[Token] = []
        index = head.i + 1
        while index + 1 < len(doc) and self.at.get(index) == mention:
            index += 1
        while index + 1 < len(doc) and doc[index].lower_ in ("and", ",") and not doc[index].is_sent_start:
            index += 2 if doc[index + 1].lower_ in ("and", "the") else 1
            if index >= len(doc) or doc[index].pos_ != "PROPN" or self.at.get(index) in (None, mention):
                break
            following, name = self.at[index], doc[index]
            while index < len(doc) and self.at.get(index) == following:
                index += 1
            if index < len(doc) and (doc[index].pos_ in ("VERB", "AUX") or doc[index].lower_ in ("'s", "’s")):
                break
            listed.append(name)
        return listed

    def named_before(self, head: Token) -> list[Standing]:
        """Whose "the destroyer" is: that of the same noun last told with its party."""
        if not any(child.lower_ == "the" for child in head.children):
            return []
        for index in range(head.i - 1, max(-1, head.i - ANAPHORA), -1):
            token = self.doc[index]
            if token.lemma_ == head.lemma_ and token.pos_ == "NOUN":
                found = self.acting(token)
                if found:
                    return found
        return []

    def acting(self, head: Token, exclude: Exclude = frozenset()) -> list[Standing]:
        """The parties a phrase acts for: a mention, or an office, body or force of the party it names.

        "Chinese tourists", "US stocks" act for nobody.
        """
        found: dict[Party, Standing] = {}
        for part in conjuncts(measured(head)):
            standings = self.of_head(part)
            if not standings and (part.lemma_.lower() in load_phrases().agents or _of_the_state(part)):
                standings = self.of_modifiers(part, "agent", exclude) or self._issuer(part)
            for standing in standings:
                if standing.party not in exclude:
                    found.setdefault(standing.party, standing)
        return list(found.values())


def _of_the_state(head: Token) -> bool:
    """Whether a firm is a state's own: "Varnian state-owned firms have lent billions"."""
    if head.lemma_.lower() not in FIRMS:
        return False
    below = {token.lower_ for token in head.subtree if token.i < head.i}
    return "state" in below or bool(below & {"state-owned", "state-run"})


def measured(head: Token) -> Token:
    """What a measure measures: "tens of thousands of protesters", "a number of tanks"; any other head itself.

    "what it calls rebel forces", "what they thought was a camp" stand for the forces, the camp.
    """
    if head.lower_ == "what":
        clause = next((c for c in head.children if c.dep_ == "acl:relcl" and c.lemma_.lower() in CALLING), None)
        named = [c for c in clause.children if c.dep_ in ("obj", "xcomp", "ccomp") and c.i > clause.i] if clause else []
        head = named[0] if named and named[0].pos_ in ("NOUN", "PROPN") else head
    for _ in range(3):
        if head.lemma_.lower() not in load_phrases().measures and head.pos_ != "NUM":
            return head
        inner = next((child for child in head.children if child.dep_ == "nmod" and case_of(child) == "of"), None)
        if inner is None:
            return head
        head = inner
    return head
