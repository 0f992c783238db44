"""Addressees that the saying itself does not name, drawn from the sayings and the words around it.

A denial goes to whoever accused, a second charge to whom the first went, a rejection to whose plan it is, a retort to
who spoke before. Each judge below sees one way to tell; the first that can is believed.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc, Token

from demarche.actors import mention_at, mentions_in
from demarche.records import Cast, Party
from demarche.statements.addressees import (
    ASKING,
    BLAMING,
    DIRECTED,
    asks_others,
    names_sides,
    turned_to_others,
    victims,
)
from demarche.statements.clauses import children, noun_phrase, preposition
from demarche.statements.contents import token_chars
from demarche.statements.deeds import own_parties, those_who, whose_deed
from demarche.statements.draft import Draft, same_sentence, same_voice
from demarche.statements.meant import (
    QUARREL,
    against_home,
    at_home,
    bound_to,
    goes_on,
    in_contrast,
    own_body,
    unnamed,
)
from demarche.statements.table import across, as_you
from demarche.statements.texts import paragraphs_between
from demarche.statements.toward import aimed_at, of_noun, to_face
from demarche.statements.words import load_contents

ANSWERS = frozenset({"deny", "reject"})
ONGOING = frozenset({"accuse", "condemn", "demand", "urge", "threaten", "warn", "deny", "reject"})
# Acts against somebody, who must be sought further afield where the saying names nobody.
ADVERSE = frozenset({"accuse", "condemn", "demand", "threaten", "concern", "warn"})
SUSPECTS = frozenset({"suspect", "defendant", "accused", "man", "woman", "driver", "teacher", "gunman", "attacker"})
# Acts alike enough for one to go where the other went.
KIN = (frozenset({"accuse", "condemn"}), frozenset({"demand", "urge", "warn"}), frozenset({"threaten", "warn"}))
RETORTS = frozenset({"retort", "counter", "rejoin", "reply", "respond"})
POINTING = frozenset({"this", "that", "it", "these", "those"})
NEAR = 4  # drafts back


def direct(doc: Doc, drafts: Sequence[Draft], cast: Cast) -> list[Draft]:
    """`drafts`, in text order, with addressees for acts that are always directed at somebody, and for retorts."""
    directed: list[Draft] = []
    for draft in drafts:
        if not draft.addressees and not draft.headline:
            found: tuple[Party, ...] = ()
            if draft.verdict.act in DIRECTED | ANSWERS:
                found = (
                    _of_sentence(doc, draft, drafts)
                    or _the_sides(doc, draft, cast)
                    or _owner(doc, draft, cast)
                    or aimed_at(doc, draft, cast)
                    or to_face(doc, draft, cast)
                    or of_noun(doc, draft, cast)
                    or across(doc, draft, cast)
                    or as_you(doc, draft, directed)
                    or those_who(doc, draft, cast)
                    or _pointed_at(doc, draft, directed)
                    or _answered(draft, directed)
                    or at_home(doc, draft, cast)
                    or own_body(doc, draft, cast)
                )
                if not found and not _elsewhere(doc, draft):
                    suffering = victims(doc, cast, draft.content)
                    found = (
                        _beside(doc, draft, cast, drafts)
                        or whose_deed(doc, draft, cast)
                        or _before(draft, directed)
                        or _alike(doc, draft, directed)
                        or unnamed(doc, draft, cast, directed)
                        or (against_home(draft, cast) if draft.verdict.act in ADVERSE else ())
                    )
                    found = tuple(p for p in found if p not in suffering)
            elif draft.saying is not None and draft.saying.lemma in RETORTS:
                found = _retorted(doc, draft, directed)
            if not found and draft.verdict.act not in DIRECTED | ANSWERS:
                # A plain statement goes to nobody unless much speaks for it: who is merely spoken of is not addressed.
                found = (
                    aimed_at(doc, draft, cast)
                    or to_face(doc, draft, cast)
                    or bound_to(doc, draft, cast)
                    or across(doc, draft, cast)
                    or as_you(doc, draft, directed)
                    or goes_on(doc, draft, cast, directed)
                    or in_contrast(doc, draft, drafts)
                )
            draft = msgspec.structs.replace(draft, addressees=found)
        directed.append(draft)
    return directed


def _elsewhere(doc: Doc, draft: Draft) -> bool:
    """Somebody is addressed, by name or office, who stands for no party that the cast knows."""
    if draft.verdict.act in ASKING and asks_others(doc, draft.verdict.targets):
        return True
    if draft.verdict.act in BLAMING and draft.verdict.reason.rule == "cue" and _blames_people(doc, draft):
        return True
    return draft.saying is not None and turned_to_others(doc, draft.saying.arguments.addressee, draft.content)


def _blames_people(doc: Doc, draft: Draft) -> bool:
    """Somebody without a party is the subject of the charge: "it was alleged that the suspect murdered his wife"."""
    span = doc.char_span(*draft.content[0], alignment_mode="expand")
    root = span.root if span is not None else None
    if root is None or root.pos_ != "VERB":
        return False
    who = next(iter(children(root, "nsubj")), None)
    people = load_contents().actors.nouns - {"country", "state", "government", "regime", "side", "administration"}
    return who is not None and who.pos_ == "NOUN" and (who.lemma_.lower() in people or who.lemma_ in SUSPECTS)


def _of_sentence(doc: Doc, draft: Draft, drafts: Sequence[Draft]) -> tuple[Party, ...]:
    """Whom the same speaker addresses in the same sentence: "voiced its anger and denounced Varnia's plan"."""
    beside = [d for d in drafts if d is not draft and same_voice(d, draft) and same_sentence(doc, d, draft)]
    return next((d.addressees for d in beside if d.addressees and d.verdict.act in DIRECTED), ())


def _the_sides(doc: Doc, draft: Draft, cast: Cast) -> tuple[Party, ...]:
    """Both of "both sides": the two parties, not the speaker's own, that were named last before."""
    asked = [*(draft.saying.arguments.addressee if draft.saying is not None else ()), *draft.verdict.targets]
    if not any(names_sides(doc, head) for head in asked):
        return ()
    at = doc[min(asked)].idx
    found: dict[str, None] = {}
    for mention in sorted(mentions_in(cast, 0, at), key=lambda m: -m.start):
        if paragraphs_between(doc, mention.end, at) > 2 or len(found) == 2:
            break
        for party in (mention.party or "").split("+"):
            if party and party not in own_parties(draft) and len(found) < 2:
                found[party] = None
    return tuple(reversed(found)) if len(found) == 2 else ()


