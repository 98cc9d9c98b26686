/** One hand or question: its number, who, from where, what, its votes, and what may be done about it. */
import { t, tn } from "../../i18n/i18n";
import type { EntryInfo } from "../../protocol.gen";
import { IconButton } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Face } from "../../ui/Face";
import { Icon } from "../../ui/icons";
import { HostMenu } from "./HostMenu";
import { isHost, isMine, useStand } from "./stand";
import { about, authorOf } from "./words";

interface RowProps {
  entry: EntryInfo;
  /** The place in the line; entries that are held or over have none. */
  at?: number;
  pinned?: boolean;
}

export function EntryRow({ entry, at, pinned }: RowProps) {
  const stand = useStand();
  const mine = isMine(stand, entry);
  const known = stand.hub.visitors.value.get(entry.visitor ?? "");
  return (
    <li class={`entry ${entry.state === "admitted" ? "has-floor" : ""}`}>
      {at !== undefined && <b class="entry-at num">{at}</b>}
      {known ? <Face look={known.look} /> : <Icon name="hidden" />}
      <div class="grow">
        <div class="row wrap">
          <b class="name">{authorOf(stand, entry)}</b>
          <Side hall={entry.hall} />
          {mine && <Chip tone="accent">{t("You")}</Chip>}
          {pinned && <Chip icon="pinned">{t("pinned")}</Chip>}
        </div>
        <EntryText entry={entry} />
        <StateChip entry={entry} />
      </div>
      {entry.kind === "question" && entry.state !== "held" && <Votes entry={entry} mine={mine} />}
      {mine && entry.state !== "answered" && (
        <IconButton
          kind="quiet"
          size="s"
          icon="close"
          label={entry.kind === "hand" ? t("Lower your hand") : t("Take your question back")}
          onClick={() => void stand.do("stage.withdraw", { entry: entry.entry })}
        />
      )}
      {isHost(stand) && <HostMenu entry={entry} pinned={pinned === true} />}
    </li>
  );
}

function Side({ hall }: { hall: boolean }) {
  return hall ? (
    <Chip tone="light" icon="pin">
      {t("in the hall")}
    </Chip>
  ) : (
    <Chip tone="info" icon="online">
      {t("online")}
    </Chip>
  );
}

function EntryText({ entry }: { entry: EntryInfo }) {
  const hand = entry.seat ? t("Hand, {seat}", { seat: entry.seat }) : t("Hand");
  return (
    <p class="entry-text">
      <Icon name={entry.kind === "hand" ? "hand" : "question"} size="s" />
      <span dir="auto">{entry.kind === "hand" ? hand : entry.body}</span>
    </p>
  );
}

function StateChip({ entry }: { entry: EntryInfo }) {
  if (entry.state === "waiting") return null;
  if (entry.state === "admitted")
    return (
      <Chip tone="speak" icon="mic">
        {t("has the floor")}
      </Chip>
    );
  if (entry.state === "held")
    return (
      <Chip tone="light" icon="clock">
        {t("is checked by the moderation")}
      </Chip>
    );
  return entry.state === "answered" ? (
    <Chip icon="check">{t("answered")}</Chip>
  ) : (
    <Chip icon="close">{t("dismissed")}</Chip>
  );
}

/** The number of votes: a button where one may vote, else a number. */
function Votes({ entry, mine }: { entry: EntryInfo; mine: boolean }) {
  const stand = useStand();
  const count = tn("{n} vote", "{n} votes", entry.votes);
  const isOpen = entry.state === "waiting" || entry.state === "admitted";
  if (mine || !isOpen || !stand.hub.may("stage.ask"))
    return (
      <span class="votes still">
        <Icon name="up" size="s" />
        <span class="num" aria-hidden="true">
          {entry.votes}
        </span>
        <span class="unseen">{count}</span>
      </span>
    );
  return (
    <button
      type="button"
      class="votes"
      aria-pressed={entry.voted}
      aria-label={t("Vote for: {what}", { what: `${about(stand, entry)}, ${count}` })}
      title={entry.voted ? t("Take your vote back") : t("Vote for this question")}
      onClick={() => void stand.do(entry.voted ? "stage.unvote" : "stage.vote", { entry: entry.entry })}
    >
      <Icon name="up" size="s" />
      <span class="num">{entry.votes}</span>
    </button>
  );
}
