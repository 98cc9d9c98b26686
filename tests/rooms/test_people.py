"""People: names, looks, invite links, the first administrator, being forgotten."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import commands as c
from rooms.errors import Invalid
from rooms.ids import HUB_CHANNEL, SYSTEM, InviteId, VisitorId, direct_channel
from rooms.look import Look
from rooms.people import clean_name
from rooms.roles import Actor, Role
from tests.rooms.world import BIRTH, OFFICE, World, kinds, refused

LINK = InviteId("link")


def visitor(name: str) -> Actor:
    """Somebody whom the hub does not know yet."""
    return Actor(VisitorId(name), Role.GUEST)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  Ada \t  Berg \n", "Ada Berg"),
        ("Ada\u202eBerg\u202c", "AdaBerg"),
        ("A\u200bd\u2060a\ufeff", "Ada"),
        ("Jo\u0308rg", "Jörg"),
        ("Jo\u200b\u0308rg", "Jörg"),
        ("A\x00d\x07a\x9b", "Ada"),
        ("Ada\ud800", "Ada"),
        ("Ada\u3164\u2800Berg", "Ada Berg"),
        ("李 明", "李 明"),
        ("Зоя", "Зоя"),
        ("\U0001f642", "\U0001f642"),
    ],
)
def test_a_name_is_shown_without_tricks(written: str, shown: str) -> None:
    assert clean_name(written, 60) == shown


@pytest.mark.parametrize(
    "name",
    ["", "   ", "\u200b\u200d", "\u3164", "\u2800\u2800", "\u202e", "\u0301\u0301", "\ud800", "a" * 61],
)
def test_a_name_that_shows_nothing_or_too_much_is_refused(name: str) -> None:
    world = World()
    assert refused(world, visitor("ada"), c.Join(name, Look())) == "visitor.name_invalid"
    assert not world.journal


@given(st.text(max_size=80))
def test_a_cleaned_name_stays_as_it_is(name: str) -> None:
    try:
        shown = clean_name(name, 60)
    except Invalid:
        return
    assert clean_name(shown, 60) == shown == shown.strip()
    assert unicodedata.is_normalized("NFC", shown)
    assert all(unicodedata.category(ch)[0] != "C" for ch in shown)
    shown.encode()


def test_sixty_characters_are_a_name_and_the_pack_decides_how_many_are() -> None:
    assert clean_name("x" * 60, 60) == "x" * 60
    world = World.where(name_length=3)
    assert refused(world, visitor("ada"), c.Join("Adah", Look())) == "visitor.name_invalid"


def test_a_newcomer_is_a_guest() -> None:
    world = World()
    events = world.do(visitor("ada"), c.Join("Ada", Look(shirt="plum")))
    person = world.hub.state.visitor(VisitorId("ada"))
    assert kinds(events) == ["visitor.joined"]
    assert (person.name, person.role, person.look.shirt, person.joined_at) == (
        "Ada",
        Role.GUEST,
        "plum",
        BIRTH,
    )


def test_joining_a_second_time_changes_nothing() -> None:
    world = World()
    ada = world.known("Ada", Role.SPEAKER)
    assert world.do(visitor("ada"), c.Join("Eve", Look())) == []
    assert world.hub.state.visitor(ada).name == "Ada"
    assert world.hub.state.visitor(ada).role is Role.SPEAKER


def test_a_name_or_look_that_is_no_other_changes_nothing() -> None:
    world = World()
    ada = world.known("Ada")
    assert world.do(ada, c.Rename(" Ada ")) == []
    assert world.do(ada, c.Dress(Look())) == []
    assert kinds(world.do(ada, c.Rename("Ada Berg"))) == ["visitor.renamed"]
    assert kinds(world.do(ada, c.Dress(Look(beard=True)))) == ["visitor.dressed"]
    assert refused(world, ada, c.Rename("\u200b")) == "visitor.name_invalid"


# -- invites ---------------------------------------------------------------------------------------


def linked(uses: int = 2, role: Role = Role.SPEAKER) -> World:
    """A hub with one invite link that ends a second after the start."""
    world = World()
    host = world.known("Host", Role.MODERATOR)
    world.do(host, c.CreateInvite(LINK, role, BIRTH + 1000, uses))
    return world


def test_an_invite_link_brings_its_role() -> None:
    world = linked()
    events = world.do(visitor("ada"), c.Join("Ada", Look(), LINK))
    assert kinds(events) == ["visitor.joined", "invite.used"]
    assert world.hub.state.visitor(VisitorId("ada")).role is Role.SPEAKER


def test_an_invite_link_counts_its_uses() -> None:
    world = linked(uses=2)
    for name in ("ada", "bob"):
        world.do(visitor(name), c.Join(name, Look(), LINK))
    assert refused(world, visitor("eve"), c.Join("Eve", Look(), LINK)) == "invite.expired"
    assert VisitorId("eve") not in world.hub.state.durable.visitors


@pytest.mark.parametrize(("later", "code"), [(999, "done"), (1000, "invite.expired")])
def test_an_invite_link_ends_at_its_time(later: int, code: str) -> None:
    world = linked()
    world.now = BIRTH + later
    assert refused(world, visitor("ada"), c.Join("Ada", Look(), LINK)) == code


def test_an_invite_link_that_never_was_or_was_revoked_is_unknown() -> None:
    world = linked()
    join = c.Join("Ada", Look(), InviteId("another"))
    assert refused(world, visitor("ada"), join) == "invite.unknown"
    world.do(VisitorId("host"), c.RevokeInvite(LINK))
    assert refused(world, visitor("ada"), c.Join("Ada", Look(), LINK)) == "invite.unknown"
    assert refused(world, VisitorId("host"), c.RevokeInvite(LINK)) == "invite.unknown"


@pytest.mark.parametrize("act", ["create", "use", "revoke"])
def test_invite_links_that_are_over_are_forgotten_with_the_next_act_on_any(act: str) -> None:
    world = linked()
    host, other = VisitorId("host"), InviteId("other")
    world.do(host, c.CreateInvite(other, Role.MEMBER, BIRTH + 9000, 2))
    world.now = BIRTH + 1000
    if act == "create":
        world.do(host, c.CreateInvite(InviteId("third"), Role.MEMBER, BIRTH + 9000, 1))
    elif act == "use":
        world.do(visitor("ada"), c.Join("Ada", Look(), other))
    else:
        world.do(host, c.RevokeInvite(other))
    assert LINK not in world.hub.state.durable.invites
    assert (other in world.hub.state.durable.invites) is (act != "revoke")


def test_a_hub_that_knows_as_many_as_it_may_takes_nobody_new_but_all_who_are_known() -> None:
    world = World.where(visitors_known=2)
    ada, _ = world.known("Ada"), world.known("Bob")
    assert refused(world, visitor("eve"), c.Join("Eve", Look())) == "hub.full"
    assert world.do(ada, c.Join("Ada", Look())) == []
    world.do(ada, c.Arrive())
    world.system(c.Erase(ada))
    assert world.known("Eve")


def test_somebody_here_takes_only_a_higher_role_from_a_link() -> None:
    world = linked()
    ada, host = world.known("Ada"), VisitorId("host")
    assert kinds(world.do(ada, c.UseInvite(LINK))) == ["role.granted", "invite.used"]
    assert world.do(ada, c.UseInvite(LINK)) == []
    assert world.do(host, c.UseInvite(LINK)) == []
    assert world.hub.state.durable.invites[LINK].uses == 1


def test_the_own_link_opened_again_after_its_last_use_keeps_nobody_out() -> None:
    world = linked()
    ada, eve, ivy = (world.known(name) for name in ("Ada", "Eve", "Ivy"))
    for each in (ada, eve):
        world.do(each, c.UseInvite(LINK))
    assert world.hub.state.durable.invites[LINK].uses == 0
    assert world.do(eve, c.UseInvite(LINK)) == []
    assert refused(world, ivy, c.UseInvite(LINK)) == "invite.expired"


@pytest.mark.parametrize(("ends", "uses"), [(BIRTH, 1), (BIRTH - 1, 1), (BIRTH + 1, 0), (BIRTH + 1, -5)])
def test_an_invite_link_without_time_or_uses_is_refused(ends: int, uses: int) -> None:
    world = World()
    host = world.known("Host", Role.MODERATOR)
    assert refused(world, host, c.CreateInvite(LINK, Role.GUEST, ends, uses)) == "invite.invalid"


def test_the_holder_of_the_one_time_link_becomes_administrator_once() -> None:
    world = World()
    ada = world.known("Ada")
    assert kinds(world.do(ada, c.ClaimHub())) == ["role.granted"]
    assert world.hub.actor(ada).role is Role.ADMINISTRATOR
    assert world.do(ada, c.ClaimHub()) == []


# -- hosts -----------------------------------------------------------------------------------------


def test_a_host_act_that_changes_nothing_is_no_event() -> None:
    world = World()
    host, guest = world.here("Host", role=Role.ADMINISTRATOR), world.here("Guest")
    for command in (c.Unmute(guest), c.Unban(guest), c.GrantRole(guest, Role.GUEST)):
        assert world.do(host, command) == []
    for command in (c.Mute(guest), c.Ban(guest)):
        assert world.do(host, command) != []
        assert world.do(host, command) == []


def test_somebody_removed_is_gone_and_may_come_back() -> None:
    world = World()
    host, guest = world.here("Host", role=Role.MODERATOR), world.here("Guest")
    events = world.do(host, c.Remove(guest))
    assert kinds(events) == ["visitor.removed", "avatar.gone", "visitor.left"]
    assert refused(world, host, c.Remove(guest)) == "visitor.not_here"
    assert refused(world, guest, c.Arrive()) == "done"


# -- being forgotten -------------------------------------------------------------------------------


def test_of_somebody_erased_nothing_is_left() -> None:
    world = World()
    host, ada, bob = world.here("Host", role=Role.MODERATOR), world.here("Ada"), world.here("Bob", 600)
    direct = direct_channel(ada, bob)
    world.do(host, c.Move(ada, OFFICE))
    for author, channel in ((ada, HUB_CHANNEL), (bob, HUB_CHANNEL), (ada, direct), (bob, direct)):
        world.do(author, c.PostMessage(channel, "hello"))
    messages = list(world.hub.state.durable.messages)
    for reader in (ada, bob):
        world.do(reader, c.ReadChannel(HUB_CHANNEL, messages[1]))
        world.do(reader, c.ReadChannel(direct, messages[3]))
    world.system(c.Erase(ada))
    assert "ada" not in repr(world.hub.state.durable)
    assert ada not in repr(world.hub.state.live.avatars)
    assert list(world.hub.state.durable.messages) == messages[:2]
    header = world.hub.state.durable.messages[messages[0]]
    assert (header.author, header.deleted) == (SYSTEM, True)
    assert world.hub.state.durable.read[bob] == {HUB_CHANNEL: messages[1]}
    assert refused(world, bob, c.PostMessage(direct, "still there?")) == "channel.unknown"


def test_a_host_may_be_erased_by_the_own_wish() -> None:
    world = World()
    host = world.here("Host", role=Role.MODERATOR)
    assert kinds(world.do(host, c.Erase(host)))[0] == "visitor.erased"
