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

const limitsOf = (mid: Mid, count: number) =>
  ({ mic: [], cam: layersOf(count), screen: SCREEN })[mid] as Partial<RTCRtpEncodingParameters>[];

/** Sends a track, or keeps still: an inactive encoding sends nothing and is back at once. */
export async function feed(
  connection: RTCPeerConnection | null,
  mid: Mid,
  track: MediaStreamTrack | null,
  open: boolean,
): Promise<void> {
  const sender = connection?.getTransceivers().find((each) => each.mid === mid)?.sender;
  if (!sender) return;
  if (sender.track !== track) await sender.replaceTrack(track);
  const parameters = sender.getParameters();
  const limits = limitsOf(mid, parameters.encodings.length);
  parameters.encodings.forEach((encoding, at) => {
    Object.assign(encoding, limits[at]);
    encoding.active = open;
  });
  if (parameters.encodings.length > 0) await sender.setParameters(parameters);
}
