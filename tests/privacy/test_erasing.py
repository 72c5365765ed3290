"""Who is erased is gone from the disk, and does not come back."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing as closed
from pathlib import Path

import pytest

from adapters.sql import open_store
from adapters.sql.exporting import export
from adapters.sql.personal import PERSONAL
from adapters.sql.store import SqlStore
from bot.account import Account
from bot.changes import Changes, NewRecord, NewReply, encode_reply
from bot.main import closing
from bot.ports import Marks, NotSent
from dialogues.quoting import NOBODY
from dialogues.reply import Choice, Reply, Settled
from dialogues.teams.record import TeamJoined
from tests.privacy.people import ANN, BOB, NOW, forget, goodbye, key_of, live, places, state


async def opened(folder: Path) -> SqlStore:
    return await open_store(f"sqlite:///{folder}/tutorbot.db", now=NOW)


def rows(folder: Path) -> dict[str, int]:
    """Count the rows of every personal table."""
    with closed(sqlite3.connect(f"file:{folder}/tutorbot.db?mode=ro", uri=True)) as db:
        return {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in PERSONAL}  # noqa: S608


async def test_not_a_byte_is_left_while_the_program_runs_and_others_stay_whole(
    tmp_path: Path,
) -> None:
    async with closing(await opened(tmp_path)) as store:
        await live(store, BOB, "bobword")
        before = export(tmp_path / "tutorbot.db", BOB.key, NOW)
        await live(store, ANN, "annword")
        assert places(tmp_path, "annword")
        await forget(store, ANN)
        assert places(tmp_path, "annword", ANN.user, ANN.key) == []
        assert export(tmp_path / "tutorbot.db", BOB.key, NOW) == before
    assert places(tmp_path, "annword", ANN.user) == []


async def in_anns_team(store: SqlStore, *replies: Reply) -> None:
    """Let Ann, who is called annword, make a team, and have Bob in it told these replies."""
    await live(store, ANN, "annword")
    joined = TeamJoined("member-bob", f"team-{key_of('annword')}", "member", "Bob", "r1")
    told = Changes(
        accounts=(BOB,),
        records=[NewRecord(BOB.key, joined, NOW)],
        replies=[NewReply(BOB.key, encode_reply(reply), NOW) for reply in replies],
        at=NOW,
    )
    await store.commit([BOB.key], [], lambda _: told)


def in_words_of(name: str) -> list[Reply]:
    """Return what a mate may be told of somebody with this name."""
    choices = (Choice("m1", f"Remove {name}"), Choice("m2", "Remove Cleo"))
    return [
        Reply(f"**{name}** made you a manager."),
        Reply(f"annwords, Cleo and ({name}).", choices, 7, settles=Settled(6, f"Ask {name}")),
    ]


async def test_a_message_that_waits_for_a_mate_names_no_more_who_is_erased(tmp_path: Path) -> None:
    async with closing(await opened(tmp_path)) as store:
        await in_anns_team(store, *in_words_of("annword"))
        await forget(store, ANN)
        replies = [row.reply for row in await store.waiting(0, 10)]
    assert replies == in_words_of(NOBODY)


async def test_of_a_mates_open_question_it_is_kept_where_it_is_and_not_what_it_says(
    tmp_path: Path,
) -> None:
    async with closing(await opened(tmp_path)) as store:
        await in_anns_team(store, Reply("annword asks", (Choice("a", "annword"),), 4))
        (row,) = [row for row in await store.waiting(0, 10) if row.account == BOB]
        await store.mark(Marks(shown=[(row.id, 4, "ref-bob")], sent=[row.id], at=NOW))
        await forget(store, ANN)
        (shown,) = await store.shown([BOB.key])
        assert (shown.prompt, shown.ref, shown.reply) == (4, "ref-bob", Reply(""))
    assert places(tmp_path, "annword") == []


async def test_until_the_last_message_is_out_only_it_is_left(tmp_path: Path) -> None:
    async with closing(await opened(tmp_path)) as store:
        await live(store, ANN, "annword")
        await store.commit([ANN.key], [], lambda _: goodbye(ANN))
        assert places(tmp_path, "annword") == []
        left = {name for name, count in rows(tmp_path).items() if count}
        assert left == {"account", "outbox", "farewell"}


@pytest.mark.parametrize("how", ["refused", "gone"])
async def test_a_last_message_that_cannot_be_sent_is_given_up(tmp_path: Path, how: str) -> None:
    async with closing(await opened(tmp_path)) as store:
        await store.commit([ANN.key], [], lambda _: goodbye(ANN))
        (row,) = await store.waiting(0, 10)
        gone = [ANN.key] if how == "gone" else []
        mark = NotSent(row.id, "no", NOW if gone else None)
        await store.mark(Marks(not_sent=[mark], unreachable=gone, at=NOW))
        assert not any(rows(tmp_path).values())


async def test_who_comes_back_before_the_last_message_is_out_is_kept(tmp_path: Path) -> None:
    async with closing(await opened(tmp_path)) as store:
        await store.commit([ANN.key], [], lambda _: goodbye(ANN))
        back = Changes(accounts=(ANN,), states={ANN.key: state("again")}, at=NOW)
        await store.commit([ANN.key], [], lambda _: back)
        (row,) = await store.waiting(0, 10)
        await store.mark(Marks(sent=[row.id], at=NOW))
        assert rows(tmp_path)["conversation"] == 1
        assert rows(tmp_path)["farewell"] == 0


async def test_an_update_that_comes_again_after_the_erasure_counts_as_handled(
    tmp_path: Path,
) -> None:
    keys = ["update:annword", "the press", "another"]
    seen: list[frozenset[str]] = []

    def look(loaded: object) -> Changes:
        seen.append(loaded.handled)  # type: ignore[attr-defined]
        return Changes()

    async with closing(await opened(tmp_path)) as store:
        await live(store, ANN, "annword")
        await forget(store, ANN)
        await store.commit([ANN.key], keys, look)
    async with closing(await opened(tmp_path)) as store:
        await store.commit([ANN.key], keys, look)
    assert seen == [frozenset(keys[:2])] * 2


async def test_the_erased_of_a_large_database_leave_no_byte(tmp_path: Path) -> None:
    """Rows grow and pages are shared out anew; of those who go nothing stays in between."""
    chance = random.Random(6)  # noqa: S311  # the same every time
    people = [Account("telegram", "99", f"U{number:06}") for number in range(300)]
    async with closing(await opened(tmp_path)) as store:
        for _ in range(6):
            chance.shuffle(people)
            for start in range(0, len(people), 50):
                some = people[start : start + 50]
                words = {a.key: f"{a.user}word" * chance.randint(1, 80) for a in some}
                batch = Changes(
                    accounts=some, states={k: state(word) for k, word in words.items()}, at=NOW
                )
                await store.commit(list(words), [], lambda _, batch=batch: batch)  # type: ignore[misc]
        gone = people[::7]
        for account in gone:
            assert await store.erase(account.key, NOW)
        assert places(tmp_path, *(account.user for account in gone)) == []
        assert places(tmp_path, people[1].user)
