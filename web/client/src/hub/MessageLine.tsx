/** One message: by whom, when, what; and own ones that are still on their way. */
import { formatTime, t } from "../i18n/i18n";
import type { Message } from "../net/wire";
import type { Pending } from "../state/chat";
import { Button } from "../ui/Button";
import { Face } from "../ui/Face";
import { Icon } from "../ui/icons";
import { Menu, MenuItem } from "../ui/Menu";
import { useApp } from "./app";
import { splitLinks } from "./links";

/** The text with its line breaks; addresses open in a new tab that cannot reach back. */
function Body({ text }: { text: string }) {
  return (
    <p class="body">
      {splitLinks(text).map((part, at) =>
        part.href ? (
          <a key={at} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}

export function MessageLine({ message }: { message: Message }) {
  const app = useApp();
  const author = app.hub.visitors.value.get(message.author);
  const name = author?.name ?? t("A former visitor");
  return (
    <li class="message">
      {author ? <Face look={author.look} size={36} /> : <span class="face gone" />}
      <div class="grow">
        <div class="row">
          <b>{name}</b>
          <time class="mut t12 num" dateTime={new Date(message.at).toISOString()}>
            {formatTime(message.at)}
          </time>
        </div>
        {message.body === null ? (
          <p class="mut">{t("This message was deleted.")}</p>
        ) : (
          <Body text={message.body} />
        )}
      </div>
      {message.body !== null && app.hub.may("chat.delete") && (
        <span class="on-hover">
          <Menu label={t("What to do about the message of {name}", { name })} icon="more" size="s">
            <MenuItem
              icon="trash"
              danger
              onPick={() => void app.do("message.delete", { message: message.message })}
            >
              {t("Delete the message")}
            </MenuItem>
          </Menu>
        </span>
      )}
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
        <Body text={line.body} />
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
