"""Who speaks: from the words of the source to an actor and a party.

The medium is not the speaker (the institution behind a communique is), a spokesperson speaks for the party, a vague
source names nobody. A pronoun the actors stage left open goes to the speaker before.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc, Token

from demarche.actors import mention_at, parties_in
from demarche.records import Actor, ActorKind, Cast, Mention, Party, Reason, Record, Span
from demarche.statements.clauses import children, noun_phrase, preposition
from demarche.statements.contents import token_chars
from demarche.statements.lexicon import CueLexicon
from demarche.statements.sayings import Saying
from demarche.statements.sources import head_of, source_spans
from demarche.statements.texts import text_of

PERSONAL = frozenset({"he", "she", "him", "her", "his"})

HUMAN_HEADS = frozenset(
    {"spokesperson", "spokesman", "spokeswoman", "minister", "ambassador", "envoy", "official", "diplomat", "president",
     "secretary", "chief", "leader", "representative", "commissioner", "general", "adviser", "advisor", "expert"}
)  # fmt: skip
GOES_ON = frozenset({"statement", "message", "post", "letter", "communique", "communiqué", "declaration", "readout"})
OWNED_BY = frozenset({"its", "their", "his", "her"})
SINGLED_OUT = frozenset({"one", "another", "other", "neither", "none"})
OUTSIDERS = frozenset(
    {
        "critic", "opponent", "supporter", "relative", "family", "lawyer", "victim", "rival", "enemy", "father",
        "mother", "grandmother", "grandfather", "parent", "niece", "nephew",
        "uncle", "aunt", "cousin", "son", "daughter", "wife", "husband", "widow", "brother", "sister",
        "friend", "neighbour", "neighbor", "person", "individual", "fan", "follower", "survivor", "attorney",
        "man", "woman", "boy", "girl", "witness", "bystander",
    }
)  # fmt: skip
SOMEBODY = frozenset(
    {"source", "resident", "trader", "employee", "worker", "student", "activist", "soldier", "observer", "economist",
     "researcher", "scholar", "lawyer", "reporter", "journalist", "doctor", "farmer", "refugee", "businessman", "user"}
)  # fmt: skip
NAMING = frozenset({"flat", "appos", "nmod:desc", "compound", "nmod"})
SURE = 0.9
TITLES = HUMAN_HEADS | {"king", "queen", "prince", "premier", "chancellor", "senator", "governor", "mayor", "judge",
                        "commander", "analyst", "professor", "academic", "lawmaker", "speaker", "pope"}  # fmt: skip


class Speaker(Record, frozen=True):
    """A resolved source: actor id and party (``None`` if nobody can tell), its words, its head token, and why."""

    actor: str | None
    party: Party | None
    span: Span | None
    head: int | None
    reason: Reason
    kind: ActorKind | None = None


NOBODY = Speaker(actor=None, party=None, span=None, head=None, reason=Reason(rule="no source"))


class Voices:
    """The cast seen as speakers: actors by id, and the last to speak, as the article goes on."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.actors: dict[str, Actor] = {actor.id: actor for actor in cast.actors}
        self.last: Speaker | None = None
        self._known: list[Speaker] = []
        self.last_person: Speaker | None = None
        self.last_institution: Speaker | None = None
        self.unnamed: Speaker | None = None
        self._titles: list[tuple[str, Speaker]] = []

    def heard(self, speaker: Speaker) -> None:
        """Remember who spoke last, for pronouns and quotations without a source."""
        self.unnamed = None
        if speaker.actor is None and speaker.party is None:
            self.unnamed = speaker if speaker.span is not None and speaker.head is not None else None
            return
        self.last = speaker
        self._known.append(speaker)
        actor = self.actors.get(speaker.actor) if speaker.actor else None
        if actor is not None and actor.kind == "person":
            self.last_person = speaker
            named = speaker.span.text.lower() if speaker.span is not None else ""
            self._titles.append((f"{named} {' '.join(role.title.lower() for role in actor.roles)}", speaker))
        else:
            self.last_institution = speaker

    def before(self, doc: Doc, pronoun: Token) -> Speaker | None:
        """The last to speak outside the words that a pronoun's own verb reports: "Moren wrote a book, [he] said"."""
        for speaker in reversed(self._known):
            head = doc[speaker.head] if speaker.head is not None else None
            if head is None or head.i < pronoun.sent.start or not any(a.i == pronoun.head.i for a in head.ancestors):
                return speaker
        return None

    def titled(self, title: str) -> Speaker | None:
        """The last person to speak who was introduced with this title word."""
        alike = {title, "justice"} if title == "judge" else {title}
        return next((speaker for words, speaker in reversed(self._titles) if alike & set(words.split())), None)


