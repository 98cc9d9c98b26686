/** How the page looks and behaves: the settings, in one dialog. */
import { useState } from "preact/hooks";
import { type Locale, locale, t } from "../i18n/i18n";
import { change, type Settings, settings } from "../state/settings";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { Segments, Switch } from "./Field";
import { LANGUAGE_NAMES, switchLanguage } from "./LanguageSwitch";

interface DisplayProps {
  onClose(): void;
  /** Languages to choose from, where the page has no switch of its own. */
  locales?: readonly Locale[];
}

export function AppearanceDialog({ onClose, locales }: DisplayProps) {
  const now = settings.value;
  const set = (key: keyof Settings) => (value: string | boolean) => change({ [key]: value });
  const bySystem = { value: "system", label: t("As the system") };
  return (
    <Dialog title={t("Display and controls")} onClose={onClose}>
      {locales && (
        <Segments
          label={t("Language")}
          value={locale.value}
          onPick={(value) => switchLanguage(value as Locale)}
          options={locales.map((each) => ({ value: each, label: LANGUAGE_NAMES[each] }))}
        />
      )}
      <Segments
        label={t("Colours")}
        value={now.theme}
        onPick={set("theme")}
        options={[bySystem, { value: "light", label: t("Light") }, { value: "dark", label: t("Dark") }]}
      />
      <Segments
        label={t("Contrast")}
        value={now.contrast}
        onPick={set("contrast")}
        options={[bySystem, { value: "normal", label: t("Normal") }, { value: "high", label: t("High") }]}
      />
      <Segments
        label={t("Movement")}
        value={now.motion}
        onPick={set("motion")}
        options={[bySystem, { value: "full", label: t("Full") }, { value: "reduced", label: t("Reduced") }]}
      />
      <Segments
        label={t("Text size")}
        value={now.text}
        onPick={set("text")}
        options={["100", "125", "150", "200"].map((value) => ({ value, label: `${value} %` }))}
      />
      <div>
        <Switch
          label={t("Single-key shortcuts")}
          hint={t("M for the microphone, V for the camera and so on, never inside text fields")}
          on={now.keys}
          onTurn={set("keys")}
        />
        <Switch
          label={t("Push to talk")}
          hint={t("You are heard only while you hold the space bar")}
          on={now.pushToTalk}
          onTurn={set("pushToTalk")}
        />
      </div>
    </Dialog>
  );
}

/** The button that opens the dialog. */
export function AppearanceButton({ kind = "quiet" }: { kind?: "quiet" | "outline" }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind={kind} icon="contrast" onClick={() => setOpen(true)}>
        <span class="wide-only">{t("Display")}</span>
      </Button>
      {open && <AppearanceDialog onClose={() => setOpen(false)} />}
    </>
  );
}
