/** Which picture a stage shows large to everybody. */
import { sourcesOf } from "../../../hall/sources";
import { t } from "../../../i18n/i18n";
import { Choice } from "../../../ui/Field";
import { useApp } from "../../app";

export function ShownPicture({ stage }: { stage: string }) {
  const app = useApp();
  const shown = app.hub.boxes.shown.value.get(stage) ?? "";
  const there = sourcesOf(app.hub, stage);
  const isGone = shown !== "" && !there.some(({ id }) => id === shown);
  return (
    <Choice
      label={t("Large picture of the stage")}
      value={shown}
      onPick={(source) => void app.do("stage.show", { stage, source: source || null })}
      options={[
        { value: "", label: t("By itself: slides, screen, hall camera") },
        ...there.map(({ id, name }) => ({ value: id, label: name })),
        ...(isGone ? [{ value: shown, label: t("A picture that is not there now") }] : []),
      ]}
    />
  );
}
