"""The control protocol: every message survives the wire, and nothing else is taken."""

import asyncio

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import control, events
from media.errors import ControlError
from media.wants import PeerWant, Stamp, WantTable
from rooms.ids import PeerId, SourceId

ANNA, MIC = PeerId("anna"), SourceId("anna/mic")
MESSAGES = [
    control.Hello(1, 2, 3, ("127.0.0.1",), Stamp(1, 2), (ANNA,)),
    control.Request(1, control.Join(ANNA, "o", 8, 9, True)),
    control.Request(2, control.Accept(ANNA, "v=0")),
    control.Request(3, control.Ingest(ANNA, "o", "v=0")),
    control.Request(4, control.Leave(ANNA)),
    control.Request(5, control.Stats()),
    control.Want(Stamp(3, 4), WantTable({"g": (MIC,)}, {ANNA: PeerWant(("g",), (), ("o",), None, ("mic",))})),
    control.RequestKeyframe(MIC),
    control.Shutdown(),
    control.Done(1, "v=0"),
    control.Refused(2, 406, "no"),
    control.Counted(3, {"stray": 1}, 0.5),
    control.Replaced(),
    events.PeerConnected(ANNA, ("opus",)),
    events.PeerGone(ANNA, "closed"),
    events.SourceUp(MIC, "audio", "opus"),
    events.SourceSilent(MIC),
    events.SourceBack(MIC),
    events.SourceDown(MIC),
    events.SlotsMapped(ANNA, {"a0": MIC, "a1": None}),
    events.Speaking({MIC: 100}),
    events.Quality(ANNA, None, 0.5, 100),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_every_message_comes_back_as_it_was(message: control.FromHub | control.FromWorker) -> None:
    assert control.unpack(control.pack(message)[4:]) == message


@pytest.mark.parametrize(
    "value",
    [None, 1, [], {}, {"!": "Hello"}, {"!": "os.system"}, {"!": "Done", "number": 1, "extra": 2}, {"!": []}],
)
def test_what_is_no_message_is_refused(value: object) -> None:
    with pytest.raises(ControlError):
        control.unpack(msgpack.packb(value) or b"")


@given(st.binary(max_size=64))
def test_no_bytes_fail_in_another_way(data: bytes) -> None:
    try:
        control.unpack(data)
    except ControlError:
        pass


async def test_a_frame_too_long_is_refused_and_an_end_is_an_end() -> None:
    reader = asyncio.StreamReader()
    reader.feed_data(control.pack(control.Shutdown()) + b"\xff\xff\xff\xff")
    assert await control.read(reader) == control.Shutdown()
    with pytest.raises(ControlError):
        await control.read(reader)
    cut = asyncio.StreamReader()
    cut.feed_data(control.pack(control.Shutdown())[:6])
    cut.feed_eof()
    assert await control.read(cut) is None
