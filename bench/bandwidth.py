"""What one visitor sends and gets: a voice, and a 720p camera in the client's layers, through the worker.

Two Chromium pages: Anna sends, Ben gets. The camera is Chromium's fake one (moving, sharp edges), the voice a
noise in the band and the rhythm of speech. Bytes are those of the browser's own ``getStats`` over twenty
seconds, with 28 bytes of IP and UDP for each packet. The browser lowers size and pace of what it sends where
the machine or the line is too weak, so both are told as well.
"""

import asyncio
from typing import Any

from bench.row import Row
from tests.media.studio import Visitor, studio
from tests.until import until

SECONDS = 20.0
RAMP_S = 20.0
"""Until the browser has found what the line bears: it begins low."""
HEADERS = 28
WIDTH = 1280

SPEAK = """() => {
  const from = context(), buffer = from.createBuffer(1, 96000, 48000), noise = from.createBufferSource();
  buffer.getChannelData(0).forEach((_, at, all) => { all[at] = Math.random() * 2 - 1; });
  Object.assign(noise, {buffer, loop: true});
  const band = new BiquadFilterNode(from, {type: 'bandpass', frequency: 900, Q: 0.5});
  const level = new GainNode(from, {gain: 0.25}), rhythm = new OscillatorNode(from, {frequency: 4});
  const out = from.createMediaStreamDestination();
  rhythm.connect(new GainNode(from, {gain: 0.25})).connect(level.gain);
  noise.connect(band).connect(level).connect(out);
  noise.start(); rhythm.start();
  return mids.mic.sender.replaceTrack(out.stream.getAudioTracks()[0]);
}"""

SHOW = """async layers => {
  const wanted = {width: 1280, height: 720, frameRate: 25};
  const stream = await navigator.mediaDevices.getUserMedia({video: wanted});
  await mids.cam.sender.replaceTrack(stream.getVideoTracks()[0]);
  const parameters = mids.cam.sender.getParameters();
  parameters.encodings.forEach((encoding, at) => Object.assign(encoding, layers[at], {active: true}));
  await mids.cam.sender.setParameters(parameters);
}"""

LAYERS = [
    {"scaleResolutionDownBy": 2, "maxBitrate": 500_000},
    {"scaleResolutionDownBy": 1, "maxBitrate": 1_200_000},
]
"""As in web/client/src/media/feed.ts."""

LOOK = """async () => {
  const found = {at: performance.now(), widths: {}, wide: 0};
  for (const each of (await pc.getStats()).values()) {
    if (each.type === 'transport') Object.assign(found, {
      sent: [each.bytesSent, each.packetsSent], got: [each.bytesReceived, each.packetsReceived]});
    if (each.type === 'outbound-rtp' && each.frameWidth) found.widths[each.frameWidth] = each.framesPerSecond;
    if (each.type === 'inbound-rtp' && each.frameWidth && each.framesPerSecond) found.wide = each.frameWidth;
  }
  return found;
}"""

Look = dict[str, Any]


def rate(before: Look, after: Look, way: str) -> float:
    """kbit/s on the wire, headers included."""
    (bytes_0, packets_0), (bytes_1, packets_1) = before[way], after[way]
    octets = bytes_1 - bytes_0 + HEADERS * (packets_1 - packets_0)
    return octets * 8 / (after["at"] - before["at"])


async def over(*people: Visitor) -> list[tuple[Look, Look]]:
    """What each page's connection counted, before and after."""
    before = [await each.page.evaluate(LOOK) for each in people]
    await asyncio.sleep(SECONDS)
    after = [await each.page.evaluate(LOOK) for each in people]
    return list(zip(before, after, strict=True))


async def voice(anna: Visitor, ben: Visitor) -> list[Row]:
    """Only the microphone is open."""
    up, down = await over(anna, ben)
    return [row("a voice, up", rate(*up, "sent")), row("a voice, down", rate(*down, "got"))]


async def camera(anna: Visitor, ben: Visitor, heard: float) -> list[Row]:
    """The camera too; once the browser has settled on what it sends, and whole pictures arrive."""
    await anna.page.evaluate(SHOW, LAYERS)

    async def whole() -> bool:
        seen = [await each.page.evaluate(LOOK) for each in (anna, ben)]
        return str(WIDTH) in seen[0]["widths"] and seen[1]["wide"] == WIDTH

    await until(whole, "the whole picture", 60)
    await asyncio.sleep(RAMP_S)
    up, down = await over(anna, ben)
    paces = up[1]["widths"]
    return [
        row("voice and 720p camera in its layers, up", rate(*up, "sent")),
        row("voice and whole picture, down", rate(*down, "got")),
        row("whole picture alone, down", rate(*down, "got") - heard),
        *(row(f"pictures a second at {wide} px", pace or 0, "1/s") for wide, pace in sorted(paces.items())),
        row("width of the picture that arrived", down[1]["wide"], "px"),
    ]


async def measure() -> list[Row]:
    async with studio() as hall:
        anna, ben = [await hall.page(name) for name in ("anna", "ben")]
        await anna.join(tone=440, colour="#f00")
        await ben.join(audio_slots=1, video_slots=1, publish=False)
        await anna.page.evaluate("sending('cam', false)")
        hall.want({ben.id: [anna], anna.id: []})
        await ben.hears("a0", 440)
        await anna.page.evaluate(SPEAK)
        told = await voice(anna, ben)
        return [*told, *await camera(anna, ben, told[1].value)]


def row(name: str, value: float, unit: str = "kbit/s") -> Row:
    return Row("bandwidth", name, round(value, 1), unit)


def run() -> list[Row]:
    """First the voice alone, then with the camera: about a minute and a half."""
    return asyncio.run(measure())
