/** The panel at the side: who is with me, the chat, the people; on a phone the same as a sheet. */

import { BoardView } from "../board/BoardView";
import { interpretsAt } from "../hall/interpreting/desk";
import { t } from "../i18n/i18n";
import { Button, IconButton } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { later } from "../ui/later";
import { TabBody, Tabs } from "../ui/Tabs";
import { type App, useApp } from "./app";
import { ChatPanel, chatHeading } from "./ChatPanel";
import { company, nearby, ownBoard, queueStage, soundRoom } from "./company";
import { mayTakeAlong } from "./following";
import type { PanelTab } from "./layout";
import { PersonList } from "./PersonList";
import {
  openPolls,
  presentsSlides,
  StageCaptions,
  StageInterpreting,
  StagePolls,
  StageQueue,
  StageSlides,
  waitingAt,
  writesCaptions,
} from "./StageQueue";
import { circleWord } from "./words";

/** Whom the panel is about: the conversation, the room with its own sound, or the open hub. */
function companyWords(app: App): string {
  const seen = app.layout.groupSeen.value;
  if (seen !== null) return app.hub.breakouts.titleOf(seen);
  const table = app.hub.breakouts.table.value;
  if (table !== null) return table.title;
  if (app.hub.ownConversation.value) return t("Your conversation");
  const room = soundRoom(app);
  return room === null ? t("With you") : app.places.title(room);
}

/** How many hear each other, and the lock of their conversation. */
export function Hearing() {
  const app = useApp();
  const talk = app.hub.ownConversation.value;
  const others = company(app).map(({ id }) => id);
  return (
    <>
      {others.length > 0 && (
        <Chip tone="speak" icon="ear">
          {circleWord(app.hub, [...others, app.hub.self.value ?? ""])}
        </Chip>
      )}
      {talk && app.hub.may("conversation.lock") && (
        <IconButton
          kind="quiet"
          size="s"
          icon={talk.locked ? "lock" : "unlock"}
          label={talk.locked ? t("Open the conversation for others") : t("Close the conversation for others")}
          onClick={() => void app.do(talk.locked ? "conversation.unlock" : "conversation.lock", {})}
        />
      )}
    </>
  );
}

const NotesView = later(() => import("../notes/NotesView"));
const SketchView = later(() => import("../sketch/SketchView"));
/** Tabs of those who sit together. */
const WRITTEN: ReadonlySet<PanelTab> = new Set(["notes", "board", "sketch"]);

/** The tab that is open: those of a stage only there, those of slides, captions and interpreters only to who works there. */
function openTab(app: App): PanelTab {
  const wanted = app.layout.panelTab.value;
  if (wanted === "slides") return presentsSlides(app) ? wanted : "chat";
  if (wanted === "captions") return writesCaptions(app) ? wanted : "chat";
  if (wanted === "interpreting") return interpretsAt(app, queueStage(app)) === null ? "chat" : wanted;
  if (WRITTEN.has(wanted)) return ownBoard(app) === null ? "chat" : wanted;
  return (wanted === "queue" || wanted === "polls") && queueStage(app) === null ? "chat" : wanted;
}

interface HeadProps {
  onClose?: () => void;
  /** The head stands over the tabs alone: over the chat it says who reads there, not who hears. */
  plain?: boolean;
  /** The pictures beside the panel say who hears whom. */
  silent?: boolean;
}

export function PanelHead({ onClose, plain, silent }: HeadProps) {
  const app = useApp();
  const isChat = plain && openTab(app) === "chat";
  return (
    <div class="row panel-head">
      <div class="grow row wrap">
        <h2 class="place-title two">
          {isChat ? chatHeading(app, app.chat.shown.value ?? app.chat.home) : companyWords(app)}
        </h2>
        {!isChat && !silent && <Hearing />}
      </div>
      {onClose && (
        <IconButton kind="quiet" size="s" icon="close" label={t("Close the panel")} onClick={onClose} />
      )}
    </div>
  );
}

