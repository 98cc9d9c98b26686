"""People: who they are, which role they have, what hosts took from them, and the links that bring roles."""

import unicodedata
from dataclasses import replace

from rooms import commands as c
from rooms import events as e
from rooms.asking import taken_back
from rooms.avatars import departure, embody
from rooms.chat import people_of
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, NotAllowed, Unknown
from rooms.events import Event
from rooms.ids import SYSTEM, InviteId, ReportId, VisitorId
from rooms.model.people import Invite, Visitor
from rooms.polls import forget as forget_ballots
from rooms.queue import forget
from rooms.roles import Actor, Capability, Role, grantable, outranks
from rooms.rule import Evolve, Rule, target
from rooms.slides import brought_by
from rooms.state import Moment, State

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Characters that count as letters or symbols and show nothing."""


def clean_name(name: str, longest: int) -> str:
    """A name as it is shown: composed, single spaces, no control or direction characters.

    :raises Invalid: nothing that can be seen is left, or more than ``longest`` characters are.
    """
    kept = "".join(
        " " if ch.isspace() or ch in _BLANK else ch
        for ch in name
        if unicodedata.category(ch)[0] != "C" or ch.isspace()
    )
    shown = " ".join(unicodedata.normalize("NFC", kept).split())
    visible = any(unicodedata.category(ch)[0] in "LNPS" for ch in shown)
    if not visible or len(shown) > longest:
        raise Invalid("visitor.name_invalid", longest=longest)
    return shown


def join(state: State, actor: Actor, command: c.Join, at: Moment) -> list[Event]:
    """A new person, with the role of the invite link if there is one; nothing for a known one.

    Nobody new joins a hub that knows as many as its pack allows.
    """
    if actor.visitor in state.durable.visitors:
        state.entering(actor.visitor)
        return []
    name = clean_name(command.name, state.rules.name_length)
    if len(state.durable.visitors) >= state.rules.visitors_known:
        raise Conflict("hub.full")
    if command.invite is None:
        return [e.VisitorJoined(actor.visitor, name, command.look, actor.role)]
    invite = valid_invite(state, command.invite, at.now)
    return [
        e.VisitorJoined(actor.visitor, name, command.look, invite.role),
        e.InviteUsed(command.invite, actor.visitor),
    ]


def valid_invite(state: State, invite: InviteId, now: int) -> Invite:
    """The invite link, or a refusal that says whether it never was or is over."""
    found = state.durable.invites.get(invite)
    if found is None:
        raise Unknown("invite.unknown")
    if now >= found.expires_at or found.uses < 1:
        raise Conflict("invite.expired")
    return found


def use_invite(state: State, actor: Actor, command: c.UseInvite, at: Moment) -> list[Event]:
    """Somebody who is known takes the role of a link, if it is a higher one. A link that would give nothing,
    such as the own one opened again, changes nothing, whether or not it still counts.
    """
    found = state.durable.invites.get(command.invite)
    if found is not None and not outranks(found.role, actor.role):
        return []
    invite = valid_invite(state, command.invite, at.now)
    granted = e.RoleGranted(actor.visitor, invite.role)
    body = embody(state, actor.visitor, invite.role, at.now)
    return [granted, e.InviteUsed(command.invite, actor.visitor), *body]


def rename(state: State, actor: Actor, command: c.Rename, at: Moment) -> list[Event]:
    """Another name, if it is another."""
    name = clean_name(command.name, state.rules.name_length)
    return [] if name == state.visitor(actor.visitor).name else [e.VisitorRenamed(actor.visitor, name)]


def dress(state: State, actor: Actor, command: c.Dress, at: Moment) -> list[Event]:
    """Another look, if it is another."""
    return (
        []
        if command.look == state.visitor(actor.visitor).look
        else [e.VisitorDressed(actor.visitor, command.look)]
    )


def mute(state: State, actor: Actor, command: c.Mute, at: Moment) -> list[Event]:
    """Take sound and picture; a second time changes nothing."""
    if target(state, actor, command.visitor).muted:
        return []
    off = [e.MediaChanged(command.visitor, False, False)] if command.visitor in state.live.media else []
    return [e.VisitorMuted(command.visitor), *off]


def unmute(state: State, actor: Actor, command: c.Unmute, at: Moment) -> list[Event]:
    """Give sound and picture back."""
    return [e.VisitorUnmuted(command.visitor)] if target(state, actor, command.visitor).muted else []


def remove(state: State, actor: Actor, command: c.Remove, at: Moment) -> list[Event]:
    """Send out."""
    target(state, actor, command.visitor)
    if command.visitor not in state.live.presence:
        raise Conflict("visitor.not_here")
    return [e.VisitorRemoved(command.visitor), *departure(state, command.visitor)]


def ban(state: State, actor: Actor, command: c.Ban, at: Moment) -> list[Event]:
    """Send out and close the hub; a second time changes nothing."""
    if target(state, actor, command.visitor).banned:
        return []
    asked = taken_back(state, command.visitor, closed=False)
    there = command.visitor in state.durable.on_site
    stood = [e.VisitorOnSite(command.visitor, None, at.now)] if there else []
    return [e.VisitorBanned(command.visitor), *stood, *asked, *departure(state, command.visitor)]


def unban(state: State, actor: Actor, command: c.Unban, at: Moment) -> list[Event]:
    """Open the hub again."""
    return [e.VisitorUnbanned(command.visitor)] if target(state, actor, command.visitor).banned else []


def grant_role(state: State, actor: Actor, command: c.GrantRole, at: Moment) -> list[Event]:
    """Another role, no higher than the giver may hand out; a body comes or goes with it at once."""
    person = target(state, actor, command.visitor)
    if command.role not in grantable(actor.role):
        raise NotAllowed(Capability.ROLE_GRANT)
    if person.role is command.role:
        return []
    body = embody(state, command.visitor, command.role, at.now)
    return [e.RoleGranted(command.visitor, command.role), *body]


def claim_hub(state: State, actor: Actor, command: c.ClaimHub, at: Moment) -> list[Event]:
    """The first administrator."""
    if actor.role is Role.ADMINISTRATOR:
        return []
    body = embody(state, actor.visitor, Role.ADMINISTRATOR, at.now)
    return [e.RoleGranted(actor.visitor, Role.ADMINISTRATOR), *body]


def create_invite(state: State, actor: Actor, command: c.CreateInvite, at: Moment) -> list[Event]:
    """A link that brings a role the maker may hand out, for a while and a number of people."""
    if command.role not in grantable(actor.role):
        raise NotAllowed(Capability.INVITE_CREATE)
    if command.expires_at <= at.now or command.uses < 1:
        raise Invalid("invite.invalid")
    return [e.InviteCreated(command.invite, command.role, command.expires_at, command.uses)]


def revoke_invite(state: State, actor: Actor, command: c.RevokeInvite, at: Moment) -> list[Event]:
    """A link that counts no more."""
    if command.invite not in state.durable.invites:
        raise Unknown("invite.unknown")
    return [e.InviteRevoked(command.invite)]


def erase(state: State, actor: Actor, command: c.Erase, at: Moment) -> list[Event]:
    """Forget somebody: oneself, or a person below the host. What a child of a workshop reported of others
    than children stays, without who did.
    """
    if command.visitor != actor.visitor:
        target(state, actor, command.visitor)
    state.visitor(command.visitor)
    kept = _outliving(state, command.visitor)
    asked = taken_back(state, command.visitor, closed=True)
    decks = brought_by(state, command.visitor)
    gone = [e.VisitorErased(command.visitor), *departure(state, command.visitor)]
    return [*(e.ReportKept(each) for each in kept), *asked, *decks, *gone]


def _outliving(state: State, visitor: VisitorId) -> list[ReportId]:
    """What somebody reported that stays; of nobody but children anything does."""
    children = {*state.durable.minors.children}
    return state.durable.reports.outliving(visitor, children) if visitor in children else []


def _change(state: State, visitor: VisitorId, **fields: object) -> None:
    """Replace a frozen person by a changed one; one who was erased stays forgotten."""
    person = state.durable.visitors.get(visitor)
    if person is not None:
        state.durable.visitors[visitor] = replace(person, **fields)  # type: ignore[arg-type]


def _joined(state: State, event: e.VisitorJoined, at: int) -> None:
    state.durable.visitors[event.visitor] = Visitor(event.name, event.look, event.role, joined_at=at)


def _created(state: State, event: e.InviteCreated, at: int) -> None:
    state.durable.invites[event.invite] = Invite(event.role, event.expires_at, event.uses)
    _forget_ended(state, at)


def _forget_ended(state: State, at: int) -> None:
    """Drop the links that are over by now: a replay has the same ``at`` and drops the same."""
    invites = state.durable.invites
    for invite in [each for each, link in invites.items() if link.expires_at <= at]:
        del invites[invite]


def _used(state: State, event: e.InviteUsed, at: int) -> None:
    invite = state.durable.invites[event.invite]
    state.durable.invites[event.invite] = replace(invite, uses=invite.uses - 1)
    state.durable.breakouts.recognise(event.invite, event.visitor)
    _forget_ended(state, at)


def _revoked(state: State, event: e.InviteRevoked, at: int) -> None:
    state.durable.invites.pop(event.invite, None)
    _forget_ended(state, at)


def _erased(state: State, event: e.VisitorErased, at: int) -> None:
    durable = state.durable
    durable.visitors.pop(event.visitor, None)
    durable.placed.pop(event.visitor, None)
    durable.read.pop(event.visitor, None)
    durable.on_site.pop(event.visitor, None)
    durable.stays.pop(event.visitor, None)
    durable.boxes.forget(event.visitor)
    durable.boards.forget(event.visitor)
    state.live.forget_box(event.visitor)
    forget(state, event.visitor)
    forget_ballots(state, event.visitor)
    state.live.watching.pop(event.visitor, None)
    for view in [each for each in state.live.views if each[0] == event.visitor]:
        del state.live.views[view]
    durable.programme.forget(event.visitor)
    durable.breakouts.forget(event.visitor)
    state.live.breakouts.forget(event.visitor)
    state.live.following.erase(event.visitor)
    durable.captions.forget(event.visitor)
    is_child = durable.minors.of(event.visitor) is not None
    durable.reports.forget(event.visitor)
    durable.recording.forget(event.visitor)
    durable.minors.forget(event.visitor)
    state.live.minors.forget(event.visitor)
    durable.interpreting.forget(event.visitor)
    state.live.interpreting.forget(event.visitor)
    if not is_child:
        _forget_direct(state, event.visitor)
    for message in state.lines.naming(event.visitor):
        header = durable.messages[message]
        if event.visitor in people_of(header.channel):
            state.lines.drop(message)
        elif header.author == event.visitor:
            state.lines.keep(message, replace(header, author=SYSTEM, deleted=True, reactions={}))
        else:
            state.lines.keep(message, header.without(event.visitor))


def _forget_direct(state: State, visitor: VisitorId) -> None:
    """How far others have read what they wrote with somebody; nobody writes with a child alone."""
    for marks in state.durable.read.values():
        for channel in [each for each in marks if visitor in people_of(each)]:
            del marks[channel]


RULES: dict[type[Command], Rule] = {
    c.Join: Rule(Capability.HUB_ENTER, join),
    c.UseInvite: Rule(Capability.HUB_ENTER, use_invite),
    c.Rename: Rule(Capability.PROFILE_EDIT, rename),
    c.Dress: Rule(Capability.PROFILE_EDIT, dress),
    c.Mute: Rule(Capability.VISITOR_MUTE, mute),
    c.Unmute: Rule(Capability.VISITOR_MUTE, unmute),
    c.Remove: Rule(Capability.VISITOR_REMOVE, remove),
    c.Ban: Rule(Capability.VISITOR_BAN, ban),
    c.Unban: Rule(Capability.VISITOR_BAN, unban),
    c.GrantRole: Rule(Capability.ROLE_GRANT, grant_role),
    c.ClaimHub: Rule(Capability.HUB_ENTER, claim_hub),
    c.CreateInvite: Rule(Capability.INVITE_CREATE, create_invite),
    c.RevokeInvite: Rule(Capability.INVITE_CREATE, revoke_invite),
    c.Erase: Rule(Capability.VISITOR_BAN, erase),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.VisitorJoined: _joined,
    e.VisitorRenamed: lambda state, event, at: _change(state, event.visitor, name=event.name),
    e.VisitorDressed: lambda state, event, at: _change(state, event.visitor, look=event.look),
    e.VisitorMuted: lambda state, event, at: _change(state, event.visitor, muted=True),
    e.VisitorUnmuted: lambda state, event, at: _change(state, event.visitor, muted=False),
    e.VisitorRemoved: lambda state, event, at: None,
    e.VisitorBanned: lambda state, event, at: _change(state, event.visitor, banned=True),
    e.VisitorUnbanned: lambda state, event, at: _change(state, event.visitor, banned=False),
    e.RoleGranted: lambda state, event, at: _change(state, event.visitor, role=event.role),
    e.InviteCreated: _created,
    e.InviteUsed: _used,
    e.InviteRevoked: _revoked,
    e.VisitorErased: _erased,
}
