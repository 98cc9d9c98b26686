"""The want table decides who gets which packet, at once and wholly."""

import struct
import zlib
from typing import Any, cast

from media import rtcp, sdp, sdp_read
from media.events import SlotsMapped, SourceBack, SourceDown, SourceSilent, SourceUp, WorkerEvent
from media.ingress import Ingress
from media.peer import Peer
from media.router import Router
from media.rtp import Codec, parse_header
from media.source import LOST_AGAIN_AFTER
from media.wants import Device, PeerWant, Stamp, WantTable
from rooms.ids import PeerId, SourceId, source_of

BOTH: tuple[Device, ...] = ("mic", "cam")
ALL: tuple[Device, ...] = ("mic", "cam", "screen")
IDENTITY = sdp.Identity("u", "p", ("sha-256", ":".join(["AB"] * 32)), ("127.0.0.1",), 1)
LEVELS = {"vp8": 96, "h264": 102, "opus": 111}


class Wire:
    """A link that keeps what is sent."""

    connected = True

    def __init__(self) -> None:
        self.rtp: list[bytes] = []
        self.rtcp: list[bytes] = []

    def send_rtp(self, packet: bytes) -> int:
        self.rtp.append(packet)
        return len(packet)

    def send_rtcp(self, compound: bytes) -> None:
        self.rtcp.append(compound)


class Party:
    """A router with peers whose wires can be read; every packet says in its payload who made it."""

    def __init__(self) -> None:
        self.events: list[WorkerEvent] = []
        self.router = Router(self.events.append)
        self.now = 100.0
        self.version = 0
        self.sent = 0

    def add(
        self, name: str, slots: tuple[int, int] = (2, 2), origin: str = "", can: str = "opus vp8 h264"
    ) -> Peer:
        peer = Peer(PeerId(name), origin or name, slots, self.router.packet)
        remote = sdp_read.parse(sdp.write_offer(IDENTITY, [], publish=True))
        for section in remote.sections:
            section.direction = "sendonly"
        peer._ingress = Ingress(remote, ours=True)
        peer.link = cast("Any", Wire())
        peer.receives = frozenset(cast("list[Codec]", can.split()))
        self.router.add(peer, self.now)
        return peer

    def send(self, peer: Peer, device: str = "mic", level: int = 40, codec: str = "vp8") -> None:
        """One packet; a picture is always a key frame."""
        self.sent += 1
        payload_type = 111 if device == "mic" else LEVELS[codec]
        body = {"vp8": b"\x10\x10", "h264": b"\x67\x00"}.get(
            "" if device == "mic" else codec, b""
        ) + peer.id.encode()
        ssrc = zlib.crc32(f"{peer.id} {device} {codec}".encode())
        extension = struct.pack("!HHBBH", 0xBEDE, 1, 0x10, level, 0)
        if device == "screen":
            extension = struct.pack("!HHB6sx", 0xBEDE, 2, 0x45, b"screen")
        packet = (
            struct.pack("!BBHLL", 0x90, payload_type, self.sent, self.sent * 960, ssrc) + extension + body
        )
        peer.receive_rtp(packet, self.now)

    def want(self, groups: dict[str, list[Peer]], **peers: PeerWant) -> bool:
        self.version += 1
        table = WantTable(
            {name: tuple(source_of(peer.id, "mic") for peer in members) for name, members in groups.items()},
            {PeerId(name): want for name, want in peers.items()},
        )
        return self.router.want(Stamp(1, self.version), table, self.now)

    def heard(self, peer: Peer) -> list[str]:
        """Who made the packets that reached the peer since the last question."""
        wire = cast("Wire", peer.link)
        packets, wire.rtp = wire.rtp, []
        return [packet[parse_header(packet).payload :].lstrip(b"\x10\x67\x00").decode() for packet in packets]


def cam(peer: Peer) -> SourceId:
    return source_of(peer.id, "cam")


def screen(peer: Peer) -> SourceId:
    return source_of(peer.id, "screen")


