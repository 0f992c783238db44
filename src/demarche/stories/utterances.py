"""The same statement across outlets: direct or indirect, paraphrased, shortened, translated there and back.

Statements are compared only within a story and where the speakers' parties agree; then aligned one to one between each
two articles, best first. A statement left over joins where its words are contained in one already taken: one outlet
splits into two what another tells in one sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from demarche.records import Act, Utterance
from demarche.stories.identifiers import stable_id
from demarche.stories.sayings import Saying, gram_cosine
from demarche.stories.scorers import shipped_scorer
from demarche.stories.terms import cosine

SAYING_FEATURES = (
    "grams",
    "terms",
    "standing_out",
    "least_covered",
    "most_covered",
    "names",
    "numbers_apart",
    "vector",
)
SAME = 0.0
"""Log odds above which two statements are one utterance."""
PART = 0.5
"""What a left-over statement needs to join one that is already taken."""
UNKNOWN_VECTOR = 0.4
SECOND = 0.8
"""Log odds below its best match at which a statement is no longer paired: its counterpart is the other one."""
SURE = 1.0
"""Log odds above which two statements count as repeated, when stories are told apart."""
FEW, MANY = 3, 1500
"""Statements of an article below which they prove nothing; of a neighbourhood above which they are not compared."""
STEEP, USUAL, AGAINST, FOR = 7.5, 0.33, 2.5, 1.5
"""Log odds for each share of statements repeated above the usual, and their bounds."""
OTHER_WEEKDAY = 0.5
"""What two articles lose whose leads name weekdays, but no common one: the same two states speak every week."""
AGAIN, AGAIN_IN_TITLE = 0.85, 0.6
"""Likeness above which an article tells one statement twice; a title is a few words of what the body tells."""
TITLE_HELD = 0.3
"""Share of a title's own words that the body's statement must hold: "calls X a slander on its ties with Y" is not told
again by "warns against confrontation over its ties with Y"."""

_KIND: tuple[frozenset[Act], ...] = (
    frozenset({"accuse", "condemn", "concern", "warn", "threaten"}),
    frozenset({"deny", "reject"}),
    frozenset({"demand", "urge", "propose", "hope"}),
    frozenset({"praise", "support", "thank", "congratulate", "condole", "apologise"}),
    frozenset({"pledge", "agree", "concede", "announce"}),
)


def coverage(one: Saying, other: Saying) -> float:
    """Share of `one`'s weight (within the story) whose terms `other` holds too."""
    total = sum(one.standing_out.values())
    return sum(w for term, w in one.standing_out.items() if term in other.standing_out) / total if total else 0.0


def saying_values(one: Saying, other: Saying) -> tuple[float, ...]:
    """The values of `SAYING_FEATURES` for two statements; symmetric."""
    covered = sorted((coverage(one, other), coverage(other, one)))
    names = one.names | other.names
    vector = UNKNOWN_VECTOR if one.vector is None or other.vector is None else float(one.vector @ other.vector)
    return (
        gram_cosine(one.grams, other.grams), cosine(one.weighed, other.weighed),
        cosine(one.standing_out, other.standing_out), *covered,
        len(one.names & other.names) / len(names) if names else 0.0,
        float(bool(one.numbers and other.numbers) and not one.numbers & other.numbers), vector,
    )  # fmt: skip


def may_be_one(one: Saying, other: Saying) -> bool:
    """Whether two statements of different articles can be one utterance: speaker, day and polarity do not forbid it."""
    if one.article == other.article:
        return False
    if one.parties and other.parties and not one.parties & other.parties:
        return False
    a, b = one.statement, other.statement
    if a.date and b.date and not (a.date.startswith(b.date) or b.date.startswith(a.date)):
        return False
    if one.person and other.person and a.speaker != b.speaker:
        return False
    return a.polarity == b.polarity


