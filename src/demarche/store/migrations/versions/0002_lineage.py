"""What became of stories, incidents and utterances as more was read; storylines above the stories.

Revision 0002, after 0001. Frozen: a change of `demarche.store.schema` is a new file beside this one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; a record of before is linked anew by its next run, so nothing is carried over."""
    op.create_table(
        "lineage",
        sa.Column("key", KEY, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("change", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_lineage"),
    )
    op.create_index("ix_lineage_before", "lineage", ["before"], unique=False)
    op.create_index("ix_lineage_after", "lineage", ["after"], unique=False)
    op.create_table(
        "storylines",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_storylines"),
    )
    op.create_table(
        "storyline_stories",
        sa.Column("storyline", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("storyline", "n", name="pk_storyline_stories"),
    )
    op.create_index("ix_storyline_stories_story", "storyline_stories", ["story"], unique=False)
