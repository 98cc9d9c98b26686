/** The one queue of a stage: who is called when, what is asked, and one's own part in it. */
import { useState } from "preact/hooks";
import { t, tn } from "../../i18n/i18n";
import type { EntryInfo, QueueInfo } from "../../protocol.gen";
import { closed, held, line } from "../../state/queue";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Icon } from "../../ui/icons";
import { ConsentState } from "../recording/Consent";
import { AskDialog } from "./AskDialog";
import { AttendSwitch } from "./AttendSwitch";
import { EntryRow } from "./EntryRow";
import { HandButton } from "./HandButton";
import { StageMenu } from "./StageMenu";
import { isHost, useStand } from "./stand";
import { orderWords, ownPlace } from "./words";

export function QueuePanel() {
  const stand = useStand();
  const queue = stand.hub.queues.of(stand.stage);
  if (!queue) return <Empty icon="lock" words={t("The list is open to those inside only.")} />;
  return (
    <div class="queue">
      <QueueHead queue={queue} />
      <ConsentState />
      <div class="queue-lists">
        <Others title={t("To be checked")} entries={held(queue)} queue={queue} />
        <Line queue={queue} />
        <Over queue={queue} />
      </div>
      {stand.hub.may("stage.ask") && (
        <>
          <QueueFoot queue={queue} />
          <div class="queue-seat">
            <AttendSwitch />
          </div>
        </>
      )}
    </div>
  );
}

function QueueHead({ queue }: { queue: QueueInfo }) {
  const stand = useStand();
  return (
    <div class="queue-head">
      <p class="mut t12 grow">{orderWords(queue)}</p>
      {isHost(stand) && <StageMenu queue={queue} />}
    </div>
  );
}

function Line({ queue }: { queue: QueueInfo }) {
  const called = line(queue);
  if (called.length === 0)
    return (
      <Empty
        icon="hand"
        words={t("Nobody has raised a hand yet. Ask something: the first one is quickly heard.")}
      />
    );
  return (
    <ol class="entries" aria-label={t("Raised hands and questions")}>
      {called.map((entry, at) => (
        <EntryRow key={entry.entry} entry={entry} at={at + 1} pinned={entry.entry === queue.pinned} />
      ))}
    </ol>
  );
}

function Others({ title, entries, queue }: { title: string; entries: EntryInfo[]; queue: QueueInfo }) {
  if (entries.length === 0) return null;
  return (
    <>
      <h3 class="group">{title}</h3>
      <ul class="entries" aria-label={title}>
        {entries.map((entry) => (
          <EntryRow key={entry.entry} entry={entry} pinned={entry.entry === queue.pinned} />
        ))}
      </ul>
    </>
  );
}

/** What is over stays to be read, folded away; hosts put it back from here. */
function Over({ queue }: { queue: QueueInfo }) {
  const stand = useStand();
  const over = closed(queue).filter((each) => each.state === "answered" || isHost(stand));
  if (over.length === 0) return null;
  const title = tn("{n} taken", "{n} taken", over.length);
  return (
    <details class="over">
      <summary>{title}</summary>
      <Others title={t("Taken")} entries={over} queue={queue} />
    </details>
  );
}

function QueueFoot({ queue }: { queue: QueueInfo }) {
  const stand = useStand();
  const [asking, setAsking] = useState(false);
  const place = ownPlace(stand, queue);
  return (
    <div class="queue-foot">
      <p class="own-place" role="status">
        {place && <Icon name="hand" size="s" />}
        {place}
      </p>
      <div class="queue-verbs">
        <HandButton queue={queue} />
        <Button icon="question" onClick={() => setAsking(true)}>
          {t("Write a question")}
        </Button>
      </div>
      {asking && <AskDialog queue={queue} onClose={() => setAsking(false)} />}
    </div>
  );
}
