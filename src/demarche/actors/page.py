"""One article prepared for finding actors: words, known forms, sentences, quotations and syntax by offset."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping

import msgspec
from spacy.tokens import Doc, Token

from demarche.actors.abbreviations import abbreviations_of
from demarche.actors.standing import Home
from demarche.knowledge import Knowledge, Match, Word, words_of
from demarche.knowledge.lexicon import Name
from demarche.records import Article, Party, Record

# A quotation from its opening mark to its closing one, or to the end of its paragraph where none closes it.
QUOTATION = re.compile(r"[“„«\"][^“”„«»\"\n]*(?:[”»\"“]|$|(?=\n))")
# Not " - ", which parts a dateline from its story.
BETWEEN_WORDS = re.compile(
    r"[ \u00a0\u202f]*(?:[’']s?)?[ \u00a0\u202f]*|(?:[’']s?)?(?:[ \u00a0\u202f]*-|-[ \u00a0\u202f]*)"
)


class Unit(Record, frozen=True):
    """A known surface form in its place: the match, and which words of the page it takes (half-open indices)."""

    match: Match
    first: int
    last: int

    @property
    def start(self) -> int:
        """Character offset into `Article.text`."""
        return self.match.start

    @property
    def end(self) -> int:
        """Character offset into `Article.text`."""
        return self.match.end


class Entity(Record, frozen=True):
    """A name that the reader saw: offsets into `Article.text`, its label (PER, ORG, LOC ...), its words."""

    start: int
    end: int
    label: str
    text: str


class Page(Record, frozen=True):
    """What the rules look things up in; every offset is into `article.text`.

    `opening` and `closing` give the unit that begins at, or ends before, a word. `sentences` and `quotations` are spans
    in order, `organisations` the half-open word indices of the organisations' names that the reader saw and of the
    abbreviations that the article made up for unknown ones; `abbreviations` gives the words each of these stands for.
    `home` is the evidence for the state it is at home in; `told` the parties of organisations that the knowledge does
    not hold and that the article explains somewhere ("Straits Oil, a Varnian producer"), by folded name.
    """

    article: Article
    doc: Doc
    knowledge: Knowledge
    words: tuple[Word, ...]
    word_starts: tuple[int, ...]
    units: tuple[Unit, ...]
    opening: dict[int, Unit]
    closing: dict[int, Unit]
    sentences: tuple[tuple[int, int], ...]
    sentence_starts: tuple[int, ...]
    entities: tuple[Entity, ...]
    quotations: tuple[tuple[int, int], ...]
    organisations: tuple[tuple[int, int], ...]
    abbreviations: dict[str, tuple[int, int]]
    token_starts: tuple[int, ...]
    home: Home = Home()
    told: Mapping[str, Party] = {}

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def word_at(self, offset: int) -> int:
        """Index of the first word that starts at or after `offset`."""
        return bisect.bisect_left(self.word_starts, offset)

    def sentence_of(self, offset: int) -> int:
        """Index of the sentence that `offset` lies in."""
        return max(0, bisect.bisect_right(self.sentence_starts, offset) - 1)

    def quoted(self, offset: int) -> bool:
        """Whether `offset` lies inside quotation marks."""
        at = bisect.bisect_right(self.quotations, (offset, len(self.text) + 1)) - 1
        return at >= 0 and self.quotations[at][0] <= offset < self.quotations[at][1]

    def token_at(self, offset: int) -> Token | None:
        """The token that holds `offset`, if the text has one there."""
        at = bisect.bisect_right(self.token_starts, offset) - 1
        if at < 0:
            return None
        token = self.doc[at]
        return token if token.idx <= offset < token.idx + max(1, len(token)) else None

    def head_token(self, start: int, end: int) -> Token | None:
        """The token of a span that the others hang from: the one whose head lies outside the span."""
        low, high = bisect.bisect_left(self.token_starts, start), bisect.bisect_left(self.token_starts, end)
        tokens = [self.doc[at] for at in range(low, high)]
        for token in tokens:
            outward = not low <= token.head.i < high or token.head.i == token.i
            if outward and token.pos_ not in ("PUNCT", "DET", "SPACE"):
                return token
        return tokens[0] if tokens else None

    def between(self, left: int, right: int) -> str:
        """The text from the end of word `left` to the start of word `right`."""
        return self.text[self.words[left].end : self.words[right].start]

    def joined(self, left: int, right: int) -> bool:
        """Whether words `left` and `right` stand together: only blanks, a hyphen or a possessive mark between them."""
        return 0 <= left < right < len(self.words) and BETWEEN_WORDS.fullmatch(self.between(left, right)) is not None

    def lower(self, at: int) -> str:
        """Word `at`, folded; empty outside the page."""
        return self.words[at].folded if 0 <= at < len(self.words) else ""


def read_page(article: Article, doc: Doc, knowledge: Knowledge) -> Page:
    """An article's words, known forms, sentences and quotations, indexed by offset."""
    words = words_of(article.text)
    starts = tuple(word.start for word in words)
    units = []
    for match in knowledge.find(article.text, words):
        if article.text[match.end : match.end + 1] in ("$", "€", "£"):
            continue  # "US$ 5 million" is no state
        first = bisect.bisect_left(starts, match.start)
        last = bisect.bisect_left(starts, match.end)
        units.append(Unit(match=match, first=first, last=last))
    units, abbreviations = _with_abbreviations(article.text, knowledge, words, _without_strangers(knowledge, units))
    seen = tuple(Entity(start=e.start_char, end=e.end_char, label=e.label_, text=e.text) for e in doc.ents)
    entities = tuple(sorted((*seen, *_seen_elsewhere(seen, words)), key=lambda entity: entity.start))
    organisations = set(_organisations(entities, starts, words))
    organisations |= {(at, at + 1) for at, word in enumerate(words) if word.text in abbreviations}
    sentences = tuple((s.start_char, s.end_char) for s in doc.sents) or ((0, len(article.text)),)
    return Page(
        article=article,
        doc=doc,
        knowledge=knowledge,
        words=words,
        word_starts=starts,
        units=tuple(units),
        opening={unit.first: unit for unit in units},
        closing={unit.last: unit for unit in units},
        sentences=sentences,
        sentence_starts=tuple(start for start, _ in sentences),
        entities=entities,
        quotations=tuple((found.start(), found.end()) for found in QUOTATION.finditer(article.text)),
        organisations=tuple(sorted(organisations)),
        abbreviations=abbreviations,
        token_starts=tuple(token.idx for token in doc),
    )


