"""The tables. What is said of a column here holds for every row in it.

Learners are named by a small number (`account`) in every table but the first: see `account.key`
for the name that commands and messages use.

How each table is a person's stands in `personal.py`. Those that grow with every turn have no index
on the account: it would cost every turn, to save a scan when somebody asks for a file or is erased.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from adapters.sql.instant import Instant

REVISION = "0009"
"""The migration that leads to these tables: the newest one in `migrations/versions`."""

APPLICATION = 0x7475746F
"""The number in the file's header by which a database of this program is known ("tuto")."""

# Index and constraint names are ours, so that migrations can name them on every database.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# SQLite numbers rows by itself only where the type is exactly INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    return Column("id", Number, primary_key=True, comment="grows with every row")


def _account() -> Column[int]:
    return Column("account", ForeignKey("account.id"), nullable=False, comment="whose it is")


def _at() -> Column[datetime]:
    return Column("at", Instant, nullable=False, comment="when it came about (UTC)")


def _step() -> tuple[Column[str], Column[str]]:
    return (
        Column("lesson", String, nullable=False, comment="id of the lesson"),
        Column("step", String, nullable=False, comment="id of the step in the lesson"),
    )


def _edition() -> tuple[Column[int], Column[str]]:
    return (
        Column("run", Integer, nullable=False, comment="1 for the first time through the lesson"),
        Column("revision", String, nullable=False, comment="content that the learner was shown"),
    )


account = Table(
    "account",
    metadata,
    _id(),
    Column("key", String, nullable=False, unique=True, comment="platform:tenant:user"),
    Column("platform", String, nullable=False, comment="such as telegram"),
    Column("tenant", String, nullable=False, comment="workspace or bot that the user belongs to"),
    Column("user", String, nullable=False, comment="the platform's own id of the person"),
    Column("unreachable", Instant, comment="since when nothing can be sent (UTC); empty: it can"),
    comment="who a learner is on a platform",
)
# They are few among many, and all are read at the start.
Index(
    None,
    account.c.unreachable,
    sqlite_where=account.c.unreachable.is_not(None),
    postgresql_where=account.c.unreachable.is_not(None),
)

conversation = Table(
    "conversation",
    metadata,
    Column("account", ForeignKey("account.id"), primary_key=True, comment="whose it is"),
    Column("state", LargeBinary, nullable=False, comment="JSON, see dialogues/state.py"),
    Column("day", Date, comment="the day of the last change (UTC)"),
    comment="where each learner is: the newest snapshot only",
)

handled = Table(
    "handled",
    metadata,
    Column("key", String, primary_key=True, comment="the platform's own id of the input"),
    _account(),
    Column("day", Date, nullable=False, comment="the day on which it was handled (UTC)"),
    # The key is all that is looked for: one tree instead of two.
    sqlite_with_rowid=False,
    comment="inputs that had their effect: when one comes again, nothing happens",
)

erased_key = Table(
    "erased_key",
    metadata,
    Column("hash", LargeBinary, primary_key=True, comment="of the platform's own id of the input"),
    Column("day", Date, nullable=False, comment="the day of the erasure (UTC)"),
    sqlite_with_rowid=False,
    comment="inputs of erased learners: when one comes again, nothing happens",
)

erasure = Table(
    "erasure",
    metadata,
    Column("id", String, primary_key=True, comment="random"),
    Column("salt", LargeBinary, nullable=False, comment="random"),
    Column("hash", LargeBinary, nullable=False, comment="of the account's key, with the salt"),
    _at(),
    comment="erasures done in this database, so that those that a backup lacks are done again",
)

farewell = Table(
    "farewell",
    metadata,
    Column("account", ForeignKey("account.id"), primary_key=True, comment="who is to be forgotten"),
    comment="erased learners whose last message is not sent yet: then they go too",
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    # Without an index: every message would pay for it, and what looks for one account's is rare.
    _account(),
    _at(),
    Column("body", LargeBinary, nullable=False, comment="the reply as JSON"),
    Column("state", String, nullable=False, server_default="waiting", comment="waiting, or failed"),
    Column("attempts", Integer, nullable=False, server_default="0", comment="failed attempts"),
    Column("due", Instant, comment="not to be sent before this time (UTC); at once when empty"),
    Column("error", Text, comment="why the last attempt failed"),
    Column("consent", String, comment="not to be sent when this consent is withdrawn"),
    Column("claimed", Instant, comment="since when it may be on its way (UTC)"),
    # A number is never used again: `outbox drop 5` must not hit a later message.
    sqlite_autoincrement=True,
    comment="messages that are not sent yet; a message that was sent is deleted",
)
# Hardly any has one, and those are deleted by it.
Index(
    None,
    outbox.c.consent,
    sqlite_where=outbox.c.consent.is_not(None),
    postgresql_where=outbox.c.consent.is_not(None),
)

