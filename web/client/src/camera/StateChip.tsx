/** How the sending goes, as a chip and as a sentence: never by colour alone. */
import { t } from "../i18n/i18n";
import { Chip } from "../ui/Chip";
import type { IconName } from "../ui/icons";
import type { SendState } from "./whip";

type Tone = "neutral" | "light" | "live" | "danger";

const LOOKS: Record<SendState, [Tone, IconName]> = {
  idle: ["neutral", "video"],
  connecting: ["light", "clock"],
  live: ["live", "bars"],
  interrupted: ["light", "unplugged"],
  refused: ["danger", "ban"],
  replaced: ["light", "shuffle"],
};

const word = (state: SendState): string =>
  ({
    idle: t("Not sending"),
    connecting: t("Connecting …"),
    live: t("LIVE"),
    interrupted: t("Interrupted"),
    refused: t("Refused"),
    replaced: t("Replaced"),
  })[state];

export const stateSentence = (state: SendState, stage: string): string =>
  ({
    idle: t("Only you see this picture"),
    connecting: t("The picture is on its way to the stage."),
    live: t("On the stage: {name}", { name: stage }),
    interrupted: t("The line is cut. We keep trying by ourselves."),
    refused: t("Nothing is sent."),
    replaced: t("Another device is sending."),
  })[state];

export function StateChip({ state }: { state: SendState }) {
  const [tone, icon] = LOOKS[state];
  return (
    <Chip tone={tone} icon={icon}>
      {word(state)}
    </Chip>
  );
}
