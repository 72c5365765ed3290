"""What all tests share: the option that rewrites golden files, and how hard Hypothesis tries."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings

PHASES = [Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink]  # explaining takes minutes
settings.register_profile("common", deadline=None, phases=PHASES, print_blob=True)
settings.register_profile(
    "suite",
    settings.get_profile("common"),
    max_examples=100,
    stateful_step_count=40,
    derandomize=True,
)
settings.register_profile(
    "thorough",
    settings.get_profile("common"),
    max_examples=2_000,
    stateful_step_count=50,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

STARTED = ("", "tutorbot", "bot", "adapters", "tutorbot.start")  # set by bot/logs.py and `run`

os.environ.pop("UV", None)  # `uv run` sets it; programs that tests start are begun without it


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="write what is said now into the transcripts"
    )


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(autouse=True)
def logging_stays_as_it_was() -> Iterator[None]:
    """A test that starts the program in this process leaves no logger at the level it set."""
    loggers = [logging.getLogger(name) for name in STARTED]
    before = [logger.level for logger in loggers]
    yield
    for logger, level in zip(loggers, before, strict=True):
        logger.setLevel(level)
