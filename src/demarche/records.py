"""Every record that passes between stages.

Frames of reference
-------------------
* A **span** is a half-open pair of character offsets (Python string indices, code points) into
  `Article.text`; ``article.text[span.start:span.end]`` equals the words it stands for, always.
* Offsets named ``source_*`` point into `Source.content`, the decoded page as it came.
* A **date** is an ISO prefix: ``2024-07-11``, ``2024-07`` or ``2024``. ``None`` is "not known".
* A **party** is an ISO 3166-1 alpha-3 code, the usual abbreviation of an organisation (``NATO``),
  a state plus a group (``LBNHEZ``), joint speakers joined by ``+`` (``CHN+IND``), or ``None``.

Records are frozen; a stage makes new ones. Values a reader would not know are ``None``.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Date = str
Party = str

BlockRole = Literal["title", "body", "caption", "byline", "furniture"]
Genre = Literal["report", "opinion", "live", "transcript", "index", "other"]
ActorKind = Literal["state", "organisation", "institution", "person", "media", "group"]
MentionForm = Literal["name", "metonym", "description", "pronoun"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Polarity = Literal["positive", "negative"]
Act = Literal[
    "accuse", "condemn", "deny", "reject", "demand", "urge", "warn", "threaten", "praise", "support", "thank",
    "congratulate", "apologise", "condole", "pledge", "propose", "agree", "concede", "admit", "concern", "hope",
    "announce", "reaffirm", "decline", "assert", "state",
]  # fmt: skip
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["happened", "alleged", "denied", "planned", "hypothetical", "background"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all records: immutable, comparable, JSON by msgspec."""


class Span(Record, frozen=True):
    """Words of an article: half-open character offsets into `Article.text`, and the words."""

    start: int
    end: int
    text: str


class Reason(Record, frozen=True):
    """Why a judgement was made: the rule or model, its score in 0..1 if it has one, the words that fired."""

    rule: str
    score: float | None = None
    words: str | None = None


# --- sources ---------------------------------------------------------------------------------------------------------


class Source(Record, frozen=True):
    """One page as it came: decoded, hashed, untouched.

    `uri` is a path, URL or the identifier its JSONL or WARC record gave; `sha256` is of the original bytes;
    `retrieved` is when the page was fetched or crawled (never its publication), ISO 8601.
    """

    uri: str
    sha256: str
    media_type: Literal["text/plain", "text/html"]
    content: str
    retrieved: str | None = None
    charset: str | None = None
    container: str | None = None  # the WARC, feed or JSONL file it stood in


class Failure(Record, frozen=True):
    """A page that was quarantined: the stage that refused it and why."""

    uri: str
    stage: str
    reason: str
    sha256: str | None = None


# --- articles --------------------------------------------------------------------------------------------------------


class Basis(Record, frozen=True):
    """One piece of evidence for a date: what was read, where, and how it narrowed the interval.

    `kind` names the evidence: metadata, url, dateline, date-line, weekday, caption, mention, reference-event,
    crawl, story-mate, contradiction. `earliest`/`latest` are the bounds this piece alone gives (inclusive).
    """

    kind: str
    text: str
    where: str
    earliest: Date | None = None
    latest: Date | None = None


class Dating(Record, frozen=True):
    """When an article was published: a day if it is known, else the narrowest honest interval (inclusive days)."""

    date: Date | None = None
    earliest: Date | None = None
    latest: Date | None = None
    basis: tuple[Basis, ...] = ()


class Block(Record, frozen=True):
    """A line or paragraph of the page and the part it plays.

    `start`/`end` are offsets into `Article.text`, or ``None`` for blocks that are kept out of it
    (furniture and bylines). `source_start`/`source_end` are offsets into `Source.content` where the
    page is plain text, ``None`` for HTML. `text` is the block's words in either case.
    """

    role: BlockRole
    text: str
    start: int | None = None
    end: int | None = None
    source_start: int | None = None
    source_end: int | None = None
    reason: str | None = None  # the rule or model that gave the role


class Article(Record, frozen=True):
    """The article a person would read. `text` holds title, body and captions, blocks separated by a blank line."""

    id: str
    uri: str
    sha256: str
    retrieved: str | None
    news: bool
    title: str | None
    text: str
    blocks: tuple[Block, ...]
    published: Dating
    genre: Genre = "report"
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    dateline: str | None = None
    language: str | None = None
    incomplete: bool = False  # broken off at a paywall or "read more"
    reasons: tuple[Reason, ...] = ()  # why it is (no) news, why this title, this outlet


# --- times -----------------------------------------------------------------------------------------------------------


class Timex(Record, frozen=True):
    """A time expression (TimeML TIMEX3): span, type, normalised value, the interval of days it can mean, its anchor."""

    start: int
    end: int
    text: str
    type: TimexType
    value: str | None
    earliest: Date | None = None
    latest: Date | None = None
    anchor: str | None = None  # "published", "reference-event:...", "timex:START" or None when absolute
    reason: str | None = None


# --- actors ----------------------------------------------------------------------------------------------------------


class Role(Record, frozen=True):
    """An office held: title, the party or institution it is held for, the term (inclusive) as far as known."""

    title: str
    of: str | None = None
    start: Date | None = None
    end: Date | None = None


