"""Capitals and palaces: the government ("Washington said") or the place ("talks in Washington")."""

from __future__ import annotations

from demarche.actors.page import Page, Unit
from demarche.records import Reason


def as_government(page: Page, unit: Unit) -> tuple[bool, Reason]:
    """Whether a capital's name stands for its government here, and the words that show it.

    A possessor and a subject of saying or doing are governments; what stands after "in" or before "summit", in a
    dateline, or before its own country is a place. Other capitals count as governments where the sentence treats them
    as one side: "against", "with", "between".
    """
    before, after = page.lower(unit.first - 1), page.lower(unit.last)
    adjacent = page.text[unit.end : unit.end + 3]
    glued_before = unit.first > 0 and page.joined(unit.first - 1, unit.first)
    glued_after = unit.last < len(page.words) and page.joined(unit.last - 1, unit.last)
    if (place := _is_place(page, unit)) is not None:
        return False, Reason(rule="place", words=place)
    if adjacent[:2] in ("'s", "’s") or (adjacent[:1] in ("'", "’") and unit.match.text.endswith("s")):
        owned = page.lower(unit.last + 1) if after == "s" else after
        if owned in page.knowledge.context["place-possessed"]:
            return False, Reason(rule="place", words=f"{unit.match.text}'s {owned}")
        if glued_before and before in ("in", "at", "near", "outside", "from"):
            return True, Reason(rule="metonym-possessor", words=f"{unit.match.text}'s {owned}")
        return True, Reason(rule="metonym-possessor", words=f"{unit.match.text}'s {owned}")
    if glued_before and before in page.knowledge.context["place-before"]:
        return False, Reason(rule="place", words=f"{before} {unit.match.text}")
    if glued_after and after in page.knowledge.context["place-after"] and page.between(unit.last - 1, unit.last) == " ":
        return False, Reason(rule="place", words=f"{unit.match.text} {after}")
    return _by_syntax(page, unit, before if glued_before else "")


def _is_place(page: Page, unit: Unit) -> str | None:
    """Marks of a place whatever the syntax: a dateline, a country after a comma, "the capital, X"."""
    rest = page.text[unit.end : unit.end + 40]
    line = page.text.rfind("\n", 0, unit.start) + 1
    head = page.text[line : unit.start]
    if not head.strip(' (["“') and (rest.lstrip().startswith(("—", "–", "--", "(", "- ")) or unit.match.text.isupper()):
        return "dateline"
    if rest.startswith(",") and unit.last < len(page.words):
        follower = page.opening.get(unit.last)
        if follower is not None and any(
            name.referent == unit.match.names[0].referent for name in follower.match.of("name")
        ):
            return f"{unit.match.text}, {follower.match.text}"
    if rest[:12].lstrip(", ").startswith(("D.C", "DC")):
        return "Washington, DC"
    if page.text[max(0, unit.start - 12) : unit.start].lower().rstrip(", ").endswith("capital"):
        return "the capital"
    if page.text[max(0, unit.start - 9) : unit.start].lower().endswith("city of "):
        return "city of"
    return None


def _by_syntax(page: Page, unit: Unit, before: str) -> tuple[bool, Reason]:
    token = page.head_token(unit.start, unit.end)
    words = unit.match.text
    if token is None:
        return False, Reason(rule="place-by-default", words=words)
    head = token.head
    first_conjunct = token
    while first_conjunct.dep_ == "conj" and first_conjunct.head.i != first_conjunct.i:
        first_conjunct = first_conjunct.head
    dep, head = first_conjunct.dep_, first_conjunct.head
    if first_conjunct.i != token.i:
        cases = [child.lower_ for child in first_conjunct.children if child.dep_ == "case"]
        before = cases[0] if cases else before
    if dep.startswith("nsubj") and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        return True, Reason(rule="metonym-subject", words=f"{words} {head.text}")
    if before in page.knowledge.context["government-before"]:
        return True, Reason(rule="metonym-preposition", words=f"{before} {words}")
    if before in page.knowledge.context["place-before"]:
        return False, Reason(rule="place", words=f"{before} {words}")
    if before in ("to", "from"):
        governor = head.lemma_.lower()
        is_place = governor in page.knowledge.context["motion-governors"] or head.pos_ not in ("NOUN", "VERB", "ADJ")
        return not is_place, Reason(
            rule="place" if is_place else "metonym-preposition", words=f"{governor} {before} {words}"
        )
    if dep in ("obj", "iobj"):
        is_place = head.lemma_.lower() in page.knowledge.context["struck-verbs"]
        return not is_place, Reason(rule="place" if is_place else "metonym-object", words=f"{head.text} {words}")
    if "-" in page.text[unit.start - 1 : unit.start] or page.text[unit.end : unit.end + 1] in "-–":
        return True, Reason(rule="metonym-pair", words=page.text[max(0, unit.start - 12) : unit.end + 12])
    if before in ("on", "of", "for", "towards", "toward"):
        is_place = head.lemma_.lower() in page.knowledge.context["struck-verbs"] | page.knowledge.context[
            "motion-governors"
        ] | {
            "march",
            "advance",
            "bombing",
            "streets",
            "mayor",
            "outskirts",
        }
        return not is_place, Reason(rule="place" if is_place else "metonym-preposition", words=f"{before} {words}")
    if dep in ("ccomp", "root", "ROOT", "vocative", "parataxis"):
        return True, Reason(rule="metonym-by-default", words=words)
    return False, Reason(rule="place-by-default", words=words)
