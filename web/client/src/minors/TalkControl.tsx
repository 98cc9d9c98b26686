/** The button of who is heard only while it is held: by pointer, by a key, or by a press of a screen reader. */
import { useRef } from "preact/hooks";
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import { Icon } from "../ui/icons";

export function TalkControl() {
  const app = useApp();
  const { call, devices } = app;
  const held = useRef(false);
  const isReady = devices.wanted.value.mic && devices.mic.value !== null && !app.isMuted.value;
  const on = call.micOpen.value;
  const label = on ? t("You are heard") : t("Hold to speak");
  const press = () => {
    held.current = true;
    if (isReady) call.talk(true);
    else void app.toggle("mic");
  };
  const lift = () => {
    call.talk(false);
  };
  const keys = (isDown: boolean) => (event: KeyboardEvent) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    if (!isDown) lift();
    else if (!event.repeat) press();
  };
  return (
    <button
      type="button"
      class={`control talk ${on ? "on" : isReady ? "" : "off"}`}
      aria-pressed={on}
      aria-keyshortcuts="Space"
      title={`${label} (${t("Space")})`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        press();
      }}
      onPointerUp={lift}
      onPointerCancel={lift}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={keys(true)}
      onKeyUp={keys(false)}
      onBlur={lift}
      onClick={(event) => {
        // A screen reader presses without pointer and key: it opens, and the next press closes.
        const isTold = held.current;
        held.current = false;
        if (isTold || event.detail !== 0) return;
        if (call.isTalking.value) lift();
        else press();
      }}
    >
      <Icon name={isReady ? "mic" : "mic-off"} />
      <span class="control-words">{isReady ? label : t("Mic off")}</span>
    </button>
  );
}