def circumstance(one: Saying, other: Saying) -> float:
    """What speaker, act, addressee and negation add to or take from a pair's log odds."""
    a, b = one.statement, other.statement
    total = 0.0
    if a.speaker is not None and a.speaker == b.speaker:
        total += 0.4
    elif one.person != other.person:
        total -= 0.3
    if not one.parties or not other.parties:
        total -= _doubt_of_strangers(one, other)
    if a.addressees and b.addressees:
        total += 0.7 if set(a.addressees) & set(b.addressees) else -1.2
    if a.act == b.act and a.act not in ("state", "assert"):
        total += 0.7
    elif _acts_clash(a.act, b.act):
        total -= 1.2
    if one.negated != other.negated and not {"deny", "reject"} & {a.act, b.act}:
        total -= 0.7
    return total


def _doubt_of_strangers(one: Saying, other: Saying) -> float:
    """What a pair loses whose speakers have no known party: all the more if their articles call them by other words."""
    if not one.speakers or not other.speakers:
        return 0.5
    return 0.2 if one.speakers & other.speakers else 1.2


def _acts_clash(one: Act, other: Act) -> bool:
    first = next((kind for kind in _KIND if one in kind), None)
    second = next((kind for kind in _KIND if other in kind), None)
    return first is not None and second is not None and first is not second


def pair_scores(sayings: Sequence[Saying]) -> dict[tuple[int, int], float]:
    """Log odds, by index, of every two statements that may be one utterance."""
    pairs = [
        (i, j)
        for i, one in enumerate(sayings)
        for j, other in enumerate(sayings[i + 1 :], start=i + 1)
        if may_be_one(one, other)
    ]
    if not pairs:
        return {}
    values = np.array([saying_values(sayings[i], sayings[j]) for i, j in pairs])
    scores = shipped_scorer("same_utterance").log_odds(values)
    return {
        (i, j): float(score) + circumstance(sayings[i], sayings[j]) for (i, j), score in zip(pairs, scores, strict=True)
    }


def repeated(sayings: Sequence[Saying]) -> set[int]:
    """Indices of statements that their own article tells again more fully (a standfirst, a first mention)."""
    found = set()
    for i, one in enumerate(sayings):
        for j, other in enumerate(sayings):
            if i != j and one.article == other.article and one.parties == other.parties and _fuller(other, one):
                bar = AGAIN_IN_TITLE if one.statement.headline and coverage(one, other) >= TITLE_HELD else AGAIN
                alike = one.vector is not None and other.vector is not None and float(one.vector @ other.vector) > bar
                if alike or gram_cosine(one.grams, other.grams) > bar:
                    found.add(i)
    return found


def _fuller(one: Saying, other: Saying) -> bool:
    return (not one.statement.headline, len(one.text), one.id) > (
        not other.statement.headline,
        len(other.text),
        other.id,
    )


