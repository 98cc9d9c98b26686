/** The last lines of a language: each can be mended, or taken away. */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import type { CaptionInfo } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Field } from "../../ui/Field";
import { useStand } from "../queue/stand";

/** Lines shown. */
const SHOWN = 12;

interface LastProps {
  language: string;
  /** A line was mended, or left as it is. */
  onDone(): void;
}

export function LastLines({ language, onDone }: LastProps) {
  const { hub, stage } = useStand();
  const [mending, setMending] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const lines = hub.captions.lines(stage, language).slice(-SHOWN);
  const newest = lines.at(-1)?.caption;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line comes into sight
  useEffect(() => list.current?.scrollTo(0, list.current.scrollHeight), [newest]);
  if (lines.length === 0) return <Empty icon="keyboard" words={t("Nothing has been written yet.")} />;
  const done = () => {
    setMending(null);
    onDone();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <ol ref={list} class="captioner-lines" aria-label={t("Last lines")} tabIndex={0}>
      {lines.map((line) => (
        <li key={line.caption}>
          {line.caption === mending ? (
            <Mending line={line} onDone={done} />
          ) : (
            <>
              <span class="grow" lang={line.language} dir="auto">
                {line.body}
              </span>
              <Button
                kind="quiet"
                size="s"
                aria-label={t("Correct: {line}", { line: line.body })}
                onClick={() => setMending(line.caption)}
              >
                {t("Correct")}
              </Button>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

function Mending({ line, onDone }: { line: CaptionInfo; onDone(): void }) {
  const stand = useStand();
  const form = useRef<HTMLFormElement>(null);
  const [body, setBody] = useState(line.body);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const save = async () => {
    const isSame = body.trim() === line.body;
    const fields = { stage: stand.stage, caption: line.caption, body: body.trim() };
    if (isSame || (await stand.do("caption.correct", fields))) onDone();
  };
  return (
    <form
      ref={form}
      class="grow col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={t("Corrected line")}
        hint={t("Empty it to take the line away.")}
        lang={line.language}
        maxLength={300}
        value={body}
        onInput={(event) => setBody(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && onDone()}
      />
      <div class="row wrap">
        <Button size="s" onClick={onDone}>
          {t("Cancel")}
        </Button>
        <Button type="submit" size="s" kind="primary">
          {t("Save")}
        </Button>
      </div>
    </form>
  );
}
