/** What is true of an assignment: said as it is, also where it is not perfect. */
import { useApp } from "../hub/app";
import { formatList, formatNumber, t, tn } from "../i18n/i18n";
import type { Report } from "../protocol.gen";
import { Icon } from "../ui/icons";
import { howWord, nameOf, traitWord } from "./words";

interface ReportProps {
  report: Report;
}

export function ReportCard({ report }: ReportProps) {
  const [least, most] = report.sizes;
  const isClean = report.repeats === 0 && report.left_over.length === 0 && report.tables.length === 0;
  return (
    <section
      class={`note ${isClean ? "" : "light"} assign-report`}
      aria-label={t("What is true of it")}
      role="status"
    >
      <Icon name={isClean ? "check" : "info"} />
      <div class="col">
        <p>
          <b>{howWord(report.how)}</b> · {tn("{n} person", "{n} people", report.people)} ·{" "}
          {tn("{n} group", "{n} groups", report.groups)} ·{" "}
          {least === most
            ? t("{n} in each", { n: formatNumber(most) })
            : t("{least} to {most} in each", { least: formatNumber(least), most: formatNumber(most) })}
        </p>
        <p>{guaranteeWords(report)}</p>
        <Spread spread={report.spread} />
        <Repeats report={report} />
        <LeftOver who={report.left_over} />
      </div>
    </section>
  );
}

function guaranteeWords({ guarantee }: Report): string {
  const words: Record<Report["guarantee"], string> = {
    none: t("Nothing is promised of this one: it is as good as was found."),
    sizes: t("Proven: the sizes differ by one at most, as far as limits allow."),
    traits: t("Proven: sizes and the first two traits differ by one at most."),
    no_repeats: t("Proven: nobody meets anybody twice."),
  };
  return words[guarantee];
}

function Spread({ spread }: { spread: Report["spread"] }) {
  const uneven = Object.entries(spread).filter(([, by]) => by > 1);
  if (uneven.length === 0) return null;
  return (
    <p>
      {uneven
        .map(([trait, by]) =>
          t("{trait}: groups differ by up to {n}.", { trait: traitWord(trait), n: formatNumber(by) }),
        )
        .join(" ")}
    </p>
  );
}

/** Who meets again, and whether that could have been spared. */
function Repeats({ report: { repeats, again, tables, perfect } }: { report: Report }) {
  const app = useApp();
  if (repeats === 0 && tables.length === 0) return null;
  const rest = repeats - again.length;
  return (
    <details>
      <summary>
        {tn("{n} pair meets again", "{n} pairs meet again", repeats)}
        {tables.length > 0 &&
          `, ${tn("{n} person comes to a table again", "{n} people come to a table again", tables.length)}`}
      </summary>
      <p>
        {perfect === "no"
          ? t("A round without repeats does not exist any more.")
          : perfect === "yes"
            ? t("A round without repeats exists, but was not found in time.")
            : t("Whether a round without repeats exists is not known.")}
      </p>
      <ul>
        {again.map(([one, other]) => (
          <li key={`${one} ${other}`}>{formatList([nameOf(app, one), nameOf(app, other)])}</li>
        ))}
        {rest > 0 && <li>{tn("and {n} more", "and {n} more", rest)}</li>}
      </ul>
      {tables.length > 0 && (
        <p>{t("At a table again: {names}", { names: formatList(tables.map((id) => nameOf(app, id))) })}</p>
      )}
    </details>
  );
}

function LeftOver({ who }: { who: readonly string[] }) {
  const app = useApp();
  if (who.length === 0) return null;
  return (
    <p>
      <b>{tn("{n} person has no place:", "{n} people have no place:", who.length)}</b>{" "}
      {formatList(who.map((id) => nameOf(app, id)))}
    </p>
  );
}
