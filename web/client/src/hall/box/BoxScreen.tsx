/** The venue screen on a box that is one; whoever touches the device finds the way to its switches for a moment. */
import { useEffect, useState } from "preact/hooks";
import type { Boot } from "../../boot";
import { t } from "../../i18n/i18n";
import { Announcer } from "../../ui/Announcer";
import { Button } from "../../ui/Button";
import { ScreenPage } from "../screen/ScreenPage";
import type { VenueBox } from "./box";

/** Milliseconds for which the way to the switches stays after a touch. */
const TOUCHED_FOR = 6000;
const TOUCHES = ["pointermove", "pointerdown", "keydown"] as const;

interface ScreenProps {
  boot: Boot;
  box: VenueBox;
  onSetUp(): void;
}

export function BoxScreen({ boot, box, onSetUp }: ScreenProps) {
  const isTouched = useTouched(box);
  const { stage } = box.own;
  const isBlocked = box.reporter.health.value?.speaker === "blocked";
  return (
    <div class={isTouched ? "box-screen touched" : "box-screen"}>
      <ScreenPage
        boot={{ ...boot, stage: { id: stage, titles: boot.stages?.[stage] ?? {} } }}
        show={box.show}
      />
      {(isTouched || isBlocked) && (
        <section class="box-bar" aria-label={t("This device")}>
          {isBlocked && (
            <Button kind="primary" size="l" icon="speaker" onClick={() => box.wake()}>
              {t("Let sound out")}
            </Button>
          )}
          <Button icon="fullscreen" onClick={() => void document.documentElement.requestFullscreen()}>
            {t("Full screen")}
          </Button>
          <Button icon="settings" onClick={onSetUp}>
            {t("Set this device up")}
          </Button>
        </section>
      )}
      <Announcer />
    </div>
  );
}

/** Whether somebody has just touched the device; each touch also lets the browser play sound. */
function useTouched(box: VenueBox): boolean {
  const [isTouched, setTouched] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const touch = (event: Event) => {
      if (event.type !== "pointermove") box.wake();
      clearTimeout(timer);
      setTouched(true);
      timer = setTimeout(() => setTouched(false), TOUCHED_FOR);
    };
    for (const each of TOUCHES) window.addEventListener(each, touch);
    return () => {
      clearTimeout(timer);
      for (const each of TOUCHES) window.removeEventListener(each, touch);
    };
  }, [box]);
  return isTouched;
}
