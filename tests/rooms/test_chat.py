"""Chat: what a text may be, who may say and read what where, marks, deletion and expiry."""

from typing import Any

import pytest

from rooms import commands as c
from rooms.chat import channels, clean_body, may_read, room_of
from rooms.chat import unread as count
from rooms.events import MessagePosted
from rooms.ids import HUB_CHANNEL, ChannelId, MessageId, VisitorId, direct_channel, room_channel
from rooms.lines import Header, Lines
from rooms.roles import Capability, Policy, Role
from tests.rooms.world import BIRTH, GARDEN, LAB, OFFICE, TABLE, World, kinds, refused

ADA, BOB, EVE, HOST = (VisitorId(name) for name in ("ada", "bob", "eve", "host"))
PAIR = direct_channel(ADA, BOB)


def peopled(**changed: object) -> World:
    """Three guests and a host on the plaza, far from each other."""
    world = World.where(**changed)
    for n, name in enumerate(("Ada", "Bob", "Eve")):
        world.here(name, 100 + 200 * n, 500)
    world.here("Host", 800, 500, Role.MODERATOR)
    return world


def post(world: World, author: VisitorId, channel: ChannelId = HUB_CHANNEL, later: int = 1) -> MessageId:
    """A message said a moment later."""
    world.now += later
    (event,) = world.do(author, c.PostMessage(channel, "hello"))
    assert isinstance(event, MessagePosted)
    return event.message


def readers(world: World, channel: ChannelId) -> set[VisitorId]:
    """Who of the four may read a channel."""
    hub = world.hub
    return {
        each for each in (ADA, BOB, EVE, HOST) if may_read(hub.state, hub.actor(each), channel, world.now)
    }


def unread(world: World, visitor: VisitorId, channel: ChannelId = HUB_CHANNEL) -> int:
    """How many messages of a channel are new to somebody."""
    return channels(world.hub.state, visitor, world.now)[channel][0]


# -- texts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  hello \n", "hello"),
        ("one\r\ntwo\tthree", "one\ntwo\tthree"),
        ("bell\x07 escape\x1b[2J \x7f\x9b", "bell escape[2J"),
        ("half \ud83d", "half"),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_a_text_is_kept_as_written_but_for_what_nobody_can_see(written: str, kept: str) -> None:
    assert clean_body(written, 5000) == kept


@pytest.mark.parametrize("body", ["", " \n\t ", "\x00", "\u200b\u200b", "\ud800", "\u00a0"])
def test_a_text_that_shows_nothing_is_refused(body: str) -> None:
    assert refused(peopled(), ADA, c.PostMessage(HUB_CHANNEL, body)) == "chat.empty"


def test_five_thousand_characters_are_a_message_and_one_more_is_none() -> None:
    world = peopled()
    assert refused(world, ADA, c.PostMessage(HUB_CHANNEL, "ä" * 5000)) == "done"
    assert refused(world, ADA, c.PostMessage(HUB_CHANNEL, "ä" * 5001)) == "chat.too_long"


# -- channels --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "channel",
    ["", "hub:", "Hub", "room:", "room:nowhere", "room:office:x", "dm:", "dm:ada", "dm:ada:ada", "dm:bob:ada",
     "dm:ada:nobody", "dm:ada:bob:eve", "dm::ada", "room"],
)  # fmt: skip
def test_a_channel_that_is_none_is_unknown(channel: str) -> None:
    assert refused(peopled(), ADA, c.PostMessage(ChannelId(channel), "hello")) == "channel.unknown"


@pytest.mark.parametrize("channel", [HUB_CHANNEL, room_channel(OFFICE), room_channel(GARDEN), PAIR])
def test_people_write_to_the_hub_to_their_room_and_to_each_other(channel: ChannelId) -> None:
    world = peopled()
    room = room_of(channel)
    for each in (ADA, BOB) if room else ():
        world.into(each, room)  # type: ignore[arg-type]
    (event,) = world.do(ADA, c.PostMessage(channel, "hello"))
    assert isinstance(event, MessagePosted)
    assert (event.channel, event.author, event.body) == (channel, ADA, "hello")
    assert may_read(world.hub.state, world.hub.actor(BOB), channel, world.now)


