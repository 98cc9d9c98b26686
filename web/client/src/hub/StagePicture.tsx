/** The pictures of a stage, or a word about why there are none. */
import { useRef } from "preact/hooks";
import { CaptionLine, CaptionMenu } from "../hall/captions/Captions";
import { ChannelChoice } from "../hall/interpreting/ChannelChoice";
import { type Arrangement, arrange } from "../hall/layout/arrange";
import { LayoutMenu } from "../hall/layout/LayoutMenu";
import { MainTag, StagePictures } from "../hall/layout/StagePictures";
import { Floats } from "../hall/reactions/Floats";
import { ReactionBar } from "../hall/reactions/ReactionBar";
import { RecordingSign } from "../hall/recording/Sign";
import { SeenChip } from "../hall/screen/SeenChip";
import { isScreen } from "../hall/sources";
import { t } from "../i18n/i18n";
import { Chip } from "../ui/Chip";
import { Icon } from "../ui/icons";
import { type App, useApp } from "./app";
import { stageRoom } from "./company";
import { FullScreen } from "./FullScreen";
import { StopSharing } from "./SharedScreens";
import { AtStage } from "./StageQueue";
import { ownTracks } from "./sharing";
import { WatchOnly } from "./WatchOnly";

export function StagePicture({ room, title }: { room: string; title: string }) {
  const app = useApp();
  const box = useRef<HTMLElement>(null);
  const arrangement = arrange(app.hub, room, ownTracks(app));
  const { layout, main, slides, beside } = arrangement;
  const isThere = slides || main?.track != null || beside.length > 0;
  return (
    <figure
      ref={box}
      class={`tile stage-picture ${layout}`}
      data-count={isThere ? beside.length + 1 : 1}
      aria-label={t("Stage: {name}", { name: title })}
    >
      <AtStage stage={room}>
        {isThere && <StagePictures arrangement={arrangement} />}
        <div class="stage-top">
          {isThere && main?.status !== "silent" && <Chip tone="live">{t("LIVE")}</Chip>}
          <RecordingSign hub={app.hub} stage={room} small />
          <SeenChip stage={room} />
          <MainTag arrangement={arrangement} />
          <WatchOnly room={room} />
          {isThere && <LayoutMenu size="s" />}
          {isThere && <FullScreen box={box} />}
        </div>
        <p class="stage-note" role="status">
          {note(arrangement)}
        </p>
        <figcaption class="tag">
          <Icon name="stage" />
          {title}
        </figcaption>
        <Floats speaker={app.devices.chosen.value.speaker} />
        <CaptionLine />
        <div class="stage-captions">
          <StopSharing />
          <CaptionMenu small />
          <ChannelChoice small />
        </div>
        <ReactionBar />
      </AtStage>
    </figure>
  );
}

function note({ slides, main, beside }: Arrangement): string | false {
  if (slides) return false;
  if (main?.status === "silent")
    return t("The camera in the hall is interrupted. The picture comes back by itself.");
  return main === null && beside.length === 0 && t("The stage is empty at the moment.");
}

/** Whose face is in the picture of the stage one is in front of: it need not stand beside it once more. */
export function onOwnStage(app: App): ReadonlySet<string> {
  const stage = stageRoom(app);
  if (stage === null) return new Set();
  const { main, beside } = arrange(app.hub, stage, ownTracks(app));
  const faces = [main, ...beside].filter((each) => each?.track && !isScreen(each.id));
  return new Set(faces.map((each) => each?.peer ?? ""));
}
