/** The state of the lines, said under the place: everything stays visible, messages wait. */
import { t } from "../i18n/i18n";
import type { QualityState } from "../media/quality";
import { Button } from "../ui/Button";
import { Icon } from "../ui/icons";
import { type App, useApp } from "./app";

/** Sound and picture in a sentence, or nothing while all is well. */
export function qualityWords(state: QualityState): string {
  const words: Record<QualityState, string> = {
    good: "",
    poor: t("Your connection is weak. Sound and picture may falter."),
    lost: t("Sound and picture are coming back …"),
    elsewhere: t("Sound and picture are in another tab."),
    unavailable: t("Sound and picture are not available at the moment."),
  };
  return words[state];
}

function brokenWords(app: App): string {
  return app.closedBy.value === "restarting"
    ? t("The hub is restarting. Your messages are kept.")
    : t("Reconnecting … Your messages are kept.");
}

export function LinkBar() {
  const app = useApp();
  return (
    <div role="status">{app.linkState.value === "broken" ? <Broken app={app} /> : <Sound app={app} />}</div>
  );
}

function Broken({ app }: { app: App }) {
  return (
    <p class="link-bar">
      <span class="ring" aria-hidden="true" />
      {brokenWords(app)}
    </p>
  );
}

function Sound({ app }: { app: App }) {
  const state = app.call.quality.value;
  if (app.linkState.value !== "open" || state === "good") return null;
  return (
    <div class="link-bar">
      <Icon name={state === "poor" ? "signal" : state === "lost" ? "unplugged" : "speaker-off"} />
      <p>{qualityWords(state)}</p>
      {state === "elsewhere" && (
        <Button size="s" onClick={() => app.call.fetch()}>
          {t("Bring here")}
        </Button>
      )}
    </div>
  );
}
