/** What a lead does for all groups at once: writes, speaks, gives a task, plans what comes next. */
import { useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import type { PlanInfo, RoundInfo } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Icon } from "../ui/icons";
import { Menu, MenuItem } from "../ui/Menu";
import { toast } from "../ui/Toast";
import { TaskDialog } from "./GroupActs";
import { nobodyThere } from "./words";

interface BarProps {
  plan: PlanInfo;
  round: RoundInfo;
  onPlan(): void;
}

export function TowerBar({ plan, round, onPlan }: BarProps) {
  const [tasking, setTasking] = useState(false);
  return (
    <div class="row wrap tower-bar">
      <TextToAll round={round} />
      <SpeakToAll round={round} />
      <Button icon="pencil" onClick={() => setTasking(true)}>
        {t("Task for all …")}
      </Button>
      {!round.rehearsal && <PollMenu plan={plan} />}
      <Button icon="shuffle" onClick={onPlan}>
        {t("Plan the next round")}
      </Button>
      {tasking && <TaskDialog round={round} group={null} onClose={() => setTasking(false)} />}
    </div>
  );
}

/** The polls that were prepared with the plan, each asked with one press. */
function PollMenu({ plan: { plan, spec } }: { plan: PlanInfo }) {
  const app = useApp();
  if (spec.polls.length === 0) return null;
  return (
    <Menu label={t("Ask a prepared poll")} icon="question" words={t("Polls")} kind="outline">
      {spec.polls.map((poll, at) => (
        <MenuItem
          key={`${at} ${poll.question}`}
          onPick={() => void app.do("breakout.ask", { plan, poll: at })}
        >
          {poll.question}
        </MenuItem>
      ))}
    </Menu>
  );
}

function TextToAll({ round }: { round: RoundInfo }) {
  const app = useApp();
  const [body, setBody] = useState("");
  const send = async (event: Event) => {
    event.preventDefault();
    if (body.trim() === "" || round.rehearsal) return;
    if (!(await app.do("breakout.text", { round: round.round, body }))) return;
    setBody("");
    toast(() => t("All groups have the message"));
  };
  return (
    <form class="text-all input grow" onSubmit={(event) => void send(event)}>
      <Icon name="megaphone" />
      <input
        type="text"
        class="grow"
        aria-label={t("Message to all groups")}
        placeholder={t("Message to all groups, such as “Five minutes left”")}
        value={body}
        maxLength={2000}
        dir="auto"
        onInput={(event) => setBody(event.currentTarget.value)}
      />
      <Button type="submit" kind="primary" size="s" disabled={nobodyThere(round)}>
        {t("Send")}
      </Button>
    </form>
  );
}

function SpeakToAll({ round }: { round: RoundInfo }) {
  const app = useApp();
  const on = app.hub.breakouts.speaking.value.get(app.me.id) === round.round;
  const turn = async () => {
    const done = await app.do("breakout.speak", { round: round.round, on: !on });
    if (done && !on && !app.call.micOpen.value) toast(() => t("Your microphone is off"));
  };
  return (
    <Button
      icon="mic"
      kind={on ? "primary" : "outline"}
      aria-pressed={on}
      disabled={nobodyThere(round)}
      onClick={() => void turn()}
    >
      {on ? t("All hear you: stop") : t("Speak to all")}
    </Button>
  );
}
