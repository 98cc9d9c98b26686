/** A poll on the venue screen: its question, how many voted, and the result as far as everybody may know it. */
import { t, tn } from "../../i18n/i18n";
import type { PollInfo } from "../../protocol.gen";
import { Icon } from "../../ui/icons";
import { Results } from "../polls/Results";

/** Characters up to which a question is written in that size. */
const SIZES = [
  { most: 66, name: "xl" },
  { most: 140, name: "l" },
] as const;

/** Answers so few and so short are as large as a question. */
const FEW = 4;
const SHORT = 34;

const isRoomy = ({ spec: { kind, options } }: PollInfo): boolean =>
  kind !== "rating" && options.length <= FEW && options.every(({ length }) => length <= SHORT);

/** As guests know it: no own choice, and no result before its time, whoever opened the screen. */
function asGuest(poll: PollInfo): PollInfo {
  const isHidden = poll.state === "open" && poll.spec.results === "after";
  const tally = isHidden ? { ballots: poll.tally.ballots, counts: [], words: {} } : poll.tally;
  return { ...poll, mine: null, tally };
}

export function PollScene({ poll }: { poll: PollInfo | null }) {
  if (poll === null) return <NoPoll />;
  const { question } = poll.spec;
  const size = SIZES.find(({ most }) => question.length <= most)?.name ?? "m";
  return (
    <section class={isRoomy(poll) ? "venue-poll roomy" : "venue-poll"}>
      <p class="venue-label">
        <Icon name="bars" />
        {poll.state === "open" ? t("Poll: vote now") : t("Result of the poll")}
      </p>
      <h1 class={size} dir="auto">
        {question}
      </h1>
      <Results poll={asGuest(poll)} />
      <p class="venue-sub num">{tn("{n} vote", "{n} votes", poll.tally.ballots)}</p>
    </section>
  );
}

/** A host asked for a poll, and there is none yet. */
function NoPoll() {
  return (
    <section class="venue-poll">
      <p class="venue-label">
        <Icon name="bars" />
        {t("Poll")}
      </p>
      <h1>{t("A poll comes in a moment")}</h1>
      <p class="venue-sub">{t("Scan the code, then you can vote at once.")}</p>
    </section>
  );
}
