"""Older databases are brought up to date, after a copy was made."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from adapters.sql import migration, open_store, schema
from adapters.sql.records import TABLES
from bot.ports import OpenError
from tests.store.values import NOW, commit, loaded, turn

NEWEST = schema.REVISION
NEXT, AFTER = "9001", "9002"
"""Revisions of a newer program, after the newest of ours."""

SECOND = """
from alembic import op

revision, down_revision = "9001", "%s"


def upgrade() -> None:
    op.execute("CREATE TABLE badge (id INTEGER PRIMARY KEY)")
    op.execute("DELETE FROM handled")
""".replace("%s", NEWEST)

THIRD = """
from alembic import op

revision, down_revision = "9002", "9001"


def upgrade() -> None:
    op.execute("CREATE TABLE medal (id INTEGER PRIMARY KEY)")
    op.execute("DELETE FROM conversation")
    op.execute("INSERT INTO nowhere VALUES (1)")
"""


def scripts(folder: Path, *later: str) -> Path:
    """Return our migrations with later ones after them, as a newer program would bring them."""
    copy = folder / "50% of the scripts"
    shutil.copytree(migration.SCRIPTS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for number, text in enumerate(later):
        (copy / "versions" / f"v900{number}.py").write_text(text)
    return copy


def shape(file: Path) -> dict[str, str]:
    """Return the statement that made each table and index, without its spacing and quotes."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: "".join(sql.replace('"', "").split()) for name, sql in rows}


def holds(file: Path) -> tuple[str, int, int]:
    """Return the revision, and how many conversations and handled keys there are."""
    with closing(sqlite3.connect(file)) as connection:
        row: tuple[str, int, int] = connection.execute(
            "SELECT version_num, (SELECT count(*) FROM conversation),"
            " (SELECT count(*) FROM handled) FROM alembic_version"
        ).fetchone()
        return row


@pytest.fixture
async def database(file: Path) -> Path:
    store = await open_store(f"sqlite:///{file}", now=NOW)
    await commit(store, turn("k"))
    await store.close()
    return file


def backups(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.iterdir() if path.name.endswith(".backup"))


def test_the_newest_migration_is_the_one_that_the_schema_names() -> None:
    heads = ScriptDirectory(str(migration.SCRIPTS)).get_heads()
    assert heads == [schema.REVISION]


def test_the_migrations_add_up_to_the_schema(database: Path, tmp_path: Path) -> None:
    migrated = tmp_path / "migrated.db"
    migration.upgrade(migrated, migration.SCRIPTS)
    assert shape(migrated) == shape(database)
    engine = create_engine(f"sqlite:///{migrated}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()


def test_each_of_our_migrations_keeps_what_an_older_database_holds(tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    first = tmp_path / "first"
    shutil.copytree(migration.SCRIPTS, first, ignore=shutil.ignore_patterns("__pycache__"))
    for later in sorted((first / "versions").glob("v*.py"))[1:]:
        later.unlink()
    migration.upgrade(older, first)
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute("INSERT INTO account VALUES (1, 't:l:ann', 't', 'l', 'ann')")
        connection.execute("INSERT INTO conversation VALUES (1, '{}')")
        connection.execute("INSERT INTO handled VALUES ('k', 1, '2026-03-02')")
    migration.bring_up_to_date(older, "0001")
    assert holds(older) == (NEWEST, 1, 1)
    assert "checklist_answer" in shape(older)


def test_the_columns_of_each_record_are_its_fields() -> None:
    for kind, table in TABLES.items():
        assert ("id", "account", "at", *kind.__struct_fields__) == tuple(table.c.keys())


def test_an_older_database_is_brought_up_to_date_after_a_private_copy(
    database: Path, tmp_path: Path
) -> None:
    before = os.umask(0o022)
    migration.bring_up_to_date(database, NEWEST, scripts(tmp_path, SECOND))
    os.umask(before)
    assert holds(database) == (NEXT, 1, 0)
    copy = database.with_name(f"tutorbot.db.before-{NEXT}.backup")
    assert holds(copy) == (NEWEST, 1, 1)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


async def test_a_copy_put_back_is_a_database_like_any_other(database: Path, tmp_path: Path) -> None:
    migration.bring_up_to_date(database, NEWEST, scripts(tmp_path, SECOND))
    put_back(database)
    store = await open_store(f"sqlite:///{database}", now=NOW)
    assert (await loaded(store, keys=["k"])).handled == {"k"}
    await store.close()


def put_back(file: Path) -> None:
    shutil.copy(file.with_name(f"{file.name}.before-{NEXT}.backup"), file)


def test_a_migration_that_fails_leaves_nothing_behind_and_says_where_the_copy_is(
    database: Path, tmp_path: Path
) -> None:
    failing = THIRD.replace(NEXT, NEWEST).replace(AFTER, NEXT)
    before = (holds(database), shape(database))
    with pytest.raises(OpenError, match=rf"tutorbot\.db\.before-{NEXT}\.backup") as caught:
        migration.bring_up_to_date(database, NEWEST, scripts(tmp_path, failing))
    assert "\n" not in str(caught.value)
    assert (holds(database), shape(database)) == before


def test_each_migration_is_one_transaction(database: Path, tmp_path: Path) -> None:
    with pytest.raises(OpenError):
        migration.bring_up_to_date(database, NEWEST, scripts(tmp_path, SECOND, THIRD))
    # The second holds whole, the third not at all; the copy is of before both.
    assert holds(database) == (NEXT, 1, 0)
    assert "medal" not in shape(database)
    assert holds(database.with_name(f"tutorbot.db.before-{NEXT}.backup")) == (NEWEST, 1, 1)


def test_a_second_try_keeps_the_copy_of_the_first(database: Path, tmp_path: Path) -> None:
    later = scripts(tmp_path, SECOND, THIRD)
    for revision in (NEWEST, NEXT):
        with pytest.raises(OpenError):
            migration.bring_up_to_date(database, revision, later)
    copies = [holds(database.with_name(name)) for name in backups(database)]
    assert copies == [(NEWEST, 1, 1), (NEXT, 1, 0)]


def test_a_database_of_a_newer_program_is_neither_copied_nor_changed(
    database: Path, tmp_path: Path
) -> None:
    before = database.read_bytes()
    with pytest.raises(OpenError, match="newer tutorbot"):
        migration.bring_up_to_date(database, "9004", scripts(tmp_path, SECOND))
    assert (database.read_bytes(), backups(database)) == (before, [])


def test_a_damaged_database_is_not_migrated(database: Path, tmp_path: Path) -> None:
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(4096 * 5))
    before = database.read_bytes()
    with pytest.raises(OpenError, match="no backup"):
        migration.bring_up_to_date(database, NEWEST, scripts(tmp_path, SECOND))
    assert (database.read_bytes(), backups(database)) == (before, [])


async def test_a_database_that_is_up_to_date_is_not_copied(database: Path) -> None:
    await (await open_store(f"sqlite:///{database}", now=NOW)).close()
    assert backups(database) == []
