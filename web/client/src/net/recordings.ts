/** Recordings of a stage over HTTP, for its hosts. */
import { get } from "./http";

export interface Part {
  file: string;
  /** UTC milliseconds. */
  at: number;
  length: number;
  size: number;
  type: string;
}

export interface Kept {
  recording: string;
  at: number;
  /** Null while it runs. */
  stopped_at: number | null;
  reason: string;
  /** When it is deleted; null without files. */
  until: number | null;
  /** Of its captions. */
  languages: string[];
  parts: Part[];
}

export interface KeptList {
  recordings: Kept[];
  /** How long they are kept. */
  days: number;
}

export const recordingsOf = async (stage: string): Promise<KeptList> =>
  (await get(`/api/stages/${encodeURIComponent(stage)}/recordings`)) as KeptList;

export const fileAt = ({ file }: Part, download = false): string =>
  `/files/${encodeURIComponent(file)}${download ? "?download=1" : ""}`;

export const captionsAt = ({ recording }: Kept, { file }: Part, language: string): string =>
  `/api/recordings/${encodeURIComponent(recording)}/captions.vtt?${new URLSearchParams({ file, language })}`;

export const chaptersAt = ({ recording }: Kept, { file }: Part): string =>
  `/api/recordings/${encodeURIComponent(recording)}/chapters.vtt?${new URLSearchParams({ file })}`;
