"""Who learns what: every event, as each kind of viewer may see it."""

from dataclasses import replace

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.events import DURABLE, LIVE, Event, Spot
from rooms.ids import (
    HUB_CHANNEL,
    BoardId,
    CaptionId,
    CardId,
    ChannelId,
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
    RoundId,
    SessionId,
    SourceId,
    VisitorId,
    WorkshopId,
    direct_channel,
    room_channel,
)  # fmt: skip
from rooms.look import Look
from rooms.project import only_for, project
from rooms.roles import Role
from tests.rooms.world import FINE, GARDEN, HALL, LAB, OFFICE, PLAZA, World, talk

ADA, EVE, IVY, BOB, HOST, BOX = (VisitorId(name) for name in ("ada", "eve", "ivy", "bob", "host", "box"))
"""Ada is the one it happens to, Eve talks with her and interprets in the hall, Ivy is in the locked lab, Bob
in the open garden, Host a moderator, Box a device of the venue.
"""

ALL = {ADA, EVE, IVY, BOB, HOST, BOX}
READERS = ALL - {BOX}
TALK, LINK, MESSAGE = ConversationId("talk"), InviteId("link"), MessageId("message")
DIRECT = direct_channel(ADA, EVE)
POLL = PollId("poll")
LABBOARD, CARD = BoardId("room:lab"), CardId("card")
SPEC = e.PollSpec("Tea?", "single", ("Yes", "No"), 1, True, "live")
TALLY = e.Tally(1, (1, 0), {})
PLAN, ROUND, REHEARSAL, GROUP = PlanId("plan"), RoundId("round"), RoundId("rehearsal"), GroupId("group")
WORKSHOP = e.PlanSpec("Ideas", None, 20, (e.GroupSpec(GROUP, "One"),), choice=True)
REPORT = e.Report("random", 0, 0, 0, (), (), {}, (0, 0), "yes", "none", ())
LINE, DECK = CaptionId("line"), DeckId("deck")
RECORDING = RecordingId("recording")
MINORS = WorkshopId("minors")
OLD = VisitorId("old")
"""A venue box that is none any more."""
GONE = EntryId("gone")
"""Something of a queue that is there no more: what can be seen of it is told by ``test_queue_views``."""


def posted(channel: ChannelId) -> Event:
    """Ada says something."""
    return e.MessagePosted(MESSAGE, channel, ADA, "hello")


def deleted(channel: ChannelId) -> Event:
    """What Ada said is taken away."""
    return e.MessageDeleted(MESSAGE, channel)


