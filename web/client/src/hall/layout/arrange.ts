/** Which pictures of a stage stand where: the main one, and those beside it. */
import type { HubState } from "../../state/hub";
import type { StageLayout } from "../../state/layouts";
import { mainPicture, otherPictures, type Shown, type Tracks } from "../sources";

export interface Arrangement {
  layout: StageLayout;
  /** Slides stand where the main picture would. */
  slides: boolean;
  /** The main picture; null where there is nothing to show, or slides are. */
  main: Shown | null;
  beside: Shown[];
}

/** The one beside the main picture: the hub sends the one who speaks; one's own picture and screens come last. */
function speaker(others: readonly Shown[], self: string | null): Shown[] {
  const rank = ({ id, peer }: Shown) => (peer === self ? 2 : id.endsWith("/screen") ? 1 : 0);
  return [...others].sort((a, b) => rank(a) - rank(b)).slice(0, 1);
}

export function besideOf(layout: StageLayout, others: Shown[], self: string | null): Shown[] {
  if (layout === "picture") return [];
  return layout === "gallery" ? others : speaker(others, self);
}

/** What of a stage stands where; a picture that a host chose comes before slides, slides before all others. */
export function arrange(hub: HubState, stage: string, tracks: Tracks): Arrangement {
  const layout = hub.layouts.of(stage);
  const found = mainPicture(hub, stage, tracks);
  const isChosen = found !== null && found.id === hub.boxes.shown.value.get(stage);
  const slides = !isChosen && hub.slides.of(stage) !== null;
  const main = slides ? null : found;
  const others = otherPictures(hub, stage, tracks, main?.id ?? null);
  return { layout, slides, main, beside: besideOf(layout, others, hub.self.value) };
}
