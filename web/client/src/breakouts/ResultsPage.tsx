/** What all groups made, side by side: read, saved in four formats, posted, put to a vote. */
import { useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { formatNumber, t, tn } from "../i18n/i18n";
import {
  type CardText,
  FORMATS,
  type Format,
  type GroupResult,
  postResults,
  type Results,
  resultsFile,
} from "../net/breakouts";
import { ApiError } from "../net/http";
import { Button } from "../ui/Button";
import { Bones, Empty } from "../ui/Empty";
import { Segments } from "../ui/Field";
import { Menu, MenuItem } from "../ui/Menu";
import { toast } from "../ui/Toast";
import { download } from "./download";
import { AllPlans } from "./PlanPage";
import { LATE_MS, useResults } from "./useResults";
import { PlanVotes, VoteButton } from "./Votes";

type By = "group" | "column";

const formatWord = (format: Format): string =>
  ({ md: t("Text (Markdown)"), csv: t("Table (CSV)"), json: t("Data (JSON)"), pdf: t("Pages (PDF)") })[
    format
  ];

export function ResultsPage({ plan }: { plan: string }) {
  const app = useApp();
  const [by, setBy] = useState<By>("group");
  const leads = app.hub.breakouts.plans.value.get(plan)?.leads ?? false;
  const round = app.hub.breakouts.roundOf(plan);
  const now = app.hub.breakouts.now();
  const isNew = round !== null && round.ended_at !== null && now - round.ended_at < LATE_MS;
  const { results, failed, again } = useResults(plan, isNew || round?.ended_at === null);
  const title = results?.title ?? round?.title ?? "";
  return (
    <>
      <header class="row wrap workshop-head">
        {leads ? <AllPlans /> : <ToHub />}
        <h1 class="grow">{t("Results: {title}", { title })}</h1>
        {leads && <PostButton plan={plan} />}
        {leads && <VoteButton size="m" plan={plan} title={title} results={results} />}
        <Menu label={t("Save the results as a file")} icon="download" words={t("Save")} kind="outline">
          {FORMATS.map((format) => (
            <MenuItem
              key={format}
              icon="download"
              onPick={() => download(resultsFile(plan, format), `${title}.${format}`)}
            >
              {formatWord(format)}
            </MenuItem>
          ))}
        </Menu>
      </header>
      {results === null && !failed && <Bones lines={6} label={t("Results are loading")} />}
      {results === null && failed && (
        <Empty icon="unplugged" words={t("The results cannot be read at the moment. They are kept.")}>
          <Button onClick={again}>{t("Try again")}</Button>
        </Empty>
      )}
      {results !== null && (
        <>
          <PlanVotes plan={plan} leads={leads} />
          {isNew && (
            <p class="mut t13">
              {t("The round has just ended: for a minute last lines may still come in, and are shown here.")}
            </p>
          )}
          <div class="results-head">
            <Segments
              label={t("Side by side")}
              value={by}
              options={[
                { value: "group", label: t("by group") },
                { value: "column", label: t("by column") },
              ]}
              onPick={(value) => setBy(value as By)}
            />
          </div>
          {by === "group" ? <ByGroup results={results} /> : <ByColumn results={results} />}
        </>
      )}
    </>
  );
}

function ToHub() {
  const app = useApp();
  return (
    <Button class="before" kind="quiet" icon="before" onClick={() => app.layout.leaveWorkshop()}>
      {t("To the hub")}
    </Button>
  );
}

function PostButton({ plan }: { plan: string }) {
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    try {
      await postResults(plan);
      toast(() => t("The results are in the chat of the main room"));
    } catch (failure) {
      const words = failure instanceof ApiError ? failure.message : "";
      toast(() => words || t("That did not work. Please try again."));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon="chat" busy={busy && t("One moment …")} onClick={() => void send()}>
      {t("Post to the main room")}
    </Button>
  );
}

function ByGroup({ results }: { results: Results }) {
  return (
    <ol class="result-groups" aria-label={t("Groups")}>
      {results.groups.map((group) => (
        <li key={group.group} class="card result-group">
          <OneGroup group={group} />
        </li>
      ))}
    </ol>
  );
}

function OneGroup({ group }: { group: GroupResult }) {
  const isEmpty = group.cards.length === 0 && group.notes.trim() === "";
  return (
    <>
      <h2>{group.title}</h2>
      {group.task && <p class="mut t13">{group.task}</p>}
      {group.members.length > 0 && <p class="t13">{group.members.join(", ")}</p>}
      {isEmpty && <p class="mut">{t("Nothing was written.")}</p>}
      {group.cards.length > 0 && (
        <>
          <h3>{t("Cards")}</h3>
          <ul class="result-list">
            {group.cards.map((card, at) => (
              <CardLine key={`${at} ${card.text}`} card={card} note={card.column} />
            ))}
          </ul>
        </>
      )}
      {group.notes.trim() !== "" && (
        <>
          <h3>{t("Notes")}</h3>
          <p class="result-notes" dir="auto">
            {group.notes}
          </p>
        </>
      )}
    </>
  );
}

function CardLine({ card, note }: { card: CardText; note: string }) {
  return (
    <li>
      <span class="grow" dir="auto">
        {card.text} <span class="mut t12">{note}</span>
      </span>
      <span class="mut t12 num" title={tn("{n} vote", "{n} votes", card.votes)}>
        <span aria-hidden="true">{formatNumber(card.votes)}</span>
        <span class="unseen">{tn("{n} vote", "{n} votes", card.votes)}</span>
      </span>
    </li>
  );
}

/** All cards of a column together, those with most votes first, each with its group. */
function ByColumn({ results }: { results: Results }) {
  const all = results.groups.flatMap((group) => group.cards.map((card) => ({ card, title: group.title })));
  const columns = [...new Set(all.map(({ card }) => card.column))];
  if (columns.length === 0) return <Empty icon="table" words={t("No cards yet.")} />;
  return (
    <ol class="result-groups" aria-label={t("Columns")}>
      {columns.map((column) => (
        <li key={column} class="card result-group">
          <h2>{column}</h2>
          <ul class="result-list">
            {all
              .filter(({ card }) => card.column === column)
              .sort((a, b) => b.card.votes - a.card.votes)
              .map(({ card, title }, at) => (
                <CardLine key={`${at} ${card.text}`} card={card} note={title} />
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
