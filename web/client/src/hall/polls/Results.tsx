/** How a poll stands: bars with numbers, words the larger the more people wrote them. */
import { formatNumber, t, tn } from "../../i18n/i18n";
import type { PollInfo } from "../../protocol.gen";
import { Empty } from "../../ui/Empty";
import { Icon } from "../../ui/icons";
import { RATINGS } from "./ballot";

export function Results({ poll }: { poll: PollInfo }) {
  const { spec, tally, state } = poll;
  const isHidden = state === "open" && tally.ballots > 0 && isBare(poll);
  if (isHidden) return <p class="hint">{t("The result is shown when the poll is closed.")}</p>;
  if (spec.kind === "words") return <Cloud poll={poll} />;
  return <Bars poll={poll} />;
}

/** Whether only the number of ballots is known. */
const isBare = ({ tally }: PollInfo): boolean =>
  tally.counts.length === 0 && Object.keys(tally.words).length === 0;

function Bars({ poll: { spec, tally, mine } }: { poll: PollInfo }) {
  const isRating = spec.kind === "rating";
  const labels = isRating ? RATINGS.map(String) : spec.options;
  const counts = labels.map((_, at) => tally.counts[at] ?? 0);
  const isPoints = spec.kind === "ranking";
  const whole = isPoints ? Math.max(1, tally.ballots * labels.length) : Math.max(1, tally.ballots);
  const most = Math.max(...counts);
  const isMine = (at: number) => !isPoints && mine?.picks.includes(isRating ? at + 1 : at);
  return (
    <>
      {isRating && tally.ballots > 0 && <Mean counts={counts} ballots={tally.ballots} />}
      <ul class="bars" aria-label={t("Results")}>
        {labels.map((label, at) => {
          const count = counts[at] ?? 0;
          const share = Math.round((count / whole) * 100);
          return (
            <li key={label} class={count > 0 && count === most ? "most" : ""}>
              <span class="bar-words">
                <span class="grow" dir="auto">
                  {label}
                </span>
                {isMine(at) && (
                  <span class="own-choice">
                    <Icon name="check" size="s" />
                    {t("your choice")}
                  </span>
                )}
                <b class="num">{isPoints ? tn("{n} point", "{n} points", count) : `${share} %`}</b>
                {!isPoints && <span class="mut num">{formatNumber(count)}</span>}
              </span>
              <span class="share-bar" aria-hidden="true">
                <span style={{ width: `${share}%` }} />
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Mean({ counts, ballots }: { counts: number[]; ballots: number }) {
  const mean = counts.reduce((sum, count, at) => sum + count * (at + 1), 0) / ballots;
  return <p class="t13">{t("On average {mean} of 5", { mean: formatNumber(Math.round(mean * 10) / 10) })}</p>;
}

/** Sizes of a word, in steps. */
const STEPS = 5;
/** Words that are shown. */
const SHOWN = 60;

function Cloud({ poll: { tally } }: { poll: PollInfo }) {
  const words = Object.entries(tally.words)
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN);
  const most = words[0]?.[1] ?? 1;
  if (words.length === 0) return <Empty icon="chat" words={t("Nobody has written a word yet.")} />;
  return (
    <ul class="cloud" aria-label={t("Results")}>
      {words.map(([word, count]) => (
        <li key={word} data-step={Math.ceil((count / most) * STEPS)}>
          <span dir="auto">{word}</span> <span class="num mut">{formatNumber(count)}</span>
        </li>
      ))}
    </ul>
  );
}
