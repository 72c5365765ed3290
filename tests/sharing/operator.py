"""An operator who looks at teams with the command line, in this process."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner

from bot.cli import tutorbot


class Operator:
    """Runs commands on the database in the folder, with every line logged that can be."""

    def __init__(self, folder: Path) -> None:
        self._where = f"sqlite:///{folder}/several.db"
        self._content = str(folder / "pets-only")
        self._runner = CliRunner(env={"TUTORBOT_LOG_LEVEL": "DEBUG"})
        self.logged = ""

    def figures(self, team: str) -> str:
        """Return what is printed of the checklists of a team, in every form."""
        return "\n".join(
            self._ran(*words, "--team", team)
            for words in (
                ("summary",),
                ("summary", "--json"),
                ("export", "checklist"),
                ("export", "checklist", "--format", "json"),
                ("export", "checklist", "--tool", "one that is not there"),
            )
        )

    def members(self, team: str) -> str:
        """Return what is printed of who is in a team."""
        return self._ran("team", "members", team) + self._ran("team", "members", team, "--json")

    def lists(self) -> str:
        """Return the lists of everything that no team is named for."""
        lists = (("team", "list"), ("outbox", "list"), ("quarantine", "list"), ("doctor",))
        return "\n".join(self._ran(*words, *form) for words in lists for form in ((), ("--json",)))

    def _ran(self, *words: str) -> str:
        where = ("--database", self._where, "--content", self._content)
        with _logging_as_before():
            done = self._runner.invoke(tutorbot, [*words, *where])
        self.logged += done.stderr
        return f"{done.stdout}{done.stderr}{done.exception or ''}"


@contextmanager
def _logging_as_before() -> Iterator[None]:
    """Put back what a command sets for the process that it takes for its own."""
    loggers = [logging.getLogger(name) for name in ("", "tutorbot", "bot", "adapters")]
    before = [(logger, logger.level, [*logger.handlers]) for logger in loggers]
    loggers[0].handlers = []
    try:
        yield
    finally:
        for logger, level, handlers in before:
            logger.setLevel(level)
            logger.handlers = handlers
