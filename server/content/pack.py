"""A hub pack: everything that makes one hub this hub, loaded and checked whole before the server starts."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from rooms.events import Session
from rooms.ids import FloorId, HubId, RoomId
from rooms.model.rules import RoomInfo, Rules
from rooms.roles import Role
from rooms.tilemap import Floor
from server.content.faults import Faults, In, PackError, Stop
from server.content.floors import Built, read_floor
from server.content.hubfile import FILE, HubFile, read_hub_file
from server.content.programme.read import FILE_MOST, read_programme
from server.content.reach import check_whole
from server.content.sentences import place
from server.protocol.floorinfo import FloorInfo, Texts

__all__ = ["LEGAL", "Pack", "PackError", "load_pack"]

LEGAL = ("imprint", "privacy", "accessibility")
"""The pages every hub has, reachable before joining."""

_LONGEST_TEXT = 256 * 1024


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack without faults. ``legal`` holds Markdown by page and language; ``remarks`` are for the log."""

    root: Path
    file: HubFile
    floors: Mapping[FloorId, Floor]
    infos: Mapping[FloorId, FloorInfo]
    legal: Mapping[tuple[str, str], str]
    programme: tuple[Session, ...]
    remarks: tuple[str, ...]

    @property
    def id(self) -> HubId:
        """The hub's name in tables and keys."""
        return HubId(self.file.id)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the pack, the first one for those who speak none of them."""
        return tuple(self.file.languages)

    @property
    def names(self) -> Texts:
        """The hub's name by language."""
        return dict(self.file.name)

    def name(self, language: str) -> str:
        """The hub's name in a language, or in the pack's first one."""
        return self.names.get(language, self.names[self.languages[0]])

    @property
    def zone(self) -> ZoneInfo:
        """On whose clocks the programme is."""
        return ZoneInfo(self.file.programme.zone)

    def room_titles(self) -> dict[RoomId, Texts]:
        """What each room is called, by language."""
        return titles_of(self.infos.values())

    @property
    def start(self) -> FloorId:
        """The floor on which people arrive."""
        return FloorId(self.file.start)

    @property
    def entry_role(self) -> Role:
        """Who one is after joining without an invite link."""
        return Role(self.file.entry.role)

    def rules(self) -> Rules:
        """What the pack decides for the rules of the hub."""
        limits, talks = self.file.limits, self.file.conversations
        return Rules(
            floors=dict(self.floors),
            rooms=self._rooms(),
            start=self.start,
            join_radius=talks.join_radius,
            leave_radius=talks.leave_radius,
            conversation_size=talks.size,
            message_length=limits.message_length,
            messages_kept=limits.messages_kept,
            name_length=limits.name_length,
            visitors_at_once=limits.visitors,
            visitors_known=limits.visitors_known,
            place_kept_ms=limits.place_kept_s * 1000,
            on_site_ms=limits.on_site_hours * 3600 * 1000,
            policies=tuple(entry.policy() for entry in self.file.policies),
        )

    def _rooms(self) -> dict[RoomId, RoomInfo]:
        return {
            room.id: RoomInfo(room.id, info.id, room.kind, room.capacity, room.lockable)
            for info in self.infos.values()
            for room in info.rooms
        }


def load_pack(root: Path) -> Pack:
    """Read a pack and everything it names, or raise ``PackError`` with all its faults."""
    faults = Faults(root)
    told = In(faults, FILE)
    with suppress(Stop):
        file = read_hub_file(root, told)
        _check_file(file, told)
        built = _floors(root, file, faults)
        legal = _legal(root, file, told)
        if len(built) == len(file.floors) and FloorId(file.start) in built:
            check_whole(built, FloorId(file.start))
        _check_rooms(built)
        programme = _programme(root, file, titles_of(each.info for each in built.values()), faults)
        faults.raise_if_any()
        floors = {name: each.floor for name, each in built.items()}
        infos = {name: each.info for name, each in built.items()}
        return Pack(root, file, floors, infos, legal, programme, tuple(faults.remarks))
    raise PackError(root, faults.found)


def _check_file(file: HubFile, told: In) -> None:
    names = [floor.id for floor in file.floors]
    if file.start not in names:
        told.add("hub.start", "start", floor=repr(file.start), floors=", ".join(names))
    for name in {name for name in names if names.count(name) > 1}:
        told.add("hub.floor_twice", "floors", floor=repr(name))
    texts = [("name", file.name), *((f"hosts.{n}.name", host.name) for n, host in enumerate(file.hosts))]
    for key, text in texts:
        for language in set(file.languages) - set(text):
            told.add("hub.language", key, language=repr(language))


def _floors(root: Path, file: HubFile, faults: Faults) -> dict[FloorId, Built]:
    built: dict[FloorId, Built] = {}
    for entry in file.floors:
        if not (root / entry.file).resolve().is_relative_to(root.resolve()):
            In(faults, FILE).add("hub.outside", place("floor", name=entry.id))
            continue
        with suppress(Stop):
            name = FloorId(entry.id)
            built[name] = read_floor(root, name, entry.file, file.languages, faults)
    return built


def _check_rooms(built: Mapping[FloorId, Built]) -> None:
    """Rooms are named across all floors."""
    seen: dict[RoomId, FloorId] = {}
    for name, each in built.items():
        for room in each.floor.rooms:
            if room in seen:
                other = repr(seen[room])
                each.told.add("map.room_twice/floors", place("room", name=room), floor=other)
            seen[room] = name


def titles_of(infos: Iterable[FloorInfo]) -> dict[RoomId, Texts]:
    """Room to its title by language, over all floors."""
    return {room.id: room.titles for info in infos for room in info.rooms}


def _programme(
    root: Path, file: HubFile, titles: Mapping[RoomId, Texts], faults: Faults
) -> tuple[Session, ...]:
    """The sessions the pack brings; what an import would only note is a remark."""
    name = file.programme.file
    if name is None:
        return ()
    told, text = In(faults, name), _text(root / name, FILE_MOST + 1)
    if text is None or not (root / name).resolve().is_relative_to(root.resolve()):
        told.add("programme.missing_file")
        return ()
    rooms = [(room, tuple(each.values())) for room, each in titles.items()]
    found = read_programme(name, text, ZoneInfo(file.programme.zone), rooms, {})
    faults.take(found.told.faults)
    for each in found.noted.faults.found:
        told.remark(f"{each.place}: {each.problem} {each.cure}")
    return tuple(found.sessions)


def _legal(root: Path, file: HubFile, told: In) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for page in LEGAL:
        pattern: str = getattr(file.legal, page)
        for language in file.languages:
            path = root / pattern.replace("{language}", language)
            text = _text(path) if path.resolve().is_relative_to(root.resolve()) else None
            if text is None:
                told.add("hub.text_missing", f"legal.{page}", file=str(path.relative_to(root)))
            else:
                found[page, language] = text
    return found


def _text(path: Path, most: int = _LONGEST_TEXT) -> str | None:
    try:
        return path.read_text("utf-8")[:most] if path.is_file() else None
    except (OSError, UnicodeDecodeError):
        return None
