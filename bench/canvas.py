"""Frames a second of the map with 300 people walking about, in headless Chromium without a GPU.

Builds the measuring page of the client, serves it with the Jena pack on a loopback port, lets everybody walk
and counts frames. Processor time is that of all processes of the browser and its driver. `FOYER_CHROMIUM`
names another browser.
"""

import os
import subprocess
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import mean, median
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.row import Row

ROOT = Path(__file__).resolve().parent.parent
PACK = ROOT / "hubs" / "jena"
PEOPLE = 300
WARM_MS = 2500
MEASURED_MS = 8000
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


KINDS = {
    ".svg": "image/svg+xml",
    ".tmj": "application/json",
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".woff2": "font/woff2",
    "": "application/octet-stream",
}


class Pages(SimpleHTTPRequestHandler):
    """The built page, and the pack below ``/pack/``."""

    extensions_map = KINDS

    def __init__(self, *args: Any, built: Path) -> None:
        super().__init__(*args, directory=str(built))

    def translate_path(self, path: str) -> str:
        """Map the pack's addresses to its folder."""
        plain = path.split("?")[0]
        if plain.startswith("/pack/"):
            return str(PACK / plain.removeprefix("/pack/"))
        return super().translate_path(path)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not worth a line."""


@contextmanager
def served() -> Generator[str]:
    """The address of the freshly built page, as long as it is served."""
    with tempfile.TemporaryDirectory() as folder:
        _build(Path(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, built=Path(folder)))
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/canvas.html"
        finally:
            server.shutdown()
            server.server_close()


def _build(folder: Path) -> None:
    vite = ROOT / "web" / "node_modules" / ".bin" / "vite"
    command = [str(vite), "build", "--config", "client/bench/vite.config.ts", "--outDir", str(folder)]
    subprocess.run(command, cwd=ROOT / "web", check=True, stdout=subprocess.DEVNULL)


def _family(pid: int) -> set[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry.parent.name)] = int(fields[1])
    found = {pid}
    while grown := {child for child, parent in parents.items() if parent in found} - found:
        found |= grown
    return found


def _cpu_ms(pids: set[int]) -> float:
    ticks = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def _share(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _measured(page: Page, url: str) -> tuple[list[float], list[float], float]:
    """Milliseconds between frames, of script in each, and of processor time a frame."""
    page.goto(url)
    page.wait_for_function("window.bench?.ready", timeout=60_000)
    page.wait_for_timeout(WARM_MS)
    page.evaluate("() => { bench.gaps.length = 0; bench.work.length = 0 }")
    # The browser is a child of the driver, which is a child of this process.
    browser = _family(os.getpid()) - {os.getpid()}
    before = _cpu_ms(browser)
    page.wait_for_timeout(MEASURED_MS)
    gaps, work = page.evaluate("() => [[...bench.gaps], [...bench.work]]")
    return gaps, work, (_cpu_ms(browser) - before) / max(1, len(gaps))


def _rows(name: str, gaps: list[float], work: list[float], cpu: float, goal: float | None) -> list[Row]:
    rates = {
        "p50": 1000 / median(gaps),
        "mean": 1000 / mean(gaps),
        "p5": 1000 / _share(gaps, 0.95),
    }
    rows = [
        Row(
            "canvas",
            f"{name}: frames, {which}",
            round(rate, 1),
            "1/s",
            goal if which == "p50" else None,
            "higher",
        )
        for which, rate in rates.items()
    ]
    return [
        *rows,
        Row("canvas", f"{name}: script a frame, p50", round(median(work), 2), "ms"),
        Row("canvas", f"{name}: script a frame, p95", round(_share(work, 0.95), 2), "ms"),
        Row("canvas", f"{name}: processor a frame", round(cpu, 2), "ms"),
    ]


CASES: tuple[tuple[str, str, float | None], ...] = (
    (f"{PEOPLE} people, 1:1", "", 59.0),
    (f"{PEOPLE} people, 1:1, evening", "&theme=dark", 59.0),
    (f"{PEOPLE} people, whole floor", "&zoom=0.5", None),
)


def _cases(browser: Browser, address: str) -> Iterator[Row]:
    for name, words, goal in CASES:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        gaps, work, cpu = _measured(page, f"{address}?n={PEOPLE}{words}")
        page.close()
        yield from _rows(name, gaps, work, cpu, goal)


def run() -> list[Row]:
    """Frames, script and processor time of three views of the market square."""
    with served() as address, sync_playwright() as driver:
        chromium = os.environ.get("FOYER_CHROMIUM", "/usr/bin/chromium")
        browser = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        rows = list(_cases(browser, address))
        browser.close()
    return rows
