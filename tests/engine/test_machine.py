"""Any input at any time, while an author changes the lessons: the engine keeps its promises."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from bot.runner import ROUNDS
from dialogues.chat.later import REMINDER
from dialogues.engine import advance
from dialogues.input import Attached, Began, Fired, Input, Pressed, Said, Told
from dialogues.place import CHAT_FLOW
from dialogues.reply import Reply, button
from dialogues.state import fresh
from dialogues.teams.record import TeamJoined
from dialogues.turn import SetTimer, Turn, View
from tests.engine.author import EDITS, PHRASES, Author, Edit
from tests.engine.laws import check_nothing_changed, check_turn
from tests.engine.memory import Memories, Memory
from tests.engine.registry import CODE, Registry

COMMANDS = [word for words in PHRASES.commands.values() for word in words]
WORDS = [*COMMANDS, *(f"/{word}" for word in COMMANDS), "/", "lens", "what is a beem?", "define x"]
ODD = ["", " ", "\u200b", "half \ud83d", "\u202eto the left", "nul \x00", "B", "２", "the lens"]
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=20) | st.sampled_from(ODD)
ZONES = [None, "Europe/Berlin", "Asia/Kolkata", "Mars/Base", "../zone", ""]
WAYS_ON = {"continue", "show", "again", "close", "skip", "_leave", "keep", "TINY", "HARBOR"}
FIRST = [Began(), Said("hello"), Said("/menu"), Said("stop"), Pressed("lens", 1), Pressed("x")]
FIRST += [Attached("photo")]
ABOUT_TEAMS = ("team", "join", "leave")
PICK = st.integers(0, 10_000)


class Conversations(RuleBasedStateMachine):
    """One learner and one author."""

    @initialize(zone=st.sampled_from(ZONES), both=st.booleans(), first=st.sampled_from(FIRST))
    def begin(self, zone: str | None, *, both: bool, first: Input) -> None:
        self.author = Author()
        if both:
            self.author.offer(0)
            self.author.publish()
        self.view = View(zone)
        self.now = datetime(2026, 3, 27, 9, tzinfo=UTC)
        self.come(first)

    def come(self, first: Input) -> None:
        """Be a learner of whom nothing is known."""
        self.conversation = fresh()
        self.memories = Memories()
        self.shown: list[tuple[int, str]] = []  # every button, with its prompt
        self.asked = Reply("")
        self.timers: dict[str, SetTimer] = {}
        self.teams = Registry()
        self.teams.begin("t", "boss", self.now)
        self.hear(first)

    # What the learner does

    @rule(picks=st.binary(min_size=6, max_size=40), words=ANYTHING)
    def goes_on(self, picks: bytes, words: str) -> None:
        for pick in picks:
            way_on = [c for c in self.asked.choices if c.letter or c.id in WAYS_ON]
            if self.asked.form:
                self.hear(Said(words))
            elif way_on:
                self.hear(Pressed(way_on[pick % len(way_on)].id))

    @rule(pick=PICK, typed=st.sampled_from(["press", "words", "number", "letter"]))
    def answers(self, pick: int, typed: str) -> None:
        index = pick % len(self.asked.choices)
        choice = self.asked.choices[index]
        match typed:
            case "words":
                self.hear(Said(f" {button(choice).upper()} "))
            case "number":
                self.hear(Said(str(index + 1)))
            case "letter" if choice.letter:
                self.hear(Said(choice.letter))
            case _:
                self.hear(Pressed(choice.id, self.conversation.prompt))

    @rule(
        word=st.sampled_from(
            [
                *("/menu", "/restart", "/later", "/sources", "/learn"),
                *("/calculate", "/checklist", "/team", "/leave"),
            ]
        ),
        pick=PICK,
    )
    def asks_and_answers(self, word: str, pick: int) -> None:
        self.hear(Said(word))
        self.hear(Pressed(self.asked.choices[pick % len(self.asked.choices)].id))

    @rule(code=st.sampled_from([CODE, "K7QX-4M2P", "aaaa-2222", ""]), picks=st.binary(max_size=4))
    def joins(self, code: str, picks: bytes) -> None:
        self.hear(Said(f"/join {code}"))
        self.answers_on(picks)

    @rule(picks=st.binary(max_size=12))
    def manages(self, picks: bytes) -> None:
        self.hear(Said("/team"))
        self.answers_on(picks)

    def answers_on(self, picks: bytes) -> None:
        """Press, or type a name where one is asked for, as long as it is about teams."""
        for pick in picks:
            if self.conversation.stack[-1].step not in ABOUT_TEAMS:
                return
            if self.asked.form and pick % 2:
                self.hear(Said(f"Name {pick}"))
            else:
                self.hear(Pressed(self.asked.choices[pick % len(self.asked.choices)].id))

    @rule(what=st.sampled_from(["removed", "manager", "member"]))
    def is_told_of_the_teams(self, what: str) -> None:
        self.hear(Told("news", {"what": what, "name": "Team t", "by": "Boss"}))

    @rule(name=st.sampled_from(["Zoe", "Max"]))
    def somebody_else_joins(self, name: str) -> None:
        for team, people in self.teams.people.items():
            if all(person.account != name for person in people):
                joined = TeamJoined(f"{name}{team}", team, "member", name, "r1")
                self.teams.take(name, self.now, [joined])

    @rule(pick=PICK, prompt=st.just("its own") | st.none() | st.integers(-1, 50))
    def presses_any_button_ever_shown(self, pick: int, prompt: str | int | None) -> None:
        own, choice = self.shown[pick % len(self.shown)]
        self.hear(Pressed(choice, own if isinstance(prompt, str) else prompt))

    @rule(choice=ANYTHING, prompt=st.none() | st.integers())
    def presses_nonsense(self, choice: str, prompt: int | None) -> None:
        self.hear(Pressed(choice, prompt))

    @rule(text=st.sampled_from(WORDS) | ANYTHING, times=st.sampled_from([1, 1, 1, 9_000]))
    def types_anything(self, text: str, times: int) -> None:
        self.hear(Said(text * times))

    @rule()
    def sends_a_picture(self) -> None:
        assert PHRASES.trouble.attached in self.hear(Attached("photo")).replies[0].text

    @rule(lesson=st.sampled_from([None, "TINY", "HARBOR", "ELSEWHERE"]))
    def opens_the_chat(self, lesson: str | None) -> None:
        self.view = View(self.view.zone, lesson)
        self.hear(Began())

    # What the world does

    @rule(hours=st.integers(1, 400))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        for timer in [timer for timer in self.timers.values() if timer.due <= self.now]:
            del self.timers[timer.name]
            if timer.name == REMINDER:
                self.is_reminded(timer)
            else:
                self.hear(Fired(timer.name, timer.prompt))
        self.hear(Fired(REMINDER, hours))

    def is_reminded(self, timer: SetTimer) -> None:
        """Let the reminder come: it says something if, and only if, the learner is still away."""
        *below, top = self.conversation.stack
        prompt = self.conversation.prompt
        if top.under is not None:  # told meanwhile: what was there before still is
            prompt, top = top.under, below[-1] if below else top
        away = top.step == "away" and timer.prompt == prompt
        turn = self.hear(Fired(timer.name, timer.prompt))
        assert bool(turn.replies or turn.timers) == away  # at night it is put off
        assert not turn.replies or PHRASES.later.reminder in turn.replies[0].text

    @rule(edits=st.lists(st.tuples(st.sampled_from(EDITS), PICK), min_size=1, max_size=3))
    def the_author_publishes(self, edits: list[tuple[Edit, int]]) -> None:
        for edit, pick in edits:
            edit(self.author, pick)
        self.author.publish()

    # What must hold

    def hear(self, input: Input) -> Turn:
        """Take the input and check the turn."""
        course, before, view = self.author.course, self.conversation, self.view
        for _ in range(ROUNDS + 1):
            turn = advance(course, before, input, view=view, now=self.now)
            if not turn.requests:
                break
            assert turn == Turn(before, requests=turn.requests)
            found = self.teams.answers("me", self.now, turn.requests)
            view = msgspec.structs.replace(view, found={**view.found, **found})
        assert not turn.requests
        assert turn == advance(course, before, input, view=view, now=self.now)
        if not turn.replies:
            assert isinstance(input, Fired)
            assert turn == Turn(before, timers=turn.timers)
            for timer in turn.timers:
                assert isinstance(timer, SetTimer)
                assert timer.due > self.now
                self.timers[timer.name] = timer
            return turn
        check_turn(course, before, turn)
        if self.is_settled() and self.says_nothing_new(input):
            check_nothing_changed(before, turn, self.asked)
        self.remember(turn)
        return turn

    def is_settled(self) -> bool:
        """Whether the place was shown in this revision, and no other lesson is asked for."""
        before, course = self.conversation, self.author.course
        asked_for = self.view.lesson in course.lesson and self.view.lesson != before.preferred
        # What is shown about teams others may have changed.
        if before.stack and before.stack[-1].step in ABOUT_TEAMS:
            return False
        return before.revision == course.revision and not asked_for

    def says_nothing_new(self, input: Input) -> bool:
        """Whether the input is a press that is stale or that nothing offers, or no words."""
        match input:
            case Pressed(choice, prompt):
                if prompt is not None and prompt == self.conversation.stack[-1].under:
                    return False  # it answers the question below what was told
                stale = prompt not in (None, self.conversation.prompt)
                return stale or choice not in {c.id for c in self.asked.choices}
            case Said(text):
                return len(text) > 8_000 or not text.strip()
            case _:
                return False

    def remember(self, turn: Turn) -> None:
        if turn.erase:
            self.come(Began())
            return
        restarted = self.restarted(turn)
        if restarted and restarted in self.memories.of:
            self.memories.of[restarted] = Memory(self.memories.of[restarted].run + 1)
        self.conversation, self.asked = turn.conversation, turn.replies[-1]
        self.memories.take(turn.records)
        self.teams.take("me", self.now, turn.records)
        assert all(letter.account != "me" for letter in turn.letters)
        self.memories.check(self.conversation, self.author.course)
        self.shown += [(self.conversation.prompt, c.id) for c in self.asked.choices]
        for timer in turn.timers:
            self.timers.pop(timer.name, None)
            if isinstance(timer, SetTimer):
                assert timer.due > self.now
                self.timers[timer.name] = timer

    def restarted(self, turn: Turn) -> str | None:
        """Return the lesson that the learner just agreed to start over."""
        top = self.conversation.stack[-1:]
        if not top or (top[0].flow, top[0].step) != (CHAT_FLOW, "restart"):
            return None
        said = turn.replies[0].text == PHRASES.later.restarted
        return turn.conversation.stack[0].flow if said else None


# A third of the examples end early, and lessons are long: one hundred would not see enough.
EXAMPLES = max(300, settings().max_examples)
TestConversations = Conversations.TestCase
TestConversations.settings = settings(max_examples=EXAMPLES)
