"""Who did everything that can be done, with others, is gone from the disk when they are erased.

What is looked for is found by reading the files, and the database without its registry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from adapters.sql.backup import back_up
from bot.changes import Changes, SetAside, encode_input
from dialogues.chat.forget import FORGET
from dialogues.input import Told
from dialogues.quoting import NOBODY
from tests.cli.tutorbot import tutorbot
from tests.privacy.life import ANN, BEN, NAMES, lived, living, rows
from tests.privacy.people import NOW, places

FULL = {
    "account",
    "checklist_answer",
    "checklist_run",
    "consent",
    "conversation",
    "digest_given",
    "guess",
    "handled",
    "inquiry",
    "join_attempt",
    "membership",
    "progress",
    "quarantine",
    "quiz_answer",
    "reflection",
    "sent_answer",
    "shown",
    "timer",
    "calculation",
}
"""Tables where the learner has rows, or others have rows about them, before they are erased."""


PAGES: Mapping[str, Sequence[str]] = {
    "the list of the team": ("/team", "[team.", "[people"),
    "a person in the team": ("/team", "[team.", "[people", "[who."),
    "the summaries": ("/summaries",),
    "a summary": ("/summaries", "[sent."),
    "full answers": ("/summaries", "[sent.", "[full"),
    "next steps": ("/summaries", "[sent.", "[steps"),
    "an answer": ("/summaries", "[sent.", "[ask"),
    "the digest": ("/digest",),
    "its picture": ("/digest", "[picture"),
}
"""What the manager has open while the learner is erased."""

HERS: Mapping[str, Sequence[str]] = {
    "the team": ("/team", "[team."),
    "what was sent": ("/withdraw",),
    "to whom it goes": ("/checklist", "summary", "[send"),
    "the preview": ("/checklist", "summary", "[send", "[named"),
}
"""What the learner has open while the manager is erased."""


@pytest.mark.parametrize("page", PAGES)
async def test_of_a_learner_nothing_is_left_whatever_the_manager_has_open(
    page: str, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    async with living(home) as life:
        await lived(life)
        await life.set_aside()
        await life.does(ANN, *PAGES[page])
        held = rows(home, BEN)
        await life.does(BEN, "/forget", f"[{FORGET}")
        assert places(home, NAMES[BEN], BEN.user) == []
        assert rows(home, ANN)["membership"] == 1
    assert held.keys() >= FULL
    assert places(home, NAMES[BEN], BEN.user) == []


@pytest.mark.parametrize("page", HERS)
async def test_of_a_manager_nothing_is_left_whatever_the_learner_has_open(
    page: str, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    async with living(home) as life:
        await lived(life)
        await life.does(BEN, *HERS[page])
        await life.does(ANN, "/forget", f"[{FORGET}")
        assert places(home, NAMES[ANN], ANN.user) == []
        await life.does(BEN, "/withdraw")
        assert NAMES[ANN] not in life.last(BEN)


async def test_who_made_somebody_a_manager_is_named_no_more_when_they_are_erased(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    async with living(home) as life:
        await lived(life)
        await life.does(ANN, *PAGES["a person in the team"], "[manager")
        assert NAMES[ANN] in life.last(BEN)
        await life.does(ANN, "/forget", f"[{FORGET}")
        assert places(home, NAMES[ANN], ANN.user) == []
        await life.does(BEN, "/repeat")
        assert f"{NOBODY} made you a manager" in life.last(BEN)


async def test_what_was_to_be_told_and_was_set_aside_names_nobody_who_is_erased(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    async with living(home) as life:
        await lived(life)
        slots: dict[str, str | int] = {"what": "manager", "name": "The shop", "by": NAMES[ANN]}
        said = encode_input(Told("news", slots))
        bad = SetAside(BEN.key, "letter:1", said, "ValueError", NOW)
        await life.store.commit([BEN.key], [], lambda _: Changes(set_aside=[bad], at=NOW))
        await life.does(ANN, "/forget", f"[{FORGET}")
        assert places(home, NAMES[ANN], ANN.user) == []


async def test_neither_an_old_backup_nor_a_late_update_brings_anything_back(tmp_path: Path) -> None:
    home, old = tmp_path / "home", tmp_path / "old.db"
    async with living(home) as life:
        await lived(life)
        await life.does(ANN, "/digest")
        back_up(home / "tutorbot.db", old)
    done = tutorbot(
        "erase", "--account", BEN.key, "--yes", "--database", f"sqlite:///{home}/tutorbot.db"
    )
    assert done.code == 0, done.err
    assert places(home, NAMES[BEN], BEN.user) == []
    assert places(old.parent, NAMES[BEN])
    done = tutorbot("restore", str(old), "--database", f"sqlite:///{home}/tutorbot.db")
    assert done.code == 0, done.err
    for file in home.glob("*.before-restore*"):
        file.unlink()
    assert places(home, NAMES[BEN], BEN.user) == []
    async with living(home) as after:
        after.updates += life.updates
        for update in life.updates:
            if update.account == BEN:
                assert (await after.program.submit(update)).duplicate
        await after.program.drain(NOW)
        assert after.phones.got[BEN] == []
        await after.does(ANN, "/summaries")
        assert NAMES[BEN] not in after.last(ANN)
        assert places(home, NAMES[BEN], BEN.user) == []
