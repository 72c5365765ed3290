"""A file that a learner asked for, on its way to a direct message."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack import files as pictures
from adapters.slack.api import Api, open_session
from adapters.slack.channels import Channels
from adapters.slack.sender import SlackSender
from adapters.slack.updating import Updates
from bot.account import Account
from bot.sending import Build, Sender
from dialogues.reply import Image
from tests.delivery.filing import ASKED, NOTE, Case, Filing, filing
from tests.delivery.uploads import Uploads
from tests.slack.fake.faults import Fault
from tests.slack.fake.people import Person
from tests.slack.fake.server import FakeSlack
from tests.slack.fake.world import File
from tests.slack.inward import own
from tests.slack.test_messages import FIELDS

PLACE, UPLOAD, GIVE = "files.getUploadURLExternal", "upload", "files.completeUploadExternal"
WORDS = {"summary.html": "It opens in any browser", "mydata.json": "holds all that I keep"}


@pytest.fixture
def ben(slack: FakeSlack) -> Person:
    return slack.user("U7")


@pytest.fixture
async def learner(slack: FakeSlack, ben: Person, tmp_path: Path) -> AsyncIterator[Filing]:
    async with open_session(read=2.0) as session:
        api = Api(session, slack.url)

        def sender(build: Build) -> Sender:
            drawn = pictures.Files(api, nothing, Uploads())
            tokens = own(slack.token)
            updates = Updates(api, tokens)
            return SlackSender(api, tokens, updates, Channels(api), drawn, FIELDS, build)

        async with filing(tmp_path, Account("slack", "T1", "U7"), sender) as learner:
            yield learner


async def nothing(image: Image) -> Path | None:
    return None


def given(slack: FakeSlack) -> list[File]:
    """Return the files that were completed for the learner's chat."""
    chats = {call.params.get("channel_id") for call in slack.ledger.calls if call.method == GIVE}
    assert chats <= {"DU7"}
    return [file for file in slack.world.workspaces["T1"].files.values() if file.done]


def said(ben: Person, name: str) -> int:
    """Return how many messages of the bot say what comes with the file."""
    return sum(WORDS[name] in message.text for message in ben.sees)


async def test_a_summary_comes_as_a_page_after_its_words(
    slack: FakeSlack, ben: Person, learner: Filing
) -> None:
    await learner.asks("summary.html")
    await learner.deliver()
    [file] = given(slack)
    assert file.content
    assert (file.name, file.length) == ("summary.html", len(file.content))
    page = file.content.decode()
    assert "A dog &lt;b&gt;" in page
    assert NOTE.replace("&", "&amp;") in page
    assert said(ben, "summary.html") == 1
    methods = [call.method for call in slack.ledger.calls]
    assert methods[methods.index(PLACE) :][:4] == [PLACE, UPLOAD, GIVE, "chat.postMessage"]


async def test_all_that_is_kept_comes_as_a_file(slack: FakeSlack, learner: Filing) -> None:
    await learner.asks("mydata.json")
    await learner.deliver()
    [file] = given(slack)
    assert file.content
    assert (file.name, file.length) == ("mydata.json", len(file.content))
    assert json.loads(file.content)["account"] == "slack:T1:U7"


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize(
    "case",
    [
        ((Fault(method=PLACE, status=500),), 1, 0),
        ((Fault(method=PLACE, cut="after"), Fault(method=PLACE, cut="after")), 1, 0),
        ((Fault(method=UPLOAD, status=500),), 1, 0),
        ((Fault(method=UPLOAD, cut="before"), Fault(method=UPLOAD, cut="before")), 1, 0),
        ((Fault(method=GIVE, status=429), Fault(method=GIVE, status=503)), 1, 0),
        ((Fault(method=GIVE, cut="before"),), 1, 0),
        ((Fault(method=GIVE, cut="after"),), 2, 0),
        ((Fault(method=GIVE, cut="after", times=None),), 2, 1),
        ((Fault(method=PLACE, code="storage_limit_reached"),), 0, 1),
    ],
    ids=[
        "no place", "no answer about the place", "not brought", "lost on the way", "put off",
        "not given", "no answer", "never an answer", "no room",
    ],
)  # fmt: skip
async def test_a_file_that_failed_comes_once_or_where_no_answer_came_twice_and_its_words_once(
    name: str, case: Case, slack: FakeSlack, ben: Person, learner: Filing
) -> None:
    faults, copies, given_up = case
    for fault in faults:
        slack.faults.add(fault)
    await learner.asks(name)
    await learner.deliver()
    assert len(given(slack)) == copies
    assert said(ben, name) == 1
    assert await learner.given_up() == given_up
    assert ben.buttons(ben.sees[-1])  # what is said after it came, too


async def test_a_delivery_that_ends_between_the_words_and_the_file_leaves_none_out(
    slack: FakeSlack, ben: Person, learner: Filing
) -> None:
    slack.faults.add(Fault(method=PLACE, status=500, times=None))
    await learner.asks("summary.html")
    await learner.deliver(until=lambda: any(c.method == PLACE for c in slack.ledger.calls))
    assert said(ben, "summary.html") == 1
    assert not given(slack)
    slack.faults.clear()
    await learner.deliver()
    assert len(given(slack)) == 1
    assert said(ben, "summary.html") == 2  # the only message that was on its way
    assert await learner.given_up() == 0
