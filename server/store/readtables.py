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
    rows: Rows = {}
    event = recorded.event
    if isinstance(event, e.MessagePosted):
        rows["message"] = [
            (
                event.message,
                hub_id,
                recorded.seq,
                event.channel,
                event.author,
                recorded.at,
                event.body,
                expires_at,
            )
        ]
    if isinstance(event, e.MessageDeleted | e.MessageTakenBack):
        rows["message.cleared"] = [(event.message,)]
    if isinstance(event, e.MessageEdited):
        rows["message.body"] = [(event.message, event.body)]
    if isinstance(event, e.ReportFiled):
        kept = recorded.at + REPORTS_KEPT_MS
        rows["report_line"] = [
            (event.report, 0, hub_id, event.visitor, recorded.at, event.body, kept),
            (event.report, -1, hub_id, event.about, recorded.at, None, kept),
        ]
        if event.message is not None:
            rows["report_line.around"] = [(event.report, event.message, kept)]
    if isinstance(event, e.ReportKept):
        report: Row = (event.report,)
        rows |= dict.fromkeys(("report_line.nameless", "report_line.alone"), [report])
    if isinstance(event, e.CaptionSaid):
        line: Row = (
            event.caption, hub_id, recorded.seq, f"captions:{event.stage}:{event.language}", SYSTEM,
            recorded.at, event.body, expires_at,
        )  # fmt: skip
        rows["message"] = [line]
    if isinstance(event, e.CaptionCorrected):
        rows["message.body"] = [(event.caption, event.body)]
    if isinstance(event, e.VisitorErased):
        person: list[Row] = [(event.visitor,)]
        erased = (
            *("message.author", "message.direct", "place.left", "session.visitor"),
            *("files.owner", "report_line.people", "report_line.author", "audit.admitted"),
        )
        rows |= dict.fromkeys(erased, person)
    if isinstance(event, e.MinorsCleared):
        rooms: list[Row] = [(f"room:{each}", event.since) for each in event.rooms]
        groups: list[Row] = [(f"group:{each}", 0) for each in event.groups]
        rows["message.channel"] = [*rooms, *groups]
        boards = [name for name, _ in (*rooms, *groups)]
        rows["doc_update.gone"] = [(f"{board}:{kind}",) for board in boards for kind in DOCS]
        children: list[Row] = [(each,) for each in event.visitors]
        rows |= dict.fromkeys(("audit.person", "command.person"), children)
    if isinstance(event, e.InviteCreated):
        made: Row = (event.invite, hub_id, recorded.by, recorded.at, event.expires_at)
        rows["invite"] = [made]
    if isinstance(event, e.InviteRevoked):
        rows["invite.revoked"] = [(event.invite,)]
    if isinstance(event, e.DeckRemoved | e.RecordingRemoved):
        rows["files.gone"] = [(each,) for each in event.files]
    if isinstance(event, e.BoxRevoked):
        rows["session.visitor"] = [(event.box,)]
    if isinstance(event, e.VisitorBanned):
        rows["place.left"] = [(event.visitor,)]
    if isinstance(event, e.BreakoutSeated | e.BreakoutReturned) and event.spot is not None:
        spot = event.spot
        rows["place"] = [(event.visitor, hub_id, spot.floor, spot.x, spot.y, recorded.at)]
    target = AUDITED.get(type(event))
    if target is not None and _by_host(recorded):
        row: Row = (
            recorded.seq, hub_id, recorded.at, recorded.by, event.TYPE, target(event),
            recorded.at + AUDIT_KEPT_MS, event.role if isinstance(event, e.RoleGranted) else None,
        )  # fmt: skip
        rows["audit"] = [row]
    return rows


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
