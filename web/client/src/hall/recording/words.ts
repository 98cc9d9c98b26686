/** Words for recordings. */
import { t } from "../../i18n/i18n";
import type { DurableEvents } from "../../protocol.gen";

export type StopReason = DurableEvents["recording.stopped"]["reason"];

/** Why a recording ended, where it was not a host's wish. */
export function endWord(reason: StopReason | ""): string {
  const words: Record<StopReason | "", string> = {
    "": "",
    host: "",
    forbidden: t("It ended because recording is not allowed here now."),
    time: t("It ended because it had reached the longest time."),
    size: t("It ended because it had reached the largest size."),
    disk: t("It ended because the server's disk has no room left."),
    slow: t("It ended because the server's disk was too slow."),
    failed: t("It ended because the server's disk refused to write."),
  };
  return words[reason];
}

/** Hours, minutes and seconds, such as 1:02:03. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}

/** Bytes as people read them. */
export const megabytes = (bytes: number, locale: string): string =>
  new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: bytes < 10_000_000 ? 1 : 0,
  }).format(bytes / 1_000_000);
