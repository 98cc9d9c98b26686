"""The worker over real UDP, with clients of our own:
rights, mute, change of address, junk, crash and adoption."""

import asyncio
import contextlib
import os
import random
import signal
import stat
import sys
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest

from media import rtcp
from media.backend import (
    BackendLost,
    Event,
    MediaRefused,
    PeerConnected,
    PeerGone,
    PeerWant,
    SlotsMapped,
    SourceBack,
    SourceSilent,
    SourceUp,
    WantTable,
    WorkerBackend,
    WorkerSettings,
)
from media.process import Connection
from media.wants import Device
from rooms.ids import PeerId
from tests.until import until

from .probe import Probe, talk
from .studio import Studio, studio

pytestmark = pytest.mark.media
BOTH: tuple[Device, ...] = ("mic", "cam")


@contextlib.asynccontextmanager
async def probes(hall: Studio, *names: str) -> AsyncGenerator[list[Probe], None]:
    """Joined peers of our own."""
    made = [Probe(name, hall.backend) for name in names]
    try:
        await asyncio.gather(*(probe.join() for probe in made))
        yield made
    finally:
        await asyncio.gather(*(probe.close() for probe in made))


def table(
    speaker: Probe, *listeners: Probe, allow: tuple[Device, ...] = BOTH, silent: tuple[Probe, ...] = ()
) -> WantTable:
    """Listeners get the speaker; the silent ones are in the table and get nothing."""
    want = PeerWant(("g",), (speaker.cam,))
    rest = {probe.id: PeerWant() for probe in silent}
    heard = {probe.id: want for probe in listeners}
    return WantTable({"g": (speaker.mic,)}, {speaker.id: PeerWant(allow=allow), **heard, **rest})


async def reaped(backend: WorkerBackend) -> None:
    """Wait for the end of the worker a backend started and another one ended."""
    process = backend._process
    assert process
    await until(lambda: process.poll() is not None, "the end of the worker")


async def test_only_the_entitled_get_a_packet_and_a_mute_holds() -> None:
    async with (
        studio(browser=False) as hall,
        probes(hall, "anna", "ben", "cleo", "dora") as (anna, ben, cleo, dora),
    ):
        hall.backend.want(table(anna, ben, silent=(cleo,)))
        await talk(anna, ben)
        await talk(anna, ben, device="cam")
        assert (cleo.total, dora.total) == (0, 0), "in the table with nothing, and not in the table"
        hall.backend.want(table(anna, cleo, silent=(ben,)))
        await talk(anna, cleo)
        before = ben.total
        await talk(anna, cleo)
        assert ben.total == before
        hall.backend.want(table(anna, cleo, allow=("cam",)))
        await talk(anna, cleo, device="cam")
        before = cleo.total
        for _ in range(20):
            anna.speak()
        await talk(anna, cleo, device="cam", packets=3)
        assert cleo.total - before < 20
        assert 0 not in cleo.got, "every packet can be decrypted"


async def test_feedback_comes_from_the_first_moment() -> None:
    async with studio(browser=False) as hall, probes(hall, "anna") as (anna,):
        await until(lambda: anna.reports >= 2, "reports before anything is sent", within=1.5)


async def test_a_peer_that_changes_its_address_goes_on() -> None:
    async with studio(browser=False) as hall, probes(hall, "anna", "ben") as (anna, ben):
        hall.backend.want(table(anna, ben))
        await talk(anna, ben)
        await ben.move()
        await talk(anna, ben)
        await anna.move()
        await talk(anna, ben)


async def test_nobody_takes_a_peer_over_without_its_password() -> None:
    async with studio(browser=False) as hall, probes(hall, "anna", "ben") as (anna, ben):
        hall.backend.want(table(anna, ben))
        await talk(anna, ben)
        thief = Probe("thief", hall.backend)
        thief._offer = ben._offer
        await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: thief, remote_addr=("127.0.0.1", hall.backend.port)
        )
        thief.check(password="guessed password, 22 long")
        await talk(anna, ben)
        assert (thief.checks, thief.total) == (0, 0)
        assert (await hall.backend.stats()).counters["unauthenticated"] == 1
        await thief.close()


def mutated(rng: random.Random, seeds: list[bytes]) -> bytes:
    """Random bytes, or a real datagram with some bytes changed, cut off or added."""
    if rng.random() < 0.2:
        return rng.randbytes(rng.randrange(1, 200))
    data = bytearray(rng.choice(seeds))
    for _ in range(rng.randrange(1, 6)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data[: rng.randrange(1, len(data) + 1)]) if rng.random() < 0.3 else bytes(data)


