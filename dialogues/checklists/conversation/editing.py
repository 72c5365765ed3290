"""Changing what would go out, and nothing else: the name, the role, the remark, one's own words."""

from __future__ import annotations

from dialogues.checklists.conversation.case import Case, label
from dialogues.checklists.conversation.handing import chosen, draft
from dialogues.checklists.conversation.result import open_summary, summary_of
from dialogues.checklists.conversation.sending import target
from dialogues.checklists.conversation.words import Refused, one_line
from dialogues.checklists.summary import Point, Respondent
from dialogues.quoting import literal
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Ask, Chosen, Heard, Typed
from dialogues.sharing.draft import ALL, wordy
from dialogues.teams.naming import MOST, name_of

A_PAGE = 7
"""So many of one's own words stand on buttons beside each other."""


def open_editing(case: Case) -> tuple[Reply, ...]:
    """Say what goes out with the answers, and offer to change it."""
    seat = target(case)
    if seat is None:
        return open_summary(case)
    words, labels, made = case.phrases.sharing, case.phrases.sharing_button, draft(case, seat)
    values = {"name": made.name, "role": made.role, "remark": made.remark}
    text = words.change.format(**{k: literal(v) or words.kept for k, v in values.items()})
    choices = [Choice("name", labels.name), Choice("role", labels.role)]
    choices.append(Choice("remark", labels.remark))
    if wordy(summary_of(case, Respondent())):
        choices.append(Choice("words", labels.words))
    return (Reply(text, (*choices, Choice("_back", labels.preview))),)


def hear_editing(case: Case, answer: Answer) -> Heard | None:
    """Change one of them, or show again what goes out."""
    match answer:
        case Chosen("_back"):
            return case.show("send", **chosen(case))
        case Chosen("name" | "role" | "remark" | "words" as what):
            return case.show(f"send-{what}", **chosen(case))
        case _:
            return None


def open_name(case: Case) -> tuple[Reply, ...]:
    """Ask for the name that managers see."""
    return (Reply(case.phrases.sharing.ask_name, (_back(case),), form="text"),)


def hear_name(case: Case, answer: Answer) -> Heard | None:
    """Take the name, if it is one."""
    return _named(case, answer, "name")


def open_role(case: Case) -> tuple[Reply, ...]:
    """Ask for the role."""
    none = Choice("none", case.phrases.sharing_button.no_role, also=("none", "no"))
    text = case.phrases.sharing.ask_role.format(most=MOST)
    return (Reply(text, (none, _back(case)), form="text"),)


def hear_role(case: Case, answer: Answer) -> Heard | None:
    """Take the role, or none."""
    return _named(case, answer, "role")


def open_remark(case: Case) -> tuple[Reply, ...]:
    """Ask for the remark that goes out."""
    none = Choice("none", case.phrases.sharing_button.no_remark, also=("none", "no"))
    return (Reply(case.phrases.sharing.ask_remark, (none, _back(case)), form="text"),)


def hear_remark(case: Case, answer: Answer) -> Heard | None:
    """Take the remark, or none."""
    match answer:
        case Chosen("_back"):
            return case.show("send-change", **chosen(case))
        case Chosen("none"):
            return case.show("send-change", **{**chosen(case), "remark": ""})
        case Typed(text):
            line = one_line(case, text)
            if isinstance(line, Refused):
                return Heard(Ask(), (Reply(line.words),))
            return case.show("send-change", **{**chosen(case), "remark": line})
        case _:
            return None


def open_words(case: Case) -> tuple[Reply, ...]:
    """List reasons and notes, each to be left out or put back."""
    seat = target(case)
    if seat is None:
        return open_summary(case)
    words, labels, without = case.phrases.sharing, case.phrases.sharing_button, _without(case)
    points = wordy(summary_of(case, Respondent()))
    shown = points[case.page * A_PAGE : (case.page + 1) * A_PAGE]
    lines = [_line(case, point) for point in shown]
    choices = [
        Choice(
            f"q.{point.question}",
            label(
                (labels.take_in if point.question in without else labels.leave_out).format(
                    name=point.name
                )
            ),
        )
        for point in shown
    ]
    if len(points) > (case.page + 1) * A_PAGE:
        choices.append(Choice("more", labels.more))
    choices.append(
        Choice("none", labels.take_in_all)
        if len(without) >= len(points)
        else Choice("all", labels.leave_out_all)
    )
    text = "\n\n".join([words.words, "\n".join(lines)])
    return (Reply(text, (*choices, Choice("_back", labels.preview))),)


def hear_words(case: Case, answer: Answer) -> Heard | None:
    """Leave out, or put back."""
    slots, without = chosen(case), _without(case)
    match answer:
        case Chosen("_back"):
            return case.show("send", **slots)
        case Chosen("more"):
            return case.show("send-words", page=case.page + 1, **slots)
        case Chosen("all"):
            return case.show("send-words", **{**slots, "without": ALL})
        case Chosen("none"):
            return case.show("send-words", **{**slots, "without": ""})
        case Chosen(choice):
            changed = without ^ {choice.removeprefix("q.")}
            kept = {**slots, "without": " ".join(sorted(changed)), "page": case.page}
            return case.show("send-words", **kept)
        case _:
            return None


def _without(case: Case) -> frozenset[str]:
    without = frozenset(str(case.scene.slots.get("without", "")).split())
    if ALL not in without:
        return without
    return frozenset(p.question for p in wordy(summary_of(case, Respondent())))


def _line(case: Case, point: Point) -> str:
    words = case.phrases.sharing
    lines = []
    if point.reason:
        lines.append(words.reason.format(name=point.name, words=literal(point.reason)))
    if point.note:
        lines.append(words.note.format(name=point.name, words=literal(point.note)))
    out = f" {words.left_out}" if point.question in _without(case) else ""
    return "\n".join(f"{line}{out}" for line in lines)


def _named(case: Case, answer: Answer, what: str) -> Heard | None:
    match answer:
        case Chosen("_back"):
            return case.show("send-change", **chosen(case))
        case Chosen("none"):
            return case.show("send-change", **{**chosen(case), what: ""})
        case Typed(text):
            if name := name_of(text):
                return case.show("send-change", **{**chosen(case), what: name})
            return Heard(Ask(), (Reply(case.phrases.teams.bad_name.format(most=MOST)),))
        case _:
            return None


def _back(case: Case) -> Choice:
    return Choice("_back", case.phrases.sharing_button.back)