shown = Table(
    "shown",
    metadata,
    _id(),
    Column("account", ForeignKey("account.id"), nullable=False, index=True, comment="whose it is"),
    Column("prompt", Integer, nullable=False, comment="the prompt that its buttons answer"),
    Column("ref", String, nullable=False, comment="what the platform calls the message"),
    Column("body", LargeBinary, nullable=False, comment="the reply as JSON"),
    comment="sent messages whose buttons are still there: they go when the prompt is settled",
)

upload = Table(
    "upload",
    metadata,
    Column("platform", String, primary_key=True, comment="such as telegram"),
    Column("tenant", String, primary_key=True, comment="workspace or bot that uploaded it"),
    Column("picture", String, primary_key=True, comment="which picture, with its content"),
    Column("ref", String, nullable=False, comment="what the platform calls the picture"),
    comment="pictures that a platform has: each is uploaded once",
)

installation = Table(
    "installation",
    metadata,
    Column("platform", String, primary_key=True, comment="such as slack"),
    Column("tenant", String, primary_key=True, comment="the workspace"),
    Column("token", LargeBinary, nullable=False, comment="encrypted"),
    _at(),
    comment="workspaces that added the bot by themselves",
)

oauth_state = Table(
    "oauth_state",
    metadata,
    Column("state", String, primary_key=True, comment="what has to come back"),
    Column("until", Instant, nullable=False, comment="not taken after this time (UTC)"),
    comment="people who are adding the bot to a workspace now",
)

timer = Table(
    "timer",
    metadata,
    Column("account", ForeignKey("account.id"), primary_key=True, comment="whose it is"),
    Column("name", String, primary_key=True, comment="one timer of a name for each learner"),
    Column("prompt", Integer, nullable=False, comment="the prompt that was open when it was set"),
    Column("due", Instant, nullable=False, index=True, comment="when it comes (UTC)"),
    comment="what is to come back by itself",
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("key", String, primary_key=True, comment="the platform's own id of the input"),
    _account(),
    _at(),
    Column("error", Text, nullable=False, comment="why it was set aside, without learner's text"),
    Column("input", LargeBinary, nullable=False, comment="the input as JSON"),
    comment="inputs that could not be handled, kept to be tried again",
)

attempt = Table(
    "attempt",
    metadata,
    Column("key", String, primary_key=True, comment="the platform's own id of the input"),
    Column("count", Integer, nullable=False, comment="how often it was begun"),
    comment="inputs begun after an unclean end, so that one that ends the program is found",
)

process = Table(
    "process",
    metadata,
    _id(),
    Column("started", Instant, nullable=False, comment="when it opened the database (UTC)"),
    Column("clean", Boolean, nullable=False, comment="whether it ended in good order"),
    comment="the last process that served",
)

quiz_answer = Table(
    "quiz_answer",
    metadata,
    _id(),
    _account(),
    _at(),
    *_step(),
    Column("choice", String, nullable=False, comment="id of the option that was picked"),
    Column("right", Boolean, nullable=False, comment="whether that is the answer"),
    Column("attempt", Integer, nullable=False, comment="1 each time the question is opened"),
    Column("hinted", Boolean, nullable=False, comment="whether the hint was shown before"),
    *_edition(),
    comment="every answer to a check",
)

answer_shown = Table(
    "answer_shown",
    metadata,
    _id(),
    _account(),
    _at(),
    *_step(),
    *_edition(),
    comment="checks whose answer was shown: asked for, or wrong twice",
)

guess = Table(
    "guess",
    metadata,
    _id(),
    _account(),
    _at(),
    *_step(),
    Column("choice", String, nullable=False, comment="id of the option that was picked"),
    *_edition(),
    comment="guesses before teaching",
)

reflection = Table(
    "reflection",
    metadata,
    _id(),
    _account(),
    _at(),
    *_step(),
    Column("text", Text, nullable=False, comment="the learner's own words: private"),
    *_edition(),
    comment="what learners wrote",
)

