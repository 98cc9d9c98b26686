/** The captions over a stage's picture, in the language one chose, and the choice. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import type { Line } from "../../state/captions";
import { change, settings } from "../../state/settings";
import { Menu, MenuItem } from "../../ui/Menu";
import { useStand } from "../queue/stand";
import { languageName } from "./writing";

/** What is said on the stage. It changes too often to be read out unasked; a screen reader finds it as text. */
export function CaptionLine({ language = settings.value.captions }: { language?: string }) {
  const { hub, stage } = useStand();
  const line = language ? hub.captions.current(stage, language) : null;
  const stands = useStands(line);
  if (line === null) return null;
  return (
    <p class={`caption-line ${stands ? "" : "over"}`} lang={language} dir="auto">
      <span>{line.body}</span>
    </p>
  );
}

/** Whether the time of a line is not over. */
function useStands(line: Line | null): boolean {
  const { captions } = useStand().hub;
  const [, look] = useState({});
  useEffect(() => {
    const left = line ? captions.left(line) : 0;
    if (left <= 0) return;
    const timer = setTimeout(() => look({}), left);
    return () => clearTimeout(timer);
  }, [captions, line]);
  return line !== null && captions.left(line) > 0;
}

/** All that was said in a language, as a file. */
const transcriptAt = (stage: string, language: string): string =>
  `/api/captions/${encodeURIComponent(stage)}.vtt?${new URLSearchParams({ language })}`;

/** Which captions, if any; nothing to choose where nobody writes. */
export function CaptionMenu({ small }: { small?: boolean }) {
  const { hub, stage } = useStand();
  const there = hub.captions.languages(stage);
  const chosen = settings.value.captions;
  if (there.length === 0) return null;
  const shown = there.includes(chosen) ? languageName(chosen) : t("off");
  return (
    <Menu
      label={t("Captions")}
      words={t("Captions: {language}", { language: shown })}
      icon="chat"
      kind={small ? "outline" : "quiet"}
      size={small ? "s" : "m"}
    >
      <MenuItem chosen={!there.includes(chosen)} onPick={() => change({ captions: "" })}>
        {t("No captions")}
      </MenuItem>
      {there.map((each) => (
        <MenuItem key={each} chosen={each === chosen} onPick={() => change({ captions: each })}>
          {languageName(each)}
        </MenuItem>
      ))}
      <hr />
      {there.map((each) => (
        <MenuItem key={each} icon="download" onPick={() => location.assign(transcriptAt(stage, each))}>
          {t("Save what was said ({language})", { language: languageName(each) })}
        </MenuItem>
      ))}
    </Menu>
  );
}
