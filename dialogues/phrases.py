"""The bot's own words, read from `content/phrases.yaml`. Lessons hold all other words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from dialogues.checklists.answers import Answer
from dialogues.checklists.conversation.wording import (
    FILLED_CHECKING,
    CheckingButtons,
    CheckingWords,
)
from dialogues.checklists.phrases import (
    FILLED_SUMMARY,
    ChecklistWords,
    SheetWords,
    SummaryWords,
)
from dialogues.digests.wording import FILLED_DIGEST, DigestButtons, DigestWords
from dialogues.model import Content, Label, Text
from dialogues.sharing.wording import FILLED_SHARING, SharingButtons, SharingWords

About = Annotated[str, StringConstraints(min_length=1, max_length=256)]
"""What a command does, in a platform's list of commands. The length is Telegram's."""


class Verdicts(Content):
    """The first word of every feedback."""

    right: Text
    wrong: Text


class Buttons(Content):
    """Labels of the buttons that are not a lesson's own."""

    go_on: Label
    later: Label
    hint: Label
    try_again: Label
    show_me: Label
    skip: Label
    menu: Label
    read_as_text: Label
    back_to_place: Label
    progress: Label
    glossary: Label
    sources: Label
    calculator: Label
    checklist: Label
    restart: Label
    keep: Label
    keep_data: Label
    forget: Label
    document: Label
    in_an_hour: Label
    in_three_hours: Label
    tomorrow: Label
    in_a_week: Label
    no_reminder: Label
    begin: Label
    mydata: Label


class Answers(Content):
    """What is said around a question. Names in braces are filled in."""

    hook: Text
    hint: Text
    show: Text
    wrong_twice: Text
    skipped: Text
    reflected: Text
    reflected_command: Text
    compared: Text
    compared_same: Text
    compared_missed: Text


class Trouble(Content):
    """What is said to input that is no answer."""

    empty: Text
    attached: Text
    too_long: Text
    not_understood: Text
    unknown_choice: Text
    stale: Text
    unknown_command: Text
    no_picture: Text
    beginning: Text
    moved: Text
    removed: Text
    lesson_gone: Text
    apology: Text


class Places(Content):
    """How the bot says where the learner is."""

    part: Text
    part_short: Text
    part_name: Text
    welcome_back: Text
    back_at_place: Text
    choose_lesson: Text
    before_parts: Text
    after_parts: Text


class Menu(Content):
    """The menu and the progress in words."""

    title: Text
    part_done: Text
    part_here: Text
    part_open: Text
    part_to_come: Text
    hint: Text
    progress: Text
    answered: Text
    review: Text
    private: Text


class Later(Content):
    """Pausing, reminding, stopping and starting over."""

    ask: Text
    night: Text
    set: Text
    set_morning: Text
    unset: Text
    stopped: Text
    still_member: Text
    still_manager: Text
    reminder: Text
    restart: Text
    restarted: Text


class Privacy(Content):
    """What is kept about a learner: getting it as a file, and having it erased."""

    mydata: Text
    mydata_sent: Text
    forget: Text
    forgotten: Text


class Words(Content):
    """The glossary and the sources."""

    entry: Text
    listed: Text
    unknown: Text
    nearest: Text
    ask: Text
    source: Text
    sources: Text
    no_sources: Text
    document: Text
    document_source: Text


class Teams(Content):
    """Teams: making, joining, managing and leaving one. `sees` is what people consent to."""

    off: Text
    none: Text
    in_none: Text
    nobody: Text
    listed: Text
    line_manager: Text
    line_member: Text
    sees: Text
    team_manager: Text
    team_member: Text
    people: Text
    person_manager: Text
    person_member: Text
    ask_team: Text
    ask_own: Text
    ask_name: Text
    bad_name: Text
    made: Text
    code: Text
    code_inside: Text
    code_link: Text
    shape: Text
    no_team: Text
    too_many: Text
    already: Text
    join: Text
    joined: Text
    not_joined: Text
    leave_which: Text
    left: Text
    left_closed: Text
    last_manager: Text
    stepped_down: Text
    remove: Text
    is_manager: Text
    is_member: Text
    is_removed: Text
    made_manager: Text
    made_member: Text
    closes: Text
    closed: Text
    removed: Text
    operator: Text
    button_teams: Label
    button_found: Label
    button_join: Label
    button_not_now: Label
    button_stay: Label
    button_people: Label
    button_more: Label
    button_code: Label
    button_code_everywhere: Label
    button_step_down: Label
    button_leave: Label
    button_back: Label
    button_make_manager: Label
    button_no_manager: Label
    button_hand_over: Label
    button_remove: Label


class Fields(Content):
    """The field in which an answer is typed below a question, where a platform has one."""

    answer: Label
    send: Label


class Window(Content):
    """The window in which a word to look up is typed, where a platform has one."""

    title: Label
    word: Label
    submit: Label
    close: Label
    answered: Text


class Home(Content):
    """The page that shows where the learner is, where a platform has one."""

    title: Text
    unbegun: Text
    parts: Text
    stored: Text


