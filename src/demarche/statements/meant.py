"""Whom a saying means that names nobody, or names them by what they did: "the regime", "the invasion", "their support".

Read off the words of the content and off what the article told before. Each judge sees one way to tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Token

from demarche.actors import mention_at, mentions_in
from demarche.records import Cast, Party
from demarche.statements.addressees import is_home
from demarche.statements.clauses import SUBJECTS, children, conjuncts, last_case, preposition, subject
from demarche.statements.content import negated
from demarche.statements.deeds import content_tokens, own_parties, owner_of, parties_at
from demarche.statements.draft import Draft, same_sentence, same_voice
from demarche.statements.standing import opposes, outside_government
from demarche.statements.texts import paragraphs_between
from demarche.statements.words import load_contents

# What is felt or held for somebody: "its full commitment to the council", "his support for Varnia".
BONDS = frozenset(
    {"support", "solidarity", "commitment", "gratitude", "friendship", "sympathy", "condolence", "respect",
     "appreciation", "loyalty", "backing", "congratulation", "admiration", "apology", "assistance", "help", "pledge",
     "warning", "message", "appeal", "response", "opposition", "objection", "thanks", "anger"}
)  # fmt: skip
BONDING = frozenset({"for", "to", "with", "towards", "toward", "behind", "against"})
# What is done with another: "strengthen cooperation with Varnia", "hold talks between A and B".
DEALINGS = frozenset(
    {"cooperation", "tie", "relation", "relationship", "partnership", "friendship", "trade", "dialogue", "talk",
     "negotiation", "difference", "coordination", "alliance", "meeting", "exchange", "collaboration", "unity", "bond",
     "solidarity", "connectivity"}
)  # fmt: skip
DEALING = frozenset(
    {
        "cooperate",
        "collaborate",
        "work",
        "negotiate",
        "talk",
        "engage",
        "partner",
        "coordinate",
        "meet",
        "investigate",
        "discuss",
        "share",
        "consult",
        "ally",
    }
)
WILLING = frozenset({"ready", "willing", "prepared", "keen", "committed", "eager", "open", "happy", "hope", "want",
                     "wish", "seek", "intend", "offer", "plan", "will", "continue", "would", "need", "necessity",
                     "importance", "important", "necessary", "vital", "determination", "keenness", "readiness",
                     "willingness", "desire", "interest", "intention", "determined", "expect"})  # fmt: skip
OFFERING = frozenset({"readiness", "willingness", "ready", "willing", "prepared"})
SIDING = frozenset(
    {"stand", "side", "join", "support", "back", "help", "assist", "defend", "aid", "welcome", "ask", "request",
     "invite", "urge", "thank", "notify", "agree", "concur", "echo"}
)  # fmt: skip
# What is done to another: "is contemplating excluding Varnia from the pact".
STRIKING = frozenset({"exclude", "sanction", "punish", "expel", "isolate", "boycott", "blacklist", "suspend", "bar"})
QUARREL = frozenset({"accuse", "condemn", "demand", "threaten", "deny", "reject", "warn", "urge"})
HELD_TO_ACCOUNT = frozenset({"accuse", "condemn", "demand", "urge", "concern", "warn"})
# What is addressed on and on: blame and praise; an appeal is made once.
GOES_ON = frozenset({"accuse", "condemn", "praise", "support", "thank", "congratulate", "condole"})
BODIES = frozenset({"GOV", "MIL", "LEG", "JUD", "POL", "INT", "ELE"})
NEAR = 4  # drafts back
PARAGRAPHS = 4


@cache
def _blaming_words() -> frozenset[str]:
    words = load_contents()
    return words.wrongs.nouns | words.wrongs.outrage | words.wrongs.adjectives | words.criticism.words


def critical(doc: Doc, draft: Draft) -> bool:
    """Whether words of blame stand in what is said: a wrong, an outrage, a good left undone."""
    words = load_contents()
    bad = _blaming_words()
    for token in content_tokens(doc, draft):
        lemma = token.lemma_.lower()
        if (lemma in bad or token.lower_ in bad) and not negated(token):
            return True
        if token.pos_ == "VERB" and (lemma in words.wrongs.verbs or (lemma in words.wrongs.goods and negated(token))):
            return True
    return False


def at_home(doc: Doc, draft: Draft, cast: Cast) -> tuple[Party, ...]:
    """The government at home, for an outsider who names it or its doing: "activists urged the police to ..."."""
    own = draft.speaker.party
    if own is None or not outside_government(draft.speaker, cast):
        return ()
    homes = load_contents().actors.homes
    asked = [doc[i] for i in (draft.saying.arguments.addressee if draft.saying is not None else ())]
    for token in (*asked, *content_tokens(doc, draft)):
        mention = mention_at(cast, token.idx, token.idx + len(token))
        named = mention is not None and mention.party is not None
        if named and mention is not None and mention.party != own:
            continue
        if token.lemma_.lower() in homes and token.pos_ in {"NOUN", "PROPN"}:
            return (own,)
        if named and mention is not None and mention.actor != draft.speaker.actor and mention.form != "pronoun":
            return (own,)
    return ()


def against_home(draft: Draft, cast: Cast) -> tuple[Party, ...]:
    """The government at home, for an opponent of it who blames or threatens and names nobody."""
    own = draft.speaker.party
    return (own,) if own is not None and opposes(draft.speaker, cast) else ()


def own_body(doc: Doc, draft: Draft, cast: Cast) -> tuple[Party, ...]:
    """The speaker's own state, where one of its bodies is named and no other party: "demanded that the court act"."""
    if draft.verdict.act not in HELD_TO_ACCOUNT or draft.speaker.party is None:
        return ()
    sectors = {actor.id: actor.sector for actor in cast.actors}
    named = [m for span in draft.content for m in mentions_in(cast, *span) if m.party is not None]
    foreign = any(set((m.party or "").split("+")) - {draft.speaker.party} for m in named)
    bodies = [m for m in named if sectors.get(m.actor) in BODIES and m.actor != draft.speaker.actor]
    return (draft.speaker.party,) if bodies and not foreign and any(m.form != "pronoun" for m in bodies) else ()


