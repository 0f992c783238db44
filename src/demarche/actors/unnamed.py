"""People and bodies without a name who speak: "protesters", "one senior health official", "the municipality".

Only where something is said: a crowd that merely stands in the street is left to the events stage.
"""

from __future__ import annotations

import msgspec
from spacy.tokens import Token

from demarche.actors.found import Found
from demarche.actors.names import display
from demarche.actors.origin import city_state
from demarche.actors.page import Page
from demarche.actors.spoken_of import FOR_INSTITUTION, FOR_STRANGER, FOR_VOICE, OWN_OUTLET, state_at
from demarche.knowledge import words_of
from demarche.knowledge.forms import slug
from demarche.records import Actor, ActorKind, Party, Reason, Record
from demarche.sentences.extensions import attributions_of

ALOOF = frozenset({"close", "familiar", "briefed", "privy", "aware", "near", "outside", "abroad"})
EXPERTS = frozenset({"expert", "press"})
BELONGING = frozenset({"in", "at", "of", "from", "with", "within", "inside", "for"})
POINTED = frozenset({"these", "those", "such"})
SERVING = frozenset({"of", "to", "for"})
COUNTS = frozenset(
    {
        "one", "two", "three", "several", "some", "many", "most", "other", "another", "few", "all", "both", "a", "an",
        "the", "his", "her", "its", "their", "these", "those", "various", "numerous", "more", "certain", "any", "no",
    }
)  # fmt: skip
LONGEST = 7  # words of a phrase that make a name


class Voice(Record, frozen=True):
    """A phrase that speaks: offsets into `Article.text`, its head's offset, and what it is."""

    start: int
    end: int
    head: int
    kind: ActorKind
    sector: str | None
    plural: bool
    anywhere: bool = False
    of_state: bool = False  # "a [foreign ministry] source"


def settle_bodies(page: Page, found: tuple[Found, ...], speaking: tuple[Token, ...]) -> tuple[Found, ...]:
    """`found` with a state for organisations that speak and that nothing places: the page's own, where it is clear."""
    heads = {head.idx for head in speaking}
    owned = {  # where a possessor of who speaks ends: "the [Dawn Party]'s watchdog"
        child.right_edge.idx for head in speaking for child in head.children if child.dep_ == "nmod:poss"
    }
    changed: dict[str, tuple[Actor, Reason]] = {}
    for mention in found:
        actor = mention.actor
        if actor is None or actor.kind != "organisation" or actor.party is not None or actor.id in changed:
            continue
        speaks = any(mention.start <= head < mention.end for head in heads) or mention.end in owned
        if actor.id in page.knowledge.actors or not speaks:
            continue
        guessed = _state_of_body(page, actor, mention.start)
        if guessed is not None:
            party, reason = guessed
            changed[actor.id] = (msgspec.structs.replace(actor, id=f"{actor.id}/{party}", party=party), reason)
    return tuple(
        msgspec.structs.replace(m, actor=changed[m.actor.id][0], reasons=(*m.reasons, changed[m.actor.id][1]))
        if m.actor is not None and m.actor.id in changed
        else m
        for m in found
    )


def _state_of_body(page: Page, actor: Actor, offset: int) -> tuple[Party, Reason] | None:
    """The page's state for a body whose name has no word of the world's bodies.

    Where it has none of a state's or a town's bodies either ("CFU"), only on a page that shows an outlet of the state.
    """
    words = {word.folded for word in words_of(actor.name)}
    context = page.knowledge.context
    if words & context["worldwide"]:
        return None
    guessed = state_at(page, offset, FOR_VOICE, local=0.0)
    public = bool(words & context["public-bodies"])
    return guessed if guessed is not None and (public or page.home.domestic(guessed[0]) >= OWN_OUTLET) else None


