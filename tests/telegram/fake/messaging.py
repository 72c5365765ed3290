"""The methods about messages: sending, editing, answering presses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from telegram import constants

from tests.telegram.fake import refusal
from tests.telegram.fake.checks import (
    CAPTION,
    TEXT,
    check_buttons,
    check_file,
    check_photo,
    check_text,
)
from tests.telegram.fake.message import Message, Photo
from tests.telegram.fake.refusal import Finding
from tests.telegram.fake.schema import Upload
from tests.telegram.fake.world import BOT, Chat, World

Params = Mapping[str, Any]


async def send_message(world: World, params: Params) -> Any:
    chat = world.chat(params["chat_id"])
    entities = params.get("entities", ())
    check_text(params["text"], entities, TEXT, "text")
    return _new(world, chat, params, text=params["text"], entities=entities)


async def send_photo(world: World, params: Params) -> Any:
    chat = world.chat(params["chat_id"])
    caption, entities = params.get("caption", ""), params.get("caption_entities", ())
    check_text(caption, entities, CAPTION, "caption")
    photo = _photo(world, params)
    return _new(world, chat, params, text=caption, entities=entities, photo=photo)


async def send_document(world: World, params: Params) -> Any:
    chat = world.chat(params["chat_id"])
    caption, entities = params.get("caption", ""), params.get("caption_entities", ())
    check_text(caption, entities, CAPTION, "caption")
    file = params["document"]
    if isinstance(file, str) and file.startswith("attach://"):
        file = params.get(file.removeprefix("attach://"))
    if not isinstance(file, Upload):
        raise Finding("a file is sent that was not uploaded with the message")
    check_file(file)
    document = world.put_document(file.name, file.content)
    return _new(world, chat, params, text=caption, entities=entities, document=document)


def _new(world: World, chat: Chat, params: Params, **parts: Any) -> Any:
    markup = params.get("reply_markup")
    if markup is not None:
        check_buttons(markup, editing=False)
    chat.check_reachable()
    return world.raw(world.add(chat, BOT, markup=markup, **parts))


def _photo(world: World, params: Params) -> Photo:
    photo = params["photo"]
    if isinstance(photo, str) and photo.startswith("attach://"):
        photo = params.get(photo.removeprefix("attach://"))
    if isinstance(photo, Upload):
        return world.put_photo(photo.name, photo.content, *check_photo(photo))
    if photo not in world.photos:
        raise refusal.Refusal(400, "Bad Request: wrong file identifier/HTTP URL specified")
    return world.photos[photo]


async def edit_message_text(world: World, params: Params) -> Any:
    chat, message = _to_edit(world, params)
    if message.has_caption:
        raise refusal.Refusal(400, "Bad Request: there is no text in the message to edit")
    entities = params.get("entities", ())
    check_text(params.get("text", ""), entities, TEXT, "text")
    return _edit(world, chat, message, params, text=params["text"], entities=entities)


async def edit_message_caption(world: World, params: Params) -> Any:
    chat, message = _to_edit(world, params)
    if not message.has_caption:
        raise refusal.Refusal(400, "Bad Request: there is no caption in the message to edit")
    caption, entities = params.get("caption", ""), params.get("caption_entities", ())
    check_text(caption, entities, CAPTION, "caption")
    return _edit(world, chat, message, params, text=caption, entities=entities)


async def edit_message_reply_markup(world: World, params: Params) -> Any:
    chat, message = _to_edit(world, params)
    return _edit(world, chat, message, params)


def _to_edit(world: World, params: Params) -> tuple[Chat, Message]:
    if "chat_id" not in params or "message_id" not in params:
        raise Finding("chat_id or message_id is missing", "message identifier is not specified")
    chat = world.chat(params["chat_id"])
    chat.check_reachable()
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise refusal.nothing_to_edit()
    if message.by != BOT:
        raise Finding("another's message is edited", "message can't be edited")
    return chat, message


def _edit(world: World, chat: Chat, message: Message, params: Params, **changes: Any) -> Any:
    markup = params.get("reply_markup")
    if markup is not None:
        check_buttons(markup, editing=True)
    after = msgspec.structs.replace(message, markup=markup, **changes)
    if _looks(after) == _looks(message):
        raise refusal.not_modified()
    chat.messages[message.id] = msgspec.structs.replace(after, edits=message.edits + 1)
    return world.raw(chat.messages[message.id])


def _looks(message: Message) -> Any:
    return message.text, [*message.entities], message.rows


async def delete_message(world: World, params: Params) -> Any:
    chat, message = _to_edit(world, params)
    del chat.messages[message.id]
    return True


async def answer_callback_query(world: World, params: Params) -> Any:
    most = int(constants.CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH)
    if len(params.get("text", "")) > most:
        raise Finding(f"more than {most} characters in an answer", "MESSAGE_TOO_LONG")
    query = world.queries.get(params["callback_query_id"])
    if query is None:
        raise Finding("a press that nobody made is answered", "QUERY_ID_INVALID")
    query.answers += 1
    if query.old or query.answers > 1:
        raise refusal.too_old()
    return True


async def send_chat_action(world: World, params: Params) -> Any:
    if params["action"] not in {str(action) for action in constants.ChatAction}:
        raise Finding(f"no action: {params['action']}", "wrong parameter action in request")
    world.chat(params["chat_id"]).check_reachable()
    return True


async def get_file(world: World, params: Params) -> Any:
    photo = world.photos.get(params["file_id"])
    if photo is None:
        raise refusal.Refusal(400, "Bad Request: wrong file_id or the file is temporarily gone")
    return {
        "file_id": photo.file_id,
        "file_unique_id": f"{photo.file_id}u",
        "file_size": photo.size,
        "file_path": f"photos/{photo.file_id}.png",
    }
