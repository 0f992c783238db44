"""How prominent a mention is where it stands: its sentence, whether it is the subject, whether it speaks."""

from __future__ import annotations

from spacy.tokens import Token

from demarche.actors.found import Found
from demarche.actors.page import Page
from demarche.records import Party, Record


class Candidate(Record, frozen=True):
    """An earlier mention with the features that a pronoun weighs."""

    found: Found
    sentence: int
    subject: bool
    speaker: bool
    quoted: bool


def candidate_of(page: Page, mention: Found) -> Candidate:
    """A mention with its sentence and its part in it."""
    token = page.token_at(mention.head)
    subject = token is not None and (dependency(token).startswith("nsubj"))
    verb = _misread_verb(token) if token is not None and not subject else None
    subject = subject or verb is not None
    speaker = (
        token is not None and subject and (verb or governor(token)).lemma_ in page.knowledge.context["saying-verbs"]
    )
    return Candidate(
        found=mention,
        sentence=page.sentence_of(mention.start),
        subject=subject,
        speaker=speaker,
        quoted=page.quoted(mention.start),
    )


def _misread_verb(token: Token) -> Token | None:
    """The past-tense verb right behind a name that the reader took for a participle: "spokeswoman Ilka Moren said"."""
    top = token
    while top.dep_ in ("flat", "compound", "nmod:desc") and top.head.i != top.i:
        top = top.head
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    root = top.head.i == top.i
    return following if root and following is not None and following.dep_ == "acl" and following.tag_ == "VBD" else None


def dependency(token: Token) -> str:
    """The relation of the phrase that a token is part of: a name's or title's, not the word's own."""
    while token.dep_ in ("flat", "compound", "appos", "conj", "nmod:desc", "amod") and token.head.i != token.i:
        token = token.head
    return str(token.dep_)


def governor(token: Token) -> Token:
    """The word that the phrase of a token hangs from."""
    while token.dep_ in ("flat", "compound", "appos", "conj", "nmod:desc", "amod") and token.head.i != token.i:
        token = token.head
    return token.head


def subject_state(page: Page, found: tuple[Found, ...], offset: int, sentences_back: int = 0) -> Party | None:
    """The state that the subject of the sentence around `offset` belongs to, or of one before it as far as allowed.

    "Varnian police arrested two men in the north of [the country]": the country is Varnia.
    """
    here = page.sentence_of(offset)
    for sentence in range(here, here - sentences_back - 1, -1):
        candidates = [
            candidate_of(page, m)
            for m in found
            if m.actor is not None
            and m.actor.party in page.knowledge.states
            and m.start < offset
            and page.sentence_of(m.start) == sentence
        ]
        subjects = [c.found.actor.party for c in candidates if c.subject and c.found.actor is not None]
        if subjects:
            return subjects[-1] if sentence == here else subjects[0]
    return None
