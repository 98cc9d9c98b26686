/** All chats one takes part in, unread ones marked. */
import { t, tn } from "../i18n/i18n";
import { otherIn } from "../state/chat";
import { Button } from "../ui/Button";
import { Face } from "../ui/Face";
import { Icon } from "../ui/icons";
import { useApp } from "./app";
import { channelsOf, channelTitle } from "./ChatPanel";

export function ChannelList() {
  const app = useApp();
  return (
    <ul class="rows flat" aria-label={t("Messages")}>
      {channelsOf(app).map((id) => (
        <ChannelEntry key={id} id={id} />
      ))}
    </ul>
  );
}

function ChannelEntry({ id }: { id: string }) {
  const app = useApp();
  const title = channelTitle(app, id);
  const { unread } = app.chat.channel(id).value;
  const other = app.hub.visitors.value.get(otherIn(id, app.hub.self.value) ?? "");
  return (
    <li>
      {other ? (
        <Face look={other.look} size={40} />
      ) : (
        <span class="sign">
          <Icon name={id === "hub" ? "people" : "door"} />
        </span>
      )}
      <div class="grow">
        <h2 class="title">{title}</h2>
        <p class="mut t12">
          {unread > 0 ? tn("{n} unread message", "{n} unread messages", unread) : t("Everything is read")}
        </p>
      </div>
      {unread > 0 && <span class="badge">{unread}</span>}
      <Button
        size="s"
        class="verb"
        aria-label={t("Open the chat: {name}", { name: title })}
        onClick={() => {
          app.chat.show(id);
          app.layout.showPanel("chat");
        }}
      >
        {t("Open")}
      </Button>
    </li>
  );
}