async def test_junk_on_the_port_does_not_disturb_a_stream() -> None:
    async with studio(browser=False) as hall, probes(hall, "anna", "ben", "eve") as (anna, ben, eve):
        hall.backend.want(table(anna, ben, silent=(eve,)))
        await talk(anna, ben)
        rng = random.Random(7)
        sent: list[bytes] = []
        send = eve.send_raw
        for _ in range(5):
            sent += [eve.signed_check(), eve.packet("cam"), eve.packet("mic")]
        sent.append(eve.protect_rtcp(rtcp.negative_ack(1, [1, 2]) + rtcp.picture_loss(1)))
        plain = [rtcp.receiver_estimate(5, [1]), rtcp.receiver_report([rtcp.Report(1, 2, 3, 4, 5, 6, 7)])]
        for turn in range(3000):
            send(mutated(rng, sent))
            if turn % 3 == 0:  # signed by the peer itself, so that it reaches the parsers
                send(eve.protect_rtcp(b"\x80\xc9" + mutated(rng, plain)[2:].ljust(6, b"\0")))
            if turn % 100 == 0:
                await talk(anna, ben, packets=1)
        await talk(anna, ben)
        counters = (await hall.backend.stats()).counters
        assert counters["malformed"] > 100
        assert counters["refused"] > 100
        assert not hall.of(BackendLost)


async def test_a_source_that_stops_is_reported_within_two_seconds_and_again_when_it_is_back() -> None:
    async with studio(browser=False) as hall, probes(hall, "anna", "ben") as (anna, ben):
        hall.backend.want(table(anna, ben))
        await talk(anna, ben)
        await hall.event(SourceUp(anna.mic, "audio", "opus"))
        await hall.event(SourceSilent(anna.mic), within=2.0)
        await talk(anna, ben)
        await hall.event(SourceBack(anna.mic), within=1.0)


async def test_who_hangs_up_is_gone_at_once() -> None:
    async with studio(browser=False) as hall, probes(hall, "anna") as (anna,):
        await anna.close()
        await hall.event(PeerGone(anna.id, "closed"), within=2.0)
        with pytest.raises(MediaRefused) as refused:
            await hall.backend.accept(anna.id, "v=0")
        assert refused.value.code == 400


async def test_a_killed_worker_is_replaced_and_new_offers_work() -> None:
    async with studio(browser=False) as hall, probes(hall, "anna", "ben") as (anna, ben):
        hall.backend.want(table(anna, ben))
        await talk(anna, ben)
        killed = hall.backend.pid
        os.kill(killed, signal.SIGKILL)
        await hall.event(BackendLost())
        with pytest.raises(MediaRefused) as refused:
            await hall.backend.join(anna.id)
        assert refused.value.code == 503
        await until(lambda: hall.backend.pid != killed, "another worker")
        async with probes(hall, "anna", "ben") as (anna, ben):
            await talk(anna, ben)


async def test_an_event_the_hub_stumbles_over_ends_no_media() -> None:
    async with studio(browser=False) as hall:

        def stumble(event: Event) -> None:
            hall.events.append(event)
            raise RuntimeError("stumbled")

        hall.backend._on_event = stumble
        async with probes(hall, "anna", "ben") as (anna, ben):
            hall.backend.want(table(anna, ben))
            await talk(anna, ben)
        await hall.event(PeerGone(anna.id, "closed"))
        killed = hall.backend.pid
        os.kill(killed, signal.SIGKILL)
        await until(lambda: hall.backend.pid != killed, "another worker")
        assert hall.of(BackendLost)
        async with probes(hall, "anna", "ben") as (anna, ben):
            await talk(anna, ben)


async def test_a_watch_over_the_worker_that_fails_is_told() -> None:
    failed: list[asyncio.Task[None]] = []
    async with studio(browser=False) as hall:
        hall.backend.on_failure = failed.append
        file = hall.folder / "file"
        file.touch()
        hall.backend._settings = replace(hall.settings, socket=file / "below")
        os.kill(hall.backend.pid, signal.SIGKILL)
        await until(lambda: failed, "the failure")
        assert isinstance(failed[0].exception(), NotADirectoryError)


async def test_a_lost_hub_leaves_the_last_table_and_the_next_hub_adopts_the_worker() -> None:
    async with studio(browser=False) as hall, probes(hall, "anna", "ben", "stranger") as (anna, ben, _):
        hall.backend.want(table(anna, ben))
        await talk(anna, ben)
        port, pid = hall.backend.port, hall.backend.pid
        await hall.backend.abandon()
        await talk(anna, ben)
        events: list[object] = []
        successor = WorkerBackend(hall.settings, events.append)
        await successor.start()
        assert (successor.port, successor.pid) == (port, pid)
        assert successor.adopted == {"anna", "ben", "stranger"}
        await until(lambda: any(carries(each, ben, anna) for each in events), "what Ben's slots carry")
        await talk(anna, ben)
        successor.want(table(anna, silent=(ben,)))
        await until(lambda: PeerGone(PeerId("stranger"), "left") in events, "the end of who is unnamed")
        before = ben.total
        for _ in range(20):
            anna.speak()
        assert (await successor.stats()).cpu > 0
        assert ben.total == before
        await successor.close()
        await reaped(hall.backend)


