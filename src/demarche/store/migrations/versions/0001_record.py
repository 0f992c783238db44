"""The first tables of a record, and full-text search over articles and statements.

Revision 0001, after nothing. Frozen: a change of `demarche.store.schema` is a new file beside this one.
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# SQLite: FTS5 tables that keep no copy of the text, filled by triggers (which also fire when an article takes its
# statements along). Porter stems, as PostgreSQL's english configuration has.
SEARCH = (("articles", ("title", "text")), ("statements", ("words",)))

# PostgreSQL: a tsvector of at most 250,000 characters, since its limit is one megabyte. Its english configuration keeps
# accents and its unaccent extension may not be there, so the Latin ones are taken off here, as SQLite does.
ACCENTED = "".join(char for char in map(chr, range(0xC0, 0x250)) if unicodedata.decomposition(char)[:1].isalnum())
PLAIN = "".join(unicodedata.normalize("NFD", char)[0] for char in ACCENTED)
POSTGRES = """
ALTER TABLE articles ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('english',
  translate(left(coalesce(title, '') || ' ' || text, 250000), '{accented}', '{plain}'))) STORED;
ALTER TABLE statements ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('english',
  translate(left(words, 250000), '{accented}', '{plain}'))) STORED;
CREATE INDEX ix_articles_search ON articles USING gin (search);
CREATE INDEX ix_statements_search ON statements USING gin (search);
"""


def upgrade() -> None:
    """Make the tables."""
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        for table, columns in SEARCH:
            for command in _fts(table, columns):
                op.execute(command)
    else:
        for command in POSTGRES.format(accented=ACCENTED, plain=PLAIN).split(";"):
            if command.strip():
                op.execute(command)


def _fts(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The commands that make and keep one search table."""
    search, listed = f"{table}_search", ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    add = f"INSERT INTO {search}(rowid, {listed}) VALUES (new.key, {new});"
    take = f"INSERT INTO {search}({search}, rowid, {listed}) VALUES ('delete', old.key, {old});"
    return (
        f"CREATE VIRTUAL TABLE {search} USING fts5({listed}, content='{table}', content_rowid='key',"
        " tokenize='porter unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER {search}_insert AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {search}_delete AFTER DELETE ON {table} BEGIN {take} END",
        f"CREATE TRIGGER {search}_update AFTER UPDATE ON {table} BEGIN {take} {add} END",
    )


