"""Session descriptions we write: the offer to a visitor and the answer to a WHIP client (RFC 8866, RFC 9429).

Written by hand because the server chooses payload types and extension ids, the same for every peer:
forwarding then
rewrites nothing but the stream's own numbers. ICE and DTLS stand once at session level, and one host
candidate
for each own address in the first section.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .rtp import Kind
from .sdp_read import REPAIRED_RID, RID, Section
from .slot import PAYLOAD_TYPES, SEND_TIME_ID
from .wants import PICTURES, Device

PUBLISHED: tuple[Device, ...] = ("mic", "cam", "screen")
"""Sections of our own offers in which we receive, by their names."""

LAYERS = ("q", "h")
"""Simulcast layers we ask a visitor's camera for, the smallest first (RFC 8853)."""

AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
MID = "urn:ietf:params:rtp-hdrext:sdes:mid"
EXTENSIONS = {1: AUDIO_LEVEL, SEND_TIME_ID: SEND_TIME, 4: MID, 5: RID, 6: REPAIRED_RID}
"""Header extension ids of our own offers."""

_H264 = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"
_RTX = {96: 97, 102: 103}


@dataclass(frozen=True, slots=True)
class Identity:
    """What a description says of our end: ICE credentials, certificate and where to reach the port."""

    ufrag: str
    password: str
    fingerprint: tuple[str, str]
    addresses: tuple[str, ...]
    port: int


@dataclass(frozen=True, slots=True)
class SlotLine:
    """One receive slot as it stands in an offer."""

    mid: str
    kind: Kind
    ssrc: int


def write_offer(identity: Identity, slots: Sequence[SlotLine], *, publish: bool) -> str:
    """The offer to a visitor: what we receive of it (when `publish`), then the slots we send."""
    sections = _published(identity) if publish else []
    sections += [_slot(slot, identity) for slot in slots]
    mids = [*(PUBLISHED if publish else ()), *(slot.mid for slot in slots)]
    if sections:
        sections[0] += _candidates(identity)
    return _join(_session(identity, mids, "actpass"), sections)


def _published(identity: Identity) -> list[list[str]]:
    """What a visitor may send: the camera in layers, a screen whole, since small text must stay sharp."""
    mic = [*_section("audio", "mic", "recvonly", identity), *_audio_codec()]
    cam = [*_section("video", "cam", "recvonly", identity), *_video_codecs(repair=True)]
    layers = [*(f"a=rid:{rid} recv" for rid in LAYERS), f"a=simulcast:recv {';'.join(LAYERS)}"]
    screen = [*_section("video", "screen", "recvonly", identity), *_video_codecs(repair=True)]
    return [mic, [*cam, *layers], screen]


def write_answer(identity: Identity, sections: Sequence[Section], accepted: Sequence[Section]) -> str:
    """The answer to `sections` of a WHIP offer, receiving those in `accepted` with one codec each.

    Payload types and extension ids are the offerer's; sections we do not take are rejected with port 0.
    """
    lines = [
        _answered(section, identity) if section in accepted else _rejected(section) for section in sections
    ]
    first = sections.index(accepted[0])
    lines[first] += _candidates(identity)
    return _join(_session(identity, [section.mid for section in accepted], "passive"), lines)


def _session(identity: Identity, mids: Iterable[str], setup: str) -> list[str]:
    return [
        "v=0",
        "o=- 1 1 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        f"a=group:BUNDLE {' '.join(mids)}",
        "a=ice-lite",
        "a=msid-semantic: WMS *",
        f"a=ice-ufrag:{identity.ufrag}",
        f"a=ice-pwd:{identity.password}",
        "a=ice-options:trickle",
        f"a=fingerprint:{' '.join(identity.fingerprint)}",
        f"a=setup:{setup}",
    ]


def _join(session: list[str], sections: list[list[str]]) -> str:
    return "\r\n".join(session + [line for section in sections for line in section]) + "\r\n"


def _candidates(identity: Identity) -> list[str]:
    """Host candidates, the first address preferred (RFC 8445, 5.1.2.1)."""
    lines: list[str] = []
    for number, address in enumerate(identity.addresses):
        priority = 126 << 24 | (65535 - number) << 8 | 255
        lines.append(f"a=candidate:{number + 1} 1 udp {priority} {address} {identity.port} typ host")
    return [*lines, "a=end-of-candidates"]


