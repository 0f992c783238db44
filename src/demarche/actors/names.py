"""Persons' names in one article: which words are a name, and which names are one person."""

from __future__ import annotations

import re

from demarche.actors.page import Page, Unit
from demarche.knowledge import fold
from demarche.knowledge.record import Gender
from demarche.records import Actor, Record

PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "de",
        "da",
        "dos",
        "del",
        "della",
        "di",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "abu",
        "abd",
        "st",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "ter",
        "ul",
        "ur",
        "zu",
    ]
)


MONARCHS = frozenset({"king", "queen", "emir", "sultan", "emperor", "crown prince", "grand duke", "prince"})
# "Sultan Al Jaber" bears a given name; "Sultan Haitham" an office.
GIVEN_OFFICES = frozenset({"sultan", "prince", "king", "marshal", "major", "emir", "amir"})


class NameSpan(Record, frozen=True):
    """A person's name in the text: offsets into `Article.text`, word indices, the folded words."""

    start: int
    end: int
    first: int
    last: int
    words: tuple[str, ...]
    known: tuple[str, ...] = ()  # ids of known persons so written
    gender: Gender | None = None  # of a courtesy title before it


def find_names(page: Page) -> tuple[NameSpan, ...]:
    """Names of persons: those the reader saw, trimmed of titles, those the knowledge holds, and their surnames again.

    A place or state that the reader took for a person is none, unless somebody of that surname is named in full.
    """
    taken: dict[int, NameSpan] = {}
    spans = []
    for unit in page.units:
        known = tuple(dict.fromkeys(name.referent for name in unit.match.of("person")))
        if known:
            spans.append((unit.first, unit.last, known))
    for entity in page.entities:
        if entity.label == "PER":
            first, last = page.word_at(entity.start), page.word_at(entity.end)
            spans.append((first, last, ()))
    full = {page.words[last - 1].folded for first, last, _ in spans if last - first > 1}
    for first, last, known in sorted(spans, key=lambda span: (span[0], -len(span[2]), -span[1])):
        if last - first == 1 and not known and _is_place(page, first) and page.words[first].folded not in full:
            continue
        if last - first > 1 and not known and _is_larger_place(page, first, last):
            continue
        name = _trimmed(page, first, last, known)
        if name is None or any(at in taken for at in range(name.first, name.last)):
            continue
        taken |= dict.fromkeys(range(name.first, name.last), name)
    surnames = {name.words[-1] for name in taken.values() if len(name.words) > 1 and len(name.words[-1]) > 3}
    for at, word in enumerate(page.words):
        if at not in taken and word.folded in surnames and word.text[0].isupper() and at not in page.opening:
            again = _trimmed(page, at, at + 1, ())
            if again is not None:
                taken[at] = again
    return tuple(sorted(set_of(taken), key=lambda name: name.start))


def _is_place(page: Page, at: int) -> bool:
    unit = page.opening.get(at)
    return unit is not None and bool(unit.match.of("name", "capital", "adjective", "metonym", "organ"))


def _is_larger_place(page: Page, first: int, last: int) -> bool:
    """Whether all words, an article before them left out, are one place or palace: "Port Tewa", "the Palacio Azul"."""
    unit = page.opening.get(first) or (page.opening.get(first + 1) if page.lower(first) == "the" else None)
    return unit is not None and unit.last == last and bool(unit.match.of("name", "capital", "metonym", "organ"))


def set_of(taken: dict[int, NameSpan]) -> list[NameSpan]:
    """The distinct spans of a map from words to spans."""
    return list({name.first: name for name in taken.values()}.values())


def _trimmed(page: Page, first: int, last: int, known: tuple[str, ...]) -> NameSpan | None:
    """A name without titles, states and possessive marks around it; ``None`` where nothing is left of it."""
    gender: Gender | None = None
    while first < last:
        unit = page.opening.get(first)
        word = page.words[first]
        if (
            unit is not None
            and not known
            and unit.last <= last
            and unit.match.of("office", "adjective", "kind", "name")
        ):
            if unit.last == last and not unit.match.of("office") and unit.match.of("name", "adjective"):
                return None  # the reader took a state or outlet for a person
            if _given_name(page, unit, last) or (
                not unit.match.of("office", "adjective", "kind") and _is_given(page, unit)
            ):
                break
            if unit.last < last or unit.match.of("office"):
                first = unit.last
                continue
        if word.folded in page.knowledge.context["not-names"] or not word.text[0].isalpha():
            first += 1
            continue
        break
    while last > first and (
        page.words[last - 1].folded in ("s", *page.knowledge.context["not-names"])
        or page.words[last - 1].text[0].isdigit()
    ):
        last -= 1
    if first >= last or not any(page.words[at].text[0].isupper() for at in range(first, last)):
        return None
    if last - first == 1 and len(page.words[first].text) < 2:
        return None
    courtesy = page.lower(first - 1)
    if page.joined(first - 1, first) or page.text[page.words[first - 1].end : page.words[first].start] == ". ":
        gender = (
            "m" if courtesy in ("mr", "sir", "lord") else "f" if courtesy in ("mrs", "ms", "miss", "lady") else None
        )
    start, end = page.words[first].start, page.words[last - 1].end
    if not known:
        known = _called(page, page.text[start:end])
    if not known and last - first > 2:  # "Osk R. Dellan" is Osk Dellan
        known = _called(page, " ".join(w.text for w in page.words[first:last] if len(w.text) > 1))
    return NameSpan(
        start=start, end=end, first=first, last=last, known=known, gender=gender,
        words=tuple(page.words[at].folded for at in range(first, last)),
    )  # fmt: skip


