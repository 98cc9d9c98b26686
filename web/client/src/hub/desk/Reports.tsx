/** What people told the hosts: the newest first, with what was said around the message, and what came of it. */
import { formatDay, formatTime, t } from "../../i18n/i18n";
import { type Told, told } from "../../net/hosts";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Empty } from "../../ui/Empty";
import { useLoaded } from "../../ui/useLoaded";
import { type App, useApp } from "../app";
import { reasonWord } from "../ReportDialog";
import { Waiting } from "./Waiting";

const nameOf = (app: App, id: string): string => app.hub.nameOf(id) || t("Somebody forgotten");

export function Reports() {
  const list = useLoaded(told);
  if (list.value === null || list.failed) return <Waiting list={list} />;
  if (list.value.length === 0) return <Empty icon="welcome" words={t("Nobody has reported anything.")} />;
  return (
    <ol class="rows reports" aria-label={t("Reports, the newest first")}>
      {list.value.map((each) => (
        <ReportRow key={each.report} report={each} onSettled={list.again} />
      ))}
    </ol>
  );
}

function ReportRow({ report, onSettled }: { report: Told; onSettled(): void }) {
  const app = useApp();
  const [name, about] = [nameOf(app, report.visitor), nameOf(app, report.about)];
  const settle = async (outcome: "acted" | "nothing") => {
    if (await app.do("report.settle", { report: report.report, outcome })) onSettled();
  };
  return (
    <li class="report">
      <p class="row wrap">
        <b>{t("{name} about {person}", { name, person: about })}</b>
        <Chip tone={report.outcome === null ? "light" : "neutral"}>{outcomeWord(report.outcome)}</Chip>
      </p>
      <p class="mut t13">
        {reasonWord(report.reason)} · {formatDay(report.at)}, {formatTime(report.at)}
      </p>
      {report.body !== "" && <p class="body">{report.body}</p>}
      {report.around.length > 0 && (
        <ol class="around" aria-label={t("What was said around it")}>
          {report.around.map((line, at) => (
            <li key={at} class={line.is_it ? "told" : ""}>
              <b>{nameOf(app, line.author)}</b> {line.body} {line.is_it && <Chip>{t("reported")}</Chip>}
            </li>
          ))}
        </ol>
      )}
      {report.outcome === null && (
        <div class="row">
          <Button size="s" kind="primary" onClick={() => void settle("acted")}>
            {t("Done, something was done")}
          </Button>
          <Button size="s" onClick={() => void settle("nothing")}>
            {t("Nothing to do")}
          </Button>
        </div>
      )}
    </li>
  );
}

function outcomeWord(outcome: Told["outcome"]): string {
  if (outcome === null) return t("open");
  return outcome === "acted" ? t("done") : t("nothing to do");
}
