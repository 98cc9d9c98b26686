/** What of an interpreter channel is heard now, and in which words it is told. */
import { t } from "../../i18n/i18n";
import type { HubState } from "../../state/hub";

/** Somebody is heard; who is on air has the microphone off, or is cut off; nobody is on air. */
export type Sounding = "on_air" | "silent" | "cut" | "off";

export function sounding(hub: HubState, stage: string, language: string): Sounding {
  const holder = hub.interpreting.holder(stage, language);
  if (holder === null) return "off";
  const isThere = (hub.presence.value.get(holder.visitor) ?? "lost") !== "lost";
  if (!isThere || hub.interpreting.isCut(stage, holder.visitor)) return "cut";
  const isOpen = hub.media.value.get(holder.visitor)?.mic && !hub.person(holder.visitor)?.muted;
  return isOpen ? "on_air" : "silent";
}

/** Who is heard in a channel now. */
export function voiceIn(hub: HubState, stage: string, language: string): string | null {
  const holder = hub.interpreting.holder(stage, language);
  return holder && sounding(hub, stage, language) === "on_air" ? holder.visitor : null;
}

export function soundingWords(state: Sounding): string {
  if (state === "on_air") return t("on air");
  if (state === "silent") return t("silent");
  return state === "cut" ? t("interrupted") : t("nobody on air");
}

/** The desk one sits at. */
export interface OwnDesk {
  stage: string;
  language: string;
}

export function ownDesk(hub: HubState): OwnDesk | null {
  return hub.interpreting.deskOf(hub.self.value ?? "");
}
