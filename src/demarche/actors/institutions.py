"""Institutions by phrase: "the Chinese Foreign Ministry", "China's mission to the EU", "officials in Beijing"."""

from __future__ import annotations

from demarche.actors.found import Found
from demarche.actors.page import Page, Unit
from demarche.actors.units import Holder, holder_before, holder_from, plain_modifier
from demarche.knowledge.forms import slug
from demarche.records import Actor, Reason

POSTS = {
    "embassy": "Embassy",
    "embassies": "Embassy",
    "mission": "Mission",
    "consulate": "Consulate",
    "delegation": "Delegation",
    "representation": "Representation",
}
# Words of institutions.csv that need a state beside them to mean its government: "the public", "a general".
LEVELS = frozenset(
    {"federal", "central", "local", "national", "new", "interim", "outgoing", "country", "nation", "s", "current"}
)
STANDING = frozenset({"officials", "authorities", "prosecutors", "lawmakers", "security forces", "security officials"})
OFFICERS = frozenset(
    {"officials", "authorities", "diplomats", "negotiators", "lawmakers", "politicians", "sources", "policymakers",
     "investigators", "ministers", "envoys", "generals"}
)  # fmt: skip
NEEDS_HOLDER = frozenset(
    {"people", "public", "general", "leaders", "side", "sources", "fighters", "drones", "missiles"}
)


def find_institutions(page: Page) -> tuple[Found, ...]:
    """Phrases that name an institution of a party; those whose party the context must give have no actor yet."""
    found = []
    for unit in page.units:
        mention = None
        if unit.match.of("organ") and not _anybodys(page, unit):
            mention = _named(page, unit)
        elif unit.match.of("kind"):
            mention = _of_kind(page, unit)
        if mention is not None:
            found.append(mention)
    for at, word in enumerate(page.words):
        if word.folded in POSTS and (post := _post(page, at)) is not None:
            found.append(post)
    return tuple(found)


def _anybodys(page: Page, unit: Unit) -> bool:
    """Whether the name of one state's institution is but a kind that others have too, and that state is not spoken of:
    "the Foreign Office" in Islamabad."""
    if not unit.match.of("kind"):
        return False
    actor = page.knowledge.actors[unit.match.of("organ")[0].referent]
    after, _ = holder_after(page, unit.last, ("of", "in"))
    other = after is not None and after.party != actor.party
    return other or not any(
        name.referent == actor.party
        for found in page.units
        for name in found.match.of("name", "adjective", "people", "capital", "metonym")
    )


def _named(page: Page, unit: Unit) -> Found | None:
    """An institution with a name of its own ("the Kremlin", "Knesset"); a party's adjective before it is its own."""
    actor = page.knowledge.actors[unit.match.of("organ")[0].referent]
    before = holder_before(page, unit.first)
    owner, last = holder_after(page, unit.last, ("of",))
    if owner is not None and owner.party in page.knowledge.states and owner.party != actor.party:
        # "the Royal Navy of Varnia" is not the Royal Navy
        words = page.text[unit.start : page.words[last - 1].end]
        other = Actor(
            id=f"{owner.party}/{slug(words)}", name=words, kind="institution", party=owner.party, sector=actor.sector
        )
        reason = Reason(rule="institution-name", words=words)
        end = unit.start + len(words)
        return Found(start=unit.start, end=end, head=unit.end - 1, actor=other, form="name", reasons=(reason,))
    # "India's Security Council seat" is the UN's, "Russia's Security Council" is Russia's, a row of its own.
    start = page.words[before.first].start if before is not None and before.party == actor.party else unit.start
    reason = Reason(rule="institution-name", words=unit.match.text)
    return Found(start=start, end=unit.end, head=unit.end - 1, actor=actor, form="name", reasons=(reason,))


