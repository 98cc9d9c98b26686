/**
 * One short message at a time above the bar; it goes after 8 s unless it has the focus or the pointer. The newest is
 * shown at once, and what it covered that asks for something comes back afterwards.
 */
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { Button, IconButton } from "./Button";

interface ToastAction {
  label: string;
  run(): void;
}

export interface ToastText {
  /** A function, so that the words follow a switch of language. */
  words: () => string;
  actions: ToastAction[];
  /** Whether it comes back when another one covered it. */
  stays: boolean;
}

const STAYS = 8000;
const MOST = 5;
/** What is shown, then what it covers. */
const pile = signal<readonly ToastText[]>([]);

/** Says something that passes; what lasts belongs into a panel. What asks for something `stays`. */
export function toast(words: () => string, actions: ToastAction[] = [], stays = actions.length > 0): void {
  pile.value = piled(pile.value, { words, actions, stays });
}

/** The pile with one more on top: the same words are said once, and the oldest of many go. */
export function piled(now: readonly ToastText[], more: ToastText): ToastText[] {
  const covered = now.filter((each) => each.stays && each.words() !== more.words());
  return [more, ...covered].slice(0, MOST);
}

const hide = (): void => {
  pile.value = pile.value.slice(1);
};

export function Toasts() {
  const [now] = pile.value;
  return (
    <div role="status" aria-live="polite">
      {now && <ToastCard key={now.words()} {...now} />}
    </div>
  );
}

function ToastCard({ words, actions }: Pick<ToastText, "words" | "actions">) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(hide, STAYS);
    return () => clearTimeout(timer);
  }, [held]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form
    <div
      class="toast"
      role="group"
      onFocusIn={hold}
      onFocusOut={release}
      onMouseEnter={hold}
      onMouseLeave={release}
    >
      <span class="words grow">{words()}</span>
      {actions.map((action) => (
        <Button
          key={action.label}
          kind="primary"
          size="s"
          onClick={() => {
            hide();
            action.run();
          }}
        >
          {action.label}
        </Button>
      ))}
      <IconButton kind="quiet" size="s" icon="close" label={t("Close")} onClick={hide} />
    </div>
  );
}
