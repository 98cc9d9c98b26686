"""Replay equals life: a journal read back gives the very state that wrote it, for every durable event."""

from dataclasses import replace
from random import Random

import pytest

from rooms import commands as c
from rooms.commands import Command
from rooms.errors import Refusal
from rooms.events import (
    DURABLE,
    LIVE,
    CaptionCorrected,
    CaptionSaid,
    Column,
    MessageEdited,
    MessagePosted,
    PollKind,
    PollSpec,
    ReportFiled,
)
from rooms.events.groups import GroupSpec, Participant, PlanSpec, Report, Rotation
from rooms.hub import EVOLVE, Hub
from rooms.ids import (
    HUB_CHANNEL,
    BoardId,
    CaptionId,
    CardId,
    ChannelId,
    EntryId,
    GroupId,
    InviteId,
    MessageId,
    PlanId,
    PollId,
    ReportId,
    RoomId,
    RoundId,
    SessionId,
    VisitorId,
    direct_channel,
    room_channel,
)  # fmt: skip
from rooms.look import Look
from rooms.roles import Actor, Role
from server.protocol.codec import journal_data, read_event, read_state, state_hash, state_json
from tests.rooms.minors_story import minding
from tests.rooms.stage_story import boxing, recording, showing
from tests.rooms.world import GARDEN, HALL, LAB, OFFICE, SHED, TABLE, Entry, World, talk

NAMES = ("ada", "bob", "eve", "dan", "fay", "host", "chief")
KINDS: tuple[PollKind, ...] = ("single", "multiple", "rating", "words", "ranking")
ROOMS = (OFFICE, LAB, TABLE, GARDEN, SHED)