def test_a_direct_channel_is_for_its_two_people_only_hosts_included() -> None:
    world = peopled()
    message = post(world, ADA, PAIR)
    for stranger in (EVE, HOST):
        assert refused(world, stranger, c.PostMessage(PAIR, "hello")) == "channel.unknown"
        assert refused(world, stranger, c.ReadChannel(PAIR, message)) == "message.unknown"
        assert PAIR not in channels(world.hub.state, stranger, world.now)
    assert refused(world, HOST, c.DeleteMessage(message)) == "message.unknown"


def test_without_the_right_to_direct_messages_the_other_channels_stay() -> None:
    minors = Policy("minors", frozenset({Capability.CHAT_DIRECT}), frozenset({Role.MODERATOR}))
    world = peopled(policies=(minors,))
    assert refused(world, ADA, c.PostMessage(PAIR, "hello")) == "right.missing"
    assert refused(world, ADA, c.PostMessage(HUB_CHANNEL, "hello")) == "done"
    assert refused(world, HOST, c.PostMessage(direct_channel(HOST, ADA), "hello")) == "done"


def test_the_chat_of_an_open_room_is_for_those_inside_and_hosts() -> None:
    world = peopled()
    channel = room_channel(LAB)
    world.into(ADA, LAB)
    message = post(world, ADA, channel)
    world.into(EVE, TABLE)
    assert readers(world, channel) == {ADA, HOST}
    for outside in (BOB, EVE):
        assert channel not in channels(world.hub.state, outside, world.now)
        assert refused(world, outside, c.PostMessage(channel, "hello")) == "chat.outside"
        assert refused(world, outside, c.ReadChannel(channel, message)) == "message.unknown"
    assert refused(world, HOST, c.PostMessage(channel, "hello")) == "done"


def test_who_enters_later_sees_the_earlier_lines_and_who_leaves_sees_no_more() -> None:
    world = peopled()
    channel = room_channel(OFFICE)
    world.into(ADA, OFFICE)
    last = [post(world, ADA, channel) for _ in range(3)][-1]
    world.into(BOB, OFFICE)
    assert channels(world.hub.state, BOB, world.now)[channel] == (3, last)
    assert refused(world, BOB, c.ReadChannel(channel, last)) == "done"
    world.stand(BOB, 600, 500)
    assert readers(world, channel) == {ADA, HOST}


def test_who_is_known_but_not_here_reads_no_room() -> None:
    world = peopled()
    world.into(ADA, OFFICE)
    world.do(ADA, c.Leave())
    assert readers(world, room_channel(OFFICE)) == {HOST}


@pytest.mark.parametrize(("locked", "room"), [(OFFICE, OFFICE), (LAB, LAB), (LAB, TABLE)])
def test_a_locked_room_keeps_its_chat_to_those_inside_and_hosts(locked: str, room: str) -> None:
    world = peopled()
    channel = room_channel(room)  # type: ignore[arg-type]
    world.into(ADA, room)  # type: ignore[arg-type]
    world.do(HOST, c.LockRoom(locked))  # type: ignore[arg-type]
    message = post(world, ADA, channel)
    for command in (c.PostMessage(channel, "hello"), c.ReadChannel(channel, message)):
        assert refused(world, BOB, command) == "room.locked"
    assert readers(world, channel) == {ADA, HOST}
    world.do(HOST, c.AdmitRoom(locked, BOB))  # type: ignore[arg-type]
    assert readers(world, channel) == {ADA, HOST}, "the door is open, but one is not inside yet"
    world.into(BOB, room)  # type: ignore[arg-type]
    assert readers(world, channel) == {ADA, BOB, HOST}


def test_whoever_leaves_a_locked_room_reads_its_chat_no_more() -> None:
    world = peopled()
    world.into(ADA, OFFICE)
    world.do(HOST, c.LockRoom(OFFICE))
    message = post(world, ADA, room_channel(OFFICE))
    world.stand(ADA, 600, 500)
    assert refused(world, ADA, c.ReadChannel(room_channel(OFFICE), message)) == "room.locked"


