import { afterEach, expect, test, vi } from "vitest";
import { Devices } from "./devices";

/** What a device gives, and whether its lamp burns. */
class Track extends EventTarget {
  readyState = "live";

  constructor(readonly kind: "audio" | "video") {
    super();
  }

  stop(): void {
    this.readyState = "ended";
  }
}

/** A page whose devices may be used, and all that it was asked for. */
function page(tracks: readonly Track[] = []): MediaStreamConstraints[] {
  const asked: MediaStreamConstraints[] = [];
  const mediaDevices = {
    addEventListener: () => undefined,
    enumerateDevices: () => Promise.resolve([]),
    getUserMedia: (constraints: MediaStreamConstraints) => {
      asked.push(constraints);
      return Promise.resolve({ getTracks: () => tracks });
    },
  };
  vi.stubGlobal("navigator", { mediaDevices });
  vi.stubGlobal("isSecureContext", true);
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

const VOICE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

test("the microphone is asked for with the browser's cancelling of echo and noise, and its levelling", async () => {
  const asked = page();
  await new Devices().open();
  expect(asked).toHaveLength(1);
  expect(asked[0]?.audio).toEqual(VOICE);
});

test("another microphone is asked for in the same way", async () => {
  const asked = page();
  await new Devices().choose("mic", "headset");
  expect(asked).toEqual([{ audio: { ...VOICE, deviceId: { exact: "headset" } }, video: false }]);
});

test("the camera asks for no more than can be sent, and for no microphone", async () => {
  const asked = page();
  await new Devices().open(["cam"]);
  expect(asked[0]?.audio).toBe(false);
  expect(asked[0]?.video).toMatchObject({ width: { ideal: 1280 }, frameRate: { max: 30 } });
});

test("in place of a chosen device that is gone another one is taken", async () => {
  const asked = page();
  const { mediaDevices } = navigator;
  const give = mediaDevices.getUserMedia;
  mediaDevices.getUserMedia = async (wanted = {}) => {
    const stream = await give(wanted);
    const { audio } = wanted;
    if (typeof audio === "object" && audio.deviceId)
      throw Object.assign(new Error("deviceId"), { name: "OverconstrainedError" });
    return stream;
  };
  const devices = new Devices();
  await devices.choose("mic", "headset");
  expect(asked.map(({ audio }) => audio)).toEqual([{ ...VOICE, deviceId: { exact: "headset" } }, VOICE]);
  expect(devices.trouble.value.mic).toBeNull();
});

/** What this browser remembers of an earlier visit, and of this one. */
function remembered(wanted: Record<string, boolean>): void {
  const kept = new Map([["foyer.devices.wanted", JSON.stringify(wanted)]]);
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
  });
}

test("a camera that was off when one left is not opened when one comes back", async () => {
  const asked = page();
  remembered({ mic: true, cam: false });
  await new Devices().open();
  expect(asked).toEqual([{ audio: VOICE, video: false }]);
});

test("who comes back with both off is asked for nothing, and may try both out unheard and unseen", async () => {
  const camera = new Track("video");
  const asked = page([camera]);
  remembered({ mic: false, cam: false });
  const devices = new Devices();
  await devices.open();
  expect(asked).toEqual([]);
  await devices.tryOut();
  expect(asked).toHaveLength(1);
  expect(camera.readyState).toBe("live");
  expect(devices.wanted.value).toEqual({ mic: false, cam: false });
  devices.tried();
  expect(camera.readyState).toBe("ended");
  expect(devices.cam.value).toBeNull();
});

test("a microphone that the browser gives after one has tried out enough is given back", async () => {
  const microphone = new Track("audio");
  page([microphone]);
  remembered({ mic: false, cam: false });
  const devices = new Devices();
  const opened = devices.tryOut(["mic"]);
  devices.tried();
  await opened;
  expect(microphone.readyState).toBe("ended");
  expect(devices.mic.value).toBeNull();
});

test("another camera is chosen without its lamp while the camera is off", async () => {
  const asked = page();
  remembered({ mic: true, cam: false });
  const devices = new Devices();
  await devices.choose("cam", "second");
  expect(asked).toEqual([]);
  await devices.want("cam", true);
  expect(asked[0]?.video).toMatchObject({ deviceId: { exact: "second" } });
});

test("a camera turned off while the browser still asks burns no lamp", async () => {
  const camera = new Track("video");
  page([camera]);
  const devices = new Devices();
  const opened = devices.open(["cam"]);
  await devices.want("cam", false);
  await opened;
  expect(camera.readyState).toBe("ended");
  expect(devices.cam.value).toBeNull();
});

test("in a visit that begins without a camera one that is open goes out, and the next visit remembers nothing", async () => {
  const camera = new Track("video");
  remembered({ mic: true, cam: true });
  page([camera]);
  const devices = new Devices();
  await devices.open(["cam"]);
  devices.limit({ mic: true, cam: false });
  expect(camera.readyState).toBe("ended");
  expect(new Devices().wanted.value).toEqual({ mic: true, cam: true });
});

test("what the browser gives after all was given back is not kept", async () => {
  const tracks = [new Track("audio"), new Track("video")];
  page(tracks);
  const devices = new Devices();
  const opened = devices.open();
  devices.close();
  await opened;
  expect(tracks.map((each) => each.readyState)).toEqual(["ended", "ended"]);
  expect([devices.mic.value, devices.cam.value]).toEqual([null, null]);
});

test("an open microphone is measured by nobody who does not look at it", async () => {
  let graphs = 0;
  vi.stubGlobal("MediaStream", class {});
  vi.stubGlobal(
    "AudioContext",
    class {
      constructor() {
        graphs++;
      }
      createAnalyser = () => ({});
      createMediaStreamSource = () => ({ connect: () => undefined });
      close = async () => undefined;
    },
  );
  page([new Track("audio")]);
  const devices = new Devices();
  await devices.open(["mic"]);
  expect(devices.mic.value).not.toBeNull();
  expect(graphs).toBe(0);
  devices.close();
});
