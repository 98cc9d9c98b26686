/** Bringing slides: dropped or chosen, looked at here, sent with progress, refused in words. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { bring } from "../../net/decks";
import { announce } from "../../ui/Announcer";
import { Button } from "../../ui/Button";
import { FieldError } from "../../ui/Field";
import { Icon } from "../../ui/icons";
import { failureWords } from "../../ui/useAttempt";
import { useStand } from "../queue/stand";
import { NotSlides, prepare } from "./prepare";

const KINDS = "application/pdf,.pdf,image/png,image/jpeg,image/webp";

/** What is under way: from 0 to 1 of the bytes, or none of them yet. */
interface Sending {
  part: number | null;
  stop: AbortController;
}

export function Uploader({ most }: { most: number }) {
  const { stage } = useStand();
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState("");
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  const send = async (files: readonly File[]) => {
    if (files.length === 0 || current.current) return;
    const stop = new AbortController();
    current.current = stop;
    const tell = (part: number | null) => stop.signal.aborted || setSending({ part, stop });
    setError("");
    tell(null);
    try {
      await bring(stage, await prepare(files, most), tell, stop.signal);
      announce(t("The slides are here."));
    } catch (problem) {
      if (!stop.signal.aborted) setError(wordsOf(problem));
    }
    if (current.current === stop) current.current = null;
    setSending(null);
  };
  const cancel = () => {
    current.current?.abort();
    current.current = null;
    setSending(null);
  };
  return (
    <div class="uploader">
      {sending ? <Progress part={sending.part} onCancel={cancel} /> : <Drop most={most} onFiles={send} />}
      {error && <FieldError text={error} />}
    </div>
  );
}

function wordsOf(problem: unknown): string {
  if (problem instanceof NotSlides) return problem.message;
  return failureWords(problem, t("The slides could not be sent. Check your network and try again."));
}

function Drop({ most, onFiles }: { most: number; onFiles(files: readonly File[]): void }) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...(event.dataTransfer?.files ?? [])]);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the field within does the same
    <div
      class={`drop ${isOver ? "over" : ""}`}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" size="l" />
      <input
        id={id}
        class="unseen"
        type="file"
        multiple
        accept={KINDS}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <label class="btn" for={id}>
        {t("Choose slides")}
      </label>
      <span class="hint" id={`${id}-hint`}>
        {t("One PDF or several pictures, up to {most} MB; or drop them here.", {
          most: Math.floor(most / 1024 / 1024),
        })}
      </span>
    </div>
  );
}

function Progress({ part, onCancel }: { part: number | null; onCancel(): void }) {
  const percent = part === null ? undefined : Math.round(part * 100);
  const words =
    percent === undefined
      ? t("The slides are being looked at …")
      : t("Sending the slides: {percent} %", { percent });
  return (
    <div class="col gap-2">
      <span class="row">
        <span class="grow t13">{words}</span>
        <Button size="s" kind="quiet" onClick={onCancel}>
          {t("Cancel")}
        </Button>
      </span>
      <progress max={100} value={percent} aria-label={t("Sending the slides")} />
    </div>
  );
}