progress = Table(
    "progress",
    metadata,
    _id(),
    _account(),
    _at(),
    Column("lesson", String, nullable=False, comment="id of the lesson"),
    Column("section", String, nullable=False, comment="id of the part"),
    Column("done", Boolean, nullable=False, comment="false: came to it; true: finished it"),
    *_edition(),
    comment="which part each learner came to and finished, and when",
)


def _ranged(name: str, unit: str) -> tuple[Column[float], ...]:
    return tuple(
        Column(f"{name}_{end}", Float, comment=f"{words} {unit}")
        for end, words in (("low", "low end,"), ("central", "most likely,"), ("high", "high end,"))
    )


calculation = Table(
    "calculation",
    metadata,
    _id(),
    _account(),
    _at(),
    Column("calculator", String, nullable=False, comment="such as training-cost"),
    Column("guess", String, comment="id of the magnitude guessed before"),
    Column("goal", String, nullable=False, comment="ready-made, fine-tune, scratch, own-machines"),
    Column("data_bytes", BigInteger, comment="size of the material in bytes"),
    Column("tokens", BigInteger, comment="size of the material in tokens, where given so"),
    Column("material", String, comment="text, documents, email, web or code"),
    Column("hours", Float, comment="time to finish within, in hours"),
    Column("country", String, comment="country of the computers, ISO code of three letters"),
    Column("script", String, comment="latin or other"),
    Column("parameters", BigInteger, comment="size of the model, where chosen"),
    Column("method", String, comment="full or lora, where chosen"),
    Column("chip", String, comment="chip, where chosen"),
    Column("passes", Integer, comment="times through the material, where chosen"),
    Column("machines_given", Integer, comment="machines that the learner already has"),
    Column("uses_per_month", BigInteger, comment="uses of a ready-made model a month"),
    *_ranged("cost_run", "USD for the final run, or USD a month for ready-made"),
    *_ranged("cost_project", "USD for the whole project, people apart"),
    *_ranged("accelerator_hours", "hours of one accelerator"),
    *_ranged("machines", "machines at once"),
    *_ranged("energy", "kWh"),
    *_ranged("co2e", "kg CO2e"),
    *_ranged("storage", "GB"),
    *_ranged("people", "person-months"),
    Column("prices", String, nullable=False, comment="date of the prices"),
    Column("revision", String, nullable=False, comment="content that the learner was shown"),
    comment="results of the calculator that learners kept",
)


def _checklist() -> tuple[Column[str], Column[str], Column[int]]:
    return (
        Column("checklist", String, nullable=False, comment="id of the checklist"),
        Column("version", String, nullable=False, comment="version that its author gave it"),
        Column("run", Integer, nullable=False, comment="counts the learner's runs"),
    )


checklist_answer = Table(
    "checklist_answer",
    metadata,
    _id(),
    _account(),
    _at(),
    *_checklist(),
    Column("tool", Text, nullable=False, comment="what it is about, in the learner's words"),
    Column("question", String, nullable=False, comment="id of the question"),
    Column(
        "answer",
        String,
        nullable=False,
        comment="yes, partly, no, unknown, does-not-apply or skipped",
    ),
    Column("basis", String, comment="what a yes rests on: seen, told or impression"),
    Column("reason", Text, nullable=False, comment="why it does not apply; may be empty"),
    Column("note", Text, nullable=False, comment="the learner's own words; may be empty"),
    Column("revision", String, nullable=False, comment="content that the learner was shown"),
    comment="every answer to a checklist; the last of a question in a run holds; private",
)

checklist_run = Table(
    "checklist_run",
    metadata,
    _id(),
    _account(),
    _at(),
    *_checklist(),
    Column("repeats", Integer, comment="the run that this one asks again"),
    Column("tool", Text, nullable=False, comment="what it is about, in the learner's words"),
    Column("use", String, nullable=False, comment="how the tool is used: id of the choice"),
    Column("touches", String, nullable=False, comment="what it affects: ids, a space between"),
    Column("form", String, nullable=False, comment="short or full"),
    Column("remark", Text, nullable=False, comment="answer to the closing line; may be empty"),
    Column("finished", Boolean, nullable=False, comment="whether all was asked"),
    Column("revision", String, nullable=False, comment="content that the learner was shown"),
    comment="what each run through a checklist is about; its last row holds; private",
)