CASES: list[tuple[Event, set[VisitorId]]] = [
    (e.VisitorJoined(ADA, "Ada", Look(), Role.GUEST), ALL),
    (e.VisitorRenamed(ADA, "Ada Berg"), ALL),
    (e.VisitorDressed(ADA, Look()), ALL),
    (e.VisitorMuted(ADA), ALL),
    (e.VisitorUnmuted(ADA), ALL),
    (e.VisitorRemoved(ADA), ALL),
    (e.VisitorBanned(ADA), ALL),
    (e.VisitorUnbanned(ADA), ALL),
    (e.VisitorErased(ADA), ALL),
    (e.RoleGranted(ADA, Role.SPEAKER), ALL),
    (e.VisitorOnSite(ADA, HALL, 0), ALL),
    (e.VisitorCheckedIn(ADA, HALL, 0), ALL),
    (e.FigureSeated(ADA, HALL, PLAZA, 5, 5, 16), ALL),
    (e.FigureGone(ADA), ALL),
    (e.InviteCreated(LINK, Role.SPEAKER, 5, 1), {HOST}),
    (e.InviteUsed(LINK, ADA), {HOST}),
    (e.InviteRevoked(LINK), {HOST}),
    (e.RoomLocked(OFFICE), ALL),
    (e.RoomUnlocked(OFFICE), ALL),
    (e.VisitorPlaced(ADA, PLAZA, 5, 5, GARDEN, None), ALL),
    (posted(HUB_CHANNEL), READERS),
    (posted(room_channel(OFFICE)), {ADA, HOST}),
    (posted(room_channel(GARDEN)), {ADA, BOB, HOST}),
    (posted(room_channel(LAB)), {ADA, IVY, HOST}),
    (posted(DIRECT), {ADA, EVE}),
    (deleted(HUB_CHANNEL), READERS),
    (deleted(room_channel(LAB)), {IVY, HOST}),
    (deleted(room_channel(GARDEN)), {BOB, HOST}),
    (deleted(DIRECT), {ADA, EVE}),
    (e.MessageEdited(MESSAGE, HUB_CHANNEL, "hullo"), READERS),
    (e.MessageEdited(MESSAGE, DIRECT, "hullo"), {ADA, EVE}),
    (e.MessageTakenBack(MESSAGE, room_channel(LAB), ADA), {ADA, IVY, HOST}),
    (e.MessageReacted(MESSAGE, room_channel(GARDEN), ADA, "clap", True), {ADA, BOB, HOST}),
    (e.ReportFiled(ReportId("none"), ADA, BOB, None, "spam", ""), set()),
    (e.ReportSettled(ReportId("none"), "acted"), set()),
    (e.ReportsExpired(5), ALL),
    (e.ReportKept(ReportId("none")), set()),
    (e.Typing(room_channel(GARDEN), BOB), {HOST}),
    (e.Typing(DIRECT, ADA), {EVE}),
    (e.ChannelRead(ADA, HUB_CHANNEL, MESSAGE), {ADA}),
    (e.ChannelRead(ADA, DIRECT, MESSAGE), {ADA}),
    (e.MessagesExpired(5), ALL),
    (e.PresenceChanged(ADA, "away"), ALL),
    (e.VisitorLeft(ADA), ALL),
    (e.AvatarAppeared(ADA, 0, PLAZA, 5, 5, 0), ALL),
    (e.AvatarGone(ADA, PLAZA, 0), ALL),
    (e.AvatarPlaced(ADA, PLAZA, 5, 5, 0, 1), {ADA}),
    (e.FollowAsked(ADA, EVE), {ADA, EVE}),
    (e.FollowInvited(EVE, (ADA,)), {ADA, EVE}),
    (e.FollowStarted(ADA, EVE), {ADA, EVE}),
    (e.FollowEnded(ADA, EVE, "left"), {ADA, EVE}),
    (e.FollowAllowed(ADA, False), {ADA}),
    (e.WalkStarted(ADA, ((5, 5),), 1), {ADA}),
    (e.WalkEnded(ADA, 5, 5, "arrived"), {ADA}),
    (e.EntryRefused(ADA, LAB, "room.locked"), {ADA}),
    (e.RoomEntered(ADA, GARDEN), ALL),
    (e.RoomLeft(ADA, GARDEN), ALL),
    (e.RoomKnocked(ADA, LAB), {ADA, IVY, HOST}),
    (e.RoomAdmitted(ADA, LAB), {ADA, IVY, HOST}),
    (e.ConversationChanged(TALK, (ADA, EVE), False), ALL),
    (e.ConversationEnded(TALK), ALL),
    (e.ConversationKnocked(BOB, TALK), {ADA, EVE, BOB}),
    (e.ConversationAdmitted(BOB, TALK), {ADA, EVE, BOB}),
    (e.MediaChanged(ADA, True, True), ALL),
    (e.MediaJoined(ADA, "tab", None), set()),
    (e.MediaAnswered(ADA, "tab", "v=0"), set()),
    (e.MediaLeft(ADA, "tab"), set()),
    (e.StageKeyMade(HALL, "hash"), set()),
    (e.EntryAdded(GONE, HALL, ADA, "hand", "", "", False, False, False, 5), set()),
    (e.EntryApproved(GONE, HALL), ALL),
    (e.EntryChanged(GONE, HALL, "answered"), ALL),
    (e.EntryWithdrawn(GONE, HALL, None), ALL),
    (e.EntryPinned(HALL, GONE), ALL),
    (e.EntryPinned(LAB, None), {IVY, HOST}),
    (e.EntryVoted(GONE, HALL, ADA, True), {ADA}),
    (e.StageRuled(HALL, "alternate", True, True), ALL),
    (e.StageRuled(LAB, "alternate", True, True), {IVY, HOST}),
    (e.QueueExpired(5), ALL),
    (e.PollDrafted(POLL, HALL, SPEC, 5), {HOST}),
    (e.PollOpened(POLL, HALL, SPEC, 5, 6, None), ALL),
    (e.PollOpened(POLL, LAB, SPEC, 5, 6, None), {IVY, HOST}),
    (e.PollVoted(POLL, HALL, ADA, (1,), ()), {ADA}),
    (e.PollClosed(POLL, HALL, 7, True, TALLY), ALL),
    (e.PollClosed(POLL, LAB, 7, True, TALLY), {IVY, HOST}),
    (e.PollRemoved(POLL, HALL), ALL),
    (e.PollsCounted(HALL, {POLL: TALLY}, hosts=False), ALL),
    (e.PollsCounted(LAB, {POLL: TALLY}, hosts=False), {IVY, HOST}),
    (e.PollsCounted(HALL, {POLL: TALLY}, hosts=True), {HOST}),
    (e.ApplauseSet(HALL, True), ALL),
    (e.Reacted(HALL, ADA, "clap"), set()),
    (e.ReactionsSummed(HALL, {"clap": 2}), {BOX}),
    (e.ReactionsSummed(LAB, {"clap": 2}), {IVY}),
    (e.VotesCounted(HALL, {GONE: 1}), ALL),
    (e.VotesCounted(LAB, {GONE: 1}), {IVY, HOST}),
    (e.SessionsSet((talk("a"), talk("b", room=LAB))), ALL),
    (e.SessionsRemoved((SessionId("s"),)), ALL),
    (e.AgendaMarked(ADA, SessionId("s")), {ADA}),
    (e.AgendaUnmarked(ADA, SessionId("s")), {ADA}),
    (e.FeedMade(ADA, "hash"), set()),
    (e.CaptionSaid(LINE, HALL, "en", "hello", 5), ALL),
    (e.CaptionSaid(LINE, LAB, "en", "hello", 5), {IVY, HOST}),
    (e.CaptionCorrected(LINE, HALL, "en", "hello"), ALL),
    (e.CaptionCorrected(LINE, LAB, "en", "hello"), {IVY, HOST}),
    (e.CaptionerSet(HALL, ADA, "en"), ALL),
    (e.CaptionerSet(LAB, ADA, "en"), {IVY, HOST}),
    (e.CaptionHeard(HALL, "en", "hel"), ALL),
    (e.CaptionHeard(LAB, "en", "hel"), {IVY, HOST}),
    (e.CaptionKeyMade(HALL, "hash"), set()),
    (e.InterpreterNamed(HALL, ADA, ("fr",)), ALL),
    (e.InterpreterNamed(LAB, ADA, ("fr",)), {IVY, HOST}),
    (e.InterpreterSat(HALL, ADA, "fr"), ALL),
    (e.InterpreterSat(LAB, ADA, "fr"), {IVY, HOST}),
    (e.InterpreterOnAir(HALL, "fr", ADA, 5), ALL),
    (e.InterpreterOnAir(LAB, "fr", ADA, 5), {IVY, HOST}),
    (e.InterpreterCut(HALL, ADA, True), ALL),
    (e.InterpreterCut(LAB, ADA, True), {IVY, HOST}),
    (e.HandoverAsked(HALL, ADA, True), {EVE, HOST}),
    (e.ListenersCounted(HALL, {"fr": 3}), {EVE, HOST}),
    (e.ListeningChanged(HALL, ADA, "fr"), {ADA}),
    (e.StageSourceChanged(HALL, SourceId("stage:hall/cam"), "on"), ALL),
    (e.BoxPaired(BOX, HALL, "Left"), ALL),
    (e.BoxRenamed(BOX, "Right"), ALL),
    (e.BoxUsed(BOX, True, True, False, True), ALL),
    (e.BoxPlaced(BOX, Spot(PLAZA, 5, 5)), ALL),
    (e.BoxRevoked(OLD, HALL), ALL),
    (e.BoxSourceChanged(BOX, SourceId("box/cam"), "on"), ALL),
    (e.BoxReported(BOX, FINE), {HOST}),
    (e.BoxReported(OLD, FINE), set()),
    (e.BoxAsked(BOX, "restart", 0), {BOX}),
    (e.StageShown(HALL, SourceId("box/cam")), ALL),
    (e.StageShown(LAB, None), {IVY, HOST}),
    (e.SceneSet(LAB, "map"), {IVY, HOST}),
    (e.StageLaidOut(LAB, "gallery"), {IVY, HOST}),
    (e.StageViewed(ADA, LAB, "gallery"), set()),
    (e.DeckAdded(DECK, HALL, ADA, "Talk", "pdf", (FileId("f"),), 3, 5), {HOST}),
    (e.DeckRemoved(DECK, HALL, ADA, (FileId("f"),)), {HOST}),
    (e.RecordingStarted(RECORDING, HALL, 5), ALL),
    (e.RecordingStarted(RECORDING, LAB, 5), {IVY, HOST}),
    (e.RecordingStopped(RECORDING, LAB, "host", 6), {IVY, HOST}),
    (e.RecordingAnswered(RECORDING, HALL, ADA, True), {ADA, HOST}),
    (e.RecordingFiled(RECORDING, HALL, FileId("f"), 5, 6, 7), {HOST}),
    (e.RecordingRemoved(RECORDING, HALL, (FileId("f"),)), {HOST}),
    (e.SlideTurned(HALL, None, 0), ALL),
    (e.SlideTurned(LAB, DECK, 2), {IVY, HOST}),
    (e.CardAdded(LABBOARD, CARD, "ideas", "hello", ADA), {IVY, HOST}),
    (e.CardEdited(LABBOARD, CARD, "hello"), {IVY, HOST}),
    (e.CardEdited(BoardId("room:gone"), CARD, "hello"), set()),
    (e.CardMoved(LABBOARD, CARD, "next", 0), {IVY, HOST}),
    (e.CardRemoved(LABBOARD, CARD), {IVY, HOST}),
    (e.CardRestored(LABBOARD, CARD, "ideas", "hello", ADA, 2), {IVY, HOST}),
    (e.CardVoted(LABBOARD, CARD, None, True), {IVY, HOST}),
    (e.BoardArranged(LABBOARD, (e.Column("ideas", ""),)), {IVY, HOST}),
    (e.BoardFrozen(LABBOARD, True), {IVY, HOST}),
    (e.BoardCleared(LABBOARD), {IVY, HOST}),
    (e.BreakoutPlanned(PLAN, WORKSHOP, 5), READERS),
    (e.BreakoutRemoved(PLAN), READERS),
    (e.BreakoutLeadNamed(PLAN, ADA, True), {ADA, HOST}),
    (e.BreakoutRostered(PLAN, (e.Participant("Ada", {}),)), {HOST}),
    (e.BreakoutDescribed(PLAN, ADA, {"language": "de"}), {ADA, HOST}),
    (e.BreakoutAssigned(PLAN, {}, REPORT, None), {HOST}),
    (e.BreakoutChosen(PLAN, ADA, GROUP), {ADA, HOST}),
    (e.BreakoutStarted(ROUND, PLAN, 1, "Ideas", False, 5, 9, ()), READERS),
    (e.BreakoutStarted(ROUND, PLAN, 1, "Ideas", True, 5, 9, ()), {HOST}),
    (e.BreakoutSeated(ROUND, ADA, GROUP, None, None, (ADA, EVE)), {ADA, EVE, HOST}),
    (e.BreakoutReturned(ROUND, ADA, GROUP, None, True), {ADA, EVE, HOST}),
    (e.BreakoutTimed(ROUND, 9, None, True), READERS),
    (e.BreakoutTimed(REHEARSAL, 9, None, True), {HOST}),
    (e.BreakoutGroupSet(ROUND, e.RoundGroup(GROUP, "One", None, None, "", 0, "")), READERS),
    (e.BreakoutGroupEnded(ROUND, GROUP, None), READERS),
    (e.BreakoutEnded(ROUND, 9, "time"), READERS),
    (e.BreakoutEnded(REHEARSAL, 9, "time"), {HOST}),
    (e.BreakoutHelpSet(ROUND, GROUP, ADA, 5), {ADA, EVE, HOST}),
    (e.BreakoutRoleGiven(ROUND, GROUP, ADA, "Notes"), {ADA, EVE, HOST}),
    (e.BreakoutCalled(ROUND), set()),
    (e.BreakoutAssigning(PLAN, HOST, "random", 1), {HOST}),
    (e.BreakoutUnassigned(PLAN, HOST, "breakout.nobody"), {HOST}),
    (e.BreakoutCounted(PLAN, {GROUP: 2}), READERS),
    (e.BreakoutSpoke(ROUND, HOST, True), {ADA, EVE, HOST}),
    (e.BreakoutListening(ROUND, HOST, GROUP), {ADA, EVE, HOST}),
    (e.BreakoutListening(ROUND, HOST, None), READERS),
    (e.BreakoutVisited(ROUND, HOST, GROUP, Spot(PLAZA, 5, 5)), {ADA, EVE, HOST}),
    (e.BreakoutActive(ROUND, {GROUP: 5}), {HOST}),
    (e.StageMarked(HALL, "cut", SourceId("box/cam")), {HOST}),
    (e.MinorsOpened(MINORS, "Robots", (OFFICE,), (), 5, 9, ""), ALL),
    (e.MinorsAdultNamed(MINORS, ADA, True), {ADA}),
    (e.MinorsProlonged(MINORS, 9), ALL),
    (e.MinorAsked(MINORS, ADA), {ADA}),
    (e.MinorAdmitted(MINORS, ADA), ALL),
    (e.MinorsEnded(MINORS, 9), ALL),
    (e.MinorsCleared(MINORS, (), (OFFICE,), (), 5), ALL),
    (e.MinorTalking(ADA, 9), ALL),
    (e.MinorAlone(MINORS, OFFICE, None, HOST, ADA, True), set()),
]


