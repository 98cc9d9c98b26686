"""From what a file says of a session to the session: whatever is wrong is told, whatever can be kept is
kept.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

from rooms.events import Mode, Session
from rooms.ids import RoomId, SessionId
from rooms.programme import LONGEST_MS, PEOPLE_MOST, SESSIONS_MOST, SPEAKER_MOST, SPEAKERS_MOST, TEXTS
from server.content.faults import Faults, In
from server.content.programme.times import Instant, duration, instant
from server.content.sentences import Words

TOLD_MOST = 1000
"""Faults and notes told of one file, each."""
_DAY_MS = 24 * 3600 * 1000
_YES, _NO = ("yes", "true", "1", "ja", "x"), ("", "no", "false", "0", "nein")
_MODES = dict[str, Mode]({name: name for name in get_args(Mode)})


@dataclass(slots=True)
class Raw:
    """What a file says of a session, as text."""

    code: str = ""
    title: str = ""
    abstract: str = ""
    room: str = ""
    start: str = ""
    end: str = ""
    duration: str = ""
    kind: str = ""
    language: str = ""
    speakers: list[str] = field(default_factory=list[str])
    mode: str = ""
    on_site: str = ""
    remote: str = ""
    cancelled: str = ""


class Rooms:
    """Which room of the hub a name means: by choice, else by a room's id or one of its titles."""

    def __init__(self, titles: Iterable[tuple[RoomId, Iterable[str]]], chosen: Mapping[str, str]) -> None:
        known: dict[str, set[RoomId]] = {}
        for room, names in titles:
            for name in (room, *names):
                known.setdefault(_folded(name), set()).add(room)
        self._known = {name: next(iter(rooms)) for name, rooms in known.items() if len(rooms) == 1}
        self._chosen = chosen
        self.met: dict[str, RoomId | None] = {}
        """Every name of the file, and what it means."""

    def find(self, name: str) -> RoomId | None:
        """The room that is meant."""
        chosen = self._chosen.get(name)
        found = self._known.get(_folded(name)) if chosen is None else RoomId(chosen) if chosen else None
        self.met[name] = found
        return found

    def is_settled(self, name: str) -> bool:
        """Whether nothing is to be asked of a name any more."""
        return name in self.met or name in self._chosen


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


