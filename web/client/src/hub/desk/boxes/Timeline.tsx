/** When a source of the hall was cut, and when it was back; the newest first. */
import { sourceName } from "../../../hall/sources";
import { formatDay, formatTime, t } from "../../../i18n/i18n";
import { useApp } from "../../app";

const SHOWN = 20;

export function Timeline({ stage }: { stage: string }) {
  const { hub } = useApp();
  const marks = (hub.boxes.marks.value.get(stage) ?? []).slice(-SHOWN).reverse();
  if (marks.length === 0) return null;
  const sentence = (kind: "cut" | "back", source: string) => {
    const name = sourceName(hub, stage, source);
    return kind === "cut" ? t("{name}: cut", { name }) : t("{name}: there", { name });
  };
  return (
    <details>
      <summary>{t("Cuts and returns")}</summary>
      <ol class="rows narrow">
        {marks.map(({ kind, source, at }) => (
          <li key={`${source}-${at}-${kind}`}>
            <span class="grow">{sentence(kind, source)}</span>
            <time class="mut t12 num" dateTime={new Date(at).toISOString()}>
              {formatDay(at)}, {formatTime(at)}
            </time>
          </li>
        ))}
      </ol>
    </details>
  );
}
