"""Requests as calls: the token, and parameters of the right kinds."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from tests.slack.fake.methods import Kind, Method
from tests.slack.fake.refusal import Finding

KINDS: Mapping[Kind, tuple[type, ...]] = {
    "string": (str,),
    "flag": (bool,),
    "json": (list, dict),
}


def token_of(request: web.Request, form: Mapping[str, Any]) -> str:
    """Return the token: that of the header, or of a form. In JSON, Slack does not look for one."""
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return header.removeprefix("Bearer ")
    return str(form.get("token", ""))


async def form_of(request: web.Request) -> dict[str, Any] | None:
    """Return the fields of a form; None when it is JSON."""
    if request.content_type == "application/json":
        return None
    form = {**request.query, **(await request.post())}
    header = request.headers.get("Authorization", "")
    if header.startswith("Basic "):
        id, _, secret = b64decode(header.removeprefix("Basic ")).decode().partition(":")
        form |= {"client_id": id, "client_secret": secret}
    return form


async def params_of(
    request: web.Request, method: Method, form: dict[str, Any] | None
) -> dict[str, Any]:
    """Return the parameters. Raises Finding."""
    params = await _json_of(request, method) if form is None else form
    params = {name: value for name, value in params.items() if name != "token"}
    known: Mapping[str, Kind] = {**method.required, **method.optional, "team_id": "string"}
    # Bolt names the workspace in every call, which Slack heeds for tokens of an organization.
    if unknown := params.keys() - known:
        raise Finding("invalid_arguments", [f"not known here: {', '.join(sorted(unknown))}"])
    read = {name: _read(name, known[name], value, form is not None) for name, value in
            params.items()}  # fmt: skip
    if missing := method.required.keys() - read.keys():
        names = ", ".join(sorted(missing))
        raise Finding("invalid_arguments", [f"[ERROR] missing required field: {names}"])
    return read


async def _json_of(request: web.Request, method: Method) -> dict[str, Any]:
    if not method.takes_json:
        raise Finding("invalid_arguments", ["this method takes forms, and no JSON"])
    if (request.charset or "").lower() != "utf-8":
        raise Finding("missing_charset")
    try:
        params = json.loads(await request.read() or b"{}")
    except ValueError:
        raise Finding("invalid_json") from None
    if not isinstance(params, dict):
        raise Finding("json_not_object")
    return params


def _read(name: str, kind: Kind, value: Any, from_form: bool) -> Any:
    if from_form and kind == "json":
        try:
            return json.loads(value)
        except ValueError:
            code = "invalid_blocks_format" if name == "blocks" else "invalid_arguments"
            raise Finding(code, [name]) from None
    if from_form and kind == "flag":
        value = {"1": True, "true": True, "0": False, "false": False}.get(value.lower())
    if not isinstance(value, KINDS[kind]):
        raise Finding("invalid_arguments", [f"[ERROR] {name} is no {kind}"])
    return value