def test_only_who_is_in_the_group_hears() -> None:
    party = Party()
    anna, ben, cleo = party.add("anna"), party.add("ben"), party.add("cleo")
    party.want(
        {"g": [anna, ben]},
        anna=PeerWant(("g",), allow=BOTH),
        ben=PeerWant(("g",), allow=BOTH),
        cleo=PeerWant(allow=BOTH),
    )
    for peer in (anna, ben, cleo) * 2:
        party.send(peer)
    assert set(party.heard(anna)) == {"ben"}
    assert set(party.heard(ben)) == {"anna"}
    assert party.heard(cleo) == []


def test_without_a_table_nobody_hears_anybody() -> None:
    party = Party()
    anna, ben = party.add("anna"), party.add("ben")
    party.send(anna)
    assert party.heard(ben) == []


def test_a_screen_is_a_picture_beside_the_camera_and_ends_at_once_without_the_right() -> None:
    party = Party()
    anna, ben = party.add("anna"), party.add("ben")

    def allowed(*devices: Device) -> None:
        gets = PeerWant(video=(screen(anna), cam(anna)))
        party.want({}, ben=gets, anna=PeerWant(allow=devices))

    allowed(*ALL)
    for device in ("cam", "screen") * 2:
        party.send(anna, device)
    assert party.events[-1] == SlotsMapped(
        ben.id, {"a0": None, "a1": None, "v0": cam(anna), "v1": screen(anna)}
    )
    assert len(party.heard(ben)) == 4
    allowed("mic", "cam")
    for device in ("cam", "screen") * 2:
        party.send(anna, device)
    assert len(party.heard(ben)) == 2
    assert not ben.slots["v1"].source


def test_a_picture_whose_section_is_not_told_is_the_camera_and_sound_is_never_a_screen() -> None:
    party = Party()
    anna = party.add("anna")
    party.send(anna, "cam")
    assert set(anna.sources) == {"cam"}
    party.send(anna, "screen", codec="opus")
    assert set(anna.sources) == {"cam"}
    party.send(anna, "screen")
    assert set(anna.sources) == {"cam", "screen"}


def test_a_stale_table_changes_nothing() -> None:
    party = Party()
    anna, ben = party.add("anna"), party.add("ben")
    allow = PeerWant(allow=BOTH)
    assert party.want({}, anna=allow, ben=allow)
    wide = WantTable({"g": (source_of(anna.id, "mic"),)}, {ben.id: PeerWant(("g",)), anna.id: allow})
    assert not party.router.want(Stamp(1, 1), wide, party.now)
    assert not party.router.want(Stamp(0, 99), wide, party.now)
    party.send(anna)
    party.send(anna)
    assert party.heard(ben) == []
    assert party.router.want(Stamp(2, 0), wide, party.now)
    party.send(anna)
    assert party.heard(ben) == ["anna"]


def test_who_walks_away_is_cut_off_with_the_same_table() -> None:
    party = Party()
    anna, ben = party.add("anna"), party.add("ben")
    listening = PeerWant(("g",), video=(cam(anna),), allow=BOTH)
    party.want({"g": [anna]}, anna=PeerWant(allow=BOTH), ben=listening)
    for device in ("mic", "cam") * 2:
        party.send(anna, device)
    assert len(party.heard(ben)) == 4
    party.want({"g": []}, anna=PeerWant(allow=BOTH), ben=PeerWant(("g",), allow=BOTH))
    for device in ("mic", "cam") * 2:
        party.send(anna, device)
    assert party.heard(ben) == []


def test_a_picture_held_for_another_is_cut_when_its_owner_leaves() -> None:
    party = Party()
    anna, ben, cleo = party.add("anna"), party.add("ben", (0, 1)), party.add("cleo")
    allow = PeerWant(allow=BOTH)
    party.want({}, anna=allow, cleo=allow, ben=PeerWant(video=(cam(anna), cam(cleo))))
    party.send(anna, "cam")
    party.send(cleo, "cam")
    party.send(anna, "cam")
    assert party.heard(ben) == ["anna", "anna"]
    party.want({}, anna=allow, cleo=allow, ben=PeerWant(video=(cam(cleo), cam(anna))))
    party.send(anna, "cam")
    assert party.heard(ben) == ["anna"], "still entitled: held until the next picture's key frame"
    party.want({}, anna=allow, cleo=allow, ben=PeerWant(video=(cam(cleo),)))
    party.send(anna, "cam")
    assert party.heard(ben) == []
    party.send(cleo, "cam")
    assert party.heard(ben) == ["cleo"]


