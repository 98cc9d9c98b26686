/** Writing a message: Enter sends, Shift+Enter breaks the line, @ calls people; a counter near the limit. */
import { useId, useRef, useState } from "preact/hooks";
import { formatNumber, t } from "../i18n/i18n";
import type { Person } from "../state/hub";
import { IconButton } from "../ui/Button";
import { type App, useApp } from "./app";
import { CallList } from "./chat/CallList";
import { MatterLine } from "./chat/Matter";
import { answer } from "./chat/MessageMenu";
import { calling, candidates } from "./chat/mentions";

const LONGEST = 5000;
/** From here on the characters left are shown. */
const WARN_AT = 4500;

/** Those who can be called in a channel: who is here, but oneself. */
function others(app: App, channel: string): Person[] {
  const self = app.hub.self.value ?? "";
  const isIn = (id: string) => !channel.startsWith("dm:") || channel.includes(id);
  return app.hub.people.value.filter(({ id }) => id !== self && isIn(id));
}

/** Says what is written: as a new message, or in place of an own one. */
function say(app: App, channel: string, body: string): void {
  const matter = app.writing.matter(channel);
  const { value: now } = matter;
  matter.value = null;
  if (now?.kind === "edit") void app.do("message.edit", { message: now.message.message, body });
  else
    app.chat.post(channel, {
      body,
      reply_to: now?.message.message ?? null,
      mentions: app.writing.called(body, others(app, channel)),
    });
}

/** The newest own message of a channel, to be put right by the arrow up. */
const newestOwn = (app: App, channel: string) =>
  app.chat
    .channel(channel)
    .value.messages.findLast(({ author, body }) => author === app.hub.self.value && body !== null);

export function Composer({ channel, title }: { channel: string; title: string }) {
  const app = useApp();
  const isSilent = !app.hub.may(channel.startsWith("dm:") ? "chat.direct" : "chat.post");
  if (isSilent) return <p class="composer mut t13">{t("You may read here, but not write.")}</p>;
  return <Field key={channel} channel={channel} title={title} />;
}

function Field({ channel, title }: { channel: string; title: string }) {
  const app = useApp();
  const draft = app.chat.draft(channel);
  const matter = app.writing.matter(channel);
  const edits = matter.value?.kind === "edit" ? matter.value.message : null;
  const [mended, setMended] = useState<{ of: string; text: string } | null>(null);
  const text = edits ? (mended?.of === edits.message ? mended.text : (edits.body ?? "")) : draft.value;
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const left = LONGEST - text.length;
  const write = (words: string) => {
    if (edits) setMended({ of: edits.message, text: words });
    else draft.value = words;
  };
  const calls = useCalls(app, channel, area, write);
  const send = () => {
    const body = text.trim();
    if (body === "" || left < 0) return;
    say(app, channel, body);
    if (!edits) draft.value = "";
    area.current?.focus();
  };
  const drop = () => {
    matter.value = null;
    area.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing || calls.press(event)) return;
    const own = event.key === "ArrowUp" && text === "" && newestOwn(app, channel);
    if (own) answer(app, own, "edit");
    else if (event.key === "Escape" && matter.value !== null) drop();
    else if (event.key === "Enter" && !event.shiftKey) send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <MatterLine channel={channel} onDrop={drop} />
      {calls.people.length > 0 && (
        <CallList id={`${id}-people`} people={calls.people} chosen={calls.chosen} onPick={calls.pick} />
      )}
      <label class="unseen" for={id}>
        {t("Message to {name}", { name: title })}
      </label>
      <div class="compose">
        <textarea
          ref={area}
          id={id}
          rows={1}
          value={text}
          placeholder={t("Message to {name}", { name: title })}
          aria-describedby={`${id}-left`}
          aria-invalid={left < 0}
          aria-autocomplete="list"
          aria-controls={calls.people.length > 0 ? `${id}-people` : undefined}
          aria-activedescendant={calls.people.length > 0 ? `${id}-people-${calls.chosen}` : undefined}
          onInput={(event) => {
            write(event.currentTarget.value);
            calls.look();
            app.writing.note(channel);
          }}
          onKeyDown={press}
          onBlur={calls.close}
        />
        <IconButton
          type="submit"
          kind="primary"
          size="s"
          icon={edits ? "check" : "send"}
          label={edits ? t("Save") : t("Send")}
          disabled={left < 0 && t("The message is too long.")}
        />
      </div>
      <p id={`${id}-left`} class={left < 0 ? "error" : "hint"} role="status">
        {text.length >= WARN_AT &&
          (left < 0
            ? t("{n} characters too many", { n: formatNumber(-left) })
            : t("{n} characters left", { n: formatNumber(left) }))}
      </p>
    </form>
  );
}

/** The list of people while a name is typed: arrows move in it, Enter and Tab take one, Escape closes it. */
function useCalls(
  app: App,
  channel: string,
  area: { current: HTMLTextAreaElement | null },
  write: (text: string) => void,
) {
  const [typed, setTyped] = useState<{ from: number; word: string } | null>(null);
  const [at, setAt] = useState(0);
  const people = typed ? candidates(others(app, channel), typed.word) : [];
  const chosen = Math.min(at, Math.max(0, people.length - 1));
  const close = () => setTyped(null);
  const pick = ({ id, name }: Person) => {
    const field = area.current;
    if (!field || !typed) return;
    const before = `${field.value.slice(0, typed.from)}@${name} `;
    const text = before + field.value.slice(field.selectionStart);
    app.writing.chose(name, id);
    write(text);
    close();
    requestAnimationFrame(() => field.setSelectionRange(before.length, before.length));
  };
  const press = ({ key, shiftKey }: KeyboardEvent): boolean => {
    const person = people[chosen];
    if (!person) return false;
    if (key === "ArrowDown") setAt((chosen + 1) % people.length);
    else if (key === "ArrowUp") setAt((chosen + people.length - 1) % people.length);
    else if ((key === "Enter" && !shiftKey) || key === "Tab") pick(person);
    else if (key === "Escape") close();
    else return false;
    return true;
  };
  const look = () => {
    const field = area.current;
    setTyped(field && calling(field.value, field.selectionStart));
    setAt(0);
  };
  return {
    people,
    chosen,
    pick,
    close,
    look,
    press: (event: KeyboardEvent): boolean => {
      const taken = press(event);
      if (taken) {
        event.preventDefault();
        event.stopPropagation();
      }
      return taken;
    },
  };
}
