"""What becomes of a message: put right, taken back, answered, called by name, signed; and who is writing."""

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.ids import HUB_CHANNEL, ChannelId, MessageId, VisitorId, direct_channel, room_channel
from rooms.lines import Header
from rooms.roles import Capability, Policy
from rooms.writing import TYPING_EVERY_MS, TYPING_HUB_MOST
from tests.rooms.test_chat import ADA, BOB, EVE, HOST, PAIR, peopled, post
from tests.rooms.world import BIRTH, GARDEN, LAB, World, kinds, refused


def header(world: World, message: MessageId) -> Header:
    """What the hub remembers of a message."""
    return world.hub.state.durable.messages[message]


def test_an_author_puts_words_right_and_everybody_sees_that() -> None:
    world = peopled()
    message = post(world, ADA)
    (event,) = world.do(ADA, c.EditMessage(message, "  hullo "))
    assert event == e.MessageEdited(message, HUB_CHANNEL, "hullo")
    assert header(world, message).edited


@pytest.mark.parametrize("other", [BOB, HOST])
def test_nobody_puts_words_into_anothers_mouth_or_takes_them_back(other: VisitorId) -> None:
    world = peopled()
    message = post(world, ADA)
    assert refused(world, other, c.EditMessage(message, "I never said that")) == "right.missing"
    assert refused(world, other, c.TakeBackMessage(message)) == "message.unknown"


def test_a_text_put_right_is_held_to_the_rules_of_a_new_one() -> None:
    world = peopled()
    message = post(world, ADA)
    assert refused(world, ADA, c.EditMessage(message, " ")) == "chat.empty"
    assert refused(world, ADA, c.EditMessage(message, "a" * 5001)) == "chat.too_long"


def test_what_was_taken_back_is_neither_changed_nor_signed_nor_taken_back_again() -> None:
    world = peopled()
    message = post(world, ADA)
    world.do(BOB, c.ReactToMessage(message, "heart", True))
    assert kinds(world.do(ADA, c.TakeBackMessage(message))) == ["message.taken_back"]
    assert header(world, message).deleted
    assert header(world, message).reactions == {}
    assert world.do(ADA, c.TakeBackMessage(message)) == []
    assert refused(world, ADA, c.EditMessage(message, "hullo")) == "message.unknown"
    assert refused(world, BOB, c.ReactToMessage(message, "heart", True)) == "message.unknown"


def test_who_has_left_a_room_takes_words_back_but_changes_them_no_more() -> None:
    world = peopled()
    world.into(ADA, GARDEN)
    message = post(world, ADA, room_channel(GARDEN))
    world.into(ADA, LAB)
    assert refused(world, ADA, c.EditMessage(message, "hullo")) == "message.unknown"
    assert kinds(world.do(ADA, c.TakeBackMessage(message))) == ["message.taken_back"]


def test_a_sign_counts_once_a_person_and_goes_again() -> None:
    world = peopled()
    message = post(world, ADA)
    for who in (ADA, BOB, BOB):
        world.do(who, c.ReactToMessage(message, "clap", True))
    world.do(BOB, c.ReactToMessage(message, "heart", True))
    assert header(world, message).reactions == {"clap": (ADA, BOB), "heart": (BOB,)}
    world.do(BOB, c.ReactToMessage(message, "heart", False))
    assert world.do(BOB, c.ReactToMessage(message, "heart", False)) == []
    assert header(world, message).reactions == {"clap": (ADA, BOB)}


def test_a_message_is_answered_in_its_own_channel_only() -> None:
    world = peopled()
    message = post(world, ADA)
    (answer,) = world.do(BOB, c.PostMessage(HUB_CHANNEL, "yes", message))
    assert isinstance(answer, e.MessagePosted)
    assert header(world, answer.message).reply_to == message
    assert refused(world, BOB, c.PostMessage(PAIR, "yes", message)) == "message.unknown"
    assert refused(world, BOB, c.PostMessage(HUB_CHANNEL, "yes", MessageId("none"))) == "message.unknown"


def test_only_those_are_called_by_name_who_can_read_it_and_each_once() -> None:
    world = peopled()
    (said,) = world.do(ADA, c.PostMessage(PAIR, "@Bob @Eve", None, (BOB, EVE, BOB, VisitorId("nobody"))))
    assert isinstance(said, e.MessagePosted)
    assert said.mentions == (BOB,)
    many = tuple(VisitorId(str(n)) for n in range(21))
    assert refused(world, ADA, c.PostMessage(HUB_CHANNEL, "all", None, many)) == "chat.mentions"


def test_who_is_forgotten_is_called_nowhere_and_their_signs_go() -> None:
    world = peopled()
    (said,) = world.do(ADA, c.PostMessage(HUB_CHANNEL, "@Bob", None, (BOB,)))
    assert isinstance(said, e.MessagePosted)
    for who in (BOB, EVE):
        world.do(who, c.ReactToMessage(said.message, "idea", True))
    world.do(HOST, c.ReactToMessage(said.message, "idea", False))
    world.happen([e.VisitorErased(BOB)])
    assert header(world, said.message).mentions == ()
    assert header(world, said.message).reactions == {"idea": (EVE,)}


@pytest.mark.parametrize("channel", [HUB_CHANNEL, PAIR])
def test_that_somebody_writes_is_told_now_and_then(channel: ChannelId) -> None:
    world = peopled()
    assert kinds(world.do(ADA, c.NoteTyping(channel))) == ["chat.typing"]
    assert world.do(ADA, c.NoteTyping(channel)) == []
    world.now += TYPING_EVERY_MS
    assert kinds(world.do(ADA, c.NoteTyping(channel))) == ["chat.typing"]


def test_that_somebody_writes_elsewhere_by_now_is_told_at_once() -> None:
    world = peopled()
    world.do(ADA, c.NoteTyping(HUB_CHANNEL))
    assert kinds(world.do(ADA, c.NoteTyping(PAIR))) == ["chat.typing"]


def test_that_somebody_writes_is_not_told_where_they_cannot_or_to_a_crowd() -> None:
    world = peopled()
    assert refused(world, ADA, c.NoteTyping(room_channel(GARDEN))) == "chat.outside"
    assert refused(world, EVE, c.NoteTyping(direct_channel(ADA, BOB))) == "channel.unknown"
    assert refused(world, ADA, c.NoteTyping(ChannelId("x"))) == "channel.unknown"
    for n in range(TYPING_HUB_MOST):
        world.here(f"Guest {n}", 20 + n, 700)
    assert world.do(ADA, c.NoteTyping(HUB_CHANNEL)) == []


def test_where_direct_words_are_denied_old_ones_are_neither_changed_nor_signed() -> None:
    world = peopled(
        policies=(Policy("workshop", frozenset({Capability.CHAT_DIRECT}), starts_at=BIRTH + 100),)
    )
    message = post(world, ADA, PAIR)
    world.now = BIRTH + 200
    assert refused(world, ADA, c.EditMessage(message, "look here instead")) == "right.missing"
    assert refused(world, BOB, c.ReactToMessage(message, "heart", True)) == "right.missing"
    assert kinds(world.do(ADA, c.TakeBackMessage(message))) == ["message.taken_back"]
