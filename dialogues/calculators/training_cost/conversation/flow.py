"""The flow of the conversation: which page is shown, and which page hears an answer.

Pages are opened from the slots alone, so that every one can be shown again at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec

from dialogues.calculators.training_cost.conversation import (
    asking,
    chart,
    checking,
    how,
    kept,
    overview,
    result,
    ways,
    what_if,
)
from dialogues.calculators.training_cost.conversation.answers import (
    GIVES,
    Kept,
    answers,
    asked,
    is_answered,
    missing,
    without,
)
from dialogues.calculators.training_cost.conversation.case import (
    Case,
    case_of,
    show,
    show_result,
)
from dialogues.calculators.training_cost.conversation.start import intro
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Heard, Opened, Scene, Stay

if TYPE_CHECKING:  # a calculator is a step of the course
    from dialogues.course import Course


class Page(msgspec.Struct, frozen=True):
    """One page of the calculator; `needs_all` is shown only when all questions are answered."""

    open: Callable[[Case], Reply]
    hear: Callable[[Case, Answer], Heard | None]
    needs_all: bool = True


def open(scene: Scene, *, in_lesson: bool) -> Opened:
    """Show where the learner is in the calculator."""
    if scene.calculations:  # which cannot be a key, and few learners keep one
        return _opened(_case(scene, in_lesson))
    return scene.course.calculator_shown(in_lesson, tuple(scene.slots.items()))


def shown(course: Course, in_lesson: bool, slots: tuple[tuple[str, str | int], ...]) -> Opened:
    """Show where a learner is who has kept no result: by the answers alone."""
    return _opened(case_of(course, dict(slots), in_lesson=in_lesson))


def hear(scene: Scene, answer: Answer, *, in_lesson: bool) -> Heard | None:
    """Let the page that is shown hear the answer."""
    case = _case(scene, in_lesson)
    return _page(case).hear(case, answer)


def back(scene: Scene, *, in_lesson: bool) -> Kept | None:
    """Return the slots one step back: the page left, or the last answer taken back."""
    case = _case(scene, in_lesson)
    slots = answers(case.slots)
    if "at" in case.slots and (slots or kept.kept_of(case)):
        return slots
    given = [q for q in ("guess", *asked(slots)) if is_answered(slots, q)]
    if not given:
        return None
    together = given[-1] == "kind" and "amount.kind" in slots
    return without(slots, ["amount", "kind"] if together else given[-1:])


def _case(scene: Scene, in_lesson: bool) -> Case:
    case = case_of(scene.course, scene.slots, in_lesson=in_lesson)
    return msgspec.structs.replace(case, calculations=scene.calculations, now=scene.now)


def _opened(case: Case) -> Opened:
    return Opened((_page(case).open(case),))


def _page(case: Case) -> Page:
    at = str(case.slots.get("at", ""))
    if at == "ask" and str(case.slots.get("what")) in GIVES:
        return QUESTIONS[str(case.slots["what"])]
    page = PAGES.get(at)
    if page and not (page.needs_all and missing(case.slots)):
        return page
    return _next(case, at)


def _next(case: Case, at: str) -> Page:
    """Return the page of the next thing that is missing, or the result."""
    if not answers(case.slots) and at != "guess" and not case.in_lesson and kept.kept_of(case):
        return PAGES["home"]
    if "guess" not in case.slots and "goal" not in case.slots:
        return GUESS
    name = missing(case.slots)
    return QUESTIONS[name] if name else PAGES["result"]


def _question(name: str) -> Page:
    return Page(
        lambda case: asking.open_question(case, name),
        lambda case, answer: asking.hear_question(case, name, answer),
    )


def _open_guess(case: Case) -> Reply:
    again = "again" in case.slots
    return asking.open_guess(case, case.words.start.ask if again else intro(case))


def _hear_result(case: Case, answer: Answer) -> Heard | None:
    match answer:
        case Chosen("close"):
            return Heard(case.way_out, (Reply(case.words.asking.closed),))
        case Chosen("continue"):
            return Heard(case.way_out)
        case Chosen("keep") if "kept" not in case.slots:
            return kept.keep(case)
        case Chosen("whatif" | "ways" | "how" | "more" as page):
            return show(case, page)
        case _:
            return None


def _open_more(case: Case) -> Reply:
    button = case.words.button
    choices = [
        Choice("picture", button.picture, also=("picture",)),
        Choice("runs", button.runs, also=("check",)),
        Choice("change", button.change, also=("change",)),
    ]
    if asking.options(case):
        choices.append(Choice("options", button.options, also=("options",)))
    if kept.kept_of(case):
        choices.append(Choice("home", button.kept))
    choices.append(Choice("anew", button.begin))
    return Reply(case.words.asking.more, (*choices, case.to_result()))


def _hear_more(case: Case, answer: Answer) -> Heard | None:
    match answer:
        case Chosen("result"):
            return show_result(case)
        case Chosen("anew"):
            return Heard(Stay({"at": "guess"}))
        case Chosen("picture" | "runs" | "change" | "options" | "home" as page):
            return show(case, page)
        case _:
            return None


PAGES: Mapping[str, Page] = {
    "result": Page(result.open_result, _hear_result),
    "whatif": Page(what_if.open_what_if, what_if.hear_what_if),
    "whatif-country": Page(what_if.open_country, what_if.hear_country),
    "changed": Page(what_if.open_changed, what_if.hear_changed),
    "ways": Page(ways.open_ways, ways.hear_ways),
    "how": Page(how.open_how, how.hear_how),
    "more": Page(_open_more, _hear_more),
    "picture": Page(chart.open_picture, chart.hear_picture),
    "all": Page(overview.open_overview, overview.hear_overview),
    "runs": Page(checking.open_runs, checking.hear_runs),
    "run": Page(checking.open_run, checking.hear_run),
    "change": Page(asking.open_change, asking.hear_list, needs_all=False),
    "options": Page(asking.open_options, asking.hear_list),
    "home": Page(kept.open_home, kept.hear_home, needs_all=False),
    "again": Page(kept.open_again, kept.hear_again, needs_all=False),
}
"""The pages by their name in the slot `at`."""

GUESS = Page(_open_guess, asking.hear_guess)

QUESTIONS: Mapping[str, Page] = {name: _question(name) for name in GIVES}
"""The pages of the questions."""
