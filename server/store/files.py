"""The file store: slides, recordings and whatever else is too large for a row.

The bytes lie in one folder under names made by us; a row in ``files`` says what each is, whose, and until
when. A file counts once its row is committed: before that it is swept at the next start, as is one whose row
is gone.
"""

import asyncio
import contextlib
import errno
import os
import shutil
import sqlite3
from collections.abc import AsyncIterable, Callable, Iterable
from dataclasses import replace
from io import RawIOBase
from pathlib import Path
from typing import TypeVar

import structlog

from rooms.ids import FileId, HubId, VisitorId
from server.clock import new_id
from server.errors import NotFound, TooLarge, TooMany, Unavailable
from server.store.filerows import MB, File, New, Room, clean_name, row_of, stored
from server.store.journal import JournalThread, Rows, write

log = structlog.get_logger()
T = TypeVar("T")

UPLOADS_MOST = 8
"""Uploads under way at once."""
BLOCK = 256 * 1024
"""Bytes that are gathered before they are written."""
PART = ".part"
LOCK_DEADLINE_S = 2.0
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class FileStore:
    """Holds the files of one hub; lives in the event loop's thread, writes in others.

    ``files`` has every file whose row is committed, the oldest first.
    """

    def __init__(
        self, folder: Path, hub_id: HubId, journal: JournalThread, now: Callable[[], int], room: Room
    ) -> None:
        self.files: dict[FileId, File] = {}
        self.room = room
        self._folder = folder
        self._hub_id = hub_id
        self._journal = journal
        self._now = now
        self._coming: dict[FileId, int] = {}
        self._streams = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Read the rows, and sweep what a crash left: bytes without a row, rows without bytes."""
        await asyncio.to_thread(self._folder.mkdir, mode=0o700, exist_ok=True)
        rows = await self._journal.run(lambda db: stored(db, self._hub_id))
        names = await asyncio.to_thread(self._names)
        self.files = {each.id: each for each in rows if each.id in names}
        orphans, lost = names - self.files.keys(), [each.id for each in rows if each.id not in names]
        await asyncio.to_thread(self._unlink, orphans)
        await self._forget_rows(lost)
        if orphans or lost:
            log.warning("files.swept", without_row=len(orphans), without_bytes=len(lost))

    @property
    def size(self) -> int:
        """Bytes of all files, and of those on their way."""
        return sum(each.size for each in self.files.values()) + sum(self._coming.values())

    def free(self) -> int:
        """Bytes that may still come: by the setting, and by the disk without its reserve."""
        return max(0, min(self.room.files_most - self.size, self._disk_free()))

    def _disk_free(self) -> int:
        return shutil.disk_usage(self._folder).free - self.room.reserve

    def get(self, file: str) -> File:
        """A file that counts.

        :raises NotFound: there is none, or no more.
        """
        found = self.files.get(FileId(file))
        if found is None or (found.expires_at is not None and found.expires_at <= self._now()):
            raise NotFound("file.unknown")
        return found

    def path(self, file: FileId) -> Path:
        """Where its bytes lie."""
        return self._folder / file

    def rows(self, *files: File) -> Rows:
        """Their rows, to be written with the event that tells of them; call ``known`` after that commit."""
        return {"files": [row_of(each, self._hub_id) for each in files]}

    def known(self, file: File) -> None:
        """Its row is committed."""
        self._coming.pop(file.id, None)
        self.files[file.id] = file

    async def receive(self, chunks: AsyncIterable[bytes], new: New, most: int | None = None) -> File:
        """Stream bytes to the disk; the file is whole and safe there, but counts only with its row. It has at
        most ``most`` bytes, or as many as one upload may have.

        Whatever fails leaves nothing. Commit the ``rows`` of what came, or ``drop`` it.

        :raises TooLarge: more than one upload may have; Unavailable: no room, or the disk fails; TooMany: too
            many at once.
        """
        if self._streams >= UPLOADS_MOST:
            raise TooMany("rate.exceeded")
        file = self._make(new)
        self._coming[file.id] = 0
        self._streams += 1
        try:
            await self._stream(chunks, file.id, self.room.file_most if most is None else most)
            size = self._coming[file.id]
            await _on_disk(lambda: _settle(self._part(file.id), self.path(file.id)))
        except BaseException:
            await self.drop(file)
            raise
        finally:
            self._streams -= 1
        return replace(file, size=size)

    async def _stream(self, chunks: AsyncIterable[bytes], file: FileId, most: int) -> None:
        with await _on_disk(lambda: self._part(file).open("xb", 0)) as part:
            block = bytearray()
            async for chunk in chunks:
                block += chunk
                self._coming[file] += len(chunk)
                if self._coming[file] > most:
                    raise TooLarge("file.too_large", most=self.room.file_most // MB)
                if len(block) >= BLOCK:
                    await self._write(part, bytes(block))
                    block = bytearray()
            await self._write(part, bytes(block))

    async def _write(self, part: RawIOBase, block: bytes) -> None:
        if self.size > self.room.files_most or await asyncio.to_thread(self._disk_free) <= 0:
            raise Unavailable("file.no_room")
        await _on_disk(lambda: _write_all(part, block))

    async def borrow(self, path: Path, new: New) -> File:
        """Take in a finished file of the same disk, without a row yet; ``path`` stays until its row is
        committed. It is never refused for its size.

        :raises OSError: it is not there, or cannot be linked.
        """
        file = self._make(new)
        size = await asyncio.to_thread(lambda: path.stat().st_size)
        await asyncio.to_thread(_link, path, self.path(file.id))
        return replace(file, size=size)

    async def drop(self, *files: File) -> None:
        """Throw away what was received and is not to count."""
        names = [name for each in files for name in (each.id, f"{each.id}{PART}")]
        await asyncio.to_thread(self._unlink, names)
        for each in files:
            self._coming.pop(each.id, None)

    async def remove(self, *files: FileId) -> None:
        """Delete files: rows first, then bytes.

        :raises Unavailable: the rows cannot be deleted now; nothing has changed.
        """
        await self._forget_rows(files)
        self.forget(*files)
        await self.settled()

    def forget(self, *files: FileId) -> None:
        """Files whose rows are gone: their bytes follow at once, in another thread."""
        gone = [each for each in files if self.files.pop(each, None) is not None]
        if gone:
            task = asyncio.get_running_loop().create_task(asyncio.to_thread(self._unlink, gone))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def of(self, owner: VisitorId) -> list[FileId]:
        """What is erased with a person."""
        return [each.id for each in self.files.values() if each.owner == owner]

    async def expire(self, now: int) -> None:
        """Let go of files whose rows the retention job has deleted: those that ended by ``now``."""
        self.forget(*[each.id for each in self.files.values() if (each.expires_at or now + 1) <= now])
        await self.settled()

    async def settled(self) -> None:
        """Wait until no bytes are being deleted."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _make(self, new: New) -> File:
        return File(
            FileId(new_id()), new.kind, clean_name(new.name), new.type, 0, new.owner, new.stage,
            self._now(), new.expires_at,
        )  # fmt: skip

    async def _forget_rows(self, files: Iterable[FileId]) -> None:
        rows: Rows = {"files.gone": [(each,) for each in files]}
        if rows["files.gone"]:
            await self._execute(rows)

    async def _execute(self, rows: Rows) -> None:
        try:
            await self._journal.run(lambda db: write(db, rows, LOCK_DEADLINE_S))
        except sqlite3.Error as error:
            log.error("storage.failed", error=str(error))
            raise Unavailable("storage.unavailable") from error

    def _names(self) -> set[str]:
        """The files that lie in the folder; a folder among them (``lost+found`` of a disk of its own) is not
        ours.
        """
        with os.scandir(self._folder) as entries:
            return {each.name for each in entries if not each.is_dir(follow_symlinks=False)}

    def _part(self, file: FileId) -> Path:
        return self._folder / f"{file}{PART}"

    def _unlink(self, names: Iterable[str]) -> None:
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                (self._folder / name).unlink()


def _link(whole: Path, final: Path) -> None:
    """Give a file that is safe on the disk a second name there, or a copy where the disk knows no such."""
    try:
        final.hardlink_to(whole)
    except OSError:
        shutil.copyfile(whole, final)
    _sync_folder(final)


def _settle(whole: Path, final: Path) -> None:
    """Make a file's bytes safe, then give it its name, and make that safe too."""
    with whole.open("rb+") as file:
        os.fsync(file.fileno())
    whole.replace(final)
    _sync_folder(final)


def _sync_folder(final: Path) -> None:
    """Make a file's name safe."""
    folder = os.open(final.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write_all(part: RawIOBase, block: bytes) -> None:
    """Write every byte: an unbuffered file may take fewer at a time."""
    rest = memoryview(block)
    while rest:
        rest = rest[part.write(rest) or 0 :]


async def _on_disk(work: Callable[[], T]) -> T:
    """Do something with the disk in another thread.

    :raises Unavailable: it is full, or it fails.
    """
    try:
        return await asyncio.to_thread(work)
    except OSError as error:
        log.error("files.failed", error=str(error))
        raise Unavailable("file.no_room" if error.errno in _FULL else "storage.unavailable") from error
