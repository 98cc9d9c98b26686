/** What one sends: a track into its place of the connection, in layers where the hub takes several. */

/** Simulcast layers of a camera, smallest first; browsers that offer none of their own take these. */
const LAYERS = [
  { scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { scaleResolutionDownBy: 2, maxBitrate: 500_000 },
  { scaleResolutionDownBy: 1, maxBitrate: 1_200_000 },
];

type Mid = "mic" | "cam";

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
  const simulcast = mid === "cam" && parameters.encodings.length === LAYERS.length;
  parameters.encodings.forEach((encoding, at) => {
    if (simulcast) Object.assign(encoding, LAYERS[at]);
    encoding.active = open;
  });
  if (parameters.encodings.length > 0) await sender.setParameters(parameters);
}
