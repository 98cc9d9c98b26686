/** What an import would do, and everything that is wrong with its file. */
import { formatDay, formatTime, t, tn } from "../../i18n/i18n";
import type { Report } from "../../net/programme";

type What = Report["changes"][number]["what"];

const heading = (what: What, n: number): string =>
  ({
    added: () => tn("{n} new session", "{n} new sessions", n),
    changed: () => tn("{n} session changes", "{n} sessions change", n),
    missing: () => tn("{n} session is missing in the file", "{n} sessions are missing in the file", n),
    stays_cancelled: () => tn("{n} session stays cancelled here", "{n} sessions stay cancelled here", n),
  })[what]();

export function ImportReport({ report }: { report: Report }) {
  const kinds: What[] = ["added", "changed", "missing", "stays_cancelled"];
  return (
    <div class="col gap-3 import-report" role="status">
      <p class="mut t13">
        {t("Times without an offset: {zone}.", { zone: report.zone })}{" "}
        {report.same > 0 && tn("{n} session is the same.", "{n} sessions are the same.", report.same)}
      </p>
      <FaultList
        title={tn("{n} fault", "{n} faults", report.faults.count)}
        faults={report.faults}
        hint={tn("{n} session is left out.", "{n} sessions are left out.", report.left_out)}
        open
      />
      <FaultList title={tn("{n} note", "{n} notes", report.notes.count)} faults={report.notes} open />
      {kinds.map((what) => (
        <Changes key={what} what={what} changes={report.changes.filter((each) => each.what === what)} />
      ))}
    </div>
  );
}

interface FaultsProps {
  title: string;
  faults: Report["faults"];
  hint?: string;
  open?: boolean;
}

export function FaultList({ title, faults, hint, open }: FaultsProps) {
  if (faults.count === 0) return null;
  return (
    <details open={open}>
      <summary>{title}</summary>
      {hint && <p class="t13">{hint}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is scrolled by keyboard too */}
      <ul class="faults" tabIndex={0} aria-label={title}>
        {faults.told.map((each) => (
          <li key={`${each.place} ${each.problem}`}>
            <span class="mut t12">{each.place}</span>
            <span>{each.problem}</span> <span class="mut">{each.cure}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Changes({ what, changes }: { what: What; changes: Report["changes"] }) {
  if (changes.length === 0) return null;
  return (
    <details>
      <summary>{heading(what, changes.length)}</summary>
      <ul class="faults">
        {changes.map(({ title, starts_at }) => (
          <li key={`${title} ${starts_at}`}>
            <span>{title}</span>
            <span class="mut t12 num">
              {formatDay(starts_at)} {formatTime(starts_at)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
