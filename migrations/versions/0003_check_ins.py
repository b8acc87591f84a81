"""Check-ins: what a school says once a year of a long award.

A migration is tested up and down with data. Never edit one that was released; write the next.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "check_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_check_in_counted_from_one")),
        sa.CheckConstraint("told BETWEEN 0 AND 2", name=op.f("ck_check_in_told_known")),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by_id IS NULL)",
            name=op.f("ck_check_in_answered_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user_account.id"], name=op.f("fk_check_in_answered_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name=op.f("fk_check_in_award_id_award")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
        sa.UniqueConstraint("award_id", "number", name=op.f("uq_check_in_award_id_number")),
    )


def downgrade() -> None:
    op.drop_table("check_in")
