/** The clock of a round: longer, paused, and ended for all with a countdown. */
import { useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { t, tn } from "../i18n/i18n";
import type { RoundInfo } from "../protocol.gen";
import { Button, IconButton } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Dialog } from "../ui/Dialog";
import { Segments } from "../ui/Field";
import { Menu, MenuItem } from "../ui/Menu";
import { leftOf, useNow } from "./clock";
import { TimeLeft } from "./signs";

const MINUTE = 60;
const MORE = [2, 5, 10];

export function TowerTime({ round }: { round: RoundInfo }) {
  const app = useApp();
  const [ending, setEnding] = useState(false);
  const stands = round.ends_at === null;
  if (round.ended_at !== null) return <Chip>{t("The round is over")}</Chip>;
  const extend = (minutes: number) =>
    void app.do("breakout.extend", { round: round.round, seconds: minutes * MINUTE });
  return (
    <section class="tower-time card row wrap" aria-label={t("Time of the round")}>
      <div class="tower-clock">
        <TimeLeft round={round} />
        <Progress round={round} />
      </div>
      {stands && <Chip icon="pause">{t("The clock stands")}</Chip>}
      {round.closing && (
        <Chip tone="light" icon="clock">
          {t("Is counted down")}
        </Chip>
      )}
      <Menu label={t("More or less time")} icon="plus" words={t("Time")} kind="outline">
        {MORE.map((minutes) => (
          <MenuItem key={minutes} icon="plus" onPick={() => extend(minutes)}>
            {tn("{n} minute more", "{n} minutes more", minutes)}
          </MenuItem>
        ))}
        <MenuItem icon="minus" onPick={() => extend(-1)}>
          {t("1 minute less")}
        </MenuItem>
      </Menu>
      <IconButton
        icon={stands ? "play" : "pause"}
        label={stands ? t("Let the clock go on") : t("Stop the clock")}
        onClick={() => void app.do(stands ? "breakout.resume" : "breakout.pause", { round: round.round })}
      />
      <Button kind="danger" onClick={() => setEnding(true)}>
        {t("Call all back")}
      </Button>
      {ending && (
        <EndDialog
          title={t("Call all back?")}
          words={t("Notes, cards and sketches stay. Everybody goes back to the place they left.")}
          onEnd={(seconds) => app.do("breakout.close", { round: round.round, seconds })}
          onClose={() => setEnding(false)}
        />
      )}
    </section>
  );
}

/** How much of the time has passed; the clock beside it says it in words. */
function Progress({ round }: { round: RoundInfo }) {
  const { breakouts } = useApp().hub;
  const now = useNow(breakouts);
  const left = leftOf(round, null, now);
  const whole = Math.max(1, left + (now - round.started_at));
  return <progress class="round-progress" max={whole} value={whole - left} aria-hidden="true" />;
}

interface EndProps {
  title: string;
  words: string;
  onEnd(seconds: number): Promise<boolean>;
  onClose(): void;
}

/** Ends a round or a group: now, or after a countdown that its people see. */
export function EndDialog({ title, words, onEnd, onClose }: EndProps) {
  const [seconds, setSeconds] = useState("60");
  const end = async () => {
    if (await onEnd(Number(seconds))) onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      class="end-groups"
      verbs={
        <>
          <Button onClick={onClose}>{t("Let them work on")}</Button>
          <Button kind="danger" onClick={() => void end()}>
            {t("Call back")}
          </Button>
        </>
      }
    >
      <p>{words}</p>
      <Segments
        label={t("When")}
        value={seconds}
        options={[
          { value: "0", label: t("now") },
          { value: "30", label: tn("{n} second", "{n} seconds", 30) },
          { value: "60", label: tn("{n} minute", "{n} minutes", 1) },
          { value: "120", label: tn("{n} minute", "{n} minutes", 2) },
        ]}
        onPick={setSeconds}
      />
    </Dialog>
  );
}
