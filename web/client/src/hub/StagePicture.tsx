/** The main picture of a stage, or a word about why it is not there. */
import { useRef } from "preact/hooks";
import { CaptionLine, CaptionMenu } from "../hall/captions/Captions";
import { Floats } from "../hall/reactions/Floats";
import { ReactionBar } from "../hall/reactions/ReactionBar";
import type { MainPicture } from "../hall/sources";
import { t } from "../i18n/i18n";
import { IconButton } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Icon } from "../ui/icons";
import { Picture } from "../ui/Picture";
import { AtStage } from "./StageQueue";
import { WatchOnly } from "./WatchOnly";

interface StageProps {
  room: string;
  title: string;
  /** What people call the source. */
  label: string | null;
  main: MainPicture;
}

export function StagePicture({ room, title, label, main }: StageProps) {
  const box = useRef<HTMLElement>(null);
  const { track, status } = main;
  return (
    <figure ref={box} class="tile stage-picture" aria-label={t("Stage: {name}", { name: title })}>
      {track && status !== "off" && <Picture track={track} label={t("Camera of {name}", { name: title })} />}
      <div class="stage-top">
        {status === "on" && <Chip tone="live">{t("LIVE")}</Chip>}
        <WatchOnly room={room} />
        {track && status !== "off" && (
          <IconButton
            size="s"
            icon="fullscreen"
            label={t("Full screen")}
            onClick={() => void box.current?.requestFullscreen()}
          />
        )}
      </div>
      <p class="stage-note" role="status">
        {status === "silent" && t("The camera in the hall is interrupted. The picture comes back by itself.")}
        {status === "off" && t("The stage is empty at the moment.")}
      </p>
      <figcaption class="tag">
        <Icon name="video" />
        {label === null ? title : `${title} · ${label}`}
      </figcaption>
      <AtStage stage={room}>
        <Floats />
        <CaptionLine />
        <div class="stage-captions">
          <CaptionMenu small />
        </div>
        <ReactionBar />
      </AtStage>
    </figure>
  );
}