def find_unnamed(page: Page, found: tuple[Found, ...], speaking: tuple[Token, ...]) -> tuple[Found, ...]:
    """Mentions for those who speak without a name, where their words or the article say which state is theirs.

    `speaking` are the heads of the phrases that speak (`who_speaks`).
    """
    result: list[Found] = []
    for head in speaking:
        if head.pos_ != "NOUN":
            continue
        covered = any(m.start <= head.idx < m.end for m in (*found, *result))
        voice = None if covered else _voice(page, head)
        if voice is None:
            continue
        low, high = _whole(head)
        inside = [m for m in found if low <= m.start and m.end <= high and m.actor is not None]
        same = _same_as_before(page, voice, (*found, *result)) if not inside else None
        if same is not None:
            result.append(same)
            continue
        if any(_gives_name(page, voice, m) for m in inside) or _aloof(page, voice):
            continue  # "a teacher who gave her name as Ilka", "a source familiar with the talks"
        owner = _owner(page, voice, inside)
        belongs: Party | None
        place = _place(page, voice, low, high) if owner is None else None
        if place is not None:
            belongs, reason = place
        elif owner is not None:
            belongs = owner.actor.party if owner.actor is not None else None
            reason = Reason(rule="belongs-to", score=0.7, words=page.text[owner.start : owner.end])
        elif inside:
            continue  # "a source close to Varnia": nobody's
        else:
            least, local = (FOR_STRANGER, 0.0) if voice.anywhere else (FOR_VOICE, 0.5)
            if voice.of_state:
                least, local = FOR_INSTITUTION, 1.0
            guessed = state_at(page, voice.start, least, local=local)
            if guessed is None or (voice.anywhere and page.home.domestic(guessed[0]) < OWN_OUTLET):
                continue
            belongs, reason = guessed
        if belongs is not None:
            result.append(_mention(page, voice, belongs, reason))
    return tuple(sorted(result, key=lambda mention: mention.start))


def who_speaks(page: Page) -> tuple[Token, ...]:
    """The nouns that speak outside quotation marks: heads of what the reader marked as a source, subjects of saying."""
    doc, saying = page.doc, page.knowledge.context["saying-verbs"]
    heads = {
        doc[span.start : span.end].root.i
        for attribution in attributions_of(doc)
        for span in attribution.source
        if span.start < span.end <= len(doc)
    }
    heads |= {token.i for token in doc if token.dep_ == "nsubj" and token.head.lemma_ in saying}
    speaking = (doc[at] for at in sorted(heads))
    return tuple(head for head in speaking if head.pos_ in ("NOUN", "PROPN") and not page.quoted(head.idx))


def _voice(page: Page, head: Token) -> Voice | None:
    """What a noun that speaks stands for; ``None`` for what is no people and no body ("a report", "the law")."""
    at = page.word_at(head.idx)
    unit = page.closing.get(at + 1)
    classes = {page.knowledge.offices[name.referent] for name in (unit.match.of("office") if unit else ())}
    lemma, plural = head.lemma_.lower(), head.tag_ == "NNS"
    start, end = _phrase(page, head)
    institution = page.closing.get(at)
    body = institution is not None and bool(
        institution.match.of("kind")
    )  # "a [Foreign Ministry] source" is no stranger
    modifiers = range(page.word_at(start), institution.first if institution is not None and body else at)
    if any(page.lower(word) in page.knowledge.context["foreign-modifiers"] for word in modifiers):
        return None
    if classes:
        office = min(classes, key=lambda office: office.title)
        anywhere = office.office_class in EXPERTS
        kind: ActorKind = "group" if plural else "person"
        return Voice(
            start=start, end=end, head=head.idx, kind=kind, sector=office.sector, plural=plural, anywhere=anywhere
        )
    if lemma in page.knowledge.context["speaking-people"]:
        anywhere = lemma in page.knowledge.context["speaking-anywhere"]
        kind = "group" if plural or lemma in page.knowledge.context["speaking-crowds"] else "person"
        of_state = (
            institution is not None
            and any(page.knowledge.kinds[name.referent].sector == "GOV" for name in institution.match.of("kind"))
            and not institution.match.of("organ")
        )
        return Voice(
            start=start, end=end, head=head.idx, kind=kind, sector="GOV" if of_state else "CVL", plural=plural,
            anywhere=anywhere, of_state=of_state,
        )  # fmt: skip
    if lemma in page.knowledge.context["speaking-bodies"]:
        return Voice(start=start, end=end, head=head.idx, kind="organisation", sector=None, plural=plural)
    people = page.closing.get(at)
    of_state = people is not None and bool(people.match.of("adjective")) and page.joined(at - 1, at)
    if plural and of_state and lemma not in page.knowledge.context["written-things"]:
        return Voice(start=start, end=end, head=head.idx, kind="group", sector=None, plural=True)  # "Varnian factions"
    return None


