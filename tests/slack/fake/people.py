"""People: what they do with the app, and what they see of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tests.slack.fake.blocks import elements
from tests.slack.fake.bringing import Bringing, Delivery
from tests.slack.fake.viewing import raw as raw_view
from tests.slack.fake.world import APP, BOT_USER, Message, View, Workspace


class Person:
    """Somebody in a workspace. Everything that they do returns how it is brought to the bot."""

    def __init__(
        self, brings: Bringing, place: Workspace, id: str, home: str | None = None
    ) -> None:
        self.brings, self.world, self.place = brings, brings.world, place
        self.id, self.home = id, home or place.id
        self.is_guest = self.home != place.id
        place.people.setdefault(id, "")
        self.chat = place.direct(id)

    @property
    def sees(self) -> list[Message]:
        """What the bot said in the direct message, as it looks now."""
        return [m for m in self.chat.messages.values() if m.user == BOT_USER]

    @property
    def page(self) -> View | None:
        """The home page, as it looks now."""
        return self.place.homes.get(self.id)

    @property
    def modals(self) -> Sequence[View]:
        """The open modals; the last one is on top."""
        return self.place.modals.get(self.id, ())

    async def until(self, done: Callable[[list[Message]], bool], seconds: float = 20.0) -> None:
        """Return when what is seen is so. Raises TimeoutError."""
        await self.world.ledger.wait(lambda: done(self.sees), seconds)

    def leaves(self) -> None:
        """Be deactivated: nobody can write to them any more."""
        self.place.people[self.id] = "disabled"

    def says(self, text: str, **more: Any) -> Delivery:
        """Write a direct message; `text` is what Slack makes of what was typed."""
        message = self._writes(text)
        fields = {"channel_type": "im", "channel": self.chat.id, "ts": message.ts, "text": text}
        return self._event("message", **{**fields, "client_msg_id": f"c{message.ts}", **more})

    def attaches(self, mimetype: str = "image/png") -> Delivery:
        """Send a file."""
        return self.says("", subtype="file_share", files=[{"id": "F0", "mimetype": mimetype}])

    def opens(self, tab: str = "messages") -> Delivery:
        """Open a tab of the app: messages or home."""
        shown = {"view": raw_view(self.page)} if tab == "home" and self.page else {}
        return self._event("app_home_opened", channel=self.chat.id, tab=tab, **shown)

    def mentions(self, channel: str, text: str = "hello", thread: str | None = None) -> Delivery:
        """Name the app in a channel."""
        place = self.place.channels[channel]
        message = Message(self.world.ts(), self.id, f"<@{BOT_USER}> {text}", thread=thread)
        place.messages[message.ts] = message
        more = {"thread_ts": thread} if thread else {}
        fields = {"channel": channel, "ts": message.ts, "text": message.text, **more}
        return self._event("app_mention", **fields)

    def commands(self, text: str, channel: str | None = None) -> Delivery:
        """Type /tutor and words."""
        where = channel or self.chat.id
        enterprise = {"enterprise_id": self.place.enterprise} if self.place.enterprise else {}
        return self.brings.bring(
            {
                "token": "x",
                "team_id": self.place.id,
                "team_domain": "example",
                "channel_id": where,
                "channel_name": "directmessage" if where == self.chat.id else "general",
                "user_id": self.id,
                "user_name": "ann",
                "command": "/tutor",
                "text": text,
                "api_app_id": APP,
                "is_enterprise_install": str(self.place.whole).lower(),
                "response_url": "https://hooks.example/x",
                "trigger_id": self.world.trigger(self.place.tenant, self.id),
                **enterprise,
            }
        )

    def buttons(self, message: Message) -> list[str]:
        """Return the words of all that can be pressed or picked in the message."""
        return [words for _, words, _ in _ways(message.blocks)]

    def presses(self, words: str, below: Message | None = None) -> Delivery:
        """Press the button, or pick the option, with these words: the newest one, or this one's."""
        for message in [below] if below else reversed(self.sees):
            for block, said, action in _ways(message.blocks):
                if said == words:
                    return self._acts(block, action, self._in(message))
        seen = [said for message in self.sees for said in self.buttons(message)]
        raise AssertionError(f"nothing says {words!r}, only {seen}")

    def presses_value(self, value: str, below: Message | None = None) -> Delivery:
        """Press a button with this value, whether it is still there, or ever was, or not."""
        message = below or (self.sees[-1] if self.sees else self._writes("x"))
        for block, _, there in _ways(message.blocks):
            if there.get("selected_option", there).get("value") == value:
                return self._acts(block, there, self._in(message))
        action = {"action_id": f"choice:{value}"[:255], "type": "button", "value": value}
        return self._acts({"block_id": "b"}, action, self._in(message))

    def presses_page(self, words: str) -> Delivery:
        """Press a button of the home page."""
        assert self.page, "there is no home page"
        view = self.page
        blocks = view.view["blocks"]
        ways = [(b, action) for b, said, action in _ways(blocks) if said == words]
        assert ways, f"nothing says {words!r}, only {[said for _, said, _ in _ways(blocks)]}"
        where = {"container": {"type": "view", "view_id": view.id}, "view": raw_view(view)}
        return self._acts(*ways[0], where)

    def submits(self, typed: str | None, button: str, below: Message | None = None) -> Delivery:
        """Type into the field of the newest message, and press the button beside it."""
        message = below or next(m for m in reversed(self.sees) if _field(m.blocks))
        field = _field(message.blocks)
        assert field, "there is no field"
        kind, name = field["element"]["type"], field["element"]["action_id"]
        state = {"values": {field["block_id"]: {name: {"type": kind, "value": typed}}}}
        block, action = next((b, a) for b, said, a in _ways(message.blocks) if said == button)
        return self._acts(block, action, {**self._in(message), "state": state})

    def submits_view(self, values: Mapping[str, Mapping[str, str]]) -> Delivery:
        """Submit the modal on top with these values, by block and action."""
        view = self.modals[-1]
        typed = {
            block: {
                name: {"type": "plain_text_input", "value": value} for name, value in of.items()
            }
            for block, of in values.items()
        }
        shown = {**raw_view(view), "state": {"values": typed}}
        return self.brings.bring({**self._who("view_submission"), "view": shown})

    def _writes(self, text: str) -> Message:
        message = Message(self.world.ts(), self.id, text)
        self.chat.messages[message.ts] = message
        return message

    def _event(self, kind: str, **fields: Any) -> Delivery:
        about: dict[str, Any] = {"type": kind, "user": self.id}
        if kind != "app_home_opened":
            about["team"] = self.home
        if self.is_guest:
            about |= {"user_team": self.home, "source_team": self.home}
        return self.brings.event(
            self.place, {**about, **fields}, is_ext_shared_channel=self.is_guest
        )

    def _who(self, kind: str) -> dict[str, Any]:
        place = self.place
        return {
            "type": kind,
            "user": {"id": self.id, "username": "ann", "name": "ann", "team_id": self.home},
            "api_app_id": APP,
            "token": "x",
            "trigger_id": self.world.trigger(place.tenant, self.id),
            "team": {"id": place.id, "domain": "example"},
            "enterprise": {"id": place.enterprise, "name": "Org"} if place.enterprise else None,
            "is_enterprise_install": place.whole,
        }

    def _in(self, message: Message) -> dict[str, Any]:
        channel = self.chat.id
        container = {"type": "message", "message_ts": message.ts, "channel_id": channel}
        return {
            "container": {**container, "is_ephemeral": False},
            "channel": {"id": channel, "name": "directmessage"},
            "message": {"type": "message", "ts": message.ts, "text": message.text},
            "state": {"values": {}},
            "response_url": "https://hooks.example/x",
        }

    def _acts(
        self, block: Mapping[str, Any], action: Mapping[str, Any], where: Mapping[str, Any]
    ) -> Delivery:
        done = {"block_id": block.get("block_id", "b"), "action_ts": self.world.ts(), **action}
        return self.brings.bring({**self._who("block_actions"), **where, "actions": [done]})


def _field(blocks: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return next((block for block in blocks if block["type"] == "input"), None)


def _ways(
    blocks: Sequence[Mapping[str, Any]],
) -> Iterator[tuple[Mapping[str, Any], str, dict[str, Any]]]:
    """Give all that can be done in the blocks: the block, the words, the action that follows."""
    for block in blocks:
        for element in elements([block]):
            kind = {"action_id": element.get("action_id", "a"), "type": element["type"]}
            if element["type"] == "button":
                value = {"value": element["value"]} if "value" in element else {}
                yield block, element["text"]["text"], {**kind, "text": element["text"], **value}
            for option in element.get("options", ()):
                yield block, option["text"]["text"], {**kind, "selected_option": option}
