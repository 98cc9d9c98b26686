/** What of an interpreter channel is heard now, and in which words it is told. */
import { t } from "../../i18n/i18n";
import type { HubState } from "../../state/hub";

/** Somebody is heard; who is on air is cut off; nobody is on air. */
export type Sounding = "on_air" | "cut" | "off";

export function sounding(hub: HubState, stage: string, language: string): Sounding {
  const holder = hub.interpreting.holder(stage, language);
  if (holder === null) return "off";
  const isThere = (hub.presence.value.get(holder.visitor) ?? "lost") !== "lost";
  return isThere && !hub.interpreting.isCut(stage, holder.visitor) ? "on_air" : "cut";
}

/** Who is heard in a channel now. */
export function voiceIn(hub: HubState, stage: string, language: string): string | null {
  const holder = hub.interpreting.holder(stage, language);
  return holder && sounding(hub, stage, language) === "on_air" ? holder.visitor : null;
}

export function soundingWords(state: Sounding): string {
  if (state === "on_air") return t("on air");
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
