"""Rights: the matrix role x capability x place, cell by cell, and what takes rights away."""

from collections.abc import Callable

import pytest

from rooms import commands as c
from rooms.commands import Command
from rooms.errors import CODES
from rooms.events import Column, PollSpec
from rooms.events.groups import GroupSpec, PlanSpec, Report
from rooms.hub import _SLICES, RULES
from rooms.ids import (
    HUB_CHANNEL,
    BoardId,
    CaptionId,
    CardId,
    ConversationId,
    DeckId,
    EntryId,
    FileId,
    GroupId,
    InviteId,
    MessageId,
    PlanId,
    PollId,
    RecordingId,
    ReportId,
    RoomId,
    RoundId,
    SessionId,
    SourceId,
    VisitorId,
    WorkshopId,
    source_of,
)  # fmt: skip
from rooms.look import Look
from rooms.roles import Actor, Capability, Place, Policy, Role, can, capabilities, grantable, outranks
from tests.rooms.world import BIRTH, FINE, GARDEN, HALL, LAB, OFFICE, TABLE, World, refused, talk

HOSTS = {Role.ADMINISTRATOR, Role.MODERATOR}
PEOPLE = {*HOSTS, Role.SPEAKER, Role.MEMBER, Role.GUEST}
ALL = {*PEOPLE, Role.VENUE}

WHO: dict[Capability, set[Role]] = {
    Capability.HUB_ENTER: ALL,
    Capability.AVATAR_MOVE: PEOPLE,
    Capability.AVATAR_FOLLOW: PEOPLE,
    Capability.AVATAR_LEAD: {*HOSTS, Role.SPEAKER},
    Capability.PROFILE_EDIT: PEOPLE,
    Capability.CHAT_READ: PEOPLE,
    Capability.CHAT_POST: PEOPLE,
    Capability.CHAT_DIRECT: PEOPLE,
    Capability.CHAT_DELETE: HOSTS,
    Capability.ROOM_ENTER: PEOPLE,
    Capability.ROOM_KNOCK: PEOPLE,
    Capability.ROOM_LOCK: HOSTS,
    Capability.CONVERSATION_JOIN: PEOPLE,
    Capability.CONVERSATION_LOCK: PEOPLE,
    Capability.AV_PUBLISH: PEOPLE,
    Capability.AV_SUBSCRIBE: ALL,
    Capability.STAGE_INGEST: {Role.VENUE},
    Capability.STAGE_KEY: HOSTS,
    Capability.STAGE_ASK: PEOPLE,
    Capability.STAGE_REACT: PEOPLE,
    Capability.POLL_VOTE: PEOPLE,
    Capability.REPORT_FILE: PEOPLE,
    Capability.STAGE_MODERATE: HOSTS,
    Capability.VISITOR_CHECK_IN: HOSTS,
    Capability.VISITOR_MUTE: HOSTS,
    Capability.VISITOR_MOVE: HOSTS,
    Capability.VISITOR_REMOVE: HOSTS,
    Capability.VISITOR_BAN: HOSTS,
    Capability.ROLE_GRANT: {Role.ADMINISTRATOR},
    Capability.INVITE_CREATE: HOSTS,
    Capability.AUDIT_READ: HOSTS,
    Capability.REPORT_READ: HOSTS,
    Capability.MINORS_GUARD: HOSTS,
    Capability.MINORS_LEAD: set(),
    Capability.PROGRAMME_EDIT: HOSTS,
    Capability.CAPTION_WRITE: HOSTS,
    Capability.STAGE_INTERPRET: set(),
    Capability.STAGE_PRESENT: {*HOSTS, Role.SPEAKER},
    Capability.RECORDING_MAKE: HOSTS,
    Capability.NOTE_WRITE: PEOPLE,
    Capability.BREAKOUT_JOIN: PEOPLE,
    Capability.BREAKOUT_LEAD: HOSTS,
}
"""Who may do what where nothing takes it away: written down a second time, by hand."""

