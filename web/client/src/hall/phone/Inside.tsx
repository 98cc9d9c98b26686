/** What a phone in the hall does: the stage's one list, with its verbs under the thumb. */
import { useEffect, useState } from "preact/hooks";
import { t, tn } from "../../i18n/i18n";
import { running } from "../../state/polls";
import { line } from "../../state/queue";
import { announce } from "../../ui/Announcer";
import { Button } from "../../ui/Button";
import { Bones } from "../../ui/Empty";
import { Icon } from "../../ui/icons";
import { TabBody, Tabs } from "../../ui/Tabs";
import { PollPanel } from "../polls/PollPanel";
import { QueuePanel } from "../queue/QueuePanel";
import { StandProvider, useStand } from "../queue/stand";
import { ReactionBar } from "../reactions/ReactionBar";
import type { PhoneVisit } from "./visit";

export function Inside({ visit }: { visit: PhoneVisit }) {
  const { follower } = visit;
  return (
    <>
      <Line visit={visit} />
      {follower.hub.you.value === null ? (
        <div class="phone-wait">
          <Bones lines={4} label={t("The list is loading")} />
        </div>
      ) : (
        <StandProvider value={follower.stand()}>
          <Parts />
        </StandProvider>
      )}
      <Leave visit={visit} />
    </>
  );
}

/** Hands and questions, or polls; reactions go with both. */
function Parts() {
  const { hub, stage } = useStand();
  const [tab, setTab] = useState("queue");
  const queue = hub.queues.of(stage);
  const polls = running(hub.polls.of(stage)).length;
  useEffect(() => {
    if (polls > 0) announce(tn("{n} poll is open.", "{n} polls are open.", polls));
  }, [polls]);
  return (
    <>
      <div class="phone-tabs">
        <Tabs
          label={t("Taking part")}
          chosen={tab}
          onChoose={setTab}
          tabs={[
            { id: "queue", label: t("Raised hands"), count: queue ? line(queue).length : 0 },
            { id: "polls", label: t("Polls"), count: polls },
          ]}
        />
      </div>
      <TabBody id={tab} class="phone-body">
        {tab === "queue" ? <QueuePanel /> : <PollPanel />}
      </TabBody>
      <div class="phone-react">
        <ReactionBar />
      </div>
    </>
  );
}

/** Says when the line is cut; what was pressed meanwhile goes out afterwards. */
function Line({ visit }: { visit: PhoneVisit }) {
  const isOnline = useOnline();
  const isCut = visit.follower.link.value === "broken" || !isOnline;
  return (
    <div role="status">
      {isCut && (
        <p class="note light phone-line">
          <Icon name="unplugged" />
          <span>
            <b>
              {isOnline
                ? t("Connection lost. We are reconnecting.")
                : t("Your phone has no network at the moment.")}
            </b>{" "}
            {t("What you send now goes out afterwards.")}
          </span>
        </p>
      )}
    </div>
  );
}

function useOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return isOnline;
}

function Leave({ visit }: { visit: PhoneVisit }) {
  const [leaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    await visit.leave();
  };
  return (
    <div class="phone-leave">
      <p class="hint">
        {t("This page is for people who sit in the hall: it sends and plays neither sound nor picture.")}
      </p>
      <Button kind="quiet" icon="leave" busy={leaving && t("Leaving …")} onClick={() => void leave()}>
        {t("Leave the hall")}
      </Button>
    </div>
  );
}