def _connection(address: str) -> str:
    return f"c=IN {'IP6' if ':' in address else 'IP4'} {address}"


def _section(kind: Kind, mid: str, direction: str, identity: Identity) -> list[str]:
    types = [PAYLOAD_TYPES["opus"]] if kind == "audio" else [PAYLOAD_TYPES["vp8"], PAYLOAD_TYPES["h264"]]
    if mid in PICTURES:
        types = [number for main in types for number in (main, _RTX[main])]
    return [
        f"m={kind} {identity.port} UDP/TLS/RTP/SAVPF {' '.join(map(str, types))}",
        _connection(identity.addresses[0]),
        f"a=mid:{mid}",
        f"a={direction}",
        "a=rtcp-mux",
        "a=rtcp-rsize",
        *_extensions(kind, receiving=direction == "recvonly"),
    ]


def _extensions(kind: Kind, *, receiving: bool) -> list[str]:
    """Slots carry only the send time; what we receive also says its level, its section and its layer."""
    wanted = {SEND_TIME}
    if receiving:
        wanted |= {MID, AUDIO_LEVEL} if kind == "audio" else {MID, RID, REPAIRED_RID}
    return [f"a=extmap:{number} {uri}" for number, uri in EXTENSIONS.items() if uri in wanted]


def _audio_codec() -> list[str]:
    number = PAYLOAD_TYPES["opus"]
    return [f"a=rtpmap:{number} opus/48000/2", f"a=fmtp:{number} minptime=10;useinbandfec=1"]


def _video_codecs(*, repair: bool) -> list[str]:
    lines: list[str] = []
    for number, name in ((PAYLOAD_TYPES["vp8"], "VP8"), (PAYLOAD_TYPES["h264"], "H264")):
        lines += [f"a=rtpmap:{number} {name}/90000", *_feedback(number)]
        if name == "H264":
            lines.append(f"a=fmtp:{number} {_H264}")
        if repair:
            lines += [f"a=rtpmap:{_RTX[number]} rtx/90000", f"a=fmtp:{_RTX[number]} apt={number}"]
    return lines


def _feedback(number: int) -> list[str]:
    return [f"a=rtcp-fb:{number} {name}" for name in ("nack", "nack pli", "goog-remb")]


def _slot(slot: SlotLine, identity: Identity) -> list[str]:
    codecs = _audio_codec() if slot.kind == "audio" else _video_codecs(repair=False)
    return [
        *_section(slot.kind, slot.mid, "sendonly", identity),
        *codecs,
        f"a=msid:{slot.mid} {slot.mid}",
        f"a=ssrc:{slot.ssrc} cname:{slot.mid}",
    ]


def _answered(section: Section, identity: Identity) -> list[str]:
    number, codec = section.best
    repair = section.repair(number)
    types = [number] if repair is None else [number, repair]
    lines = [
        f"m={section.kind} {identity.port} {section.protocol} {' '.join(map(str, types))}",
        _connection(identity.addresses[0]),
        f"a=mid:{section.mid}",
        "a=recvonly",
        "a=rtcp-mux",
        "a=rtcp-rsize",
        f"a=rtpmap:{number} {codec}",
        *(_feedback(number) if section.kind == "video" else ()),
        *([f"a=fmtp:{number} {section.parameters[number]}"] if number in section.parameters else ()),
    ]
    if repair is not None:
        lines += [f"a=rtpmap:{repair} rtx/90000", f"a=fmtp:{repair} apt={number}"]
    known = set(EXTENSIONS.values()) - {RID, REPAIRED_RID}
    return lines + [f"a=extmap:{number} {uri}" for number, uri in section.extensions.items() if uri in known]


def _rejected(section: Section) -> list[str]:
    types = " ".join(section.formats) or "0"
    return [
        f"m={section.kind} 0 {section.protocol} {types}",
        "c=IN IP4 0.0.0.0",
        f"a=mid:{section.mid}",
        "a=inactive",
    ]