BEHIND_DOOR = {
    Capability.ROOM_ENTER,
    Capability.CHAT_READ,
    Capability.CHAT_POST,
    Capability.AV_PUBLISH,
    Capability.AV_SUBSCRIBE,
    Capability.STAGE_ASK,
    Capability.STAGE_REACT,
    Capability.POLL_VOTE,
    Capability.NOTE_WRITE,
}
QUIET_HOUR = Policy(
    "quiet hour",
    frozenset(Capability),
    spares=frozenset({Role.MODERATOR, Role.VENUE}),
    spares_visitors=frozenset({VisitorId("somebody")}),
    starts_at=BIRTH + 100,
    ends_at=BIRTH + 200,
)

Takes = Callable[[Role, Capability], bool]
"""Whether a place takes a capability from a role."""


def nothing(role: Role, capability: Capability) -> bool:
    """The place takes nothing."""
    return False


def door(role: Role, capability: Capability) -> bool:
    """A locked door takes entry, chat, sound and picture from all but the hosts."""
    return capability in BEHIND_DOOR and role not in HOSTS


def hour(role: Role, capability: Capability) -> bool:
    """The quiet hour takes everything from all it does not spare."""
    return role not in {Role.MODERATOR, Role.VENUE}


def locked(world: World, room: RoomId, inside: bool = False, admitted: bool = False) -> Place:
    """A place behind a lock, with the actor inside, admitted, or outside."""
    host = world.here("Host", role=Role.ADMINISTRATOR)
    world.here("Actor")
    world.do(host, c.LockRoom(room))
    if inside:
        world.into(VisitorId("actor"), room)
    if admitted:
        world.do(host, c.AdmitRoom(room, VisitorId("actor")))
    return world.hub.state.place(room)


def nested(world: World) -> Place:
    """The open table inside the locked lab, asked for from outside."""
    locked(world, LAB)
    return world.hub.state.place(TABLE)


def at_table(world: World) -> Place:
    """The locked lab, asked for from the table inside it."""
    locked(world, LAB)
    world.into(VisitorId("actor"), TABLE)
    return world.hub.state.place(LAB)


PLACES: dict[str, tuple[Callable[[World], Place], int, Takes]] = {
    "open floor": (lambda world: world.hub.state.place(None), 0, nothing),
    "open room": (lambda world: world.hub.state.place(OFFICE), 0, nothing),
    "locked, outside": (lambda world: locked(world, OFFICE), 0, door),
    "locked, inside": (lambda world: locked(world, OFFICE, inside=True), 0, nothing),
    "locked, admitted": (lambda world: locked(world, OFFICE, admitted=True), 0, nothing),
    "table in a locked lab, outside": (nested, 0, door),
    "locked lab, at its table": (at_table, 0, nothing),
    "before the policy": (lambda world: Place(None, (QUIET_HOUR,)), 99, nothing),
    "when the policy starts": (lambda world: Place(None, (QUIET_HOUR,)), 100, hour),
    "as the policy ends": (lambda world: Place(None, (QUIET_HOUR,)), 199, hour),
    "after the policy": (lambda world: Place(None, (QUIET_HOUR,)), 200, nothing),
}


@pytest.fixture(scope="module")
def places() -> dict[str, Place]:
    """Each place, built once: a place does not change when it is asked."""
    return {name: build(World()) for name, (build, _, _) in PLACES.items()}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("capability", Capability)
@pytest.mark.parametrize("role", Role)
def test_the_matrix_of_rights(
    places: dict[str, Place], role: Role, capability: Capability, place: str
) -> None:
    _, later, takes = PLACES[place]
    actor = Actor(VisitorId("actor"), role)
    expected = role in WHO[capability] and not takes(role, capability)
    assert can(actor, capability, places[place], BIRTH + later) is expected


@pytest.mark.parametrize("role", Role)
def test_a_banned_person_may_nothing_and_a_muted_one_all_but_be_heard(role: Role) -> None:
    free = capabilities(Actor(VisitorId("actor"), role), Place(), BIRTH)
    assert capabilities(Actor(VisitorId("actor"), role, banned=True), Place(), BIRTH) == frozenset()
    muted = capabilities(Actor(VisitorId("actor"), role, muted=True), Place(), BIRTH)
    assert muted == free - {Capability.AV_PUBLISH}


