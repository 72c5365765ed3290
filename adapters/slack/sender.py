"""Sends replies to direct messages, takes the buttons of answered ones away, and shows the page."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from adapters.slack.api import Answer, Api, CallFailed, NoAnswer, NotReached, Trouble, word
from adapters.slack.channels import Channels
from adapters.slack.failures import PICTURE, Meaning, meaning, send_failed
from adapters.slack.files import Files, NoPicture
from adapters.slack.home import publishing
from adapters.slack.messages import Message, messages, posting, settling
from adapters.slack.shown import as_shown
from adapters.slack.tokens import Tokens
from adapters.slack.updating import Updates
from bot.account import Account
from bot.ports import StoreUnavailable
from bot.sending import Begun, Build, SendFailed
from dialogues.phrases import Fields
from dialogues.reply import Document, Reply


class Ref(NamedTuple):
    """Where a message is, and the id of the picture in it; as words "D1:17.5" or "D1:17.5:F1"."""

    channel: str
    ts: str
    file: str | None = None

    @classmethod
    def read(cls, words: str) -> Ref:
        channel, _, rest = words.partition(":")
        ts, _, file = rest.partition(":")
        return cls(channel, ts, file or None)

    def __str__(self) -> str:
        return ":".join(part for part in self if part)


class SlackSender:
    """Sends one message at a time in each chat; implements `bot.ports.Sender`."""

    def __init__(  # noqa: PLR0913, PLR0917  # each knows one thing about a workspace
        self,
        api: Api,
        tokens: Tokens,
        updates: Updates,
        channels: Channels,
        files: Files,
        fields: Fields,
        build: Build,
    ) -> None:
        self._api, self._tokens, self._updates = api, tokens, updates
        self._channels, self._files, self._fields = channels, files, fields
        self._build = build

    async def send(self, account: Account, reply: Reply) -> str | None:
        """Send all messages of the reply; return the reference of the one with the buttons.

        Raises SendFailed; what it says of a part that was taken is how to go on.
        """
        if reply.form == "home":
            await self._publish(account, reply)
            return None
        return await self._say(account, reply, 0, drawn=reply.image is not None)

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        """Take the buttons of a message away and write the chosen words below its text.

        Raises SendFailed; a message that is gone, too old or already so is no failure.
        """
        token = await self._token(account)
        channel, ts, file = Ref.read(ref)
        if reply.text:
            shown: Message | None = messages(reply, self._fields, file=file)[-1]
        else:  # chat.update takes buttons away only with the words
            shown = await as_shown(self._api, token, channel, ts)
        if shown is None:
            return
        try:
            await self._updates.change(account, token, settling(shown, channel, ts, words))
        except (CallFailed, Trouble) as error:
            raise await self._failure(account, token, error) from None

    async def _publish(self, account: Account, reply: Reply) -> None:
        """Show the page. It is shown anew whenever it is opened: so it holds up no message."""
        token = await self._token(account)
        try:
            await self._api.call("views.publish", token, publishing(reply, account.user))
        except CallFailed as error:
            if error.retry_after is None and meaning(error) is Meaning.AGAIN:
                raise SendFailed(str(error), permanent=True) from None
            raise await self._failure(account, token, error) from None
        except Trouble as error:
            raise SendFailed(str(error), permanent=True) from None

    async def _say(self, account: Account, reply: Reply, taken: int, *, drawn: bool) -> str | None:
        """Send the messages, and the file, after the first `taken` ones."""
        token = await self._token(account)
        try:
            return await self._parts(account, token, reply, taken, drawn=drawn)
        except NoPicture:  # which is in the first message
            return await self._say(account, reply, 0, drawn=False)
        except (CallFailed, Trouble) as error:  # before the first of them
            raise await self._failure(account, token, error) from None

    async def _parts(
        self, account: Account, token: str, reply: Reply, taken: int, *, drawn: bool
    ) -> str | None:
        file = await self._file(account, token, reply) if drawn else None
        shown = messages(reply, self._fields, file=file)
        ref: Ref | None = None
        parts: list[Message | Document] = [*shown, *([reply.document] if reply.document else [])]
        for part in parts[taken:]:
            try:
                if isinstance(part, Message):
                    ref, file = await self._shown(account, token, reply, part, file)
                else:
                    await self._give(account, token, part)
            except (CallFailed, Trouble, SendFailed) as error:
                if not taken:
                    raise
                failed = await self._failure(account, token, error)
                failed.begun = Begun(taken, partial(self._say, account, reply, taken, drawn=drawn))
                raise failed from None
            taken += 1
        kept = ref and ref._replace(file=file if len(shown) == 1 else None)
        return str(kept) if kept and (reply.choices or reply.form) else None

    async def _shown(
        self, account: Account, token: str, reply: Reply, message: Message, file: str | None
    ) -> tuple[Ref, str | None]:
        """Post; return where it is, and the picture that it was taken with, if it has one."""
        while True:
            try:
                ref = await self._post(account, token, message)
            except CallFailed as error:
                if file is None or PICTURE not in error.details:
                    raise
                self._files.not_shown(file)
                file = await self._file(account, token, reply, refused=file)
                message = messages(reply, self._fields, file=file)[0]
                continue
            if file:
                self._files.shown(file)
            return ref, file

    async def _give(self, account: Account, token: str, document: Document) -> None:
        """Share the file in the chat, after what was said of it."""
        file = await self._build(account, document)
        await self._files.share(token, await self._channel(account, token), file)

    async def _file(
        self, account: Account, token: str, reply: Reply, *, refused: str | None = None
    ) -> str | None:
        if reply.image is None:
            return None
        try:
            return await self._files.id(account, token, reply.image, refused=refused)
        except NoAnswer as error:  # no message went out: another try says nothing twice
            raise NotReached(str(error)) from None

    async def _post(self, account: Account, token: str, message: Message) -> Ref:
        channel = self._channels.known(account)
        if channel is not None:
            try:
                return await self._posted(token, message, channel)
            except CallFailed as error:
                if error.code != "channel_not_found":
                    raise
            self._channels.forget(account)
        return await self._posted(token, message, await self._channel(account, token))

    async def _channel(self, account: Account, token: str) -> str:
        if known := self._channels.known(account):
            return known
        try:
            return await self._channels.opened(account, token)
        except NoAnswer as error:  # no message went out: another try says nothing twice
            raise NotReached(str(error)) from None

    async def _posted(self, token: str, message: Message, channel: str) -> Ref:
        params = posting(message, channel)
        try:
            answer = await self._api.call("chat.postMessage", token, params)
        except CallFailed as error:
            if meaning(error) is not Meaning.PLAIN or PICTURE in error.details:
                raise
            del params["blocks"]
            answer = await self._api.call("chat.postMessage", token, params)
        return Ref(_channel(answer, channel), word(answer, "ts"))

    async def _token(self, account: Account) -> str:
        try:
            token = await self._tokens.token(account.tenant)
        except StoreUnavailable as error:
            raise SendFailed(f"the workspace's token cannot be read: {error}") from None
        if token is None:
            raise SendFailed("the app is not in this workspace", gone=True)
        return token

    async def _failure(
        self, account: Account, token: str, error: CallFailed | Trouble | SendFailed
    ) -> SendFailed:
        if isinstance(error, SendFailed):
            return error
        if isinstance(error, CallFailed) and meaning(error) is Meaning.DEAD:
            await self._tokens.refused(account.tenant, token)
        return send_failed(error)


def _channel(answer: Answer, asked: str) -> str:
    """Return the channel in which the message is: it may have another name than was asked for."""
    channel = answer.get("channel")
    return channel if isinstance(channel, str) and channel else asked
