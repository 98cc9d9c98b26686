"""What is wrong with a pack: every fault with its file, its place and its cure, all told at once."""

from dataclasses import dataclass
from pathlib import Path

MOST = 40
"""Faults told of one pack; more would only scroll the first away."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. ``key`` is stable, for translation and tests; the rest is plain English."""

    key: str
    file: str
    place: str
    problem: str
    cure: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.problem} {self.cure}"


class PackError(Exception):
    """A pack that cannot be used. ``faults`` holds all that was found."""

    def __init__(self, root: Path, faults: list[Fault]) -> None:
        self.root = root
        self.faults = tuple(faults)
        many = f"{len(faults)} faults" if len(faults) != 1 else "1 fault"
        super().__init__("\n".join([f"The hub pack {root} has {many}:", *(f"- {fault}" for fault in faults)]))


class Stop(Exception):
    """A file is too broken to be read on; its fault has been noted."""


class Faults:
    """Collects the faults of one pack, file by file, and remarks that stop nobody.

    ``count`` tells how many there were, ``found`` holds the first ``MOST``.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.found: list[Fault] = []
        self.count = 0
        self.remarks: list[str] = []

    def raise_if_any(self) -> None:
        """End the loading with all faults found so far."""
        if self.found:
            raise PackError(self.root, self.found)


@dataclass(frozen=True, slots=True)
class In:
    """The faults of one file."""

    faults: Faults
    file: str

    def add(self, key: str, place: str, problem: str, cure: str) -> None:
        """Note a fault; beyond ``MOST`` they are dropped."""
        self.faults.count += 1
        if len(self.faults.found) < MOST:
            self.faults.found.append(Fault(key, self.file, place, problem, cure))

    def stop(self, key: str, place: str, problem: str, cure: str) -> Stop:
        """Note a fault after which the file cannot be read on; raise what is returned."""
        self.add(key, place, problem, cure)
        return Stop(key)

    def remark(self, text: str) -> None:
        """Note something the operator may want to know, which does no harm."""
        if len(self.faults.remarks) < MOST:
            self.faults.remarks.append(f"{self.file}: {text}")