def _owner(doc: Doc, draft: Draft, cast: Cast) -> tuple[Party, ...]:
    """Whose claim or plan is denied or rejected: "rejected Varnia's offer", "dismissed dictates from the League"."""
    if draft.verdict.act not in ANSWERS:
        return ()
    span = doc.char_span(*draft.content[0], alignment_mode="expand")
    if span is None:
        return ()
    things = load_contents().things
    claims = [t for t in span if t.lemma_.lower() in things.claims | things.proposals | things.uttered]
    thing = _thing(doc, draft)
    owners: list[Token] = []
    for claim in [*([thing] if thing is not None else []), *claims]:
        owners += children(claim, "nmod:poss", "amod", "compound")
        owners += [c for c in children(claim, "nmod") if preposition(c) in {"by", "from", "of"}]
        owners += [o for c in children(claim, "acl") for o in children(c, "obl", "obl:agent") if preposition(o) == "by"]
    # "rejected “dictates” from the League": words in quotation marks are often misread
    owners += [
        t for t in span[1:12] if t.pos_ == "PROPN" and preposition(t) == "from" and draft.verdict.act == "reject"
    ]
    at_home: tuple[Party, ...] = ()
    for owner in owners:
        mention = mention_at(cast, *token_chars(doc, noun_phrase(owner)), owner.idx)
        if mention is None or mention.party is None:
            continue
        if not set(mention.party.split("+")) & own_parties(draft):
            return tuple(mention.party.split("+"))
        if mention.form != "pronoun" and mention.actor != draft.speaker.actor:
            at_home = at_home or tuple(mention.party.split("+"))  # "rejected the claim by a rival of his own state"
    return at_home


def _thing(doc: Doc, draft: Draft) -> Token | None:
    """The noun that heads what is said, where it is a thing and no clause."""
    span = doc.char_span(*draft.content[0], alignment_mode="expand")
    if span is None:
        return None
    head: Token = span.root
    return head if head.pos_ in {"NOUN", "PROPN", "PRON"} and not children(head, "cop", "nsubj") else None


