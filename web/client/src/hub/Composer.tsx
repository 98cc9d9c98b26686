/** Writing a message: Enter sends, Shift+Enter breaks the line; a counter near the limit. */
import { useId, useRef } from "preact/hooks";
import { formatNumber, t } from "../i18n/i18n";
import { IconButton } from "../ui/Button";
import { useApp } from "./app";

const LONGEST = 5000;
/** From here on the characters left are shown. */
const WARN_AT = 4500;

export function Composer({ channel, title }: { channel: string; title: string }) {
  const app = useApp();
  const draft = app.chat.draft(channel);
  const text = draft.value;
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const left = LONGEST - text.length;
  const isSilent = !app.hub.may(channel.startsWith("dm:") ? "chat.direct" : "chat.post");
  const send = () => {
    const body = text.trim();
    if (body === "" || left < 0) return;
    app.chat.post(channel, body);
    draft.value = "";
    area.current?.focus();
  };
  if (isSilent) return <p class="composer mut t13">{t("You may read here, but not write.")}</p>;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
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
          onInput={(event) => {
            draft.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <IconButton
          type="submit"
          kind="primary"
          size="s"
          icon="send"
          label={t("Send")}
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