team = Table(
    "team",
    metadata,
    Column("id", String, primary_key=True, comment="id of the team, by chance"),
    Column("name", String, nullable=False, comment="as its manager named it"),
    Column("platform", String, nullable=False, comment="platform of the one who made it"),
    Column("tenant", String, nullable=False, comment="workspace or bot that it belongs to"),
    _at(),
    Column("closed", Instant, comment="since when it is no more (UTC)"),
    comment="teams: who is in them stands in membership",
)

membership = Table(
    "membership",
    metadata,
    Column("id", String, primary_key=True, comment="id of the membership, by chance"),
    Column("team", ForeignKey("team.id"), nullable=False, index=True, comment="in which team"),
    Column("account", ForeignKey("account.id"), nullable=False, index=True, comment="whose it is"),
    Column("role", String, nullable=False, comment="manager or member"),
    Column("name", String, nullable=False, comment="as the person is called in this team"),
    Column("joined", Instant, nullable=False, comment="since when (UTC)"),
    Column("revision", String, nullable=False, comment="content that said what the team sees"),
    Column("ended", Instant, comment="until when (UTC); empty: still in it"),
    Column("ended_by", String, comment="self, manager or operator"),
    Column("weekly_day", Integer, comment="day of the digest; 0 is Monday"),
    Column("weekly_hour", Integer, comment="hour of the digest"),
    Column("weekly_zone", String, comment="time zone of that hour (IANA)"),
    comment="who is, or was, in which team",
)
# Nobody is in a team twice.
Index(
    "uq_membership_team_account",
    membership.c.team,
    membership.c.account,
    unique=True,
    sqlite_where=membership.c.ended.is_(None),
    postgresql_where=membership.c.ended.is_(None),
)

join_code = Table(
    "join_code",
    metadata,
    Column("digest", String, primary_key=True, comment="of the code: the code is not kept"),
    Column("half", String, nullable=False, comment="digest of its first half"),
    Column("team", ForeignKey("team.id"), nullable=False, index=True, comment="where it leads"),
    Column("everywhere", Boolean, nullable=False, comment="also outside the team's workspace"),
    _at(),
    Column("expires", Instant, nullable=False, comment="until when it holds (UTC)"),
    Column("ended", Instant, comment="since when another took its place (UTC)"),
    comment="codes by which people join teams",
)

join_attempt = Table(
    "join_attempt",
    metadata,
    _id(),
    Column("account", ForeignKey("account.id"), nullable=False, index=True, comment="whose it is"),
    Column("at", Instant, nullable=False, index=True, comment="when it came about (UTC)"),
    Column("half", String, nullable=False, index=True, comment="digest of the code's first half"),
    comment="codes that led nowhere, kept for an hour: so many are let pass",
)

consent = Table(
    "consent",
    metadata,
    Column("id", String, primary_key=True, comment="id of the consent, by chance"),
    Column("account", ForeignKey("account.id"), nullable=False, index=True, comment="whose it is"),
    _at(),
    Column(
        "team",
        ForeignKey("team.id"),
        nullable=False,
        index=True,
        comment="to the managers of which team",
    ),
    *_checklist(),
    Column("tool", Text, nullable=False, comment="what it is about, in the learner's words"),
    Column("use", String, nullable=False, comment="how the tool is used: id of the choice"),
    Column("touches", String, nullable=False, comment="what it affects: ids, a space between"),
    Column("form", String, nullable=False, comment="short or full"),
    Column("named", Boolean, nullable=False, comment="false: for digests only, without a name"),
    Column("name", String, nullable=False, comment="as managers see it; empty when not named"),
    Column("role", String, nullable=False, comment="as managers see it; may be empty"),
    Column(
        "remark", Text, nullable=False, comment="answer to the closing line, as sent; may be empty"
    ),
    Column(
        "managers", Text, nullable=False, comment="the names shown as those who get it, one a line"
    ),
    Column("text", Text, nullable=False, comment="exactly what was shown, and sent"),
    Column("revision", String, nullable=False, comment="content that said what is sent"),
    Column("withdrawn", Instant, comment="since when it holds no more (UTC)"),
    comment="what learners agreed to have sent to managers; private but for those",
)

