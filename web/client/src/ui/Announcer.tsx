/** What a screen reader is told while the eyes would see it: polite, one line at a time, never repeated at once. */
import { signal } from "@preact/signals";

const line = signal("");

export function announce(words: string): void {
  // The same words twice would not be read again: a trailing space makes them new.
  line.value = line.value === words ? `${words} ` : words;
}

export function Announcer() {
  return (
    <div class="unseen" role="log" aria-live="polite">
      {line.value}
    </div>
  );
}
