"""One figure of a bench."""

from dataclasses import dataclass
from typing import Literal

Json = dict[str, str | float | bool | None]
"""A row as it stands in the file of results."""


@dataclass(frozen=True, slots=True)
class Row:
    """A measured value beside its goal.

    ``goal`` and ``better`` say what it should be (`better="lower"`: at most the goal); without a goal the row
    only informs. ``baseline`` is the same measure of a naive or earlier way, taken in the same run.
    """

    bench: str
    name: str
    value: float
    unit: str
    goal: float | None = None
    better: Literal["lower", "higher"] = "lower"
    baseline: float | None = None

    @property
    def held(self) -> bool | None:
        """Whether the goal is reached; None without a goal."""
        if self.goal is None:
            return None
        return self.value <= self.goal if self.better == "lower" else self.value >= self.goal

    def as_json(self) -> Json:
        """The row as it stands in bench/out/results.json."""
        return {
            "bench": self.bench,
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "goal": self.goal,
            "held": self.held,
            "baseline": self.baseline,
        }
