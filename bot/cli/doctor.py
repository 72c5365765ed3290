"""`tutorbot doctor`: whether everything is as it has to be."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import click
import msgspec

from adapters.slack.checkup import check_slack
from adapters.sql.checkup import check_database
from adapters.telegram.checkup import check_telegram
from bot.cli.options import with_json, with_settings
from bot.clock import machine_time
from bot.content.inspection import inspect
from bot.findings import Finding, fine, problem
from bot.settings import Settings


@click.command()
@with_json
@with_settings
def doctor(settings: Settings, *, as_json: bool) -> None:
    """Look at settings, content, database, Telegram, Slack and the clock.

    It may run beside a running program, and changes nothing. One line for each finding, with what
    to do about it. The exit code is 1 if there is a problem, 2 if the settings are wrong.

    \b
    Examples:
      tutorbot doctor
      tutorbot doctor --json
    """
    findings = asyncio.run(_findings(settings))
    well = all(finding.state != "problem" for finding in findings)
    if as_json:
        click.echo(msgspec.json.encode({"ok": well, "findings": findings}))
    else:
        for finding in findings:
            click.echo(finding)
    click.get_current_context().exit(0 if well else 1)


async def _findings(settings: Settings) -> Sequence[Finding]:
    return [
        fine("settings", "all that is set can be read"),
        _content(settings),
        *await check_database(settings.database_url),
        *await _platforms(settings),
    ]


async def _platforms(settings: Settings) -> Sequence[Finding]:
    """Return what there is to say of those that are configured, or that none is."""
    on_slack = await check_slack(settings, machine_time)
    if on_slack and settings.telegram_token is None:
        return on_slack
    return [*await check_telegram(settings, machine_time), *on_slack]


def _content(settings: Settings) -> Finding:
    found = inspect([settings.content])
    if found.errors:
        many = f"{settings.content} cannot be taught from, problems: {found.errors}"
        return problem("content", many, "See them with: tutorbot check")
    return fine("content", f"{settings.content} can be taught from")
