/** The pictures of a stage in their layout. */
import type { ComponentChildren } from "preact";
import { t } from "../../i18n/i18n";
import { Icon } from "../../ui/icons";
import { Picture } from "../../ui/Picture";
import { useStand } from "../queue/stand";
import { SlideView } from "../slides/SlideView";
import { isScreen, type Shown } from "../sources";
import type { Arrangement } from "./arrange";

interface Props {
  arrangement: Arrangement;
  /** What stands in the place of the main picture while there is none. */
  empty?: ComponentChildren;
}

export function StagePictures({ arrangement: { layout, slides, main, beside }, empty = null }: Props) {
  const { hub, stage } = useStand();
  const hasMain = slides || main?.track != null;
  const count = beside.length + (hasMain || beside.length === 0 ? 1 : 0);
  const isAlone = layout === "picture" || layout === "speaker";
  return (
    <ul
      class={`stage-pictures ${layout}`}
      data-count={Math.min(count, 9)}
      aria-label={t("Pictures of the stage")}
    >
      {(hasMain || beside.length === 0) && (
        <li class={slides ? "has-slides" : ""}>
          {slides ? (
            <SlideView hub={hub} stage={stage} />
          ) : main?.track ? (
            <One shown={main} tag={!isAlone} />
          ) : (
            empty
          )}
        </li>
      )}
      {beside.map((shown) => (
        <li key={shown.id}>
          <One shown={shown} tag />
        </li>
      ))}
    </ul>
  );
}

function One({ shown: { id, peer, name, track }, tag }: { shown: Shown; tag: boolean }) {
  const { hub } = useStand();
  const speaks = hub.speaking.value.has(peer) && !isScreen(id);
  return (
    <div class={`tile ${isScreen(id) ? "of-screen" : ""} ${speaks ? "speaking" : ""}`}>
      {track && <Picture track={track} label={isScreen(id) ? name : t("Camera of {name}", { name })} />}
      {tag && (
        <span class="tag">
          {speaks && (
            <span class="on">
              <Icon name="bars" />
            </span>
          )}
          <span class="clip">{name}</span>
        </span>
      )}
    </div>
  );
}

/** What stands large, in words at the top, where the picture itself carries no name. */
export function MainTag({ arrangement: { layout, slides, main } }: { arrangement: Arrangement }) {
  const isNamed = layout === "side" || layout === "gallery";
  if (slides || isNamed || !main?.track) return null;
  return (
    <span class="tag still">
      <Icon name={isScreen(main.id) ? "screen" : "cctv"} />
      <span class="clip">{main.name}</span>
    </span>
  );
}
