/** Polls that group work put to everybody: seen and voted in wherever in the hub one is, and read with the results. */
import { useState } from "preact/hooks";
import { PollCard } from "../hall/polls/PollCard";
import { type App, useApp } from "../hub/app";
import { queueStage } from "../hub/company";
import { AtStage } from "../hub/StageQueue";
import { t } from "../i18n/i18n";
import type { Results } from "../net/breakouts";
import type { PollInfo } from "../protocol.gen";
import { type AskedPoll, cardVote } from "../state/polls";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Empty } from "../ui/Empty";
import { toast } from "../ui/Toast";
import { cardCount, noVote, votedWords } from "./cards";

/** What is asked when the cards of all groups come to a vote. */
const cardsQuestion = (title: string): string =>
  t("{plan}: which ideas shall we go on with?", { plan: title });

const openVote = (app: App, plan: string): AskedPoll | undefined => cardVote(app.hub.polls.asked.value, plan);

/** Opens the dialog in which one votes. */
export function showVote(app: App, poll: string): void {
  app.layout.voteSeen.value = poll;
  app.layout.dialog.value = "vote";
}

interface ButtonProps {
  plan: string;
  /** What the plan is called. */
  title: string;
  results: Results | null;
  size?: "s" | "m";
}

/** Up to twelve cards, the best of each group first, as one poll: opened with one press, which can be taken back. */
export function VoteButton({ plan, title, results, size = "s" }: ButtonProps) {
  const app = useApp();
  const [busy, setBusy] = useState(false);
  const question = cardsQuestion(title);
  const isAsked = openVote(app, plan) !== undefined;
  const back = () => {
    const asked = openVote(app, plan);
    if (asked) void app.do("breakout.unask", { plan, poll: asked.poll.poll });
  };
  const ask = async () => {
    setBusy(true);
    const all = cardCount(results);
    if (await app.do("breakout.vote", { plan, question })) {
      const shown = openVote(app, plan)?.poll.spec.options.length ?? all;
      toast(() => votedWords(shown, all), [{ label: t("Take back"), run: back }]);
    }
    setBusy(false);
  };
  return (
    <Button
      size={size}
      icon="check"
      busy={busy && t("One moment …")}
      disabled={noVote(results) || (isAsked && t("The vote is open."))}
      onClick={() => void ask()}
    >
      {t("Cards to a vote of all")}
    </Button>
  );
}

/** Over map and list: what everybody is asked, as long as it is open and one is not at its stage. */
export function OpenVotes() {
  const app = useApp();
  const here = queueStage(app);
  const votes = app.hub.polls.asked.value.filter(
    ({ stage, poll }) => poll.state === "open" && stage !== here && app.hub.may("poll.vote"),
  );
  return (
    <>
      {votes.map(({ poll }) => (
        <section key={poll.poll} class="group-banner card" aria-label={t("A vote of everybody")}>
          <p class="row wrap">
            <b class="grow" dir="auto">
              {poll.spec.question}
            </b>
            <Button
              size="s"
              kind={poll.mine === null ? "primary" : "outline"}
              onClick={() => showVote(app, poll.poll)}
            >
              {poll.mine === null ? t("Vote") : t("Look")}
            </Button>
          </p>
        </section>
      ))}
    </>
  );
}

/** One vote in a dialog: the ballot, then how it stands. */
export function VoteDialog({ onClose }: { onClose(): void }) {
  const app = useApp();
  const seen = app.layout.voteSeen.value;
  const found = app.hub.polls.asked.value.find(({ poll }) => poll.poll === seen);
  return (
    <Dialog title={t("A vote of everybody")} onClose={onClose} class="vote">
      {found ? <Card {...found} /> : <Empty icon="bars" words={t("This vote was taken back.")} />}
    </Dialog>
  );
}

function Card({ stage, poll }: AskedPoll) {
  return (
    <AtStage stage={stage}>
      <ul class="entries">
        <PollCard poll={poll} />
      </ul>
    </AtStage>
  );
}

interface PlanProps {
  plan: string;
  /** Whether one leads it. */
  leads: boolean;
}

/** With the results of a plan: all that everybody was asked in it, the newest first. */
export function PlanVotes({ plan, leads }: PlanProps) {
  const app = useApp();
  const votes = app.hub.polls.asked.value.filter(({ poll }) => poll.plan === plan).reverse();
  if (votes.length === 0) return null;
  return (
    <section class="col gap-3 plan-votes" aria-labelledby="plan-votes">
      <h2 id="plan-votes">{t("Votes of everybody")}</h2>
      {votes.map((each) => (
        <div key={each.poll.poll} class="card">
          <Card {...each} />
          {leads && <EndButton plan={plan} poll={each.poll} />}
        </div>
      ))}
    </section>
  );
}

/** The end of a vote for who leads the plan and not the stage. */
function EndButton({ plan, poll }: { plan: string; poll: PollInfo }) {
  const app = useApp();
  if (poll.state !== "open" || app.hub.may("stage.moderate")) return null;
  return (
    <Button size="s" onClick={() => void app.do("breakout.unask", { plan, poll: poll.poll })}>
      {t("Close the poll")}
    </Button>
  );
}
