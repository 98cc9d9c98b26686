import { describe, expect, it } from "vitest";
import { feed, layersOf } from "./feed";

describe("the layers of a camera", () => {
  it.each([2, 3])("end with the whole picture, each half as wide as the next: %i", (count) => {
    const scales = layersOf(count).map((each) => each.scaleResolutionDownBy);
    expect(scales).toEqual([4, 2, 1].slice(-count));
  });

  it("are held below what a home's line bears, however many the hub asks for", () => {
    for (const count of [2, 3]) {
      const bits = layersOf(count).reduce((sum, each) => sum + each.maxBitrate, 0);
      expect(bits).toBeLessThan(2_000_000);
      expect(layersOf(count)).toHaveLength(count);
    }
  });

  it("are the browser's own where there is but one", () => {
    expect(layersOf(1)).toEqual([]);
  });
});

/** A sender as browsers have it: what is set while another change ends counts as never asked for. */
class Sender {
  track: MediaStreamTrack | null = null;
  active = true;
  #isAsked = false;

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    await Promise.resolve();
    this.track = track;
  }

  getParameters() {
    this.#isAsked = true;
    return { encodings: [{ active: this.active }] };
  }

  async setParameters({ encodings: [first] }: { encodings: { active: boolean }[] }): Promise<void> {
    await Promise.resolve();
    if (!this.#isAsked) throw new Error("getParameters() has never been called on this sender");
    this.active = first?.active ?? false;
    this.#isAsked = false;
  }
}

/** A connection that sends a camera by this sender. */
function connectionOf(sender: Sender, signalingState = "stable"): RTCPeerConnection {
  const getTransceivers = () => [{ mid: "cam", sender }];
  return { signalingState, getTransceivers } as unknown as RTCPeerConnection;
}

describe("what is sent", () => {
  const track = {} as MediaStreamTrack;

  it("is what was wanted last, however fast a camera goes and another comes", async () => {
    const sender = new Sender();
    const connection = connectionOf(sender);
    await Promise.all([
      feed(connection, "cam", track, true),
      feed(connection, "cam", null, false),
      feed(connection, "cam", track, true),
      feed(connection, "cam", track, true),
    ]);
    expect(sender).toMatchObject({ track, active: true });
  });

  it("is nothing any more once one hung up", async () => {
    const sender = new Sender();
    await feed(connectionOf(sender, "closed"), "cam", track, true);
    expect(sender.track).toBe(null);
  });

  it("goes on after a change that the browser refused", async () => {
    const sender = new Sender();
    const connection = connectionOf(sender);
    const { replaceTrack } = sender;
    sender.replaceTrack = () => Promise.reject(new Error("of another kind"));
    await expect(feed(connection, "cam", track, true)).rejects.toThrow("of another kind");
    sender.replaceTrack = replaceTrack;
    await feed(connection, "cam", track, true);
    expect(sender.track).toBe(track);
  });
});