def resolve_speaker(
    doc: Doc, saying: Saying, voices: Voices, lexicon: CueLexicon, barred: Sequence[Party] = ()
) -> Speaker:
    """The first candidate source that an actor stands behind and whose party is not `barred` (the accused itself)."""
    unknown = NOBODY
    for start, end in source_spans(doc, saying):
        speaker = _behind(doc, start, end, voices, lexicon)
        itself = speaker.party is not None and speaker.party in barred
        if itself and not _citizen(saying, speaker, voices, (start, end)):
            continue
        if speaker.actor is not None or speaker.party is not None:
            actor = voices.actors.get(speaker.actor or "")
            return msgspec.structs.replace(speaker, kind=actor.kind if actor is not None else None)
        if unknown is NOBODY:
            unknown = speaker
    return unknown


def _citizen(saying: Saying, speaker: Speaker, voices: Voices, span: tuple[int, int]) -> bool:
    """Whether a person is the subject who asks or accuses the own state: "He urged the government to ..."."""
    actor, subject = voices.actors.get(speaker.actor or ""), saying.arguments.source
    return (
        actor is not None
        and actor.kind == "person"
        and subject is not None
        and span[0] < subject[1]
        and subject[0] < span[1]
    )


def _somebody_else(head: Token, mention: Mention, lexicon: CueLexicon) -> bool:
    """Whether a source only mentions an actor whom it does not speak for: "a critic of Varnia", "one of them"."""
    if mention.start <= head.idx < mention.end:
        return False
    lemma = head.lemma_.lower()
    if lemma in SINGLED_OUT:
        return mention.text.lower() not in OWNED_BY  # "one of [its] officials"
    if lemma not in lexicon.vague | OUTSIDERS:
        return False
    if mention.form == "pronoun":
        return True  # "a man who gave only [his] first name"
    part = next((t for t in head.subtree if mention.start <= t.idx < mention.end), None)
    while part is not None and part.head.i != head.i and part.head.i != part.i:
        part = part.head
    # "Varnian sources", "Varnia's critics" the reader's own; an adjective says whose sources they are.
    if part is None or part.dep_ in ("amod", "compound"):
        return False
    # "the grandmother of Hugo Lind" is not he; "the lawyer Hugo Lind" is
    return part.ent_type_ != "PER" or part.dep_ == "nmod:poss" or preposition(part) == "of"


def _naming(doc: Doc, start: int, end: int, head: Token) -> Token:
    """The name that a source's head introduces: "rice board chief [Ilka Moren]"; the head itself where it names nobody.

    A name after a preposition or "and" is somebody else's.
    """
    for token in doc[head.i + 1 : end]:
        if token.ent_type_ != "PER" or any(child.dep_ in ("case", "cc") for child in token.children):
            continue
        beside = token.head.i == head.i and token.dep_ in NAMING
        # The reader may give the verb two subjects: "The vice minister of X, [Ilka Moren], said".
        subject = not start <= token.head.i < end and token.head.i == head.head.i and token.dep_ == head.dep_
        if beside or subject:
            return token
    return head


