/** One poll: its question, the ballot or the result, how many voted, how long it lasts. */
import { useEffect, useId, useState } from "preact/hooks";
import { t, tn } from "../../i18n/i18n";
import type { PollInfo } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { isHost, useStand } from "../queue/stand";
import { BallotForm } from "./BallotForm";
import { PollMenu, PollStep } from "./PollMenu";
import { Results } from "./Results";

export function PollCard({ poll }: { poll: PollInfo }) {
  const stand = useStand();
  const id = useId();
  const [changing, setChanging] = useState(false);
  const mayVote = poll.state === "open" && stand.hub.may("poll.vote");
  const isAsked = mayVote && (changing || poll.mine === null);
  const isShown = poll.state !== "draft" && (!isAsked || isHost(stand));
  return (
    <li>
      <article class={`poll ${poll.state}`} aria-labelledby={id}>
        <div class="row">
          <h3 class="grow poll-question" id={id} dir="auto">
            {poll.spec.question}
          </h3>
          {isHost(stand) && <PollMenu poll={poll} />}
        </div>
        <div class="row wrap">
          <PollFacts poll={poll} />
          {isHost(stand) && <PollStep poll={poll} />}
        </div>
        {isAsked && <BallotForm poll={poll} onDone={() => setChanging(false)} />}
        {isShown && <Results poll={poll} />}
        {poll.mine !== null && <OwnWords poll={poll} />}
        {mayVote && !isAsked && (
          <Button size="s" onClick={() => setChanging(true)}>
            {t("Change my vote")}
          </Button>
        )}
      </article>
    </li>
  );
}

/** Number of votes, time that is left, and whether names are kept. */
function PollFacts({ poll }: { poll: PollInfo }) {
  return (
    <p class="poll-facts grow mut t12">
      {poll.state === "draft" && <Chip icon="hidden">{t("draft")}</Chip>}
      {poll.state !== "draft" && <span class="num">{tn("{n} vote", "{n} votes", poll.tally.ballots)}</span>}
      {poll.state === "open" && poll.closes_at !== null && <TimeLeft until={poll.closes_at} />}
      <span>{poll.spec.anonymous ? t("anonymous") : t("with names: moderators can see who chose what")}</span>
    </p>
  );
}

/** Minutes and seconds that are left. */
function TimeLeft({ until }: { until: number }) {
  const { polls } = useStand().hub;
  const [now, setNow] = useState(polls.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(polls.now()), 500);
    return () => clearInterval(timer);
  }, [polls]);
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return (
    <span class="num" role="timer">
      {t("{time} left", { time: clock })}
    </span>
  );
}

/** One's own words or order, which no bar can mark. */
function OwnWords({ poll: { spec, mine } }: { poll: PollInfo }) {
  const order = spec.kind === "ranking" ? (mine?.picks.map((each) => spec.options[each]) ?? []) : [];
  const words = spec.kind === "words" ? (mine?.words ?? []) : order;
  if (words.length === 0) return null;
  return <p class="t13">{t("You: {words}", { words: words.join(", ") })}</p>;
}