def unnamed(doc: Doc, draft: Draft, cast: Cast, before: Sequence[Draft]) -> tuple[Party, ...]:
    """Whose "the regime", "the government" is: whom the speaker addressed before, else who is spoken of most."""
    homes = load_contents().actors.homes
    asked = [doc[i] for i in (draft.saying.arguments.addressee if draft.saying is not None else ())]
    for token in (*asked, *content_tokens(doc, draft)):
        known = mention_at(cast, token.idx, token.idx + len(token))
        named = known is not None and known.party is not None
        if token.lemma_.lower() in homes and token.pos_ == "NOUN" and not named and is_home(token):
            return _addressed_before(draft, before) or spoken_of(doc, draft, cast)
    return ()


def _addressed_before(draft: Draft, before: Sequence[Draft]) -> tuple[Party, ...]:
    own = own_parties(draft)
    for last in reversed(before):
        if same_voice(last, draft) and last.addressees and not set(last.addressees) & own:
            return last.addressees
    return ()


def spoken_of(doc: Doc, draft: Draft, cast: Cast) -> tuple[Party, ...]:
    """The one other party that the article is mostly about up to here: in the title and the paragraphs before."""
    own = own_parties(draft)
    at = draft.content[0][0]
    counts: Counter[Party] = Counter()
    for mention in cast.mentions:
        if mention.party is None or mention.form == "pronoun" or mention.start > draft.content[-1][1]:
            continue
        away = paragraphs_between(doc, mention.end, at) if mention.end < at else 0
        for party in mention.party.split("+"):
            if party not in own:
                counts[party] += 2 if away <= PARAGRAPHS else 1
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 4 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return ()
    return (ranked[0][0],)


