"""The process that merges documents: ``python -m server.notes.worker``, jobs in by its standard input.

A batch of jobs and the batch of its answers are MessagePack, each after its length (u32, little endian). A
job is ``[verb, document, argument]``, an answer ``[True, value]`` or ``[False, reason]``. It ends with its
input, so that a hub that was killed leaves none behind.
"""

import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import msgpack  # pyright: ignore[reportMissingTypeStubs]
import pycrdt

from rooms.minors.links import addresses

_msgpack: Any = msgpack
LENGTH = struct.Struct("<I")
TEXT = "text"
"""The name of the shared text in a document of notes."""
NO_CHANGE = b"\x00\x00"
"""An update that changes nothing."""
BROKEN = "Broken"
"""The reason of a job that the library failed at in a way of its own; its document is dropped."""
STUCK = "Stuck"
"""The reason of a change that waits for those of other authors; its document is dropped, too."""


LINK = "Link"
"""The reason of a change that writes an address where none may be."""


class Behind(Exception):
    """An update that stands on others which are not there."""


class LeadsAway(Exception):
    """An update after which one more address stands in the text."""


class Stuck(Exception):
    """Behind, but known only after the merge: what waits for others is in memory."""


class Shared:
    """One document, and what its last change came to; ``addresses`` is how many stand in it, where that is
    known.
    """

    def __init__(self) -> None:
        self.doc: pycrdt.Doc[Any] = pycrdt.Doc()
        self._changes: list[bytes] = []
        self.addresses: int | None = None
        self._watch = self.doc.observe(lambda event: self._changes.append(event.update))

    def load(self, updates: Iterable[bytes]) -> int:
        """Take stored updates in; the size of it all in bytes."""
        for update in updates:
            self.doc.apply_update(update)
        self._changes.clear()
        return len(self.doc.get_update())

    def apply(self, update: bytes) -> bytes:
        """Merge an update; what it changed as an update, empty where all of it was known.

        :raises ValueError: it is none.
        :raises Behind: earlier ones of its authors are missing; nothing of it is kept.
        :raises Stuck: those of others are; the document is not to be used any more.
        """
        self._changes.clear()
        self.addresses = None
        reached = joined(self.doc.get_state(), update)
        self.doc.apply_update(update)
        if clocks(self.doc.get_state()) != clocks(reached):
            raise Stuck
        changes = [each for each in self._changes if each != NO_CHANGE]
        return changes[0] if len(changes) == 1 else pycrdt.merge_updates(*changes) if changes else b""


class Documents:
    """All documents that are open."""

    def __init__(self) -> None:
        self._open: dict[str, Shared] = {}
        self._verbs: dict[str, Callable[[str, Any], Any]] = {
            "load": self._load,
            "apply": lambda doc, update: self._open[doc].apply(update),
            "state": lambda doc, _: self._open[doc].doc.get_update(),
            "diff": self._diff,
            "apply_plain": self._apply_plain,
            "text": lambda doc, _: str(self._open[doc].doc.get(TEXT, type=pycrdt.Text)),
            "drop": lambda doc, _: self._open.pop(doc, None) and None,
        }

    def do(self, verb: str, doc: str, argument: Any) -> list[Any]:
        """One job and its answer."""
        try:
            return [True, self._verbs[verb](doc, argument)]
        except (ValueError, KeyError) as error:
            return [False, type(error).__name__]
        except Behind:
            return [False, "Behind"]
        except LeadsAway:
            return [False, LINK]
        except Stuck:
            self._open.pop(doc, None)
            return [False, STUCK]
        except BaseException:
            # The library stopped half way through, or panicked, which is no Exception: what it holds of this
            # document is not to be built upon.
            self._open.pop(doc, None)
            return [False, BROKEN]

    def _load(self, doc: str, updates: list[bytes]) -> int:
        self._open[doc] = Shared()
        return self._open[doc].load(updates)

    def _apply_plain(self, doc: str, update: bytes) -> bytes:
        """Merge an update, unless one more address stands in the text then.

        :raises LeadsAway: one does; nothing of the update is kept.
        """
        found = self._open[doc]
        copy: pycrdt.Doc[Any] = pycrdt.Doc()
        copy.apply_update(found.doc.get_update())
        if found.addresses is None:
            found.addresses = addresses(str(copy.get(TEXT, type=pycrdt.Text)))
        copy.apply_update(update)
        after = addresses(str(copy.get(TEXT, type=pycrdt.Text)))
        if after > found.addresses:
            raise LeadsAway
        change = found.apply(update)
        found.addresses = after
        return change

    def _diff(self, doc: str, have: bytes) -> list[bytes]:
        """What somebody lacks who has that state, and the state itself."""
        found = self._open[doc].doc
        return [found.get_update(have) if have else found.get_update(), found.get_state()]


def joined(state: bytes, update: bytes) -> bytes:
    """The state vector that an update leads to: what is known is put in front, and nothing may be left over
    behind a gap, of none of its authors.

    :raises ValueError: it is no update.
    :raises Behind: an author has written something before it that is not in the state vector.
    """
    whole = pycrdt.merge_updates(known(state), update)
    reached = pycrdt.get_state(whole)
    if pycrdt.get_update(whole, reached)[0] != 0:
        raise Behind
    return reached


def clocks(state: bytes) -> dict[int, int]:
    """A state vector: how much there is of each author."""
    numbers = list(varints(state))[1:]
    return dict(zip(numbers[::2], numbers[1::2], strict=True))


def known(state: bytes) -> bytes:
    """An update (Yjs, version 1) that stands for all in a state vector: of each author one block of deleted
    content from 0 on, and no deletions.
    """
    of = clocks(state)
    blocks = (b"\1" + varint(who) + b"\0\0" + varint(n) for who, n in of.items())
    return varint(len(of)) + b"".join(blocks) + b"\0"


def varint(number: int) -> bytes:
    """A lib0 variable-length integer."""
    low = bytearray()
    while number > 127:
        low.append(number & 127 | 128)
        number >>= 7
    return bytes([*low, number])


def varints(data: bytes) -> Iterator[int]:
    """The numbers of a run of lib0 variable-length integers; seven bits a byte, the lowest first."""
    number = shift = 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0


def packed(batch: list[list[Any]]) -> bytes:
    """A batch on its way, its length first."""
    body: bytes = _msgpack.packb(batch)
    return LENGTH.pack(len(body)) + body


def unpacked(body: bytes) -> list[list[Any]]:
    """A batch that has come, without its length."""
    return _msgpack.unpackb(body)


def serve(read: BinaryIO, write: BinaryIO) -> None:
    """Answer batches until there are no more."""
    documents = Documents()
    while len(head := read.read(LENGTH.size)) == LENGTH.size:
        jobs = unpacked(read.read(LENGTH.unpack(head)[0]))
        write.write(packed([documents.do(*job) for job in jobs]))
        write.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
