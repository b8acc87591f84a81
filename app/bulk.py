"""Many rows in one statement, as fast as the driver allows: values are bound once, not once a row."""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db


def insert_many(
    table: Table,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    same: Mapping[str, Any],
    unique: Sequence[str],
) -> None:
    """Insert rows whose values stand in the order of `columns`; `same` holds for all of them.

    The rows' values must be plain (text, numbers, None); `same` may hold anything its columns take. A row that meets
    another with equal `unique` columns is left out. Runs in the present transaction.
    """
    connection = db.session.connection()
    dialect = connection.dialect
    make: Any = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
    names = (*columns, *same)
    statement = (
        make(table).inline().values(dict.fromkeys(names)).on_conflict_do_nothing(index_elements=list(unique))
    )
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    bound = tuple(_bound(table, name, value, dialect) for name, value in same.items())
    if compiled.positiontup:
        pick = itemgetter(*(names.index(name) for name in compiled.positiontup))
        values: list[Any] = [pick((*row, *bound)) for row in rows]
    else:
        values = [dict(zip(names, (*row, *bound), strict=True)) for row in rows]
    if values:
        connection.exec_driver_sql(str(compiled), values)


def _bound(table: Table, name: str, value: Any, dialect: Any) -> Any:
    """A value as the driver takes it."""
    processor = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
    return processor(value) if processor else value
