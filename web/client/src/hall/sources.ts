/** The pictures of a stage: whose is shown large, how it is, and what people call it. */
import { t } from "../i18n/i18n";
import { ownerOf, type SourceStatus } from "../state/boxes";
import type { HubState } from "../state/hub";

/** The peer of the camera that a stage's key lets in. */
const cameraOf = (stage: string): string => `stage:${stage}`;

function statusOf(hub: HubState, stage: string, peer: string): SourceStatus {
  if (peer === cameraOf(stage)) return hub.stages.value.get(stage)?.status ?? "off";
  if (hub.boxes.all.value.has(peer)) return hub.boxes.devices.value.get(`${peer}/cam`) ?? "off";
  return hub.media.value.get(peer)?.cam ? "on" : "off";
}

/** The peers that may be shown large, the chosen one first, then the hall's cameras. */
function candidates(hub: HubState, stage: string): string[] {
  const shown = hub.boxes.shown.value.get(stage);
  const chosen = shown === undefined ? [] : [ownerOf(shown)];
  return [...new Set([...chosen, cameraOf(stage), ...hub.boxes.of(stage)])];
}

export interface MainPicture {
  /** Whose picture it is, or would be; null where the hall has no camera. */
  peer: string | null;
  status: SourceStatus;
  track: MediaStreamTrack | null;
}

/** What a stage shows large: the hub sends one picture of the hall, whoever chose it. */
export function mainPicture(
  hub: HubState,
  stage: string,
  pictures: ReadonlyMap<string, MediaStreamTrack>,
): MainPicture {
  const peers = candidates(hub, stage);
  const seen = peers.find((peer) => pictures.has(peer) && statusOf(hub, stage, peer) !== "off");
  const peer = seen ?? peers.find((each) => statusOf(hub, stage, each) !== "off") ?? null;
  if (peer === null) return { peer, status: "off", track: null };
  return { peer, status: statusOf(hub, stage, peer), track: pictures.get(peer) ?? null };
}

/** What people call a source of a stage. */
export function sourceName(hub: HubState, stage: string, peer: string): string {
  if (peer === cameraOf(stage)) return t("Hall camera");
  return hub.nameOf(peer) || t("A device that was removed");
}

export interface Source {
  id: string;
  name: string;
}

/** Everything a host may have shown large: the hall's cameras, and who is on the stage with a camera. */
export function sourcesOf(hub: HubState, stage: string): Source[] {
  const hall = [cameraOf(stage), ...hub.boxes.of(stage).filter((box) => hub.boxes.all.value.get(box)?.cam)];
  const people = hub.people.value
    .filter((each) => each.room === stage && hub.media.value.get(each.id)?.cam)
    .map((each) => each.id);
  return [...hall, ...people].map((peer) => ({ id: `${peer}/cam`, name: sourceName(hub, stage, peer) }));
}
