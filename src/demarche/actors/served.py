"""For whom an office is held, by what follows it: "of the Varnian Foreign Ministry", "at the Straits Institute"."""

from __future__ import annotations

from demarche.actors.found import Found
from demarche.actors.page import Page
from demarche.actors.units import (
    Employer,
    Holder,
    holder_from,
    holder_of,
    named_place_of_work,
    organisation_from,
    plain_modifier,
)
from demarche.knowledge.record import Office

LINKS = frozenset({"of", "for", "to", "at", "from", "in", "with", "on"})
HOMES = ("name", "organ", "region", "capital")
PARTS = frozenset({"committee", "commission", "panel", "council", "bureau", "department", "office", "faction", "wing"})
DESCRIBING = 4  # words between "of" and an organisation that say what it is


def served_after(
    page: Page, last: int, beginning: dict[int, Found], office: Office
) -> tuple[Found | None, Holder | Employer | None, int]:
    """What follows an office: "of the Varnian Foreign Ministry", "to the US" (an envoy's host is not its party)."""
    institution: Found | None = None
    holder: Holder | Employer | None = None
    for _ in range(3):
        link = page.lower(last)
        if link not in LINKS or not page.joined(last - 1, last) or not page.joined(last, last + 1):
            break
        at = last + 1
        # "an adviser on Ostrava" is not Ostrava's
        hosting = link == "on" or (office.office_class == "envoy" and link in ("to", "in", "at", "for"))
        hosting = hosting or (
            office.office_class == "spokesperson" and link == "in"
        )  # "a military spokesman in Belvar"
        # "the spokesman for | the Foreign Ministry": the mention may begin with its article.
        inner = beginning.get(at) or (beginning.get(at + 1) if page.lower(at) == "the" else None)
        if inner is not None:
            if not hosting and institution is None and holder is None:
                institution = inner
            last = _past_part(page, page.word_at(inner.end))
            continue
        found: Holder | Employer | None = holder_from(page, at)
        serves = found is not None and _is_office(page, found.last)  # "adviser to the Varnian [president]"
        hosting = link == "on" or (hosting and not serves)
        if found is not None and found.sort == "adjective" and not page.opening[found.first].match.of("name"):
            found = found if serves else None
        if found is not None and link in ("in", "on", "with", "from") and found.sort not in HOMES:
            found = None
        own = beginning.get(found.last) if isinstance(found, Holder) and _followed(page, found) else None
        if own is not None and not hosting and institution is None:
            institution, last = own, page.word_at(own.end)  # "director of the Varnian | Bureau of Inquiry"
            continue
        found = found or organisation_from(page, at) or _described(page, at)
        if found is None:
            break
        if not hosting and institution is None and (holder is None or holder.party is None):
            holder = found
        last = _past_office(page, found.last) if serves else found.last
    unplaced = institution is None and (holder is None or holder.party is None)
    if unplaced and office.office_class in ("expert", "press", "society", "official"):
        holder = _workplace(page, last, beginning) or holder
    return institution, holder, last


def _followed(page: Page, found: Holder) -> bool:
    """Whether nothing but a blank parts a state's name from the word behind it ("the U.S. |Bureau")."""
    unit = page.opening.get(found.first)
    if unit is None or found.last >= len(page.words):
        return False
    return page.text[unit.end : page.words[found.last].start] == " "


def _described(page: Page, at: int) -> Holder | Employer | None:
    """The organisation named behind the words that say what it is: "director of | rights group Straits Watch"."""
    first = at
    while first - at < DESCRIBING and plain_modifier(page, first) and page.joined(first, first + 1):
        first += 1
    if first == at or first >= len(page.words):
        return None
    found = organisation_from(page, first)
    unit = page.opening.get(first)
    known = holder_of(page, unit) if unit is not None else None
    return known if known is not None and known.party in page.knowledge.organisations else found


def _is_office(page: Page, at: int) -> bool:
    """Whether an office begins at word `at`, right behind the word before."""
    unit = page.opening.get(at)
    return unit is not None and bool(unit.match.of("office")) and page.joined(at - 1, at)


def _past_office(page: Page, at: int) -> int:
    """The word after the office at word `at`; the office itself where its holder's name follows."""
    last = page.opening[at].last
    named = last < len(page.words) and page.joined(last - 1, last) and page.words[last].text[0].isupper()
    return at if named else last


def _past_part(page: Page, last: int) -> int:
    """The word after a part that an institution possesses: "speaker of the Varnian parliament['s upper house]"."""
    if page.lower(last) == "s" and page.between(last - 1, last) in ("'", "’"):
        part = page.opening.get(last + 1)
        if part is not None and part.match.of("kind") and not plain_modifier(page, part.last):
            return part.last
        for at in range(last + 1, min(last + 6, len(page.words))):
            if not page.joined(at - 1, at):
                break
            if page.lower(at) in PARTS:
                return at + 1
    return last


def _workplace(page: Page, at: int, beginning: dict[int, Found]) -> Holder | Employer | None:
    """Where an expert works, further on in the clause: "a fellow in the programme at the Straits Institute"."""
    working = False
    for step in range(at, min(at + 14, len(page.words))):
        gap = page.text[page.words[step - 1].end : page.words[step].start]
        if gap.strip(" '’-–\"“") or page.lower(step) in page.knowledge.context["clause-ends"]:
            return None
        if page.lower(step) == "s" and not working:
            return None  # "former general Dellan's policy towards Ostrava"
        if page.lower(step) in ("at", "in", "of", "for", "from", "with"):
            working = page.lower(step) != "of" or working
            continue
        if not working and page.lower(step - 1) != "of":
            continue
        found: Holder | Employer | None = holder_from(page, step)
        if found is None or found.sort not in HOMES:
            found = organisation_from(page, step)
        if (found is None or found.party is None) and page.lower(step - 1) in ("at", "with", "from"):
            found = named_place_of_work(page, step) or found
        if found is not None and found.party is not None:
            return found
        institution = beginning.get(step)
        if institution is not None and institution.actor is not None and institution.actor.party is not None:
            return Employer(party=institution.actor.party, actor=institution.actor, first=step, last=step)
    return None
