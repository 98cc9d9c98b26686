/** What people put under a message: each sign with its number; a press puts one's own there or takes it away. */
import { KINDS, kindWord, SIGNS } from "../../hall/reactions/kinds";
import { t } from "../../i18n/i18n";
import type { Message, Sign } from "../../net/wire";
import { useApp } from "../app";
import { nameRow } from "../words";

export function Signs({ message }: { message: Message }) {
  const app = useApp();
  const self = app.hub.self.value ?? "";
  const there = KINDS.filter((kind) => (message.reactions[kind] ?? []).length > 0);
  if (there.length === 0) return null;
  return (
    <div class="signs">
      {there.map((kind) => {
        const people = message.reactions[kind] ?? [];
        const names = nameRow(people.map((each) => app.hub.nameOf(each)));
        return (
          <button
            key={kind}
            type="button"
            class="chat-sign"
            aria-pressed={people.includes(self)}
            aria-label={t("{sign}: {names}", { sign: kindWord(kind), names })}
            title={names}
            disabled={!app.hub.may("chat.post")}
            onClick={() => sign(app, message, kind)}
          >
            <span aria-hidden="true">{SIGNS[kind]}</span>
            <span class="num t12">{people.length}</span>
          </button>
        );
      })}
    </div>
  );
}

/** Puts one's own sign under a message, or takes it away. */
export function sign(app: ReturnType<typeof useApp>, message: Message, kind: Sign): void {
  const on = !(message.reactions[kind] ?? []).includes(app.hub.self.value ?? "");
  void app.do("message.react", { message: message.message, kind, on });
}
