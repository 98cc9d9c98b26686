"""A slot is one unbroken stream for its receiver, whatever plays in it."""

import struct

from media.kept import CACHE_PACKETS, RESENT_A_SECOND, RESENT_AGAIN_AFTER
from media.payload import Media, describe
from media.rtp import Header, Kind, extensions, parse_header
from media.slot import Slot
from media.source import Layer, Source
from rooms.ids import SourceId


class Feed:
    """A source that makes packets with its own numbering."""

    def __init__(self, name: str, kind: Kind = "video", sequence: int = 100, timestamp: int = 5000) -> None:
        self.asked: list[bytes] = []
        self.layer: Layer = Source(SourceId(name), kind, self.asked.append).layer("")
        self.layer.bind(1, "opus" if kind == "audio" else "vp8")
        self.sequence, self.timestamp, self.picture = sequence, timestamp, 50

    def packet(self, *, key: bool = False, step: int = 3000) -> tuple[Header, bytes, Media]:
        self.sequence = (self.sequence + 1) & 0xFFFF
        self.timestamp = (self.timestamp + step) & 0xFFFFFFFF
        self.picture = (self.picture + 1) & 0x7FFF
        header = Header(True, 96, self.sequence, self.timestamp, 1, 0, 0, 0, 0, 0)
        if self.layer.source.kind == "audio":
            return header, b"sound", Media(True)
        payload = bytes(
            [0x90, 0xE0, 0x80 | self.picture >> 8, self.picture & 255, 9, 0, 0x10 if key else 0x11]
        )
        return header, payload, describe("vp8", payload)


class Screen:
    """A slot and what its receiver got."""

    def __init__(
        self, kind: Kind = "video", start: tuple[int, int, int] = (65534, 2**32 - 2, 0x7FFE)
    ) -> None:
        self.got: list[bytes] = []
        self.slot = Slot("v0", kind, 4242, self.got.append, start)

    def push(self, feed: Feed, now: float, *, key: bool = False, step: int = 3000) -> None:
        self.slot.push(feed.layer, *feed.packet(key=key, step=step), now)

    def sequences(self) -> list[int]:
        return [parse_header(packet).sequence for packet in self.got]

    def times(self) -> list[int]:
        return [parse_header(packet).timestamp for packet in self.got]

    def pictures(self) -> list[int]:
        return [
            struct.unpack_from("!H", packet, parse_header(packet).payload + 2)[0] & 0x7FFF
            for packet in self.got
        ]


def test_numbers_go_on_without_a_hole_across_a_switch_and_a_wrap() -> None:
    screen, anna, ben = Screen(), Feed("anna/cam"), Feed("ben/cam", "video", 60000, 77)
    screen.slot.play(anna.layer, hold=False)
    screen.push(anna, 10.0, key=True)
    screen.push(anna, 10.033)
    screen.slot.play(ben.layer, hold=False)
    screen.push(ben, 10.066, key=True)
    screen.push(ben, 10.1)
    assert screen.sequences() == [65535, 0, 1, 2]
    assert screen.pictures() == [0x7FFF, 0, 1, 2]
    start = screen.times()[0]
    assert [(time - start) & 0xFFFFFFFF for time in screen.times()] == [
        0,
        3000,
        3000 + 2970,
        3000 + 2970 + 3000,
    ]


def test_every_packet_carries_our_own_header_only() -> None:
    screen, anna = Screen(), Feed("anna/cam")
    screen.slot.play(anna.layer, hold=False)
    screen.push(anna, 1.0, key=True)
    header = parse_header(screen.got[0])
    assert (header.ssrc, header.payload_type) == (4242, 96)
    assert list(extensions(screen.got[0], header)) == [2]


def test_a_cut_waits_for_the_key_frame_in_the_dark() -> None:
    screen, anna, ben = Screen(), Feed("anna/cam"), Feed("ben/cam")
    screen.slot.play(anna.layer, hold=False)
    screen.push(anna, 1.0, key=True)
    screen.slot.play(ben.layer, hold=False)
    screen.push(anna, 1.03)
    screen.push(ben, 1.03)
    assert len(screen.got) == 1
    assert screen.slot.waiting is ben.layer
    screen.push(ben, 1.06, key=True)
    assert len(screen.got) == 2
    assert screen.slot.waiting is None


def test_a_held_picture_goes_on_until_the_key_frame_of_the_next() -> None:
    screen, anna, ben = Screen(), Feed("anna/cam"), Feed("ben/cam")
    screen.slot.play(anna.layer, hold=False)
    screen.push(anna, 1.0, key=True)
    screen.slot.play(ben.layer, hold=True)
    screen.push(ben, 1.01)
    screen.push(anna, 1.03)
    assert len(screen.got) == 2
    screen.push(ben, 1.04, key=True)
    screen.push(anna, 1.06)
    assert screen.sequences() == [65535, 0, 1]
    assert (anna.layer.slots, ben.layer.slots) == ([], [screen.slot])


def test_a_switch_taken_back_keeps_the_picture() -> None:
    screen, anna, ben = Screen(), Feed("anna/cam"), Feed("ben/cam")
    screen.slot.play(anna.layer, hold=False)
    screen.push(anna, 1.0, key=True)
    screen.slot.play(ben.layer, hold=True)
    screen.slot.play(anna.layer, hold=True)
    screen.push(ben, 1.02, key=True)
    screen.push(anna, 1.03)
    assert screen.sequences() == [65535, 0]
    assert ben.layer.slots == []


