"""The flow of the conversation: which page is shown, and which page hears an answer.

Pages are opened from the slots and the kept runs alone, so that every one can be shown again at any
time: after a menu, after days, after a restart of the program.
"""

from __future__ import annotations

from collections.abc import Mapping

from dialogues.checklists.conversation import (
    adding,
    asking,
    card,
    editing,
    home,
    more,
    result,
    sending,
)
from dialogues.checklists.conversation.case import Case, Page, Slots
from dialogues.checklists.conversation.missing import missing, way
from dialogues.checklists.model import Checklist
from dialogues.scene import Answer, Heard, Opened, Scene

ABOUT = frozenset({"ask", "basis", "reason", "note"})
"""The pages about one question."""

SAME: Mapping[str, str] = {"more-touches": "touches"}
"""Pages that are another one, gone on with."""

PAGES: Mapping[str, Page] = {
    "lists": Page(home.open_lists, home.hear_lists, needs_run=False),
    "home": Page(home.open_home, home.hear_home, needs_run=False),
    "tool": Page(card.open_tool, card.hear_tool, needs_run=False),
    "use": Page(card.open_use, card.hear_use),
    "touches": Page(card.open_touches, card.hear_touches),
    "more-touches": Page(card.open_touches, card.hear_touches),
    "form": Page(card.open_form, card.hear_form),
    "ask": Page(asking.open_question, asking.hear_question),
    "basis": Page(adding.open_basis, adding.hear_basis),
    "reason": Page(adding.open_reason, adding.hear_reason),
    "note": Page(adding.open_note, adding.hear_note),
    "closing": Page(adding.open_closing, adding.hear_closing),
    "summary": Page(result.open_summary, result.hear_summary),
    "full": Page(result.open_full, result.hear_full),
    "filed": Page(result.open_filed, result.hear_filed),
    "supplier": Page(result.open_supplier, result.hear_supplier),
    "send": Page(sending.open_send, sending.hear_send),
    "send-answers": Page(sending.open_answers, sending.hear_answers),
    "send-change": Page(editing.open_editing, editing.hear_editing),
    "send-name": Page(editing.open_name, editing.hear_name),
    "send-role": Page(editing.open_role, editing.hear_role),
    "send-remark": Page(editing.open_remark, editing.hear_remark),
    "send-words": Page(editing.open_words, editing.hear_words),
    "sent": Page(sending.open_sent, sending.hear_sent),
    "more": Page(more.open_more, more.hear_more),
    "change": Page(more.open_change, more.hear_change),
}
"""The pages by their name in the slot `at`."""


def open(scene: Scene, checklist: Checklist, *, in_lesson: bool) -> Opened:
    """Show where the learner is in the checklist."""
    case = _settled(Case(scene, checklist, in_lesson))
    return Opened(PAGES[case.at].open(case))


def hear(scene: Scene, checklist: Checklist, answer: Answer, *, in_lesson: bool) -> Heard | None:
    """Let the page that is shown hear the answer.

    When an author has taken away what was asked, the answer is none to what is asked instead.
    """
    asked = Case(scene, checklist, in_lesson)
    case = _settled(asked)
    if asked.at and (case.at, case.what) != (asked.at, asked.what):
        return case.updated()
    return PAGES[case.at].hear(case, answer)


def back(scene: Scene, checklist: Checklist, *, in_lesson: bool) -> Slots | None:
    """Return the slots one page back; answers stay. None at the beginning."""
    case = _settled(Case(scene, checklist, in_lesson))
    if case.run is None:
        return case.home_slots() if case.at == "tool" and case.runs else None
    pages = way(checklist, case.run)
    here = ("ask", case.what) if case.at in ABOUT else (SAME.get(case.at, case.at), "")
    if here not in pages:
        return case.slots()
    if here == pages[0]:
        return case.home_slots()
    page, what = pages[pages.index(here) - 1]
    return case.slots(page, **({"what": what} if what else {}))


def _settled(case: Case) -> Case:
    """Return the case at the page that can be shown: the one asked for, or what is missing."""
    page = PAGES.get(case.at)
    if page and _can_be_shown(case, page):
        return case
    if case.run is None:
        return case.shown_at("home" if case.runs else "tool")
    at, what = missing(case.checklist, case.run)
    return case.shown_at(at, what)


def _can_be_shown(case: Case, page: Page) -> bool:
    if page.needs_run and case.run is None:
        return False
    if case.at not in ABOUT:
        return True
    question = case.checklist.question(case.what)
    return question is not None and (case.at == "ask" or question.line_id in case.answers)
