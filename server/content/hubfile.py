"""``hub.toml``: the first file of a pack. Every key is documented in ``hubs/README.md``."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from rooms.roles import Capability, Policy, Role
from server.content.faults import In
from server.content.programme.times import zone_of
from server.content.sentences import place as placed

FILE = "hub.toml"
MOST_BYTES = 256 * 1024
_SHOWN = 20

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
Texts = dict[Language, Line]
RelativePath = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_./{}-]{0,199}$")]


class Table(BaseModel):
    """Any table of the file: a key that is not known is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Host(Table):
    """One of those who run the hub together, all with equal standing. ``url`` leads to their own page."""

    name: Texts
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S{1,200}$")] | None = None


class FloorEntry(Table):
    """One floor: its name in addresses, and its map."""

    id: Slug
    file: RelativePath


class Conversations(Table):
    """When a conversation forms on the open floor (pixels; a tile has 32) and how many it may hold."""

    join_radius: int = Field(default=64, ge=16, le=512)
    leave_radius: int = Field(default=96, ge=16, le=768)
    size: int = Field(default=12, ge=2, le=50)

    @model_validator(mode="after")
    def _wider(self) -> "Conversations":
        if self.leave_radius <= self.join_radius:
            raise ValueError("leave_radius must be larger than join_radius")
        return self


class Limits(Table):
    """What the hub bears: ``visitors`` at the same time, ``visitors_known`` with those who may come again."""

    visitors: int = Field(default=500, ge=1, le=5000)
    visitors_known: int = Field(default=10_000, ge=1, le=50_000)
    name_length: int = Field(default=60, ge=8, le=200)
    message_length: int = Field(default=5000, ge=100, le=20000)
    messages_kept: int = Field(default=20000, ge=100, le=1_000_000)
    place_kept_s: int = Field(default=30, ge=5, le=600)
    on_site_hours: int = Field(default=12, ge=1, le=72)


class Entry(Table):
    """Who one is after joining without an invite link."""

    role: Literal["guest", "member"] = "guest"


class PolicyEntry(Table):
    """A denial that nothing below can lift: ``denies`` for everybody but the roles in ``spares``."""

    name: Slug
    denies: list[Capability] = Field(min_length=1, max_length=40)
    spares: list[Role] = Field(default_factory=list[Role], max_length=6)

    def policy(self) -> Policy:
        """The same for the rules."""
        return Policy(self.name, frozenset(self.denies), frozenset(self.spares))


class Legal(Table):
    """The pages of the law, as paths of Markdown files with ``{language}`` in them."""

    imprint: RelativePath
    privacy: RelativePath
    accessibility: RelativePath


def _known_zone(name: str) -> str:
    if zone_of(name) is None:
        raise ValueError("no such time zone; write one of the IANA names, such as Europe/Berlin")
    return name


class ProgrammeEntry(Table):
    """What takes place: on whose clocks, and a file that is taken over when the hub starts the first time."""

    zone: Annotated[str, AfterValidator(_known_zone)] = "UTC"
    file: RelativePath | None = None


class HubFile(Table):
    """The whole file."""

    format: Literal[1]
    id: Slug
    name: Texts
    subtitle: Texts = Field(default_factory=dict[Language, Line])
    languages: list[Language] = Field(min_length=1, max_length=20)
    start: Slug
    hosts: list[Host] = Field(default_factory=list[Host], max_length=20)
    floors: list[FloorEntry] = Field(min_length=1, max_length=50)
    conversations: Conversations = Conversations()
    limits: Limits = Limits()
    entry: Entry = Entry()
    policies: list[PolicyEntry] = Field(default_factory=list[PolicyEntry], max_length=50)
    legal: Legal
    programme: ProgrammeEntry = ProgrammeEntry()


def read_hub_file(root: Path, told: In) -> HubFile:
    """Read ``hub.toml``; ``Stop`` when it cannot be used."""
    try:
        return HubFile.model_validate(_parsed(root, told))
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False)[:_SHOWN]:
            place = ".".join(str(part) for part in each["loc"])
            told.add(_CASES.get(each["type"], "hub.value"), place, error=each["msg"])
        raise told.stop("hub.unusable") from None


_CASES = {"extra_forbidden": "hub.value/extra", "missing": "hub.value/missing"}
"""What pydantic calls it to what we say; the words for a wrong value are pydantic's, in English."""


def _parsed(root: Path, told: In) -> dict[str, object]:
    path = root / FILE
    try:
        if path.stat().st_size > MOST_BYTES:
            raise told.stop("hub.too_large")
        return tomllib.loads(path.read_text("utf-8"))
    except OSError:
        raise told.stop("hub.missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        where = placed("line", number=int(line[1])) if line else ""
        raise told.stop("hub.not_toml", where, error=str(error)) from None
