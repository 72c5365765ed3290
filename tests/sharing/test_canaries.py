"""Nobody sees what the learner did not send: not in a message, a list, an export or a log."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from adapters.sql.exporting import export
from bot.content.load import load_course
from tests.sharing.faulty import Faulty
from tests.sharing.history import SENT, History, stored
from tests.sharing.operator import Operator
from tests.sharing.person import TOOL, kind, secrets
from tests.transcripts.courses import content
from tests.transcripts.engine import NOON
from tests.transcripts.several import several

HISTORIES, ACTS = settings().max_examples // 2, 22
"""Fifty; a thousand with HYPOTHESIS_PROFILE=thorough."""

TOGETHER = 50
"""So many histories are in one database: what comes every week comes to all of them."""

LOOKED_AT = 1 if HISTORIES > 50 else 5
"""The operator looks at the teams of every history, or of every fifth."""


@pytest.mark.timeout(7200)
def test_nothing_that_was_not_sent_stands_before_anybody_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for ours in ("tutorbot", "bot", "adapters"):
        caplog.set_level(logging.DEBUG, ours)
    engine = Faulty()
    histories: list[History] = []
    printed = 0
    for first in range(0, HISTORIES, TOGETHER):
        folder = tmp_path / str(first)
        folder.mkdir()
        some = asyncio.run(played(folder, engine, range(first, min(first + TOGETHER, HISTORIES))))
        kept = {s for value in stored(folder / "several.db", *SENT) for s in secrets(value)}
        assert kept <= {secret for history in some for secret in history.ever}
        teams = {s for value in stored(folder / "several.db", "team") for s in secrets(value)}
        operator = Operator(folder)
        assert set(secrets(operator.lists())) <= teams
        printed += _printed(operator, some[::LOOKED_AT])
        for history in some:
            _exported(folder / "several.db", history)
        histories += some
    assert "a turn was set aside" in caplog.text
    assert not [*secrets(caplog.text)]
    sent, withdrawn, digests = (
        sum(getattr(history, name) for history in histories)
        for name in ("sent", "withdrawn", "digests")
    )
    print(f"{HISTORIES} histories: {sent} sendings, {withdrawn} withdrawals, {digests} pages of "
          f"digests, {engine.failed} turns that failed, {printed} tools printed")  # fmt: skip
    assert sent > HISTORIES / 3
    assert withdrawn > HISTORIES / 10
    assert digests > HISTORIES
    yes, pages, taken_back = (
        sum(getattr(history.finishing, name) for history in histories)
        for name in ("yes", "pages", "withdrawn")
    )
    print(f"{yes} said that they finished, {taken_back} took it back, {pages} pages named them")
    assert yes > HISTORIES / 10
    assert pages > HISTORIES / 10
    assert taken_back
    assert engine.failed > HISTORIES / 10
    assert printed


async def played(folder: Path, engine: Faulty, seeds: Iterable[int]) -> list[History]:
    """Play these histories, one after the other; every message in them was looked at."""
    course = load_course(content("pets-only", folder))
    histories = []
    async with several(folder, course, engine) as world:
        for seed in seeds:
            histories.append(history := History(world, seed))
            await history.play(ACTS)
    return histories


def _printed(operator: Operator, histories: Sequence[History]) -> int:
    """Return of how many teams a tool that was sent is named in summaries and exports.

    Nothing else is, and lists name those who joined, no more.
    """
    printed = 0
    for history in histories:
        tools = {secret for secret in history.allowed if kind(secret) == TOOL}
        figures = set(secrets(operator.figures(history.team_of("Ann"))))
        assert figures <= tools, f"seed {history.seed}: {figures - tools}"
        printed += bool(figures)
        members = set(secrets(operator.members(history.team_of("Ann"))))
        assert members <= history.names, f"seed {history.seed}: {members - history.names}"
        other = history.team_of("Dan")
        assert not [*secrets(operator.figures(other) + operator.members(other))]
    assert not [*secrets(operator.logged)]
    return printed


def _exported(file: Path, history: History) -> None:
    """See that nobody's file about themselves holds what Ben did not send."""
    for name, person in history.people.items():
        made = export(file, person.account.key, NOON)
        if name == "Ben" or made is None:
            continue
        found = set(secrets(made.decode())) - history.typed[name]
        may = history.ever | history.names if name in history.managed else history.names
        assert found <= may, f"seed {history.seed}: the file of {name} holds {found - may}"
