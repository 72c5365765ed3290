"""Home pages and modals: published, opened, changed, laid over each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.slack.fake.refusal import Finding, Refused
from tests.slack.fake.views import check_view
from tests.slack.fake.world import View, Workspace, World

Params = Mapping[str, Any]

OVER_EACH_OTHER = 3


def publish(world: World, place: Workspace, params: Params) -> dict[str, Any]:
    check_view(params["view"], "home")
    user = params["user_id"]
    if place.people.get(user, "nobody"):
        raise Refused("invalid_arguments", ["[ERROR] must be a valid user ID"])
    old = place.homes.get(user)
    if "hash" in params and (old is None or old.hash != params["hash"]):
        raise Refused("hash_conflict")
    view = _new(world, user, params["view"], old.id if old else None)
    place.homes[user] = view
    return {"view": raw(view)}


def open_modal(world: World, place: Workspace, params: Params) -> dict[str, Any]:
    check_view(params["view"], "modal")
    trigger = world.use(params.get("trigger_id"), place.tenant)
    view = _new(world, trigger.user, params["view"])
    place.modals[trigger.user] = [view]
    return {"view": raw(view)}


def push(world: World, place: Workspace, params: Params) -> dict[str, Any]:
    check_view(params["view"], "modal")
    trigger = world.use(params.get("trigger_id"), place.tenant)
    stack = place.modals.get(trigger.user, [])
    if not stack:
        raise Refused("not_found")
    if len(stack) >= OVER_EACH_OTHER:
        raise Finding("push_limit_reached")
    stack.append(_new(world, trigger.user, params["view"]))
    return {"view": raw(stack[-1])}


def update(world: World, place: Workspace, params: Params) -> dict[str, Any]:
    for stack in [*place.modals.values(), *([home] for home in place.homes.values())]:
        for at, old in enumerate(stack):
            by_id = params.get("view_id") == old.id
            if not by_id and params.get("external_id", "") != old.view.get("external_id"):
                continue
            check_view(params["view"], old.view["type"])
            if params.get("hash", old.hash) != old.hash:
                raise Refused("hash_conflict")
            stack[at] = new = _new(world, old.user, params["view"], old.id)
            if new.view["type"] == "home":
                place.homes[old.user] = new
            return {"view": raw(new)}
    raise Refused("not_found")


def raw(view: View) -> dict[str, Any]:
    """Return the view as Slack gives it away."""
    return {"id": view.id, "hash": view.hash, **view.view}


def _new(world: World, user: str, view: Mapping[str, Any], id: str | None = None) -> View:
    return View(id or f"V{world.number():06}", user, f"{world.number()}.hash", view)
