/** That a stage is recorded: seen by everybody who sees the stage, and said once to who does not look. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import type { HubState } from "../../state/hub";
import { announce } from "../../ui/Announcer";

interface SignProps {
  hub: HubState;
  stage: string;
  /** The point alone, where the word stands beside it already. */
  small?: boolean;
}

/** A red point and a word; nothing where nothing is recorded. */
export function RecordingSign({ hub, stage, small }: SignProps) {
  const isOn = hub.recordings.of(stage) !== null;
  const was = useRef(false);
  useEffect(() => {
    if (isOn) announce(t("This stage is being recorded."));
    else if (was.current) announce(t("This stage is no longer recorded."));
    was.current = isOn;
  }, [isOn]);
  if (!isOn) return null;
  return (
    <span class="chip recording" title={t("This stage is being recorded.")}>
      <i class="recording-point" aria-hidden="true" />
      <span class={small ? "unseen" : ""}>{t("Recording")}</span>
    </span>
  );
}
