"""The file store: streamed in with bounds, safe on the disk, read by right, gone in time."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rooms.ids import FileId, RoomId, VisitorId
from server.app import Running
from server.effects.recordings import KIND
from server.errors import FoyerError
from server.http.keys import SERVICES
from server.store.filerows import File, New, Room, clean_name
from server.store.files import UPLOADS_MOST, FileStore
from server.store.retention import sweep
from tests.running import ROOT, running_hub
from tests.server.small_hub import claimed, hub_of
from tests.server.test_storage import can_mount
from tests.until import until
from tests.visitor import Visitor, visitor

HALL = RoomId("hall")
FILE = New(KIND, "Talk.png", "image/png", stage=HALL)
BYTES = bytes(range(256)) * 20


async def chunks(data: bytes, size: int = 1000) -> AsyncIterator[bytes]:
    """Bytes as they come over a line."""
    for at in range(0, len(data), size):
        yield data[at : at + size]


async def cut(data: bytes) -> AsyncIterator[bytes]:
    """A line that breaks in the middle."""
    yield data
    raise ConnectionResetError("the browser was closed")


async def held(go_on: asyncio.Event) -> AsyncIterator[bytes]:
    """A line that waits before its end."""
    yield BYTES
    await go_on.wait()


def store_of(hub: Running) -> FileStore:
    """A running hub's files."""
    return hub.app[SERVICES].files


async def put(hub: Running, data: AsyncIterator[bytes], new: New) -> File:
    """Take a file in, with its row."""
    return await written(hub, await store_of(hub).receive(data, new))


async def written(hub: Running, file: File) -> File:
    """Commit a file's row, as whoever tells the hub of it does."""
    hub.host.write(store_of(hub).rows(file))
    await hub.host.settled()
    store_of(hub).known(file)
    return file


def names(folder: Path) -> set[str]:
    """What lies in the folder of files."""
    return set(os.listdir(folder / "files"))