@pytest.fixture(scope="module")
def world() -> World:
    """The six of them, the lab locked with Ivy inside."""
    world = World()
    for name, x in (("Ada", 500), ("Eve", 560), ("Bob", 100)):
        world.here(name, x, 660)
    world.here("Host", 100, 800, Role.MODERATOR)
    world.box("Box")
    world.do(HOST, c.NameInterpreter(HALL, EVE, ("fr",)))
    world.into(world.here("Ivy"), LAB)
    world.do(HOST, c.LockRoom(LAB))
    world.happen([e.ConversationChanged(TALK, (ADA, EVE), True)])
    two = e.RoundGroup(GROUP, "One", None, None, "", 0, "", members=(ADA, EVE))
    world.happen([e.BreakoutPlanned(PLAN, WORKSHOP, 5)])
    world.happen([e.BreakoutStarted(ROUND, PLAN, 1, "Ideas", False, 5, 9, (two,))])
    world.happen([e.BreakoutStarted(REHEARSAL, PLAN, 1, "Ideas", True, 5, 9, (two,))])
    world.happen([e.BreakoutSeated(ROUND, each, GROUP, None, None) for each in (ADA, EVE)])
    return world


def test_the_cases_hold_every_event() -> None:
    assert {type(event) for event, _ in CASES} == {*DURABLE, *LIVE}


