"""Files: an address is asked for, the file is brought there, and the upload is completed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.slack.fake.messaging import channel_of
from tests.slack.fake.refusal import Finding, Refused
from tests.slack.fake.shapes import units
from tests.slack.fake.world import BOT_USER, File, Workspace, World

Params = Mapping[str, Any]

LARGEST = 1 << 30
ALT = 1000


def upload_url(world: World, place: Workspace, params: Params) -> dict[str, Any]:
    length = str(params["length"])
    if not re.fullmatch("[0-9]{1,12}", length) or not 0 < int(length) <= LARGEST:
        raise Finding("invalid_arguments", ["length"])
    alt = params.get("alt_txt", "")
    if units(alt) > ALT:
        raise Finding("alt_txt_too_large")
    if not params["filename"]:
        raise Finding("invalid_arguments", ["filename"])
    file = File(f"F{world.number():06}", params["filename"], int(length), alt)
    place.files[file.id] = file
    return {"file_id": file.id, "upload_url": f"/upload/{place.tenant}/{file.id}"}


def complete(world: World, place: Workspace, params: Params) -> dict[str, Any]:
    files = params["files"]
    if not isinstance(files, list) or not files:
        raise Finding("invalid_arguments", ["files"])
    if "channel_id" in params and BOT_USER not in channel_of(place, params["channel_id"]).members:
        raise Refused("not_in_channel")
    for asked in files:
        if not isinstance(asked, dict) or asked.keys() - {"id", "title", "highlight_type"}:
            raise Finding("invalid_arguments", ["files"])
        file = place.files.get(asked.get("id", ""))
        if file is None or file.content is None:
            raise Finding("file_not_found")
        file.done, file.refusals = True, world.not_ready
    return {"files": [{"id": asked["id"], "title": asked.get("title", "")} for asked in files]}


def info(_: World, place: Workspace, params: Params) -> dict[str, Any]:
    file = place.files.get(params["file"])
    if file is None or not file.done:
        raise Refused("file_not_found")
    return {"file": {"id": file.id, "name": file.name, "size": file.length, "alt_txt": file.alt}}
