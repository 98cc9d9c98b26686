/** A poll on the venue screen: its question, how many voted, and the result as far as everybody may know it. */
import { t, tn } from "../../i18n/i18n";
import type { PollInfo } from "../../protocol.gen";
import { Icon } from "../../ui/icons";
import { Results } from "../polls/Results";

/** As guests know it: no own choice, and no result before its time, whoever opened the screen. */
function asGuest(poll: PollInfo): PollInfo {
  const isHidden = poll.state === "open" && poll.spec.results === "after";
  const tally = isHidden ? { ballots: poll.tally.ballots, counts: [], words: {} } : poll.tally;
  return { ...poll, mine: null, tally };
}

export function PollScene({ poll }: { poll: PollInfo | null }) {
  if (poll === null) return <NoPoll />;
  return (
    <section class="venue-poll">
      <p class="venue-label">
        <Icon name="bars" />
        {poll.state === "open" ? t("Poll: vote now") : t("Result of the poll")}
      </p>
      <h1 dir="auto">{poll.spec.question}</h1>
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
