/** Searching what one may read: of all chats, the newest first. */
import { useState } from "preact/hooks";
import { formatDay, formatTime, t } from "../../i18n/i18n";
import { searchMessages } from "../../net/session";
import type { Message } from "../../net/wire";
import { Button, IconButton } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Bones, Empty } from "../../ui/Empty";
import { useApp } from "../app";
import { channelTitle } from "../ChatPanel";

const LEAST = 2;

export function SearchButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton
        kind="quiet"
        size="s"
        icon="search"
        label={t("Search messages")}
        onClick={() => setOpen(true)}
      />
      {open && <SearchDialog onClose={() => setOpen(false)} />}
    </>
  );
}

type Found = { words: string; messages: readonly Message[]; more: boolean };

function SearchDialog({ onClose }: { onClose(): void }) {
  const [words, setWords] = useState("");
  const [state, setState] = useState<"rest" | "busy" | "failed">("rest");
  const [found, setFound] = useState<Found | null>(null);
  const isShort = words.trim().length < LEAST;
  const search = async (event: Event) => {
    event.preventDefault();
    if (isShort) return;
    setState("busy");
    try {
      setFound({ ...(await searchMessages(words)), words });
      setState("rest");
    } catch {
      setState("failed");
    }
  };
  return (
    <Dialog title={t("Search messages")} onClose={onClose}>
      <form class="row search-words" onSubmit={(event) => void search(event)}>
        <input
          autofocus
          type="search"
          class="input grow"
          aria-label={t("Words to look for")}
          placeholder={t("Words to look for")}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
        <Button type="submit" kind="primary" disabled={isShort && t("Please write at least two characters.")}>
          {t("Search")}
        </Button>
      </form>
      <div role="status">
        {state === "busy" && <Bones lines={3} label={t("Searching …")} />}
        {state === "failed" && <p class="error">{t("That did not work. Please try again.")}</p>}
        {state === "rest" && found?.messages.length === 0 && (
          <Empty icon="search" words={t("Nothing holds the words “{words}”.", { words: found.words })} />
        )}
      </div>
      {state === "rest" && found && <Results found={found} onClose={onClose} />}
    </Dialog>
  );
}

function Results({ found, onClose }: { found: Found; onClose(): void }) {
  const app = useApp();
  return (
    <ol class="found">
      {found.messages.map((message) => (
        <li key={message.message}>
          <button
            type="button"
            onClick={() => {
              onClose();
              app.readAt(message);
            }}
          >
            <span class="mut t12">
              {channelTitle(app, message.channel)} · {formatDay(message.at)}, {formatTime(message.at)}
            </span>
            <span>
              <b>{app.hub.nameOf(message.author) || t("A former visitor")}</b> {message.body}
            </span>
          </button>
        </li>
      ))}
      {found.more && <li class="mut t13">{t("There are more. Further words narrow it down.")}</li>}
    </ol>
  );
}