async def fetched(person: Visitor, file: File, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """A file as a browser gets it."""
    async with person.http.get(f"{person.url}/files/{file.id}", headers=headers) as response:
        return response.status, await response.read(), dict(response.headers)


async def test_a_file_is_read_whole_or_in_part_also_after_a_restart(tmp_path: Path) -> None:
    async with visitor("") as ann:
        async with running_hub(tmp_path) as hub:
            ann.url = hub.url
            await claimed(await ann.join("Ann"))
            file = await put(hub, chunks(BYTES), FILE)
            assert (file.size, names(tmp_path)) == (len(BYTES), {file.id})
        async with running_hub(tmp_path) as hub:
            ann.url = hub.url
            assert store_of(hub).files == {file.id: file}
            assert (await fetched(ann, file))[:2] == (200, BYTES)
            status, part, headers = await fetched(ann, file, Range="bytes=256-511")
            assert (status, part) == (206, BYTES[256:512])
            assert headers["Content-Range"] == f"bytes 256-511/{len(BYTES)}"
            assert (await fetched(ann, file, Range="bytes=9999-"))[0] == 416


async def test_a_file_runs_nothing_and_says_how_it_is_to_be_opened(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as ann:
        await claimed(await ann.join("Ann"))
        shown = await put(hub, chunks(BYTES), FILE)
        page = New(KIND, "../../Über uns\n.html", "text/html", stage=HALL)
        saved = await put(hub, chunks(b"<script>alert(1)</script>"), page)
        headers = [(await fetched(ann, each))[2] for each in (shown, saved)]
        for each in headers:
            assert each["X-Content-Type-Options"] == "nosniff"
            assert each["Content-Security-Policy"].endswith("; sandbox")
            assert "default-src 'none'" in each["Content-Security-Policy"]
            assert each["Cache-Control"] == "private, no-cache"
            assert each["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers[0]["Content-Disposition"] == "inline; filename*=UTF-8''Talk.png"
        assert headers[1]["Content-Disposition"] == "attachment; filename*=UTF-8''%C3%9Cber%20uns.html"
        async with ann.http.get(f"{ann.url}/files/{shown.id}?download=1") as response:
            assert response.headers["Content-Disposition"].startswith("attachment;")
        tag = headers[0]["Etag"]
        assert (await fetched(ann, shown, **{"If-None-Match": tag}))[0] == 304


async def test_who_is_not_in_the_hub_reads_nothing_and_a_kind_without_readers_is_read_by_nobody(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as ann, visitor(hub.url) as eve:
        await claimed(await ann.join("Ann"))
        slide = await put(hub, chunks(BYTES), FILE)
        other = await put(hub, chunks(BYTES), New("secret", "x.png", "image/png", stage=HALL))
        assert (await fetched(ann, slide))[0] == 200
        assert (await fetched(eve, slide))[0] == 401
        status, body, _ = await fetched(ann, other)
        assert (status, json.loads(body)["error"]["code"]) == (404, "file.unknown")
        async with ann.http.get(f"{ann.url}/files/..%2fhub.db") as response:
            assert response.status == 404


@pytest.mark.parametrize(
    ("room", "code", "status"),
    [(Room(999, 9999), "file.too_large", 413), (Room(9999, 999), "file.no_room", 503),
     (Room(9999, 9999, reserve=1 << 60), "file.no_room", 503)],
)  # fmt: skip
async def test_what_is_above_a_bound_is_refused_by_name_and_leaves_nothing(
    tmp_path: Path, room: Room, code: str, status: int
) -> None:
    async with running_hub(tmp_path) as hub:
        store = store_of(hub)
        store.room = room
        with pytest.raises(FoyerError) as refusal:
            await put(hub, chunks(b"x" * 1000), FILE)
        assert (refusal.value.code, names(tmp_path), store.size) == (code, set(), 0)
        store.room = Room(1000, 1000, reserve=0)
        await put(hub, chunks(b"x" * 1000), FILE)
        assert store.free() == 0


async def test_a_line_that_breaks_leaves_nothing_and_only_so_many_come_at_once(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub:
        store = store_of(hub)
        with pytest.raises(ConnectionResetError):
            await put(hub, cut(BYTES), FILE)
        assert (names(tmp_path), store.size) == (set(), 0)
        came = [await store.receive(chunks(BYTES), FILE) for _ in range(UPLOADS_MOST)]
        go_on = asyncio.Event()
        under_way = [asyncio.create_task(put(hub, held(go_on), FILE)) for _ in range(UPLOADS_MOST)]
        await until(lambda: store.size >= 2 * UPLOADS_MOST * len(BYTES), "all bytes on the disk")
        with pytest.raises(FoyerError, match=r"rate\.exceeded"):
            await store.receive(chunks(BYTES), FILE)
        go_on.set()
        await asyncio.gather(*under_way)
        await store.drop(*came)
        await put(hub, chunks(BYTES), FILE)
        assert len(names(tmp_path)) == UPLOADS_MOST + 1


async def test_bytes_without_a_row_and_rows_without_bytes_are_swept_at_the_start(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub:
        store = store_of(hub)
        kept, lost = [await put(hub, chunks(BYTES), FILE) for _ in range(2)]
        await store.receive(chunks(BYTES), FILE)  # the hub ends between the file and its row
        (tmp_path / "files" / "half.part").write_bytes(b"half")
        store.path(lost.id).unlink()
        assert len(names(tmp_path)) == 3
    for _ in range(2):
        async with running_hub(tmp_path) as hub:
            assert (names(tmp_path), set(store_of(hub).files)) == ({kept.id}, {kept.id})


async def test_a_folder_among_the_files_stays_and_the_hub_starts(tmp_path: Path) -> None:
    (tmp_path / "files" / "lost+found").mkdir(parents=True)
    (tmp_path / "files" / "half.part").write_bytes(b"half")
    async with running_hub(tmp_path):
        assert names(tmp_path) == {"lost+found"}


async def test_an_expired_file_is_gone_by_the_hubs_clock(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as ann:
        await claimed(await ann.join("Ann"))
        store, now = store_of(hub), hub.host.clock.now()
        short = await put(hub, chunks(BYTES), New(KIND, "a.png", stage=HALL, expires_at=now + 60_000))
        await put(hub, chunks(BYTES), FILE)
        assert (await fetched(ann, short))[0] == 200
        hub_of(hub).clock.add(60_000)
        assert (await fetched(ann, short))[0] == 404
        now = hub.host.clock.now()
        await hub.host.read(lambda db: sweep(db, now))
        await store.expire(now)
        assert short.id not in names(tmp_path)
        assert len(names(tmp_path)) == len(store.files) == 1


async def test_a_persons_files_go_with_the_person_and_those_of_others_stay(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        store = store_of(hub)
        whose = [VisitorId(ann.id), VisitorId(bo.id), None]
        files = [await put(hub, chunks(BYTES), New(KIND, "a", owner=each, stage=HALL)) for each in whose]
        await ann.post("/api/leave?forget=1")
        await bo.told("visitor.erased", visitor=ann.id)
        await store.settled()
        assert names(tmp_path) == {each.id for each in files[1:]} == set(store.files)
        rows = await hub.host.read(lambda db: {each for (each,) in db.execute("select id from files")})
        assert rows == names(tmp_path)
    async with running_hub(tmp_path) as hub:
        assert set(store_of(hub).files) == {each.id for each in files[1:]}


async def test_a_finished_file_of_another_program_is_borrowed_and_can_be_removed(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as ann:
        await claimed(await ann.join("Ann"))
        store = store_of(hub)
        (tmp_path / "talk.webm").write_bytes(BYTES)
        talk = New(KIND, "Talk.webm", "video/webm", stage=HALL)
        file = await written(hub, await store.borrow(tmp_path / "talk.webm", talk))
        assert (file.size, (tmp_path / "talk.webm").exists()) == (len(BYTES), True)
        assert (await fetched(ann, file))[1] == BYTES
        await store.remove(file.id, FileId("never"))
        assert (names(tmp_path), store.size) == (set(), 0)
        assert (await fetched(ann, file))[0] == 404


@pytest.mark.parametrize(
    ("given", "kept"),
    [("Talk.pdf", "Talk.pdf"), ("C:\\me\\a.pdf", "a.pdf"), ("../../etc/passwd", "passwd"), ("\x00\n", "file"),
     ("x" * 300 + ".pdf", "x" * 116 + ".pdf"), ("", "file"), ("..", "file"), (" a\u202eb.png ", "ab.png")],
)  # fmt: skip
def test_a_name_has_no_path_no_control_characters_and_an_end(given: str, kept: str) -> None:
    assert clean_name(given) == kept


FULL_DISK = """
import asyncio, json, os, sys
from pathlib import Path
sys.path.insert(0, os.getcwd())
from server.errors import FoyerError
from server.http.keys import SERVICES
from server.store.filerows import Room
from tests.running import running_hub
from tests.server.test_files import FILE, chunks, names
from tests.visitor import visitor

async def main(folder):
    async with running_hub(folder) as hub, visitor(hub.url, "Ann") as ann:
        store, codes = hub.app[SERVICES].files, []
        for room in (Room(1 << 30, 1 << 30, reserve=4_000_000), Room(1 << 30, 1 << 30, reserve=-(1 << 40))):
            store.room = room
            try:
                await store.receive(chunks(b"x" * 20_000_000, 100_000), FILE)
            except FoyerError as error:
                codes.append(error.code)
            codes.append((await ann.do("chat.post", channel="hub", body="still saved"))["ok"])
        print(json.dumps([codes, sorted(names(folder))]))

asyncio.run(main(Path(sys.argv[1])))
"""


@pytest.mark.skipif(not can_mount(), reason="no mount namespace of our own here")
def test_uploads_that_fill_the_disk_are_refused_and_the_hub_goes_on_saving(tmp_path: Path) -> None:
    data = f"{tmp_path}/data"
    run = f'exec "{sys.executable}" -W ignore - "{data}"'
    script = f'mount -t tmpfs -o size=12m tmpfs "{tmp_path}" && mkdir "{data}" && {run}'
    shell = shutil.which("unshare") or ""
    done = subprocess.run(
        (shell, "-rm", "sh", "-c", script), input=FULL_DISK, cwd=ROOT, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    codes, left = json.loads(done.stdout.splitlines()[-1])
    assert codes == ["file.no_room", True, "file.no_room", True]
    assert left == []