def test_a_muted_device_is_dropped_on_arrival_and_its_slot_freed() -> None:
    party = Party()
    anna, ben = party.add("anna"), party.add("ben")
    turns: tuple[tuple[Device, ...], ...] = (BOTH, ("cam",), BOTH)
    for allowed in turns:
        party.want({"g": [anna]}, anna=PeerWant(allow=allowed), ben=PeerWant(("g",)))
        for _ in range(10):
            party.now += 0.02
            party.send(anna, level=10)
        assert ("anna" in party.heard(ben)) == (allowed == BOTH)
        assert bool(party.router.speakers.speaking(party.now)) == (allowed == BOTH)
        party.now += 2
    mapped = [event.slots["a0"] for event in party.events if isinstance(event, SlotsMapped)]
    assert mapped == ["anna/mic", None, "anna/mic"]


def test_the_loudest_take_the_slots() -> None:
    party = Party()
    anna = party.add("anna", (2, 0))
    others = [party.add(name) for name in ("ben", "cleo", "dora")]
    party.want({"g": others}, anna=PeerWant(("g",)), **{str(p.id): PeerWant(allow=BOTH) for p in others})
    for _ in range(30):
        party.now += 0.02
        for peer, level in zip(others, (90, 30, 35), strict=True):
            party.send(peer, level=level)
    party.router.refresh_crowded(party.now)
    party.heard(anna)
    for peer in others:
        party.send(peer, level=30)
    assert party.heard(anna) == ["cleo", "dora"]


def test_who_is_heard_in_an_earlier_group_keeps_a_slot_however_loud_others_are() -> None:
    party = Party()
    listener = party.add("l", slots=(2, 2))
    crowd = [party.add(name) for name in "abc"]
    voice = party.add("voice")
    sends = {each: PeerWant(allow=BOTH) for each in ("a", "b", "c", "voice")}
    party.want({"lang": [voice], "room": crowd}, l=PeerWant(("lang", "room")), **sends)
    for _ in range(20):
        party.now += 0.02
        party.send(voice, level=120)
        for speaker in crowd:
            party.send(speaker, level=5)
        party.router.refresh_crowded(party.now)
    assert source_of(voice.id, "mic") in {slot.source for slot in listener.slots.values()}


def test_a_picture_the_receiver_cannot_play_is_left_out() -> None:
    party = Party()
    anna, ben = party.add("anna", can="opus vp8"), party.add("ben")
    party.want({}, anna=PeerWant(video=(cam(ben),)), ben=PeerWant(allow=BOTH))
    party.send(ben, "cam", codec="h264")
    party.send(ben, "cam", codec="h264")
    assert party.heard(anna) == []


def test_mix_minus_by_origin() -> None:
    party = Party()
    hall_camera = party.add("whip", (0, 0), origin="hall")
    projector, anna = party.add("projector", origin="hall"), party.add("anna")
    party.want(
        {"stage": [hall_camera, anna]},
        whip=PeerWant(allow=BOTH),
        projector=PeerWant(("stage",), exclude=("hall",)),
        anna=PeerWant(("stage",), allow=BOTH),
    )
    for _ in range(2):
        party.send(hall_camera)
        party.send(anna)
    assert set(party.heard(projector)) == {"anna"}
    assert set(party.heard(anna)) == {"whip"}


def test_a_source_is_reported_up_silent_back_and_down() -> None:
    party = Party()
    anna = party.add("anna")
    mic = source_of(anna.id, "mic")
    party.want({}, anna=PeerWant(allow=BOTH))
    party.send(anna)
    party.router.check_silence(party.now + 0.9)
    party.router.check_silence(party.now + 1.1)
    party.router.check_silence(party.now + 1.2)
    party.now += 2
    party.send(anna)
    party.router.remove(anna.id, party.now)
    assert party.events == [
        SourceUp(mic, "audio", "opus"),
        SourceSilent(mic),
        SourceBack(mic),
        SourceDown(mic),
    ]