class Story:
    """People who do at random whatever they may, for as long as one likes."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.world = World.where(messages_kept=40)
        self.world.here("Host", role=Role.MODERATOR)
        self.world.here("Chief", role=Role.ADMINISTRATOR)
        self.invites = 0
        self.hashes = dict[int, str]()

    def go_on(self, steps: int) -> None:
        """So many commands; those refused change nothing."""
        for _ in range(steps):
            self.world.now += self.rng.choice((0, 1, 40, 5000))
            self.attempt(*self.command())
            if self.rng.random() < 0.2:
                self.world.wait(50)

    def attempt(self, who: VisitorId, command: Command) -> None:
        """Give one command; the state changes only if it is accepted."""
        durable = self.world.hub.state.durable
        actor = Actor(who, Role.GUEST) if isinstance(command, c.Join | c.AskMinor) else None
        try:
            if isinstance(
                command, c.Erase | c.ExpireMessages | c.ExpireQueue | c.ExpireProgramme | c.ExpirePolls
            ):
                self.world.system(command)
            else:
                self.world.do(actor or who, command)
        except Refusal:
            # A fingerprint costs more than a command: of those that change nothing every fifth is looked at.
            if self.rng.random() < 0.2:
                assert state_hash(durable) == self.hashes.setdefault(durable.seq, state_hash(durable))
        else:
            self.hashes[durable.seq] = state_hash(durable)

    def command(self) -> tuple[VisitorId, Command]:
        """Somebody, and what that person wants."""
        pick = self.rng.choice
        who, other = VisitorId(pick(NAMES)), VisitorId(pick(NAMES[:-1]))
        if self.rng.random() < 0.2:
            return self.queueing(who)
        if self.rng.random() < 0.25:
            return self.parting(who, other)
        if self.rng.random() < 0.15:
            return self.planning(who)
        if self.rng.random() < 0.15:
            return self.polling(who)
        if self.rng.random() < 0.15:
            return self.writing(who)
        if self.rng.random() < 0.1:
            return VisitorId(pick((who, "host"))), self.captioning(other)
        if self.rng.random() < 0.08:
            return self.interpreting(other)
        if self.rng.random() < 0.05:
            return minding(self.rng, self.world)
        if self.rng.random() < 0.1:
            return VisitorId("host"), boxing(self.rng, self.world)
        if self.rng.random() < 0.1:
            return VisitorId(pick((who, "host"))), showing(self.rng, self.world)
        if self.rng.random() < 0.08:
            return VisitorId(pick((who, "host", "host"))), recording(self.rng, self.world)
        if self.rng.random() < 0.5:
            return pick((VisitorId("host"), VisitorId("chief"))), self.hosting(other, RoomId(pick(ROOMS)))
        return who, self.visiting(who, other, RoomId(pick(ROOMS)))

    def visiting(self, who: VisitorId, other: VisitorId, room: RoomId) -> Command:
        """What everybody may want."""
        channel = self.rng.choice((HUB_CHANNEL, room_channel(room), direct_channel(who, other)))
        return self.rng.choice(
            (
                c.Join(who.title(), Look(), self.invite()), c.Join(who.title(), Look()), c.Arrive(),
                c.Leave(),
                c.Rename(f"{who.title()} {self.rng.randrange(9)}"), c.EnterRoom(room),
                c.Dress(Look(skin=self.rng.choice(("a", "b", "c")))),
                *[c.UseInvite(self.invite()) for _ in range(3)],
                c.PostMessage(channel, "hello"), c.PostMessage(channel, "once more", None, (other,)),
                *self.answering(who, channel),
                c.ReadChannel(channel, self.message(channel)), c.KnockRoom(room), c.ClaimHub(),
            )
        )  # fmt: skip

    def answering(self, who: VisitorId, channel: ChannelId) -> tuple[Command, ...]:
        """What somebody does with a message of their own and one of a channel."""
        headers = self.world.hub.state.durable.messages.items()
        own = [message for message, header in headers if header.author == who] or [MessageId("none")]
        said, on = self.message(channel), self.rng.random() < 0.7
        return (
            c.PostMessage(channel, "yes", said), c.ReactToMessage(said, "heart", on), c.NoteTyping(channel),
            c.EditMessage(own[-1], "hullo"), c.TakeBackMessage(own[0]),
            c.FileReport(VisitorId(self.rng.choice(NAMES[:-1])), "spam"),
        )  # fmt: skip

    def report(self) -> ReportId:
        """The newest report, if there is any."""
        return next(reversed(self.world.hub.state.durable.reports.reports), ReportId("none"))

    def queueing(self, who: VisitorId) -> tuple[VisitorId, Command]:
        """What people and hosts want of a stage's queue."""
        if self.rng.random() < 0.5:
            return VisitorId("host"), self.moderating()
        entry, nameless = self.entry(), self.rng.random() < 0.3
        return who, self.rng.choice(
            (
                c.RaiseHand(HALL, "row 7"), c.LowerHand(HALL), c.AskQuestion(HALL, "Why?", nameless),
                c.AskQuestion(HALL, "Why?"), c.WithdrawEntry(entry), c.VoteEntry(entry),
                c.VoteEntry(entry), c.UnvoteEntry(entry), c.Attend(self.rng.choice((HALL, None))),
            )
        )  # fmt: skip

    def parting(self, who: VisitorId, other: VisitorId) -> tuple[VisitorId, Command]:
        """What people, hosts and the clock want of breakouts."""
        pick, kept, world = self.rng.choice, self.world.hub.state.durable.breakouts, self.world
        plan = pick([*kept.plans, PlanId("none")])
        running = [each for each in kept.rounds.values() if each.runs] or list(kept.rounds.values())[-1:]
        round_ = pick(running).id if running else RoundId("none")
        groups = list(kept.rounds[round_].groups) if running else [GroupId("none")]
        group, into = pick(groups), pick(groups)
        ids = [each.id for each in kept.plans[plan].spec.groups] if plan in kept.plans else groups
        named = [GroupSpec(ids[n] if n < len(ids) else GroupId(""), f"Group {n}") for n in range(3)]
        table = replace(named[0], room=OFFICE)
        polls = (PollSpec("Tea?", "single", ("Yes", "No"), 1, True, "live"),)
        spec = PlanSpec(
            f"Ideas {self.rng.randrange(3)}",
            None,
            5,
            (table, *named[1:]),
            "Write",
            ("Host",),
            ("mode",),
            polls,
            pick((True, False)),
            True,
            pick((True, False)),
        )
        report = Report("random", 2, 2, 0, (), (), {}, (1, 1), "yes", "sizes", ())
        rotation = Rotation("mix", 1, 0, ((who, other),))
        plans = (
            c.PlanBreakout(spec), c.EditBreakout(plan, spec), c.CopyBreakout(plan, "Once more"),
            c.NameBreakoutLead(plan, other, pick((True, False))), c.StartRound(plan), c.StartRound(plan, 1),
            c.SetRoster(plan, (Participant(pick(NAMES), {"language": "de"}),)),
            c.PutIntoGroup(plan, other, ids[0]),
            c.SetAssignment(plan, {who: ids[0]}, report, rotation), c.StartRound(plan, 1, True, 4),
            c.RemoveBreakout(plan) if self.rng.random() < 0.2 else c.AskPrepared(plan, 0),
            c.ExpireBreakouts(world.now - 400_000),
        )  # fmt: skip
        seated = [*kept.rounds[round_].seats()] if running else []
        rounds = (
            c.ExtendRound(round_, 60), c.PauseRound(round_), c.ResumeRound(round_), c.FinishRound(round_),
            c.CloseRound(round_, pick((0, 30))), c.CloseGroup(round_, group, pick((0, 5))),
            c.MoveMember(round_, other, pick((group, None))), c.SwapMembers(round_, who, other),
            c.MergeGroups(round_, group, into), c.SplitGroup(round_, group, "New", (other,)),
            c.SetTask(round_, group, pick(("Write", "Draw"))),
            c.GiveRole(round_, pick(seated or [other]), "Notes"),
            c.SettleHelp(round_, group), c.TextGroups(round_, "Hello"), c.SpeakToAll(round_, True),
            c.ListenIn(round_, group), c.VisitGroup(round_, pick((group, None))), c.NoteActivity({group: 5}),
        )  # fmt: skip
        calls = (c.CallPeople(round_, 3), c.CallPeople(round_, 8), *world.hub.calling())
        own = (
            c.DescribeOneself(plan, {"language": pick(("de", "en"))}), c.ChooseGroup(plan, ids[0]),
            c.AskForHelp(True), c.AskForHelp(False), c.GoToGroup(),
        )  # fmt: skip
        acts = pick((plans, rounds, rounds, calls, calls, own))
        return (pick(seated or [who]) if acts is own else VisitorId("chief")), pick(acts)

    def planning(self, who: VisitorId) -> tuple[VisitorId, Command]:
        """What people and hosts want of the programme."""
        pick, session = self.rng.choice, self.session()
        if self.rng.random() < 0.4:
            codes = self.rng.sample("abcdefgh", 3)
            day = self.world.now + self.rng.randrange(-9, 9) * 60_000
            talks = tuple(talk(each, day, room=pick((HALL, None)), cancelled=each == "h") for each in codes)
            command = c.ImportSessions(talks, pick((True, False)))
            acts = (command, command, c.CancelSession(session), c.RestoreSession(session))
            older = c.ExpireProgramme(self.world.now - 300_000)
            written = c.SetSession(replace(talks[0], id=pick((session, SessionId("")))))
            return VisitorId("host"), pick((*acts, written, c.RemoveSession(session), older))
        acts = (c.MarkSession(session), c.MarkSession(session), c.UnmarkSession(session))
        return who, pick((*acts, c.MakeFeed(f"{self.rng.randrange(2**32):064x}")))

    def polling(self, who: VisitorId) -> tuple[VisitorId, Command]:
        """What people and hosts want of polls."""
        pick, poll = self.rng.choice, self.poll()
        spec = PollSpec("Tea?", pick(KINDS), ("Yes", "No", "Milk"), 2, pick((True, False)), "live")
        if self.rng.random() < 0.5:
            acts = (c.DraftPoll(HALL, spec), c.EditPoll(poll, spec), c.CopyPoll(poll), c.OpenPoll(poll))
            more = (c.ClosePoll(poll), c.RemovePoll(poll), c.ExpirePolls(self.world.now - 300_000))
            return VisitorId("host"), pick((*acts, *acts, *more, c.SetApplause(HALL, pick((True, False)))))
        kind = getattr(self.world.hub.state.durable.polls.polls.get(poll), "spec", spec).kind
        words = (pick(("Tea", "tea", "Milk")),) if kind == "words" else ()
        picks = {"words": (), "ranking": (2, 0, 1)}.get(kind, (pick((1, 2)),))
        return who, c.VotePoll(poll, picks, words)

    def writing(self, who: VisitorId) -> tuple[VisitorId, Command]:
        """What those in the office want of its board."""
        if (body := self.world.hub.state.live.avatars.get(who)) is not None and body.room != OFFICE:
            return who, c.EnterRoom(OFFICE)
        pick, boards, board = self.rng.choice, self.world.hub.state.durable.boards, BoardId("room:office")
        cards = [each.id for each in boards.cards.get(board, ())] or [CardId("none")]
        card, column = pick(cards), pick(("ideas", "next", "more"))
        columns = (Column("ideas", ""), Column("more", pick(("More", "Much more"))))
        acts = (
            c.AddCard(board, column, pick(("one", "two"))), c.EditCard(card, pick(("one", "two"))),
            c.MoveCard(card, column, self.rng.randrange(4)), c.RemoveCard(card), c.RestoreCard(card),
            c.VoteCard(card), c.UnvoteCard(card), c.ArrangeBoard(board, pick((columns, columns[:1]))),
        )  # fmt: skip
        hosts = (c.FreezeBoard(board, self.rng.random() < 0.3), c.ExpireBoards(self.world.now - 100_000))
        return (who, pick(acts)) if self.rng.random() < 0.8 else (VisitorId("host"), pick(hosts))

    def poll(self) -> PollId:
        """One of the newer polls, if there is any."""
        polls = list(self.world.hub.state.durable.polls.polls)
        return self.rng.choice(polls[-4:]) if polls else PollId("none")

    def captioning(self, other: VisitorId) -> Command:
        """What captioners and hosts want of a stage's captions."""
        pick, lines = self.rng.choice, list(self.world.hub.state.durable.captions.lines.get(HALL, ()))
        line = pick(lines) if lines else CaptionId("none")
        return pick(
            (
                c.SayCaption(HALL, pick(("de", "en")), "hello"), c.SayCaption(HALL, "en", "once more"),
                c.SayCaption(HALL, "en", "hel", False), c.CorrectCaption(HALL, line, pick(("hello", ""))),
                c.SetCaptioner(HALL, other, pick(("de", "en", None))),
                c.MakeCaptionKey(HALL, f"hash-{self.rng.randrange(99)}"),
            )
        )  # fmt: skip

    def interpreting(self, other: VisitorId) -> tuple[VisitorId, Command]:
        """What interpreters and hosts want of a stage's channels."""
        pick, flag, language = self.rng.choice, self.rng.random() < 0.6, self.rng.choice(("fr", "de"))
        kept = self.world.hub.state.durable.interpreting
        named, working = list(kept.interpreters.get(HALL, ())), list(kept.desks)
        if not named or self.rng.random() < 0.2:
            return VisitorId("host"), c.NameInterpreter(HALL, other, pick((("fr",), ("de", "fr"), ())))
        if not working or self.rng.random() < 0.3:
            return pick(named), c.SitAtDesk(HALL, pick((language, language, None)))
        airs = (c.GoOnAir(HALL, True), c.GoOnAir(HALL, flag), c.HandOver(HALL, other))
        return pick(working), pick((*airs, c.AskHandover(HALL, flag), c.ListenTo(HALL, language)))

    def session(self) -> SessionId:
        """Something of the programme, if there is anything."""
        sessions = list(self.world.hub.state.durable.programme.sessions)
        return self.rng.choice(sessions) if sessions else SessionId("none")

    def hosting(self, other: VisitorId, room: RoomId) -> Command:
        """What hosts may want."""
        role, ends = self.rng.choice(list(Role)), self.world.now + 60_000
        return self.rng.choice(
            (
                c.Mute(other), c.Unmute(self.muted(other)), c.Remove(other), c.Ban(other), c.Unban(other),
                c.Unban(other),
                c.GrantRole(other, role), c.CreateInvite(self.new_invite(), Role.MEMBER, ends, 2),
                c.RevokeInvite(self.invite()), c.RevokeInvite(self.invite()),
                c.LockRoom(room), c.UnlockRoom(room), c.Move(other, room),
                c.Move(other, room), c.Return(other), c.DeleteMessage(self.message(HUB_CHANNEL)),
                c.ExpireMessages(self.world.now - 100_000), self.erase(other),
                c.SettleReport(self.report(), "acted"), c.ExpireReports(self.world.now - 100_000),
                c.MakeStageKey(HALL, f"hash-{self.rng.randrange(99)}"),
                c.CheckIn(other, HALL), c.CheckOut(other), c.EndStays(), c.LowerHands(),
            )
        )  # fmt: skip

    def moderating(self) -> Command:
        """What hosts may want of a queue."""
        entry, flag = self.entry(), self.rng.random() < 0.5
        return self.rng.choice(
            (
                c.AdmitEntry(entry), c.FinishEntry(entry), c.DismissEntry(entry), c.RestoreEntry(entry),
                c.ApproveEntry(entry), c.PinEntry(entry), c.UnpinEntry(entry),
                c.RuleStage(HALL, "alternate" if flag else "arrival", flag, not flag),
                c.ExpireQueue(self.world.now - 100_000),
            )
        )  # fmt: skip

    def entry(self) -> EntryId:
        """Something of the queue, if there is anything."""
        entries = list(self.world.hub.state.durable.queue.entries)
        return self.rng.choice(entries) if entries else EntryId("none")

    def muted(self, other: VisitorId) -> VisitorId:
        """Somebody who is muted, if anybody is."""
        people = self.world.hub.state.durable.visitors.items()
        return next((who for who, person in people if person.muted), other)

    def erase(self, other: VisitorId) -> Command:
        """Now and then somebody is forgotten."""
        return c.Erase(other) if other not in ("host", "chief") else c.Unban(other)

    def new_invite(self) -> InviteId:
        """The next invite link."""
        self.invites += 1
        return InviteId(f"invite-{self.invites}")

    def invite(self) -> InviteId:
        """One of the newer invite links."""
        return InviteId(f"invite-{self.rng.randint(max(1, self.invites - 3), self.invites + 1)}")

    def message(self, channel: ChannelId) -> MessageId:
        """A message of the channel, if there is one."""
        messages = self.world.hub.state.durable.messages.items()
        there = [message for message, header in messages if header.channel == channel]
        return self.rng.choice(there) if there else MessageId("none")