@pytest.mark.parametrize("viewer", sorted(ALL))
@pytest.mark.parametrize(
    ("event", "audience"), CASES, ids=[f"{n}-{each.TYPE}" for n, (each, _) in enumerate(CASES)]
)
def test_an_event_reaches_those_it_concerns(
    world: World, event: Event, audience: set[VisitorId], viewer: VisitorId
) -> None:
    seen = project(world.hub.state, event, world.hub.actor(viewer), world.now)
    assert seen == (event if viewer in audience else None)


@pytest.mark.parametrize(("event", "audience"), CASES)
def test_nobody_is_left_out_whom_an_event_concerns(event: Event, audience: set[VisitorId]) -> None:
    concerned = only_for(event)
    assert concerned is None or audience <= concerned


@pytest.mark.parametrize("viewer", sorted(ALL))
def test_where_somebody_may_return_to_is_for_that_person_and_hosts(world: World, viewer: VisitorId) -> None:
    event = e.VisitorPlaced(ADA, PLAZA, 5, 5, GARDEN, Spot(PLAZA, 9, 9))
    seen = project(world.hub.state, event, world.hub.actor(viewer), world.now)
    assert seen == (event if viewer in {ADA, HOST} else replace(event, return_to=None))


def test_replayed_events_are_seen_with_the_rights_of_today() -> None:
    world = World()
    host, eve = world.here("Host", role=Role.MODERATOR), world.here("Eve", 500, 600)
    message, invite = posted(room_channel(OFFICE)), e.InviteCreated(LINK, Role.GUEST, 5, 1)
    assert project(world.hub.state, message, world.hub.actor(eve), world.now) is None
    world.into(eve, OFFICE)
    assert project(world.hub.state, message, world.hub.actor(eve), world.now) == message
    world.stand(eve, 500, 600)
    assert project(world.hub.state, message, world.hub.actor(eve), world.now) is None
    world.into(eve, OFFICE)
    world.do(host, c.LockRoom(OFFICE))
    assert project(world.hub.state, message, world.hub.actor(eve), world.now) == message
    world.happen([e.RoleGranted(host, Role.MEMBER)])
    assert project(world.hub.state, invite, world.hub.actor(host), world.now) is None
    world.happen([e.VisitorBanned(eve)])
    for secret in (message, posted(direct_channel(eve, host)), posted(HUB_CHANNEL)):
        assert project(world.hub.state, secret, world.hub.actor(eve), world.now) is None


def test_an_author_is_told_of_the_own_line_unless_banned_by_then() -> None:
    world = World()
    ada = world.here("Ada", 500, 600)
    message = posted(room_channel(OFFICE))
    assert project(world.hub.state, message, world.hub.actor(ada), world.now) == message
    world.happen([e.VisitorBanned(ada)])
    assert project(world.hub.state, message, world.hub.actor(ada), world.now) is None
