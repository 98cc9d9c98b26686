/** One short message at a time above the bar; it goes after 8 s unless it has the focus or the pointer. */
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { Button, IconButton } from "./Button";

interface ToastAction {
  label: string;
  run(): void;
}

interface ToastText {
  /** A function, so that the words follow a switch of language. */
  words: () => string;
  actions: ToastAction[];
}

const STAYS = 8000;
const shown = signal<ToastText | null>(null);

/** Says something that passes; what lasts belongs into a panel. */
export function toast(words: () => string, actions: ToastAction[] = []): void {
  shown.value = { words, actions };
}

const hide = (): void => {
  shown.value = null;
};

export function Toasts() {
  const now = shown.value;
  return (
    <div role="status" aria-live="polite">
      {now && <ToastCard key={now.words()} {...now} />}
    </div>
  );
}

function ToastCard({ words, actions }: ToastText) {
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
