"""Definite descriptions: "the bloc", "the ministry", "the Asian country", "both sides", "the 32 members"."""

from __future__ import annotations

from heapq import merge

import msgspec

from demarche.actors.found import Found
from demarche.actors.institutions import STANDING, officers_of
from demarche.actors.page import Page, Unit
from demarche.actors.pairs import pair_before
from demarche.actors.salience import subject_state
from demarche.actors.spoken_of import FOR_INSTITUTION, FOR_OFFICIALS, state_at
from demarche.knowledge import fold
from demarche.records import Actor, Party, Reason

PLAIN_COUNTRY = frozenset({"country", "nation"})
MINISTRY_KINDS = frozenset(
    f"{field}-ministry"
    for field in (
        "foreign", "defence", "interior", "finance", "trade", "justice", "health", "energy", "information",
        "unification", "education", "culture", "agriculture", "transport", "environment", "labour", "emergencies",
        "tourism", "industry", "other",
    )
)  # fmt: skip
MINISTRY_NOUNS = frozenset({"ministry", "department", "directorate", "authority"})
BACK_NOUNS = {
    "ministry": MINISTRY_KINDS,
    "department": MINISTRY_KINDS,
    "embassy": frozenset({"embassy", "mission", "consulate"}),
    "mission": frozenset({"mission", "embassy"}),
    "consulate": frozenset({"consulate", "embassy"}),
    "delegation": frozenset({"delegation"}),
    "military": frozenset({"military"}),
    "army": frozenset({"military"}),
    "parliament": frozenset({"parliament"}),
}
UTTERED = frozenset({"statement", "communique", "declaration", "resolution", "report", "note", "release"})
NEAR_SUBJECT = frozenset({"state-media", "media", "military", "police", "parliament", "court"})
POSTS = frozenset({"embassy", "mission", "consulate", "delegation"})


