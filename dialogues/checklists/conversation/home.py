"""The learner's runs: one for each tool, to be opened again; and the choice of a checklist."""

from __future__ import annotations

from dialogues.checklists.answers import Run
from dialogues.checklists.conversation.case import Case, label
from dialogues.checklists.conversation.missing import is_complete
from dialogues.checklists.kept import MOST_RUNS
from dialogues.checklists.summary import Respondent, summarized
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Call, Chosen, Heard
from dialogues.sharing.request import MySent

A_PAGE = 4
"""So many runs stand on buttons beside each other."""


def open_home(case: Case) -> tuple[Reply, ...]:
    """List the runs, a few at a time; offer a new one."""
    labels, first = case.phrases.checking_button, case.page * A_PAGE
    shown = case.runs[first : first + A_PAGE]
    runs = tuple(Choice(f"run.{run.number}", _label(case, run)) for run in shown)
    older = (Choice("older", labels.older),) if first + A_PAGE < len(case.runs) else ()
    others = len(case.scene.course.checklists) > 1 and not case.in_lesson
    lists = (Choice("lists", labels.other_lists),) if others else ()
    text = case.phrases.checking.home.format(name=case.checklist.name, most=MOST_RUNS)
    anew = Choice("anew", labels.anew, also=("new", "new tool"))
    sent = (Choice("sent", case.phrases.sharing_button.sent),) if case.scene.find(MySent()) else ()
    return (Reply(text, (*runs, *older, anew, *sent, *lists, case.leave())),)


def hear_home(case: Case, answer: Answer) -> Heard | None:
    """Open a run again, or begin one."""
    match answer:
        case Chosen("_leave"):
            return case.left()
        case Chosen("anew"):
            return case.open_run(None, at="tool")
        case Chosen("older"):
            return case.show("home", page=case.page + 1)
        case Chosen("lists" | "sent" as other):
            return case.show("lists") if other == "lists" else Heard(Call("withdraw"))
        case Chosen(choice):
            run = next((r for r in case.runs if choice == f"run.{r.number}"), None)
            return case.open_run(run) if run else None
        case _:
            return None


def open_lists(case: Case) -> tuple[Reply, ...]:
    """Offer the checklists that there are."""
    choices = tuple(Choice(c.id, c.name) for c in case.scene.course.checklists)
    return (Reply(case.phrases.checking.which, (*choices, case.leave())),)


def hear_lists(case: Case, answer: Answer) -> Heard | None:
    """Take one of them."""
    match answer:
        case Chosen("_leave"):
            return case.left()
        case Chosen(choice) if choice in case.scene.course.checklist:
            other = Case(case.scene, case.scene.course.checklist[choice], case.in_lesson)
            return other.open_run(None)
        case _:
            return None


def _label(case: Case, run: Run) -> str:
    words, tool = case.phrases.checking, run.context.tool
    if is_complete(case.checklist, run) and run.history:
        tail = words.run_done.format(tool="", date=case.day(run.history[-1].at))
    else:
        summary = summarized(case.checklist, run, Respondent(), case.date(case.scene.now))
        counts = summary.counts
        tail = words.run_open.format(tool="", answered=counts.answered, asked=counts.asked)
    return label(tool[: 70 - len(tail)] + tail)
