"""What an event means for the tables that are read: pure functions, event to rows, written in the same
transaction.
"""

from collections.abc import Callable
from typing import Any

from rooms import events as e
from rooms.ids import SYSTEM, HubId
from rooms.notes import DOCS
from server.store.recovery import Recorded
from server.store.statements import Row

AUDIT_KEPT_MS = 365 * 24 * 3600 * 1000
"""How long it stays on record what hosts did."""

REPORTS_KEPT_MS = 90 * 24 * 3600 * 1000
"""How long a report is kept, with what was said around its message."""

Rows = dict[str, list[Row]]


def read_rows(recorded: Recorded, hub_id: HubId, expires_at: int) -> Rows:
    """The rows one event brings; ``expires_at`` (UTC milliseconds) is for what people wrote."""
    made = _ROWS.get(type(recorded.event))
    rows = made(recorded, recorded.event, hub_id, expires_at) if made is not None else {}
    return rows | _audit(recorded, hub_id)


def _audit(recorded: Recorded, hub_id: HubId) -> Rows:
    event = recorded.event
    target = AUDITED.get(type(event))
    if target is None or not _by_host(recorded):
        return {}
    row: Row = (
        recorded.seq, hub_id, recorded.at, recorded.by, event.TYPE, target(event),
        recorded.at + AUDIT_KEPT_MS, event.role if isinstance(event, e.RoleGranted) else None,
    )  # fmt: skip
    return {"audit": [row]}


def _posted(recorded: Recorded, event: e.MessagePosted, hub_id: HubId, expires_at: int) -> Rows:
    row: Row = (
        event.message, hub_id, recorded.seq, event.channel, event.author, recorded.at, event.body, expires_at,
    )  # fmt: skip
    return {"message": [row]}


def _said(recorded: Recorded, event: e.CaptionSaid, hub_id: HubId, expires_at: int) -> Rows:
    channel = f"captions:{event.stage}:{event.language}"
    row: Row = (
        event.caption, hub_id, recorded.seq, channel, SYSTEM, recorded.at, event.body, expires_at,
    )  # fmt: skip
    return {"message": [row]}


def _filed(recorded: Recorded, event: e.ReportFiled, hub_id: HubId, expires_at: int) -> Rows:
    kept = recorded.at + REPORTS_KEPT_MS
    lines: list[Row] = [
        (event.report, 0, hub_id, event.visitor, recorded.at, event.body, kept),
        (event.report, -1, hub_id, event.about, recorded.at, None, kept),
    ]
    around: list[Row] = [(event.report, event.message, kept)]
    return {"report_line": lines} | ({"report_line.around": around} if event.message is not None else {})


def _cleared(recorded: Recorded, event: e.MinorsCleared, hub_id: HubId, expires_at: int) -> Rows:
    rooms: list[Row] = [(f"room:{each}", event.since) for each in event.rooms]
    groups: list[Row] = [(f"group:{each}", 0) for each in event.groups]
    boards = [name for name, _ in (*rooms, *groups)]
    children: list[Row] = [(each,) for each in event.visitors]
    return {
        "message.channel": [*rooms, *groups],
        "doc_update.gone": [(f"{board}:{kind}",) for board in boards for kind in DOCS],
        "audit.person": children,
        "command.person": children,
    }


def _invited(recorded: Recorded, event: e.InviteCreated, hub_id: HubId, expires_at: int) -> Rows:
    return {"invite": [(event.invite, hub_id, recorded.by, recorded.at, event.expires_at)]}


def _led(
    recorded: Recorded, event: e.BreakoutSeated | e.BreakoutReturned, hub_id: HubId, expires_at: int
) -> Rows:
    spot = event.spot
    return {"place": [(event.visitor, hub_id, spot.floor, spot.x, spot.y, recorded.at)]} if spot else {}


def _of(key: Callable[[Any], str], *statements: str) -> Callable[[Recorded, Any, HubId, int], Rows]:
    """Statements that need to know of one id, and no more."""
    return lambda recorded, event, hub_id, expires_at: {each: [(key(event),)] for each in statements}


def _files_gone(
    recorded: Recorded, event: e.DeckRemoved | e.RecordingRemoved, hub_id: HubId, expires_at: int
) -> Rows:
    return {"files.gone": [(each,) for each in event.files]}


def _edited(
    recorded: Recorded, event: e.MessageEdited | e.CaptionCorrected, hub_id: HubId, expires_at: int
) -> Rows:
    said = event.message if isinstance(event, e.MessageEdited) else event.caption
    return {"message.body": [(said, event.body)]}


_ROWS: dict[type[e.Event], Callable[[Recorded, Any, HubId, int], Rows]] = {
    e.MessagePosted: _posted,
    e.MessageEdited: _edited,
    e.MessageDeleted: _of(lambda event: event.message, "message.cleared"),
    e.MessageTakenBack: _of(lambda event: event.message, "message.cleared"),
    e.CaptionSaid: _said,
    e.CaptionCorrected: _edited,
    e.ReportFiled: _filed,
    e.ReportKept: _of(lambda event: event.report, "report_line.nameless", "report_line.alone"),
    e.VisitorErased: _of(
        lambda event: event.visitor,
        *("message.author", "message.direct", "place.left", "session.visitor"),
        *("files.owner", "report_line.people", "report_line.author", "audit.admitted"),
    ),
    e.VisitorBanned: _of(lambda event: event.visitor, "place.left"),
    e.MinorsCleared: _cleared,
    e.InviteCreated: _invited,
    e.InviteRevoked: _of(lambda event: event.invite, "invite.revoked"),
    e.DeckRemoved: _files_gone,
    e.RecordingRemoved: _files_gone,
    e.BoxRevoked: _of(lambda event: event.box, "session.visitor"),
    e.BreakoutSeated: _led,
    e.BreakoutReturned: _led,
}
"""What an event writes beside its own row in the journal."""


