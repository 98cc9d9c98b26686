/** The queue, the polls and the writing of captions of the stage one is at, inside the hub. */
import type { ComponentChildren } from "preact";
import { CaptionConsole } from "../hall/captions/CaptionConsole";
import { mayWrite } from "../hall/captions/writing";
import { InterpreterConsole } from "../hall/interpreting/Console";
import { PollPanel } from "../hall/polls/PollPanel";
import { QueuePanel } from "../hall/queue/QueuePanel";
import { type Stand, StandProvider } from "../hall/queue/stand";
import { ConsentQuestion } from "../hall/recording/Consent";
import { mayPresent } from "../hall/slides/presenting";
import { SlidesPanel } from "../hall/slides/SlidesPanel";
import { running } from "../state/polls";
import { line } from "../state/queue";
import { type App, useApp } from "./app";
import { queueStage, stageRoom } from "./company";

/** How many hands and questions wait where one is. */
export function waitingAt(app: App): number {
  const stage = queueStage(app);
  const queue = stage === null ? null : app.hub.queues.of(stage);
  return queue ? line(queue).length : 0;
}

/** How many polls are open where one is. */
export function openPolls(app: App): number {
  const stage = queueStage(app);
  return stage === null ? 0 : running(app.hub.polls.of(stage)).length;
}

/** Whether one writes captions where one is. */
export function writesCaptions(app: App): boolean {
  const stage = queueStage(app);
  return stage !== null && mayWrite(app.hub, stage);
}

/** Whether one shows slides where one is. */
export function presentsSlides(app: App): boolean {
  const stage = queueStage(app);
  return stage !== null && mayPresent(app.hub, stage);
}

/** The hub around what belongs to a stage. */
export function AtStage({ stage, children }: { stage: string; children: ComponentChildren }) {
  const app = useApp();
  const stand: Stand = {
    stage,
    hub: app.hub,
    do: (name, fields) => app.do(name, fields),
    isInside: stageRoom(app) === stage,
  };
  return <StandProvider value={stand}>{children}</StandProvider>;
}

/** The question of a recording that runs, wherever in the hub one looks. */
export function StageConsent() {
  const stage = stageRoom(useApp());
  return stage === null ? null : (
    <AtStage stage={stage}>
      <ConsentQuestion />
    </AtStage>
  );
}

export const StageQueue = ({ stage }: { stage: string }) => (
  <AtStage stage={stage}>
    <QueuePanel />
  </AtStage>
);

export const StagePolls = ({ stage }: { stage: string }) => (
  <AtStage stage={stage}>
    <PollPanel />
  </AtStage>
);

export const StageInterpreting = ({ stage }: { stage: string }) => (
  <AtStage stage={stage}>
    <InterpreterConsole />
  </AtStage>
);

export const StageCaptions = ({ stage }: { stage: string }) => (
  <AtStage stage={stage}>
    <CaptionConsole />
  </AtStage>
);

export const StageSlides = ({ stage }: { stage: string }) => (
  <AtStage stage={stage}>
    <SlidesPanel />
  </AtStage>
);
