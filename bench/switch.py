"""A change of company in a slot: from the hub's decision to the other's first picture and first sound.

Three Chromium pages through one media worker: Anna and Ben send a tone and a colour each, Cleo's one slot
goes from one to the other and back. All three browsers encode and decode on the machine's cores.
"""

import asyncio
import time
from typing import Any

from bench.row import Row
from bench.servers import share
from tests.media.studio import Studio, Visitor, studio

SWITCHES = 24
GOAL_MS = 200.0
WITHIN_MS = 4000

WATCH = """([mid, picture]) => {
  const ear = heard[mid];
  ear.fftSize = 1024;
  ear.smoothingTimeConstant = 0;
  const bins = new Float32Array(ear.frequencyBinCount);
  const hertz = () => {
    ear.getFloatFrequencyData(bins);
    const loudest = bins.indexOf(Math.max(...bins));
    return bins[loudest] > -50 ? loudest * 48000 / 1024 : 0;
  };
  window.switched = async (tone, colour, patience) => {
    const end = performance.now() + patience, found = {sound: null, sight: null};
    while (performance.now() < end && !(found.sound && found.sight)) {
      if (!found.sound && Math.abs(hertz() - tone) < 60) found.sound = performance.now();
      if (!found.sight && seen[picture]?.name === colour) found.sight = seen[picture].at;
      await pause(4);
    }
    return [found.sound, found.sight].map(at => at && performance.timeOrigin + at);
  };
}"""
"""Measures in the page, by its clock: an analyser of 21 ms for the sound, each frame's callback for the
picture.
"""


async def settle(viewer: Visitor, tone: int, colour: str) -> None:
    """Wait until the slot shows and sounds whole."""
    found = await viewer.page.evaluate("args => switched(...args)", [tone, colour, 8000])
    if None in found:
        raise TimeoutError(f"{colour} and {tone} Hz did not come")


async def change(hall: Studio, people: list[Visitor], other: Visitor, tone: int, colour: str) -> list[float]:
    """Milliseconds to sound and picture of another for the last of ``people``; neither is there at first."""
    *senders, viewer = people
    waiting = asyncio.create_task(
        viewer.page.evaluate("args => switched(...args)", [tone, colour, WITHIN_MS])
    )
    await asyncio.sleep(0.1)
    began = time.time() * 1000
    hall.want({viewer.id: [other], **{each.id: [] for each in senders}})
    found: list[Any] = await waiting
    if None in found:
        raise TimeoutError(f"{colour} and {tone} Hz did not come")
    return [at - began for at in found]


async def measure() -> list[Row]:
    async with studio() as hall:
        anna, ben, cleo = [await hall.page(name) for name in ("anna", "ben", "cleo")]
        await anna.join(tone=440, colour="#f00")
        await ben.join(tone=1600, colour="#00f")
        await cleo.join(audio_slots=1, video_slots=1, publish=False)
        await cleo.page.evaluate(WATCH, ["a0", "v0"])
        company = [(anna, 440, "red"), (ben, 1600, "blue")]
        hall.want({cleo.id: [anna], anna.id: [], ben.id: []})
        await settle(cleo, 440, "red")
        took = [await change(hall, [anna, ben, cleo], *company[(turn + 1) % 2]) for turn in range(SWITCHES)]
    sounds, sights = zip(*took, strict=True)
    return [*rows("sound", list(sounds)), *rows("picture", list(sights))]


def rows(what: str, took: list[float]) -> list[Row]:
    """Median and 95 of 100."""
    return [
        Row("switch", f"{what} of other company, p50", round(share(took, 0.5), 1), "ms"),
        Row("switch", f"{what} of other company, p95", round(share(took, 0.95), 1), "ms", GOAL_MS),
    ]


def run() -> list[Row]:
    """Back and forth between two people in one slot."""
    return asyncio.run(measure())