def _tables() -> None:
    op.create_table(
        "actors",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("wikidata", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_actors"),
    )
    op.create_index("ix_actors_id", "actors", ["id"], unique=False)
    op.create_index("ix_actors_party", "actors", ["party"], unique=False)
    op.create_table(
        "corrections",
        sa.Column("key", KEY, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("undoes", KEY, nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["corrections.key"], name="fk_corrections_undoes"),
        sa.PrimaryKeyConstraint("key", name="pk_corrections"),
        sa.UniqueConstraint("undoes", name="uq_corrections_undoes"),
    )
    op.create_index("ix_corrections_target", "corrections", ["target"], unique=False)
    op.create_table(
        "datings",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_datings"),
    )
    op.create_table(
        "incident_events",
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("incident", "n", name="pk_incident_events"),
    )
    op.create_index("ix_incident_events_event", "incident_events", ["event"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("tellings", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("differences", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
    )
    op.create_table(
        "quarantine",
        sa.Column("key", KEY, nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_quarantine"),
        sa.UniqueConstraint("uri", "sha256", "stage", name="uq_quarantine_uri_sha256_stage"),
    )
    op.create_table(
        "replies",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("statement", "answers", name="pk_replies"),
    )
    op.create_index("ix_replies_answers", "replies", ["answers"], unique=False)
    op.create_index("ix_replies_statement", "replies", ["statement"], unique=False)
    op.create_table(
        "runs",
        sa.Column("key", KEY, nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("finished", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_runs"),
    )
    op.create_table(
        "sources",
        sa.Column("key", KEY, nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("retrieved", sa.Text(), nullable=True),
        sa.Column("charset", sa.Text(), nullable=True),
        sa.Column("container", sa.Text(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sources"),
        sa.UniqueConstraint("uri", "sha256", name="uq_sources_uri_sha256"),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("copies", sa.Text(), nullable=False),
        sa.Column("storyline", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_table(
        "story_articles",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("story", "n", name="pk_story_articles"),
    )
    op.create_index("ix_story_articles_article", "story_articles", ["article"], unique=False)
    op.create_table(
        "utterance_statements",
        sa.Column("utterance", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("utterance", "n", name="pk_utterance_statements"),
    )
    op.create_index("ix_utterance_statements_statement", "utterance_statements", ["statement"], unique=False)
    op.create_table(
        "utterances",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("tellings", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_utterances"),
    )
    op.create_table(
        "articles",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", KEY, nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("retrieved", sa.Text(), nullable=True),
        sa.Column("news", sa.Boolean(), nullable=False),
        sa.Column("genre", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("incomplete", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.key"], name="fk_articles_source"),
        sa.PrimaryKeyConstraint("key", name="pk_articles"),
        sa.UniqueConstraint("id", name="uq_articles_id"),
        sa.UniqueConstraint("source", name="uq_articles_source"),
    )
    op.create_index("ix_articles_date", "articles", ["date"], unique=False)
    op.create_index("ix_articles_outlet", "articles", ["outlet"], unique=False)
    op.create_index("ix_articles_uri_id", "articles", ["uri", "id"], unique=False)
    op.create_table(
        "blocks",
        sa.Column("article", KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("source_start", sa.Integer(), nullable=True),
        sa.Column("source_end", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_blocks_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "n", name="pk_blocks"),
    )
    op.create_table(
        "casts",
        sa.Column("article", KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.key"], name="fk_casts_actor"),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_casts_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "n", name="pk_casts"),
    )
    op.create_index("ix_casts_actor", "casts", ["actor"], unique=False)
    op.create_table(
        "event_parties",
        sa.Column("article", KEY, nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_event_parties_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "event", "side", "n", name="pk_event_parties"),
    )
    op.create_index("ix_event_parties_party", "event_parties", ["party"], unique=False)
    op.create_table(
        "event_spans",
        sa.Column("article", KEY, nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_event_spans_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "event", "part", "n", name="pk_event_spans"),
    )
    op.create_table(
        "events",
        sa.Column("article", KEY, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("contexts", sa.Text(), nullable=False),
        sa.Column("source_actors", sa.Text(), nullable=False),
        sa.Column("target_actors", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_events_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_events"),
        sa.UniqueConstraint("article", "n", name="uq_events_article_n"),
        sa.UniqueConstraint("id", name="uq_events_id"),
    )
    op.create_index("ix_events_date", "events", ["date"], unique=False)
    op.create_index("ix_events_type", "events", ["type"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("article", KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_mentions_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "n", name="pk_mentions"),
    )
    op.create_index("ix_mentions_actor", "mentions", ["actor"], unique=False)
    op.create_table(
        "statement_addressees",
        sa.Column("article", KEY, nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.key"], name="fk_statement_addressees_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "statement", "n", name="pk_statement_addressees"),
    )
    op.create_index("ix_statement_addressees_party", "statement_addressees", ["party"], unique=False)
    op.create_table(
        "statement_spans",
        sa.Column("article", KEY, nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_statement_spans_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "statement", "part", "n", name="pk_statement_spans"),
    )
    op.create_table(
        "statements",
        sa.Column("article", KEY, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("inside", sa.Text(), nullable=True),
        sa.Column("headline", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_statements_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_statements"),
        sa.UniqueConstraint("article", "n", name="uq_statements_article_n"),
        sa.UniqueConstraint("id", name="uq_statements_id"),
    )
    op.create_index("ix_statements_act", "statements", ["act"], unique=False)
    op.create_index("ix_statements_date", "statements", ["date"], unique=False)
    op.create_index("ix_statements_party", "statements", ["party"], unique=False)
    op.create_index("ix_statements_speaker", "statements", ["speaker"], unique=False)
    op.create_table(
        "timexes",
        sa.Column("article", KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("anchor", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name="fk_timexes_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "n", name="pk_timexes"),
    )