def reread(entries: list[Entry]) -> list[Entry]:
    """The same rows as they come out of the journal."""
    return [
        replace(each, event=read_event(each.event.TYPE, each.event.V, journal_data(each.event)))
        for each in entries
    ]


def replayed(world: World, hub: Hub, entries: list[Entry]) -> Hub:
    """The hub after these rows."""
    for entry in entries:
        hub.replay(entry.event, entry.seq, entry.at)
    return hub


SEEDS = range(3)
TEXTS = MessagePosted | MessageEdited | ReportFiled | CaptionSaid | CaptionCorrected
STEPS, MORE = 1500, 12


@pytest.fixture(scope="module")
def told() -> list[Story]:
    """A few stories, told once; they go on in turn until every event has happened in one of them."""
    stories = [Story(seed) for seed in SEEDS]
    for story in stories:
        story.go_on(STEPS)
    for n in range(MORE):
        if {type(entry.event) for story in stories for entry in story.world.journal} == set(DURABLE):
            break
        stories[n % len(stories)].go_on(STEPS)
    return stories


@pytest.fixture(scope="module")
def stories(told: list[Story]) -> list[World]:
    """The hubs in which they were told."""
    return [story.world for story in told]


def test_the_stories_hold_every_durable_event(stories: list[World]) -> None:
    seen = {type(entry.event) for world in stories for entry in world.journal}
    assert seen == set(DURABLE)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_replayed_journal_gives_the_state_that_wrote_it(stories: list[World], seed: int) -> None:
    world = stories[seed]
    hub = replayed(world, Hub(world.rules), reread(world.journal))
    assert hub.state.durable == world.hub.state.durable
    assert state_hash(hub.state.durable) == state_hash(world.hub.state.durable)
    assert state_json(hub.state.durable) == state_json(world.hub.state.durable)


