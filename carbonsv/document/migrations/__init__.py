"""Bringing a document of an older format up to date, on its working copy, in one transaction.

The step to format `n` is the file `n.sql` here. After the steps, each table whose columns are not those of
today is made anew and the columns both have are copied; so a step need only say what SQL cannot guess.
"""

# ruff: noqa: S608  names in statements come from the column contracts; values are always bound
from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from carbonsv.document.hashes import rehash_all
from carbonsv.document.schema import stored_tables, table_sql

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import apsw

    from carbonsv.model.tables import Table

STEPS = files(__package__)


def upgrade(connection: apsw.Connection, version: int, newest: int, steps: Traversable = STEPS) -> None:
    """Bring a document from one format to the newest, inside the caller's transaction.

    Raises:
        FileNotFoundError: no step leads to a format in between.
    """
    for reached in range(version + 1, newest + 1):
        connection.execute(steps.joinpath(f"{reached}.sql").read_text("utf-8"))
    for contract in stored_tables().values():
        if _statement(connection, contract) != table_sql(contract):
            _make_anew(connection, contract)
    connection.execute(f"PRAGMA user_version = {newest}")
    rehash_all(connection)


def _statement(connection: apsw.Connection, contract: Table) -> object:
    found = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?"
    return connection.execute(found, (contract.name,)).get


def _make_anew(connection: apsw.Connection, contract: Table) -> None:
    known = [row[1] for row in connection.execute(f'PRAGMA table_info("{contract.name}")')]
    shared = ", ".join(f'"{name}"' for name in known if name in ("position", *contract.names))
    if known:
        connection.execute(f'ALTER TABLE "{contract.name}" RENAME TO "_{contract.name}"')
    connection.execute(table_sql(contract))
    if known:
        connection.execute(
            f'INSERT INTO "{contract.name}" ({shared}) SELECT {shared} FROM "_{contract.name}";'
            f'DROP TABLE "_{contract.name}"'
        )