def carries(event: object, listener: Probe, speaker: Probe) -> bool:
    """Whether an event says that somebody's slots carry the voice of another."""
    if not isinstance(event, SlotsMapped) or event.peer != listener.id:
        return False
    return speaker.mic in event.slots.values()


async def test_a_newer_hub_takes_the_worker_from_an_older_one() -> None:
    async with studio(browser=False) as hall:
        successor = WorkerBackend(hall.settings, lambda event: None)
        await successor.start()
        await hall.event(BackendLost())
        with pytest.raises(MediaRefused):
            await hall.backend.join(PeerId("anna"))
        assert "a=ice-lite" in await successor.join(PeerId("anna"))
        await successor.close()
        await reaped(hall.backend)


async def test_a_worker_to_which_nobody_listens_any_more_serves_and_ends_in_peace(tmp_path: Path) -> None:
    unread, said = os.pipe()
    os.close(unread)
    socket = tmp_path / "media.sock"
    command = ("-m", "media", "--socket", str(socket), "--udp", "0", "--address", "127.0.0.1")
    worker = await asyncio.create_subprocess_exec(sys.executable, *command, stderr=said)
    os.close(said)
    try:
        await until(lambda: socket.exists() or worker.returncode is not None, "the worker's socket", 30)
        connection, hello = await Connection.open(socket)
        assert hello.pid == worker.pid
        connection.close()
        worker.terminate()
        assert await asyncio.wait_for(worker.wait(), 10) == 0
    finally:
        with contextlib.suppress(ProcessLookupError):
            worker.kill()


async def test_every_own_address_answers_on_the_one_port() -> None:
    async with studio(browser=False, addresses=("127.0.0.1", "::1")) as hall:
        anna, ben = Probe("anna", hall.backend), Probe("ben", hall.backend, "::1")
        await asyncio.gather(anna.join(), ben.join())
        hall.backend.want(table(anna, ben))
        await talk(anna, ben)
        hall.backend.want(table(ben, anna))
        await talk(ben, anna)
        await asyncio.gather(anna.close(), ben.close())


async def test_no_description_ends_the_worker() -> None:
    async with studio(browser=False) as hall, probes(hall, "anna", "ben") as (anna, ben):
        hall.backend.want(table(anna, ben))
        await talk(anna, ben)
        good = await hall.backend.join(PeerId("eve"))
        digits = "9" * 4400
        texts = [good.replace(" UDP/TLS/RTP/SAVPF ", f" UDP/TLS/RTP/SAVPF {digits} ", 1)]
        rng = random.Random(3)
        for _ in range(100):
            at = rng.randrange(len(good))
            put = rng.choice((digits, "\n", " ", ":", "-1", f"\r\nm=audio 9 x {digits}\r\n"))
            texts.append(good[:at] + put + good[at + rng.randrange(30) :])
        codes: set[int] = set()
        for text in texts:
            for work in (
                hall.backend.accept(PeerId("eve"), text),
                hall.backend.ingest(PeerId("camera"), text),
            ):
                try:
                    await work
                except MediaRefused as refused:
                    codes.add(refused.code)
        assert codes == {400, 406}
        await talk(anna, ben)
        assert not hall.of(BackendLost)


async def test_a_taken_port_is_refused_at_start() -> None:
    async with studio(browser=False) as hall:
        taken = WorkerSettings(hall.folder / "other.sock", hall.backend.port, ("127.0.0.1",))
        with pytest.raises(MediaRefused, match="port taken"):
            await WorkerBackend(taken, lambda event: None).start()


async def test_the_control_socket_is_ours_alone() -> None:
    async with studio(browser=False) as hall:
        assert stat.S_IMODE(os.stat(hall.settings.socket).st_mode) == 0o600


async def test_a_peer_can_be_replaced_by_a_new_offer() -> None:
    async with studio(browser=False) as hall, probes(hall, "anna", "ben") as (anna, ben):
        hall.backend.want(table(anna, ben))
        await talk(anna, ben)
        async with probes(hall, "ben") as (again,):
            await talk(anna, again)
            before = ben.total
            await talk(anna, again)
            assert ben.total == before
        assert len(hall.of(PeerConnected)) == 3
