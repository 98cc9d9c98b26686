/** Shared notes with all that needs the heavy part: the editor, the plain field, the text as it reads. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import { recall, remember } from "../state/memory";
import { Button } from "../ui/Button";
import { NotesEditor } from "./editor";
import { PlainNotes } from "./PlainNotes";
import { Preview } from "./Preview";
import type { Provider } from "./provider";
import { RefusedNote, SaveChip } from "./SaveState";
import { useProvider } from "./useProvider";

type Way = "write" | "plain" | "read";

const WAYS = (): { way: Way; words: string }[] => [
  { way: "write", words: t("Write") },
  { way: "plain", words: t("Plain field") },
  { way: "read", words: t("Read") },
];

export default function NotesView({ board }: { board: string }) {
  const app = useApp();
  const turn = useSignal(0);
  const way = useSignal<Way>(recall("notes.way", "write"));
  const provider = useProvider(`${board}:notes`, turn.value);
  const choose = (chosen: Way) => {
    way.value = chosen;
    remember("notes.way", chosen);
  };
  const nameOf = (visitor: string) => app.hub.nameOf(visitor);
  return (
    <div class="notes">
      <div class="notes-head row">
        <fieldset class="seg" aria-label={t("How to write")}>
          {WAYS().map((each) => (
            <button
              key={each.way}
              type="button"
              aria-pressed={way.value === each.way}
              onClick={() => choose(each.way)}
            >
              {each.words}
            </button>
          ))}
        </fieldset>
        <SaveChip state={provider.state.value} write={provider.write.value} />
      </div>
      {provider.refused.value !== null && (
        <RefusedNote
          code={provider.refused.value}
          text={provider.doc.getText("text").toString()}
          onAgain={() => {
            provider.refused.value = null;
            turn.value++;
          }}
        />
      )}
      {way.value === "read" && <Reading provider={provider} />}
      {way.value === "plain" && <PlainNotes provider={provider} nameOf={nameOf} />}
      {way.value === "write" && <Writing key={turn.value} provider={provider} nameOf={nameOf} />}
    </div>
  );
}

interface WayProps {
  provider: Provider;
  nameOf(visitor: string): string;
}

function Writing({ provider, nameOf }: WayProps) {
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<NotesEditor | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: names are looked up anew each time
  useEffect(() => {
    if (!parent.current) return undefined;
    const words = {
      label: t("Shared notes"),
      empty: t("Write together. # makes a heading, - a list."),
      nameOf,
    };
    const made = new NotesEditor(parent.current, provider, provider.doc.getText("text"), words);
    editor.current = made;
    return () => {
      provider.point(null);
      made.close();
    };
  }, [provider]);
  const write = provider.write.value;
  useEffect(() => editor.current?.allow(write), [write]);
  return (
    <>
      <div class="notes-editor" ref={parent} />
      <div class="notes-foot row">
        <Button size="s" kind="quiet" icon="return" onClick={() => editor.current?.undo.undo()}>
          {t("Undo mine")}
        </Button>
        <Writers provider={provider} nameOf={nameOf} />
      </div>
    </>
  );
}

/** Who has the cursor in the notes. */
function Writers({ provider, nameOf }: WayProps) {
  const there = new Set([...provider.cursors.value.values()].map((each) => each.visitor));
  if (there.size === 0) return null;
  return <p class="mut t-12 cut">{t("Here: {names}", { names: [...there].map(nameOf).join(", ") })}</p>;
}

function Reading({ provider }: { provider: Provider }) {
  const text = provider.doc.getText("text");
  const shown = useSignal(text.toString());
  useEffect(() => {
    const follow = () => {
      shown.value = text.toString();
    };
    follow();
    text.observe(follow);
    return () => text.unobserve(follow);
  }, [text, shown]);
  return <Preview text={shown.value} />;
}