def _by_host(recorded: Recorded) -> bool:
    """Whether somebody did it to somebody or something else: walking into a room oneself is nobody's
    business, nor is a stay in a hall that ended by itself.
    """
    event = recorded.event
    if isinstance(event, e.VisitorOnSite) and recorded.by == SYSTEM:
        return False
    called = e.BreakoutSeated | e.BreakoutReturned | e.BreakoutAssigned | e.BreakoutGroupEnded
    if isinstance(event, called | e.DeckRemoved | e.RecordingRemoved) and recorded.by == SYSTEM:
        return False
    if isinstance(event, e.MinorsAdultNamed):
        return True
    about = event.box if isinstance(event, e.BoxUsed) else getattr(event, "visitor", None)
    return about != recorded.by or isinstance(recorded.event, e.RoleGranted)


def _sessions(event: e.SessionsSet | e.SessionsRemoved) -> str:
    """A single session by its id; of several how many they were."""
    first, count = event.sessions[0], len(event.sessions)
    return str(count) if count > 1 else first.id if isinstance(first, e.Session) else first


AUDITED: dict[type[e.Event], Callable[[Any], str]] = {
    e.VisitorMuted: lambda event: event.visitor,
    e.VisitorUnmuted: lambda event: event.visitor,
    e.VisitorRemoved: lambda event: event.visitor,
    e.VisitorBanned: lambda event: event.visitor,
    e.VisitorUnbanned: lambda event: event.visitor,
    e.VisitorPlaced: lambda event: event.visitor,
    e.VisitorErased: lambda event: event.visitor,
    e.RoleGranted: lambda event: event.visitor,
    e.VisitorCheckedIn: lambda event: event.visitor,
    e.VisitorOnSite: lambda event: event.visitor,
    e.RoomLocked: lambda event: event.room,
    e.RoomUnlocked: lambda event: event.room,
    e.StageKeyMade: lambda event: event.stage,
    e.InviteCreated: lambda event: event.role,
    e.InviteRevoked: lambda event: event.invite,
    e.MessageDeleted: lambda event: event.message,
    e.ReportSettled: lambda event: event.outcome,
    e.EntryApproved: lambda event: event.entry,
    e.EntryChanged: lambda event: event.entry,
    e.EntryPinned: lambda event: event.entry or event.stage,
    e.StageRuled: lambda event: event.stage,
    e.PollDrafted: lambda event: event.poll,
    e.PollOpened: lambda event: event.poll,
    e.PollClosed: lambda event: event.poll,
    e.PollRemoved: lambda event: event.poll,
    e.ApplauseSet: lambda event: event.stage,
    e.CaptionerSet: lambda event: event.visitor,
    e.CaptionKeyMade: lambda event: event.stage,
    e.InterpreterNamed: lambda event: event.visitor,
    e.BoardFrozen: lambda event: event.board,
    e.BreakoutPlanned: lambda event: event.plan,
    e.BreakoutRemoved: lambda event: event.plan,
    e.BreakoutLeadNamed: lambda event: event.visitor,
    e.BreakoutRostered: lambda event: event.plan,
    e.BreakoutAssigned: lambda event: event.plan,
    e.BreakoutChosen: lambda event: event.visitor,
    e.BreakoutStarted: lambda event: event.plan,
    e.BreakoutTimed: lambda event: event.round,
    e.BreakoutGroupSet: lambda event: event.group.id,
    e.BreakoutGroupEnded: lambda event: event.group,
    e.BreakoutEnded: lambda event: event.round,
    e.BreakoutSeated: lambda event: event.visitor,
    e.BreakoutReturned: lambda event: event.visitor,
    e.BreakoutRoleGiven: lambda event: event.visitor,
    e.BoxPaired: lambda event: event.box,
    e.BoxRenamed: lambda event: event.box,
    e.BoxRevoked: lambda event: event.stage,
    e.BoxUsed: lambda event: event.box,
    e.BoxPlaced: lambda event: event.box,
    e.StageShown: lambda event: event.stage,
    e.SceneSet: lambda event: event.stage,
    e.StageLaidOut: lambda event: event.stage,
    e.DeckRemoved: lambda event: event.deck,
    e.RecordingStarted: lambda event: event.recording,
    e.RecordingStopped: lambda event: event.recording,
    e.RecordingRemoved: lambda event: event.recording,
    e.MinorsOpened: lambda event: event.workshop,
    e.MinorsAdultNamed: lambda event: event.visitor,
    e.MinorsProlonged: lambda event: event.workshop,
    e.MinorAdmitted: lambda event: event.visitor,
    e.MinorsEnded: lambda event: event.workshop,
    e.MinorsCleared: lambda event: event.workshop,
    e.SessionsSet: _sessions,
    e.SessionsRemoved: _sessions,
}
"""What hosts do, and to what: the audit list."""