@pytest.mark.parametrize("seed", SEEDS)
def test_replay_equals_life_after_every_command(told: list[Story], seed: int) -> None:
    world, hashes = told[seed].world, told[seed].hashes
    hub = Hub(world.rules)
    for entry in reread(world.journal):
        hub.replay(entry.event, entry.seq, entry.at)
        if entry.seq in hashes:
            assert state_hash(hub.state.durable) == hashes[entry.seq], entry
    assert len(hashes) > 100


@pytest.mark.parametrize("seed", SEEDS)
def test_a_snapshot_and_the_rest_of_the_journal_give_the_same_state(stories: list[World], seed: int) -> None:
    world = stories[seed]
    for cut in (0, 1, len(world.journal) // 2, len(world.journal)):
        early = replayed(world, Hub(world.rules), world.journal[:cut])
        snapshot = read_state(state_json(early.state.durable))
        assert snapshot == early.state.durable
        late = replayed(world, Hub(world.rules, snapshot), reread(world.journal[cut:]))
        assert state_json(late.state.durable) == state_json(world.hub.state.durable)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sequence_has_no_gap_and_its_time_never_goes_back(stories: list[World], seed: int) -> None:
    journal = stories[seed].journal
    assert [entry.seq for entry in journal] == list(range(1, len(journal) + 1))
    assert [entry.at for entry in journal] == sorted(entry.at for entry in journal)
    assert stories[seed].hub.state.durable.seq == len(journal)


@pytest.mark.parametrize("event", DURABLE)
def test_each_durable_event_comes_out_of_the_journal_as_it_went_in(
    stories: list[World], event: type[object]
) -> None:
    rows = [each.event for world in stories for each in world.journal if type(each.event) is event][:20]
    for row in rows:
        data = journal_data(row)
        back = read_event(row.TYPE, row.V, data, row.body if isinstance(row, TEXTS) else None)
        assert back == row
        assert repr(back) == repr(row)


def test_the_journal_never_holds_the_text_of_a_message(stories: list[World]) -> None:
    rows = [each.event for each in stories[0].journal if isinstance(each.event, TEXTS)]
    assert rows
    assert not any("hello" in journal_data(row) or "once more" in journal_data(row) for row in rows)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_copy_of_the_state_does_not_change_with_the_hub(seed: int) -> None:
    story = Story(seed)
    story.go_on(150)
    copy = story.world.hub.state.durable.copy()
    before = state_hash(copy)
    assert copy == story.world.hub.state.durable
    story.go_on(150)
    assert state_hash(copy) == before
    assert state_hash(story.world.hub.state.durable) != before


def test_deciding_changes_nothing() -> None:
    story = Story(7)
    story.go_on(200)
    hub = story.world.hub
    for _ in range(400):
        who, command = story.command()
        before, lively = state_json(hub.state.durable), repr(hub.state.live)
        try:
            hub.decide(hub.actor(who), command, story.world.at)
        except Refusal:
            pass
        assert (state_json(hub.state.durable), repr(hub.state.live)) == (before, lively)


def test_every_event_has_its_change() -> None:
    assert set(EVOLVE) == {*DURABLE, *LIVE}