def settle_institutions(page: Page, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Institutions without a state take that of the same institution named before, else the article's home state."""
    settled: list[Found] = []
    for mention in found:
        if mention.actor is not None or mention.kind is None:
            settled.append(mention)
            continue
        # "the mission" may be the embassy named before; "the defence ministry" is only ever a defence ministry.
        kinds = BACK_NOUNS.get(mention.kind, frozenset()) | {mention.kind} if mention.kind in POSTS else {mention.kind}
        exact = [m for m in settled if m.start < mention.start and m.actor is not None and m.kind in kinds]
        own = page.knowledge.kinds[mention.kind].apart if mention.kind in page.knowledge.kinds else frozenset()
        if (named := _plain(page, mention)) in own:
            exact = [m for m in exact if page.text[m.start : m.end].lower().endswith(named)]  # "the senate"
        if exact:
            actor, score = exact[-1].actor, 0.85
            reason = Reason(rule="same-institution", score=score, words=page.text[mention.start : mention.end])
        else:
            guessed = _state_of(page, mention, found)
            if guessed is None or mention.kind not in page.knowledge.kinds:
                continue
            actor, score, reason = _guessed_institution(page, mention, guessed[0]), 0.5, guessed[1]
        settled.append(msgspec.structs.replace(mention, actor=actor, score=score, reasons=(*mention.reasons, reason)))
    return tuple(settled)


def _guessed_institution(page: Page, mention: Found, party: Party) -> Actor:
    """The institution of a mention's kind that a state has; a government's deeds are the state's own."""
    if mention.kind != "government":
        return page.knowledge.institution(party, mention.kind or "", _plain(page, mention))
    words = page.text[mention.head : mention.end].lower()
    state = page.knowledge.actors[party]
    return officers_of(page, state, words) if words in STANDING else state


def _plain(page: Page, mention: Found) -> str:
    """The words of an institution named without its state, in lower case and without an article."""
    return page.text[mention.start : mention.end].lower().removeprefix("the ")


def _state_of(page: Page, mention: Found, found: tuple[Found, ...]) -> tuple[Party, Reason] | None:
    """The state of an institution named without one, and why."""
    words = page.text[mention.start : mention.end]
    if mention.kind == "parliament" and _american(page, mention):
        return "USA", Reason(rule="nearest-state", score=0.5, words=words)
    near = subject_state(page, found, mention.start) if mention.kind in NEAR_SUBJECT else None
    if near is not None:
        return near, Reason(rule="subject-state", score=0.5, words=words)
    if words.lower().split()[-1] in STANDING:
        return state_at(page, mention.start, FOR_OFFICIALS, local=0.6)
    return state_at(page, mention.start, FOR_INSTITUTION)


def _american(page: Page, mention: Found) -> bool:
    """Whether "Congress" is that of the United States: they are named within the three sentences before."""
    if page.text[mention.head : mention.end].lower() not in ("congress", "senate", "representatives"):
        return False
    here = page.sentence_of(mention.start)
    for unit in page.units:
        if unit.start > mention.start:
            break
        near = here - page.sentence_of(unit.start) <= 3
        if near and any(name.referent == "USA" for name in unit.match.of("name", "adjective", "people", "capital")):
            return True
    return False


def find_descriptions(page: Page, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Mentions by description that look back to what is already found (in text order)."""
    result: list[Found] = []
    starts = {mention.head for mention in found}
    for at in range(len(page.words)):
        bare = _bare_body(page, at, (*found, *result))
        if bare is not None:
            result.append(bare)
        if page.lower(at) not in ("the", "both", "its", "their") or not page.joined(at, at + 1):
            continue
        start = page.words[at].start
        if any(
            mention.start <= page.words[at + 1].start < mention.end
            for mention in found
            if mention.start >= start - 1 and mention.start <= page.words[at + 1].start
        ):
            continue
        before = tuple(m for m in merge(found, result, key=lambda m: m.start) if m.start < start)
        mention = _describe(page, at, before, starts)
        if mention is not None:
            result.append(mention)
    return tuple(result)


def _bare_body(page: Page, at: int, found: tuple[Found, ...]) -> Found | None:
    """ "[League] statement": a body's noun in capitals before its words, without an article or the rest of its name."""
    word = page.words[at]
    if not word.text[0].isupper() or page.lower(at + 1) not in UTTERED or not page.joined(at, at + 1):
        return None
    if word.folded not in page.knowledge.context["body-nouns"] or page.words[max(0, at - 1)].text[0].isupper():
        return None
    if any(mention.start <= word.start < mention.end for mention in found):
        return None
    body = organisation_by_noun(page, word.folded, tuple(m for m in found if m.start < word.start))
    return _look_back(page, at, at, body, "organisation-noun", 0.8) if body is not None else None


def _describe(page: Page, at: int, before: tuple[Found, ...], heads: set[int]) -> Found | None:
    determiner, noun = page.lower(at), page.lower(at + 1)
    two = determiner == "both" or (determiner == "the" and noun == "two")
    last = at + 1 if determiner == "both" or not two else at + 2
    office = page.opening.get(last) if two and page.joined(last - 1, last) else None
    if two and (page.lower(last) in page.knowledge.context["pair-nouns"] or _many(page, office)):
        noun = "leaders" if _many(page, office) else page.lower(last)
        actor = pair_before(page, at, noun, before)
        end = office.last - 1 if office is not None and _many(page, office) else last
        return _look_back(page, at, end, actor, "pair", 0.7, plural=True) if actor is not None else None
    if noun in ("pair", "duo") or (two and _begins_verb(page, last)):
        end = at if determiner == "both" else at + 1
        actor = pair_before(page, at, "leaders", before)
        return _look_back(page, at, end, actor, "pair", 0.7, plural=True) if actor is not None else None
    if determiner != "the":
        return None
    if noun == "ministry" or noun in BACK_NOUNS:
        earlier = institution_by_noun(page, noun, before)
        if earlier is not None:
            return _look_back(page, at, at + 1, earlier, "same-institution", 0.85)
        if noun != "ministry":
            return None
        acting = _of_the_acting_state(page, at, before)
        if acting is not None:
            return _look_back(page, at, at + 1, acting, "subject-state", 0.7)
        institution = _served(page, before)
        return _look_back(page, at, at + 1, institution, "office-held", 0.6) if institution is not None else None
    if noun.isdigit() or noun in ("seven", "eight", "nine", "ten", "27", "32"):
        if page.lower(at + 2) in ("members", "allies", "nations", "countries", "states", "member"):
            organisation = _latest(page, before, lambda actor: actor.kind == "organisation")
            if organisation is not None:
                return _look_back(page, at, at + 2, organisation, "members", 0.6, plural=True)
        return None
    organisation = organisation_by_noun(page, noun, before)
    if organisation is not None:
        return _look_back(page, at, at + 1, organisation, "organisation-noun", 0.85)
    return _country(page, at, before)


def _many(page: Page, office: Unit | None) -> bool:
    """Whether a unit names several officers: "both [prime ministers]", "the two [heads of government]"."""
    return office is not None and any(
        page.knowledge.offices[name.referent].office_class in ("head", "minister")
        and name.surface.lower().partition(" of ")[0].endswith("s")
        for name in office.match.of("office")
    )


def _begins_verb(page: Page, at: int) -> bool:
    """Whether word `at` is a finite verb, or an adverb before one: "the two |also agreed"."""
    token = page.token_at(page.words[at].start) if at < len(page.words) else None
    if token is not None and token.pos_ == "ADV" and page.joined(at, at + 1):
        token = page.token_at(page.words[at + 1].start)
    return token is not None and token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBN", "VBP", "MD")


def institution_by_noun(page: Page, noun: str, before: tuple[Found, ...]) -> Actor | None:
    """The institution named last before that goes by this noun alone: "the ministry" after "foreign ministry"."""
    kinds = BACK_NOUNS.get(noun, frozenset())
    for mention in reversed(before):
        if mention.actor is None or mention.human:
            continue
        if mention.kind in kinds or (
            noun in MINISTRY_NOUNS
            and mention.actor.id.split("/")[0] in page.knowledge.states
            and noun in mention.actor.name.lower().split()
        ):
            return mention.actor
    return None


def _of_the_acting_state(page: Page, at: int, before: tuple[Found, ...]) -> Actor | None:
    """The foreign ministry of the state that acts right before: "Varnia rejected the charge. In a note, [the ministry]
    said ..."."""
    start = page.words[at].start
    state = subject_state(page, tuple(m for m in before if not m.human), start, 1)
    if state is None:
        return None
    named = max(m.start for m in before if m.actor is not None and m.actor.party == state)
    return page.knowledge.institution(state, "foreign-ministry") if "\n" not in page.text[named:start] else None


def _served(page: Page, before: tuple[Found, ...]) -> Actor | None:
    """The ministry that a person named before serves: a "Foreign Ministry spokesperson", a "defence minister"."""
    for mention in reversed(before):
        if mention.actor is None or not mention.human:
            continue
        for role in mention.actor.roles:
            kind = _ministry_in(page, role.title.lower())
            party = role.of or mention.actor.party
            if kind is not None and party is not None and party in page.knowledge.states:
                return page.knowledge.institution(party, kind)
    return None


def _ministry_in(page: Page, title: str) -> str | None:
    """The kind of ministry that an office names: "foreign ministry spokesperson", "deputy foreign minister"."""
    for kind in page.knowledge.kinds.values():
        if kind.kind not in MINISTRY_KINDS:
            continue
        if any(phrase in title or phrase.removesuffix("ry") + "er" in title for phrase in kind.phrases):
            return kind.kind
    return None


def _look_back(
    page: Page, at: int, last: int, actor: Actor | None, rule: str, score: float, plural: bool = False
) -> Found:
    start, end = page.words[at].start, page.words[last].end
    return Found(
        start=start, end=end, head=page.words[last].start, actor=actor, form="description", score=score,
        reasons=(Reason(rule=rule, score=score, words=page.text[start:end]),),
        number="plural" if plural else "singular",
    )  # fmt: skip


def _latest(page: Page, before: tuple[Found, ...], fits) -> Actor | None:  # type: ignore[no-untyped-def]
    for mention in reversed(before):
        if mention.actor is not None and fits(mention.actor):
            return mention.actor
    return None


def organisation_by_noun(page: Page, noun: str, before: tuple[Found, ...]) -> Actor | None:
    """The nearest organisation named before that goes by this noun: "the alliance" -> NATO."""
    single = noun.replace("organization", "organisation")
    found = _latest(page, before, lambda actor: _goes_by(page, actor, single))
    if found is None and single == "organisation":  # whatever it calls itself: a league, a forum
        found = _latest(
            page, before, lambda actor: not getattr(page.knowledge.organisations.get(actor.id), "group", True)
        )
    return found


def _goes_by(page: Page, actor: Actor, noun: str) -> bool:
    """Whether "the `noun`" can be this body: the knowledge says so, or its name holds the noun."""
    organisation = page.knowledge.organisations.get(actor.id)
    if organisation is not None:
        return noun in organisation.nouns
    if actor.kind not in ("organisation", "institution") or noun in BACK_NOUNS:
        return False
    words = {word.replace("organization", "organisation") for word in fold(actor.name).split()}
    bodies = page.knowledge.context["body-nouns"]
    if noun in bodies and (noun in words or noun.replace("company", "corporation") in words):
        return True
    return noun in page.knowledge.context["plain-body-nouns"] and actor.kind == "organisation" and bool(words & bodies)


def _country(page: Page, at: int, before: tuple[Found, ...]) -> Found | None:
    """ "the Asian country", "the Gulf state", "the island nation": the nearest state named that fits all the words."""
    for length in (1, 2, 3, 4):
        noun = page.lower(at + length)
        if not page.joined(at + length - 1, at + length):
            return None
        if noun not in page.knowledge.context["country-nouns"] or (noun in ("government", "state") and length == 1):
            continue
        tags = [page.lower(at + step) for step in range(1, length)]
        phrase = " ".join(tags)
        if not tags and noun not in PLAIN_COUNTRY | {"kingdom", "emirate", "sultanate", "republic"}:
            return None

        def fits(actor: Actor, phrase: str = phrase, noun: str = noun) -> bool:
            state = page.knowledge.states.get(actor.id)
            if state is None:
                return False
            if phrase:
                return phrase in state.tags or f"{phrase} {noun}" in state.tags
            return noun in PLAIN_COUNTRY or noun in state.tags or noun == "republic"

        actor = None
        if noun in PLAIN_COUNTRY and not phrase:
            party = subject_state(page, before, page.words[at].start, 2)
            actor = page.knowledge.actors[party] if party is not None else None
        actor = actor or _latest(page, before, fits)
        if actor is None:
            return None
        return _look_back(page, at, at + length, actor, "state-description", 0.8 if phrase else 0.5)
    return None
