"""Every address of the server and who may ask there: the one table that requests are held against.

A route that is not here cannot be served (``server/http/guard.py``), and each has a capability, or a reason
why it is open to everybody.
"""

from dataclasses import dataclass
from enum import Enum

from pydantic import BaseModel

from rooms.roles import Capability
from server.protocol import answers as a
from server.protocol.bodies import (
    BreakoutFileBody,
    CaptionBody,
    CheckInBody,
    ImportBody,
    InviteBody,
    JoinBody,
    LanguageBody,
    NickBody,
    PairBody,
    PressBody,
    SessionBody,
    TokenBody,
)  # fmt: skip

SDP = "application/sdp"
CALENDAR = "text/calendar"


class Asker(Enum):
    """Whose right counts: who has the visit's cookie; the same, or a newcomer as the pack's entry role; who
    has the stage's bearer key, for its camera or for its captions; which venue box has its cookie; either a
    visitor or a venue box; who has the visit's cookie, with the rights held at the stage.
    """

    VISITOR = "cookie"
    NEWCOMER = "newcomer"
    CAMERA = "key"
    ENGINE = "caption key"
    BOX = "box"
    PRESENT = "cookie or box"
    PERFORMER = "cookie at the stage"


@dataclass(frozen=True, slots=True)
class Public:
    """Open to everybody, by decision and not by oversight."""

    reason: str


@dataclass(frozen=True, slots=True)
class Route:
    """One address of the interface for programs. ``body`` and ``answer`` are a model, or a media type;
    ``query`` holds names and what they mean; ``headers`` are those of the answer.
    """

    method: str
    path: str
    summary: str
    needs: Capability | Public
    asker: Asker = Asker.VISITOR
    body: type[BaseModel] | str | None = None
    answer: type[BaseModel] | str | None = None
    status: int = 200
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[str, ...] = ()


_JOINING = Public("it is asked before joining and names nobody")
_BY_LINK = Public("it is asked before joining, by who has the link, and names nobody")
_COMING = Public("a child is nobody yet, and waits until a named adult lets it in")
_HALL = Public("it is shown to a whole hall, and names nobody")
_PREFLIGHT = Public("a browser's preflight, which carries no key")
_DOCUMENT = Public("it describes the program, not this hub")
_PROBE = Public("a supervisor asks, and learns nothing of people")
_SHOWN = Public("the programme is there to be read before joining")
_PAIRING = Public("a device that is nobody yet; a host decides by its code")
_INGEST = Capability.STAGE_INGEST
_CAMERA = Asker.CAMERA
_CHANNEL = (
    ("channel", "The channel's id."),
    ("before", "The oldest message known; without it the newest page."),
)
_WORDS = (("q", "What to look for, in whatever case."),)
_OF_PART = (("file", "The part's file."),)
_CAPTIONS = (
    ("language", "A BCP 47 tag, such as de."),
    ("session", "A session: only what was said in its time, counted from its start."),
)

