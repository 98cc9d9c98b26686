/** Hands and questions of a stage, polls and captions: what those take part with who are not in the hub. */
import { useEffect, useState } from "preact/hooks";
import { t, tn } from "../i18n/i18n";
import { running } from "../state/polls";
import { line } from "../state/queue";
import { announce } from "../ui/Announcer";
import { TabBody, Tabs } from "../ui/Tabs";
import { CaptionConsole } from "./captions/CaptionConsole";
import { mayWrite } from "./captions/writing";
import { ConsoleLink } from "./interpreting/ConsoleLink";
import { PollPanel } from "./polls/PollPanel";
import { QueuePanel } from "./queue/QueuePanel";
import { useStand } from "./queue/stand";
import { mayPresent } from "./slides/presenting";
import { SlidesPanel } from "./slides/SlidesPanel";

/** `look` begins the names of its styles; on a phone in the hall nobody writes captions or interprets. */
export function TakingPart({ look }: { look: "panel" | "phone" }) {
  const { hub, stage } = useStand();
  const [wanted, setTab] = useState("queue");
  const writes = look === "panel" && mayWrite(hub, stage);
  const interprets = look === "panel" && hub.interpreting.named(stage).has(hub.self.value ?? "");
  const presents = look === "panel" && mayPresent(hub, stage);
  const may: Record<string, boolean> = { captions: writes, interpreting: interprets, slides: presents };
  const isGone = may[wanted] === false;
  const tab = isGone ? "queue" : wanted;
  const queue = hub.queues.of(stage);
  const polls = running(hub.polls.of(stage)).length;
  useEffect(() => {
    if (polls > 0) announce(tn("{n} poll is open.", "{n} polls are open.", polls));
  }, [polls]);
  return (
    <>
      <div class={`${look}-tabs`}>
        <Tabs
          label={t("Taking part")}
          chosen={tab}
          onChoose={setTab}
          tabs={[
            { id: "queue", label: t("Raised hands"), count: queue ? line(queue).length : 0 },
            { id: "polls", label: t("Polls"), count: polls },
            ...(presents ? [{ id: "slides", label: t("Slides") }] : []),
            ...(writes ? [{ id: "captions", label: t("Captions") }] : []),
            ...(interprets ? [{ id: "interpreting", label: t("Interpreting") }] : []),
          ]}
        />
      </div>
      <TabBody id={tab} class={`${look}-body`}>
        {tab === "queue" && <QueuePanel />}
        {tab === "polls" && <PollPanel />}
        {tab === "slides" && <SlidesPanel />}
        {tab === "captions" && <CaptionConsole />}
        {tab === "interpreting" && <ConsoleLink />}
      </TabBody>
    </>
  );
}