@pytest.mark.parametrize("role", Role)
def test_policies_only_deny(role: Role) -> None:
    generous = Policy("generous", frozenset(), spares=frozenset(Role), spares_visitors=frozenset({"actor"}))  # type: ignore[arg-type]
    actor = Actor(VisitorId("actor"), role)
    bare = capabilities(actor, Place(), BIRTH)
    assert capabilities(actor, Place(None, (generous,)), BIRTH) == bare
    assert capabilities(actor, Place(None, (QUIET_HOUR, generous)), BIRTH + 150) <= bare


def test_a_person_whom_a_policy_spares_keeps_the_rights_of_the_role() -> None:
    place = Place(None, (QUIET_HOUR,))
    spared = capabilities(Actor(VisitorId("somebody"), Role.GUEST), place, BIRTH + 150)
    assert spared == capabilities(Actor(VisitorId("somebody"), Role.GUEST), Place(), BIRTH)


# -- every command ---------------------------------------------------------------------------------

OTHER = VisitorId("other")
NOTEPAD = BoardId("room:office")
SPEC = PollSpec("Tea?", "single", ("Yes", "No"), 1, True, "live")
PLAN, ROUND, GROUP = PlanId("p"), RoundId("r"), GroupId("g")
MINORS = WorkshopId("w")
WORKSHOP = PlanSpec("Ideas", None, 20, (GroupSpec(GroupId(""), "One"),))
NO_REPORT = Report("random", 0, 0, 0, (), (), {}, (0, 0), "yes", "none", ())
SAMPLES: dict[type[Command], Command] = {
    each.__class__: each
    for each in (
        c.Join("Actor", Look()), c.UseInvite(InviteId("i")), c.Rename("Ada"), c.Dress(Look(skin="c")),
        c.Arrive(), c.Drop(OTHER), c.Leave(), c.SetStatus("away"), c.SetMedia(True, True),
        c.ShareScreen(), c.EndScreen(), c.LayStage(HALL, "gallery"), c.ViewStage(HALL, "side"),
        c.Follow(OTHER), c.StopFollowing(), c.InviteFollowers(), c.LetFollow(OTHER),
        c.RefuseFollow(OTHER), c.AllowFollowers(False),
        c.WalkTo(room=LAB), c.StopWalk(), c.EnterRoom(LAB), c.LockRoom(OFFICE), c.UnlockRoom(OFFICE),
        c.KnockRoom(OFFICE), c.AdmitRoom(OFFICE, OTHER), c.LockConversation(), c.UnlockConversation(),
        c.KnockConversation(ConversationId("t")), c.AdmitConversation(OTHER),
        c.PostMessage(HUB_CHANNEL, "hello"), c.DeleteMessage(MessageId("m")), c.NoteTyping(HUB_CHANNEL),
        c.EditMessage(MessageId("m"), "hullo"), c.TakeBackMessage(MessageId("m")),
        c.ReactToMessage(MessageId("m"), "clap", True), c.FileReport(OTHER, "spam"),
        c.SettleReport(ReportId("r"), "acted"), c.ExpireReports(5),
        c.ReadChannel(HUB_CHANNEL, MessageId("m")), c.ExpireMessages(0), c.Mute(OTHER), c.Unmute(OTHER),
        c.Move(OTHER, LAB), c.Return(OTHER), c.Remove(OTHER), c.Ban(OTHER), c.Unban(OTHER),
        c.GrantRole(OTHER, Role.GUEST), c.ClaimHub(), c.CreateInvite(InviteId("i"), Role.GUEST, BIRTH + 9, 1),
        c.RevokeInvite(InviteId("i")), c.Erase(OTHER), c.JoinMedia("tab"), c.WatchStage(HALL, "tab"),
        c.AnswerMedia("v=0", "tab"), c.LeaveMedia("tab"), c.MakeStageKey(HALL, "hash"),
        c.ReportSource(HALL, SourceId("stage:hall/cam"), "on"), c.Attend(HALL),
        c.CheckIn(OTHER, HALL), c.CheckOut(OTHER), c.EndStays(), c.LowerHands(),
        c.RaiseHand(HALL), c.LowerHand(HALL), c.AskQuestion(HALL, "Why?"), c.WithdrawEntry(EntryId("q")),
        c.VoteEntry(EntryId("q")), c.UnvoteEntry(EntryId("q")), c.AdmitEntry(EntryId("q")),
        c.FinishEntry(EntryId("q")), c.DismissEntry(EntryId("q")), c.RestoreEntry(EntryId("q")),
        c.ApproveEntry(EntryId("q")), c.PinEntry(EntryId("q")), c.UnpinEntry(EntryId("q")),
        c.RuleStage(HALL, "alternate", True, True), c.ExpireQueue(0),
        c.DraftPoll(HALL, SPEC), c.EditPoll(PollId("p"), SPEC), c.CopyPoll(PollId("p")),
        c.OpenPoll(PollId("p")), c.ClosePoll(PollId("p")), c.RemovePoll(PollId("p")),
        c.VotePoll(PollId("p"), (1,)), c.ExpirePolls(0), c.React(HALL, "clap"), c.SetApplause(HALL, True),
        c.ImportSessions((talk("a"),)), c.CancelSession(SessionId("s")), c.RestoreSession(SessionId("s")),
        c.SetSession(talk("a")), c.ReinstateSession(SessionId("s")), c.RemoveSession(SessionId("s")),
        c.MarkSession(SessionId("s")), c.UnmarkSession(SessionId("s")),
        c.MakeFeed("hash"), c.ExpireProgramme(0),
        c.SayCaption(HALL, "en", "Hello"), c.CorrectCaption(HALL, CaptionId("l"), "Hello"),
        c.SetCaptioner(HALL, OTHER, "en"), c.MakeCaptionKey(HALL, "hash"),
        c.NameInterpreter(HALL, OTHER, ("fr",)), c.SitAtDesk(HALL, "fr"), c.GoOnAir(HALL, True),
        c.AskHandover(HALL, True), c.HandOver(HALL, OTHER), c.ListenTo(HALL, None), c.LeaveDesk(OTHER),
        c.ReportVoice(OTHER, True), c.CountListeners(HALL, {"fr": 1}),
        c.PairBox(VisitorId("box"), HALL, "Left"), c.RenameBox(OTHER, "Left"), c.RevokeBox(OTHER),
        c.UseBox(OTHER, True, True, True), c.ChooseUse(True, True, True), c.AskBox(OTHER, "echo"),
        c.PlaceBox(OTHER, None), c.ReportHealth(FINE), c.ReportStart(()),
        c.ReportDevice(source_of(OTHER, "cam"), "on"),
        c.AddCard(NOTEPAD, "ideas", "hello"), c.EditCard(CardId("c"), "hello"),
        c.MoveCard(CardId("c"), "ideas", 0), c.RemoveCard(CardId("c")), c.RestoreCard(CardId("c")),
        c.VoteCard(CardId("c")), c.UnvoteCard(CardId("c")),
        c.ArrangeBoard(NOTEPAD, (Column("ideas", ""),)), c.FreezeBoard(NOTEPAD, True), c.ExpireBoards(0),
        c.ShowSource(HALL, None), c.SetScene(HALL, "map"),
        c.PlanBreakout(WORKSHOP), c.EditBreakout(PLAN, WORKSHOP), c.CopyBreakout(PLAN, "Again"),
        c.RemoveBreakout(PLAN), c.NameBreakoutLead(PLAN, OTHER, True), c.SetRoster(PLAN, ()),
        c.DescribeOneself(PLAN, {"language": "de"}), c.AssignGroups(PLAN, "random"),
        c.SetAssignment(PLAN, {}, NO_REPORT, None), c.FailAssignment(PLAN, OTHER, "breakout.nobody"),
        c.PutIntoGroup(PLAN, OTHER, None), c.ChooseGroup(PLAN, None), c.StartRound(PLAN),
        c.CallPeople(ROUND, 8), c.ExtendRound(ROUND, 60), c.PauseRound(ROUND), c.ResumeRound(ROUND),
        c.CloseRound(ROUND), c.CloseGroup(ROUND, GROUP), c.FinishRound(ROUND),
        c.MoveMember(ROUND, OTHER, GROUP), c.SwapMembers(ROUND, OTHER, OTHER),
        c.MergeGroups(ROUND, GROUP, GROUP), c.SplitGroup(ROUND, GROUP, "New", (OTHER,)),
        c.SetTask(ROUND, None, "Write"), c.GiveRole(ROUND, OTHER, "Notes"), c.AskForHelp(True),
        c.SettleHelp(ROUND, GROUP), c.TextGroups(ROUND, "Hello"), c.SpeakToAll(ROUND, True),
        c.ListenIn(ROUND, None), c.VisitGroup(ROUND, None), c.GoToGroup(), c.NoteActivity({}),
        c.AskPrepared(PLAN, 0), c.VoteCards(PLAN, "Which?"), c.UnaskPoll(PLAN, PollId("p")),
        c.ExpireBreakouts(0),
        c.AddDeck(DeckId("d"), HALL, "Talk", "pdf", (FileId("f"),), 3, BIRTH + 9), c.TurnSlide(HALL, None),
        c.RemoveDeck(DeckId("d")), c.ExpireDecks(0),
        c.StartRecording(HALL), c.StopRecording(HALL), c.AnswerRecording(HALL, True),
        c.RemoveRecording(RecordingId("r")), c.EndRecording(RecordingId("r"), "disk"),
        c.FileRecording(RecordingId("r"), FileId("f"), 5, 6, 7), c.ExpireRecordings(0),
        c.OpenMinors("Robots", (OFFICE,), (OTHER,), BIRTH + 3_600_000), c.NameAdult(MINORS, OTHER, True),
        c.ProlongMinors(MINORS, BIRTH), c.AskMinor(MINORS, "Robin", Look()), c.AdmitMinor(MINORS, OTHER),
        c.RefuseMinor(MINORS, OTHER), c.EndMinors(MINORS), c.ClearMinors(MINORS), c.TalkMinor(True),
    )
}  # fmt: skip