class Reading:
    """The sessions of one file. ``told`` are faults, for which a session is left out; ``noted`` is what was
    taken differently than it stands there.
    """

    def __init__(self, file: str, zone: ZoneInfo, rooms: Rooms) -> None:
        self.zone = zone
        self.rooms = rooms
        self.sessions: list[Session] = []
        self.faulty: set[str] = set()
        self.told = In(Faults(Path(), TOLD_MOST), file)
        self.noted = In(Faults(Path(), TOLD_MOST), file)
        self._codes: set[str] = set()
        self._is_full = False

    def add(self, raw: Raw, where: Words) -> None:
        """Take one session in, or tell what is wrong with it."""
        before = self.told.faults.count
        session = self._session(raw, where)
        if session is None or self.told.faults.count > before:
            self.faulty.add(line(raw.code)[: TEXTS["code"]])
        elif len(self.sessions) < SESSIONS_MOST:
            self.sessions.append(session)
        else:
            self.faulty.add(session.code)
            self._tell_full(where)

    def _tell_full(self, where: Words) -> None:
        if not self._is_full:
            self._is_full = True
            self.told.add("programme.too_many", where, most=SESSIONS_MOST)

    def _session(self, raw: Raw, where: Words) -> Session | None:
        code, title = line(raw.code), line(raw.title)
        self._check_code(code, where)
        self._check_length("title", title, where)
        times = self._times(raw, where)
        if times is None:
            return None
        room = self._room(line(raw.room), where)
        return Session(
            SessionId(""), code, title, self._cut("abstract", prose(raw.abstract), where), room,
            self._cut("place", line(raw.room), where), *times, self._cut("kind", line(raw.kind), where),
            self._cut("language", line(raw.language), where), self._speakers(raw.speakers, where),
            self._mode(raw.mode, where), self._people(raw.on_site, where), self._people(raw.remote, where),
            self._is_cancelled(raw.cancelled, where),
        )  # fmt: skip

    def _check_code(self, code: str, where: Words) -> None:
        self._check_length("code", code, where)
        if code and code in self._codes:
            self.told.add("programme.code_twice", where, code=repr(code))
        self._codes.add(code)

    def _check_length(self, name: str, text: str, where: Words) -> None:
        shown = {"code": "id"}.get(name, name)
        if not text:
            self.told.add("programme.missing", where, field=shown)
        if len(text) > TEXTS[name]:
            self.told.add("programme.long", where, field=shown, most=TEXTS[name])

    def _cut(self, name: str, text: str, where: Words) -> str:
        if len(text) > TEXTS[name]:
            self.noted.add("programme.cut", where, field=name, most=TEXTS[name])
        return text[: TEXTS[name]]

    # -- times -----------------------------------------------------------------------------------

    def _times(self, raw: Raw, where: Words) -> tuple[int, int] | None:
        start = self._instant("start", raw.start, where)
        if not raw.end and not raw.duration:
            self.told.add("programme.missing", where, field="duration")
        end = self._end(raw, start, where)
        if start is None or end is None:
            return None
        if not 0 < end - start.at <= LONGEST_MS:
            self.told.add("programme.lasts", where, most=LONGEST_MS // _DAY_MS)
        return start.at, end

    def _end(self, raw: Raw, start: Instant | None, where: Words) -> int | None:
        if raw.end:
            end = self._instant("end", raw.end, where)
            return end and end.at
        lasts = duration(raw.duration)
        if raw.duration and lasts is None:
            self.told.add("programme.duration", where, found=_shown(raw.duration))
        return None if start is None or lasts is None else start.at + lasts

    def _instant(self, name: str, text: str, where: Words) -> Instant | None:
        if not text:
            self.told.add("programme.missing", where, field=name)
            return None
        found = instant(text.strip(), self.zone)
        if found is None:
            self.told.add("programme.time", where, found=_shown(text))
        elif found.doubt is not None:
            into = self.told if found.doubt == "gap" else self.noted
            into.add(f"programme.{found.doubt}", where, found=_shown(text), zone=self.zone.key)
        return found

    # -- the rest --------------------------------------------------------------------------------

    def _room(self, name: str, where: Words) -> RoomId | None:
        """The hub's room; a name that means none is noted once."""
        if not name:
            return None
        settled = self.rooms.is_settled(name)
        found = self.rooms.find(name)
        if found is None and not settled:
            self.noted.add("programme.room", where, room=_shown(name))
        return found

    def _speakers(self, names: list[str], where: Words) -> tuple[str, ...]:
        found = [each for each in map(line, names) if each]
        if len(found) > SPEAKERS_MOST:
            self.noted.add("programme.speakers", where, most=SPEAKERS_MOST)
        if any(len(each) > SPEAKER_MOST for each in found):
            self.noted.add("programme.cut", where, field="speakers", most=SPEAKER_MOST)
        return tuple(each[:SPEAKER_MOST] for each in found[:SPEAKERS_MOST])

    def _mode(self, text: str, where: Words) -> Mode:
        wanted = text.strip().lower().replace("-", "_") or "both"
        if wanted not in _MODES:
            choices = ", ".join(_MODES)
            self.told.add("programme.choice", where, field="mode", found=_shown(text), choices=choices)
        return _MODES.get(wanted, "both")

    def _people(self, text: str, where: Words) -> int:
        if not text.strip():
            return 0
        digits = text.strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) < 9 and int(digits) <= PEOPLE_MOST):
            self.told.add("programme.number", where, found=_shown(text))
            return 0
        return int(digits)

    def _is_cancelled(self, text: str, where: Words) -> bool:
        wanted = text.strip().lower()
        if wanted not in (*_YES, *_NO):
            self.told.add("programme.choice", where, field="cancelled", found=_shown(text), choices="yes, no")
        return wanted in _YES


def _shown(text: str) -> str:
    """What a file says, quoted and of a length to be read."""
    return repr(text if len(text) <= 60 else f"{text[:60]}…")


def line(text: str) -> str:
    """A text on one line, without control and direction characters."""
    return " ".join(prose(text).split())


def prose(text: str) -> str:
    """A text with its line breaks, without other control and direction characters."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    spaced = ("\n" if ch == "\n" else " " if ch.isspace() else ch for ch in plain)
    return "".join(ch for ch in spaced if ch == "\n" or unicodedata.category(ch)[0] != "C").strip()