sent_answer = Table(
    "sent_answer",
    metadata,
    Column("consent", ForeignKey("consent.id"), primary_key=True, comment="with which consent"),
    Column("question", String, primary_key=True, comment="id of the question"),
    Column(
        "answer",
        String,
        nullable=False,
        comment="yes, partly, no, unknown, does-not-apply or skipped",
    ),
    Column("basis", String, comment="what a yes rests on: seen, told or impression"),
    Column("reason", Text, nullable=False, comment="why it does not apply, as sent; may be empty"),
    Column("note", Text, nullable=False, comment="the learner's own words, as sent; may be empty"),
    comment="the answers as they were sent",
)

next_step = Table(
    "next_step",
    metadata,
    Column("id", String, primary_key=True, comment="id of the next step, by chance"),
    Column(
        "account", ForeignKey("account.id"), nullable=False, comment="the manager who assigned it"
    ),
    _at(),
    Column("consent", ForeignKey("consent.id"), index=True, comment="from which summary"),
    Column("team", ForeignKey("team.id"), nullable=False, comment="in which team"),
    Column("question", String, nullable=False, comment="id of the question"),
    Column("action", Text, nullable=False, comment="what is to be done"),
    Column("owner", String, nullable=False, comment="who does it, in the manager's words"),
    Column(
        "due", String, nullable=False, comment="until when, in the manager's words; may be empty"
    ),
    Column("done", Instant, comment="since when it is done (UTC)"),
    comment="next steps that managers assigned",
)

inquiry = Table(
    "inquiry",
    metadata,
    Column("id", String, primary_key=True, comment="id of the inquiry, by chance"),
    Column("account", ForeignKey("account.id"), nullable=False, comment="the manager who asks"),
    _at(),
    Column(
        "consent",
        ForeignKey("consent.id"),
        nullable=False,
        index=True,
        comment="about which summary",
    ),
    Column("question", Text, nullable=False, comment="what is asked, in the manager's words"),
    Column("answer", Text, nullable=False, comment="as the learner sent it; may be empty"),
    Column("closed", Instant, comment="since when it waits no more (UTC)"),
    comment="questions of managers to those who sent something, and the answers",
)

digest_batch = Table(
    "digest_batch",
    metadata,
    Column("id", String, primary_key=True, comment="id of the batch, by chance"),
    Column(
        "team",
        ForeignKey("team.id"),
        nullable=False,
        index=True,
        comment="in the digests of which team",
    ),
    Column("checklist", String, nullable=False, comment="id of the checklist"),
    Column("tool", Text, nullable=False, comment="what it is about, in small letters"),
    Column("at", Instant, nullable=False, comment="end of the week that closed it (UTC)"),
    Column("size", Integer, nullable=False, comment="with fewer people in it, it counts no more"),
    comment="answers without names that digests count together or not at all",
)

digest_share = Table(
    "digest_share",
    metadata,
    Column(
        "consent",
        ForeignKey("consent.id"),
        primary_key=True,
        comment="with which consent it was sent",
    ),
    Column(
        "batch", ForeignKey("digest_batch.id"), nullable=False, comment="in which batch it counts"
    ),
    comment="what is in which batch",
)

finish_share = Table(
    "finish_share",
    metadata,
    _id(),
    Column(
        "account", ForeignKey("account.id"), nullable=False, index=True, comment="who was asked"
    ),
    _at(),
    Column("team", ForeignKey("team.id"), nullable=False, comment="about the managers of which"),
    Column("lesson", String, nullable=False, comment="id of the lesson that was finished"),
    Column("shared", Boolean, nullable=False, comment="whether they may see it"),
    Column("managers", Text, nullable=False, comment="their names then, one a line"),
    Column("text", Text, nullable=False, comment="the question, word for word"),
    Column("revision", String, nullable=False, comment="revision of the course"),
    Column("withdrawn", Instant, comment="since when they may not any more (UTC)"),
    comment="who lets managers see that they finished a lesson",
)

digest_given = Table(
    "digest_given",
    metadata,
    _id(),
    Column(
        "account",
        ForeignKey("account.id"),
        nullable=False,
        index=True,
        comment="the manager who got it",
    ),
    _at(),
    Column("team", ForeignKey("team.id"), nullable=False, comment="of which team"),
    Column("checklist", String, nullable=False, comment="id of the checklist"),
    Column("tool", Text, nullable=False, comment="what it is about, in small letters"),
    Column(
        "counted", String, nullable=False, comment="ids of the questions in it, a space between"
    ),
    Column("open", String, nullable=False, comment="ids of those that were open, a space between"),
    comment="what digests said: to tell what changed since the last one",
)
