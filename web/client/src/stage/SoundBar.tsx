/** Sound on or off, its volume, and the way into the hub. */
import { CaptionMenu } from "../hall/captions/Captions";
import { ChannelChoice } from "../hall/interpreting/ChannelChoice";
import { ReactionBar } from "../hall/reactions/ReactionBar";
import { t } from "../i18n/i18n";
import { Button } from "../ui/Button";
import { Icon } from "../ui/icons";
import type { Sound } from "./sound";
import type { Watch } from "./watch";

export function SoundBar({ watch }: { watch: Watch }) {
  return (
    <div class="stage-bar">
      {watch.watching.value && <ReactionBar />}
      {watch.watching.value && <CaptionMenu />}
      {watch.watching.value && <ChannelChoice />}
      {watch.watching.value && <Volume sound={watch.sound} />}
      <span class="grow" />
      <a class="btn soft" href={`/?at=${encodeURIComponent(watch.follower.stage)}`}>
        <Icon name="door" />
        {t("Into the hub")}
      </a>
    </div>
  );
}

function Volume({ sound }: { sound: Sound }) {
  const on = sound.on.value;
  return (
    <div class="card volume">
      <Button kind="quiet" icon={on ? "speaker" : "speaker-off"} onClick={() => sound.toggle()}>
        {on ? t("Turn sound off") : t("Turn sound on")}
      </Button>
      <label class="slider">
        <span class="unseen">{t("Volume")}</span>
        <input
          type="range"
          min="0"
          max="100"
          step="5"
          value={on ? sound.volume.value : 0}
          onInput={(event) => sound.set(Number(event.currentTarget.value))}
        />
        <span class="num t13">{on ? sound.volume.value : 0} %</span>
      </label>
    </div>
  );
}