def _of_kind(page: Page, unit: Unit) -> Found | None:
    kind = page.knowledge.kinds[unit.match.of("kind")[0].referent]
    first, holder = unit.first, None
    for _ in range(4):
        holder = holder_before(page, first)
        if holder is not None or first == 0 or not page.joined(first - 1, first):
            break
        previous = page.closing.get(first)
        if previous is not None and previous.match.of("kind", "office"):
            first = previous.first  # "Chinese [state-run] [media]"
        elif plain_modifier(page, first - 1):
            first -= 1
        else:
            break
    last = unit.last
    if holder is not None:
        first = holder.first
    else:
        first = unit.first
        holder, last = holder_after(page, unit.last, ("of", "in") if kind.kind != "military" else ("of",))
    if holder is not None and kind.sector == "MED" and holder.sort in ("region", "capital", "organ"):
        return None  # "the Sabah newspaper" is an outlet's name
    phrase = page.words[unit.last - 1].folded
    start, end = page.words[first].start, page.words[last - 1].end
    number = "plural" if phrase in page.knowledge.context["plural-institutions"] else "singular"
    head = page.words[unit.last - 1].start
    if holder is None:
        return _without_holder(page, unit, kind.kind, kind.bare, start, end, head, number == "plural")
    if phrase in NEEDS_HOLDER and holder.sort == "capital":
        return None
    actor = institution_of(page, holder, kind.kind, unit.match.text.lower())
    if number == "plural" and kind.kind == "government" and phrase in OFFICERS:
        actor = officers_of(page, actor, " ".join(page.words[at].folded for at in range(unit.first, unit.last)))
    reason = Reason(rule="institution-phrase", words=page.text[start:end])
    form = "name" if kind.bare else "description"
    return Found(
        start=start, end=end, head=head, actor=actor, form="name" if form == "name" else "description",
        reasons=(reason,), number="plural" if number == "plural" else "singular", kind=kind.kind,
    )  # fmt: skip


def _without_holder(
    page: Page, unit: Unit, kind: str, bare: bool, start: int, end: int, head: int, plural: bool
) -> Found | None:
    """An institution whose state is left to the context: "the foreign ministry", "police"."""
    before = unit.first - 1
    while page.lower(before) in LEVELS and page.joined(before, before + 1):
        before -= 1
    definite = page.lower(before) == "the" and page.joined(before, before + 1)
    phrase = " ".join(page.words[at].folded for at in range(unit.first, unit.last))
    capital = page.words[unit.first].text[0].isupper()
    if _only_modifies(page, unit) or (kind == "government" and page.lower(unit.last) == "of"):
        return None  # "the leadership of the department"
    if phrase in NEEDS_HOLDER or (kind in ("media", "other-ministry", "court") and not definite):
        return None
    if not (definite or (bare and capital) or kind in ("police", "state-media") or phrase in STANDING):
        return None
    if definite:
        start = page.words[before].start
    return Found(
        start=start, end=end, head=head, actor=None, form="description", kind=kind,
        reasons=(Reason(rule="institution-without-state", words=page.text[start:end]),), score=0.6,
        number="plural" if plural else "singular",
    )  # fmt: skip


def _only_modifies(page: Page, unit: Unit) -> bool:
    """Whether the phrase is but the first part of another noun: "the military [operation]", "police [station]"."""
    if unit.last >= len(page.words) or page.between(unit.last - 1, unit.last) != " ":
        return False
    if unit.last in page.opening and page.opening[unit.last].match.of("office", "person"):
        return False
    token, after = page.token_at(page.words[unit.last - 1].start), page.token_at(page.words[unit.last].start)
    if token is None or after is None:
        return False
    return after.pos_ == "NOUN" and token.head.i == after.i and token.dep_ in ("compound", "amod", "nmod")


def officers_of(page: Page, state: Actor, phrase: str) -> Actor:
    """Those who speak for a state without a name, as somebody of their own: "Officials (Varnia)"."""
    name = f"{phrase[:1].upper()}{phrase[1:]} ({state.name})"
    return Actor(id=f"{state.id}/{slug(phrase)}", name=name, kind="institution", party=state.party, sector="GOV")


