/** A ballot to be filled in: options, a rating, words, or an order that is changed by buttons. */
import { useId, useState } from "preact/hooks";
import { t, tn } from "../../i18n/i18n";
import type { Ballot, PollInfo, PollSpec } from "../../protocol.gen";
import { announce } from "../../ui/Announcer";
import { Button, IconButton } from "../../ui/Button";
import { useStand } from "../queue/stand";
import { blank, filled, moved, pick, RATINGS, WORD_MOST } from "./ballot";

interface PartProps {
  spec: PollSpec;
  ballot: Ballot;
  set(ballot: Ballot): void;
  label: string;
}

export function BallotForm({ poll, onDone }: { poll: PollInfo; onDone(): void }) {
  const stand = useStand();
  const [ballot, set] = useState(blank(poll.spec, poll.mine));
  const [sending, setSending] = useState(false);
  const ready = filled(poll.spec, ballot);
  const label = useId();
  const send = async () => {
    if (!ready) return;
    setSending(true);
    const isTaken = await stand.do("poll.vote", { poll: poll.poll, ...ready });
    setSending(false);
    if (!isTaken) return;
    announce(t("Your vote is counted."));
    onDone();
  };
  const Part = { words: Words, ranking: Ranking, rating: Rating, single: Options, multiple: Options }[
    poll.spec.kind
  ];
  return (
    <form
      class="ballot"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p class="hint" id={label}>
        {howWords(poll.spec)}
      </p>
      <Part spec={poll.spec} ballot={ballot} set={set} label={label} />
      <Button
        kind="primary"
        type="submit"
        busy={sending && t("Sending …")}
        disabled={!ready && t("Please choose or write something first.")}
        onClick={() => void send()}
      >
        {poll.mine ? t("Change my vote") : t("Vote")}
      </Button>
    </form>
  );
}

/** How a ballot is filled in. */
function howWords({ kind, most }: PollSpec): string {
  if (kind === "multiple") return tn("Choose up to {n}.", "Choose up to {n}.", most);
  if (kind === "words") return tn("Write {n} word.", "Write up to {n} words.", most);
  if (kind === "ranking") return t("Put the best one first.");
  return kind === "rating" ? t("1 is poor, 5 is very good.") : t("Choose one.");
}

function Options({ spec, ballot, set, label }: PartProps) {
  const name = useId();
  const isMany = spec.kind === "multiple";
  const isFull = isMany && ballot.picks.length >= spec.most;
  return (
    <fieldset class="poll-options" aria-labelledby={label}>
      {spec.options.map((option, at) => (
        <label key={option} class="poll-option">
          <input
            type={isMany ? "checkbox" : "radio"}
            name={name}
            checked={ballot.picks.includes(at)}
            disabled={isFull && !ballot.picks.includes(at)}
            onChange={() => set(pick(spec, ballot, at))}
          />
          <span dir="auto">{option}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Rating({ spec, ballot, set, label }: PartProps) {
  const name = useId();
  return (
    <div class="seg fill" role="radiogroup" aria-labelledby={label}>
      {RATINGS.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name={name}
            checked={ballot.picks[0] === each}
            onChange={() => set(pick(spec, ballot, each))}
          />
          {each}
        </label>
      ))}
    </div>
  );
}

function Words({ spec, ballot, set }: PartProps) {
  const write = (at: number, word: string) => {
    const words = Array.from({ length: spec.most }, (_, n) => (n === at ? word : (ballot.words[n] ?? "")));
    set({ picks: [], words });
  };
  return (
    <div class="poll-words">
      {Array.from({ length: spec.most }, (_, at) => (
        <input
          key={at}
          class="input"
          type="text"
          dir="auto"
          maxLength={WORD_MOST}
          aria-label={t("Word {n}", { n: at + 1 })}
          value={ballot.words[at] ?? ""}
          onInput={(event) => write(at, event.currentTarget.value)}
        />
      ))}
    </div>
  );
}

function Ranking({ spec, ballot, set, label }: PartProps) {
  const move = (from: number, step: 1 | -1) => {
    set(moved(ballot, from, step));
    const name = spec.options[ballot.picks[from] ?? 0] ?? "";
    announce(t("{name} is number {n} now.", { name, n: from + step + 1 }));
  };
  return (
    <ol class="ranking" aria-labelledby={label}>
      {ballot.picks.map((option, at) => {
        const name = spec.options[option] ?? "";
        return (
          <li key={option}>
            <b class="num">{at + 1}</b>
            <span class="grow" dir="auto">
              {name}
            </span>
            <IconButton
              kind="quiet"
              size="s"
              icon="up"
              label={t("Move up: {name}", { name })}
              disabled={at === 0 && t("It is the first already.")}
              onClick={() => move(at, -1)}
            />
            <IconButton
              kind="quiet"
              size="s"
              icon="down"
              label={t("Move down: {name}", { name })}
              disabled={at === ballot.picks.length - 1 && t("It is the last already.")}
              onClick={() => move(at, 1)}
            />
          </li>
        );
      })}
    </ol>
  );
}
