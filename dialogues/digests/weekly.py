"""The questions around the digest of every week: on which day, at which hour, in which zone."""

from __future__ import annotations

from dialogues.digests.case import Slots
from dialogues.digests.record import WeeklySet
from dialogues.digests.request import MyWeekly
from dialogues.digests.schedule import Weekly, following, hour_of, zone_of
from dialogues.digests.showing import close
from dialogues.quoting import literal, quoted
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Ask, Chosen, Heard, Remind, Scene, Stay, Typed
from dialogues.teams.request import Seat

HOURS = (8, 9, 12, 17)
"""The hours that stand on buttons."""

STAGES = frozenset({"weekly", "day", "hour", "zone", "set", "off"})


def open(scene: Scene, seat: Seat, slots: Slots) -> Reply:
    """Say when the digest comes, or ask for what is not known yet."""
    words, labels = scene.phrases.digest, scene.phrases.digest_button
    back = (Choice("card", labels.digest), close(scene))
    match slots.get("at"):
        case "hour":
            hours = tuple(Choice(f"hour.{hour}", f"{hour}:00") for hour in HOURS)
            return Reply(words.ask_hour, (*hours, *back), form="number")
        case "zone":
            return Reply(words.ask_zone, back, form="text")
        case "off":
            return Reply(words.weekly_off.format(team=literal(seat.team_name)), back)
        case "set":
            chosen = Weekly(int(slots["day"]), int(slots["hour"]), str(slots["zone"]))
            return Reply(_when(scene, seat, chosen, words.weekly_set), back)
        case _:
            return _begin(scene, seat, back, again=slots.get("at") == "day")


def _begin(scene: Scene, seat: Seat, back: tuple[Choice, ...], *, again: bool) -> Reply:
    """Say when it comes, or ask for the day: also of who wants another one."""
    words, labels = scene.phrases.digest, scene.phrases.digest_button
    weekly = scene.find(MyWeekly(seat.team))
    if weekly and not again:
        change = (Choice("change", labels.change), Choice("stop", labels.stop))
        return Reply(_when(scene, seat, weekly, words.weekly), (*change, *back))
    days = tuple(Choice(f"day.{n}", name) for n, name in enumerate(labels.days))
    text = words.ask_day if again else words.weekly_none.format(team=literal(seat.team_name))
    return Reply(text, (*days, *back))


def hear(scene: Scene, seat: Seat, slots: Slots, answer: Answer) -> Heard | None:
    """Take one more answer; with the last one the digest is set."""
    match answer:
        case Chosen("stop"):
            return _stopped(scene, seat, slots)
        case Chosen("change"):
            return Heard(Stay({**slots, "at": "day"}))
        case Chosen(choice) if choice.startswith("day."):
            day = int(choice.removeprefix("day."))
            return Heard(Stay({**slots, "at": "hour", "day": day}))
        case Chosen(choice) if choice.startswith("hour."):
            return _timed(scene, seat, slots, int(choice.removeprefix("hour.")))
        case Typed(text):
            return _typed(scene, seat, slots, text)
        case _:
            return None


def _stopped(scene: Scene, seat: Seat, slots: Slots) -> Heard:
    off = WeeklySet(seat.member, None, None, None)
    gone = Remind(_timer(seat), None)
    return Heard(Stay({**slots, "at": "off"}), records=(off,), timers=(gone,))


def _typed(scene: Scene, seat: Seat, slots: Slots, text: str) -> Heard | None:
    words = scene.phrases.digest
    match slots.get("at"):
        case "hour":
            hour = hour_of(text)
            if hour is None:
                return Heard(Ask(), (Reply(words.bad_hour),))
            return _timed(scene, seat, slots, hour)
        case "zone":
            zone = zone_of(text)
            if zone is None:
                return Heard(Ask(), (Reply(words.bad_zone.format(zone=quoted(text, 5))),))
            return _set(scene, seat, slots, zone)
        case _:
            return None


def again(scene: Scene, seat: Seat) -> Remind | None:
    """Return the timer of the next digest; None when it does not come by itself."""
    weekly = scene.find(MyWeekly(seat.team))
    return Remind(_timer(seat), following(weekly, scene.now)) if weekly else None


def _timed(scene: Scene, seat: Seat, slots: Slots, hour: int) -> Heard:
    """Go on with the hour: ask for the zone only where it is not known."""
    slots = {**slots, "hour": hour}
    before = scene.find(MyWeekly(seat.team))
    zone = zone_of(scene.view.zone or "") or (before.zone if before else None)
    return _set(scene, seat, slots, zone) if zone else Heard(Stay({**slots, "at": "zone"}))


def _set(scene: Scene, seat: Seat, slots: Slots, zone: str) -> Heard:
    day, hour = int(slots.get("day", 0)), int(slots.get("hour", 9))
    kept = WeeklySet(seat.member, day, hour, zone)
    timer = Remind(_timer(seat), following(Weekly(day, hour, zone), scene.now))
    return Heard(Stay({**slots, "at": "set", "zone": zone}), records=(kept,), timers=(timer,))


def _when(scene: Scene, seat: Seat, weekly: Weekly, form: str) -> str:
    day = scene.phrases.digest_button.days[weekly.day]
    zone = weekly.zone.replace("_", " ")
    return form.format(team=literal(seat.team_name), day=day, hour=weekly.hour, zone=zone)


def _timer(seat: Seat) -> str:
    """The name of a timer that is told whatever the manager does: the step, and which team."""
    return f"digest:{seat.team}"