def bound_to(doc: Doc, draft: Draft, cast: Cast) -> tuple[Party, ...]:
    """Who is stood by or dealt with: "its support for Varnia", "is ready to strengthen ties with Varnia"."""
    own = own_parties(draft)
    tokens = content_tokens(doc, draft)
    will = any(t.lemma_.lower() in WILLING for t in tokens)
    for token in tokens:
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and lemma in SIDING | STRIKING and not negated(token):
            beside = children(token, "obj", "obl", "advmod")
            sides = [o for b in beside for o in (b, *children(b, "obl")) if o.pos_ != "ADV"]
            with_whom = [o for o in sides if preposition(o) in {"", "with", "by", "behind"}]
            found = [p for side in with_whom for p in owner_of(side, cast) if p not in own]
            if found:
                return tuple(dict.fromkeys(found))
        if token.pos_ == "VERB" and lemma in DEALING and will and not negated(token):
            sides = [o for o in children(token, "obl") if preposition(o) == "with"]
            found = [p for side in sides for p in owner_of(side, cast) if p not in own]
            if found:
                return tuple(dict.fromkeys(found))
        if token.pos_ != "NOUN" or not (lemma in BONDS or (will and lemma in DEALINGS)):
            continue
        if lemma in DEALINGS and last_case(token) == "with":
            continue  # "people with ties to Varnia"
        cases = BONDING if lemma in BONDS else BONDING | {"between"}
        sides = [c for c in (*children(token, "nmod"), *children(token.head, "obl")) if last_case(c) in cases]
        found = [
            p
            for side in sides
            if side.i > token.i
            for one in conjuncts(side)
            for p in (owner_of(one, cast) if one.i == side.i else parties_at(one, cast))
            if p not in own
        ]
        if found:
            return tuple(dict.fromkeys(found))
    return _offered(doc, draft, cast, tokens)


def _offered(doc: Doc, draft: Draft, cast: Cast, tokens: Sequence[Token]) -> tuple[Party, ...]:
    """The one other party named where the speaker's own readiness is told: "its readiness to train Varnian divers"."""
    ready = next((t for t in tokens if t.lemma_.lower() in OFFERING and not negated(t)), None)
    own = own_parties(draft)
    if ready is None or not own or not any(t.lower_ == "to" for t in doc[ready.i + 1 : ready.i + 3]):
        return ()
    who, _, _ = subject(ready) if ready.pos_ != "NOUN" else (None, False, False)
    owners = [who] if who is not None else children(ready, "nmod:poss")
    if any(set(owner_of(owner, cast)) - own for owner in owners):
        return ()  # "Varnia's readiness to ...", told of others
    named = {p for span in draft.content for m in mentions_in(cast, *span) if m.form != "pronoun" and m.party
             for p in m.party.split("+")} - own  # fmt: skip
    return tuple(named) if len(named) == 1 else ()


def goes_on(doc: Doc, draft: Draft, cast: Cast, before: Sequence[Draft]) -> tuple[Party, ...]:
    """Whom the same speaker has just addressed, where what is said next says on what they do."""
    last = before[-1] if before else None
    if last is None or not last.addressees or not same_voice(last, draft):
        return ()
    if paragraphs_between(doc, last.content[0][0], draft.content[0][0]) > 1:
        return ()
    on = _tells_of(doc, draft, cast, last.addressees) or _of_them(doc, draft, cast)
    blames = critical(doc, draft)
    if last.verdict.act in GOES_ON:
        return last.addressees if on or (blames and last.verdict.act in {"accuse", "condemn"}) else ()
    return last.addressees if on and blames else ()


def in_contrast(doc: Doc, draft: Draft, drafts: Sequence[Draft]) -> tuple[Party, ...]:
    """Whom the other half of the sentence addresses: "thanked the League but said that its money was late"."""
    if draft.saying is None:
        return ()
    if not any(c.lower_ in {"but", "yet"} for c in children(doc[draft.saying.head], "cc")):
        return ()
    beside = [d for d in drafts if d is not draft and same_voice(d, draft) and same_sentence(doc, d, draft)]
    return next((d.addressees for d in beside if d.addressees), ())


def _of_them(doc: Doc, draft: Draft, cast: Cast) -> bool:
    """ "We are going to support them": they are spoken of, and nobody else is."""
    named = any(m.form != "pronoun" and m.party for span in draft.content for m in mentions_in(cast, *span))
    return not named and any(t.lower_ in {"they", "them", "their"} for t in content_tokens(doc, draft))


def _tells_of(doc: Doc, draft: Draft, cast: Cast, parties: Sequence[Party]) -> bool:
    """Whether one of these parties is the subject of what is said, or a thing of theirs is."""
    for token in content_tokens(doc, draft):
        subject = token.dep_ in SUBJECTS or token.dep_ == "nsubj:pass"
        if subject and set(owner_of(token, cast)) & set(parties):
            return True
    return False