def _phrase(page: Page, head: Token) -> tuple[int, int]:
    """Offsets of a noun with what stands before it, and a short prepositional phrase behind it."""
    first = head.i
    while first > head.sent.start:
        token = page.doc[first - 1]
        if token.text in ("-", "‐", "‑") and not token.whitespace_ and not page.doc[first - 2].whitespace_:
            first -= 2  # "57-year-old"
            continue
        if not first <= token.head.i <= head.i or token.pos_ in ("PUNCT", "ADP", "SCONJ", "CCONJ"):
            break
        first -= 1
    first = min([first, *(child.left_edge.i for child in head.children if child.dep_ == "nmod:poss")])
    body = page.closing.get(page.word_at(page.doc[first].idx))
    if body is not None and body.match.of("kind") and page.joined(body.last - 1, body.last):
        opening = page.token_at(body.start)  # "a [Foreign Ministry] source", whatever the parse makes of it
        first = min(first, opening.i if opening is not None else first)
    last = head.i
    for child in head.children:
        if child.i < last or child.dep_ != "nmod" or child.left_edge.i != last + 1:
            continue
        if child.right_edge.i + 1 - first <= LONGEST:
            last = child.right_edge.i
    start, end = page.doc[first].idx, page.doc[last].idx + len(page.doc[last])
    return start, end


def _whole(head: Token) -> tuple[int, int]:
    """Offsets of all that hangs from a noun."""
    return head.left_edge.idx, head.right_edge.idx + len(head.right_edge)


def _aloof(page: Page, voice: Voice) -> bool:
    """Whether what follows tells that they speak for nobody: "a source [close] to the council"."""
    if page.lower(page.word_at(voice.start)) in POINTED:
        return True  # "these people said": who they are stands before
    following = page.word_at(voice.end)
    if page.lower(following) == "who":
        following += 2  # "a diplomat who is [close] to the council"
    return page.lower(following) in ALOOF


def _same_as_before(page: Page, voice: Voice, before: tuple[Found, ...]) -> Found | None:
    """ "The source", after "a foreign ministry source": whoever without a name was last called by the same noun."""
    if page.lower(page.word_at(voice.start)) not in POINTED | {"the"}:
        return None
    noun = page.words[page.word_at(voice.head)].folded
    for mention in sorted(before, key=lambda mention: -mention.start):
        described = mention.form == "description" and mention.end <= voice.start and mention.actor is not None
        if described and page.words[page.word_at(mention.head)].folded == noun:
            reason = Reason(rule="same-noun", words=page.text[voice.start : voice.end])
            return msgspec.structs.replace(
                mention, start=voice.start, end=voice.end, head=voice.head, reasons=(reason, *mention.reasons[1:])
            )
    return None


def _gives_name(page: Page, voice: Voice, mention: Found) -> bool:
    """Whether a name behind who speaks is his own, and not that of somebody he works for ("an aide [of] Dellan")."""
    behind = mention.human and mention.form == "name" and mention.start > voice.head
    return behind and page.lower(page.word_at(voice.head) + 1) not in SERVING


def _place(page: Page, voice: Voice, low: int, high: int) -> tuple[Party, Reason] | None:
    """The state of the town in the words of who speaks: "residents of Torvik", "Torvik shopkeepers"."""
    for entity in page.entities:
        if low <= entity.start and entity.end <= high and entity.label in ("LOC", "GPE", "FAC"):
            before = page.lower(page.word_at(entity.start) - 1)
            state = city_state(page, entity.start, entity.end)
            if state is not None and (entity.start < voice.head or before in BELONGING):
                return state, Reason(rule="belongs-to", score=0.6, words=entity.text)
    return None


def _owner(page: Page, voice: Voice, inside: list[Found]) -> Found | None:
    """Whose people they are by their own words: "Varnian |protesters", "Moren's |office", "engineers |in Varnia"."""
    for mention in inside:
        if mention.start > voice.head:
            link = page.lower(page.word_at(mention.start) - 1)
            link = page.lower(page.word_at(mention.start) - 2) if link == "the" else link
            return mention if link in BELONGING else None  # not "the state agency |Xinhua"
    before = [m for m in inside if m.end <= voice.head]
    return before[-1] if before and page.text[before[-1].end : voice.head].count(" ") <= 4 else None


def _mention(page: Page, voice: Voice, party: Party, reason: Reason) -> Found:
    words = display(page.text[voice.start : voice.end]).split()
    while len(words) > 1 and (words[0].lower() in COUNTS | {"of"} or words[0].isdigit()):
        words = words[1:]
    text = " ".join(words)
    name = f"{text[:1].upper()}{text[1:]}"
    told = any(found.referent == party for match in page.knowledge.find(name) for found in match.names)
    actor = Actor(
        id=f"{party}/{slug(name)}", name=name if told else f"{name} ({page.knowledge.party_name(party)})",
        kind=voice.kind, party=party, sector=voice.sector,
    )  # fmt: skip
    return Found(
        start=voice.start, end=voice.end, head=voice.head, actor=actor, form="description", score=0.4,
        reasons=(Reason(rule="unnamed", words=text), reason), number="plural" if voice.plural else "singular",
        human=voice.kind != "organisation",
    )  # fmt: skip
