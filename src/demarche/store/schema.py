"""The tables of a record, the same on SQLite and PostgreSQL.

One row of `articles` owns all that was read out of it (deleting it takes them along); `n` is a row's place in its
tuple, so that a reading comes back as it went in. What stories find out lies in tables of its own, keyed by the ids
of the records, so that linking again rewrites nothing that was read. Lists that nobody searches by are JSON in a
text column.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

# The newest migration in migrations/versions; kept here so that opening a record need not load Alembic.
REVISION = "0003"
VERSION_TABLE = "demarche_version"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
KEY = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts itself up in SQLite


def _owned(name: str, *rest: Column[object] | Index | PrimaryKeyConstraint | UniqueConstraint) -> Table:
    """A table whose rows belong to an article and go with it."""
    owner = Column("article", KEY, ForeignKey("articles.key", ondelete="CASCADE"), nullable=False)
    return Table(name, metadata, owner, *rest)


def _text(name: str, *, needed: bool = False, index: bool = False) -> Column[object]:
    return Column(name, Text, nullable=not needed, index=index)


def _place(*names: str) -> tuple[Column[object], ...]:
    return tuple(Column(name, Integer, nullable=False) for name in names)


# --- what came in ----------------------------------------------------------------------------------------------------

sources = Table(
    "sources",
    metadata,
    Column("key", KEY, primary_key=True),
    _text("uri", needed=True),
    _text("sha256", needed=True),
    _text("media_type", needed=True),
    _text("retrieved"),
    _text("charset"),
    _text("container"),
    Column("content", LargeBinary, nullable=False),  # UTF-8, zlib
    UniqueConstraint("uri", "sha256"),
)
quarantine = Table(
    "quarantine",
    metadata,
    Column("key", KEY, primary_key=True),
    _text("uri", needed=True),
    _text("sha256", needed=True),  # "" where the bytes were never had
    _text("stage", needed=True),
    _text("reason", needed=True),
    _text("version", needed=True),  # the program's, which may read the page when it is newer
    UniqueConstraint("uri", "sha256", "stage"),
)
runs = Table(
    "runs",
    metadata,
    Column("key", KEY, primary_key=True),
    _text("started", needed=True),
    _text("finished"),
    _text("version", needed=True),
    _text("state", needed=True),  # running, done, interrupted, failed
    _text("inputs", needed=True),
    _text("settings", needed=True),
    _text("counts", needed=True),
)

# --- what was read ---------------------------------------------------------------------------------------------------

articles = Table(
    "articles",
    metadata,
    Column("key", KEY, primary_key=True),
    _text("id", needed=True),
    Column("source", KEY, ForeignKey("sources.key"), nullable=False, unique=True),
    _text("uri", needed=True),
    _text("sha256", needed=True),
    _text("retrieved"),
    Column("news", Boolean, nullable=False),
    _text("genre", needed=True),
    _text("title"),
    _text("text", needed=True),
    _text("outlet", index=True),
    _text("authors", needed=True),
    _text("agency"),
    _text("dateline"),
    _text("language"),
    Column("incomplete", Boolean, nullable=False),
    _text("reasons", needed=True),
    _text("date", index=True),
    _text("earliest"),
    _text("latest"),
    _text("basis", needed=True),
    _text("version", needed=True),
    UniqueConstraint("id"),
    Index("ix_articles_uri_id", "uri", "id"),
)
blocks = _owned(
    "blocks",
    *_place("n"),
    _text("role", needed=True),
    _text("text", needed=True),
    Column("start", Integer),
    Column("end", Integer),
    Column("source_start", Integer),
    Column("source_end", Integer),
    _text("reason"),
    PrimaryKeyConstraint("article", "n"),
)
timexes = _owned(
    "timexes",
    *_place("n", "start", "end"),
    _text("text", needed=True),
    _text("type", needed=True),
    _text("value"),
    _text("earliest"),
    _text("latest"),
    _text("anchor"),
    _text("reason"),
    PrimaryKeyConstraint("article", "n"),
)
# An actor as one article shows it: offices and parties change with the day, so one id may have several rows.
actors = Table(
    "actors",
    metadata,
    _text("key", needed=True),  # sha256 of the row's record, 32 hex digits
    _text("id", needed=True, index=True),
    _text("name", needed=True),
    _text("kind", needed=True),
    _text("party", index=True),
    _text("sector"),
    _text("aliases", needed=True),
    _text("roles", needed=True),
    _text("wikidata"),
    PrimaryKeyConstraint("key"),
)
casts = _owned(
    "casts",
    *_place("n"),
    Column("actor", Text, ForeignKey("actors.key"), nullable=False, index=True),
    PrimaryKeyConstraint("article", "n"),
)
mentions = _owned(
    "mentions",
    *_place("n", "start", "end"),
    _text("text", needed=True),
    _text("actor", needed=True, index=True),
    _text("form", needed=True),
    _text("party"),
    Column("score", Float, nullable=False),
    _text("reasons", needed=True),
    PrimaryKeyConstraint("article", "n"),
)
statements = _owned(
    "statements",
    Column("key", KEY, primary_key=True),
    *_place("n"),
    _text("id", needed=True),
    _text("speaker", index=True),
    _text("party", index=True),
    _text("kind", needed=True),
    _text("act", needed=True, index=True),
    _text("polarity", needed=True),
    _text("date", index=True),
    _text("inside"),
    Column("headline", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    _text("reasons", needed=True),
    _text("words", needed=True),  # the content spans in one, for search
    UniqueConstraint("id"),
    UniqueConstraint("article", "n"),
)
statement_spans = _owned(
    "statement_spans",
    *_place("statement"),
    _text("part", needed=True),  # speaker, cue, content
    *_place("n", "start", "end"),
    _text("text", needed=True),
    PrimaryKeyConstraint("article", "statement", "part", "n"),
)
statement_addressees = _owned(
    "statement_addressees",
    *_place("statement", "n"),
    _text("party", needed=True, index=True),
    PrimaryKeyConstraint("article", "statement", "n"),
)
events = _owned(
    "events",
    Column("key", KEY, primary_key=True),
    *_place("n"),
    _text("id", needed=True),
    _text("type", needed=True, index=True),
    _text("status", needed=True),
    _text("mode"),
    _text("contexts", needed=True),
    _text("source_actors", needed=True),
    _text("target_actors", needed=True),
    _text("date", index=True),
    _text("earliest"),
    _text("latest"),
    _text("place"),
    _text("country"),
    _text("via"),
    Column("confidence", Float, nullable=False),
    _text("reasons", needed=True),
    UniqueConstraint("id"),
    UniqueConstraint("article", "n"),
)
event_spans = _owned(
    "event_spans",
    *_place("event"),
    _text("part", needed=True),  # trigger, evidence
    *_place("n", "start", "end"),
    _text("text", needed=True),
    PrimaryKeyConstraint("article", "event", "part", "n"),
)
event_parties = _owned(
    "event_parties",
    *_place("event"),
    _text("side", needed=True),  # source, target
    *_place("n"),
    _text("party", needed=True, index=True),
    PrimaryKeyConstraint("article", "event", "side", "n"),
)

# --- what all pages together show (rewritten as a whole by `Store.write_linkage`) ------------------------------------

stories = Table(
    "stories",
    metadata,
    _text("id", needed=True),
    *_place("n"),
    _text("title", needed=True),
    _text("earliest"),
    _text("latest"),
    _text("copies", needed=True),
    _text("storyline"),
    PrimaryKeyConstraint("id"),
)
storylines = Table(
    "storylines",
    metadata,
    _text("id", needed=True),
    *_place("n"),
    _text("title", needed=True),
    _text("parties", needed=True),
    _text("earliest"),
    _text("latest"),
    PrimaryKeyConstraint("id"),
)
incidents = Table(
    "incidents",
    metadata,
    _text("id", needed=True),
    *_place("n"),
    _text("type", needed=True),
    _text("source", needed=True),
    _text("target", needed=True),
    *_place("tellings"),
    _text("status", needed=True),
    _text("date"),
    _text("place"),
    _text("differences", needed=True),
    PrimaryKeyConstraint("id"),
)
utterances = Table(
    "utterances",
    metadata,
    _text("id", needed=True),
    *_place("n"),
    _text("speaker"),
    _text("party"),
    _text("date"),
    *_place("tellings"),
    PrimaryKeyConstraint("id"),
)


def _members(name: str, whole: str, part: str) -> Table:
    """Which records belong to a story, incident or utterance, in order."""
    return Table(
        name,
        metadata,
        _text(whole, needed=True),
        *_place("n"),
        _text(part, needed=True, index=True),
        PrimaryKeyConstraint(whole, "n"),
    )


story_articles = _members("story_articles", "story", "article")
storyline_stories = _members("storyline_stories", "storyline", "story")
incident_events = _members("incident_events", "incident", "event")
utterance_statements = _members("utterance_statements", "utterance", "statement")
replies = Table(
    "replies",
    metadata,
    *_place("n"),
    _text("statement", needed=True, index=True),
    _text("answers", needed=True, index=True),
    Column("confidence", Float, nullable=False),
    _text("reasons", needed=True),
    PrimaryKeyConstraint("statement", "answers"),
)
datings = Table(
    "datings",
    metadata,
    _text("article", needed=True),
    *_place("n"),
    _text("date"),
    _text("earliest"),
    _text("latest"),
    _text("basis", needed=True),
    PrimaryKeyConstraint("article"),
)
LINKAGE = (
    stories,
    story_articles,
    storylines,
    storyline_stories,
    incidents,
    incident_events,
    utterances,
    utterance_statements,
    replies,
    datings,
)

# --- what linking remembers: nothing that cannot be found again, only faster (`demarche.stories.remembering`) --------

remembered = Table(
    "remembered",
    metadata,
    _text("name", needed=True),
    Column("entry", LargeBinary, nullable=False),
    PrimaryKeyConstraint("name"),
)

# --- what became of stories, incidents and utterances as more was read (append-only) ---------------------------------

lineage = Table(
    "lineage",
    metadata,
    Column("key", KEY, primary_key=True),
    _text("at", needed=True),
    _text("kind", needed=True),  # story, storyline, incident, utterance
    _text("before", needed=True, index=True),
    _text("after", index=True),
    _text("change", needed=True),  # merged, split, ended
)

# --- what people say about it (append-only) --------------------------------------------------------------------------

corrections = Table(
    "corrections",
    metadata,
    Column("key", KEY, primary_key=True),
    _text("at", needed=True),
    _text("who", needed=True),
    _text("kind", needed=True),  # article, statement, event, story, incident, utterance
    _text("target", needed=True, index=True),
    _text("field", needed=True),
    _text("old", needed=True),
    _text("new", needed=True),
    Column("undoes", KEY, ForeignKey("corrections.key"), unique=True),
)