class FinishedWords(Content):
    """Whether managers may see that a lesson is finished: asked once, changed with a word."""

    ask: Text
    shared: Text
    not_shared: Text
    hidden: Text
    not_yet: Text
    no_team: Text
    list: Text
    line_shared: Text
    line_not_shared: Text
    seen: Text
    seen_lesson: Text
    seen_none: Text
    button_yes: Label
    button_no: Label
    button_show: Label
    button_hide: Label
    button_seen: Label


class Profile(Content):
    """How the bot presents itself where a platform shows that. The lengths are Telegram's."""

    about: Annotated[str, StringConstraints(min_length=1, max_length=512)]
    short: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    in_group: Text


class Phrases(Content):
    """All of the bot's own words, and the words it understands anywhere.

    `commands` maps the name of a command to the words that call it; `listed` has what is said of
    those commands that a platform lists, in its order; `go_on` holds words that mean the button
    Continue when typed, `answered` those that mean an answer to a checklist. `months` are the
    names of the months in a date.
    """

    verdict: Verdicts
    button: Buttons
    answer: Answers
    trouble: Trouble
    place: Places
    menu: Menu
    later: Later
    privacy: Privacy
    words: Words
    teams: Teams
    field: Fields
    window: Window
    home: Home
    profile: Profile
    checklist: ChecklistWords
    checking: CheckingWords
    checking_button: CheckingButtons
    answered: dict[Answer, tuple[str, ...]]
    summary: SummaryWords
    sheet: SheetWords
    sharing: SharingWords
    sharing_button: SharingButtons
    digest: DigestWords
    digest_button: DigestButtons
    finished: FinishedWords
    months: Annotated[tuple[Label, ...], Field(min_length=12, max_length=12)]
    help: Text
    commands: dict[str, tuple[str, ...]]
    listed: dict[str, About]
    go_on: tuple[str, ...]
    greetings: tuple[str, ...]

    @cached_property
    def command(self) -> dict[str, str]:
        """The name of the command that each word calls."""
        return {word: name for name, words in self.commands.items() for word in words}


FILLED: Mapping[str, str] = {
    "privacy.mydata_sent": "minutes",
    "answer.hint": "hint",
    "answer.show": "letter? choice feedback",
    "answer.wrong_twice": "feedback answer",
    "answer.compared": "about? guess answer",
    "answer.compared_same": "about? guess answer",
    "answer.compared_missed": "about? guess answer right",
    "trouble.unknown_command": "command?",
    "place.part": "number parts? title",
    "place.part_name": "number",
    "place.part_short": "number parts?",
    "place.welcome_back": "place",
    "menu.title": "title",
    "menu.part_done": "number? title",
    "menu.part_here": "number? title",
    "menu.part_open": "number? title",
    "menu.part_to_come": "title",
    "home.title": "title",
    "home.parts": "parts",
    "menu.progress": "place done parts",
    "menu.answered": "answered first",
    "menu.review": "review",
    "later.set": "when",
    "answer.reflected_command": "word",
    "profile.in_group": "link",
    "teams.listed": "teams",
    "teams.line_manager": "team name?",
    "teams.line_member": "team name? managers",
    "teams.team_manager": "team name? people managers",
    "teams.team_member": "team name? managers sees",
    "teams.people": "team people",
    "teams.person_manager": "name since",
    "teams.person_member": "name since",
    "teams.ask_own": "team",
    "teams.ask_name": "team",
    "teams.bad_name": "most",
    "teams.made": "team name",
    "teams.code": "team code days",
    "teams.code_link": "link",
    "teams.already": "team",
    "teams.join": "team managers sees",
    "teams.joined": "team name",
    "teams.left": "team",
    "teams.left_closed": "team",
    "teams.last_manager": "team",
    "teams.stepped_down": "team",
    "teams.remove": "name team",
    "teams.is_manager": "name team",
    "teams.is_member": "name team",
    "teams.is_removed": "name team",
    "teams.made_manager": "by team",
    "teams.made_member": "by team",
    "teams.closes": "teams",
    "teams.closed": "team",
    "finished.ask": "lesson team managers name",
    "finished.shared": "team",
    "finished.not_shared": "team",
    "finished.hidden": "team",
    "finished.list": "lesson lines",
    "finished.line_shared": "team",
    "finished.line_not_shared": "team",
    "finished.button_show": "team",
    "finished.button_hide": "team",
    "finished.seen": "team lessons",
    "finished.seen_lesson": "lesson names",
    "finished.seen_none": "team",
    "teams.removed": "by team",
    "words.source": "citation checked",
    "words.entry": "term definition",
    "words.listed": "terms example?",
    "words.nearest": "terms",
    "words.sources": "part sources",
    "words.document": "title collected note? sources",
    "words.document_source": "key said verdict citation",
    **FILLED_CHECKING,
    **FILLED_SUMMARY,
    **FILLED_SHARING,
    **FILLED_DIGEST,
}
"""The names that each phrase may have in braces; it can do without one that has a ?."""