class Actor(Record, frozen=True):
    """Somebody who speaks or acts. `id` is stable: a knowledge id, or one derived from the name and party."""

    id: str
    name: str
    kind: ActorKind
    party: Party | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    wikidata: str | None = None


class Mention(Record, frozen=True):
    """Words that stand for an actor. `score` in 0..1 is the resolver's; `reasons` are its parts."""

    start: int
    end: int
    text: str
    actor: str
    form: MentionForm
    party: Party | None = None
    score: float = 1.0
    reasons: tuple[Reason, ...] = ()


class Cast(Record, frozen=True):
    """The actors of one article and where it names them, in text order.

    `home` is the state the article is about before all others, whose police need not be called its own.
    """

    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    home: Party | None = None


# --- statements ------------------------------------------------------------------------------------------------------


class Statement(Record, frozen=True):
    """Who said what to whom.

    `speaker` is an `Actor.id` or ``None`` where the text does not say; `party` is the speaker's. `content` leaves out
    speaker and cue; several spans are one statement interrupted. `inside` is the statement that reports this one.
    `addressees` are parties. `date` is when it was said.
    """

    id: str
    speaker: str | None
    party: Party | None
    speaker_span: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: QuoteKind
    act: Act
    polarity: Polarity = "positive"
    addressees: tuple[Party, ...] = ()
    date: Date | None = None
    inside: str | None = None
    headline: bool = False
    confidence: float = 1.0
    reasons: tuple[Reason, ...] = ()
    utterance: str | None = None
    replies_to: tuple[str, ...] = ()


# --- events ----------------------------------------------------------------------------------------------------------


class Event(Record, frozen=True):
    """Who did what to whom, when, where, and how far it is established.

    `type`, `mode`, `contexts` are PLOVER's (Open Event Data Alliance, PLOVER 2.0 manual). `source` and `target` are
    parties (lists, no cross product); `source_actors`/`target_actors` the `Actor.id`s behind them. `via` is the
    statement it comes from. `evidence` holds every span of the article that tells it, best first.
    """

    id: str
    type: EventType
    status: Status
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    evidence: tuple[Span, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    source_actors: tuple[str, ...] = ()
    target_actors: tuple[str, ...] = ()
    date: Date | None = None
    earliest: Date | None = None
    latest: Date | None = None
    place: str | None = None
    country: str | None = None
    via: str | None = None
    trigger: Span | None = None
    confidence: float = 1.0
    reasons: tuple[Reason, ...] = ()
    incident: str | None = None


class Reading(Record, frozen=True):
    """All that was read out of one article."""

    article: Article
    timexes: tuple[Timex, ...] = ()
    cast: Cast = Cast()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    story: str | None = None


# --- stories ---------------------------------------------------------------------------------------------------------


class Story(Record, frozen=True):
    """Articles that tell the same news. `articles` are ids; `copies` groups those that are one text (wire copies).

    `storyline` is the id of the `Storyline` it belongs to.
    """

    id: str
    title: str
    articles: tuple[str, ...]
    earliest: Date | None = None
    latest: Date | None = None
    copies: tuple[tuple[str, ...], ...] = ()
    storyline: str | None = None


class Storyline(Record, frozen=True):
    """Stories of one dispute or course of affairs, over weeks or months. `stories` are ids in order of time.

    `title` names the parties and what all its stories share; `parties` are those that most of its stories are about.
    """

    id: str
    title: str
    stories: tuple[str, ...]
    parties: tuple[Party, ...] = ()
    earliest: Date | None = None
    latest: Date | None = None


class Incident(Record, frozen=True):
    """The same event across articles. `events` are event ids; `tellings` counts independent ones, copies once."""

    id: str
    type: EventType
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    events: tuple[str, ...]
    tellings: int
    status: Status
    date: Date | None = None
    place: str | None = None
    differences: tuple[str, ...] = ()


class Utterance(Record, frozen=True):
    """The same statement across articles, the most original variant first. `statements` are statement ids."""

    id: str
    statements: tuple[str, ...]
    speaker: str | None
    party: Party | None
    date: Date | None = None
    tellings: int = 1


class Reply(Record, frozen=True):
    """A statement that answers another one. Ids are statement ids; `reasons` say what shows it."""

    statement: str
    answers: str
    confidence: float
    reasons: tuple[Reason, ...] = ()


class Linkage(Record, frozen=True):
    """What `stories` finds over a set of readings."""

    stories: tuple[Story, ...] = ()
    storylines: tuple[Storyline, ...] = ()
    incidents: tuple[Incident, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    replies: tuple[Reply, ...] = ()
    datings: tuple[tuple[str, Dating], ...] = ()  # article id, Dating narrowed by its story-mates


class Descent(Record, frozen=True):
    """What became of a story, incident, utterance or storyline when more was read.

    `merged`: `before` went into `after`, and its own id is given up. `split`: a part of `before` has the id `after`;
    the rest keeps its own. `ended`: nothing of `before` is there any more, and `after` is ``None``. `at` is when that
    was found, ISO 8601, as the record keeps it.
    """

    kind: Literal["story", "storyline", "incident", "utterance"]
    before: str
    after: str | None
    change: Literal["merged", "split", "ended"]
    at: str | None = None
