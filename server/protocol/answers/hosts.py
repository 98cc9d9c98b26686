"""What hosts read: reports, invitations, who is banned, what other hosts did."""

from rooms.ids import InviteId, MessageId, ReportId, VisitorId
from rooms.model.reports import Outcome, ReportReason
from rooms.roles import Role
from server.protocol.answers.base import Answer


class ReportLine(Answer):
    """A message around the one that was reported, or that one itself (``is_it``)."""

    is_it: bool
    author: VisitorId
    at: int
    body: str | None


class ReportTold(Answer):
    """A report: ``visitor`` filed it, ``about`` is whom it is about; ``outcome`` is None while it is open."""

    report: ReportId
    visitor: VisitorId
    about: VisitorId
    message: MessageId | None
    reason: ReportReason
    at: int
    outcome: Outcome | None
    body: str
    around: list[ReportLine]


class ReportsAnswer(Answer):
    """What people told the hosts, the newest first."""

    reports: list[ReportTold]


class InviteAnswer(Answer):
    """A new link, below the hub's address; its secret is shown only here."""

    path: str
    expires_at: int


class OpenInvite(Answer):
    """A link that can still be used; without its secret. ``maker`` is None where nobody knows."""

    invite: InviteId
    role: Role
    uses: int
    expires_at: int
    at: int | None
    maker: VisitorId | None
    maker_name: str | None


class InvitesAnswer(Answer):
    """All links that can still be used, the newest first."""

    invites: list[OpenInvite]


class Banned(Answer):
    """Somebody to whom the hub is closed."""

    visitor: VisitorId
    name: str


class BannedAnswer(Answer):
    """Everybody to whom the hub is closed."""

    banned: list[Banned]


class Act(Answer):
    """What a host did; a name is None where it is nobody's or was forgotten, ``detail`` is a granted role."""

    at: int
    actor: str
    actor_name: str | None
    act: str
    target: str
    target_name: str | None
    detail: str | None


class AuditAnswer(Answer):
    """What hosts did, the newest first."""

    audit: list[Act]
