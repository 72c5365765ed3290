"""Every table is a person's, or stands on the list of those that are nobody's."""

from __future__ import annotations

import json
from pathlib import Path

from adapters.sql import open_store
from adapters.sql.exporting import export
from adapters.sql.personal import ERASED, EXCEPTED, PERSONAL
from adapters.sql.schema import account, metadata
from bot.main import closing
from tests.privacy.people import ANN, BOB, NOW, live


def test_every_table_is_exported_and_erased_or_excepted_with_a_reason() -> None:
    assert sorted([*PERSONAL, *EXCEPTED]) == sorted(metadata.tables)
    assert all(EXCEPTED.values())
    assert len(ERASED) == len(PERSONAL) - 1  # the account itself goes last


def test_no_table_that_names_an_account_is_excepted() -> None:
    for name in EXCEPTED:
        assert not {key.column.table for key in metadata.tables[name].foreign_keys} & {account}


def test_a_personal_table_names_the_account_in_its_column_and_in_no_other() -> None:
    for name, personal in PERSONAL.items():
        named = {
            k.parent.name for k in metadata.tables[name].foreign_keys if k.column is account.c.id
        }
        assert named == ({personal.column} - {None} if name != "account" else set()), name
        sent = "consent" in metadata.tables[name].c
        assert personal.sent == sent, name


async def test_a_file_has_rows_of_every_part_and_nothing_of_others(tmp_path: Path) -> None:
    path = tmp_path / "tutorbot.db"
    async with closing(await open_store(f"sqlite:///{path}", now=NOW)) as store:
        await live(store, BOB, "bobword")
        await live(store, ANN, "annword")
        made = export(path, ANN.key, NOW)
    assert made is not None
    assert b"bobword" not in made
    whole = json.loads(made)
    assert whole["made"] == "2026-03-02T09:00:00+00:00"
    for part in whole["parts"]:
        assert part["what"]
        assert all(part["fields"].values())
        assert bool(part["rows"]) == (part["part"] != "farewell"), part["part"]
    rows = {part["part"]: part["rows"] for part in whole["parts"]}
    assert rows["conversation"][0]["state"]["stack"][0]["slots"] == {"said": "annword"}
    assert rows["outbox"][0]["body"] == {"text": "annword"}
    assert rows["quarantine"][0]["input"] == {"type": "said", "text": "annword"}
    assert rows["reflection"][0]["at"] == "2026-03-02T09:00:00.250000+00:00"


async def test_of_somebody_unknown_there_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "tutorbot.db"
    async with closing(await open_store(f"sqlite:///{path}", now=NOW)) as store:
        await live(store, BOB, "bobword")
        assert export(path, ANN.key, NOW) is None
