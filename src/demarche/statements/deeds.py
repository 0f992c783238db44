"""Whose a deed is that is named without its doer: "denounced the invasion", after "Varnia invaded Ostrovia"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from demarche.actors import mentions_in
from demarche.records import Cast, Party
from demarche.statements.clauses import children, last_case, noun_phrase, preposition, subject
from demarche.statements.contents import token_chars
from demarche.statements.draft import Draft
from demarche.statements.words import load_contents

NEAR = 1500  # characters back in which a deed told by its verb is still the one that is meant


def own_parties(draft: Draft) -> set[Party]:
    """The parties of a draft's speaker."""
    return set((draft.speaker.party or "").split("+")) - {""}


def content_tokens(doc: Doc, draft: Draft) -> list[Token]:
    """The words of what is said."""
    spans = (doc.char_span(*span, alignment_mode="expand") for span in draft.content)
    return [token for span in spans if span is not None for token in span if not token.is_space]


def owner_of(token: Token, cast: Cast) -> tuple[Party, ...]:
    """The parties of a nominal: of the mention it heads, else of its owner ("Varnia's", "the Varnian")."""
    inside = mentions_in(cast, *token_chars(token.doc, noun_phrase(token)))
    heading = next((m for m in inside if m.start <= token.idx < m.end and m.party is not None), None)
    return tuple(heading.party.split("+")) if heading is not None and heading.party else doers(token, cast)


def parties_at(owner: Token, cast: Cast) -> tuple[Party, ...]:
    """The parties of the mention that lies in an owner's phrase; a longer one around it is not the owner."""
    inside = mentions_in(cast, *token_chars(owner.doc, noun_phrase(owner)))
    heading = [m for m in inside if m.start <= owner.idx < m.end]
    return next((tuple(m.party.split("+")) for m in (heading or inside) if m.party is not None), ())


def whose_deed(doc: Doc, draft: Draft, cast: Cast) -> tuple[Party, ...]:
    """Whose deed it was that is named again without its doer: "denounced the invasion", "condemned the executions"."""
    words = load_contents()
    deeds = words.deeds.nouns | words.things.uttered | words.wrongs.nouns
    own = own_parties(draft)
    for token in content_tokens(doc, draft):
        if token.pos_ != "NOUN" or token.lemma_.lower() not in deeds or children(token, "nmod:poss", "compound"):
            continue
        verb = words.deeds.done.get(token.lemma_.lower())
        for earlier in reversed(doc[: token.i]):
            found: tuple[Party, ...] = ()
            if earlier.lemma_ == token.lemma_ and earlier.pos_ == "NOUN":
                found = doers(earlier, cast)
            elif verb is not None and earlier.lemma_.lower() == verb and earlier.pos_ == "VERB":
                found = _who_did(earlier, cast) if token.idx - earlier.idx < NEAR else ()
            found = tuple(p for p in found if p not in own)
            if found:
                return found
    return ()


def those_who(doc: Doc, draft: Draft, cast: Cast) -> tuple[Party, ...]:
    """Who "those who have seized power" are: who seized it before."""
    own = own_parties(draft)
    for token in content_tokens(doc, draft):
        if token.lower_ != "those":
            continue
        for told in children(token, "acl:relcl"):
            for earlier in reversed(doc[: token.i]):
                if earlier.lemma_ == told.lemma_ and earlier.pos_ == "VERB" and told.lemma_ not in {"be", "have", "do"}:
                    found = tuple(p for p in _who_did(earlier, cast) if p not in own)
                    if found:
                        return found
    return ()


def _who_did(verb: Token, cast: Cast) -> tuple[Party, ...]:
    """Who invaded, where an invasion is spoken of after: the subject, or the agent of a passive."""
    if any(a.tag_ == "MD" for a in children(verb, "aux")) or any(c.dep_ == "mark" for c in verb.children):
        return ()
    who, _, _ = subject(verb)
    return owner_of(who, cast) if who is not None and who.pos_ in {"NOUN", "PROPN", "PRON"} else ()


def doers(deed: Token, cast: Cast) -> tuple[Party, ...]:
    """Whose deed a noun names: "Varnia's invasion", "the strikes by Varnia", "the attacks of Varnia on Hask"."""
    after = children(deed, "nmod", "obl")
    suffered = any(preposition(c) in {"on", "against", "upon"} for c in after)
    cases = {"by", "from"} | ({"of"} if suffered else set())
    if deed.lemma_.lower() in load_contents().deeds.of_states:
        cases.add("in")  # "the executions in Varnia"
    owners = children(deed, "nmod:poss", "amod", "compound") + [c for c in after if last_case(c) in cases]
    return next((found for owner in owners if (found := parties_at(owner, cast))), ())
