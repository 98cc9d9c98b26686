"""Run the benches one after the other: ``python -m bench [name ...]``.

Prints a table, writes bench/out/results.json, and exits with 1 where a bench failed. A goal that was missed
is shown, not fatal: figures of a busy machine are no reason to stop. Benches that were not run keep the rows
of their last run in that file.
"""

import importlib
import json
import pkgutil
import sys
import time
import traceback
from pathlib import Path

import bench
from bench.row import Json, Row

OUT = Path("bench/out/results.json")
MARKS = {True: "held", False: "MISSED", None: ""}


def names() -> list[str]:
    """Every bench: the modules of this package that have a `run`."""
    found = sorted(
        each.name for each in pkgutil.iter_modules(bench.__path__) if not each.name.startswith("_")
    )
    return [name for name in found if hasattr(importlib.import_module(f"bench.{name}"), "run")]


def measure(name: str) -> list[Row] | None:
    """The rows of one bench, None where it failed."""
    print(f"{name} ...", end=" ", flush=True)
    began = time.perf_counter()
    try:
        rows: list[Row] = importlib.import_module(f"bench.{name}").run()
    except Exception:
        print("failed")
        traceback.print_exc()
        return None
    print(f"{time.perf_counter() - began:.0f} s")
    return rows


def figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def table(rows: list[Row]) -> str:
    """The rows as text, in columns."""
    lines = [("bench", "name", "value", "unit", "goal", "", "baseline")]
    for row in rows:
        value, goal, baseline = figure(row.value), figure(row.goal), figure(row.baseline)
        lines.append((row.bench, row.name, value, row.unit, goal, MARKS[row.held], baseline))
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def merged(before: list[Json], run: list[str], rows: list[Row]) -> list[Json]:
    """What was measured before by benches that still exist and were not run now, and the new rows; as a
    whole run has them.
    """
    others = set(names()) - {*run}
    both = [each for each in before if each["bench"] in others] + [row.as_json() for row in rows]
    return sorted(both, key=lambda each: str(each["bench"]))


def measured(file: Path) -> list[Json]:
    """The rows of the runs before; none where there was none, or it was cut off."""
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return []


def main(wanted: list[str], out: Path = OUT) -> int:
    run = wanted or names()
    results = [measure(name) for name in run]
    rows = [row for result in results if result is not None for row in result]
    out.parent.mkdir(parents=True, exist_ok=True)
    whole = merged(measured(out), run, rows)
    out.write_text(json.dumps(whole, indent=2) + "\n", "utf-8")
    print(f"\n{table(rows)}\n\n{len(rows)} figures measured, {len(whole)} in {out}")
    return int(None in results)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