def _behind(doc: Doc, start: int, end: int, voices: Voices, lexicon: CueLexicon) -> Speaker:
    """The actor behind the words of a source."""
    chars = token_chars(doc, (start, end))
    head = head_of(doc, start, end)
    span = Span(start=chars[0], end=chars[1], text=text_of(doc)[chars[0] : chars[1]])
    mention = mention_at(voices.cast, *chars, _naming(doc, start, end, head).idx)
    lemma = head.lemma_.lower()
    before = voices.before(doc, head)
    if mention is not None and _somebody_else(head, mention, lexicon):
        # "One of [them]", "a source close to [Varnia]": nobody knows who, or for whom.
        return Speaker(actor=None, party=None, span=span, head=head.i, reason=Reason(rule="nobody named"))
    if head.lower_ in TITLES and doc[start:end].text.lower() == f"the {head.lower_}":
        same = voices.titled(head.lower_)
        if same is not None:
            # "The minister" is the minister who has been speaking, not one named in passing.
            reason = Reason(rule="the title of a speaker before", words=head.text)
            return Speaker(actor=same.actor, party=same.party, span=span, head=head.i, reason=reason)
    if voices.unnamed is not None and _nobody_goes_on(doc, voices, voices.unnamed, head, mention):
        # "An expert who gave no name said ... , [he] said": still nobody knows who
        reason = Reason(rule="speaker goes on unnamed", words=head.text)
        return Speaker(actor=None, party=None, span=span, head=head.i, reason=reason)
    unsure = mention is not None and mention.form == "pronoun" and mention.score < SURE
    goes_on = before is not None and unsure and head.lower_ in PERSONAL | {"it"}
    if goes_on and before is not None and mention is not None and _came_in(doc, voices, before, mention):
        goes_on = False
    if goes_on and before is not None and _spoke_just_before(doc, voices, before, head):
        # "..., according to the spokesperson. ... , he stressed": who speaks goes on, unless the name says otherwise.
        reason = Reason(rule="speaker goes on", words=head.text)
        return Speaker(actor=before.actor, party=before.party, span=span, head=head.i, reason=reason)
    if mention is not None and (mention.actor in voices.actors or mention.party is not None):
        return _of(mention, span, head, "mention")
    if lemma in lexicon.media:
        owner = _owner(doc, head, voices)
        if owner is not None:
            return _of(owner, span, head, "medium")
        if voices.last is not None and (lemma in GOES_ON or head.lower_ == "it"):
            return Speaker(
                actor=voices.last.actor,
                party=voices.last.party,
                span=span,
                head=head.i,
                reason=Reason(rule="medium continues"),
            )
        body = _acting_body(doc, voices, head) if voices.last is None and lemma in {"statement", "communique"} else None
        if body is not None:
            return _of(body, span, head, "whose statement")
    if head.lower_ in PERSONAL:
        before = voices.last_person or voices.last
        if before is not None:
            return Speaker(
                actor=before.actor,
                party=before.party,
                span=span,
                head=head.i,
                reason=Reason(rule="speaker before", words=head.text),
            )
    if head.lower_ in {"it", "they"} and voices.last is not None:
        before = voices.last_institution or voices.last
        return Speaker(
            actor=before.actor,
            party=before.party,
            span=span,
            head=head.i,
            reason=Reason(rule="speaker before", words=head.text),
        )
    parties = parties_in(voices.cast, *chars)
    if parties and lemma not in lexicon.vague:
        return Speaker(actor=None, party=parties[0], span=span, head=head.i, reason=Reason(rule="party in the words"))
    return Speaker(actor=None, party=None, span=span, head=head.i, reason=Reason(rule="nobody named", words=head.text))


