"""The table that says who hears and sees whom, and the pure rules read from it.

The table is level-triggered: each one is whole and replaces the last. Whatever it does not name gets nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rooms.ids import PeerId, SourceId, peer_of

Device = Literal["mic", "cam", "screen"]
PICTURES = ("cam", "screen")
"""Devices that are seen."""


@dataclass(frozen=True, slots=True)
class PeerWant:
    """What one peer gets and may send.

    `audio` names groups of the table, `video` names sources, the most important first: who is heard in an
    earlier group than the last always has a slot before the loudest of the last; `exclude` names origins it
    must never get; `pinned` is the video source served first and best; `allow` names the devices
    whose packets are taken from it.
    """

    audio: tuple[str, ...] = ()
    video: tuple[SourceId, ...] = ()
    exclude: tuple[str, ...] = ()
    pinned: SourceId | None = None
    allow: tuple[Device, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordWant:
    """What goes into one recording: no packet of a source that it does not name.

    `video` names pictures, the most important first, `pinned` the one that comes before all others; `most` is
    how many bytes it may still take, `spare` how many must stay free on the disk.
    """

    recording: str
    audio: tuple[SourceId, ...] = ()
    video: tuple[SourceId, ...] = ()
    pinned: SourceId | None = None
    most: int = 1 << 40
    spare: int = 0


@dataclass(frozen=True, slots=True)
class WantTable:
    """All groups (id to the sources heard in it), the wants of all peers, and what is recorded."""

    groups: Mapping[str, tuple[SourceId, ...]] = field(default_factory=dict[str, tuple[SourceId, ...]])
    peers: Mapping[PeerId, PeerWant] = field(default_factory=dict[PeerId, PeerWant])
    records: tuple[RecordWant, ...] = ()


NOTHING = PeerWant()


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """Age of a table: `epoch` counts the hubs that held the worker, `version` the tables of one hub."""

    epoch: int = 0
    version: int = 0


def device(source: SourceId) -> str:
    """'mic', 'cam' or 'screen'."""
    return source.rpartition("/")[2]


def allowed(table: WantTable, source: SourceId) -> bool:
    """Whether packets of this source are taken at all."""
    return device(source) in table.peers.get(peer_of(source), NOTHING).allow


def audible(table: WantTable, peer: PeerId, origins: Mapping[PeerId, str]) -> list[SourceId]:
    """Sources the peer is entitled to hear, in the order of its groups, each once."""
    want = table.peers.get(peer, NOTHING)
    union = dict.fromkeys(source for group in want.audio for source in table.groups.get(group, ()))
    return [source for source in union if device(source) == "mic" and _may_get(table, peer, source, origins)]


def foremost(table: WantTable, peer: PeerId) -> set[SourceId]:
    """Sources that the peer hears however loud others are: those of all its groups but the last."""
    groups = table.peers.get(peer, NOTHING).audio[:-1]
    return {source for group in groups for source in table.groups.get(group, ())}


def visible(table: WantTable, peer: PeerId, origins: Mapping[PeerId, str]) -> list[SourceId]:
    """Sources the peer is entitled to see, the pinned one first, each once."""
    want = table.peers.get(peer, NOTHING)
    pinned = (want.pinned,) if want.pinned else ()
    wanted = dict.fromkeys((*pinned, *want.video))
    pictures = (source for source in wanted if device(source) in PICTURES)
    return [source for source in pictures if _may_get(table, peer, source, origins)]


def _may_get(table: WantTable, peer: PeerId, source: SourceId, origins: Mapping[PeerId, str]) -> bool:
    sender = peer_of(source)
    if sender == peer or sender not in origins:
        return False
    return allowed(table, source) and origins[sender] not in table.peers[peer].exclude


def assign(current: Mapping[str, SourceId | None], wanted: Sequence[SourceId]) -> dict[str, SourceId | None]:
    """Give the first wanted sources a slot each; one that had a slot keeps it, so pictures do not jump."""
    chosen = wanted[: len(current)]
    result = {mid: source if source in chosen else None for mid, source in current.items()}
    placed = set(result.values())
    waiting = (source for source in chosen if source not in placed)
    return {mid: source if source else next(waiting, None) for mid, source in result.items()}
