/** Shows a picture on the whole screen. */
import { t } from "../i18n/i18n";
import { IconButton } from "../ui/Button";

export function FullScreen({ box }: { box: { current: HTMLElement | null } }) {
  return (
    <IconButton
      size="s"
      icon="fullscreen"
      label={t("Full screen")}
      onClick={() => void box.current?.requestFullscreen()}
    />
  );
}