def _called(page: Page, name: str) -> tuple[str, ...]:
    """The ids of the known persons so called."""
    return tuple(dict.fromkeys(n.referent for n in page.knowledge.lexicon.lookup(name) if n.sort == "person"))


def _is_given(page: Page, unit: Unit) -> bool:
    """Whether a word that names a party or outlet, and no state, may be a first name: "Morena Dellan"."""
    states = any(name.referent in page.knowledge.states for name in unit.match.of("name"))
    return not states and unit.last - unit.first == 1 and not unit.match.text.isupper()


def _given_name(page: Page, unit: Unit, last: int) -> bool:
    """Whether an office is here a given name: before "al" or "bin", with nothing but the name after it."""
    alone = unit.last - unit.first == 1 and page.lower(unit.first) in GIVEN_OFFICES
    return alone and page.lower(unit.last) in ("al", "bin", "el", "ibn") and unit.last + 1 < last


def core(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words without particles and initials: ("mohammed", "bin", "salman") -> ("mohammed", "salman")."""
    kept = tuple(word for word in words if word not in PARTICLES and len(word) > 1)
    return kept or words


def is_short_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` may stand for `full`: "Mao" or "Ning" of "Mao Ning", "Kim" of "Kim Jong Un", "bin Salman".

    >>> is_short_of(("moren",), ("ilka", "moren")), is_short_of(("moren",), ("ilka", "morenov"))
    (True, False)
    """
    less, more = core(short), core(full)
    if len(less) > len(more) or not less:
        return False
    if less == more:
        return True
    if len(less) == 1:
        return less[0] in more
    # A middle name left out: "Recep Erdogan", "Hillary Clinton" of "Hillary Rodham Clinton".
    return all(word in more for word in less) and (less[-1] == more[-1] or less[0] == more[0])


def famous(page: Page, name: NameSpan) -> tuple[Actor, ...]:
    """The well-known heads of state, government or organisation, and foreign ministers, with this surname.

    "Putin said" needs no first name. A spokesperson's surname alone ("Mao") names nobody.
    """
    word = core(name.words)[-1]
    if len(core(name.words)) != 1 or len(word) < 4:
        return ()
    bearers = (page.knowledge.actors[actor_id] for actor_id in page.knowledge.surnames.get(word, ()))
    return tuple(actor for actor in bearers if any(page.knowledge.is_head(role) for role in actor.roles))


def monarch(page: Page, name: NameSpan) -> Actor | None:
    """The known monarch who goes by a given name: "King Osk", where the article names his state.

    Of two of one name (a father and his heir) the one who reigned at the article's date.
    """
    dating, given = page.article.published, name.words[0]
    parties = {found.referent for unit in page.units for found in unit.match.names}
    fitting = []
    for actor in page.knowledge.actors.values():
        if actor.kind != "person" or given not in fold(actor.name).split() or actor.party not in parties:
            continue
        role = page.knowledge.role_at(actor, dating.date or dating.earliest, dating.date or dating.latest)
        if role is not None and role.title.lower() in MONARCHS and not (role.end or "9999") < (dating.earliest or ""):
            fitting.append((actor.id, actor))
    return fitting[0][1] if len(fitting) == 1 else None


def gender_of_name(page: Page, name: NameSpan, full: tuple[str, ...]) -> Gender | None:
    """The gender that a courtesy title, the knowledge or the given name shows."""
    if name.gender is not None:
        return name.gender
    for actor_id in name.known:
        if actor_id in page.knowledge.genders:
            return page.knowledge.genders[actor_id]
    return page.knowledge.given_names.get(fold(full[0])) if len(full) > 1 else None


def display(text: str) -> str:
    """A name as written, blanks joined."""
    return re.sub(r"\s+", " ", text)
