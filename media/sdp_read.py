"""Session descriptions we read: a visitor's answer and a WHIP client's offer. Tolerant:
unknown lines are skipped."""

import re
from dataclasses import dataclass, field

from .errors import BadDescription
from .rtp import Codec

RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
REPAIRED_RID = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"
MAX_SDP = 128_000
"""Longest description read, in characters; a browser's own offer of 17 sections has 57,000."""

_DIRECTIONS = ("sendrecv", "sendonly", "recvonly", "inactive")
_MAX_SECTIONS = 64


@dataclass(slots=True)
class Section:
    """One 'm=' section: `codecs` by payload type as 'VP8/90000', `layered` when it sends simulcast;
    `types` are those of its formats that are payload types.
    """

    kind: str
    port: int
    protocol: str
    formats: list[str]
    types: list[int]
    mid: str = ""
    direction: str = "sendrecv"
    mux: bool = False
    layered: bool = False
    codecs: dict[int, str] = field(default_factory=dict[int, str])
    parameters: dict[int, str] = field(default_factory=dict[int, str])
    extensions: dict[int, str] = field(default_factory=dict[int, str])

    @property
    def sends(self) -> bool:
        """Whether the other end sends in this section."""
        return self.port != 0 and self.direction in ("sendrecv", "sendonly")

    @property
    def receives(self) -> bool:
        """Whether the other end takes what we send in this section."""
        return self.port != 0 and self.direction in ("sendrecv", "recvonly")

    def carried(self) -> dict[int, Codec]:
        """Payload types we can forward, in the other end's order of preference."""
        found: dict[int, Codec] = {}
        for number in self.types:
            codec = _codec(self.codecs.get(number, ""), self.parameters.get(number, ""))
            if codec:
                found[number] = codec
        return found

    @property
    def best(self) -> tuple[int, str]:
        """Payload type and rtpmap text of the first codec we can forward;
        StopIteration when there is none."""
        number = next(iter(self.carried()))
        return number, self.codecs[number]

    def repair(self, number: int) -> int | None:
        """Payload type of the retransmissions of `number` (RFC 4588)."""
        for candidate, name in self.codecs.items():
            if name.lower() == "rtx/90000" and f"apt={number}" in self.parameters.get(candidate, "").split(
                ";"
            ):
                return candidate
        return None


@dataclass(slots=True)
class Description:
    """A whole description; ICE and DTLS values are those of the session or of the first section that has
    them."""

    ufrag: str = ""
    password: str = ""
    fingerprint: tuple[str, str] = ("", "")
    setup: str = ""
    bundled: frozenset[str] = frozenset()
    sections: list[Section] = field(default_factory=list[Section])


def _codec(rtpmap: str, parameters: str) -> Codec | None:
    """The codec of an rtpmap value, if it is one we carry: Opus, VP8, H.264 baseline in mode 1."""
    name = rtpmap.lower()
    if name in ("opus/48000/2", "vp8/90000"):
        return "opus" if name[0] == "o" else "vp8"
    values: dict[str, str] = {}
    for item in parameters.lower().split(";"):
        key, _, value = item.strip().partition("=")
        values[key] = value
    if name != "h264/90000" or values.get("packetization-mode") != "1":
        return None
    return "h264" if values.get("profile-level-id", "42").startswith("42") else None


def parse(text: str) -> Description:
    """Read a description; raises BadDescription when it is none or lacks what a connection needs."""
    if len(text) > MAX_SDP or not text.startswith("v=0"):
        raise BadDescription("not a session description")
    found = Description()
    for line in text.splitlines():
        kind, _, value = line.partition("=")
        try:
            if kind == "m":
                found.sections.append(_section(value))
            elif kind == "a":
                _attribute(found, *_split(value))
        except ValueError as error:
            raise BadDescription(f"unreadable line '{line[:80]}'") from error
    _require(found)
    return found


def _split(value: str) -> tuple[str, str]:
    name, _, rest = value.strip().partition(":")
    return name, rest


def _section(value: str) -> Section:
    kind, port, protocol, *formats = value.split()
    types = [_payload_type(each) for each in formats if each.isdecimal()]
    return Section(kind, int(port.partition("/")[0]), protocol, formats, types)


def _payload_type(text: str) -> int:
    """A payload type, 7 bits (RFC 3550, 5.1); raises ValueError when it is none."""
    number = int(text)
    if not 0 <= number <= 127:
        raise ValueError("no payload type")
    return number


def _attribute(found: Description, name: str, value: str) -> None:
    if name == "ice-ufrag":
        found.ufrag = found.ufrag or value
    elif name == "ice-pwd":
        found.password = found.password or value
    elif name == "setup":
        found.setup = found.setup or value
    elif name == "fingerprint" and not found.fingerprint[0]:
        algorithm, digest = value.split()
        found.fingerprint = (algorithm.lower(), digest.upper())
    elif name == "group" and value.startswith("BUNDLE"):
        found.bundled = frozenset(value.split()[1:])
    elif found.sections:
        _section_attribute(found.sections[-1], name, value)


def _section_attribute(section: Section, name: str, value: str) -> None:
    if name == "mid":
        section.mid = value
    elif name in _DIRECTIONS:
        section.direction = name
    elif name == "rtcp-mux":
        section.mux = True
    elif name == "simulcast":
        section.layered = value.startswith("send")
    elif name in ("rtpmap", "fmtp"):
        number, _, rest = value.partition(" ")
        (section.codecs if name == "rtpmap" else section.parameters)[_payload_type(number)] = rest.strip()
    elif name == "extmap":
        number, uri = value.split()[:2]
        section.extensions[int(number.partition("/")[0])] = uri


def _require(found: Description) -> None:
    """What must be there for a connection; values that end up in our own text must be plain words."""
    algorithm, digest = found.fingerprint
    if not (found.ufrag and found.password):
        raise BadDescription("no ICE credentials")
    if algorithm not in ("sha-256", "sha-384", "sha-512") or not re.fullmatch(r"[0-9A-F:]{95,}", digest):
        raise BadDescription("no usable certificate fingerprint")
    if not 0 < len(found.sections) <= _MAX_SECTIONS:
        raise BadDescription("no media sections")
    if any(not re.fullmatch(r"[!-~]{0,64}", section.mid) for section in found.sections):
        raise BadDescription("unreadable section name")