# -- marks -----------------------------------------------------------------------------------------


def test_unread_counts_what_others_said_since_the_mark() -> None:
    world = peopled()
    first = post(world, ADA)
    post(world, ADA)
    assert (unread(world, BOB), unread(world, ADA)) == (2, 0)
    world.do(BOB, c.ReadChannel(HUB_CHANNEL, first))
    assert unread(world, BOB) == 1
    last = post(world, EVE)
    assert unread(world, BOB) == 2
    assert channels(world.hub.state, BOB, world.now)[HUB_CHANNEL] == (2, last)


def test_a_newcomer_has_no_unread_messages_from_before() -> None:
    world = peopled()
    post(world, ADA)
    world.now += 1
    zoe = world.known("Zoe")
    assert unread(world, zoe) == 0
    post(world, ADA)
    assert unread(world, zoe) == 1


def test_a_mark_moves_forward_only() -> None:
    world = peopled()
    first, second = post(world, ADA), post(world, ADA)
    assert kinds(world.do(BOB, c.ReadChannel(HUB_CHANNEL, second))) == ["channel.read"]
    assert world.do(BOB, c.ReadChannel(HUB_CHANNEL, first)) == []
    assert world.do(BOB, c.ReadChannel(HUB_CHANNEL, second)) == []
    assert unread(world, BOB) == 0


def test_a_mark_moves_between_messages_of_one_millisecond() -> None:
    world = peopled()
    first, second = post(world, ADA), post(world, ADA, later=0)
    world.do(BOB, c.ReadChannel(HUB_CHANNEL, first))
    assert unread(world, BOB) == 1
    assert kinds(world.do(BOB, c.ReadChannel(HUB_CHANNEL, second))) == ["channel.read"]
    assert unread(world, BOB) == 0
    assert world.do(BOB, c.ReadChannel(HUB_CHANNEL, first)) == []


def test_a_mark_at_a_message_of_another_channel_or_none_is_refused() -> None:
    world = peopled()
    world.into(ADA, OFFICE)
    message = post(world, ADA, room_channel(OFFICE))
    assert refused(world, BOB, c.ReadChannel(HUB_CHANNEL, message)) == "message.unknown"
    assert refused(world, BOB, c.ReadChannel(HUB_CHANNEL, MessageId("none"))) == "message.unknown"


# -- deletion, eviction, expiry --------------------------------------------------------------------


def test_a_host_takes_a_text_away_and_it_counts_as_unread_no_more() -> None:
    world = peopled()
    message = post(world, ADA)
    assert refused(world, BOB, c.DeleteMessage(message)) == "right.missing"
    assert kinds(world.do(HOST, c.DeleteMessage(message))) == ["message.deleted"]
    assert world.do(HOST, c.DeleteMessage(message)) == []
    assert unread(world, BOB) == 0
    assert world.hub.state.durable.messages[message].deleted
    assert refused(world, HOST, c.DeleteMessage(MessageId("none"))) == "message.unknown"


def test_the_oldest_headers_make_room_for_new_ones() -> None:
    world = peopled(messages_kept=3)
    posted = [post(world, ADA) for _ in range(5)]
    assert list(world.hub.state.durable.messages) == posted[2:]
    assert refused(world, HOST, c.DeleteMessage(posted[0])) == "message.unknown"
    assert unread(world, BOB) == 3


def test_a_mark_survives_the_message_it_stands_at() -> None:
    world = peopled(messages_kept=3)
    world.do(BOB, c.ReadChannel(HUB_CHANNEL, post(world, ADA)))
    posted = [post(world, ADA) for _ in range(3)]
    assert unread(world, BOB) == 3
    assert kinds(world.do(BOB, c.ReadChannel(HUB_CHANNEL, posted[2]))) == ["channel.read"]