ROUTES: tuple[Route, ...] = (
    Route(
        "get", "/api/hub", "What may be known before joining: floors, limits, how many are here.", _JOINING,
        answer=a.HubAnswer,
    ),
    Route(
        "get", "/api/me", "Who this browser is, if anybody.", Public("a browser asks about itself"),
        answer=a.VisitorAnswer,
    ),
    Route(
        "post", "/api/join", "Come in, or come back as oneself.", Capability.HUB_ENTER, Asker.NEWCOMER,
        body=JoinBody, answer=a.VisitorAnswer,
    ),
    Route(
        "post", "/api/ticket", "A ticket that opens one socket within 30 s.", Capability.HUB_ENTER,
        answer=a.TicketAnswer,
    ),
    Route(
        "post", "/api/leave", "Leave the hub; forget=1 erases all that is kept.", Capability.HUB_ENTER,
        answer=a.OkAnswer, query=(("forget", "1 erases all that is kept about the visitor."),),
    ),
    Route(
        "get", "/api/minors/{workshop}", "A workshop with minors, before coming to it; the link's secret as "
        "bearer key.", _BY_LINK,
        answer=a.WorkshopAnswer,
    ),
    Route(
        "post", "/api/minors/{workshop}/join", "Come to a workshop with minors as a child, by nick name; the "
        "link's secret as bearer key.", _COMING, body=NickBody, answer=a.VisitorAnswer,
    ),
    Route(
        "get", "/api/minors/{workshop}/link", "Where children come in; for who leads the workshop.",
        Capability.HUB_ENTER, answer=a.HallAnswer,
    ),
    Route(
        "post", "/api/language", "Remember the visitor's language.", _JOINING,
        body=LanguageBody, answer=a.LanguageAnswer,
    ),
    Route(
        "get", "/api/messages", "One page of a channel's history.", Capability.CHAT_READ,
        answer=a.MessagesAnswer, query=_CHANNEL,
    ),
    Route(
        "get", "/api/messages/search", "Search what one may read.", Capability.CHAT_READ,
        answer=a.FoundAnswer, query=_WORDS,
    ),
    Route(
        "post", "/api/invites", "Make an invite link.", Capability.INVITE_CREATE,
        body=InviteBody, answer=a.InviteAnswer,
    ),
    Route(
        "get", "/api/invites", "Invite links that can still be used.", Capability.INVITE_CREATE,
        answer=a.InvitesAnswer,
    ),
    Route(
        "delete", "/api/invites/{invite}", "Withdraw an invite link.", Capability.INVITE_CREATE,
        answer=a.OkAnswer,
    ),
    Route(
        "post", "/api/stages/{stage}/key", "Make a stage's camera a new key.", Capability.STAGE_KEY,
        answer=a.KeyAnswer,
    ),
    Route(
        "get", "/api/stages/{stage}/hall", "Where phones in a stage's hall take part, as QR code.", _HALL,
        answer=a.HallAnswer,
    ),
    Route(
        "get", "/api/boards/{board}", "A board of cards, for those who sit at it, and hosts.",
        Capability.CHAT_READ, answer=a.BoardAnswer,
    ),
    Route(
        "get", "/api/polls/{poll}/export", "A poll and its result; who chose what if not anonymous.",
        Capability.STAGE_MODERATE, answer=a.PollAnswer, query=(("format", "json, or csv for a table."),),
    ),
    Route(
        "post", "/api/stages/{stage}/caption-key", "Make a stage's captions a new key for a program.",
        Capability.STAGE_KEY, answer=a.CaptionKeyAnswer,
    ),
    Route(
        "post", "/api/captions/{stage}", "A line of captions; bearer key of the stage's captions.",
        Capability.CAPTION_WRITE, Asker.ENGINE, body=CaptionBody, answer=a.OkAnswer,
    ),
    Route(
        "get", "/api/captions/{stage}.vtt", "The captions of a stage in one language, as WebVTT.",
        Capability.AV_SUBSCRIBE, answer="text/vtt", query=_CAPTIONS,
    ),
    Route(
        "get", "/api/check-in", "One's own code for the door.", Capability.HUB_ENTER, answer=a.DoorCodeAnswer
    ),
    Route(
        "post", "/api/stages/{stage}/check-in", "Let somebody into a hall by their code.",
        Capability.VISITOR_CHECK_IN, body=CheckInBody, answer=a.CheckInAnswer,
    ),
    Route(
        "post", "/api/box/code", "A code that a device shows to become a venue box.", _PAIRING,
        answer=a.CodeAnswer,
    ),
    Route(
        "post", "/api/box/claim", "Whether a host has entered a device's code; brings its cookie.", _PAIRING,
        body=TokenBody, answer=a.ClaimAnswer,
    ),
    Route("get", "/api/box", "Which venue box this device is, if any.", _PAIRING, answer=a.BoxAnswer),
    Route(
        "post", "/api/box/ticket", "A ticket that opens one socket of a venue box within 30 s.",
        Capability.HUB_ENTER, Asker.BOX, answer=a.TicketAnswer,
    ),
    Route(
        "post", "/api/boxes", "Take the device that shows a code in as a venue box.", Capability.STAGE_KEY,
        body=PairBody, answer=a.BoxAnswer,
    ),
    Route(
        "post", "/api/stages/{stage}/decks", "Bring slides: a form with title and pages, then file parts.",
        Capability.STAGE_PRESENT, Asker.PERFORMER,
        body="multipart/form-data", answer=a.DeckAnswer, status=201,
    ),
    Route(
        "get", "/api/stages/{stage}/decks", "The slides of a stage, for those who may show them.",
        Capability.STAGE_PRESENT, Asker.PERFORMER, answer=a.DecksAnswer,
    ),
    Route(
        "get", "/api/stages/{stage}/recordings", "The recordings of a stage, for its hosts.",
        Capability.STAGE_MODERATE, answer=a.RecordingsAnswer,
    ),
    Route(
        "get", "/api/recordings/{recording}/captions.vtt",
        "What was said during a part of a recording, as WebVTT with times from the part's beginning.",
        Capability.STAGE_MODERATE, answer="text/vtt", query=(*_OF_PART, _CAPTIONS[0]),
    ),
    Route(
        "get", "/api/recordings/{recording}/chapters.vtt",
        "The programme's sessions during a part of a recording, as WebVTT chapters.",
        Capability.STAGE_MODERATE, answer="text/vtt", query=_OF_PART,
    ),
    Route(
        "get", "/files/{file}", "A file, whole or in part; who may read it depends on its kind.",
        Capability.AV_SUBSCRIBE, Asker.PRESENT, answer="application/octet-stream",
        query=(("download", "Save it, also where a browser would show it."),),
    ),
    Route("options", "/whip/{stage}", "What a camera may ask (RFC 9725).", _PREFLIGHT, status=204),
    Route(
        "post", "/whip/{stage}", "A camera's offer; bearer key of the stage.", _INGEST, _CAMERA,
        body=SDP, answer=SDP, status=201, headers=("Location", "ETag"),
    ),
    Route("options", "/whip/{stage}/{session}", "What a camera may ask.", _PREFLIGHT, status=204),
    Route(
        "patch", "/whip/{stage}/{session}", "A camera's candidates.", _INGEST, _CAMERA,
        body="application/trickle-ice-sdpfrag", status=204,
    ),
    Route("delete", "/whip/{stage}/{session}", "The camera goes.", _INGEST, _CAMERA),
    Route(
        "post", "/api/admin/claim", "Use a one-time administrator link.", Capability.HUB_ENTER,
        body=TokenBody, answer=a.VisitorAnswer,
    ),
    Route(
        "get", "/api/banned", "To whom the hub is closed.", Capability.VISITOR_BAN, answer=a.BannedAnswer
    ),
    Route(
        "get", "/api/reports", "What people told the hosts, the newest first; for hosts, and for who leads a "
        "workshop with minors.", Capability.HUB_ENTER, answer=a.ReportsAnswer,
    ),
    Route(
        "get", "/api/audit", "What hosts did, the newest first.", Capability.AUDIT_READ, answer=a.AuditAnswer
    ),
    Route(
        "post", "/api/programme/import", "Take a programme over from a schedule (JSON) or table (CSV).",
        Capability.PROGRAMME_EDIT, body=ImportBody, answer=a.ImportAnswer,
    ),
    Route(
        "post", "/api/programme/feed", "A new secret address for one's own calendar.",
        Capability.PROFILE_EDIT, answer=a.FeedAnswer,
    ),
    Route(
        "post", "/api/sessions", "Write a session of the programme by hand.", Capability.PROGRAMME_EDIT,
        body=SessionBody, answer=a.SessionSetAnswer,
    ),
    Route(
        "post", "/api/breakouts/import", "Take a breakout plan over from its file (JSON); for who leads it.",
        Capability.BREAKOUT_JOIN, body=BreakoutFileBody, answer=a.BreakoutFileAnswer,
    ),
    Route(
        "get", "/api/breakouts/{plan}/file", "A breakout plan as a file; for who leads it.",
        Capability.BREAKOUT_JOIN, answer="application/json",
    ),
    Route(
        "post", "/api/breakouts/{plan}/roster", "Who is expected, from a table (CSV); for who leads it.",
        Capability.BREAKOUT_JOIN, body=BreakoutFileBody, answer=a.BreakoutFileAnswer,
    ),
    Route(
        "get", "/api/breakouts/{plan}/results", "What all groups made, for who leads; while a round runs its "
        "members get their own group's alone, and when none runs who was in a group gets all.",
        Capability.BREAKOUT_JOIN, answer="application/json", query=(("format", "json, md, csv or pdf."),),
    ),
    Route(
        "post", "/api/breakouts/{plan}/post", "Post the results into the main room; for who leads it.",
        Capability.BREAKOUT_JOIN, body=PressBody, answer=a.OkAnswer,
    ),
    Route("get", "/api/sessions/{session}", "The long text of a session.", _SHOWN, answer=a.SessionAnswer),
    Route("get", "/programme.ics", "The programme as a calendar (RFC 5545).", _SHOWN, answer=CALENDAR),
    Route("get", "/programme/{room}.ics", "The same of one room.", _SHOWN, answer=CALENDAR),
    Route(
        "get", "/programme/mine/{feed}.ics", "What one person marked, as a calendar.",
        Public("calendars have no cookie: the secret in the address says whose it is"), answer=CALENDAR,
    ),
    Route("get", "/api/openapi.json", "This document.", _DOCUMENT, answer="application/json"),
    Route("get", "/api/asyncapi.json", "The Socket.IO interface.", _DOCUMENT, answer="application/json"),
    Route("get", "/healthz", "The process answers.", _PROBE, answer=a.HealthAnswer),
    Route("get", "/readyz", "The hub takes people in.", _PROBE, answer=a.ReadyAnswer),
    Route(
        "get", "/metrics", "Prometheus figures; loopback, or a bearer token.",
        Public("it asks for loopback or a token of its own"), answer="text/plain",
    ),
)  # fmt: skip
"""Every route for programs."""

_PAGE = Public("a page without anybody's data; what it shows then is asked for by the routes above")
_LAW = Public("the law wants it readable before joining")
_FILES = Public("files of the client and of the pack, the same for everybody")

PAGES: dict[str, Public] = {
    "/": _PAGE,
    "/list": _PAGE,
    "/admin": _PAGE,
    "/stage/{name}": _PAGE,
    "/hall/{name}": _PAGE,
    "/screen/{name}": _PAGE,
    "/camera/{name}": _PAGE,
    "/programme": _SHOWN,
    "/box": _PAGE,
    "/check-in": _PAGE,
    "/door/{name}": _PAGE,
    "/imprint": _LAW,
    "/privacy": _LAW,
    "/accessibility": _LAW,
    "/static/{path}": _FILES,
    "/pack/{path}": _FILES,
    "/socket.io/": Public("a ticket says who connects, and each command has its own capability"),
    "/{path}": Public("plain http in the network: one page that leads on"),
}
"""Path to reason: what is there for people and their browsers."""

LISTED: dict[tuple[str, str], Route] = {(each.method, each.path): each for each in ROUTES}