def _without_strangers(knowledge: Knowledge, units: list[Unit]) -> list[Unit]:
    """`units` without abbreviations of armed groups and parties of states that the article never names.

    "NPA" is the New People's Army where the Philippines are spoken of, and anybody's elsewhere.
    """
    named = {
        actor.party
        for unit in units
        for name in unit.match.names
        if (actor := knowledge.actors.get(name.referent)) is not None and actor.kind != "group"
    }

    def strange(unit: Unit, name: Name) -> bool:
        group = knowledge.organisations.get(name.referent)
        return group is not None and group.group and unit.match.text.isupper() and name.referent[:3] not in named

    kept = []
    for unit in units:
        names = tuple(name for name in unit.match.names if not strange(unit, name))
        if names:
            match = (
                unit.match if len(names) == len(unit.match.names) else msgspec.structs.replace(unit.match, names=names)
            )
            kept.append(msgspec.structs.replace(unit, match=match))
    return kept


def _with_abbreviations(
    text: str, knowledge: Knowledge, words: tuple[Word, ...], units: list[Unit]
) -> tuple[list[Unit], dict[str, tuple[int, int]]]:
    """`units` with the abbreviations that the article defines for known names, without those it defines otherwise."""
    opening = {unit.first: unit for unit in units}
    unknown: dict[str, tuple[int, int]] = {}
    for short, (first, last) in abbreviations_of(text, words).items():
        full = opening.get(first)
        names = full.match.of("name", "organ", "kind", "office") if full is not None and full.last == last else ()
        places = [at for at, word in enumerate(words) if word.text == short]
        if not names and any(_means(knowledge, opening.get(at), words[first:last]) for at in places):
            continue
        units = [unit for unit in units if not (unit.last == unit.first + 1 and unit.first in places)]
        if not names:
            unknown[short] = (first, last)
            continue
        for at in places:
            said = tuple(Name(surface=short, referent=name.referent, sort=name.sort) for name in names)
            match = Match(start=words[at].start, end=words[at].end, text=short, names=said)
            units.append(Unit(match=match, first=at, last=at + 1))
    return sorted(units, key=lambda unit: unit.first), unknown


def _means(knowledge: Knowledge, unit: Unit | None, full: tuple[Word, ...]) -> bool:
    """Whether a known abbreviation is that of the name written out: most of the known name's words are there."""
    if unit is None or len(unit.match.names) == 0:
        return False
    folded = {word.folded for word in full}
    for name in unit.match.names:
        actor = knowledge.actors.get(name.referent)
        known = [word.folded for word in words_of(actor.name) if len(word.folded) > 3] if actor is not None else []
        if known and 2 * sum(word in folded for word in known) >= len(known):
            return True
    return False


def _seen_elsewhere(entities: tuple[Entity, ...], words: tuple[Word, ...]) -> Iterator[Entity]:
    """Abbreviations that the reader took for an organisation in one place, where it did not see them."""
    short = {e.text for e in entities if e.label == "ORG" and len(e.text) > 1 and e.text.isalpha() and e.text.isupper()}
    ends = [entity.end for entity in entities]
    for word in words if short else ():
        if word.text in short:
            at = bisect.bisect_right(ends, word.start)
            if at == len(entities) or entities[at].start >= word.end:
                yield Entity(start=word.start, end=word.end, label="ORG", text=word.text)


def _organisations(
    entities: tuple[Entity, ...], starts: tuple[int, ...], words: tuple[Word, ...]
) -> Iterator[tuple[int, int]]:
    """Word indices of the reader's names of organisations, a possessive "s" left out."""
    for entity in entities:
        if entity.label == "ORG":
            first, last = bisect.bisect_left(starts, entity.start), bisect.bisect_left(starts, entity.end)
            if last - 1 > first and words[last - 1].text == "s":
                last -= 1
            if last - 1 > first and words[first].folded == "the":
                first += 1  # the knowledge holds its names without their article
            if first < last and words[first].text[0].isupper():
                yield first, last


def skip_possessive(page: Page, at: int) -> int:
    """Index of the word to the left of a possessive "s": from the "s" of "China's" to "China", else `at` itself."""
    if page.lower(at) == "s" and at > 0 and page.between(at - 1, at) in ("'", "’"):
        return at - 1
    return at
