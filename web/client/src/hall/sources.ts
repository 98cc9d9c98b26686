/** The pictures of a stage: which is shown large, which beside it, how each is, and what people call it. */
import { t } from "../i18n/i18n";
import { ownerOf, type SourceStatus } from "../state/boxes";
import type { HubState } from "../state/hub";

export type Tracks = ReadonlyMap<string, MediaStreamTrack>;

/** The peer of the camera that a stage's key lets in. */
const cameraOf = (stage: string): string => `stage:${stage}`;

export const isScreen = (source: string): boolean => source.endsWith("/screen");

function statusOf(hub: HubState, stage: string, source: string): SourceStatus {
  const peer = ownerOf(source);
  if (isScreen(source)) return hub.media.value.get(peer)?.screen?.circle === `room:${stage}` ? "on" : "off";
  if (peer === cameraOf(stage)) return hub.stages.value.get(stage)?.status ?? "off";
  if (hub.boxes.all.value.has(peer)) return hub.boxes.devices.value.get(source) ?? "off";
  const isThere = hub.inRoom.value.get(peer) === stage;
  return isThere && hub.media.value.get(peer)?.cam ? "on" : "off";
}

/** A picture of a stage, there or about to be. */
export interface Shown {
  /** Its source: `<peer>/cam` or `<peer>/screen`. */
  id: string;
  peer: string;
  name: string;
  status: SourceStatus;
  track: MediaStreamTrack | null;
}

/** The hall's cameras, whether they send or not. */
const hallCameras = (hub: HubState, stage: string): string[] =>
  [cameraOf(stage), ...hub.boxes.of(stage)].map((peer) => `${peer}/cam`);

const screensOf = (hub: HubState, stage: string): string[] =>
  hub.sharers(`room:${stage}`).map((peer) => `${peer}/screen`);

/** What may be shown large, in this order: what a host chose, the newest screen, the hall's cameras. */
function candidates(hub: HubState, stage: string): string[] {
  const shown = hub.boxes.shown.value.get(stage);
  return [...(shown === undefined ? [] : [shown]), ...screensOf(hub, stage), ...hallCameras(hub, stage)];
}

function shownOf(hub: HubState, stage: string, id: string, tracks: Tracks): Shown {
  const peer = ownerOf(id);
  const track = tracks.get(id) ?? null;
  return { id, peer, name: sourceName(hub, stage, id), status: statusOf(hub, stage, id), track };
}

/** What a stage shows large: the hub sends it first, whoever chose it; null where there is nothing to show. */
export function mainPicture(hub: HubState, stage: string, tracks: Tracks): Shown | null {
  const there = candidates(hub, stage)
    .map((id) => shownOf(hub, stage, id, tracks))
    .filter(({ status }) => status !== "off");
  return there.find(({ track }) => track !== null) ?? there[0] ?? null;
}

/** Everything else that is seen of a stage: screens first, then the hall, then people. */
export function otherPictures(hub: HubState, stage: string, tracks: Tracks, main: string | null): Shown[] {
  const ordered = new Set([...screensOf(hub, stage), ...hallCameras(hub, stage), ...tracks.keys()]);
  return [...ordered]
    .filter((id) => id !== main && tracks.has(id))
    .map((id) => shownOf(hub, stage, id, tracks))
    .filter(({ status }) => status !== "off");
}

/** What people call a source of a stage. */
export function sourceName(hub: HubState, stage: string, source: string): string {
  const peer = ownerOf(source);
  if (peer === cameraOf(stage)) return t("Hall camera");
  const name = hub.nameOf(peer) || t("A device that was removed");
  return isScreen(source) ? t("Screen of {name}", { name }) : name;
}

export interface Source {
  id: string;
  name: string;
}

/** Everything a host may have shown large: screens, the hall's cameras, and who is on the stage with a camera. */
export function sourcesOf(hub: HubState, stage: string): Source[] {
  const hall = [cameraOf(stage), ...hub.boxes.of(stage).filter((box) => hub.boxes.all.value.get(box)?.cam)];
  const people = hub.people.value
    .filter((each) => each.room === stage && hub.media.value.get(each.id)?.cam)
    .map((each) => each.id);
  const cameras = [...hall, ...people].map((peer) => `${peer}/cam`);
  return [...screensOf(hub, stage), ...cameras].map((id) => ({ id, name: sourceName(hub, stage, id) }));
}