def _came_in(doc: Doc, voices: Voices, before: Speaker, pronoun: Mention) -> bool:
    """Whether somebody else was the subject after the last speaker: "..., Dellan said. His envoy, Ana Tell, left. [She]
    said ..."."""
    if before.span is None or pronoun.actor == before.actor:
        return False
    for mention in voices.cast.mentions:
        if mention.actor != pronoun.actor or mention.form != "name":
            continue
        if before.span.end <= mention.start and mention.end <= pronoun.start:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            top = span.root if span is not None else None
            while top is not None and top.dep_ in ("appos", "flat", "compound", "nmod:desc") and top.head.i != top.i:
                top = top.head
            if top is not None and top.dep_.startswith("nsubj"):
                return True
    return False


def _nobody_goes_on(doc: Doc, voices: Voices, before: Speaker, pronoun: Token, mention: Mention | None) -> bool:
    """Whether "he", "she" or "they" is somebody without a name who spoke just before, and nobody came in since."""
    if before.span is None or before.head is None or pronoun.lower_ not in {"he", "she", "they"}:
        return False
    head = doc[before.head]
    several = head.tag_ in {"NNS", "NNPS"}
    if before.span.end > pronoun.idx or head.pos_ not in {"NOUN", "PROPN"} or several != (pronoun.lower_ == "they"):
        return False
    nouns = {t.lemma_.lower() for t in head.subtree} | {head.lemma_.lower()}
    if not several and not nouns & (HUMAN_HEADS | TITLES | OUTSIDERS | SOMEBODY):
        return False
    if text_of(doc)[before.span.end : pronoun.idx].count("\n\n") > 1:
        return False
    return mention is None or not _came_in(doc, voices, before, mention)


def _acting_body(doc: Doc, voices: Voices, medium: Token) -> Mention | None:
    """The institution or organisation that was the subject last before "the statement" of which nothing says whose."""
    for mention in reversed(voices.cast.mentions):
        actor = voices.actors.get(mention.actor)
        if mention.end > medium.idx or actor is None or actor.kind not in ("institution", "organisation", "group"):
            continue
        if text_of(doc)[mention.end : medium.idx].count("\n\n") > 3:
            return None
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None and span.root.dep_.startswith("nsubj"):
            return mention
    return None


def _spoke_just_before(doc: Doc, voices: Voices, before: Speaker, pronoun: Token) -> bool:
    """The last speaker is a person's description or name and stands in the paragraph before or in this one."""
    if before.span is None or before.head is None:
        return False
    between = text_of(doc)[before.span.end : pronoun.idx]
    actor = voices.actors.get(before.actor or "")
    if actor is not None and (actor.kind == "person") != (pronoun.lower_ == "it"):
        return between.count("\n\n") <= 1
    if pronoun.lower_ == "it" or (pronoun.lower_ != "they" and doc[before.head].tag_ in ("NNS", "NNPS")):
        return False  # "Varnia's leaders had admitted it", [she] said
    nouns = {t.lemma_.lower() for t in doc[before.head].subtree} | {doc[before.head].lemma_.lower()}
    return between.count("\n\n") <= 1 and bool(nouns & HUMAN_HEADS)


def _of(mention: Mention, span: Span, head: Token, rule: str) -> Speaker:
    return Speaker(
        actor=mention.actor, party=mention.party, span=span, head=head.i,
        reason=Reason(rule=rule, score=mention.score, words=mention.text),
    )  # fmt: skip


def _owner(doc: Doc, head: Token, voices: Voices) -> Mention | None:
    """Who stands behind a medium: "X's statement", "a statement from/by X", "the document published by X"."""
    parts = children(head, "nmod:poss", "nmod", "compound", "amod")
    parts += [
        o
        for clause in children(head, "acl", "acl:relcl")
        for o in children(clause, "obl", "obl:agent", "nsubj")
        if o.dep_ in {"nsubj", "obl:agent"} or preposition(o) == "by"
    ]
    for part in parts:
        if part.dep_ == "nmod" and preposition(part) not in {"of", "from", "by", "on", "to"}:
            continue
        start, end = noun_phrase(part)
        mention = mention_at(voices.cast, *token_chars(doc, (start, end)))
        if mention is not None:
            return mention
    return None