def _pointed_at(doc: Doc, draft: Draft, before: Sequence[Draft]) -> tuple[Party, ...]:
    """Who said or did what is pointed at: "called this a fairy tale", "welcomed the clarification"."""
    span = doc.char_span(*draft.content[0], alignment_mode="expand")
    if span is None or draft.saying is None:
        return ()
    first = next((t for t in span if t.is_alpha), span[0])
    noun = next((t for t in span if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    if draft.saying.frame == "label" or _thing(doc, draft) is not None:
        pointing = first.lower_ in POINTING and (noun is None or noun.i == first.i)
        named = first.lower_ in {"the", "this", "that", "these", "those", "such"} and noun is not None
        if pointing or (named and noun is not None and noun.lemma_.lower() in load_contents().things.uttered):
            return _last_other(draft, before)
    return ()


def _last_other(draft: Draft, before: Sequence[Draft]) -> tuple[Party, ...]:
    """The party that spoke last, if it is another one than the speaker's."""
    for last in reversed(before[-NEAR:]):
        if last.speaker.party is not None and not set(last.speaker.party.split("+")) & own_parties(draft):
            return tuple(last.speaker.party.split("+"))
    return ()


def _retorted(doc: Doc, draft: Draft, before: Sequence[Draft]) -> tuple[Party, ...]:
    """Who spoke right before, for a retort; an answer to a question goes to who asked it."""
    if draft.saying is None or not before:
        return ()
    sentence = doc[draft.saying.head].sent
    if any(t.lemma_.lower() in {"ask", "question", "reporter", "journalist", "comment"} for t in sentence):
        return ()
    last = before[-1]
    near = paragraphs_between(doc, last.content[0][0], draft.content[0][0]) <= 1
    return _last_other(draft, [last]) if near else ()


def _answered(draft: Draft, before: Sequence[Draft]) -> tuple[Party, ...]:
    """The party that last accused or asked the speaker's: who is denied, turned down, or threatened for it."""
    own = own_parties(draft)
    if draft.verdict.act not in ANSWERS | {"threaten"} or not own:
        return ()
    # An appeal or offer is turned down; it is neither denied nor paid back.
    answered = QUARREL | {"propose", "concern"} if draft.verdict.act == "reject" else QUARREL - {"urge"}
    reach = before if draft.verdict.act in ANSWERS else before[-NEAR:]
    quarrels = [d for d in reach if d.verdict.act in answered]
    accuser = next((d.speaker.party for d in reversed(quarrels) if own & set(d.addressees) and d.speaker.party), None)
    return tuple(accuser.split("+")) if accuser is not None and not set(accuser.split("+")) & own else ()


def _beside(doc: Doc, draft: Draft, cast: Cast, drafts: Sequence[Draft]) -> tuple[Party, ...]:
    """The one other party that the cue's sentence names outside what is said, by this saying or another."""
    own = own_parties(draft)
    if not own and draft.verdict.act not in {"condemn", "demand", "urge", "warn", "concern"}:
        return ()  # "was charged with murder in Varnia": nobody knows by whom
    if draft.saying is None:
        return ()
    sentence = doc[draft.saying.head].sent
    said = [
        (s, e)
        for d in drafts
        for s, e in d.content
        if (d.cue is not None and not (s <= draft.content[0][0] < e)) or d is draft
    ]
    named: list[Party] = []
    for mention in mentions_in(cast, sentence.start_char, sentence.end_char):
        inside = any(s <= mention.start and mention.end <= e for s, e in said)
        speaking = draft.speaker.span is not None and (
            draft.speaker.span.start <= mention.start and mention.end <= draft.speaker.span.end
        )
        if not inside and not speaking and mention.party is not None and mention.form != "pronoun":
            named.extend(p for p in mention.party.split("+") if p not in own)
    unique = tuple(dict.fromkeys(named))
    return unique if len(unique) == 1 else ()


def _before(draft: Draft, before: Sequence[Draft]) -> tuple[Party, ...]:
    """Whom the same speaker addressed in one of the two sayings right before."""
    if draft.verdict.act not in ONGOING:
        return ()
    for last in reversed(before[-2:]):
        same = draft.speaker.actor is not None and draft.speaker.actor == last.speaker.actor
        if same and last.addressees and last.verdict.act in DIRECTED | ANSWERS:
            return last.addressees
    return ()


def _alike(doc: Doc, draft: Draft, before: Sequence[Draft]) -> tuple[Party, ...]:
    """Whom somebody else addressed just so right before: the League condemned it, the Union condemned it too."""
    if draft.verdict.act not in ONGOING - ANSWERS:
        return ()
    for last in reversed(before[-NEAR:]):
        near = paragraphs_between(doc, last.content[0][0], draft.content[0][0]) <= 2
        if (
            near
            and any({draft.verdict.act, last.verdict.act} <= kin for kin in KIN)
            and last.addressees
            and not set(last.addressees) & own_parties(draft)
        ):
            return last.addressees
    return ()
