/** What one sends: a track into its place of the connection, in layers where the hub takes several. */

/** Sizes and most bits a second of a camera's simulcast layers, smallest first; the last is the whole picture. */
const LAYERS = [
  { scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { scaleResolutionDownBy: 2, maxBitrate: 500_000 },
  { scaleResolutionDownBy: 1, maxBitrate: 1_200_000 },
];

/** What so many layers are held to: always the largest ones. A single stream is left to the browser. */
export const layersOf = (count: number) => (count > 1 ? LAYERS.slice(-count) : []);

/** A shared screen is one stream; few pictures a second leave the bits to each of them. */
const SCREEN = [{ maxBitrate: 2_000_000, maxFramerate: 15 }];

export type Mid = "mic" | "cam" | "screen";

type Limits = (count: number) => Partial<RTCRtpEncodingParameters>[];

const limitsOf = (mid: Mid): Limits => ({ mic: () => [], cam: layersOf, screen: () => SCREEN })[mid];

/** Where each sender stands: a browser refuses a change, for good, while another is on its way (W3C webrtc-pc 5.2). */
const turns = new WeakMap<RTCRtpSender, Promise<void>>();

/**
 * Sends a track, or keeps still: an inactive encoding sends nothing and is back at once. One change at a time, in the
 * order in which they were wanted.
 */
export async function feed(
  connection: RTCPeerConnection | null,
  mid: Mid,
  track: MediaStreamTrack | null,
  open: boolean,
): Promise<void> {
  const sender = connection?.getTransceivers().find((each) => each.mid === mid)?.sender;
  if (!connection || !sender) return;
  const before = (turns.get(sender) ?? Promise.resolve()).catch(() => undefined);
  const turn = before.then(() => put(connection, sender, limitsOf(mid), track, open));
  turns.set(sender, turn);
  await turn;
}

async function put(
  connection: RTCPeerConnection,
  sender: RTCRtpSender,
  limits: Limits,
  track: MediaStreamTrack | null,
  open: boolean,
): Promise<void> {
  // Whoever hung up meanwhile has nothing to send to.
  const isOver = () => connection.signalingState === "closed";
  if (!isOver() && sender.track !== track) await sender.replaceTrack(track);
  if (isOver()) return;
  const parameters = sender.getParameters();
  const { encodings } = parameters;
  const held = limits(encodings.length);
  encodings.forEach((encoding, at) => {
    Object.assign(encoding, held[at]);
    encoding.active = open;
  });
  if (encodings.length > 0) await sender.setParameters(parameters);
}
