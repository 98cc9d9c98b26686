/** Over the field: the message one answers, or one's own that is being put right; and who else is writing. */
import { t, tn } from "../../i18n/i18n";
import { IconButton } from "../../ui/Button";
import { Icon } from "../../ui/icons";
import { useApp } from "../app";
import { nameRow } from "../words";

export function MatterLine({ channel, onDrop }: { channel: string; onDrop(): void }) {
  const app = useApp();
  const { value: matter } = app.writing.matter(channel);
  if (matter === null) return null;
  const name = app.hub.nameOf(matter.message.author);
  return (
    <div class="matter">
      <Icon name={matter.kind === "reply" ? "return" : "scroll"} size="s" />
      <p class="grow">
        <b>{matter.kind === "reply" ? t("Answer to {name}", { name }) : t("Put your message right")}</b>
        <span class="quoted">{matter.message.body}</span>
      </p>
      <IconButton
        kind="quiet"
        size="s"
        icon="close"
        label={matter.kind === "reply" ? t("Do not answer") : t("Leave it as it was")}
        onClick={onDrop}
      />
    </div>
  );
}

/** Seen, not announced: it comes and goes. */
export function Typists({ channel }: { channel: string }) {
  const app = useApp();
  const who = [...app.writing.typists.value].filter(([, where]) => where === channel);
  const names = nameRow(who.slice(0, 3).map(([id]) => app.hub.nameOf(id)));
  return (
    <p class="typists mut t12" aria-hidden="true">
      {who.length > 0 && tn("{names} is writing …", "{names} are writing …", who.length, { names })}
    </p>
  );
}
