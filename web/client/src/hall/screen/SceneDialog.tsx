/** What the venue screen shows: chosen by a host at once, or left to the screen, with a word of what is on now. */
import { useEffect } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { type Scene, type Shown, shownAt } from "../../state/scenes";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Choice } from "../../ui/Field";
import { Icon } from "../../ui/icons";
import { useStand } from "../queue/stand";

const LOOK_MS = 1000;

function sceneWord(scene: Scene): string {
  const words: Record<Scene, string> = {
    auto: t("By itself, in turns"),
    now: t("What is on and what comes next"),
    queue: t("Raised hands and questions"),
    poll: t("Poll"),
    faces: t("Faces of the people online"),
    map: t("Map around the hall"),
  };
  return words[scene];
}

/** What is on the screen now. */
function useShown(): Shown {
  const { hub, stage } = useStand();
  useEffect(() => {
    const timer = setInterval(() => hub.programme.look(), LOOK_MS);
    return () => clearInterval(timer);
  }, [hub]);
  return shownAt(hub, stage, hub.programme.now.value);
}

const SCENES: readonly Scene[] = ["auto", "now", "queue", "poll", "faces", "map"];

export function SceneDialog({ onClose }: { onClose(): void }) {
  const { hub, stage, do: give } = useStand();
  const shown = useShown();
  const pick = (value: string) => void give("stage.scene", { stage, scene: value as Scene });
  return (
    <Dialog
      title={t("Venue screen")}
      onClose={onClose}
      verbs={
        <>
          <Button
            icon="outside"
            onClick={() => void open(`/screen/${encodeURIComponent(stage)}`, "_blank", "noopener")}
          >
            {t("Open the venue screen")}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {t("Done")}
          </Button>
        </>
      }
    >
      <Choice
        label={t("What it shows")}
        value={hub.scenes.of(stage)}
        onPick={pick}
        options={SCENES.map((each) => ({ value: each, label: sceneWord(each) }))}
      />
      <p class="row" role="status">
        <Icon name="stage" size="s" />
        {t("On the screen now: {what}", { what: sceneWord(shown) })}
      </p>
      <p class="hint">
        {t("By itself it keeps to a pinned question, and gives an open poll two turns of three.")}
      </p>
    </Dialog>
  );
}