COMMANDS = [
    each
    for each in vars(c).values()
    if isinstance(each, type) and issubclass(each, Command) and each is not Command
]


def test_every_command_is_decided_and_every_event_applied_by_one_slice_alone() -> None:
    for tables in ([each.RULES for each in _SLICES], [each.EVOLVE for each in _SLICES]):
        kept = [kind for table in tables for kind in table]
        assert len(kept) == len({*kept})


def test_every_command_has_a_rule_with_a_capability() -> None:
    assert set(RULES) == set(COMMANDS) == set(SAMPLES)
    assert all(isinstance(rule.needs, Capability) for rule in RULES.values())


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_refused_for_want_of_a_right_exactly_to_those_who_lack_it(
    command: type[Command], role: Role
) -> None:
    world = World()
    world.here("Other", 500, 500, Role.VENUE)
    actor = world.here("Actor", role=role)
    code = refused(world, actor, SAMPLES[command])
    assert (code == "right.missing") is (role not in WHO[RULES[command].needs])
    assert code == "done" or code in CODES


@pytest.mark.parametrize("command", COMMANDS)
def test_nobody_banned_gives_any_command(command: type[Command]) -> None:
    world = World()
    host = world.here("Host", role=Role.ADMINISTRATOR)
    actor = world.here("Actor", role=Role.MODERATOR)
    world.do(host, c.Ban(actor))
    assert refused(world, actor, SAMPLES[command]) == "visitor.banned"


