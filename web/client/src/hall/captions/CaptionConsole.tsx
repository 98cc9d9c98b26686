/** Where a captioner writes: the language, the line that is being written, and the last ones to be mended. */
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { locale, t } from "../../i18n/i18n";
import { recall, remember } from "../../state/memory";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Field";
import { type Stand, useStand } from "../queue/stand";
import { LastLines } from "./LastLines";
import { choices, Telling } from "./writing";

/** Characters of a line. */
const MOST = 300;

/** The language one was named for; hosts go on in the one they wrote in last. */
function ownLanguage({ hub, stage }: Stand): string {
  return hub.captions.writers(stage).get(hub.self.value ?? "") ?? recall("captions.write", locale.value);
}

export function CaptionConsole() {
  const stand = useStand();
  const [chosen, setChosen] = useState<string | null>(null);
  const language = chosen ?? ownLanguage(stand);
  const field = useRef<HTMLTextAreaElement>(null);
  const choose = (value: string) => {
    remember("captions.write", value);
    setChosen(value);
  };
  return (
    <div class="captioner">
      <Choice
        label={t("Language you write in")}
        options={choices([...stand.hub.captions.languages(stand.stage), language])}
        value={language}
        onPick={choose}
      />
      <LastLines language={language} onDone={() => field.current?.focus()} />
      <Writing key={`${stand.stage} ${language}`} language={language} field={field} />
    </div>
  );
}

interface WritingProps {
  language: string;
  field: { current: HTMLTextAreaElement | null };
}

function Writing({ language, field }: WritingProps) {
  const stand = useStand();
  const { stage } = stand;
  const id = useId();
  const [body, setBody] = useState("");
  const latest = useRef(stand);
  latest.current = stand;
  const say = (text: string, final: boolean) =>
    latest.current.do("caption.say", { stage, language, body: text, final });
  // biome-ignore lint/correctness/useExhaustiveDependencies: one for as long as this language is written
  const telling = useMemo(() => new Telling((text) => say(text, false)), []);
  useEffect(() => () => telling.drop(), [telling]);
  const write = (text: string) => {
    setBody(text);
    telling.write(text);
  };
  const send = async () => {
    const text = body.trim();
    if (text === "") return;
    telling.drop();
    setBody("");
    field.current?.focus();
    // What was refused comes back, before what was written meanwhile.
    if (!(await say(text, true))) setBody((since) => `${text} ${since}`.trim());
  };
  return (
    <form
      class="captioner-foot"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label for={id}>{t("What is being said")}</label>
      <textarea
        ref={field}
        id={id}
        class="input"
        rows={2}
        maxLength={MOST}
        lang={language}
        dir="auto"
        value={body}
        aria-describedby={`${id}-hint`}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.isComposing) return;
          event.preventDefault();
          void send();
        }}
      />
      <p id={`${id}-hint`} class="hint">
        {t("Everybody reads along as you type. Enter ends the line.")}
      </p>
      <Button type="submit" kind="primary" icon="send">
        {t("Send line")}
      </Button>
    </form>
  );
}
