/** The pictures of the stage, or the stage without them and a word about why; layout and full screen lie on them. */
import { useEffect, useRef, useState } from "preact/hooks";
import { CaptionLine } from "../hall/captions/Captions";
import { LayoutMenu } from "../hall/layout/LayoutMenu";
import { MainTag, StagePictures } from "../hall/layout/StagePictures";
import { Floats } from "../hall/reactions/Floats";
import { RecordingSign } from "../hall/recording/Sign";
import { t } from "../i18n/i18n";
import { Chip } from "../ui/Chip";
import { Icon, type IconName } from "../ui/icons";
import { Entrance } from "./Entrance";
import { Scenery } from "./Scenery";
import type { Watch } from "./watch";

export function Screen({ watch, title }: { watch: Watch; title: string }) {
  const box = useRef<HTMLElement>(null);
  const scene = watch.scene.value;
  const isOpen = watch.watching.value;
  const { arrangement } = watch;
  const { layout, beside } = arrangement.value;
  const isShown = isOpen && scene !== "waiting";
  return (
    <figure
      ref={box}
      class={`tile screen ${scene} ${isShown ? layout : ""}`}
      data-count={isShown ? beside.length + 1 : 1}
      aria-label={t("Stage: {name}", { name: title })}
    >
      {isShown ? <StagePictures arrangement={arrangement.value} empty={<Scenery />} /> : <Scenery />}
      <div class="over-top">
        {isOpen && scene === "live" && <Chip tone="live">{t("LIVE")}</Chip>}
        {isOpen && <RecordingSign hub={watch.follower.hub} stage={watch.follower.stage} />}
        {isShown && <MainTag arrangement={arrangement.value} />}
      </div>
      {isOpen ? <Word watch={watch} /> : <Entrance watch={watch} title={title} />}
      {isOpen && <Floats volume={watch.sound.on.value ? watch.sound.volume.value / 100 : 0} />}
      {isOpen && <CaptionLine />}
      {isOpen && (
        <div class="over-end">
          <LayoutMenu />
          <Fullscreen box={box} />
        </div>
      )}
    </figure>
  );
}

interface Message {
  icon: IconName;
  title: string;
  text: string;
}

/** What there is to say about the picture; nothing while all is well. */
function message(watch: Watch): Message | null {
  const wait = t("You do not have to do anything.");
  if (watch.follower.link.value !== "open")
    return { icon: "unplugged", title: t("Connection lost. We are reconnecting."), text: wait };
  if (watch.quality.value === "elsewhere" || watch.sitsHere.value) return null;
  if (watch.refused.value)
    return { icon: "signal", title: t("Sound and picture are not available at the moment."), text: wait };
  if (watch.quality.value === "lost")
    return { icon: "signal", title: t("Your line is interrupted. We are reconnecting."), text: wait };
  if (watch.scene.value === "interrupted")
    return { icon: "cctv", title: t("The camera in the hall is interrupted right now."), text: wait };
  if (watch.scene.value === "waiting")
    return {
      icon: "clock",
      title: t("It has not started yet"),
      text: t("Picture and sound come by themselves as soon as the hall sends."),
    };
  return null;
}

function Word({ watch }: { watch: Watch }) {
  const words = message(watch);
  return (
    <div role="status" class={words ? "screen-word" : "unseen"}>
      {words && (
        <div class="screen-note">
          <Icon name={words.icon} size="l" />
          <div>
            <p class="screen-title">{words.title}</p>
            <p>{words.text}</p>
          </div>
        </div>
      )}
    </div>
  );
}

function Fullscreen({ box }: { box: { current: HTMLElement | null } }) {
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  if (!document.fullscreenEnabled) return null;
  const label = isFull ? t("Leave full screen") : t("Full screen");
  return (
    <button
      type="button"
      class="on-picture"
      id="fullscreen"
      aria-label={label}
      title={label}
      onClick={() => void toggleFullscreen(box.current)}
    >
      <Icon name={isFull ? "fullscreen-end" : "fullscreen"} />
    </button>
  );
}

async function toggleFullscreen(box: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await box?.requestFullscreen();
}