# -- hosts -----------------------------------------------------------------------------------------

UPON: dict[str, Callable[[VisitorId], Command]] = {
    "mute": c.Mute,
    "unmute": c.Unmute,
    "move": lambda visitor: c.Move(visitor, LAB),
    "return": c.Return,
    "remove": c.Remove,
    "ban": c.Ban,
    "unban": c.Unban,
    "role": lambda visitor: c.GrantRole(visitor, Role.VENUE),
    "erase": c.Erase,
}


@pytest.mark.parametrize("other", Role)
@pytest.mark.parametrize("role", sorted(HOSTS))
@pytest.mark.parametrize("act", UPON)
def test_nobody_acts_on_equals_or_superiors(act: str, role: Role, other: Role) -> None:
    world = World()
    actor, target = world.here("Actor", role=role), world.here("Other", 500, 500, other)
    code = refused(world, actor, UPON[act](target))
    above = list(Role).index(role) < list(Role).index(other)
    assert outranks(role, other) is above
    if act == "role" and role is Role.MODERATOR:
        assert code == "right.missing"
    elif not above:
        assert code == "visitor.outranks"
    elif other is Role.VENUE and act in {"move", "return"}:
        assert code == "visitor.not_here", "it has no body that could be put elsewhere"
    else:
        assert code == ("visitor.not_called" if act == "return" else "done")


