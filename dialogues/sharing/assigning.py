"""The next steps of a summary: who takes each, until when, and a reminder."""

from __future__ import annotations

from dialogues.chat.later import DELAYS, due, zone_named
from dialogues.checklists.conversation.case import label
from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.request import NewId
from dialogues.scene import Answer, Ask, Chosen, Heard, Remind, Scene, Stay, Typed
from dialogues.sharing.line import line
from dialogues.sharing.opened import Opened, action_of, next_steps
from dialogues.sharing.record import StepAssigned, StepDone
from dialogues.sharing.request import Received

A_PAGE = 6
"""So many next steps stand in one message."""

LONGEST = 80
"""Characters of an owner, or of a date in words."""

REMINDER = "next-step"
"""The step of the chat that a reminder opens, and the first word of its timer's name."""

SOON = ("tomorrow", "in_a_week")


def open_steps(scene: Scene, got: Received) -> Reply:
    """List the next steps with who takes them; offer each."""
    words, labels = scene.phrases.sharing, scene.phrases.sharing_button
    all, first = next_steps(scene, got), int(scene.slots.get("page", 0)) * A_PAGE
    tool, back = literal(got.tool), Choice("back", labels.summary)
    if not all:
        return Reply(words.no_steps.format(tool=tool), (back,))
    shown = all[first : first + A_PAGE]
    lines = [_line(scene, n, step) for n, step in enumerate(shown, first + 1)]
    more = (Choice("more", labels.more),) if first + A_PAGE < len(all) else ()
    choices = (*(_choice(n, s) for n, s in enumerate(shown, first + 1)), *more, back)
    return Reply(words.steps.format(tool=tool, steps="\n".join(lines)), choices)


def hear_steps(scene: Scene, got: Received, answer: Answer) -> Heard | None:
    """Take one of them in hand, or turn the page."""
    match answer:
        case Chosen("more"):
            page = int(scene.slots.get("page", 0)) + 1
            return Heard(Stay({**scene.slots, "page": page}))
        case Chosen(choice):
            question = choice.removeprefix("step.")
            return Heard(Stay(_slots(got, "step", question=question)))
        case _:
            return None


def open_step(scene: Scene, got: Received) -> Reply:
    """Show one next step, and ask who takes it; or whether it is done."""
    step, words, labels = _step(scene, got), scene.phrases.sharing, scene.phrases.sharing_button
    if step is None:
        return open_steps(scene, got)
    back = Choice("back", labels.back)
    if step.assigned and "again" not in scene.slots:
        choices = [Choice("again", labels.assign_again)]
        if not step.assigned.done:
            choices.insert(0, Choice("done", labels.done))
        return Reply(_line(scene, 1, step).partition(" ")[2], (*choices, back))
    role = step.point.next.owner if step.point.next else ""
    text = words.ask_owner.format(action=action_of(step.point))
    owner = (Choice("role", role),) if role else ()
    return Reply(text, (*owner, back), form="text")


def hear_step(scene: Scene, got: Received, answer: Answer) -> Heard | None:
    """Note that it is done, or who takes it."""
    step = _step(scene, got)
    if step is None:
        return hear_steps(scene, got, answer)
    match answer:
        case Chosen("done") if step.assigned:
            cancel = Remind(f"{REMINDER}:{step.assigned.step}", None)
            records = (StepDone(step.assigned.step),)
            return Heard(Stay({"consent": got.consent}), (), records, timers=(cancel,))
        case Chosen("again"):
            return Heard(Stay({**scene.slots, "again": 1}))
        case Chosen("role") if step.point.next:
            return _taken_by(scene, step.point.next.owner)
        case Typed(text):
            return _taken_by(scene, line(scene, text, LONGEST))
        case _:
            return None


def _taken_by(scene: Scene, owner: str | Reply) -> Heard:
    if isinstance(owner, Reply):
        return Heard(Ask(), (owner,))
    return Heard(Stay({**scene.slots, "at": "due", "owner": owner}))


def open_due(scene: Scene, got: Received) -> Reply:
    """Ask until when."""
    labels, owner = scene.phrases.sharing_button, literal(str(scene.slots.get("owner", "")))
    choices = (Choice("undated", labels.no_date), Choice("back", labels.back))
    return Reply(scene.phrases.sharing.ask_due.format(owner=owner), choices, form="text")


def hear_due(scene: Scene, got: Received, answer: Answer) -> Heard | None:
    """Write down who takes it and until when."""
    match answer:
        case Chosen("undated"):
            return _assigned(scene, got, "")
        case Typed(text):
            until = line(scene, text, LONGEST)
            return (
                Heard(Ask(), (until,)) if isinstance(until, Reply) else _assigned(scene, got, until)
            )
        case _:
            return None


def open_remind(scene: Scene, got: Received) -> Reply:
    """Ask whether and when to remind."""
    step, labels = _step(scene, got), scene.phrases.button
    if step is None:
        return open_steps(scene, got)
    owner, until = str(scene.slots.get("owner", "")), str(scene.slots.get("due", ""))
    text = scene.phrases.sharing.ask_remind.format(
        action=action_of(step.point),
        owner=literal(owner),
        due=literal(until) or scene.phrases.sharing_button.no_date.lower(),
    )
    choices = [Choice(when, getattr(labels, when)) for when in SOON]
    return Reply(text, (*choices, Choice("back", labels.no_reminder)))


def hear_remind(scene: Scene, got: Received, answer: Answer) -> Heard | None:
    """Set the reminder."""
    match answer:
        case Chosen("tomorrow" | "in_a_week" as when):
            timer = reminding(scene, str(scene.slots["step"]), when)
            said = Reply(scene.phrases.sharing.reminded)
            return Heard(Stay(_slots(got, "steps")), (said,), timers=(timer,))
        case _:
            return None


def reminding(scene: Scene, step: str, when: str) -> Remind:
    """Return the timer that reminds of a next step, never at night where the zone is known."""
    at = due(scene.now, DELAYS[when], zone_named(scene.view.zone))
    return Remind(f"{REMINDER}:{step}", at)


def _assigned(scene: Scene, got: Received, until: str) -> Heard:
    step = _step(scene, got)
    if step is None:
        return Heard(Stay(_slots(got, "steps")))
    id = step.assigned.step if step.assigned else scene.find(NewId("step"))
    owner, question = str(scene.slots["owner"]), step.point.question
    action = action_of(step.point)
    record = StepAssigned(id, got.consent, got.team, question, action, owner, until)
    view = _slots(got, "remind", question=question, step=id, owner=owner, due=until)
    return Heard(Stay(view), (), (record,))


def _step(scene: Scene, got: Received) -> Opened | None:
    question = scene.slots.get("question")
    return next((s for s in next_steps(scene, got) if s.point.question == question), None)


def _line(scene: Scene, number: int, step: Opened) -> str:
    words, next = scene.phrases.sharing, step.point.next
    assert next
    effort = scene.phrases.checklist.effort(next.effort)
    action, name = action_of(step.point), step.point.name
    line = words.step.format(
        number=number, name=name, action=action, owner=next.owner, effort=effort
    )
    if not step.assigned:
        return line
    owner, until = literal(step.assigned.owner), literal(step.assigned.due)
    form = words.done if step.assigned.done else words.assigned if until else words.undated
    return f"{line}\n{form.format(owner=owner, due=until)}"


def _choice(number: int, step: Opened) -> Choice:
    return Choice(f"step.{step.point.question}", label(f"{number}: {step.point.name}"))


def _slots(got: Received, at: str, **view: str) -> dict[str, str | int]:
    return {"consent": got.consent, "at": at, **view}
