/** The cough button: silence for as long as it is held, by pointer or by key. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import type { Call } from "../../media/call";
import { Button } from "../../ui/Button";

const KEYS = new Set([" ", "Enter"]);

export function Cough({ call }: { call: Call }) {
  const [held, setHeld] = useState(false);
  const hold = (now: boolean) => {
    setHeld(now);
    call.cough(now);
  };
  // Whoever goes off air in mid-cough is to be heard the next time.
  useEffect(() => () => call.cough(false), [call]);
  const key = (now: boolean) => (event: KeyboardEvent) => {
    if (!KEYS.has(event.key)) return;
    event.preventDefault();
    hold(now);
  };
  return (
    <Button
      size="l"
      wide
      icon="mic-off"
      aria-pressed={held}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        hold(true);
      }}
      onPointerUp={() => hold(false)}
      onPointerCancel={() => hold(false)}
      onKeyDown={key(true)}
      onKeyUp={key(false)}
      onBlur={() => hold(false)}
    >
      {held ? t("You are silent") : t("Cough (hold)")}
    </Button>
  );
}
