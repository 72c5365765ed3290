"""A whole program is told to forget: any history before it, and whatever comes late."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.sql import open_store
from adapters.sql.store import SqlStore
from bot.account import Account
from bot.changes import Changes
from bot.content import load_course
from bot.main import closing, serving
from bot.ports import Incoming, Marks, Receipt
from bot.runner import Runner
from dialogues.chat.forget import FORGET
from dialogues.engine import advance
from dialogues.input import Attached, Began, Fired, Input, Pressed, Said
from dialogues.reply import Reply
from tests.privacy.people import ANN, BOB, NOW, live, places
from tests.terminal.chat import LESSONS

COURSE = load_course(LESSONS)
WORD = "zebrafinch"

inputs = st.one_of(
    st.sampled_from(["a", "b", "next", "menu", "later", "calculate", "mydata", "skip"]).map(Said),
    st.just(Said(f"my own words: {WORD}")),
    st.sampled_from(["keep", "tomorrow", "close", WORD]).map(Pressed),
    st.just(Began()),
    st.just(Attached("photo")),
)  # fmt: skip


class Phone:
    """A sender that takes everything, and what it took."""

    def __init__(self) -> None:
        self.got: list[Reply] = []

    async def send(self, account: Account, reply: Reply) -> str | None:
        self.got.append(reply)
        return f"{WORD}-{len(self.got)}" if reply.choices else None

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        return None


async def played(folder: Path, history: list[Input], batched: bool) -> None:
    """Live the history, forget, and see that nothing is left and nothing brings it back."""
    phone, url = Phone(), f"sqlite:///{folder}/tutorbot.db"
    updates = [
        Incoming(ANN, input, NOW + timedelta(minutes=n), f"update:{WORD}:{n}")
        for n, input in enumerate([*history, Said("/forget"), Pressed(FORGET)])
    ]
    async with closing(await open_store(url, now=NOW)) as store:
        async with serving(store, COURSE, {"telegram": phone}) as program:
            if batched:  # all of it in one transaction
                await asyncio.gather(*map(program.submit, updates))
            else:
                for update in updates:
                    await program.submit(update)
                    await program.drain(update.at)
            await program.drain(updates[-1].at)
        assert phone.got[-1].text == COURSE.phrases.privacy.forgotten
        assert places(folder, WORD, ANN.user) == []
        await _nothing_comes_back(store, updates, phone, folder)
    async with closing(await open_store(url, now=NOW)) as store:
        await _nothing_comes_back(store, updates, phone, folder)


async def _nothing_comes_back(
    store: SqlStore, updates: list[Incoming], phone: Phone, folder: Path
) -> None:
    said, at = len(phone.got), updates[-1].at
    late = [
        Incoming(ANN, Pressed(FORGET, 7), at, f"press:{WORD}"),
        Incoming(ANN, Fired("reminder", 3), at, f"timer:{ANN.key}:{WORD}"),
    ]
    async with serving(store, COURSE, {"telegram": phone}) as program:
        receipts = [await program.submit(update) for update in updates]
        assert receipts == [Receipt(duplicate=True)] * len(updates)
        for update in late:
            assert await program.submit(update) == Receipt()
        await program.drain(at)
    assert len(phone.got) == said
    await store.lane.empty_log()
    assert places(folder, WORD, ANN.user) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(inputs, max_size=12), st.booleans())
def test_after_any_history_nothing_is_left_and_nothing_comes_back(
    history: list[Input], batched: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(played(Path(folder), history, batched))


async def test_an_erased_learner_begins_anew_like_anybody(tmp_path: Path) -> None:
    phone = Phone()
    async with (
        closing(await open_store(f"sqlite:///{tmp_path}/tutorbot.db", now=NOW)) as store,
        serving(store, COURSE, {"telegram": phone}) as program,
    ):
        for said in (Said("hello"), Said("/forget"), Pressed(FORGET)):
            await program.submit(Incoming(ANN, said, NOW))
            await program.drain(NOW)
        before = len(phone.got)
        await program.submit(Incoming(ANN, Said("hello"), NOW))
        await program.drain(NOW)
        assert phone.got[before].text == phone.got[0].text
        assert phone.got[-1].prompt == 1


async def test_a_turn_that_erases_forgets_what_the_same_batch_brought(tmp_path: Path) -> None:
    async with closing(await open_store(f"sqlite:///{tmp_path}/tutorbot.db", now=NOW)) as store:
        await live(store, BOB, "bobword")
        told: list[Changes] = []
        runner = Runner(store, COURSE, advance, apology="Sorry.", committed=told.append)
        work = asyncio.create_task(runner.run())
        said: list[Input] = [Said("hello"), Said(WORD), Said("/forget"), Pressed(FORGET)]
        await asyncio.gather(*(runner.submit(Incoming(ANN, one, NOW)) for one in said))
        await runner.stop()
        await work
        rows = [row for row in await store.waiting(0, 100) if row.account == ANN]
        assert [row.reply.text for row in rows] == [COURSE.phrases.privacy.forgotten]
        assert [key for changes in told for key in changes.erased] == [ANN.key]
        await store.mark(Marks(sent=[rows[0].id], at=NOW))
        assert places(tmp_path, WORD, ANN.user) == []
