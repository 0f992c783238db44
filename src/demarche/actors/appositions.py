"""Which titles belong to a name: before it, or set off by commas after it."""

from __future__ import annotations

import re

from demarche.actors.names import NameSpan
from demarche.actors.page import Page
from demarche.actors.titles import Title, bracketed

# Between a name and the office that explains it: ", a", ", the", " (", ", who is the", ", who serves as".
EXPLAINED = re.compile(
    r"[ ]?(?:,|\(|–|—|-)[ ]?(?:who (?:is|was|serves as|served as|heads)[ ])?(?:also[ ])?"
    r"(?:an?[ ]|the[ ]|its[ ]|his[ ]|her[ ]|their[ ])?(?P<more>(?:[\w’'&-]+[ ]){0,4})"
)
NAMED_AFTER = re.compile(r"[ ]?(?:,|–|—|:)?[ ]?[\"“]?")


def titles_of(page: Page, names: tuple[NameSpan, ...], titles: tuple[Title, ...]) -> dict[int, tuple[Title, ...]]:
    """The titles that stand beside each name, by the name's start: before it, or after it in apposition."""
    ends = {title.last: title for title in titles if not title.plural}
    found: dict[int, tuple[Title, ...]] = {}
    for name in names:
        beside = []
        before = ends.get(name.first) or _through_courtesy(page, name, ends)
        if before is None and (short := bracketed(page, name.first)) is not None:
            before = ends.get(short)  # "Varnia's director general of police (DGP) |Osk Dellan"
        if before is not None:
            gap = page.text[before.end : name.start]
            courtesy = before.last < name.first
            if (
                gap.strip() == ""
                or courtesy
                or (NAMED_AFTER.fullmatch(gap) and _introduces(before) and not _begins_clause(page, gap, name))
            ):
                beside.append(before)
                earlier = ends.get(before.first - 1)
                if earlier is not None and page.lower(before.first - 1) == "and":
                    beside.append(earlier)  # "League chief and acting interior minister Dellan"
                apart = ends.get(before.first) or ends.get(before.first - 1)
                gap = page.text[apart.end : before.start] if apart is not None else ""
                if apart is not None and gap in (", ", ", the ") and _introduces(apart):
                    beside.append(apart)  # "a spokesman for the ministry, Colonel Dellan,"
        after = [t for t in titles if name.end <= t.start < name.end + 160 and not t.plural]
        for at, title in enumerate(after):
            if title.start - name.end < 60 and _explains(page, name, title) and not _names_another(page, title, names):
                beside += [title, *_continued(page, title, after[at + 1 :])]
                break
        if beside:
            found[name.start] = tuple(beside)
    return found


def _continued(page: Page, title: Title, following: list[Title]) -> list[Title]:
    """The titles an apposition goes on with: "a professor at X and [a former Varnian ambassador]"."""
    for other in following:
        gap = page.text[title.end : other.start]
        if re.fullmatch(r"[^.;:,\n]*,? and (?:(?:now |once )?(?:an?|the|also) )?(?:former )?", gap):
            return [other]
    return []


def _introduces(title: Title) -> bool:
    """Whether a title before a comma is the head of what follows: "the minister, X", "Varnia's minister, X"."""
    return title.definite or title.holder is not None or title.institution is not None


def _explains(page: Page, name: NameSpan, title: Title) -> bool:
    """Whether a title is in apposition to the name before it: "Moren, Operations [Director of ...]"."""
    gap = EXPLAINED.fullmatch(page.text[name.end : title.start])
    owns = page.text[title.end : title.end + 1] in ("'", "’")
    # Not "a fellow at Straits University's ...", but "a member of parliament's security committee".
    part = owns and title.last == page.word_at(title.head) + 1 and title.phrase != "member of parliament"
    if gap is None or part:
        return False
    between = gap["more"].split()
    if any(word.lower() in page.knowledge.context["no-apposition"] for word in between):
        return False
    first = page.word_at(name.end)
    if any(at in page.opening and page.opening[at].match.of("person") for at in range(first, title.first)):
        return False
    tokens = (page.token_at(page.words[at].start) for at in range(first, title.first))
    return not between or not any(t is not None and t.pos_ in ("VERB", "AUX", "PRON", "SCONJ") for t in tokens)


def _begins_clause(page: Page, gap: str, name: NameSpan) -> bool:
    """Whether a comma ends a phrase and no apposition: "Speaking with her Varnian counterpart, Ilka Moren [said]"."""
    if "," not in gap:
        return False
    token = page.token_at(page.words[name.last].start) if name.last < len(page.words) else None
    straight = token is not None and page.text[name.end : token.idx] == " "
    return straight and token is not None and token.pos_ in ("VERB", "AUX") and token.tag_ != "VBN"


def _through_courtesy(page: Page, name: NameSpan, ends: dict[int, Title]) -> Title | None:
    """The title before "Mr", "H.E." or "Gen." before the name."""
    first = name.first
    while first > 0 and page.words[name.first].start - page.words[first - 1].end < 30:
        unit = page.closing.get(first)
        if unit is not None and unit.match.of("office"):
            first = unit.first
        elif page.lower(first - 1) in page.knowledge.context["courtesies"]:
            first -= 1
        else:
            return None
        if first in ends:
            gap = page.text[ends[first].end : page.words[first].start]
            return ends[first] if not re.search(r"[.\n]", gap) else None
    return None


def _names_another(page: Page, title: Title, names: tuple[NameSpan, ...]) -> bool:
    """Whether a title after a name belongs to the next name: "Moren, President Ilves" lists two people."""
    return any(name.first == title.last for name in names if page.text[title.end : name.start].strip() == "")
