"""What linking remembers, so that linking again computes only what new articles have touched.

Revision 0003, after 0002. Frozen: a change of `demarche.store.schema` is a new file beside this one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table; empty, it costs the next linking its time and nothing else."""
    op.create_table(
        "remembered",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("entry", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_remembered"),
    )