def test_sound_after_a_silence_is_set_to_the_wall_clock_again() -> None:
    screen, anna = Screen("audio"), Feed("anna/mic", "audio")
    screen.slot.play(anna.layer, hold=False)
    screen.push(anna, 1.0, step=960)
    screen.push(anna, 1.02, step=960)
    screen.push(anna, 3.02, step=960)
    first, second, third = screen.times()
    assert (second - first) & 0xFFFFFFFF == 960
    assert (third - second) & 0xFFFFFFFF == 2 * 48000
    assert screen.sequences() == [65535, 0, 1]


def test_a_packet_out_of_order_keeps_its_place() -> None:
    screen, anna = Screen(), Feed("anna/cam")
    screen.slot.play(anna.layer, hold=False)
    screen.push(anna, 1.0, key=True)
    late = anna.packet()
    screen.push(anna, 1.03)
    screen.slot.push(anna.layer, *late, 1.04)
    screen.push(anna, 1.06)
    assert screen.sequences() == [65535, 1, 0, 2]


def test_no_number_is_ever_sent_twice_with_other_content() -> None:
    screen, anna, ben = Screen(), Feed("anna/cam"), Feed("ben/cam")
    screen.slot.play(anna.layer, hold=False)
    screen.push(anna, 1.0, key=True)
    straggler = ben.packet()
    screen.slot.play(ben.layer, hold=True)
    key = ben.packet(key=True)
    screen.slot.push(ben.layer, *key, 1.03)
    screen.slot.push(ben.layer, *straggler, 1.04)
    screen.slot.push(ben.layer, *key, 1.05)
    assert screen.sequences() == [65535, 0]


def test_lost_packets_are_sent_again_as_they_were_and_unknown_ones_named() -> None:
    screen, anna = Screen(), Feed("anna/cam")
    screen.slot.play(anna.layer, hold=False)
    screen.push(anna, 1.0, key=True)
    lost = anna.packet()[0].sequence
    screen.push(anna, 1.03)
    assert screen.slot.resend([65535, 0, 1, 2, 40000], 1.1) == [lost]
    assert screen.got[2:] == screen.got[:2]


def test_after_a_cut_nothing_of_the_old_source_is_sent_again() -> None:
    screen, anna, ben = Screen(), Feed("anna/cam"), Feed("ben/cam")
    screen.slot.play(anna.layer, hold=False)
    screen.push(anna, 1.0, key=True)
    screen.slot.play(ben.layer, hold=False)
    screen.push(ben, 1.03, key=True)
    assert screen.slot.resend([65535], 1.1) == []
    assert len(screen.got) == 2


def test_the_memory_of_sent_packets_is_bounded() -> None:
    screen, anna = Screen(start=(0, 0, 0)), Feed("anna/cam")
    screen.slot.play(anna.layer, hold=False)
    for number in range(CACHE_PACKETS + 10):
        screen.push(anna, 1.0 + number / 1000, key=number == 0)
    before = len(screen.got)
    screen.slot.resend([1, 10, 11, CACHE_PACKETS + 10], 1.6)
    assert len(screen.got) == before + 2


def test_a_packet_asked_for_twice_at_once_is_sent_again_once_and_a_moment_later_again() -> None:
    screen, anna = Screen(), Feed("anna/cam")
    screen.slot.play(anna.layer, hold=False)
    screen.push(anna, 1.0, key=True)
    screen.slot.resend([65535] * 340, 1.1)
    screen.slot.resend([65535], 1.1 + RESENT_AGAIN_AFTER / 2)
    assert len(screen.got) == 2
    screen.slot.resend([65535], 1.11 + RESENT_AGAIN_AFTER)
    assert len(screen.got) == 3


def test_whoever_asks_for_everything_over_and_over_gets_so_much_again_and_no_more() -> None:
    screen, anna = Screen(start=(0, 0, 0)), Feed("anna/cam")
    screen.slot.play(anna.layer, hold=False)
    for number in range(CACHE_PACKETS):
        screen.push(anna, 1.0 + number / 1000, key=number == 0)
    before, everything = len(screen.got), list(range(1, CACHE_PACKETS + 1))
    for turn in range(9):
        screen.slot.resend(everything, 1.55 + turn / 10)
    assert len(screen.got) == before + RESENT_A_SECOND
    screen.slot.resend(everything, 2.6)
    assert len(screen.got) == before + 2 * RESENT_A_SECOND, "who loses packets later is helped again"


def test_a_sender_is_asked_for_what_is_recent_alone_and_within_the_same_bounds() -> None:
    screen, anna = Screen(start=(0, 0, 0)), Feed("anna/cam", sequence=0)
    screen.slot.play(anna.layer, hold=False)
    for number in range(1, 20_000):
        header = anna.packet(key=number == 1)
        if number % 2:
            screen.slot.push(anna.layer, *header, 1.0 + number / 1000)
    never = range(19_998, 19_998 - 2 * CACHE_PACKETS, -2)
    assert screen.slot.resend([*range(2, 10_000, 2), *never[CACHE_PACKETS // 2 :]], 21.1) == []
    found = [number for turn in range(5) for number in screen.slot.resend(list(never), 21.1 + turn / 10)]
    assert len(found) == RESENT_A_SECOND


def test_a_new_stream_of_the_same_source_goes_on_in_the_slot() -> None:
    screen, anna = Screen(), Feed("anna/cam")
    screen.slot.play(anna.layer, hold=False)
    screen.push(anna, 1.0, key=True)
    anna.layer.bind(2, "h264")
    anna.sequence = 30000
    screen.push(anna, 1.5)
    screen.push(anna, 2.0, key=True)
    assert screen.sequences() == [65535, 0]
    assert parse_header(screen.got[1]).payload_type == 102
