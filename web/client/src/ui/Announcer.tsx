/** What a screen reader is told while the eyes would see it: polite, line by line, the newest last. */
import { signal } from "@preact/signals";

interface Line {
  id: number;
  words: string;
  at: number;
}

/** Lines kept: two things said in one moment must both be read. */
const KEPT = 4;
/** Milliseconds within which the same words again are the same news. */
const SAME_NEWS = 1000;

const lines = signal<readonly Line[]>([]);

export function announce(words: string): void {
  const last = lines.value.at(-1);
  const at = performance.now();
  if (last?.words === words && at - last.at < SAME_NEWS) return;
  lines.value = [...lines.value, { id: (last?.id ?? 0) + 1, words, at }].slice(-KEPT);
}

/** Takes back what was said: the words of a deleted message stay nowhere on the page. */
export function unsay(): void {
  lines.value = [];
}

export function Announcer() {
  return (
    <div class="unseen" role="log" aria-live="polite">
      {lines.value.map(({ id, words }) => (
        <p key={id}>{words}</p>
      ))}
    </div>
  );
}