def align(sayings: Sequence[Saying], scores: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Groups of indices that are one utterance: one to one between each two articles, best first, then the left
    over."""
    again = repeated(sayings)
    scores = {pair: score for pair, score in scores.items() if not again & set(pair)}
    best: defaultdict[tuple[int, str], float] = defaultdict(lambda: SAME)
    for (one, other), score in scores.items():
        for index, partner in ((one, other), (other, one)):
            place = (index, sayings[partner].article)
            best[place] = max(best[place], score)
    group_of: dict[int, int] = {}
    groups: dict[int, list[int]] = {}
    ranked = sorted(scores.items(), key=lambda item: (-item[1], sayings[item[0][0]].id, sayings[item[0][1]].id))

    def join(one: int, other: int) -> None:
        low, high = sorted((group_of.setdefault(one, one), group_of.setdefault(other, other)))
        members = groups.setdefault(low, [low])
        if low != high:
            moved = groups.pop(high, [high])
            members += moved
            for index in moved:
                group_of[index] = low

    for (one, other), score in ranked:
        if score <= SAME:
            break
        nearest = max(best[one, sayings[other].article], best[other, sayings[one].article])
        if score < nearest - SECOND:
            continue
        first, second = (groups.get(group_of.get(index, index), [index]) for index in (one, other))
        held = {sayings[index].article for index in first}
        if (
            first is not second
            and not held & {sayings[index].article for index in second}
            and _agree(first, second, scores)
        ):
            join(one, other)
    taken = set(group_of)
    for (one, other), score in ranked:
        if score <= SAME:
            break
        for left, kept in ((one, other), (other, one)):
            if left not in group_of and kept in taken and coverage(sayings[left], sayings[kept]) >= PART:
                join(left, kept)
    return [sorted(members) for _, members in sorted(groups.items()) if len(members) > 1]


def _agree(first: Sequence[int], second: Sequence[int], scores: Mapping[tuple[int, int], float]) -> bool:
    """Whether two groups are one utterance on average, not by one pair alone."""
    between = [scores.get((min(i, j), max(i, j)), -4.0) for i in first for j in second]
    return sum(between) / len(between) > SAME


def statement_evidence(
    articles: Sequence[str], sayings: Sequence[Saying], weekdays: Mapping[str, frozenset[str]]
) -> NDArray[np.float64]:
    """What the statements of two articles add to the log odds that they tell one story: symmetric, by index of
    `articles`.

    Two reports of one news repeat its statements; two rows of the same parties a month apart hardly do, and they are
    told of other `weekdays` (those each article's lead names). Articles with fewer than `FEW` statements say nothing
    either way.
    """
    place = {article: index for index, article in enumerate(articles)}
    total = np.zeros((len(articles), len(articles)))
    counts = np.zeros(len(articles))
    if len(sayings) > MANY:
        return total
    matched: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for saying in sayings:
        counts[place[saying.article]] += 1
    for (i, j), score in pair_scores(sayings).items():
        if score > SURE:
            one, other = place[sayings[i].article], place[sayings[j].article]
            matched[one, other].add(i)
            matched[other, one].add(j)
    for one in range(len(articles)):
        for other in range(one):
            fewest = min(counts[one], counts[other])
            if fewest >= FEW:
                shared = min(len(matched[one, other]), len(matched[other, one])) / fewest
                days, others = weekdays[articles[one]], weekdays[articles[other]]
                late = OTHER_WEEKDAY if days and others and not days & others else 0.0
                total[one, other] = total[other, one] = np.clip(STEEP * (shared - USUAL), -AGAINST, FOR) - late
    return total


def find_utterances(sayings: Sequence[Saying], origin: Mapping[str, str]) -> list[Utterance]:
    """The utterances that several articles of one story tell.

    `origin` gives for each article the one it is a copy of (itself where it is none): copies are one telling.
    """
    found = []
    for members in align(sayings, pair_scores(sayings)):
        variants = sorted((sayings[index] for index in members), key=_most_original)
        first = variants[0].statement
        dates = [variant.statement.date for variant in variants if variant.statement.date]
        found.append(
            Utterance(
                id=stable_id("utterance", min(variant.id for variant in variants)),
                statements=tuple(variant.id for variant in variants),
                speaker=next((v.statement.speaker for v in variants if v.statement.speaker), None),
                party=first.party or next((v.statement.party for v in variants if v.statement.party), None),
                date=max(dates, key=len) if dates else None,
                tellings=len({origin.get(variant.article, variant.article) for variant in variants}),
            )
        )
    return sorted(found, key=lambda utterance: utterance.id)


def _most_original(saying: Saying) -> tuple[int, str, int, str]:
    kinds = {"direct": 0, "mixed": 1, "indirect": 2}
    return (kinds[saying.statement.kind], saying.statement.date or "9999", -len(saying.text), saying.id)


def by_article(sayings: Sequence[Saying]) -> dict[str, list[Saying]]:
    """The statements of each article, in text order."""
    found: defaultdict[str, list[Saying]] = defaultdict(list)
    for saying in sorted(sayings, key=lambda saying: (saying.article, saying.order)):
        found[saying.article].append(saying)
    return dict(found)
