"""The JSON bodies that HTTP requests carry."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from rooms.events import Spot
from rooms.look import Look
from rooms.roles import Role
from rooms.slides import PAGES_MOST

INVITE_HOURS_MOST = 24 * 90


class Body(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class PressBody(Body):
    """The body of a request that makes something: one with the ``cmd_id`` of an earlier one makes nothing
    new, and is answered as that one was.
    """

    cmd_id: str = Field("", max_length=64)


class JoinBody(Body):
    """``POST /api/join``. ``view`` is how the visitor enters, for the count of each."""

    name: str = Field(max_length=500)
    look: Look
    language: str = Field("", max_length=8)
    view: Literal["map", "list"] = "map"
    invite: str | None = Field(None, max_length=200)


class NickBody(Body):
    """``POST /api/minors/{workshop}/join``: a nick name, never a real one. ``fresh`` erases the visit that
    this browser has under a name.
    """

    nick: str = Field(max_length=200)
    look: Look
    fresh: bool = False


class InviteBody(PressBody):
    """``POST /api/invites``: which role, for how many hours, for how many people."""

    role: Role
    hours: Annotated[int, Field(ge=1, le=INVITE_HOURS_MOST)]
    uses: Annotated[int, Field(ge=1, le=1000)]


class TokenBody(Body):
    """A secret that came behind the # of an address."""

    token: str = Field(max_length=200)


class ImportBody(Body):
    """``POST /api/programme/import``: a file's name and text, which room each name in it means (none, if
    empty), whether sessions that are missing in it are cancelled, and whether all that is done or only told.
    """

    name: str = Field(max_length=200)
    text: str
    rooms: dict[str, str] = Field(default_factory=dict[str, str], max_length=500)
    cancel_missing: bool = False
    apply: bool = False


class DeckFields(Body):
    """The fields of the form of ``POST /api/stages/{stage}/decks`` beside its files: ``pages`` counts those
    of a PDF; slides with the ``cmd_id`` of earlier ones are those.
    """

    title: str = Field("", max_length=300)
    pages: int = Field(1, ge=1, le=PAGES_MOST)
    cmd_id: str = Field("", max_length=64)


class SessionBody(PressBody):
    """``POST /api/sessions``: a session by hand, as text; times on the house's clocks, speakers one a line.
    With the id of a ``session`` it is another version of that one; without ``room`` it is at a ``place``.
    """

    session: str = Field("", max_length=40)
    title: str = Field(max_length=1000)
    abstract: str = Field("", max_length=10_000)
    room: str = Field("", max_length=100)
    place: str = Field("", max_length=1000)
    start: str = Field(max_length=60)
    end: str = Field(max_length=60)
    kind: str = Field("", max_length=1000)
    language: str = Field("", max_length=1000)
    speakers: str = Field("", max_length=10_000)
    mode: str = Field("both", max_length=60)
    on_site: str = Field("", max_length=60)
    remote: str = Field("", max_length=60)


class BreakoutFileBody(PressBody):
    """A breakout's file: its name and text, the plan that it is about (none: a new one), and whether it is
    taken over or only read.
    """

    name: str = Field(max_length=200)
    text: str
    plan: str | None = Field(None, max_length=64)
    apply: bool = False


class CaptionBody(Body):
    """``POST /api/captions/{stage}``: a line; one with the ``cmd_id`` of an earlier one is that one."""

    language: str = Field(max_length=20)
    body: str = Field(max_length=1000)
    final: bool = True
    cmd_id: str = Field("", max_length=64)


class CheckInBody(Body):
    """``POST /api/stages/{stage}/check-in``: what was scanned or typed; ``scan`` names this one scan, so that
    the same sent again gets the same answer.
    """

    code: str = Field(max_length=500)
    scan: str = Field(min_length=8, max_length=64)


class PairBody(Body):
    """``POST /api/boxes``: the code that a device shows, and where it stands; with a
    ``spot`` on the map it is a window into the hallway.
    """

    code: str = Field(max_length=20)
    stage: str = Field(max_length=100)
    title: str = Field(max_length=500)
    spot: Spot | None = None


class LanguageBody(Body):
    """``POST /api/language``."""

    language: str = Field(max_length=8)
