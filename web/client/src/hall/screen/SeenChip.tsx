/** Says to whoever has a camera on that a screen in the real hall shows their picture. */
import { type App, useApp } from "../../hub/app";
import { t } from "../../i18n/i18n";
import { Chip } from "../../ui/Chip";

/** Whether a device that is here shows a stage's hall the faces of people from afar. */
const hasScreen = ({ hub }: App, stage: string): boolean =>
  hub.boxes.of(stage).some((box) => {
    const use = hub.boxes.all.value.get(box);
    return use?.screen && use.portal === null && (hub.presence.value.get(box) ?? "lost") !== "lost";
  });

export function SeenChip({ stage }: { stage: string }) {
  const app = useApp();
  if (!app.call.camOpen.value || !hasScreen(app, stage)) return null;
  return (
    <Chip tone="light" icon="cctv">
      {t("Seen in the hall")}
    </Chip>
  );
}
