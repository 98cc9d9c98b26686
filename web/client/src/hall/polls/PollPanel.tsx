/** The polls of a stage: what is asked now, what was asked, and for hosts what will be. */
import { useState } from "preact/hooks";
import { t, tn } from "../../i18n/i18n";
import type { PollInfo } from "../../protocol.gen";
import { drafts, ended, running } from "../../state/polls";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Switch } from "../../ui/Field";
import { isHost, useStand } from "../queue/stand";
import { PollCard } from "./PollCard";
import { PollDialog } from "./PollDialog";

export function PollPanel() {
  const stand = useStand();
  const polls = stand.hub.polls.of(stand.stage);
  const open = running(polls);
  return (
    <div class="polls">
      <div class="polls-lists">
        {open.length > 0 ? (
          <PollList polls={open} label={t("Open polls")} />
        ) : (
          <Empty icon="bars" words={t("No poll is open now. It appears here as soon as one is.")} />
        )}
        {isHost(stand) && <Drafts polls={drafts(polls)} />}
        <Ended polls={ended(polls)} />
      </div>
      {isHost(stand) && <HostFoot />}
    </div>
  );
}

function PollList({ polls, label }: { polls: PollInfo[]; label: string }) {
  return (
    <ul class="entries" aria-label={label}>
      {polls.map((poll) => (
        <PollCard key={poll.poll} poll={poll} />
      ))}
    </ul>
  );
}

function Drafts({ polls }: { polls: PollInfo[] }) {
  if (polls.length === 0) return null;
  return (
    <>
      <h3 class="group">{t("Drafts")}</h3>
      <PollList polls={polls} label={t("Drafts")} />
    </>
  );
}

/** The newest result stays in sight, older ones fold away. */
function Ended({ polls }: { polls: PollInfo[] }) {
  const [newest, ...older] = polls;
  if (!newest) return null;
  return (
    <>
      <h3 class="group">{t("Closed polls")}</h3>
      <PollList polls={[newest]} label={t("Closed polls")} />
      {older.length > 0 && (
        <details class="over">
          <summary>{tn("{n} older poll", "{n} older polls", older.length)}</summary>
          <PollList polls={older} label={t("Older polls")} />
        </details>
      )}
    </>
  );
}

function HostFoot() {
  const stand = useStand();
  const [writing, setWriting] = useState(false);
  return (
    <div class="queue-foot">
      <Button icon="plus" onClick={() => setWriting(true)}>
        {t("New poll")}
      </Button>
      <Switch
        label={t("Applause as sound")}
        hint={t("Clapping is heard at this stage, the louder the more people clap.")}
        on={stand.hub.polls.applause.value.has(stand.stage)}
        onTurn={(on) => void stand.do("stage.set_applause", { stage: stand.stage, on })}
      />
      {writing && <PollDialog onClose={() => setWriting(false)} />}
    </div>
  );
}
