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

_msgpack: Any = msgpack
LENGTH = struct.Struct("<I")
TEXT = "text"
"""The name of the shared text in a document of notes."""
NO_CHANGE = b"\x00\x00"
"""An update that changes nothing."""
BROKEN = "Broken"
"""The reason of a job that the library failed at in a way of its own; its document is dropped."""


class Behind(Exception):
    """An update that stands on others which are not there."""


class Shared:
    """One document, and what its last change came to."""

    def __init__(self) -> None:
        self.doc: pycrdt.Doc[Any] = pycrdt.Doc()
        self._changes: list[bytes] = []
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
        :raises Behind: earlier ones of its author are missing.
        """
        self._changes.clear()
        self.doc.apply_update(update)
        changes = [each for each in self._changes if each != NO_CHANGE]
        if not changes and starts_after(update, self.doc.get_state()):
            raise Behind
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
        except Exception:
            # The library stopped half way through: what it holds of this document is not to be built upon.
            self._open.pop(doc, None)
            return [False, BROKEN]

    def _load(self, doc: str, updates: list[bytes]) -> int:
        self._open[doc] = Shared()
        return self._open[doc].load(updates)

    def _diff(self, doc: str, have: bytes) -> list[bytes]:
        """What somebody lacks who has that state, and the state itself."""
        found = self._open[doc].doc
        return [found.get_update(have) if have else found.get_update(), found.get_state()]


def starts_after(update: bytes, state: bytes) -> bool:
    """Whether an update's first author has written something before it that is not in a state vector."""
    numbers = varints(update)
    if next(numbers, 0) == 0:
        return False
    next(numbers, 0)
    author, clock = next(numbers, 0), next(numbers, 0)
    known = list(varints(state))[1:]
    return dict(zip(known[::2], known[1::2], strict=True)).get(author, 0) < clock


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