def institution_of(page: Page, holder: Holder, kind: str, phrase: str) -> Actor:
    """The institution of a kind that `holder` has, named by `phrase`; a government's deeds are the state's own."""
    if kind == "government" or holder.actor.kind in ("organisation", "group"):
        return page.knowledge.actors.get(holder.party, holder.actor)
    if holder.actor.kind == "institution" and holder.sort == "organ":
        return holder.actor
    return page.knowledge.institution(holder.party, kind, phrase)


def holder_after(page: Page, at: int, prepositions: tuple[str, ...]) -> tuple[Holder | None, int]:
    """The party named by "of the ..." from word `at` on, and the word index after it (`at` where there is none)."""
    if page.lower(at) in prepositions and page.joined(at - 1, at) and page.joined(at, at + 1):
        holder = holder_from(page, at + 1)
        if holder is not None and holder.sort in ("name", "organ", "capital", "metonym"):
            return holder, holder.last
    return None, at


def _post(page: Page, at: int) -> Found | None:
    """A mission, embassy or consulate: "Norway's mission to the European Union", "the embassy of X in Y"."""
    first, last, sender = at, at + 1, holder_before(page, at)
    if sender is None and page.lower(at - 1) in ("permanent", "diplomatic", "high") and page.joined(at - 1, at):
        first, sender = at - 1, holder_before(page, at - 1)
    if page.lower(last) == "general" and page.joined(at, last):
        last += 1
    if sender is not None:
        first = sender.first
    else:
        sender, last = holder_after(page, last, ("of",))
    host = None
    if page.lower(last) in ("to", "in", "at") and page.joined(last - 1, last) and page.joined(last, last + 1):
        host = holder_from(page, last + 1)
    definite = page.lower(first - 1) == "the"
    word = page.words[at].folded
    if sender is None or (sender.sort == "capital" and word == "mission"):
        if not definite or (word == "delegation" and page.words[at].text[0].islower()):
            return None
        start = page.words[at - 1].start
        reason = Reason(rule="post-without-state", words=page.words[at].text)
        return Found(
            start=start, end=page.words[at].end, head=page.words[at].start, actor=None, form="description",
            reasons=(reason,), score=0.6, kind=POSTS[word].lower(),
        )  # fmt: skip
    if word == "mission" and host is None and sender.actor.kind != "organisation":
        return None  # "a Chinese mission to the Moon"
    if word == "delegation":
        host = None
    start = page.words[first].start
    end = page.words[host.last - 1].end if host is not None else page.words[last - 1].end
    return Found(
        start=start, end=end, head=page.words[at].start, actor=_post_actor(page, sender, POSTS[word], host),
        form="name", reasons=(Reason(rule="post", words=page.text[start:end]),), kind=POSTS[word].lower(),
    )  # fmt: skip


def _post_actor(page: Page, sender: Holder, post: str, host: Holder | None) -> Actor:
    if post == "Delegation":
        return page.knowledge.actors.get(sender.party, sender.actor)
    name = f"{post} of {page.knowledge.party_name(sender.party)}"
    if host is not None:
        joint = "to" if post == "Mission" else "in"
        name += f" {joint} {_with_article(page, host.party)}"
    return Actor(id=f"{sender.party}/{slug(name)}", name=name, kind="institution", party=sender.party, sector="GOV")


def _with_article(page: Page, party: str) -> str:
    """A party's name as it stands after a preposition: "the European Union", "the Philippines", "Norway"."""
    name, state = page.knowledge.party_name(party), page.knowledge.states.get(party)
    variants = state.variants if state is not None else ()
    takes = name.startswith(("United ", "European ", "African ", "Democratic ", "Republic ", "Central ", "Dominican "))
    return f"the {name}" if takes or f"the {name}" in variants else name
