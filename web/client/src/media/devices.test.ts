import { afterEach, expect, test, vi } from "vitest";
import { Devices } from "./devices";

/** A page whose devices may be used, and all that it was asked for. */
function page(): MediaStreamConstraints[] {
  const asked: MediaStreamConstraints[] = [];
  const mediaDevices = {
    addEventListener: () => undefined,
    enumerateDevices: () => Promise.resolve([]),
    getUserMedia: (constraints: MediaStreamConstraints) => {
      asked.push(constraints);
      return Promise.resolve({ getTracks: () => [] });
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
  expect(asked).toEqual([{ audio: { ...VOICE, deviceId: { ideal: "headset" } }, video: false }]);
});

test("the camera asks for no more than can be sent, and for no microphone", async () => {
  const asked = page();
  await new Devices().open(["cam"]);
  expect(asked[0]?.audio).toBe(false);
  expect(asked[0]?.video).toMatchObject({ width: { ideal: 1280 }, frameRate: { max: 30 } });
});
