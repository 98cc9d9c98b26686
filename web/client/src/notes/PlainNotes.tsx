/**
 * Shared notes in an ordinary field, for assistive technology and for who likes it plain. Others' changes are merged
 * into it, the cursor stays at its words, and what they changed is told by its line.
 */
import { useEffect, useRef } from "preact/hooks";
import { UndoManager, type YTextEvent } from "yjs";
import { t } from "../i18n/i18n";
import { announce } from "../ui/Announcer";
import { Button } from "../ui/Button";
import { TEXT_MOST } from "./editor";
import { changeOf, lineAt, lineOf, shifted } from "./plain";
import { encodeSpan } from "./position";
import type { Provider } from "./provider";

const ORIGIN = "plain";
/** Others' changes are told at most so often, the last line that was changed. */
const TELL_MS = 5000;

interface PlainProps {
  provider: Provider;
  nameOf(visitor: string): string;
}

export function PlainNotes({ provider, nameOf }: PlainProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const undo = useRef<UndoManager | null>(null);
  const text = provider.doc.getText("text");
  // biome-ignore lint/correctness/useExhaustiveDependencies: names are looked up anew each time
  useEffect(() => {
    const made = new UndoManager(text, { trackedOrigins: new Set([ORIGIN]) });
    undo.current = made;
    const tell = teller(provider, nameOf);
    const follow = (event: YTextEvent) => {
      if (field.current && event.transaction.origin !== ORIGIN) merge(field.current, text.toString(), tell);
    };
    if (field.current) field.current.value = text.toString();
    text.observe(follow);
    return () => {
      provider.point(null);
      text.unobserve(follow);
      made.destroy();
      tell.stop();
    };
  }, [provider]);
  const typed = ({ currentTarget }: { currentTarget: HTMLTextAreaElement }) => {
    const change = changeOf(text.toString(), currentTarget.value);
    if (change === null) return;
    provider.doc.transact(() => {
      text.delete(change.at, change.remove);
      text.insert(change.at, change.insert);
    }, ORIGIN);
  };
  const point = ({ currentTarget: at }: { currentTarget: HTMLTextAreaElement }) =>
    provider.point(encodeSpan(text, { anchor: at.selectionStart, head: at.selectionEnd }));
  return (
    <>
      <textarea
        ref={field}
        class="notes-plain"
        aria-label={t("Shared notes")}
        maxLength={TEXT_MOST}
        readOnly={!provider.write.value}
        onInput={typed}
        onFocus={point}
        onKeyUp={point}
        onPointerUp={point}
        onBlur={() => provider.point(null)}
      />
      <div class="notes-foot row">
        <Button size="s" kind="quiet" icon="return" onClick={() => undo.current?.undo()}>
          {t("Undo mine")}
        </Button>
      </div>
    </>
  );
}

type Tell = ((line: number, words: string) => void) & { stop(): void };

/** Puts a newer text into the field; the cursor stays where its words are. */
function merge(field: HTMLTextAreaElement, now: string, tell: Tell): void {
  const change = changeOf(field.value, now);
  if (change === null) return;
  const [start, end] = [shifted(field.selectionStart, change), shifted(field.selectionEnd, change)];
  const top = field.scrollTop;
  field.value = now;
  if (document.activeElement === field) field.setSelectionRange(start, end);
  field.scrollTop = top;
  const line = lineOf(now, change.at);
  tell(line, lineAt(now, line));
}

/** Says what others changed, once they pause: by name where one other alone is there. */
function teller(provider: Provider, nameOf: (visitor: string) => string): Tell {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: [number, string] = [0, ""];
  const say = () => {
    timer = undefined;
    const writers = new Set([...provider.cursors.value.values()].map((each) => each.visitor));
    const [only] = writers;
    const name = writers.size === 1 && only !== undefined ? nameOf(only) : t("Somebody");
    announce(t("{name} changed line {line}: {words}", { name, line: last[0], words: last[1] || t("empty") }));
  };
  const tell = (line: number, words: string) => {
    last = [line, words];
    timer ??= setTimeout(say, TELL_MS);
  };
  return Object.assign(tell, { stop: () => clearTimeout(timer) });
}
