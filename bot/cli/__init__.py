"""The command line. `main` is the entry of `tutorbot`; each command has a file of its own."""

from __future__ import annotations

import sys

import click

from bot.cli.group import CommandGroup

COMMANDS = {
    "chat": "bot.cli.chat:chat",
    "run": "bot.cli.run:run",
    "check": "bot.cli.check:check",
    "calculate": "bot.cli.calculate:calculate",
    "backtest": "bot.cli.backtest:backtest",
    "team": "bot.cli.team:team",
    "summary": "bot.cli.summary:summary",
    "export": "bot.cli.export:export",
    "quarantine": "bot.cli.quarantine:quarantine",
    "outbox": "bot.cli.outbox:outbox",
    "doctor": "bot.cli.doctor:doctor",
    "migrate": "bot.cli.migrate:migrate",
    "backup": "bot.cli.backup:backup",
    "restore": "bot.cli.restore:restore",
    "export-person": "bot.cli.export_person:export_person",
    "erase": "bot.cli.erase:erase",
}
"""Where each command is; it is imported when it is used."""


@click.group(
    cls=CommandGroup, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="tutorbot", message="%(package)s %(version)s")
def tutorbot() -> None:
    """A tutor that teaches in chat.

    Start with: tutorbot chat
    """


def main() -> None:
    """Run the command that the arguments name, and exit: 0 done, 1 a problem, 2 wrong usage."""
    try:
        code = tutorbot.main(prog_name="tutorbot", standalone_mode=False)
    except BaseException as error:
        from bot.cli.failure import explain  # noqa: PLC0415  # only when something is wrong

        code = explain(error, as_json="--json" in sys.argv)
    sys.exit(code)