export function PanelTabs() {
  const app = useApp();
  const stage = queueStage(app);
  const chosen = openTab(app);
  const queue = { id: "queue", label: t("Raised hands"), count: waitingAt(app) };
  const polls = { id: "polls", label: t("Polls"), count: openPolls(app) };
  const slides = presentsSlides(app) ? [{ id: "slides", label: t("Slides") }] : [];
  const captions = writesCaptions(app) ? [{ id: "captions", label: t("Captions") }] : [];
  const booth = interpretsAt(app, stage);
  const board = ownBoard(app);
  const written = [
    { id: "notes", label: t("Notes") },
    { id: "board", label: t("Board") },
    { id: "sketch", label: t("Sketch") },
  ];
  return (
    <>
      <div class="panel-tabs">
        <Tabs
          label={t("Panel")}
          chosen={chosen}
          onChoose={(id) => app.layout.showPanel(id as PanelTab)}
          tabs={[
            ...(stage === null ? [] : [queue, polls, ...slides, ...captions]),
            ...(booth === null ? [] : [{ id: "interpreting", label: t("Interpreting") }]),
            ...(board === null ? [] : written),
            { id: "chat", label: t("Chat"), count: app.unread.value },
            { id: "people", label: t("People"), count: app.hub.people.value.length },
          ]}
        />
      </div>
      {chosen === "queue" && stage !== null && (
        <TabBody id="queue" class="panel-body">
          <StageQueue stage={stage} />
        </TabBody>
      )}
      {chosen === "polls" && stage !== null && (
        <TabBody id="polls" class="panel-body">
          <StagePolls stage={stage} />
        </TabBody>
      )}
      {chosen === "interpreting" && booth !== null && (
        <TabBody id="interpreting" class="panel-body">
          <StageInterpreting stage={booth} />
        </TabBody>
      )}
      {chosen === "slides" && stage !== null && (
        <TabBody id="slides" class="panel-body">
          <StageSlides stage={stage} />
        </TabBody>
      )}
      {chosen === "captions" && stage !== null && (
        <TabBody id="captions" class="panel-body">
          <StageCaptions stage={stage} />
        </TabBody>
      )}
      {board !== null && WRITTEN.has(chosen) && (
        <TabBody id={chosen} class="panel-body">
          {chosen === "notes" && <NotesView key={board} board={board} />}
          {chosen === "board" && <BoardView key={board} board={board} />}
          {chosen === "sketch" && <SketchView key={board} board={board} />}
        </TabBody>
      )}
      {chosen === "chat" && (
        <TabBody id="chat" class="panel-body">
          <ChatPanel />
        </TabBody>
      )}
      {chosen === "people" && (
        <TabBody id="people" class="panel-body scroll">
          <PanelPeople />
        </TabBody>
      )}
    </>
  );
}

function PanelPeople() {
  const app = useApp();
  const withMe = company(app);
  const close = nearby(app);
  const known = new Set([...withMe, ...close].map((each) => each.id));
  const others = app.hub.people.value.filter((each) => !known.has(each.id));
  return (
    <>
      {mayTakeAlong(app) && (
        <p class="take-along">
          <Button size="s" icon="walk" onClick={() => void app.do("follow.invite", {})}>
            {t("Take the people here along")}
          </Button>
        </p>
      )}
      {withMe.length > 0 && (
        <>
          <h3 class="group">{t("With you")}</h3>
          <PersonList narrow people={withMe} label={t("With you")} />
        </>
      )}
      {close.length > 0 && (
        <>
          <h3 class="group">{t("Close by")}</h3>
          <PersonList narrow people={close} label={t("Close by")} />
        </>
      )}
      <h3 class="group">{t("In the hub")}</h3>
      <PersonList narrow people={others} label={t("In the hub")} />
    </>
  );
}
