"""What is wrong with a pack: every fault with its file, its place and its cure, all told at once."""

from dataclasses import dataclass
from pathlib import Path

from server.content.sentences import PACK_HAS_MANY, PACK_HAS_ONE, SENTENCES, Say, Words, key_place

MOST = 40
"""Faults told of one pack; more would only scroll the first away."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. ``key`` is stable, for programs and tests; the words can be said in any language."""

    key: str
    file: str
    place: Words
    problem: Words
    cure: Words

    def told(self, say: Say) -> str:
        """The fault as one line, in the language of ``say``."""
        where = f"{self.file}, {self.place.said(say)}" if self.place.text else self.file
        return f"{where}: {self.problem.said(say)} {self.cure.said(say)}"

    def __str__(self) -> str:
        return self.told(str)


class PackError(Exception):
    """A pack that cannot be used. ``faults`` holds all that was found."""

    def __init__(self, root: Path, faults: list[Fault]) -> None:
        super().__init__(root, faults)
        self.root = root
        self.faults = tuple(faults)

    def told(self, say: Say) -> str:
        """All faults, one a line, in the language of ``say``."""
        count = len(self.faults)
        head = Words(PACK_HAS_ONE if count == 1 else PACK_HAS_MANY, {"root": str(self.root), "count": count})
        return "\n".join([head.said(say), *(f"- {fault.told(say)}" for fault in self.faults)])

    def __str__(self) -> str:
        return self.told(str)


class Stop(Exception):
    """A file is too broken to be read on; its fault has been noted."""


class Faults:
    """Collects the faults of one pack, file by file, and remarks that stop nobody.

    ``count`` tells how many there were, ``found`` holds the first ``most``.
    """

    def __init__(self, root: Path, most: int = MOST) -> None:
        self.root = root
        self.most = most
        self.found: list[Fault] = []
        self.count = 0
        self.remarks: list[str] = []

    def take(self, others: "Faults") -> None:
        """Note the faults of a file that was read by itself."""
        self.count += others.count
        self.found += others.found[: self.most - len(self.found)]

    def raise_if_any(self) -> None:
        """End the loading with all faults found so far."""
        if self.found:
            raise PackError(self.root, self.found)


@dataclass(frozen=True, slots=True)
class In:
    """The faults of one file."""

    faults: Faults
    file: str

    def add(self, key: str, place: Words | str = "", /, **details: str | int) -> None:
        """Note a fault by its key in ``SENTENCES``; beyond the most told they are dropped."""
        self.faults.count += 1
        if len(self.faults.found) >= self.faults.most:
            return
        problem, cure = (Words(text, details) for text in SENTENCES[key])
        where = place if isinstance(place, Words) else key_place(place)
        self.faults.found.append(Fault(key.partition("/")[0], self.file, where, problem, cure))

    def stop(self, key: str, place: Words | str = "", /, **details: str | int) -> Stop:
        """Note a fault after which the file cannot be read on; raise what is returned."""
        self.add(key, place, **details)
        return Stop(key)

    def remark(self, text: str) -> None:
        """Note something the operator may want to know, which does no harm."""
        if len(self.faults.remarks) < MOST:
            self.faults.remarks.append(f"{self.file}: {text}")
