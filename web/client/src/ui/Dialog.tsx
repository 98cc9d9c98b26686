/** The browser's own modal dialog: focus stays inside, Escape closes, focus returns to where it was. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import { IconButton } from "./Button";

interface DialogProps {
  title: string;
  onClose(): void;
  children: ComponentChildren;
  /** The buttons at the end, the safe one first. */
  verbs?: ComponentChildren;
  class?: string;
}

export function Dialog({ title, onClose, children, verbs, class: extra }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.showModal();
    // The field one came for, where there is one; else the browser's choice.
    ref.current?.querySelector<HTMLElement>("[autofocus]")?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={ref} class={`dialog ${extra ?? ""}`} aria-labelledby={id} onClose={onClose}>
      <div class="inside">
        <div class="head">
          <h2 id={id}>{title}</h2>
          <IconButton kind="quiet" icon="close" label={t("Close")} onClick={() => ref.current?.close()} />
        </div>
        {children}
        {verbs && <div class="verbs">{verbs}</div>}
      </div>
    </dialog>
  );
}
