/** One message: by whom, when, what; and own ones that are still on their way. */
import { useEffect, useRef } from "preact/hooks";
import { formatTime, t } from "../i18n/i18n";
import type { Message } from "../net/wire";
import type { Pending } from "../state/chat";
import { Button } from "../ui/Button";
import { Face } from "../ui/Face";
import { Icon } from "../ui/icons";
import { useApp } from "./app";
import { Body } from "./chat/Body";
import { MessageMenu } from "./chat/MessageMenu";
import { Signs } from "./chat/Signs";

/** What a message answers, in one line. */
function Quoted({ message: { quote } }: { message: Message }) {
  const app = useApp();
  const name = app.hub.nameOf(quote?.author ?? "") || t("A former visitor");
  return (
    <p class="quote t13">
      {quote?.body ? (
        <>
          <b>{name}</b> <span class="quoted">{quote.body}</span>
        </>
      ) : (
        t("In answer to a message that is not here any more")
      )}
    </p>
  );
}

/** Brings a message that was looked for into sight, with the focus on it. */
function usePointed(message: string) {
  const { pointed } = useApp().chat;
  const line = useRef<HTMLLIElement>(null);
  const isPointed = pointed.value === message;
  useEffect(() => {
    if (!isPointed) return;
    line.current?.scrollIntoView({ block: "center" });
    line.current?.focus({ preventScroll: true });
  }, [isPointed]);
  const turn = () => {
    if (pointed.peek() === message) pointed.value = null;
  };
  return isPointed
    ? { ref: line, tabIndex: -1, class: "message pointed", onBlur: turn }
    : { ref: line, class: "message" };
}

export function MessageLine({ message }: { message: Message }) {
  const app = useApp();
  const line = usePointed(message.message);
  const author = app.hub.visitors.value.get(message.author);
  const name = author?.name ?? t("A former visitor");
  return (
    <li {...line}>
      {author ? <Face look={author.look} size={36} /> : <span class="face gone" />}
      <div class="grow">
        <div class="row">
          <b>{name}</b>
          <time class="mut t12 num" dateTime={new Date(message.at).toISOString()}>
            {formatTime(message.at)}
          </time>
          {message.edited && message.body !== null && <span class="mut t12">{t("put right")}</span>}
        </div>
        {message.reply_to !== null && <Quoted message={message} />}
        {message.body === null ? (
          <p class="mut">{t("This message was deleted.")}</p>
        ) : (
          <Body text={message.body} mentions={message.mentions} />
        )}
        <Signs message={message} />
      </div>
      {message.body !== null && <MessageMenu message={message} name={name} />}
    </li>
  );
}

export function PendingLine({ line, channel }: { line: Pending; channel: string }) {
  const app = useApp();
  const own = app.hub.visitors.value.get(app.hub.self.value ?? "");
  return (
    <li class={`message ${line.error === null ? "waiting" : ""}`}>
      {own && <Face look={own.look} size={36} />}
      <div class="grow">
        <div class="row">
          <b>{own?.name}</b>
          <span class="mut t12">{line.error === null ? t("on its way …") : ""}</span>
        </div>
        <Body text={line.body} mentions={line.mentions} />
        {line.error !== null && (
          <div class="error" role="alert">
            <Icon name="warning" size="s" />
            <span class="grow">{line.error || t("The message could not be sent.")}</span>
          </div>
        )}
        {line.error !== null && (
          <div class="row">
            <Button kind="link" size="s" onClick={() => app.chat.retry(channel, line.cmdId)}>
              {t("Send again")}
            </Button>
            <Button kind="link" size="s" onClick={() => app.chat.discard(channel, line.cmdId)}>
              {t("Discard")}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}
