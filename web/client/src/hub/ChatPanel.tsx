/** The chat: which channel, what was said, and what one says. */
import { useEffect, useRef } from "preact/hooks";
import { formatDay, t } from "../i18n/i18n";
import type { Message } from "../net/wire";
import { type Channel, otherIn } from "../state/chat";
import { Button } from "../ui/Button";
import { Bones, Empty } from "../ui/Empty";
import { type App, useApp } from "./app";
import { Composer } from "./Composer";
import { Typists } from "./chat/Matter";
import { SearchButton } from "./chat/SearchDialog";
import { MessageLine, PendingLine } from "./MessageLine";

/** Channels one can write in now: the whole hub, the room one is in, one's group, and direct ones that hold something. */
export function channelsOf(app: App): string[] {
  const room = app.hub.ownRoom.value;
  const rooms = room === null ? [] : [`room:${room}`];
  const group = app.hub.breakouts.own.value?.group;
  const groups = group ? [`group:${group.id}`] : [];
  const direct = app.chat.known.value.filter((id) => id.startsWith("dm:"));
  // A child of a workshop reads and writes nowhere else.
  const everybody = app.hub.minors.own.value === null ? ["hub"] : [];
  return [...everybody, ...rooms, ...groups, ...direct];
}

/** What a channel is called. */
export function channelTitle(app: App, id: string): string {
  if (id === "hub") return t("Everybody");
  if (id.startsWith("group:")) return app.hub.breakouts.titleOf(id.slice("group:".length));
  const other = otherIn(id, app.hub.self.value);
  return other === null ? app.places.title(id.slice("room:".length)) : app.hub.nameOf(other);
}

/** Who reads it, in a heading. */
export function chatHeading(app: App, id: string): string {
  if (id === "hub") return t("Chat with everybody in the hub");
  return id.startsWith("dm:")
    ? t("Chat with {name}", { name: channelTitle(app, id) })
    : channelTitle(app, id);
}

/** To whom one writes, within "Message to …". */
const addressee = (app: App, id: string): string => (id === "hub" ? t("everybody") : channelTitle(app, id));

export function ChatPanel() {
  const app = useApp();
  const shown = app.chat.shown.value ?? app.chat.home;
  // Where `shown` is read: in a part of its own it would run late, and turn back what was turned to meanwhile.
  useEffect(() => {
    app.chat.show(shown);
    return () => app.chat.show(null);
  }, [app, shown]);
  // A child of a workshop has the chats of its rooms only, and none before it stands in one.
  const isNone = shown === "hub" && !channelsOf(app).includes("hub");
  return isNone ? <Empty icon="chat" words={t("No messages yet.")} /> : <ChatOf shown={shown} />;
}

function ChatOf({ shown }: { shown: string }) {
  const app = useApp();
  return (
    <div class="chat">
      <h3 class="chat-title">{chatHeading(app, shown)}</h3>
      <div class="row chat-head">
        <ChannelRow shown={shown} />
        <SearchButton />
      </div>
      <Messages key={shown} channel={app.chat.channel(shown).value} />
      <Typists channel={shown} />
      <Composer channel={shown} title={addressee(app, shown)} />
    </div>
  );
}

function ChannelRow({ shown }: { shown: string }) {
  const app = useApp();
  const all = channelsOf(app);
  const channels = all.includes(shown) ? all : [...all, shown];
  if (channels.length === 1) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of switches is no form
    <div class="channels" role="group" aria-label={t("Chats")}>
      {channels.map((id) => {
        const { unread } = app.chat.channel(id).value;
        return (
          <button
            key={id}
            type="button"
            class="chip channel"
            aria-pressed={id === shown}
            onClick={() => app.chat.show(id)}
          >
            {channelTitle(app, id)}
            {unread > 0 && <span class="badge">{unread}</span>}
          </button>
        );
      })}
    </div>
  );
}

const dayOf = (at: number): string => new Date(at).toDateString();

function Messages({ channel }: { channel: Channel }) {
  const app = useApp();
  const box = useRef<HTMLDivElement>(null);
  const isLow = useRef(true);
  const { messages, pending, more, loading, failed } = channel;
  // New lines pull the view down only while it is at the end; older pages keep what is being read in place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when lines were added
  useEffect(() => {
    if (box.current && isLow.current && app.chat.pointed.value === null)
      box.current.scrollTop = box.current.scrollHeight;
  }, [messages, pending]);
  // So does the end when the field below grows, or says what one answers.
  useEffect(() => {
    const it = box.current;
    if (!it) return;
    const seen = new ResizeObserver(() => {
      if (isLow.current && app.chat.pointed.value === null) it.scrollTop = it.scrollHeight;
    });
    seen.observe(it);
    return () => seen.disconnect();
  }, [app]);
  const isEmpty = messages.length + pending.length === 0;
  return (
    <section
      ref={box}
      class="messages"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t("Messages")}
      onScroll={({ currentTarget: it }) => {
        isLow.current = it.scrollHeight - it.scrollTop - it.clientHeight < 40;
      }}
    >
      {loading && <Bones lines={3} label={t("Messages are loading")} />}
      {failed && (
        <Retry text={t("Messages could not be loaded.")} onRetry={() => void app.chat.older(channel.id)} />
      )}
      {more && !loading && (
        <Button kind="quiet" size="s" onClick={() => void app.chat.older(channel.id)}>
          {t("Older messages")}
        </Button>
      )}
      {isEmpty && more === false && <Empty icon="chat" words={t("No messages yet.")} />}
      <ol>
        {messages.map((message, at) => (
          <Line key={message.message} message={message} before={messages[at - 1]} />
        ))}
        {pending.map((line) => (
          <PendingLine key={line.cmdId} line={line} channel={channel.id} />
        ))}
      </ol>
    </section>
  );
}

function Line({ message, before }: { message: Message; before: Message | undefined }) {
  const isNewDay = !before || dayOf(before.at) !== dayOf(message.at);
  const isToday = dayOf(message.at) === dayOf(Date.now());
  return (
    <>
      {isNewDay && <li class="day">{isToday ? t("Today") : formatDay(message.at)}</li>}
      <MessageLine message={message} />
    </>
  );
}

function Retry({ text, onRetry }: { text: string; onRetry(): void }) {
  return (
    <div class="note light">
      <p class="grow">{text}</p>
      <Button kind="quiet" size="s" onClick={onRetry}>
        {t("Try again")}
      </Button>
    </div>
  );
}