def test_who_leaves_frees_the_slots_of_the_others() -> None:
    party = Party()
    anna, ben = party.add("anna"), party.add("ben")
    party.want({"g": [anna]}, anna=PeerWant(allow=BOTH), ben=PeerWant(("g",)))
    party.send(anna)
    assert party.heard(ben) == ["anna"]
    party.router.remove(anna.id, party.now)
    assert ben.slots["a0"].source is None
    party.send(anna)
    assert party.heard(ben) == []


def test_a_key_frame_is_asked_for_at_most_ten_times_a_second() -> None:
    party = Party()
    anna = party.add("anna")
    viewers = [party.add(f"viewer{number}") for number in range(5)]
    party.want({}, anna=PeerWant(allow=BOTH), **{str(v.id): PeerWant(video=(cam(anna),)) for v in viewers})
    party.send(anna, "cam")
    wire = cast("Wire", anna.link)
    assert len(wire.rtcp) == 1
    for _ in range(10):
        party.now += 0.02
        anna.sources["cam"].layer("").ask_key(party.now)
    assert len(wire.rtcp) == 2


def test_a_viewer_who_says_over_and_over_that_it_lost_the_picture_makes_it_no_worse_for_others() -> None:
    party = Party()
    anna, ben, cleo = party.add("anna"), party.add("ben"), party.add("cleo")
    sees = PeerWant(video=(cam(anna),))
    party.want({}, anna=PeerWant(allow=BOTH), ben=sees)
    for _ in range(2):
        party.send(anna, "cam")
    wire = cast("Wire", anna.link)
    wire.rtcp.clear()
    for _ in range(100):
        party.now += 0.01
        ben.receive_rtcp(rtcp.picture_loss(ben.slots["v0"].ssrc), party.now)
    assert len(wire.rtcp) == round(1 / LOST_AGAIN_AFTER)
    party.now += 0.11
    party.want({}, anna=PeerWant(allow=BOTH), ben=sees, cleo=sees)
    before = len(wire.rtcp)
    party.now += 0.11
    cleo.receive_rtcp(rtcp.picture_loss(cleo.slots["v0"].ssrc), party.now)
    assert len(wire.rtcp) == before + 1, "who has no picture yet does not wait for that"
    party.send(anna, "cam")
    assert party.heard(cleo) == ["anna"]


def test_a_receivers_quality_is_that_of_its_worst_slot() -> None:
    party = Party()
    ben = party.add("ben")
    lossy, sound = (
        rtcp.Report(ben.slots[name].ssrc, fraction, 0, 0, 0, 0, 0)
        for name, fraction in (("v0", 64), ("a0", 0))
    )
    for blocks in ([lossy, sound], [sound, lossy]):
        ben.receive_rtcp(rtcp.receiver_report(blocks), party.now)
        assert ben.loss == 0.25
    ben.receive_rtcp(rtcp.receiver_report([rtcp.Report(1, 255, 0, 0, 0, 0, 0)]), party.now)
    assert ben.loss == 0.25, "what is said of a stream that is none of the hub's changes nothing"


def test_one_nack_that_names_all_numbers_brings_each_packet_once() -> None:
    party = Party()
    anna, ben = party.add("anna"), party.add("ben")
    party.want({}, anna=PeerWant(allow=BOTH), ben=PeerWant(video=(cam(anna),)))
    for _ in range(4):
        party.send(anna, "cam")
    first = parse_header(cast("Wire", ben.link).rtp[0]).sequence
    assert party.heard(ben) == ["anna"] * 4
    nack = struct.pack("!BBHLL", 0x81, 205, 342, 1, ben.slots["v0"].ssrc)
    ben.receive_rtcp(nack + struct.pack("!HH", first, 0xFFFF) * 340, party.now)
    assert party.heard(ben) == ["anna"] * 4