def test_messages_expire_by_their_age() -> None:
    world = peopled()
    old, young = post(world, ADA), post(world, ADA, later=100)
    assert world.system(c.ExpireMessages(BIRTH)) == []
    assert kinds(world.system(c.ExpireMessages(BIRTH + 50))) == ["messages.expired"]
    assert list(world.hub.state.durable.messages) == [young]
    assert refused(world, HOST, c.DeleteMessage(old)) == "message.unknown"
    assert refused(world, BOB, c.ExpireMessages(BIRTH + 500)) == "right.missing"


# -- by channel ------------------------------------------------------------------------------------


def test_the_index_by_channel_follows_the_headers_through_every_change() -> None:
    world = peopled(messages_kept=6)
    world.into(ADA, OFFICE)
    for channel in (PAIR, HUB_CHANNEL, room_channel(OFFICE), HUB_CHANNEL, PAIR, HUB_CHANNEL, HUB_CHANNEL):
        last = post(world, ADA, channel, later=10)
    world.do(HOST, c.DeleteMessage(last))
    world.system(c.ExpireMessages(BIRTH + 25))
    world.system(c.Erase(BOB))
    state = world.hub.state
    found = {message: header for each in state.lines.channels.values() for message, header in each.items()}
    assert found == state.durable.messages
    naming = {
        who: {each for each, header in found.items() if who in header.people} for who in (ADA, HOST, BOB)
    }
    assert {who: set(state.lines.naming(who)) for who in naming} == naming
    assert state.lines.people.keys() == {who for header in found.values() for who in header.people}
    assert set(state.lines.channels) == {HUB_CHANNEL, room_channel(OFFICE)}
    assert list(state.lines.of(HUB_CHANNEL)) == [
        each for each, header in state.durable.messages.items() if header.channel == HUB_CHANNEL
    ]


def test_the_index_is_made_anew_when_the_durable_half_is_read_back() -> None:
    world = peopled()
    first = post(world, ADA)
    before = world.hub.state.durable.copy()
    post(world, ADA)
    assert unread(world, BOB) == 2
    world.hub.state.durable = before
    assert channels(world.hub.state, BOB, world.now)[HUB_CHANNEL] == (1, first)


class Counted(dict[MessageId, Header]):
    """Headers that count how often somebody goes through all of them."""

    walks = 0

    def items(self) -> Any:
        self.walks += 1
        return super().items()


def test_no_first_state_walks_through_all_headers_of_the_hub() -> None:
    world = peopled()
    for _ in range(3):
        post(world, ADA)
    headers = world.hub.state.durable.messages = Counted(world.hub.state.durable.messages)
    assert unread(world, BOB) == 3
    headers.walks = 0
    for each in (ADA, BOB, EVE, HOST):
        channels(world.hub.state, each, world.now)
    assert headers.walks == 0


def test_unread_up_to_a_message_leaves_later_ones_out() -> None:
    world = peopled()
    posted = [post(world, ADA) for _ in range(4)]
    world.do(BOB, c.ReadChannel(HUB_CHANNEL, posted[0]))
    assert [count(world.hub.state, BOB, HUB_CHANNEL, upto) for upto in posted] == [0, 1, 2, 3]


class Looked(dict[str, dict[MessageId, None]]):
    """The messages of each person, that count how often a person is looked up to be listed."""

    times = 0

    def setdefault(self, key: str, default: Any = None) -> Any:
        """As of any dict."""
        self.times += 1
        return super().setdefault(key, default)


def test_one_more_sign_under_a_message_lists_no_more_than_one_more_person() -> None:
    lines, message, signed = Lines(), MessageId("m"), [VisitorId(f"p{each}") for each in range(100)]
    lines.people = Looked()
    for had in range(len(signed) + 1):
        lines.keep(message, Header(HUB_CHANNEL, ADA, 1, reactions={"heart": tuple(signed[:had])}))
    assert lines.people.times == len(signed) + 1
    lines.keep(message, Header(HUB_CHANNEL, ADA, 1))
    assert [lines.naming(each) for each in (ADA, signed[0])] == [[message], []]
