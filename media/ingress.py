"""Which source and layer a packet of a peer belongs to, by the peer's own payload types and extension ids."""

from typing import NamedTuple

from . import sdp
from .rtp import Codec, Header, extensions
from .sdp_read import REPAIRED_RID, RID, Description
from .wants import PICTURES, Device

_MAX_STREAMS = 64  # SSRCs remembered; more than that is an attack, the rest is dropped


class Stream(NamedTuple):
    """What one SSRC carries; `repairs` says that these are retransmissions (RFC 4588) of that layer."""

    device: Device
    rid: str
    codec: Codec
    repairs: bool


class Ingress:
    """The tables of one description. SSRCs are learned from the first packets (RFC 8852, RFC 8843).

    In an answer to our offer (`ours`) the sections have the names we gave them; in a WHIP client's offer they
    have its own, and the first sound and the first picture count.
    """

    def __init__(self, remote: Description, *, ours: bool = False) -> None:
        self.level_id = 0
        self._codecs: dict[int, tuple[Codec, bool]] = {}
        self._devices: dict[str, Device] = {}
        self._layered: set[Device] = set()
        self._ids: dict[str, int] = {}
        self._streams: dict[int, Stream | None] = {}
        for section in remote.sections:
            if section.sends and section.kind in ("audio", "video"):
                device = self._device(section, ours)
                if device and device not in self._devices.values():
                    self._devices[section.mid] = device
                    self._read(section.carried(), section)

    def _device(self, section: "sdp.Section", ours: bool) -> Device | None:
        first: Device = "mic" if section.kind == "audio" else "cam"
        fitting = PICTURES if section.kind == "video" else ("mic",)
        return next((each for each in fitting if each == section.mid), None) if ours else first

    def _read(self, carried: dict[int, Codec], section: "sdp.Section") -> None:
        for number, codec in carried.items():
            self._codecs[number] = (codec, False)
            repair = section.repair(number)
            if repair is not None:
                self._codecs[repair] = (codec, True)
        for number, uri in section.extensions.items():
            self._ids[uri] = number
            if uri == sdp.AUDIO_LEVEL:
                self.level_id = number

    def layered(self, device: Device) -> None:
        """Expect simulcast on this device: streams without a layer name are not taken."""
        self._layered.add(device)

    def stream(self, data: bytes, header: Header) -> Stream | None:
        """The stream of a packet, None when it cannot be told or is not carried."""
        known = self._streams.get(header.ssrc)
        if known is None and len(self._streams) < _MAX_STREAMS:
            known = self._learn(data, header)
            if known:
                self._streams[header.ssrc] = known
        return known

    def _learn(self, data: bytes, header: Header) -> Stream | None:
        codec, repairs = self._codecs.get(header.payload_type, (None, False))
        if codec is None:
            return None
        found = extensions(data, header)
        mid = self._text(found, sdp.MID)
        fallback: Device = "mic" if codec == "opus" else "cam"
        device = self._devices.get(mid, fallback) if mid else fallback
        is_sound = device == "mic"
        if is_sound != (codec == "opus") or device not in self._devices.values():
            return None
        rid = self._text(found, REPAIRED_RID if repairs else RID)
        if device in self._layered and rid not in sdp.LAYERS:
            return None
        return Stream(device, rid if device in self._layered else "", codec, repairs)

    def _text(self, found: dict[int, bytes], uri: str) -> str:
        return found.get(self._ids.get(uri, -1), b"").decode("ascii", "replace")
