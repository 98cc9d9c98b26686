/** The captions over a stage's picture, in the language one chose, and the choice. */
import { locale, t } from "../../i18n/i18n";
import { change, settings } from "../../state/settings";
import { Menu, MenuItem } from "../../ui/Menu";
import { useStand } from "../queue/stand";

/** What is said on the stage. It changes too often to be read out unasked; a screen reader finds it as text. */
export function CaptionLine() {
  const { hub, stage } = useStand();
  const language = settings.value.captions;
  const body = language ? hub.captions.current(stage, language) : null;
  if (body === null) return null;
  return (
    <p class="caption-line" lang={language}>
      <span>{body}</span>
    </p>
  );
}

function name(language: string): string {
  return new Intl.DisplayNames([locale.value], { type: "language" }).of(language) ?? language;
}

/** Which captions, if any; nothing to choose where nobody writes. */
export function CaptionMenu() {
  const { hub, stage } = useStand();
  const there = hub.captions.languages(stage);
  const chosen = settings.value.captions;
  if (there.length === 0) return null;
  const shown = there.includes(chosen) ? name(chosen) : t("off");
  return (
    <Menu label={t("Captions")} words={t("Captions: {language}", { language: shown })} icon="chat">
      <MenuItem chosen={!there.includes(chosen)} onPick={() => change({ captions: "" })}>
        {t("No captions")}
      </MenuItem>
      {there.map((each) => (
        <MenuItem key={each} chosen={each === chosen} onPick={() => change({ captions: each })}>
          {name(each)}
        </MenuItem>
      ))}
    </Menu>
  );
}