@pytest.mark.parametrize("act", [each for each in UPON if each != "erase"])
def test_nobody_acts_as_host_on_oneself(act: str) -> None:
    world = World()
    actor = world.here("Actor", role=Role.ADMINISTRATOR)
    assert refused(world, actor, UPON[act](actor)) == "visitor.self"


@pytest.mark.parametrize("act", UPON)
def test_acting_on_somebody_unknown_is_refused(act: str) -> None:
    world = World()
    actor = world.here("Actor", role=Role.ADMINISTRATOR)
    assert refused(world, actor, UPON[act](VisitorId("nobody"))) == "visitor.unknown"


@pytest.mark.parametrize("granted", Role)
@pytest.mark.parametrize("role", sorted(HOSTS))
def test_nobody_hands_out_a_role_of_the_own_rank_but_administrators(role: Role, granted: Role) -> None:
    world = World()
    actor = world.here("Actor", role=role)
    may = role is Role.ADMINISTRATOR or list(Role).index(granted) > list(Role).index(role)
    assert (granted in list(grantable(role))) is may
    invite = c.CreateInvite(InviteId("i"), granted, BIRTH + 1000, 1)
    assert refused(world, actor, invite) == ("done" if may else "right.missing")


def test_a_ban_takes_effect_at_once_and_leaves_no_way_back() -> None:
    world = World()
    host, guest = world.here("Host", role=Role.MODERATOR), world.here("Guest")
    world.do(host, c.Ban(guest))
    assert guest not in world.hub.state.live.avatars
    assert refused(world, guest, c.Arrive()) == "visitor.banned"
    assert refused(world, Actor(guest, Role.GUEST), c.Join("Guest", Look())) == "visitor.banned"
    world.do(host, c.Unban(guest))
    assert refused(world, guest, c.Arrive()) == "done"


def test_a_banned_person_is_not_restored_after_a_crash() -> None:
    world = World()
    host, guest = world.here("Host", role=Role.MODERATOR), world.here("Guest")
    spot = world.avatar(guest).spot
    world.do(host, c.Ban(guest))
    world.hub.restore([(guest, spot)], world.now)
    assert guest not in world.hub.state.live.avatars


def test_a_muted_person_cannot_switch_the_microphone_on_until_unmuted() -> None:
    world = World()
    host, guest = world.here("Host", role=Role.MODERATOR), world.here("Guest")
    world.do(guest, c.SetMedia(True, True))
    world.do(host, c.Mute(guest))
    media = world.hub.state.live.media[guest]
    assert (media.mic, media.cam) == (False, False)
    assert refused(world, guest, c.SetMedia(True, False)) == "right.missing"
    world.do(host, c.Unmute(guest))
    assert refused(world, guest, c.SetMedia(True, False)) == "done"


def test_a_role_that_is_taken_takes_its_rights_at_once() -> None:
    world = World()
    chief = world.here("Chief", role=Role.ADMINISTRATOR)
    host, guest = world.here("Host", role=Role.MODERATOR), world.here("Guest")
    world.do(chief, c.GrantRole(host, Role.GUEST))
    assert refused(world, host, c.Mute(guest)) == "right.missing"


def test_a_policy_of_the_hub_binds_every_command_while_it_holds() -> None:
    silence = Policy(
        "silence", frozenset({Capability.CHAT_POST}), frozenset({Role.MODERATOR}), ends_at=BIRTH + 5
    )
    world = World.where(policies=(silence,))
    host, guest = world.here("Host", role=Role.MODERATOR), world.here("Guest")
    post = c.PostMessage(HUB_CHANNEL, "hello")
    assert refused(world, guest, post) == "right.missing"
    assert refused(world, host, post) == "done"
    world.now = BIRTH + 5
    assert refused(world, guest, post) == "done"


def test_an_open_room_lets_people_in_and_a_room_that_is_none_does_not() -> None:
    world = World()
    guest = world.here("Guest")
    assert refused(world, guest, c.EnterRoom(GARDEN)) == "done"
    assert refused(world, guest, c.EnterRoom(RoomId("nowhere"))) == "room.unknown"
